"""The inspector's cards: the quotation, a link to a provision, a link to a claim."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from annotator.domain.annotation import AnchorState, Annotation
from annotator.domain.claim import Stance, Voice
from annotator.domain.i18n import tr, trn
from annotator.domain.treaty import Fidelity
from annotator.ui.cutouts import AreaPicture, Cutouts
from annotator.ui.inspector.reading import ClaimCard, ProvisionCard
from annotator.ui.inspector.wording import moment
from annotator.ui.passages import where
from annotator.ui.reader.highlightmodel import style_name
from annotator.ui.reader.spans import region
from annotator.ui.theme import ThemeBook, qcolor
from annotator.ui.widgets import Card, Chip, Label, Segmented, Tool

# Longer quotations and provisions are cut in the card; the whole stands in the reader beside it.
SHOWN = 420


class QuoteCard(Card):
    """The highlighted words (or the picture of an area) beside their colour, and where, how surely, by whom and when."""

    def __init__(
        self, annotation: Annotation, words: str, user: str, themes: ThemeBook, cutouts: Cutouts | None = None
    ) -> None:
        super().__init__(margins=(22, 12, 12, 10))
        self._themes = themes
        self._colour = str(annotation.colour)
        themes.changed.connect(self.update)
        self.quote = self._shown(annotation, shortened(words), cutouts)
        self.box.addWidget(self.quote)
        self.box.addWidget(Label(" · ".join(_facts(annotation, user)), "muted"))

    def _shown(self, annotation: Annotation, words: str, cutouts: Cutouts | None) -> QWidget:
        if words:
            label = Label(f"“{words}”", "quote", selectable=True)
            label.setAccessibleName(tr("Quotation"))
            return label
        name = style_name(annotation.style)
        place = region(annotation)
        if cutouts is None or place is None or place[1] is None:
            return Label(name, "body")
        spoken = ", ".join(filter(None, (name, where(annotation))))
        return AreaPicture(cutouts, annotation.document, place[0], place[1], spoken, self._themes)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The colour at the left."""
        super().paintEvent(event)
        painter = QPainter(self)
        bar = self.quote.geometry()
        painter.fillRect(11, bar.top(), 4, bar.height(), qcolor(self._themes.theme.highlights[self._colour]))


class ProvisionLinkCard(Card):
    """The provision's own words, and how faithfully the passage renders them."""

    judged = Signal(str, str)  # mention, fidelity
    removed = Signal(str)  # mention
    opened = Signal(str)  # provision

    def __init__(self, link: ProvisionCard) -> None:
        super().__init__()
        row = QHBoxLayout()
        title = Chip(f"{link.label} · {link.instrument}", "link", clickable=True)
        title.setToolTip(tr("Show it in the Treaty workspace"))
        title.clicked.connect(lambda: self.opened.emit(link.provision))
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(
            _remove(tr("Remove the link to {name}", name=link.label), lambda: self.removed.emit(link.mention))
        )
        self.box.addLayout(row)
        text = " ".join(link.text.split())
        if text:
            self.box.addWidget(Label(shortened(text), "muted", selectable=True))
        else:
            self.box.addWidget(Label(tr("No text of this provision has been added."), "muted"))
        self.fidelity = Segmented(
            [
                (Fidelity.MATCHES, tr("matches"), "success"),
                (Fidelity.GLOSS, tr("gloss"), "warning"),
                (Fidelity.MISPINNED, tr("mispinned"), "warning"),
                (Fidelity.CONTRADICTED, tr("contradicted"), "danger"),
            ],
            tr("Fidelity to {name}", name=link.label),
        )
        self.fidelity.set_value(link.fidelity)
        self.fidelity.chosen.connect(lambda value: self.judged.emit(link.mention, value))
        self.box.addWidget(self.fidelity)


class ClaimLinkCard(Card):
    """The claim, what the passage does to it, and who speaks."""

    stance_chosen = Signal(str, str)  # evidence, stance
    voice_chosen = Signal(str, str, str)  # evidence, voice, attributed to
    removed = Signal(str)  # evidence
    opened = Signal(str)  # claim

    def __init__(self, link: ClaimCard) -> None:
        super().__init__()
        row = QHBoxLayout()
        key = Chip(link.key, "link", clickable=True)
        key.setAccessibleName(tr("Claim {key}: show it in the Claims workspace", key=link.key))
        key.clicked.connect(lambda: self.opened.emit(link.claim))
        row.addWidget(key)
        row.addStretch(1)
        row.addWidget(
            _remove(tr("Remove the link to {name}", name=link.key), lambda: self.removed.emit(link.evidence))
        )
        self.box.addLayout(row)
        self.box.addWidget(Label(link.text, selectable=True))
        self.stance = Segmented(
            [
                (Stance.SUPPORTS, tr("supports"), "supports"),
                (Stance.CONTRADICTS, tr("contradicts"), "contradicts"),
                (Stance.QUALIFIES, tr("qualifies"), "qualifies"),
                (Stance.MENTIONS, tr("mentions"), "mentions"),
            ],
            tr("Stance to {name}", name=link.key),
        )
        self.stance.set_value(link.stance)
        self.stance.chosen.connect(lambda value: self.stance_chosen.emit(link.evidence, value))
        self.box.addWidget(self.stance)
        self._voice_row(link)
        self._counts(link)

    def _voice_row(self, link: ClaimCard) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(tr("Voice"), "muted"))
        self.voice = QComboBox()
        self.voice.setAccessibleName(tr("Who speaks in the passage"))
        for voice, name in (
            (Voice.AUTHOR, tr("author")),
            (Voice.REPORTED, tr("reported")),
            (Voice.QUOTED, tr("quoted")),
        ):
            self.voice.addItem(name, voice.value)
        self.voice.setCurrentIndex(max(self.voice.findData(link.voice), 0))
        self.speaker = QLineEdit(link.attributed_to)
        self.speaker.setPlaceholderText(tr("who speaks"))
        self.speaker.setAccessibleName(tr("Who is reported or quoted"))
        self.speaker.setHidden(True)
        row.addWidget(self.voice)
        row.addWidget(self.speaker, 1)
        row.addStretch(0)
        self.box.addLayout(row)
        self.speaker.setHidden(link.voice == Voice.AUTHOR)

        def changed() -> None:
            voice = str(self.voice.currentData())
            self.speaker.setVisible(voice != Voice.AUTHOR)
            who = "" if voice == Voice.AUTHOR else self.speaker.text().strip()
            if (voice, who) != (link.voice, link.attributed_to):
                self.voice_chosen.emit(link.evidence, voice, who)

        self.voice.activated.connect(lambda _index: changed())
        self.speaker.editingFinished.connect(changed)

    def _counts(self, link: ClaimCard) -> None:
        row = QHBoxLayout()
        row.addWidget(_short(trn("{n} source", "{n} sources", link.sources), "muted"))
        if link.contradicting:
            row.addWidget(
                _short("· " + trn("{n} contradicts", "{n} contradict", link.contradicting), "danger")
            )
        row.addStretch(1)
        self.box.addLayout(row)


def _short(text: str, kind: str) -> Label:
    label = Label(text, kind)
    label.setWordWrap(False)
    return label


def shortened(text: str) -> str:
    """`text`, cut at a word near SHOWN characters."""
    if len(text) <= SHOWN:
        return text
    return text[:SHOWN].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def _facts(annotation: Annotation, user: str) -> list[str]:
    selectors = annotation.selectors
    where = f"¶ {selectors.paragraph}" if selectors.paragraph else ""
    if selectors.page_label:
        where = tr("p. {page}", page=selectors.page_label)
    states = {
        AnchorState.EXACT: tr("exact anchor"),
        AnchorState.MOVED: tr("moved, same words"),
        AnchorState.FUZZY: tr("similar words found"),
        AnchorState.ORPHAN: tr("no longer found"),
    }
    who = tr("you") if annotation.author == user else annotation.author
    parts = [where, states[annotation.state], ", ".join(p for p in (who, moment(annotation.created)) if p)]
    return [part for part in parts if part]


def _remove(name: str, call: object) -> Tool:
    tool = Tool("×", name)
    tool.setProperty("kind", "close")
    tool.clicked.connect(call)
    return tool
