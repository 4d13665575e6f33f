"""Problems as they are met while a document is made."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.citation.document import Problem, ProblemKind


@dataclass(slots=True)
class Findings:
    """Each problem once, although a passage may be quoted in several groups."""

    problems: dict[Problem, None] = field(default_factory=dict)

    def note(self, kind: ProblemKind, message: str, source: str = "", annotation: str = "") -> None:
        """Remember one."""
        self.problems[Problem(kind, message, source, annotation)] = None
