"""Taking in the annotations that other programs left inside a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from annotator.anchoring import describe, trim
from annotator.domain.annotation import Annotation, Colour, Part, Selectors, Style
from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.geometry import Rect
from annotator.domain.i18n import tr, trn
from annotator.domain.ids import derived_id
from annotator.operations.places import selectors_at
from annotator.operations.standing import standing
from annotator.store import annotations as highlights
from annotator.store import documents
from annotator.store.project import Project


class Foreign(Protocol):
    """What `documents.views.PdfAnnotation` says of one annotation."""

    @property
    def page(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def rects(self) -> tuple[Rect, ...]: ...
    @property
    def parts(self) -> tuple[tuple[int, int], ...]: ...
    @property
    def comment(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def created(self) -> str: ...
    @property
    def colour(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """How many came in, how many stood there already."""

    added: int
    known: int
    changes: Changes


# A struck-out passage is one that somebody marked; the stroke itself stays visible in the PDF.
_STYLES = {
    "highlight": Style.HIGHLIGHT,
    "strikeout": Style.HIGHLIGHT,
    "underline": Style.UNDERLINE,
    "note": Style.NOTE,
    "area": Style.AREA,
}


def key_of(document: str, item: Foreign) -> str:
    """The id an annotation of the PDF gets: it follows from what it is, so that taking it in twice makes no twin."""
    where = ";".join(",".join(f"{value:.1f}" for value in rect) for rect in item.rects)
    return derived_id("pdf-annotation", document, str(item.page), item.kind, where, item.author, item.created)


def keys(project: Project, document: str, items: Sequence[Foreign]) -> frozenset[str]:
    """The ids of the highlights that stand for these annotations, once they are taken in from any version."""
    return frozenset(key_of(version, item) for version in _versions(project, document) for item in items)


def new(project: Project, document: str, items: Iterable[Foreign]) -> list[Foreign]:
    """Those of the PDF's annotations that were never taken in (one put in the trash since counts as taken in)."""
    versions = _versions(project, document)
    return [item for item in items if _taken(project, versions, item) is None]


def offered(project: Project, document: str, items: Iterable[Foreign]) -> list[Foreign]:
    """Those to be offered without being asked for: `new`, or none where the user said no once."""
    return [] if project.settings(_declined(document)) else new(project, document, items)


def stand_in(project: Project, document: str, items: Sequence[Foreign]) -> bool:
    """Whether highlights of the project stand for the PDF's own: all were taken in, not all of them taken back, and none went
    to another version of the source, or this one would show neither."""
    versions = _versions(project, document)
    found = [_taken(project, versions, item) for item in items]
    live = [one for one in found if one is not None and not one.trashed]
    return bool(live) and None not in found and all(one.document == document for one in live)


def decline(project: Project, document: str) -> Changes:
    """Do not offer a PDF's own annotations again; they can still be taken in."""
    with project.act(tr("Close message")) as act:
        project.set_setting(_declined(document), True)
    return act.changes


def _declined(document: str) -> str:
    return f"pdf_annotations_declined/{document}"


def take_in(project: Project, document: str, items: Sequence[Foreign]) -> Taken:
    """Make highlights of a PDF's own annotations, with comment, author, date and colour, as one act.

    Doing it again changes nothing; what was put in the trash since stays there.
    """
    captured = documents.get(project, document)
    text = documents.text(project, document)
    stands, versions = standing(project, document), _versions(project, document)
    known = added = 0
    with project.act(trn("Take in annotation", "Take in {n} annotations", len(items))) as act:
        for item in items:
            if _taken(project, versions, item) is not None:
                known += 1
                continue
            key = key_of(document, item)
            made = _annotation(project, key, document, text, item)
            if made is None or item.page >= len(captured.pages):
                continue
            highlights.add(project, replace(made, **stands._asdict()))
            added += 1
    return Taken(added, known, act.changes)


def _annotation(project: Project, key: str, document: str, text: str, item: Foreign) -> Annotation | None:
    style = _STYLES.get(item.kind)
    if style is None:
        return None
    colour = item.colour if item.colour in set(Colour) else Colour.YELLOW
    start, end = trim(text, item.start, item.end) if item.start < item.end else (item.start, item.start)
    parts: tuple[Part, ...] = ()
    selectors: Selectors
    if start < end and style is not Style.AREA:
        pages = documents.get(project, document).pages
        paragraphs = documents.paragraphs(project, document)
        selectors = describe(text, start, end, paragraphs=paragraphs, pages=pages)
        further = [describe(text, s, e, paragraphs=paragraphs, pages=pages) for s, e in item.parts if s < e]
        parts = tuple(Part(one.start, one.end, one.exact, one.prefix, one.suffix) for one in further)
    elif item.rects:
        # Without words it keeps its rectangle: a note stays a note, all else is an area.
        style = style if style is Style.NOTE else Style.AREA
        x0, y0 = min(r.x0 for r in item.rects), min(r.y0 for r in item.rects)
        x1, y1 = max(r.x1 for r in item.rects), max(r.y1 for r in item.rects)
        offset = min(max(item.start, 0), len(text))
        selectors = selectors_at(project, document, offset, item.page, Rect(x0, y0, x1, y1))
    else:
        return None
    return Annotation(
        key, document, None, selectors, colour=colour, note=item.comment, author=item.author,
        created=item.created, parts=parts, style=style,
    )  # fmt: skip


def _versions(project: Project, document: str) -> list[str]:
    """A document and the other versions of its source: most annotations of a PDF are in its next version too."""
    source = documents.get(project, document).source
    others = documents.of_source(project, source) if source is not None else []
    return [document, *(one.id for one in others if one.id != document)]


def _taken(project: Project, versions: Sequence[str], item: Foreign) -> Annotation | None:
    """The highlight that was made of an annotation, in whichever version."""
    for version in versions:
        try:
            return highlights.get(project, key_of(version, item))
        except UserError:
            continue
    return None
