"""LaTeX in the fields of BibTeX, to CSL's rich text and back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

# A field that is nested deeper is no title.
_DEEPEST = 60
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?[ \t\n]*|\\(.)|([{}$])|([^\\{}$]+)", re.DOTALL)
_STYLES = {
    "emph": ("<i>", "</i>"), "textit": ("<i>", "</i>"), "mkbibemph": ("<i>", "</i>"), "textsl": ("<i>", "</i>"),
    "textbf": ("<b>", "</b>"), "mkbibbold": ("<b>", "</b>"), "textsuperscript": ("<sup>", "</sup>"),
    "textsubscript": ("<sub>", "</sub>"), "textsc": ('<span style="font-variant:small-caps;">', "</span>"),
    "enquote": ("“", "”"), "mkbibquote": ("“", "”"),
}  # fmt: skip
# Commands that set what follows in their group: `{\em word}`.
_SWITCHES = {
    "em": "emph",
    "it": "textit",
    "itshape": "textit",
    "bf": "textbf",
    "bfseries": "textbf",
    "sc": "textsc",
}
_ACCENTS = {
    "`": "̀", "'": "́", "^": "̂", "~": "̃", "=": "̄", "u": "̆", ".": "̇", '"': "̈", "r": "̊", "H": "̋", "v": "̌",
    "d": "̣", "c": "̧", "k": "̨", "b": "̱",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textdollar": "$",
    "textbar": "|", "textless": "<", "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "slash": "/",
    "dots": "…", "ldots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "quotedblbase": "„", "glqq": "„",
    "grqq": "“", "guillemotleft": "«", "guillemotright": "»", "flqq": "«", "frqq": "»", "copyright": "©", "S": "§",
    "P": "¶", "pounds": "£", "euro": "€", "texteuro": "€", "textregistered": "®", "texttrademark": "™", "degree": "°",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "par": " ", "newline": " ", "linebreak": " ",
    "textdegree": "°", "textquotesingle": "'", "textquotedbl": '"', "bibstring": "", "and": "and", "hyphen": "-",
}  # fmt: skip
# The letters among them.
_LETTERS = frozenset(name for name, sign in _SYMBOLS.items() if len(sign) == 1 and sign.isalpha())
# Commands whose argument is the words, and those whose second is: `\\href{address}{words}`.
_PLAIN = frozenset(["url", "texttt", "mbox", "text", "textrm", "textsf", "textup", "mathrm", "ensuremath"])
_SECOND = frozenset(["href", "foreignlanguage", "textcolor"])
_ESCAPED = {
    **dict.fromkeys("&%$#_{}"),
    ",": " ",
    ";": " ",
    ":": " ",
    "!": "",
    "/": "",
    "-": "",
    " ": " ",
    "@": "",
}


def to_text(field: str) -> str:
    """A field's words, with CSL's tags where LaTeX has a style; commands nobody knows are left out, their words kept.

    Braces that only protect capitals are dropped. Raises ValueError where it is nested absurdly deep.
    """
    if not re.search(r"[\\{}$~`]|--|''", field):
        return " ".join(field.split())
    text = unicodedata.normalize("NFC", _Reader(field).whole())
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" \t\r\n")


_ACCENTED = re.compile(
    r"""\\(?:(?P<sign>[`'^"~=.])\s*|(?P<name>[uvHcdbkr])(?:\s+|(?=[{\\])))"""
    r"""(?:\{\s*(?P<inner>\\[ij]|[^\W\d_])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[^\W\d_]))"""
)
_LETTER = re.compile(
    r"\\(" + "|".join(sorted(_LETTERS, key=len, reverse=True)) + r")(?![A-Za-z])(?:\{\}|\s+)?"
)


def letters(text: str) -> str:
    """`text` with its accents and foreign letters as Unicode and all the rest as LaTeX: for names, before they are split."""
    if "\\" not in text:
        return text

    def accented(found: re.Match[str]) -> str:
        base = (found["inner"] or found["bare"]).lstrip("\\")
        return unicodedata.normalize("NFC", base + _ACCENTS[found["sign"] or found["name"]])

    return _LETTER.sub(lambda found: _SYMBOLS[found[1]], _ACCENTED.sub(accented, text))


class _Reader:
    def __init__(self, field: str) -> None:
        self.tokens = list(_TOKEN.finditer(field))
        self.at = 0

    def whole(self) -> str:
        parts = []
        while self.at < len(self.tokens):
            parts.append(self._group(0))
            self.at += 1  # a brace that closes nothing
        return "".join(parts)

    def _group(self, depth: int, *, maths: bool = False) -> str:
        """Everything to the end of the group that is open."""
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        parts: list[str] = []
        closing: list[str] = []
        while self.at < len(self.tokens):
            command, sign, mark, words = self.tokens[self.at].groups()
            if mark == "}" or (mark == "$" and maths):
                break
            self.at += 1
            if words is not None:
                parts.append(self._maths(words, depth) if maths else _ligatures(words))
            elif mark == "{":
                parts.append(self._group(depth + 1, maths=maths))
                self.at += 1
            elif mark == "$":
                parts.append(self._group(depth + 1, maths=True))
                self.at += 1
            elif command in _SWITCHES:
                start, end = _STYLES[_SWITCHES[command]]
                parts.append(start)
                closing.append(end)
            else:
                parts.append(self._command(command or sign, depth))
        return "".join(parts + closing[::-1])

    def _argument(self, depth: int) -> str:
        """The next group, or the next character."""
        while self.at < len(self.tokens) and (self.tokens[self.at][4] or "x").isspace():
            self.at += 1
        if self.at >= len(self.tokens):
            return ""
        command, sign, mark, words = self.tokens[self.at].groups()
        if mark == "}":
            return ""
        self.at += 1
        if mark == "{":
            found = self._group(depth + 1)
            self.at += 1
            return found
        if words is not None:
            words = words.lstrip()
            rest = re.compile(r"()()()(.+)", re.DOTALL).match(words[1:])
            if rest:
                self.at -= 1
                self.tokens[self.at] = rest
            return words[:1]
        return self._command(command or sign or "", depth)

    def _command(self, name: str, depth: int) -> str:
        if name in _STYLES:
            start, end = _STYLES[name]
            inside = self._argument(depth)
            return f"{start}{inside}{end}" if inside else ""
        if name in _ACCENTS:
            base = self._argument(depth).replace("ı", "i").replace("ȷ", "j")
            return base[:1] + _ACCENTS[name] + base[1:] if base else name
        if name in _SYMBOLS:
            return _SYMBOLS[name]
        if name in _ESCAPED:
            return name if _ESCAPED[name] is None else str(_ESCAPED[name])
        if name in _PLAIN:
            return self._argument(depth)
        if name in _SECOND:
            self._argument(depth)
            return self._argument(depth)
        if name == "\\":
            return " "
        return _known_symbol(name)

    def _maths(self, words: str, depth: int) -> str:
        """`x^2`, `x_{i}`: raised and lowered."""
        parts = re.split(r"([\^_])", words)
        found = [_ligatures(parts[0])]
        for mark, rest in zip(parts[1::2], parts[2::2], strict=True):
            tag = "sup" if mark == "^" else "sub"
            inside, after = rest[:1], rest[1:]
            if not inside:
                inside = self._argument(depth)
            found.append(f"<{tag}>{inside}</{tag}>{after}" if inside else "")
        return "".join(found)


@lru_cache(maxsize=1000)
def _known_symbol(name: str) -> str:
    """A symbol from pylatexenc's table; nothing for a command that is none."""
    if not name.isascii() or not name.isalpha():
        return name
    from pylatexenc import latex2text

    tables: Any = latex2text
    spec = tables.get_default_latex_context_db().get_macro_spec(name)
    meaning = getattr(spec, "simplify_repl", None)
    return meaning if isinstance(meaning, str) and "%" not in meaning else ""


def _ligatures(text: str) -> str:
    for mark, sign in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘"), ("~", "\u00a0")):
        text = text.replace(mark, sign)
    return text


_WRITTEN = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "\u00a0": "~", "–": "--", "—": "---", "“": "``", "”": "''",
    "<": r"\textless{}", ">": r"\textgreater{}", "`": r"\textquoteleft{}",
}  # fmt: skip
_TAGS = {
    "i": r"\emph{",
    "b": r"\textbf{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
    "sc": r"\textsc{",
}


# BibTeX and Biber count escaped braces too: one without its fellow would end the field, or never end it.
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


class _Writer(HTMLParser):
    def __init__(self, signs: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.signs = signs

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        small = any(name == "style" for name, _ in attrs)
        self.parts.append(_TAGS["sc"] if small else _TAGS.get(tag, "{"))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append("}")

    def handle_data(self, data: str) -> None:
        # A lone double hyphen must not become a dash, nor two apostrophes a quotation mark.
        text = "".join(self.signs.get(c, c) for c in re.sub(r"-(?=-)|'(?=')", "\\g<0>\ue000", data))
        self.parts.append(text.replace("\ue000", "{}"))

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")


_MARKUP = re.compile(
    r"(</?(?:i|b|sup|sub|sc)>|<span (?:class=\"nocase\"|style=\"font-variant:\s*small-caps;?\")>|</span>)"
)


def balanced(text: str) -> bool:
    """Whether each brace in `text` has its fellow, as BibTeX counts them."""
    depth = 0
    for sign in re.findall(r"[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def from_text(text: str) -> str:
    """CSL's rich text as LaTeX; every sign that LaTeX reads as its own is written so that it is printed."""
    writer = _Writer(_WRITTEN if balanced(text) else {**_WRITTEN, **_LONE})
    for number, part in enumerate(_MARKUP.split(text)):
        if number % 2:
            writer.feed(part)
        else:
            writer.handle_data(part)
    return "".join(writer.parts)
