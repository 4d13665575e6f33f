"""Parts and proposals of annotations as the JSON that their columns hold."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from annotator.domain.annotation import Part, Proposal, ProposalState

NO_PARTS = "[]"
NO_PROPOSAL = "null"
_PART = {"start": int, "end": int, "exact": str, "prefix": str, "suffix": str}
_PROPOSAL = {
    "document": str, "start": int, "end": int, "exact": str, "score": float, "state": str, "parts": list,
}  # fmt: skip
_STATES = {state.value: state for state in ProposalState}


def parts_json(parts: Sequence[Part]) -> str:
    """The column `parts`."""
    return _json([_part(part) for part in parts]) if parts else NO_PARTS


def proposal_json(proposal: Proposal | None) -> str:
    """The column `proposal`."""
    if proposal is None:
        return NO_PROPOSAL
    return _json(
        {
            "document": proposal.document,
            "start": proposal.start,
            "end": proposal.end,
            "exact": proposal.exact,
            # Few digits, so that every program spells the number alike.
            "score": round(float(proposal.score), 4),
            "state": str(proposal.state),
            "parts": [_part(part) for part in proposal.parts],
        }
    )


def _part(part: Part) -> dict[str, object]:
    return {name: getattr(part, name) for name in _PART}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts of a column that was checked."""
    return () if text == NO_PARTS else tuple(Part(**part) for part in json.loads(text))


def proposal_of(text: str) -> Proposal | None:
    """The proposal of a column that was checked."""
    if text == NO_PROPOSAL:
        return None
    held: dict[str, Any] = json.loads(text)
    held["state"] = _STATES[held["state"]]
    held["parts"] = tuple(Part(**part) for part in held["parts"])
    return Proposal(**held)


def fits_parts(value: object) -> bool:
    """Whether a parsed value is a list of parts, each a range of at least one character."""
    return isinstance(value, list) and all(
        _fits(part, _PART) and 0 <= part["start"] < part["end"] for part in value
    )


def fits_proposal(value: object) -> bool:
    """Whether a parsed value is null or a proposal."""
    if value is None:
        return True
    return (
        isinstance(value, Mapping)
        and _fits(value, _PROPOSAL)
        and 0 <= value["start"] <= value["end"]
        and 0 <= value["score"] <= 1
        and value["state"] in _STATES
        and fits_parts(value["parts"])
    )


def _fits(value: object, wanted: Mapping[str, type]) -> bool:
    if not isinstance(value, Mapping) or set(value) != set(wanted):
        return False
    return all(
        isinstance(value[name], (int, float) if kind is float else kind) and not isinstance(value[name], bool)
        for name, kind in wanted.items()
    )
