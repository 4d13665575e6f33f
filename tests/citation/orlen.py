"""A small bibliography about an invented bridge: every kind of entry, script and trouble the writers must hold."""

from __future__ import annotations

from annotator.citation.inputs import (
    BibliographyInput,
    InputClaim,
    InputInstrument,
    InputProvision,
    InputQuote,
    InputSource,
)
from annotator.domain.annotation import Annotation, Selectors
from annotator.domain.claim import Stance, Voice
from annotator.domain.source import Agent, Contributor, Source
from annotator.domain.treaty import Fidelity

ARTICLE_12 = InputProvision("p12", "Art. XII", "art_12", "i1", "Agreement", Fidelity.GLOSS)
ARTICLE_2 = InputProvision("p2", "Art. II(1)", "art_2__para_1", "i1", "Agreement")
PREAMBLE = InputProvision("p0", "Preamble", "preamble", "i1", "Agreement")
OPEN = InputClaim("c2", "C02", "The bridge is open to all.", Stance.SUPPORTS)
LAWFUL = InputClaim(
    "c10", "C10", "The toll is lawful.", Stance.CONTRADICTS, Voice.REPORTED, "the harbour minister"
)

ARMENIAN = "Անցումը ազատ է 🚢 բոլորի համար"
ARABIC = "المرور حر للجميع"
MARKS = "closed since 2019,   it was reopened & “blessed” <today> *at* [noon]"


def person(family: str, given: str, role: str = "author") -> Contributor:
    return Contributor(Agent(family + given, family, given), role)


def body(name: str) -> Contributor:
    return Contributor(Agent(name, literal=name))


def quote(
    number: int,
    text: str,
    *,
    paragraph: int = 0,
    page: str = "",
    stored: str | None = "",
    note: str = "",
    colour: str = "yellow",
    provisions: tuple[InputProvision, ...] = (),
    claims: tuple[InputClaim, ...] = (),
) -> InputQuote:
    """A highlight; `stored` is what the text layer has there, by default the same words."""
    start = number * 100
    where = Selectors(start, start + len(text), text, "", "", paragraph=paragraph, page_label=page)
    annotation = Annotation(f"q{number}", "d", "s", where, note=note, colour=colour)
    return InputQuote(annotation, text if stored == "" else stored, provisions, claims)


NEWSPAPER = InputSource(
    Source(
        "newspaper",
        "article-newspaper",
        "Bridge of Orlen reopens “for good”",
        container_title="The Lowland Gazette",
        issued="2025-08-07",
        url="https://example.org/bridge?a=1&b=2",
        language="en",
        annote="A short report; the toll figures come from the ministry.\n\nIts second half is about lorries.",
        contributors=(person("Arden", "Mary"),),
    ),
    "gazette.html",
    (
        quote(2, "a toll of\n3 crowns", paragraph=7, claims=(LAWFUL,), colour="red"),
        quote(
            1, MARKS, paragraph=4, provisions=(ARTICLE_12,), claims=(OPEN, LAWFUL), note="Not for lorries."
        ),
    ),
)
CHAPTER = InputSource(
    Source(
        "chapter",
        "chapter",
        "River law in practice",
        container_title="Handbook of Small Rivers",
        publisher="Tidewater Press",
        publisher_place="Leiden",
        issued="2019",
        page="44–61",
        language="en",
        contributors=(person("Velde", "Joost"), person("Okafor", "Ngozi", "editor")),
    ),
    "handbook.pdf",
    (
        quote(3, ARMENIAN, page="iv", provisions=(ARTICLE_2,)),
        quote(4, ARABIC, page="52", provisions=(ARTICLE_12, PREAMBLE)),
    ),
)
REPORT = InputSource(
    Source(
        "report",
        "report",
        "Ferry traffic after the flood",
        publisher="Orlen River Commission",
        issued="2024-11",
        language="en",
        contributors=(body("Orlen River Commission"),),
    ),
    "report.pdf",
    (quote(5, "no ferry ran", page="3", stored="no ferry run"),),
)
WEB_PAGE = InputSource(
    Source(
        "web",
        "webpage",
        "Crossing times",
        container_title="Orlen Harbour",
        url="https://example.org/times",
        accessed="2025-09-01",
        language="en",
    ),
    "times.html",
)
TREATY = InputSource(
    Source("treaty", "treaty", "Agreement on Free Passage at Orlen", issued="1931-05-02", language="en"),
    "agreement.txt",
    (quote(6, "passage\x01free"),),
)
UNTITLED = InputSource(Source("untitled"), "004_d769c53c.txt", (quote(7, "nobody signed it", paragraph=2),))
RUSSIAN = InputSource(
    Source(
        "russian",
        "book",
        "Мост через реку Орлен",
        publisher="Наука",
        publisher_place="Москва",
        issued="1998~",
        contributors=(person("Иванов", "Пётр"),),
    ),
    "most.txt",
)

INPUT = BibliographyInput(
    (NEWSPAPER, CHAPTER, REPORT, WEB_PAGE, TREATY, UNTITLED, RUSSIAN),
    (
        InputInstrument(
            "i1", "Agreement on Free Passage at Orlen", "Agreement", "initialled 1931-05-02; not in force"
        ),
        InputInstrument("i2", "Protocol nobody quotes", "Protocol", "signed 1932"),
    ),
    "The bridge at Orlen",
)
