"""A digest is the same whichever way a value is spelt."""

from __future__ import annotations

import json
import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.digests import digest

DB = sqlite3.connect(":memory:")


@given(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), st.none() | st.floats(0, 1)
)
def test_what_sqlite_spells_has_the_digest_of_what_python_spells(text: str, score: float | None) -> None:
    [spelt] = DB.execute("SELECT json_object('exact', ?, 'score', ?)", (text, score)).fetchone()
    value = json.loads(spelt)
    canonical = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    assert value["exact"] == text
    assert digest(spelt) == digest(canonical)
    assert digest(json.dumps(value, separators=(",", ":"))) == digest(canonical)


def test_other_words_have_another_digest() -> None:
    assert digest('{"exact":"a\\nb"}') != digest('{"exact":"a b"}')
    assert digest('{"exact":"\\u000a"}') == digest('{"exact":"\\n"}')
    assert digest('{"exact":"a\\/b"}') == digest('{"exact":"a/b"}')
