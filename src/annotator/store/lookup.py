"""Finding the one row that a person means, and saying which there are when it is not one."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

_SHORTEST_PREFIX = 4


def one(ref: str, candidates: Iterable[str], names: Iterable[str], what: str) -> str:
    """The only one of `candidates` (ids), else UserError naming the possibilities.

    what   the kind of thing, already translated ("source")
    names  readable names of the candidates, or of all there are where nothing fits
    """
    found = list(dict.fromkeys(candidates))
    if len(found) == 1:
        return found[0]
    listed = list(names)
    shown = ", ".join(listed[:8]) + (" …" if len(listed) > 8 else "")
    if found:
        raise UserError(
            tr("“{ref}” fits more than one {what}: {names}", ref=ref, what=what, names=shown),
            advice=tr("Give more of it, or the id."),
        )
    raise UserError(
        tr("There is no {what} “{ref}”.", what=what, ref=ref),
        advice=tr("There are: {names}", names=shown) if listed else "",
    )


def by_id(ref: str, ids: Iterable[str], shortest: int = _SHORTEST_PREFIX) -> list[str]:
    """The ids equal to `ref`, else those that begin with it (`shortest` characters at least)."""
    ids = list(ids)
    if ref in ids:
        return [ref]
    wanted = ref.casefold()
    return [i for i in ids if i.startswith(wanted)] if len(wanted) >= shortest else []


def missing(what: str, row: str) -> UserError:
    """The error for an id that is not in the project (any more)."""
    return UserError(tr("There is no {what} “{ref}”.", what=what, ref=row))
