"""The memory of texts: bounded, and never of what was taken back."""

from __future__ import annotations

import pytest

from annotator.store import documents
from annotator.store.cache import Cache
from annotator.store.project import Project
from store.making import TEXT, add_document


def test_the_least_used_values_go_first() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name * 1000

    cache = Cache(most=2500)
    for name in "abacab":
        assert cache.get("text", name, lambda name=name: make(name)) == name * 1000  # type: ignore[misc]
    # c put b out; b was made again.
    assert made == ["a", "b", "c", "b"]


def test_a_value_beyond_the_bound_is_not_held() -> None:
    cache = Cache(most=100)
    first = cache.get("text", "d", lambda: "x" * 1000)
    assert cache.get("text", "d", lambda: "y" * 1000) != first


def test_a_text_is_read_once(project: Project) -> None:
    assert documents.text(project, "d-s1") == TEXT
    assert documents.text(project, "d-s1") is documents.text(project, "d-s1")
    assert documents.paragraphs(project, "d-s1") is documents.paragraphs(project, "d-s1")


def test_a_text_that_was_taken_back_is_forgotten(project: Project) -> None:
    with pytest.raises(ZeroDivisionError), project.act("Add"):
        add_document(project, "d-new", "s1", "first", "a.txt")
        assert documents.text(project, "d-new") == "first"
        raise ZeroDivisionError
    with project.act("Add"):
        add_document(project, "d-new", "s1", "second", "a.txt")
    assert documents.text(project, "d-new") == "second"
