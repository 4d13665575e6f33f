"""What people type, and what a passage names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.provisions import label
from annotator.domain.treaty import Instrument, Provision, ProvisionNode
from annotator.treaties import Match, Tree, parse, parse_reference, resolve
from annotator.treaties.mentions import find, likeliest


def tree(id: str, text: str, title: str, short: str = "", aliases: tuple[str, ...] = ()) -> Tree:
    rows: list[Provision] = []

    def take(nodes: Sequence[ProvisionNode], parent: str | None) -> None:
        for node in nodes:
            key = f"{id}/{node.wid}"
            rows.append(
                Provision(key, id, node.wid, node.kind, node.num, parent, len(rows), node.eid, node.heading)
            )
            take(node.children, key)

    take(parse(text), None)
    return Tree(Instrument(id, title, short, aliases=aliases), rows)


ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
]
AGREEMENT = tree(
    "agr",
    "AGREEMENT\n\nThe two States,\n\n- seeking peace;\n\nagree:\n\n"
    + "\n\n".join(f"ARTICLE {num}\n\nWords." for num in ROMAN[:11])
    + "\n\nARTICLE XII\n\n1. First.\n\n2. Second:\n(a) one;\n(b) two.\n\n"
    + "\n\n".join(f"ARTICLE {num}\n\nWords." for num in ROMAN[12:]),
    "Agreement on Establishment of Peace and Inter-State Relations",
    "Agreement (2025)",
)
DECLARATION = tree(
    "decl",
    "JOINT DECLARATION\n\n" + "\n\n".join(f"{n}. Words." for n in range(1, 8)),
    "Joint Declaration",
    "Declaration (2025)",
)
STATEMENT = tree(
    "stmt",
    "STATEMENT\n\n" + "\n\n".join(f"{n}. Words." for n in range(1, 10)),
    "Trilateral statement",
    "Statement (2020)",
    ("November cease-fire agreement",),
)
ALL = [AGREEMENT, DECLARATION, STATEMENT]


def targets(text: str, trees: Sequence[Tree] = ALL) -> list[str]:
    reference = parse_reference(text)
    assert reference is not None
    return [m.provision.id for m in resolve(reference, trees) if not m.missing]


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("XII", "agr/art_12"),
        ("xii", "agr/art_12"),
        ("12", "agr/art_12"),
        ("art 12", "agr/art_12"),
        ("Art. XII", "agr/art_12"),
        ("Article XII(2)(a)", "agr/art_12__para_2__point_a"),
        ("12(2)", "agr/art_12__para_2"),
        ("12 (2) (b)", "agr/art_12__para_2__point_b"),
        ("12.2", "agr/art_12__para_2"),
        ("art 12 para 2", "agr/art_12__para_2"),
        ("paragraph 2 of Article 12", "agr/art_12__para_2"),
        ("preamble agr", "agr/preamble"),
        ("point 9", "stmt/point_9"),
        ("9 state", "stmt/point_9"),
        ("state 9", "stmt/point_9"),
        ("art 5 decl", "decl/point_5"),
        ("5 d", "decl/point_5"),
        ("V decl", "decl/point_5"),
        ("9 2020", "stmt/point_9"),
        ("الثانية decl", "decl/point_2"),
    ],
)
def test_a_reference_finds_its_provision_first(typed: str, target: str) -> None:
    assert targets(typed)[0] == target


def test_a_number_alone_may_mean_several() -> None:
    assert targets("5") == ["agr/art_5", "decl/point_5", "stmt/point_5"]
    assert targets("preamble", [AGREEMENT]) == ["agr/preamble"]
    assert targets("art 5")[0] == "agr/art_5"


@pytest.mark.parametrize("typed", ["", "  ", "border commission", "(((", "art", "of the Agreement", "2020"])
def test_words_are_no_reference(typed: str) -> None:
    assert parse_reference(typed) is None


def test_what_the_text_does_not_have_is_said_and_not_rounded_up() -> None:
    reference = parse_reference("XII(3)")
    assert reference is not None
    [match] = resolve(reference, ALL)
    assert (match.provision.wid, [part.num for part in match.missing]) == ("art_12", ["3"])
    assert targets("18") == []
    assert targets("9 decl") == []


def _label(match: Match) -> str:
    return label(match.provision.kind, match.provision.num, [(p.kind, p.num) for p in match.ancestors])


@pytest.mark.parametrize(
    ("typed", "name"),
    [("xii", "Art. XII"), ("12(2)(a)", "Art. XII(2)(a)"), ("9 state", "Point 9"), ("preamble", "Preamble")],
)
def test_provisions_have_short_names(typed: str, name: str) -> None:
    reference = parse_reference(typed)
    assert reference is not None
    assert _label(resolve(reference, ALL)[0]) == name


@given(st.text(max_size=40))
def test_any_typing_is_taken_calmly(typed: str) -> None:
    reference = parse_reference(typed)
    if reference is not None:
        resolve(reference, ALL)


@pytest.mark.parametrize(
    ("passage", "following", "wids"),
    [
        ("Article XII of the Agreement", ", which", ["agr/art_12"]),
        ("(Article XII)", "", ["agr/art_12"]),
        ("Articles I-II", " of the Agreement", ["agr/art_1", "agr/art_2"]),
        ("Articles V, X", ")", ["agr/art_5", "agr/art_10"]),
        (
            "Articles I to IV and XII(2)(a)",
            "",
            ["agr/art_1", "agr/art_2", "agr/art_3", "agr/art_4", "agr/art_12__para_2__point_a"],
        ),
        ("the ninth article of the November cease-fire agreement", "", ["stmt/point_9"]),
        ("Article 5 of the declaration", "", ["decl/point_5"]),
        ("point 9", " of the statement", ["stmt/point_9"]),
        ("The Agreement's preamble", "", ["agr/preamble"]),
        ("Article 18 of the Agreement", "", []),
        ("point 5", "", []),
        ("an article on the border", "", []),
        ("article I read", "", ["agr/art_1"]),
    ],
)
def test_a_passage_suggests_what_it_names(passage: str, following: str, wids: list[str]) -> None:
    assert [m.provision.id for named in find(passage, following)[:1] for m in likeliest(named, ALL)] == wids


def test_the_places_in_the_articles_that_name_provisions_are_found(shared: Path) -> None:
    gold = json.loads((shared / "gold" / "gold.json").read_text(encoding="utf-8"))
    checked = 0
    for mention in gold["provision_mentions"]:
        span = mention["span"]
        if mention["form"] != "explicit" or mention["provisions"] == ["preamble"]:
            continue
        text = (shared / "seeds" / span["file"]).read_text(encoding="utf-8")
        [named] = find(text[span["start"] : span["end"]], text[span["end"] : span["end"] + 100])
        numbers = [str(m) for m in mention["provisions"]]
        one_tree = AGREEMENT if mention["instrument"] == "agr-2025" else STATEMENT
        matches = likeliest(named, [one_tree])
        assert [m.provision.wid.split("_")[1] for m in matches] == numbers, mention["id"]
        checked += 1
    assert checked >= 7


def test_decimal_article_numbers_are_one_number_where_the_text_has_them() -> None:
    trade = tree(
        "ftaa",
        "CHAPTER 2\n\nArticle 2.1: Aims\n\nPeace.\n\nArticle 2.10: Trade\n\n1. Goods.\n\n2. Services.\n",
        "Free trade agreement",
    )
    assert targets("2.1", [trade]) == ["ftaa/art_2-1"]
    assert targets("art 2.10(2)", [trade]) == ["ftaa/art_2-10__para_2"]
    assert targets("12.2", [AGREEMENT]) == ["agr/art_12__para_2"]
