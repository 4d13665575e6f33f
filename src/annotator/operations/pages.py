"""The labels printed on pages, kept apart from their numbers in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotator.anchoring import describe
from annotator.domain.annotation import AnchorState
from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.store import annotations as highlights
from annotator.store import documents
from annotator.store.project import Project

STYLES = ("arabic", "roman", "Roman", "letters", "unnumbered")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """From page `page` (from 0) on, pages are labelled so: `prefix` and a number in `style`, counted from `first`."""

    page: int
    style: str = "arabic"
    first: int = 1
    prefix: str = ""


def roman(number: int) -> str:
    """Lower-case roman numerals; arabic where there are none (0, negative, beyond 4999).

    >>> roman(14)
    'xiv'
    """
    if not 0 < number < 5000:
        return str(number)
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def label(run: Run, page: int) -> str:
    """The label of a page (from 0) of a run.

    >>> label(Run(4, "roman"), 7), label(Run(0, "unnumbered"), 1), label(Run(0, "letters", prefix="A-"), 27)
    ('iv', '[2]', 'A-bb')
    """
    number = run.first + page - run.page
    if run.style == "unnumbered":
        # Never empty, for it is cited: a number that is not printed stands in brackets, here the page's in the file.
        return run.prefix or f"[{page + 1}]"
    if run.style in ("roman", "Roman"):
        text = roman(number)
        return run.prefix + (text.upper() if run.style == "Roman" else text)
    if run.style == "letters" and number > 0:
        # As PDF has it (ISO 32000-1, 12.4.2): a … z, aa … zz.
        return run.prefix + chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return f"{run.prefix}{number}"


def labels(runs: Sequence[Run], count: int) -> list[str]:
    """The labels of all `count` pages; those before the first run keep their numbers."""
    ordered = sorted(runs, key=lambda run: run.page)
    found = [str(page + 1) for page in range(count)]
    for index, run in enumerate(ordered):
        stop = ordered[index + 1].page if index + 1 < len(ordered) else count
        for page in range(max(run.page, 0), min(stop, count)):
            found[page] = label(run, page)
    return found


def set_page_labels(project: Project, document: str, wanted: Mapping[int, str]) -> Changes:
    """Set the labels of pages (from 0), as one act; locators of highlights there follow.

    Raises UserError for a page that is not there.
    """
    before = documents.get(project, document)
    count = len(before.pages)
    beyond = [page for page in wanted if not 0 <= page < count]
    if beyond:
        raise UserError(tr("There is no page {page}.", page=beyond[0] + 1), file=before.file_name)
    with project.act(tr("Page labels")) as act:
        own = {n: page.label for n, page in enumerate(before.pages)} | dict(wanted)
        documents.set_page_labels(project, document, own)
        _relabel(project, document)
    return act.changes


def _relabel(project: Project, document: str) -> None:
    pages = documents.get(project, document).pages
    text = documents.text(project, document)
    paragraphs = documents.paragraphs(project, document)
    for one in highlights.of_document(project, document):
        at = one.selectors
        if at.start < at.end and one.state is not AnchorState.ORPHAN:
            anew = describe(text, at.start, at.end, paragraphs=paragraphs, pages=pages)
            after = replace(at, page_label=anew.page_label, locator_value=anew.at_place_of(at).locator_value)
        elif at.fragment.startswith("page="):
            number = int(at.fragment.removeprefix("page=").partition("&")[0]) - 1
            shown = pages[number].label or str(number + 1)
            after = replace(at, page_label=shown, locator_value=shown)
        else:
            continue
        if after != at:
            highlights.update(project, one.id, selectors=after)
