"""Digests by which a change is noticed that our history knows nothing of."""

from __future__ import annotations

import hashlib
import json
import re

_SCORE = re.compile(r'"score":(null|-?[\d.eE+-]+)')


def digest(value: str) -> str:
    """The digest of a group's value: of its JSON in one canonical spelling, whichever SQLite wrote it."""
    # Only real numbers and some escapes are spelt in more than one way; reading everything else again would cost seconds.
    if "\\u" in value or "\\/" in value or not _plainly_scored(value):
        value = json.dumps(json.loads(value), ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _plainly_scored(value: str) -> bool:
    """Whether the scores in a value without escapes are spelt as Python spells them."""
    return all(number == "null" or repr(float(number)) == number for number in _SCORE.findall(value))


def content_digest(text: str, article: str | None, pages: str, outline: str) -> str:
    """The sha256 (hex) over what was extracted, each part preceded by its length in bytes (-1: no article)."""
    total = hashlib.sha256()
    for part in (text, article, pages, outline):
        raw = b"" if part is None else part.encode()
        total.update(f"{-1 if part is None else len(raw)}\n".encode())
        total.update(raw)
    return total.hexdigest()
