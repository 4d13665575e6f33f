"""The lock file beside a project: it only informs. Correctness never rests on it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from pathlib import Path

from annotator.domain.i18n import tr
from annotator.store.tracking import now_iso

_LIMIT = 4096


class LockFile:
    """`~NAME.lock`, holding who opened the project, on which computer and since when."""

    def __init__(self, project: Path, user: str) -> None:
        self.path = project.with_name(f"~{project.name}.lock")
        self._user = user
        self._mine = False

    def _read(self) -> dict[str, object] | None:
        try:
            with self.path.open("rb") as handle:
                raw = json.loads(handle.read(_LIMIT))
        except (OSError, ValueError):
            return None
        return raw if isinstance(raw, dict) else None

    def holder(self) -> str | None:
        """Who else seems to have the project open, in words; None if nobody, or if that process is gone."""
        raw = self._read()
        if raw is None:
            return None
        host, pid = str(raw.get("host", "")), raw.get("pid")
        if host == socket.gethostname() and (
            not isinstance(pid, int) or pid == os.getpid() or not _alive(pid)
        ):
            return None
        who, since = str(raw.get("who", ""))[:100], str(raw.get("since", ""))[:40]
        return tr("{who} on {host}, since {since}", who=who, host=host[:100], since=since)

    def take(self) -> None:
        """Write our name, unless somebody else's stands there. A folder that refuses is no reason not to work."""
        if self.holder() is not None:
            return
        with contextlib.suppress(OSError):
            self.path.write_text(
                json.dumps(
                    {"who": self._user, "host": socket.gethostname(), "pid": os.getpid(), "since": now_iso()},
                    ensure_ascii=False,
                ),
                "utf-8",
            )
            self._mine = True

    def release(self) -> None:
        """Remove the file if it is ours."""
        if self._mine:
            with contextlib.suppress(OSError):
                self.path.unlink(missing_ok=True)
            self._mine = False


def _alive(pid: int) -> bool:
    if os.name == "nt" or pid <= 0:
        return pid > 0
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
