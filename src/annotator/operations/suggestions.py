"""What the link field offers: provisions for `12(2)` or `9 state`, claims for words, and what a passage names itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.claim import Claim
from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.domain.treaty import Instrument
from annotator.store import annotations as highlights
from annotator.store import claims, documents, treaties
from annotator.store.project import Project
from annotator.treaties import Match, Tree, mentions, parse_reference, resolve

# The instrument's name follows the passage within a few words.
_FOLLOWING = 160


@dataclass(frozen=True, slots=True)
class Target:
    """Something a passage can be linked to.

    kind         "provision" or "claim"
    label        short name: `Art. XII(2)`, `C01`
    detail       the instrument's short title, or the claim's words
    exact_match  it is just what was typed, not merely near it
    """

    kind: str
    id: str
    label: str
    detail: str
    exact_match: bool


def trees(project: Project, instrument: str | None = None) -> list[Tree]:
    """All instruments with their provisions, or one."""
    known = (
        treaties.instruments(project) if instrument is None else [treaties.instrument(project, instrument)]
    )
    return [Tree(one, treaties.provisions(project, one.id)) for one in known]


def suggest(project: Project, text: str, *, annotation: str | None = None, limit: int = 8) -> list[Target]:
    """Targets for what is typed, the likeliest first.

    A number or a provision's name finds provisions, words find claims. With nothing typed: what the passage itself
    names, then the claims in their order.
    """
    typed = text.strip()
    if not typed:
        own = suggest_for(project, annotation) if annotation is not None else None
        listed = [_claim(row.claim, False) for row in claims.listing(project)[:limit]]
        return ([own] if own else []) + listed[: limit - (1 if own else 0)]
    provisions = _provisions(project, typed)
    found = _claims(project, typed)
    targets = [t for t in provisions if t.exact_match] + [t for t in found if t.exact_match]
    targets += [t for t in provisions if not t.exact_match] + [t for t in found if not t.exact_match]
    return targets[:limit]


def _provisions(project: Project, typed: str) -> list[Target]:
    reference = parse_reference(typed)
    if reference is None:
        return []
    names = treaties.provision_labels(project)
    return [_provision(match, names) for match in resolve(reference, trees(project))]


def _provision(match: Match, names: dict[str, str]) -> Target:
    label = names.get(match.provision.id, match.provision.wid)
    detail = _short(match.instrument)
    if match.missing:
        missing = "".join(f"({part.num})" for part in match.missing)
        detail = tr(
            "{instrument} – {label} has no {missing}", instrument=detail, label=label, missing=missing
        )
    elif match.provision.heading:
        detail = f"{detail} – {match.provision.heading}"
    return Target("provision", match.provision.id, label, detail, not match.missing)


def _short(instrument: Instrument) -> str:
    return instrument.short or instrument.title


def _claims(project: Project, typed: str) -> list[Target]:
    """Claims whose key or words hold all that is typed; those that begin with it first."""
    wanted = fold(typed)
    words = wanted.split()
    ranked: list[tuple[int, int, Target]] = []
    for place, row in enumerate(claims.listing(project)):
        key, text = fold(row.claim.key), fold(row.claim.text)
        known = [key, *text.split()]
        if key == wanted or text == wanted:
            rank = 0
        elif text.startswith(wanted):
            rank = 1
        elif all(any(one.startswith(word) for one in known) for word in words):
            rank = 2
        elif all(word in text for word in words):
            rank = 3
        else:
            continue
        ranked.append((rank, place, _claim(row.claim, rank == 0)))
    return [target for _, _, target in sorted(ranked, key=lambda one: one[:2])]


def _claim(claim: Claim, exact: bool) -> Target:
    return Target("claim", claim.id, claim.key, claim.text, exact)


def suggest_for(project: Project, annotation: str) -> Target | None:
    """The provision that a highlighted passage names in its own words (`Article XII of the Agreement`), or None.

    A suggestion only: nothing is linked by it.
    """
    passage = highlights.get(project, annotation)
    return suggest_in(project, passage.document, passage.selectors.start, passage.selectors.end)


def suggest_in(project: Project, document: str, start: int, end: int) -> Target | None:
    """As `suggest_for`, for a range that is selected but not yet highlighted."""
    found = named_in(project, document, start, end)
    return _provision(found[0], treaties.provision_labels(project)) if found else None


def named_in(project: Project, document: str, start: int, end: int) -> Sequence[Match]:
    """The provisions of the first place in a range that names any; empty where none does or it cannot be told which."""
    text = documents.text(project, document)
    places = mentions.find(text[start:end], text[end : end + _FOLLOWING])
    if not places:
        return []
    known = trees(project)
    for place in places:
        matches = mentions.likeliest(place, known)
        if matches:
            return matches
    return []
