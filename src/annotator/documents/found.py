"""What was found about a file, gathered with the flag that it is a guess."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.domain.document import Found

Person = tuple[str, str, str]


@dataclass(slots=True)
class Findings:
    """CSL fields and authors; the first statement of a field stands, a guess gives way to a statement."""

    fields: dict[str, Found] = field(default_factory=dict)
    authors: tuple[Person, ...] = ()
    authors_guessed: bool = False

    def state(self, name: str, value: str | None, *, guessed: bool = False) -> None:
        """Note a value unless a better one is known or it is empty."""
        value = " ".join((value or "").split())
        old = self.fields.get(name)
        if value and (old is None or (old.guessed and not guessed)):
            self.fields[name] = Found(value, guessed)

    def people(self, authors: list[Person], *, guessed: bool = False) -> None:
        """Note the authors unless better ones are known."""
        if authors and (not self.authors or (self.authors_guessed and not guessed)):
            self.authors = tuple(dict.fromkeys(authors))
            self.authors_guessed = guessed
