"""The choices beside the preview: recipes, stars, filters, and what changes on the paper with each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QInputDialog
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.citation.document import Problem, ProblemKind
from annotator.citation.styles import FAVOURITES, StyleInfo
from annotator.domain.changes import Changes
from annotator.domain.claim import Stance
from annotator.operations import recipes
from annotator.operations.bibliography import Recipe
from annotator.ui.bibliography.composer import common_ends
from annotator.ui.bibliography.gathering import edited
from annotator.ui.bibliography.handing import ask_path, filters, with_ending
from annotator.ui.bibliography.options import Options
from annotator.ui.bibliography.stylelist import BATCH, ID_ROLE, STAR_ROLE, StyleListModel, searchable
from annotator.ui.bibliography.workspace import BibliographyWorkspace, lacking
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook

Opener = Callable[[Path], Session]
SLOW = 20_000  # ms; the engine starts V8 and reads a style


@pytest.fixture
def workspace(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path
) -> Iterator[BibliographyWorkspace]:
    Settings().set_text("bibliography/style", "oscola")
    made = BibliographyWorkspace(open_session(sample), themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitUntil(lambda: made.save.isEnabled(), timeout=SLOW)
    yield made
    made.shutdown()


def choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def text(workspace: BibliographyWorkspace) -> str:
    return workspace.preview.toPlainText()


@pytest.mark.parametrize("kind", ["plain", "citations", "evidence"])
def test_every_kind_of_document_is_shown(qtbot: QtBot, workspace: BibliographyWorkspace, kind: str) -> None:
    choose(workspace.options.group, "claim")
    choose(workspace.options.kind, kind)
    qtbot.waitUntil(lambda: workspace._shown.bibliography.kind == kind, timeout=SLOW)
    qtbot.waitUntil(lambda: workspace._shown.bibliography.title in text(workspace), timeout=SLOW)
    assert workspace.options.recipe().kind == kind


@pytest.mark.parametrize("group", ["tag", "author", "date", "provision"])
def test_every_grouping_gives_its_headings(
    qtbot: QtBot, workspace: BibliographyWorkspace, group: str
) -> None:
    before = workspace._shown.bibliography
    choose(workspace.options.group, group)
    qtbot.waitUntil(lambda: workspace._shown.bibliography is not before, timeout=SLOW)
    heading = workspace._shown.bibliography.groups[0].heading
    qtbot.waitUntil(lambda: heading in text(workspace), timeout=SLOW)


def test_stances_tags_length_and_indexes_reach_the_recipe(workspace: BibliographyWorkspace) -> None:
    quotes = workspace.options.quotes
    quotes.stances[Stance.CONTRADICTS].setChecked(True)
    choose(quotes.length, 100)
    workspace.options.provision_index.setChecked(True)
    workspace.options.person_index.setChecked(True)
    quotes._menu.aboutToShow.emit()
    tag = next(action for action in quotes._menu.actions() if action.isCheckable())
    tag.setChecked(True)
    recipe = workspace.options.recipe()
    assert recipe.stances == {"contradicts"}
    assert recipe.tags == {tag.text()}
    assert (recipe.shorten, recipe.provision_index, recipe.person_index) == (100, True, True)


def test_long_quotations_are_shortened_visibly(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    assert "[…]" not in text(workspace)
    choose(workspace.options.quotes.length, 100)
    qtbot.waitUntil(lambda: "[…]" in text(workspace), timeout=SLOW)


def test_colours_are_called_by_the_projects_own_names(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    named = [swatch.accessibleName() for swatch in workspace.options.quotes.swatches.values()]
    assert any(": " in name for name in named)


def test_a_word_file_for_the_styles_is_chosen_and_left(
    workspace: BibliographyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: ("/somewhere/house.docx", ""))
    workspace.options.reference.click()
    assert workspace.options.recipe().reference_docx == "/somewhere/house.docx"
    assert workspace.options.reference.text() == "house.docx"
    workspace.options.own_reference.click()
    assert workspace.options.recipe().reference_docx == ""


# Recipes


def test_a_recipe_is_saved_chosen_renamed_and_deleted(
    qtbot: QtBot, workspace: BibliographyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bar, options, session = workspace.options.recipes, workspace.options, workspace._session
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("For the ministry", True))
    choose(options.group, "claim")
    bar.save_as_action.trigger()
    qtbot.waitUntil(lambda: bar.box.currentText() == "For the ministry")
    assert not bar.save_action.isEnabled()
    choose(options.group, "date")
    assert bar.box.currentText() == "For the ministry (changed)"
    bar._picked(bar.box.currentIndex())
    assert options.recipe().group == "claim"
    choose(options.group, "author")
    bar.save_action.trigger()
    qtbot.waitUntil(lambda: bar.box.currentText() == "For the ministry")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("For the archive", True))
    bar.rename_action.trigger()
    qtbot.waitUntil(lambda: bar.box.currentText() == "For the archive")
    answers: list[list] = []
    session.read(recipes.listing, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert [(one.name, one.recipe.group) for one in answers[0]] == [("For the archive", "author")]
    bar.delete_action.trigger()
    qtbot.waitUntil(lambda: bar.box.count() == 1)
    assert options.recipe().group == "author"


def test_taking_a_recipe_sets_every_choice(workspace: BibliographyWorkspace) -> None:
    wanted = Recipe(
        style="apa",
        locale="de-DE",
        group="date",
        colours=frozenset({"red"}),
        include_unquoted=False,
        title="A title",
        kind="citations",
        tags=frozenset({"x"}),
        stances=frozenset({"supports"}),
        only_linked=True,
        shorten=333,
        annote=False,
        notes=False,
        source_notes=True,
        links=False,
        provision_index=True,
        person_index=True,
        reference_docx="/x/y.docx",
    )
    workspace.options.take(wanted)
    assert workspace.options.recipe() == wanted


def test_choices_are_remembered_but_filters_begin_anew(
    qtbot: QtBot, themes: ThemeBook, workspace: BibliographyWorkspace
) -> None:
    choose(workspace.options.kind, "plain")
    workspace.options.person_index.setChecked(True)
    workspace.options.quotes.linked.setChecked(True)
    again = Options(workspace._session, themes, Settings())
    qtbot.addWidget(again)
    recipe = again.recipe()
    assert (recipe.kind, recipe.person_index, recipe.only_linked) == ("plain", True, False)


# Styles


def test_many_styles_are_filled_in_as_one_scrolls(qtmodeltester: ModelTester) -> None:
    model = StyleListModel()
    model.set_styles(searchable([StyleInfo(f"s{n}", f"Style {n}") for n in range(1000)]))
    assert (model.rowCount(), model.total) == (BATCH, 1000)
    assert model.canFetchMore()
    assert model.row_of("s900") == 900
    assert model.rowCount() == 901
    qtmodeltester.check(model)


def test_starred_styles_come_first_then_those_used_last() -> None:
    model = StyleListModel()
    model.set_styles(searchable([StyleInfo(name, name) for name in "abcd"]))
    model.set_first(["d"], ["c", "d"])
    assert [model.index(n).data(ID_ROLE) for n in range(4)] == ["d", "c", "a", "b"]
    assert [bool(model.index(n).data(STAR_ROLE)) for n in range(4)] == [True, False, False, False]


def test_a_star_is_set_with_the_keyboard_and_remembered(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    picker = workspace.options.styles
    qtbot.waitUntil(lambda: picker.model.total > 1000, timeout=SLOW)
    qtbot.keyClicks(picker.filter, "modern language association 9th")
    picker.list.setCurrentIndex(picker.model.index(0))
    style = picker.list.currentIndex().data(ID_ROLE)
    qtbot.keyClicks(picker.list, "*")
    assert Settings().text("bibliography/stars").split() == [*FAVOURITES, style]
    picker.filter.clear()
    assert picker.model.row_of(style) == len(FAVOURITES)


def test_what_a_style_lacks_is_said() -> None:
    none = Problem(ProblemKind.NO_BIBLIOGRAPHY, "It has no bibliography.")
    entry = Problem(ProblemKind.NO_ENTRY, "x", "s1")
    assert lacking((entry, none)) == "It has no bibliography."
    assert lacking((entry, entry)) == "It has no entry for 2 sources."
    assert lacking(()) == ""


# Edits and problems


def test_an_edit_changes_only_its_entry_on_the_paper(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    from annotator.operations import sources as acts
    from annotator.store import sources

    answers: list[list] = []
    workspace._session.read(sources.listing, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    source = answers[0][2].source.id
    kept = workspace.preview.block(3)
    workspace._session.act(lambda project: acts.edit(project, source, annote="An entirely new annotation."))
    qtbot.waitUntil(lambda: "An entirely new annotation." in text(workspace), timeout=SLOW)
    expected = [paragraph.text for paragraph in workspace._shown.paragraphs]
    assert text(workspace).split("\n") == expected
    assert workspace.preview.block(3) is kept


def test_only_the_edit_of_a_sources_own_fields_is_read_by_itself() -> None:
    def changes(**rows: set[str]) -> Changes:
        return Changes(rows={table: frozenset(ids) for table, ids in rows.items()})

    assert edited(changes(source={"s1"}, source_agent={"x"}, agent={"y"})) == {"s1"}
    assert edited(changes(source={"s1"}, annotation={"a"})) is None
    assert edited(changes(source_agent={"x"})) is None
    assert edited(changes(source={"*"})) is None


def test_a_source_that_goes_to_the_trash_leaves_the_pages(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    from annotator.operations import sources as acts
    from annotator.operations import trash
    from annotator.store import sources

    answers: list[list] = []
    workspace._session.read(sources.listing, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    one, other = answers[0][0].source, answers[0][1].source
    workspace._session.act(lambda project: acts.edit(project, one.id, annote="Changed once"))
    qtbot.waitUntil(lambda: "Changed once" in text(workspace), timeout=SLOW)
    workspace._session.act(lambda project: trash.trash(project, "source", one.id))
    workspace._session.act(lambda project: acts.edit(project, other.id, annote="Changed twice"))
    qtbot.waitUntil(lambda: "Changed twice" in text(workspace), timeout=SLOW)
    qtbot.waitUntil(lambda: "Changed once" not in text(workspace), timeout=SLOW)


def test_the_common_ends_of_two_texts_are_never_counted_twice() -> None:
    assert common_ends("abc", "abc") == (3, 0)
    assert common_ends("abxcd", "abycd") == (2, 2)
    assert common_ends("aaa", "aa") == (2, 0)
    assert common_ends("", "abc") == (0, 0)


def test_a_problem_leads_to_its_passage_its_source_or_the_styles(
    qtbot: QtBot, workspace: BibliographyWorkspace
) -> None:
    source = next(entry.source_id for entry in workspace._shown.bibliography.entries())
    with qtbot.waitSignal(workspace.source_requested) as asked:
        workspace.problems.chosen.emit(Problem(ProblemKind.NO_TITLE, "x", source))
    assert asked.args == [source]
    quote = next(entry.quotes[0] for entry in workspace._shown.bibliography.entries() if entry.quotes)
    with qtbot.waitSignal(workspace._session.open_requested):
        workspace.problems.chosen.emit(Problem(ProblemKind.NO_LOCATOR, "x", source, quote.annotation_id))
    workspace.activateWindow()
    workspace.problems.chosen.emit(Problem(ProblemKind.NO_BIBLIOGRAPHY, "x"))
    qtbot.waitUntil(workspace.options.styles.filter.hasFocus)


# Files


def test_every_format_is_offered_and_its_ending_added(
    qtbot: QtBot, workspace: BibliographyWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = {name: line for name, line, _ in filters()}
    assert set(lines) == {"docx", "odt", "pdf", "html", "markdown", "latex", "rtf", "csv", "xlsx"}
    assert with_ending(tmp_path / "a.b", lines["odt"]).name == "a.b.odt"
    assert with_ending(tmp_path / "a.pdf", lines["odt"]).name == "a.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "x"), lines["rtf"]))
    assert ask_path(workspace, "stem", workspace._settings) == tmp_path / "x.rtf"
    assert workspace._settings.text("bibliography/format") == "rtf"


def test_the_keyboard_goes_to_the_pages_first(qtbot: QtBot, workspace: BibliographyWorkspace) -> None:
    workspace.activateWindow()
    workspace.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(workspace.preview.hasFocus)
