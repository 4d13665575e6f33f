"""The allow-list for markup from outside, and what XML parsing may do."""

from __future__ import annotations

TAGS = frozenset(
    "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code b strong i em u s sub sup small cite q a br hr table "
    "thead tbody tfoot tr td th caption figure figcaption section div abbr span mark".split()
)
# Dropped with all they hold: what is no text of the page at all.
DROPPED = frozenset(
    "script style noscript template iframe object embed svg math canvas video audio picture select button input "
    "textarea head title".split()
)


def sanitise(markup: str) -> str:
    """Markup with nothing in it but text and the allowed tags; links keep only web and inner addresses."""
    import nh3

    return nh3.clean(
        markup,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"dir", "lang"}},
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )
