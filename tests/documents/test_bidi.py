"""Lines with right-to-left writing: HarfBuzz and MuPDF's layout set them, the text layer must give the words back."""

from __future__ import annotations

import pymupdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.documents.align import SetLine
from annotator.documents.bidi import put_in_order
from annotator.documents.reading import lines_for, page_text
from annotator.domain.geometry import Rect

HEBREW = st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=2, max_size=6)
# Letters that join without the ligatures whose glyphs this layout cannot name; tests/golden/pages has those.
ARABIC = st.text("سشصضطظعغفق", min_size=2, max_size=6)
LATIN = st.sampled_from(["treaty", "Article", "UN", "peace text", "Law of Treaties"])
NUMBER = st.sampled_from(["7", "12", "2025", "3.5", "1,000"])


def set_line(line: str, direction: str) -> pymupdf.Page:
    document = pymupdf.open()
    page = document.new_page(width=1200, height=200)
    page.insert_htmlbox((20, 20, 1180, 180), f'<p dir="{direction}">{line}</p>')
    return page


def test_vowel_signs_stay_on_their_letters() -> None:
    line = "نص شَرْحٌ هنا"
    assert page_text(set_line(line, "rtl")) == line


def test_a_long_foreign_title_is_read_in_its_place_where_the_page_runs_from_right_to_left() -> None:
    line = "הספר The Long Memory of Treaties נדפס"
    page = set_line(
        f"שורה ראשונה של הטקסט בעברית</p><p dir='rtl'>{line}</p><p dir='rtl'>ועוד שורה אחת של טקסט", "rtl"
    )
    assert page_text(page).split("\n\n")[1] == line


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(HEBREW, ARABIC), min_size=3, max_size=6), st.one_of(LATIN, NUMBER), st.data())
def test_a_right_to_left_line_comes_back_as_written(
    words: list[str], foreign: str, data: st.DataObject
) -> None:
    words.insert(data.draw(st.integers(1, len(words) - 1)), foreign)
    line = " ".join(words) + data.draw(st.sampled_from(["", ".", "?"]))
    page = set_line(line, "rtl")
    assert page_text(page) == line
    (only,) = lines_for(page, line)
    assert "".join(only.characters).split() == line.split()


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(HEBREW, min_size=1, max_size=3), st.booleans())
def test_a_left_to_right_line_with_such_words_comes_back_as_written(words: list[str], more: bool) -> None:
    line = f"The words {' '.join(words)} are quoted" + (" in Article 12 of the text." if more else ".")
    assert page_text(set_line(line, "ltr")) == line


def read_from(shown: str) -> str:
    """What is read from a line whose letters stand so, from left to right."""
    line = SetLine(Rect(0, 0, len(shown), 1), False, 0, characters=list(shown))
    line.low, line.high = [float(n) for n in range(len(shown))], [n + 1.0 for n in range(len(shown))]
    put_in_order(line)
    return "".join(line.characters)


@pytest.mark.parametrize(
    ("hebrew", "then", "line"),
    [
        # Hebrew words from right to left, what stands at their left, and the whole line as read.
        ("כאמור ראו", "להסכם Article 5(2) ", "כאמור ראו Article 5(2) להסכם"),
        ("כאמור ראו", "להסכם Article 5[2](b) ", "כאמור ראו Article 5[2](b) להסכם"),
    ],
)
def test_brackets_belong_to_the_foreign_words_they_were_opened_in(hebrew: str, then: str, line: str) -> None:
    word, rest = then.split(" ", 1)
    assert read_from(f"{word[::-1]} {rest}{hebrew[::-1]}") == line


@pytest.mark.parametrize("brackets", ["()", ")("], ids=["by meaning", "by shape"])
def test_a_bracket_around_a_number_at_the_end_of_right_to_left_words_belongs_to_them(brackets: str) -> None:
    opening, closing = brackets
    words = f"{closing}2025 {'בשנת'[::-1]}{opening} {'שלום עולם'[::-1]}"
    assert read_from(f"The {words} and others.") == f"The שלום עולם {opening}בשנת 2025{closing} and others."
    assert read_from(f"(2025) {'שלום'[::-1]} and others.") == "(2025) שלום and others."
