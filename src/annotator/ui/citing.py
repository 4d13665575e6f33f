"""Citations for the clipboard and for dragging into Word or Writer: set away from the window, rich and plain.

What is cited is an annotation, a source, an instrument, or a stretch of a document that is no highlight yet. The style
is the one chosen in the Bibliography workspace.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotator.domain.errors import Cancelled, UserError
from annotator.domain.i18n import tr
from annotator.ui.jobs import Failure, JobThread
from annotator.ui.records import alive
from annotator.ui.settings import Settings

if TYPE_CHECKING:
    from annotator.citation.engine import Engines
    from annotator.operations.citing import Citable, Cited
    from annotator.store.project import Project
    from annotator.ui.session import Session

FORMS = ("note", "in-text", "bibliography", "pandoc")
# Of what was copied, so much is said in the status bar.
SHOWN = 110
FORM, QUOTE = "citing/form", "citing/quote"


@dataclass(frozen=True, slots=True)
class Target:
    """What to cite. kind: annotation, source, instrument, provision or selection (a document with code points)."""

    kind: str
    id: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Manner:
    """How to cite: in which form, and whether the quotation stands before it."""

    form: str = "note"
    quote: bool = True


def form_name(form: str) -> str:
    """A form of citation as the menus call it."""
    return {
        "note": tr("Note"),
        "in-text": tr("In the text"),
        "bibliography": tr("Bibliography entry"),
        "pandoc": tr("Pandoc, [@key, p. 3]"),
    }.get(form, form)


def mime(html: str, plain: str) -> QMimeData:
    """Rich and plain text, as Word, Writer and plain editors take it."""
    data = QMimeData()
    if html:
        data.setHtml(html)
    data.setText(plain)
    return data


class Citer(QObject):
    """One thread and the live styles; made when first asked for. Call `stop()` at the end."""

    copied = Signal(str)  # the plain words that are on the clipboard now

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._settings = Settings()
        self._thread = JobThread("annotator-citing", self._delivered)
        self._engines: Engines | None = None  # the thread's own until it has ended
        self._waiting: dict[int, Callable[[Cited], None]] = {}
        self._number = 0
        self._stopped = False

    # How

    @property
    def manner(self) -> Manner:
        """The form chosen last."""
        form = self._settings.text(FORM, "note")
        return Manner(form if form in FORMS else "note", self._settings.flag(QUOTE, True))

    def set_manner(self, manner: Manner) -> None:
        """Cite so from now on."""
        self._settings.set_text(FORM, manner.form)
        self._settings.set_flag(QUOTE, manner.quote)

    # What

    def copy(self, target: Target, manner: Manner | None = None) -> None:
        """Put the citation on the clipboard."""
        self.cite(target, manner or self.manner, self._copied)

    def cite(self, target: Target, manner: Manner, then: Callable[[Cited], None]) -> None:
        """Set a citation and tell it; comes back at once."""

        self._session.read(partial(_gather, target), lambda given: self.set(given, manner, then))

    def set(self, given: Citable, manner: Manner, then: Callable[[Cited], None]) -> None:
        """Set the citation of what was gathered already; comes back at once."""
        self._submit(partial(self._set, given, manner), then)

    def _copied(self, cited: Cited) -> None:
        QGuiApplication.clipboard().setMimeData(mime(cited.html, cited.plain))
        shown = cited.plain if len(cited.plain) <= SHOWN else cited.plain[:SHOWN].rsplit(" ", 1)[0] + " …"
        said = [
            tr("Copied: {words}", words=shown.replace("\n", " ")),
            *(one.message for one in cited.problems[:1]),
        ]
        self._session.noted.emit(" – ".join(said))
        self.copied.emit(cited.plain)

    def _set(self, given: Citable, manner: Manner) -> Cited:
        from annotator.citation.engine import Engines
        from annotator.citation.styles import DEFAULT_STYLE
        from annotator.operations import citing

        if self._engines is None:
            self._engines = Engines()
        style = self._settings.text("bibliography/style", DEFAULT_STYLE)
        locale = self._settings.record("bibliography/choices").get("locale")
        wanted = manner.form
        return citing.cite(
            given,
            style,
            wanted,
            self._engines,
            locale=locale if isinstance(locale, str) and locale else None,
            quote=manner.quote,
        )

    # The way there and back

    def _submit(self, work: Callable[[], Any], then: Callable[[Cited], None]) -> None:
        if self._stopped:
            return
        self._number += 1
        self._waiting[self._number] = then
        self._thread.submit(self._number, work)

    def _delivered(self, number: int, outcome: object) -> None:
        then = self._waiting.pop(number, None)
        if then is None or self._stopped:
            return
        if not alive(then):
            return
        if not isinstance(outcome, Failure):
            then(outcome)  # type: ignore[arg-type]  # the thread's work gives nothing but Cited
        elif isinstance(outcome.error, UserError):
            self._session.failed.emit(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)

    def stop(self) -> None:
        """End the thread and close the styles. Twice does no harm."""
        if self._stopped:
            return
        self._stopped = True
        self._waiting.clear()
        self._thread.cancel()
        self._thread.stop()
        if self._engines is not None:
            self._engines.close_all()


def unset(quote: str, byline: str) -> QMimeData:
    """What is dragged where the style has not answered yet: the quotation and where it stands."""
    words = f"“{quote}” ({byline})" if byline else f"“{quote}”"
    return mime(f"<p>{escape(words)}</p>", words)


def _gather(target: Target, project: Project) -> Citable:
    from annotator.operations import citing

    if target.kind == "selection":
        return citing.gather_selection(project, target.id, target.start, target.end)
    if target.kind == "annotation":
        return citing.gather(project, annotation=target.id)
    if target.kind == "provision":
        return citing.gather(project, provision=target.id)
    if target.kind == "instrument":
        return citing.gather(project, instrument=target.id)
    return citing.gather(project, source=target.id)
