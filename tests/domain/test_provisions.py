"""The short names of provisions."""

from __future__ import annotations

import pytest

from annotator.domain.provisions import counted, label

ARTICLE = [("article", "XII")]


@pytest.mark.parametrize(
    ("kind", "num", "ancestors", "expected"),
    [
        ("article", "XII", [], "Art. XII"),
        ("article", "12", [("part", "I"), ("chapter", "2")], "Art. 12"),
        ("paragraph", "2", ARTICLE, "Art. XII(2)"),
        ("paragraph", "(2)", ARTICLE, "Art. XII(2)"),
        ("point", "a", [*ARTICLE, ("paragraph", "2.")], "Art. XII(2)(a)"),
        ("paragraph", "", ARTICLE, "Art. XII"),
        ("preamble", "", [], "Preamble"),
        ("recital", "3", [("preamble", "")], "Preamble, recital 3"),
        ("recital", "", [("preamble", "")], "Preamble, recital"),
        ("point", "9", [], "Point 9"),
        ("annex", "II", [], "Annex II"),
        ("article", "3", [("annex", "II")], "Annex II, Art. 3"),
        ("part", "IV", [], "Part IV"),
        ("article", "", [], "Article"),
        ("schedule", "B", [], "Schedule B"),
    ],
)
def test_a_provision_is_named_as_lawyers_do(
    kind: str, num: str, ancestors: list[tuple[str, str]], expected: str
) -> None:
    assert label(kind, num, ancestors) == expected


def test_an_unnumbered_recital_is_counted_by_its_wid() -> None:
    assert counted("recital", "", "preamble__recital_3") == "3"
    assert counted("recital", "iv", "preamble__recital_3") == "iv"
    assert counted("article", "", "art_3") == ""
    assert counted("recital", "", "preamble__recital") == ""
