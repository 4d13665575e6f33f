"""The provision tree: counts from below, filter, and what Qt demands of a model."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from annotator.domain.treaty import Provision
from annotator.ui.treaty.tree import ProvisionTreeModel, grow


def provisions() -> list[Provision]:
    return [
        Provision("p0", "i", "preamble", "preamble"),
        Provision("p1", "i", "art_1", "article", "I", position=1),
        Provision("p1a", "i", "art_1__para_1", "paragraph", "1", parent="p1"),
        Provision("p1b", "i", "art_1__para_2", "paragraph", "2", parent="p1", position=1),
        Provision("p2", "i", "art_2", "article", "II", position=2, heading="Territorial claims"),
    ]


LABELS = {"p0": "Preamble", "p1": "Art. I", "p1a": "Art. I(1)", "p1b": "Art. I(2)", "p2": "Art. II"}


def model(counts: dict[str, int] | None = None) -> ProvisionTreeModel:
    made = ProvisionTreeModel()
    made.set_nodes(grow(provisions(), LABELS, counts or {}, {"p1a": "Borders  became\ninternational"}))
    return made


def titles(shown: ProvisionTreeModel, parent: QModelIndex = QModelIndex()) -> list[str]:  # noqa: B008
    return [str(shown.index(row, 0, parent).data()) for row in range(shown.rowCount(parent))]


def test_labels_carry_the_heading_or_the_first_words() -> None:
    shown = model()
    assert titles(shown) == ["Preamble", "Art. I", "Art. II Territorial claims"]
    assert titles(shown, shown.index(1, 0)) == ["Art. I(1) Borders became international", "Art. I(2)"]


def test_the_filter_keeps_what_holds_a_match_and_what_a_match_holds() -> None:
    shown = model()
    shown.set_filter("bórders")
    assert titles(shown) == ["Art. I"]
    assert titles(shown, shown.index(0, 0)) == ["Art. I(1) Borders became international"]
    shown.set_filter("i(2)")
    assert titles(shown, shown.index(0, 0)) == ["Art. I(2)"]
    shown.set_filter("art. i")
    assert titles(shown) == ["Art. I", "Art. II Territorial claims"]
    assert shown.rowCount(shown.index(0, 0)) == 2


def test_new_counts_change_rows_in_place() -> None:
    shown = model()
    resets: list[bool] = []
    shown.modelReset.connect(lambda: resets.append(True))
    shown.set_nodes(grow(provisions(), LABELS, {"p2": 4}, {"p1a": "Borders  became\ninternational"}))
    assert resets == []
    spoken = shown.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Art. II Territorial claims: 4 passages"


def test_the_model_is_sound_while_it_is_filtered(qtmodeltester: ModelTester) -> None:
    shown = model({"p2": 1})
    qtmodeltester.check(shown)
    shown.set_filter("ii")
    shown.set_filter("")
    shown.set_nodes([])
    assert shown.empty
    shown.set_nodes(grow(provisions(), LABELS, {}, {}))
    assert shown.index_of("p1b").isValid()
    assert not shown.index_of("none").isValid()
