"""Starting: what is loaded before the first page is seen, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
from pathlib import Path
from annotator import app as root
from annotator.documents.client import Worker

viewer = Worker()
viewer.start()
app = root.make_application()
from PySide6.QtCore import QEvent, QObject, QTimer
from annotator.ui.desktop import Desktop

HEAVY = ["pymupdf", "fitz", "lxml", "trafilatura", "pypandoc", "py_mini_racer", "sqlite_utils", "qtawesome", "nh3",
         "charset_normalizer", "rapidfuzz", "click"]

class Watch(QObject):
    seen = None
    def eventFilter(self, watched, event):
        if self.seen is None and event.type() == QEvent.Type.Paint:
            self.seen = [name for name in HEAVY if name in sys.modules]
        return False

watch = Watch()
app.installEventFilter(watch)
desktop = Desktop(app, viewer=viewer, theme="light")
window = desktop.open_project(Path(sys.argv[1]))

def sharp():
    pane = window.reader.pane()
    if pane is not None and pane.canvas.is_settled:
        app.quit()

timer = QTimer()
timer.timeout.connect(sharp)
timer.start(20)
app.exec()
print("at first paint:", watch.seen)
print("at first page:", [name for name in HEAVY if name in sys.modules])
desktop.shut()
"""


def test_nothing_heavy_is_loaded_before_the_first_page(sample: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(sample)], capture_output=True, text=True, timeout=90, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "at first paint: []" in result.stdout
    assert "at first page: []" in result.stdout


def test_the_picture_is_painted_without_a_screen(sample: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from annotator.app import screenshot;"
        "screenshot(Path(sys.argv[1]), Path(sys.argv[2]), theme='dark', size=(1000, 700))"
    )
    picture = tmp_path / "pictures" / "window.png"
    result = subprocess.run(
        [sys.executable, "-c", script, str(sample), str(picture)],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert picture.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
