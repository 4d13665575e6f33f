"""What Ctrl+K finds: sources, passages, claims and provisions as rows, with the matched words marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.ui.records import Place

if TYPE_CHECKING:
    from annotator.store.project import Project

EACH = 8
# What the store puts around matched words.
START, END = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a heading (`kind` ""), a hit or a command. `snippet` marks matches with START and END."""

    kind: str
    id: str
    snippet: str
    detail: str = ""
    place: Place | None = None


def kind_name(kind: str) -> str:
    """The heading over hits of one kind."""
    return {
        "source": tr("Sources"),
        "paragraph": tr("In the texts"),
        "annotation": tr("Highlights"),
        "note": tr("Notes"),
        "claim": tr("Claims"),
        "provision": tr("Provisions"),
        "action": tr("Commands"),
    }.get(kind, kind)


def find(project: Project, text: str) -> list[Entry]:
    """Everything that matches `text`, by kind; runs on the store's thread."""
    from annotator.domain.wording import byline, plain_title
    from annotator.operations.search import search
    from annotator.store import sources

    words = fold(text).split()
    entries: list[Entry] = []
    for row in sources.listing(project):
        title = plain_title(row.source.title)
        names = " · ".join(
            part for part in (byline(row.source.authors), row.source.issued, row.file_name) if part
        )
        folded = fold(f"{title} {names}")
        if words and all(word in folded for word in words):
            place = Place(row.document) if row.document else None
            entries.append(
                Entry(
                    "source",
                    row.source.id,
                    mark(title or row.file_name or tr("(untitled)"), words),
                    names,
                    place,
                )
            )
    entries = entries[:EACH]
    hits = search(project, text, limit=60)
    for kind in ("claim", "provision", "annotation", "note", "paragraph"):
        for hit in [hit for hit in hits if hit.kind == kind][:EACH]:
            where = f"¶ {hit.paragraph}" if hit.paragraph else ""
            detail = " · ".join(part for part in (hit.title or hit.file or "", where) if part)
            place = Place(hit.document, hit.start or 0, hit.end or 0) if hit.document else None
            entries.append(Entry(kind, hit.id, " ".join(hit.snippet.split()), detail, place))
    return entries


def mark(text: str, words: list[str]) -> str:
    """Put START and END around each of the (folded) `words` in `text`, where folding keeps its length."""
    folded = fold(text)
    if len(folded) != len(text):
        return text
    hot = [False] * len(text)
    for word in words:
        at = folded.find(word)
        while word and at >= 0:
            hot[at : at + len(word)] = [True] * len(word)
            at = folded.find(word, at + len(word))
    result, on = "", False
    for char, is_hot in zip(text, hot, strict=True):
        if is_hot != on:
            result += START if is_hot else END
            on = is_hot
        result += char
    return result + (END if on else "")


def plain(snippet: str) -> str:
    """The snippet without its marks."""
    return snippet.replace(START, "").replace(END, "")
