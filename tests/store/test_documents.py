"""What a page has beside its running text: stored with the page, left out of quotations that run over it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest

from annotator.anchoring.describe import describe
from annotator.domain.annotation import Annotation
from annotator.domain.claim import Claim, Evidence, Stance
from annotator.domain.document import Document, Page, furniture_within
from annotator.store import annotations, bibliography, claims, contents, documents, evidence
from annotator.store.project import Project
from store.making import add_annotation, add_source

FIRST = "The two sides met in Yere-\n\n1 A note.\n\n117"
SECOND = "Running head\n\nvan and agreed.1 Nothing was signed."
TEXT = f"{FIRST}\n\n{SECOND}"


def ranges(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.rindex(word), TEXT.rindex(word) + len(word)) for word in words)


PAGES = (
    Page(0, len(FIRST), "117", ranges("1 A note.", "117")),
    Page(len(FIRST) + 2, len(TEXT), "118", ranges("Running head")),
)


@pytest.fixture
def paged(project: Project) -> Project:
    with project.act("Add"):
        add_source(project, "s5", "x")
        raw = TEXT.encode()
        digest = hashlib.sha256(raw).hexdigest()
        documents.add(
            project,
            Document("d5", "s5", digest, "application/pdf", "p.pdf", len(raw), "x", "1", len(TEXT), len(TEXT), pages=PAGES),
            raw, TEXT, None,
        )  # fmt: skip
    return project


def test_pages_come_back_with_their_furniture(paged: Project) -> None:
    assert documents.get(paged, "d5").pages == PAGES


def test_a_passage_over_the_pages_end_is_printed_without_it_everywhere(paged: Project) -> None:
    start, end = TEXT.index("sides"), TEXT.index(" Nothing")
    with paged.act("Quote"):
        passage = Annotation("a5", "d5", "s5", describe(TEXT, start, end, pages=PAGES))
        annotations.add(paged, passage)
        claims.add(paged, Claim("c5", "C05", "They agreed."))
        evidence.link_claim(paged, Evidence("", "a5", "c5", Stance.SUPPORTS))
    wanted = "sides met in Yerevan and agreed.1"
    assert documents.words(paged, passage) == wanted
    assert [one.words for one in evidence.printed(paged, evidence.of_claim(paged, "c5"))] == [wanted]
    assert evidence.tally(paged, "c5") == (1, 0)
    quotes = [quote for row in bibliography.rows(paged) for quote in row.quotes]
    assert [(quote.clean, quote.verbatim) for quote in quotes] == [(wanted, True)]
    assert passage.selectors.exact == TEXT[start:end]


def test_the_tally_of_a_claim_is_that_of_its_passages(paged: Project) -> None:
    with paged.act("Evidence"):
        claims.add(paged, Claim("c6", "C06", "They agreed."))
        add_source(paged, "s6", "Not so.")
        for document, text, stance in (
            ("d-s5", "x", Stance.CONTRADICTS),
            ("d-s6", "Not so.", Stance.CONTRADICTS),
            ("d-s6", "Not so.", Stance.SUPPORTS),
        ):
            row = add_annotation(paged, text, document, text)
            evidence.link_claim(paged, Evidence("", row, "c6", stance))
    passages = evidence.of_claim(paged, "c6")
    assert evidence.tally(paged, "c6") == (len({one.annotation.source for one in passages}), 2) == (2, 2)
    assert evidence.tally(paged, "none") == (0, 0)


@pytest.mark.parametrize(
    ("words", "hidden"),
    [("1 A note.", 0), ("117\n\nRunning", 0), ("note.\n\n117\n\nRunning head\n\nvan", 2), (TEXT, 3)],
)
def test_only_what_a_passage_runs_over_is_left_out(words: str, hidden: int) -> None:
    start = TEXT.rindex(words)
    assert len(furniture_within(PAGES, start, start + len(words))) == hidden


@pytest.mark.parametrize(
    "furniture", [[[5, 3]], [[0, 9999]], [[4, 8], [6, 9]], [[True, 3]], [["a", "b"]], [[1]], 7, [[1, 2, 3]]]
)
def test_furniture_that_cannot_be_is_refused(furniture: object) -> None:
    pages = json.dumps([[0, 20, "1", furniture]])
    assert contents._fits_pages(20, "{}", json.dumps([[0, 20, "1", [[2, 4], [4, 20]]]]), "[]")
    assert not contents._fits_pages(20, "{}", pages, "[]")


def test_a_page_without_furniture_is_written_as_before(paged: Project) -> None:
    plain = [replace(page, furniture=()) for page in PAGES]
    with paged.act("Add"):
        raw = b"y"
        document = Document(
            "d6", "s5", hashlib.sha256(raw).hexdigest(), "application/pdf", "q.pdf", 1, "x", "1", len(TEXT), len(TEXT), pages=tuple(plain)
        )  # fmt: skip
        documents.add(paged, document, raw, TEXT, None)
    (stored,) = paged.db.execute("SELECT pages FROM document WHERE id = 'd6'").fetchone()
    assert json.loads(stored) == [[page.start, page.end, page.label] for page in PAGES]
