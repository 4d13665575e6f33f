"""JSON from elsewhere: every refusal names its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.claim import Stance
from annotator.domain.errors import UserError
from annotator.exchange import project_json
from annotator.exchange.reading import Node, load

HERE = Path("in.json")


def node(value: Any) -> Node:
    return Node(value, "", HERE)


def test_a_pointer_escapes_what_means_something_in_it() -> None:
    with pytest.raises(UserError) as refusal:
        node({"a/b~c": 1}).object("x")
    assert refusal.value.what.startswith("/a~1b~0c:")
    assert "x" in refusal.value.advice


@pytest.mark.parametrize(
    "read",
    [
        lambda: node({"n": 1})["n"].text(),
        lambda: node({"n": None})["n"].text(None),
        lambda: node({"n": "  "})["n"].text(None),
        lambda: node({"n": "5"})["n"].number(),
        lambda: node({"n": True})["n"].number(),
        lambda: node({"n": -1})["n"].number(),
        lambda: node({"n": 1.5})["n"].number(),
        lambda: node({"n": {}})["n"].texts(),
        lambda: node({"n": [1]})["n"].texts(),
        lambda: node({"n": "likes"})["n"].choice(Stance),
        lambda: node({"n": []})["n"].plain(),
        lambda: node({"n": []})["n"].object("a"),
    ],
)
def test_values_of_the_wrong_kind_are_refused_where_they_stand(read: Any) -> None:
    with pytest.raises(UserError, match="/n"):
        read()


def test_what_is_absent_takes_its_default() -> None:
    empty = node({})
    assert (empty["a"].text(), empty["a"].number(), empty["a"].texts(), empty["a"].plain()) == (
        "",
        None,
        (),
        {},
    )
    assert empty["a"].choice(Stance, Stance.MENTIONS) is Stance.MENTIONS
    assert node({"a": " Supports "})["a"].choice(Stance) is Stance.SUPPORTS


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_bytes(b'\xef\xbb\xbf{"title": "x"}')
    assert load(file) == {"title": "x"}
    file.write_bytes(b'{"title": "\xff"}')
    with pytest.raises(UserError, match="UTF-8"):
        load(file)
    with pytest.raises(UserError, match="no such file"):
        load(tmp_path / "none.json")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "sources",
                    "annotations",
                    "claims",
                    "instruments",
                    "key",
                    "quote",
                    "text",
                    "title",
                    "events",
                    "settings",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    import json

    file = tmp_path_factory.getbasetemp() / "any.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    try:
        project_json.read(file)
    except UserError as refusal:
        assert refusal.file == str(file)
