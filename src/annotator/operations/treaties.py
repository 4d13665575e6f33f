"""Treaties: adding one from its text, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from annotator.domain.changes import Changes
from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id, new_id
from annotator.domain.text import fold
from annotator.domain.treaty import EVENT_ORDER, Instrument, InstrumentEvent, ProvisionNode
from annotator.operations.results import Added
from annotator.operations.sources import check_date, store_capture
from annotator.store import documents, trash, treaties
from annotator.store.project import Project
from annotator.treaties import parse

_SPELLINGS = {
    "initialed": "initialled",
    "entry into force": "entered into force",
    "in force": "entered into force",
}


def add(
    project: Project,
    capture: Capture | None,
    title: str,
    short: str = "",
    events: Iterable[InstrumentEvent] = (),
    *,
    kind: str = "",
    aliases: Sequence[str] = (),
    nodes: Sequence[ProvisionNode] | None = None,
    key: str = "",
) -> Added:
    """Add a treaty from its captured text, which is read into provisions; as one act.

    Without a text, `nodes` give the provisions that are known. The very same text again is the same treaty, out of
    the trash if it was there. `key` is its id where another project gave it one. Raises UserError where the title is empty or another text has it already.
    """
    name = " ".join(title.split())
    if not name:
        raise UserError(tr("The treaty has no title."), advice=tr("Give it one."))
    key = key or derived_id("instrument", capture.sha256 if capture else fold(name))
    instrument = Instrument(key, name, " ".join(short.split()), kind, tuple(aliases))
    document = derived_id("document", "instrument", capture.sha256) if capture else ""
    before = _standing(project, key)
    if before is not None:
        return _again(project, before, document)
    _check_title(project, name)
    found = parse(capture.text) if capture else list(nodes or ())
    with project.act(tr("Add “{name}”", name=instrument.short or name)) as act:
        treaties.add_instrument(project, instrument)
        for event in events:
            _add_event(project, key, event)
        if capture:
            store_capture(project, capture, document, None)
            treaties.add_version(project, key, document, capture.file_name, found)
        elif found:
            treaties.add_provisions(project, key, found)
    return Added("", document, act.changes, instrument=key, warnings=_warnings(capture, found))


def _warnings(capture: Capture | None, found: Sequence[ProvisionNode]) -> tuple[str, ...]:
    if capture is None:
        return ()
    if any(node.kind != "preamble" for node in found):
        return capture.warnings
    return (*capture.warnings, tr("No articles or points were found in the text."))


def _check_title(project: Project, name: str) -> None:
    for known in treaties.instruments(project):
        if fold(known.title) == fold(name):
            raise UserError(
                tr("There is a treaty of this title already, with another text."),
                kept=tr("Nothing was changed."),
                advice=tr("Give this one a title of its own, with its year for instance."),
            )


def _standing(project: Project, key: str) -> Instrument | None:
    try:
        return treaties.instrument(project, key)
    except UserError:
        return None


def _again(project: Project, instrument: Instrument, document: str) -> Added:
    with project.act(tr("Restore treaty")) as act:
        if instrument.trashed:
            trash.restore(project, "instrument", instrument.id)
        if document and documents.get(project, document).trashed:
            trash.restore(project, "document", document)
    return Added("", document, act.changes, existing=True, instrument=instrument.id)


def event(
    project: Project, instrument: str, kind: str, date: str = "", actor: str = "", note: str = ""
) -> Changes:
    """Record what happened to a treaty. `kind` is one of `EVENT_ORDER` or one's own word; `date` EDTF, may be empty."""
    treaties.instrument(project, instrument)
    with project.act(tr("Record “{event}”", event=kind)) as act:
        _add_event(project, instrument, InstrumentEvent("", kind, date, actor, note))
    return act.changes


def _add_event(project: Project, instrument: str, event: InstrumentEvent) -> None:
    words = " ".join(event.kind.split())
    if not words:
        raise UserError(
            tr("The event has no name."), advice=tr("Usual ones are: {names}.", names=", ".join(EVENT_ORDER))
        )
    folded = _SPELLINGS.get(fold(words), fold(words))
    check_date(event.date)
    treaties.add_event(
        project,
        instrument,
        replace(
            event,
            id=event.id or new_id(),
            kind=folded if folded in EVENT_ORDER else words,
            date=event.date.strip(),
            actor=event.actor.strip(),
        ),
    )


def edit(
    project: Project,
    instrument: str,
    *,
    title: str | None = None,
    short: str | None = None,
    kind: str | None = None,
    aliases: Sequence[str] | None = None,
    csl: Mapping[str, object] | None = None,
    events: Sequence[InstrumentEvent] | None = None,
) -> Changes:
    """Change a treaty's record, as one act; what is None stays.

    csl     what a citation needs beyond its names: series, volume, page, parties (CSL variables)
    events  all of them: one that is left out goes to the trash, one without an id is new
    Raises UserError for an empty title, an event without a name, or a date that is none.
    """
    fields = {
        name: " ".join(value.split())
        for name, value in (("title", title), ("short", short), ("kind", kind))
        if value is not None
    }
    if fields.get("title") == "":
        raise UserError(
            tr("The treaty has no title."), kept=tr("Nothing was changed."), advice=tr("Give it one.")
        )
    with project.act(tr("Edit treaty")) as act:
        treaties.update_instrument(project, instrument, **fields)
        if csl is not None:
            treaties.update_instrument(project, instrument, csl=csl)
        if aliases is not None:
            treaties.set_aliases(project, instrument, aliases)
        if events is not None:
            _set_events(project, instrument, events)
    return act.changes


def _set_events(project: Project, instrument: str, events: Sequence[InstrumentEvent]) -> None:
    before = {one.id: one for one in treaties.instrument(project, instrument).events}
    for one in before.keys() - {event.id for event in events}:
        trash.trash(project, "instrument_event", one)
    for event in events:
        if event != before.get(event.id):
            if event.id in before:
                # What happened is noted once: a corrected line is a new one, and undo brings the old one back.
                trash.trash(project, "instrument_event", event.id)
            _add_event(project, instrument, replace(event, id=""))
