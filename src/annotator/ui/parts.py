"""The parts of a window, made one after another: between two of them the window hears of keys and of being closed."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui import actions
from annotator.ui.commands import Commands
from annotator.ui.inspector.panel import Inspector
from annotator.ui.library.panel import Library
from annotator.ui.messages import Banner
from annotator.ui.reader.area import ReaderArea
from annotator.ui.statusbar import StatusBar
from annotator.ui.toolbar import ToolBar
from annotator.ui.workspaces import Workspaces

if TYPE_CHECKING:
    from annotator.ui.window import MainWindow


def make(window: MainWindow) -> Generator[None, None, None]:
    """Make them and lay them out; each step is small. What they tell each other is the window's affair."""
    session, themes, settings = window.session, window.themes, window.settings
    window.setWindowTitle(f"{session.path.stem} – {tr('Annotator')}")
    window.setAcceptDrops(True)
    window.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    window.commands = Commands(window)
    window.actions_ = {}
    yield from actions.build(window, window.commands, window.actions_)
    window.recent = QMenu(tr("Recent projects"), window)
    window.recent.aboutToShow.connect(window.commands.fill_recent)
    yield from actions.fill(window.menuBar(), window.actions_, window.recent)
    # The empty middle first: a part that is put into a window on the screen is polished and laid out by itself.
    centre = QWidget()
    box = QVBoxLayout(centre)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    window.splitter = QSplitter(Qt.Orientation.Horizontal)
    window.splitter.setAccessibleName(tr("Read"))
    window.splitter.setHandleWidth(1)
    window.workspaces = Workspaces(session, themes, window.splitter)
    box.addWidget(window.workspaces, 1)
    window.setCentralWidget(centre)
    window.first_sight.fit()
    yield
    window.banner = Banner()
    box.insertWidget(0, window.banner)
    yield
    window.bar = ToolBar(window.actions_, themes)
    yield
    box.insertWidget(0, window.bar)
    yield
    window.library = Library(session, themes, settings.text("library/order"))
    yield
    _put(window.splitter, window.library, 150)
    yield
    window.reader = ReaderArea(session, themes, window.actions_)
    yield
    _put(window.splitter, window.reader, 270)
    window.splitter.setStretchFactor(1, 1)
    yield
    window.inspector = Inspector(session, themes)
    yield
    _put(window.splitter, window.inspector, 200)
    window.splitter.setSizes([262, 860, 328])
    yield
    window.status = StatusBar()
    yield
    window.setStatusBar(window.status)
    window.first_sight.fit()
    yield


def _put(splitter: QSplitter, part: QWidget, least: int) -> None:
    part.setMinimumWidth(least)
    splitter.addWidget(part)
    index = splitter.indexOf(part)
    splitter.setStretchFactor(index, 0)
    splitter.setCollapsible(index, False)
