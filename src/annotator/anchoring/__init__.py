"""Text and range to selectors, and back to a range: strings in, ranges out."""

from annotator.anchoring.describe import describe
from annotator.anchoring.quotes import find_quote, occurrences
from annotator.anchoring.ranges import trim
from annotator.anchoring.resolve import Resolution, resolve

__all__ = ["Resolution", "describe", "find_quote", "occurrences", "resolve", "trim"]
