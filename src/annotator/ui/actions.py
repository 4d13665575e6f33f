"""Every command of the window in one table, and the menus as a structure that names them.

A row says what a command is called, its shortcut, and which method of `Commands` it calls. Shortcuts are
those of experience.md. Single letters and digits act only in the reader, which hears them itself; the menu
shows them after a tab, which Qt sets as a shortcut without making it one.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.domain.i18n import tr
from annotator.ui import readeractions

SEPARATOR = "-"
# So many commands are made in one step.
AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Spec:
    """One command. `group` makes the checkable commands of one name exclusive; `needs` is what it needs to act.

    needs: "" always, "reader" an open document, "annotation" a selected highlight, "undo", "redo", "write".
    """

    id: str
    text: str
    shortcut: str
    callback: str
    icon: str = ""
    group: str = ""
    checkable: bool = False
    needs: str = ""


def table() -> tuple[Spec, ...]:
    """The commands, in the user's language."""
    return (
        Spec("project.new", tr("New project…"), "Ctrl+N", "new_project", "project"),
        Spec("project.open", tr("Open project…"), "Ctrl+Shift+O", "open_project", "open"),
        Spec("project.sample", tr("Open the sample project"), "", "open_sample", "sample"),
        Spec("source.add", tr("Add sources…"), "Ctrl+O", "add_sources", "add", needs="write"),
        Spec("source.paste", tr("New source from clipboard"), "Ctrl+Shift+V", "paste_source", "copy", needs="write"),
        Spec("source.update", tr("New capture of this source…"), "Ctrl+Shift+U", "new_capture", "add", needs="write"),
        Spec("treaty.add", tr("Add treaty text…"), "Ctrl+Shift+T", "add_treaty", "treaty", needs="write"),
        Spec("references.import", tr("Import references…"), "Ctrl+Shift+I", "import_references", "add", needs="write"),
        Spec("references.export", tr("Export references…"), "", "export_references", "export"),
        Spec("references.citekeys", tr("Citation keys…"), "", "citation_keys", "tag", needs="write"),
        Spec("references.duplicates", tr("Find duplicate sources…"), "", "find_duplicates", "check", needs="write"),
        Spec("project.save", tr("Write project file now"), "Ctrl+S", "save", "check"),
        Spec("bibliography.export", tr("Export bibliography…"), "Ctrl+E", "export_bibliography", "export"),
        Spec("tab.close", tr("Close tab"), "Ctrl+W", "close_tab", "close", needs="reader"),
        Spec("window.quit", tr("Quit"), "Ctrl+Q", "quit"),
        Spec("edit.undo", tr("Undo"), "Ctrl+Z", "undo", "undo", needs="undo"),
        Spec("edit.redo", tr("Redo"), "Ctrl+Shift+Z", "redo", "redo", needs="redo"),
        Spec("edit.copy_citation", tr("Copy with citation"), "Ctrl+Shift+C", "copy_citation", "copy"),
        Spec("edit.cite_note", tr("Note"), "", "copy_as_note"),
        Spec("edit.cite_text", tr("In the text"), "", "copy_in_text"),
        Spec("edit.cite_entry", tr("Bibliography entry"), "", "copy_as_entry"),
        Spec("edit.cite_pandoc", tr("Pandoc, [@key, p. 3]"), "", "copy_as_pandoc"),
        Spec("edit.cite_quote", tr("The quotation before its citation"), "", "cite_with_quotation", checkable=True),
        Spec("edit.find", tr("Find in document…"), "Ctrl+F", "find", "find", needs="reader"),
        Spec("edit.palette", tr("Search everything…"), "Ctrl+K", "search", "find"),
        Spec("edit.details", tr("Details of the source…"), "Ctrl+I", "edit_source", "edit", needs="write"),
        Spec("source.lookup", tr("Look up by DOI or ISBN…"), "", "look_up_source", "find", needs="write"),
        Spec("workspace.read", tr("Read"), "Ctrl+1", "show_read", group="workspace", checkable=True),
        Spec("workspace.claims", tr("Claims"), "Ctrl+2", "show_claims", group="workspace", checkable=True),
        Spec("workspace.treaty", tr("Treaty"), "Ctrl+3", "show_treaty", group="workspace", checkable=True),
        Spec("workspace.bibliography", tr("Bibliography"), "Ctrl+4", "show_bibliography", group="workspace", checkable=True),
        Spec("view.library", tr("Library"), "F9", "toggle_library", "library", checkable=True),
        Spec("view.inspector", tr("Inspector"), "F10", "toggle_inspector", "library", checkable=True),
        Spec("view.full_screen", tr("Full screen"), "F11", "toggle_full_screen", checkable=True),
        Spec("view.zoom_in", tr("Zoom in"), "Ctrl++", "zoom_in", "zoom_in", needs="reader"),
        Spec("view.zoom_out", tr("Zoom out"), "Ctrl+-", "zoom_out", "zoom_out", needs="reader"),
        Spec("view.zoom_reset", tr("Actual size"), "Ctrl+0", "zoom_reset", needs="reader"),
        Spec("view.theme_system", tr("As the system"), "", "theme_system", group="theme", checkable=True),
        Spec("view.theme_light", tr("Light"), "", "theme_light", group="theme", checkable=True),
        Spec("view.theme_dark", tr("Dark"), "", "theme_dark", group="theme", checkable=True),
        Spec("view.paper_auto", tr("As the window"), "", "paper_auto", group="paper", checkable=True),
        Spec("view.paper_light", tr("White"), "", "paper_light", group="paper", checkable=True),
        Spec("view.paper_sepia", tr("Sepia"), "", "paper_sepia", group="paper", checkable=True),
        Spec("view.paper_dark", tr("Dark paper"), "", "paper_dark", group="paper", checkable=True),
        Spec("view.wider", tr("Wider column"), "Ctrl+Shift+.", "wider", needs="reader"),
        Spec("view.narrower", tr("Narrower column"), "Ctrl+Shift+,", "narrower", needs="reader"),
        Spec("view.everything", tr("Show everything"), "Ctrl+Shift+E", "show_everything", checkable=True, needs="reader"),
        Spec("view.caret", tr("Move a caret with the keyboard"), "F7", "caret_browsing", checkable=True, needs="reader"),
        Spec("go.back", tr("Back"), "Alt+Left", "go_back", "back"),
        Spec("go.forward", tr("Forward"), "Alt+Right", "go_forward", "forward"),
        Spec("go.page", tr("Go to page or paragraph…"), "Ctrl+G", "go_to_page", needs="reader"),
        Spec("go.next_tab", tr("Next tab"), "Ctrl+Tab", "next_tab", needs="reader"),
        Spec("go.previous_tab", tr("Previous tab"), "Ctrl+Shift+Tab", "previous_tab", needs="reader"),
        Spec("annotate.yellow", tr("Highlight in yellow") + "\t1", "", "highlight_yellow", needs="reader"),
        Spec("annotate.red", tr("Highlight in red") + "\t2", "", "highlight_red", needs="reader"),
        Spec("annotate.green", tr("Highlight in green") + "\t3", "", "highlight_green", needs="reader"),
        Spec("annotate.blue", tr("Highlight in blue") + "\t4", "", "highlight_blue", needs="reader"),
        Spec("annotate.purple", tr("Highlight in purple") + "\t5", "", "highlight_purple", needs="reader"),
        Spec("annotate.note", tr("Write a note") + "\tN", "", "edit_note", "note", needs="annotation"),
        Spec("annotate.pin", tr("Pin for bibliographies, or unpin") + "\tP", "", "pin_annotation", "pin", needs="annotation"),
        Spec("annotate.words", tr("Words as printed…"), "", "edit_quotation", "quote", needs="annotation"),
        Spec("annotate.tag", tr("Add a tag…"), "Ctrl+T", "add_tag", "tag", needs="annotation"),
        Spec("annotate.colours", tr("Meaning of the colours…"), "", "colour_meanings", needs="write"),
        Spec("annotate.trash", tr("Move highlight to the trash"), "Ctrl+Backspace", "trash_annotation", "delete", needs="annotation"),
        Spec("link.link", tr("Link to a provision or claim…") + "\tL", "", "link", "link", needs="annotation"),
        Spec("link.new_claim", tr("New claim…"), "Ctrl+Shift+N", "new_claim", "claim", needs="write"),
        Spec("tools.unlinked", tr("Highlights without a link"), "Ctrl+Shift+L", "queue_unlinked"),
        Spec("tools.review", tr("Highlights that moved"), "Ctrl+Shift+M", "review_highlights"),
        Spec("tools.check", tr("Check the project file"), "", "check_project", "check"),
        Spec("tools.log", tr("Show the folder of logs"), "", "show_logs"),
        Spec("help.shortcuts", tr("Keyboard shortcuts"), "F1", "show_shortcuts"),
        *(Spec(*row) for row in readeractions.rows()),
        Spec("help.about", tr("About Annotator"), "", "show_about", "info"),
    )  # fmt: skip


def menus() -> tuple[tuple[str, tuple[object, ...]], ...]:
    """The menu bar: title, then ids, separators and (title, ids) for submenus; "recent" is filled by the window."""
    return (
        (tr("&File"), (
            "project.new", "project.open", "recent", "project.sample", SEPARATOR,
            "source.add", "source.paste", "source.update", "treaty.add", SEPARATOR,
            "references.import", "references.export", SEPARATOR,
            "project.save", "bibliography.export", SEPARATOR, "tab.close", "window.quit",
        )),
        (tr("&Edit"), (
            "edit.undo", "edit.redo", SEPARATOR, "edit.copy_citation",
            (tr("Copy citation as"), (
                "edit.cite_note", "edit.cite_text", "edit.cite_entry", "edit.cite_pandoc", SEPARATOR, "edit.cite_quote",
            )), SEPARATOR,
            "edit.find", "edit.palette", SEPARATOR, "edit.details", "source.lookup",
        )),
        (tr("&View"), (
            "workspace.read", "workspace.claims", "workspace.treaty", "workspace.bibliography", SEPARATOR,
            "view.library", "view.inspector", "view.full_screen", SEPARATOR,
            "view.zoom_in", "view.zoom_out", "view.zoom_reset", "view.wider", "view.narrower", SEPARATOR,
            readeractions.pages_menu(),
            (tr("Theme"), ("view.theme_system", "view.theme_light", "view.theme_dark")),
            (tr("Paper"), ("view.paper_auto", "view.paper_light", "view.paper_sepia", "view.paper_dark")),
            "view.everything", "view.caret", SEPARATOR,
            "go.back", "go.forward", "go.page", "go.next_tab", "go.previous_tab",
        )),
        (tr("&Annotate"), (
            "annotate.yellow", "annotate.red", "annotate.green", "annotate.blue", "annotate.purple", SEPARATOR,
            *readeractions.marks_menu(),
            "annotate.note", "annotate.tag", "annotate.pin", "annotate.words", "annotate.trash", SEPARATOR, "annotate.colours",
        )),
        (tr("&Link"), ("link.link", "link.new_claim", SEPARATOR, "tools.unlinked", "tools.review")),
        (tr("&Tools"), ("references.duplicates", "references.citekeys", "tools.check", "tools.log")),
        (tr("&Help"), ("help.shortcuts", "help.about")),
    )  # fmt: skip


def build(owner: QWidget, commands: object, made: dict[str, QAction]) -> Generator[None, None, None]:
    """Make the actions into `made`, connected to the methods of `commands` and added to `owner` so that shortcuts work.

    Yields after a few, for a window that is on the screen meanwhile.
    """
    groups: dict[str, QActionGroup] = {}
    for number, spec in enumerate(table()):
        if number % AT_ONCE == 0:
            yield
        action = QAction(spec.text, owner)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        if spec.id == "window.quit":
            action.setMenuRole(QAction.MenuRole.QuitRole)
        if spec.id == "help.about":
            action.setMenuRole(QAction.MenuRole.AboutRole)
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(owner)).addAction(action)
        callback = getattr(commands, spec.callback)
        action.triggered.connect(lambda _checked=False, call=callback: call())
        owner.addAction(action)
        made[spec.id] = action
    # Ctrl+Y as well: what Windows users press.
    made["edit.redo"].setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    # The plus sign needs Shift on many keyboards and is Ctrl+= without it.
    made["view.zoom_in"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])


def fill(bar: QMenuBar, actions: dict[str, QAction], recent: QMenu) -> Generator[None, None, None]:
    """Set the menus into the menu bar, one a step."""
    for title, items in menus():
        yield
        menu = bar.addMenu(title)
        menu.setAccessibleName(title.replace("&", ""))
        _fill(menu, items, actions, recent)


def _fill(menu: QMenu, items: tuple[object, ...], actions: dict[str, QAction], recent: QMenu) -> None:
    for item in items:
        if isinstance(item, tuple):
            title, inner = item
            inside = QMenu(title, menu)
            menu.addMenu(inside)
            _fill(inside, inner, actions, recent)
        elif item == SEPARATOR:
            menu.addSeparator()
        elif item == "recent":
            menu.addMenu(recent)
        else:
            menu.addAction(actions[str(item)])
