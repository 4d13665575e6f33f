"""How a provision is called in a margin, a list or a bibliography: `Art. XII(2)(a)`, `Point 9`, `Preamble`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from annotator.domain.i18n import tr


class Numbered(Protocol):
    """What a label needs to know of a provision; `Provision` and `ProvisionNode` both have it."""

    @property
    def kind(self) -> str: ...
    @property
    def num(self) -> str: ...
    @property
    def wid(self) -> str: ...


# Kinds whose number stands in brackets after the provision that holds them.
_INNER = frozenset({"paragraph", "point"})


def label(provision: Numbered, ancestors: Sequence[Numbered] = ()) -> str:
    """The short name of `provision`; `ancestors` from the outermost inwards, itself not among them.

    Parts and chapters that only hold articles are left out (`Art. 5`, not `Part II, Art. 5`); an annex is not,
    for its articles are numbered anew.
    """
    chain = [*ancestors, provision]
    base = next((i for i in range(len(chain) - 1, -1, -1) if chain[i].kind not in _INNER), 0)
    name = _name(chain[base])
    for inner in chain[base + 1 :]:
        name += f"({_number(inner)})"
    # The preamble says where its recital stands; the annex, whose article it is.
    for outer in reversed(chain[:base]):
        if outer.kind in {"annex", "preamble"}:
            name = tr("{outer}, {inner}", outer=_name(outer), inner=name)
    return name


def _name(provision: Numbered) -> str:
    number = _number(provision)
    match provision.kind:
        case "preamble":
            return tr("Preamble")
        case "recital":
            return tr("recital {number}", number=number)
        case "part":
            return tr("Part {number}", number=number)
        case "chapter":
            return tr("Ch. {number}", number=number)
        case "section":
            return tr("Sec. {number}", number=number)
        case "article":
            return tr("Art. {number}", number=number)
        case "paragraph":
            return tr("Para. {number}", number=number)
        case "annex":
            return tr("Annex {number}", number=number).rstrip()
        case _:
            return tr("Point {number}", number=number)


def _number(provision: Numbered) -> str:
    """As printed; a provision that prints none (a recital) is counted by the last part of its name."""
    if provision.num or provision.kind == "annex":
        return provision.num
    return provision.wid.rsplit("_", 1)[-1]
