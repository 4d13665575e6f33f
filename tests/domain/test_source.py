from __future__ import annotations

import pytest

from annotator.domain.ids import derived_id
from annotator.domain.source import Agent
from annotator.domain.wording import byline

BERG = Agent.of("Berg", "Jan", "", "van der", "", "Jr.")


def test_a_particle_stays_with_the_family_name_and_a_suffix_ends_the_name():
    assert BERG.surname == "van der Berg"
    assert BERG.name == "Jan van der Berg, Jr."
    assert BERG.inverted == "van der Berg, Jan, Jr."
    assert byline([BERG]) == "van der Berg"


def test_a_dropping_particle_goes_with_the_given_name():
    beethoven = Agent.of("Beethoven", "Ludwig", "", "", "van")
    assert (beethoven.surname, beethoven.name) == ("Beethoven", "Ludwig van Beethoven")
    assert beethoven.inverted == "Beethoven, Ludwig van"


@pytest.mark.parametrize("particle", ["d’", "d'", "al-"])
def test_an_apostrophe_or_hyphen_joins_a_particle_without_a_blank(particle):
    assert Agent.of("Alembert", "Jean", "", particle).surname == particle + "Alembert"


def test_the_same_name_is_the_same_agent_and_another_particle_another_one():
    assert Agent.of("Berg", "Jan") == Agent.of("Berg", "Jan", "", "", "", "")
    assert Agent.of("Berg", "Jan").id == derived_id("agent", "Berg", "Jan", "")
    assert Agent.of("Berg", "Jan").id != BERG.id
    assert Agent.of("", "", "United Nations").inverted == "United Nations"
