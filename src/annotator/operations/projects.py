"""Projects: making, opening, checking, and the sample project."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.addresses import Address
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.resources import resource
from annotator.store import check as checking
from annotator.store.places import data_folder
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.documents.client import Worker

ENDING = ".annotator"


def create(path: Path, title: str = "") -> Project:
    """Make a new project file and open it. Raises UserError where a file of this name is there already."""
    return Project.create(path, title)


def open_project(path: Path) -> Project:
    """Open a project file. Raises UserError for anything that is no sound project of ours."""
    return Project.open(path)


def file_of(address: Address) -> Path:
    """The project file on this computer that an address means. Raises UserError where none was opened here."""
    from annotator.store import peek

    found = peek.file_of(*address)
    if found is None:
        raise UserError(
            tr("The project of this address has not been opened on this computer."),
            kept=tr("Nothing was changed."),
            advice=tr("Open its file once; from then on its addresses are known."),
        )
    return found


def check(path: Path) -> checking.Report:
    """Look a project file over, changing nothing."""
    return checking.check(path)


def make_sample(path: Path, worker: Worker, progress: Callable[[float, str], None] | None = None) -> Project:
    """Make the sample project at `path` from the program's own articles and treaty outlines, and open it.

    Nothing stays behind where that fails. Raises UserError where a file of this name is there already.
    """
    from annotator.operations.interchange import import_json

    project = Project.create(path)
    try:
        import_json(project, resource("sample", "sample.json"), worker, progress)
        project.publish()
    except BaseException:
        project.close(publish=False)
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return project


def sample_path() -> Path:
    """Where the sample project of this user lies; it may not exist yet."""
    return data_folder() / f"sample{ENDING}"


def with_ending(path: Path) -> Path:
    """`path` with the project files' ending where it has none. Raises UserError for another program's ending, and
    where there is no name at all."""
    if path.name in {"", ".."}:
        raise UserError(
            tr("This is a folder, not a file."),
            file=path,
            advice=tr("Give the project a name, as {name}.", name=f"NAME{ENDING}"),
        )
    if not path.suffix:
        return path.with_name(path.name + ENDING)
    if path.suffix.casefold() in {".json", ".docx", ".pdf", ".html", ".txt", ".md", ".epub"}:
        raise UserError(
            tr("A project's file does not end in {ending}.", ending=path.suffix),
            file=path,
            advice=tr("Name it {name}.", name=path.with_suffix(ENDING).name),
        )
    return path
