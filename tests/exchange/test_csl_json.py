from __future__ import annotations

import json
from dataclasses import replace

import pytest

from annotator.domain.errors import UserError
from annotator.exchange import csl_json
from citation.orlen import INPUT

ITEM = {"id": "a", "type": "book", "title": "T", "citation-key": "a"}


def test_sources_written_and_read_back_say_the_same():
    sources = [replace(row.source, citekey=row.source.id) for row in INPUT.sources]
    data = csl_json.write(sources)
    found = csl_json.read(data)
    assert found.bad == ()
    assert csl_json.write(found.sources) == data
    assert [s.title for s in found.sources] == [s.title for s in sources]
    assert [s.issued for s in found.sources] == [s.issued for s in sources]
    assert [s.annote for s in found.sources] == [s.annote for s in sources]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize(
    "shape", [[ITEM], ITEM, {"items": [ITEM]}, {"references": [ITEM]}, {"items": {"a": ITEM}}]
)
def test_each_usual_shape_and_encoding_is_read(encoding: str, shape: object):
    found = csl_json.read(json.dumps(shape).encode(encoding))
    assert [s.title for s in found.sources] == ["T"]


def test_a_bad_entry_is_reported_by_its_place_and_the_rest_comes_in():
    data = json.dumps([ITEM, 3, None, {"id": "x"}, {"type": 5, "title": "U"}, {**ITEM, "id": "b"}]).encode()
    found = csl_json.read(data)
    assert [s.citekey for s in found.sources] == ["a", "a"]
    assert [entry.index for entry in found.bad] == [2, 3, 4, 5]
    assert all(entry.reason for entry in found.bad)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"TY  - BOOK\n", b"[" * 100_000, b"\xff\xfe\x00", b'"x"', b'{"a": 1}', b"3"]
)
def test_what_is_no_list_of_references_is_refused_with_the_files_name(data: bytes):
    with pytest.raises(UserError) as caught:
        csl_json.read(data, name="refs.json")
    assert caught.value.file == "refs.json"
    assert caught.value.kept


def test_a_file_beyond_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(csl_json, "MAX_BYTES", 10)
    with pytest.raises(UserError, match="too large"):
        csl_json.read(json.dumps([ITEM]).encode())


def test_two_sources_of_one_citekey_get_ids_of_their_own():
    source = csl_json.read(json.dumps([ITEM]).encode()).sources[0]
    items = json.loads(csl_json.write([source, replace(source, id="other")]))
    assert [item["id"] for item in items] == ["a", "other"]


def test_five_thousand_entries_come_in_each_with_an_id_of_its_own():
    found = csl_json.from_items({**ITEM, "id": str(n), "author": [{"family": f"F{n}"}]} for n in range(5000))
    assert len({s.id for s in found.sources}) == 5000


def test_an_item_of_nothing_but_empty_fields_is_no_entry() -> None:
    found = csl_json.from_items([{"type": "book", "title": None}, {"title": ""}, {"title": "One"}])
    assert [source.title for source in found.sources] == ["One"]
    assert [bad.index for bad in found.bad] == [1, 2]
