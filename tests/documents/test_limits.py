"""What a request may take: counted in the processor's time, so that a busy machine is no fault of the file."""

from __future__ import annotations

import os
import time
from types import SimpleNamespace

import pytest

from annotator.documents import process
from annotator.documents.intake import lost
from annotator.documents.limits import PATIENCE, allowance, processor
from annotator.documents.process import Process


def waiting(ready: bool = True) -> Process:
    """A process that is waited for, without one."""
    made = object.__new__(Process)
    made._ready = ready
    made._memory = 1 << 40
    made._child = SimpleNamespace(pid=os.getpid())
    return made


def test_the_processors_time_of_a_process_is_known_and_grows() -> None:
    before = processor(os.getpid())
    assert before is not None
    assert before == pytest.approx(time.process_time(), abs=1.0)
    until = time.process_time() + 0.1
    while time.process_time() < until:
        pass
    after = processor(os.getpid())
    assert after is not None
    assert after >= before + 0.05


def test_a_process_that_is_gone_has_used_none() -> None:
    assert processor(2**22 + 1) is None


def test_a_request_that_only_waited_is_given_time_and_then_not_blamed_on_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "processor", lambda _pid: 103.0)
    one = waiting()
    assert one._overrun(10.0, 9.0, 100.0) == ""
    assert one._overrun(10.0, 30.0, 100.0) == ""
    assert one._overrun(10.0, 10.0 * PATIENCE, 100.0) == "busy"
    assert one._overrun(3.0, 3.5, 100.0) == "time"
    assert waiting(ready=False)._overrun(3.0, 3.5, 100.0) == "busy"
    said = lost("busy", "a.txt", 10.0, 1 << 30)
    assert "took too long" in said.what
    assert "harm" not in str(said)
    assert "harm" not in str(lost("time", "a.txt", 10.0, 1 << 30))


def test_where_the_processors_time_is_not_known_the_clock_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "processor", lambda _pid: None)
    assert waiting()._overrun(10.0, 11.0, None) == "time"


def test_a_large_file_may_take_longer_and_a_small_one_may_not() -> None:
    assert allowance(10.0, ("capture", b"x" * 5000, "a.pdf", None)) == pytest.approx(10.0, abs=0.01)
    assert allowance(10.0, ("capture", bytes(20 << 20), "a.txt", None)) == pytest.approx(20.0, abs=0.01)
    assert allowance(10.0, ("open_view", "k", {"original": bytes(4 << 20), "text": "é"})) == pytest.approx(
        12.0, abs=0.01
    )
    assert allowance(10.0, ("capture", bytes(300 << 20))) == pytest.approx(70.0, abs=0.01)
