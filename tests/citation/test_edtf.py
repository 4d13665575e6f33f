from __future__ import annotations

import pytest

from annotator.citation import edtf


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025", {"date-parts": [[2025]]}),
        ("2025-08", {"date-parts": [[2025, 8]]}),
        ("2025-08-08", {"date-parts": [[2025, 8, 8]]}),
        ("2024-02-29", {"date-parts": [[2024, 2, 29]]}),
        ("2025~", {"date-parts": [[2025]], "circa": True}),
        ("2024/2025-03", {"date-parts": [[2024], [2025, 3]]}),
        ("1998~/2001~", {"date-parts": [[1998], [2001]], "circa": True}),
        ("2025-21", {"date-parts": [[2025]], "season": 1}),
        ("2025-24", {"date-parts": [[2025]], "season": 4}),
        ("2024/..", {"date-parts": [[2024], [0, 0, 0]]}),
        ("-0043", {"date-parts": [[-44]]}),
        ("0000", {"date-parts": [[-1]]}),
        ("before the war", {"literal": "before the war"}),
    ],
)
def test_a_date_goes_to_csl_and_back(written: str, date: dict[str, object]):
    assert edtf.to_csl(written) == date
    assert edtf.from_csl(date) == written


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025?", {"date-parts": [[2025]], "circa": True}),
        ("199X", {"date-parts": [[1990], [1999]]}),
        ("2025-08-08T10:00:00Z", {"date-parts": [[2025, 8, 8]]}),
    ],
)
def test_what_csl_has_no_word_for_comes_nearest(written: str, date: dict[str, object]):
    assert edtf.to_csl(written) == date


@pytest.mark.parametrize(
    "written",
    ["2025-13", "2025-02-30", "2025-00", "../2024", "2024/2025/2026", "08/14/2025", "2025-21/2026"],
)
def test_what_cannot_be_told_in_parts_is_printed_as_written(written: str):
    assert edtf.to_csl(written) == {"literal": written}


def test_no_date_is_none():
    assert edtf.to_csl("") is None
    assert edtf.to_csl("  ") is None


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ({"date-parts": [["2025", "08"]]}, "2025-08"),
        ({"date-parts": [[2025, 0]]}, "2025"),
        ({"date-parts": [[2025]], "circa": "false"}, "2025"),
        ({"date-parts": [[2025]], "circa": 1}, "2025~"),
        ({"raw": "Aug 2025"}, "Aug 2025"),
        ({"date-parts": []}, ""),
        ({"date-parts": "x"}, ""),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": [[float("inf")]]}, ""),
        ({}, ""),
    ],
)
def test_what_other_programs_write_is_read(date: dict[str, object], written: str):
    assert edtf.from_csl(date) == written


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("1990/..", [[1990], [0]]),
        ("1990-05/..", [[1990, 5], [0, 0]]),
        ("2024/2025-03", [[2024], [2025]]),
        ("2024-03-05/2024-03", [[2024, 3]]),
        ("2024-03-05/2024-04-01", [[2024, 3, 5], [2024, 4, 1]]),
        ("2024", [[2024]]),
    ],
)
def test_ends_of_a_range_are_printed_to_the_same_part(written: str, parts: list[list[int]]):
    """citeproc-js refuses all items where one has a range of a year to a month."""
    date = edtf.to_csl(written)
    assert date is not None
    assert edtf.printable(date)["date-parts"] == parts


def test_an_end_of_two_digits_is_no_year():
    assert edtf.to_csl("1939/45") == {"literal": "1939/45"}
