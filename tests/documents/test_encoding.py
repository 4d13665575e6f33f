"""Bytes to characters, or a refusal."""

from __future__ import annotations

import pytest

from annotator.documents.encoding import decode
from annotator.domain.errors import UserError

RUSSIAN = (
    "Президент Азербайджана и премьер-министр Армении подписали в Вашингтоне совместную декларацию о мире. "
    * 4
)
WESTERN = (
    "Les négociations de paix entre l’Arménie et l’Azerbaïdjan ont été longues et difficiles, dit-on à Genève. "
    * 4
)
TURKISH = (
    "Barış anlaşması Washington’da imzalandı; iki ülkenin liderleri görüşmelerin sürdüğünü açıkladı. " * 4
)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, WESTERN])
def test_unicode_in_all_its_forms(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), markup=False).text == text


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (WESTERN, "cp1252"), (TURKISH, "cp1254")]
)
def test_older_encodings_are_guessed_and_said_to_be(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), markup=False)
    assert found.text == text
    assert found.guessed


@pytest.mark.parametrize(
    "head", ['<meta charset="windows-1251">', '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
             '<?xml version="1.0" encoding="windows-1251"?>']
)  # fmt: skip
def test_a_page_says_its_encoding(head: str) -> None:
    found = decode(f"{head}<p>{RUSSIAN}</p>".encode("cp1251"), markup=True)
    assert RUSSIAN in found.text
    assert not found.guessed


def test_a_page_that_says_latin_1_means_windows() -> None:
    assert "’" in decode(b'<meta charset="iso-8859-1"><p>It\x92s</p>', markup=True).text


def test_a_false_declaration_does_not_break_utf_8() -> None:
    assert "é" in decode('<meta charset="no-such-thing"><p>é</p>'.encode(), markup=True).text


def test_broken_bytes_in_a_unicode_page_are_marked() -> None:
    found = decode(b'<meta charset="utf-8">' + b"<p>word</p>" * 100 + b"\xff", markup=True)
    assert found.guessed
    assert found.text.endswith("\ufffd")


@pytest.mark.parametrize("data", [b"a\x00b\x01\x02\xff", bytes(range(256)) * 4, b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UserError, match="encoding"):
        decode(data, markup=False)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Café naïve résumé of the treaty", "cp1252"),
        ("Der Vertrag über die Grenze für Länder", "cp1252"),
        ("“El año próximo”, dijo el señor. ¿Cuándo?", "cp1252"),
        ("A negociação da paz não terminou", "cp1252"),
        ("Układ o przyjaźni i współpracy między państwami, który wchodzi w życie", "cp1250"),
        ("Smlouva mezi oběma zeměmi, která říká, že příští rok", "cp1250"),
        ("A szerződés előírja a felek együttműködését és a határt", "cp1250"),
        ("Barış anlaşması için görüşmeler sürüyor, dışişleri bakanlığı açıkladı", "cp1254"),
        ("Договор о мире между двумя странами подписан", "cp1251"),
    ],
)
def test_short_texts_in_a_windows_code_page(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding), markup=False)
    assert found.text == text
    assert found.guessed
