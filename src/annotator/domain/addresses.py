"""Addresses that reopen a passage: exported pages link to them, and the system hands them to the program.

`annotator:open?project=ID&annotation=ID`, an opaque URI (RFC 3986, 3) that means something only where the project is.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs, quote, urlsplit

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

SCHEME = "annotator"
# No address of ours is longer by far; a page that somebody else made may say anything.
_LONGEST = 2_000


class Address(NamedTuple):
    """The ids of a project and of a highlight in it."""

    project: str
    annotation: str


def spelt(address: Address) -> str:
    """The address as text; `read` gives it back."""
    project, annotation = (quote(part, safe="") for part in address)
    return f"{SCHEME}:open?project={project}&annotation={annotation}"


def read(text: str) -> Address:
    """The address that `text` spells. Raises UserError for any other text."""
    try:
        parts = urlsplit(text.strip() if len(text) <= _LONGEST else "")
        # Some programs put slashes behind a scheme, whichever it is.
        what = (parts.netloc or parts.path).strip("/")
        given = parse_qs(parts.query, errors="strict")
        if parts.scheme == SCHEME and what == "open":
            [project], [annotation] = given["project"], given["annotation"]
            return Address(project, annotation)
    except (ValueError, KeyError):
        pass
    raise UserError(
        tr("“{address}” is no address of a passage.", address=text[:100]),
        kept=tr("Nothing was changed."),
        advice=tr("Follow a link of a bibliography that Annotator exported as HTML."),
    )
