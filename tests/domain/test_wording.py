"""People, dates and a treaty's record in words."""

from __future__ import annotations

import pytest

from annotator.domain.source import Agent
from annotator.domain.treaty import Instrument, InstrumentEvent
from annotator.domain.wording import byline, plain_title, readable_date, record_line, short_date


def people(*families: str) -> list[Agent]:
    return [Agent(id=family, family=family) for family in families]


@pytest.mark.parametrize(
    ("families", "words"),
    [
        ((), ""),
        (("Hayes",), "Hayes"),
        (("Valiyev", "Hasanova"), "Valiyev & Hasanova"),
        (("A", "B", "C"), "A et al."),
    ],
)
def test_byline_names_two_and_shortens_three(families: tuple[str, ...], words: str) -> None:
    assert byline(people(*families)) == words


def test_byline_takes_an_institution_as_it_stands() -> None:
    assert byline([Agent(id="x", literal="Ministry of Foreign Affairs")]) == "Ministry of Foreign Affairs"


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("", ""),
        ("2025-09-19", "19 September 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("1991~", "about 1991"),
        ("1991?", "1991?"),
        ("199X", "1990s"),
        ("2020-23", "autumn 2020"),
        ("2020-06/2021-07", "June 2020 – July 2021"),
        ("2020/..", "2020 – …"),
        ("2024-02-29", "29 February 2024"),
    ],
)
def test_edtf_dates_read_as_words(edtf: str, words: str) -> None:
    assert readable_date(edtf) == words


@pytest.mark.parametrize(
    "odd", ["19 Sep 2025", "2025-13", "2025-02-30", "2023-02-29", "2025-21-01", "/", "2025//2026", "25"]
)
def test_what_is_not_edtf_is_refused(odd: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        readable_date(odd)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [("2025-09-19", "Sep 2025"), ("2025", "2025"), ("", ""), ("soon", "soon"), ("2020-06/2021", "Jun 2020")],
)
def test_short_dates_give_month_and_year(edtf: str, words: str) -> None:
    assert short_date(edtf) == words


def test_an_initialled_treaty_is_not_signed_and_not_in_force() -> None:
    treaty = Instrument("i", "Agreement", events=(InstrumentEvent("e", "initialled", "2025-08-08"),))
    assert record_line(treaty) == "initialled 2025-08-08 · not signed · not in force"


def test_a_declaration_is_never_said_to_be_out_of_force() -> None:
    declaration = Instrument(
        "i", "Joint Declaration", events=(InstrumentEvent("e", "signed", "2025-08-08", "the leaders"),)
    )
    assert record_line(declaration) == "signed 2025-08-08 (the leaders)"


def test_a_declaration_that_was_adopted_waits_for_no_signature() -> None:
    adopted = (InstrumentEvent("e", "adopted", "2020-11-10"),)
    assert record_line(Instrument("i", "Final declaration", events=adopted)) == "adopted 2020-11-10"
    assert "not signed" in record_line(Instrument("i", "Convention", events=adopted))


def test_nothing_is_denied_where_nothing_was_noted() -> None:
    assert record_line(Instrument("i", "Agreement")) == ""


def test_events_stand_in_the_order_in_which_they_happen() -> None:
    events = (InstrumentEvent("b", "entered into force", "2021"), InstrumentEvent("a", "signed", "2020"))
    assert record_line(Instrument("i", "T", events=events)) == "signed 2020 · entered into force 2021"


def test_a_title_in_a_list_is_without_the_markup_of_citations() -> None:
    title = 'On <i>pacta</i> H<sub>2</sub>O <span class="nocase">UN</span> if a < b > c <https://x>'
    assert plain_title(title) == "On pacta H2O UN if a < b > c <https://x>"
