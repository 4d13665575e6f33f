"""Words from a fixed list, as people type them."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

E = TypeVar("E", bound=StrEnum)


def choice(kind: type[E], value: str, what: str) -> E:
    """The member of `kind` that `value` names, in any case. Raises UserError naming the possible ones; `what` is the
    kind in words, translated."""
    try:
        return kind(value.strip().casefold())
    except ValueError:
        raise UserError(
            tr("“{value}” is no {what}.", value=value, what=what),
            advice=tr("It is one of: {names}.", names=", ".join(member.value for member in kind)),
        ) from None
