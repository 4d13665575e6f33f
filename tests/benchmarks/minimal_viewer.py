"""The least a PDF viewer can be, in PySide6 and PyMuPDF: what our start-up and memory are compared with."""

import sys

import pymupdf
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

GAP = 12


class Viewer(QAbstractScrollArea):
    """All pages below each other at their natural size; what is visible is rendered when it is painted."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.document = pymupdf.open(path)
        self.tops = [GAP]
        for page in range(self.document.page_count):
            self.tops.append(self.tops[-1] + int(self.document.page_cropbox(page).height) + GAP)
        self.cache: dict[int, QImage] = {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.verticalScrollBar().setRange(0, self.tops[-1] - self.viewport().height())
        self.verticalScrollBar().setPageStep(self.viewport().height())

    def picture(self, page: int) -> QImage:
        if page not in self.cache:
            pixmap = self.document[page].get_pixmap(alpha=False)
            self.cache[page] = QImage(
                pixmap.samples, pixmap.width, pixmap.height, pixmap.stride, QImage.Format.Format_RGB888
            ).copy()
        return self.cache[page]

    def paintEvent(self, event: QPaintEvent) -> None:
        top = self.verticalScrollBar().value()
        visible = QRect(0, top, self.viewport().width(), self.viewport().height())
        painter = QPainter(self.viewport())
        for page, y in enumerate(self.tops[:-1]):
            if y < visible.bottom() and self.tops[page + 1] > visible.top():
                painter.drawImage(QPoint(GAP, y - top), self.picture(page))


if __name__ == "__main__":
    app = QApplication(sys.argv)
    viewer = Viewer(sys.argv[1])
    viewer.resize(1000, 800)
    viewer.show()
    sys.exit(app.exec())
