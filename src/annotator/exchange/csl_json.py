"""CSL-JSON in and out: the lossless form of references, as Zotero, pandoc and others read and write it.

Pure functions between bytes and sources; who calls them puts the sources into a project. One bad entry
never stops the rest: it is reported with its place in the list.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.citation import csl
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.exchange.found import BadEntry, Entries, Imported, Raw

# 100,000 entries are about 100 MB; more than this is no list of references.
MAX_BYTES = 200 << 20


def read(data: bytes, *, name: str = "") -> Imported:
    """The sources of a CSL-JSON file: a list, one item, or an object with `items` or `references`.

    UTF-8 with or without a byte order mark, also UTF-16 and UTF-32 (RFC 4627's detection). `name` is
    the file's, for messages. Raises UserError where the whole is not CSL-JSON.
    """
    if len(data) > MAX_BYTES:
        raise _refused(tr("The file is too large to be a list of references."), name)
    return from_items(_listed(_parsed(data, name), name))


def entries(data: bytes, *, name: str = "") -> Entries:
    """The items of a CSL-JSON file as they stand, checked for being objects with fields. Raises as `read`."""
    items = _listed(_parsed(data, name), name)
    for number, item in enumerate(items, start=1):
        try:
            yield Raw(_checked(item), done=number / len(items))
        except ValueError as error:
            yield Raw(None, reason=str(error), done=number / len(items))


def _parsed(data: bytes, name: str) -> object:
    try:
        text = data.decode(json.detect_encoding(data))
        found = json.loads(text)
        return _whole(found) if re.search(r"\\u[dD][89a-fA-F]", text) else found
    except (ValueError, RecursionError) as error:
        raise _refused(tr("This is not a JSON file."), name, str(error)) from error


def _whole(value: object) -> object:
    """`value` without halves of characters (lone surrogates), which JSON's escapes can write and nothing can store."""
    if isinstance(value, str):
        return re.sub(r"[\ud800-\udfff]", "\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, Mapping):
        return {_whole(key): _whole(one) for key, one in value.items()}
    return value


def from_items(items: Iterable[object]) -> Imported:
    """The sources of CSL-JSON items, each by itself."""
    sources: list[Source] = []
    bad: list[BadEntry] = []
    for index, item in enumerate(items, start=1):
        try:
            sources.append(_source(item))
        except ValueError as error:
            bad.append(BadEntry(index, str(error)))
    return Imported(tuple(sources), tuple(bad))


def write(sources: Iterable[Source]) -> bytes:
    """The sources as a CSL-JSON list, UTF-8, indented, in the given order."""
    items: list[dict[str, Any]] = []
    taken: set[str] = set()
    for source in sources:
        item = csl.to_csl(source)
        if item["id"] in taken:  # two sources with one citekey: the second is found by its own id
            item["id"] = source.id
        taken.add(item["id"])
        items.append(item)
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def _source(item: object) -> Source:
    return csl.from_csl(_checked(item))


def _checked(item: object) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise ValueError(tr("it is not an object with fields"))
    if not any(value for name, value in item.items() if name not in ("id", "type")):
        raise ValueError(tr("it has no fields"))
    return item


def _listed(found: object, name: str) -> list[object]:
    if isinstance(found, list):
        return found
    if isinstance(found, Mapping):
        for key in ("items", "references"):
            inner = found.get(key)
            if isinstance(inner, list):
                return inner
            if isinstance(inner, Mapping):  # citeproc-js's own form: id → item
                return list(inner.values())
        if "type" in found or "title" in found:
            return [found]
    raise _refused(tr("This JSON file holds no references."), name)


def _refused(what: str, name: str, details: str = "") -> UserError:
    return UserError(
        what,
        file=name or None,
        kept=tr("Nothing was changed."),
        advice=tr("Give a file in CSL-JSON, as Zotero exports it (“CSL JSON”)."),
        details=details,
    )
