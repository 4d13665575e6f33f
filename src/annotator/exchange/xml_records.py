"""Records out of XML from anywhere: one element at a time, no entities, no network, no document type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Records:
    """The elements of these names in a document (all below the root without any), each whole, forgotten after use.

    `problem` says where the XML broke off.
    """

    def __init__(self, text: str, *names: str) -> None:
        self._text = text
        self._names = names
        self.problem: tuple[int, str] | None = None

    def __iter__(self) -> Iterator[tuple[Any, int, float]]:
        """(element, line, part read). Names are local: the namespace does not matter."""
        from lxml import etree

        parser = etree.XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        text = _without_declaration(self._text)
        size, inside, depth = 1 << 16, 0, 0
        try:
            for start in range(0, len(text), size):
                parser.feed(text[start : start + size])
                done = min(1.0, (start + size) / len(text))
                found: Any
                for event, found in parser.read_events():
                    element: Any = found
                    depth += 1 if event == "start" else -1
                    if self._names:
                        wanted = local(element) in self._names
                    else:
                        wanted = depth == (2 if event == "start" else 1)
                    if not wanted:
                        continue
                    inside += 1 if event == "start" else -1
                    if event == "end" and inside == 0:
                        yield element, element.sourceline or 0, done
                        element.clear()
                        while element.getprevious() is not None:
                            del element.getparent()[0]
            parser.close()
        except etree.XMLSyntaxError as error:
            self.problem = (error.lineno or 0, str(error.msg or ""))


def _without_declaration(text: str) -> str:
    """lxml refuses a decoded text that names an encoding."""
    text = text.lstrip("\ufeff \t\r\n")
    if text.startswith("<?xml"):
        end = text.find("?>")
        return text[end + 2 :] if end >= 0 else text
    return text


def local(element: Any) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Any, *names: str) -> list[Any]:
    """The child elements of these names (all without any)."""
    return [one for one in element if isinstance(one.tag, str) and (not names or local(one) in names)]


def child(element: Any, *path: str) -> Any | None:
    """The first element down a path of names."""
    found = element
    for name in path:
        below = children(found, name)
        if not below:
            return None
        found = below[0]
    return found


def words(element: Any | None) -> str:
    """All text in an element, white space made one blank; "" for none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def attribute(element: Any, name: str) -> str:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
