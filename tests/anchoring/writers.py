"""Texts that are hard to tell their own passages apart in: twins, rows, boilerplate, in many scripts."""

from __future__ import annotations

import random
from collections.abc import Sequence

SCRIPTS: dict[str, tuple[Sequence[str], str, str]] = {
    # name: syllables, what stands between words, full stop
    "latin": (("bor", "der", "tre", "a", "ty", "par", "lia", "ment", "sign", "ed", "the", "of", "in", "sta", "te", "é", "law", "12", "2023"), " ", "."),
    "cyrillic": (("дого", "вор", "гра", "ни", "ца", "мир", "о", "в", "стра", "ны", "под", "пи", "сал", "ё"), " ", "."),
    "armenian": (("խա", "ղա", "ղու", "թյուն", "պայ", "մա", "նա", "գիր", "սահ", "ման", "եւ"), " ", "։"),
    "arabic": (("سلا", "م", "معا", "هدة", "حدو", "د", "في", "ال", "دو", "لة", "ًا"), " ", "."),
    "hebrew": (("שָׁ", "לוֹם", "אמ", "נה", "גבו", "ל", "ה", "מדי", "נה"), " ", "."),
    "chinese": (("条", "约", "和", "平", "边", "界", "国", "会", "签", "署", "第", "一", "二", "的"), "", "。"),
    "hindi": (("सं", "धि", "सी", "मा", "शा", "न्ति", "दे", "श", "और", "के"), " ", "।"),
    "astral": (("😀", "𐎀𐎁", "👩‍🚀", "𝔞𝔟", "🇦🇲", "ok", "e\u0301x", "𠮷"), " ", "!"),
}  # fmt: skip
NUMBERS = ("3", "17", "1,204", "9.5", "2019", "44")
_NOTICES = (
    "The Parties shall consult each other on all matters arising from this Article.",
    "Read also: more on this subject. Subscribe to our newsletter.",
    "Any amendment shall enter into force under paragraph 2 of this Article.",
)


class Writer:
    """Texts from one random source, in one script."""

    def __init__(self, seed: object) -> None:
        self.random = random.Random(str(seed))
        self.script = "latin"

    def _word(self) -> str:
        syllables, _, _ = SCRIPTS[self.script]
        if self.random.random() < 0.06:
            return self.random.choice(NUMBERS)
        return "".join(self.random.choices(syllables, k=self.random.randint(1, 4)))

    def _sentence(self) -> str:
        _, blank, stop = SCRIPTS[self.script]
        words = [self._word() for _ in range(self.random.randint(4, 18))]
        if blank and self.random.random() < 0.2:
            words[0] = "“" + words[0]
            words[-1] += "”"
        if blank and self.random.random() < 0.2:
            words[1:1] = ["–"]
        return blank.join(words) + stop

    def _twin(self, sentence: str) -> str:
        """The same with one word or one number changed."""
        _, blank, _ = SCRIPTS[self.script]
        words = sentence.split(blank) if blank else list(sentence)
        at = self.random.randrange(len(words))
        words[at] = self.random.choice(NUMBERS) if self.random.random() < 0.4 else self._word()
        return blank.join(words)

    def document(self) -> list[str]:
        _, blank, _ = SCRIPTS[self.script]
        manner = self.random.choice(("plain", "twins", "notices", "rows", "lines"))
        found: list[str] = []
        said: list[str] = []
        template = [self._sentence() for _ in range(self.random.randint(1, 4))]
        row = self._sentence()
        for number in range(self.random.randint(3, 28)):
            if manner == "rows":
                found.append(f"{number + 1}{blank}{row if self.random.random() < 0.7 else self._twin(row)}")
                continue
            if manner == "twins" and self.random.random() < 0.6:
                sentences = list(template)
                at = self.random.randrange(len(sentences))
                sentences[at] = self._twin(sentences[at])
            else:
                sentences = [
                    self.random.choice(said) if said and self.random.random() < 0.1 else self._sentence()
                    for _ in range(self.random.randint(1, 5))
                ]
            if manner == "notices":
                sentences.append(_NOTICES[0] if self.random.random() < 0.8 else _NOTICES[number % 3])
                if self.random.random() < 0.4:
                    sentences = sentences[-1:]
            said += sentences
            found.append((blank or "").join(sentences))
        if manner == "notices" and self.random.random() < 0.3:
            found[1:1] = [_NOTICES[1]] * 100
        if manner == "lines":
            found = [self._wrapped(one, 40) for one in found]
        return found

    def _wrapped(self, text: str, width: int) -> str:
        words, lines = text.split(" "), [""]
        for word in words:
            if lines[-1] and len(lines[-1]) + len(word) >= width:
                lines.append(word)
            else:
                lines[-1] += (" " if lines[-1] else "") + word
        return "\n".join(lines)
