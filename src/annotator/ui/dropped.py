"""Files that are dragged onto the window or pasted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

PROJECT_SUFFIX = ".annotator"


def local_files(mime: QMimeData | None) -> list[Path]:
    """The files on this computer that a drag or the clipboard holds."""
    if mime is None:
        return []
    return [path for url in mime.urls() if url.isLocalFile() and (path := Path(url.toLocalFile())).is_file()]
