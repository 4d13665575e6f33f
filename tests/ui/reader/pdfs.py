"""PDFs written by hand for tests."""

from __future__ import annotations


def pdf(pages: int, words: str = "speaks of Article") -> bytes:
    """A small PDF written by hand: each page says its number in ten lines."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(pages))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for page in range(pages):
        lines = b"".join(
            b"(Page %d line %d %s %d) Tj T* " % (page + 1, n, words.encode(), n) for n in range(10)
        )
        stream = b"BT /F 11 Tf 72 770 Td 17 TL " + lines + b"ET"
        bodies.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
            % (5 + 2 * page)
        )
        bodies.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(offsets) + 1, start)
    return bytes(out)
