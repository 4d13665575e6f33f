"""Links from one place of an article to another: kept while it is made, then tied together. Worker only.

While an article is made its places bear the names of the file, and links `#` and such a name; `tie` gives those places
that a link leads to names of our own (`n1`, `n2` …), and takes all else away. So a stored article holds no name that a
file from outside has chosen, and no link that leads nowhere.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from lxml import etree

from .article import clean
from .sanitise import address

# No name of a place is longer; and a file with more places than these is made to do harm.
_LONGEST, MOST_PLACES = 500, 50_000


@dataclass(frozen=True, slots=True)
class Where:
    """The file that names and links stand in.

    path     in its package (EPUB); "" where there is one file only
    address  where it was on the web, without a fragment: saved pages link to themselves by it
    """

    path: str = ""
    address: str = ""

    def place(self, name: str | None) -> str | None:
        """What a place called `name` is called while the article is made."""
        return f"{self.path}#{clean(name)}" if name and len(name) <= _LONGEST else None

    def target(self, href: str | None) -> str | None:
        """The `href` to keep for one of the file: to the web, to a place of the article (`#` and its name), or none."""
        href = (href or "").strip()
        before, sign, fragment = href.partition("#")
        if sign and (not before or (self.address and before == self.address)):
            return f"#{self.place(fragment)}" if self.place(fragment) else None
        if address(href) is not None:
            return href
        if (
            not self.path
            or (not before and not sign)
            or ":" in before.split("/", 1)[0]
            or len(href) > 2 * _LONGEST
        ):
            return None
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), unquote(before)))
        return f"#{clean(path)}#{clean(fragment)}"


def mark(holder: Any, places: Iterable[str]) -> None:
    """Put places at the end of what `holder` holds so far."""
    for name in places:
        etree.SubElement(holder, "a").set("id", name)


def tie(blocks: Iterable[Any]) -> None:
    """Name the places that links lead to; take away the others, and the links that lead nowhere."""
    places: dict[str, Any] = {}
    links: list[tuple[Any, str]] = []
    touched: dict[Any, None] = {}
    for block in blocks:
        for element in block.iter("a"):
            if (name := element.get("id")) is not None:
                places.setdefault(name, element)
                touched[block] = None
            if (href := element.get("href") or "").startswith("#"):
                links.append((element, href[1:]))
                touched[block] = None
    names: dict[Any, str] = {}
    for link, wanted in links:
        place = places.get(wanted)
        if place is None:
            place = places.get(unquote(wanted))
        if place is None:
            del link.attrib["href"]
        else:
            link.set("href", f"#{names.setdefault(place, f'n{len(names) + 1}')}")
    for place in (element for block in touched for element in block.iter("a")):
        if place in names:
            place.set("id", names[place])
        elif "id" in place.attrib:
            del place.attrib["id"]
        if not place.attrib:
            place.tag = "gone"
    for block in touched:
        etree.strip_tags(block, "gone")
