"""What an act changed: the one record that comes back from every write and tells each view what to re-read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Table name → ids of the rows an act touched. `label` names the act as the Edit menu shows it."""

    act: str = ""
    label: str = ""
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def touches(self, *tables: str) -> bool:
        """Whether any of `tables` changed."""
        return any(self.rows.get(table) for table in tables)

    def ids(self, table: str) -> frozenset[str]:
        """The changed ids of one table."""
        return self.rows.get(table, frozenset())
