"""`annotator PROJECT`, without loading the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from annotator.domain.errors import UserError


def open_window(name: str) -> int | None:
    """Open the window on the project file `name`; the exit status.

    None where that is not so plain (no such file, no screen, no Qt): then the command line says what is wrong.
    """
    path = Path(name)
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    seen = not sys.platform.startswith("linux") or any(os.environ.get(screen) for screen in screens)
    if not (seen and path.is_file()):
        return None
    try:
        from annotator.app import run

        return run(path)
    except (ImportError, UserError):
        return None
