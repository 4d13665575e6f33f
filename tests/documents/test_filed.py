"""An open PDF outside of the worker's memory, and in it where there is no room elsewhere."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest

from annotator.documents import filed
from annotator.documents.filed import Filed
from documents.makers import pdf

DATA = pdf(["First page", "Second page"])


def words(document: Any) -> list[str]:
    return [page.get_text().strip() for page in document]


def test_it_opens_as_often_as_wanted_each_with_a_place_of_its_own() -> None:
    one = Filed(DATA)
    with one.open() as first, one.open() as second:
        assert words(second) == words(first) == ["First page", "Second page"]


@pytest.mark.parametrize("trouble", ["no descriptors", "no room", "room for a part"])
def test_where_there_can_be_no_file_it_is_read_from_memory(
    trouble: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> Any:
        raise OSError(28, "No space left on device")

    if trouble == "no descriptors":
        monkeypatch.setattr(filed, "_DESCRIPTORS", tmp_path / "none")
    elif trouble == "no room":
        monkeypatch.setattr(filed.tempfile, "TemporaryFile", full)
    else:
        monkeypatch.setattr(
            filed.tempfile,
            "TemporaryFile",
            lambda **_: Path("/dev/full").open("wb"),  # noqa: SIM115 - as the one it stands for
        )
    with Filed(DATA).open() as document:
        assert words(document) == ["First page", "Second page"]


@pytest.mark.skipif(not filed._DESCRIPTORS.is_dir(), reason="this system opens no file by its descriptor")
def test_the_file_goes_with_it() -> None:
    gc.collect()
    before = set(filed._DESCRIPTORS.iterdir())
    one = Filed(DATA)
    assert len(set(filed._DESCRIPTORS.iterdir()) - before) == 1
    del one
    gc.collect()
    assert set(filed._DESCRIPTORS.iterdir()) <= before
