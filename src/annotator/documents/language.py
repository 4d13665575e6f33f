"""Which language a text is in, by its script and its commonest words; nothing where that is not clear."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_SAMPLE = 20_000
_LEAST_WORDS = 20

_BY_SCRIPT = {
    "ARMENIAN": "hy", "GEORGIAN": "ka", "GREEK": "el", "HEBREW": "he", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "CJK": "zh", "THAI": "th", "DEVANAGARI": "hi",
}  # fmt: skip

# The commonest small words that the others of the list do not share, or share with few.
_COMMON = {
    "en": "the of and to in is that for was with on as by at from are this be has have not which it an",
    "de": "der die das und ist von den mit für auf im ein eine nicht dem des sich zu auch wird als werden hat",
    "fr": "le la les des et est que dans pour une du au sur par pas qui avec son sont ce aux plus cette",
    "es": "el la los las y que en de por una del con para su es se al lo como más pero sus entre",
    "it": "il di che la e per un una del della con non sono dei gli le nel alla è si anche dal",
    "pt": "o a os as de que e do da em um uma para com não dos das no na por mais se foi ao",
    "nl": "de het een van en in is dat op te voor met zijn niet aan er door ook naar bij worden",
    "pl": "i w na z do się nie że jest o od po jak za przez oraz dla ze to był",
    "tr": "ve bir bu için ile de da olarak olan daha çok en gibi sonra kadar ancak her değil ya türkiye",
    "az": "və bir bu üçün ilə də da olan ki azərbaycan daha çox sonra kimi bütün onun edir olub etmək görə",
    "ru": "и в не на что с по как это из к для от был его за при также она они",
    "uk": "і в не на що з до як це із та для від був його за при також вона вони є",
    "ar": "في من على إلى أن التي عن مع هذا هذه الذي ما لا كان كما بين بعد",
    "fa": "در به از که این است را با برای آن یک بر خود شده می تا های",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def language_of(text: str) -> str:
    """An ISO 639-1 code, or nothing."""
    sample = text[:_SAMPLE]
    scripts = Counter(unicodedata.name(c, "?").split(" ")[0] for c in sample[:4000] if c.isalpha())
    if not scripts:
        return ""
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * scripts.total():
        return "ja"
    script, count = scripts.most_common(1)[0]
    if count < 0.6 * scripts.total():
        return ""
    if script in _BY_SCRIPT:
        return _BY_SCRIPT[script]
    words = re.findall(r"[^\W\d_]+", sample.casefold())
    if len(words) < _LEAST_WORDS:
        return ""
    counts = Counter({language: sum(word in known for word in words) for language, known in _WORDS.items()})
    (first, most), (_, next_most) = counts.most_common(2)
    return first if most >= 0.1 * len(words) and most >= 1.3 * next_most else ""
