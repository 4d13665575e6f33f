"""Editors who do their worst to a text. Of every character it is known where it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from anchoring.writers import NUMBERS, SCRIPTS, Writer
from annotator.domain.text import normalise

# A character and where it stood.
Sign = tuple[str, int]
# What an editor put in has no origin; what he copied has that of which it is a copy, turned round.
NEW = -1
# How a word is divided at a line's end.
DIVISION = "\u00ad\n"


def copied(origin: int) -> int:
    """The origin of a copy."""
    return -2 - origin if origin >= 0 else origin


class Editor(Writer):
    """Edits of paragraphs, by their names in `kinds`."""

    def __init__(self, seed: object) -> None:
        super().__init__(seed)
        self._texts: frozenset[str] = frozenset()
        self.kinds: dict[str, Callable[[list[list[Sign]]], list[list[Sign]]]] = {
            "swap": self._swap,
            "reflow": self._reflow,
            "hyphenate": self._hyphenate,
            "numbers": self._numbers,
            "not": self._not,
            "marks": self._marks,
            "case": self._case,
            "delete": self._delete,
            "replace by twin": self._replace_by_twin,
            "exchange twins": self._exchange_twins,
            "thin out": self._thin_out,
            "repeat": self._repeat,
            "ends": self._ends,
            "shuffle": self._shuffle,
            "one word": self._one_word,
            "rows": self._rows,
            "renumber": self._renumber,
            "join": self._join,
            "many": self._many,
        }

    def _signs(self, text: str) -> list[Sign]:
        return [(sign, NEW) for sign in normalise(text)]

    def _words(self, block: Sequence[Sign]) -> list[list[Sign]]:
        """Words and runs of blanks in turn; signs one by one where the script has no blanks."""
        found: list[list[Sign]] = []
        for sign in block:
            joined = found and SCRIPTS[self.script][1] and found[-1][-1][0].isspace() == sign[0].isspace()
            if joined:
                found[-1].append(sign)
            else:
                found.append([sign])
        return found

    def _swap(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        for _ in range(self.random.randint(1, 3)):
            one, other = self.random.randrange(len(blocks)), self.random.randrange(len(blocks))
            blocks[one], blocks[other] = blocks[other], blocks[one]
        return blocks

    def _shuffle(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        self.random.shuffle(blocks)
        return blocks

    def _reflow(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        width = self.random.randint(20, 90)
        result = []
        for block in blocks:
            line = 0
            flowed: list[Sign] = []
            for word in self._words(block):
                if word[0][0].isspace():
                    wrap = line > width
                    flowed.append(("\n" if wrap else " ", word[0][1]))
                    line = 0 if wrap else line + 1
                else:
                    flowed += word
                    line += len(word)
            result.append(flowed)
        return result

    def _hyphenate(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Set anew, with long words divided at line ends."""
        result = []
        for block in self._reflow(blocks):
            flowed: list[Sign] = []
            for word in self._words(block):
                if len(word) > 5 and self.random.random() < 0.15:
                    at = self.random.randint(2, len(word) - 2)
                    word = [*word[:at], *((sign, NEW) for sign in DIVISION), *word[at:]]
                flowed += word
            result.append(flowed)
        return result

    def _numbers(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        return [
            self._not_another(
                block,
                [
                    (str(self.random.randrange(10)), NEW)
                    if sign.isdigit() and self.random.random() < 0.3
                    else (sign, origin)
                    for sign, origin in block
                ],
            )
            for block in blocks
        ]

    def _not_another(self, block: list[Sign], changed: list[Sign]) -> list[Sign]:
        """A paragraph that became word for word another one of the old version is that one, for all that a text tells."""
        return block if "".join(sign for sign, _ in changed) in self._texts else changed

    def _not(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        return [self._spread(block, 0.04, lambda word: [*self._signs("not "), *word]) for block in blocks]

    def _spread(
        self, block: list[Sign], rate: float, change: Callable[[list[Sign]], list[Sign]]
    ) -> list[Sign]:
        found: list[Sign] = []
        for word in self._words(block):
            found += change(word) if not word[0][0].isspace() and self.random.random() < rate else word
        return found

    def _marks(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        table = {"“": '"', "”": '"', "–": "-", "’": "'", ".": "…"}
        rate = self.random.choice((0.3, 1.0))
        return [
            [
                (table[sign], NEW) if sign in table and self.random.random() < rate else (sign, origin)
                for sign, origin in block
            ]
            for block in blocks
        ]

    def _case(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        return [
            self._spread(
                block,
                self.random.choice((0.0, 0.1, 1.0)),
                lambda word: [(sign.upper(), NEW) if sign.upper() != sign else (sign, n) for sign, n in word],
            )
            for block in blocks
        ]

    def _delete(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Whole paragraphs, or sentences, whose twins may stand elsewhere."""
        stop = SCRIPTS[self.script][2]
        result = []
        for block in blocks:
            draw = self.random.random()
            if draw < 0.15 and len(blocks) > 1:
                continue
            if draw < 0.4:
                sentences = self._sentences(block, stop)
                del sentences[self.random.randrange(len(sentences))]
                block = [sign for sentence in sentences for sign in sentence]
            if block:
                result.append(block)
        return result or blocks

    def _sentences(self, block: list[Sign], stop: str) -> list[list[Sign]]:
        found: list[list[Sign]] = [[]]
        for n, sign in enumerate(block):
            found[-1].append(sign)
            if sign[0] == stop and n + 1 < len(block):
                found.append([])
        return found

    def _changed(self, block: list[Sign]) -> list[Sign]:
        """A near copy: one word or one number is another."""
        words = self._words(block)
        at = self.random.choice([n for n, word in enumerate(words) if not word[0][0].isspace()])
        words[at] = self._signs(self.random.choice(NUMBERS) if self.random.random() < 0.4 else self._word())
        return self._not_another(block, [sign for word in words for sign in word])

    def _replace_by_twin(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Some paragraphs are changed in one word, and stand where they stood or elsewhere."""
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randrange(len(blocks))
            gone = blocks.pop(at)
            place = at if self.random.random() < 0.5 else self.random.randint(0, len(blocks))
            blocks.insert(place, self._changed(gone))
        return blocks

    def _exchange_twins(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Put a near copy in the place of a paragraph, and that elsewhere."""
        at = self.random.randrange(len(blocks))
        own, blocks[at] = blocks[at], self._copy(self._changed(blocks[at]))
        blocks.insert(self.random.randint(0, len(blocks)), own)
        return blocks

    def _copy(self, block: list[Sign]) -> list[Sign]:
        return [(sign, copied(origin)) for sign, origin in block]

    def _thin_out(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        return [block for block in blocks if self.random.random() < 0.7] or blocks[:1]

    def _repeat(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Copies of paragraphs elsewhere."""
        for _ in range(self.random.randint(1, 6)):
            copy = self._copy(self.random.choice(blocks))
            blocks.insert(self.random.randint(0, len(blocks)), copy)
        return blocks

    def _ends(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        first, last = blocks[0], blocks[-1]
        blocks[0] = first[self.random.randint(0, len(first) - 1) :]
        if len(blocks) > 1:
            blocks[-1] = last[: self.random.randint(1, len(last))]
        return blocks[self.random.randint(0, len(blocks) // 4) :]

    def _one_word(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """One word in each paragraph changed: twins become each other."""
        result = []
        for block in blocks:
            words = self._words(block)
            real = [n for n, word in enumerate(words) if not word[0][0].isspace()]
            for _ in range(self.random.randint(0, 2)):
                words[self.random.choice(real)] = self._signs(self._word())
            result.append(self._not_another(block, [sign for word in words for sign in word]))
        return result

    def _rows(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Rows put in and taken out anywhere, as in a table of dates that is kept up."""
        result: list[list[Sign]] = []
        for block in blocks:
            if self.random.random() < 0.25:
                result.append(self._copy(self._changed(block)))
            if self.random.random() < 0.8:
                result.append(block)
        return result or blocks

    def _renumber(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Entries taken out of a list, or put in, and the others counted anew."""
        if self.random.random() < 0.3:
            blocks.insert(self.random.randint(0, len(blocks)), self._signs("0 " + self._sentence()))
        for _ in range(self.random.randint(1, 2)):
            if len(blocks) > 1:
                del blocks[self.random.randrange(len(blocks))]
        result, count = [], 0
        for block in blocks:
            length = next((n for n, (sign, _) in enumerate(block) if not sign.isdigit()), len(block))
            if length:
                count += 1
                if "".join(sign for sign, _ in block[:length]) != str(count):
                    block = [*self._signs(str(count)), *block[length:]]
            result.append(block)
        return result

    def _join(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        """Paragraphs run together or cut in two."""
        result: list[list[Sign]] = []
        for block in blocks:
            if result and self.random.random() < 0.3:
                result[-1] = [*result[-1], (" ", NEW), *block]
            elif self.random.random() < 0.3 and len(block) > 2:
                words = self._words(block)
                at = self.random.randrange(len(words))
                parts = [[sign for word in part for sign in word] for part in (words[:at], words[at:])]
                result += [part for part in parts if any(not sign.isspace() for sign, _ in part)]
            else:
                result.append(block)
        return result

    def _many(self, blocks: list[list[Sign]]) -> list[list[Sign]]:
        for kind in self.random.sample([name for name in self.kinds if name != "many"], 3):
            blocks = self.kinds[kind](blocks)
        return blocks
