"""Answers in the shape of Crossref's and Open Library's, written by us; no test goes online."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.citation import csl
from annotator.domain.errors import UserError
from annotator.exchange import online

CROSSREF = {
    "status": "ok",
    "message": {
        "type": "journal-article",
        "title": ["On <i>transit</i> &amp; trade"],
        "subtitle": ["A study"],
        "container-title": ["Journal of Roads"],
        "short-container-title": ["J. Roads"],
        "author": [
            {"given": "Bea", "family": "van der Oud", "suffix": "Jr.", "sequence": "first"},
            {"name": "Road Group"},
        ],
        "published-print": {"date-parts": [[2020, 3]]},
        "issued": {"date-parts": [[None]]},
        "volume": "4",
        "page": "12-30",
        "DOI": "10.1000/abc",
        "ISSN": ["1234-5679"],
        "publisher": "Example Press",
        "relation": {"x": []},
    },
}
OPEN_LIBRARY = {
    "ISBN:9780306406157": {
        "title": "Roads",
        "subtitle": "a history",
        "authors": [{"name": "Jan van der Berg"}, {"name": "Plato"}],
        "publishers": [{"name": "Example Press"}],
        "publish_places": [{"name": "Leiden"}],
        "publish_date": "March 5, 2012",
        "number_of_pages": 312,
        "identifiers": {"isbn_13": ["9780306406157"]},
    }
}


def answering(answer: Any, asked: list[str]):
    def fetch(address: str) -> bytes:
        asked.append(address)
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    return fetch


def test_a_work_of_crossref_becomes_a_source() -> None:
    asked: list[str] = []
    item = csl.to_csl(online.by_doi("https://doi.org/10.1000/ABC", answering(CROSSREF, asked)))
    assert asked == ["https://api.crossref.org/works/10.1000%2Fabc"]
    assert item["title"] == "On <i>transit</i> & trade: A study"
    assert item["author"] == [
        {"family": "Oud", "given": "Bea", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "Road Group"},
    ]
    assert item["issued"] == {"date-parts": [[2020, 3]]}
    assert (item["type"], item["page"], item["ISSN"]) == ("article-journal", "12–30", "1234-5679")
    assert "relation" not in item


def test_a_book_of_open_library_becomes_a_source() -> None:
    asked: list[str] = []
    item = csl.to_csl(online.by_isbn("0-306-40615-2", answering(OPEN_LIBRARY, asked)))
    assert asked[0].endswith("ISBN:9780306406157")
    assert item["title"] == "Roads: a history"
    assert item["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Plato"},
    ]
    assert item["issued"] == {"date-parts": [[2012, 3, 5]]}
    assert (item["publisher-place"], item["number-of-pages"], item["ISBN"]) == (
        "Leiden",
        "312",
        "9780306406157",
    )


@pytest.mark.parametrize(
    "answer", [b"<html>", b"[]", b"{}", b'{"message": {"title": {}}}', b'{"message": {}}', b"[" * 100_000]
)
def test_an_answer_of_another_shape_is_refused_calmly(answer: bytes) -> None:
    for ask, number in ((online.by_doi, "10.1000/abc"), (online.by_isbn, "9780306406157")):
        with pytest.raises(UserError, match="understood"):
            ask(number, answering(answer, []))


@pytest.mark.parametrize("number", ["", "abc", "10.1", "10.1000/a b", "http://evil.example/10.1000/x"])
def test_what_is_no_doi_is_never_asked_for(number: str) -> None:
    asked: list[str] = []
    with pytest.raises(UserError, match="no DOI"):
        online.by_doi(number, answering(CROSSREF, asked))
    with pytest.raises(UserError, match="no ISBN"):
        online.by_isbn(number, answering(OPEN_LIBRARY, asked))
    assert asked == []


def test_an_address_of_a_doi_cannot_leave_its_path() -> None:
    asked: list[str] = []
    online.by_doi("10.1000/../../x?y=1#z", answering(CROSSREF, asked))
    assert asked == ["https://api.crossref.org/works/10.1000%2F..%2F..%2Fx%3Fy%3D1%23z"]


def test_the_program_says_who_it_is() -> None:
    assert online.AGENT.startswith("Annotator/")
