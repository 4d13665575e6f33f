"""Writing files so that nobody ever sees half of one, and telling whether a file changed."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import NamedTuple

from annotator.domain.errors import UserError
from annotator.domain.files import flush_folder, open_regular
from annotator.domain.i18n import tr

# Bytes of a file's name, on every system that we run on.
LONGEST_NAME = 255


class Fingerprint(NamedTuple):
    """What a file looks like from outside, with SQLite's own change counter (header bytes 24–27)."""

    inode: int
    size: int
    mtime_ns: int
    counter: int


def fingerprint(path: Path) -> Fingerprint | None:
    """The fingerprint of `path`; None where there is no such file."""
    try:
        with open_regular(path) as handle:
            head = handle.read(28)
            status = os.fstat(handle.fileno())
    except FileNotFoundError:
        return None
    return Fingerprint(status.st_ino, status.st_size, status.st_mtime_ns, int.from_bytes(head[24:28], "big"))


def shortened(name: str, longest: int) -> str:
    """`name`, cut to so many bytes."""
    return os.fsencode(name)[:longest].decode(errors="ignore") if len(os.fsencode(name)) > longest else name


def flush_file(path: Path) -> None:
    """Make sure the bytes of `path` are on the disk."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())


def copy_if_there(source: str, target: str) -> None:
    """Copy a file that may be missing; one whose name the system finds too long cannot be there either."""
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:
        pass
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise


def replace(temporary: Path, target: Path) -> None:
    """Put a finished, flushed `temporary` in the place of `target`."""
    temporary.replace(target)
    flush_folder(target.parent)


def write_text(path: Path, text: str) -> None:
    """Write a small file atomically."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def refused(error: OSError, path: Path, kept: str = "") -> UserError:
    """The operating system's refusal in words."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        what, advice = tr("The disk is full."), tr("Free some space and try again.")
    elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        what, advice = (
            tr("This folder cannot be written to."),
            tr("Choose another folder or change its permissions."),
        )
    elif error.errno == errno.EISDIR:
        what, advice = tr("A folder stands where the file should be."), tr("Move or rename the folder.")
    elif error.errno == errno.ENAMETOOLONG:
        what, advice = tr("The name is too long."), tr("Choose a shorter one.")
    elif error.errno == errno.ENOENT:
        what, advice = tr("There is no such file or folder."), tr("Check the name and the folder.")
    else:
        what = tr("The file cannot be read or written.")
        advice = tr("Check the disk and try again.")
    return UserError(what, file=path, kept=kept, advice=advice, details=str(error))
