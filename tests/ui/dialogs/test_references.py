"""Taking references in, and making two sources one: seen before it is done, one act each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.domain.source import Agent, Contributor, Source
from annotator.store import sources
from annotator.ui.dialogs.duplicates import Duplicates, Pair, PairModel
from annotator.ui.dialogs.import_references import ImportReferences
from annotator.ui.dialogs.reference_list import ReferenceModel
from annotator.ui.dialogs.side_by_side import field_name
from annotator.ui.session import Session

Opener = Callable[[Path], Session]
RIS = (
    "TY  - JOUR\nTI  - The Road to Peace\nAU  - Berg, Jan\nPY  - 2024\nDO  - 10.1000/xyz\nER  - \n"
    "TY  - BOOK\nTI  - Another Book\nAU  - Institute of Peace\nPY  - 2020\nER  - \n"
)


@pytest.fixture
def session(open_session: Opener, empty_project: Path) -> Session:
    return open_session(empty_project)


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> ImportReferences:
    made = ImportReferences(session)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_what_was_found_is_shown_before_it_is_taken(qtbot: QtBot, dialog: ImportReferences) -> None:
    dialog.read_text(RIS)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert dialog.ok.text() == "Add 2 references"
    assert "RIS" in dialog.said.text()
    assert ask(qtbot, dialog._session, sources.listing) == []
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    titles = {row.source.title for row in ask(qtbot, dialog._session, sources.listing)}
    assert titles == {"The Road to Peace", "Another Book"}
    with qtbot.waitSignal(dialog._session.changed):
        dialog._session.undo()
    assert ask(qtbot, dialog._session, sources.listing) == []


def test_a_dropped_file_is_read(qtbot: QtBot, dialog: ImportReferences, tmp_path: Path) -> None:
    path = tmp_path / "library.ris"
    path.write_text(RIS)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert "library.ris" in dialog.said.text()


def test_paste_reads_the_clipboard(qtbot: QtBot, dialog: ImportReferences) -> None:
    QGuiApplication.clipboard().setText("@book{key, title={A Title}, author={Berg, Jan}, year=2020}")
    qtbot.mouseClick(dialog.paste, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert dialog.model.index(0, 0).data() == "A Title"


def test_a_bad_entry_is_listed_with_its_line_and_stops_nothing(
    qtbot: QtBot, dialog: ImportReferences
) -> None:
    dialog.read_text("@book{good, title={Good}}\n\n@book{bad, title={Open\n\n@book{fine, title={Fine}}\n")
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)
    assert dialog.bad.count() == 1
    assert "line 3" in dialog.bad.item(0).text()
    assert dialog.bad.isVisible()


def test_what_is_no_reference_is_said(qtbot: QtBot, dialog: ImportReferences) -> None:
    dialog.read_text("just words")
    qtbot.waitUntil(dialog.problem.isVisible)
    assert not dialog.ok.isEnabled()


def test_references_that_are_there_are_left_completed_or_added(qtbot: QtBot, session: Session) -> None:
    def add(choice: str) -> int:
        made = ImportReferences(session)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        made.show()
        made.read_text(RIS.replace("The Road to Peace", "The road to peace"))
        qtbot.waitUntil(lambda: made.model.rowCount() == 2)
        made.duplicates.setCurrentIndex(made.duplicates.findData(choice))
        with qtbot.waitSignal(made.accepted):
            qtbot.mouseClick(made.ok, Qt.MouseButton.LeftButton)
        return len(ask(qtbot, session, sources.listing))

    known = Source("s1", "article-journal", title="The Road to Peace", doi="10.1000/xyz")

    def put(project: object) -> object:
        with project.act("put") as act:
            sources.add(project, known)
        return act.changes

    with qtbot.waitSignal(session.changed):
        session.act(put)
    assert add("skip") == 2
    assert ask(qtbot, session, lambda p: sources.get(p, "s1")).contributors == ()
    assert add("merge") == 2
    assert ask(qtbot, session, lambda p: sources.get(p, "s1")).authors[0].family == "Berg"
    assert add("add") == 3


def test_an_import_shows_its_progress_and_can_be_cancelled_while_it_is_added(
    qtbot: QtBot, dialog: ImportReferences
) -> None:
    dialog.read_text("".join(f"TY  - BOOK\nTI  - Book {n}\nER  - \n" for n in range(600)))
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 600)
    shown: list[int] = []
    dialog.progress.valueChanged.connect(shown.append)
    session = dialog._session
    session.busy.connect(lambda text, part: dialog.reject() if text and part > 0.3 else None)
    qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    assert not dialog.ok.isEnabled()
    qtbot.waitUntil(lambda: "Nothing was added" in dialog.said.text())
    assert max(shown) >= 300
    assert dialog.isVisible()
    assert dialog.ok.isEnabled()
    assert dialog.progress.isHidden()
    assert ask(qtbot, session, sources.listing) == []
    assert session.undo_label == ""


def test_the_models_keep_to_qts_rules(qtmodeltester: ModelTester) -> None:
    references, pairs = ReferenceModel(), PairModel()
    qtmodeltester.check(references)
    references.set_sources([Source("s", title="T"), Source("t")])
    assert references.index(1, 0).data() == "(untitled)"
    pairs.set_pairs([Pair("a", "b", "T", "doi", (1, 0))])
    qtmodeltester.check(pairs)
    assert pairs.index(0).data() == "T – same DOI"


# Duplicates


@pytest.fixture
def duplicates(qtbot: QtBot, session: Session) -> Duplicates:
    def put(project: object) -> object:
        with project.act("put") as act:
            people = (Contributor(Agent.of("Berg", "Jan")),)
            sources.add(
                project, Source("one", "book", title="A Work", doi="10.1000/xyz", publisher="A House")
            )
            sources.add(
                project,
                Source("two", "book", title="A work", doi="10.1000/xyz", issued="2020", contributors=people),
            )
        return act.changes

    with qtbot.waitSignal(session.changed):
        session.act(put)
    made = Duplicates(session)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.merge.isEnabled)
    return made


def test_both_are_shown_field_by_field_and_merged_as_chosen(qtbot: QtBot, duplicates: Duplicates) -> None:
    assert duplicates.model.rowCount() == 1
    sides = duplicates.fields.sides
    assert duplicates.fields.choices() == {
        "title": "keep",
        "publisher": "keep",
        "issued": "drop",
        "contributors": "drop",
    }
    sides["title"][1].setChecked(True)
    with qtbot.waitSignal(duplicates._session.changed):
        qtbot.mouseClick(duplicates.merge, Qt.MouseButton.LeftButton)
    (row,) = ask(qtbot, duplicates._session, sources.listing)
    assert (row.source.id, row.source.title, row.source.issued, row.source.publisher) == (
        "one",
        "A work",
        "2020",
        "A House",
    )
    assert row.source.authors[0].family == "Berg"
    qtbot.waitUntil(duplicates.empty.isVisible)


def test_the_other_one_can_be_kept(qtbot: QtBot, duplicates: Duplicates) -> None:
    qtbot.mouseClick(duplicates.swap, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: duplicates.fields.choices().get("issued") == "keep")
    with qtbot.waitSignal(duplicates._session.changed):
        qtbot.mouseClick(duplicates.merge, Qt.MouseButton.LeftButton)
    (row,) = ask(qtbot, duplicates._session, sources.listing)
    assert row.source.id == "two"


def test_different_works_are_not_offered_again(qtbot: QtBot, duplicates: Duplicates) -> None:
    with qtbot.waitSignal(duplicates._session.changed):
        qtbot.mouseClick(duplicates.apart, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(duplicates.empty.isVisible)
    assert len(ask(qtbot, duplicates._session, sources.listing)) == 2


def test_fields_have_the_names_of_the_details_dialog() -> None:
    assert field_name("container_title") == "Published in"
    assert field_name("archive") == "Archive"
    assert field_name("contributors") == "People"
