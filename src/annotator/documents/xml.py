"""XML from outside: no entities, no network, no document types. Worker only."""

from __future__ import annotations

from typing import Any

from lxml import etree

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr


def parse_xml(data: bytes, *, doctype: bool = False) -> Any:
    """The root element. `doctype`: whether a document type declaration may stand in it (its entities never count).

    Raises UserError where it is no well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken(error) from error
    if root is None:
        raise _broken(None)
    if root.getroottree().docinfo.doctype and not doctype:
        raise _broken(ValueError("a document type where none belongs"))
    return root


def _broken(error: Exception | None) -> UserError:
    return UserError(
        tr("The file is damaged or made to do harm: a part of it is not what its format demands."),
        kept=tr("Nothing was changed."),
        advice=tr("Open it in the program it was made with and save it again."),
        details=repr(error),
    )
