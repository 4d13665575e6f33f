"""Free words on anything. The same word, whatever its case, is the same tag."""

from __future__ import annotations

from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id
from annotator.domain.text import fold
from annotator.store.project import Project
from annotator.store.rows import Tag
from annotator.store.writing import update, upsert


def tag_id(name: str) -> str:
    """The id of the tag of this name."""
    return derived_id("tag", " ".join(fold(name).split()))


def tagging_id(tag_row: str, kind: str, target: str) -> str:
    """The id of the link between a tag and a row of table `kind`."""
    return derived_id("tagging", tag_row, kind, target)


def tag(project: Project, kind: str, target: str, name: str) -> str:
    """Give a row of table `kind` ("annotation", "source", …) a tag; gives the tag's id."""
    name = " ".join(name.split())
    row = tag_id(name)
    upsert(project, "tag", {"id": row, "name": name}, ())
    upsert(
        project,
        "tagging",
        {"id": tagging_id(row, kind, target), "tag": row, "target_kind": kind, "target": target},
        (),
    )
    return row


def untag(project: Project, kind: str, target: str, name: str) -> None:
    """Take a tag off a row. Raises UserError if it is not there."""
    update(project, "tagging", tagging_id(tag_id(name), kind, target), {"trashed": 1}, tr("tag"))


def of(project: Project, kind: str, target: str) -> list[str]:
    """The names of a row's tags."""
    return [
        row[0]
        for row in project.db.execute(
            "SELECT t.name FROM tagging g JOIN tag t ON t.id = g.tag AND NOT t.trashed"
            " WHERE g.target = ? AND g.target_kind = ? AND NOT g.trashed ORDER BY t.name",
            (target, kind),
        )
    ]


def set_parent(project: Project, tag_row: str, parent: str | None) -> None:
    """Put a tag below a wider one. Raises UserError if there is no such tag."""
    update(project, "tag", tag_row, {"parent": parent}, tr("tag"))


def tags(project: Project) -> list[tuple[Tag, int]]:
    """The live tags by name, with how often each is used."""
    return [
        (Tag(*row[:3]), row[3])
        for row in project.db.execute(
            "SELECT t.id, t.name, t.parent, (SELECT count(*) FROM tagging g WHERE g.tag = t.id AND NOT g.trashed)"
            " FROM tag t WHERE NOT t.trashed ORDER BY t.name COLLATE NOCASE"
        )
    ]
