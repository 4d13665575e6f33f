"""Import, find and search: no window needed."""

from __future__ import annotations

import gc
import hashlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import material
from measures import Measure, milliseconds, percentile

from annotator.documents.client import Worker
from annotator.domain.document import Capture, Found
from annotator.operations import search, sources
from annotator.store.project import Project
from annotator.ui.reader.finding import Finder, pattern

DOCUMENTS = 10_000
QUERIES = (
    "treaty", "border commission", '"third party"', "ratif*", "number77", "number9999 document", "sovereignty NOT peace",
    "NEAR(good faith, 10)", "initial*", "duty OR obligation", "territory frontier renounce", "nowhere", "bacedi", "zoraka", "pup*",
)  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def project(folder: Path, name: str) -> Iterator[Project]:
    """A new project that is thrown away."""
    path = folder / f"{name}.annotator"
    path.unlink(missing_ok=True)
    one = Project.create(path, work_dir=folder / f"{name}-work")
    try:
        yield one
    finally:
        one.close(publish=False)
        path.unlink(missing_ok=True)


def bare_import(path: Path, database: Path) -> None:
    """The least an import can be: MuPDF's text into a full-text table, the file beside it."""
    import pymupdf

    database.unlink(missing_ok=True)
    db = sqlite3.connect(database)
    db.execute(
        "CREATE VIRTUAL TABLE page USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    db.execute("CREATE TABLE file (data BLOB)")
    with pymupdf.open(path) as document, db:
        db.execute("INSERT INTO file VALUES (?)", (path.read_bytes(),))
        db.executemany("INSERT INTO page VALUES (?)", ((page.get_text(),) for page in document))
    db.close()


def our_import(folder: Path, path: Path, worker: Worker) -> None:
    with project(folder, "import") as one:
        sources.add(one, worker.capture(path))
        assert search.search(one, material.NEEDLE), "what was imported is not found"


def importing(folder: Path, rounds: int) -> list[Measure]:
    path = material.pdf(folder, 1000)
    with Worker() as worker:
        worker.start()
        ours, bare = [], []
        for _ in range(max(2, rounds // 2)):
            bare.append(seconds(lambda: bare_import(path, folder / "bare.db")))
            ours.append(seconds(lambda: our_import(folder, path, worker)))
    ratio = min(bare) / min(ours)
    return [
        Measure(
            "import a PDF of 1,000 pages until found by search",
            milliseconds(min(ours)),
            f"{milliseconds(min(bare))} bare PyMuPDF text + FTS → {ratio:.2f} × its speed",
            "≥ 0.8 × its speed",
            ratio >= 0.8,
        )
    ]


def first_hit(text: str, query: str) -> tuple[int, int]:
    """What the find bar does: block after block until something is found."""
    finder = Finder(text)
    wanted = pattern(query)
    assert wanted is not None
    return next(hit for number in range(len(finder)) for hit in finder.in_block(number, wanted))


def finding(folder: Path, rounds: int) -> list[Measure]:
    import pymupdf

    path = material.pdf(folder, 5000)
    with Worker() as worker:
        text = worker.capture(path).text
    assert text[slice(*first_hit(text, material.NEEDLE))] == material.NEEDLE
    ours = [seconds(lambda: first_hit(text, material.NEEDLE)) for _ in range(rounds)]

    def in_pages() -> None:
        with pymupdf.open(path) as document:
            assert any(page.search_for(material.NEEDLE) for page in document)

    theirs = seconds(in_pages)
    worst = max(ours)
    return [
        Measure(
            "find a word on the last of 5,000 pages",
            milliseconds(worst),
            f"{milliseconds(theirs)} MuPDF's page search → {theirs / worst:.0f} × faster",
            "≤ 20 ms",
            worst <= 0.020,
        )
    ]


def captured(text: str, number: int) -> Capture:
    data = text.encode()
    return Capture(
        f"document-{number}.txt", "text/plain", data, hashlib.sha256(data).hexdigest(), text, None, "bench", "1", len(text),
        fields={"title": Found(f"Document {number}", False)},
    )  # fmt: skip


def searching(folder: Path, rounds: int) -> list[Measure]:
    with project(folder, "search") as one:
        texts = material.short_documents(DOCUMENTS)
        began = time.perf_counter()
        for start in range(0, DOCUMENTS, 500):
            sources.add_all(
                one, [captured(text, start + n) for n, text in enumerate(texts[start : start + 500])]
            )
        adding = time.perf_counter() - began
        indexing = seconds(lambda: search.search(one, "treaty"))
        assert [hit.file for hit in search.search(one, "number4711")] == ["document-4711.txt"]
        gc.collect()
        # As they are typed: every beginning of each query from its second letter on is a search.
        taken = [
            seconds(lambda typed=query[:length]: search.search(one, typed))
            for query in QUERIES
            for length in range(2, len(query) + 1)
        ]
    size = sum(map(len, texts)) / 1e6
    p95 = percentile(taken, 0.95)
    return [
        Measure(
            f"add {DOCUMENTS:,} texts ({size:.0f} MB)",
            f"{adding:.1f} s",
            f"first search, index made: {indexing:.1f} s",
        ),
        Measure(
            f"search {DOCUMENTS:,} documents, each keystroke",
            f"p50 {milliseconds(percentile(taken, 0.5))}, p95 {milliseconds(p95)}",
            f"slowest {milliseconds(max(taken))}, {len(taken)} searches",
            "p95 ≤ 50 ms",
            p95 <= 0.050,
        ),
    ]


def measure(folder: Path, rounds: int) -> list[Measure]:
    """All of it."""
    return [*importing(folder, rounds), *finding(folder, rounds), *searching(folder, rounds)]
