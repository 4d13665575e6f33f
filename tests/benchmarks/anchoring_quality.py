"""Carrying highlights to an edited version: how many are found again, how many wrongly, how long it takes."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from measures import Measure, milliseconds

from annotator.anchoring import Carrier, carry
from annotator.domain.annotation import AnchorState, Selectors

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from anchoring.mutation import Maker

CASES = 10_000
HIGHLIGHTS = 10_000
SILENT = (AnchorState.EXACT, AnchorState.MOVED)
# Where edits fall everywhere, and the cases in which a twin might be taken for the passage.
RATES = (0.0, 0.05, 0.1, 0.2)
TRAPS = ("deleted", "twin", "moved", "outside")


def measure(_folder: Path, _rounds: int) -> list[Measure]:
    return [*_quality(), *_speed()]


def _quality() -> list[Measure]:
    found: list[Measure] = []
    wrong_in_all = 0
    each = CASES // (len(RATES) * 2)
    for rate in RATES:
        maker = Maker(random.Random(f"everywhere {rate}"))
        recovered = wrong = 0
        for _ in range(each):
            case = maker.case("everywhere", rate)
            [one] = carry(case.old, case.new, [case.selectors])
            recovered += case.recovered(one)
            wrong += case.silent_and_wrong(one)
        maker = Maker(random.Random(f"traps {rate}"))
        trapped = 0
        for number in range(each):
            case = maker.case(TRAPS[number % len(TRAPS)], rate)
            [one] = carry(case.old, case.new, [case.selectors])
            trapped += case.silent_and_wrong(one)
        wrong_in_all += wrong + trapped
        found.append(
            Measure(
                f"passages found, {rate:.0%} of words edited",
                f"{recovered / each:.1%}",
                f"wrong: {wrong} of {each}; with deletions and twins: {trapped} of {each}",
            )
        )
    target = "no wrong silent match"
    return [
        *found,
        Measure(f"wrong silent matches in {CASES:,} texts", str(wrong_in_all), "", target, not wrong_in_all),
    ]


def _speed() -> list[Measure]:
    maker = Maker(random.Random(7))
    paragraphs = maker.document(8000)
    old = "\n\n".join(paragraphs)
    starts = sorted(maker.random.sample(range(len(old) - 200), HIGHLIGHTS))
    passages = [describe_near(old, start, maker.random.randint(20, 120)) for start in starts]
    light = list(paragraphs)
    for number in maker.random.sample(range(len(light)), len(light) // 50):
        light[number] = _edited(light[number], maker.random, 2)
    heavy = [_edited(paragraph, maker.random, 1 + len(paragraph) // 200) for paragraph in paragraphs]
    found = []
    for name, new_paragraphs, most in (("light edits", light, 0.2), ("every paragraph edited", heavy, 2.0)):
        new = "\n\n".join(new_paragraphs)
        began = time.process_time()
        carrier = Carrier(old, new)
        results = [carrier.one(one) for one in passages]
        took = time.process_time() - began
        kept = [n for n, one in enumerate(passages) if one.exact in new]
        silent = sum(results[n].state in SILENT for n in kept)
        offered = sum(one.state is not AnchorState.ORPHAN for one in results)
        beside = f"{len(old) / 1e6:.1f} MB; unchanged words taken over {silent / len(kept):.2%}; all found {offered / len(results):.2%}"
        found.append(
            Measure(
                f"carry {HIGHLIGHTS:,} highlights, {name} (CPU)",
                milliseconds(took),
                beside,
                f"≤ {most:g} s",
                took <= most,
            )
        )
    return found


def describe_near(text: str, start: int, length: int) -> Selectors:
    """A passage of whole words from about there on."""
    while start and not text[start - 1].isspace():
        start -= 1
    while text[start].isspace():
        start += 1
    end = min(len(text), start + length)
    while end < len(text) and not text[end].isspace():
        end += 1
    return Selectors(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])


def _edited(paragraph: str, source: random.Random, words: int) -> str:
    parts = paragraph.split(" ")
    for _ in range(words):
        parts[source.randrange(len(parts))] = "altered" + str(source.randrange(1000))
    return " ".join(parts)
