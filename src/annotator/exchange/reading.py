"""Values out of JSON that somebody else wrote, each with the place (a JSON pointer) where it went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from annotator.domain.errors import UserError
from annotator.domain.files import open_regular
from annotator.domain.i18n import tr

E = TypeVar("E", bound=StrEnum)

# Far above any real project without the files inside; those come as base64 and are why it is this much.
LARGEST = 1 << 30
_DEEPEST = 64


def load(path: Path) -> Any:
    """The JSON document in a file. Raises UserError where it cannot be read or is no JSON."""
    try:
        with open_regular(path) as stream:
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise UserError(tr("The file is too large."), file=path, kept=tr("Nothing was changed."))
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise UserError(tr("There is no such file."), file=path, kept=tr("Nothing was changed.")) from None
    except UnicodeDecodeError:
        raise UserError(tr("The file is not UTF-8."), file=path, kept=tr("Nothing was changed.")) from None
    except OSError as error:
        raise UserError(
            tr("The file cannot be read."), file=path, kept=tr("Nothing was changed."), details=str(error)
        ) from error
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        where = f" ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UserError(
            tr("The file is no JSON{where}.", where=where),
            file=path,
            kept=tr("Nothing was changed."),
            details=str(error),
        ) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice in an object would lose one of its values."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


class Node:
    """A JSON value and where it stands."""

    def __init__(self, value: Any, pointer: str, file: Path) -> None:
        self.value = value
        self.pointer = pointer
        self.file = file

    def refuse(self, what: str, advice: str = "") -> UserError:
        """The error that says what is wrong here."""
        return UserError(
            f"{self.pointer or '/'}: {what}", file=self.file, kept=tr("Nothing was changed."), advice=advice
        )

    def object(self, *members: str) -> Node:
        """Itself, if it is an object with no other members than these."""
        if not isinstance(self.value, dict):
            raise self.refuse(tr("must be an object."))
        unknown = [name for name in self.value if name not in members]
        if unknown:
            raise Node(None, f"{self.pointer}/{_escaped(unknown[0])}", self.file).refuse(
                tr("is not known."), tr("Known here: {names}.", names=", ".join(members))
            )
        return self

    def __contains__(self, name: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(name) is not None

    def __getitem__(self, name: str) -> Node:
        value = self.value.get(name) if isinstance(self.value, dict) else None
        return Node(value, f"{self.pointer}/{_escaped(name)}", self.file)

    def items(self) -> Iterator[Node]:
        """The elements of a list; none where the member is absent."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self.refuse(tr("must be a list."))
        for place, value in enumerate(self.value):
            yield Node(value, f"{self.pointer}/{place}", self.file)

    def text(self, default: str | None = "") -> str:
        """A text; `default` where it is absent (None: it must be there)."""
        if self.value is None:
            if default is None:
                raise self.refuse(tr("is missing."))
            return default
        if not isinstance(self.value, str):
            raise self.refuse(tr("must be a text."))
        if default is None and not self.value.strip():
            raise self.refuse(tr("is empty."))
        try:
            self.value.encode()
        except UnicodeEncodeError:
            raise self.refuse(tr("holds half a character (a lone surrogate).")) from None
        return self.value

    def number(self) -> int | None:
        """A whole number, not negative; None where it is absent."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, int) or not 0 <= self.value < 1 << 53:
            raise self.refuse(tr("must be a whole number."))
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(item.text(None) for item in self.items())

    def choice(self, kind: type[E], default: E | None = None) -> E:
        """A word from a fixed list."""
        if self.value is None and default is not None:
            return default
        try:
            return kind(self.text(None).strip().casefold())
        except ValueError:
            raise self.refuse(
                tr("“{value}” is none of the possible words.", value=self.value),
                tr("It is one of: {names}.", names=", ".join(member.value for member in kind)),
            ) from None

    def plain(self) -> dict[str, Any]:
        """Any JSON object, as it is, not too deep."""
        if self.value is None:
            return {}
        if not isinstance(self.value, dict):
            raise self.refuse(tr("must be an object."))
        if _depth(self.value) > _DEEPEST:
            raise self.refuse(tr("is nested too deep."))
        return self.value


def _escaped(name: str) -> str:
    """A member's name in a JSON pointer (RFC 6901, section 3)."""
    return name.replace("~", "~0").replace("/", "~1")


def _depth(value: Any) -> int:
    parts: Sequence[Any] = (
        list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    )
    return 1 + max(map(_depth, parts), default=0)
