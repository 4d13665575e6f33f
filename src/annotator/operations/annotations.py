"""Highlights: making, recolouring, noting, resizing, throwing away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.anchoring import describe
from annotator.citation.locators import LABELS
from annotator.domain.annotation import Annotation, Colour, Style
from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.ids import derived_id, new_id
from annotator.operations.choices import choice
from annotator.operations.results import Highlighted
from annotator.operations.standing import standing
from annotator.store import annotations as highlights
from annotator.store import documents
from annotator.store import trash as bin_
from annotator.store.project import Project

# The kinds that stand on words, and may be turned into each other.
WORDED = (Style.HIGHLIGHT, Style.UNDERLINE, Style.NOTE)


def highlight(
    project: Project,
    document: str,
    start: int,
    end: int,
    colour: str = Colour.YELLOW,
    note: str = "",
    *,
    style: str = Style.HIGHLIGHT,
) -> Highlighted:
    """Highlight `[start, end)` (code points) of a document, or underline it, or set a note there (`style`).

    The same range again is the same highlight: it takes the new colour, and the note where it had none; so nothing
    is lost and no twin is made. Raises UserError where the range is not in the text or holds only white space.
    """
    with project.act(tr("Highlight")) as act:
        key = place(project, document, start, end, choice(Colour, colour, tr("colour")), note)
        wanted = choice(Style, style, tr("kind of mark"))
        if highlights.get(project, key).style != wanted:
            highlights.update(project, key, style=wanted)
    return Highlighted(highlights.get(project, key), act.changes)


def place(
    project: Project,
    document: str,
    start: int,
    end: int,
    colour: Colour,
    note: str = "",
    *,
    key: str = "",
    author: str = "",
    created: str = "",
) -> str:
    """The id of the highlight on a range, made where there is none. Inside an act.

    `key`, `author` and `created` are kept from another project where they are given.
    """
    captured = documents.get(project, document)
    text = documents.text(project, document)
    check_range(text, start, end, captured.file_name)
    derived = derived_id("annotation", document, str(start), str(end))
    for known in dict.fromkeys(filter(None, (key, derived))):
        before = _standing(project, known)
        if before is not None and _same_passage(before, document, start, end, note):
            if before.colour != colour:
                highlights.update(project, known, colour=colour)
            if note and note != before.note:
                highlights.update(project, known, note=note)
            return known
    wanted = key or derived
    key = wanted if _standing(project, wanted) is None else new_id()
    selectors = describe(
        text, start, end, paragraphs=documents.paragraphs(project, document), pages=captured.pages
    )
    stands = standing(project, document)
    highlights.add(
        project,
        Annotation(
            key,
            document,
            captured.source,
            selectors,
            state=stands.state,
            proposal=stands.proposal,
            colour=colour,
            note=note,
            author=author,
            created=created,
        ),
    )
    return key


def check_range(text: str, start: int, end: int, name: str) -> None:
    """Raises UserError unless there are words from `start` to `end`; `name` is the file's."""
    if not 0 <= start < end <= len(text):
        raise UserError(
            tr("There is no passage from {start} to {end}.", start=start, end=end),
            file=name or None,
            kept=tr("Nothing was changed."),
            advice=tr("The text has {length} characters; give a start below the end.", length=len(text)),
        )
    if not text[start:end].strip():
        raise UserError(
            tr("There are no words between {start} and {end}.", start=start, end=end), file=name or None
        )


def _standing(project: Project, key: str) -> Annotation | None:
    try:
        return highlights.get(project, key)
    except UserError:
        return None


def _same_passage(before: Annotation, document: str, start: int, end: int, note: str) -> bool:
    """Whether a highlight may be taken for the one that is asked for: it stands there still, and no note is lost."""
    selectors = before.selectors
    stands = not before.trashed and (before.document, selectors.start, selectors.end) == (
        document,
        start,
        end,
    )
    return stands and (not note or not before.note or before.note == note)


def recolour(project: Project, ids: Sequence[str], colour: str) -> Changes:
    """Give highlights another colour."""
    wanted = choice(Colour, colour, tr("colour"))
    with project.act(tr("Change colour")) as act:
        for key in ids:
            highlights.update(project, key, colour=wanted)
    return act.changes


def restyle(project: Project, ids: Sequence[str], style: str) -> Changes:
    """Make highlights of underlines, underlines of highlights, notes of either. Areas and bookmarks stay what they are."""
    wanted = choice(Style, style, tr("kind of mark"))
    with project.act(tr("Change kind of mark")) as act:
        for key in ids:
            if highlights.get(project, key).style in WORDED and wanted in WORDED:
                highlights.update(project, key, style=wanted)
    return act.changes


def set_note(project: Project, annotation: str, note: str) -> Changes:
    """Write the note of a highlight; an empty one takes it away and leaves the highlight."""
    with project.act(tr("Edit note")) as act:
        highlights.update(project, annotation, note=note)
    return act.changes


def pin(project: Project, ids: Sequence[str], pinned: bool = True) -> Changes:
    """Choose quotations for bibliographies that print only those (`Options.pinned`), or no longer."""
    label = (
        trn("Pin quotation", "Pin {n} quotations", len(ids))
        if pinned
        else trn("Unpin quotation", "Unpin {n} quotations", len(ids))
    )
    with project.act(label) as act:
        for key in ids:
            highlights.update(project, key, pinned=pinned)
    return act.changes


def printed(project: Project, annotation: str) -> str:
    """The words of a quotation as they are printed where nobody edited them."""
    return documents.words(project, highlights.get(project, annotation))


def set_printed(project: Project, annotation: str, display: str, translation: str) -> Changes:
    """Say how a quotation is printed; the raw words stay. `display` as it would be printed anyway, or "", is no edit."""
    display, translation = " ".join(display.split()), " ".join(translation.split())
    if display == printed(project, annotation):
        display = ""
    with project.act(tr("Edit quotation for print")) as act:
        highlights.update(project, annotation, display=display, translation=translation)
    return act.changes


def set_place(project: Project, annotation: str, label: str, value: str) -> Changes:
    """Say where a passage stands in its source, as CSL's locator (`timestamp`, `section`, `page` …).

    An empty value takes that back: the page or paragraph is counted again. Raises UserError for a label that CSL has not.
    """
    one = highlights.get(project, annotation)
    at, value = one.selectors, " ".join(value.split())
    if value:
        known = sorted({name.removesuffix("-locator") for name in LABELS})
        if label not in known:
            raise UserError(
                tr("There is no place of the kind “{name}”.", name=label),
                kept=tr("Nothing was changed."),
                advice=tr("There are: {names}.", names=", ".join(known)),
            )
        at = replace(at, locator_label=label, locator_value=value)
    else:
        counted = ("page", at.page_label) if at.page_label else ("paragraph", str(at.paragraph or ""))
        at = replace(at, locator_label=counted[0] if counted[1] else "", locator_value=counted[1])
        if at.exact:
            captured = documents.get(project, one.document)
            found = describe(
                documents.text(project, one.document),
                at.start,
                at.end,
                paragraphs=documents.paragraphs(project, one.document),
                pages=captured.pages,
            )
            at = replace(at, locator_label=found.locator_label, locator_value=found.locator_value)
    with project.act(tr("Set place of a quotation")) as act:
        highlights.update(project, annotation, selectors=at)
    return act.changes


def toggle_pin(project: Project, ids: Sequence[str]) -> Changes:
    """Pin quotations; where all of them are pinned, unpin them."""
    return pin(project, ids, not all(highlights.get(project, key).pinned for key in ids))


def resize(project: Project, annotation: str, start: int, end: int) -> Highlighted:
    """Move the ends of a highlight; colour, note and links stay. Raises UserError where the range is not in the text."""
    before = highlights.get(project, annotation)
    captured = documents.get(project, before.document)
    text = documents.text(project, before.document)
    check_range(text, start, end, captured.file_name)
    selectors = describe(
        text, start, end, paragraphs=documents.paragraphs(project, before.document), pages=captured.pages
    )
    apart = tuple(part for part in before.parts if part.end <= start or part.start >= end)
    with project.act(tr("Resize highlight")) as act:
        selectors = selectors.at_place_of(before.selectors)
        stands = standing(project, before.document, before)
        highlights.update(
            project, annotation, selectors=selectors, parts=apart, score=None, **stands._asdict()
        )
    return Highlighted(highlights.get(project, annotation), act.changes)


def trash(project: Project, ids: Sequence[str]) -> Changes:
    """Put highlights in the trash, as one act."""
    with project.act(trn("Delete highlight", "Delete {n} highlights", len(ids))) as act:
        for key in ids:
            bin_.trash(project, "annotation", key)
    return act.changes
