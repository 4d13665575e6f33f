"""Rich text as runs: what a bibliography entry is made of once citeproc's HTML has been read.

The HTML is read, never passed on: only the tags that citeproc itself writes mean anything, all else is
text. So a title that contains markup of its own cannot reach a page we write.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

# Addresses a reader may follow from an exported file; anything else stays plain text.
_SCHEMES = frozenset({"http", "https", "mailto", "ftp"})
_RESOLVER = "https://doi.org/"
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/:?#]|$)")
_BLOCKS = frozenset({"csl-left-margin", "csl-right-inline", "csl-block", "csl-indent"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress. `link` is an address, "" where there is none."""

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str = ""


Runs = tuple[Run, ...]


def safe_link(address: str) -> str:
    """`address` if it may be followed from a document, else ""."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme.lower() in _SCHEMES and (parts.netloc or parts.path) else ""


def parse(source: str) -> Runs:
    """The runs of one entry or citation in citeproc's HTML. White space runs become one space."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return _tidy(reader.runs)


def plain(runs: Iterable[Run]) -> str:
    """The text of `runs`."""
    return "".join(run.text for run in runs)


def to_html(runs: Iterable[Run]) -> str:
    """`runs` as a minimal HTML fragment, everything escaped."""
    parts = []
    for run in runs:
        text = html.escape(run.text, quote=False)
        for on, tag in (
            (run.italic, "i"),
            (run.bold, "b"),
            (run.underline, "u"),
            (run.superscript, "sup"),
            (run.subscript, "sub"),
        ):
            if on:
                text = f"<{tag}>{text}</{tag}>"
        if run.small_caps:
            text = f'<span class="small-caps">{text}</span>'
        if run.link:
            text = f'<a href="{html.escape(run.link)}">{text}</a>'
        parts.append(text)
    return "".join(parts)


def _tidy(runs: Sequence[Run]) -> Runs:
    """Join neighbours in the same dress, collapse white space across them, trim both ends."""
    tidy: list[Run] = []
    after_space = True
    for run in runs:
        text = _collapse(run.text, after_space)
        if not text:
            continue
        after_space = text.endswith(" ")
        if tidy and replace(tidy[-1], text="") == replace(run, text=""):
            tidy[-1] = replace(run, text=tidy[-1].text + text)
        else:
            tidy.append(replace(run, text=text))
    while tidy and not tidy[-1].text.rstrip(" "):
        tidy.pop()
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(" "))
    return tuple(tidy)


def _collapse(text: str, after_space: bool) -> str:
    # Only HTML's own white space: a no-break space is the style's and stays.
    out: list[str] = []
    for char in text:
        if char in " \t\n\r\f":
            if not after_space:
                out.append(" ")
            after_space = True
        else:
            out.append(char)
            after_space = False
    return "".join(out)


class _Reader(HTMLParser):
    """Turns citeproc's tags into dress; an unknown tag changes nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[Run] = []
        self._dress: list[tuple[str, Run]] = [("", Run(""))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "img", "hr"):
            self.runs.append(Run(" "))
            return
        given = {name: value or "" for name, value in attrs}
        if tag == "div" and given.get("class") in _BLOCKS and self.runs:
            self.runs.append(Run(" "))
        self._dress.append((tag, self._dressed(tag, given)))

    def _dressed(self, tag: str, given: dict[str, str]) -> Run:
        now = self._dress[-1][1]
        style = given.get("style", "").replace(" ", "")
        match tag:
            case "i" | "em":
                return replace(now, italic=True)
            case "b" | "strong":
                return replace(now, bold=True)
            case "sup":
                return replace(now, superscript=True, subscript=False)
            case "sub":
                return replace(now, subscript=True, superscript=False)
            case "a":
                return replace(now, link=safe_link(given.get("href", "")))
            case "span":
                if "small-caps" in style:
                    now = replace(now, small_caps=True)
                if "font-variant:normal" in style:
                    now = replace(now, small_caps=False)
                if "font-style:normal" in style:
                    now = replace(now, italic=False)
                if "font-style:italic" in style:
                    now = replace(now, italic=True)
                if "font-weight:normal" in style:
                    now = replace(now, bold=False)
                if "text-decoration:underline" in style:
                    now = replace(now, underline=True)
                if "text-decoration:none" in style:
                    now = replace(now, underline=False)
                if "baseline" in style:
                    now = replace(now, superscript=False, subscript=False)
        return now

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self._dress) - 1, 0, -1):
            if self._dress[depth][0] == tag:
                del self._dress[depth:]
                return

    def handle_data(self, data: str) -> None:
        now = self._dress[-1][1]
        if now.link.startswith(_RESOLVER) and not data.startswith((_RESOLVER, "10.")):
            # citeproc-js takes all that does not begin with "http" for a DOI: "www.example.org", "javascript:…".
            now = replace(now, link=safe_link(f"https://{data}") if _HOST.match(data) else safe_link(data))
        self.runs.append(replace(now, text=data))
