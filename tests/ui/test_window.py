"""The window as a whole: every command reachable, every control named, nothing forgotten between runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFrame, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain.errors import UserError
from annotator.store.annotations import listing
from annotator.ui import actions, style
from annotator.ui.colours import ColourMeanings
from annotator.ui.commands import Commands, shortcut_rows
from annotator.ui.window import MainWindow

OpenWindow = Callable[[Path], MainWindow]


def leaves(menu: QMenu) -> list[QAction]:
    """All commands below a menu."""
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            found += leaves(inner)
        elif not action.isSeparator():
            found.append(action)
    return found


def loaded(qtbot: QtBot, window: MainWindow, sources: int) -> None:
    qtbot.waitUntil(lambda: window.library.sources.rowCount() == sources, timeout=10_000)


def test_every_command_exists_and_stands_in_a_menu_once(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    in_menus = [
        action.objectName()
        for top in window.menuBar().actions()
        if isinstance(menu := top.menu(), QMenu)
        for action in leaves(menu)
    ]
    ids = [spec.id for spec in actions.table()]
    assert sorted(in_menus) == sorted(ids)
    assert len(set(ids)) == len(ids)
    for spec in actions.table():
        assert callable(getattr(Commands, spec.callback)), spec.id


def test_no_two_commands_share_a_shortcut(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    keys = [key.toString() for action in window.actions_.values() for key in action.shortcuts()]
    assert all(keys)
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize(
    ("id", "keys"),
    [
        ("workspace.read", "Ctrl+1"),
        ("workspace.claims", "Ctrl+2"),
        ("workspace.treaty", "Ctrl+3"),
        ("workspace.bibliography", "Ctrl+4"),
        ("view.library", "F9"),
        ("view.inspector", "F10"),
        ("view.full_screen", "F11"),
        ("view.caret", "F7"),
        ("edit.find", "Ctrl+F"),
        ("edit.palette", "Ctrl+K"),
        ("edit.undo", "Ctrl+Z"),
        ("edit.redo", "Ctrl+Shift+Z"),
        ("go.page", "Ctrl+G"),
        ("go.back", "Alt+Left"),
        ("go.next_tab", "Ctrl+Tab"),
        ("tab.close", "Ctrl+W"),
        ("view.zoom_reset", "Ctrl+0"),
    ],
)
def test_the_keys_people_know(id: str, keys: str) -> None:
    assert {spec.id: spec.shortcut for spec in actions.table()}[id] == keys


def test_the_list_of_shortcuts_names_them_all() -> None:
    rows = dict(shortcut_rows())
    assert set(rows.values()) >= {spec.shortcut for spec in actions.table() if spec.shortcut}


def test_every_control_one_can_reach_has_a_name(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    loaded(qtbot, window, 5)
    qtbot.waitUntil(lambda: window.reader.current_document() is not None, timeout=10_000)
    window.session.select("source", window.library.sources.line(window.library.sources.index(0)).id)  # type: ignore[union-attr]
    for workspace in ("claims", "treaty", "bibliography", "read"):
        window.workspaces.show_workspace(workspace)
    unnamed = [widget for widget in window.findChildren(QWidget) if reachable(widget) and not named(widget)]
    assert not unnamed, "\n".join(describe(widget) for widget in unnamed)


def test_no_part_flashes_as_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, sample: Path, open_window: OpenWindow
) -> None:
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    window = open_window(sample)
    loaded(qtbot, window, 5)
    qtbot.waitUntil(lambda: window.reader.current_document() is not None, timeout=10_000)
    found: list[str] = []
    window.session.read(
        lambda project: [row.annotation.id for row in listing(project) if row.claims], found.extend
    )
    qtbot.waitUntil(lambda: bool(found))
    window.session.select("annotation", found[0])
    qtbot.waitUntil(lambda: window.inspector.highlight is not None, timeout=10_000)
    for workspace in ("claims", "treaty", "bibliography", "read"):
        window.workspaces.show_workspace(workspace)
    window.palette_.open("peace")
    qtbot.waitUntil(lambda: window.palette_.model.rowCount() > 0, timeout=10_000)
    qapp.removeEventFilter(watch)
    assert shown == ["MainWindow"]


def test_the_window_fits_a_small_screen_at_200_percent(
    qtbot: QtBot, qapp: QApplication, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    before = qapp.styleSheet()
    style.apply(qapp, window.themes)
    qtbot.waitUntil(lambda: window.reader.current_document() is not None, timeout=10_000)
    for workspace in ("claims", "treaty", "bibliography", "read"):
        window.workspaces.show_workspace(workspace)
    # A 1920 × 1080 screen at 200 % has room for 960 × 540.
    least = window.minimumSizeHint()
    qapp.setStyleSheet(before)
    assert least.width() <= 960
    assert least.height() <= 540


def reachable(widget: QWidget) -> bool:
    inside_combo = isinstance(widget.parentWidget(), QFrame) and isinstance(
        widget.parentWidget().parentWidget(), QComboBox
    )  # type: ignore[union-attr]
    ours = not inside_combo and not widget.objectName().startswith("qt_")
    return ours and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not widget.isHidden()


def named(widget: QWidget) -> bool:
    if widget.accessibleName():
        return True
    text = getattr(widget, "text", None)
    return callable(text) and bool(str(text()).strip())


def describe(widget: QWidget) -> str:
    above = widget.parentWidget()
    chain = []
    while above is not None:
        chain.append(type(above).__name__)
        above = above.parentWidget()
    return f"{type(widget).__name__} in {chain}"


def test_the_last_source_is_open_when_the_window_opens(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    qtbot.waitUntil(lambda: window.reader.current_document() is not None, timeout=10_000)


def test_the_inspector_shows_the_source_a_window_opens_with(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    qtbot.waitUntil(lambda: window.inspector.showing[0] == "source", timeout=10_000)
    line = window.library.source_of(window.reader.current_document() or "")
    assert line is not None
    assert window.inspector.showing == ("source", line.id)


def test_documents_open_last_time_are_open_again(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    loaded(qtbot, window, 5)
    for row in range(3):
        window.library.open_source(window.library.sources.index(row))
    documents = set(window.reader.open_documents())
    shown = window.reader.current_document()
    window.close()
    again = open_window(sample)
    qtbot.waitUntil(lambda: set(again.reader.open_documents()) == documents, timeout=10_000)
    assert again.reader.current_document() == shown


def test_hidden_panels_stay_hidden(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    window.actions_["view.library"].trigger()
    assert window.library.isHidden()
    window.close()
    again = open_window(sample)
    assert again.library.isHidden()
    assert not again.actions_["view.library"].isChecked()
    assert not again.inspector.isHidden()


def test_workspaces_are_made_when_first_shown(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    assert window.workspaces.count() == 1
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.workspaces.current == "claims"
    assert window.workspaces.count() == 2
    assert window.bar.workspaces["claims"].isChecked()


def test_undo_names_what_it_takes_back(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    from annotator.operations import claims

    window = open_window(sample)
    with qtbot.waitSignal(window.session.changed):
        window.session.act(lambda project: claims.add(project, "The text is short."))
    undo = window.actions_["edit.undo"]
    assert undo.isEnabled()
    assert undo.text() != "Undo"
    with qtbot.waitSignal(window.session.changed):
        undo.trigger()
    assert window.actions_["edit.redo"].isEnabled()


def test_an_error_is_calm_and_keeps_its_details_for_the_clipboard(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    error = UserError(
        "It is empty.", file="a.txt", kept="Nothing was added.", advice="Save it anew.", details="0 bytes"
    )
    window.session.failed.emit(error)
    assert window.banner.isVisible()
    shown = f"{window.banner.what.text()} {window.banner.more.text()}"
    assert shown == "a.txt: It is empty. Nothing was added. Save it anew."
    window.banner.copy.click()
    assert "0 bytes" in QGuiApplication.clipboard().text()
    window.banner.dismiss.click()
    assert not window.banner.isVisible()


def test_dropped_files_become_sources(
    qtbot: QtBot, empty_project: Path, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(empty_project)
    article = tmp_path / "article.txt"
    article.write_text("A title\n\nThe first paragraph of it.\n")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(article))])
    drop = QDropEvent(
        QPointF(10, 10),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.session.captured, timeout=20_000):
        window.dropEvent(drop)
    loaded(qtbot, window, 1)
    qtbot.waitUntil(lambda: window.reader.current_document() is not None)


def test_a_dropped_project_is_asked_for(
    qtbot: QtBot, sample: Path, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(sample)
    other = tmp_path / "other.annotator"
    other.write_bytes(b"x")
    with qtbot.waitSignal(window.project_requested) as signal:
        window.take_files([other])
    assert signal.args == [other]


def test_pasting_an_empty_clipboard_says_what_to_do(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    QGuiApplication.clipboard().clear()
    window.commands.paste_source()
    assert window.banner.isVisible()


def test_ctrl_v_in_the_library_makes_a_source_of_the_clipboard(
    qtbot: QtBot, empty_project: Path, open_window: OpenWindow
) -> None:
    window = open_window(empty_project)
    QGuiApplication.clipboard().setText("A title\n\nWords from the clipboard.\n")
    with qtbot.waitSignal(window.session.captured, timeout=20_000):
        qtbot.keyClick(window.library.source_list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    loaded(qtbot, window, 1)


@pytest.mark.parametrize(
    "command", ["add_treaty", "edit_source", "show_shortcuts", "show_about", "colour_meanings"]
)
def test_every_dialog_opens_and_escape_closes_it(
    qtbot: QtBot, sample: Path, open_window: OpenWindow, command: str
) -> None:
    window = open_window(sample)
    loaded(qtbot, window, 5)
    qtbot.waitUntil(lambda: bool(window.library.current_source()), timeout=10_000)
    getattr(window.commands, command)()
    qtbot.waitUntil(lambda: bool(open_dialogs(window)), timeout=10_000)
    (dialog,) = open_dialogs(window)
    unnamed = [widget for widget in dialog.findChildren(QWidget) if reachable(widget) and not named(widget)]
    assert not unnamed, "\n".join(describe(widget) for widget in unnamed)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not open_dialogs(window)


def open_dialogs(window: MainWindow) -> list[QDialog]:
    return [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]


def test_colours_get_the_projects_own_names(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    window.commands.colour_meanings()
    (dialog,) = open_dialogs(window)
    assert isinstance(dialog, ColourMeanings)
    qtbot.waitUntil(lambda: any(field.text() for field in dialog.fields.values()), timeout=10_000)
    dialog.fields["blue"].setText("numbers")
    with qtbot.waitSignal(window.session.changed):
        dialog.accept()
    qtbot.waitUntil(lambda: "numbers" in window.bar.swatches["blue"].toolTip(), timeout=10_000)


def test_the_project_file_is_checked_on_demand(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    window.actions_["tools.check"].trigger()
    qtbot.waitUntil(window.banner.isVisible, timeout=20_000)
    assert window.banner.what.text() == "The project file is sound."


def test_the_saved_state_stands_in_the_status_bar(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    assert "All changes saved" in window.status.saved.text()
    assert window.status.project.text() == sample.name


def test_the_theme_menu_changes_the_theme(qtbot: QtBot, sample: Path, open_window: OpenWindow) -> None:
    window = open_window(sample)
    window.actions_["view.theme_dark"].trigger()
    assert window.themes.theme.dark
    assert window.settings.text("window/theme") == "dark"


def test_a_source_opened_from_the_library_is_marked_there(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    loaded(qtbot, window, 5)
    index = window.library.sources.index(3)
    rect = window.library.source_list.visualRect(index)
    qtbot.mouseClick(
        window.library.source_list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(20, 10)
    )
    line = window.library.sources.line(index)
    assert line is not None
    assert window.reader.current_document() == line.document
    assert window.library.current_source() == line.id
