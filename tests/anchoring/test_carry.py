"""Passages carried to the next version of their text."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anchoring.mutation import Maker
from anchoring.texts import LETTERS, passages, raw_texts
from annotator.anchoring import carry, describe, resolve
from annotator.anchoring.alignment import align, plain
from annotator.domain.annotation import AnchorState, Selectors

SILENT = (AnchorState.EXACT, AnchorState.MOVED)


@given(passages())
def test_the_same_text_again_leaves_every_passage_where_it_is(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    [found] = carry(text, text, [describe(text, start, end)])
    assert (found.start, found.end, found.state) == (start, end, AnchorState.EXACT)


@given(st.text(LETTERS), st.text(LETTERS))
def test_blocks_are_the_same_in_both_texts_but_for_blanks_and_in_order(old: str, new: str) -> None:
    at_old = at_new = 0
    for block in align(old, new).blocks:
        assert block.length > 0
        assert block.old >= at_old
        assert block.new >= at_new
        assert plain(old[block.old : block.old + block.length]) == plain(
            new[block.new : block.new + block.length]
        )
        at_old, at_new = block.old + block.length, block.new + block.length


@given(passages(), st.text(LETTERS + "xyz", max_size=60), st.text(LETTERS + "xyz", max_size=60))
def test_edits_elsewhere_never_change_a_passage_silently(
    passage: tuple[str, int, int], before: str, after: str
) -> None:
    text, start, end = passage
    marks = "¶" * 32, "§" * 32
    old = marks[0] + text + marks[1]
    new = before + marks[0] + text + marks[1] + after
    [found] = carry(old, new, [describe(old, start + 32, end + 32)])
    if found.state in SILENT:
        assert new[found.start : found.end] == text[start:end]


@example(passage="a" * 12, sides=("a" * 16, "a" * 16), before=("a", "a" * 11), after=("a" * 15, "a"))
@given(
    passage=st.text(LETTERS + "xyz", min_size=12, max_size=80),
    sides=st.tuples(*[st.text(LETTERS + "xyz", min_size=16, max_size=40)] * 2),
    before=st.tuples(raw_texts, raw_texts),
    after=st.tuples(raw_texts, raw_texts),
)
def test_whatever_stands_elsewhere_a_passage_with_its_neighbours_is_found_again(
    passage: str, sides: tuple[str, str], before: tuple[str, str], after: tuple[str, str]
) -> None:
    # A sign on each side that nothing else has, so that it is known where the passage is.
    left, right = f"¶{sides[0]}‹", f"›{sides[1]}§"
    old, new = (one + left + passage + right + other for one, other in zip(before, after, strict=True))
    start, there = len(before[0] + left), len(before[1] + left)
    [found] = carry(old, new, [describe(old, start, start + len(passage))])
    assert (found.start, found.end) == (there, there + len(passage))
    assert new[found.start : found.end] == passage


@given(st.text(LETTERS, min_size=40), st.sampled_from("\n\t\u00a0\u2028"), st.data())
def test_other_blanks_are_no_other_words(text: str, blank: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    old = "¶" * 40 + text + "§" * 40
    new = old.replace(" ", blank)
    [found] = carry(old, new, [describe(old, start + 40, end + 40)])
    assert (found.start, found.end) == (start + 40, end + 40)
    assert (found.state is AnchorState.EXACT) == (
        new[found.start : found.end] == old[found.start : found.end]
    ) or (found.state is AnchorState.FUZZY)


@given(st.integers(0, 10_000), st.sampled_from([0.02, 0.05, 0.1, 0.2]))
def test_a_passage_is_found_again_whatever_is_edited_around_it(seed: int, rate: float) -> None:
    case = Maker(random.Random(seed)).case("outside", rate)
    [found] = carry(case.old, case.new, [case.selectors])
    assert not case.silent_and_wrong(found)
    if len(case.selectors.exact) >= 40:
        assert case.recovered(found)
        assert (found.start, found.end) == case.truth


@pytest.mark.parametrize("kind", ["outside", "everywhere", "deleted", "twin", "moved"])
@pytest.mark.parametrize("rate", [0.0, 0.05, 0.1, 0.2])
def test_no_edit_leads_to_a_wrong_silent_match(kind: str, rate: float) -> None:
    maker = Maker(random.Random(f"{kind} {rate}"))
    for _ in range(25):
        case = maker.case(kind, rate)
        [found] = carry(case.old, case.new, [case.selectors])
        assert not case.silent_and_wrong(found), (case, found)
        if kind in ("deleted", "twin") and rate == 0.0:
            assert found.state is AnchorState.ORPHAN, (case, found)


SAID = "The border between the two countries stays closed, the ministry said on Monday."
NEAR = "The border between the two states stays closed, the ministry said on Tuesday."
FILLER = [Maker(random.Random(n)).document(1)[0] for n in range(12)]


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def one(old: str, new: str, quote: str, occurrence: int = 0) -> tuple[AnchorState, str, int]:
    start = -1
    for _ in range(occurrence + 1):
        start = old.index(quote, start + 1)
    [found] = carry(old, new, [describe(old, start, start + len(quote))])
    return found.state, new[found.start : found.end] if found.start >= 0 else "", found.start


@pytest.mark.parametrize("twin", [SAID, NEAR])
def test_a_deleted_passage_does_not_jump_to_a_twin(twin: str) -> None:
    old = text_of(*FILLER[:4], SAID, *FILLER[4:8], twin, *FILLER[8:])
    new = text_of(*FILLER[:4], *FILLER[4:8], twin, *FILLER[8:])
    assert one(old, new, SAID)[0] is AnchorState.ORPHAN
    state, words, _ = one(old, new, twin, 1 if twin == SAID else 0)
    assert (state, words) == (AnchorState.MOVED, twin)


def test_a_deleted_passage_does_not_jump_to_a_twin_that_came_with_the_new_version() -> None:
    old = text_of(*FILLER[:4], SAID, *FILLER[4:])
    new = text_of(*FILLER[:8], NEAR, *FILLER[8:])
    assert one(old, new, SAID)[0] is AnchorState.ORPHAN


def test_twins_stay_apart_when_text_is_put_between_them() -> None:
    old = text_of(FILLER[0], SAID, FILLER[1], SAID, FILLER[2])
    new = text_of(FILLER[0], SAID, FILLER[5], FILLER[1], FILLER[6], SAID, FILLER[2])
    first, second = one(old, new, SAID), one(old, new, SAID, 1)
    assert first[0] in SILENT
    assert second[0] in SILENT
    assert (first[2], second[2]) == (new.index(SAID), new.rindex(SAID))


def test_a_paragraph_that_was_moved_is_found() -> None:
    long = "Before it, words. " + SAID + " After it, words."
    old = text_of(*FILLER[:3], long, *FILLER[3:])
    new = text_of(*FILLER, long)
    state, words, _ = one(old, new, SAID)
    assert (state, words) == (AnchorState.MOVED, SAID)


def test_changed_words_are_offered_and_cut_at_words() -> None:
    old = text_of(*FILLER[:3], SAID, *FILLER[3:])
    new = old.replace("stays closed", "remains firmly closed")
    state, words, _ = one(old, new, SAID)
    assert (state, words) == (AnchorState.FUZZY, SAID.replace("stays closed", "remains firmly closed"))
    assert one(old, new, "stays closed")[0] is not AnchorState.MOVED


def test_words_divided_at_line_ends_are_the_same_words() -> None:
    old = text_of(
        *FILLER[:3], "They signed the inter-\nstate agree\u00ad\nment on Friday at noon.", *FILLER[3:]
    )
    new = old.replace("inter-\nstate agree\u00ad\nment", "inter-state\nagreement")
    words = "signed the inter-\nstate agree\u00ad\nment on"
    assert one(old, new, words)[:2] == (AnchorState.MOVED, "signed the inter-state\nagreement on")
    assert one(old, new.replace("inter-state", "inner-state"), words)[0] is AnchorState.FUZZY


def test_words_inside_other_words_are_not_the_passage() -> None:
    old = text_of(*FILLER[:3], "They open the border again at noon today.", *FILLER[3:])
    new = old.replace("the border again", "the bordering towns again")
    assert one(old, new, "open the border")[0] is AnchorState.FUZZY


def test_a_passage_replaced_by_another_sentence_is_gone() -> None:
    old = text_of(*FILLER[:3], SAID, *FILLER[3:])
    new = text_of(*FILLER[:3], "Nothing of the kind was announced; reporters waited in vain.", *FILLER[3:])
    assert one(old, new, SAID)[0] is AnchorState.ORPHAN


def test_a_place_without_words_moves_with_its_neighbours() -> None:
    old = text_of(*FILLER)
    new = text_of("Put before.", *FILLER)
    at = old.index(FILLER[5])
    [found] = carry(old, new, [Selectors(at, at, "", "", "")])
    assert (found.start, found.end, found.state) == (new.index(FILLER[5]),) * 2 + (AnchorState.MOVED,)
    [edge] = carry("abc", "abc", [Selectors(3, 3, "", "", "")])
    assert (edge.start, edge.state) == (3, AnchorState.EXACT)


def test_selectors_that_never_stood_there_are_looked_for_by_their_words() -> None:
    old, new = text_of(*FILLER), text_of(*FILLER)
    wrong = describe(old, 100, 140)
    shifted = Selectors(3, 43, wrong.exact, wrong.prefix, wrong.suffix)
    [found] = carry(old, new, [shifted])
    assert (found.start, found.end, found.state) == (100, 140, AnchorState.FUZZY)


def test_a_quote_is_found_by_something_like_it_where_the_old_text_is_not_known() -> None:
    old = text_of(*FILLER[:3], "Said before. " + SAID + " Said after.", *FILLER[3:])
    start = old.index(SAID)
    selectors = describe(old, start, start + len(SAID))
    new = "A longer beginning. " * 40 + old.replace("the two countries", "the two neighbours")
    found = resolve(new, selectors)
    assert found.state is AnchorState.FUZZY
    assert new[found.start : found.end] == SAID.replace("countries", "neighbours")
    assert 0.8 < found.score < 1
    gone = new.replace("The border between the two neighbours stays closed, the ministry said on Monday.", "")
    assert resolve(gone, selectors).state is AnchorState.ORPHAN
    elsewhere = gone + "\n\nQuite another context. " + NEAR + " And other words follow here."
    assert resolve(elsewhere, selectors).state is AnchorState.ORPHAN


RULE = "The Parties shall consult each other on all matters arising from this Article."


def test_an_entry_of_a_list_is_not_the_one_that_has_its_number_now() -> None:
    old = text_of(FILLER[0], f"1. {RULE}", FILLER[1], f"2. {RULE}", FILLER[2])
    new = text_of(FILLER[0], f"2. {RULE}", FILLER[1], f"3. {RULE}", FILLER[2])
    state, _, at = one(old, new, f"2. {RULE}")
    assert state not in SILENT or at > new.index(FILLER[1])
    assert one(old, text_of("Preamble.", old), f"2. {RULE}")[0] is AnchorState.MOVED


def test_a_heading_is_not_the_one_that_has_its_number_now() -> None:
    old = text_of("Article 1", FILLER[0], "Article 2", FILLER[1], "Article 3", FILLER[2])
    new = text_of("Article 1", FILLER[0], "Article 2", FILLER[2])
    assert one(old, new, "Article 2")[0] not in SILENT
    assert one(old, text_of("Preamble.", old), "Article 2")[0] is AnchorState.MOVED


def test_a_twin_that_is_set_in_other_lines_is_a_twin() -> None:
    other = NEAR.replace("stays closed, ", "stays\nclosed, ").replace("on Tuesday", "on\nTuesday")
    old = text_of(*FILLER[:4], NEAR, *FILLER[4:8], other, *FILLER[8:])
    # The passage is gone, and its twin stands on one line now.
    new = text_of(*FILLER[:4], *FILLER[4:8], NEAR, *FILLER[8:])
    assert one(old, new, NEAR)[0] not in SILENT


def test_words_that_stand_once_in_each_version_are_offered() -> None:
    # Shorter than what could be trusted, and between other neighbours.
    row = "Baku | 11 | yes"
    old = text_of(*FILLER[:4], row, *FILLER[4:])
    new = text_of(*FILLER[6:], row, *FILLER[:6])
    state, words, at = one(old, new, row)
    assert (words, at) == (row, new.index(row))
    assert state is AnchorState.FUZZY


def test_a_passage_is_offered_alone_where_words_were_put_before_it() -> None:
    row = "2003 | Baku | 38 | yes"
    old = text_of(FILLER[0], "2003 | Yerevan | 29 | no", row, "2008 | Baku | 15 | no", FILLER[1])
    new = old.replace(row, f"2008 | Baku | 15 | no\n\n{row}")
    assert one(old, new, row)[1] == row


def test_a_place_among_other_words_is_not_certain() -> None:
    old, new = text_of(*FILLER[:3]), text_of(*FILLER[6:9])
    places = range(20, len(old) - 20)
    found = carry(old, new, [Selectors(at, at, "", "", "") for at in places])
    assert {one.state for one in found}.isdisjoint(SILENT)


def test_a_paragraph_is_itself_though_one_that_begins_like_it_was_put_before_it() -> None:
    stays = "The border stays closed for now, the ministry says."
    goes = "The leader of the opposition called it a capitulation."
    old = text_of(FILLER[0], stays, FILLER[1], goes, FILLER[2])
    new = text_of(FILLER[0], goes, stays, FILLER[1], FILLER[2])
    for words in (stays, stays[:31], goes):
        state, found, at = one(old, new, words)
        assert (state, found, at) == (AnchorState.MOVED, words, new.index(words))


def test_a_sentence_of_a_lost_paragraph_is_only_proposed_in_a_near_twin_of_it() -> None:
    lost = f"Yesterday the spokesman met reporters. {SAID} Then he left the hall."
    old = text_of(*FILLER[:4], lost, *FILLER[4:])
    new = text_of(*FILLER, lost.replace("Yesterday", "Today").replace("hall", "house"))
    state, words, _ = one(old, new, SAID)
    assert (state, words) == (AnchorState.FUZZY, SAID)


def test_paragraphs_that_went_together_are_not_a_twin_of_both_that_is_set_otherwise() -> None:
    both = f"{RULE}\n\n{SAID}"
    twin = both.replace("\n\n", " ").replace(" consult", "\nconsult").replace(" between", "\nbetween")
    old = text_of(FILLER[0], both, *FILLER[1:4], twin, FILLER[4])
    new = text_of(FILLER[0], *FILLER[1:5], both)
    for passage in (both, both[20:-20]):
        assert one(old, new, passage)[0] not in SILENT
        assert one(old.replace(twin, FILLER[5]), new, passage)[0] is AnchorState.MOVED


def test_a_line_between_new_neighbours_is_not_its_twin_that_was_set_in_other_lines() -> None:
    twin = SAID.replace(" stays", "\nstays")
    old = text_of(FILLER[0], SAID, FILLER[1], twin, FILLER[2])
    new = text_of(FILLER[0], SAID, FILLER[2])
    assert one(old, new, SAID)[0] not in SILENT
    assert one(old.replace(twin, FILLER[3]), new, SAID)[0] in SILENT


def test_of_equal_entries_that_were_counted_anew_nobody_can_tell_which_is_gone() -> None:
    old = text_of(FILLER[0], *(f"{n}. {RULE}" for n in range(1, 6)), FILLER[1])
    new = text_of(FILLER[0], *(f"{n}. {RULE}" for n in range(1, 5)), FILLER[1])
    assert one(old, new, f"3. {RULE}")[0] not in SILENT
    assert one(old, text_of("Preamble.", old), f"3. {RULE}")[0] is AnchorState.MOVED


def test_an_entry_that_was_set_in_other_lines_is_not_the_one_that_has_its_number_now() -> None:
    def entry(number: int, line_end: str) -> str:
        return f"{number}. {RULE}".replace(f" {line_end}", f"\n{line_end}")

    old = text_of(FILLER[0], entry(1, "arising"), FILLER[1], entry(2, "consult"), FILLER[2])
    new = text_of(FILLER[0], entry(1, "other"), FILLER[2])
    assert one(old, new, "arising from this Article.")[0] not in SILENT
    again = text_of(FILLER[0], entry(1, "other"), FILLER[1], FILLER[2])
    alone = text_of(FILLER[0], entry(1, "arising"), FILLER[1], FILLER[2])
    assert one(alone, again, "arising from this Article.")[0] in SILENT


def test_a_number_does_not_tell_an_edited_entry_from_its_twin() -> None:
    ends = ("It binds all.", "It binds none.", "It binds both.")
    old = text_of(FILLER[0], *(f"{n}. {RULE} {end}" for n, end in enumerate(ends, 4)), FILLER[1])
    # Perhaps the second was edited and the third deleted, perhaps the other way round.
    new = text_of(FILLER[0], f"4. {RULE} {ends[0]}", f"5. {RULE} It will bind whoever signs.", FILLER[1])
    assert one(old, new, RULE, 1)[0] not in SILENT
    assert one(old, new, RULE, 2)[0] not in SILENT
    assert one(old, new, RULE)[0] in SILENT


def test_words_of_equal_entries_are_not_told_apart_by_their_new_numbers() -> None:
    old = text_of(FILLER[0], f"3. {RULE}", f"4. {RULE}", f"5. {SAID}", FILLER[1])
    new = text_of(FILLER[0], f"13. {RULE}", f"14. {SAID}", FILLER[1])
    assert [one(old, new, RULE, number)[0] in SILENT for number in (0, 1)] == [False, False]
    assert one(old, new, SAID)[0] is AnchorState.MOVED


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_of_copies_in_a_row_of_which_one_is_gone_all_are_lost(between: str) -> None:
    old = text_of(FILLER[0], between.join([SAID] * 3), FILLER[1])
    new = text_of(FILLER[0], between.join([SAID] * 2), FILLER[1])
    assert [one(old, new, SAID, number)[0] for number in range(3)] == [AnchorState.ORPHAN] * 3
    assert [one(old, text_of("Before.", old), SAID, number)[0] for number in range(3)] == [
        AnchorState.MOVED
    ] * 3


@pytest.mark.parametrize("quote", ["signed", "signed by the ministers of both", "the text was signed"])
def test_no_piece_of_another_word_is_proposed(quote: str) -> None:
    said = "They met in the old hall, and the text was signed by the ministers of both states at noon."
    old = text_of(FILLER[0], said, FILLER[1])
    new = old.replace("was signed", "was countersigned").replace("of both", "of bothersome")
    state, words, _ = one(old, new, quote)
    assert state not in SILENT
    assert f" {words} " in new if words else state is AnchorState.ORPHAN
    new = old.replace("was signed", "was unsigned")
    assert one(old, new, quote)[:2] == (AnchorState.FUZZY, quote.replace("signed", "unsigned"))
    # What was marked inside of a word stays so.
    assert (
        one(old.replace("signed", "assigned"), new.replace("unsigned", "resigned"), "signed")[1] == "signed"
    )


def test_where_words_have_no_blanks_between_them_nothing_is_added_to_a_proposal() -> None:
    said = "第一条规定了两国的边界。条约由双方部长签署并公布。"
    old, new = text_of(FILLER[0], said, FILLER[1]), text_of(FILLER[0], f"并且{said[12:]}", FILLER[2])
    state, words, _ = one(old, new, said[12:])
    assert (state, words) == (AnchorState.FUZZY, said[12:])
