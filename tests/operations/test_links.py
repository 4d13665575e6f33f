"""Links and what the link field offers."""

from __future__ import annotations

import pytest

from annotator.domain.claim import Stance, Voice
from annotator.domain.errors import UserError
from annotator.domain.treaty import Fidelity, Form
from annotator.operations import annotations, claims, history, links
from annotator.store import annotations as rows
from annotator.store import treaties
from operations.conftest import ARTICLE, Filled


def passage(filled: Filled, words: str) -> str:
    start = ARTICLE.index(words)
    return annotations.highlight(filled.project, filled.document, start, start + len(words)).annotation.id


def offered(filled: Filled, typed: str) -> list[tuple[str, str]]:
    return [(target.label, target.detail) for target in links.suggest(filled.project, typed)]


def test_typing_finds_provisions_and_claims(filled: Filled) -> None:
    claims.add(filled.project, "The border is open.")
    claims.add(filled.project, "Trade follows an open border.")
    assert offered(filled, "II")[0] == ("Art. II", "Agreement (2025) – Of trade")
    assert [label for label, _ in offered(filled, "2(2)(a)")] == ["Art. II(2)(a)", "Point 2"]
    assert offered(filled, "2 state")[0] == ("Point 2", "Statement (2020)")
    assert [label for label, _ in offered(filled, "border")] == ["C01", "C02"]
    assert [label for label, _ in offered(filled, "trade bor")] == ["C02"]
    assert offered(filled, "c02")[0][0] == "C02"
    assert offered(filled, "nothing like it") == []


def test_a_part_that_the_text_does_not_have_is_offered_as_what_it_is(filled: Filled) -> None:
    [target, *_] = links.suggest(filled.project, "I(4) agr")
    assert not target.exact_match
    assert "has no (4)" in target.detail


def test_a_passage_suggests_the_provision_it_names(filled: Filled) -> None:
    found = links.suggest_for(filled.project, passage(filled, "Article II of the Agreement"))
    assert found is not None
    assert found.label == "Art. II"
    start = ARTICLE.index("see point 2")
    selected = links.suggest_in(filled.project, filled.document, start, start + len("see point 2"))
    assert selected is not None
    assert (selected.label, selected.detail) == ("Point 2", "Statement (2020)")
    plain = passage(filled, "Nothing is named here")
    assert links.suggest_for(filled.project, plain) is None
    assert rows.row(filled.project, plain).provisions == ()


def test_with_nothing_typed_the_passages_own_provision_comes_first(filled: Filled) -> None:
    claims.add(filled.project, "The border is open.")
    one = passage(filled, "Article II of the Agreement")
    assert [t.label for t in links.suggest(filled.project, "", annotation=one)] == ["Art. II", "C01"]


def test_linking_again_changes_the_link_and_keeps_what_is_not_said(filled: Filled) -> None:
    one = passage(filled, "The border is open")
    provision = treaties.provision_id(filled.agreement, "art_1")
    first = links.link_provision(filled.project, one, provision, "gloss", "implicit")
    again = links.link_provision(filled.project, one, provision)
    assert first.id == again.id
    [link] = rows.row(filled.project, one).provisions
    assert link.fidelity is Fidelity.GLOSS
    links.set_fidelity(filled.project, link.mention, "mispinned")
    assert rows.row(filled.project, one).provisions[0].fidelity is Fidelity.MISPINNED
    links.unlink(filled.project, "provision", link.mention)
    assert rows.row(filled.project, one).provisions == ()
    links.link_provision(filled.project, one, provision)
    assert rows.row(filled.project, one).provisions[0].fidelity is Fidelity.UNCHECKED
    assert Form.IMPLICIT == "implicit"


def test_a_new_claim_and_its_link_are_one_act(filled: Filled) -> None:
    one = passage(filled, "The border is closed")
    linked = links.new_claim_and_link(filled.project, one, "  The border\nis closed. ", "supports")
    assert linked.changes.touches("claim", "evidence")
    [link] = rows.row(filled.project, one).claims
    assert (link.key, link.text, link.stance, link.voice) == (
        "C01",
        "The border is closed.",
        Stance.SUPPORTS,
        Voice.AUTHOR,
    )
    history.undo(filled.project)
    assert rows.row(filled.project, one).claims == ()
    assert links.suggest(filled.project, "closed") == []


def test_who_speaks_goes_with_the_voice(filled: Filled) -> None:
    one = passage(filled, "The border is closed")
    claim = claims.add(filled.project, "It is closed.").claim.id
    link = links.link_claim(filled.project, one, claim, "mentions", attributed_to="the minister").id
    assert rows.row(filled.project, one).claims[0].voice is Voice.REPORTED
    links.set_voice(filled.project, link, "quoted", "the envoy")
    assert rows.row(filled.project, one).claims[0].attributed_to == "the envoy"
    links.set_voice(filled.project, link, "author", "the envoy")
    assert rows.row(filled.project, one).claims[0].attributed_to == ""
    links.set_stance(filled.project, link, "contradicts")
    assert rows.row(filled.project, one).claims[0].stance is Stance.CONTRADICTS
    with pytest.raises(UserError):
        links.link_claim(filled.project, one, claim, "supports", "author", "the minister")
    with pytest.raises(UserError, match="maybe"):
        links.set_stance(filled.project, link, "maybe")


def test_a_link_to_something_that_is_not_there_changes_nothing(filled: Filled) -> None:
    one = passage(filled, "The border is open")
    before = history.acts(filled.project)
    with pytest.raises(UserError):
        links.link_provision(filled.project, one, "no-such-provision")
    with pytest.raises(UserError):
        links.link_claim(filled.project, "no-such-highlight", "no-such-claim", "supports")
    with pytest.raises(UserError):
        links.new_claim_and_link(filled.project, one, "Words.", "perhaps")
    assert history.acts(filled.project) == before


def test_a_dismissed_mention_can_be_taken_up_again(filled: Filled) -> None:
    one = passage(filled, "The border is open")
    link = links.link_provision(filled.project, one, treaties.provision_id(filled.agreement, "art_1")).id
    links.accept(filled.project, link, False)
    assert rows.row(filled.project, one).provisions[0].accepted is False
    history.undo(filled.project)
    assert rows.row(filled.project, one).provisions[0].accepted is True
