"""What a reader of references gives: entries as CSL items or as reasons why not, and the list of sources they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from annotator.domain.source import Source

Item: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Raw:
    """One entry as it was read. `line` counts from 1 (0: the format has none); `done` is the part of the file read.

    `item` is a CSL item, or None where the entry could not be read (`reason`, a sentence's part, for a person).
    """

    item: Mapping[str, Any] | None
    line: int = 0
    reason: str = ""
    done: float = 1.0


Entries: TypeAlias = Iterator[Raw]


@dataclass(frozen=True, slots=True)
class BadEntry:
    """An entry that could not be taken. `index` counts from 1, as a person would; `line` where it begins, 0 if unknown."""

    index: int
    reason: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Imported:
    """The sources found, in the file's order, what was left out with its reason, and the format (a key of `formats`)."""

    sources: tuple[Source, ...]
    bad: tuple[BadEntry, ...] = ()
    format: str = "csl-json"
