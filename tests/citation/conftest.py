"""Live engines, started once for all tests of this folder: a start costs up to a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from annotator.citation.engine import Engines


@pytest.fixture(scope="session")
def engines() -> Iterator[Engines]:
    with Engines() as engines:
        yield engines
