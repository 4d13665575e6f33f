from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.citation import csl
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.source import Agent, Contributor, Source
from annotator.exchange import formats
from annotator.operations import annotations, citekeys, duplicates, history, lookup, references_io, trash
from annotator.operations import sources as editing
from annotator.store import documents, notes, sources, tags
from annotator.store.project import Project
from exchange.tricky import ENTRIES
from operations.conftest import Filled

RIS = "TY  - JOUR\nAU  - Oud, Bea\nTI  - On Transit\nDO  - 10.1000/abc\nPY  - 2012\nER  - \nTY  - BOOK\nTI  - Two\nER  - \n"


def titles(project: Project) -> list[str]:
    return [row.source.title for row in sources.listing(project)]


def test_a_pasted_text_comes_in_as_one_act(project: Project) -> None:
    report = references_io.import_text(project, RIS)
    assert (report.added, report.known, report.problems, report.format) == (2, (), (), "ris")
    assert titles(project) == ["On Transit", "Two"]
    history.undo(project)
    assert titles(project) == []
    history.redo(project)
    assert titles(project) == ["On Transit", "Two"]


def test_the_store_loses_nothing_of_thirty_tricky_entries(project: Project) -> None:
    report = references_io.take_in(
        project, formats.read(formats.write(map(csl.from_csl, ENTRIES), "csl-json"))
    )
    found = sources.many(project)
    assert [csl.to_csl(found[key]) for key in report.sources] == ENTRIES


def test_bad_entries_are_reported_with_their_place_and_the_rest_comes_in(project: Project) -> None:
    report = references_io.import_text(project, "TI  - No type\n" + RIS)
    assert report.added == 2
    assert report.problems == ("Entry 1 (line 1): it does not begin with its type (TY)",)


def test_a_file_without_one_good_entry_changes_nothing(project: Project, tmp_path: Path) -> None:
    broken = tmp_path / "b.bib"
    broken.write_text("@book{a, title={x\n")
    with pytest.raises(UserError, match="no entry"):
        references_io.import_file(project, broken)
    with pytest.raises(UserError, match="no references"):
        references_io.import_text(project, "Dear all")
    with pytest.raises(UserError, match="no such file"):
        references_io.import_file(project, tmp_path / "none.ris")
    assert [act.kind for act in history.acts(project)] == ["start"]


def test_the_same_file_again_adds_nothing_and_says_so(project: Project) -> None:
    first = references_io.import_text(project, RIS)
    again = references_io.import_text(project, RIS, "add")
    assert again.sources == first.sources
    assert (again.added, [known.reason for known in again.known]) == (0, ["same", "same"])


OTHER = "@article{x, title={On transit}, author={Oud, B.}, doi={https://doi.org/10.1000/ABC}, volume={4}, year={2012}}"


@pytest.mark.parametrize(("choice", "count", "volume"), [("skip", 2, ""), ("add", 3, ""), ("merge", 2, "4")])
def test_an_entry_known_by_its_doi_is_skipped_added_or_merged(
    project: Project, choice: str, count: int, volume: str
) -> None:
    key = references_io.import_text(project, RIS).sources[0]
    report = references_io.import_text(project, OTHER, choice)
    assert len(titles(project)) == count
    kept = sources.get(project, key)
    assert (kept.title, kept.volume) == ("On Transit", volume)
    if choice != "add":
        assert report.known == (references_io.Known("On transit", key, "doi"),)
    assert report.merged == (choice == "merge")


def test_a_cancelled_import_leaves_nothing(project: Project) -> None:
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    found = formats.read(RIS * 1 + "".join(f"TY  - BOOK\nTI  - Book {n}\nER  - \n" for n in range(200)))
    with pytest.raises(Cancelled):
        references_io.take_in(project, found, cancelled=cancelled)
    assert titles(project) == []


def test_a_cancel_is_heard_while_the_history_is_written(project: Project) -> None:
    found = formats.read("".join(f"TY  - BOOK\nTI  - Book {n}\nER  - \n" for n in range(400)))
    before = [act.id for act in history.acts(project)]
    parts: list[float] = []
    with pytest.raises(Cancelled):
        references_io.take_in(
            project,
            found,
            progress=lambda part, _: parts.append(part),
            cancelled=lambda: max(parts, default=0) > 0.8,
        )
    assert parts[-1] > 0.8
    assert [act.id for act in history.acts(project)] == before
    assert titles(project) == []
    assert references_io.take_in(project, found).added == 400


def test_progress_of_an_import_grows_from_reading_to_the_end(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "list.ris"
    path.write_text("".join(f"TY  - BOOK\nTI  - Book {n}\nER  - \n" for n in range(420)))
    parts: list[float] = []
    texts: list[str] = []
    references_io.import_file(
        project, path, progress=lambda part, text: (parts.append(part), texts.append(text))
    )
    assert parts == sorted(parts)
    assert parts[0] < 0.35 < parts[-1] < 1.0
    assert texts[-1] == "Adding references" != texts[0]
    assert max(after - one for one, after in pairwise(parts)) < 0.36


def test_treaties_go_out_with_the_sources_and_come_in_as_treaties(filled: Filled, tmp_path: Path) -> None:
    done = references_io.export_file(filled.project, tmp_path / "all.ris")
    assert done.entries == 3
    found = formats.read(done.path.read_bytes())
    assert [(s.type, s.title) for s in found.sources][1:] == [
        ("treaty", "Agreement on Peace"),
        ("report", "Joint Statement"),
    ]
    chosen = references_io.export_text(filled.project, "biblatex", [filled.source])
    assert chosen.count("@") == 1


def test_what_a_format_loses_is_said(project: Project, tmp_path: Path) -> None:
    references_io.import_text(project, '[{"type": "treaty", "title": "On <i>pacta</i>"}]')
    assert references_io.export_file(project, tmp_path / "a.json").losses == ()
    assert len(references_io.export_file(project, tmp_path / "a.ris").losses) == 1
    assert references_io.export_file(project, tmp_path / "a.bib").losses == ()
    assert "misc" in references_io.export_file(project, tmp_path / "a.bibtex").losses[0]
    with pytest.raises(UserError, match="cannot be written"):
        references_io.export_file(project, tmp_path / "a.docx")


def test_imported_citekeys_stay_unless_they_are_taken(project: Project) -> None:
    references_io.import_text(project, "@book{mine, title={A}}\n@book{Mine, title={B}}\n")
    references_io.import_text(project, "TY  - BOOK\nAU  - Щербаков, Илья\nTI  - В\nPY  - 2017\nER  - \n")
    keys = [row.source.citekey for row in sources.listing(project)]
    assert keys == ["mine", "Mine-2", "shcherbakov2017"]


def author(name: str) -> tuple[Contributor, ...]:
    return (Contributor(Agent.of(name)),)


def test_a_citekey_is_stable_and_made_anew_only_when_asked(project: Project) -> None:
    with project.act("add"):
        for key in "abc":
            sources.add(project, Source(key, title=f"Title {key}", contributors=author("Valiyev")))
    for key in "abc":
        editing.edit(project, key, issued="2025")
    keys = {key: sources.get(project, key).citekey for key in "abc"}
    assert keys == {"a": "valiyev2025", "b": "valiyev2025b", "c": "valiyev2025c"}
    editing.edit(project, "a", title="Another", issued="2024", authors="Hayes, Ann")
    assert sources.get(project, "a").citekey == "valiyev2025"
    citekeys.set_pattern(project, "{Auth}-{title}{year}")
    assert sources.get(project, "b").citekey == "valiyev2025b"
    citekeys.regenerate(project)
    assert [row.source.citekey for row in sources.listing(project)] == [
        "Hayes-another2024",
        "Valiyev-title2025",
        "Valiyev-title2025b",
    ]
    history.undo(project)
    assert {key: sources.get(project, key).citekey for key in "abc"} == keys


@pytest.mark.parametrize("pattern", ["", "{nobody}", "plain", "{letter}", "{auth} {year}", "{auth}é"])
def test_a_pattern_that_makes_no_citekeys_is_refused(project: Project, pattern: str) -> None:
    with pytest.raises(UserError, match="no citekeys"):
        citekeys.set_pattern(project, pattern)
    assert citekeys.pattern(project) == "{auth}{year}{letter}"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        (Source("s", title="The Law of Roads", issued="2020"), "law2020"),
        (Source("s", title="1920"), "1920nd"),
        (Source("s", contributors=author("Հակոբյան"), issued="1991/1994"), "hakobyan1991"),
        (
            Source("s", contributors=(Contributor(Agent.of("Berg", "Jan", "", "van der")),), issued="2020"),
            "vanderberg2020",
        ),
        (Source("s"), "sourcend"),
    ],
)
def test_a_citekey_is_plain_whatever_the_script(source: Source, key: str) -> None:
    assert citekeys.preview("{auth}{year}", source) == key


def add(project: Project, *made: Source) -> None:
    with project.act("add"):
        for source in made:
            sources.add(project, source)


BASE = Source(
    "a", type="report", title="The Corridor: A Road to Trade", issued="2021", contributors=author("Oud")
)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (replace(BASE, id="b", title="Wholly different", doi="doi:10.1/X"), "doi"),
        (replace(BASE, id="b", title="The corridor. A road to trade!"), "title"),
        (replace(BASE, id="b", issued=""), "title"),
        (
            replace(
                BASE, id="b", title="Corridor", contributors=(), url="http://www.example.org/a/?utm_source=x"
            ),
            "url",
        ),
        (
            replace(BASE, id="b", title="Corridor, a road to trade", contributors=(), isbn="0-306-40615-2"),
            "isbn",
        ),
        (replace(BASE, id="b", title="The Corridor: A Road to Trade II"), None),
        (replace(BASE, id="b", issued="2022"), None),
        (replace(BASE, id="b", contributors=author("Other")), None),
        (replace(BASE, id="b", volume="2"), None),
        (
            replace(BASE, id="b", title="Chapter one", type="chapter", contributors=(), isbn="9780306406157"),
            None,
        ),
        (replace(BASE, id="b", title="Elsewhere", contributors=(), url="https://example.org/"), None),
    ],
)
def test_one_work_twice_is_found_and_two_works_are_not(
    project: Project, other: Source, reason: str | None
) -> None:
    first = replace(BASE, doi="10.1/x", url="https://example.org/a", isbn="9780306406157", volume="1")
    add(project, first, replace(other, id="b"))
    found = duplicates.duplicates(project)
    assert [(group.sources, group.reason) for group in found] == ([(("a", "b"), reason)] if reason else [])


def test_what_was_kept_apart_is_not_offered_again(project: Project) -> None:
    add(project, BASE, replace(BASE, id="b"), replace(BASE, id="c"))
    assert [group.sources for group in duplicates.duplicates(project)] == [("a", "b", "c")]
    duplicates.keep_apart(project, ["a", "b", "c"])
    assert duplicates.duplicates(project) == []
    history.undo(project)
    assert len(duplicates.duplicates(project)) == 1


def test_merging_moves_everything_and_undo_brings_it_back(filled: Filled) -> None:
    project = filled.project
    editing.edit(project, filled.source, publisher="Press", authors="Oud, Bea")
    add(project, replace(BASE, id="b", publisher="Other press", volume="7", csl={"archive": "A"}))
    highlight = annotations.highlight(project, filled.document, 0, 8).annotation
    with project.act("describe"):
        tags.tag(project, "source", filled.source, "road")
        notes.add(project, "source", filled.source, "Read this.")

    def now() -> dict[str, Source]:
        return {key: replace(sources.get(project, key), modified="") for key in ("b", filled.source)}

    before = now()
    pairs = {
        pair.field: (pair.kept, pair.dropped) for pair in duplicates.compare(project, "b", filled.source)
    }
    assert pairs["publisher"] == ("Other press", "Press")
    assert pairs["contributors"] == ("Oud", "Oud, Bea")

    merged = duplicates.merge_sources(
        project, "b", filled.source, {"publisher": "drop", "contributors": "drop"}
    )
    kept = sources.get(project, "b")
    assert (kept.publisher, kept.volume, kept.title, kept.csl["archive"]) == ("Press", "7", BASE.title, "A")
    assert [agent.name for agent in kept.authors] == ["Bea Oud"]
    assert [row.source.id for row in sources.listing(project)] == ["b"]
    assert [document.id for document in documents.of_source(project, "b")] == [filled.document]
    assert sources.listing(project)[0].annotations == 1
    assert tags.of(project, "source", "b") == ["road"]
    assert [note.body for note in notes.of(project, "source", "b")] == ["Read this."]
    assert highlight.id and merged.changes.touches("source", "document")

    history.undo(project)
    assert now() == before
    assert [d.id for d in documents.of_source(project, filled.source)] == [filled.document]
    assert documents.of_source(project, "b") == []


def test_a_source_is_not_merged_with_itself(project: Project) -> None:
    add(project, BASE)
    with pytest.raises(UserError, match="itself"):
        duplicates.merge_sources(project, "a", "a")


def test_going_online_is_off_until_it_is_allowed(project: Project) -> None:
    with pytest.raises(UserError, match="off"):
        lookup.require(project)
    lookup.enable(project, True)
    lookup.require(project)
    lookup.enable(project, False)
    assert not lookup.enabled(project)


def test_what_was_found_online_fills_gaps_and_guesses_and_leaves_the_rest(project: Project) -> None:
    add(project, replace(BASE, title="guessed", guessed=frozenset({"title"}), publisher="Mine"))
    found = Source("x", type="report", title="Found", publisher="Theirs", doi="10.1/x")
    lookup.fill(project, "a", found)
    one = sources.get(project, "a")
    assert (one.title, one.publisher, one.doi, one.guessed) == ("Found", "Mine", "10.1/x", frozenset())
    lookup.fill(project, "a", replace(found, title="Again"), ["publisher"])
    assert (sources.get(project, "a").publisher, sources.get(project, "a").title) == ("Theirs", "Found")


def test_a_source_in_the_trash_comes_back_with_its_import(project: Project) -> None:
    key = references_io.import_text(project, RIS).sources[0]
    trash.trash(project, "source", key)
    assert references_io.import_text(project, RIS).sources[0] == key
    assert titles(project) == ["On Transit", "Two"]
