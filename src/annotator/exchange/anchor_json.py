"""How a highlight stands, as the members of its JSON object, in and out (form: docs/project-json.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotator.domain.annotation import AnchorState, Annotation, Part, Proposal, ProposalState, Style
from annotator.domain.i18n import tr
from annotator.exchange.reading import Node

MEMBERS = (
    "version", "style", "area", "parts", "state", "score", "proposal", "pinned", "display", "translation",
)  # fmt: skip
_PROPOSAL = ("version", "start", "end", "quote", "score", "state", "parts")


@dataclass(frozen=True, slots=True)
class AnchorEntry:
    """How a highlight stands: which version it is on (1 is the oldest, None the newest), and what else there is of it.

    `parts` are (start, end, words, where it stands); `proposal` names its document by the version's number in
    `proposed`.
    """

    version: int | None = None
    style: Style = Style.HIGHLIGHT
    fragment: str = ""
    parts: tuple[tuple[int, int, str, Node], ...] = ()
    state: AnchorState = AnchorState.EXACT
    score: float | None = None
    proposed: int | None = None
    proposal: Proposal | None = None
    pinned: bool = False
    display: str = ""
    translation: str = ""


def read_anchor(node: Node) -> AnchorEntry:
    """The members of an annotation that say how it stands."""
    proposal, proposed = None, None
    if "proposal" in node:
        item = node["proposal"].object(*_PROPOSAL)
        proposed = item["version"].number()
        proposal = Proposal(
            "",
            item["start"].number() or 0,
            item["end"].number() or 0,
            item["quote"].text(),
            _score(item["score"]) or 0.0,
            item["state"].choice(ProposalState),
            tuple(Part(start, end, words) for start, end, words, _ in _parts(item)),
        )
    pinned = node["pinned"].value or False
    if not isinstance(pinned, bool):
        raise node["pinned"].refuse(tr("must be true or false."))
    return AnchorEntry(
        node["version"].number(),
        node["style"].choice(Style, Style.HIGHLIGHT),
        node["area"].text(),
        _parts(node),
        node["state"].choice(AnchorState, AnchorState.EXACT),
        _score(node["score"]),
        proposed,
        proposal,
        pinned,
        node["display"].text(),
        node["translation"].text(),
    )


def _parts(node: Node) -> tuple[tuple[int, int, str, Node], ...]:
    found = []
    for item in node["parts"].items():
        item.object("start", "end", "quote")
        start, end = item["start"].number(), item["end"].number()
        if start is None or end is None or not 0 <= start < end:
            raise item.refuse(tr("must have “start” below “end”."))
        found.append((start, end, item["quote"].text(), item))
    return tuple(found)


def _score(node: Node) -> float | None:
    value = node.value
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise node.refuse(tr("must be a number from 0 to 1."))
    return float(value)


def write_anchor(annotation: Annotation, versions: Sequence[str]) -> dict[str, Any]:
    """The members that differ from those of a plain highlight on the newest of `versions` (ids, oldest first)."""
    found: dict[str, Any] = {}
    if annotation.document in versions[:-1]:
        found["version"] = versions.index(annotation.document) + 1
    if annotation.style != Style.HIGHLIGHT:
        found["style"] = str(annotation.style)
    if annotation.selectors.start == annotation.selectors.end and annotation.selectors.fragment:
        found["area"] = annotation.selectors.fragment
    if annotation.parts:
        found["parts"] = _written(annotation.parts)
    if annotation.state is not AnchorState.EXACT:
        found["state"] = annotation.state.value
    if annotation.pinned:
        found["pinned"] = True
    for name in ("display", "translation"):
        if getattr(annotation, name):
            found[name] = getattr(annotation, name)
    if annotation.score is not None:
        found["score"] = annotation.score
    proposal = annotation.proposal
    if proposal is not None and proposal.document in versions:
        found["proposal"] = {
            "version": versions.index(proposal.document) + 1,
            "start": proposal.start,
            "end": proposal.end,
            "quote": proposal.exact,
            "score": proposal.score,
            "state": proposal.state.value,
            "parts": _written(proposal.parts),
        }
    return found


def _written(parts: Sequence[Part]) -> list[dict[str, Any]]:
    return [{"start": part.start, "end": part.end, "quote": part.exact} for part in parts]
