"""The chips in the margin: which provisions and claims a highlight is linked to, beside its first line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.ui.theme import Theme, qcolor

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow

SIGNS = {Stance.SUPPORTS: "✓", Stance.CONTRADICTS: "✗", Stance.QUALIFIES: "~", Stance.MENTIONS: "="}
HEIGHT = 19.0
SPACE = 4.0
# More links than this are counted in one last chip.
MOST = 6


def stance_name(stance: Stance) -> str:
    """The stance as a reader says it."""
    return {
        Stance.SUPPORTS: tr("supports"),
        Stance.CONTRADICTS: tr("contradicts"),
        Stance.QUALIFIES: tr("qualifies"),
        Stance.MENTIONS: tr("mentions"),
    }[stance]


@dataclass(frozen=True, slots=True)
class Label:
    """What a chip says; `kind` and `id` name what it stands for ("" for "+3")."""

    text: str
    tip: str
    bg: QColor
    fg: QColor
    kind: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A chip in its place in the viewport."""

    rect: QRectF
    label: Label
    annotation: str


def labels(row: AnnotationRow, theme: Theme) -> list[Label]:
    """The chips of one highlight: provisions first, then claims."""
    found: list[Label] = []
    for link in row.provisions:
        if link.accepted is not False:
            tip = " · ".join(part for part in (link.label, link.instrument_short) if part)
            bg, fg = qcolor(theme.link_bg), qcolor(theme.link_fg)
            found.append(Label(link.label, tip, bg, fg, "provision", link.provision_id))
    for claim in row.claims:
        stance = Stance(claim.stance)
        pair = theme.stances[stance.value]
        tip = f"{claim.key} {stance_name(stance)}: {claim.text}"
        text = f"{claim.key} {SIGNS[stance]}"
        if not claim.verified:
            text, tip = f"{text}?", f"{tip}\n{tr('not verified in the current version')}"
        found.append(Label(text, tip, qcolor(pair.bg), qcolor(pair.fg), "claim", claim.claim_id))
    if len(found) > MOST:
        rest = found[MOST - 1 :]
        more = Label(
            f"+{len(rest)}",
            "\n".join(label.tip for label in rest),
            qcolor(theme.chip_bg),
            qcolor(theme.chip_fg),
        )
        found = [*found[: MOST - 1], more]
    return found


def lay_out(
    entries: Iterable[tuple[float, AnnotationRow]],
    left: float,
    right: float,
    metrics: QFontMetricsF,
    theme: Theme,
    said: Callable[[AnnotationRow], list[Label]] | None = None,
) -> Iterator[Chip]:
    """Place chips beside their lines between `left` and `right`, in rows, pushed down where they would overlap.

    `entries` are the y of a highlight's first line and its row, in any order. `said` gives what `labels` gave before.
    """
    free = float("-inf")
    for y, row in sorted(entries, key=lambda entry: (entry[0], entry[1].annotation.selectors.start)):
        found = said(row) if said is not None else labels(row, theme)
        if not found:
            continue
        top = max(y, free)
        x = left
        for label in found:
            width = min(metrics.horizontalAdvance(label.text) + 16, right - left)
            if x > left and x + width > right:
                x = left
                top += HEIGHT + SPACE
            yield Chip(QRectF(x, top, width, HEIGHT), label, row.annotation.id)
            x += width + SPACE
        free = top + HEIGHT + SPACE


def paint(painter: QPainter, chip: Chip, *, hot: bool, outline: QColor) -> None:
    """Draw one chip; `hot` while the pointer is on it or its highlight is selected."""
    painter.setPen(outline if hot else Qt.PenStyle.NoPen)
    painter.setBrush(chip.label.bg)
    painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), HEIGHT / 2, HEIGHT / 2)
    painter.setPen(chip.label.fg)
    inner = chip.rect.adjusted(6, 0, -6, 0)
    metrics = QFontMetricsF(painter.font())
    text = metrics.elidedText(chip.label.text, Qt.TextElideMode.ElideRight, inner.width() + 2)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
