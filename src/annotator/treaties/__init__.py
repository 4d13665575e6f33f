"""Treaty texts to trees of provisions, and people's words to provisions."""

from annotator.treaties.parse import parse
from annotator.treaties.references import Match, Part, Reference, Tree, ancestors_of, parse_reference, resolve

__all__ = ["Match", "Part", "Reference", "Tree", "ancestors_of", "parse", "parse_reference", "resolve"]
