"""The one provision that a person means, or an error that says which there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.provisions import counted, label
from annotator.domain.treaty import Provision
from annotator.operations.suggestions import trees
from annotator.store import treaties
from annotator.store.project import Project
from annotator.treaties import Match, Tree, parse_reference, resolve

_LISTED = 12


def find_provision(project: Project, ref: str, instrument: str | None = None) -> str:
    """The id of the provision that `ref` names (`XII`, `12(2)`, `9 state`, or a wid), in one instrument (any reference
    that finds it) or in all. Raises UserError where there is none, several, or only part of it."""
    only = None if instrument is None else treaties.find_instrument(project, instrument)
    return pick(ref, trees(project, only))


def pick(ref: str, known: Sequence[Tree]) -> str:
    """As `find_provision`, in trees that are at hand."""
    if not known:
        raise UserError(tr("The project has no treaty yet."), advice=tr("Add one first."))
    named = [p for tree in known for p in tree.provisions if p.wid == ref.strip()]
    if len(named) == 1:
        return named[0].id
    reference = parse_reference(ref)
    if reference is None:
        raise UserError(
            tr("“{ref}” names no provision.", ref=ref),
            advice=tr(
                "Write it as XII, 12(2), preamble or point 9, with a few letters of the treaty's name where there are several."
            ),
        )
    matches = resolve(reference, known)
    whole = [m for m in matches if not m.missing]
    best = [m for m in whole if m.rank == whole[0].rank]
    if len(best) == 1:
        return best[0].provision.id
    if best:
        raise _several(ref, best)
    raise _partly(ref, matches[0], known) if matches else _none(ref, known)


def _several(ref: str, matches: Sequence[Match]) -> UserError:
    listed = "; ".join(f"{_short(m)}: {name(m.provision, m.ancestors)}" for m in matches[:_LISTED])
    letters = re.match(r"\W*([^\W\d_]{1,5})", _short(matches[0]).casefold())
    first = letters[1] if letters else _short(matches[0])
    return UserError(
        tr("“{ref}” may mean several provisions: {list}.", ref=ref, list=listed),
        kept=tr("Nothing was changed."),
        advice=tr(
            "Say which treaty, by letters of its name: “{ref} {letters}”, or by --instrument.",
            ref=ref,
            letters=first,
        ),
    )


def _partly(ref: str, match: Match, known: Sequence[Tree]) -> UserError:
    below = [p for tree in known for p in tree.provisions if p.parent == match.provision.id]
    own = name(match.provision, match.ancestors)
    chain = (*match.ancestors, match.provision)
    advice = (
        tr("It has: {list}.", list=_listed([name(p, chain) for p in below]))
        if below
        else tr("Its text has no numbered parts; link to {name} as a whole.", name=own)
    )
    return UserError(
        tr(
            "{name} of {treaty} has no {part}.",
            name=own,
            treaty=_short(match),
            part="".join(f"({part.num})" for part in match.missing),
        ),
        kept=tr("Nothing was changed."),
        advice=advice,
    )


def _none(ref: str, known: Sequence[Tree]) -> UserError:
    lines = []
    for tree in known:
        top = [
            p
            for p in tree.provisions
            if p.kind in {"preamble", "article", "point", "annex"} and p.parent is None
        ]
        top = top or [p for p in tree.provisions if p.kind == "article"]
        instrument = tree.instrument
        lines.append(f"{instrument.short or instrument.title}: {_span([name(p) for p in top])}")
    return UserError(
        tr("There is no provision “{ref}”.", ref=ref),
        kept=tr("Nothing was changed."),
        advice=tr("There are: {list}.", list="; ".join(lines[:_LISTED])),
    )


def name(provision: Provision, ancestors: Sequence[Provision] = ()) -> str:
    """The provision's short name, `Art. XII(2)`."""
    chain = [(p.kind, counted(p.kind, p.num, p.wid)) for p in (*ancestors, provision)]
    return label(*chain[-1], chain[:-1])


def _short(match: Match) -> str:
    return match.instrument.short or match.instrument.title


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_LISTED]) + (" …" if len(texts) > _LISTED else "")


def _span(texts: Sequence[str]) -> str:
    return ", ".join(texts) if len(texts) <= 3 else f"{texts[0]}, {texts[1]} … {texts[-1]}"
