"""Small rows for the tests of the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.domain.annotation import Annotation, Selectors
from annotator.domain.document import Document
from annotator.domain.ids import derived_id, new_id
from annotator.domain.source import Agent, Contributor, Source
from annotator.domain.treaty import Instrument, ProvisionNode
from annotator.store import annotations, documents, sources, treaties
from annotator.store.project import Project

TEXT = "A title\n\nArticle XII forbids it. 😀 Հայաստան said so.\n\nThe referendum is in 2026.\n"


@contextmanager
def opened(path: Path, work_dir: Path | None = None) -> Iterator[Project]:
    """A new project with one source at `path`, closed at the end."""
    project = Project.create(path, "Test", work_dir=work_dir)
    try:
        with project.act("Add source"):
            add_source(project, "s1", TEXT)
        yield project
    finally:
        project.close()


def add_source(project: Project, name: str, text: str, file_name: str = "") -> str:
    """A source `name` by Ada Author with one document `d-name`; gives the document's id."""
    sources.add(
        project,
        Source(
            name,
            title=f"Title {name}",
            contributors=(Contributor(Agent(derived_id("agent", name), "Author", "Ada")),),
            guessed=frozenset({"title"}),
        ),
    )
    return add_document(project, f"d-{name}", name, text, file_name or f"{name}.txt")


def add_document(project: Project, document: str, source: str | None, text: str, file_name: str) -> str:
    """A document with `text` as its original too."""
    raw = text.encode()
    documents.add(
        project,
        Document(
            document,
            source,
            hashlib.sha256(raw).hexdigest(),
            "text/plain",
            file_name,
            len(raw),
            "plain",
            "1",
            len(text),
            len(text),
        ),
        raw,
        text,
        "<article/>",
    )
    return document


def selectors(text: str, quote: str) -> Selectors:
    """Where `quote` stands first in `text`."""
    start = text.index(quote)
    end = start + len(quote)
    return Selectors(start, end, quote, text[max(0, start - 32) : start], text[end : end + 32], paragraph=2)


def add_annotation(
    project: Project, quote: str, document: str = "d-s1", text: str = TEXT, colour: str = "yellow"
) -> str:
    """A highlight of `quote`; gives its id."""
    row = new_id()
    annotations.add(project, Annotation(row, document, None, selectors(text, quote), colour=colour))
    return row


TREATY = "Preamble words\n\nArticle XII\n1. First rule.\n2. Second rule.\n"


def add_treaty(project: Project) -> str:
    """An instrument `i1` with a preamble and Art. XII of two paragraphs; gives its id."""
    treaties.add_instrument(
        project, Instrument("i1", "Agreement on Peace", "Agreement", "treaty", ("the deal",))
    )
    add_document(project, "d-i1", None, TREATY, "treaty.txt")

    def node(kind: str, num: str, wid: str, words: str, *children: ProvisionNode) -> ProvisionNode:
        start = TREATY.index(words)
        return ProvisionNode(kind, num, wid, wid, "", start, start + len(words), words, children)

    nodes = [
        node("preamble", "", "preamble", "Preamble words"),
        node(
            "article", "XII", "art_12", TREATY[TREATY.index("Article") :].strip(),
            node("paragraph", "1", "art_12__para_1", "1. First rule."),
            node("paragraph", "2", "art_12__para_2", "2. Second rule."),
        ),
    ]  # fmt: skip
    treaties.add_version(project, "i1", "d-i1", "2025", nodes)
    return "i1"


def ids(project: Project) -> list[str]:
    """The highlights of the fixture `full`."""
    found = project.settings("ids")
    assert isinstance(found, list)
    return found
