"""What a web page says about itself: citation_* and Dublin Core tags, JSON-LD, Open Graph, the page's own heading."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from . import metadata_text
from .found import Findings, Person, is_institution, people, person
from .savedpage import Origin

_ARTICLES = {
    "NewsArticle": "article-newspaper", "ReportageNewsArticle": "article-newspaper", "OpinionNewsArticle": "article-newspaper",
    "AnalysisNewsArticle": "article-newspaper", "ScholarlyArticle": "article-journal", "BlogPosting": "post-weblog",
    "Report": "report", "Article": "article-newspaper",
}  # fmt: skip
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s\"<>]+")
_WEB = re.compile(r"https?://\S+", re.I)


def describe(markup: str, *, origin: Origin | None = None, today: date | None = None) -> Findings:
    """What the page states; what only its layout suggests is added by `suggest`. `origin`: what its saver noted."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, huge_tree=False, encoding="utf-8")
    found = Findings()
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (ValueError, lxml_html.etree.LxmlError):
        return found
    tags = _tags(root)
    _scholarly(tags, found, today)
    for thing in _linked_data(root):
        _thing(thing, found, today)
    _social(tags, found, today)
    _page(root, found)
    _origin(origin or Origin(), found)
    return found


def _origin(origin: Origin, found: Findings) -> None:
    """The address the page gives itself stands, unless it is only that of the site's front page."""
    own = found.value("url")
    if origin.url and (
        not own or (urlsplit(own).path.strip("/") == "" and urlsplit(origin.url).path.strip("/"))
    ):
        found.fields.pop("url", None)
        found.state("url", origin.url)
    found.state("accessed", origin.accessed)


def suggest(found: Findings, main: str) -> None:
    """Add what the article's own first lines suggest, as guesses."""
    guesses, _, _ = metadata_text.describe(main, markdown=False)
    for name in ("issued", "language"):
        guess = guesses.fields.get(name)
        if guess is not None:
            found.state(name, guess.value, guessed=True, reason=guess.reason)
    if not found.authors:
        found.people(list(guesses.authors), guessed=True)


def _tags(root: Any) -> dict[str, list[str]]:
    """All meta tags by lower-case name."""
    tags: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower()
        value = " ".join((meta.get("content") or "").split())
        if name and value:
            tags.setdefault(name, []).append(value)
    return tags


def _first(tags: dict[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if name in tags), "")


def _scholarly(tags: dict[str, list[str]], found: Findings, today: date | None) -> None:
    found.state("title", _first(tags, "citation_title", "dc.title", "dcterms.title"))
    names = [n for key in ("citation_author", "citation_authors") for n in tags.get(key, [])]
    names = [part for name in names for part in name.split(";")]
    made = [one for one in map(person, names) if one]
    found.people(made or [one for name in tags.get("dc.creator", []) for one in people(name)])
    found.dated(
        "issued", _first(tags, "citation_publication_date", "citation_date", "citation_online_date"), today
    )
    found.dated(
        "issued", _first(tags, "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.created"), today
    )
    found.state(
        "container_title",
        _first(
            tags,
            "citation_journal_title",
            "citation_conference_title",
            "prism.publicationname",
            "dcterms.ispartof",
        ),
    )
    found.state("publisher", _first(tags, "citation_publisher", "dc.publisher", "dcterms.publisher"))
    for name in ("volume", "issue", "isbn", "ISSN", "language"):
        found.state(name, _first(tags, f"citation_{name.lower()}", f"prism.{name.lower()}"))
    found.state("issue", _first(tags, "prism.number"))
    found.state(
        "doi", doi(_first(tags, "citation_doi", "prism.doi", "bepress_citation_doi", "dc.identifier.doi"))
    )
    found.state(
        "doi",
        next(filter(None, map(doi, tags.get("dc.identifier", []) + tags.get("dcterms.identifier", []))), ""),
    )
    found.state(
        "page",
        _pages(
            _first(tags, "citation_firstpage", "prism.startingpage"),
            _first(tags, "citation_lastpage", "prism.endingpage"),
        ),
    )
    found.state("language", _first(tags, "dc.language", "dcterms.language"))
    if "citation_journal_title" in tags:
        found.state("type", "article-journal")


def doi(value: str) -> str:
    """A DOI without the address or word before it; empty where it is none."""
    match = _DOI.search(value)
    return match[0].rstrip(".,;)") if match else ""


def _pages(first: str, last: str) -> str:
    return "–".join(dict.fromkeys(page for page in (first, last) if page))


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > 1_000_000:
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            if isinstance(thing, dict):
                inner = thing.get("@graph")
                yield from (
                    one for one in (inner if isinstance(inner, list) else [thing]) if isinstance(one, dict)
                )


def _thing(thing: dict[str, Any], found: Findings, today: date | None) -> None:
    """An article in schema.org's words."""
    kinds = thing.get("@type")
    kind = next((k for k in (kinds if isinstance(kinds, list) else [kinds]) if k in _ARTICLES), None)
    if kind is None:
        return
    found.state("type", _ARTICLES[kind], guessed=kind == "Article")
    found.state("title", _words(thing.get("headline")) or _words(thing.get("name")))
    found.dated("issued", _words(thing.get("datePublished")), today)
    found.state("language", _words(thing.get("inLanguage")))
    publisher = thing.get("publisher")
    if isinstance(publisher, dict):
        name = _words(publisher.get("name"))
        found.state("container_title" if _ARTICLES[kind].startswith("article") else "publisher", name)
    _part_of(thing, found)
    authors = thing.get("author")
    made: list[Person] = []
    for author in authors if isinstance(authors, list) else [authors]:
        name = _words(author.get("name")) if isinstance(author, dict) else _words(author)
        if isinstance(author, dict) and author.get("@type") == "Organization" and name:
            made.append(("", "", name))
        else:
            made += people(name)
    found.people(made)


def _part_of(thing: dict[str, Any], found: Findings) -> None:
    """The issue, volume and journal that hold an article, each inside the other, and its pages and DOI."""
    holder: object = thing
    for _ in range(4):
        holder = holder.get("isPartOf") if isinstance(holder, dict) else None
        if not isinstance(holder, dict):
            break
        found.state("issue", _text_or_number(holder.get("issueNumber")))
        found.state("volume", _text_or_number(holder.get("volumeNumber")))
        if holder.get("@type") == "Periodical":
            found.fields.pop("container_title", None)
            found.state("container_title", _words(holder.get("name")))
            found.state("ISSN", _words(holder.get("issn")))
    found.state(
        "page", _pages(_text_or_number(thing.get("pageStart")), _text_or_number(thing.get("pageEnd")))
    )
    for named in (thing.get("identifier"), thing.get("sameAs"), thing.get("@id")):
        for one in named if isinstance(named, list) else [named]:
            found.state("doi", doi(_words(one.get("value")) if isinstance(one, dict) else _words(one)))


def _text_or_number(value: object) -> str:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _words(value)


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _social(tags: dict[str, list[str]], found: Findings, today: date | None) -> None:
    site = _first(tags, "og:site_name", "application-name")
    found.state("title", _without_site(_first(tags, "og:title", "twitter:title"), site))
    found.dated(
        "issued",
        _first(
            tags,
            "article:published_time",
            "datepublished",
            "pubdate",
            "date",
            "publish-date",
            "parsely-pub-date",
        ),
        today,
    )
    named = [
        name for key in ("author", "article:author", "parsely-author", "byl") for name in tags.get(key, [])
    ]
    for name in named:
        made = people(re.sub(r"^by\s+", "", name, flags=re.I)) if not _WEB.match(name) else []
        # A site's own name in the author tag says nothing about who wrote it.
        found.people([one for one in made if one[2].casefold() != site.casefold() or not one[2]])
    found.state("container_title", site)
    address = _first(tags, "og:url", "citation_public_url", "citation_abstract_html_url")
    if _WEB.fullmatch(address):
        found.state("url", address)
    kind = _first(tags, "og:type")
    found.state("type", "article-newspaper" if kind == "article" else "webpage", guessed=True)


def _page(root: Any, found: Findings) -> None:
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and _WEB.fullmatch(link.get("href") or ""):
            found.state("url", link.get("href"))
    found.state("language", (root.get("lang") or "").replace("_", "-"))
    heads = [" ".join(head.text_content().split()) for head in root.iter("h1")]
    heads = [head for head in dict.fromkeys(heads) if len(head) > 3 and not is_institution(head)]
    if len(heads) == 1:
        found.state("title", heads[0], guessed=True)
    title = root.find(".//title")
    if title is not None:
        found.state(
            "title", _without_site(title.text_content(), found.value("container_title")), guessed=True
        )


def _without_site(title: str, site: str) -> str:
    """A page title without the site's name that follows it."""
    title = " ".join(title.split())
    if site:
        return re.sub(rf"\s*(?:[|–—·:»-]|::)\s*{re.escape(site)}$", "", title, flags=re.I)
    return title
