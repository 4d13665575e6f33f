"""From what a person types to a full-text query that never fails.

FTS5's own language stands where it parses (AND OR NOT NEAR, "phrases", prefix*). Otherwise every piece between blanks
becomes a phrase, so that punctuation only separates words. Scripts written without blanks (Chinese, Japanese, Thai …) are
cut into single characters, in the index and in the query alike, and a run of them is a phrase: any part of a word is found.
"""

from __future__ import annotations

import re
import unicodedata

# Zero width space: separates words for the tokenizer, invisible if it ever got out.
CUT = "\u200b"
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTER = re.compile(f"([{_UNSPACED}])")
_RUN = re.compile(f"[{_UNSPACED}]+")
_QUOTED = re.compile(r'"[^"]*"')
_DOUBLE_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "＂": '"'})
# FTS5's signs for the first word, a sequence and a column: to a person, punctuation.
_SIGNS = re.compile(r"[\^+{}:]")
_OPERATORS = frozenset({"AND", "OR", "NOT", "NEAR"})


def cut(text: str) -> str:
    """`text` with a CUT around each character of a script without blanks."""
    if text.isascii() or not _CHARACTER.search(text):
        return text
    return _CHARACTER.sub(f"{CUT}\\1{CUT}", text)


def uncut(text: str) -> str:
    """The text again (see `cut`)."""
    return text.replace(CUT, "")


def prepared(typed: str) -> str:
    """What is tried first: the typed text in FTS5's language, with typographic quotes understood."""
    text = unicodedata.normalize("NFC", typed).replace("\x00", " ").translate(_DOUBLE_QUOTES).strip()
    return "".join(
        cut(part)
        if part.startswith('"')
        else _RUN.sub(lambda run: f' "{cut(run[0])}" ', _SIGNS.sub(" ", part))
        for part in re.split(r'("[^"]*")', text)
    )


def harmless(typed: str) -> str:
    """What is tried if that does not parse: closed quotations and the rest word by word, all of which must occur.

    Empty if nothing is left to look for.
    """
    text = unicodedata.normalize("NFC", typed).replace("\x00", " ").translate(_DOUBLE_QUOTES)
    phrases = [found[0][1:-1] for found in _QUOTED.finditer(text)]
    parts = [(phrase, False) for phrase in phrases]
    for piece in _QUOTED.sub(" ", text).replace('"', " ").split():
        if piece not in _OPERATORS:
            parts.append((piece.rstrip("*"), piece.endswith("*")))
    return " ".join(
        f'"{cut(words)}"{"*" if prefix else ""}' for words, prefix in parts if any(c.isalnum() for c in words)
    )
