"""Hostile texts and editors: nothing wrong is ever taken over silently, and most is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anchoring.hostile import SILENT, Hostile
from annotator.anchoring import carry, resolve
from annotator.domain.annotation import AnchorState

KINDS = tuple(Hostile(0).kinds)


@pytest.mark.parametrize("kind", KINDS)
def test_no_editor_leads_to_a_wrong_silent_match(kind: str) -> None:
    hostile = Hostile(f"test {kind}")
    whole = found = 0
    for _ in range(12):
        edit = hostile.edit(kind)
        results = carry(edit.old, edit.new, [passage.selectors for passage in edit.passages])
        for passage, result in zip(edit.passages, results, strict=True):
            assert not edit.silently_wrong(passage, result), (edit, passage, result)
            whole += passage.whole
            found += passage.whole and edit.offered(passage, result)
    assert found >= 0.85 * whole


# "many" is three editors one after the other: what they leave, now and then nobody can tell (the benchmark counts it).
@settings(deadline=None)
@given(st.integers(), st.sampled_from([kind for kind in KINDS if kind != "many"]))
def test_whatever_the_text_nothing_wrong_is_silent(seed: int, kind: str) -> None:
    edit = Hostile(seed).edit(kind, passages=6)
    results = carry(edit.old, edit.new, [passage.selectors for passage in edit.passages])
    for passage, result in zip(edit.passages, results, strict=True):
        assert not edit.silently_wrong(passage, result), (passage, result)


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_old_text_only_what_stands_at_its_place_is_certain(kind: str) -> None:
    hostile = Hostile(f"blind {kind}")
    for _ in range(12):
        edit = hostile.edit(kind)
        for passage in edit.passages:
            result, at = resolve(edit.new, passage.selectors), passage.selectors
            if result.state in SILENT:
                assert (result.start, result.end, result.state) == (at.start, at.end, AnchorState.EXACT)
                assert edit.new[: at.start].endswith(at.prefix)
                assert edit.new[at.end :].startswith(at.suffix)
