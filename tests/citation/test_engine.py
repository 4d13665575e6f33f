from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from annotator.citation import engine as engine_module
from annotator.citation import richtext
from annotator.citation.engine import Engine, Engines
from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.domain.errors import UserError

A = {
    "id": "a",
    "type": "article-newspaper",
    "title": "Bridge reopens",
    "author": [{"family": "Arden", "given": "Mary"}],
    "container-title": "The Gazette",
    "issued": {"date-parts": [[2025, 8, 7]]},
    "language": "en",
}
B = {**A, "id": "b", "title": "Ferry sinks", "issued": {"date-parts": [[2025, 8, 9]]}}


def text(html: str) -> str:
    return richtext.plain(richtext.parse(html))


def style(layout: str, sort: str = "") -> str:
    return (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><id/><title/>'
        "<updated>2025-01-01T00:00:00+00:00</updated></info>"
        '<macro name="t"><text variable="title"/></macro><macro name="tt"><text macro="t"/><text macro="t"/></macro>'
        f"<citation><layout>{layout}</layout></citation>"
        f"<bibliography>{sort}<layout>{layout}</layout></bibliography></style>"
    )


def test_each_style_speaks_its_own_english(engines: Engines):
    chicago, oscola = engines.get(CHICAGO_NOTES), engines.get(OSCOLA)
    for one in (chicago, oscola):
        one.set_items([A])
    assert text(chicago.bibliography()[0].html) == (
        "Arden, Mary. “Bridge Reopens.” The Gazette, August 7, 2025."
    )
    assert text(oscola.bibliography()[0].html) == "Arden M, ‘Bridge Reopens’ The Gazette (7 August 2025)"


def test_a_changed_item_is_formatted_anew_and_the_rest_stays(engines: Engines):
    apa = engines.get(APA)
    apa.set_items([A, B])
    before = apa.bibliography()
    apa.set_items([A, {**B, "title": "Ferry floats"}])
    after = apa.bibliography()
    assert after[0] == before[0]
    assert "Ferry floats" in after[1].html
    apa.set_items([A])
    assert [entry.id for entry in apa.bibliography()] == ["a"]


def test_an_item_that_a_style_does_not_print_keeps_its_place_and_takes_nobodys_entry(engines: Engines):
    chicago = engines.get(CHICAGO_NOTES)
    silent = {"id": "m", "type": "document", "title": "Nothing else is known"}
    later = {**A, "id": "z", "author": [{"family": "Zeta", "given": "Z."}]}
    chicago.set_items([later, silent, A])
    entries = {entry.id: entry.html for entry in chicago.bibliography()}
    assert list(entries) == ["a", "m", "z"]
    assert entries["m"] == ""
    assert "Zeta" in entries["z"]


def test_one_entry_alone_names_its_author_where_the_list_has_a_dash(engines: Engines):
    oscola = engines.get(OSCOLA)
    oscola.set_items([A, B])
    assert text(oscola.bibliography()[1].html).startswith("——")
    alone = oscola.entry("b")
    assert alone is not None
    assert text(alone.html).startswith("Arden M")


def test_a_citation_carries_its_locator_in_the_words_of_the_style(engines: Engines):
    for name, locator in ((CHICAGO_NOTES, "para. 20"), (APA, "para. 20"), (OSCOLA, "para 20")):
        engine = engines.get(name)
        engine.set_items([A])
        assert locator in text(engine.citation([{"id": "a", "locator": "20", "label": "paragraph"}]))


def test_a_chosen_locale_is_used_although_the_style_has_its_own(engines: Engines):
    german = engines.get(OSCOLA, "de-DE")
    assert german.locale == "de-DE"
    assert german.term("open-quote", form="long") == "„"
    german.set_items([A])
    assert "August 2025" in text(german.bibliography()[0].html)


def test_the_cache_gives_one_engine_for_a_style_and_a_new_one_after_closing():
    with Engines() as engines:
        first = engines.get("ieee")
        assert engines.get("ieee") is first
        first.close()
        assert first.closed
        assert engines.get("ieee") is not first


def test_closing_twice_is_harmless_and_a_closed_engine_says_so():
    engine = Engine("ieee")
    engine.close()
    engine.close()
    with pytest.raises(RuntimeError, match="closed"):
        engine.bibliography()


def test_many_threads_share_one_engine(engines: Engines):
    engine = engines.get(APA)
    engine.set_items([A, B])
    expected = [entry.html for entry in engine.bibliography()]
    found: list[list[str]] = []

    def ask() -> None:
        found.append([entry.html for entry in engine.bibliography()])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4


def test_shared_sort_macros_sort_as_citeproc_alone_does():
    plain = style('<text variable="title"/>', '<sort><key variable="title"/></sort>')
    nested = style(
        '<text variable="title"/>', '<sort><key macro="tt"/><key macro="t" sort="descending"/></sort>'
    )
    items = [{**A, "id": str(n), "title": word} for n, word in enumerate(["pear", "apple", "fig", "apple"])]
    orders = []
    for xml in (plain, nested):
        with Engine("own", xml=xml) as engine:
            engine.set_items(items)
            orders.append([text(entry.html) for entry in engine.bibliography()])
    assert orders[0] == orders[1] == ["apple", "apple", "fig", "pear"]


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "not xml",
        "<style/>",
        style('<text macro="loop"/>').replace(
            '<macro name="t">', '<macro name="loop"><text macro="loop"/></macro><macro name="t">'
        ),
    ],
)
def test_a_broken_style_is_refused_and_leaves_no_engine_behind(xml: str):
    with pytest.raises(UserError) as caught, Engine("mine", xml=xml) as engine:
        engine.set_items([A])
        engine.bibliography()
    assert "mine" in caught.value.what
    assert caught.value.advice


def test_a_style_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch):
    # Each macro calls the one below twice: 2^40 tokens.
    macros = '<macro name="m0"><text variable="title"/></macro>' + "".join(
        f'<macro name="m{n}"><text macro="m{n - 1}"/><text macro="m{n - 1}"/></macro>' for n in range(1, 41)
    )
    xml = style('<text macro="m40"/>').replace('<macro name="t">', macros + '<macro name="t">')
    monkeypatch.setattr(engine_module, "CALL_SECONDS", 0.5)
    monkeypatch.setattr(engine_module, "SECONDS_PER_ITEM", 0.0)
    engine = Engine("endless", xml=xml)
    with pytest.raises(UserError):
        engine.set_items([A])
        engine.bibliography()
    assert engine.closed


@pytest.mark.parametrize(
    "ending", ["raise SystemExit(3)", "raise ValueError", "import sys; sys.exit(0)", "pass"]
)
def test_the_interpreter_ends_although_an_engine_was_left_open(ending: str):
    code = (
        "from annotator.citation.engine import Engine\n"
        "engine = Engine('ieee')\nengine.set_items([{'id': 'a', 'type': 'book', 'title': 'T'}])\n" + ending
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == {"raise SystemExit(3)": 3, "raise ValueError": 1}.get(ending, 0)
    assert ("Traceback" in done.stderr) == (ending == "raise ValueError")


def test_importing_the_engine_does_not_load_v8():
    code = (
        "import sys, annotator.citation.engine; print('py_mini_racer' in sys.modules, 'lxml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def _works(count: int) -> list[dict[str, object]]:
    """Works of few authors, so that names, years and dashes have something to tell apart."""
    kinds = ("article-journal", "book", "chapter", "treaty", "legal_case", "webpage", "interview")
    return [
        {
            "id": f"w{n}",
            "type": kinds[n % len(kinds)],
            "title": f"Work {n * 7 % count} on passage",
            "container-title": "Journal of Crossings",
            "author": [{"family": f"Family{n % 4}", "given": ("Anna", "Boris")[n % 2]}],
            "issued": {"date-parts": [[2000 + n % 3]]},
        }
        for n in range(count)
    ]


@pytest.mark.parametrize(
    "style",
    [CHICAGO_NOTES, APA, OSCOLA, "mcgill-en", "modern-language-association", "ieee", "chicago-author-date"],
)
def test_an_edited_entry_leaves_the_bibliography_as_a_fresh_engine_would_make_it(style: str):
    works = _works(16)
    edited = [dict(work) for work in works]
    edited[3]["title"] = "A title that sorts first"
    edited[8]["author"] = [{"family": "Aaronson", "given": "Zoe"}]
    del edited[11]
    with Engine(style, citing=False) as live:
        live.set_items(works)
        live.bibliography()
        live.bibliography(alone=True)
        for items in (edited, works):
            live.set_items(items)
            with Engine(style) as new:
                new.set_items(items)
                wanted = new.bibliography()
                assert live.bibliography() == wanted
                assert [entry.id for entry in wanted] == live.order()
                assert live.bibliography(alone=True) == [new.entry(entry.id) for entry in wanted]


def test_notes_in_a_row_are_full_first_then_short():
    with Engine(CHICAGO_NOTES) as engine:
        engine.set_items(_works(3))
        first, again = engine.notes([[{"id": "w0"}], [{"id": "w0", "locator": "4", "label": "page"}]])
        assert "2000" in first
        assert "2000" not in again
        assert "4" in again
        engine.set_items(_works(3))
        assert len(engine.bibliography()) == 3


def test_a_citation_takes_nothing_out_of_a_large_bibliography():
    works = _works(40)
    with Engine(APA) as engine:
        engine.set_items(works)
        before = engine.bibliography()
        for work in works:
            assert engine.citation([{"id": work["id"]}])
        # Nothing was worked out anew: what was made of the items still stands.
        assert engine._eval("Object.keys(annotator.processor().registry.registry).length", 5) == 40
        assert engine.bibliography() == before
    with Engine("ieee") as engine:
        engine.set_items(works)
        assert engine.citation([{"id": "w1"}]) == "[2]"


@pytest.mark.parametrize(
    ("family", "given", "whole", "short"),
    [
        ("Հակոբյան", "Անի", "Հակոբյան, Անի", "Հակոբյան, Ա."),
        ("გელაშვილი", "ანა", "გელაშვილი, ანა", "გელაშვილი, ანა"),
        ("Nguyễn", "Ấn", "Nguyễn, Ấn", "Nguyễn, Ấ."),
        ("Əliyev", "İlham", "Əliyev, İlham", "Əliyev, İ."),
        ("王", "伟", "王伟", "王伟"),
    ],
)
def test_names_in_every_alphabet_keep_their_comma(
    engines: Engines, family: str, given: str, whole: str, short: str
):
    """citeproc-js knows Latin, Greek, Cyrillic, Hebrew, Arabic and Thai, and takes all others for Chinese."""
    item = {"id": "a", "type": "book", "title": "T", "author": [{"family": family, "given": given}]}
    for style, name in (("chicago-notes-bibliography-17th-edition", whole), ("apa", short)):
        engine = engines.get(style)
        engine.set_items([item])
        assert richtext.plain(richtext.parse(engine.bibliography()[0].html)).startswith(name)


def test_titles_in_armenian_are_in_italics(engines: Engines):
    engine = engines.get("apa")
    engine.set_items([{"id": "a", "type": "book", "title": "Սահմաններ"}])
    assert "<i>Սահմաններ</i>" in engine.bibliography()[0].html


def test_raised_letters_in_titles_are_printed_where_a_style_asks_for_the_base_line(engines: Engines):
    thieme = engines.get("thieme-german")
    thieme.set_items([{**A, "title": "On CO<sub>2</sub> and the 2<sup>nd</sup> protocol"}])
    assert "On CO<sub>2</sub> and the 2<sup>nd</sup> protocol" in thieme.bibliography()[0].html


def test_works_that_a_style_for_the_text_prints_nothing_for_do_not_stop_the_rest(engines: Engines):
    antipode = engines.get("antipode")
    nameless = {"id": "n", "type": "book", "title": "Nobody wrote it", "issued": {"date-parts": [[1990]]}}
    antipode.set_items([nameless, A])
    assert {entry.id: "Arden" in entry.html for entry in antipode.bibliography()} == {"n": False, "a": True}
