"""kill -9 at any moment loses no acknowledged act and never leaves half a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.store.check import check

ROUNDS = 200


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills by forking")
def test_200_kills_lose_nothing(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killing.py")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(ROUNDS), "1"],
        capture_output=True,
        text=True,
        check=True,
    )
    result = json.loads(done.stdout)
    assert result["problems"] == []
    assert result["acts"] == result["number"] > ROUNDS
    assert result["while_publishing"] > ROUNDS // 20
    assert result["left"] == ["data", "p.annotator"] + ["user-data"] * (tmp_path / "user-data").exists()
    report = check(tmp_path / "p.annotator")
    assert report.problems == ()
    assert not [line for line in report.lines if "another program" in line]
