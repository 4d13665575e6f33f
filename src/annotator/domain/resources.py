"""Where the program's data files lie: beside the package when installed, in `resources/` in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resource(*parts: str) -> Path:
    """The path of a resource, e.g. `resource("themes", "light.toml")`. It need not exist."""
    installed = _PACKAGE / "_resources"
    base = installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"
    return base.joinpath(*parts)
