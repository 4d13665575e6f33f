"""Text layer ↔ page, through real layout: rectangles cover exactly the words, points find their offsets."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.documents.article import compact, holds
from annotator.documents.capture import capture
from annotator.documents.pagemap import PageMap, page_of
from annotator.documents.pdf import PdfCapture
from annotator.documents.viewer import Viewer
from annotator.documents.views import LayoutSpec, RenderSpec, ViewInfo
from annotator.domain.document import Capture
from annotator.domain.geometry import Rect
from documents import makers

PROSE = (
    "\U0001f30d Երևանում and Баку, 👍🏽 first; the \u201cofficial\u201d e\u0301te\u0301 file of the affair.\n\n"
    "Article XII of the Agreement, which prohibits both parties from invoking domestic laws, becomes paramount. "
    * 3
    + "\n\nשלום עולם and مرحبا بالعالم in one line; ქართული, 日本語.\n\n# Next\n\n**Bold words** and a [link](#) end it."
)


@pytest.fixture(scope="module")
def viewer() -> Viewer:
    return Viewer()


def show(
    viewer: Viewer, data: bytes, name: str, spec: LayoutSpec | None = None
) -> tuple[Capture, ViewInfo, list[PageMap]]:
    made = capture(data, name, None)
    if isinstance(made, PdfCapture):
        made.read(0, made.document.page_count)
        made = made.finish()
    arguments = {
        "media_type": made.media_type, "original": data, "article": made.article, "text": made.text,
        "pages": made.pages, "password": None,
    }  # fmt: skip
    info = viewer.open("k", arguments, spec or LayoutSpec())
    return made, info, [viewer.page_map("k", page) for page in range(len(info.pages))]


def centre(rect: Rect) -> tuple[float, float]:
    return (rect.x0 + rect.x1) / 2, (rect.y0 + rect.y1) / 2


def spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        yield start, at


def check(text: str, maps: list[PageMap], info: ViewInfo, hidden: str = "") -> int:
    """Each word's rectangles, clicked in their middle, give an offset within the word."""
    checked = 0
    for start, end in spans(text):
        page = maps[page_of(info, start)]
        rects = page.rects(start, end)
        for rect in rects:
            x, y = centre(rect)
            offset = page.offset_at(x, y)
            assert offset is not None
            assert start <= offset <= end, (text[start:end], text[offset : offset + 10])
            checked += 1
    return checked


def test_words_of_an_article_are_where_they_are_shown(viewer: Viewer) -> None:
    made, info, maps = show(viewer, PROSE.encode(), "a.txt")
    assert info.continuous
    assert check(made.text, maps, info) > 50


def test_signs_before_a_passage_do_not_shift_it(viewer: Viewer) -> None:
    words = "Article XII of the Agreement"
    boxes = []
    for before in ("xx", "\U0001f30d\U0001f30d", "Երևանում է", "a\u0301\u0328"):
        made, info, maps = show(viewer, f"{before}\n\n{words} stands here.".encode(), "a.txt")
        start = made.text.index(words)
        page = maps[page_of(info, start)]
        (rect,) = page.rects(start, start + len(words))
        assert page.word_at(rect.x0 + 1, centre(rect)[1]) == (start, start + 7)
        assert page.offset_at(rect.x0 - 5, centre(rect)[1]) == start
        boxes.append((round(rect.x0), round(rect.x1)))
    assert len(set(boxes)) == 1


def test_part_of_a_word_is_measured_by_its_letters(viewer: Viewer) -> None:
    _, _, (page,) = show(viewer, b"iiiiWWWW", "a.txt")
    (thin,) = page.rects(0, 4)
    (thick,) = page.rects(4, 8)
    assert thick.x0 == pytest.approx(thin.x1, abs=0.2)
    assert (thick.x1 - thick.x0) > 2 * (thin.x1 - thin.x0)
    assert page.caret(4) == pytest.approx(Rect(thick.x0, thick.y0, thick.x0, thick.y1))
    assert page.offset_at(thick.x0 + 1, thin.y0) == 4


def test_hidden_signs_have_no_place_and_the_rest_only_on_wish(viewer: Viewer) -> None:
    made, info, maps = show(viewer, makers.NEWS.encode(), "a.html")
    furniture = made.text.index("cookies")
    assert all(not page.rects(furniture, furniture + 7) for page in maps)
    made, info, maps = show(viewer, makers.NEWS.encode(), "a.html", LayoutSpec(show_rest=True))
    assert maps[page_of(info, furniture)].rects(furniture, furniture + 7)
    text = "**Bold** and more"
    made, _, (page,) = show(viewer, text.encode(), "a.txt")
    assert not page.rects(0, 2)
    assert page.rects(0, 8) == page.rects(2, 6)


def test_a_layout_of_another_width_keeps_words_and_pages_whole(viewer: Viewer) -> None:
    text = "\n\n".join(f"Paragraph {n}: " + "words that fill the line " * 20 for n in range(60))
    for spec in (LayoutSpec(), LayoutSpec(width_pt=300, font_pt=17, family="sans", line_height=1.8)):
        made, info, maps = show(viewer, text.encode(), "a.txt", spec)
        assert len(info.pages) > 1
        assert all(size.width == spec.width_pt for size in info.pages)
        assert list(info.page_starts) == sorted(set(info.page_starts))
        for page, (size, start) in enumerate(zip(info.pages, info.page_starts, strict=True)):
            assert maps[page].start == start
            last = maps[page].line(maps[page].line_count - 1)
            assert last.rect.y1 <= size.height + spec.font_pt
            assert maps[page].lines[0].start == start
        assert sum(len(page.offsets) for page in maps) == len(compact(made.text))


def test_lists_tables_and_quotations_match_glyph_for_glyph(viewer: Viewer) -> None:
    page = (
        "<html><body><h1>Head</h1><ul><li>one &amp; two</li><li>three</li></ul><blockquote>quoted words</blockquote>"
        "<table><tr><td>first cell</td><td>second cell</td></tr><tr><td>third</td><td>fourth</td></tr></table>"
        "<pre>code  line\nsecond line</pre><p>soft\u00adhyphen, ligature \ufb01sh, zero\u200bwidth.</p></body></html>"
    )
    made, info, maps = show(viewer, page.encode(), "a.html")
    assert check(made.text, maps, info) >= 18


def test_a_pdf_gives_its_words_page_by_page(viewer: Viewer) -> None:
    data = makers.pdf(["First page, with words.\n\nSecond block.", "Another page."])
    made, info, maps = show(viewer, data, "a.pdf")
    assert not info.continuous
    assert made.text == "First page, with words.\n\nSecond block.\n\nAnother page."
    assert [(page.start, page.end) for page in made.pages] == [(0, 38), (40, 53)]
    assert check(made.text, maps, info) == 8
    assert [made.text[line.start : line.end] for line in maps[0].lines] == [
        "First page, with words.",
        "Second block.",
    ]


def test_columns_are_read_one_after_the_other(viewer: Viewer) -> None:
    import pymupdf

    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_textbox((60, 72, 280, 400), "left words fill this column " * 10, fontsize=11)
    sheet.insert_textbox((320, 72, 540, 400), "right words fill that column " * 10, fontsize=11)
    made, info, (page,) = show(viewer, document.tobytes(), "a.pdf")
    assert made.text.rindex("left") < made.text.index("right")
    assert check(made.text, [page], info) == 100
    below_left = page.offset_at(100, 500)
    assert below_left is not None
    assert below_left <= made.text.index("right")


def test_turned_text_is_found_too(viewer: Viewer) -> None:
    import pymupdf

    document = pymupdf.open()
    document.new_page().insert_text((200, 400), "standing words here", rotate=90)
    made, _, (page,) = show(viewer, document.tobytes(), "a.pdf")
    start = made.text.index("words")
    (rect,) = page.rects(start, start + 5)
    assert rect.y1 - rect.y0 > rect.x1 - rect.x0
    assert page.word_at(*centre(rect)) == (start, start + 5)


def test_an_empty_page_has_no_offsets(viewer: Viewer) -> None:
    _, _, maps = show(viewer, makers.pdf(["words", ""]), "a.pdf")
    assert maps[1].offset_at(10, 10) is None
    assert maps[1].caret(0) is None
    assert maps[1].word_at(10, 10) is None
    assert maps[1].rects(0, 100) == []


def test_tinting_changes_the_colours_only(viewer: Viewer) -> None:
    show(viewer, b"Some words.", "a.txt")
    plain = viewer.render("k", 0, RenderSpec(1.0))
    dark = viewer.render("k", 0, RenderSpec(1.0, None, (230, 230, 230), (20, 20, 20)))
    assert (plain.width, plain.height) == (dark.width, dark.height)
    assert bytes(plain.samples_mv[:3]) == b"\xff\xff\xff"
    assert bytes(dark.samples_mv[:3]) == b"\x14\x14\x14"


WORDS = st.text(
    st.one_of(
        st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Po")),
        st.sampled_from("\U0001f30d\U0001f468א שלمرحبאիԵქ日e\u0301\u0308\u200d\u00adﬁ*#[]()_`\\>-"),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=6), st.booleans()
)
def test_any_text_keeps_its_characters_and_its_places(
    viewer: Viewer, blocks: list[str], markdown: bool
) -> None:
    text = "\n\n".join(blocks)
    if not text.strip():
        return
    made, _, maps = show(viewer, text.encode(), "a.md" if markdown else "a.txt")
    assert made.article is not None
    assert holds(made.article, made.text)
    for page in maps:
        assert list(page.offsets) == sorted(set(page.offsets))
        for glyph in range(len(page.offsets)):
            start = page.offsets[glyph]
            assert page.start <= start < page.end
            assert not made.text[start].isspace()
            for rect in page.rects(start, start + 1):
                assert rect.x1 >= rect.x0


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12), lambda inner: st.tuples(
    st.sampled_from(["p", "div", "b", "i", "ul", "li", "table", "tr", "td", "blockquote", "pre", "h2", "a", "span", "br", "section", "sup", "article"]),
    st.lists(inner, max_size=4)), max_leaves=25))  # fmt: skip
def test_any_page_keeps_the_invariant(tree: object) -> None:
    from html import escape

    def markup(node: object) -> str:
        if isinstance(node, str):
            return escape(node)
        assert isinstance(node, tuple)
        return f"<{node[0]}>" + "".join(map(markup, node[1])) + f"</{node[0]}>"

    made = capture(
        f"<html><body><p>Always something.</p>{markup(tree)}</body></html>".encode(), "a.html", None
    )
    assert isinstance(made, Capture)
    assert made.article is not None
    assert holds(made.article, made.text)


def test_a_huge_article_answers_before_all_of_it_is_measured(
    viewer: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.documents import setting

    monkeypatch.setattr(setting, "_AT_FIRST", 0.0)
    monkeypatch.setattr(setting, "_AT_ONCE", 0.0)
    text = "\n\n".join(f"Paragraph {n}: " + "words that fill the line " * 20 for n in range(60))
    _, info, _ = show(viewer, text.encode(), "a.txt")
    assert info.estimated
    first = [size.height for size in info.pages]
    turns = 0
    while info.estimated:
        info = viewer.settle("k")
        turns += 1
    assert turns == len(info.pages) - 1
    assert [size.height for size in info.pages] == pytest.approx(first, rel=0.15)
    monkeypatch.setattr(setting, "_AT_FIRST", 60.0)
    assert viewer.layout("k", LayoutSpec()).pages == info.pages


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "one long paragraph of words " * 3_000 + "</p>",
        "<p>before <b>" + "bold words without end " * 2_000 + "</b> and <i>after</i> it</p>",
        "<ul><li>" + "an item " * 5_000 + "</li></ul>",
        "<table>" + "<tr><td>first cell</td><td>second cell</td></tr>" * 2_000 + "</table>",
        "<pre>" + "x = 1\n" * 5_000 + "</pre>",
        "<p>" + "unbroken" * 5_000 + "</p>",
    ],
    ids=["paragraph", "inline", "item", "table", "code", "word"],
)
def test_a_block_without_end_is_cut_and_keeps_every_character(viewer: Viewer, page: str) -> None:
    made, info, maps = show(viewer, f"<html><body>{page}</body></html>".encode(), "a.html")
    assert len(info.pages) > 1
    assert max(len(one.offsets) for one in maps) < 12_000
    offsets = [offset for one in maps for offset in one.offsets]
    assert offsets == sorted(set(offsets))
    assert len(offsets) == len(compact(made.text))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (
            "a.html",
            '<html dir="rtl"><body><h1>عنوان عن السلام</h1><p>كلمات قليلة هنا</p><p>Latin words</p></body></html>',
        ),
        ("a.md", "# عنوان عن السلام\n\nكلمات قليلة هنا\n\nLatin words\n"),
        ("a.txt", "عنوان عن السلام\n\nكلمات قليلة هنا\n\nLatin words\n"),
    ],
)
def test_blocks_of_a_right_to_left_script_stand_at_the_right(viewer: Viewer, name: str, data: str) -> None:
    made = capture(data.encode(), name, None)
    assert isinstance(made, Capture)
    given = {"text": made.text, "pages": (), "article": made.article}
    viewer.open("rtl", given, LayoutSpec(width_pt=400))
    page = viewer.page_map("rtl", 0)
    for words, at_the_right in (("السلام", True), ("كلمات", True), ("Latin", False)):
        start = made.text.index(words)
        line = made.text.rfind("\n", 0, start) + 1
        stop = made.text.find("\n", start) if "\n" in made.text[start:] else len(made.text)
        ends = [rect.x1 for rect in page.rects(line, stop)]
        assert (max(ends) > 398) == at_the_right, words
