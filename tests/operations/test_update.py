"""A new capture: pieces, areas and bookmarks of highlights, several versions, decisions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.documents.client import Worker
from annotator.domain.annotation import AnchorState, Annotation, Part, ProposalState, Selectors, Style
from annotator.domain.document import Page
from annotator.domain.errors import UserError
from annotator.operations import annotations, history, joining, review, sources
from annotator.operations import update as versions
from annotator.store import annotations as rows
from annotator.store import documents
from annotator.store.check import check
from annotator.store.project import Project
from operations.conftest import ARTICLE, Filled, captured

NEW = ARTICLE.replace("The border is open.", "The frontier is open.").replace(
    "Nothing is named here.", "Added."
)


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def pieces(filled: Filled, first: str, *others: str) -> str:
    """A highlight of several ranges of the article; its id."""
    made = annotations.highlight(filled.project, filled.document, *span(ARTICLE, first))
    parts = tuple(Part(*span(ARTICLE, words), words) for words in others)
    with filled.project.act("Join"):
        rows.update(filled.project, made.annotation.id, parts=parts)
    return made.annotation.id


def take(filled: Filled, worker: Worker, text: str) -> versions.Updated:
    return versions.update(filled.project, filled.source, captured(worker, text, "newer.txt"))


def test_a_highlight_of_several_pieces_moves_as_a_whole(filled: Filled, worker: Worker) -> None:
    key = pieces(filled, "A border", "Հայաստան", "point 2")
    done = take(filled, worker, "Put before.\n\n" + NEW)
    assert (done.moved, done.fuzzy, done.orphan) == (1, (), ())
    found = rows.get(filled.project, key)
    text = documents.text(filled.project, done.document)
    assert (
        [text[p.start : p.end] for p in found.parts]
        == ["Հայաստան", "point 2"]
        == [p.exact for p in found.parts]
    )
    filled.project.publish()
    assert check(filled.project.path).ok


def test_pieces_that_disagree_never_move_by_half(filled: Filled, worker: Worker) -> None:
    changed = pieces(filled, "A border", "The border is open")
    lost = pieces(filled, "Հայաստան", "Nothing is named here")
    done = take(filled, worker, NEW)
    assert (done.fuzzy, done.orphan) == ((changed,), (lost,))
    found = rows.get(filled.project, changed)
    assert found.document == filled.document
    assert found.proposal is not None
    assert (found.proposal.exact, [p.exact for p in found.proposal.parts]) == (
        "A border",
        ["The frontier is open"],
    )
    review.accept(filled.project, changed)
    taken = rows.get(filled.project, changed)
    assert (taken.document, [p.exact for p in taken.parts]) == (done.document, ["The frontier is open"])
    assert (taken.state, taken.proposal) == (AnchorState.MOVED, None)


def test_what_was_kept_is_not_asked_about_again_but_found_when_it_comes_back(
    filled: Filled, worker: Worker
) -> None:
    key = pieces(filled, "Nothing is named here")
    take(filled, worker, NEW)
    review.keep_as_orphan(filled.project, key)
    assert review.queue(filled.project) == []
    again = take(filled, worker, NEW + "\nOne more line.\n")
    assert again.orphan == (key,)
    assert review.queue(filled.project) == []
    back = take(filled, worker, "Back.\n\n" + ARTICLE)
    assert (back.moved, rows.get(filled.project, key).document) == (1, back.document)


def test_a_proposal_that_no_longer_stands_there_is_refused(filled: Filled, worker: Worker) -> None:
    key = pieces(filled, "The border is open")
    take(filled, worker, NEW)
    proposal = rows.get(filled.project, key).proposal
    assert proposal is not None
    assert proposal.state is ProposalState.FUZZY
    with filled.project.act("Spoil"):
        rows.update(filled.project, key, proposal=replace(proposal, exact="else"))
    with pytest.raises(UserError, match="not stand there"):
        review.accept(filled.project, key)


def test_a_highlight_is_set_only_on_versions_of_its_own_source(filled: Filled, worker: Worker) -> None:
    key = pieces(filled, "The border is open")
    other = sources.add(filled.project, captured(worker, "Another text.\n", "other.txt"))
    with pytest.raises(UserError, match="no version"):
        review.reattach(filled.project, key, other.document, 0, 7)
    with pytest.raises(UserError, match="no passage"):
        review.reattach(filled.project, key, filled.document, 7, 7)


def test_a_new_text_of_the_same_file_is_a_version_of_its_own(filled: Filled, worker: Worker) -> None:
    capture = captured(worker, ARTICLE, "article.txt")
    read_anew = replace(capture, text="Read by OCR. " + ARTICLE, main_end=len(ARTICLE) + 13)
    done = versions.update(filled.project, filled.source, read_anew)
    assert not done.unchanged
    assert [d.id for d in documents.of_source(filled.project, filled.source)] == [
        done.document,
        filled.document,
    ]
    history.undo(filled.project)
    assert [d.id for d in documents.of_source(filled.project, filled.source)] == [filled.document]


def paged(project: Project, worker: Worker) -> tuple[str, str, str]:
    """A source of two pages with an area on the second and a bookmark; source, area, bookmark."""
    text = "First page says this.\n\nSecond page says that, and something more.\n"
    cut = text.index("Second")
    capture = replace(
        captured(worker, text, "scan.txt"), pages=(Page(0, cut - 2, "i"), Page(cut, len(text), "ii"))
    )
    added = sources.add(project, capture)
    with project.act("Mark"):
        for key, style, fragment in (
            ("area", Style.AREA, "page=2&xywh=10,20,30,40"),
            ("mark", Style.BOOKMARK, "page=2"),
        ):
            where = Selectors(cut, cut, "", "says this.\n\n", "Second page", fragment, 2, "ii", "page", "ii")
            rows.add(project, Annotation(key, added.document, None, where, style=style))
    return added.source, "area", "mark"


def test_an_area_is_certain_only_in_the_same_file(project: Project, worker: Worker) -> None:
    source, area, mark = paged(project, worker)
    old = documents.of_source(project, source)[0]
    text = "Cover.\n\n" + documents.text(project, old.id)
    cut = text.index("Second")
    first = text.index("First")
    pages = (Page(0, first - 2, "c"), Page(first, cut - 2, "i"), Page(cut, len(text), "ii"))
    done = versions.update(project, source, replace(captured(worker, text, "scan2.txt"), pages=pages))
    assert (done.moved, done.fuzzy) == (1, (area,))
    assert rows.get(project, mark).selectors.fragment == "page=3"
    review.accept(project, area)
    taken = rows.get(project, area)
    assert taken.selectors.fragment == "page=3&xywh=10,20,30,40"
    assert taken.selectors.page_label == "ii"
    project.publish()
    assert check(project.path).ok


def test_an_area_stays_where_only_the_text_was_read_anew(project: Project, worker: Worker) -> None:
    source, area, _ = paged(project, worker)
    old = documents.of_source(project, source)[0]
    text = documents.text(project, old.id)
    same = replace(captured(worker, text, "scan.txt"), pages=old.pages)
    anew = replace(same, text=text.replace("something", "anything"), main_end=len(text) - 1)
    done = versions.update(project, source, anew)
    found = rows.get(project, area)
    assert done.fuzzy == ()
    assert (found.document, found.selectors.fragment, found.state) == (
        done.document,
        "page=2&xywh=10,20,30,40",
        AnchorState.EXACT,
    )


def test_an_area_without_pages_is_lost(project: Project, worker: Worker) -> None:
    source, area, mark = paged(project, worker)
    done = versions.update(project, source, captured(worker, "First page says this.\n\nOther.\n", "web.txt"))
    assert set(done.orphan) == {area, mark}
    assert [item.proposed for item in review.queue(project)] == ["", ""]


def test_differences_are_told_word_by_word() -> None:
    assert review.difference("", "new words") == [("added", "new words")]
    assert review.difference("same", "same") == [("same", "same")]
    steps = review.difference("It was signed on Friday, he said.", "It was initialled on Friday, she said.")
    assert "".join(t for k, t in steps if k != "added") == "It was signed on Friday, he said."
    assert "".join(t for k, t in steps if k != "removed") == "It was initialled on Friday, she said."
    assert ("removed", "signed") in steps


def test_an_entry_without_a_file_gets_its_first_capture(project: Project, worker: Worker) -> None:
    from annotator.domain.source import Source
    from annotator.store import sources as source_rows

    with project.act("Add"):
        source_rows.add(project, Source("book", title="A book"))
    done = versions.update(project, "book", captured(worker, "Its text.\n", "book.txt"))
    assert (done.previous, done.exact, done.added) == ("", 0, ())
    assert documents.text(project, done.document) == "Its text.\n"


def test_the_same_file_read_better_is_a_version_to_which_all_highlights_move(
    project: Project, worker: Worker
) -> None:
    page = b'<html><body><p>The words<a href="#n">1</a> of a page.</p><p id="n">The note about the words.</p></body></html>'
    now = worker.capture(None, data=page, name="a.html")
    assert now.article is not None
    # As an earlier version of the program read it: the same words, and no places that links lead to.
    before = replace(now, article=now.article.replace('<a id="n1"/>', "").replace('<a href="#n1">1</a>', "1"))
    assert before.article != now.article
    added = sources.add(project, before)
    key = annotations.highlight(project, added.document, *span(now.text, "The note")).annotation.id
    done = versions.update(project, added.source, now)
    assert (done.unchanged, done.exact, done.fuzzy, done.orphan) == (False, 1, (), ())
    assert (done.added, done.removed) == ((), ())
    assert rows.get(project, key).document == done.document
    assert documents.article(project, done.document) == now.article
    assert versions.update(project, added.source, now).unchanged


def states(project: Project, *keys: str) -> list[tuple[str, bool, int]]:
    """State, whether verified, and how many highlights wait, of these."""
    waiting = {item.annotation.id for item in review.queue(project)}
    found = [rows.get(project, key) for key in keys]
    return [(str(one.state), one.verified, one.id in waiting) for one in found]


def test_what_is_marked_in_an_old_version_is_not_verified_in_the_current_one(
    filled: Filled, worker: Worker
) -> None:
    project = filled.project
    take(filled, worker, NEW)
    gone = annotations.highlight(project, filled.document, *span(ARTICLE, "is named here")).annotation.id
    stays = annotations.highlight(project, filled.document, *span(ARTICLE, "A border")).annotation.id
    assert states(project, gone, stays) == [("orphan", False, False)] * 2
    # The next capture looks for them as for all that were left behind.
    done = take(filled, worker, NEW + "\nOne more line.\n")
    assert rows.get(project, stays).document == done.document
    assert states(project, gone, stays) == [("orphan", False, False), ("exact", True, False)]
    project.publish()
    assert check(project.path).ok


def test_changing_a_highlight_in_its_old_version_decides_nothing(filled: Filled, worker: Worker) -> None:
    project = filled.project
    lost = pieces(filled, "Nothing is named here")
    edited = pieces(filled, "The border is open")
    kept = pieces(filled, "named here")
    take(filled, worker, NEW)
    review.keep_as_orphan(project, kept)
    annotations.resize(project, lost, *span(ARTICLE, "is named"))
    annotations.resize(project, edited, *span(ARTICLE, "border is open"))
    annotations.resize(project, kept, *span(ARTICLE, "here"))
    assert states(project, lost, edited, kept) == [("orphan", False, True)] * 2 + [("orphan", False, False)]
    second = joining.split(project, lost, span(ARTICLE, "named")[0]).annotation.id
    assert states(project, lost, second) == [("orphan", False, True)] * 2
    review.reattach(project, edited, filled.document, *span(ARTICLE, "The border"))
    assert states(project, edited) == [("orphan", False, False)]
    newest = documents.of_source(project, filled.source)[0].id
    review.reattach(project, edited, newest, *span(NEW, "frontier"))
    assert states(project, edited) == [("exact", True, False)]
    annotations.resize(project, edited, *span(NEW, "The frontier"))
    assert states(project, edited) == [("exact", True, False)]


def test_an_orphan_for_which_nothing_is_proposed_still_waits_when_it_was_resized(
    filled: Filled, worker: Worker
) -> None:
    project = filled.project
    lost = pieces(filled, "Nothing is named here")
    take(filled, worker, NEW)
    # As a file of another project may have it.
    with project.act("Take in"):
        rows.update(project, lost, proposal=None)
    annotations.resize(project, lost, *span(ARTICLE, "is named"))
    assert states(project, lost) == [("orphan", False, True)]
