"""Strategies for texts in any script, with passages in them."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator.domain.text import normalise

# Few enough that passages repeat: astral, combining and enclosing marks, joiners and marks of direction, right-to-left,
# letters that grow in upper case, East Asian, blanks that are and are not what `isspace` says, ends of lines of all kinds.
LETTERS = "aab \n\n\u00a0.é\u0301\u0323\u20dd😀👩\u200d🚀𐎀𝔞𠮷Արտحرםמ\u05b8\u200f\u202eßİﬁ第條ค\u0e33가\u1100\u1161‘\u00ad\u200b\u2028\t"
_ENDS_OF_LINES = "\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1c"
# As it comes, and as a text layer is stored. No surrogates: they are no characters (`st.text` makes none either).
raw_texts = st.one_of(
    st.text(LETTERS, min_size=1),
    st.text(min_size=1),
    # Longer than the context on both sides of a passage.
    st.text(LETTERS, min_size=70, max_size=200),
    st.lists(st.one_of(st.text(LETTERS, max_size=12), st.sampled_from(_ENDS_OF_LINES)), min_size=1)
    .map("".join)
    .filter(bool),
)
texts = raw_texts.map(normalise)


@st.composite
def passages(draw: st.DrawFn, *, raw: bool = False) -> tuple[str, int, int]:
    """A text, and a range in it that is not empty."""
    text = draw(raw_texts if raw else texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))
