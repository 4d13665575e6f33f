"""The sample project's bibliography in six styles, in every format, as it was looked at by a person.

Markdown is kept whole where it is short; of the rest the SHA-256 of its normalised words or XML. After a wanted change:
`ANNOTATOR_GOLDEN=write pytest tests/operations/test_sample_golden.py`, then read the difference.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pymupdf
import pytest

from annotator.citation import outline, writers
from annotator.citation.document import Bibliography
from annotator.citation.engine import Engines
from annotator.citation.inputs import BibliographyInput
from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.documents.client import Worker
from annotator.operations import bibliography, projects
from annotator.operations.bibliography import Recipe

GOLDEN = Path(__file__).parents[1] / "golden" / "sample"
STYLES = {
    "chicago": CHICAGO_NOTES,
    "apa": APA,
    "oscola": OSCOLA,
    "mla": "modern-language-association",
    "bluebook": "bluebook-law-review",
    "mcgill": "mcgill-en",
}


@pytest.fixture(scope="module")
def given(worker: Worker, tmp_path_factory: pytest.TempPathFactory) -> BibliographyInput:
    with projects.make_sample(
        tmp_path_factory.mktemp("sample") / "sample.annotator", worker, None
    ) as project:
        return bibliography.gather(project, Recipe())


@pytest.fixture(scope="module")
def engines() -> Iterator[Engines]:
    with Engines() as made:
        yield made


def agree(name: str, made: str) -> None:
    file = GOLDEN / name
    if os.environ.get("ANNOTATOR_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(made, "utf-8")
    assert made == file.read_text("utf-8")


def digest(made: Bibliography, name: str) -> str:
    data = writers.write(made, wanted=name).data
    if name in ("docx", "odt", "xlsx"):
        part = {"docx": "word/document.xml", "odt": "content.xml", "xlsx": "xl/worksheets/sheet1.xml"}[name]
        root = ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(part))
        if name == "docx":
            ET.indent(root)  # white space between elements means nothing
        data = re.sub(rb'(\w+:id)="rId\d+"', rb'\1="rId"', ET.tostring(root))
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("name", STYLES)
def test_the_plain_bibliography_and_the_notes_are_as_they_were_looked_at(
    given: BibliographyInput, engines: Engines, name: str
):
    plain = bibliography.compose(given, Recipe(STYLES[name], kind="plain"), engines)
    notes = bibliography.compose(given, Recipe(STYLES[name], group="claim", kind="citations"), engines)
    agree(f"{name}.md", writers.write(plain, wanted="md").data.decode())
    agree(f"{name}-notes.md", writers.write(notes, wanted="md").data.decode())


def test_the_annotated_bibliography_and_the_evidence_are_as_they_were_looked_at(
    given: BibliographyInput, engines: Engines
):
    recipe = Recipe(group="provision", provision_index=True, person_index=True)
    agree(
        "chicago-by-provision.md",
        writers.write(bibliography.compose(given, recipe, engines), wanted="md").data.decode(),
    )
    evidence = bibliography.compose(given, Recipe(OSCOLA, kind="evidence"), engines)
    agree(
        "oscola-evidence.csv",
        writers.write(evidence, wanted="csv").data.decode("utf-8-sig").replace("\r\n", "\n"),
    )


def test_every_format_in_every_style_is_as_it_was_looked_at(given: BibliographyInput, engines: Engines):
    digests = {}
    for name, style in STYLES.items():
        made = bibliography.compose(given, Recipe(style), engines)
        assert not [problem for problem in made.problems if problem.kind.value == "not verbatim"]
        for form in writers.FORMATS:
            if form != "pdf":  # its bytes depend on the fonts there are
                digests[f"{name}.{form}"] = digest(made, form)
    agree("digests.json", json.dumps(digests, indent=1) + "\n")


@pytest.mark.parametrize("name", STYLES)
def test_the_pdf_of_every_style_has_the_words_of_the_outline(
    given: BibliographyInput, engines: Engines, name: str
):
    made = bibliography.compose(given, Recipe(STYLES[name]), engines)
    written = writers.write(made, wanted="pdf")
    pages = pymupdf.open(stream=written.data, filetype="pdf")
    text = re.sub(r"\s", "", "".join(re.sub(r"\n\d+\n?$", "\n", page.get_text()) for page in pages))
    missing = [one.text for one in outline.paragraphs(made) if re.sub(r"\s", "", one.text) not in text]
    assert missing == []
