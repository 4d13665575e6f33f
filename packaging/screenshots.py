"""The pictures in docs/screenshots, always of the sample project: each workspace light, dark, at 200 % and empty.

python packaging/screenshots.py [NAME …]     (all without names; `read-light` makes only that one)
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from array import array
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
WORKSPACES = ("read", "claims", "treaty", "bibliography")
WINDOW = (1440, 900)
# At 200 % a window of this size fills a small screen.
WINDOW_AT_200 = (1100, 700)


@dataclass(frozen=True)
class Picture:
    """What one file shows."""

    workspace: str
    variant: str

    @property
    def name(self) -> str:
        return f"{self.workspace}-{self.variant}"

    @property
    def scale(self) -> float:
        return 2.0 if self.variant == "200" else 1.0


PICTURES = [
    Picture(workspace, variant) for variant in ("light", "dark", "200", "empty") for workspace in WORKSPACES
]


def palette(pixels: Counter[int]) -> list[int]:
    """256 colours for a picture: one for every shade that is there at all, then the commonest.

    By number alone the few pixels of a coloured dot would lose against the many greys of smooth letters.
    """
    shades: dict[int, int] = {}
    for colour, count in pixels.most_common():
        if count >= 6:
            shades.setdefault(colour & 0xE0E0E0, colour)
    first = list(shades.values())[:200]
    return (
        first
        + [colour for colour, _ in pixels.most_common(256 + len(first)) if colour not in first][
            : 256 - len(first)
        ]
    )


def shrink(path: Path) -> None:
    """Write the picture anew with 256 colours: a window has few, and the file is a third as large."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    colours = palette(Counter(array("I", bytes(image.constBits()))))
    plain = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    image.convertToFormat(QImage.Format.Format_Indexed8, colours, plain).save(str(path), quality=0)


def take(pictures: list[Picture], folder: Path) -> None:
    """Make these pictures, all of one scale, in this process."""
    from annotator.app import screenshot
    from annotator.documents.client import Worker
    from annotator.operations import projects

    sample, empty = folder / "washington.annotator", folder / "empty.annotator"
    if not sample.exists():
        with Worker() as worker:
            projects.make_sample(sample, worker).close()
        projects.create(empty, "New project").close()
    for one in pictures:
        file = FOLDER / f"{one.name}.png"
        screenshot(
            empty if one.variant == "empty" else sample,
            file,
            theme="dark" if one.variant == "dark" else "light",
            scale=one.scale,
            workspace=one.workspace,
            size=WINDOW if one.scale == 1.0 else WINDOW_AT_200,
        )
        shrink(file)
        print(f"{file.relative_to(FOLDER.parents[1])}  {file.stat().st_size // 1024} kB", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="which pictures, e.g. read-light (all)")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    wanted = [one for one in PICTURES if not options.names or one.name in options.names]
    if unknown := set(options.names) - {one.name for one in PICTURES}:
        parser.error(f"no such picture: {', '.join(sorted(unknown))}")
    if options.folder:
        take(wanted, options.folder)
        return 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="annotator-pictures-") as folder:
        # Working copies and settings stay in the temporary folder; no person's name gets into a picture.
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "ANNOTATOR_DATA": str(Path(folder) / "user-data"),
            "ANNOTATOR_USER": "Researcher",
        }
        # Qt reads the scale when it starts, so each scale has its process.
        for scale in sorted({one.scale for one in wanted}):
            names = [one.name for one in wanted if one.scale == scale]
            done = subprocess.run(
                [sys.executable, __file__, *names, "--in", folder], env=environment, check=False
            )
            if done.returncode:
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
