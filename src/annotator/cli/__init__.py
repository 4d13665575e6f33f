"""The same operations as the window has, without a screen: for scripts, teaching and checking."""

from __future__ import annotations

import sys


def main() -> None:
    """The entry point of `annotator`. A frozen bundle also starts its document workers by it, without click or Qt."""
    if sys.argv[1:2] == ["--documents-worker"]:
        from annotator.documents.worker import main as work

        raise SystemExit(work(sys.argv[2:]))
    if len(sys.argv) == 2 and sys.argv[1].endswith(".annotator"):
        # The commonest start by far, and the one somebody waits for: nothing of the other commands is loaded.
        from annotator.cli.quick import open_window

        status = open_window(sys.argv[1])
        if status is not None:
            raise SystemExit(status)
    from annotator.cli.root import run

    raise SystemExit(run())
