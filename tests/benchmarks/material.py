"""What is measured on: generated once into a folder, the same words every time."""

from __future__ import annotations

import random
import zlib
from itertools import accumulate, product
from pathlib import Path

# Function words are the commonest, then the field's; the rest are made of syllables, ever rarer, as in any language.
_FIELD = (
    "the", "of", "and", "to", "in", "that", "a", "for", "is", "on", "by", "as", "with", "which", "its", "not",
    "treaty", "state", "agreement", "party", "border", "article", "peace", "claim",
    "commission", "consent", "declaration", "dispute", "duty", "force", "frontier", "good", "faith",
    "initial", "instrument", "law", "minister", "obligation", "point", "provision", "ratification",
    "recognise", "region", "renounce", "right", "route", "settlement", "signature", "sovereignty",
    "statement", "territory", "third", "transit", "under", "until", "within",
)  # fmt: skip
_SYLLABLES = (
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "ka", "le", "mi",
    "no", "pu", "ra",
)  # fmt: skip
WORDS = list(_FIELD) + ["".join(parts) for parts in product(_SYLLABLES, repeat=3)]
_WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(len(WORDS))))
NEEDLE = "quincunx"
# Pure magenta on page 1, pure cyan on the last: what tells that the page is on the screen, whichever program shows it.
MARK = (255, 0, 255)
LAST_MARK = (0, 255, 255)


def sentence(random_: random.Random) -> str:
    words = random_.choices(WORDS, cum_weights=_WEIGHTS, k=random_.randint(8, 18))
    return " ".join(words).capitalize() + "."


def paragraph(random_: random.Random, sentences: int = 5) -> str:
    return " ".join(sentence(random_) for _ in range(sentences))


def pdf(folder: Path, pages: int) -> Path:
    """A text PDF of A4 pages, the first and last marked, the needle on the last. Written by hand: 5,000 pages in a second."""
    path = folder / f"marked-{pages}.pdf"
    if path.exists():
        return path
    random_ = random.Random(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (pages, b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(pages))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    bodies = [
        [sentence(random_) for _ in range(30)] for _ in range(40)
    ]  # about 3,000 characters, as on a printed page
    for number in range(pages):
        lines = [
            f"Page {number + 1}{' ' + NEEDLE if number == pages - 1 else ''}",
            "",
            *bodies[number % len(bodies)],
        ]
        marked = "1 0 1 rg 50 802 350 32 re f 0 g " if number == 0 else ""
        if number == pages - 1:
            # At its top and its foot, as programs show the one or the other when they go to the end.
            marked = "0 1 1 rg 50 802 350 32 re f 50 8 350 40 re f 0 g "
        text = "".join(f"({line}) Tj T* " for line in lines)
        content = zlib.compress(f"{marked}BT /F1 8 Tf 22 TL 50 780 Td {text}ET".encode())
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content)
        )
    out = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    part = path.with_suffix(".part")
    part.write_bytes(out)
    part.replace(path)
    return path


def scans(folder: Path, pages: int) -> Path:
    """A PDF of full-page grey pictures, 2,000 pixels high: what a scanner makes; page 1 is marked."""
    path = folder / f"marked-scans-{pages}.pdf"
    if path.exists():
        return path
    import pymupdf

    random_ = random.Random(pages)
    document = pymupdf.open()
    for _ in range(pages):
        picture = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 1414, 2000), 0)
        picture.clear_with(250)
        for _ in range(400):
            x, y = random_.randrange(60, 1300), random_.randrange(60, 1900)
            picture.set_rect(pymupdf.IRect(x, y, x + random_.randrange(20, 120), y + 14), (40,))
        document.new_page().insert_image(pymupdf.Rect(0, 0, 595, 842), stream=picture.tobytes("jpeg"))
    document[0].draw_rect(pymupdf.Rect(50, 8, 400, 40), color=None, fill=(1, 0, 1))
    part = path.with_suffix(".part")
    document.save(part)
    part.replace(path)
    return path


def text(size: int) -> str:
    """About `size` characters of paragraphs."""
    random_ = random.Random(size)
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(paragraph(random_))
        length += len(parts[-1]) + 2
    return "\n\n".join(parts)


def short_documents(count: int) -> list[str]:
    """`count` texts of about 5,400 characters, with a word of their own each."""
    random_ = random.Random(count)
    bodies = [[paragraph(random_) for _ in range(10)] for _ in range(60)]
    return ["\n\n".join([f"Document number{n} of many.", *bodies[n % 60]]) for n in range(count)]
