"""A small memory of what never changes: texts, their paragraphs, their pages."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")

_MOST = 64 * 1024 * 1024
# A number in an array, and a small object with two numbers and a label, roughly, in bytes.
_NUMBER = 8
_OBJECT = 200


class Cache:
    """Values by kind and document; the least recently used go first once all together pass `most` bytes."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._held: OrderedDict[tuple[str, str], tuple[object, int]] = OrderedDict()
        self._size = 0

    def get(self, kind: str, document: str, make: Callable[[], T]) -> T:
        """The value held, or what `make` gives, which is held from now on where it fits."""
        key = kind, document
        if key in self._held:
            self._held.move_to_end(key)
            return cast("T", self._held[key][0])
        value = make()
        size = _size(value)
        if size <= self._most:
            self._held[key] = value, size
            self._size += size
            while self._size > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._size -= gone
        return value

    def clear(self) -> None:
        """Forget all: what an act wrote and took back was never there."""
        self._held.clear()
        self._size = 0


def _size(value: object) -> int:
    if isinstance(value, str):
        return sys.getsizeof(value)
    if isinstance(value, tuple):
        return sum(_size(part) for part in value) + len(value) * _OBJECT
    return sys.getsizeof(value) + (len(value) * 2 * _NUMBER if hasattr(value, "__len__") else _OBJECT)
