"""Keys. The same thing added twice is the same row: a document from its bytes, a link from its two ends."""

from __future__ import annotations

import uuid

# Ours alone, so that derived keys cannot meet those of another program.
_NAMESPACE = uuid.UUID("6b3f2a52-7f1f-5c0e-9d0a-0b6f0f3c7a11")


def new_id() -> str:
    """A random key (UUID 4)."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """The key that follows from `parts` (UUID 5); the first part names the kind of thing."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))
