"""How a provision is named for people: "Art. XII(2)(a)", "Preamble", "Point 9", "Annex II"."""

from __future__ import annotations

from collections.abc import Sequence

_NAMES = {
    "part": "Part",
    "title": "Title",
    "chapter": "Chapter",
    "section": "Section",
    "article": "Art.",
    "paragraph": "Para.",
    "point": "Point",
    "recital": "Recital",
    "annex": "Annex",
    "protocol": "Protocol",
}
# Articles are numbered through, so what merely groups them is not part of their name.
_GROUPING = frozenset({"part", "title", "chapter", "section"})
# Below one of these, a paragraph or point is given in brackets.
_BRACKETED = frozenset({"paragraph", "point", "subparagraph", "item"})


def label(kind: str, num: str, ancestors: Sequence[tuple[str, str]] = ()) -> str:
    """The short name of a provision. `ancestors` are (kind, num) pairs, outermost first.

    >>> label("point", "a", [("part", "I"), ("article", "XII"), ("paragraph", "2")])
    'Art. XII(2)(a)'
    >>> label("article", "3", [("annex", "II")])
    'Annex II, Art. 3'
    """
    result = ""
    path = [*((k, n) for k, n in ancestors if k not in _GROUPING), (kind, num)]
    for step_kind, step_num in path:
        number = step_num.strip().strip("().").strip()
        if result and step_kind in _BRACKETED and not result.startswith("Preamble"):
            result += f"({number})" if number else ""
        else:
            name = _step(step_kind, number)
            result = (
                f"{result}, {name[0].lower() + name[1:] if result == 'Preamble' else name}"
                if result
                else name
            )
    return result


def counted(kind: str, num: str, wid: str) -> str:
    """The number to show: the printed one, or for a recital that has none its count, which its `wid` ends in.

    >>> counted("recital", "", "preamble__recital_3")
    '3'
    """
    if num or kind != "recital":
        return num
    tail = wid.rpartition("_")[2]
    return tail if tail.isdigit() else ""


def _step(kind: str, number: str) -> str:
    if kind == "preamble":
        return "Preamble"
    name = _NAMES.get(kind, kind.capitalize())
    return (
        f"{name} {number}"
        if number
        else name.rstrip(".").replace("Art", "Article")
        if name == "Art."
        else name
    )


def pinpoint(name: str) -> tuple[str, str]:
    """A provision's short name as a CSL locator: its label and value; no label where CSL has none for it.

    >>> pinpoint("Art. XII(2)(a)")
    ('article-locator', 'XII(2)(a)')
    >>> pinpoint("Point 9")
    ('', 'point 9')
    """
    first, _, rest = name.partition(" ")
    label = {"Art.": "article-locator", "Para.": "paragraph", "Section": "section", "Part": "part"}.get(first)
    if label and rest and "," not in rest:
        return label, rest
    return "", name[:1].lower() + name[1:]
