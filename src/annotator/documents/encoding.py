"""From bytes to characters: byte order mark, then what the file declares, then UTF-8, then a careful guess."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .codepages import latin

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The web's own rule (WHATWG Encoding): these labels mean the Windows superset.
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
}
_DECLARED = re.compile(
    rb"""<(?:meta\b[^>]*?\bcharset|\?xml\b[^>]*?\bencoding)\s*=\s*["']?\s*([A-Za-z0-9_.:\-]+)""", re.I
)
# Enough for the guess; it takes a second per megabyte.
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and whether that was guessed."""

    text: str
    encoding: str
    guessed: bool

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know of it."""
        if not self.guessed:
            return ()
        if "\ufffd" in self.text:
            return (tr("The page has broken characters."),)
        return (tr("The file does not say its encoding; it was read as {encoding}.", encoding=self.encoding),)


def _known(name: str) -> str:
    """The codec of this name, by the web's rule; empty where there is none."""
    try:
        codec = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    return _SUPERSETS.get(codec, codec)


def declared(data: bytes) -> str | None:
    """The encoding an HTML or XML file names near its beginning."""
    found = _DECLARED.search(data[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # Whoever reads the declaration as ASCII proves that it is not sixteen bits wide.
    return None if name.startswith(("utf-16", "utf-32")) else _SUPERSETS.get(name, name)


def decode(data: bytes, *, markup: bool, stated: str = "") -> Decoded:
    """Turn a file's bytes into text, without its byte order mark. `stated`: the encoding its container names.

    Raises UserError where the bytes are no text or their encoding cannot be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding, False)
            except UnicodeDecodeError:
                raise _unknown() from None
    stated = _known(stated) or (declared(data) if markup else None) or ""
    for named in (stated, "utf-8"):
        if named:
            try:
                text = data.decode(named)
            except (UnicodeDecodeError, LookupError):
                continue
            if not _is_text(text, most=3):
                break
            return Decoded(text, named, False)
    if stated == "utf-8" and markup:
        # A few broken bytes in a page that says it is UTF-8 do not make it something else.
        text = data.decode("utf-8", errors="replace")
        if text.count("\ufffd") <= len(text) // 200:
            return Decoded(text, "utf-8", True)
    return _guess(data)


def _guess(data: bytes) -> Decoded:
    wide = _sixteen(data)
    if wide:
        return wide
    if b"\x00" in data:
        raise _unknown()
    encoding = latin(data)
    if encoding is None:
        from charset_normalizer import from_bytes

        match = from_bytes(data[:_SAMPLE]).best()
        if match is None:
            raise _unknown()
        encoding = match.encoding
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise _unknown() from None
    if not _is_text(text) or not _is_prose(text):
        raise _unknown()
    return Decoded(text, encoding, True)


def _sixteen(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of most texts is nil (or, outside Latin, from a narrow range)."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(0) > 0.3 * len(high) or (len(set(high)) <= 8 and b"\x00" in high):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if _is_text(text) and _is_prose(text):
                return Decoded(text, encoding, True)
    return None


def _is_text(text: str, most: int = 0) -> bool:
    """Whether hardly any control characters are in it (`most` are forgiven however short it is); NUL never is."""
    if "\x00" in text:
        return False
    sample = text[:_SAMPLE]
    odd = sum(
        1 for c in sample if (c < " " and c not in "\t\n\r\f\x1a\x1b") or c == "\x7f" or "\x80" <= c <= "\x9f"
    )
    return odd <= max(most, len(sample) // 500)


def _is_prose(text: str) -> bool:
    """Whether a guessed decoding reads as writing: mostly letters and blanks, and few letters from foreign scripts."""
    sample = text[:_SAMPLE]
    if not sample.strip():
        return True
    plain = sum(1 for c in sample if c.isalpha() or c.isspace() or c in ".,;:!?-'\"()")
    if plain < 0.75 * len(sample):
        return False
    scripts: dict[str, int] = {}
    for c in sample:
        if c.isalpha():
            script = unicodedata.name(c, "UNKNOWN").split(" ", 1)[0]
            scripts[script] = scripts.get(script, 0) + 1
    letters = sum(scripts.values())
    return sum(1 for n in scripts.values() if n > 0.02 * letters) <= 4


def _unknown() -> UserError:
    return UserError(
        tr("The file is not a text in an encoding that can be told."),
        kept=tr("Nothing was changed."),
        advice=tr("Open it in the program it was made with and save it as UTF-8, PDF or DOCX."),
    )
