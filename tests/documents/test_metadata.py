"""Titles, names and dates: found where they are clear, left empty where not."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.documents.capture import capture
from annotator.documents.dates import find_dates, iso_date
from annotator.documents.found import Findings, people, person
from annotator.documents.language import language_of
from annotator.documents.metadata_html import describe as describe_html
from annotator.documents.metadata_text import describe
from annotator.documents.pdf import PdfCapture
from annotator.documents.plain import article
from annotator.domain.document import Capture

TODAY = date(2026, 1, 1)
BODY = (
    "\n\n"
    + "The ministers met again in the capital and spoke of the border, of the roads and of the prisoners. "
    * 5
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("SEP 19, 2025", "2025-09-19"),
        ("Sept. 9, 2024 at 10:00", "2024-09-09"),
        ("1st of May 2020", "2020-05-01"),
        ("8 August 2025 14:11 (UTC +04:00)", "2025-08-08"),
        ("2025-07-11T10:00:00Z", "2025-07-11"),
        ("08/14/2025", "2025-08-14"),
        ("14/08/2025", "2025-08-14"),
        ("08.07.2025", "2025-07-08"),
        ("07/07/2025", "2025-07-07"),
        ("Thursday, 08-07-2025", "2025-08-07"),
        ("Tuesday, 08-07-2025", "2025-07-08"),
        ("8. August 2025", "2025-08-08"),
        ("le 8 août 2025", "2025-08-08"),
        ("8 de agosto de 2025", "2025-08-08"),
        ("8 августа 2025 г.", "2025-08-08"),
        ("8 Ağustos 2025", "2025-08-08"),
        ("8 avqust 2025", "2025-08-08"),
        ("8 օգոստոսի 2025", "2025-08-08"),
        ("2025 թ. օգոստոսի 8", "2025-08-08"),
        ("2025 թվականի օգոստոսի 8-ին", "2025-08-08"),
        ("2025 წლის 8 აგვისტო", "2025-08-08"),
        ("2025-ci il 8 avqust", "2025-08-08"),
        ("2025年8月8日", "2025-08-08"),
    ],
)
def test_dates_as_people_write_them(written: str, meant: str) -> None:
    assert [found.edtf for found in find_dates(written, today=TODAY)] == [meant]


@pytest.mark.parametrize(
    "written", ["31/02/2025", "1 May 2031", "8 August", "v1.2.2025.3", "3 of 12", "00/00/2025"]
)
def test_what_is_no_day_is_left_out(written: str) -> None:
    assert find_dates(written, today=TODAY) == []


@pytest.mark.parametrize(
    ("written", "meant"), [("2025", "2025"), ("2025-08", "2025-08"), ("2025/8/9", "2025-08-09"), ("20250809", "2025-08-09"),
                           ("2099-01-01", ""), ("soon", ""), ("", "")]
)  # fmt: skip
def test_machine_dates(written: str, meant: str) -> None:
    assert iso_date(written, today=TODAY) == meant


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Dr. Eric Rudenshiold", ("Rudenshiold", "Eric", "")),
        ("Prof. Dr. Anna M. de la Cruz", ("de la Cruz", "Anna M.", "")),
        ("Doe, Jane", ("Doe", "Jane", "")),
        ("JANE DOE", ("Doe", "Jane", "")),
        ("Jane Doe, PhD", ("Doe", "Jane", "")),
        ("Reuters", ("", "", "Reuters")),
        ("Editorial Board", ("", "", "Editorial Board")),
        ("jane@example.org", None),
        ("https://example.org/jane", None),
    ],
)
def test_names(name: str, parts: object) -> None:
    assert person(name) == parts


def test_bylines_of_several() -> None:
    assert [one[0] for one in people("Ann Lee, Bo Ek and Cy Orr")] == ["Lee", "Ek", "Orr"]
    assert [one[0] for one in people("Ann Lee - Bo Ek")] == ["Lee", "Ek"]
    assert people("Institute of Law and Peace") == [("", "", "Institute of Law and Peace")]
    assert len(people("Institute of Law and Ministry of Peace")) == 2
    # Two people, of whom the first has a place of work.
    assert people("Ann Lee of the Institute and Bo Ek")[1:] == people("Bo Ek")
    assert [one[0] for one in people("Lee, Ann")] == ["Lee"]


@pytest.mark.parametrize(
    ("head", "title", "author", "issued"),
    [
        (
            "The corridor and its critics\n\nBy Ann Lee\n\n3 May 2024",
            "The corridor and its critics",
            "Lee",
            "2024-05-03",
        ),
        ("# A short title\n\n*Ann Lee*\n\nPublished: 2024-05-03", "A short title", None, "2024-05-03"),
        (
            "Was das Abkommen regelt\n\nVon Anna Lehmann\n\n3. Mai 2024",
            "Was das Abkommen regelt",
            "Lehmann",
            "2024-05-03",
        ),
        (
            "Что решит договор о мире\n\nАвтор: Иван Петров\n\n3 мая 2024",
            "Что решит договор о мире",
            "Петров",
            "2024-05-03",
        ),
        ("By the river they sat down and wept for the city.", None, None, None),
        ("", None, None, None),
        ("HOME\nNEWS\nWORLD\n\nRecent Articles", None, None, None),
    ],
)
def test_heads_of_texts(head: str, title: str | None, author: str | None, issued: str | None) -> None:
    found, _, _ = describe(head + BODY, markdown=False, today=TODAY)
    assert (found.value("title") or None) == title
    assert (found.authors[0][0] if found.authors else None) == author
    assert (found.value("issued") or None) == issued
    assert all(field.guessed for field in found.fields.values())


def test_a_date_in_the_body_is_not_the_article_s() -> None:
    found, _, _ = describe(
        "A title of five words" + BODY + " On 3 May 2024 they signed.", markdown=False, today=TODAY
    )
    assert "issued" not in found.fields


def test_a_signature_at_the_end_is_the_author_s_unless_the_text_speaks_of_them() -> None:
    found, _, _ = describe(
        f"A title of five words{BODY}\n\nMore words follow here.\n\nAnn Lee", markdown=False
    )
    assert found.authors == (("Lee", "Ann", ""),)
    found, _, _ = describe(f"A title of five words{BODY}\n\nThen Ann Lee spoke.\n\nAnn Lee", markdown=False)
    assert found.authors == ()
    found, _, _ = describe(
        f"A title of five words{BODY}\n\nThe roads are open.\n\nOpen Roads", markdown=False
    )
    assert found.authors == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        ("Die Minister haben sich in der Hauptstadt getroffen und über die Grenze und die Straßen gesprochen, die nicht offen sind, und auch über den Frieden.", "de"),
        ("Министры встретились в столице и говорили о границе и о дорогах, которые не открыты, и это было для них важно, как и для всех, кто был с ними на переговорах.", "ru"),
        ("Հայաստանի և Ադրբեջանի նախագահները հանդիպեցին Վաշինգտոնում և ստորագրեցին հռչակագիր։", "hy"),
        ("Peace", ""),
        ("1234 5678", ""),
    ],
)  # fmt: skip
def test_languages(text: str, code: str) -> None:
    assert language_of(text) == code


def test_a_date_that_may_be_two_days_gives_the_year_and_says_why() -> None:
    (found,) = find_dates("08/07/2025", today=TODAY)
    assert found.edtf == "2025"
    assert "2025-07-08" in found.reason
    assert "2025-08-07" in found.reason


@pytest.mark.parametrize(
    ("written", "reason"),
    [("08/14/2025", "14"), ("Thursday 08-07-2025", "weekday"), ("SEP 19, 2025", ""), ("08.07.2025", "")],
)
def test_dates_come_with_their_reasons(written: str, reason: str) -> None:
    (found,) = find_dates(written, today=TODAY)
    assert reason in found.reason
    assert bool(reason) == bool(found.reason)


def page(head: str) -> Findings:
    return describe_html(f"<html><head>{head}</head><body><p>Words</p></body></html>", today=TODAY)


def test_scholarly_tags() -> None:
    head = "".join(
        f'<meta name="{name}" content="{value}">'
        for name, value in {
            "citation_title": "On Borders", "citation_author": "Lee, Ann", "citation_journal_title": "Journal of Borders",
            "citation_volume": "12", "citation_issue": "3", "citation_firstpage": "101", "citation_lastpage": "120",
            "citation_doi": "https://doi.org/10.1234/jb.2025.7", "citation_issn": "1234-5678", "citation_publisher": "The Press",
            "citation_publication_date": "2025/08/14",
        }.items()
    )  # fmt: skip
    found = page(head)
    assert {name: one.value for name, one in found.fields.items()} == {
        "title": "On Borders", "container_title": "Journal of Borders", "volume": "12", "issue": "3", "page": "101–120",
        "doi": "10.1234/jb.2025.7", "ISSN": "1234-5678", "publisher": "The Press", "issued": "2025-08-14", "type": "article-journal",
    }  # fmt: skip
    assert not any(one.guessed for one in found.fields.values())


def test_an_ambiguous_date_in_a_tag_is_a_guess_with_its_reason() -> None:
    issued = page('<meta name="citation_date" content="08/07/2025">').fields["issued"]
    assert (issued.value, issued.guessed) == ("2025", True)
    assert "2025-08-07" in issued.reason


def test_linked_data_of_a_journal() -> None:
    found = page(
        '<script type="application/ld+json">{"@type": "ScholarlyArticle", "headline": "On Borders", "pageStart": 5, "pageEnd": "9", '
        '"identifier": {"@type": "PropertyValue", "value": "doi:10.1234/x.y"}, "isPartOf": {"@type": "PublicationIssue", "issueNumber": "2", '
        '"isPartOf": {"@type": "PublicationVolume", "volumeNumber": 7, "isPartOf": {"@type": "Periodical", "name": "Border Review", "issn": "1111-2222"}}}}</script>'
    )
    assert {name: found.value(name) for name in ("volume", "issue", "page", "doi", "ISSN", "container_title")} == {
        "volume": "7", "issue": "2", "page": "5–9", "doi": "10.1234/x.y", "ISSN": "1111-2222", "container_title": "Border Review",
    }  # fmt: skip


def first_page(lines: list[tuple[float, str]]) -> Capture:
    import pymupdf

    document = pymupdf.open()
    sheet = document.new_page()
    y = 80.0
    for size, line in lines:
        sheet.insert_text((72, y), line, fontsize=size)
        y += 2 * size
    made = capture(document.tobytes(), "a.pdf", None)
    assert isinstance(made, PdfCapture)
    made.read(0, 1)
    return made.finish()


def test_the_first_page_of_a_paper() -> None:
    made = first_page([
        (9, "Journal of Borders, Vol. 12, No. 3 (2025), pp. 101-120. ISSN 1234-5678. doi: 10.1234/jb.7"),
        (18, "Who draws the line? On borders"), (12, "Ann Lee* and Bo van Dam"), (10, "The parties agreed on the border and then went home again."),
        (10, "Nothing else was said that day, as far as anybody can tell."),
    ])  # fmt: skip
    fields = made.fields or {}
    assert {name: fields[name].value for name in ("title", "volume", "issue", "page", "ISSN", "doi")} == {
        "title": "Who draws the line? On borders", "volume": "12", "issue": "3", "page": "101–120", "ISSN": "1234-5678", "doi": "10.1234/jb.7",
    }  # fmt: skip
    assert made.authors == (("Lee", "Ann", ""), ("van Dam", "Bo", ""))
    assert made.authors_guessed
    assert all(one.guessed for one in fields.values())
    assert fields["title"].reason


def test_a_subtitle_is_no_author() -> None:
    made = first_page(
        [
            (18, "Who draws the line today"),
            (12, "A study of four treaties and what came of them"),
            (10, "The parties agreed on it."),
        ]
    )
    assert made.authors == ()


def test_a_later_heading_in_a_plain_text_is_not_taken_for_the_title_on_its_first_line() -> None:
    first = "The long way back to the river crossing"
    body = "Words that follow and go on for a while. " * 40
    text = f"{first}\n\nSome line of it\n\n# heading line\n\n{body}"
    found, titles, _ = describe(text, markdown=False)
    assert (found.fields["title"].value, titles) == (first, frozenset({1}))
    found, _, _ = describe(text, markdown=True)
    assert found.fields["title"].value == "heading line"
    found, _, _ = describe(f"Home\n\n# The crossing\n\n{body}", markdown=False)
    assert found.fields["title"].value == "The crossing"


def test_a_remark_behind_a_heading_sign_of_a_plain_text_is_no_title() -> None:
    remark = "# Typed from the printed edition. Not to be quoted."
    body = "Words that follow and go on for a while. " * 40
    text = f"{remark}\n\nTHE RIVER AGREEMENT\n\n{body}"
    found, titles, bylines = describe(text, markdown=False)
    assert "Typed" not in str(found.fields.get("title"))
    made, outline = article(text, markdown=False, titles=titles, bylines=bylines)
    assert remark not in [entry.title for entry in outline]
    assert f"<p>{remark}</p>" in made
    assert "<h1>" in article(text, markdown=True)[0]
