"""Plain text and Markdown as an article: well set, with every character of the file still in it.

The text layer is the file itself. Signs a reader need not see (`# `, `**`, `](address)`) go into spans of class `m`.
In plain text only those signs are taken for markup that nobody types otherwise; a Markdown file is read more fully.
"""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import pairwise

from annotator.domain.document import OutlineEntry
from annotator.domain.text import paragraphs

from .article import document, parse, quoted, runs_leftwards
from .crossrefs import Where, tie
from .metadata_text import front_matter

_HEADING = re.compile(r"(\s{0,3})(#{1,6})([ \t]+)(?=\S)")
_ITEM = re.compile(r"(\s*)([-*+•])([ \t]+)(?=\S)")
_NUMBERED = re.compile(r"(\s*)(\d{1,3}[.)])([ \t]+)(?=\S)")
_QUOTE = re.compile(r"(\s{0,3}>[ \t]?)")
_RULE = re.compile(r"\s{0,3}([-*_])(?:[ \t]*\1){2,}\s*")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*")
# A footnote as pandoc, GitHub and Obsidian write it: `[^1]` in the text, `[^1]: words` at the beginning of a line.
_LABEL = r"\[\^([^\[\]\s^]{1,100})\]"
_NOTE = re.compile(rf"^{_LABEL}:[ \t]*", re.M)
_HERE = Where()

_SIGNS = r"""
    (?P<escape>\\[\\`*_{}\[\]()\#+\-.!>~|])
  | (?P<link>!?\[(?P<label>[^\[\]\n]*)\]\((?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ ]"[^"\n]*")?\))
  | (?P<strong>\*\*(?=\S)(?P<bold>.+?)(?<=\S)\*\*)
"""
_MORE_SIGNS = r"""
  | (?P<strong2>__(?=\S)(?P<bold2>.+?)(?<=\S)__(?!\w))
  | (?P<em>(?<![\w*])\*(?![\s*])(?P<italic>[^*\n]+?)(?<![\s*])\*(?!\*))
  | (?P<em2>(?<!\w)_(?![\s_])(?P<italic2>[^_\n]+?)(?<![\s_])_(?!\w))
  | (?P<code>`(?P<literal>[^`\n]+)`)
  | (?P<auto><(?P<address>https?://[^\s<>]+)>)
  | (?P<note>\[\^(?P<noted>[^\[\]\s^]{1,100})\](?!:))
  | (?P<named>\{\#(?P<name>[\w:.-]{1,100})\})
  | (?P<anchor><a[ ](?:name|id)="(?P<place>[^"<>\s]{1,100})"[ ]?(?:/>|></a>))
"""
_INLINE = {
    False: re.compile(_SIGNS, re.X | re.S),
    True: re.compile(_SIGNS + _MORE_SIGNS, re.X | re.S),
}

# A hard-wrapped paragraph: every line but the last nearly as long as the longest.
_WRAP_SHORTEST, _WRAP_LONGEST, _WRAP_SLACK = 50, 100, 18


def article(
    text: str, *, markdown: bool, titles: frozenset[int] = frozenset(), bylines: frozenset[int] = frozenset()
) -> tuple[str, tuple[OutlineEntry, ...]]:
    """The article of a text and its headings.

    titles, bylines  numbers of the blocks (from 1) that are the title, and author or date lines
    """
    blocks = list(paragraphs(text))
    out: list[str] = []
    outline: list[OutlineEntry] = []
    fence = ""
    front = len(front_matter(text)) if markdown else 0
    slugs: dict[str, int] | None = {} if markdown and "](#" in text else None
    for number, (start, end) in enumerate(blocks, 1):
        source = text[start:end]
        lines = source.split("\n")
        if end <= front:
            out.append(f'<p class="m">{quoted(source)}</p>')
            continue
        opened = _FENCE.match(source)
        if markdown and (fence or opened):
            mark = fence or (opened[1] if opened else "")
            closes = source.rstrip().endswith(mark) and (bool(fence) or len(lines) > 1)
            fence = "" if closes else mark
            out.append(f"<pre>{_code(lines, mark)}</pre>")
            continue
        heading = _heading(text, blocks, number, markdown=markdown, title=number in titles)
        if heading:
            level, rest, signs = heading
            outline.append(OutlineEntry(level, _shown(rest, markdown), start + len(signs)))
            place = _slug(outline[-1].title, slugs) if slugs is not None else ""
            out.append(
                f"<h{level}{_direction(rest)}>{place}{_hide(signs)}{_broken(rest, markdown)}</h{level}>"
            )
            continue
        if markdown and _NOTE.match(source):
            out += _notes(source)
            continue
        items = _list(lines, markdown)
        if items:
            out += items
            continue
        if markdown and _RULE.fullmatch(source):
            out.append(f"<p>{_hide(source)}</p><hr/>")
            continue
        if markdown and all(_QUOTE.match(line) for line in lines):
            inner = "\n".join(_cut(line, _QUOTE, markdown) for line in lines)
            out.append(f"<blockquote><p>{inner}</p></blockquote>")
            continue
        kind = ' class="byline"' if number in bylines else ""
        flows = markdown or _wrapped(lines)
        out.append(
            f"<p{kind}{_direction(source)}>{_inline(source, markdown) if flows else _broken(source, markdown)}</p>"
        )
    return _tied(document("".join(out))), tuple(outline)


def _direction(text: str) -> str:
    return ' dir="rtl"' if runs_leftwards(text) else ""


def _tied(made: str) -> str:
    """The article with its links to places of itself tied, if it has any."""
    if '<a id="' not in made and '<a href="#' not in made:
        return made
    from lxml import etree

    body = parse(made)
    tie(body)
    return document("".join(etree.tostring(child, encoding="unicode") for child in body))


def _place(name: str | None) -> str:
    return f'<a id="{escape(name)}"/>' if name else ""


def _slug(title: str, taken: dict[str, int]) -> str:
    """The place of a heading, named as GitHub does: small letters, hyphens for blanks, numbered where it is not the first."""
    name = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
    count = taken.get(name, 0)
    taken[name] = count + 1
    return _place(_HERE.place(f"{name}-{count}" if count else name))


def _notes(source: str) -> list[str]:
    """A block of footnotes, each with a link back to where it is cited."""
    starts = [*(found.start() for found in _NOTE.finditer(source)), len(source)]
    out: list[str] = []
    for start, end in pairwise(starts):
        words = source[start:end]
        label = _NOTE.match(words)
        assert label is not None
        back = f'<a href="#{escape(f"back {label[1]}")}"><sup>{quoted(label[1])}</sup></a>'
        place = _place(f"note {label[1]}")
        closing = words[label.end(1) : label.end()]
        out.append(
            f'<p class="note">{place}{_hide("[^")}{back}{_hide(closing)}{_inline(words[label.end() :], True)}</p>'
        )
    return out


def _heading(
    text: str, blocks: list[tuple[int, int]], number: int, *, markdown: bool, title: bool
) -> tuple[int, str, str] | None:
    """Level, text and leading signs of a block that is a heading."""
    start, end = blocks[number - 1]
    source = text[start:end]
    marked = _HEADING.match(source)
    # In plain text the sign may also stand before a remark, which ends as a sentence does.
    if marked and "\n" not in source and (markdown or not source.rstrip().endswith(".")):
        return min(len(marked[2]), 6), source[marked.end() :], marked[0]
    if title and "\n" not in source:
        return 1, source, ""
    if markdown or "\n" in source or not _looks_like_heading(source):
        return None
    # Plain text has no sign for headings: a short line without a full stop between long paragraphs is one.
    before = number > 1 and _long(text, blocks[number - 2])
    after = number < len(blocks) and _long(text, blocks[number])
    return (3, source, "") if before and after else None


def _looks_like_heading(line: str) -> bool:
    stripped = line.strip()
    first = next((c for c in stripped if c.isalnum()), "")
    return (
        3 <= len(stripped) <= 90 and not stripped.endswith((".", ";", ",", "!", "…")) and not first.islower()
    )


def _long(text: str, block: tuple[int, int]) -> bool:
    return block[1] - block[0] >= 120 and any(c in ".!?։؟。" for c in text[block[0] : block[1]])


def _list(lines: list[str], markdown: bool) -> list[str] | None:
    """The block as a list, where every line begins an item or goes on with one."""
    if not (_ITEM.match(lines[0]) or (markdown and _NUMBERED.match(lines[0]))):
        return None
    if not markdown and not all(_ITEM.match(line) for line in lines):
        return None
    items: list[str] = []
    for line in lines:
        bullet, numbered = _ITEM.match(line), _NUMBERED.match(line) if markdown else None
        if bullet:
            items.append(f"<li>{_hide(bullet[0])}{_inline(line[bullet.end() :], markdown)}")
        elif numbered:
            items.append(f'<li class="n">{_inline(line, markdown)}')
        else:
            items[-1] += "\n" + _inline(line, markdown)
    return ["<ul>", *(f"{item}</li>" for item in items), "</ul>"]


def _wrapped(lines: list[str]) -> bool:
    if len(lines) < 2:
        return True
    lengths = [len(line.rstrip()) for line in lines[:-1]]
    longest = max(lengths)
    return (
        _WRAP_SHORTEST <= longest <= _WRAP_LONGEST
        and min(lengths) >= longest - _WRAP_SLACK
        and len(lines[-1].rstrip()) <= longest + 1
    )


def _broken(source: str, markdown: bool) -> str:
    """A block whose lines stand by themselves. Signs that span lines are read first."""
    return _inline(source, markdown).replace("\n", "<br/>\n")


def _code(lines: list[str], mark: str) -> str:
    return "\n".join(_hide(line) if line.strip().startswith(mark) else quoted(line) for line in lines)


def _cut(line: str, signs: re.Pattern[str], markdown: bool) -> str:
    found = signs.match(line)
    assert found is not None
    return _hide(found[0]) + _inline(line[found.end() :], markdown)


def _hide(signs: str) -> str:
    return f'<span class="m">{quoted(signs)}</span>' if signs.strip() else quoted(signs)


def _inline(text: str, markdown: bool) -> str:
    """Inline markup; every character comes out, signs hidden."""
    out: list[str] = []
    at = 0
    for found in _INLINE[markdown].finditer(text):
        out.append(quoted(text[at : found.start()]))
        out.append(_sign(found, markdown))
        at = found.end()
    out.append(quoted(text[at:]))
    return "".join(out)


def _sign(found: re.Match[str], markdown: bool) -> str:
    groups = found.groupdict()
    whole = found[0]
    if groups["escape"]:
        return _hide("\\") + quoted(whole[1:])
    if groups["link"]:
        label = groups["label"]
        at = whole.index("[") + 1
        inner = _inline(label, markdown)
        target = groups["target"]
        leads = _HERE.target(target) if markdown or not target.startswith("#") else None
        if leads is not None and not whole.startswith("!"):
            inner = f'<a href="{escape(leads)}">{inner}</a>'
        return _hide(whole[:at]) + inner + _hide(whole[at + len(label) :])
    for name, content, tag, width in (
        ("strong", "bold", "b", 2), ("strong2", "bold2", "b", 2), ("em", "italic", "i", 1), ("em2", "italic2", "i", 1)
    ):  # fmt: skip
        if groups.get(name):
            sign = whole[:width]
            return f"{_hide(sign)}<{tag}>{_inline(groups[content], markdown)}</{tag}>{_hide(sign)}"
    if groups.get("code"):
        return f"{_hide('`')}<code>{quoted(groups['literal'])}</code>{_hide('`')}"
    if groups.get("note"):
        label = groups["noted"]
        link = f'<a href="#{escape(f"note {label}")}"><sup>{quoted(label)}</sup></a>'
        return f"{_place(f'back {label}')}{_hide('[^')}{link}{_hide(']')}"
    if groups.get("named") or groups.get("anchor"):
        return _place(_HERE.place(groups["name"] or groups["place"])) + _hide(whole)
    address = groups["address"]
    return f'{_hide("<")}<a href="{escape(address)}">{quoted(address)}</a>{_hide(">")}'


def _shown(text: str, markdown: bool) -> str:
    """The text without its signs, for the outline."""
    without = re.sub(r'<span class="m">.*?</span>|<[^>]+>', "", _inline(text, markdown), flags=re.S)
    return " ".join(unescape(without).split())
