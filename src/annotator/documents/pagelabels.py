"""The labels printed on a PDF's pages (ISO 32000-1, 12.4.2), read from its number tree.

PyMuPDF's own reading takes the `/P` of `/Type/PageLabel` for a prefix and leaves escapes and UTF-16 in real ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .engine import pymupdf

mupdf = pymupdf.mupdf

# A hostile file nests its tree without end or makes labels as long as the page's number.
DEEPEST = 32
LONGEST = 64

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Range:
    """Pages from `start` (index from 0) on: `style` is D, R, r, A, a or "" (the prefix alone)."""

    start: int
    style: str = ""
    prefix: str = ""
    first: int = 1

    def label(self, page: int) -> str:
        """The label of page `page` (index from 0), "" where there is none or it is past all sense."""
        label = self.prefix + _numeral(self.first + page - self.start, self.style)
        return label if len(label) <= LONGEST else ""


def page_labels(document: Any) -> list[str]:
    """One label a page, "" where the file gives none; [] for a file without labels. Damage ends the reading quietly."""
    count = document.page_count
    pdf = mupdf.pdf_document_from_fz_document(document.this)
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(pdf), "Root")
    found: dict[int, Range] = {}
    _collect(mupdf.pdf_dict_gets(root, "PageLabels"), found, count, set())
    ranges = sorted(found.values())
    if not ranges:
        return []
    labels = [""] * ranges[0].start
    for one, following in pairwise([*ranges, Range(count)]):
        labels += [one.label(page) for page in range(one.start, following.start)]
    return labels


def _collect(node: Any, found: dict[int, Range], count: int, seen: set[int], depth: int = DEEPEST) -> None:
    """Read one node of the tree, each only once: in a hostile file they lead in circles."""
    if not mupdf.pdf_is_dict(node) or depth == 0:
        return
    kids = mupdf.pdf_dict_gets(node, "Kids")
    for number in range(mupdf.pdf_array_len(kids) if mupdf.pdf_is_array(kids) else 0):
        kid = mupdf.pdf_array_get(kids, number)
        name = mupdf.pdf_to_num(kid)
        if name and name not in seen:
            seen.add(name)
            _collect(kid, found, count, seen, depth - 1)
    entries = mupdf.pdf_dict_gets(node, "Nums")
    pairs = mupdf.pdf_array_len(entries) // 2 if mupdf.pdf_is_array(entries) else 0
    for number in range(min(pairs, count)):
        start = mupdf.pdf_to_int(mupdf.pdf_array_get(entries, 2 * number))
        rule = mupdf.pdf_array_get(entries, 2 * number + 1)
        if 0 <= start < count and mupdf.pdf_is_dict(rule):
            found[start] = _range(start, rule)


def _range(start: int, rule: Any) -> Range:
    def get(key: str) -> Any:
        return mupdf.pdf_dict_gets(rule, key)

    first = mupdf.pdf_to_int(get("St")) if mupdf.pdf_is_int(get("St")) else 1
    style = mupdf.pdf_to_name(get("S")) if mupdf.pdf_is_name(get("S")) else ""
    prefix = mupdf.pdf_to_text_string(get("P")) if mupdf.pdf_is_string(get("P")) else ""
    return Range(start, style, prefix, max(first, 1))


def _numeral(number: int, style: str) -> str:
    if style in ("A", "a"):
        # A … Z, AA … ZZ, AAA …: the letter is repeated.
        repeated, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) * min(repeated + 1, LONGEST + 1)
        return letters.upper() if style == "A" else letters
    if style in ("R", "r"):
        roman = _roman(number)
        return roman.upper() if style == "R" else roman
    return str(number) if style == "D" else ""


def _roman(number: int) -> str:
    digits = []
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        digits.append(letters * min(times, LONGEST + 1))
    return "".join(digits)
