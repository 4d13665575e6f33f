"""Addresses that reopen a passage: what is spelt is read again, anything else is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.addresses import Address, read, spelt
from annotator.domain.errors import UserError

ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@given(ids, ids)
def test_what_is_spelt_is_read_again(project: str, annotation: str) -> None:
    address = spelt(Address(project, annotation))
    assert address.isascii()
    assert read(address) == (project, annotation)


@pytest.mark.parametrize(
    "address", ["annotator:open", "annotator://open", "annotator://open/", "ANNOTATOR:open"]
)
def test_slashes_and_capitals_that_other_programs_put_in_change_nothing(address: str) -> None:
    assert read(f"{address}?project=p1&annotation=a1") == ("p1", "a1")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "annotator:",
        "annotator:open",
        "annotator:open?project=p1",
        "annotator:open?project=p1&annotation=",
        "annotator:open?project=p1&annotation=a&annotation=b",
        "annotator:open?project=%ff&annotation=a",
        "annotator:delete?project=p1&annotation=a1",
        "https://open?project=p1&annotation=a1",
        "annotator://[open?project=p1&annotation=a1",
        "annotator:open?project=p1&annotation=" + "a" * 3_000,
        "annotator:open?project=p1;annotation=a1",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(UserError, match="no address of a passage"):
        read(address)
