"""The reader's ways of showing a document, for docs/screenshots/reader: each light and dark, at 100 % and 200 %.

python packaging/reader_pictures.py [NAME …]     (all without names; `split` makes that one in its four variants)

The pages are set from the sample project's own articles: a PDF in two columns with roman front matter, and a scan of it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from screenshots import FOLDER, shrink

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas
    from annotator.ui.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
ARTICLES = ROOT / "resources" / "sample" / "articles"
READER = FOLDER / "reader"
# (width, height) of the window in device independent pixels; both fit a common screen.
SIZES = {1: (1440, 900), 2: (1100, 700)}
PATIENCE = 60.0

PREAMBLE = """
#set document(title: "The Washington papers: a reader")
#set page(paper: "a5", margin: 16mm, numbering: "i", columns: 1)
#set text(size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.6em)
#show heading: set block(above: 1.2em, below: 0.7em)
#align(center + horizon)[#text(size: 20pt)[The Washington papers] #parbreak() A reader]
#pagebreak()
#outline(depth: 2)
#pagebreak()
#set page(numbering: "1", columns: 2)
#counter(page).update(1)
"""


def typeset(folder: Path) -> Path:
    """The sample's articles as one PDF with outline, columns and footnotes."""
    import typst

    parts = [PREAMBLE]
    for file in sorted([*ARTICLES.glob("*.md"), *ARTICLES.glob("*.txt")]):
        text = re.sub(r"\A---\n.*?\n---\n", "", file.read_text("utf-8"), flags=re.DOTALL)
        for number, block in enumerate(re.split(r"\n\s*\n", text.strip())):
            marks = re.match(r"(#+) ", block)
            words = re.sub(r"([\\#$*_`<>@\[\]~=])", r"\\\1", block.lstrip("# ").replace("*", ""))
            level = len(marks[1]) if marks else 1 if number == 0 else 0
            note = (
                f"#footnote[From {file.stem.replace('-', ' ')}, the sample project.]" if number == 2 else ""
            )
            parts.append(f"{'=' * level} {words}" if level else words + note)
    path = folder / "washington-papers.pdf"
    path.write_bytes(typst.compile("\n\n".join(parts).encode(), format="pdf", timestamp=0))
    return path


def scan(pdf: Path, folder: Path) -> Path:
    """The first pages of `pdf` as pictures only."""
    import pymupdf

    with pymupdf.open(pdf) as source, pymupdf.open() as made:
        for page in source.pages(2, 5):
            picture = page.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
            made.new_page(width=page.rect.width, height=page.rect.height).insert_image(
                page.rect, stream=picture.tobytes("jpeg")
            )
        path = folder / "washington-papers-scan.pdf"
        made.save(path)
    return path


def prepare(folder: Path) -> tuple[Path, dict[str, str]]:
    """The sample project with the PDF, its scan and a new capture of an article; name → document id."""
    from annotator.documents.client import Worker
    from annotator.domain.geometry import Rect
    from annotator.operations import annotations, places, projects, sources, update
    from annotator.store import documents
    from annotator.store import sources as rows

    path = folder / "washington.annotator"
    found: dict[str, str] = {}
    with Worker() as worker:
        pdf = typeset(folder)
        with projects.make_sample(path, worker) as project:
            found["pages"] = sources.add(project, worker.capture(pdf)).document
            found["scan"] = sources.add(project, worker.capture(scan(pdf, folder))).document
            text = documents.text(project, found["pages"])
            for colour, phrase in (
                ("yellow", "complete in its wording and open in its timing"),
                ("green", "comes next, ratification after that"),
                ("red", "A vote in 2026 is sometimes reported."),
                ("blue", "is a blank"),
            ):
                place = re.search(re.sub(r"\\ ", r"\\s+", re.escape(phrase)), text)
                if place:
                    annotations.highlight(project, found["pages"], *place.span(), colour)
            places.area(project, found["scan"], 0, Rect(40, 60, 210, 200), "purple")
            wanted = {"initialled": "article", "peace": "edited"}
            for source in rows.listing(project):
                for document in documents.of_source(project, source.source.id):
                    for word, name in wanted.items():
                        if document.file_name.startswith(word):
                            found[name] = document.id
            edited = folder / "peace-with-a-signature.txt"
            lines = (ARTICLES / edited.name).read_text("utf-8")
            edited.write_text(
                lines.replace("signed a treaty of peace", "initialled a text of peace"), "utf-8"
            )
            source = documents.get(project, found["edited"]).source or ""
            update.update(project, source, worker.capture(edited))
    return path, found


def pause(milliseconds: int) -> None:
    """Let the window work."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Camera:
    """One window, brought into each state in turn."""

    def __init__(self, window: MainWindow, documents: dict[str, str], scale: int) -> None:
        self.window, self.documents, self.scale = window, documents, scale

    def until(self, condition: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(what)
            pause(20)

    def open(self, name: str, at: str = "") -> Canvas:
        reader = self.window.reader
        reader.open_document(self.documents[name])
        self.until(self.settled, f"{name} shown")
        canvas = reader.pane().canvas
        if at:
            reader.goto(at)
            self.until(self.settled, f"{name} at {at}")
        return canvas

    def settled(self) -> bool:
        panes = [half.pane() for half in self.window.reader.halves]
        return all(pane is not None and pane.canvas.is_settled for pane in panes)

    # ---------------------------------------------------------------- the modes

    def pages(self) -> None:
        canvas = self.open("pages")
        row = canvas.view.rows[0]
        canvas.travel.go(row.annotation.selectors.start, flash=False)
        self.window.session.select("annotation", row.annotation.id)

    def two_pages(self) -> None:
        self.open("pages", "1")
        self.window.reader.set_spread("facing")
        self.window.reader.fit_page()

    def outline(self) -> None:
        self.open("pages", "2")
        self.window.reader.half.set_side_panel(True)
        self.window.reader.half.side_panel.choose("outline")

    def thumbnails(self) -> None:
        self.open("pages", "3")
        self.window.reader.half.set_side_panel(True)
        self.window.reader.half.side_panel.choose("pages")

    def split(self) -> None:
        from annotator.store import treaties

        if self.scale == 2:
            # What a person does on a small screen (F9, F10).
            self.window.library.hide()
            self.window.inspector.hide()
        self.open("article")
        found: list[str] = []

        def first(project: object) -> str:
            return treaties.version_document(project, treaties.instruments(project)[0].id)

        self.window.session.read(first, found.append)
        self.until(lambda: found, "the treaty")
        self.window.reader.split(found[0])

    def find(self) -> None:
        self.open("pages", "1")
        self.window.reader.find()
        self.window.reader.find_bar.edit.setText("agreement")
        self.until(self.window.reader.find_bar.count.text, "the hits")

    def scan(self) -> None:
        self.open("scan")

    def sepia(self) -> None:
        canvas = self.open("article")
        self.window.reader.set_paper("sepia")
        self.until(self.settled, "sepia")
        self.popup_on(canvas)

    def popup(self) -> None:
        self.popup_on(self.open("article"))

    def popup_on(self, canvas: Canvas) -> None:
        from PySide6.QtCore import QPoint, Qt
        from PySide6.QtTest import QTest

        port = canvas.viewport()
        # Between two lines nothing is selected: a little lower then.
        for lower in range(60, 200, 7):
            start = QPoint(port.width() // 2 - 120, lower)
            QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
            QTest.mouseMove(port, start + QPoint(90, 0))
            QTest.mouseMove(port, start + QPoint(200, 0))
            QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(200, 0))
            if canvas.selection:
                return

    def highlights(self) -> None:
        self.open("scan")
        self.window.inspector.tabs.setCurrentIndex(1)

    def review(self) -> None:
        self.window.commands.review_highlights()


MODES = (
    "pages",
    "two_pages",
    "outline",
    "thumbnails",
    "split",
    "find",
    "scan",
    "popup",
    "sepia",
    "highlights",
    "review",
)


def take(project: Path, documents: dict[str, str], names: list[str], scale: int) -> None:
    """Photograph these modes in both themes, each in a window of its own."""
    from annotator.app import make_application
    from annotator.documents.client import Worker
    from annotator.ui.session import Session
    from annotator.ui.settings import Settings
    from annotator.ui.style import apply
    from annotator.ui.theme import ThemeBook
    from annotator.ui.window import MainWindow

    app = make_application(float(scale))
    for theme in ("light", "dark"):
        for name in names:
            themes = ThemeBook(theme)
            apply(app, themes)
            viewer = Worker()
            viewer.start()
            session = Session(project, viewer=viewer)
            with tempfile.TemporaryDirectory(prefix="annotator-layout-") as layout:
                window = MainWindow(session, themes, Settings(Path(layout)))
                window.resize(*SIZES[scale])
                window.show()
                camera = Camera(window, documents, scale)
                camera.until(lambda s=session: s.info is not None, "the project")
                if theme == "dark":
                    window.reader.set_dark_pages(True)
                getattr(camera, name)()
                # Flashes fade, late views paint.
                pause(1500)
                camera.until(camera.settled, f"{name} at rest")
                file = READER / f"{name.replace('_', '-')}-{theme}-{scale}00.png"
                window.grab().save(str(file))
                window.close()
                window.deleteLater()
                pause(50)
            shrink(file)
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} kB", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", choices=[[], *MODES], help="which modes (all)")
    parser.add_argument("--scale", type=int, choices=sorted(SIZES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    names = list(options.names or MODES)
    if options.scale:
        with tempfile.TemporaryDirectory(prefix="annotator-pictures-") as folder:
            os.environ["ANNOTATOR_DATA"] = str(Path(folder) / "user-data")
            project, documents = prepare(Path(folder))
            take(project, documents, names, options.scale)
        return 0
    READER.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ANNOTATOR_USER": "Researcher"}
    # Qt reads the scale when it starts, so each scale has its process.
    for scale in SIZES:
        done = subprocess.run(
            [sys.executable, __file__, *names, "--scale", str(scale)], env=environment, check=False
        )
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
