"""Links from place to place of an article: kept for every format, tied to names of our own, followed across chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from annotator.documents.article import holds
from annotator.documents.client import Worker
from annotator.domain.document import Capture
from documents.makers import docx, epub, p
from documents.test_saved_pages import odt


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


FOOTNOTE = (
    '<p>Before it. The words<sup id="ref"><a href="#fn">1</a></sup> go on.</p>'
    '<p>Filler.</p><aside id="fn"><p>The footnote. <a href="#ref">back</a></p></aside>'
)


def taken(worker: Worker, data: bytes, name: str) -> Capture:
    made = worker.capture(None, data=data, name=name)
    assert made.article is not None
    assert holds(made.article, made.text)
    return made


def followed(worker: Worker, data: bytes, name: str) -> list[str]:
    """What stands where each inner link leads to, in the order of those places."""
    made = taken(worker, data, name)
    info = worker.open_view(
        "x", media_type=made.media_type, original=None, article=made.article, text=made.text
    )
    found = [link for page in range(len(info.pages)) for link in worker.links("x", page) if not link.uri]
    assert all(link.page == -1 for link in found)
    return [
        made.text[link.offset : link.offset + 13].split("\n")[0]
        for link in sorted(found, key=lambda link: link.offset)
    ]


def test_footnotes_of_a_web_page_lead_there_and_back(worker: Worker) -> None:
    page = f"<html><body>{FOOTNOTE}</body></html>".encode()
    assert followed(worker, page, "a.html") == ["1 go on.", "The footnote."]


def test_a_saved_page_that_names_its_own_address_links_to_itself(worker: Worker) -> None:
    address = "https://example.org/a?b=1"
    page = f"<!-- saved from url=(0025){address} --><html><body>" + FOOTNOTE.replace('"#', f'"{address}#')
    made = taken(worker, page.encode(), "a.html")
    assert "example.org" not in (made.article or "")
    assert followed(worker, page.encode(), "a.html") == ["1 go on.", "The footnote."]
    elsewhere = page.replace(f"){address}", ")https://example.org/other")
    assert followed(worker, elsewhere.encode(), "a.html") == []


def test_mhtml_is_a_web_page_like_others(worker: Worker) -> None:
    mail = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n"
        "Snapshot-Content-Location: https://example.org/p\r\n\r\n--XX\r\nContent-Type: text/html\r\n"
        f"Content-Location: https://example.org/p\r\n\r\n<html><body>{FOOTNOTE}</body></html>\r\n--XX--\r\n"
    )
    assert followed(worker, mail.encode(), "a.mhtml") == ["1 go on.", "The footnote."]


def test_links_of_a_book_lead_across_its_chapters_and_to_their_beginnings(worker: Worker) -> None:
    book = epub(
        [
            '<p>One. See <a href="c1.xhtml#n%201">the note</a>, <a href="c1.xhtml">two</a> and <a href="#x">here</a>.</p><p id="x">X marks.</p>',
            '<h1>Second chapter</h1><p id="x">Another x.</p><p id="n 1">Noted here. <a href="../text/c0.xhtml#x">X</a> <a href="gone.xhtml#x">gone</a></p>',
        ]
    )
    assert followed(worker, book, "a.epub") == ["X marks.", "X marks.", "Second chapte", "Noted here. X"]


def test_notes_bookmarks_and_cross_references_of_word_are_followed(worker: Worker) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Section 2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        '<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> see </w:t></w:r>'
        f'<w:hyperlink w:anchor="mark"><w:r><w:t>there</w:t></w:r></w:hyperlink> {field}'
        '<w:fldSimple w:instr=" NOTEREF _Ref1 \\h "><w:r><w:t>3</w:t></w:r></w:fldSimple>'
        '<w:fldSimple w:instr=" DATE "><w:r><w:t>today</w:t></w:r></w:fldSimple></w:p>'
        '<w:bookmarkStart w:id="0" w:name="_Ref1"/>'
        + p("Second section")
        + '<w:p><w:r><w:t xml:space="preserve">Half of </w:t></w:r><w:bookmarkStart w:id="1" w:name="mark"/><w:r><w:t>this line</w:t></w:r></w:p>'
    )
    file = docx(body, footnotes=f'<w:footnote w:id="2">{p("The note itself.")}</w:footnote>')
    assert followed(worker, file, "a.docx") == [
        "1 see thereSe", "Second sectio", "Second sectio", "this line", "1 The note it",
    ]  # fmt: skip


def test_footnotes_of_an_opendocument_file_are_followed(worker: Worker) -> None:
    file = odt(
        '<text:p>Words<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>The note itself.</text:p></text:note-body></text:note> go on.</text:p>"
    )
    assert followed(worker, file, "a.odt") == ["1 go on.", "The note itse"]


def test_markdown_follows_headings_footnotes_and_named_places(worker: Worker) -> None:
    text = (
        "# Title\n\nSee [the end](#the-end), [again](#the-end-1), [q](#q), [s](#sec) and [none](#none).[^a]\n\n"
        'Here <a id="q"></a>is q.\n\n## The End\n\nOne.\n\n## The end {#sec}\n\nTwo.\n\n[^a]: First note.\n[^b]: Second note.\n'
    )
    made = taken(worker, text.encode(), "a.md")
    assert made.text == text
    assert followed(worker, text.encode(), "a.md") == [
        "[^a]", '<a id="q"></a', "## The End", "## The end {#", "{#sec}", "[^a]: First n",
    ]  # fmt: skip


def test_the_text_layer_is_the_same_with_and_without_names_and_links(worker: Worker) -> None:
    table = '<table id="t"><tr><td>a<a href="#c">1</a> <b>b</b></td><td id="c">c</td></tr><tr><td>d</td><td> </td></tr></table>'
    page = f"<html><body><pre><a name=l></a>\n x  y </pre>{table}{FOOTNOTE}</body></html>"
    bare = re.sub(r' (?:id|name|href)="?[^">]*"?', "", page)
    with_links, without = taken(worker, page.encode(), "a.html"), taken(worker, bare.encode(), "a.html")
    assert with_links.text == without.text
    assert (with_links.article or "").count("href") == 3
    assert "href" not in (without.article or "")


def test_no_name_that_a_file_has_chosen_is_stored(worker: Worker) -> None:
    names = ["slice-end", "n1", "x" * 10_000, "a\x0b", "&amp;&lt;", "ü"]
    page = (
        "<html><body>"
        + "".join(f'<p id="{n}">P {n[:5]} <a href="#{n}">to</a></p>' for n in names)
        + "</body></html>"
    )
    made = taken(worker, page.encode(), "a.html")
    stored = re.findall(r'(?:id|href)="([^"]*)"', made.article or "")
    assert stored
    assert all(re.fullmatch(r"#?n\d+", one) for one in stored)


def test_a_file_with_names_in_heaps_is_read_in_time(worker: Worker) -> None:
    page = b"<html><body>" + b"".join(
        b'<p><a name="%d"></a>x <a href="#%d">y</a></p>' % (n, n) for n in range(5_000)
    )
    made = taken(worker, page, "a.html")
    assert (made.article or "").count("href") == 5_000
    crowd = b"<html><body><p>" + b"<b id=a>" * 300_000 + b"words"
    assert taken(worker, crowd, "a.html").text == "words"


def test_articles_stored_before_places_had_names_open_as_they_did(worker: Worker) -> None:
    article = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title></head><body><p>Words <a href="#fn">1</a> '
        '<a href="https://example.org/">web</a></p><p id="slice-end">The note.</p></body></html>'
    )
    text = "Words 1 web\n\nThe note."
    info = worker.open_view("old", media_type="text/html", original=None, article=article, text=text)
    assert [link.uri for link in worker.links("old", 0)] == ["https://example.org/"]
    whole = article.replace(' id="slice-end"', "")
    other = worker.open_view("new", media_type="text/html", original=None, article=whole, text=text)
    assert info.pages == other.pages


def test_links_of_a_table_stand_on_the_line_of_its_words(worker: Worker) -> None:
    cell = "<td>initialled <a href='#c'>there</a></td>"
    page = f"<html><body><p id='c'>signed <a href='#c'>here</a></p><table><tr>{cell}<td>x</td></tr><tr>{cell}<td>y</td></tr></table></body></html>"
    made = taken(worker, page.encode(), "a.html")
    worker.open_view("t", media_type=made.media_type, original=None, article=made.article, text=made.text)
    words = worker.page_map("t", 0)
    links = sorted(worker.links("t", 0), key=lambda one: one.rect.y0)
    below = []
    for word, link in zip(("signed", "initialled"), links, strict=False):
        line = words.rects(made.text.index(word), made.text.index(word) + 1)[0]
        below.append((link.rect.y0 + link.rect.y1) - (line.y0 + line.y1))
    assert abs(below[0] - below[1]) < 0.3
