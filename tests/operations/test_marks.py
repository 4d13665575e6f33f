"""Kinds of marks: underlines, notes, areas, bookmarks; joining, merging, splitting; a PDF's own; labels; colours."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from annotator.documents.client import Worker
from annotator.documents.views import PdfAnnotation
from annotator.domain.claim import Stance
from annotator.domain.errors import UserError
from annotator.domain.fragments import fragment, parse
from annotator.domain.geometry import Rect
from annotator.operations import (
    annotations,
    claims,
    colours,
    history,
    joining,
    links,
    pages,
    places,
    sources,
    taking,
)
from annotator.operations import update as versions
from annotator.store import annotations as rows
from annotator.store import documents
from annotator.store.project import Project
from operations.conftest import ARTICLE, Filled
from ui.reader.pdfs import pdf


@dataclass
class Paged:
    project: Project
    document: str
    text: str


@pytest.fixture
def paged(project: Project, worker: Worker) -> Paged:
    added = sources.add(project, worker.capture(None, data=pdf(4), name="four.pdf"))
    return Paged(project, added.document, documents.text(project, added.document))


def test_an_underline_is_a_highlight_of_another_kind_and_can_become_one(filled: Filled) -> None:
    project = filled.project
    made = annotations.highlight(project, filled.document, 0, 8, style="underline").annotation
    assert made.style == "underline"
    changes = annotations.restyle(project, [made.id], "highlight")
    assert rows.get(project, made.id).style == "highlight"
    assert changes.ids("annotation") == {made.id}
    history.undo(project)
    assert rows.get(project, made.id).style == "underline"
    with pytest.raises(UserError):
        annotations.restyle(project, [made.id], "scribble")


def test_an_area_stands_on_its_page_and_twice_is_once(paged: Paged) -> None:
    rect = Rect(72.0, 100.0, 200.5, 160.25)
    made = places.area(paged.project, paged.document, 2, rect, "green", "A map").annotation
    assert made.selectors.fragment == "page=3&xywh=72,100,128.5,60.25"
    assert (made.style, made.selectors.exact, made.selectors.page_label) == ("area", "", "3")
    assert made.selectors.start == made.selectors.end
    assert parse(made.selectors.fragment) == (2, rect)
    again = places.area(paged.project, paged.document, 2, rect, "red")
    assert (again.annotation.id, again.annotation.colour) == (made.id, "red")
    wider = places.reshape(paged.project, made.id, rect._replace(x1=300.0)).annotation
    assert parse(wider.selectors.fragment) == (2, rect._replace(x1=300.0))
    annotations.trash(paged.project, [made.id])
    assert places.area(paged.project, paged.document, 2, rect).annotation.id != made.id


@pytest.mark.parametrize(
    ("page", "rect"), [(9, Rect(0, 0, 50, 50)), (0, Rect(5, 5, 6, 60)), (0, Rect(9, 9, 5, 5))]
)
def test_an_area_that_is_none_is_refused(paged: Paged, page: int, rect: Rect) -> None:
    with pytest.raises(UserError):
        places.area(paged.project, paged.document, page, rect)


def test_areas_need_pages(filled: Filled) -> None:
    with pytest.raises(UserError):
        places.area(filled.project, filled.document, 0, Rect(0, 0, 50, 50))


def test_a_bookmark_stands_once_at_its_place(paged: Paged, filled: Filled) -> None:
    one = places.bookmark(paged.project, paged.document, paged.text.index("Page 3"), 2).annotation
    assert (one.style, one.selectors.fragment) == ("bookmark", "page=3")
    assert (
        places.bookmark(paged.project, paged.document, paged.text.index("Page 3"), 2).annotation.id == one.id
    )
    article = places.bookmark(filled.project, filled.document, 30).annotation
    assert (article.selectors.start, article.selectors.locator_label, article.selectors.locator_value) == (
        30, "paragraph", "2",
    )  # fmt: skip


def test_fragments_of_others_are_not_ours() -> None:
    assert parse("page=0") is None
    assert parse("page=2&xywh=1,2,3") is None
    assert parse("t=10") is None
    assert parse(fragment(6)) == (6, None)


def test_words_apart_become_parts_and_words_between_close_the_gap(filled: Filled) -> None:
    project = filled.project
    first = annotations.highlight(project, filled.document, 0, 8).annotation.id
    far = ARTICLE.index("closed")
    two = joining.join(project, first, far, far + 6).annotation
    assert (two.selectors.exact, [part.exact for part in two.parts]) == ("A border", ["closed"])
    near = joining.join(project, first, 10, 21).annotation
    assert (near.selectors.exact, [part.exact for part in near.parts]) == (
        "A border",
        ["twice drawn", "closed"],
    )
    whole = joining.join(project, first, 8, 11).annotation
    assert whole.selectors.exact == ARTICLE[0:21]
    history.undo(project, 3)
    assert rows.get(project, first).parts == ()


def test_merging_keeps_words_notes_links_and_tags_of_all(filled: Filled) -> None:
    project = filled.project
    far = ARTICLE.index("closed")
    b = annotations.highlight(project, filled.document, far, far + 6, note="second").annotation.id
    a = annotations.highlight(project, filled.document, 0, 8, note="first").annotation.id
    claim = claims.add(project, "The border is closed.").claim
    links.link_claim(project, b, claim.id, Stance.SUPPORTS)
    joining.tag_all(project, [b], "border")
    merged = joining.merge(project, [b, a])
    assert merged.annotation.id == a
    assert [part.exact for part in merged.annotation.parts] == ["closed"]
    assert merged.annotation.note == "first\n\nsecond"
    row = rows.row(project, a)
    assert [link.claim_id for link in row.claims] == [claim.id]
    assert row.tags == ("border",)
    assert [one.id for one in rows.of_document(project, filled.document)] == [a]
    history.undo(project)
    assert {one.id for one in rows.of_document(project, filled.document)} == {a, b}
    with pytest.raises(UserError):
        joining.merge(project, [a])


def test_splitting_gives_two_with_the_links_of_the_one(filled: Filled) -> None:
    project = filled.project
    one = annotations.highlight(project, filled.document, 0, 21, "green", "note").annotation.id
    claim = claims.add(project, "Drawn twice.").claim
    links.link_claim(project, one, claim.id, Stance.QUALIFIES)
    second = joining.split(project, one, 10).annotation
    assert rows.get(project, one).selectors.exact == "A border,"
    assert (second.selectors.exact, second.colour, second.note) == ("twice drawn", "green", "")
    assert rows.row(project, second.id).claims[0].stance is Stance.QUALIFIES
    assert rows.get(project, one).note == "note"
    with pytest.raises(UserError):
        joining.split(project, one, 0)
    history.undo(project)
    assert rows.get(project, one).selectors.exact == "A border, twice drawn"


def test_an_area_has_no_words_to_merge(paged: Paged) -> None:
    area = places.area(paged.project, paged.document, 0, Rect(1, 1, 50, 50)).annotation.id
    words = annotations.highlight(paged.project, paged.document, 0, 6).annotation.id
    with pytest.raises(UserError):
        joining.merge(paged.project, [area, words])


def items(text: str) -> list[PdfAnnotation]:
    start = text.index("line 3")
    box = (Rect(72, 100, 120, 112),)
    return [
        PdfAnnotation(0, "highlight", start, start + 6, box, comment="Look", author="Ann", created="2024-05-01T10:00:00+00:00", colour="green"),
        PdfAnnotation(0, "underline", start, start + 6, box, author="Ann"),
        PdfAnnotation(1, "note", 400, 400, (Rect(10, 10, 30, 30),), comment="Why?"),
        PdfAnnotation(2, "area", 0, 0, (Rect(10, 10, 200, 90),)),
    ]  # fmt: skip


def test_a_pdfs_own_annotations_come_in_once_with_all_they_say(paged: Paged) -> None:
    found = items(paged.text)
    taken = taking.take_in(paged.project, paged.document, found)
    assert (taken.added, taken.known) == (4, 0)
    by_style = {one.style: one for one in rows.of_document(paged.project, paged.document)}
    lit = by_style["highlight"]
    assert (lit.note, lit.author, lit.created, lit.colour) == (
        "Look",
        "Ann",
        "2024-05-01T10:00:00+00:00",
        "green",
    )
    assert lit.selectors.exact == "line 3"
    assert by_style["note"].note == "Why?"
    assert parse(by_style["area"].selectors.fragment) == (2, Rect(10, 10, 200, 90))
    again = taking.take_in(paged.project, paged.document, found)
    assert (again.added, again.known, dict(again.changes.rows)) == (0, 4, {})
    annotations.trash(paged.project, [lit.id])
    assert taking.new(paged.project, paged.document, found) == []
    other = replace(found[0], comment="x", created="2025-01-01T00:00:00+00:00")
    assert taking.new(paged.project, paged.document, [*found, other]) == [other]


def test_highlights_stand_for_the_pdfs_own_once_all_are_taken_in(paged: Paged) -> None:
    project, document, found = paged.project, paged.document, items(paged.text)
    assert not taking.stand_in(project, document, found)
    taking.take_in(project, document, found[:1])
    assert not taking.stand_in(project, document, found)
    taking.take_in(project, document, found)
    assert taking.stand_in(project, document, found)
    annotations.trash(project, [taking.key_of(document, found[0])])
    assert taking.stand_in(project, document, found)
    annotations.trash(project, [taking.key_of(document, one) for one in found[1:]])
    assert not taking.stand_in(project, document, found)


def test_a_version_that_the_highlights_left_shows_the_pdfs_own_again(paged: Paged, worker: Worker) -> None:
    project, document, found = paged.project, paged.document, items(paged.text)
    taking.take_in(project, document, found)
    source = documents.get(project, document).source
    assert source is not None
    data = documents.original(project, document) + b"\n%"
    versions.update(project, source, worker.capture(None, data=data, name="again.pdf"))
    assert documents.of_source(project, source)[0].id != document
    assert not taking.stand_in(project, document, found)


def test_annotations_that_a_new_version_has_too_are_not_taken_in_again(paged: Paged, worker: Worker) -> None:
    project, document, found = paged.project, paged.document, items(paged.text)[:1]
    taking.take_in(project, document, found)
    source = documents.get(project, document).source
    assert source is not None
    data = documents.original(project, document) + b"\n%"
    done = versions.update(project, source, worker.capture(None, data=data, name="again.pdf"))
    assert taking.new(project, done.document, found) == []
    taken = taking.take_in(project, done.document, found)
    assert (taken.added, taken.known) == (0, 1)
    assert taking.stand_in(project, done.document, found)
    assert taking.key_of(document, found[0]) in taking.keys(project, done.document, found)
    assert not taking.stand_in(project, document, found)


def test_page_labels_are_set_as_one_act_and_locators_follow(paged: Paged) -> None:
    project = paged.project
    at = paged.text.index("Page 2")
    lit = annotations.highlight(project, paged.document, at, at + 6).annotation
    area = places.area(project, paged.document, 3, Rect(1, 1, 50, 50)).annotation
    wanted = pages.labels([pages.Run(0, "roman", 3), pages.Run(2, "arabic", 1)], 4)
    assert wanted == ["iii", "iv", "1", "2"]
    pages.set_page_labels(project, paged.document, dict(enumerate(wanted)))
    assert [page.label for page in documents.get(project, paged.document).pages] == wanted
    assert rows.get(project, lit.id).selectors.locator_value == "iv"
    assert rows.get(project, area.id).selectors.page_label == "2"
    history.undo(project)
    assert rows.get(project, lit.id).selectors.locator_value == lit.selectors.locator_value
    with pytest.raises(UserError):
        pages.set_page_labels(project, paged.document, {7: "x"})


def test_pages_before_the_first_run_keep_their_numbers() -> None:
    runs = [pages.Run(4, "Roman", 1), pages.Run(2, "unnumbered"), pages.Run(6, "letters", 26, "A-")]
    assert pages.labels(runs, 8) == ["1", "2", "[3]", "[4]", "I", "II", "A-z", "A-aa"]


def test_colours_get_a_meaning_and_lose_it(filled: Filled) -> None:
    project = filled.project
    assert colours.set_colour_meaning(project, "yellow", "  plain   fact ").touches("setting")
    colours.set_colour_meaning(project, "red", "doubt")
    assert colours.meanings(project) == {"yellow": "plain fact", "red": "doubt"}
    colours.set_colour_meaning(project, "red", "")
    assert colours.meanings(project) == {"yellow": "plain fact"}
    history.undo(project)
    assert colours.meanings(project)["red"] == "doubt"
    with pytest.raises(UserError):
        colours.set_colour_meaning(project, "pink", "x")
