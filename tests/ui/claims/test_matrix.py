"""The claim × source matrix: what is shown, in which order, and what Qt demands of a model."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from annotator.domain.claim import Claim, ClaimStatus, Stance
from annotator.domain.source import Agent, Contributor, Source
from annotator.ui.claims.matrix import Matrix, build, chosen, is_torn, natural, ordered
from annotator.ui.claims.model import CELL_ROLE, ClaimMatrixModel


@dataclass
class Row:
    """What `store.claims.listing` gives, as far as the matrix reads it."""

    claim: Claim
    stances: dict[str, dict[Stance, int]] = field(default_factory=dict)
    total: int = 0
    doubtful: dict[str, dict[Stance, int]] = field(default_factory=dict)


def source(id: str, family: str, issued: str) -> Source:
    people = (Contributor(Agent(id, family=family)),) if family else ()
    return Source(id=id, title=f"Title {id}", issued=issued, contributors=people)


SOURCES = [
    source("a", "Hayes", "2025-08-07"),
    source("b", "Rudenshiold", "2025-08-14"),
    source("c", "", "2025-07-11"),
    source("d", "Unused", "2025-01-01"),
]
ROWS = [
    Row(
        Claim("1", "C10", "Signed in Washington", status=ClaimStatus.DISPUTED), {"a": {Stance.CONTRADICTS: 2}}
    ),
    Row(
        Claim("2", "C2", "Référendum in 2026"),
        {"b": {Stance.CONTRADICTS: 1, Stance.SUPPORTS: 1}, "c": {Stance.MENTIONS: 1}},
    ),
    Row(Claim("3", "C3", "The border is quiet", topic="borders", status=ClaimStatus.RESOLVED)),
]


def matrix() -> Matrix:
    return build(ROWS, SOURCES)  # type: ignore[arg-type]


def keys(rows: list) -> list[str]:
    return [row.claim.key for row in rows]


def test_columns_are_the_sources_with_evidence_newest_first() -> None:
    assert [(column.byline, column.date) for column in matrix().columns] == [
        ("Rudenshiold", "Aug 2025"),
        ("Hayes", "Aug 2025"),
        ("(no author)", "Jul 2025"),
    ]


def test_every_word_of_the_filter_must_occur_folded() -> None:
    assert keys(chosen(matrix(), "referendum 2026", only_disputed=False)) == ["C2"]
    assert keys(chosen(matrix(), "BORDERS", only_disputed=False)) == ["C3"]
    assert chosen(matrix(), "referendum washington", only_disputed=False) == []


def test_disputed_are_those_judged_so_and_open_ones_with_evidence_on_both_sides() -> None:
    assert keys(chosen(matrix(), "", only_disputed=True)) == ["C10", "C2"]


def test_sorting_by_key_counts_by_status_ranks_by_source_weighs() -> None:
    whole = matrix()
    rows = chosen(whole, "", only_disputed=False)
    assert keys(ordered(rows, whole, 0, descending=False)) == ["C2", "C3", "C10"]
    assert keys(ordered(rows, whole, 1, descending=False)) == ["C10", "C2", "C3"]
    assert keys(ordered(rows, whole, 3, descending=True)) == ["C10", "C2", "C3"]
    assert natural("C2") < natural("C10")


def test_a_source_on_both_sides_is_torn() -> None:
    cell = matrix().rows[1].counts["b"]
    assert cell == ((Stance.SUPPORTS, 1), (Stance.CONTRADICTS, 1))
    assert is_torn(cell)
    assert not is_torn(matrix().rows[0].counts["a"])


def test_the_model_is_sound_while_filtered_and_sorted(qtmodeltester: ModelTester) -> None:
    model = ClaimMatrixModel()
    qtmodeltester.check(model)
    model.set_matrix(matrix())
    model.sort(1, Qt.SortOrder.DescendingOrder)
    model.set_filter("border", only_disputed=False)
    assert model.rowCount() == 1
    model.set_filter("", only_disputed=False)
    assert model.rowCount() == 3
    assert model.columnCount() == 5


def test_cells_are_read_aloud_with_who_and_how() -> None:
    model = ClaimMatrixModel()
    model.set_matrix(matrix())
    index = model.index(model.row_of("2"), 2)
    assert index.data(CELL_ROLE) == ((Stance.SUPPORTS, 1), (Stance.CONTRADICTS, 1))
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Rudenshiold Aug 2025: 1 supports, 1 contradicts – the same source on both sides"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Rudenshiold\nAug 2025"


def test_sorting_keeps_selected_indexes_on_their_claims() -> None:
    model = ClaimMatrixModel()
    model.set_matrix(matrix())
    kept = QPersistentModelIndex(model.index(model.row_of("1"), 0))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert kept.row() == model.row_of("1") == 0


def test_changed_counts_do_not_reset_the_view() -> None:
    model = ClaimMatrixModel()
    model.set_matrix(matrix())
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    more = [Row(ROWS[0].claim, {"a": {Stance.CONTRADICTS: 3}}), *ROWS[1:]]
    model.set_matrix(build(more, SOURCES))  # type: ignore[arg-type]
    assert resets == []
    assert model.index(model.row_of("1"), 3).data(CELL_ROLE) == ((Stance.CONTRADICTS, 3),)


def test_tool_tips_escape_markup_from_documents() -> None:
    model = ClaimMatrixModel()
    row = Row(Claim("x", "C1", "<img src='file:///etc/passwd'>"))
    model.set_matrix(build([row], []))  # type: ignore[list-item]
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
