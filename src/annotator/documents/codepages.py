"""Which Windows code page a Latin-script text is in, by the alphabets of its languages.

Statistics of bytes cannot tell "naïve" from "naďve" in a short text; an alphabet can: the first language whose
letters explain every byte beyond ASCII names the code page. Languages stand in the order of how often their texts
meet us; letters that two code pages share decide nothing and do no harm.
"""

from __future__ import annotations

_LANGUAGES = (
    ("cp1252", "àâäæçéèêëîïôœùûüÿ"),  # French
    ("cp1252", "äöüß"),  # German
    ("cp1252", "áéíóúñü¿¡"),  # Spanish
    ("cp1252", "àáâãçéêíóôõúü"),  # Portuguese
    ("cp1252", "àèéìíîòóùú"),  # Italian
    ("cp1252", "åäöæøéüáàó"),  # Nordic languages, Dutch
    ("cp1254", "çğıöşüâîûi̇"),  # Turkish
    ("cp1250", "ąćęłńóśźż"),  # Polish
    ("cp1250", "áčďéěíňóřšťúůýž"),  # Czech
    ("cp1250", "áäčďéíĺľňóôŕšťúýž"),  # Slovak
    ("cp1250", "áéíóöőúüű"),  # Hungarian
    ("cp1250", "čćđšž"),  # Croatian, Slovenian, Bosnian
    ("cp1250", "ăâîşţ"),  # Romanian
    ("cp1257", "āčēģīķļņšūžõäöüąęėįų"),  # Baltic languages
    ("cp1252", "áéíóúýþæðö"),  # Icelandic
)  # fmt: skip
_PUNCTUATION = frozenset("“”‘’‚„«»‹›–—…•·°§©®™€£¥†‡ªº\u00a0\u00ad")
_MOST = 0.3


def latin(data: bytes) -> str | None:
    """The code page, or None where the text is not Latin or no alphabet explains it."""
    beyond = [byte for byte in data if byte >= 0x80]
    letters = sum(1 for byte in data if chr(byte).isascii() and chr(byte).isalpha())
    if not beyond or len(beyond) > _MOST * max(letters, 1):
        return None
    for page, alphabet in _LANGUAGES:
        try:
            signs = set(bytes(set(beyond)).decode(page).lower())
        except UnicodeDecodeError:
            continue
        if signs - _PUNCTUATION <= set(alphabet):
            return page
    return None
