"""What the window remembers between runs, in one file in the user's data folder (never the registry)."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from annotator.store.places import data_folder

RECENT = 10


class Settings:
    """Window places, the theme, recent projects. Unreadable values count as absent."""

    def __init__(self, folder: Path | None = None) -> None:
        base = folder or data_folder()
        base.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(base / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A short text."""
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def set_text(self, key: str, value: str) -> None:
        """Remember a short text."""
        self._store.setValue(key, value)

    def flag(self, key: str, default: bool) -> bool:
        """A yes or no."""
        return self.text(key, "yes" if default else "no") == "yes"

    def set_flag(self, key: str, value: bool) -> None:
        """Remember a yes or no."""
        self.set_text(key, "yes" if value else "no")

    def state(self, key: str) -> QByteArray:
        """What a widget's saveState gave, empty where nothing is known."""
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_state(self, key: str, value: QByteArray) -> None:
        """Remember what saveState gave."""
        self._store.setValue(key, value)

    def record(self, key: str) -> dict[str, object]:
        """A small JSON object; empty where it is missing or broken."""
        try:
            value = json.loads(self.text(key, "{}"))
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def set_record(self, key: str, value: dict[str, object]) -> None:
        """Remember a small JSON object."""
        self.set_text(key, json.dumps(value))

    def recent(self) -> list[Path]:
        """The projects opened lately that still exist, newest first."""
        paths = [Path(line) for line in self.text("recent").split("\n") if line]
        return [path for path in paths if path.is_file()]

    def add_recent(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        path = path.absolute()
        paths = [path, *(other for other in self.recent() if other != path)][:RECENT]
        self.set_text("recent", "\n".join(str(p) for p in paths))

    def sync(self) -> None:
        """Write the file now."""
        self._store.sync()
