from __future__ import annotations

import pytest

from annotator.citation import locators
from annotator.citation.engine import Engines
from annotator.citation.locators import Locator
from annotator.citation.styles import CHICAGO_NOTES, OSCOLA
from annotator.domain.annotation import Selectors


def passage(**where: object) -> Selectors:
    return Selectors(0, 1, "x", "", "", **where)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("where", "locator"),
    [
        ({"locator_label": "section", "locator_value": "3", "paragraph": 9}, Locator("section", "3")),
        ({"locator_label": "article", "locator_value": "5(2)"}, Locator("article-locator", "5(2)")),
        ({"locator_label": "furlong", "locator_value": "5"}, Locator("page", "5")),
        ({"page_label": "iv", "paragraph": 9}, Locator("page", "iv")),
        ({"paragraph": 9}, Locator("paragraph", "9")),
        ({}, Locator()),
    ],
)
def test_the_nearest_locator_is_taken(where: dict[str, object], locator: Locator):
    assert locators.of(passage(**where)) == locator


@pytest.mark.parametrize(
    ("style", "locale", "locator", "shown"),
    [
        (CHICAGO_NOTES, None, Locator("paragraph", "20"), "para. 20"),
        (CHICAGO_NOTES, None, Locator("page", "4–6"), "pp. 4–6"),
        (CHICAGO_NOTES, None, Locator("article-locator", "5(2)"), "art. 5(2)"),
        (OSCOLA, None, Locator("paragraph", "20"), "para 20"),
        (OSCOLA, None, Locator("page", "iv"), "p iv"),
        ("bluebook-law-review", None, Locator("paragraph", "4, 6"), "¶¶ 4, 6"),
        (CHICAGO_NOTES, "de-DE", Locator("paragraph", "20"), "Abs. 20"),
        (CHICAGO_NOTES, None, Locator(), ""),
    ],
)
def test_a_locator_is_said_in_the_words_of_the_style(
    engines: Engines, style: str, locale: str | None, locator: Locator, shown: str
):
    assert locators.display(locator, engines.get(style, locale)) == shown


def test_a_cite_has_a_locator_only_where_there_is_one(engines: Engines):
    oscola = engines.get(OSCOLA)
    assert locators.csl_cite("a", Locator("page", "3"), oscola) == {
        "id": "a",
        "locator": "3",
        "label": "page",
    }
    assert locators.csl_cite("a", Locator(), oscola) == {"id": "a"}


def test_a_style_that_prints_bare_numbers_is_told_what_they_count(engines: Engines):
    bluebook = engines.get("bluebook-law-review")
    assert locators.csl_cite("a", Locator("paragraph", "3"), bluebook)["locator"] == "¶ 3"
    assert locators.csl_cite("a", Locator("page", "3"), bluebook)["locator"] == "3"
    assert locators.csl_cite("a", Locator("paragraph", "3"), engines.get(OSCOLA))["locator"] == "3"


@pytest.mark.parametrize(
    ("label", "value", "printed"),
    [
        ("article-locator", "5(2)(a)", "art. 5(2)(a)"),
        ("column", "3", "col. 3"),
        ("paragraph", "3", "¶ 3"),
        ("page", "3", "3"),
    ],
)
def test_an_article_is_not_cited_as_a_bare_number(engines: Engines, label: str, value: str, printed: str):
    bluebook = engines.get("bluebook-law-review")
    bluebook.set_items(
        [{"id": "a", "type": "treaty", "title": "Pact", "container-title": "UNTS", "page": "331"}]
    )
    cite = locators.csl_cite("a", Locator(label, value), bluebook)
    assert bluebook.citation([cite]).endswith(f"331 {printed}.")
    assert bluebook.notes([[{"id": "a"}], [cite]])[1].endswith(f"at {printed}.")


@pytest.mark.parametrize(
    ("printed", "missing"),
    [
        ("Gazette, Aug. 9, 2024.", "para. 4"),
        ("Gazette 12 at ¶ 4.", ""),
        ("Gazette 44", "para. 4"),
        ("(4–6)", ""),
    ],
)
def test_a_place_that_a_style_leaves_out_is_known(engines: Engines, printed: str, missing: str):
    assert locators.left_out(Locator("paragraph", "4"), printed, engines.get(CHICAGO_NOTES)) == missing
