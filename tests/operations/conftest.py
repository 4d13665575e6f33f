"""A worker for all tests, and projects made of captures written down here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.documents.client import Worker
from annotator.domain.document import Capture
from annotator.operations import projects, sources, treaties
from annotator.store.project import Project

ARTICLE = (
    "A border, twice drawn\n\nThe border is open. Article II of the Agreement says so 😀 at last.\n\n"
    "Հայաստան և Ադրբեջան. The border is closed; see point 2 of the Statement.\n\nNothing is named here.\n"
)
TREATY = "AGREEMENT\n\nARTICLE I\n\nPeace.\n\nARTICLE II – Of trade\n\n1. Borders.\n\n2. Trade:\n(a) roads;\n(b) rails.\n"
STATEMENT = "STATEMENT\n\n1. Cease-fire.\n\n2. Corridor.\n"


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as one:
        yield one


def captured(worker: Worker, text: str, name: str) -> Capture:
    return worker.capture(None, data=text.encode(), name=name)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with projects.create(tmp_path / "p.annotator", "Test") as one:
        yield one


class Filled:
    """A project with one article and two instruments; ids as attributes."""

    def __init__(self, project: Project, worker: Worker) -> None:
        self.project = project
        added = sources.add(project, captured(worker, ARTICLE, "article.txt"))
        self.source, self.document = added.source, added.document
        agreement = captured(worker, TREATY, "agreement.txt")
        self.agreement = treaties.add(project, agreement, "Agreement on Peace", "Agreement (2025)").instrument
        statement = captured(worker, STATEMENT, "statement.txt")
        self.statement = treaties.add(project, statement, "Joint Statement", "Statement (2020)").instrument


@pytest.fixture
def filled(project: Project, worker: Worker) -> Filled:
    return Filled(project, worker)
