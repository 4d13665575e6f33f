"""Words drawn twice at one place are read once; words that merely come again are kept."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from annotator.documents.reading import lines_for, page_text


def drawn(*words: tuple[float, float, str], hidden: bool = False) -> Any:
    page = pymupdf.open().new_page(width=400, height=300)
    for n, (x, y, text) in enumerate(words):
        page.insert_text((x, y), text, fontsize=12, render_mode=3 if hidden and n else 0)
    return page


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(
    ("words", "read"),
    [
        ([(40, 50, "Bold by twice"), (40.3, 50, "Bold by twice")], "Bold by twice"),
        ([(40, 50, "A shadow"), (41, 51, "A shadow"), (40, 66, "below it")], "A shadow\nbelow it"),
        ([(40, 50, "This is Bold"), (82.2, 50, "Bold text")], "This is Bold text"),
        ([(40, 50, "No, no"), (40, 64, "No, no"), (40, 78, "said he")], "No, no\nNo, no\nsaid he"),
        ([(40, 50, "had"), (66, 50, "had enough")], "had had enough"),
    ],
)
def test_what_is_drawn_twice_is_read_once(
    words: list[tuple[float, float, str]], read: str, hidden: bool
) -> None:
    page = drawn(*words, hidden=hidden)
    text = page_text(page)
    assert text.replace("\n\n", "\n") == read
    letters = "".join(c for line in lines_for(page, text) for c in line.characters if not c.isspace())
    assert letters == "".join(read.split())


def test_a_paragraph_drawn_twice_is_read_once() -> None:
    lines = [(40.0, 50.0 + 14 * n, f"Line {n} of the text speaks of peace.") for n in range(6)]
    assert page_text(drawn(*lines, *lines)).split() == " ".join(text for _, _, text in lines).split()
