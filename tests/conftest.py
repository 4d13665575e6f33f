"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SHARED = Path(__file__).resolve().parents[2] / "shared"

# No test depends on wall time: a wait ends when what it waits for is there, and gives up only on a hung program.
PATIENCE_MS = 90_000


class PatientBot(QtBot):
    """pytest-qt's bot, whose every wait is as long as a busy machine needs; a passing test takes no longer."""

    def waitUntil(self, callback, *, timeout=PATIENCE_MS):
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(self, signal, *, timeout=PATIENCE_MS, **options):
        # `assertNotEmitted` waits for what must not come: that long each time.
        patience = PATIENCE_MS if options.get("raising", True) else 0
        return super().waitSignal(signal, timeout=max(timeout, patience), **options)

    def waitSignals(self, signals, *, timeout=PATIENCE_MS, **options):
        return super().waitSignals(signals, timeout=max(timeout, PATIENCE_MS), **options)


@pytest.fixture
def qtbot(qapp, request) -> QtBot:
    """In place of pytest-qt's own."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles and gold annotation beside the checkout; skips where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the shared material is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def private_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Working copies, settings and logs of a test go below its own temporary folder."""
    folder = tmp_path / "user-data"
    monkeypatch.setenv("ANNOTATOR_DATA", str(folder))
    monkeypatch.setenv("ANNOTATOR_USER", "Tester")
    return folder
