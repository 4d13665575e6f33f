"""The Bibliography workspace on the sample project: preview, choices, copy, export."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from annotator.store import annotations, sources
from annotator.ui.bibliography.handing import filters
from annotator.ui.bibliography.workspace import BibliographyWorkspace
from annotator.ui.records import Place
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook

Opener = Callable[[Path], Session]
SLOW = 20_000  # ms; the engine starts V8 and reads a style


@pytest.fixture
def workspace(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path
) -> Iterator[BibliographyWorkspace]:
    # The default style takes a second to load; what is tested here is the same in any.
    Settings().set_text("bibliography/style", "oscola")
    made = BibliographyWorkspace(open_session(sample), themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitUntil(lambda: made.save.isEnabled(), timeout=SLOW)
    yield made
    made.shutdown()


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def choose(box: QComboBox, value: str) -> None:
    """As a person does: `activated` is not told by `setCurrentIndex`."""
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def shows(workspace: BibliographyWorkspace, words: str) -> bool:
    return words in workspace.preview.toPlainText()


def test_an_empty_project_says_what_to_do_first(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, empty_project: Path
) -> None:
    made = BibliographyWorkspace(open_session(empty_project), themes)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.empty.isVisible())
    assert not made.save.isEnabled()
    made.shutdown()


def test_every_source_and_every_highlight_is_in_the_preview(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    rows = ask(qtbot, workspace._session, annotations.listing)
    for row in rows:
        if row.annotation.source is not None:
            assert shows(workspace, " ".join(row.annotation.selectors.exact.split())), row.annotation.id
    assert workspace._shown.bibliography.source_count == len(ask(qtbot, workspace._session, sources.listing))


def test_an_edit_elsewhere_appears_by_itself(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    source = ask(qtbot, workspace._session, sources.listing)[0].source.id

    def edit(project: object) -> object:
        from annotator.operations import sources as acts

        return acts.edit(project, source, annote="A new annotation under the entry.")

    workspace._session.act(edit)
    qtbot.waitUntil(lambda: shows(workspace, "A new annotation under the entry."), timeout=SLOW)


def test_another_style_is_found_by_typing(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    picker = workspace.options.styles
    qtbot.waitUntil(lambda: picker.model.total > 1000, timeout=SLOW)
    before = workspace.preview.toPlainText()
    qtbot.keyClicks(picker.filter, "apa 7th")
    picker.list.setCurrentIndex(picker.model.index(picker.model.row_of("apa")))
    qtbot.waitUntil(lambda: shows(workspace, "APA"), timeout=SLOW)
    assert workspace.preview.toPlainText() != before
    assert workspace._settings.text("bibliography/style") == "apa"


def test_grouping_by_claim_shows_the_claims_as_headings(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    choose(workspace.options.group, "claim")
    qtbot.waitUntil(lambda: workspace._shown.bibliography.groups[0].heading.startswith("C"), timeout=SLOW)


def test_the_newest_of_many_wishes_wins(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    for group in ("claim", "provision", "source", "claim", "provision"):
        choose(workspace.options.group, group)
    heading = workspace._shown.bibliography.groups[0].heading
    qtbot.waitUntil(lambda: workspace._shown.bibliography.groups[0].heading != heading, timeout=SLOW)
    first = workspace._shown.bibliography
    qtbot.waitUntil(lambda: shows(workspace, first.groups[0].heading), timeout=SLOW)
    assert not first.groups[0].heading.startswith("C0")


def test_only_one_colour_leaves_its_quotations(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    rows = ask(qtbot, workspace._session, annotations.listing)
    colours = {row.annotation.colour for row in rows}
    kept = sorted(colours)[0]
    for colour, swatch in workspace.options.quotes.swatches.items():
        if colour != kept:
            qtbot.mouseClick(swatch, Qt.MouseButton.LeftButton)
    expected = sum(row.annotation.colour == kept and row.annotation.source is not None for row in rows)
    assert expected < len(rows)
    qtbot.waitUntil(lambda: workspace._shown.bibliography.quote_count == expected, timeout=SLOW)


def test_only_linked_leaves_out_highlights_without_a_link(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    document = ask(qtbot, workspace._session, sources.listing)[0].document

    def mark(project: object) -> object:
        from annotator.operations import annotations as acts

        return acts.highlight(project, document, 0, 5)

    count = workspace._shown.bibliography.quote_count
    workspace._session.act(mark)
    qtbot.waitUntil(lambda: workspace._shown.bibliography.quote_count == count + 1, timeout=SLOW)
    workspace.options.quotes.linked.setChecked(True)
    rows = ask(qtbot, workspace._session, annotations.listing)
    expected = sum(bool(row.provisions or row.claims) for row in rows if row.annotation.source)
    qtbot.waitUntil(lambda: workspace._shown.bibliography.quote_count == expected, timeout=SLOW)


def test_a_quotation_opens_its_passage(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    quote = next(entry.quotes[0] for entry in workspace._shown.bibliography.entries() if entry.quotes)
    annotation = ask(qtbot, workspace._session, lambda project: annotations.get(project, quote.annotation_id))
    with qtbot.waitSignal(workspace._session.open_requested) as opened:
        workspace.preview.passage_clicked.emit(quote.annotation_id)
    assert opened.args == [Place(annotation.document, annotation.selectors.start, annotation.selectors.end)]


def test_copy_gives_formatted_and_plain_text_without_our_links(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    qtbot.mouseClick(workspace.copy, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(workspace.done.isVisible, timeout=SLOW)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == workspace.preview.toPlainText()
    assert "<p" in data.html()
    assert "annotation:" not in data.html()
    assert workspace.done.isVisible()


def test_export_writes_the_file_and_says_so(
    qtbot: QtBot, workspace: BibliographyWorkspace, tmp_path: Path
) -> None:
    path = tmp_path / "out.docx"
    workspace.export_to(path)
    qtbot.waitUntil(lambda: workspace.done.isVisible(), timeout=SLOW)
    assert path.is_file()
    assert path.name in workspace.done.words.text()
    assert workspace.done.open_folder.isVisible()
    with zipfile.ZipFile(path) as archive:
        assert "word/document.xml" in archive.namelist()


def words_in(path: Path) -> str:
    """The words of an exported file, without blanks."""
    data = path.read_bytes()
    if path.suffix in (".docx", ".odt", ".xlsx"):
        part = {".docx": "word/document.xml", ".odt": "content.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
        text = re.sub(r"<[^>]*>", "", zipfile.ZipFile(path).read(part[path.suffix]).decode())
    elif path.suffix == ".pdf":
        import pymupdf

        with pymupdf.open(stream=data) as pages:
            text = "".join(page.get_text() for page in pages)
    elif path.suffix == ".rtf":
        text = re.sub(r"\\u(-?\d+) \?", lambda m: chr(int(m[1]) % 65536), data.decode("ascii"))
    else:
        text = data.decode("utf-8-sig").replace(r"\textquotesingle{}", "'")
    return re.sub(r"[\s\\]", "", unescape(text))


@pytest.mark.parametrize("kind", ["annotated", "evidence"])
def test_every_format_is_written_from_the_window_with_every_quotation(
    qtbot: QtBot, workspace: BibliographyWorkspace, tmp_path: Path, kind: str
) -> None:
    choose(workspace.options.kind, kind)
    qtbot.waitUntil(
        lambda: workspace._shown is not None and str(workspace._shown.bibliography.kind) == kind, timeout=SLOW
    )
    made = workspace._shown.bibliography
    quotes = [quote for entry in made.entries() for quote in entry.quotes]
    quotes += [row.quote for row in made.evidence]
    assert quotes
    for name, _, endings in filters():
        path = tmp_path / f"out{endings[0]}"
        workspace.export_to(path)
        qtbot.waitUntil(lambda file=path: workspace.done._path == file, timeout=SLOW)
        text = words_in(path)
        lost = [
            q.text for q in quotes if re.sub(r"\s", "", q.text).replace("'", "") not in text.replace("'", "")
        ]
        assert lost == [], name


def test_an_export_that_cannot_be_written_says_why(
    qtbot: QtBot, workspace: BibliographyWorkspace, tmp_path: Path
) -> None:
    with qtbot.waitSignal(workspace._session.failed, timeout=SLOW):
        workspace.export_to(tmp_path / "missing" / "out.html")
    assert not workspace.done.isVisible()


def test_shutting_down_twice_does_no_harm(workspace: BibliographyWorkspace) -> None:
    workspace.shutdown()
    workspace.shutdown()
