"""The text of pages kept in a file."""

from __future__ import annotations

import tempfile

import pytest

from annotator.documents.pagetexts import PageTexts
from annotator.domain.document import Page

TEXT = "Éire \ud83d\n\nΟδός 🜨 two\n\nthird"
PAGES = (Page(0, 6, "i"), Page(8, 18, "ii"), Page(20, 25, "iii"), Page(25, 25, ""))


def test_each_page_comes_back_in_any_order() -> None:
    texts = PageTexts(TEXT, PAGES)
    assert [texts.get(n) for n in (2, 0, 3, 1)] == [TEXT[PAGES[n].start : PAGES[n].end] for n in (2, 0, 3, 1)]
    assert texts.length == len(TEXT)
    assert texts.get(4) == texts.get(-1) == ""
    texts.close()


def test_a_full_disk_leaves_the_text_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    texts = PageTexts(TEXT, PAGES)
    assert texts.get(2) == "third"
    texts.close()
