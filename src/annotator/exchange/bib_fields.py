"""BibLaTeX and BibTeX: entry types and fields and what they are in CSL (biblatex manual 3.20, sections 2.1 and 2.2)."""

from __future__ import annotations

TYPES = {
    "article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "mvreference": "book", "manual": "book",
    "inbook": "chapter", "incollection": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "inproceedings": "paper-conference", "conference": "paper-conference",
    "inreference": "entry-encyclopedia", "booklet": "pamphlet", "misc": "document", "online": "webpage",
    "electronic": "webpage", "www": "webpage", "webpage": "webpage", "patent": "patent", "periodical": "periodical",
    "report": "report", "techreport": "report", "thesis": "thesis", "phdthesis": "thesis",
    "mastersthesis": "thesis", "bathesis": "thesis", "mathesis": "thesis", "unpublished": "manuscript", "dataset": "dataset", "software": "software",
    "legislation": "legislation", "jurisdiction": "legal_case", "legal": "treaty", "commentary": "book",
    "letter": "personal_communication", "artwork": "graphic", "image": "graphic", "movie": "motion_picture",
    "video": "motion_picture", "audio": "song", "music": "song", "performance": "performance",
    "standard": "standard", "review": "review", "suppperiodical": "article-journal", "newsarticle": "article-newspaper",
}  # fmt: skip
GENRES = {
    "phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis", "mathesis": "Master’s thesis", "bathesis": "Bachelor’s thesis",
}  # fmt: skip
WRITTEN: dict[str, str] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "paper-conference": "inproceedings", "entry-encyclopedia": "inreference",
    "entry-dictionary": "inreference", "pamphlet": "booklet", "webpage": "online", "post": "online",
    "post-weblog": "online", "patent": "patent", "periodical": "periodical", "report": "report", "thesis": "thesis",
    "manuscript": "unpublished", "dataset": "dataset", "software": "software", "legislation": "legislation",
    "legal_case": "jurisdiction", "treaty": "legal", "personal_communication": "letter", "graphic": "artwork",
    "motion_picture": "movie", "song": "audio", "performance": "performance", "standard": "standard",
    "review": "review",
}  # fmt: skip
# What BibTeX's own styles know; everything else is misc there.
CLASSIC = {
    "article": "article", "book": "book", "incollection": "incollection", "inproceedings": "inproceedings",
    "booklet": "booklet", "report": "techreport", "thesis": "phdthesis", "unpublished": "unpublished",
    "inreference": "incollection",
}  # fmt: skip
TEXTS = {
    "title": "title", "shorttitle": "title-short", "shortjournal": "container-title-short",
    "series": "collection-title", "volume": "volume", "volumes": "number-of-volumes", "part": "part-number",
    "edition": "edition", "publisher": "publisher", "location": "publisher-place", "pages": "page",
    "pagetotal": "number-of-pages", "chapter": "chapter-number", "isbn": "ISBN", "issn": "ISSN",
    "origtitle": "original-title", "origpublisher": "original-publisher",
    "origlocation": "original-publisher-place", "eventtitle": "event-title", "venue": "event-place",
    "abstract": "abstract", "annotation": "annote", "note": "note", "keywords": "keyword", "library": "call-number",
    "type": "genre", "version": "version", "pubstate": "status", "howpublished": "medium",
}  # fmt: skip
# Other names of fields, of older files and of BibTeX.
ALIASES = {
    "journal": "journaltitle", "address": "location", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "annote": "annotation", "key": "sortkey", "language": "langid", "lccn": "library",
    "keyword": "keywords", "issuetitle": "issuetitle", "archiveprefix": "eprinttype", "translation": "x-translated-title",
}  # fmt: skip
VERBATIM = {"doi": "DOI", "url": "URL"}
DATES = {"date": "issued", "urldate": "accessed", "origdate": "original-date", "eventdate": "event-date"}
ROLES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "reviewedauthor": "reviewed-author",
}  # fmt: skip
# The field `number` is the issue of a periodical, the number of these, and otherwise that in a series.
ISSUES = frozenset(["article-journal", "article-magazine", "article-newspaper", "periodical", "review"])
NUMBERED = frozenset(
    [
        "report",
        "patent",
        "standard",
        "legislation",
        "legal_case",
        "treaty",
        "regulation",
        "bill",
        "hearing",
        "document",
        "thesis",
        "webpage",
        "dataset",
        "software",
        "manuscript",
    ]
)
DATE_VARIABLES = frozenset(
    ["issued", "accessed", "available-date", "event-date", "original-date", "submitted"]
)
# What another Annotator wrote because the format has no field for it: `x-` and the CSL variable.
OWN = "x-"
LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "german": "de", "ngerman": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "russian": "ru", "ukrainian": "uk", "polish": "pl", "czech": "cs", "turkish": "tr", "greek": "el",
    "armenian": "hy", "georgian": "ka", "azerbaijani": "az", "arabic": "ar", "hebrew": "he", "chinese": "zh",
    "japanese": "ja", "korean": "ko", "persian": "fa", "swedish": "sv", "norwegian": "no", "danish": "da",
    "finnish": "fi", "hungarian": "hu", "latin": "la", "romanian": "ro", "bulgarian": "bg", "serbian": "sr",
}  # fmt: skip
# Catalogues' codes (ISO 639-2, both kinds).
_CODES = (
    "en eng; de ger deu; fr fre fra; es spa; it ita; pt por; nl dut nld; ru rus; uk ukr; pl pol; cs cze ces; tr tur;"
    " el gre ell; hy arm hye; ka geo kat; az aze; ar ara; he heb; zh chi zho; ja jpn; ko kor; fa per fas; sv swe;"
    " no nor; da dan; fi fin; hu hun; la lat; ro rum ron; bg bul; sr srp"
)
LANGUAGES |= {code: tag for one in _CODES.split(";") for tag, *codes in [one.split()] for code in codes}


def language(written: str) -> str:
    """The tag of a language that is told by its English name or a catalogue's code; anything else as it is."""
    return LANGUAGES.get(written.strip().casefold(), written)
