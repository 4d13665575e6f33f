"""References of other programs, in and out: a file or a pasted text, in any of the formats."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.citation import csl
from annotator.citation import treaties as treaty_items
from annotator.domain.changes import Changes
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.files import open_regular
from annotator.domain.i18n import tr, trn
from annotator.domain.ids import derived_id
from annotator.domain.source import Agent, Source
from annotator.domain.treaty import Instrument
from annotator.exchange import formats
from annotator.exchange.citekeys import of_treaty
from annotator.exchange.formats import FORMATS, Format, Sniffed, read, sniff
from annotator.exchange.found import BadEntry, Imported
from annotator.exchange.matching import Index
from annotator.operations import citekeys
from annotator.operations.duplicates import fill
from annotator.store import sources, trash, treaties
from annotator.store.project import Project
from annotator.store.tracking import part_of, stepped

__all__ = [
    "DUPLICATES", "FORMATS", "BadEntry", "Exported", "Format", "ImportReport", "Imported", "Known", "Sniffed",
    "export_file", "export_text", "import_file", "import_text", "read", "sniff", "take_in",
]  # fmt: skip

DUPLICATES = ("skip", "add", "merge")
# How much of the time of an import goes by until all is read; of that of taking in, until all is added: the rest is
# the writing of the history.
_READ, _ADDED = 0.35, 0.65
Progress = Callable[[float, str], None]
Cancel = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Known:
    """An entry that the project had already: its title, the source it is, and by what (same, doi, isbn, url, title)."""

    title: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The ids of the entries' sources in the file's order, those that were there already too; what came of the rest.

    `known` are the entries that were there already: left as they were, or with `merged` completed by what was new.
    """

    sources: tuple[str, ...]
    added: int
    known: tuple[Known, ...]
    merged: int
    problems: tuple[str, ...]
    changes: Changes
    format: str


@dataclass(frozen=True, slots=True)
class Exported:
    """Where the references were written, how many, and what the format could not hold."""

    path: Path
    entries: int
    losses: tuple[str, ...] = ()


def import_file(
    project: Project,
    path: Path,
    format: str = "",
    duplicates: str = "skip",
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> ImportReport:
    """Add the entries of a file as sources without a document, as one act. Raises UserError, Cancelled."""
    data = content(path)
    found = read(data, str(path), format, _part_of(progress, 0.0, _READ), cancelled)
    taking = _part_of(progress, _READ, 1.0)
    label = tr("Import “{name}”", name=path.name)
    return take_in(project, found, label, duplicates, taking, cancelled, name=str(path))


def _part_of(progress: Progress | None, start: float, end: float) -> Progress | None:
    """What tells `progress` of one part of the whole."""
    return None if progress is None else lambda done, text: progress(start + (end - start) * done, text)


def content(path: Path) -> bytes:
    """The bytes of a file of references. Raises UserError where it cannot be read or is far too large."""
    try:
        with open_regular(path) as stream:
            data = stream.read(formats.MAX_BYTES + 1)
    except FileNotFoundError:
        raise UserError(tr("There is no such file."), file=path, kept=tr("Nothing was changed.")) from None
    except OSError as error:
        raise UserError(
            tr("The file cannot be read."), file=path, kept=tr("Nothing was changed."), details=str(error)
        ) from error
    if len(data) > formats.MAX_BYTES:
        raise formats.too_large(str(path))
    return data


def import_text(project: Project, text: str, duplicates: str = "skip") -> ImportReport:
    """Add the entries of a pasted text. Raises UserError where there are none."""
    return take_in(project, read(text), tr("Paste references"), duplicates)


def take_in(
    project: Project,
    found: Imported,
    label: str = "",
    duplicates: str = "skip",
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    *,
    name: str = "",
) -> ImportReport:
    """Put what was read into the project, as one act; all of it or, where it is cancelled, nothing.

    `duplicates` says what becomes of an entry whose DOI, ISBN, address or title with year and author is there already:
    skip it, add it all the same, or merge it (what the source lacks is filled in). The very same entry is never added
    twice. Raises UserError where no entry could be read.
    """
    if duplicates not in DUPLICATES:
        raise ValueError(duplicates)
    problems = tuple(problem(bad) for bad in found.bad)
    if not found.sources:
        raise UserError(
            tr("There is no entry that could be taken in."),
            file=name or None,
            kept=tr("Nothing was changed."),
            advice=" ".join(problems[:3]),
        )

    def told(done: float) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(done, tr("Adding references"))

    with project.act(label or tr("Import references"), part_of(told, _ADDED, 1.0)) as act:
        taking = _Taking(project, duplicates)
        for source in stepped(found.sources, part_of(told, 0.0, _ADDED), 50):
            taking.take(source)
    return ImportReport(
        tuple(taking.keys),
        taking.added,
        tuple(taking.known),
        taking.merged,
        problems,
        act.changes,
        found.format,
    )


def problem(bad: BadEntry) -> str:
    """What was wrong with an entry, with its place."""
    if bad.line:
        return tr(
            "Entry {number} (line {line}): {reason}", number=bad.index, line=bad.line, reason=bad.reason
        )
    return tr("Entry {number}: {reason}", number=bad.index, reason=bad.reason)


class _Taking:
    """One import under way: what the project has, by everything an entry may be known by."""

    def __init__(self, project: Project, duplicates: str) -> None:
        self.project = project
        self.duplicates = duplicates
        everything = sources.many(project)
        self.trashed = {key for key, source in everything.items() if source.trashed}
        self.index = Index(source for source in everything.values() if not source.trashed)
        self.taken = citekeys.in_use(project)
        self.people: set[Agent] = set()
        self.keys: list[str] = []
        self.known: list[Known] = []
        self.added = self.merged = 0

    def take(self, source: Source) -> None:
        key = _key(source)
        if key in self.index.sources:
            self._is_known(source, key, "same")
            return
        match = next(self.index.matches(source), None) if self.duplicates != "add" else None
        if match is not None:
            self._is_known(source, match.source, match.reason)
            return
        citekey = source.citekey
        if not citekey or citekey.casefold() in self.taken:
            citekey = self._free(citekey) if citekey else citekeys.given(self.project, source, self.taken)
        self.taken.add(citekey.casefold())
        new = replace(source, id=key, citekey=citekey)
        if key in self.trashed:
            trash.restore(self.project, "source", key)
            sources.update(self.project, key, citekey=citekey)
            self.trashed.discard(key)
        else:
            sources.add(self.project, new, self.people)
        self.index.add(new)
        self.keys.append(key)
        self.added += 1

    def _free(self, citekey: str) -> str:
        number = 2
        while f"{citekey}-{number}".casefold() in self.taken:
            number += 1
        return f"{citekey}-{number}"

    def _is_known(self, source: Source, key: str, reason: str) -> None:
        self.keys.append(key)
        self.known.append(Known(source.title, key, reason))
        if self.duplicates == "merge" and reason != "same":
            self.merged += fill(self.project, self.index.sources[key], source, {})
            self.index.sources[key] = sources.get(self.project, key)


def _key(source: Source) -> str:
    """The id that follows from all that an entry says: the very same entry is the same source."""
    # The id is a key of the program it comes from, none of ours.
    said = json.dumps({**csl.to_csl(source), "id": source.csl.get("id") or source.citekey}, sort_keys=True)
    return derived_id("source", "csl", said)


def export_file(
    project: Project, path: Path, format: str = "", only: Iterable[str] | None = None
) -> Exported:
    """Write the sources (or `only` these) and, with all, the treaties. The name says the format where none is given.

    Raises UserError for a format that cannot be written, or where the file cannot be.
    """
    from annotator.citation.writers.atomic import write_atomically

    key = _format(path, format)
    found = _sources(project, only)
    write_atomically(path, formats.write(found, key))
    return Exported(path, len(found), formats.losses(found, key))


def export_text(project: Project, format: str, only: Iterable[str] | None = None) -> str:
    """The sources as text, for the clipboard. Raises UserError for a format that cannot be written."""
    return formats.write(_sources(project, only), format).decode()


def _format(path: Path, format: str) -> str:
    key = format or formats.of_ending(path.name)
    if key not in {one.key for one in FORMATS if one.writes}:
        raise formats.not_written(key or path.suffix or path.name, path)
    return key


def _sources(project: Project, only: Iterable[str] | None) -> list[Source]:
    if only is not None:
        found = sources.many(project, list(only), trashed=False)
        return list(found.values())
    live = list(sources.many(project, trashed=False).values())
    return live + [_of_treaty(treaties.instrument(project, one.id)) for one in treaties.instruments(project)]


def _of_treaty(instrument: Instrument) -> Source:
    return csl.from_csl(
        {**treaty_items.item(instrument), "id": of_treaty(instrument)}, source_id=instrument.id
    )


def summary(report: ImportReport) -> str:
    """One line for people: how many came in and what became of the rest."""
    parts = [trn("{n} reference added", "{n} references added", report.added)]
    if report.known:
        parts.append(trn("{n} there already", "{n} there already", len(report.known)))
    if report.merged:
        parts.append(trn("{n} completed", "{n} completed", report.merged))
    if report.problems:
        parts.append(trn("{n} could not be read", "{n} could not be read", len(report.problems)))
    return ", ".join(parts) + "."
