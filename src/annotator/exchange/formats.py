"""The formats of references: told apart by what is in them, read entry by entry, written."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.citation import csl
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.exchange import csl_json
from annotator.exchange.bib_fields import language
from annotator.exchange.extra import taken_apart
from annotator.exchange.found import BadEntry, Entries, Imported
from annotator.exchange.richtext import clean, clean_item

# Half a million entries; more than this is no list of references.
MAX_BYTES = 200 << 20
# What is told apart by the beginning of a text.
_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its key, its name, and the endings its files have. `writes`: whether we write it too."""

    key: str
    title: str
    endings: tuple[str, ...]
    writes: bool = True


FORMATS = (
    Format("csl-json", "CSL-JSON", (".json", ".csljson", ".csl")),
    Format("biblatex", "BibLaTeX", (".bib", ".bbx")),
    Format("bibtex", "BibTeX", (".bibtex",)),
    Format("ris", "RIS", (".ris",)),
    Format("endnote-xml", "EndNote XML", (".xml",), writes=False),
    Format("mods", "MODS", (".mods",), writes=False),
    Format("zotero-rdf", "Zotero RDF", (".rdf",), writes=False),
)
_KEYS = {one.key: one for one in FORMATS}


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a text seems to be: the format's key ("" for none), about how many entries, the first titles."""

    format: str
    entries: int = 0
    titles: tuple[str, ...] = ()


def of_ending(name: str) -> str:
    """The key of the format that a file's name asks for; "" for none."""
    lower = name.casefold()
    return next((one.key for one in FORMATS for ending in one.endings if lower.endswith(ending)), "")


def detect(text: str) -> str:
    """The key of the format that a text is in, "" where it is none of ours. By content alone: names mislead."""
    from annotator.exchange import bibtex, ris

    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return "csl-json"
    if head.startswith("<"):
        return _xml(head)
    if ris.looks_like(head):
        return "ris"
    return "biblatex" if bibtex.looks_like(head) else ""


def _xml(head: str) -> str:
    if re.search(r"http://www\.loc\.gov/mods|<(?:\w+:)?mods(?:Collection)?\b", head):
        return "mods"
    if re.search(r"<(?:\w+:)?RDF\b", head) and re.search(
        r"zotero\.org|purl\.org/net/biblio|purl\.org/dc/", head
    ):
        return "zotero-rdf"
    return "endnote-xml" if re.search(r"<xml>|<records>|<record>", head) else ""


def sniff(data: str | bytes) -> Sniffed:
    """What a pasted or dropped text is, cheaply: nothing is converted but the first few entries."""
    from annotator.exchange import bib_blocks, ris

    text = data if isinstance(data, str) else decoded(data)
    key = detect(text)
    if not key:
        return Sniffed("")
    titles: list[str] = []
    number = 0
    try:
        if key == "csl-json":
            found = csl_json.read(text.encode("utf-8", "surrogatepass"))
            return Sniffed(key, len(found.sources), tuple(s.title for s in found.sources[:5] if s.title))
        for number, raw in enumerate(_entries(key, text, ""), start=1):
            if raw.item is not None:
                titles.append(clean(str(raw.item.get("title", "")), rich=False))
            if number == 5:
                break
    except UserError:
        return Sniffed("")
    count = {"ris": ris.count, "biblatex": bib_blocks.count}.get(key, _count_xml)(text)
    return Sniffed(key, max(count, len(titles)), tuple(title for title in titles if title))


def _count_xml(text: str) -> int:
    return len(re.findall(r"<record>|<(?:\w+:)?mods[\s>]|<(?:bib|z):\w+ rdf:about", text))


def decoded(data: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else by the alphabets of the old code pages."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if data[:1] in b"[{\x00" and data.count(0, 0, 64):
        return data.decode(json.detect_encoding(data), "replace")
    from annotator.documents.encoding import decode

    try:
        return decode(data, markup=data.lstrip()[:1] == b"<").text
    except UserError:
        return data.decode("cp1252", "replace")


def read(
    data: bytes | str,
    name: str = "",
    format: str = "",
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Imported:
    """All entries of a file or a pasted text, in any of the formats. A bad entry is reported and the rest comes in.

    `name` is the file's, for messages; `format` a key, where the user chose one. Touches no project, so any thread
    will do. Raises UserError where it is no list of references at all, Cancelled.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    text = data if isinstance(data, str) else decoded(data)
    del data
    key = format or detect(text)
    if key not in _KEYS:
        raise _unknown(name)
    sources: list[Source] = []
    bad: list[BadEntry] = []
    index = 0
    for index, raw in enumerate(_entries(key, text, name), start=1):
        if index % 50 == 1:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(raw.done, tr("Reading references"))
        if raw.item is None:
            bad.append(BadEntry(index, raw.reason, raw.line))
            continue
        try:
            # What bears a citation key was written by us, or by Better BibTeX, which takes notes apart itself.
            apart = key == "csl-json" and "citation-key" not in raw.item
            item = taken_apart(dict(raw.item)) if apart else raw.item
            if key != "csl-json" and isinstance(item.get("language"), str):
                # Styles ask for the tag: titles in "English" would not be set in English capitals.
                item = {**item, "language": language(item["language"])}
            sources.append(csl.from_csl(clean_item(item, entities=key != "csl-json")))
        except ValueError as error:
            bad.append(BadEntry(index, str(error), raw.line))
    return Imported(tuple(sources), tuple(bad), key)


def _entries(key: str, text: str, name: str) -> Entries:
    from annotator.exchange import bibtex, endnote_xml, mods, ris, zotero_rdf

    match key:
        case "csl-json":
            return csl_json.entries(text.lstrip("\ufeff").encode("utf-8", "surrogatepass"), name=name)
        case "ris":
            return ris.read(text.lstrip("\ufeff"))
        case "endnote-xml":
            return endnote_xml.read(text)
        case "mods":
            return mods.read(text)
        case "zotero-rdf":
            return zotero_rdf.read(text)
        case _:
            return bibtex.read(text.lstrip("\ufeff"))


def write(sources: Iterable[Source], key: str) -> bytes:
    """The sources in a format, UTF-8. Raises UserError for one that is only read."""
    from annotator.exchange import bib_writer, ris_writer

    match key:
        case "csl-json":
            return csl_json.write(sources)
        case "ris":
            return ris_writer.write(sources).encode("utf-8", "replace")
        case "biblatex" | "bibtex":
            return bib_writer.write(sources, classic=key == "bibtex").encode("utf-8", "replace")
    raise not_written(key)


def too_large(name: str) -> UserError:
    """The refusal of a file that can be no list of references."""
    return UserError(
        tr("The file is too large to be a list of references."),
        file=name or None,
        kept=tr("Nothing was changed."),
        advice=tr("Up to {size} MB can be read; export it in parts.", size=MAX_BYTES >> 20),
    )


def not_written(key: str, file: object = None) -> UserError:
    """The refusal of a format that is unknown or only read."""
    title = _KEYS[key].title if key in _KEYS else key
    return UserError(
        tr("References in the format “{format}” cannot be written.", format=title),
        file=str(file) if file is not None else None,
        kept=tr("Nothing was changed."),
        advice=tr(
            "These can: {names}.",
            names=", ".join(f"{one.title} ({one.endings[0]})" for one in FORMATS if one.writes),
        ),
    )


def losses(sources: Iterable[Source], key: str) -> tuple[str, ...]:
    """What a format cannot hold of these sources, a sentence each; nothing for CSL-JSON (docs/references.md)."""
    if key == "csl-json":
        return ()
    found: dict[str, None] = {}
    for source in sources:
        if key == "ris" and any("<" in text and clean(text, rich=False) != text for text in _titles(source)):
            found[tr("Italics and other markup in titles is left out.")] = None
        if any(c.agent.dropping_particle and c.agent.non_dropping_particle for c in source.contributors):
            found[tr("Two particles in one name become one.")] = None
        if key != "ris" and _mixed(source):
            found[tr("Particles of all names of an entry drop, or none.")] = None
        if key == "bibtex" and source.type not in _CLASSIC:
            found[tr("Types that BibTeX’s own styles do not know become “misc”.")] = None
    return tuple(found)


_CLASSIC = frozenset(
    ["article-journal", "article-magazine", "article-newspaper", "book", "chapter", "paper-conference", "pamphlet",
     "report", "thesis", "manuscript", "document"]
)  # fmt: skip


def _titles(source: Source) -> tuple[str, ...]:
    return source.title, source.title_short, source.container_title


def _mixed(source: Source) -> bool:
    drops = {
        bool(c.agent.dropping_particle) for c in source.contributors if c.agent.parts[3] or c.agent.parts[4]
    }
    return len(drops) > 1


def _unknown(name: str) -> UserError:
    return UserError(
        tr("There are no references in it that we can read."),
        file=name or None,
        kept=tr("Nothing was changed."),
        advice=tr("These are read: {names}.", names=", ".join(one.title for one in FORMATS)),
    )
