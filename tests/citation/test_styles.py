from __future__ import annotations

from pathlib import Path

import pytest

from annotator.citation import styles
from annotator.domain.errors import UserError


def test_all_styles_are_listed_favourites_first_then_by_title(tmp_path: Path):
    found = styles.styles(tmp_path / "styles.json")
    assert len(found) > 10_000
    assert tuple(s.id for s in found[:3]) == styles.FAVOURITES
    titles = [s.title.casefold() for s in found[3:]]
    assert titles == sorted(titles)
    assert found[0].title == "Chicago Manual of Style 17th edition (notes and bibliography)"
    assert found[0].format == "note"


def test_second_listing_comes_from_the_cache(tmp_path: Path):
    cache = tmp_path / "deep" / "styles.json"
    first = styles.styles(cache)
    text = cache.read_text("utf-8").replace("OSCOLA 4th edition", "OSCOLA from the cache")
    cache.write_text(text, "utf-8")
    assert styles.styles(cache)[2].title == "OSCOLA from the cache"
    assert len(first) == len(styles.styles(cache))


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"stamp": "old", "styles": []}', '{"styles": 3}'])
def test_a_damaged_or_old_cache_is_made_anew(tmp_path: Path, damage: str):
    cache = tmp_path / "styles.json"
    cache.write_text(damage, "utf-8")
    assert styles.styles(cache)[1].id == "apa"


def test_a_dependent_style_is_its_parent_in_its_own_language():
    assert styles.resolve("nature-digest") == "nature"
    assert styles.default_locale(styles.style_xml("nature-digest")) == "en-GB"
    assert styles.title("nature-digest") == "Nature Digest"


def test_the_id_may_be_an_address_or_a_file_name():
    assert styles.resolve("http://www.zotero.org/styles/apa") == "apa"
    assert styles.resolve("oscola.csl") == "oscola"


@pytest.mark.parametrize("name", ["", "no-such-style", "../../secret", "apa\x00", "a b"])
def test_an_unknown_style_is_refused_by_name(name: str):
    with pytest.raises(UserError) as caught:
        styles.style_path(name)
    assert "apa" in caught.value.advice


def test_locales_are_there_and_a_hostile_name_finds_none():
    assert {"en-GB", "en-US", "hy-AM"} & set(styles.locales()) >= {"en-GB", "en-US"}
    assert "<locale" in (styles.locale_xml("de-DE") or "")
    assert styles.locale_xml("../styles/x") is None
    assert styles.locale_xml("xx-XX") is None


def test_a_style_that_there_is_not_leads_to_those_that_may_be_meant():
    with pytest.raises(UserError) as refusal:
        styles.style_path("mla")
    assert "modern-language-association" in refusal.value.advice
    with pytest.raises(UserError) as refusal:
        styles.style_path("no such style at all")
    assert "oscola" in refusal.value.advice
