"""Which columns of a table change together: the one place that says so (design: rule 1 of the merge).

Each table's first group is its row's making: always noted at insert, never edited. The other groups are noted at insert
only where they differ from the column defaults, so a value that nobody chose never competes with one that somebody did.
A column in no group is either large and immutable (guarded by a digest in the making) or derived.
"""

from __future__ import annotations

MADE = "made"
TRASH = "trash"

_CSL_FIELDS = (
    "type", "title", "title_short", "container_title", "publisher", "publisher_place", "issued", "accessed",
    "url", "doi", "isbn", "volume", "issue", "page", "language", "citekey", "annote", "csl", "guessed",
    "reasons",
)  # fmt: skip

GROUPS: dict[str, dict[str, tuple[str, ...]]] = {
    "project": {MADE: ("created",), "title": ("title",)},
    "agent": {
        MADE: (),
        "name": ("family", "given", "literal", "non_dropping_particle", "dropping_particle", "suffix"),
        "orcid": ("orcid",),
    },
    "source": {MADE: ("created",), **{name: (name,) for name in _CSL_FIELDS}},
    "source_agent": {MADE: ("source", "agent", "role"), "place": ("position",)},
    "document": {
        MADE: (
            "sha256", "media_type", "file_name", "size", "extractor", "extractor_version", "length",
            "main_end", "supersedes", "captured", "content_sha256",
        ),
        # Two sources that were one are merged: their captures move.
        "source": ("source",),
        "page_labels": ("page_labels",),
    },
    "annotation": {
        MADE: ("motivation", "author", "created"),
        # The document too: a new capture of the source takes its highlights along.
        "anchor": (
            "document", "start", "end", "exact", "prefix", "suffix", "fragment", "paragraph", "page_label",
            "locator_label", "locator_value", "parts", "state", "score",
        ),
        "proposal": ("proposal",),
        "style": ("style",),
        "colour": ("colour",),
        "note": ("note",),
        "pinned": ("pinned",),
        "display": ("display",),
        "translation": ("translation",),
    },
    "instrument": {MADE: ("created",), "title": ("title",), "short": ("short",), "kind": ("kind",), "csl": ("csl",)},
    "instrument_alias": {MADE: ("instrument", "name")},
    "instrument_event": {MADE: ("instrument",), "event": ("kind", "date", "actor", "note")},
    "instrument_version": {MADE: ("instrument", "document", "created"), "label": ("label",)},
    "provision": {MADE: ("instrument", "wid", "kind"), "num": ("num",), "place": ("parent", "position")},
    "provision_text": {MADE: ("version", "provision"), "text": ("eid", "heading", "start", "end", "text")},
    "mention": {
        MADE: ("annotation", "provision", "author", "created"),
        "form": ("form",),
        "fidelity": ("fidelity",),
        "accepted": ("accepted",),
    },
    "claim": {
        MADE: ("author", "created"),
        "key": ("key",),
        "text": ("text",),
        "topic": ("topic",),
        "status": ("status", "status_reason", "status_by", "status_at"),
    },
    "claim_relation": {MADE: ("subject", "relation", "object")},
    "claim_provision": {MADE: ("claim", "provision")},
    "evidence": {
        MADE: ("annotation", "claim", "author", "created"),
        "stance": ("stance",),
        "voice": ("voice", "attributed_to"),
    },
    "tag": {MADE: (), "name": ("name",), "parent": ("parent",)},
    "tagging": {MADE: ("tag", "target_kind", "target")},
    "note": {MADE: ("target_kind", "target", "author", "created"), "body": ("body",)},
    "setting": {MADE: ("key",), "value": ("value",)},
    "recipe": {MADE: (), "name": ("name",), "body": ("body",)},
}  # fmt: skip
for _table, _groups in GROUPS.items():
    if _table != "project":
        _groups[TRASH] = ("trashed",)

# Kept by us for showing and sorting; follows from the history, so it is no part of any group.
WITH_MODIFIED = frozenset({"source", "annotation", "note"})

TRASHABLE = frozenset(GROUPS) - {"project"}


def quoted(name: str) -> str:
    """A column or table name of ours, safe inside SQL (`end` is a keyword)."""
    return f'"{name}"'


def value_sql(columns: tuple[str, ...], row: str = "") -> str:
    """SQL that gives the JSON object of a group's columns; `row` is a prefix such as `NEW.`."""
    return "json_object(" + ", ".join(f"'{c}', {row}{quoted(c)}" for c in columns) + ")"
