"""ODT, PDF, LaTeX, RTF, CSV, XLSX, and what is new in HTML and DOCX: the same words everywhere, harmless, in real styles."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pymupdf
import pytest

from annotator.citation import outline, tables, writers
from annotator.citation.build import Grouping, Options, build
from annotator.citation.document import Bibliography, DocumentKind, ProblemKind
from annotator.citation.engine import Engines
from annotator.citation.inputs import BibliographyInput, InputQuote
from annotator.citation.styles import OSCOLA
from annotator.citation.writers import Choices, docx, html, latex, odt, pandoc, pdf, rtf, spreadsheet
from annotator.domain.errors import UserError
from citation.orlen import ARABIC, ARMENIAN, INPUT, NEWSPAPER, quote

ODF = {
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def _printable(given: BibliographyInput) -> BibliographyInput:
    """Without the ship and the control characters, which few fonts have."""

    def printable(one: InputQuote) -> InputQuote:
        words = re.sub("[\x00-\x08🚢]", "", one.annotation.selectors.exact)
        selectors = replace(one.annotation.selectors, exact=words)
        stored = words if one.stored == one.annotation.selectors.exact else one.stored
        return replace(one, annotation=replace(one.annotation, selectors=selectors), stored=stored)

    return replace(
        given, sources=tuple(replace(row, quotes=tuple(map(printable, row.quotes))) for row in given.sources)
    )


@pytest.fixture(scope="module", params=list(DocumentKind))
def bibliography(request: pytest.FixtureRequest, engines: Engines) -> Bibliography:
    options = Options(
        Grouping.CLAIM if request.param is DocumentKind.CITATIONS else Grouping.SOURCE, kind=request.param
    )
    options = replace(options, provision_index=True, person_index=True)
    return build(INPUT, engines.get(OSCOLA, citing=True), options)


@pytest.fixture(scope="module")
def printable(engines: Engines) -> Bibliography:
    options = Options(provision_index=True, person_index=True)
    return build(_printable(INPUT), engines.get(OSCOLA, citing=True), options)


@pytest.fixture(scope="module")
def annotated(engines: Engines) -> Bibliography:
    return build(INPUT, engines.get(OSCOLA, citing=True))


def squeezed(text: str) -> str:
    """Without blanks and marks of direction: formats break lines where they like."""
    return re.sub(r"[\s\u200e\u200f\u00ad]", "", text)


def wanted(bibliography: Bibliography) -> list[str]:
    """The words every format must hold."""
    if bibliography.kind is DocumentKind.EVIDENCE:
        texts = [cell for row in tables.on_paper(bibliography).rows for cell in row]
    else:
        texts = [paragraph.text for paragraph in outline.front(bibliography)]
    return [squeezed(t) for t in [*texts, *(p.text for p in outline.back(bibliography))]]


class _Text(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__()
        self.text = ""
        self.links: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def office_text(data: bytes, part: str) -> str:
    return "".join(ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part)).itertext())


def read_back(data: bytes, name: str) -> str:
    return subprocess.run(
        [pandoc.executable(), f"--from={name}", "--to=plain", "--wrap=none"],
        input=data,
        capture_output=True,
        check=True,
    ).stdout.decode()


def test_word_and_opendocument_hold_every_word(bibliography: Bibliography):
    word = squeezed(office_text(docx.write(bibliography), "word/document.xml"))
    text = squeezed(office_text(odt.write(bibliography), "content.xml"))
    for one in wanted(bibliography):
        assert one in word
        assert one in text


def test_html_holds_every_word(bibliography: Bibliography):
    text = squeezed(_Text(html.write(bibliography).decode()).text)
    assert all(one in text for one in wanted(bibliography))


def test_rtf_is_ascii_and_holds_every_word(bibliography: Bibliography):
    data = rtf.write(bibliography)
    assert data.isascii()
    assert data.count(b"{") - data.count(b"\\{") == data.count(b"}") - data.count(b"\\}")
    # pandoc reads the two halves of a letter beyond U+FFFF, which Word and LibreOffice join, as two unknown ones.
    unknown = re.compile("[\ufffd🚢]")
    text = unknown.sub("", squeezed(read_back(data, "rtf")))
    if bibliography.kind is not DocumentKind.EVIDENCE:
        assert [one for one in wanted(bibliography) if unknown.sub("", one) not in text] == []


def latex_words(bibliography: Bibliography) -> str:
    data = latex.write(bibliography).decode()
    body = data[data.index(r"\begin{document}") :]
    # pandoc knows none of our commands: it leaves their arguments, which are what is compared.
    body = re.sub(r"\\annletters\{\w*\}\{\d+\}", r"\\textit", body)
    plain = re.sub(r"\\ann(\w+)\{", r"\\textit{", body).replace(r"\section*{", r"\textit{")
    return squeezed(read_back(plain.encode(), "latex").replace("_", ""))


def test_latex_reads_back_as_the_same_words(annotated: Bibliography):
    text = latex_words(annotated)
    for one in wanted(annotated):
        assert one.replace("_", "") in text


def test_latex_tells_which_letters_need_another_font_and_where_words_run_the_other_way() -> None:
    assert latex.escaped("Ağrı – “Zürich” 5 €") == "Ağrı – “Zürich” 5 €"
    assert latex.escaped("✓ ja") == r"\annletters{}{10003}{✓} ja"
    assert latex.escaped("по-русски") == r"\annletters{}{1087}{по}-\annletters{}{1088}{русски}"
    arabic = r"\annright{\annletters{Arabic}{1575}{المرور حر}}"
    assert latex.escaped("x المرور حر.") == f"x {arabic}."


@pytest.mark.parametrize(
    "text", ["a -- b --- c", "100 % & $5 #1 ~x^y_z", "{\\input{/etc/passwd}}", "``quoted''", "<a>"]
)
def test_latex_prints_signs_as_they_are(text: str):
    made = latex.escaped(text)
    assert not re.search(r"(?<!\\)[%$#&_]", made)
    assert "--" not in made
    assert "\\input" not in made
    assert squeezed(read_back(made.replace(r"\textasciigrave{}", "`{}").encode(), "latex")).replace(
        "‘", "`"
    ).replace("’", "'") == squeezed(text)


def test_pdf_holds_every_word_in_every_script(printable: Bibliography):
    written = pdf.write(printable)
    assert written.problems == ()
    pages = pymupdf.open(stream=written.data, filetype="pdf")
    text = squeezed("".join(re.sub(r"\n\d+\n?$", "\n", page.get_text()) for page in pages))
    right_to_left = [one for one in wanted(printable) if ARABIC.split()[0] in one]
    assert [one for one in wanted(printable) if one not in text and one not in right_to_left] == []
    assert len(right_to_left) == 1
    # Words from right to left come out of MuPDF as they are painted: their letters are compared.
    assert sorted(re.findall("[\u0600-\u06ff]", text)) == sorted(re.findall("[\u0600-\u06ff]", ARABIC))


def test_pdf_tables_and_citation_lists_hold_their_words(bibliography: Bibliography):
    pages = pymupdf.open(stream=pdf.write(bibliography).data, filetype="pdf")
    text = squeezed("".join(page.get_text() for page in pages))
    for one in wanted(bibliography):
        if one.isascii() and "http" not in one:
            assert one in text


def test_pdf_has_armenian_a_title_bookmarks_and_tags(printable: Bibliography):
    document = pymupdf.open(stream=pdf.write(printable).data, filetype="pdf")
    text = "".join(page.get_text() for page in document)
    assert " ".join(ARMENIAN.replace("🚢", "").split()) in " ".join(text.split())
    assert document.metadata["title"] == printable.title
    assert [title for _, title, _ in document.get_toc()] == [
        "Sources", "Instruments cited", "Table of provisions", "Index of persons",
    ]  # fmt: skip
    objects = "".join(document.xref_object(n) for n in range(1, document.xref_length()))
    assert "/StructTreeRoot" in objects
    assert "/Lang" in objects


def test_a_pdf_with_all_letters_is_pdf_ua_and_one_without_says_so(engines: Engines):
    plain = BibliographyInput((replace(NEWSPAPER, quotes=(quote(1, "all letters", paragraph=1),)),))
    good = pdf.write(build(plain, engines.get(OSCOLA)))
    assert good.problems == ()
    metadata = pymupdf.open(stream=good.data, filetype="pdf").get_xml_metadata()
    assert "pdfuaid" in metadata
    ship = BibliographyInput((replace(NEWSPAPER, quotes=(quote(1, "a \u0378 letter", paragraph=1),)),))
    bad = pdf.write(build(ship, engines.get(OSCOLA)))
    assert [problem.kind for problem in bad.problems] == [ProblemKind.UNPRINTABLE]
    assert bad.data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "text", ['"quoted" \\ and #markup[x] $y$', "line\nbreak", "*bold* _it_ @cite <label>", "a\u2028b"]
)
def test_nothing_acts_as_markup_in_pdf(engines: Engines, text: str):
    given = BibliographyInput((replace(NEWSPAPER, quotes=(quote(1, text, paragraph=1),)),))
    written = pdf.write(build(given, engines.get(OSCOLA)))
    found = "".join(page.get_text() for page in pymupdf.open(stream=written.data, filetype="pdf"))
    assert squeezed(text) in squeezed(found)


def test_opendocument_styles_have_no_blanks_and_entries_hang(annotated: Bibliography):
    archive = zipfile.ZipFile(io.BytesIO(odt.write(annotated)))
    assert archive.namelist()[0] == "mimetype"
    styles = ET.fromstring(archive.read("styles.xml"))
    named = {s.get(f"{{{ODF['style']}}}name"): s for s in styles.iter(f"{{{ODF['style']}}}style")}
    content = ET.fromstring(archive.read("content.xml"))
    own = {
        s.get(f"{{{ODF['style']}}}name"): s.get(f"{{{ODF['style']}}}parent-style-name")
        for s in content.iter(f"{{{ODF['style']}}}style")
    }
    used = {p.get(f"{{{ODF['text']}}}style-name") for p in content.iter(f"{{{ODF['text']}}}p")}
    bases = {own.get(name) or name for name in used}
    assert {"Bibliography", "Annotation", "Quote", "ProvisionLink", "ClaimLink", "QuoteRightToLeft"} <= bases
    assert bases <= set(named)
    properties = named["Bibliography"].find("style:paragraph-properties", ODF)
    assert properties is not None
    assert properties.get(f"{{{ODF['fo']}}}text-indent", "").startswith("-")


def test_html_links_reopen_passages_only_where_a_project_is_named(bibliography: Bibliography):
    assert "annotator:" not in html.write(bibliography).decode()
    links = _Text(html.write(bibliography, project="p & 1").decode()).links
    ours = [link for link in links if link.startswith("annotator:")]
    assert bool(ours) == (bibliography.kind in (DocumentKind.ANNOTATED, DocumentKind.EVIDENCE))
    assert all(re.fullmatch(r"annotator:open\?project=p%20%26%201&annotation=q\d+", link) for link in ours)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1"])
def test_a_cell_that_looks_like_a_formula_is_text(engines: Engines, cell: str):
    given = BibliographyInput((replace(NEWSPAPER, quotes=(quote(1, cell.strip(), paragraph=1, note=cell),)),))
    made = build(given, engines.get(OSCOLA))
    rows = list(csv.reader(io.StringIO(spreadsheet.csv_bytes(made).decode("utf-8-sig"))))
    assert not [value for row in rows for value in row if re.match(r"\s*[=+\-@＝]", value)]
    assert any(value == f"'{cell.strip()}" for row in rows for value in row)
    sheet = (
        zipfile.ZipFile(io.BytesIO(spreadsheet.xlsx_bytes(made))).read("xl/worksheets/sheet1.xml").decode()
    )
    assert "<f>" not in sheet
    assert set(re.findall(r' t="(\w+)"', sheet)) == {"inlineStr"}


def test_tables_hold_the_same_cells_in_csv_and_xlsx(bibliography: Bibliography):
    table = tables.whole(bibliography)
    rows = list(csv.reader(io.StringIO(spreadsheet.csv_bytes(bibliography).decode("utf-8-sig"))))
    assert rows[0] == list(table.header)
    assert [
        [cell.removeprefix("'") if spreadsheet.guarded(cell[1:]) == cell else cell for cell in row]
        for row in rows[1:]
    ] == [list(row) for row in table.rows]
    archive = zipfile.ZipFile(io.BytesIO(spreadsheet.xlsx_bytes(bibliography)))
    for name in archive.namelist():
        ET.fromstring(archive.read(name))
    sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = ["".join(cell.itertext()) for cell in sheet.iter(f"{main}c")]
    assert cells == [cell for row in (table.header, *table.rows) for cell in row if cell]


def test_a_users_reference_document_gives_the_styles(annotated: Bibliography, tmp_path: Path):
    reference = tmp_path / "mine.docx"
    base = zipfile.ZipFile(io.BytesIO(docx.reference_document()))
    with zipfile.ZipFile(reference, "w") as archive:
        for name in base.namelist():
            archive.writestr(name, base.read(name).replace(b"Times New Roman", b"Garamond"))
    path = tmp_path / "out.docx"
    writers.write(annotated, path, choices=Choices(reference_docx=reference))
    assert b"Garamond" in zipfile.ZipFile(path).read("word/styles.xml")


@pytest.mark.parametrize("content", [b"", b"no zip", None])
def test_what_is_no_reference_document_is_refused(
    annotated: Bibliography, tmp_path: Path, content: bytes | None
):
    reference = tmp_path / "mine.docx"
    if content is not None:
        reference.write_bytes(content)
    with pytest.raises(UserError) as refused:
        writers.write(annotated, tmp_path / "out.docx", choices=Choices(reference_docx=reference))
    assert refused.value.file == str(reference)
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("name", [endings[0] for endings in writers.FORMATS.values()])
def test_every_format_is_written_whole_under_its_ending(annotated: Bibliography, tmp_path: Path, name: str):
    path = tmp_path / f"out{name}"
    assert writers.write(annotated, path).data == path.read_bytes()
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]


def test_latex_keeps_hyphens_apart_also_where_luatex_joins_letters_over_empty_groups() -> None:
    assert latex.escaped("a -- b --- c") == r"a -\/- b -\/-\/- c"


def test_the_table_of_evidence_has_lines_in_opendocument(engines: Engines) -> None:
    evidence = build(INPUT, engines.get(OSCOLA, citing=True), Options(kind=DocumentKind.EVIDENCE))
    content = zipfile.ZipFile(io.BytesIO(odt.write(evidence))).read("content.xml")
    assert content.count(b'fo:border="none"') == 0
    assert b'fo:border="0.5pt solid' in content
