"""The lists of styles and of problems."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from annotator.citation.document import Problem, ProblemKind
from annotator.citation.styles import StyleInfo
from annotator.ui.bibliography.problems import ProblemModel
from annotator.ui.bibliography.stylelist import ID_ROLE, StyleListModel, searchable

STYLES = [
    StyleInfo("chicago-notes", "Chicago Manual of Style (notes)"),
    StyleInfo("apa", "APA Style 7th edition"),
    StyleInfo("revista", "Revista de Psicología"),
]


def test_styles_are_found_by_every_word_of_title_or_id(qtmodeltester: ModelTester) -> None:
    model = StyleListModel()
    model.set_styles(searchable(STYLES))
    qtmodeltester.check(model)
    assert [model.index(n).data(ID_ROLE) for n in range(model.rowCount())] == [
        "chicago-notes",
        "apa",
        "revista",
    ]
    model.set_filter("psicologia")
    assert model.index(0).data(ID_ROLE) == "revista"
    model.set_filter("chicago notes")
    assert model.rowCount() == 1
    model.set_filter("nothing")
    assert model.rowCount() == 0
    assert model.row_of("apa") == -1


def test_problems_are_listed_with_their_words(qtmodeltester: ModelTester) -> None:
    model = ProblemModel()
    qtmodeltester.check(model)
    model.set_problems([Problem(ProblemKind.NO_LOCATOR, "“x” has no page.", "s1", "a1")])
    assert model.index(0).data() == "“x” has no page."
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "To check: “x” has no page."
    assert model.problem_at(model.index(0)).annotation_id == "a1"
