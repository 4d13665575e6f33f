"""Recipes kept in the project; citing passages, sources and treaties; what is gathered for a document."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from annotator.citation.engine import Engines
from annotator.citation.richtext import plain
from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.documents.client import Worker
from annotator.domain.claim import Stance
from annotator.domain.errors import UserError
from annotator.domain.treaty import InstrumentEvent
from annotator.operations import (
    annotations,
    bibliography,
    citing,
    claims,
    history,
    links,
    recipes,
    references_io,
    sources,
    treaties,
)
from annotator.operations.bibliography import Recipe
from annotator.store import documents, notes, tags
from annotator.store import treaties as stored_treaties
from annotator.store.project import Project
from operations.conftest import Filled, captured


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    with Engines() as made:
        yield made


def highlight(filled: Filled, words: str, document: str = "") -> str:
    document = document or filled.document
    start = documents.text(filled.project, document).index(words)
    return annotations.highlight(filled.project, document, start, start + len(words)).annotation.id


def test_a_recipe_comes_back_as_it_was_saved(project: Project):
    recipe = Recipe(
        OSCOLA, "en-GB", "claim", frozenset({"red"}), False, "T", "evidence", frozenset({"toll"}), frozenset({"supports"}),
        True, 80, False, False, True, False, True, True, "/tmp/mine.docx",
    )  # fmt: skip
    saved = recipes.save(project, " For   the journal ", recipe)
    assert saved.changes
    assert [(one.name, one.recipe) for one in recipes.listing(project)] == [("For the journal", recipe)]
    assert recipes.find(project, "for THE journal").id == saved.id


def test_saving_under_the_same_name_replaces_and_each_act_can_be_undone(project: Project):
    first = recipes.save(project, "Draft", Recipe())
    again = recipes.save(project, "draft", Recipe(style=APA))
    assert again.id == first.id
    recipes.save(project, "Final", Recipe())
    with pytest.raises(UserError, match="Final"):
        recipes.rename(project, first.id, "Final")
    recipes.rename(project, first.id, "Sketch")
    recipes.trash(project, first.id)
    assert [one.name for one in recipes.listing(project)] == ["Final"]
    history.undo(project, 2)
    assert [one.name for one in recipes.listing(project)] == ["draft", "Final"]
    with pytest.raises(UserError) as refused:
        recipes.find(project, "Other")
    assert "Final" in refused.value.advice
    with pytest.raises(UserError):
        recipes.save(project, "  ", Recipe())


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{", '{"style": 3, "shorten": "x", "links": 0, "colours": "red", "later": 1}', "[" * 9999],
)
def test_a_recipe_of_another_version_or_a_damaged_one_falls_back_to_the_usual(body: str):
    assert Recipe.from_json(body) == Recipe()


@pytest.mark.parametrize(
    "recipe", [Recipe(group="colour"), Recipe(kind="poem"), Recipe(stances=frozenset({"likes"}))]
)
def test_choices_that_there_are_not_are_refused_by_name(project: Project, recipe: Recipe):
    with pytest.raises(UserError) as refused:
        bibliography.options(recipe)
    assert refused.value.advice


def test_what_is_gathered_has_tags_notes_and_clean_words(filled: Filled):
    passage = highlight(filled, "The border is open.")
    with filled.project.act("mark"):
        tags.tag(filled.project, "annotation", passage, "border")
        tags.tag(filled.project, "source", filled.source, "press")
        notes.add(filled.project, "source", filled.source, "Ask the editor.")
    (row,) = bibliography.gather(filled.project, Recipe()).sources
    assert (row.tags, row.notes) == (("press",), ("Ask the editor.",))
    assert (row.quotes[0].tags, row.quotes[0].clean) == (("border",), "The border is open.")


def test_a_source_without_a_chosen_quotation_is_left_out_where_that_is_wanted(filled: Filled):
    highlight(filled, "The border is open.")
    assert bibliography.gather(filled.project, Recipe(include_unquoted=False)).sources
    assert not bibliography.gather(filled.project, Recipe(include_unquoted=False, only_linked=True)).sources


def test_a_passage_is_cited_with_its_paragraph_in_every_form(filled: Filled, engines: Engines):
    sources.edit(
        filled.project,
        filled.source,
        title="A border, twice drawn",
        authors="Hayes, Ann",
        issued="2025-08-09",
    )
    passage = highlight(filled, "The border is open.")
    given = citing.gather(filled.project, annotation=passage)
    note = citing.cite(given, CHICAGO_NOTES, "note", engines)
    assert note.plain.startswith("Ann Hayes, “A Border, Twice Drawn,” ")
    assert "para. 2" in note.plain
    assert citing.cite(given, APA, "in-text", engines).plain == "(Hayes, 2025, para. 2)"
    assert citing.cite(given, APA, "bibliography", engines).plain.startswith("Hayes, A. (2025")
    assert citing.cite(given, OSCOLA, "in-text", engines).problems
    pandoc = citing.cite(given, form="pandoc", engines=engines).plain
    assert pandoc.startswith("[@")
    assert pandoc.endswith(", para. 2]")
    quoted = citing.cite(given, APA, "in-text", engines, quote=True)
    assert quoted.plain == "“The border is open.” (Hayes, 2025, para. 2)"
    assert citing.quote_with_citation(filled.project, passage, APA, "in-text", engines=engines) == quoted
    with pytest.raises(UserError, match="limerick"):
        citing.cite(given, APA, "limerick", engines)


def test_a_title_is_set_in_rich_text_and_its_markup_is_not(filled: Filled, engines: Engines):
    sources.edit(filled.project, filled.source, title="<b>Bold</b> & true", type="book")
    made = citing.citation(filled.project, source=filled.source, style=CHICAGO_NOTES, engines=engines)
    assert "<i>" in made.html
    assert "&amp;" in made.html
    assert "<script" not in made.html


def test_a_passage_of_a_treaty_is_cited_by_article_with_the_treatys_status(filled: Filled, engines: Engines):
    treaties.event(filled.project, filled.agreement, "initialled", "2025-08-08")
    text = stored_treaties.version_document(filled.project, filled.agreement) or ""
    passage = highlight(filled, "roads", text)
    given = citing.gather(filled.project, annotation=passage)
    made = citing.cite(given, OSCOLA, "note", engines)
    assert "art II(2)(a)" in made.plain
    assert made.plain.endswith("[initialled 2025-08-08 · not signed · not in force]")
    assert citing.cite(given, form="pandoc", engines=engines).plain.endswith(", art. II(2)(a)]")
    whole = citing.citation(filled.project, instrument=filled.agreement, style=OSCOLA, engines=engines)
    assert "art" not in whole.plain.partition("[")[0]


def test_a_treatys_own_words_stand_in_the_evidence_by_article(filled: Filled, engines: Engines):
    text = stored_treaties.version_document(filled.project, filled.agreement) or ""
    passage = highlight(filled, "Borders", text)
    claim = claims.add(filled.project, "Borders are regulated.").claim.id
    links.link_claim(filled.project, passage, claim, Stance.SUPPORTS)
    made = bibliography.build(filled.project, Recipe(OSCOLA, kind="evidence"), engines)
    assert [(row.source_id, row.quote.locator) for row in made.evidence] == [(filled.agreement, "art II(1)")]
    assert made.problems == ()


@pytest.mark.parametrize(
    ("words", "which", "place"),
    [
        ("Peace", "agreement", "art I"),
        ("Borders", "agreement", "art II(1)"),
        ("roads", "agreement", "art II(2)(a)"),
        ("ARTICLE II", "agreement", "art II"),
        ("Cease-fire", "statement", "point 1"),
        ("Corridor", "statement", "point 2"),
    ],
)
def test_each_level_of_a_treaty_is_pinpointed_in_documents_as_in_citations(
    filled: Filled, engines: Engines, words: str, which: str, place: str
):
    instrument = getattr(filled, which)
    text = stored_treaties.version_document(filled.project, instrument) or ""
    passage = highlight(filled, words, text)
    claim = claims.add(filled.project, "So it is.").claim.id
    links.link_claim(filled.project, passage, claim, Stance.SUPPORTS)
    (row,) = bibliography.build(filled.project, Recipe(OSCOLA, kind="evidence"), engines).evidence
    assert row.quote.locator == place
    notes = bibliography.build(
        filled.project, Recipe(OSCOLA, kind="citations", group="claim", include_unquoted=False), engines
    )
    (cite,) = [one for group in notes.groups for one in group.cites]
    assert re.search(rf"[ ,]{re.escape(place)}(?!\w)", plain(cite.runs))
    assert "para" not in plain(cite.runs)
    copied = citing.citation(filled.project, annotation=passage, style=OSCOLA, engines=engines)
    assert place in copied.plain


def test_series_and_parties_of_a_treaty_are_kept(filled: Filled):
    csl = {"container-title": "UNTS", "volume": "1155", "page": "331", "author": [{"literal": "Orlen"}]}
    with filled.project.act("series"):
        stored_treaties.update_instrument(filled.project, filled.agreement, csl=csl)
        stored_treaties.add_event(
            filled.project, filled.agreement, InstrumentEvent("", "signed", "1969-05-23")
        )
    assert stored_treaties.instrument(filled.project, filled.agreement).csl == csl


def test_a_citation_tells_works_of_one_author_and_year_apart(
    filled: Filled, worker: Worker, engines: Engines
):
    other = sources.add(filled.project, captured(worker, "Another text.\n", "other.txt")).source
    for source, title in ((filled.source, "Zebra"), (other, "Apple")):
        sources.edit(filled.project, source, title=title, authors="Hayes, Ann", issued="2025", type="book")
    made = citing.citation(filled.project, source=filled.source, style=APA, form="in-text", engines=engines)
    assert made.plain == "(Hayes, 2025b)"
    note = citing.citation(
        filled.project, source=filled.source, style="modern-language-association-notes", engines=engines
    )
    assert "Zebra" in note.plain
    number = citing.citation(filled.project, source=other, style="ieee", form="in-text", engines=engines)
    assert number.plain == "[2]"


def test_a_treaty_has_one_key_wherever_it_is_cited_or_listed(filled: Filled, engines: Engines):
    treaties.edit(filled.project, filled.agreement, short="Agreement (2025)")
    treaties.event(filled.project, filled.agreement, "signed", "2025-08-08")
    given = citing.gather(filled.project, instrument=filled.agreement)
    assert citing.cite(given, form="pandoc", engines=engines).plain == "[@agreement2025]"
    assert "@legal{agreement2025," in references_io.export_text(filled.project, "biblatex")
    # Its year stands in its short name already.
    assert citing.cite(given, APA, "in-text", engines).plain.startswith("(Agreement, 2025)")
