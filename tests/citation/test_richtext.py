from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.citation import richtext
from annotator.citation.richtext import Run


def test_citeprocs_own_tags_become_dress():
    runs = richtext.parse(
        '  <div class="csl-entry">A <i>b <span style="font-style:normal;">c</span></i> <b>d</b>'
        '<sup>e</sup><sub>f</sub> <span style="font-variant:small-caps;">g</span></div>\n'
    )
    assert runs == (
        Run("A "),
        Run("b ", italic=True),
        Run("c "),
        Run("d", bold=True),
        Run("e", superscript=True),
        Run("f", subscript=True),
        Run(" "),
        Run("g", small_caps=True),
    )


def test_a_number_in_the_margin_is_parted_by_a_space():
    made = '<div class="csl-entry">\n <div class="csl-left-margin">[1]</div><div class="csl-right-inline">A</div></div>'
    assert richtext.plain(richtext.parse(made)) == "[1] A"


def test_only_web_addresses_become_links():
    for address, kept in (
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("annotation:1", ""),
        ("http://[", ""),
    ):
        assert richtext.parse(f'<a href="{address}">x</a>') == (Run("x", link=kept),)


def test_an_unknown_tag_changes_nothing_and_shows_its_words():
    assert richtext.plain(richtext.parse("a <blink>b</blink> <img src=x> c</i></div>")) == "a b c"


def test_a_no_break_space_stays():
    assert richtext.plain(richtext.parse("vol.&#160;3")) == "vol.\u00a03"


@given(st.text(alphabet="ab &<>\"'é\n", max_size=40), st.booleans(), st.booleans())
def test_what_is_written_as_html_reads_back_as_the_same_runs(words: str, italic: bool, bold: bool):
    runs = (Run("x"), Run(" ".join(words.split()) + "x", italic=italic, bold=bold, small_caps=False))
    back = richtext.parse(richtext.to_html(runs))
    assert richtext.plain(back) == richtext.plain(runs)
    assert back[-1].italic == italic
    assert back[-1].bold == bold


def test_an_address_is_no_doi_because_it_lacks_its_scheme():
    def link(address: str) -> str:
        (run,) = richtext.parse(f'<a href="https://doi.org/{address}">{address}</a>')
        return run.link

    assert link("www.example.org/x") == "https://www.example.org/x"
    assert link("10.1000/x") == "https://doi.org/10.1000/x"
    assert link("mailto:a@example.org") == "mailto:a@example.org"
    assert link("javascript:alert(1)") == link("not an address") == link("file:///etc/passwd") == ""
