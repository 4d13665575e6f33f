"""Files a user named: opened only where they are files (a pipe would be waited on for ever), kept once written."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr


def open_regular(path: Path | str) -> BinaryIO:
    """The regular file at `path` (links are followed), open for reading; never waits.

    Raises UserError for a pipe, a device or a socket, and OSError as open() does, IsADirectoryError too.
    """
    # Not blocking: else opening a pipe waits for somebody to write into it. It means nothing for regular files.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        _check(os.fstat(handle).st_mode, path)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def shown_name(path: Path | str) -> str:
    """The name of a file as text that can be kept: bytes that are no UTF-8 (an old disk's names) become `?`."""
    return Path(path).name.encode(errors="replace").decode()


def check_regular(path: Path) -> None:
    """Raise UserError where something stands at `path` that is neither a file nor a folder."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not stat.S_ISDIR(mode):
        _check(mode, path)


def _check(mode: int, path: Path | str) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise UserError(
            tr("This is a pipe or a device, not a file."),
            file=path,
            kept=tr("Nothing was changed."),
            advice=tr("Save what it holds into a file first."),
        )


def flush_folder(folder: Path) -> None:
    """Make sure a rename inside `folder` is on the disk.

    Windows cannot open a folder; there the rename itself is durable enough.
    """
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
