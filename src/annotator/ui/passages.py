"""How a passage is introduced wherever it stands in a list: who says it, where, and in whose voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.annotation import Annotation, Style
from annotator.domain.claim import Stance, Voice
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.domain.wording import byline, plain_title
from annotator.ui.records import Place

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.ui.session import Session

# The order in which stances stand everywhere, and the sign they are typed with (experience.md).
STANCES = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.QUALIFIES, Stance.MENTIONS)
SIGNS = {Stance.SUPPORTS: "✓", Stance.CONTRADICTS: "✗", Stance.QUALIFIES: "~", Stance.MENTIONS: "="}


def source_name(source: Source | None) -> str:
    """The authors' names, or the title of a source without any; a treaty's own text has no source."""
    if source is None:
        return tr("Treaty text")
    return byline(source.authors) or plain_title(source.title_short or source.title) or tr("(no author)")


def place_name(label: str) -> str:
    """A kind of place (CSL's locators) as a reader says it."""
    return {
        "page": tr("Page"),
        "paragraph": tr("Paragraph"),
        "section": tr("Section"),
        "chapter": tr("Chapter"),
        "article": tr("Article"),
        "timestamp": tr("Timestamp"),
        "line": tr("Line"),
        "verse": tr("Verse"),
        "part": tr("Part"),
        "volume": tr("Volume"),
        "column": tr("Column"),
        "folio": tr("Folio"),
        "figure": tr("Figure"),
        "table": tr("Table"),
        "note": tr("Footnote"),
        "appendix": tr("Appendix"),
    }.get(label, label)


def where(annotation: Annotation) -> str:
    """The locator as it is printed: "¶ 20", "p. iv"; empty where there is none."""
    selectors = annotation.selectors
    label, value = selectors.locator_label, selectors.locator_value
    if label == "page" and value:
        return tr("p. {page}", page=value)
    if value and label not in ("", "paragraph"):
        return f"{place_name(label).lower()} {value}"
    number = value or (str(selectors.paragraph) if selectors.paragraph else "")
    return f"¶ {number}" if number else ""


def voice_words(voice: Voice | None, attributed_to: str) -> str:
    """Who speaks: "author’s voice", "reported: Pashinyan government", "quoted: Donald Trump"."""
    if voice is None:
        return ""
    if voice is Voice.AUTHOR:
        return tr("author’s voice")
    word = tr("reported") if voice is Voice.REPORTED else tr("quoted")
    return f"{word}: {attributed_to}" if attributed_to else word


def introduction(
    source: Source | None, annotation: Annotation, voice: Voice | None = None, attributed_to: str = ""
) -> str:
    """One line under a quotation: "Hayes ¶ 4 · author’s voice"."""
    head = " ".join(part for part in (source_name(source), where(annotation)) if part)
    if annotation.style == Style.AREA:
        head = tr("{place}, area", place=head)
    doubt = "" if annotation.verified else tr("not verified in the current version")
    return " · ".join(part for part in (head, voice_words(voice, attributed_to), doubt) if part)


def place_of(annotation: Annotation) -> Place:
    """Where a passage stands, for opening it."""
    return Place(annotation.document, annotation.selectors.start, annotation.selectors.end)


def open_passage(session: Session, annotation: str) -> None:
    """Open a highlight of which only the id is known; the window tells of one that is not there any more."""

    def read(project: Project) -> Place:
        from annotator.store import annotations

        found = annotations.get(project, annotation)
        if found.trashed:
            raise UserError(
                tr("This highlight is in the trash."), kept=tr("Its source and its words are still there.")
            )
        return place_of(found)

    def go(place: Place) -> None:
        session.select("annotation", annotation)
        session.open_place(place)

    session.read(read, go, key="passage.open")
