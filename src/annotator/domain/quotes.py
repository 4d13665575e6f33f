"""A quotation as it is printed: the raw words without what only the line or the page put into them.

The raw range stays what is stored and what is checked; this is for the eye. Cleaning twice is cleaning once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from annotator.domain.document import Page, furniture_within

SOFT_HYPHEN = "\u00ad"
# The sign for words left out, in square brackets because it is the quoter's (Chicago 17 §13.57, OSCOLA 4 §1.5).
ELLIPSIS = "[…]"

# A no-break space is a character of the source and stays; line and paragraph separators are blanks.
_BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")
# HYPHEN-MINUS and HYPHEN at a line's end between two letters; a dash (– —) is punctuation and stays.
_LINE_END = re.compile("([^\\W\\d_]+)([-\u2010])[ \t]*\r?\n\\s*([^\\W\\d_]+)")
# Beside a number the hyphen, or the dash of "1990–1995", is always the author's: no word is divided there.
_BESIDE_NUMBER = re.compile(
    "(?:(?<=\\d[-\u2010\u2011\u2013])|(?<=[^\\W_][-\u2010\u2011\u2013])(?=\\s+\\d))[ \t]*\r?\n\\s*(?=[^\\W_])"
)
# "pre- and post-war": these begin a word of their own, and end none in the languages they belong to.
_OWN = frozenset({"and", "und", "oder"})
_EDITS = re.compile(r"\[[^\[\]]*\]|…|\.\.\.")
# Chinese and Japanese are written without blanks: a line that ends between two of their signs puts nothing there.
# Korean has blanks, and a line may end within its words: nobody can tell.
_UNSPACED = "[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff]"
UNSPACED_LINE_END = re.compile(f"(?<={_UNSPACED})\n(?={_UNSPACED})")
# At the end of a page more than one line ends.
_SOFT_LINE_END = re.compile(f"{SOFT_HYPHEN}[ \t]*\r?\n\\s*")


def clean(
    text: str, start: int = 0, end: int | None = None, hidden: Sequence[tuple[int, int]] = (), rest: str = ""
) -> str:
    """The words of `text[start:end]` for printing.

    - Ranges in `hidden` (offsets in `text`: a running head, a note's number) are left out.
    - A hyphen beside a number stays ("COVID-\\n19", "1990–\\n1995"), as does that of "pre-\\nand post-war".
    - A word divided at a line's end is joined ("re-\\nform" → "reform"). The hyphen stays where it belongs to the
      word: the second part is capitalised ("Inter-\\nState"), the first is all capitals ("UN-\\nbacked"), or the
      hyphenated form stands elsewhere in `text` (or in `rest`, where `text` is only part of a document).
    - Soft hyphens go; each run of blanks becomes one space; both ends are trimmed. Between two Chinese or Japanese
      signs a line end leaves no space.
    """
    end = len(text) if end is None else end
    return _BLANKS.sub(" ", undivided(without(text, start, end, hidden), text, rest)).strip(" ")


def undivided(words: str, text: str = "", rest: str = "") -> str:
    """`words` without what only the end of a line put into them; see `clean`."""
    if SOFT_HYPHEN in words:
        words = _SOFT_LINE_END.sub("", words).replace(SOFT_HYPHEN, "")
    if "-" in words or "\u2010" in words:
        words = _joined(words, text, rest)
    words = _BESIDE_NUMBER.sub("", words)
    return words if words.isascii() else UNSPACED_LINE_END.sub("", words)


def clean_ranges(text: str, ranges: Iterable[tuple[int, int]], pages: Sequence[Page] = ()) -> str:
    """A passage of several ranges as it is printed: "[…]" stands for what lies between them.

    What its pages have beside the running text is left out without a sign (`domain.document.furniture_within`).
    """
    return f" {ELLIPSIS} ".join(
        words
        for start, end in ranges
        if (words := clean(text, start, end, furniture_within(pages, start, end)))
    )


def shortened(words: str, limit: int) -> str:
    """`words` in about `limit` characters: beginning and end with "[…]" between, cut between words.

    0 is no limit. Words that have no blank to cut at are cut where they are.
    """
    if limit <= 0 or len(words) <= limit:
        return words
    room = max(limit - len(ELLIPSIS) - 2, 2)
    head, tail = words[: room * 2 // 3 + 1], words[-(room // 3) - 1 :]
    head = head.rsplit(" ", 1)[0] if " " in head else head[:-1]
    tail = tail.split(" ", 1)[1] if " " in tail else tail[1:]
    return f"{head.rstrip()} {ELLIPSIS} {tail.lstrip()}".strip()


def edited_from(display: str, words: str) -> bool:
    """Whether `display` is the quotation `words` with no edits but visible ones.

    These are […] or … for what was left out, and [words of the quoter's own] in square brackets; all else must stand in
    `words`, in the same order. Beginning later and ending earlier needs no sign.
    """
    at, kept = 0, False
    for piece in _EDITS.split(display):
        piece = _BLANKS.sub(" ", piece).strip(" ")
        if not piece:
            continue
        found = words.find(piece, at)
        if found < 0:
            return False
        at, kept = found + len(piece), True
    return kept


def without(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """`text[start:end]` without the ranges in `hidden` (offsets in `text`)."""
    parts = []
    for first, last in sorted(hidden):
        if first >= end or last <= start:
            continue
        parts.append(text[start : max(start, first)])
        start = min(max(start, last), end)
    parts.append(text[start:end])
    return "".join(parts)


def _joined(words: str, text: str, rest: str) -> str:
    def join(match: re.Match[str]) -> str:
        first, hyphen, second = match.groups()
        whole = f"{first}{hyphen}{second}"
        if second in _OWN:
            return f"{first}{hyphen} {second}"
        kept = (
            second[0].isupper()
            or (len(first) > 1 and first.isupper())
            or _stands(whole, text)
            or _stands(whole, rest)
        )
        return whole if kept else first + second

    # One after the other: in "a-\nb-\nc" the second division begins where the first ended.
    while (once := _LINE_END.sub(join, words)) != words:
        words = once
    return words


def _stands(whole: str, text: str) -> bool:
    """Whether `whole` is a word of `text`, case aside. Searched only for divided words, which are few."""
    if whole in text or whole.casefold() in text:
        return True
    return re.search(rf"(?<!\w){re.escape(whole)}(?!\w)", text, re.IGNORECASE) is not None
