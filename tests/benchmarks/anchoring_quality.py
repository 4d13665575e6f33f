"""Carrying highlights to an edited version: how many are found again, how many wrongly, how long it takes."""

from __future__ import annotations

import gc
import random
import sys
import time
from bisect import bisect_left, bisect_right
from pathlib import Path

from measures import Measure, milliseconds

from annotator.anchoring import Carrier, carry, resolve, trim
from annotator.domain.annotation import AnchorState, Selectors

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from anchoring.hostile import Hostile
from anchoring.mutation import Maker

CASES = 10_000
HIGHLIGHTS = 10_000
SILENT = (AnchorState.EXACT, AnchorState.MOVED)
# Where edits fall everywhere, and the cases in which a twin might be taken for the passage.
RATES = (0.0, 0.05, 0.1, 0.2)
TRAPS = ("deleted", "twin", "moved", "outside")
IN_EACH = 12


def measure(_folder: Path, _rounds: int) -> list[Measure]:
    return [*_quality(), *_hostile(), *_speed()]


def _quality() -> list[Measure]:
    """A passage is to be found where half of its characters at least are left; found is what is taken over or proposed at
    its place, most of it. Where less is left nothing need be found, and nothing wrong may be taken over.
    """
    found: list[Measure] = []
    wrong_in_all = 0
    each = CASES // (len(RATES) * 2)
    for rate in RATES:
        maker = Maker(random.Random(f"everywhere {rate}, anew"))
        there = recovered = untouched = silent = wrong = 0
        for _ in range(each):
            case = maker.case("everywhere", rate)
            [one] = carry(case.old, case.new, [case.selectors])
            there += case.there
            recovered += case.there and case.recovered(one)
            untouched += case.whole
            silent += case.whole and one.state in SILENT
            wrong += case.silent_and_wrong(one)
        maker = Maker(random.Random(f"traps {rate}, anew"))
        trapped = 0
        for number in range(each):
            case = maker.case(TRAPS[number % len(TRAPS)], rate)
            [one] = carry(case.old, case.new, [case.selectors])
            trapped += case.silent_and_wrong(one)
        wrong_in_all += wrong + trapped
        found.append(
            Measure(
                f"passages found, {rate:.0%} of words edited",
                f"{recovered / there:.1%}",
                f"of {there} of which half is left; {silent / untouched:.1%} of {untouched} untouched ones without asking;"
                f" wrong: {wrong} of {each}; with deletions and twins: {trapped} of {each}",
            )
        )
    target = "no wrong silent match"
    return [
        *found,
        Measure(f"wrong silent matches in {CASES:,} texts", str(wrong_in_all), "", target, not wrong_in_all),
    ]


def _hostile() -> list[Measure]:
    hostile = Hostile("bench, anew")
    whole = silent = offered = wrong = blind = 0
    for _ in range(CASES // IN_EACH + 1):
        edit = hostile.edit(passages=IN_EACH)
        for passage, one in zip(
            edit.passages, carry(edit.old, edit.new, [one.selectors for one in edit.passages]), strict=True
        ):
            wrong += edit.silently_wrong(passage, one)
            blind += resolve(edit.new, passage.selectors).state is AnchorState.MOVED
            whole += passage.whole
            silent += passage.whole and one.state in SILENT
            offered += passage.whole and (edit.offered(passage, one))
    beside = f"twins, rows, boilerplate, eight scripts; of untouched passages {silent / whole:.1%} without asking, {offered / whole:.1%} found"
    return [
        Measure(f"wrong silent matches in {CASES:,} hostile cases", str(wrong), beside, "none", not wrong),
        Measure("silent moves where the old text is not known", str(blind), "", "none", not blind),
    ]


def _speed() -> list[Measure]:
    maker = Maker(random.Random(7))
    paragraphs = maker.document(8000)
    old = "\n\n".join(paragraphs)
    starts = sorted(maker.random.sample(range(len(old) - 200), HIGHLIGHTS))
    passages = [describe_near(old, start, maker.random.randint(20, 120)) for start in starts]
    changed = maker.random.sample(range(len(paragraphs)), len(paragraphs) // 50)
    light = [2 if number in set(changed) else 0 for number in range(len(paragraphs))]
    heavy = [1 + len(paragraph) // 200 for paragraph in paragraphs]
    found = []
    for name, edits, most in (("light edits", light, 0.2), ("every paragraph edited", heavy, 2.0)):
        new, words = _edited(paragraphs, edits, maker.random)
        took = []
        # The benchmark's own lists are not to be gone through again and again.
        gc.freeze()
        for _ in range(3):
            began = time.process_time()
            carrier = Carrier(old, new)
            results = [carrier.one(one) for one in passages]
            took.append(time.process_time() - began)
        there = right = untouched = silent = wrong = 0
        for passage, result in zip(passages, results, strict=True):
            low, high, kept = _truth(words, passage.start, passage.end)
            same = new[low:high] == passage.exact
            overlap = min(high, result.end) - max(low, result.start)
            there += kept >= 0.5
            right += kept >= 0.5 and overlap * 2 > max(high, result.end) - min(low, result.start)
            untouched += same
            silent += same and result.state in SILENT
            wrong += result.state in SILENT and not (same and (result.start, result.end) == (low, high))
        beside = (
            f"{len(old) / 1e6:.1f} MB; found {right / there:.2%} of {there} of which half is left; "
            f"{silent / untouched:.2%} of {untouched} untouched ones without asking; wrong: {wrong}"
        )
        found += [
            Measure(
                f"carry {HIGHLIGHTS:,} highlights, {name} (CPU, best of 3)",
                milliseconds(min(took)),
                beside,
                f"≤ {most:g} s",
                min(took) <= most,
            ),
            Measure(
                f"found again, {name}",
                f"{right / there:.2%}",
                "",
                "≥ 99.9 %",
                right / there >= 0.999 and not wrong,
            ),
        ]
    return found


Word = tuple[int, int, int, int, bool]


def _edited(paragraphs: list[str], edits: list[int], source: random.Random) -> tuple[str, list[Word]]:
    """The new text, and of every word where it was, where it is, and whether it is the same."""
    words: list[Word] = []
    pieces: list[str] = []
    at = there = 0
    for paragraph, count in zip(paragraphs, edits, strict=True):
        parts = paragraph.split(" ")
        changed = {source.randrange(len(parts)) for _ in range(count)}
        for number, part in enumerate(parts):
            new = f"altered{source.randrange(1000)}" if number in changed else part
            words.append((at, at + len(part), there, there + len(new), number not in changed))
            pieces.append(new + ("\n\n" if number == len(parts) - 1 else " "))
            at += len(part) + len(pieces[-1]) - len(new)
            there += len(pieces[-1])
    return "".join(pieces)[:-2], words


def _truth(words: list[Word], start: int, end: int) -> tuple[int, int, float]:
    """Where a passage of whole words went, and which share of its characters is left."""
    first = bisect_right(words, start, key=lambda word: word[0]) - 1
    last = bisect_left(words, end, key=lambda word: word[0])
    own = words[first:last]
    kept = sum(word[1] - word[0] for word in own if word[4]) / sum(word[1] - word[0] for word in own)
    return own[0][2], own[-1][3], kept


def describe_near(text: str, start: int, length: int) -> Selectors:
    """A passage of whole words from about there on."""
    while start and not text[start - 1].isspace():
        start -= 1
    end = min(len(text), start + length)
    while end < len(text) and not text[end].isspace():
        end += 1
    start, end = trim(text, start, end)
    return Selectors(start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32])
