from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotator.citation import outline, writers
from annotator.citation.build import build
from annotator.citation.document import Bibliography
from annotator.citation.engine import Engines
from annotator.citation.styles import OSCOLA
from annotator.citation.writers import atomic, docx, html, markdown, pandoc
from annotator.domain.errors import UserError
from citation.orlen import ARABIC, ARMENIAN, INPUT, MARKS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QUOTED = {
    re.sub(r"\s+", " ", MARKS),
    "a toll of 3 crowns",
    ARMENIAN,
    ARABIC,
    "no ferry ran",
    "passage\ufffdfree",
    "nobody signed it",
}


@pytest.fixture(scope="module")
def bibliography(engines: Engines) -> Bibliography:
    return build(INPUT, engines.get(OSCOLA))


@pytest.fixture(scope="module")
def word(bibliography: Bibliography) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(docx.write(bibliography)))


def part(archive: zipfile.ZipFile, name: str) -> ET.Element:
    return ET.fromstring(archive.read(name))


def style_of(paragraph: ET.Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def words(element: ET.Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def test_every_paragraph_in_word_has_a_style_of_its_own_kind(word: zipfile.ZipFile):
    used = {style_of(p) for p in part(word, "word/document.xml").iter(f"{W}p")}
    assert used == {
        "Title",
        "Subtitle",
        "Heading1",
        "Bibliography",
        "Annotation",
        "Quote",
        "ProvisionLink",
        "ClaimLink",
        "QuoteNote",
        "Instrument",
    }


def test_every_style_that_is_used_is_defined_and_entries_hang(word: zipfile.ZipFile):
    styles = {s.get(f"{W}styleId"): s for s in part(word, "word/styles.xml").iter(f"{W}style")}
    document = part(word, "word/document.xml")
    for tag in ("pStyle", "rStyle"):
        assert {e.get(f"{W}val") for e in document.iter(f"{W}{tag}")} <= set(styles)
    indent = styles["Bibliography"].find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert int(indent.get(f"{W}hanging", "0")) == int(indent.get(f"{W}left", "0")) == 720
    quote = styles["Quote"].find(f"{W}pPr/{W}ind")
    assert quote is not None
    assert int(quote.get(f"{W}left", "0")) > 720


def test_quotations_in_word_are_whole_and_verbatim(word: zipfile.ZipFile):
    found = set()
    for run in part(word, "word/document.xml").iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        if style is not None and style.get(f"{W}val") == "QuotedWords":
            found.add(words(run))
    assert found == QUOTED


def test_word_shows_locators_links_and_the_mark_of_what_is_not_verbatim(word: zipfile.ZipFile):
    lines = [words(p) for p in part(word, "word/document.xml").iter(f"{W}p")]
    assert "‘a toll of 3 crowns’ (para\u00a07)" in lines
    assert "‘no ferry ran’ (p\u00a03) [not verbatim in the stored text]" in lines
    assert "→ Agreement, Art. XII (gloss)" in lines
    assert "✓ supports C02: The bridge is open to all." in lines
    assert "✗ contradicts C10: The toll is lawful. (reported: the harbour minister)" in lines
    assert "Agreement on Free Passage at Orlen (“Agreement”): initialled 1931-05-02; not in force" in lines
    assert "Its second half is about lorries." in lines


def test_words_from_right_to_left_are_set_so(word: zipfile.ZipFile):
    (arabic,) = [p for p in part(word, "word/document.xml").iter(f"{W}p") if ARABIC in words(p)]
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    (armenian,) = [p for p in part(word, "word/document.xml").iter(f"{W}p") if ARMENIAN in words(p)]
    assert armenian.find(f"{W}pPr/{W}bidi") is None


def test_word_has_pages_numbered_at_the_foot(word: zipfile.ZipFile):
    document = part(word, "word/document.xml")
    assert document.find(f".//{W}sectPr/{W}footerReference") is not None
    assert b"PAGE" in word.read("word/footer1.xml")


def test_the_reference_document_is_the_same_bytes_every_time_and_small():
    assert docx.reference_document() == docx.reference_document()
    assert len(docx.reference_document()) < 60_000


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.quotes: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "q":
            self.quotes.append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "q"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.quotes[-1] += data


def test_html_is_one_safe_page_with_the_quotations_verbatim(bibliography: Bibliography):
    text = html.write(bibliography).decode()
    page = _Page()
    page.feed(text)
    assert set(page.quotes) == QUOTED
    assert not {"script", "img", "link", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert "default-src 'none'" in text


def test_html_holds_hostile_titles_and_notes_as_words(bibliography: Bibliography):
    hostile = '"><script>alert(1)</script><style>*{}</style>&amp;'
    entry = bibliography.groups[0].entries[0]
    quote = replace(entry.quotes[0], text=hostile, note=hostile, annotation_id=hostile, locator=hostile)
    group = replace(bibliography.groups[0], heading=hostile, entries=(replace(entry, quotes=(quote,)),))
    page = _Page()
    page.feed(html.write(replace(bibliography, title=hostile, groups=(group,), locale=hostile)).decode())
    assert "script" not in page.tags
    assert page.tags.count("style") == 1
    assert page.quotes == [hostile]


def test_the_policy_of_the_page_allows_its_own_style_sheet(bibliography: Bibliography):
    import base64
    import hashlib

    text = html.write(bibliography).decode()
    sheet = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    allowed = re.search(r"'sha256-([^']+)'", text)
    assert sheet is not None and allowed is not None
    assert base64.b64encode(hashlib.sha256(sheet.group(1).encode()).digest()).decode() == allowed.group(1)


def test_markdown_escapes_what_would_be_markup(bibliography: Bibliography):
    text = markdown.write(bibliography).decode()
    unescaped = re.sub(r"\\([\\`*_{}\[\]()#+.!<>|~-])", r"\1", text)
    for words_ in QUOTED:
        assert words_ in unescaped
    assert "\\*at\\*" in text
    assert "<today>" not in text
    assert "{" not in text


def test_what_markdown_prints_reads_back_as_the_same_words(bibliography: Bibliography):
    import subprocess

    text = markdown.write(bibliography)
    back = subprocess.run(
        [pandoc.executable(), "--from=commonmark", "--to=plain", "--wrap=none"],
        input=text,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for words_ in QUOTED:
        assert words_ in back


@pytest.mark.parametrize("name", ["out.docx", "out.html", "out.md"])
def test_the_ending_of_the_name_chooses_the_format(bibliography: Bibliography, tmp_path: Path, name: str):
    path = tmp_path / name
    data = writers.write(bibliography, path).data
    assert path.read_bytes() == data
    assert data[:2] == {"out.docx": b"PK", "out.html": b"<!", "out.md": b"# "}[name]
    assert [p.name for p in tmp_path.iterdir() if p.name != "user-data"] == [name]


def test_an_unknown_format_is_refused_before_any_work(bibliography: Bibliography, tmp_path: Path):
    with pytest.raises(UserError, match="xyz"):
        writers.write(bibliography, tmp_path / "out.xyz")
    assert not (tmp_path / "out.xyz").exists()


def test_a_failing_disk_leaves_the_old_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "out.md"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(UserError) as caught:
        atomic.write_atomically(path, b"new")
    assert "disk is full" in caught.value.what
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir() if p.name != "user-data"] == ["out.md"]


def test_a_missing_folder_and_a_folder_in_the_way_are_said(tmp_path: Path):
    with pytest.raises(UserError, match="no such folder"):
        atomic.write_atomically(tmp_path / "nowhere" / "out.md", b"x")
    (tmp_path / "out.md").mkdir()
    with pytest.raises(UserError):
        atomic.write_atomically(tmp_path / "out.md", b"x")


@pytest.mark.parametrize(
    ("code", "said"), [(errno.EACCES, "may not write"), (errno.EROFS, "read-only"), (errno.EIO, "could not")]
)
def test_a_place_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
):
    def refuse(**_: object) -> tuple[int, str]:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(atomic.tempfile, "mkstemp", refuse)
    with pytest.raises(UserError, match=said) as caught:
        atomic.write_atomically(tmp_path / "out.md", b"x")
    assert caught.value.kept == "Nothing was written."


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path: Path):
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_text("x")
    old.chmod(0o640)
    atomic.write_atomically(new, b"x")
    atomic.write_atomically(old, b"y")
    plain = tmp_path / "plain"
    plain.write_text("x")
    assert new.stat().st_mode == plain.stat().st_mode
    assert old.stat().st_mode & 0o777 == 0o640


def test_pandoc_that_refuses_is_a_message_not_a_traceback():
    with pytest.raises(UserError) as caught:
        pandoc.convert({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Nonsense"}]}, "docx")
    assert caught.value.details


def test_every_stance_has_a_sign_and_a_word():
    from annotator.domain.claim import Stance

    assert [(outline.SIGNS[s], outline.stance_word(s)) for s in Stance] == [
        ("✓", "supports"),
        ("✗", "contradicts"),
        ("~", "qualifies"),
        ("=", "mentions"),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "1. one",
        "1) one",
        "- one",
        "+ one",
        "# one",
        "> one",
        "~~~ one",
        "=== one",
        "| one |",
        "[a]: b c",
        "--- x",
        "``` x",
        "&amp; x",
    ],
)
def test_an_annotation_that_looks_like_markdown_stays_a_paragraph(bibliography: Bibliography, start: str):
    entry = replace(bibliography.groups[0].entries[0], annotation=start, quotes=())
    group = replace(bibliography.groups[0], entries=(entry,))
    text = markdown.write(replace(bibliography, groups=(group,), instruments=()))
    import json
    import subprocess

    command = [pandoc.executable(), "--from=commonmark", "--to=json"]
    tree = json.loads(subprocess.run(command, input=text, capture_output=True, check=True).stdout)
    last = tree["blocks"][-1]
    assert last["t"] == "Para"
    assert "".join(node.get("c", " ") for node in last["c"]) == start
