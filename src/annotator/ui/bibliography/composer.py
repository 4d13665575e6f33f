"""Sets the bibliography away from the window and away from the store: the CSL engine may take seconds.

One thread, owned by the workspace; only the newest wish is carried out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.domain.errors import Cancelled, UserError
from annotator.ui.bibliography.stylelist import searchable
from annotator.ui.jobs import Failure, JobThread, Progress

if TYPE_CHECKING:
    from annotator.citation.document import Bibliography
    from annotator.citation.engine import Engines
    from annotator.citation.inputs import BibliographyInput
    from annotator.citation.outline import Kept, Paragraph
    from annotator.citation.styles import StyleInfo
    from annotator.operations.bibliography import ExportReport, Recipe

_LINK = re.compile(r'<a href="annotation:[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
# The entries of the first page, and the number of sources from which on it is worth setting them by themselves.
FIRST, MANY = 12, 40
FRONT = 2


@dataclass(frozen=True, slots=True)
class Preview:
    """A bibliography and its paragraphs.

    Behind the title and the line below it (`FRONT`), which are not looked at, the first `same_head` and the last
    `same_tail` paragraphs are those of `base`.
    """

    bibliography: Bibliography
    paragraphs: tuple[Paragraph, ...]
    base: tuple[Paragraph, ...] = ()
    same_head: int = 0
    same_tail: int = 0


@dataclass(slots=True)
class _Waiting:
    then: Callable[[Any], None]
    key: str


class Composer:
    """`failed(error)` is called for what the user's world refuses; our own bugs go to the crash handler."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        self._failed = failed
        self._thread = JobThread("annotator-citation", self._delivered)
        self._engines: Engines | None = None  # the thread's own until it has ended, as is what was set last
        self._last: tuple[Paragraph, ...] = ()
        self._kept: Kept | None = None
        self._waiting: dict[int, _Waiting] = {}
        self._newest: dict[str, int] = {}
        self._number = 0
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether something is being set."""
        return bool(self._waiting)

    def styles(self, then: Callable[[list[tuple[StyleInfo, str]]], None], only: Sequence[str] = ()) -> None:
        """Read the list of all styles (or `only` these), with the words they are found by."""

        def work() -> list[tuple[StyleInfo, str]]:
            from annotator.citation.styles import some, styles

            return searchable(some(only) if only else styles())

        self._submit(work, then, "styles.first" if only else "styles")

    def locales(self, then: Callable[[list[str]], None]) -> None:
        """Read the codes of all locales."""

        def work() -> list[str]:
            from annotator.citation.styles import locales

            return locales()

        self._submit(work, then, "locales")

    def preview(
        self,
        given: BibliographyInput,
        recipe: Recipe,
        then: Callable[[Preview], None],
        *,
        first: bool = False,
    ) -> None:
        """Set the entries in their style; a newer wish makes an older one void.

        With `first`, and where there are many sources, the first page is told before the whole.
        """

        def work(entries: int) -> Preview:
            from annotator.citation.outline import Kept, paragraphs

            made = self._compose(given, recipe, entries)
            self._kept = self._kept or Kept()
            found = tuple(paragraphs(made, self._kept))
            before, self._last = self._last, found
            return Preview(made, found, before, *common_ends(before[FRONT:], found[FRONT:]))

        if first and len(given.sources) > MANY:
            self._submit(lambda: work(FIRST), then, "preview.first")
        self._submit(lambda: work(0), then, "preview")

    def warm(self, recipe: Recipe) -> None:
        """Bring the style to life ahead of its first use."""

        def work() -> None:
            from annotator.operations.bibliography import engine_of

            # What is wrong with a style is said when it is used.
            with suppress(UserError):
                engine_of(recipe, self._live())

        self._submit(work, lambda _: None, "warm")

    def html(self, made: Bibliography, then: Callable[[str], None]) -> None:
        """The bibliography as HTML for the clipboard: without the window's own links."""

        def work() -> str:
            from annotator.citation.preview import html_fragment

            return _LINK.sub(r"\1", html_fragment(made))

        self._submit(work, then, "html")

    def export(
        self,
        given: BibliographyInput,
        recipe: Recipe,
        path: Path,
        project: str,
        then: Callable[[ExportReport], None],
    ) -> None:
        """Write the bibliography to a file, with the very choices of the preview. `project` is its id, for links."""

        def work() -> ExportReport:
            from annotator.operations.bibliography import write_to

            made = self._compose(given, recipe)
            return write_to(made, path, project=project, reference=recipe.reference_docx)

        self._submit(work, then, "")

    def _compose(self, given: BibliographyInput, recipe: Recipe, first: int = 0) -> Bibliography:
        from annotator.operations.bibliography import compose

        return compose(given, recipe, self._live(), first=first)

    def _live(self) -> Engines:
        from annotator.citation.engine import Engines

        if self._engines is None:
            self._engines = Engines()
        return self._engines

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


def common_ends(before: Sequence[object], now: Sequence[object]) -> tuple[int, int]:
    """How many of the first and of the last members two sequences share; none is counted twice."""
    least = min(len(before), len(now))
    head = 0
    while head < least and (before[head] is now[head] or before[head] == now[head]):
        head += 1
    tail = 0
    while tail < least - head and (
        before[-1 - tail] is now[-1 - tail] or before[-1 - tail] == now[-1 - tail]
    ):
        tail += 1
    return head, tail
