"""RIS: its types and tags and what they are in CSL (Research Information Systems' specification, 2011, and Zotero's use of it)."""

from __future__ import annotations

# The first RIS type of a CSL type is the one written.
TYPES = {
    "JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper", "INPR": "article",
    "BILL": "bill", "BOOK": "book", "CHAP": "chapter", "DATA": "dataset", "DICT": "entry-dictionary",
    "ENCYC": "entry-encyclopedia", "ART": "graphic", "FIGURE": "figure", "HEAR": "hearing", "CASE": "legal_case",
    "STAT": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MPCT": "motion_picture", "MUSIC": "musical_score",
    "PAMP": "pamphlet", "CPAPER": "paper-conference", "PAT": "patent", "JFULL": "periodical",
    "PCOMM": "personal_communication", "BLOG": "post-weblog", "LEGAL": "regulation", "RPRT": "report",
    "COMP": "software", "SOUND": "song", "SLIDE": "speech", "STAND": "standard", "THES": "thesis", "ELEC": "webpage",
    "GEN": "document", "ADVS": "motion_picture", "VIDEO": "motion_picture", "MULTI": "broadcast",
    "ANCIENT": "classic", "CHART": "figure", "CLSWK": "classic", "CONF": "paper-conference", "CTLG": "book",
    "DBASE": "dataset", "AGGR": "dataset", "EBOOK": "book", "ECHAP": "chapter", "EDBOOK": "book",
    "EJOUR": "article-journal", "GOVDOC": "report", "GRANT": "document", "ICOMM": "post", "SER": "book",
    "UNPB": "manuscript", "ABST": "article-journal", "WEB": "webpage",
}  # fmt: skip
WRITTEN: dict[str, str] = {}
for _ris, _csl in TYPES.items():
    WRITTEN.setdefault(_csl, _ris)

ROLES = {"AU": "author", "A2": "editor", "A3": "collection-editor", "A4": "translator"}
# Two tags of one meaning, which may stand in any order.
SAME = {"A1": "AU", "ED": "A2"}
# Tags that mean one variable whatever the type; the first of a variable is the one written.
TEXTS = {
    "TI": "title", "T1": "title", "ST": "title-short", "TT": "translated-title", "OP": "original-title",
    "PB": "publisher", "CY": "publisher-place", "VL": "volume", "ET": "edition", "NV": "number-of-volumes",
    "DO": "DOI", "LA": "language", "CN": "call-number", "DB": "archive", "AN": "archive_location",
    "DP": "source", "SE": "section", "M3": "genre", "AB": "abstract", "N2": "abstract", "N1": "note",
    "ID": "id", "J2": "container-title-short", "JA": "container-title-short", "UR": "URL",
}  # fmt: skip
# The whole in which something stands, in the order in which they are believed.
CONTAINERS = ("T2", "JF", "JO", "BT")
# Items that stand in no other: their second title is a series.
SERIES = frozenset(
    [
        "book",
        "report",
        "thesis",
        "pamphlet",
        "map",
        "software",
        "standard",
        "manuscript",
        "classic",
        "motion_picture",
        "song",
        "patent",
        "musical_score",
    ]
)
# Items whose one number of pages tells how many there are; a page of them is a pinpoint.
WHOLES = frozenset(["book", "thesis", "pamphlet", "classic", "manuscript"])
# Items numbered by themselves, not by the issue of a journal.
NUMBERED = frozenset(
    [
        "report",
        "standard",
        "patent",
        "bill",
        "legislation",
        "regulation",
        "legal_case",
        "treaty",
        "thesis",
        "hearing",
    ]
)
WITH_ISBN = frozenset(
    [
        "book",
        "chapter",
        "report",
        "thesis",
        "paper-conference",
        "map",
        "pamphlet",
        "entry-dictionary",
        "entry-encyclopedia",
        "classic",
    ]
)
# Ours, in one of the fields that the specification leaves to the user: what RIS has no tag for, one `variable: value` a line.
OWN_TYPE, OWN = "U1", "U2"
