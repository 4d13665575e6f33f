"""How a canvas is drawn: desk, shadow, paper, picture, washes, outlines, caret, chips. In this order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QRegion

from annotator.documents.views import RenderSpec
from annotator.domain.annotation import Style
from annotator.domain.geometry import Rect
from annotator.ui.reader import chips as margin
from annotator.ui.reader import strokes
from annotator.ui.reader.marks import rects_on, shape
from annotator.ui.reader.style import mixed
from annotator.ui.theme import qcolor

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# Kinds that tint the words; the others are strokes.
WASHED = (Style.HIGHLIGHT, Style.NOTE, Style.AREA)
# Width of each layer of the shadow in pixels, and its part of the theme's strength.
SHADOW = ((7, 0.10), (4, 0.18), (2, 0.30))


def paint(canvas: Canvas, painter: QPainter, exposed: QRectF) -> None:
    """Draw what `exposed` (viewport pixels) shows, and nothing beside it."""
    theme = canvas.themes.theme
    frame = canvas.frame
    pages = frame.visible()
    around = exposed.adjusted(-10, -10, 10, 10)
    papers = [frame.paper(page) for page in (pages[:1] if frame.continuous else pages)]
    papers = [paper for paper in papers if paper.intersects(around)]
    desk = QRegion(exposed.toAlignedRect())
    for paper in papers:
        # Whole pixels of paper only: what is filled twice costs twice.
        desk -= paper.toAlignedRect().adjusted(1, 1, -1, -1)
    painter.setClipRegion(desk)
    painter.fillRect(exposed, qcolor(theme.canvas))
    painter.setClipping(False)
    seen = [page for page in pages if frame.page(page).adjusted(-24, -24, 24, 24).intersects(exposed)]
    pictures = {page: _sharp(canvas, page) for page in seen}
    for paper in papers:
        _shadow(canvas, painter, paper)
    bare = QRegion()
    for paper in papers:
        bare += paper.toAlignedRect().intersected(exposed.toAlignedRect())
    for page, (_, whole) in pictures.items():
        if whole:
            # The picture covers it: paper below would be filled for nothing.
            bare -= frame.page(page).toAlignedRect().adjusted(1, 1, -1, -1)
    if not bare.isEmpty():
        painter.setClipRegion(bare)
        for paper in papers:
            painter.fillRect(paper, canvas.inks.paper)
        painter.setClipping(False)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for page in seen:
        _picture(canvas, painter, page, *pictures[page])
        _washes(canvas, painter, page, exposed)
        if canvas.inks.dim:
            painter.fillRect(frame.page(page), QColor(0, 0, 0, canvas.inks.dim))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for page in seen:
        strokes.paint(canvas, painter, page, exposed)
        _lines(canvas, painter, page)
    _caret(canvas, painter)
    strokes.rubber(canvas, painter)
    painter.setFont(canvas.margin.font)
    for chip in canvas.margin.chips:
        if chip.rect.intersects(exposed):
            hot = chip == canvas.hot_chip or chip.annotation == canvas.selected
            margin.paint(painter, chip, hot=hot, outline=chip.label.fg)


def _shadow(canvas: Canvas, painter: QPainter, paper: QRectF) -> None:
    """A paper's shadow, only the strips beside the paper, and mixed with the desk beforehand: Qt takes eighteen times
    as long to blend a tall strip as to fill it."""
    shadow, colour = qcolor(canvas.themes.theme.shadow), qcolor(canvas.themes.theme.canvas)
    for step, part in SHADOW:
        colour = mixed(shadow, colour, shadow.alphaF() * part)
        left = paper.left() - step
        top, bottom = paper.top() - step + 2, paper.bottom() + step + 1
        painter.fillRect(QRectF(left, top, step, bottom - top), colour)
        painter.fillRect(QRectF(paper.right(), top, step, bottom - top), colour)
        painter.fillRect(QRectF(paper.left(), paper.bottom(), paper.width(), step + 1), colour)
        if top < paper.top():
            painter.fillRect(QRectF(paper.left(), top, paper.width(), paper.top() - top), colour)


Sharp = list[tuple[RenderSpec, QImage]]


def _sharp(canvas: Canvas, page: int) -> tuple[Sharp, bool]:
    """The sharp pictures of what is seen of a page, and whether they cover it."""
    keys = canvas.keys(page)
    found = [(key.spec, image) for key in keys if (image := canvas.pictures.get(key)) is not None]
    return found, bool(keys) and len(found) == len(keys)


def _picture(canvas: Canvas, painter: QPainter, page: int, sharp: Sharp, whole: bool) -> None:
    """The sharp picture where it is here; over the best older one where it is not yet."""
    where = canvas.frame.page(page)
    if not whole and (keys := canvas.keys(page)):
        for spec, image in canvas.pictures.older(keys[0]):
            painter.drawImage(_target(where, spec, canvas.frame.scale), image)
    for spec, image in sharp:
        _draw_sharp(painter, where, spec, image, canvas.frame.ratio)


def _target(where: QRectF, spec: RenderSpec, scale: float) -> QRectF:
    if spec.clip is None:
        return where
    x0, y0, x1, y1 = (value * scale for value in spec.clip)
    return QRectF(where.x() + x0, where.y() + y0, x1 - x0, y1 - y0)


def _draw_sharp(painter: QPainter, where: QRectF, spec: RenderSpec, image: QImage, ratio: float) -> None:
    """One device pixel for each of the picture's, whatever the rounding of the page's size."""
    image.setDevicePixelRatio(ratio)
    x, y = where.x(), where.y()
    if spec.clip is not None:
        x += round(spec.clip.x0 * spec.scale) / ratio
        y += round(spec.clip.y0 * spec.scale) / ratio
    painter.drawImage(QPointF(x, y), image)


def _washes(canvas: Canvas, painter: QPainter, page: int, exposed: QRectF) -> None:
    """Everything that lies under the words: painted over the picture so that ink stays ink."""
    inks = canvas.inks
    words = canvas.view.map(page)
    if words is None:
        return
    painter.save()
    where = canvas.frame.page(page)
    painter.setClipRect(where.adjusted(-4, 0, 4, 0))
    painter.translate(where.topLeft())
    painter.scale(canvas.frame.scale, canvas.frame.scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(
        QPainter.CompositionMode.CompositionMode_Lighten
        if inks.dark
        else QPainter.CompositionMode.CompositionMode_Multiply
    )
    painter.setPen(Qt.PenStyle.NoPen)
    scale = canvas.frame.scale
    low, high = (exposed.top() - where.y()) / scale, (exposed.bottom() - where.y()) / scale
    for mark in canvas.marks.on(page):
        if mark.rects[0].y0 > high or mark.rects[-1].y1 < low or mark.style not in WASHED:
            continue
        colour = QColor(inks.washes.get(mark.row.annotation.colour, inks.washes["yellow"]))
        hot = mark.id == canvas.hovered and mark.id != canvas.selected
        if mark.style == Style.AREA:
            colour = mixed(colour, inks.paper, 0.5 if hot else 0.25)
        elif mark.style == Style.NOTE:
            colour = mixed(colour, inks.paper, 0.7 if hot else 0.4)
        elif hot:
            colour = colour.lighter(125) if inks.dark else colour.darker(106)
        painter.fillPath(mark.path, colour)
    for start, end, current in canvas.hits.on(words.start, words.end):
        colour = inks.found_here if current else inks.found
        painter.fillPath(shape(words.rects(start, end), 0.4), colour)
    chosen = canvas.selection
    if chosen and chosen.start < words.end and chosen.end > words.start:
        rects = rects_on(canvas.view, words, chosen.start, chosen.end)
        painter.fillPath(shape(_joined(rects)), inks.selection)
    painter.restore()


def _joined(rects: list[Rect]) -> list[Rect]:
    """Lines of a selection made to touch, so that no strip of paper shows between them."""
    found = list(rects)
    for index in range(len(found) - 1):
        gap = found[index + 1].y0 - found[index].y1
        if 0 < gap < (found[index].y1 - found[index].y0):
            found[index] = found[index]._replace(y1=found[index].y1 + gap)
    return found


def outline(rects: Iterable[Rect], grow: float) -> QPainterPath:
    """One line around all rectangles, their touching sides left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for x0, y0, x1, y1 in _joined(list(rects)):
        path.addRect(QRectF(x0 - grow, y0 - grow, x1 - x0 + 2 * grow, y1 - y0 + 2 * grow))
    return path.simplified()


def _lines(canvas: Canvas, painter: QPainter, page: int) -> None:
    """Around the selected highlight, and around a passage just opened while it flashes."""
    flash, strength = canvas.flash.range, canvas.flash.strength
    words = canvas.view.map(page)
    if words is None or not (canvas.selected or flash):
        return
    where = canvas.frame.page(page)
    scale = canvas.frame.scale
    painter.save()
    painter.translate(where.topLeft())
    painter.scale(scale, scale)
    accent = qcolor(canvas.themes.theme.focus)
    if flash and flash[0] < words.end and flash[1] > words.start:
        rects = rects_on(canvas.view, words, *flash)
        colour = QColor(accent)
        colour.setAlphaF(0.28 * strength)
        painter.fillPath(shape(rects, 2.0), colour)
        accent_line = QColor(accent)
        accent_line.setAlphaF(strength)
        painter.setPen(QPen(accent_line, 1.6 / scale))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(rects, 1.5))
    for mark in canvas.marks.on(page):
        if mark.id != canvas.selected:
            continue
        painter.setPen(
            QPen(
                accent,
                1.8 / scale,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.SquareCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline(mark.rects, 1.0))
        painter.setBrush(accent)
        painter.setPen(QPen(canvas.inks.paper, 1.2 / scale))
        for at in canvas.grips(page):
            painter.drawEllipse(at, 4 / scale, 4 / scale)
    painter.restore()


def _caret(canvas: Canvas, painter: QPainter) -> None:
    if not canvas.caret_shown or canvas.caret is None:
        return
    page = canvas.view.page_of(canvas.caret)
    words = canvas.view.map(page)
    box = words.caret(canvas.caret) if words is not None else None
    if box is None:
        return
    at = canvas.frame.rect(page, box)
    painter.fillRect(QRectF(at.x() - 1, at.y() - 1, 2, at.height() + 2), canvas.inks.ink)
