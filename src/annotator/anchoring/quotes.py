"""A quote that a person typed or pasted, found in a text layer."""

from __future__ import annotations

import re

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.text import normalise, paragraphs

# What a keyboard has, and what a typesetter makes of it.
_ALIKE = (
    "'‘’‚‛′ʼ՚`´",
    '"“”„‟″«»',
    "-‐‑‒–—−",
)
_CLASSES = {sign: f"[{re.escape(group)}]" for group in _ALIKE for sign in group}
_TYPED = str.maketrans({sign: group[0] for group in _ALIKE for sign in group} | {"…": "..."})
_LISTED = 8


def typed(text: str) -> str:
    """The text as a keyboard writes it: plain quotation marks, hyphens and dots for those of typesetters."""
    return text if text.isascii() else text.translate(_TYPED)


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Where `quote` stands: code-point ranges in order, not overlapping.

    As it is first. Only where that finds nothing: any white space for any other, then also plain quotation marks
    and hyphens for curly marks and dashes. The ranges are those of the text's own words.
    """
    wanted = normalise(quote)
    if not wanted.strip():
        return []
    exact = [match.span() for match in re.finditer(re.escape(wanted), text)]
    if exact:
        return exact
    words = wanted.split()
    loose = [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]
    if loose:
        return loose
    patterns = ("".join(_CLASSES.get(sign) or re.escape(sign) for sign in word) for word in words)
    dots = r"\s+".join(patterns).replace(r"\.\.\.", "…").replace("…", r"(?:\.\.\.|…)")
    return [match.span() for match in re.finditer(dots, text)]


def find_quote(text: str, quote: str, occurrence: int | None = None) -> tuple[int, int]:
    """The one place where `quote` stands (rule: see `occurrences`); `occurrence` counts from 1.

    Raises UserError where it is empty, stands nowhere, or stands in several places and `occurrence` is None.
    """
    if not quote.strip():
        raise UserError(
            tr("The quote is empty."), advice=tr("Give the words of the passage as they stand in the text.")
        )
    places = occurrences(text, quote)
    if not places:
        raise UserError(
            tr("These words do not stand in the text: “{quote}”.", quote=_short(quote)),
            advice=_advice(text, quote),
        )
    if occurrence is None:
        if len(places) > 1:
            raise UserError(
                trn(
                    "“{quote}” stands {n} time in the text",
                    "“{quote}” stands {n} times in the text",
                    len(places),
                    quote=_short(quote),
                )
                + " "
                + tr("(in paragraphs {list}).", list=_where(text, places)),
                advice=tr(
                    "Say which one by its number, counted from 1 (--occurrence N), or give more words."
                ),
            )
        return places[0]
    if not 1 <= occurrence <= len(places):
        raise UserError(
            trn(
                "“{quote}” stands {n} time in the text; there is no occurrence {wanted}.",
                "“{quote}” stands {n} times in the text; there is no occurrence {wanted}.",
                len(places),
                quote=_short(quote),
                wanted=occurrence,
            )
        )
    return places[occurrence - 1]


def _where(text: str, places: list[tuple[int, int]]) -> str:
    blocks = paragraphs(text)
    numbers = [str(blocks.at(start)) for start, _ in places[:_LISTED]]
    return ", ".join(numbers) + (" …" if len(places) > _LISTED else "")


def _advice(text: str, quote: str) -> str:
    """Where the words stand but for their case, say so: the commonest slip."""
    folded = [
        m.start()
        for m in re.finditer(r"\s+".join(map(re.escape, normalise(quote).split())), text, re.IGNORECASE)
    ]
    if folded:
        number = paragraphs(text).at(folded[0])
        return tr(
            "In other capitals they stand in paragraph {number}; a quote is taken as it stands.",
            number=number,
        )
    return tr("Compare them with the stored text (annotator text); a quote is taken as it stands.")


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= 60 else line[:57] + "…"
