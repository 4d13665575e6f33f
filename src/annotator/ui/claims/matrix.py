"""The claim × source matrix as plain data: who says what to which claim, and what is shown of it. No Qt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotator.domain.claim import Claim, ClaimStatus, Stance
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.domain.text import fold
from annotator.domain.wording import byline, short_date

if TYPE_CHECKING:
    from annotator.store.rows import ClaimRow

CLAIM, STATUS, FIRST_SOURCE = 0, 1, 2
_STATUS_ORDER = (ClaimStatus.DISPUTED, ClaimStatus.OPEN, ClaimStatus.RESOLVED)
_STANCE_ORDER = (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.QUALIFIES, Stance.MENTIONS)


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """A source that says something about at least one claim; `most` is the largest number of stances in a cell."""

    source: str
    byline: str
    date: str
    title: str
    most: int = 1


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A claim with, per source id, how many passages take which stance. `searched` is its folded text; `doubtful` says how
    many of a source's passages are not verified in its current version."""

    claim: Claim
    counts: Mapping[str, tuple[tuple[Stance, int], ...]]
    searched: str
    doubtful: Mapping[str, Mapping[Stance, int]] = field(default_factory=dict)

    @property
    def both_sides(self) -> bool:
        """Whether some passage supports the claim and some passage contradicts it."""
        stances = {stance for cell in self.counts.values() for stance, _ in cell}
        return Stance.SUPPORTS in stances and Stance.CONTRADICTS in stances

    @property
    def disputed(self) -> bool:
        """Judged disputed, or still open with evidence on both sides."""
        return self.claim.status is ClaimStatus.DISPUTED or (
            self.claim.status is ClaimStatus.OPEN and self.both_sides
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """All claims, and the sources that bear on them, newest first."""

    columns: tuple[SourceColumn, ...] = ()
    rows: tuple[MatrixRow, ...] = ()


def build(claims: Iterable[ClaimRow], sources: Iterable[Source]) -> Matrix:
    """Join the claims with the sources their evidence comes from."""
    rows = tuple(_row(row) for row in claims)
    named = {source.id: source for source in sources}
    most: dict[str, int] = {}
    for row in rows:
        for source, cell in row.counts.items():
            most[source] = max(most.get(source, 1), len(cell))
    columns = [_column(named[source], most[source]) for source in most if source in named]
    columns.sort(key=lambda column: (column.byline.casefold(), column.title.casefold(), column.source))
    columns.sort(key=lambda column: named[column.source].issued, reverse=True)
    return Matrix(tuple(columns), rows)


def _row(row: ClaimRow) -> MatrixRow:
    counts = {
        source: tuple((stance, cell[stance]) for stance in _STANCE_ORDER if cell.get(stance))
        for source, cell in row.stances.items()
    }
    claim = row.claim
    return MatrixRow(claim, counts, fold(f"{claim.key} {claim.text} {claim.topic}"), row.doubtful)


def _column(source: Source, most: int) -> SourceColumn:
    who = byline(source.authors) or tr("(no author)")
    return SourceColumn(source.id, who, short_date(source.issued), source.title, most)


def is_torn(cell: Sequence[tuple[Stance, int]]) -> bool:
    """Whether one source both supports and contradicts the same claim: worth a second look."""
    stances = {stance for stance, _ in cell}
    return Stance.SUPPORTS in stances and Stance.CONTRADICTS in stances


def chosen(matrix: Matrix, words: str, *, only_disputed: bool) -> list[MatrixRow]:
    """The rows that hold every one of `words` (case and diacritics folded), in the matrix's order."""
    wanted = fold(words).split()
    return [
        row
        for row in matrix.rows
        if (not only_disputed or row.disputed) and all(word in row.searched for word in wanted)
    ]


def ordered(rows: Sequence[MatrixRow], matrix: Matrix, column: int, *, descending: bool) -> list[MatrixRow]:
    """Rows sorted by one column: key, status (disputed first) or number of passages; equal rows by key."""
    by_key = sorted(rows, key=lambda row: natural(row.claim.key))
    if column == CLAIM:
        return by_key[::-1] if descending else by_key
    if column == STATUS:
        return sorted(by_key, key=lambda row: _STATUS_ORDER.index(row.claim.status), reverse=descending)
    if column - FIRST_SOURCE >= len(matrix.columns):
        return by_key
    source = matrix.columns[column - FIRST_SOURCE].source
    return sorted(by_key, key=lambda row: sum(n for _, n in row.counts.get(source, ())), reverse=descending)


def natural(key: str) -> tuple[tuple[int, str], ...]:
    """A sort key in which C2 comes before C10."""
    parts = re.findall(r"\d+|\D+", key.casefold())
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)
