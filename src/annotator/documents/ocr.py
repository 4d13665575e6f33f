"""Tesseract, where it is installed: which one, which languages, one page's picture to a page of invisible text.

Runs in the program's own process tree but outside the worker, whose time limit is for reading, not for recognising.
What Tesseract gets is always a grey picture drawn by us, never a file from outside.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import Cancelled, UserError
from annotator.domain.i18n import tr

# A dense page takes five to twenty seconds on one core.
SECONDS = 120.0
_CODE = re.compile(r"[A-Za-z]{3,8}(?:_[A-Za-z0-9]+)*")
# Where the installers of Windows and macOS put it without telling the search path.
_PLACES = (
    r"C:\Program Files\Tesseract-OCR\tesseract.exe",
    str(Path("/", "opt", "homebrew", "bin", "tesseract")),
    "/usr/local/bin/tesseract",
)
# No black window of its own.
_FLAGS: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class Tesseract:
    """An installed Tesseract: its program, version and language codes (ISO 639-2, as Tesseract writes them); whether it can
    tell how a page is turned."""

    program: str
    version: str
    languages: tuple[str, ...]
    turns: bool = False


def find() -> Tesseract | None:
    """The installed Tesseract, if there is one that works. Starts it twice: not for the window's thread."""
    program = shutil.which("tesseract") or next(
        (place for place in _PLACES if os.access(place, os.X_OK)), None
    )
    if program is None:
        return None
    version = re.search(r"tesseract\s+v?([\w.-]+)", _ask(program, "--version"))
    listed = [line.strip() for line in _ask(program, "--list-langs").splitlines()[1:]]
    languages = tuple(code for code in listed if _CODE.fullmatch(code) and code != "osd")
    return Tesseract(program, version[1], languages, "osd" in listed) if version else None


def languages() -> tuple[str, ...]:
    """The languages that can be recognised; none where Tesseract is missing. Not for the window's thread."""
    found = find()
    return found.languages if found is not None else ()


def needed(wanted: Sequence[str]) -> Tesseract:
    """The installed Tesseract with these languages. Raises UserError, which says what to install."""
    found = find()
    if found is None:
        raise UserError(
            tr("Pictures of pages can be read with the program Tesseract, which is not installed."),
            kept=tr("Nothing was changed."),
            advice=tr(
                "Install it with the languages you need (Debian and Ubuntu: tesseract-ocr; macOS: brew install tesseract; "
                "Windows: the installer of UB Mannheim) and try again. Areas of the pages can be highlighted without it."
            ),
        )
    missing = [code for code in wanted if code not in found.languages]
    if missing or not wanted:
        raise UserError(
            tr("Tesseract has no data for the language {codes}.", codes=", ".join(missing) or "?"),
            kept=tr("Nothing was changed."),
            advice=tr(
                "Installed are: {codes}. More come as packages such as tesseract-ocr-deu.",
                codes=", ".join(found.languages),
            ),
        )
    return found


def _ask(program: str, option: str) -> str:
    try:
        done = subprocess.run(
            [program, option],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=20,
            check=False,
            creationflags=_FLAGS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    # Old ones print their version to standard error.
    return done.stdout or done.stderr


def recognise(
    tesseract: Tesseract,
    picture: bytes,
    languages: Sequence[str],
    dots: int,
    cancelled: Callable[[], None],
    seconds: float = SECONDS,
) -> bytes:
    """A PDF of one page that holds only the invisible text of `picture` (a PGM of `dots` pixels an inch).

    cancelled  called now and then; raises Cancelled to give up
    Raises UserError where Tesseract fails or takes longer than `seconds`.
    """
    # One core a page: two would hardly be faster and the window needs one.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with tempfile.TemporaryDirectory(prefix="annotator-ocr-") as folder:
        page = Path(folder, "page.pgm")
        page.write_bytes(picture)
        command = [
            tesseract.program, str(page), "stdout", "-l", "+".join(languages), "--dpi", str(dots),
            # Sheets lie on the glass upside down, and tables along the page.
            *(("--psm", "1") if tesseract.turns else ()), "-c", "textonly_pdf=1", "pdf",
        ]  # fmt: skip
        try:
            child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment,
                creationflags=_FLAGS,
            )  # fmt: skip
        except OSError as error:
            raise UserError(
                tr("Tesseract cannot be started."), kept=tr("Nothing was changed."), details=repr(error)
            ) from error
        with child:
            try:
                out, errors = _wait(child, cancelled, seconds)
            except (Cancelled, UserError):
                child.kill()
                raise
    if child.returncode != 0 or not out.startswith(b"%PDF"):
        raise UserError(
            tr("Tesseract could not read a page."),
            kept=tr("Nothing was changed."),
            details=errors.decode(errors="replace")[-2000:],
        )
    return out


def _wait(
    child: subprocess.Popen[bytes], cancelled: Callable[[], None], seconds: float
) -> tuple[bytes, bytes]:
    until = time.monotonic() + seconds
    while True:
        try:
            return child.communicate(timeout=0.2)
        except subprocess.TimeoutExpired:
            cancelled()
        if time.monotonic() > until:
            raise UserError(
                tr("Tesseract took longer than {seconds} seconds over one page.", seconds=f"{seconds:g}"),
                kept=tr("Nothing was changed."),
            )
