"""Files made for the tests: small, of every format, friendly and hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, *, doctype: str = "", core: str = "", footnotes: str = "", rels: str = "") -> bytes:
    """A Word document with this body."""
    files: dict[str, str | bytes] = {
        "word/document.xml": f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f"<w:body>{body}</w:body></w:document>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/></w:style>'
        "</w:styles>",
    }
    if core:
        files["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{core}'
            "</cp:coreProperties>"
        )
    if footnotes:
        files["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{footnotes}</w:footnotes>'
    if rels:
        files["word/_rels/document.xml.rels"] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>'
        )
    return zipped(files)


def p(text: str, style: str = "") -> str:
    """A Word paragraph."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def epub(
    chapters: Iterable[str], *, nav: str = "", metadata: str = "", extra: dict[str, str | bytes] | None = None
) -> bytes:
    """A book of these chapter bodies."""
    chapters = list(chapters)
    items = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    if nav:
        items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>'
        "</container>",
        "OEBPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for number, chapter in enumerate(chapters):
        files[f"OEBPS/text/c{number}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>x</title></head><body>{chapter}</body></html>"
        )
    if nav:
        files["OEBPS/nav.xhtml"] = (
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
            f'<nav epub:type="toc"><ol>{nav}</ol></nav></body></html>'
        )
    files.update(extra or {})
    return zipped(files)


def pdf(
    pages: Iterable[str], *, password: str = "", title: str = "", author: str = "", labels: bool = False
) -> bytes:
    """A PDF with these texts, one a page."""
    import pymupdf

    document = pymupdf.open()
    for text in pages:
        document.new_page().insert_textbox((72, 72, 520, 770), text, fontsize=11)
    document.set_metadata({"title": title, "author": author})
    if labels:
        document.set_page_labels([{"startpage": 0, "style": "r", "firstpagenum": 1}])
    if password:
        return document.tobytes(
            encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password + "!"
        )
    return document.tobytes()


def looping_pdf(depth: int = 24, times: int = 8) -> bytes:
    """A small PDF whose only page draws a form that draws a form …: times ** depth forms."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 4>>stream\n/F Do\nendstream".replace(b"/Length 4", b"/Length 5"),
    ]
    for level in range(depth):
        content = b"/F Do " * times
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>stream\n%s\nendstream"
            % (6 + level, len(content), content)
        )
    objects.append(
        b"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Length 14>>stream\n0 0 10 10 re f\nendstream"
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


NEWS = """<!DOCTYPE html><html lang="en"><head><title>Peace deal signed - Example Times</title><meta charset="utf-8">
<script>var evil = "script words";</script><style>p { color: red }</style></head><body>
<div id="cookie" class="cookie-banner"><p>We use cookies to improve your experience on this site.</p><button>Accept</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>Peace deal <em>signed</em></h1><p class="byline">By Jane Doe</p><time datetime="2025-08-09">9 August 2025</time>
<div class="share"><a href="https://t.example/x">Share on Twitter</a></div>
<p onclick="evil()">The leaders of the two countries signed a declaration in Washington on Friday, ending decades of conflict between them, officials said.</p>
<p>The text, published by the ministry, has <a href="https://example.org/text">seventeen articles</a> and refers to Article XII, which forbids invoking <a href="javascript:evil()">domestic law</a> as an excuse for non-performance.</p>
<h2>What comes next</h2>
<p>Both parliaments must ratify the treaty. “We are hopeful,” said the minister, adding that the constitution question remains the most difficult part of the whole process.</p>
<ul><li>Border commission meets in November.</li><li>Ratification expected in the new year.</li></ul>
<img src="http://evil.example/x.png" onerror="x()">
<p>Observers note that the agreement had been negotiated for more than a year without mediators and that it was initialled before it was signed by the leaders.</p>
</article></main>
<aside class="related"><h3>Related articles</h3><ul><li><a href="/a">First readout of summit</a></li></ul></aside>
<section id="comments"><h3>Comments</h3><p>user1: I do not believe any of this will hold for long at all.</p></section>
<footer><p>© 2025 Example Times. All rights reserved.</p></footer></body></html>"""
