"""Sentences, and which of them a new version added or took away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.anchoring import changes, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_initials_and_numbers_end_no_sentence() -> None:
    text = 'Mr. Smith of the U.S. said Art. 12 is void. "No," J. Doe replied. It cost 3.5 million. Then?'
    assert cut(text) == [
        "Mr. Smith of the U.S. said Art. 12 is void.",
        '"No," J. Doe replied.',
        "It cost 3.5 million.",
        "Then?",
    ]


def test_paragraphs_and_other_scripts_end_sentences() -> None:
    assert cut("A heading\n\nText. More\ntext.") == ["A heading", "Text.", "More\ntext."]
    assert cut("これは文です。次の文？") == ["これは文です。", "次の文？"]
    assert cut("Առաջին։ Երկրորդ։") == ["Առաջին։", "Երկրորդ։"]


@given(st.text("ab.!? \n”。", max_size=60))
def test_sentences_hold_all_words_in_order(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_changes_name_sentences_with_their_paragraphs() -> None:
    found = changes("One. Two. Three.\n\nFour.", "One. Two,  changed. Three.\n\nNew.\n\nFour.")
    assert [(c.text, c.paragraph) for c in found.removed] == [("Two.", 1)]
    assert [(c.text, c.paragraph) for c in found.added] == [("Two, changed.", 1), ("New.", 2)]


def test_white_space_and_moved_sentences_are_no_changes() -> None:
    for old, new in (
        ("One.  Two.\n\nThree.", "Three.\n\nOne. Two."),
        ("One. Two. Three.", "Three. One. Two."),
        ("One. Two.\n\nThree. Four.", "One. Four.\n\nThree. Two."),
    ):
        found = changes(old, new)
        assert (found.added, found.removed) == ((), ())


def test_a_text_that_was_only_set_anew_has_no_changes() -> None:
    old = "An inter-\nstate treaty was ini\u00ad\ntialled. It is well-\nknown.\n\nMore."
    new = "An inter-state treaty\nwas initialled. It is\nwell-known.\n\nMore."
    assert changes(old, new).added == changes(old, new).removed == ()
    # What a line end puts in may be nothing; what an editor changed is not.
    edited = changes(old, new.replace("well-known", "known"))
    assert [one.text for one in edited.added] == ["It is known."]
    assert [one.text for one in edited.removed] == ["It is wellknown."]
    assert [one.text for one in changes("A re-election.", "A reelection.").added] == ["A reelection."]


def test_a_sentence_said_twice_and_now_once_was_removed() -> None:
    found = changes("One. Two. One.", "One. Two.")
    assert [c.text for c in found.removed] == ["One."]
    assert found.added == ()


def test_marks_that_were_only_typed_anew_are_no_changes() -> None:
    old = "“It’s signed,” she said – at last… He left."
    assert changes(old, '"It\'s signed," she said - at last... He left.').added == ()
    edited = changes(old, '"It\'s initialled," she said - at last... He left.')
    assert [one.text for one in edited.removed] == ["“It’s signed,” she said – at last…"]
    assert [one.text for one in edited.added] == ['"It\'s initialled," she said - at last...']
