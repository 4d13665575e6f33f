"""Heights of a huge article are measured while the reader is idle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotator.documents.views import ViewInfo
from annotator.domain.geometry import PageSize
from ui.reader.helpers import Desk

ARTICLE = "\n\n".join(
    f"Paragraph {n} speaks of Article {n} at some length. " * 5 for n in range(900)
).encode()


def _rough(info: ViewInfo) -> ViewInfo:
    """As a worker out of time would answer: pages after the first are guessed, too low."""
    pages = [
        PageSize(page.width, page.height * (1.0 if n == 0 else 0.8)) for n, page in enumerate(info.pages)
    ]
    return replace(info, pages=tuple(pages), estimated=True)


def test_a_huge_article_is_measured_on_while_idle_and_the_place_stays(
    desk: Callable[..., Desk], worker, monkeypatch
) -> None:
    true: list[ViewInfo] = []
    held = [True]
    asked: list[int] = []
    layout, opened = worker.layout, worker.open_view

    def rough_open(*args, **kwargs) -> ViewInfo:
        true.append(opened(*args, **kwargs))
        return _rough(true[-1])

    def rough_layout(*args) -> ViewInfo:
        true.append(layout(*args))
        return _rough(true[-1])

    def settle(_key: str) -> ViewInfo:
        asked.append(1)
        return replace(true[-1], estimated=len(asked) < 3) if not held[0] else _rough(true[-1])

    monkeypatch.setattr(worker, "open_view", rough_open)
    monkeypatch.setattr(worker, "layout", rough_layout)
    monkeypatch.setattr(worker, "settle", settle)
    reader = desk({"long.txt": ARTICLE})
    canvas, view = reader.canvas, reader.pane.view
    assert len(view.info.pages) > 4
    word = reader.text.index("Paragraph 700 ")
    canvas.travel.go(word, flash=False)
    reader.qtbot.waitUntil(lambda: not canvas.range_rect(word, word + 9).isEmpty(), timeout=10_000)
    reader.settle()
    before, height = canvas.range_rect(word, word + 9), canvas.frame.column.height
    held[0] = False
    asked.clear()
    reader.qtbot.waitUntil(lambda: not view.info.estimated, timeout=10_000)
    reader.settle()
    after = canvas.range_rect(word, word + 9)
    assert canvas.frame.column.height > height * 1.1
    assert abs(after.top() - before.top()) <= 1
    assert view.info.pages == true[-1].pages
    count = len(asked)
    view.settle()
    assert len(asked) == count
