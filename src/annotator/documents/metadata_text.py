"""What the layout of a plain text says about it: headline, byline, date line. All a guess, but for front matter.

Looked for only above the first long paragraph (and, for a signature, on the last line): what stands in the body
speaks of other things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from annotator.domain.text import paragraphs

from .dates import find_dates, weekday_in
from .found import Findings, Person, is_institution, people, person
from .language import language_of

_BODY = 200
_HEAD_LINES = 30
_LABELS = re.compile(
    r"^\W*(?:(?:first\s+)?(?:published|posted|updated|last\s+updated|publication\s+date|date|dated|issued|created|"
    r"erschienen|veröffentlicht|stand|publié|publicado|pubblicato|опубликовано|дата|tarih|yayın\s+tarihi|tarix)"
    r"(?:\s+(?:on|at|am|le|el|il))?)\s*:?\s*",
    re.I,
)
_BYLINE = re.compile(
    r"^\W*(?:(?:(?:opinion|analysis|comment|commentary|story|report|words|text|written|interview)\s+)?by|authors?|von|par|por|di|автор|yazan|yazar|müəllif|հեղինակ)(?P<colon>\s*:\s*|\s+)(?P<names>\S.*)$",
    re.I,
)
# Short words of page furniture that could pass for names; the lower-case test below catches most others.
_FURNITURE = frozenset(
    [
        "latest",
        "related",
        "recent",
        "articles",
        "article",
        "news",
        "materials",
        "more",
        "read",
        "share",
        "home",
        "tags",
        "comments",
        "advertisement",
        "newsletter",
        "politics",
        "world",
        "opinion",
        "analysis",
        "subscribe",
        "menu",
        "search",
        "top",
        "stories",
        "editor's",
        "picks",
        "image",
        "photo",
        "source",
        "getty",
    ]
)
_NUMERIC_DATE = re.compile(r"\b\d{1,4}([-/.])\d{1,2}\1\d{2,4}\b")
_NAME_WORD = re.compile(r"(?:[^\W\d_][\w.’'-]*)$")
_FRONT = re.compile(r"---[ \t]*\n(?P<inner>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    block: int


def describe(
    text: str, *, markdown: bool, today: date | None = None
) -> tuple[Findings, frozenset[int], frozenset[int]]:
    """The findings, and the numbers of the blocks that are the title, and author or date lines."""
    found = Findings()
    titles: set[int] = set()
    bylines: set[int] = set()
    blocks = list(paragraphs(text))
    lines = [
        _Line(line.strip(), number)
        for number, (start, end) in enumerate(blocks, 1)
        for line in text[start:end].split("\n")
        if line.strip()
    ]
    if markdown and front_matter(text):
        _front(text, found)
    head = _head(lines)
    body = "\n".join(line.text for line in lines[len(head) :])
    _date(lines, head, found, bylines, today)
    title = _title(head, markdown=markdown, has_body=bool(body.strip()))
    if title is not None:
        found.state("title", _bare(title.text), guessed=True)
        if sum(line.block == title.block for line in lines) == 1:
            titles.add(title.block)
    _authors(lines, head, body, text, found, bylines)
    _publisher(head, title, found)
    found.state("language", language_of(text), guessed=True)
    if "issued" in found.fields or found.authors:
        publisher = found.fields.get("publisher")
        stated = publisher is not None and not publisher.guessed
        found.state("type", "report" if stated else "article-newspaper", guessed=True)
    return found, frozenset(titles), frozenset(bylines - titles)


def front_matter(text: str) -> str:
    """The YAML block that many Markdown files begin with, delimiters included; empty where there is none."""
    match = _FRONT.match(text)
    return match[0] if match and re.match(r"\s*[\w-]+\s*:", match["inner"]) else ""


def _front(text: str, found: Findings) -> None:
    """Simple keys of the front matter. These are stated, not guessed."""
    values: dict[str, list[str]] = {}
    key = ""
    for line in front_matter(text).split("\n")[1:]:
        pair = re.match(r"([\w-]+)\s*:\s*(.*)$", line)
        item = re.match(r"\s*-\s+(.*)$", line)
        if pair:
            key = pair[1].casefold()
            inner = pair[2].strip()
            listed = inner.startswith("[") and inner.endswith("]")
            values[key] = [
                part.strip(" \"'") for part in (inner[1:-1].split(",") if listed else [inner]) if part
            ]
        elif item and key:
            values[key].append(item[1].strip(" \"'"))
    for name, keys in {
        "title": ("title",),
        "publisher": ("publisher",),
        "container_title": ("container-title", "journal", "source"),
        "language": ("lang", "language"),
        "url": ("url", "canonical"),
    }.items():
        for key in keys:
            found.state(name, " ".join(values.get(key, [])))
    found.dated("issued", " ".join(values.get("date", [])))
    names = [made for key in ("author", "authors") for name in values.get(key, []) for made in people(name)]
    found.people(names)


def _head(lines: list[_Line]) -> list[_Line]:
    """The lines above the first long paragraph."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if len(line.text) >= _BODY:
            return lines[:index]
    return lines[:_HEAD_LINES] if len(lines) > _HEAD_LINES else lines[: max(len(lines) - 1, 0)]


def _date(
    lines: list[_Line], head: list[_Line], found: Findings, bylines: set[int], today: date | None
) -> None:
    previous_day: int | None = None
    for index, line in enumerate(head):
        weekday = weekday_in(line.text) if weekday_in(line.text) is not None else previous_day
        dates = find_dates(line.text, weekday=weekday, today=today)
        previous_day = weekday_in(line.text) if not dates and len(line.text) < 20 else None
        if not dates:
            continue
        first = dates[0]
        before = _LABELS.sub("", line.text[: first.start]).strip(" ,|·•—–-")
        after = line.text[dates[-1].end :]
        words_around = len(before.split()) + len(re.findall(r"[^\W\d_]{4,}", after))
        if len(line.text) > 100 or words_around > 6:
            continue
        found.state("issued", first.edtf, guessed=True, reason=first.reason)
        bylines.add(line.block)
        above = head[index - 1] if index and head[index - 1].block == line.block else None
        if _is_label(before):
            found.state("container_title", before, guessed=True)
        elif (
            above
            and not before
            and _is_label(above.text)
            and (is_institution(above.text) or above.text.startswith("The "))
        ):
            found.state("container_title", above.text, guessed=True)
        return
    if lines:
        # "date 2025-07-11 Following …": a label, a date, then the text goes on.
        label = _LABELS.match(lines[0].text)
        dates = find_dates(lines[0].text[:120], today=today)
        if label and dates and dates[0].start <= label.end():
            found.state("issued", dates[0].edtf, guessed=True, reason=dates[0].reason)


def _is_label(text: str) -> bool:
    """Whether what stands before a date is the name of a paper or section: a few capitalised words."""
    words = text.split()
    if not 1 <= len(words) <= 5 or weekday_in(text) is not None or _BYLINE.match(text):
        return False
    return all(word[0].isupper() for word in words if word[0].isalpha()) and any(
        len(word) > 3 for word in words
    )


def _title(head: list[_Line], *, markdown: bool, has_body: bool) -> _Line | None:
    # In plain text a heading's sign may belong to a section: a first line that is like a title comes before it.
    if markdown or not has_body or not head or not _like_title(head[0].text):
        for line in head:
            if re.match(r"#\s+\S", line.text) and (markdown or not line.text.endswith(".")):
                return line
    if not has_body:
        return None
    candidates = [line for line in head if _like_title(line.text)]
    folded = [line.text.casefold() for line in head]
    repeated = [line for line in candidates if folded.count(line.text.casefold()) > 1]
    for line in repeated or candidates:
        return line
    return None


def _like_title(line: str) -> bool:
    words = line.split()
    if not 3 <= len(words) <= 30 or len(line) > 200 or line.endswith((".", ",", ";", ":", "…", ")")):
        return False
    if line.startswith(('"', "“", "«", "*", "(", "-", ">")) and line.endswith(('"', "”", "»", "*")):
        return False
    first = next((c for c in line if c.isalpha()), "a")
    if (
        first.islower()
        or _NUMERIC_DATE.search(line)
        or _BYLINE.match(line)
        or is_institution(line)
        or find_dates(line)
    ):
        return False
    return not all(_NAME_WORD.match(word) and word[0].isupper() for word in words) or len(words) >= 5


def _bare(title: str) -> str:
    return re.sub(r"^#+\s+|[*_`]{2}|\s+#+$", "", title).strip()


def _authors(
    lines: list[_Line], head: list[_Line], body: str, text: str, found: Findings, bylines: set[int]
) -> None:
    for line in head:
        match = _BYLINE.match(line.text)
        if not match or len(line.text) > 160:
            continue
        dates = find_dates(match["names"])
        names = match["names"][: dates[0].start] if dates else match["names"]
        names = re.sub(r"[\s|,·•–—-]+$", "", names)
        made = [one for one in people(names) if _credible(one, strict=match["colon"].strip() == "")]
        if made:
            found.people(made, guessed=True)
            bylines.add(line.block)
            return
    lower = set(re.findall(r"\b[^\W\d_A-Z][\w’'-]*", text))
    for index, line in enumerate(head):
        near = [
            other
            for other in head[max(index - 2, 0) : index + 3]
            if other is not line and other.block == line.block
        ]
        beside = any(find_dates(other.text) or _like_title(other.text) for other in near)
        if beside and _is_name(line.text, lower) and line.text not in body:
            found.people(_one(line.text), guessed=True)
            return
    if len(lines) > 3:
        last = lines[-1]
        above = "\n".join(line.text for line in lines[:-1])
        if _is_name(last.text, lower) and last.text not in above:
            found.people(_one(last.text), guessed=True)
            bylines.add(last.block)


def _one(name: str) -> list[Person]:
    made = person(name)
    return [made] if made else []


def _credible(one: Person, *, strict: bool) -> bool:
    """After a mere "By", only what is written like a name counts; after "Author:" an institution does too."""
    family, given, literal = one
    if literal:
        return not strict and literal[0].isupper()
    words = f"{given} {family}".split()
    return 2 <= len(words) <= 5 and words[0][0].isupper() and words[-1][0].isupper()


def _is_name(line: str, lower: set[str]) -> bool:
    """Two to four capitalised words that the text nowhere writes small."""
    words = line.split()
    if not 2 <= len(words) <= 4 or len(line) > 50 or is_institution(line):
        return False
    return all(
        word[0].isupper() and _NAME_WORD.match(word) and word.casefold() not in _FURNITURE
        and word.casefold() not in lower and not word.endswith(("’s", "'s"))
        for word in words
    )  # fmt: skip


def _publisher(head: list[_Line], title: _Line | None, found: Findings) -> None:
    """A first line above the headline that names an institution: the site's own head."""
    if not head or title is None or head[0] is title or not is_institution(head[0].text):
        return
    line = head[0].text
    if len(line.split()) > 8 or line.endswith("."):
        return
    short, sign, name = line.partition(" - ")
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    found.state("publisher", name if sign and short == initials else line, guessed=True)
