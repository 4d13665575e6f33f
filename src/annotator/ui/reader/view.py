"""One open document as the reader holds it: text, layout, word maps, highlights. No pixels, no widgets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotator.documents.limits import give_back
from annotator.documents.pagemap import PageMap, page_of
from annotator.documents.views import LayoutSpec, ViewInfo
from annotator.domain.changes import Changes
from annotator.domain.document import Document, furniture_within
from annotator.domain.errors import PasswordNeeded, UserError
from annotator.domain.quotes import without
from annotator.domain.text import Paragraphs
from annotator.ui.reader.loading import Loaded, load, naming
from annotator.ui.reader.pagelinks import PageLinks
from annotator.ui.reader.selection import seen
from annotator.ui.reader.spans import Spans
from annotator.ui.reader.trashed import in_trash
from annotator.ui.reader.worker import Calls

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.store.rows import AnnotationRow
    from annotator.ui.session import Session

# A text of so many characters takes room worth giving back.
LONG = 1_000_000
# Maps kept around the reader's place; one is about 14 KB.
KEPT_MAPS = 64


class DocumentView(QObject):
    """Loads a document, lays it out, keeps the maps of pages near the reader's place.

    Signals come on the window's thread: `loaded` (text and title are there), `laid_out` (pages have sizes;
    maps are gone), `measured` (more heights of a huge article are true), `mapped(page)`, `rows_changed`, `titled` (the title was edited), `trash_changed`, `relabelled` (page labels were), `password_needed(wrong)`, `failed(UserError)`.
    """

    loaded = Signal()
    titled = Signal()
    trash_changed = Signal()
    relabelled = Signal()
    laid_out = Signal()
    measured = Signal()
    mapped = Signal(int)
    rows_changed = Signal(object)  # frozenset of ids; None: any
    password_needed = Signal(bool)
    failed = Signal(object)

    def __init__(
        self, session: Session, calls: Calls, id: str, parent: QObject | None = None, *, side: str = ""
    ) -> None:
        super().__init__(parent)
        self.id = id
        # What the worker knows it by: the same document beside itself is laid out for each half of its own.
        self.key = f"{id}/{side}" if side else id
        self.session = session
        self.document: Document | None = None
        self.title = ""
        self.version = ""  # what tells it from its source's current version
        self.trashed = False
        self.markups = True  # the highlights in the file itself are drawn: they were not taken in
        self.text = ""
        self.paragraphs = Paragraphs((), ())
        self.info: ViewInfo | None = None
        self.spec = LayoutSpec()
        self.spans = Spans()
        self._calls = calls
        self.links = PageLinks(self, calls)
        self._article: str | None = None
        self._original: Callable[[], bytes] | None = None
        self._maps: dict[int, PageMap] = {}
        self._asked: set[int] = set()
        self._wanted: set[int] = set()
        # While this is true, what is on screen will soon stand elsewhere.
        self.laying_out = False
        self._layouts = 0
        self._laid = 0
        self._settling = -1
        session.changed.connect(self._changed)

    @property
    def continuous(self) -> bool:
        """Whether this is an article, set anew at any width, rather than pages of its own."""
        return self.info is not None and self.info.continuous

    @property
    def layout(self) -> int:
        """Counts up with each layout that is shown."""
        return self._laid

    def open(self) -> None:
        """Read the document from the project, then lay it out."""
        id = self.id
        self.session.read(lambda project: load(project, id), self._loaded)

    def close(self) -> None:
        """Let the worker forget the document."""
        self.session.viewer.close_view(self.key)

    def _loaded(self, found: Loaded) -> None:
        self.document, self.title, self.version = found.document, found.title, found.version
        self.text = found.text
        self.paragraphs, self.trashed = found.paragraphs, found.trashed
        self._article, self._original = found.article, found.original
        self._set_rows(found.spans)
        self.loaded.emit()
        self.unlock(None)

    def unlock(self, password: str | None) -> None:
        """Open the view; with a password for a locked file, kept in memory only."""
        document = self.document
        if document is None:
            return
        viewer, spec = self.session.viewer, self.spec
        article, original, text, key = self._article, self._original, self.text, self.key

        def work() -> ViewInfo:
            info = viewer.open_view(
                key,
                media_type=document.media_type,
                original=original,
                article=article,
                text=text,
                pages=document.pages,
                password=password,
                name=document.file_name,
                spec=spec,
            )
            # Reading and sending a long text left holes behind.
            if len(text) > LONG:
                give_back()
            return info

        def opened(info: ViewInfo) -> None:
            if info.needs_password:
                self.password_needed.emit(password is not None)
                return
            # The client keeps them for a new worker process; a second copy here would cost each open tab.
            self._article = self._original = None
            if self.spec != spec and info.continuous:
                self.info = info
                self._lay_out()
            else:
                self._laid_out(info)

        def refused(error: UserError) -> None:
            if isinstance(error, PasswordNeeded):
                self.password_needed.emit(password is not None)
            else:
                self.failed.emit(error)

        self._calls.run(work, opened, refused)

    def set_layout(self, spec: LayoutSpec) -> None:
        """Set the article anew; `laid_out` follows. Pages of a PDF stay as they are."""
        if spec != self.spec:
            self.spec = spec
            if self.info is not None and self.info.continuous:
                self._lay_out()

    def _lay_out(self) -> None:
        self._layouts += 1
        self.laying_out = True
        number, spec, viewer, key = self._layouts, self.spec, self.session.viewer, self.key

        def done(info: ViewInfo) -> None:
            self.laying_out = number != self._layouts
            self._laid_out(info)

        def failed(error: UserError) -> None:
            self.laying_out = number != self._layouts
            self.failed.emit(error)

        self._calls.run(
            lambda: viewer.layout(key, spec), done, failed, wanted=lambda: number == self._layouts
        )

    def settle(self) -> None:
        """Measure a huge article on for a moment; `measured` follows. Pages stay, only their heights change."""
        number, viewer, key = self._layouts, self.session.viewer, self.key
        if self.info is None or not self.info.estimated or self._settling == number:
            return
        self._settling = number

        def measured(info: ViewInfo) -> None:
            if number == self._layouts:
                self._settling = -1
                self.info = info
                self.measured.emit()

        # Where it fails, estimates do: whatever is wrong with the file is said when a page of it is seen.
        self._calls.run(
            lambda: viewer.settle(key), measured, lambda _: None, wanted=lambda: number == self._layouts
        )

    def _laid_out(self, info: ViewInfo) -> None:
        self.info = info
        self._laid += 1
        self._maps.clear()
        self._asked.clear()
        self.laid_out.emit()

    # ---------------------------------------------------------------- maps

    def map(self, page: int) -> PageMap | None:
        """The word map of a page, if it is here already; else it is asked for and `mapped` follows."""
        found = self._maps.get(page)
        if found is None and self.info is not None and 0 <= page < len(self.info.pages):
            self._wanted.add(page)
            self._ask(page)
        return found

    def has_map(self, page: int) -> bool:
        """Whether a page's map is here; asks for nothing."""
        return page in self._maps

    def forget_maps(self, kept: range) -> None:
        """Drop the maps of all pages but these."""
        self._maps = {page: words for page, words in self._maps.items() if page in kept}
        self._wanted = set(kept)

    def want(self, pages: range) -> None:
        """These pages are near: fetch their maps; forget what was asked for elsewhere."""
        self._wanted = set(pages)
        for page in pages:
            if page not in self._maps:
                self._ask(page)

    def _ask(self, page: int) -> None:
        if page in self._asked or self.info is None:
            return
        self._asked.add(page)
        viewer, key, laid = self.session.viewer, self.key, self._laid

        def wanted() -> bool:
            if page in self._wanted and self._laid == laid:
                return True
            self._asked.discard(page)
            return False

        def mapped(found: PageMap) -> None:
            self._asked.discard(page)
            if self._laid != laid:
                return
            self._maps[page] = found
            while len(self._maps) > KEPT_MAPS:
                spare = next((p for p in self._maps if p not in self._wanted), None)
                if spare is None:
                    break
                del self._maps[spare]
            self.mapped.emit(page)

        self._calls.run(lambda: viewer.page_map(key, page), mapped, self.failed.emit, wanted=wanted)

    def page_of(self, offset: int) -> int:
        """The page that shows the character at `offset`."""
        return page_of(self.info, offset) if self.info is not None and self.info.pages else 0

    def seen(self, start: int, end: int) -> str:
        """The words of a range as they are shown: what an article hides (`**`, `# `) is left out, and what stands
        between two pages without being part of the text.

        Where a page's map is not here (a selection far beyond the screen), its words come as they are stored.
        """
        info = self.info
        if info is None or not info.continuous:
            pages = self.document.pages if self.document is not None else ()
            return without(self.text, start, end, furniture_within(pages, start, end))
        parts = []
        for page in range(self.page_of(start), self.page_of(max(end - 1, start)) + 1):
            low = max(start, info.page_starts[page]) if page else start
            last = page + 1 >= len(info.pages)
            high = end if last else min(end, info.page_starts[page + 1])
            words = self._maps.get(page)
            parts.append(self.text[low:high] if words is None else seen(self.text, low, high, words.offsets))
        return "".join(parts)

    def page_label(self, offset: int) -> str:
        """The printed number of the page of a paged original that holds `offset`; "" for an article."""
        pages = self.document.pages if self.document is not None else ()
        index = bisect_right(pages, offset, key=lambda page: page.start) - 1
        return pages[index].label or str(index + 1) if index >= 0 else ""

    # ---------------------------------------------------------------- highlights

    def _reload_rows(self) -> None:
        id = self.id

        def read(project: Project) -> Spans:
            from annotator.store import annotations

            return Spans(annotations.rows_of_document(project, id))

        self.session.read(read, self._set_rows, key=f"reader.rows.{self.key}")

    def _take_rows(self, fresh: Mapping[str, AnnotationRow | None]) -> None:
        """Only the highlights that changed, so that a new one is there at once however many there are."""
        rows = [row for row in fresh.values() if row is not None and row.annotation.document == self.id]
        if rows or any(self.spans.get(id) is not None for id in fresh):
            self.spans.change(fresh, rows)
            self.rows_changed.emit(frozenset(fresh))

    def _set_rows(self, spans: Spans) -> None:
        self.spans = spans
        self.rows_changed.emit(None)

    @property
    def rows(self) -> Sequence[AnnotationRow]:
        """All highlights, those without a place too."""
        return self.spans.everything

    def _changed(self, changes: Changes) -> None:
        if self.document is None:
            return
        fresh = self.session.fresh
        named = changes.ids("claim") | changes.ids("provision") | changes.ids("instrument")
        if named and named & self.spans.linked:
            self._reload_rows()
        elif fresh is not None:
            self._take_rows(fresh)
        elif changes.touches("annotation", "mention", "evidence", "tagging", "tag"):
            self._reload_rows()
        if changes.touches("document") or changes.ids("source") & {self.document.source, "*"}:
            self._reload_title()
        if self.id in changes.ids("document") or "*" in changes.ids("document"):
            self._reload_document()

    def _reload_document(self) -> None:
        """Page labels may have been changed, or it went to the trash; nothing else of a document can change."""
        id = self.id

        def read(project: Project) -> tuple[Document, bool]:
            from annotator.store import documents

            document = documents.get(project, id)
            return document, in_trash(project, document)

        def got(answer: tuple[Document, bool]) -> None:
            self.document = answer[0]
            self._set_trashed(answer[1])
            self.relabelled.emit()

        self.session.read(read, got, key=f"reader.document.{self.key}")

    def _reload_title(self) -> None:
        document = self.document
        if document is None or document.source is None:
            return

        def read(project: Project) -> tuple[tuple[str, str], bool]:
            return naming(project, document), in_trash(project, document)

        def got(answer: tuple[tuple[str, str], bool]) -> None:
            self.title, self.version = answer[0]
            self._set_trashed(answer[1])
            self.titled.emit()

        self.session.read(read, got, key=f"reader.title.{self.key}")

    def _set_trashed(self, trashed: bool) -> None:
        if trashed != self.trashed:
            self.trashed = trashed
            self.trash_changed.emit()
