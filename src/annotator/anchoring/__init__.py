"""Text and range to selectors, and back to a range, in the same text or in its next version: strings in, ranges out."""

from annotator.anchoring.carry import Carrier, carry
from annotator.anchoring.describe import describe
from annotator.anchoring.quotes import find_quote, occurrences
from annotator.anchoring.ranges import trim
from annotator.anchoring.resolve import Resolution, resolve
from annotator.anchoring.sentences import Change, TextChanges, changes, sentences

__all__ = [
    "Carrier",
    "Change",
    "Resolution",
    "TextChanges",
    "carry",
    "changes",
    "describe",
    "find_quote",
    "occurrences",
    "resolve",
    "sentences",
    "trim",
]
