"""The reader in a window of its own process, driven as a person would; prints its figures as one JSON object.

python window.py MATERIAL_FOLDER
"""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import material
import processes
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.documents.client import Worker
from annotator.documents.limits import give_back
from annotator.operations import annotations, sources
from annotator.store.project import Project
from annotator.ui.reader.area import ReaderArea
from annotator.ui.reader.canvas import Canvas
from annotator.ui.reader.highlightlist import HighlightList
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

HIGHLIGHTS = 10_000
# Documents opened beside the three, for what each takes.
FURTHER = 20
PATIENCE = 60.0


class Paints(QObject):
    """Counts a widget's paint events."""

    def __init__(self, watched: QObject) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


def until(condition: Callable[[], bool], what: str) -> None:
    """Let the window work until `condition`; fails after PATIENCE seconds.

    It sleeps between events as a window does: a busy loop would keep the interpreter's lock from the store's thread.
    """
    end = time.perf_counter() + PATIENCE
    loop = QEventLoop()
    wake = QTimer()
    wake.start(20)
    while not condition():
        loop.processEvents(
            QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        )
        if time.perf_counter() > end:
            raise SystemExit(f"waited in vain for: {what}")


def rest(seconds: float) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(max(round(seconds * 1000), 0), loop.quit)
    loop.exec()


def prepare(folder: Path, path: Path) -> dict[str, str]:
    """A project with a long article full of highlights, a text PDF and a scanned one: name → document id."""
    found: dict[str, str] = {}
    long = folder / "long.txt"
    long.write_text(material.text(2_000_000), "utf-8")
    with Worker() as worker, Project.create(path) as project:
        for name, file in (
            ("text", long),
            ("pdf", material.pdf(folder, 5000)),
            ("scans", material.scans(folder, 60)),
        ):
            found[name] = sources.add(project, worker.capture(file)).document
        for number, text in enumerate(material.short_documents(FURTHER)):
            article = worker.capture(None, data=text.encode(), name=f"{number}.txt")
            found[f"further {number}"] = sources.add(project, article).document
        text = long.read_text("utf-8")
        step = len(text) // HIGHLIGHTS
        for first in range(0, HIGHLIGHTS, 100):
            with project.act("Highlights"):
                for n in range(first, first + 100):
                    annotations.highlight(project, found["text"], n * step + 2, n * step + 60)
    return found


def open_in(area: ReaderArea, document: str) -> Canvas:
    area.open_document(document)
    until(lambda: area.pane() is not None and area.pane().canvas.is_settled, "the first page")
    return area.pane().canvas


def drag(canvas: Canvas) -> None:
    """Select some words in the middle of the window with the mouse; between two lines it is tried a bit lower."""
    port = canvas.viewport()
    for lower in range(0, 120, 9):
        start = QPoint(port.width() // 2 - 150, port.height() // 2 + lower)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
        for way in (120, 240):
            QTest.mouseMove(port, start + QPoint(way, 0))
            QApplication.processEvents()
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(240, 0))
        QApplication.processEvents()
        if canvas.selection:
            return
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
    raise SystemExit("nothing could be selected with the mouse")


def highlight(area: ReaderArea, session: Session, canvas: Canvas, rounds: int) -> dict[str, list[float]]:
    """From the colour's key to the highlight saved and painted, and to it saved, at places all over the document; and the
    processor time of all threads until then."""
    paints = Paints(canvas.viewport())
    state = {"saved": 0.0, "shown": 0.0}

    def shown() -> None:
        # What is painted from here on has the highlight.
        state["shown"] = time.perf_counter()
        paints.count = 0

    session.changed.connect(lambda _: state.update(saved=time.perf_counter()))
    canvas.view.rows_changed.connect(shown)
    found: dict[str, list[float]] = {"highlight": [], "saved": [], "highlight_cpu": []}
    bar = canvas.verticalScrollBar()
    for n in range(rounds):
        bar.setValue(int(bar.maximum() * (n + 0.5) / rounds))
        until(lambda: canvas.is_settled, "a page scrolled to")
        drag(canvas)
        QApplication.processEvents()
        # As long as it takes to choose a colour: what the selection set off is over.
        rest(0.15)
        state.update(saved=0.0, shown=0.0)
        began, spent = time.perf_counter(), time.process_time()
        QTest.keyClick(canvas, Qt.Key.Key_3)
        until(
            lambda: bool(state["saved"] and state["shown"]) and paints.count > 0, "the highlight on the page"
        )
        found["highlight"].append(time.perf_counter() - began)
        found["highlight_cpu"].append(time.process_time() - spent)
        found["saved"].append(state["saved"] - began)
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QTest.keyClick(canvas, Qt.Key.Key_Escape)
        QApplication.processEvents()
    return found


def scroll(canvas: Canvas, steps: int, by: int) -> dict[str, list[float]]:
    """Frame times of steady scrolling, and the gaps in which the window did not answer; both also in the processor time
    of the window's thread, which other programs do not lengthen."""
    found: dict[str, list[float]] = {"frames": [], "gaps": [], "frames_cpu": [], "gaps_cpu": []}
    last = time.perf_counter(), time.thread_time()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter(), time.thread_time()
        found["gaps"].append(now[0] - last[0])
        found["gaps_cpu"].append(now[1] - last[1])
        last = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(1)
    timer.timeout.connect(tick)
    timer.start()
    bar = canvas.verticalScrollBar()
    bar.setValue(0)
    for _ in range(steps):
        bar.setValue((bar.value() + by) % max(bar.maximum(), 1))
        began, spent = time.perf_counter(), time.thread_time()
        canvas.viewport().repaint()
        found["frames"].append(time.perf_counter() - began)
        found["frames_cpu"].append(time.thread_time() - spent)
        # A 60 Hz screen's pace, with all that arrives meanwhile.
        rest(1 / 60 - found["frames"][-1])
    timer.stop()
    return found


def timed(act: Callable[[], object], done: Callable[[], bool], what: str) -> float:
    """Seconds from `act` until `done`."""
    began = time.perf_counter()
    act()
    until(done, what)
    return time.perf_counter() - began


def listing(session: Session, themes: ThemeBook, document: str) -> float:
    """From asking for the list of 10,000 highlights until it stands there."""
    panel = HighlightList(session, themes)
    panel.resize(400, 700)
    panel.show()
    paints = Paints(panel.table.viewport())
    taken = timed(
        lambda: panel.set_document(document),
        lambda: panel.model.total >= HIGHLIGHTS and paints.count > 0,
        "the list of highlights",
    )
    panel.close()
    panel.deleteLater()
    return taken


def further(area: ReaderArea, documents: dict[str, str]) -> float:
    """Megabytes that each further open document takes, in the window and the worker, once some are open."""
    taken: list[float] = []
    for number in range(FURTHER):
        open_in(area, documents[f"further {number}"])
        if number in (FURTHER // 4, FURTHER - 1):
            rest(1.0)
            gc.collect()
            give_back()
            taken.append(processes.pss(os.getpid()))
    return (taken[1] - taken[0]) / (FURTHER - 1 - FURTHER // 4)


def main() -> int:
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as scratch:
        os.environ["ANNOTATOR_DATA"] = str(Path(scratch) / "user-data")
        path = Path(scratch) / "bench.annotator"
        documents = prepare(folder, path)
        app = QApplication(sys.argv[:1])
        session = Session(path)
        area = ReaderArea(session, ThemeBook())
        area.resize(1000, 800)
        area.show()
        until(lambda: session.info is not None, "the project")
        gc.collect()
        # As the program does when it has come to rest.
        gc.freeze()
        figures: dict[str, list[float]] = {}
        figures["open"] = [timed(lambda: open_in(area, documents["text"]), lambda: True, "")]
        canvas = open_in(area, documents["text"])
        figures |= highlight(area, session, canvas, 120)
        figures["list"] = [listing(session, area._shared.themes, documents["text"])]
        for name, document, by in (
            ("highlights", "text", 90),
            ("pdf", "pdf", 90),
            ("fast", "pdf", 2400),
            ("scans", "scans", 90),
        ):
            found = scroll(open_in(area, documents[document]), 600, by)
            figures |= {f"{kind}_{name}": values for kind, values in found.items()}
        figures["further"] = [further(area, documents)]
        area.shutdown()
        session.close()
        app.processEvents()
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
