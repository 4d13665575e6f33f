"""RIS in: lines of `TY  - JOUR` to CSL items, also where the end of an entry is missing.

Our own reader and not rispy's: that one gives no line numbers, drops an entry without its end, and keeps one value of
a tag that stands twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.domain.i18n import tr
from annotator.exchange import dates, names
from annotator.exchange import ris_tags as tags
from annotator.exchange.found import Entries, Item, Raw

_TAG = re.compile(r"\s{0,3}([A-Z][A-Z0-9])\s{1,2}-(?:\s(.*)|\s*)$")
_LINES = re.compile(r"\r\n|\r|\n")
_DOI_NOTE = re.compile(r"^doi:\s*(10\.\S+)$", re.IGNORECASE | re.MULTILINE)
Line = tuple[int, str, str]
# One entry of more characters is no entry: its end is missing, and so is the next one's beginning.
LARGEST = 2 << 20


def looks_like(text: str) -> bool:
    """Whether a text is RIS: a line with an entry's type."""
    return re.search(r"(?:^|[\r\n])\s{0,3}TY\s{1,2}-\s", text) is not None


def count(text: str) -> int:
    """About how many entries there are."""
    return len(re.findall(r"(?:^|[\r\n])\s{0,3}TY\s{1,2}-\s", text))


def read(text: str) -> Entries:
    """The entries, in order."""
    for first, lines, done in _records(text):
        if first:
            yield Raw(None, lines[0][0], first, done)
            continue
        item = _item(lines)
        if set(item) <= {"type", "id", "custom"}:
            yield Raw(None, lines[0][0], tr("it has no fields"), done)
        else:
            yield Raw(item, lines[0][0], done=done)


def _records(text: str) -> Iterator[tuple[str, list[Line], float]]:
    """What is wrong (usually nothing), the tagged lines of an entry with their numbers, and how far we are."""
    lines: list[Line] = []
    outside: list[Line] = []
    read_so_far, total, begun = 0, max(1, len(text)), 0
    skipping = False  # the rest of an entry that is too large to be one
    for number, line in enumerate(_split(text), start=1):
        read_so_far += len(line) + 1
        match = _TAG.match(line)
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        done = min(1.0, read_so_far / total)
        if tag == "TY":
            if outside:
                yield tr("it does not begin with its type (TY)"), outside, done
                outside = []
            if lines:  # the end of the entry before is missing
                yield "", _continued(lines), done
            lines, begun, skipping = [(number, tag, value)], read_so_far, False
        elif tag == "ER":
            if lines:
                yield "", _continued(lines), done
            lines, skipping = [], False
        elif skipping:
            continue
        elif not lines:
            if value and tag and not outside:  # the first line says where it is
                outside.append((number, tag, value))
        elif tag:
            lines.append((number, tag, value))
        elif value:
            lines.append((number, "", value))
        if lines and read_so_far - begun > LARGEST:
            yield tr("it is too large, or the one before it has no end"), lines[:1], done
            lines, skipping = [], True
    if outside:
        yield tr("it does not begin with its type (TY)"), outside, 1.0
    if lines:
        yield "", _continued(lines), 1.0


def _continued(lines: list[Line]) -> list[Line]:
    """Lines without a tag joined to the one they go on from; one by one, a long value would be copied each time."""
    found: list[tuple[int, str, list[str]]] = []
    for number, tag, value in lines:
        if tag:
            found.append((number, tag, [value]))
        else:
            found[-1][2].append(value)
    return [(number, tag, " ".join(filter(None, values))) for number, tag, values in found]


def _split(text: str) -> Iterator[str]:
    """Lines, whichever ends they have, without a second copy of a large file."""
    start = 0
    for end in _LINES.finditer(text):
        yield text[start : end.start()]
        start = end.end()
    yield text[start:]


def _item(lines: list[Line]) -> Item:
    found: dict[str, list[str]] = {}
    for _, tag, value in lines:
        if value:
            found.setdefault(tags.SAME.get(tag, tag), []).append(value)
    kind = found.pop("TY", [""])[0].upper()
    own_type = found.pop(tags.OWN_TYPE, [])
    item: Item = {"type": tags.TYPES.get(kind, "document")}
    for value in own_type:
        if value.startswith("type: "):
            item["type"] = value.removeprefix("type: ")
        else:
            found.setdefault(tags.OWN_TYPE, []).append(value)
    _names(item, found)
    _texts(item, found)
    _places(item, found)
    _dates(item, found)
    rest = _own(item, found.pop(tags.OWN, []))
    if rest:
        found[tags.OWN] = rest
    if kind and kind not in tags.TYPES:
        found["TY"] = [kind]
    if found:
        item["custom"] = {"ris": found}
    return item


def _names(item: Item, found: dict[str, list[str]]) -> None:
    for tag, role in tags.ROLES.items():
        for value in found.pop(tag, []):
            # Catalogues put all names into one field.
            people = filter(None, (one.strip() for one in value.split(";")))
            item.setdefault(role, []).extend(map(names.from_inverted, people))


def _texts(item: Item, found: dict[str, list[str]]) -> None:
    for tag, variable in tags.TEXTS.items():
        values = found.get(tag)
        if not values:
            continue
        if variable == "note":
            item[variable] = "\n".join(values)
        elif variable not in item:
            item[variable] = values.pop(0)
            if values:
                continue  # a second address or title is kept with what has no place in CSL
        else:
            if item[variable] != values[0]:
                continue
        del found[tag]
    if (
        genre := re.match(r"doi:\s*(10\..+)", str(item.get("genre", "")), re.IGNORECASE)
    ) and "DOI" not in item:
        item["DOI"] = genre[1]  # where older versions of EndNote put it
        del item["genre"]
    if "DOI" not in item and (note := _DOI_NOTE.search(str(item.get("note", "")))):
        item["DOI"] = note[1]  # where HeinOnline puts it
        item["note"] = _DOI_NOTE.sub("", item["note"]).strip()
        if not item["note"]:
            del item["note"]
    if "KW" in found:
        item["keyword"] = ", ".join(found.pop("KW"))
    if "BT" in found and "title" not in item:  # a book of the first version of RIS
        item["title"] = found.pop("BT")[0]


def _places(item: Item, found: dict[str, list[str]]) -> None:
    """What depends on the type: the whole, the series, numbers."""
    kind = str(item["type"])
    for tag in tags.CONTAINERS:
        variable = "collection-title" if kind in tags.SERIES else "container-title"
        if tag in found and variable not in item:
            item[variable] = found.pop(tag)[0]
        elif tag in found and found[tag] == [item[variable]]:
            del found[tag]
    if "T3" in found and "collection-title" not in item:
        item["collection-title"] = found.pop("T3")[0]
    if "IS" in found:
        item["number" if kind in tags.NUMBERED else "issue"] = found.pop("IS")[0]
    if "M1" in found and "number" not in item:
        item["number"] = found.pop("M1")[0]
    if "SN" in found:
        number = found.pop("SN")[0]
        digits = re.sub(r"[^0-9Xx]", "", number)
        is_isbn = (kind in tags.WITH_ISBN and not re.fullmatch(r"\d{4}-?\d{3}[\dXx]", number)) or len(
            digits
        ) in (10, 13)
        item["ISBN" if is_isbn else "ISSN"] = number
    first, last = found.pop("SP", [""])[0], found.pop("EP", [""])[0]
    if first and not last and kind in tags.WHOLES:
        item.setdefault("number-of-pages", first)  # how Zotero and EndNote write how many a book has
    elif first or last:
        item["page"] = f"{first}–{last}" if first and last and first != last else first or last


def _dates(item: Item, found: dict[str, list[str]]) -> None:
    written = [values[0] for tag in ("DA", "PY", "Y1") if (values := found.pop(tag, None))]
    # A day without its year: `DA  - August 14` beside `PY  - 2025`.
    year = next((match[0] for text in written[1:] if (match := re.match(r"\d{4}", text))), "")
    if year and not re.search(r"\d{4}", written[0]):
        written.append(f"{written[0].strip('/ ')} {year}")
    if written:
        read = [_date(text) for text in written]
        # The one that says most; the first of them, where two say as much.
        item["issued"] = max([date for date in read if dates.is_edtf(date)], key=len, default=read[0])
    if "Y2" in found:
        item["accessed"] = _date(found.pop("Y2")[0])


def _date(text: str) -> str:
    """`YYYY/MM/DD/other`, each part but the first perhaps empty; `other` a season, circa or an EDTF date."""
    if dates.is_edtf(text) and "/" not in text:
        return text
    year, month, day, other = (text.split("/", 3) + [""] * 3)[:4]
    if len(year.strip()) != 4 and not other:
        return dates.loose(text)
    return dates.assembled(year, month, day, other)


def _own(item: Item, values: list[str]) -> list[str]:
    """Take in what another Annotator wrote in `U2`; what is no line of ours is given back."""
    rest = []
    for value in values:
        match = re.fullmatch(r"([A-Za-z_\-]+): (.+)", value)
        if match is None:
            rest.append(value)
        elif match[1].endswith("-name"):
            item.setdefault(match[1].removesuffix("-name"), []).append(names.from_inverted(match[2]))
        elif match[1].endswith("-date") or match[1] == "submitted":
            item[match[1]] = (
                {"date-parts": [], "raw": match[2]} if not dates.is_edtf(match[2]) else _parts(match[2])
            )
        elif match[1] == "annote" and "annote" in item:
            item["annote"] += "\n\n" + match[2]
        else:
            item[match[1]] = match[2]
    return rest


def _parts(text: str) -> Item:
    from annotator.citation import edtf

    return dict(edtf.to_csl(text) or {})
