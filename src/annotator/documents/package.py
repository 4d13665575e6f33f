"""A zip from outside, read within bounds: total size, ratio, number and names of its files."""

from __future__ import annotations

import io
import zipfile
import zlib

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

MOST_FILES = 20_000
LARGEST_TOTAL = 512 << 20
LARGEST_FILE = 64 << 20
# Text packs ten times; a bomb a thousand times.
LARGEST_RATIO = 200


class Package:
    """A zip file in memory. Raises UserError where it is damaged or made to do harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damaged(error) from error
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        if (
            len(entries) > MOST_FILES
            or total > LARGEST_TOTAL
            or total > LARGEST_RATIO * max(len(data), 65536)
        ):
            raise UserError(
                tr("The file unpacks to far more than it should and was not opened."),
                kept=tr("Nothing was changed."),
                advice=tr("It is probably made to do harm; do not open it with other programs either."),
            )
        # Names are only compared, never used as paths of ours; a name that climbs is simply not found.
        self._entries = {entry.filename: entry for entry in entries}

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def has(self, name: str) -> bool:
        """Whether a file of this name is in it."""
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all files in it."""
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises UserError where it is missing, locked or broken."""
        entry = self._entries.get(name)
        if entry is None:
            raise _damaged(KeyError(name))
        if entry.flag_bits & 1:
            raise UserError(tr("The file is encrypted and cannot be read."), kept=tr("Nothing was changed."))
        try:
            with self._zip.open(entry) as stream:
                # The directory may lie about the size.
                data = stream.read(LARGEST_FILE + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise _damaged(error) from error
        if len(data) > LARGEST_FILE:
            raise UserError(
                tr("A part of the file is too large."), kept=tr("Nothing was changed."), details=name
            )
        return data


def _damaged(error: Exception) -> UserError:
    return UserError(
        tr("The file is damaged or incomplete."),
        kept=tr("Nothing was changed."),
        advice=tr("Get it again from where it came."),
        details=repr(error),
    )
