"""Saved web pages in every form: the article, where it came from, when it was saved. Nothing is fetched."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path

import pytest

from annotator.documents.article import holds
from annotator.documents.capture import capture
from annotator.documents.client import Worker
from annotator.documents.intake import page_in, supported
from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from documents import makers

URL = "https://www.example.org/news/2025/peace-deal"


def read(data: bytes, name: str) -> Capture:
    made = capture(data, name, None)
    assert isinstance(made, Capture)
    assert made.article is not None
    assert holds(made.article, made.text)
    return made


def origin(made: Capture) -> tuple[str, str]:
    fields = made.fields or {}
    assert not any(fields[name].guessed for name in ("url", "accessed") if name in fields)
    return tuple(fields[name].value if name in fields else "" for name in ("url", "accessed"))  # type: ignore[return-value]


def commented(comment: str) -> bytes:
    return makers.NEWS.replace('<html lang="en">', f'<html lang="en">{comment}', 1).encode()


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        (f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Fri Aug 08 2025 14:11:00 GMT+0400 (Armenia Standard Time)\n-->",
         (URL, "2025-08-08")),
        (f"<!-- saved from url=(0044){URL} -->", (URL, "")),
        ("<!-- Mirrored from www.example.org/a.html by HTTrack Website Copier/3.x [XR&CO'2014], Sat, 09 Aug 2025 10:00:00 GMT -->",
         ("http://www.example.org/a.html", "2025-08-09")),
        ("<!-- saved from url=(0021)javascript:alert(1)// -->", ("", "")),
        ("<!-- nothing said -->", ("", "")),
    ],
)  # fmt: skip
def test_what_the_saver_noted(comment: str, found: tuple[str, str]) -> None:
    made = read(commented(comment), "news.html")
    assert origin(made) == found
    assert made.text.startswith("Peace deal signed")


def test_a_canonical_address_stands_unless_it_is_the_front_page() -> None:
    saved = f"<!-- saved from url=(0044){URL}?utm=x -->"
    for canonical, expected in ((URL, URL), ("https://www.example.org/", URL + "?utm=x")):
        page = commented(saved).replace(
            b"<title>", f'<link rel="canonical" href="{canonical}"><title>'.encode(), 1
        )
        assert origin(read(page, "a.html"))[0] == expected


def test_embedded_files_cost_nothing() -> None:
    blob = base64.b64encode(b"\x00" * (36 << 20)).decode()
    page = makers.NEWS.replace("<nav>", f'<img src="data:image/png;base64,{blob}"><nav>', 1).encode()
    made = read(page, "single.html")
    assert made.text == read(makers.NEWS.encode(), "a.html").text


def mhtml(
    *, html: bytes, head: str = "", kind: str = "text/html", charset: str = "utf-8", encoding: str = "base64"
) -> bytes:
    body = base64.encodebytes(html).decode() if encoding == "base64" else html.decode("latin-1")
    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Peace\r\nDate: Sat, 9 Aug 2025 10:00:00 +0400\r\n{head}"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--Mark--x"\r\n\r\n\r\n'
        f"----Mark--x\r\nContent-Type: {kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: {URL}\r\n\r\n"
        f"{body}\r\n----Mark--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: x.png\r\n\r\nAAAA\r\n----Mark--x--\r\n"
    ).encode("latin-1")


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "saved", "a.html"])
def test_a_page_with_its_parts_in_one_file(name: str) -> None:
    made = read(mhtml(html=makers.NEWS.encode()), name)
    assert made.text == read(makers.NEWS.encode(), "a.html").text
    assert origin(made) == (URL, "2025-08-09")
    assert made.media_type == "multipart/related"


def test_the_part_says_its_encoding() -> None:
    page = "<html><body><p>Мирный договор был подписан.</p></body></html>".encode("cp1251")
    assert read(mhtml(html=page, charset="windows-1251"), "a.mht").text == "Мирный договор был подписан."


@pytest.mark.parametrize(
    "data",
    [
        mhtml(html=b"x", kind="image/png"),
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nno boundary",
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 50_000,
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
        + b"--b\r\n\r\n" * 2_000_000,
    ],
    ids=["no page", "no boundary", "nested", "countless"],
)
def test_a_bad_archive_is_a_clear_message(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        capture(data, "a.mhtml", None)
    assert caught.value.kept


def record(
    url: str,
    body: bytes,
    *,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    rec: str = "response",
    headers: str = "",
    length: int | None = None,
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    return (
        (
            f"WARC/1.1\r\nWARC-Type: {rec}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-08-10T09:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) if length is None else length}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


ARCHIVE = [
    record("https://www.example.org/style.css", b"p {}", kind="text/css"),
    record("https://www.example.org/old", b"<p>Moved</p>", status="301 Moved"),
    record(URL, makers.NEWS.encode()),
    record("https://ads.example/frame", b"<p>Buy now</p>"),
]


@pytest.mark.parametrize("packed", [False, True])
def test_the_page_of_a_web_archive(packed: bool) -> None:
    data = b"".join(gzip.compress(one) if packed else one for one in ARCHIVE)
    made = read(data, "a.warc.gz" if packed else "a.warc")
    assert made.text.startswith("Peace deal signed")
    assert origin(made) == (URL, "2025-08-10")


def test_a_packed_answer_is_unpacked() -> None:
    body = gzip.compress(makers.NEWS.encode())
    assert read(record(URL, body, headers="Content-Encoding: gzip\r\n"), "a.warc").text.startswith(
        "Peace deal signed"
    )


def test_the_page_a_wacz_lists_first() -> None:
    pages = '{"format": "json-pages-1.0"}\n' + json.dumps({"url": URL, "title": "Peace"})
    archive = b"".join(gzip.compress(one) for one in [ARCHIVE[3], *ARCHIVE[:3]])
    made = read(
        makers.zipped(
            {"datapackage.json": "{}", "pages/pages.jsonl": pages, "archive/data.warc.gz": archive}
        ),
        "a.wacz",
    )
    assert made.text.startswith("Peace deal signed")
    assert made.media_type == "application/wacz"


@pytest.mark.parametrize(
    "data",
    [
        ARCHIVE[0],
        b"WARC/1.1\r\nnonsense",
        record(URL, b"", length=1 << 62),
        record(URL, gzip.compress(b"<p>" + b"0" * (100 << 20)), headers="Content-Encoding: gzip\r\n"),
        gzip.compress(b"WARC/1.1\r\n" + b"x" * 1000)[:60],
    ],
    ids=["no page", "nonsense", "huge length", "bomb", "cut off"],
)
def test_a_bad_web_archive_is_a_clear_message(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        capture(data, "a.warc", None)
    assert caught.value.kept


def test_the_clipboard_of_a_browser() -> None:
    fragment = "<p>Copied <b>words</b>.</p>"
    marked = f"<html><body>\r\n<!--StartFragment-->{fragment}<!--EndFragment-->\r\n</body></html>"
    windows = f"Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000200\r\nStartFragment:0\r\nEndFragment:0\r\nSourceURL:{URL}\r\n{marked}"
    assert read(marked.encode(), "clipboard.html").text == "Copied words."
    made = read(windows.encode(), "clipboard.html")
    assert made.text == "Copied words."
    assert origin(made) == (URL, "")


def test_a_folder_with_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    (folder / "news_files").mkdir(parents=True)
    (folder / "news_files" / "frame.html").write_text("<p>Frame</p>")
    (folder / "news.html").write_bytes(makers.NEWS.encode())
    with Worker() as worker:
        made = worker.capture(folder)
        assert made.file_name == "news.html"
        assert made.text.startswith("Peace deal signed")
        (folder / "other.html").write_text("<p>Other</p>")
        with pytest.raises(UserError, match="several pages"):
            worker.capture(folder)
        (folder / "index.html").write_text("<p>First</p>")
        assert worker.capture(folder).text == "First"
        with pytest.raises(UserError, match="folder"):
            worker.capture(tmp_path)


RTF = rb"{\rtf1\ansi{\info{\title The stated title}{\author Ann Lee}}{\b Bold} words of \'e9t\'e9\par Second paragraph\par}"


def odt(content: str, **files: str) -> bytes:
    namespaces = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    return makers.zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0"?><office:document-content {namespaces}><office:body><office:text>{content}</office:text></office:body></office:document-content>',
        "styles.xml": f"<office:document-styles {namespaces}><office:styles/><office:automatic-styles/><office:master-styles/></office:document-styles>",
        "meta.xml": f'<office:document-meta {namespaces} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>The title</dc:title><dc:creator>Ann Lee</dc:creator></office:meta></office:document-meta>',
        **files,
    })  # fmt: skip


def test_rich_text_and_open_document() -> None:
    made = read(RTF, "a.rtf")
    assert made.text == "Bold words of été\n\nSecond paragraph"
    assert (made.fields or {})["title"].value == "The stated title"
    made = read(odt('<text:h text:outline-level="1">Head</text:h><text:p>Some words.</text:p>'), "a.odt")
    assert made.text == "Head\n\nSome words."
    assert [entry.title for entry in made.outline] == ["Head"]
    assert (made.fields or {})["title"].value == "The title"
    assert made.authors == (("Lee", "Ann", ""),)
    assert made.authors_guessed


@pytest.mark.parametrize("mark", [rb"{\footnote", rb"{\*\footnote"], ids=["Word", "Writer"])
def test_footnotes_of_rich_text_are_kept(mark: bytes) -> None:
    data = (
        rb"{\rtf1\ansi Words here{\super\chftn}"
        + mark
        + rb" \pard\plain {\super\chftn} A note.}\par More words.\par}"
    )
    words = read(data, "a.rtf").text.split("\n\n")
    assert words[:2] == ["Words here1", "More words."]
    assert words[2].startswith("A note.")


@pytest.mark.parametrize(
    "data", [RTF[:30], b"{\\rtf1 }", b"{\\rtf1" + b"{" * 200_000], ids=["cut", "empty", "nested"]
)
def test_bad_rich_text_is_a_clear_message(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        capture(data, "a.rtf", None)
    assert caught.value.kept


def test_a_damaged_open_document_is_a_clear_message() -> None:
    with pytest.raises(UserError) as caught:
        capture(odt("<text:p>unclosed"), "a.odt", None)
    assert caught.value.kept


def test_dialogs_offer_every_format() -> None:
    assert {"pdf", "mhtml", "warc.gz", "wacz", "odt", "rtf", "epub", "docx", "txt"} <= set(supported())


def mirror(folder: Path, *leads: str) -> Path:
    """A folder as HTTrack leaves it, whose list leads to these places."""
    (folder / "hts-log.txt").write_text("HTTrack3.49", encoding="ascii")
    page = folder / "www.example.org" / "news a.html"
    page.parent.mkdir()
    page.write_text(makers.NEWS, encoding="utf-8")
    links = "".join(f'<a href="{lead}">page</a>' for lead in leads)
    (folder / "index.html").write_text(
        f"<html><head><title>Local index - HTTrack</title></head><body>{links}</body></html>",
        encoding="ascii",
    )
    return page


def test_a_mirror_is_the_page_its_list_leads_to(tmp_path: Path) -> None:
    page = mirror(tmp_path, "www.example.org/news%20a.html")
    assert page_in(tmp_path) == page.resolve()


@pytest.mark.parametrize(
    "lead",
    ["../outside.html", "/etc/passwd.html", "www.example.org/none.html", "a%00.html", "a" * 300 + ".html"],
    ids=["outside", "absolute", "none", "nil", "long"],
)
def test_a_mirror_leads_to_no_place_that_is_outside_or_none(tmp_path: Path, lead: str) -> None:
    (tmp_path / "outside.html").write_text(makers.NEWS, encoding="utf-8")
    folder = tmp_path / "mirror"
    folder.mkdir()
    mirror(folder, lead)
    assert page_in(folder) == folder / "index.html"


def test_of_several_mirrored_pages_one_must_be_chosen(tmp_path: Path) -> None:
    mirror(tmp_path, "www.example.org/news%20a.html", "www.example.org/b.html")
    (tmp_path / "www.example.org" / "b.html").write_text(makers.NEWS, encoding="utf-8")
    with pytest.raises(UserError, match="several pages"):
        page_in(tmp_path)


def test_a_page_that_does_not_say_its_encoding_says_how_it_was_read() -> None:
    words = "Der Vertrag wurde in Straßburg für beide Länder unterzeichnet, sagte der Minister."
    page = f"<html><body><p>{words}</p><p>{words}</p></body></html>"
    made = read(page.encode("cp1252"), "a.html")
    assert words in made.text
    assert [("encoding" in one, "broken" in one) for one in made.warnings] == [(True, False)]
    broken = (
        page.encode().replace(b"<body>", b'<meta charset="utf-8"><body>').replace("ß".encode(), b"\xff")
        + b" " * 999
    )
    assert ["broken" in one for one in read(broken, "a.html").warnings] == [True]
