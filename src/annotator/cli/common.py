"""What all commands share: opening a project, printing for people or as JSON, progress, errors."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.documents.client import Worker
    from annotator.store.project import Project

F = TypeVar("F", bound=Callable[..., Any])

PROJECT = click.Path(path_type=Path)
ENDING = ".annotator"
# More than one command can do.
_MOST_ACTS = 10_000


_STEERING = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f]")


class Refused(click.ClickException):
    """The user's world said no: status 1, a calm message on standard error."""

    exit_code = 1

    def __init__(self, error: UserError) -> None:
        super().__init__(error.what)
        self.error = error

    def show(self, file: Any = None) -> None:
        """What happened, to which file; what was kept; what to do."""
        head = f"{self.error.file}: {self.error.what}" if self.error.file else self.error.what
        for line in (head, self.error.kept, self.error.advice):
            if line:
                click.echo(line, err=True)


def as_json(command: F) -> F:
    """The option `--json`, as the argument `json_`."""
    return click.option("--json", "json_", is_flag=True, help=tr("Print one JSON document."))(command)


def project_argument(command: F) -> F:
    """The argument PROJECT."""
    return click.argument("project", type=PROJECT)(command)


def emit(value: Any) -> None:
    """Print one JSON document, UTF-8."""
    out(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def out(text: str) -> None:
    """Write text exactly, as UTF-8 with the line ends it has, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="replace"))  # a name of an old disk may be no UTF-8
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """A line for people."""
    out(harmless(text) + "\n")


def harmless(text: str) -> str:
    """`text` without what would steer a terminal (ECMA-48, control characters): titles and words come from files."""
    return _STEERING.sub("\ufffd", text)


def existing(path: Path) -> Path:
    """The project that `path` means: with the usual ending where it has none and there is no such file."""
    longer = path.with_name(path.name + ENDING) if path.name else path
    return longer if not path.exists() and longer.is_file() else path


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """An open project, published and closed at the end; its notices go to standard error.

    Where it cannot be published, or somebody presses Ctrl-C, what this command did is taken back (status 1: nothing was
    changed). A command that did nothing but read succeeds without publishing all the same, with a warning.
    """
    from annotator.operations import history, projects

    project = projects.open_project(existing(path))
    try:
        for notice in project.notices:
            click.echo(notice, err=True)
        before = len(project.notices)
        known = {act.id for act in history.acts(project, 1)}
        try:
            yield project
            _publish(project, known)
        except KeyboardInterrupt:
            _take_back(project, known)
            with suppress(UserError):
                project.publish()
            raise
        for notice in project.notices[before:]:
            click.echo(notice, err=True)
    finally:
        project.close(publish=False)


def _publish(project: Project, known: set[str]) -> None:
    """Write the shared file; `known` holds the act that was the newest when the command began."""
    from annotator.operations import history

    if project.read_only or not project.unpublished:
        return
    try:
        project.publish()
    except UserError as error:
        if all(act.id in known for act in history.acts(project, 1)):
            click.echo(str(error), err=True)
            return
        if project.changed_elsewhere():  # an open window may have gone on from there
            raise
        _take_back(project, known)
        raise UserError(
            error.what,
            file=error.file,
            kept=tr("Nothing was changed."),
            advice=error.advice,
            details=error.details,
        ) from error


def _take_back(project: Project, known: set[str]) -> None:
    """Undo what came after the act in `known`, the newest first."""
    from annotator.operations import history

    for act in list(takewhile(lambda act: act.id not in known, history.acts(project, _MOST_ACTS))):
        history.redo(project) if act.kind == "undo" else history.undo(project)


@contextmanager
def worker() -> Iterator[Worker]:
    """The process that reads documents, ended at the end."""
    from annotator.documents.client import Worker

    with Worker() as one:
        yield one


class Progress:
    """What is being done, on one line of a terminal; nothing where standard error is none."""

    def __init__(self) -> None:
        self._shown = 0
        self._terminal = sys.stderr.isatty()

    def __call__(self, part: float, text: str) -> None:
        if not self._terminal:
            return
        line = f"{round(part * 100):3d} %  {text}"[:78]
        click.echo("\r" + line.ljust(self._shown), nl=False, err=True)
        self._shown = len(line)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo("\r" + " " * self._shown + "\r", nl=False, err=True)


def find_document(project: Project, ref: str) -> tuple[str, str]:
    """Document id and file name of the source, or of the treaty text, that `ref` means. Raises UserError."""
    from annotator.store import documents, sources, treaties

    try:
        source = sources.find(project, ref)
    except UserError as error:
        try:
            instrument = treaties.find_instrument(project, ref)
        except UserError:
            raise error from None
        document = treaties.version_document(project, instrument)
        if document is None:
            raise UserError(tr("The treaty “{ref}” has no text.", ref=ref)) from None
        return document, documents.get(project, document).file_name
    captured = documents.of_source(project, source)
    if not captured:
        raise UserError(
            tr("The source “{ref}” has no document.", ref=ref), advice=tr("It is an entry without a file.")
        )
    return captured[0].id, captured[0].file_name
