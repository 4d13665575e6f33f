"""Fixtures of the store's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.store.project import Project
from store.making import opened


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
