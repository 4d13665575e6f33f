"""What the session and the views tell each other: small records, no behaviour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from annotator.domain.changes import Changes

# What another process may have changed: we are told that it wrote, not what.
TABLES = (
    "agent", "source", "source_agent", "document", "annotation", "instrument", "instrument_alias",
    "instrument_event", "instrument_version", "provision", "provision_text", "mention", "claim",
    "claim_relation", "claim_provision", "evidence", "tag", "tagging", "note", "setting",
)  # fmt: skip
EVERYTHING = Changes(rows={table: frozenset({"*"}) for table in TABLES})


@dataclass(frozen=True, slots=True)
class Place:
    """A passage to open: code points in a document's text layer; start == end where only a point is meant."""

    document: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What the status bar says about saving; `details` is its tool tip.

    `state` is one of saved, waiting, saving, failed, read only.
    """

    state: str
    text: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class ProjectInfo:
    """What the window shows of the project itself, read once on opening. `notices` are sentences to be read."""

    id: str
    path: Path
    title: str
    read_only: bool
    user: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One function on its way to a thread and back."""

    then: Callable[[Any], None] | None
    key: str
    text: str


class NotOpen(Exception):  # noqa: N818 - the failure to open was reported already
    """The project could not be opened, so nothing can be read from it."""


def alive(then: Callable[..., Any]) -> bool:
    """Whether the widget still exists that a bound method belongs to, or a function made inside a method: answers may
    come after it was closed."""
    owner = getattr(then, "__self__", None)
    if isinstance(then, FunctionType) and "self" in then.__code__.co_freevars:
        owner = (then.__closure__ or ())[then.__code__.co_freevars.index("self")].cell_contents
    return not isinstance(owner, QObject) or isValid(owner)


def changes_of(result: object) -> Changes | None:
    """The Changes an operation returned, by itself or as `.changes`."""
    if isinstance(result, Changes):
        return result
    found = getattr(result, "changes", None)
    return found if isinstance(found, Changes) else None
