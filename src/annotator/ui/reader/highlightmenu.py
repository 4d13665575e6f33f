"""What can be done with the selected highlights of the list; each is one act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from annotator.domain.annotation import Colour, Style
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.carddrag import copy_menu
from annotator.ui.citing import Target
from annotator.ui.reader.highlightmodel import style_name
from annotator.ui.reader.popup import colour_name

if TYPE_CHECKING:
    from annotator.operations.links import Target as LinkTarget
    from annotator.store.project import Project
    from annotator.ui.session import Session

# More targets than this are not offered in a menu: one types more of the name.
TARGETS = 8


def fill(menu: QMenu, session: Session, ids: Sequence[str], owner: QWidget, *, pinned: bool = False) -> None:
    """Copy (one), recolour, kind, tag, link, pin, merge, trash for `ids`; `pinned`: whether all of them are."""
    chosen = list(ids)

    def add(where: QMenu, text: str, work: Callable[[Project], Any]) -> None:
        where.addAction(text).triggered.connect(lambda _=False: session.act(work))

    if len(chosen) == 1:
        copy_menu(session, Target("annotation", chosen[0]), menu)
        menu.addSeparator()
    colours = menu.addMenu(tr("Colour"))
    for colour in Colour:
        add(colours, colour_name(colour.value), _recoloured(chosen, colour))
    kinds = menu.addMenu(tr("Kind"))
    for style in (Style.HIGHLIGHT, Style.UNDERLINE, Style.NOTE):
        add(kinds, style_name(style), _restyled(chosen, style))
    menu.addAction(tr("Add a tag…")).triggered.connect(lambda: tag(session, chosen, owner))
    menu.addAction(tr("Link to…")).triggered.connect(lambda: link(session, chosen, owner))
    pin = tr("Unpin\tP") if pinned else tr("Pin for bibliographies\tP")
    add(menu, pin, lambda project: late.toggle_pin(project, chosen))
    menu.addSeparator()

    def merge(project: Project) -> Any:
        from annotator.operations import joining

        return joining.merge(project, chosen)

    add(menu, tr("Merge into one"), merge)
    menu.actions()[-1].setEnabled(len(chosen) > 1)
    add(menu, tr("Move to the trash"), lambda project: _marks().trash(project, chosen))
    for action in menu.actions():
        if not chosen:
            action.setEnabled(False)


def _marks() -> Any:
    from annotator.operations import annotations

    return annotations


def _recoloured(ids: Sequence[str], colour: str) -> Callable[[Project], Any]:
    return lambda project: _marks().recolour(project, ids, colour)


def _restyled(ids: Sequence[str], style: str) -> Callable[[Project], Any]:
    return lambda project: _marks().restyle(project, ids, style)


def tag(session: Session, ids: Sequence[str], owner: QWidget) -> None:
    """Ask for a tag and give it to all."""
    name, given = QInputDialog.getText(owner, tr("Add a tag"), tr("Tag:"))
    if given and name.strip():

        def act(project: Project) -> Any:
            from annotator.operations import joining

            return joining.tag_all(project, ids, name)

        session.act(act)


def link(session: Session, ids: Sequence[str], owner: QWidget) -> None:
    """Ask for a provision (`XII`) or words of a claim, and link all to what is found first or chosen."""
    words, given = QInputDialog.getText(
        owner, tr("Link to"), tr("A provision (XII, 12(2)) or words of a claim:")
    )
    if not given or not words.strip():
        return

    def read(project: Project) -> list[LinkTarget]:
        from annotator.operations import links

        return links.suggest(project, words, limit=TARGETS)

    def got(found: list[LinkTarget]) -> None:
        names = [" · ".join(part for part in (one.label, one.detail) if part) for one in found]
        if not names:
            session.failed.emit(
                UserError(
                    tr("Nothing is called “{words}”.", words=words.strip()),
                    kept=tr("Nothing was linked."),
                    advice=tr(
                        "Type the article’s number or words of the claim; a new claim is made with Ctrl+Shift+N."
                    ),
                )
            )
            return
        name, chosen = QInputDialog.getItem(owner, tr("Link to"), tr("Link to:"), names, 0, False)
        if chosen:
            link_all(session, ids, found[names.index(name)])

    session.read(read, got)


def link_all(session: Session, ids: Sequence[str], target: LinkTarget) -> None:
    """Link all to a provision, or (as mentions) to a claim; one act."""

    def act(project: Project) -> Any:
        from annotator.domain.claim import Stance
        from annotator.operations import links

        with project.act(tr("Link passages")) as done:
            for id in ids:
                if target.kind == "provision":
                    links.link_provision(project, id, target.id)
                else:
                    links.link_claim(project, id, target.id, Stance.MENTIONS)
        return done.changes

    session.act(act)
