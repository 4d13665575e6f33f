"""Whether a document may be worked on: what is in the trash, itself or with its source, may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.domain.changes import Changes
    from annotator.domain.document import Document
    from annotator.store.project import Project


def in_trash(project: Project, document: Document) -> bool:
    """Whether the document or its source is in the trash. Raises UserError where the source is gone."""
    from annotator.store import sources

    return document.trashed or (document.source is not None and sources.get(project, document.source).trashed)


def restore(project: Project, id: str) -> Changes:
    """Take a document and its source out of the trash, as one act."""
    from annotator.operations import trash
    from annotator.store import documents, sources

    document = documents.get(project, id)
    with project.act(tr("Restore from trash")) as act:
        if document.trashed:
            trash.restore(project, "document", id)
        if document.source is not None and sources.get(project, document.source).trashed:
            trash.restore(project, "source", document.source)
    return act.changes
