"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain.claim import Claim, Evidence, Relation, Stance, Voice
from annotator.domain.treaty import Fidelity, Form, Mention
from annotator.store import claims, evidence, tags, treaties
from annotator.store.project import Project
from store.making import add_annotation, add_source, add_treaty, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project of a test lies."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder / "project.annotator"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    """A new project with one source."""
    with opened(path) as found:
        yield found


@pytest.fixture
def full(project: Project) -> Project:
    """Two sources, a treaty, two claims, two highlights with all links."""
    with project.act("Fill"):
        add_source(project, "s2", "The referendum may come later.")
        add_treaty(project)
        first = add_annotation(project, "referendum")
        second = add_annotation(project, "may come later", "d-s2", "The referendum may come later.")
        claims.add(project, Claim("c1", "C01", "It will be held in 2026."))
        claims.add(project, Claim("c2", "C02", "It will not."))
        claims.relate(project, "c2", Relation.CONTRADICTS, "c1")
        evidence.link_claim(project, Evidence("", first, "c1", Stance.SUPPORTS))
        evidence.link_claim(
            project, Evidence("", second, "c1", Stance.QUALIFIES, Voice.REPORTED, "The minister")
        )
        evidence.link_provision(
            project,
            Mention("", first, treaties.provision_id("i1", "art_12__para_2"), Form.IMPLICIT, Fidelity.GLOSS),
        )
        tags.tag(project, "annotation", first, "Constitution")
        project.set_setting("ids", [first, second])
    return project
