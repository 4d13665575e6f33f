"""Files as they come in, and what to say when one is too much for the worker."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from annotator.domain.errors import UserError
from annotator.domain.files import open_regular
from annotator.domain.i18n import tr

# A file this large is no article; reading it would only fill the memory of both processes.
LARGEST_FILE = 1 << 30
# The list of pages that HTTrack puts on top of a mirror leads to them; with a single one it goes there by itself.
_LEADS = re.compile(
    r"""(?:\burl\s*=\s*|\bhref\s*=\s*["']?)([^"'<>\s?#]{1,1000}\.x?html?)(?=["'<>\s?#])""", re.IGNORECASE
)


def read_file(path: Path | str | None) -> bytes:
    """The bytes of a file. Raises UserError where it cannot be read or is too large."""
    if path is None:
        raise ValueError("neither a path nor data")
    try:
        with open_regular(path) as stream:
            data = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(
            tr("The file cannot be read: {reason}.", reason=reason),
            file=path,
            kept=_nothing(),
            details=repr(error),
        ) from error
    if len(data) > LARGEST_FILE:
        raise UserError(tr("The file is larger than 1 GB."), file=path, kept=_nothing())
    return data


def page_in(path: Path) -> Path:
    """The web page in a folder that a browser or a mirroring program made; any other path as it is.

    Raises UserError where a folder holds no page, or several and none is the first.
    """
    if not path.is_dir():
        return path
    pages = sorted(
        one for one in path.iterdir() if one.suffix.lower() in (".html", ".htm", ".xhtml") and one.is_file()
    )
    first = [one for one in pages if one.stem.lower() in ("index", "default")]
    if (path / "hts-log.txt").is_file() or (path / "hts-cache").is_dir():
        first, pages = [], _mirrored(path, first) or pages
    if len(pages) == 1 or first:
        return (first or pages)[0]
    raise UserError(
        tr("This is a folder, not a file.") if not pages else tr("The folder holds several pages."),
        file=path,
        kept=_nothing(),
        advice=tr("Choose the page itself.") if pages else "",
    )


def _mirrored(path: Path, first: list[Path]) -> list[Path]:
    """The pages inside an HTTrack mirror that its list leads to."""
    found: dict[Path, None] = {}
    for one in first[:1]:
        head = read_file(one)[:65_536].decode("utf-8", "replace")
        for lead in _LEADS.findall(head):
            # A name from a file may be none that the system can look up, or lead in circles.
            with suppress(OSError, ValueError, RuntimeError):
                page = (path / unquote(lead)).resolve()
                if page.is_relative_to(path.resolve()) and page.is_file() and page != one.resolve():
                    found[page] = None
    return list(found)


def _nothing() -> str:
    return tr("Nothing was changed.")


def lost(reason: str, shown: str, seconds: float, memory: int) -> UserError:
    """The message for a worker that was lost over the file `shown`; `reason` is WorkerDied's."""
    harm = tr("The file may be damaged or made to do harm. Other documents are not affected.")
    what, advice = {
        "time": (
            tr("Reading it took longer than {seconds} seconds and was given up.", seconds=f"{seconds:g}"),
            tr("It may be too large or too intricate. Other documents are not affected."),
        ),
        "busy": (
            tr("Reading it took too long and was given up: this computer was busy with other work."),
            tr("Try again when it is less busy."),
        ),
        "memory": (
            tr("The file needs more than {size} GB of memory and was given up.", size=f"{memory / 2**30:g}"),
            harm,
        ),
    }.get(reason, (tr("The file made the document reader crash."), harm))
    return UserError(what, file=shown or None, kept=_nothing(), advice=advice, details=f"worker: {reason}")


def supported() -> tuple[str, ...]:
    """The file name endings that can be imported, for file dialogs."""
    return (
        "pdf", "html", "htm", "xhtml", "mhtml", "mht", "docx", "odt", "rtf", "epub", "txt", "md", "markdown",
        "warc", "warc.gz", "wacz",
    )  # fmt: skip
