"""One door for every text a user reads, in the window and on the command line.

`tr` is standard gettext with named placeholders, so the same catalogue serves both; Qt's own catalogue
cannot be used below `ui`, which knows no Qt.
"""

from __future__ import annotations

import gettext
from pathlib import Path

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def install(folder: Path, languages: list[str]) -> None:
    """Use the first catalogue of `languages` found below `folder`; English source texts where none is."""
    global _catalogue
    _catalogue = gettext.translation("annotator", folder, languages, fallback=True)


def tr(text: str, **values: object) -> str:
    """Translate `text`, then fill its `{name}` placeholders."""
    translated = _catalogue.gettext(text)
    return translated.format(**values) if values else translated


def trn(singular: str, plural: str, n: int, **values: object) -> str:
    """Translate by number; `{n}` is filled with `n`."""
    return _catalogue.ngettext(singular, plural, n).format(n=n, **values)
