"""The acts of the Claims workspace, each one operation; they run on the store's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass
