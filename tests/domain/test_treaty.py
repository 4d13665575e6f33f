"""Status from events, keys of claims, keys of rows."""

from __future__ import annotations

from annotator.domain.claim import next_key
from annotator.domain.ids import derived_id, new_id
from annotator.domain.treaty import Instrument, InstrumentEvent, status


def _instrument(*events: tuple[str, str]) -> Instrument:
    return Instrument(
        "i", "T", events=tuple(InstrumentEvent(f"e{n}", k, d) for n, (k, d) in enumerate(events))
    )


def test_an_instrument_without_events_has_no_status() -> None:
    assert status(_instrument()) == ""


def test_the_latest_dated_event_gives_the_status() -> None:
    assert status(_instrument(("signed", "2025-08-09"), ("initialled", "2025-08-08"))) == "signed 2025-08-09"


def test_on_one_day_the_usual_order_decides() -> None:
    assert status(_instrument(("signed", "2020-11-10"), ("initialled", "2020-11-10"))) == "signed 2020-11-10"


def test_a_dated_event_counts_more_than_one_without_a_date() -> None:
    assert status(_instrument(("ratified", ""), ("signed", "2020-11-10"))) == "signed 2020-11-10"


def test_claim_keys_count_up_and_fill_gaps() -> None:
    assert next_key(set()) == "C01"
    assert next_key({"C01", "C03"}) == "C02"
    assert next_key({f"C{n:02d}" for n in range(1, 100)}) == "C100"


def test_the_same_two_ends_give_the_same_key() -> None:
    assert derived_id("evidence", "a", "b") == derived_id("evidence", "a", "b")
    assert derived_id("evidence", "a", "b") != derived_id("evidence", "ab", "")
    assert new_id() != new_id()
