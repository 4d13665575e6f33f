"""Texts with repeated passages and near twins, edited so that it is known where every character went."""

from __future__ import annotations

import random
from dataclasses import dataclass

from annotator.anchoring import describe
from annotator.anchoring.resolve import Resolution
from annotator.domain.annotation import AnchorState, Selectors

_SYLLABLES = ["ar", "me", "ni", "az", "er", "bai", "ja", "tra", "la", "ko", "ri", "dor", "pe", "ace", "sta", "te", "bor", "der", "open", "clo", "sed", "ra", "ti", "fy", "con", "sti", "tu", "ar", "ti", "cle", "pa", "ra", "graph", "min", "ist", "spoke", "said", "law", "na", "ti", "on", "ge", "mu", "sa", "խա", "ղա", "ղու", "թյուն", "мир", "条約", "سلام", "é", "ü", "😀", "o", "a", "i", "e"]  # fmt: skip
_BOILERPLATE = (
    "The Parties shall consult each other.",
    "This was said by an official who asked not to be named.",
    "Read also: more on this subject.",
)


@dataclass(frozen=True)
class Case:
    """A passage, the version it stood in, the next one, and where it truly went (None: deleted; `whole`: unedited;
    `kept`: the share of its characters that is left)."""

    kind: str
    old: str
    new: str
    selectors: Selectors
    truth: tuple[int, int] | None
    whole: bool
    kept: float

    @property
    def there(self) -> bool:
        """Whether half of it at least is left: less is another passage, and need not be found."""
        return self.kept >= 0.5

    def silent_and_wrong(self, found: Resolution) -> bool:
        """Taken over without asking, though it is not the passage or not as it was."""
        if found.state not in (AnchorState.EXACT, AnchorState.MOVED):
            return False
        return not self.whole or (found.start, found.end) != self.truth

    def recovered(self, found: Resolution) -> bool:
        """Found, or offered: most of what is meant and most of what is shown are the same."""
        if self.truth is None:
            return found.state is AnchorState.ORPHAN
        low, high = max(found.start, self.truth[0]), min(found.end, self.truth[1])
        return high - low > 0.5 * (max(found.end, self.truth[1]) - min(found.start, self.truth[0]))


class Maker:
    """Cases from one random source."""

    def __init__(self, random_: random.Random) -> None:
        self.random = random_

    def _word(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self.random.randint(1, 4)))

    def _sentence(self) -> str:
        words = [self._word() for _ in range(self.random.randint(5, 18))]
        return " ".join(words).capitalize() + self.random.choice("..?!")

    def _twin(self, sentence: str) -> str:
        words = sentence.split(" ")
        for _ in range(self.random.randint(1, 2)):
            words[self.random.randrange(len(words))] = self._word()
        return " ".join(words)

    def document(self, paragraphs: int = 30) -> list[str]:
        """Paragraphs with sentences that come again, as they are or nearly."""
        found: list[list[str]] = []
        said: list[str] = []
        for _ in range(paragraphs):
            sentences = []
            for _ in range(self.random.randint(1, 6)):
                draw = self.random.random()
                if said and draw < 0.06:
                    sentences.append(self.random.choice(said))
                elif said and draw < 0.14:
                    sentences.append(self._twin(self.random.choice(said)))
                elif draw < 0.18:
                    sentences.append(self.random.choice(_BOILERPLATE))
                else:
                    sentences.append(self._sentence())
                said.append(sentences[-1])
            found.append(sentences)
        return [" ".join(sentences) for sentences in found]

    def _passage(self, text: str) -> tuple[int, int]:
        """From one word's beginning to another's end."""
        words = [n for n, sign in enumerate(text) if not sign.isspace() and (n == 0 or text[n - 1].isspace())]
        first = self.random.randrange(len(words))
        last = min(len(words) - 1, first + self.random.choice((0, 1, 3, 8, 12, 30)))
        end = words[last]
        while end < len(text) and not text[end].isspace():
            end += 1
        return words[first], end

    def case(self, kind: str, rate: float = 0.0) -> Case:
        """`kind`: outside (edits only outside the passage), everywhere, deleted, twin (deleted, and a near copy put in
        elsewhere), moved (its paragraph goes elsewhere). `rate`: the share of words that are edited."""
        paragraphs = self.document()
        old = "\n\n".join(paragraphs)
        if kind in ("deleted", "twin"):
            start, end = self._sentence_of(old)
        else:
            start, end = self._passage(old)
        signs: list[tuple[str, int]] = [(sign, n) for n, sign in enumerate(old)]
        if kind in ("deleted", "twin"):
            cut = slice(start, end + 1 if end < len(old) and old[end] == " " else end)
            del signs[cut]
        if kind == "twin":
            at = self.random.choice([n for n, (sign, _) in enumerate(signs) if sign == " "])
            signs[at:at] = [(sign, -1) for sign in " " + self._twin(old[start:end])]
        if kind == "moved":
            signs = self._moved(old, start, end)
        keep = (start, end) if kind in ("outside", "moved") else None
        signs = self._edited(signs, rate, keep)
        new = "".join(sign for sign, _ in signs)
        places = [n for n, (_, origin) in enumerate(signs) if start <= origin < end]
        truth = (places[0], places[-1] + 1) if places else None
        whole = truth is not None and new[truth[0] : truth[1]] == old[start:end]
        kept = sum(not old[signs[n][1]].isspace() for n in places) / sum(
            not sign.isspace() for sign in old[start:end]
        )
        return Case(kind, old, new, describe(old, start, end), truth, whole, kept)

    def _sentence_of(self, text: str) -> tuple[int, int]:
        ends = [n + 1 for n, sign in enumerate(text) if sign in ".?!"]
        index = self.random.randrange(len(ends))
        start = ends[index - 1] if index else 0
        while text[start].isspace():
            start += 1
        return start, ends[index]

    def _moved(self, old: str, start: int, end: int) -> list[tuple[str, int]]:
        low = old.rfind("\n\n", 0, start) + 2 if "\n\n" in old[:start] else 0
        high = old.find("\n\n", end)
        high = len(old) if high < 0 else high
        block = [(old[n], n) for n in range(low, high)]
        rest = [(sign, n) for n, sign in enumerate(old) if not low <= n < high]
        at = self.random.choice(
            [n for n in range(len(rest)) if rest[n][0] == "\n" and (n == 0 or rest[n - 1][0] == "\n")]
        )
        return [*rest[: at + 1], *block, ("\n", -1), ("\n", -1), *rest[at + 1 :]]

    def _edited(
        self, signs: list[tuple[str, int]], rate: float, keep: tuple[int, int] | None
    ) -> list[tuple[str, int]]:
        result: list[tuple[str, int]] = []
        at = 0
        while at < len(signs):
            end = at + 1
            while end < len(signs) and (signs[end][0].isspace() == signs[at][0].isspace()):
                end += 1
            word = signs[at:end]
            kept = keep is not None and any(keep[0] <= origin < keep[1] for _, origin in word)
            if word[0][0].isspace() or kept or self.random.random() >= rate:
                result += word
            else:
                result += self._changed(word)
            at = end
        return result

    def _changed(self, word: list[tuple[str, int]]) -> list[tuple[str, int]]:
        draw = self.random.random()
        if draw < 0.4:
            return [(sign, -1) for sign in self._word()]
        if draw < 0.6:
            return []
        if draw < 0.8:
            return [*word, *((sign, -1) for sign in " " + self._word())]
        index = self.random.randrange(len(word))
        return [*word[:index], (self.random.choice("xyzж"), -1), *word[index + 1 :]]
