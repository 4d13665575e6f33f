"""Which blocks of a saved web page are the article, by a kept library's judgement. Worker only."""

from __future__ import annotations

import re
from typing import Any

from .article import compact
from .dates import find_dates

# Less than this share of the page's text, or this many characters, is no article found: everything is shown then.
_LEAST_SHARE, _LEAST_LENGTH = 0.25, 200
_LONG = 300_000
_BYLINE = 160
_OTHERS = re.compile(r"[\W_]+")


def main_blocks(markup: str, blocks: list[Any], headline: str, families: frozenset[str]) -> list[bool]:
    """For each block whether it belongs to the article. `families`: the family names of its known authors."""
    extracted = _extract(markup)
    lines = {_letters(line) for line in extracted.split("\n")}
    lines.discard("")
    whole = _letters(extracted)
    texts = [_letters("".join(block.itertext())) for block in blocks]
    flags = [
        text in lines or (len(text) >= 40 and text in whole) or _table_in(block, whole)
        for text, block in zip(texts, blocks, strict=True)
    ]
    found = sum(len(text) for text, flag in zip(texts, flags, strict=True) if flag)
    total = sum(map(len, texts))
    if (found < _LEAST_LENGTH and total > found) or (found < _LEAST_SHARE * total and found < 2000):
        return [True] * len(blocks)
    _add_headline(blocks, texts, flags, headline)
    _add_byline(blocks, flags, families)
    return flags


def _letters(text: str) -> str:
    """What is written alone: the library drops soft hyphens and other signs that are not seen, and writes marks of its own."""
    return _OTHERS.sub("", text) or compact(text)


def _table_in(block: Any, whole: str) -> bool:
    if block.tag != "table":
        return False
    cells = [_letters("".join(cell.itertext())) for row in block for cell in row]
    cells = [cell for cell in cells if cell]
    return bool(cells) and sum(cell in whole for cell in cells) >= 0.8 * len(cells)


def _add_headline(blocks: list[Any], texts: list[str], flags: list[bool], headline: str) -> None:
    """The headline stands above the article's own element as often as within it."""
    first = flags.index(True)
    title = _letters(headline).casefold()
    heads = [n for n in range(first) if blocks[n].tag == "h1"]
    named = [n for n in range(first) if blocks[n].tag in ("h1", "h2") and texts[n].casefold() == title]
    if any(flags[n] and texts[n].casefold() == title for n in range(first, min(first + 5, len(blocks)))):
        return
    for n in named[-1:] or heads[-1:]:
        flags[n] = True


def _add_byline(blocks: list[Any], flags: list[bool], families: frozenset[str]) -> None:
    """The lines between headline and text that name the author or the day; libraries take them for furniture."""
    head = flags.index(True)
    if blocks[head].tag not in ("h1", "h2"):
        return
    for n in range(head + 1, len(blocks)):
        line = " ".join("".join(blocks[n].itertext()).split())
        if flags[n] and len(line) > _BYLINE:
            return
        if (
            blocks[n].tag == "p"
            and len(line) <= _BYLINE
            and (families & set(words_of(line)) or find_dates(line))
        ):
            flags[n] = True
            blocks[n].set("class", "byline")


def words_of(line: str) -> list[str]:
    """The words of a line."""
    return re.findall(r"[^\W\d_]+", line)


def _extract(markup: str) -> str:
    import trafilatura

    # The fallbacks (readability, jusText) take minutes on a page of a megabyte.
    fast = len(markup) > _LONG
    return trafilatura.extract(markup, include_comments=False, include_tables=True, fast=fast) or ""
