"""Marks that stand on a place instead of words: a rectangle of a page, a bookmark."""

from __future__ import annotations

from annotator.anchoring.describe import CONTEXT
from annotator.domain.annotation import Annotation, Colour, Selectors, Style
from annotator.domain.errors import UserError
from annotator.domain.fragments import fragment
from annotator.domain.geometry import Rect
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id, new_id
from annotator.operations.choices import choice
from annotator.operations.results import Highlighted
from annotator.operations.standing import standing
from annotator.store import annotations as highlights
from annotator.store import documents
from annotator.store.project import Project

# Smaller than this (points) is a slip of the hand, not a region.
LEAST_SIDE = 3.0


def area(
    project: Project,
    document: str,
    page: int,
    rect: Rect,
    colour: str = Colour.YELLOW,
    note: str = "",
    *,
    offset: int | None = None,
) -> Highlighted:
    """Mark a rectangle (points from the page's top left) of page `page` (from 0).

    `offset` is the nearest place in the text layer; the page's start where it is not given. The same rectangle again is
    the same mark. Raises UserError for a page that is not there or a rectangle without extent.
    """
    _check_page(project, document, page)
    if rect.x1 - rect.x0 < LEAST_SIDE or rect.y1 - rect.y0 < LEAST_SIDE:
        raise UserError(tr("The area is too small."), advice=tr("Drag from one corner to the other."))
    wanted = choice(Colour, colour, tr("colour"))
    selectors = selectors_at(project, document, offset, page, rect)
    key = derived_id("annotation", document, selectors.fragment)
    with project.act(tr("Mark area")) as act:
        key = _stand(project, key, document, selectors, Style.AREA, wanted, note)
    return Highlighted(highlights.get(project, key), act.changes)


def reshape(project: Project, annotation: str, rect: Rect) -> Highlighted:
    """Give an area other sides; it stays on its page. Raises UserError for a rectangle without extent."""
    before = highlights.get(project, annotation)
    if rect.x1 - rect.x0 < LEAST_SIDE or rect.y1 - rect.y0 < LEAST_SIDE:
        raise UserError(tr("The area is too small."), advice=tr("Drag from one corner to the other."))
    page = int(before.selectors.fragment.removeprefix("page=").partition("&")[0]) - 1
    selectors = selectors_at(project, before.document, before.selectors.start, page, rect)
    with project.act(tr("Resize area")) as act:
        highlights.update(project, annotation, selectors=selectors)
    return Highlighted(highlights.get(project, annotation), act.changes)


def bookmark(project: Project, document: str, offset: int, page: int | None = None) -> Highlighted:
    """Set a bookmark at a place of the text, or (`page`, from 0) on a page of a paged original.

    Where one stands already, that one is given back. Raises UserError for a place outside the document.
    """
    if page is not None:
        _check_page(project, document, page)
    selectors = selectors_at(project, document, offset, page)
    place = selectors.fragment or str(selectors.start)
    key = derived_id("annotation", document, "bookmark", place)
    with project.act(tr("Bookmark")) as act:
        key = _stand(project, key, document, selectors, Style.BOOKMARK, Colour.BLUE, "")
    return Highlighted(highlights.get(project, key), act.changes)


def selectors_at(
    project: Project, document: str, offset: int | None, page: int | None, rect: Rect | None = None
) -> Selectors:
    """The selectors of a place without words: an empty range, its context, page and locator."""
    captured = documents.get(project, document)
    text = documents.text(project, document)
    if offset is None:
        offset = captured.pages[page].start if page is not None and captured.pages else 0
    if not 0 <= offset <= len(text):
        raise UserError(tr("There is no such place in the document."), file=captured.file_name)
    paragraph = documents.paragraphs(project, document).at(offset)
    if captured.pages and page is not None:
        label = captured.pages[page].label or str(page + 1)
        return Selectors(
            offset, offset, "", text[max(offset - CONTEXT, 0) : offset], text[offset : offset + CONTEXT],
            fragment(page, rect), paragraph, label, "page", label,
        )  # fmt: skip
    return Selectors(
        offset, offset, "", text[max(offset - CONTEXT, 0) : offset], text[offset : offset + CONTEXT],
        "", paragraph, "", "paragraph" if paragraph else "", str(paragraph) if paragraph else "",
    )  # fmt: skip


def _check_page(project: Project, document: str, page: int) -> None:
    captured = documents.get(project, document)
    if not 0 <= page < len(captured.pages):
        raise UserError(
            tr("There is no page {page}.", page=page + 1),
            file=captured.file_name,
            advice=tr("Areas can be marked on the pages of a PDF."),
        )


def _stand(
    project: Project,
    key: str,
    document: str,
    selectors: Selectors,
    style: Style,
    colour: Colour,
    note: str,
) -> str:
    """The id of the mark at `key`, made where none stands there; in the trash it stays, and a new one is made."""
    try:
        before: Annotation | None = highlights.get(project, key)
    except UserError:
        before = None
    if before is not None and not before.trashed and before.selectors.fragment == selectors.fragment:
        if before.colour != colour and style is not Style.BOOKMARK:
            highlights.update(project, key, colour=colour)
        return key
    key = key if before is None else new_id()
    made = Annotation(
        key,
        document,
        None,
        selectors,
        colour=colour,
        note=note,
        style=style,
        **standing(project, document)._asdict(),
    )
    highlights.add(project, made)
    return key
