"""The commands on references: in, out, twice there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from annotator.domain.i18n import tr, trn
from annotator.ui.citingcommands import CitingCommands

if TYPE_CHECKING:
    from annotator.operations.references_io import Exported
    from annotator.ui.dialogs.import_references import ImportReferences


class ReferenceCommands(CitingCommands):
    """What comes from other programs and goes to them."""

    def import_references(self) -> None:
        """Choose a file of references, or paste them."""
        self._importer()

    def _importer(self) -> ImportReferences:
        from annotator.ui.dialogs.import_references import ImportReferences

        dialog = ImportReferences(self._window.session, self._window)
        dialog.open()
        return dialog

    def take_references(self, paths: list[Path]) -> list[Path]:
        """Open the dialog for the first file of references among `paths`; gives back those that are none."""
        from annotator.operations.references_io import FORMATS

        endings = tuple(ending for one in FORMATS for ending in one.endings)
        found = [path for path in paths if path.name.casefold().endswith(endings)]
        if found:
            self._importer().read_file(found[0])
        return [path for path in paths if path not in found]

    def paste_references(self, text: str) -> bool:
        """Open the dialog where a pasted text holds references; whether it does."""
        from annotator.operations.references_io import sniff

        found = sniff(text)
        if not found.format or not found.entries:
            return False
        self._importer().read_text(text)
        return True

    def export_references(self) -> None:
        """Ask for a file and write all references to it."""
        from annotator.operations.references_io import FORMATS, export_file

        kinds = [one for one in FORMATS if one.writes]
        lines = [f"{one.title} ({' '.join('*' + ending for ending in one.endings)})" for one in kinds]
        folder = self._window.settings.text("references/folder") or str(Path.home())
        start = str(Path(folder) / f"{self._window.session.path.stem}{kinds[0].endings[0]}")
        name, line = QFileDialog.getSaveFileName(
            self._window, tr("Export references"), start, ";;".join(lines)
        )
        if not name:
            return
        path = Path(name)
        kind = kinds[lines.index(line)] if line in lines else kinds[0]
        if not path.name.casefold().endswith(tuple(ending for one in kinds for ending in one.endings)):
            path = path.with_name(path.name + kind.endings[0])
        self._window.settings.set_text("references/folder", str(path.parent))
        self._window.session.read(
            lambda project: export_file(project, path), self._exported, text=tr("Writing the references…")
        )

    def _exported(self, done: Exported) -> None:
        what = trn(
            "{n} reference is in {name}.", "{n} references are in {name}.", done.entries, name=done.path.name
        )
        if done.losses:
            self._window.banner.show_text(
                what, tr("This format cannot hold all of it; the details say what."), "\n".join(done.losses)
            )
        else:
            self._window.status.showMessage(what, 4000)

    def citation_keys(self) -> None:
        """Choose how citekeys are made, and make them anew."""
        from annotator.ui.dialogs.citation_keys import CitationKeys

        CitationKeys(self._window.session, self._window).open()

    def find_duplicates(self) -> None:
        """Look for sources that are one work twice."""
        from annotator.ui.dialogs.duplicates import Duplicates

        Duplicates(self._window.session, self._window).open()
