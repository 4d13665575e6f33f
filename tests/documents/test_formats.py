"""Each format in: text layer, article, outline, metadata."""

from __future__ import annotations

import pytest

from annotator.documents.article import holds
from annotator.documents.capture import capture
from annotator.domain.document import Capture
from documents import makers


def read(data: bytes, name: str) -> Capture:
    made = capture(data, name, None)
    assert isinstance(made, Capture)
    assert made.article is not None
    assert holds(made.article, made.text)
    return made


def test_a_text_file_is_its_own_text_layer() -> None:
    made = read("\ufeff# Title\r\n\r\nWith **bold** and a\u0301 [link](https://e.org).\r\n".encode(), "a.txt")
    assert made.text == "# Title\n\nWith **bold** and \u00e1 [link](https://e.org).\n"
    assert made.main_end == len(made.text)
    assert made.article is not None
    assert '<h1><span class="m"># </span>Title</h1>' in made.article
    assert '<span class="m">**</span><b>bold</b><span class="m">**</span>' in made.article
    assert '<a href="https://e.org">link</a>' in made.article
    assert [(e.level, e.title, e.start) for e in made.outline] == [(1, "Title", 2)]


def test_short_lines_keep_their_breaks_and_wrapped_ones_flow() -> None:
    verse = "Roses are red\nViolets are blue"
    wrapped = "\n".join(
        ("a sentence that was wrapped by hand at about seventy characters " * 6)[n : n + 64]
        for n in range(0, 320, 64)
    )
    made = read(f"{verse}\n\n{wrapped}\n".encode(), "a.txt")
    assert made.article is not None
    assert "red<br/>" in made.article
    assert made.article.count("<br/>") == 1


def test_html_named_txt_stays_text() -> None:
    made = read(b"<html><body><p>As written</p></body></html>", "page.txt")
    assert made.media_type == "text/plain"
    assert made.text.startswith("<html>")


def test_a_file_without_a_telling_name_is_known_by_its_content() -> None:
    assert read(makers.NEWS.encode(), "saved").media_type == "text/html"
    assert read(makers.docx(makers.p("Words")), "download").media_type.endswith("wordprocessingml.document")


def test_markdown_is_read_fully() -> None:
    source = (
        "---\ntitle: The Title\nauthor: [Ann Lee, Bo Ek]\ndate: 2025-02-03\n---\n\nSome *soft* and `code` and __strong__.\n\n"
        "- one\n- two\n\n1. first\n2. second\n\n> quoted\n\n```\nx = 1\n\ny = 2\n```\n\n![alt](https://e.org/p.png)\n"
    )
    made = read(source.encode(), "a.md")
    assert made.text == source
    article = made.article or ""
    assert "<i>soft</i>" in article
    assert "<code>code</code>" in article
    assert article.count("<li") == 4
    assert "<blockquote><p>" in article
    assert article.count("<pre>") == 2
    assert "<img" not in article
    fields = made.fields or {}
    assert (fields["title"].value, fields["title"].guessed) == ("The Title", False)
    assert fields["issued"].value == "2025-02-03"
    assert [a[:2] for a in made.authors] == [("Lee", "Ann"), ("Ek", "Bo")]
    assert not made.authors_guessed


def test_a_saved_page_gives_the_article_first_and_the_rest_behind() -> None:
    made = read(makers.NEWS.encode(), "news.html")
    main, rest = made.text[: made.main_end], made.text[made.main_end :]
    assert main.startswith("Peace deal signed\n\n9 August 2025\n\nThe leaders")
    assert "Article XII" in main
    assert "Border commission" in main
    assert main.endswith("signed by the leaders.")
    for furniture in ("cookies", "Home", "Related articles", "user1", "All rights reserved"):
        assert furniture not in main
        assert furniture in rest
    article = made.article or ""
    for evil in ("script", "javascript", "onclick", "<img", "style", "color"):
        assert evil not in article
    assert '<section class="rest">' in article
    assert '<a href="https://example.org/text">seventeen articles</a>' in article


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060"])
def test_signs_that_are_not_seen_put_no_paragraph_behind_the_article(sign: str) -> None:
    page = makers.NEWS.replace("leaders", f"lead{sign}ers")
    assert page != makers.NEWS
    plain, made = read(makers.NEWS.encode(), "news.html"), read(page.encode(), "news.html")
    assert made.text.replace(sign, "") == plain.text
    assert made.text[: made.main_end].replace(sign, "") == plain.text[: plain.main_end]


def test_a_page_without_an_article_is_shown_whole() -> None:
    made = read(b"<html><body><div>Short note.</div><div>Another one.</div></body></html>", "a.html")
    assert made.text == "Short note.\n\nAnother one."
    assert made.main_end == len(made.text)


def test_old_pages_part_paragraphs_with_breaks() -> None:
    made = read(b"<html><body><font>First part<br>same part<br><br>Second part</font></body></html>", "a.htm")
    assert made.text == "First part\nsame part\n\nSecond part"


def test_html_metadata_is_stated() -> None:
    page = makers.NEWS.replace(
        "<script>",
        '<meta name="author" content="Dr. Jane van der Berg"><meta property="og:site_name" content="Example Times">'
        '<meta property="og:title" content="Peace deal signed | Example Times">'
        '<meta property="article:published_time" content="2025-08-09T10:00:00Z"><script>',
        1,
    )
    made = read(page.encode(), "news.html")
    fields = made.fields or {}
    assert (fields["title"].value, fields["title"].guessed) == ("Peace deal signed", False)
    assert fields["issued"].value == "2025-08-09"
    assert fields["container_title"].value == "Example Times"
    assert made.authors == (("van der Berg", "Jane", ""),)


def test_linked_data_names_authors_and_kind() -> None:
    page = makers.NEWS.replace(
        "<script>",
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "A headline", '
        '"datePublished": "2025-08-09", "author": [{"@type": "Person", "name": "Ann Lee"}, '
        '{"@type": "Organization", "name": "Wire"}], "publisher": {"name": "The Paper"}}]}</script><script>',
        1,
    )
    made = read(page.encode(), "news.html")
    fields = made.fields or {}
    assert fields["type"].value == "article-newspaper"
    assert fields["container_title"].value == "The Paper"
    assert made.authors == (("Lee", "Ann", ""), ("", "", "Wire"))


def test_a_word_document() -> None:
    body = (
        makers.p("The heading", "Own")
        + "<w:p><w:r><w:t>Plain </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>bold</w:t></w:r>"
        "<w:ins><w:r><w:t> added</w:t></w:r></w:ins><w:del><w:r><w:delText> gone</w:delText></w:r></w:del>"
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>Item</w:t></w:r></w:p>'
        f"<w:tbl><w:tr><w:tc>{makers.p('A1')}</w:tc><w:tc>{makers.p('B1')}</w:tc></w:tr></w:tbl>"
        '<w:p><w:hyperlink r:id="r1"><w:r><w:t>site</w:t></w:r></w:hyperlink>'
        "<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    made = read(
        makers.docx(
            body,
            footnotes=f'<w:footnote w:id="2">{makers.p("The note.")}</w:footnote>',
            core="<dc:title>Stated title</dc:title><dc:creator>Some Body</dc:creator>",
            rels='<Relationship Id="r1" TargetMode="External" Target="https://e.org/"/>',
        ),
        "a.docx",
    )
    assert made.text == "The heading\n\nPlain bold added1\n\nItem\n\nA1\n\nB1\n\nsite\n\n1 The note."
    assert "<b>bold</b>" in (made.article or "")
    assert "<h1>The heading</h1>" in (made.article or "")
    assert 'href="https://e.org/"' in (made.article or "")
    assert [e.title for e in made.outline] == ["The heading"]
    fields = made.fields or {}
    assert (fields["title"].value, fields["title"].guessed) == ("Stated title", False)
    assert made.authors_guessed


def test_a_title_that_the_program_filled_in_is_none() -> None:
    made = read(
        makers.docx(makers.p("Words"), core="<dc:title>Microsoft Word - draft.doc</dc:title>"), "a.docx"
    )
    assert "title" not in (made.fields or {})


def test_a_book() -> None:
    made = read(
        makers.epub(
            ["<h1>One</h1><p>First chapter.</p>", "<p>No heading here.</p><script>x</script>"],
            nav='<li><a href="text/c0.xhtml">One</a><ol><li><a href="text/c1.xhtml#x">Two</a></li></ol></li>',
            metadata="<dc:title>The Book</dc:title><dc:creator>Ann Lee</dc:creator><dc:language>en</dc:language>"
            "<dc:date>2020-05-01</dc:date><dc:identifier>urn:isbn:978-3-16-148410-0</dc:identifier>",
        ),
        "a.epub",
    )
    assert made.text == "One\n\nFirst chapter.\n\nNo heading here."
    assert [(e.level, e.title, e.start) for e in made.outline] == [(1, "One", 0), (2, "Two", 21)]
    fields = made.fields or {}
    assert fields["title"].value == "The Book"
    assert fields["isbn"].value == "9783161484100"
    assert fields["issued"].value == "2020-05-01"
    assert made.authors == (("Lee", "Ann", ""),)


@pytest.mark.parametrize(
    ("name", "title", "authors", "issued"),
    [
        ("000_c7c67e868a80dd51.txt", "Washington Declaration: The last step toward peace",
         (("Valiyev", "Orkhan", ""), ("Hasanova", "Rahimakhanim", "")), "2025-09-19"),
        ("001_4fd5d5e22450728d.txt", "A Landmark Step Toward Peace in the Caucasus, but the Journey Isn’t Over",
         (("Rudenshiold", "Eric", ""),), "2025-08-14"),
        ("002_bc638106c6c55faa.txt",
         "Aliyev and Pashinyan Prepare for High-Stakes Meeting in Washington Amid Ongoing Peace Efforts",
         (("Hayes", "Charlotte", ""),), "2025-08-07"),
        ("003_dc081b90b3b9a906.txt",
         "Washington breakthrough: President Ilham Aliyev fixing new architecture for South Caucasus",
         (("Alioghlu", "Elchin", ""),), "2025-08-08"),
        ("004_d769c53cf5a03946.txt", None, (), "2025-07-11"),
    ],
)  # fmt: skip
def test_the_founding_articles(shared, name, title, authors, issued) -> None:
    data = (shared / "seeds" / name).read_bytes()
    made = read(data, name)
    assert made.text == data.decode()
    fields = made.fields or {}
    assert (fields["title"].value if "title" in fields else None) == title
    assert made.authors == authors
    assert fields["issued"].value == issued
    assert fields["language"].value == "en"
    assert fields["type"].value == "article-newspaper"
    assert all(found.guessed for found in fields.values())
