"""The bibliography as rich text for the window: the subset of HTML that Qt's text browser sets, links inside.

Each quotation's words link to `annotation:<id>`; each entry has the anchor name `source-<id>` to scroll to (its
own text may hold web links already, so it is no link itself).
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from annotator.citation import richtext
from annotator.citation.document import Bibliography
from annotator.citation.outline import Kind, Paragraph, Role, paragraphs


@dataclass(frozen=True, slots=True)
class PreviewColours:
    """The theme's colours that the preview needs, as CSS colours (`#1c1b1a`)."""

    ink: str = "#1c1b1a"
    muted: str = "#66625b"
    accent: str = "#2a5d8f"
    line: str = "#d9d5cc"
    danger: str = "#b00020"
    supports: str = "#2e7d4f"
    contradicts: str = "#b3322b"


# Margins in px: top, right, bottom, left; then the first line's indent. Qt's rich text knows no em here.
_LAYOUT = {
    Role.TITLE: ((0, 0, 4, 0), 0),
    Role.SUBTITLE: ((0, 0, 18, 0), 0),
    Role.HEADING: ((24, 0, 8, 0), 0),
    Role.DETAIL: ((0, 0, 8, 0), 0),
    Role.ENTRY: ((18, 0, 6, 32), -32),
    Role.ANNOTATION: ((0, 0, 6, 32), 0),
    Role.QUOTE: ((8, 24, 2, 48), 0),
    Role.PROVISION: ((0, 24, 1, 66), -18),
    Role.CLAIM: ((0, 24, 1, 66), -18),
    Role.NOTE: ((2, 24, 4, 48), 0),
    Role.INSTRUMENT: ((0, 0, 6, 32), -32),
    Role.CITE: ((0, 0, 6, 32), -32),
    Role.INDEX: ((0, 0, 4, 32), -32),
}


def html_fragment(bibliography: Bibliography, colours: PreviewColours | None = None) -> str:
    """The whole document for `QTextBrowser.setHtml`. Nothing of a source can act as markup in it."""
    colours = colours or PreviewColours()
    return "".join(_block(paragraph, colours) for paragraph in paragraphs(bibliography))


def _block(paragraph: Paragraph, colours: PreviewColours) -> str:
    (top, right, bottom, left), indent = _LAYOUT[paragraph.role]
    style = f"margin:{top}px {right}px {bottom}px {left}px; text-indent:{indent}px; color:{colours.ink};"
    match paragraph.role:
        case Role.TITLE:
            style += " font-size:x-large; font-weight:600;"
        case Role.HEADING:
            style += " font-size:large; font-weight:600;"
        case Role.SUBTITLE | Role.PROVISION:
            style += f" color:{colours.muted};"
        case Role.DETAIL | Role.NOTE:
            style += f" color:{colours.muted}; font-style:italic;"
    # Always said: Qt gives a paragraph without direction that of the one before.
    direction = "rtl" if paragraph.right_to_left else "ltr"
    anchor = f'<a name="source-{escape(paragraph.source_id)}"></a>' if paragraph.role is Role.ENTRY else ""
    inner = "".join(_piece(piece.run, piece.kind, paragraph, colours) for piece in paragraph.pieces)
    return f'<p style="{style}" dir="{direction}">{anchor}{inner}</p>\n'


def _piece(run: richtext.Run, kind: Kind, paragraph: Paragraph, colours: PreviewColours) -> str:
    made = richtext.to_html((run,))
    made = made.replace('class="small-caps"', 'style="font-variant:small-caps"') if run.small_caps else made
    if run.link:
        made = made.replace("<a ", f'<a style="color:{colours.accent};" ', 1)
    match kind:
        case Kind.QUOTED:
            address = f"annotation:{escape(paragraph.annotation_id)}"
            return f'<a href="{address}" style="color:{colours.ink}; text-decoration:none;">{made}</a>'
        case Kind.LOCATOR:
            return f'<span style="color:{colours.muted};">{made}</span>'
        case Kind.WARNING:
            return f'<span style="color:{colours.danger}; font-weight:600;">{made}</span>'
        case Kind.STANCE:
            colour = {"✓": colours.supports, "✗": colours.contradicts}.get(run.text[:1], colours.ink)
            return f'<span style="color:{colour}; font-weight:600;">{made}</span>'
        case _:
            return made
