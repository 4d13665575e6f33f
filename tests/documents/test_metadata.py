"""Titles, names and dates: found where they are clear, left empty where not."""

from __future__ import annotations

from datetime import date

import pytest

from annotator.documents.dates import find_dates, iso_date
from annotator.documents.found import people, person
from annotator.documents.language import language_of
from annotator.documents.metadata_text import describe

TODAY = date(2026, 1, 1)
BODY = "\n\n" + "The ministers met again in the capital and spoke of the border, of the roads and of the prisoners. " * 5


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
        ("2025年8月8日", "2025-08-08"),
    ],
)
def test_dates_as_people_write_them(written: str, meant: str) -> None:
    assert [found.edtf for found in find_dates(written, today=TODAY)] == [meant]


@pytest.mark.parametrize("written", ["08/07/2025", "31/02/2025", "1 May 2031", "8 August", "v1.2.2025.3", "3 of 12", "00/00/2025"])
def test_what_could_be_two_days_or_none_is_left_out(written: str) -> None:
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
    assert [one[0] for one in people("Lee, Ann")] == ["Lee"]


@pytest.mark.parametrize(
    ("head", "title", "author", "issued"),
    [
        ("The corridor and its critics\n\nBy Ann Lee\n\n3 May 2024", "The corridor and its critics", "Lee", "2024-05-03"),
        ("# A short title\n\n*Ann Lee*\n\nPublished: 2024-05-03", "A short title", None, "2024-05-03"),
        ("Was das Abkommen regelt\n\nVon Anna Lehmann\n\n3. Mai 2024", "Was das Abkommen regelt", "Lehmann", "2024-05-03"),
        ("Что решит договор о мире\n\nАвтор: Иван Петров\n\n3 мая 2024", "Что решит договор о мире", "Петров", "2024-05-03"),
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
    found, _, _ = describe("A title of five words" + BODY + " On 3 May 2024 they signed.", markdown=False, today=TODAY)
    assert "issued" not in found.fields


def test_a_signature_at_the_end_is_the_author_s_unless_the_text_speaks_of_them() -> None:
    found, _, _ = describe(f"A title of five words{BODY}\n\nMore words follow here.\n\nAnn Lee", markdown=False)
    assert found.authors == (("Lee", "Ann", ""),)
    found, _, _ = describe(f"A title of five words{BODY}\n\nThen Ann Lee spoke.\n\nAnn Lee", markdown=False)
    assert found.authors == ()
    found, _, _ = describe(f"A title of five words{BODY}\n\nThe roads are open.\n\nOpen Roads", markdown=False)
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
