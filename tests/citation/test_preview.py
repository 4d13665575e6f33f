from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from annotator.citation.build import build
from annotator.citation.document import Bibliography
from annotator.citation.engine import Engines
from annotator.citation.preview import PreviewColours, html_fragment
from annotator.citation.styles import OSCOLA
from citation.orlen import ARABIC, INPUT


@pytest.fixture(scope="module")
def bibliography(engines: Engines) -> Bibliography:
    return build(INPUT, engines.get(OSCOLA))


def shown(fragment: str) -> tuple[list[str], dict[str, str]]:
    """Each paragraph as Qt shows it, and the words of each link by its address."""
    document = QTextDocument()
    document.setHtml(fragment)
    lines, links = [], {}
    block = document.begin()
    while block.isValid():
        lines.append(block.text())
        iterator = block.begin()
        while not iterator.atEnd():
            piece = iterator.fragment()
            if address := piece.charFormat().anchorHref():
                links[address] = links.get(address, "") + piece.text()
            iterator += 1
        block = block.next()
    return lines, links


def test_qt_shows_what_the_export_holds(qapp, bibliography: Bibliography):
    lines, links = shown(html_fragment(bibliography))
    assert lines[0] == "The bridge at Orlen"
    assert "Arden M, ‘Bridge of Orlen Reopens “for Good”’ The Lowland Gazette (7 August 2025)" in lines[3]
    assert "‘a toll of 3 crowns’ (para\u00a07)" in lines
    assert links["annotation:q2"] == "a toll of 3 crowns"
    assert {f"annotation:q{n}" for n in range(1, 8)} <= set(links)
    assert "https://example.org/bridge?a=1&b=2" in links


def test_entries_hang(qapp, bibliography: Bibliography):
    document = QTextDocument()
    document.setHtml(html_fragment(bibliography))
    block = next(
        b for n in range(document.blockCount()) if "Arden M" in (b := document.findBlockByNumber(n)).text()
    )
    assert block.blockFormat().textIndent() == -32
    assert block.blockFormat().leftMargin() == 32


def test_only_words_from_right_to_left_are_set_so(qapp, bibliography: Bibliography):
    document = QTextDocument()
    document.setHtml(html_fragment(bibliography))
    blocks = [document.findBlockByNumber(n) for n in range(document.blockCount())]
    to_left = [b.text() for b in blocks if b.textDirection() == Qt.LayoutDirection.RightToLeft]
    assert len(to_left) == 1
    assert ARABIC in to_left[0]


def test_nothing_in_a_source_can_act_as_markup_or_ask_for_a_file(qapp, bibliography: Bibliography):
    hostile = '<img src="file:///etc/hostname"><a href="file:///x">y</a>" onclick="z'
    entry = bibliography.groups[0].entries[0]
    quote = replace(entry.quotes[0], text=hostile, note=hostile, annotation_id='a" href="file:///x')
    group = replace(
        bibliography.groups[0],
        heading=hostile,
        entries=(replace(entry, annotation=hostile, quotes=(quote,)),),
    )
    asked: list[QUrl] = []

    class Watching(QTextDocument):
        def loadResource(self, kind: int, name: QUrl) -> object:
            asked.append(name)
            return None

    document = Watching()
    document.setHtml(html_fragment(replace(bibliography, title=hostile, groups=(group,))))
    assert document.toPlainText().count(hostile) == 5
    assert asked == []


def test_the_themes_colours_are_used(qapp, bibliography: Bibliography):
    fragment = html_fragment(bibliography, PreviewColours(ink="#eeeeee", contradicts="#ff8888"))
    assert "color:#eeeeee" in fragment
    assert "color:#ff8888" in fragment
    assert PreviewColours().ink not in fragment
