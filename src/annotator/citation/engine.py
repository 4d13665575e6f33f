"""CSL formatting: one live citeproc-js per style and locale, inside V8 (mini-racer).

V8 runs on a native thread of its own and the interpreter's lock is free while it works, so a window stays
alive; the calling thread waits. An engine serves any number of threads, one call at a time.

`close()` is mandatory (an open V8 can keep the interpreter from ending); an engine that was forgotten is
closed when it is collected, or at the interpreter's end at the latest, after an error too.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any

from annotator.citation import styles
from annotator.citation.locators import SHIELD
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.resources import resource

if TYPE_CHECKING:
    from py_mini_racer import MiniRacer

# Limits for hostile or broken styles. Loading Chicago takes 1–2 s, 500 entries 2–4 s on the machine of
# docs/performance; a style that needs 30 times as much will not end.
LOAD_SECONDS = 30.0
CALL_SECONDS = 20.0
SECONDS_PER_ITEM = 0.1
MEMORY_BYTES = 3 << 30
# A style that prints "para 20" strips the periods of its locator's label.
_LABEL = re.compile(r"<label\b(?=[^>]*\bvariable=\"locator\")")
_BARE_LABEL = re.compile(r"<label\b(?=[^>]*\bvariable=\"locator\")(?=[^>]*\bstrip-periods=\"true\")[^>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One formatted entry. `html` is citeproc's own HTML: parse it by `richtext.parse`, never show it raw.

    `html` is "" where the style prints nothing for the item; it keeps its place in the order.
    """

    id: str
    html: str


class Engine:
    """A live CSL processor for one style and locale.

    style    a CSL style id, dependent ones included
    locale   e.g. "en-GB"; None leaves it to the style (its default-locale, else en-US, as CSL says)
    xml      the style itself instead of an id
    links    wrap URLs and DOIs in <a>
    citing   also for citations; without, a note style is set up in half the time, for bibliographies only

    Each call is safe by itself; hold `session` (`with engine.session:`) over calls that belong together.

    Raises UserError for an unknown, broken or never-ending style. After a call that ran out of time or
    memory the engine is closed.
    """

    def __init__(
        self,
        style: str,
        locale: str | None = None,
        *,
        xml: str | None = None,
        links: bool = True,
        citing: bool = True,
    ) -> None:
        from py_mini_racer import MiniRacer

        self.style = style
        self.title = styles.title(style) if xml is None else style
        text = xml if xml is not None else styles.style_xml(style)
        script = resource("vendor", "citeproc", "citeproc.js")
        if not script.is_file():
            raise UserError(
                tr("The citation engine is not installed."),
                file=script,
                advice=tr("Run “python packaging/fetch_citeproc.py” once, then try again."),
            )
        self._lock = threading.Lock()
        self._racer: MiniRacer | None = MiniRacer()
        self._finalizer = weakref.finalize(self, _dispose, self._racer, self._lock)
        try:
            self._racer.set_hard_memory_limit(MEMORY_BYTES)
            self._eval("var module = {};" + script.read_text("utf-8") + ";0", LOAD_SECONDS)
            self._eval(resource("csl", "engine.js").read_text("utf-8") + ";0", LOAD_SECONDS)
            lang = locale or styles.default_locale(text)
            needed = self._ask("neededLocales", LOAD_SECONDS, text, lang)
            terms = {name: found for name in {*needed, "en-US"} if (found := styles.locale_xml(name))}
            options = {"wrap_url_and_doi": links}
            only = not citing and styles.bibliography_stands_alone(text)
            facts = self._ask("open", LOAD_SECONDS, text, lang, True, terms, options, only)
        except BaseException:
            self.close()
            raise
        self.has_bibliography: bool = facts["hasBibliography"]
        self.is_note_style: bool = facts["styleClass"] == "note"
        self.locale: str = facts["lang"]
        self.is_numeric = "citation-number" in text
        self.labels_locators = _LABEL.search(text) is not None
        self._bare_labels = _BARE_LABEL.search(text) is not None
        self.session = threading.RLock()
        # What is set: most edits in a project touch no source, so most previews ask again.
        self._given = ""
        self._terms: dict[tuple[str, bool, str], str] = {}
        self.count = 0
        # What was made of single rows for this style, by kind and id: most of a preview is as it was in the last.
        self.kept: dict[tuple[str, str], tuple[Any, ...]] = {}

    def set_items(self, items: Sequence[Mapping[str, object]]) -> None:
        """Make `items` (CSL-JSON, each with an `id`) all there is, in this order. Unchanged ones cost little."""
        given = _literal(list(items))
        if given == self._given:
            return
        self._given = ""  # until it is done, so that a failure is not taken for an answer
        self.count = len(items)
        self._eval(f"annotator.setItems({given})", self._allowance())
        self._given = given

    def order(self) -> list[str]:
        """The ids of all items in the style's own order; nothing is formatted for it."""
        return [str(item) for item in self._ask("sorted", self._allowance())]

    def bibliography(self, wanted: Sequence[str] | None = None, *, alone: bool = False) -> list[Entry]:
        """Entries in the style's own order, all or the `wanted` ones; empty where the style has no bibliography.

        Only what changed since the last call is formatted anew. `alone`: an author's name is printed even where
        the style puts a dash for the same author in the entry before.
        """
        made = self._ask("bibliography", self._allowance(), None if wanted is None else list(wanted), alone)
        return [Entry(item, html) for item, html in made or ()]

    def entry(self, item: str) -> Entry | None:
        """The entry of one item by itself (authors never replaced by a dash), in milliseconds."""
        return next(iter(self.bibliography([item], alone=True)), None)

    def notes(self, clusters: Sequence[Sequence[Mapping[str, object]]]) -> list[str]:
        """Notes as they follow each other in a text: a work in full first, then short, as the style has it.

        Each note is a list of cites as for `citation`. The items must be set; set them anew afterwards.
        """
        if not clusters:
            return []
        self._given = ""
        seconds = CALL_SECONDS + SECONDS_PER_ITEM * (self.count + len(clusters))
        made = self._ask("notes", seconds, [list(cites) for cites in clusters])
        return [str(html).replace(SHIELD, "") for html in made]

    def citation(self, items: Sequence[Mapping[str, object]]) -> str:
        """A first note or an in-text citation, as citeproc's HTML.

        Each item has an `id` that is set, and may have CSL's `locator`, `label`, `prefix`, `suffix`.
        """
        html = self._ask("citation", CALL_SECONDS, list(items))
        return str(html).replace(SHIELD, "")

    def term(self, name: str, *, plural: bool = False, form: str = "short") -> str:
        """A CSL term as the style says it in its language: "para." or OSCOLA's "para". "" where there is none."""
        key = (name, plural, form)
        if key not in self._terms:
            word = str(self._ask("term", CALL_SECONDS, name, form, plural) or "")
            self._terms[key] = word.replace(".", "") if self._bare_labels else word
        return self._terms[key]

    @property
    def closed(self) -> bool:
        """Whether it has ended, by `close()` or by a limit."""
        return self._racer is None

    def close(self) -> None:
        """End the engine. May be called more than once, from any thread."""
        self._racer = None
        self.kept = {}
        self._finalizer()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def _allowance(self) -> float:
        return CALL_SECONDS + SECONDS_PER_ITEM * self.count

    def _ask(self, function: str, seconds: float, *arguments: object) -> Any:
        """Call one function of engine.js; JSON both ways."""
        given = ",".join(_literal(argument) for argument in arguments)
        answer = self._eval(f"JSON.stringify(annotator.{function}({given}))", seconds)
        return json.loads(answer) if isinstance(answer, str) else None

    def _eval(self, code: str, seconds: float) -> object:
        from py_mini_racer import JSEvalException, JSOOMException, JSTimeoutException

        with self._lock:
            racer = self._racer
            if racer is None:
                raise RuntimeError("the CSL engine is closed")
            try:
                return racer.eval(code, timeout_sec=seconds)
            except (JSTimeoutException, JSOOMException) as error:
                problem: Exception = error
                ended = True
            except JSEvalException as error:
                problem = error
                ended = False
        if ended:
            self.close()
        raise UserError(
            tr("The citation style “{style}” could not be used.", style=self.style),
            kept=tr("Nothing was changed."),
            advice=tr("Choose another style."),
            details=f"{type(problem).__name__}: {problem}",
        ) from problem


def _literal(value: object) -> str:
    """`value` as a JavaScript literal. JSON is one since ES2019, lone surrogates escaped as they are."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _dispose(racer: MiniRacer, lock: threading.Lock) -> None:
    # A call under way gets a moment to end; V8 is ended under it if it does not.
    from py_mini_racer import JSEvalException

    held = lock.acquire(timeout=2.0)
    try:
        # V8 answers in order: once it has answered this, no late answer of a stopped call can reach a closed loop.
        with contextlib.suppress(JSEvalException):
            racer.eval("0", timeout_sec=2.0)
        racer.close()
    finally:
        if held:
            lock.release()


class Engines:
    """The live engines of one session, one per style, locale and purpose. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engines: dict[tuple[str, str | None, bool], Engine] = {}

    def get(self, style: str, locale: str | None = None, *, citing: bool = False) -> Engine:
        """The engine for a style, started at its first use (0.1–2 s). `citing` as in `Engine`. Raises UserError."""
        key = (styles.style_path(style).stem, locale, citing)
        with self._lock:
            engine = self._engines.get(key)
            if engine is None or engine.closed:
                engine = self._engines[key] = Engine(style, locale, citing=citing)
            return engine

    def close_all(self) -> None:
        """End every engine."""
        with self._lock:
            engines, self._engines = list(self._engines.values()), {}
        for engine in engines:
            engine.close()

    def __enter__(self) -> Engines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close_all()
