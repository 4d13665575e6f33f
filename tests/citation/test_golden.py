"""The whole bibliography of the invented bridge, as it was looked at by a person.

After a wanted change: `ANNOTATOR_GOLDEN=write pytest tests/citation/test_golden.py`, then read the difference.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from annotator.citation.build import Grouping, Options, build
from annotator.citation.engine import Engines
from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.citation.writers import docx, html, markdown
from citation.orlen import INPUT

GOLDEN = Path(__file__).parents[1] / "golden" / "citation"


def agree(name: str, made: str) -> None:
    file = GOLDEN / name
    if os.environ.get("ANNOTATOR_GOLDEN") == "write":
        file.write_text(made, "utf-8")
    assert made == file.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "style", "grouping"),
    [
        ("chicago", CHICAGO_NOTES, Grouping.SOURCE),
        ("apa", APA, Grouping.SOURCE),
        ("oscola", OSCOLA, Grouping.SOURCE),
        ("oscola-by-provision", OSCOLA, Grouping.PROVISION),
        ("chicago-by-claim", CHICAGO_NOTES, Grouping.CLAIM),
    ],
)
def test_markdown_is_as_it_was_looked_at(engines: Engines, name: str, style: str, grouping: Grouping):
    made = build(INPUT, engines.get(style), Options(grouping))
    agree(f"{name}.md", markdown.write(made).decode())


@pytest.mark.parametrize(("name", "style"), [("chicago", CHICAGO_NOTES), ("apa", APA), ("oscola", OSCOLA)])
def test_html_is_as_it_was_looked_at(engines: Engines, name: str, style: str):
    page = html.write(build(INPUT, engines.get(style))).decode()
    agree(f"{name}.html", page[page.index("<main>") :])


@pytest.mark.parametrize(("name", "style"), [("chicago", CHICAGO_NOTES), ("apa", APA), ("oscola", OSCOLA)])
def test_word_is_as_it_was_looked_at(engines: Engines, name: str, style: str):
    archive = zipfile.ZipFile(io.BytesIO(docx.write(build(INPUT, engines.get(style)))))
    agree(f"{name}.document.xml", normalised(archive.read("word/document.xml")))


def normalised(xml: bytes) -> str:
    """The body with one element a line, without relation numbers, which pandoc gives as it likes."""
    root = ET.fromstring(xml)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    text = re.sub(r'(\w+:id)="rId\d+"', r'\1="rId"', text)
    return text[text.index("<", text.index("body>") + 5) :]
