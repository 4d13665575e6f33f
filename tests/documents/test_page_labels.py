"""The labels printed on a PDF's pages."""

from __future__ import annotations

import pymupdf
import pytest

from annotator.documents.pagelabels import page_labels


def labelled(rules: str, pages: int = 8, *more: str) -> pymupdf.Document:
    """A PDF with this /PageLabels entry, opened anew; `more` are further objects, numbered from {0}."""
    document = pymupdf.open()
    for _ in range(pages):
        document.new_page()
    numbers = [document.get_new_xref() for _ in more]
    for number, body in zip(numbers, more, strict=True):
        document.update_object(number, body.format(*numbers))
    document.xref_set_key(document.pdf_catalog(), "PageLabels", rules.format(*numbers))
    return pymupdf.open("pdf", document.tobytes())


@pytest.mark.parametrize(
    ("rules", "labels"),
    [
        ("<</Nums[0<</Type/PageLabel/S/r>>3<</S/D>>]>>", ["i", "ii", "iii", "1", "2"]),
        ("<</Nums[0<</S/R/St 9>>]>>", ["IX", "X", "XI", "XII", "XIII"]),
        ("<</Nums[0<</S/D/P(A-)/St 5>>2<</P(x\\)y/z)>>]>>", ["A-5", "A-6", "x)y/z", "x)y/z", "x)y/z"]),
        ("<</Nums[0<</S/a/St 26/P<FEFF0416002D>>>]>>", ["Ж-z", "Ж-aa", "Ж-bb", "Ж-cc", "Ж-dd"]),
        # Pages before the first rule have no label; a style unknown to the standard is none.
        ("<</Nums[2<</S/D>>4<</S/Q/P(end)>>]>>", ["", "", "1", "2", "end"]),
        ("<</Nums[0<</S/D>>99<</S/r>>]>>", ["1", "2", "3", "4", "5"]),
        ("<</Nums[0<</S/D/St -3>>]>>", ["1", "2", "3", "4", "5"]),
        ("[1 2 3]", []),
        ("<</Nums 7>>", []),
    ],
)
def test_labels_are_read_as_the_standard_says(rules: str, labels: list[str]) -> None:
    assert page_labels(labelled(rules, 5)) == labels


def test_a_tree_in_several_nodes_is_read_whole() -> None:
    leaf, other = "<</Nums[0<</S/r>>]>>", "<</Nums[2<</S/D>>]>>"
    assert page_labels(labelled("<</Kids[{0} 0 R {1} 0 R]>>", 4, leaf, other)) == ["i", "ii", "1", "2"]


def test_a_tree_that_leads_in_circles_ends() -> None:
    wheel = "<</Kids[{0} 0 R {1} 0 R {1} 0 R {0} 0 R]/Nums[0<</S/D>>]>>"
    assert page_labels(labelled("<</Kids[{0} 0 R {1} 0 R]>>", 2, wheel, wheel)) == ["1", "2"]


def test_a_label_longer_than_any_sense_is_none() -> None:
    assert page_labels(labelled("<</Nums[0<</S/r/St 900000>>]>>", 1)) == [""]


def test_a_document_without_labels_has_none() -> None:
    document = pymupdf.open()
    document.new_page()
    assert page_labels(document) == []
