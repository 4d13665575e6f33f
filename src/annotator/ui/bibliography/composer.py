"""Sets the bibliography away from the window and away from the store: the CSL engine may take seconds.

One thread, owned by the workspace; only the newest wish is carried out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import Cancelled
from annotator.ui.bibliography.stylelist import searchable
from annotator.ui.jobs import Failure, JobThread, Progress

if TYPE_CHECKING:
    from annotator.citation.document import Bibliography
    from annotator.citation.engine import Engines
    from annotator.citation.inputs import BibliographyInput, InputSource
    from annotator.citation.outline import Paragraph
    from annotator.citation.styles import StyleInfo
    from annotator.operations.bibliography import ExportReport, Recipe

_LINK = re.compile(r'<a href="annotation:[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the panel on the left says. `only_linked` leaves out passages without a provision or claim."""

    recipe: Recipe
    only_linked: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """A bibliography and its paragraphs. `html` is what is copied: without the window's own links."""

    bibliography: Bibliography
    paragraphs: tuple[Paragraph, ...]
    html: str


@dataclass(slots=True)
class _Waiting:
    then: Callable[[Any], None]
    key: str


class Composer:
    """`failed(error)` is called for what the user's world refuses; our own bugs go to the crash handler."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed
        self._thread = JobThread("annotator-citation", self._delivered)
        self._engines: Engines | None = None  # the thread's own until it has ended
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[str, int] = {}
        self._number = 0
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether something is being set."""
        return bool(self._waiting)

    def styles(self, then: Callable[[list[tuple[StyleInfo, str]]], None]) -> None:
        """Read the list of all styles, with the words they are found by."""

        def work() -> list[tuple[StyleInfo, str]]:
            from annotator.citation.styles import styles

            return searchable(styles())

        self._submit(work, then, "styles")

    def preview(self, given: BibliographyInput, choice: Choice, then: Callable[[Preview], None]) -> None:
        """Set the entries in their style; a newer wish makes an older one void."""

        def work() -> Preview:
            from annotator.citation.outline import paragraphs
            from annotator.citation.preview import html_fragment

            made = self._compose(given, choice)
            return Preview(made, tuple(paragraphs(made)), _LINK.sub(r"\1", html_fragment(made)))

        self._submit(work, then, "preview")

    def export(
        self, given: BibliographyInput, choice: Choice, path: Path, then: Callable[[ExportReport], None]
    ) -> None:
        """Write the bibliography to a file, with the very choices of the preview."""

        def work() -> ExportReport:
            from annotator.operations.bibliography import write_to

            return write_to(self._compose(given, choice), path)

        self._submit(work, then, "")

    def _compose(self, given: BibliographyInput, choice: Choice) -> Bibliography:
        from annotator.citation.engine import Engines
        from annotator.operations.bibliography import compose

        if self._engines is None:
            self._engines = Engines()
        return compose(chosen(given, choice), choice.recipe, self._engines)

    def stop(self, *_: object) -> None:
        """Finish the running job, end the thread, close the engines. Twice does no harm."""
        if self._stopped:
            return
        self._stopped = True
        self._waiting.clear()
        self._thread.cancel()
        self._thread.stop()
        if self._engines is not None:
            self._engines.close_all()

    def _submit(self, work: Callable[[], Any], then: Callable[[Any], None], key: str) -> None:
        if self._stopped:
            return
        self._number += 1
        number = self._number
        if key:
            self._newest[key] = number
        self._waiting[number] = _Waiting(then, key)
        self._thread.submit(number, work, lambda: bool(key) and self._newest.get(key) != number)

    def _delivered(self, number: int, outcome: object) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None or isinstance(outcome, Progress):
            return
        if waiting.key and self._newest.get(waiting.key) != number:
            return
        if isinstance(outcome, Failure):
            if not isinstance(outcome.error, Cancelled):
                self._failed(outcome.error)
        else:
            waiting.then(outcome)


def chosen(given: BibliographyInput, choice: Choice) -> BibliographyInput:
    """What remains of the rows where only linked passages are wanted."""
    if not choice.only_linked:
        return given
    sources: list[InputSource] = []
    for row in given.sources:
        quotes = tuple(quote for quote in row.quotes if quote.provisions or quote.claims)
        colours = choice.recipe.colours
        if choice.recipe.include_unquoted or any(
            not colours or quote.annotation.colour in colours for quote in quotes
        ):
            sources.append(replace(row, quotes=quotes))
    return replace(given, sources=tuple(sources))
