"""Write a file whole or not at all: beside it, flushed to the disk, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.files import check_regular, flush_folder
from annotator.domain.i18n import tr

# How every SQLite file begins (file format, 1.3.1).
_DATABASE = b"SQLite format 3\x00"


def write_atomically(path: Path, data: bytes) -> None:
    """Make `path` hold `data`. On any failure what was there before is untouched. Raises UserError."""
    target = Path(os.path.realpath(path))  # a link keeps pointing at what it pointed at
    _check(target)
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        part.replace(target)
        flush_folder(target.parent)
    except OSError as error:
        if part is not None:
            with contextlib.suppress(OSError):
                part.unlink()
        raise _refused(path, error) from error


def _check(target: Path) -> None:
    """Raise UserError where `target` must not be replaced: a device, a pipe, or a project (its own, perhaps)."""
    check_regular(target)
    try:
        with target.open("rb") as file:
            head = file.read(len(_DATABASE))
    except OSError:
        return
    if head == _DATABASE:
        raise UserError(
            tr("A project or another database stands under this name."),
            file=target,
            kept=tr("It was not changed."),
            advice=tr("Choose another name."),
        )


def _mode(target: Path) -> int:
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _refused(path: Path, error: OSError) -> UserError:
    what, advice = {
        errno.ENOSPC: (tr("The disk is full."), tr("Free some space or choose another place.")),
        errno.EDQUOT: (tr("The disk quota is used up."), tr("Free some space or choose another place.")),
        errno.EROFS: (tr("The place is read-only."), tr("Choose another folder.")),
        errno.EACCES: (tr("You may not write there."), tr("Choose another folder.")),
        errno.EPERM: (tr("You may not write there."), tr("Choose another folder.")),
        errno.ENOENT: (tr("There is no such folder."), tr("Make the folder or choose another.")),
        errno.EISDIR: (tr("There is a folder of this name."), tr("Choose another name.")),
    }.get(error.errno or 0, (tr("The file could not be written."), tr("Choose another place.")))
    kept = tr("The file that was there is as it was.") if path.exists() else tr("Nothing was written.")
    return UserError(what, file=path, kept=kept, advice=advice, details=str(error))
