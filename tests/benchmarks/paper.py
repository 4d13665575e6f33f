"""The Bibliography workspace in a window of its own process: what a person waits for; prints its figures as JSON.

python paper.py SOURCES QUOTES ROUNDS
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import material
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication
from window import rest, until

from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.domain.document import Capture, Found
from annotator.operations import annotations, links, sources
from annotator.store.project import Project
from annotator.ui.bibliography.workspace import BibliographyWorkspace
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.window import MainWindow

STYLES = {"Chicago": CHICAGO_NOTES, "APA": APA, "OSCOLA": OSCOLA}


def prepare(path: Path, count: int, quotes: int) -> list[str]:
    """A project of sources that share authors, each with highlights and some of these with a claim: the ids."""
    random_ = random.Random(7)
    made = []
    with Project.create(path) as project, project.act("Bench"):
        for n in range(count):
            text = "\n\n".join(material.paragraph(random_, 3) for _ in range(quotes))
            data = f"{n}\n\n{text}".encode()
            capture = Capture(
                f"d{n}.txt", "text/plain", data, hashlib.sha256(data).hexdigest(), data.decode(), None, "bench", "1",
                len(data), fields={"title": Found(f"Work {n} on the passage of the river", False)},
            )  # fmt: skip
            added = sources.add(project, capture)
            made.append(added.source)
            sources.edit(
                project, added.source, authors=[(f"Family{n % (count // 3)}", "Anna B.", "")],
                issued=f"{1990 + n % 35}-{1 + n % 12:02d}", container_title="Journal of Crossings", type="article-journal",
            )  # fmt: skip
            at = len(str(n)) + 2
            for part in text.split("\n\n"):
                found = annotations.highlight(project, added.document, at, at + min(len(part), 150))
                if n % 5 == 0:
                    links.new_claim_and_link(
                        project,
                        found.annotation.id,
                        "The passage is open.",
                        "supports",
                        key=f"C{n % 12:02d}-{n}-{at}",
                    )
                at += len(part) + 2
    return made


class Watch(QObject):
    """The window's work between two turns of its loop: by the clock, and by its thread's own processor time."""

    def __init__(self) -> None:
        super().__init__()
        self.work: list[float] = []
        self.gaps: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)

    def begin(self) -> None:
        self.work, self.gaps = [], []
        self._last = time.perf_counter(), time.thread_time()
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.gaps.append(now[0] - self._last[0])
        self.work.append(now[1] - self._last[1])
        self._last = now

    def end(self) -> dict[str, float]:
        self._timer.stop()
        return {
            "gap": max(self.gaps),
            "work": max(self.work),
            "p99": sorted(self.gaps)[int(len(self.gaps) * 0.99)],
        }


class Painted(QObject):
    """Tells whether a widget was painted while something was true."""

    def __init__(self, widget: QObject, condition: Callable[[], bool]) -> None:
        super().__init__()
        self.seen = False
        self._condition = condition
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.seen and self._condition():
            # What comes behind this event in the queue comes when it has been painted.
            QTimer.singleShot(0, self._told)
        return False

    def _told(self) -> None:
        self.seen = True


def waited(widget: QObject, condition: Callable[[], bool], act: Callable[[], object], what: str) -> float:
    """Seconds from `act` until the widget has been painted with `condition` true."""
    painted = Painted(widget, condition)
    began = time.perf_counter()
    act()
    until(lambda: painted.seen, what)
    taken = time.perf_counter() - began
    widget.removeEventFilter(painted)
    return taken


def main() -> int:
    count, quotes, rounds = map(int, sys.argv[1:4])
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as scratch:
        os.environ["ANNOTATOR_DATA"] = str(Path(scratch) / "user-data")
        path = Path(scratch) / "bench.annotator"
        ids = prepare(path, count, quotes)
        app = QApplication(sys.argv[:1])
        settings = Settings(Path(scratch) / "settings")
        settings.set_text("bibliography/style", OSCOLA)
        session = Session(path)
        window = MainWindow(session, ThemeBook("light"), settings)
        window.resize(1400, 900)
        window.show()
        until(lambda: session.info is not None, "the project")
        rest(2.0)
        watch = Watch()
        figures: dict[str, object] = {}
        watch.begin()

        def page() -> bool:
            shown = window.findChild(BibliographyWorkspace)
            return shown is not None and shown._shown is not None and shows(shown)

        painted = Painted(app, page)
        began = time.perf_counter()
        window.workspaces.show_workspace("bibliography")
        until(lambda: painted.seen, "the first page")
        figures["open"] = time.perf_counter() - began
        app.removeEventFilter(painted)
        workspace = window.findChild(BibliographyWorkspace)

        def whole() -> bool:
            return workspace.save.isEnabled() and not workspace._composer.busy and workspace.preview.settled

        until(whole, "the whole")
        figures["open whole"] = time.perf_counter() - began
        rest(1.0)
        figures["open, interface"] = watch.end()
        port = workspace.preview.viewport()
        for name, style in (("APA", APA), ("Chicago", CHICAGO_NOTES)):
            watch.begin()
            before = workspace._shown

            def chosen(before: object = before, style: str = style) -> bool:
                shown = workspace._shown
                return shown is not before and shown.bibliography.style == style and shows(workspace)

            began = time.perf_counter()
            figures[f"choose {name}"] = waited(
                port, chosen, lambda style=style: choose(workspace, style), name
            )
            until(whole, "the whole")
            figures[f"choose {name} whole"] = time.perf_counter() - began
            rest(1.0)
            figures[f"choose {name}, interface"] = watch.end()
        choose(workspace, OSCOLA)
        until(lambda: whole() and workspace._shown.bibliography.style == OSCOLA, "the first style again")
        for place in ("top", "middle"):
            edits = []
            watch.begin()
            for turn in range(rounds):
                number = (3 if place == "top" else count // 2) + turn
                key = ids_in_order(workspace)[number]
                title = f"Work {ids.index(key)} X{turn}{place.upper()}"  # it stays where it is
                show_source(workspace, key)
                rest(0.4)

                def edited(words: str = f"X{turn}{place.upper()}") -> bool:
                    return shows(workspace, words)

                edits.append(
                    waited(
                        port, edited,
                        lambda key=key, title=title: session.act(lambda project: sources.edit(project, key, title=title)),
                        title,
                    )
                )  # fmt: skip
                rest(0.4)
            figures[f"edit {place}"] = edits
            figures[f"edit {place}, interface"] = watch.end()
        assert len(ids) == count
        window.close()
        app.processEvents()
    print(json.dumps(figures))
    return 0


def shows(workspace: BibliographyWorkspace, words: str = "") -> bool:
    """Whether words stand on the screen."""
    return any(words in one.block.text for one in workspace.preview.seen())


def choose(workspace: BibliographyWorkspace, style: str) -> None:
    """As a click in the list of styles does."""
    workspace.options.styles.set_style(style)
    workspace.options.changed.emit()


def show_source(workspace: BibliographyWorkspace, key: str) -> None:
    """Scroll to a source's entry."""
    paper = workspace.preview
    paper.reveal(next(n for n, one in enumerate(paper.paragraphs) if one.source_id == key))


def ids_in_order(workspace: BibliographyWorkspace) -> list[str]:
    """The sources as they stand on the paper."""
    return list(dict.fromkeys(entry.source_id for entry in workspace._shown.bibliography.entries()))


if __name__ == "__main__":
    sys.exit(main())
