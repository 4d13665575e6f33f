"""What is printed on the pages: runs of roman, arabic, lettered or unnumbered pages, set in a small table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.operations.pages import STYLES, Run, label, labels, roman
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from annotator.ui.reader.pane import DocumentPane
    from annotator.ui.session import Session

FROM, STYLE, FIRST, PREFIX = range(4)
# More runs than this are not listed: each line of the table is four fields.
LISTED = 60
_ROMAN = {roman(number): number for number in range(1, 1000)}


def _style_name(style: str) -> str:
    return {
        "arabic": tr("1, 2, 3"),
        "roman": tr("i, ii, iii"),
        "Roman": tr("I, II, III"),
        "letters": tr("a, b, c"),
        "unnumbered": tr("unnumbered [5]"),
    }[style]


def runs_of(present: Sequence[str]) -> list[Run]:
    """The runs that give the labels there are, as far as runs can; a label that fits none begins one of its own.

    >>> runs_of(["i", "ii", "1", "2"])
    [Run(page=0, style='roman', first=1, prefix=''), Run(page=2, style='arabic', first=1, prefix='')]
    """
    found: list[Run] = []
    for page, wanted in enumerate(present):
        if found and label(found[-1], page) == wanted:
            continue
        fitting = [run for run in _readings(page, wanted) if label(run, page) == wanted]
        # “c” may be a hundred in roman numerals or the third letter: the next page tells.
        following = present[page + 1] if page + 1 < len(present) else ""
        likeliest = fitting[0] if fitting else Run(page, "unnumbered")
        found.append(next((run for run in fitting if label(run, page + 1) == following), likeliest))
    return found


def _readings(page: int, wanted: str) -> Iterator[Run]:
    """What a label may be, the likeliest first; the last always gives it as it stands."""
    if wanted == f"[{page + 1}]":
        yield Run(page, "unnumbered")
    if digits := re.search(r"[0-9]{1,6}$", wanted):
        yield Run(page, "arabic", int(digits[0]), wanted[: digits.start()])
    if letters := re.search(r"[A-Za-z]{1,12}$", wanted):
        prefix, sign = wanted[: letters.start()], letters[0]
        number = _ROMAN.get(sign.lower(), 0)
        yield Run(page, "roman" if sign.islower() else "Roman", number, prefix)
        yield Run(page, "letters", 26 * (len(sign) - 1) + ord(sign[0].lower()) - 96, prefix)
    yield Run(page, "unnumbered", 1, wanted)


class PageLabels(QDialog):
    """`labels()` is what to set once it was accepted."""

    def __init__(self, present: Sequence[str], page: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = len(present)
        self._present = list(present)
        self.setWindowTitle(tr("Page labels"))
        self.resize(560, 420)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels(
            [tr("From page #"), tr("Numbers"), tr("Begin with"), tr("Prefix")]
        )
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        # High enough for a field with its margins.
        self.table.verticalHeader().setDefaultSectionSize(3 * self.fontMetrics().height())
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(tr("Runs of pages"))
        self.preview = Label("", "muted")
        add, remove = QPushButton(tr("Add a run")), QPushButton(tr("Remove"))
        add.clicked.connect(lambda: self._add(Run(min(page, self._count - 1))))
        remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(remove)
        row.addStretch(1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        hint = tr("What is printed on the pages, for locators and citations. Highlights on them follow.")
        box.addWidget(Label(hint, "muted"))
        box.addWidget(self.table, 1)
        box.addLayout(row)
        box.addWidget(self.preview)
        box.addWidget(buttons)
        found = runs_of(present)
        if len(found) > LISTED:
            more = tr("The first {n} runs are listed; the pages after them stay as they are.", n=LISTED)
            box.insertWidget(2, Label(more, "muted"))
        self._before = labels(found[:LISTED], self._count)
        for run in found[:LISTED]:
            self._add(run)

    def _add(self, run: Run) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        start, first = QSpinBox(), QSpinBox()
        for box in (start, first):
            # The style sheet's padding does not reach the field inside.
            box.lineEdit().setTextMargins(7, 0, 7, 0)
        start.setRange(1, max(self._count, 1))
        start.setValue(run.page + 1)
        start.setAccessibleName(tr("From page #"))
        first.setRange(1, 99_999)
        first.setValue(max(run.first, 1))
        first.setAccessibleName(tr("Begin with"))
        style = QComboBox()
        style.setAccessibleName(tr("Numbers"))
        for name in STYLES:
            style.addItem(_style_name(name), name)
        style.setCurrentIndex(STYLES.index(run.style))
        prefix = QLineEdit(run.prefix)
        prefix.setMaxLength(200)
        prefix.setAccessibleName(tr("Prefix"))
        for column, widget in ((FROM, start), (STYLE, style), (FIRST, first), (PREFIX, prefix)):
            self.table.setCellWidget(row, column, widget)
        start.valueChanged.connect(self._show)
        first.valueChanged.connect(self._show)
        style.currentIndexChanged.connect(self._show)
        prefix.textChanged.connect(self._show)
        self.table.selectRow(row)
        self._show()

    def _remove(self) -> None:
        self.table.removeRow(self.table.currentRow())
        self._show()

    def runs(self) -> list[Run]:
        """The runs as they stand in the table."""
        found = []
        for row in range(self.table.rowCount()):
            start, style = self.table.cellWidget(row, FROM), self.table.cellWidget(row, STYLE)
            first, prefix = self.table.cellWidget(row, FIRST), self.table.cellWidget(row, PREFIX)
            assert isinstance(start, QSpinBox) and isinstance(style, QComboBox)
            assert isinstance(first, QSpinBox) and isinstance(prefix, QLineEdit)
            kind = str(style.currentData(Qt.ItemDataRole.UserRole))
            found.append(Run(start.value() - 1, kind, first.value(), prefix.text()))
        return found

    def labels(self) -> dict[int, str]:
        """Page (from 0) → label; what the table does not change stays, whether runs can say it or not."""
        made = labels(self.runs(), self._count)
        return {
            page: self._present[page] if after == before else after
            for page, (before, after) in enumerate(zip(self._before, made, strict=True))
        }

    def _show(self) -> None:
        made = list(self.labels().values())
        shown = made if len(made) <= 14 else [*made[:10], "…", *made[-3:]]
        self.preview.setText(tr("The pages will be: {labels}", labels=", ".join(shown)))


def ask(session: Session, pane: DocumentPane, parent: QWidget) -> None:
    """Let the labels of an open document's pages be set, beginning at the page that is read."""
    from annotator.operations import pages

    document = pane.view.document
    if document is None:
        return
    shown = [page.label or str(n) for n, page in enumerate(document.pages, 1)]
    dialog = PageLabels(shown, pane.canvas.travel.page(), parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    id = pane.view.id

    def accepted() -> None:
        wanted = dialog.labels()
        session.act(lambda project: pages.set_page_labels(project, id, wanted))

    dialog.accepted.connect(accepted)
    dialog.open()
