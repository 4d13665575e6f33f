"""The reader's own rows of the command table, and its menus."""

from __future__ import annotations

from annotator.domain.i18n import tr

SEPARATOR = "-"
# id, text, shortcut, callback, icon, group, checkable, needs: the fields of `actions.Spec`.
Row = tuple[str, str, str, str, str, str, bool, str]


def rows() -> tuple[Row, ...]:
    """The commands, in the user's language."""
    return (
        ("reader.side", tr("Outline and pages"), "F8", "reader_side", "outline", "", False, "reader"),
        ("reader.single", tr("One page"), "", "pages_single", "", "spread", True, "reader"),
        ("reader.facing", tr("Two pages"), "", "pages_facing", "", "spread", True, "reader"),
        ("reader.cover", tr("Two pages, the cover alone"), "", "pages_cover", "", "spread", True, "reader"),
        ("reader.fit_width", tr("Fit width"), "Ctrl+Alt+0", "fit_width", "", "", False, "reader"),
        ("reader.fit_page", tr("Fit page"), "Ctrl+Alt+9", "fit_page", "", "", False, "reader"),
        ("reader.split", tr("Split view"), "Ctrl+Alt+S", "split_view", "", "", True, "reader"),
        ("reader.beside", tr("Show beside…"), "Ctrl+Alt+B", "show_beside", "", "", False, "reader"),
        ("reader.dark_pages", tr("Dark pages"), "Ctrl+Shift+D", "dark_pages", "", "", True, ""),
        ("reader.labels", tr("Page labels…"), "", "page_labels", "", "", False, "reader"),
        ("reader.recognise", tr("Recognise text of a scan…"), "", "recognise_text", "", "", False, "reader"),
        ("reader.take_in", tr("Take in the PDF’s own annotations"), "", "take_in", "import", "", False, "reader"),
        ("mark.underline", tr("Underline") + "\tU", "", "mark_underline", "underline", "", False, "reader"),
        ("mark.note", tr("Note sign") + "\tM", "", "mark_note", "note", "", False, "reader"),
        ("mark.area", tr("Mark an area"), "Ctrl+Alt+A", "mark_area", "area", "", False, "reader"),
        ("mark.bookmark", tr("Bookmark"), "Ctrl+B", "bookmark", "bookmark", "", False, "reader"),
        ("mark.join", tr("Add to the last highlight") + "\tJ", "", "mark_join", "", "", False, "reader"),
        ("mark.merge", tr("Merge with the next highlight"), "", "mark_merge", "", "", False, "annotation"),
        ("mark.split", tr("Split at the caret") + "\tS", "", "mark_split", "", "", False, "reader"),
        ("mark.next", tr("Next highlight"), "Alt+Down", "mark_next", "down", "", False, "reader"),
        ("mark.previous", tr("Previous highlight"), "Alt+Up", "mark_previous", "up", "", False, "reader"),
    )  # fmt: skip


def pages_menu() -> tuple[str, tuple[object, ...]]:
    """The menu of how pages are shown."""
    return (tr("Pages"), (
        "reader.side", "reader.labels", SEPARATOR, "reader.single", "reader.facing", "reader.cover", SEPARATOR,
        "reader.fit_width", "reader.fit_page", "reader.dark_pages", SEPARATOR, "reader.split", "reader.beside",
    ))  # fmt: skip


def marks_menu() -> tuple[object, ...]:
    """What the Annotate menu has beside colours."""
    return (
        "mark.underline", "mark.note", "mark.area", "mark.bookmark", SEPARATOR, "mark.join", "mark.merge", "mark.split",
        SEPARATOR, "mark.next", "mark.previous", SEPARATOR, "reader.take_in", "reader.recognise", SEPARATOR,
    )  # fmt: skip
