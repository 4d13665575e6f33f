"""The project as JSON: what a file says, checked and as plain values (form: docs/project-json.md)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotator.domain.annotation import Colour
from annotator.domain.claim import ClaimStatus, Relation, Stance, Voice
from annotator.domain.i18n import tr
from annotator.domain.source import NAME_PARTS
from annotator.domain.treaty import Fidelity, Form, InstrumentEvent, ProvisionNode
from annotator.exchange.anchor_json import MEMBERS as ANCHOR
from annotator.exchange.anchor_json import AnchorEntry, read_anchor
from annotator.exchange.reading import Node, load

FORMAT = "annotator-project"
VERSION = 1
SOURCE_FIELDS = (
    "type", "title", "title_short", "container_title", "publisher", "publisher_place", "issued", "accessed", "url",
    "doi", "isbn", "volume", "issue", "page", "language", "citekey", "annote",
)  # fmt: skip
_KINDS = ("preamble", "recital", "part", "chapter", "section", "article", "paragraph", "point", "annex")
_CONTENT = ("file", "text", "data", "file_name")


@dataclass(frozen=True, slots=True)
class Content:
    """A file of the project: a path to read, or bytes that stood in the JSON, under the name that says their format."""

    name: str
    path: Path | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source as written. `names` are (role, *`domain.source.NAME_PARTS`); `at` is where it stands, for messages."""

    at: Node
    key: str
    id: str
    content: Content | None
    fields: Mapping[str, str]
    names: tuple[tuple[str, ...], ...] | None
    csl: Mapping[str, Any]
    guessed: frozenset[str]
    tags: tuple[str, ...]
    note: str
    versions: tuple[tuple[Node, Content], ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """A treaty as written."""

    at: Node
    key: str
    id: str
    title: str
    short: str
    kind: str
    aliases: tuple[str, ...]
    content: Content | None
    events: tuple[InstrumentEvent, ...]
    nodes: tuple[ProvisionNode, ...]
    csl: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProvisionEntry:
    """A provision that something is linked to: `wid`, or `ref` as a person writes it."""

    at: Node
    instrument: str
    wid: str
    ref: str
    fidelity: Fidelity
    form: Form
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A claim as written; `relations` are (relation, key, where it stands)."""

    at: Node
    key: str
    id: str
    text: str
    topic: str
    status: ClaimStatus
    reason: str
    by: str
    at_time: str
    provisions: tuple[ProvisionEntry, ...]
    relations: tuple[tuple[Relation, str, Node], ...]
    tags: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """What a passage does to a claim."""

    at: Node
    key: str
    stance: Stance
    voice: Voice
    attributed_to: str


@dataclass(frozen=True, slots=True)
class AnnotationEntry:
    """A highlight as written: on a source or on an instrument's text, by quote, by offsets, or both."""

    at: Node
    id: str
    source: str
    instrument: str
    quote: str
    occurrence: int | None
    start: int | None
    end: int | None
    colour: Colour
    note: str
    author: str
    created: str
    provisions: tuple[ProvisionEntry, ...]
    claims: tuple[EvidenceEntry, ...]
    tags: tuple[str, ...]
    anchor: AnchorEntry


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """All that a file says."""

    title: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    instruments: Sequence[InstrumentEntry] = ()
    sources: Sequence[SourceEntry] = ()
    claims: Sequence[ClaimEntry] = ()
    annotations: Sequence[AnnotationEntry] = ()


def read(path: Path) -> ProjectEntry:
    """Read and check a file; nothing it names is opened yet. Raises UserError with a JSON pointer to what is wrong."""
    root = Node(load(path), "", path).object(
        "format", "version", "title", "settings", "instruments", "sources", "claims", "annotations"
    )
    if root["format"].text(FORMAT) != FORMAT:
        raise root["format"].refuse(tr("is not “{format}”.", format=FORMAT))
    version = root["version"].number()
    if version is not None and version != VERSION:
        raise root["version"].refuse(
            tr("is {version}; this program reads version {known}.", version=version, known=VERSION)
        )
    return ProjectEntry(
        root["title"].text(),
        root["settings"].plain(),
        [_instrument(item) for item in root["instruments"].items()],
        [_source(item) for item in root["sources"].items()],
        [_claim(item) for item in root["claims"].items()],
        [_annotation(item) for item in root["annotations"].items()],
    )


def _content(node: Node) -> Content | None:
    given = [name for name in ("file", "text", "data") if name in node]
    if len(given) > 1:
        raise node[given[1]].refuse(tr("must not stand beside “{other}”.", other=given[0]))
    if not given:
        return None
    name = node["file_name"].text()
    if "file" in node:
        path = _inside(node["file"])
        return Content(name or path.name, path)
    if "text" in node:
        return Content(name or "text.txt", data=node["text"].text().encode())
    try:
        return Content(name or "file.bin", data=base64.b64decode(node["data"].text(), validate=True))
    except (binascii.Error, ValueError):
        raise node["data"].refuse(tr("is no base64.")) from None


def _inside(node: Node) -> Path:
    """A path in the JSON file's folder or below; a file from somebody else must not name others of this machine."""
    folder = node.file.absolute().parent.resolve()
    path = (folder / node.text(None)).resolve()
    if not path.is_relative_to(folder):
        raise node.refuse(tr("lies outside the folder of the JSON file."))
    if not path.is_file():
        raise node.refuse(tr("There is no such file."))
    return path


def _source(node: Node) -> SourceEntry:
    node.object(
        "key", "id", *_CONTENT, "versions", *SOURCE_FIELDS, "authors", "contributors", "csl", "guessed", "tags",
        "note", "reasons",
    )  # fmt: skip
    content = _content(node)
    versions = []
    for item in node["versions"].items():
        older = _content(item.object(*_CONTENT))
        if older is None or content is None:
            raise item.refuse(tr("must have a file, and so must the source."))
        versions.append((item, older))
    fields = {name: node[name].text() for name in SOURCE_FIELDS if name in node}
    if content is None and not fields.get("title"):
        raise node.refuse(tr("has neither a file nor a title."))
    names = [("author", *_name(item)) for item in node["authors"].items()]
    for item in node["contributors"].items():
        names.append((item["role"].text("author"), *_name(item, "role")))
    key = node["key"].text() or fields.get("citekey", "") or (content.name if content else "")
    return SourceEntry(
        node,
        key,
        node["id"].text(),
        content,
        fields,
        tuple(names) if "authors" in node or "contributors" in node else None,
        node["csl"].plain(),
        frozenset(node["guessed"].texts()),
        node["tags"].texts(),
        node["note"].text(),
        tuple(versions),
        {name: node["reasons"][name].text() for name in node["reasons"].plain()},
    )


def _name(node: Node, *more: str) -> tuple[str, ...]:
    node.object(*NAME_PARTS, *more)
    name = tuple(node[part].text() for part in NAME_PARTS)
    if not any(part.strip() for part in name):
        raise node.refuse(tr("is no name."))
    return name


def _instrument(node: Node) -> InstrumentEntry:
    node.object("key", "id", "title", "short", "kind", "aliases", *_CONTENT, "events", "provisions", "csl")
    title = node["title"].text(None)
    events = []
    for item in node["events"].items():
        item.object("id", "kind", "date", "actor", "note")
        events.append(
            InstrumentEvent(
                item["id"].text(),
                item["kind"].text(None),
                item["date"].text(),
                item["actor"].text(),
                item["note"].text(),
            )
        )
    return InstrumentEntry(
        node,
        node["key"].text() or node["short"].text() or title,
        node["id"].text(),
        title,
        node["short"].text(),
        node["kind"].text(),
        node["aliases"].texts(),
        _content(node),
        tuple(events),
        tuple(_node(item) for item in node["provisions"].items()),
        node["csl"].plain(),
    )


def _node(node: Node) -> ProvisionNode:
    node.object("wid", "kind", "num", "heading", "children")
    kind = node["kind"].text("article")
    if kind not in _KINDS:
        raise node["kind"].refuse(
            tr("“{value}” is none of the possible words.", value=kind),
            tr("It is one of: {names}.", names=", ".join(_KINDS)),
        )
    wid = node["wid"].text(None)
    children = tuple(_node(item) for item in node["children"].items())
    return ProvisionNode(kind, node["num"].text(), wid, wid, node["heading"].text(), 0, 0, "", children)


def _provision(node: Node) -> ProvisionEntry:
    node.object("instrument", "wid", "ref", "fidelity", "form", "accepted")
    if ("wid" in node) == ("ref" in node):
        raise node.refuse(tr("must have either “wid” or “ref”."))
    accepted = node.value.get("accepted", True)
    if accepted is not None and not isinstance(accepted, bool):
        raise node["accepted"].refuse(tr("must be true, false or null."))
    return ProvisionEntry(
        node,
        node["instrument"].text(),
        node["wid"].text(),
        node["ref"].text(),
        node["fidelity"].choice(Fidelity, Fidelity.UNCHECKED),
        node["form"].choice(Form, Form.EXPLICIT),
        accepted,
    )


def _claim(node: Node) -> ClaimEntry:
    node.object(
        "key",
        "id",
        "text",
        "topic",
        "status",
        "reason",
        "by",
        "at",
        "provisions",
        "relations",
        "tags",
        "note",
    )
    relations = []
    for item in node["relations"].items():
        item.object("relation", "key")
        relations.append((item["relation"].choice(Relation), item["key"].text(None), item))
    return ClaimEntry(
        node,
        node["key"].text().strip(),
        node["id"].text(),
        node["text"].text(None),
        node["topic"].text(),
        node["status"].choice(ClaimStatus, ClaimStatus.OPEN),
        node["reason"].text(),
        node["by"].text(),
        node["at"].text(),
        tuple(_provision(item) for item in node["provisions"].items()),
        tuple(relations),
        node["tags"].texts(),
        node["note"].text(),
    )


def _annotation(node: Node) -> AnnotationEntry:
    node.object(
        "id", "source", "instrument", "quote", "occurrence", "start", "end", "colour", "note", "author", "created",
        "provisions", "claims", "tags", *ANCHOR,
    )  # fmt: skip
    if ("source" in node) == ("instrument" in node):
        raise node.refuse(tr("must have either “source” or “instrument”."))
    if ("start" in node) != ("end" in node):
        raise node.refuse(tr("must have both “start” and “end”, or neither."))
    if "quote" not in node and "start" not in node:
        raise node.refuse(tr("must have a “quote”, or “start” and “end”."))
    claims = []
    for item in node["claims"].items():
        item.object("key", "stance", "voice", "attributed_to")
        claims.append(
            EvidenceEntry(
                item,
                item["key"].text(None),
                item["stance"].choice(Stance),
                item["voice"].choice(
                    Voice,
                    Voice.REPORTED
                    if "attributed_to" in item and item["attributed_to"].text()
                    else Voice.AUTHOR,
                ),
                item["attributed_to"].text(),
            )
        )
    return AnnotationEntry(
        node,
        node["id"].text(),
        node["source"].text(),
        node["instrument"].text(),
        node["quote"].text(),
        node["occurrence"].number(),
        node["start"].number(),
        node["end"].number(),
        node["colour"].choice(Colour, Colour.YELLOW),
        node["note"].text(),
        node["author"].text(),
        node["created"].text(),
        tuple(_provision(item) for item in node["provisions"].items()),
        tuple(claims),
        node["tags"].texts(),
        read_anchor(node),
    )
