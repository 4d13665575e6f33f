"""Through the window: annotations that a PDF brings are offered once; a scan is read with Tesseract."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from annotator.documents import ocr
from annotator.documents.client import Worker
from annotator.operations import annotations as operations
from annotator.operations import projects, sources, taking
from annotator.store import annotations
from annotator.ui.reader.recognising import Recognising
from annotator.ui.window import MainWindow
from ui.reader.pdfs import pdf

OpenWindow = Callable[[Path], MainWindow]


def project_with(path: Path, worker: Worker, data: bytes, name: str) -> str:
    """A project with one source; its document."""
    project = projects.create(path, title="Test")
    document = sources.add(project, worker.capture(None, data=data, name=name)).document
    project.close()
    return document


def marked() -> bytes:
    """A PDF in which another program highlighted words and said something about them."""
    import pymupdf

    with pymupdf.open(stream=pdf(2), filetype="pdf") as opened:
        page = opened[0]
        mark = page.add_highlight_annot(page.search_for("Page 1 line 3")[0])
        mark.set_info(title="Ann Other", content="Look here")
        mark.update()
        data: bytes = opened.tobytes()
    return data


def scan() -> bytes:
    """A PDF whose only page is a picture of words."""
    import pymupdf

    with pymupdf.open() as plain, pymupdf.open() as scanned:
        page = plain.new_page()
        for line, words in enumerate(("The parties shall settle", "their disputes by peaceful means")):
            page.insert_text((60, 120 + 40 * line), words, fontsize=24)
        picture = page.get_pixmap(dpi=150)
        target = scanned.new_page()
        target.insert_image(target.rect, pixmap=picture)
        data: bytes = scanned.tobytes()
    return data


def rows(qtbot: Any, window: MainWindow, document: str) -> list[Any]:
    found: list[Any] = []
    window.session.read(
        lambda project: found.append(annotations.rows_of_document(project, document)), lambda _: None
    )
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return list(found[0])


def shown(qtbot: Any, window: MainWindow, document: str) -> None:
    window.reader.open_document(document)
    qtbot.waitUntil(
        lambda: (pane := window.reader.pane()) is not None and pane.canvas.is_settled, timeout=15_000
    )


def opened(
    qtbot: Any, folder: Path, worker: Worker, open_window: OpenWindow, data: bytes
) -> tuple[MainWindow, str]:
    """A window that shows a PDF, its project's only source; and the document."""
    path = folder / "p.annotator"
    document = project_with(path, worker, data, "a.pdf")
    window = open_window(path)
    shown(qtbot, window, document)
    return window, document


def test_annotations_a_pdf_brings_are_offered_once_and_can_be_taken_in_later(
    qtbot: Any, tmp_path: Path, worker: Worker, open_window: OpenWindow
) -> None:
    window, document = opened(qtbot, tmp_path, worker, open_window, marked())
    notices = window.reader.half.notices
    qtbot.waitUntil(notices.isVisible, timeout=10_000)
    notices.close_button.click()
    assert not notices.isVisible()
    window.reader.close_document(document)
    asked: list[object] = []
    shown(qtbot, window, document)
    pane = window.reader.pane()
    assert pane is not None
    qtbot.waitUntil(lambda: bool(pane.offers.items), timeout=10_000)
    window.session.read(lambda _: None, asked.append)
    qtbot.waitUntil(lambda: bool(asked), timeout=10_000)
    assert not notices.isVisible()
    assert rows(qtbot, window, document) == []
    window.actions_["reader.take_in"].trigger()
    qtbot.waitUntil(lambda: len(pane.view.rows) == 1, timeout=10_000)
    taken = pane.view.rows[0].annotation
    assert (taken.selectors.exact, taken.note, taken.author) == ("Page 1 line 3", "Look here", "Ann Other")


def test_annotations_that_were_taken_in_are_drawn_once(
    qtbot: Any, tmp_path: Path, worker: Worker, open_window: OpenWindow
) -> None:
    window, _ = opened(qtbot, tmp_path, worker, open_window, marked())
    pane = window.reader.pane()
    assert pane is not None

    def drawn_by_the_file() -> bool:
        [key] = pane.canvas.keys(0)
        return key.spec.markups

    window.reader.toggle_side_panel()
    small = window.reader.half.side_panel.thumbnails

    def small_drawn() -> bool:
        key = small.key(0)
        return key is not None and small.pictures.get(key) is not None

    qtbot.waitUntil(lambda: bool(pane.offers.items), timeout=10_000)
    assert drawn_by_the_file()
    qtbot.waitUntil(small_drawn, timeout=10_000)
    pane.offers.take_in()
    qtbot.waitUntil(lambda: len(pane.view.rows) == 1 and not drawn_by_the_file(), timeout=10_000)
    qtbot.waitUntil(lambda: pane.canvas.is_settled and small_drawn(), timeout=10_000)
    window.session.undo()
    qtbot.waitUntil(lambda: not pane.view.rows and drawn_by_the_file(), timeout=10_000)


def test_an_act_that_has_nothing_to_do_with_them_asks_nothing_about_them(
    qtbot: Any, tmp_path: Path, worker: Worker, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, document = opened(qtbot, tmp_path, worker, open_window, marked())
    pane = window.reader.pane()
    assert pane is not None
    qtbot.waitUntil(lambda: pane.offers.first() is not None, timeout=10_000)
    asked: list[str] = []
    offered = taking.offered
    monkeypatch.setattr(
        taking,
        "offered",
        lambda project, document, items: asked.append(document) or offered(project, document, items),
    )
    window.session.act(lambda project: operations.highlight(project, document, 0, 6))
    qtbot.waitUntil(lambda: len(pane.view.rows) == 1, timeout=10_000)
    pane.offers.take_in()
    qtbot.waitUntil(lambda: len(pane.view.rows) == 2 and bool(asked), timeout=10_000)
    assert asked == [document]


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_scan_is_read_through_the_window(
    qtbot: Any, tmp_path: Path, worker: Worker, open_window: OpenWindow
) -> None:
    window, document = opened(qtbot, tmp_path, worker, open_window, scan())
    window.actions_["reader.recognise"].trigger()
    dialog = next(iter(window.findChildren(Recognising)))
    qtbot.waitUntil(dialog.start_button.isEnabled, timeout=10_000)
    for row in range(dialog.list.count()):
        item = dialog.list.item(row)
        item.setCheckState(Qt.CheckState.Checked if item.text() == "eng" else Qt.CheckState.Unchecked)
    dialog.start_button.click()
    qtbot.waitUntil(lambda: window.reader.current_document() != document, timeout=60_000)
    pane = window.reader.pane()
    assert pane is not None
    qtbot.waitUntil(lambda: "peaceful means" in pane.view.text, timeout=15_000)


def test_without_tesseract_the_dialog_says_what_to_install(
    qtbot: Any, tmp_path: Path, worker: Worker, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "languages", lambda: ())
    window, _ = opened(qtbot, tmp_path, worker, open_window, scan())
    window.actions_["reader.recognise"].trigger()
    dialog = next(iter(window.findChildren(Recognising)))
    qtbot.waitUntil(lambda: "not installed" in dialog.said.text(), timeout=10_000)
    assert not dialog.start_button.isEnabled()
    dialog.reject()
