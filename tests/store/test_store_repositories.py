"""Reading and writing each kind of row, and what the trash hides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain.annotation import AnchorState
from annotator.domain.claim import ClaimStatus, Evidence, Relation, Stance, Voice
from annotator.domain.document import Document, OutlineEntry, Page
from annotator.domain.errors import UserError
from annotator.domain.source import Agent, Contributor, Source
from annotator.domain.text import paragraphs
from annotator.domain.treaty import Fidelity, InstrumentEvent, Mention
from annotator.store import (
    annotations,
    bibliography,
    claims,
    documents,
    evidence,
    notes,
    search,
    sources,
    tags,
    trash,
    treaties,
)
from annotator.store.project import Project
from store.making import TEXT, TREATY, add_annotation, add_document, add_source, ids, selectors


def test_a_source_comes_back_as_it_was(project: Project) -> None:
    source = Source(
        "s9", "article-journal", "Título", "T", "Journal", "Press", "Yerevan", "2025-08-08", "2025-09", "https://x.org",
        "10.1/x", "978", "1", "2", "3–4", "es", "key2025", "An annotation.", {"genre": "review", "n": 1},
        frozenset({"issued", "title"}),
        (Contributor(Agent("g1", "Family", "Given", orcid="0000", non_dropping_particle="de la", dropping_particle="von", suffix="Jr.")), Contributor(Agent("g2", literal="Ministry"), "editor")),
    )  # fmt: skip
    with project.act("Add"):
        sources.add(project, source)
    found = sources.get(project, "s9")
    assert replace(found, created="", modified="") == source
    assert found.created
    assert found.modified


def test_contributors_are_replaced_in_order(project: Project) -> None:
    one, two, three = (Contributor(Agent(f"g{n}", f"F{n}")) for n in range(3))
    for people in ([one, two], [three, one], [one, two, three], [], [two, replace(two, role="editor")]):
        with project.act("Set"):
            sources.set_contributors(project, "s1", people)
        assert list(sources.get(project, "s1").contributors) == people
    with project.act("Rename"):
        sources.set_contributors(project, "s1", [Contributor(Agent("g0", "Renamed"))])
    assert sources.get(project, "s1").authors[0].family == "Renamed"


@pytest.mark.parametrize("field", ["id", "trashed_", "nonsense"])
def test_an_unknown_field_is_our_bug(project: Project, field: str) -> None:
    with pytest.raises(ValueError, match=field), project.act("Edit"):
        sources.update(project, "s1", **{field: "x"})


READS: list[Callable[[Project], object]] = [
    lambda p: sources.get(p, "nope"),
    lambda p: documents.get(p, "nope"),
    lambda p: documents.text(p, "nope"),
    lambda p: annotations.get(p, "nope"),
    lambda p: annotations.row(p, "nope"),
    lambda p: claims.get(p, "nope"),
    lambda p: treaties.provision(p, "nope"),
    lambda p: treaties.instrument(p, "nope"),
    lambda p: evidence.get_evidence(p, "nope"),
    lambda p: evidence.get_mention(p, "nope"),
    lambda p: claims.find(p, "nope"),
    lambda p: annotations.find(p, "nope"),
    lambda p: treaties.find_instrument(p, "nope"),
    lambda p: sources.find(p, "nope"),
    lambda p: sources.find(p, ""),
]


@pytest.mark.parametrize("read", READS)
def test_what_is_not_there_is_a_user_error(project: Project, read: Callable[[Project], object]) -> None:
    with pytest.raises(UserError, match="There is no"):
        read(project)


def test_changing_what_is_not_there_is_a_user_error(project: Project) -> None:
    with pytest.raises(UserError, match="There is no"), project.act("Edit"):
        claims.update(project, "nope", text="x")


def test_a_source_is_found_by_what_people_write(project: Project) -> None:
    with project.act("Add"):
        add_source(project, "abcd-1", "x", "000_first.txt")
        add_source(project, "abcd-2", "y", "001_second.txt")
        sources.update(project, "abcd-2", citekey="hayes2025")
    for ref, found in {
        "abcd-1": "abcd-1", "hayes2025": "abcd-2", "HAYES2025": "abcd-2", "001_second.txt": "abcd-2",
        "000_first": "abcd-1", "000": "abcd-1", "Title abcd-1": "abcd-1",
    }.items():  # fmt: skip
        assert sources.find(project, ref) == found
    with pytest.raises(UserError, match="more than one") as caught:
        sources.find(project, "abcd")
    assert "000_first.txt" in str(caught.value)
    with project.act("Trash"):
        trash.trash(project, "source", "abcd-1")
    assert sources.find(project, "abcd") == "abcd-2"


def test_a_document_keeps_its_parts_apart(project: Project) -> None:
    document = Document(
        "d9", "s1", "sha", "application/pdf", "x.pdf", 3, "mupdf", "1.28", 10, 8,
        (Page(0, 5, "iv"), Page(5, 10, "5")), (OutlineEntry(1, "One", 0),), None, "2025-01-01T00:00:00Z",
    )  # fmt: skip
    with project.act("Add"):
        documents.add(project, document, b"\x00\x01\x02", "0123456789", None)
    assert documents.get(project, "d9") == document
    assert documents.original(project, "d9") == b"\x00\x01\x02"
    assert documents.text(project, "d9") == "0123456789"
    assert documents.article(project, "d9") is None
    assert documents.by_sha(project, "sha") == document
    assert documents.by_sha(project, "other") is None
    with project.act("Labels"):
        documents.set_page_labels(project, "d9", {1: "6"})
    assert [page.label for page in documents.get(project, "d9").pages] == ["iv", "6"]


def test_the_newest_capture_comes_first_and_stands_in_the_library(project: Project) -> None:
    with project.act("Add"):
        add_document(project, "newer", "s1", "new text", "new.txt")
    assert [d.id for d in documents.of_source(project, "s1")] == ["newer", "d-s1"]
    (row,) = sources.listing(project)
    assert (row.document, row.file_name, row.annotations) == ("newer", "new.txt", 0)


def test_paragraphs_are_those_of_the_text(project: Project) -> None:
    assert documents.paragraphs(project, "d-s1") == paragraphs(TEXT)
    assert documents.paragraphs(project, "d-s1") is documents.paragraphs(project, "d-s1")


def test_an_annotation_comes_back_as_it_was(project: Project) -> None:
    with project.act("Highlight"):
        row = add_annotation(project, "Հայաստան")
    with project.act("Change"):
        annotations.update(
            project,
            row,
            colour="green",
            note="n",
            selectors=selectors(TEXT, "forbids"),
            state=AnchorState.MOVED,
            score=1 / 3,
        )
    found = annotations.get(project, row)
    assert found.selectors == selectors(TEXT, "forbids")
    assert (found.colour, found.note, found.state, found.score) == ("green", "n", AnchorState.MOVED, 0.3333)
    assert (found.source, found.document, found.author) == ("s1", "d-s1", "Tester")
    assert annotations.find(project, row[:8]) == row


def test_a_listing_has_all_that_hangs_on_a_highlight(full: Project) -> None:
    first, second = annotations.listing(full)
    assert [first.annotation.id, second.annotation.id] == ids(full)
    (link,) = first.provisions
    assert (link.label, link.wid, link.instrument_short) == ("Art. XII(2)", "art_12__para_2", "Agreement")
    assert (link.fidelity, link.accepted) == (Fidelity.GLOSS, True)
    (claim,) = second.claims
    assert (claim.key, claim.stance, claim.voice, claim.attributed_to) == (
        "C01", Stance.QUALIFIES, Voice.REPORTED, "The minister",
    )  # fmt: skip
    assert first.tags == ("Constitution",)
    assert annotations.listing(full, "s2") == [second]
    assert annotations.rows_of_document(full, "d-s1") == [first]
    assert annotations.row(full, ids(full)[0]) == first


def test_claims_count_their_evidence_by_source(full: Project) -> None:
    first, second = claims.listing(full)
    assert first.stances == {"s1": {Stance.SUPPORTS: 1}, "s2": {Stance.QUALIFIES: 1}}
    assert (first.total, second.total) == (2, 0)
    assert [(p.source.id if p.source else None, p.stance) for p in evidence.of_claim(full, "c1")] == [
        ("s1", Stance.SUPPORTS),
        ("s2", Stance.QUALIFIES),
    ]


def test_contradiction_is_one_row_from_both_ends(full: Project) -> None:
    with full.act("Again"):
        claims.relate(full, "c1", Relation.CONTRADICTS, "c2")
    assert [(r.other, r.outgoing) for r in claims.relations(full, "c1")] == [("c2", True)]
    assert [(r.other, r.outgoing) for r in claims.relations(full, "c2")] == [("c1", True)]
    with full.act("Refine"):
        claims.relate(full, "c1", Relation.REFINES, "c2")
    assert [(r.relation, r.outgoing) for r in claims.relations(full, "c2")] == [
        (Relation.CONTRADICTS, True),
        (Relation.REFINES, False),
    ]
    with full.act("Unrelate"):
        claims.unrelate(full, claims.relation_id("c2", Relation.CONTRADICTS, "c1"))
    assert len(claims.all_relations(full)) == 1


def test_a_claim_is_found_by_key_and_keeps_its_status(full: Project) -> None:
    with full.act("Resolve"):
        claims.update(
            full, "c1", status=ClaimStatus.RESOLVED, status_reason="seen", status_by="me", status_at="2025"
        )
    found = claims.get(full, claims.find(full, "c01"))
    assert (found.status, found.status_reason) == (ClaimStatus.RESOLVED, "seen")
    with pytest.raises(UserError, match="C01, C02"):
        claims.find(full, "C99")
    provision = treaties.provision_id("i1", "art_12")
    for wanted in ([provision], []):
        with full.act("About"):
            claims.set_provisions(full, "c1", wanted)
        assert claims.provisions(full, "c1") == wanted


def test_a_treaty_has_its_tree_texts_and_counts(full: Project) -> None:
    tree = treaties.provisions(full, "i1")
    assert [p.wid for p in tree] == ["preamble", "art_12", "art_12__para_1", "art_12__para_2"]
    assert treaties.provision_text(full, tree[3].id) == "2. Second rule."
    assert treaties.provision_text(full, tree[1].id) == TREATY[TREATY.index("Article") :].strip()
    assert treaties.counts(full, "i1") == {tree[1].id: 1, tree[3].id: 1}
    assert len(treaties.passages(full, tree[1].id)) == 1
    assert treaties.passages(full, tree[1].id, below=False) == []
    assert treaties.version_document(full, "i1") == "d-i1"
    with full.act("Dismiss"):
        evidence.update_provision_link(full, evidence.mention_id(ids(full)[0], tree[3].id), accepted=False)
    assert treaties.counts(full, "i1") == {}
    assert treaties.passages(full, tree[1].id) == []


def test_loading_a_version_again_keeps_the_provisions(full: Project) -> None:
    before = treaties.provisions(full, "i1")
    with full.act("Again"):
        add_document(full, "v2", None, TREATY, "v2.txt")
        treaties.add_version(full, "i1", "v2", "2026", [])
    after = treaties.provisions(full, "i1")
    assert [p.id for p in after] == [p.id for p in before]
    assert treaties.version_document(full, "i1") == "v2"


def test_an_instrument_is_found_and_has_events(full: Project) -> None:
    with full.act("Event"):
        treaties.add_event(full, "i1", InstrumentEvent("", "signed", "2026"))
        treaties.add_event(full, "i1", InstrumentEvent("", "initialled", "2025-08-08", "foreign ministers"))
    assert [event.kind for event in treaties.instrument(full, "i1").events] == ["initialled", "signed"]
    for ref in ("agreement", "i1", "Agreement on Peace", "the deal", "peace", "agr"):
        assert treaties.find_instrument(full, ref) == "i1"


def test_notes_and_tags(full: Project) -> None:
    with full.act("Note"):
        row = notes.add(full, "claim", "c1", "First thought.")
        notes.update(full, row, "Second thought.")
        tags.tag(full, "claim", "c1", "CONSTITUTION")
    (note,) = notes.of(full, "claim", "c1")
    assert (note.body, note.author) == ("Second thought.", "Tester")
    assert [(tag.name, count) for tag, count in tags.tags(full)] == [("Constitution", 2)]
    with full.act("Untag"):
        tags.untag(full, "claim", "c1", "constitution")
        tags.set_parent(full, tags.tag_id("constitution"), tags.tag(full, "claim", "c2", "law"))
    assert tags.of(full, "claim", "c1") == []
    (narrow, wide) = [tag for tag, _ in tags.tags(full)]
    assert narrow.parent == wide.id


def test_the_bibliography_compares_each_quote_with_its_text(full: Project) -> None:
    with full.act("Wrong"):
        annotations.update(
            full, ids(full)[0], selectors=replace(selectors(TEXT, "referendum"), exact="plebiscite")
        )
    first, second = bibliography.rows(full)
    assert [s.source.id for s in (first, second)] == ["s1", "s2"]
    assert [(q.text_at_range, q.verbatim) for q in first.quotes] == [("referendum", False)]
    assert [q.verbatim for q in second.quotes] == [True]
    assert first.quotes[0].provisions[0].label == "Art. XII(2)"


LISTINGS: list[Callable[[Project], object]] = [
    annotations.listing,
    claims.listing,
    sources.listing,
    lambda p: evidence.of_claim(p, "c1"),
    lambda p: treaties.counts(p, "i1"),
    bibliography.rows,
    lambda p: search.search(p, "referendum"),
]


@pytest.mark.parametrize("read", LISTINGS)
def test_a_listing_takes_as_many_queries_however_long_it_is(
    full: Project, read: Callable[[Project], object]
) -> None:
    def count() -> int:
        seen: list[str] = []
        full.db.set_trace_callback(seen.append)
        read(full)
        full.db.set_trace_callback(None)
        return len(seen)

    read(full)
    before = count()
    with full.act("More"):
        for _ in range(30):
            row = add_annotation(full, "forbids")
            evidence.link_claim(full, Evidence("", row, "c1", Stance.SUPPORTS))
            evidence.link_provision(full, Mention("", row, treaties.provision_id("i1", "art_12")))
    read(full)
    assert count() == before


def test_a_cycle_in_a_damaged_tree_ends(full: Project) -> None:
    article = treaties.provision_id("i1", "art_12")
    with full.act("Damage"):
        full.db.execute("UPDATE provision SET parent = ? WHERE id = ?", (article, article))
    assert treaties.provisions(full, "i1")
    assert treaties.passages(full, article)
    assert annotations.listing(full)


def test_a_project_created_in_a_relative_folder_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Project.create("p.annotator").close()
    with Project.open("p.annotator") as project:
        assert project.title == "p"
        assert project.path == tmp_path / "p.annotator"
