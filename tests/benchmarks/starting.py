"""From starting the program to the first page on the screen, and the memory then, beside other viewers."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import material
import processes
from measures import Measure, at_most, milliseconds

import annotator

PAGES = (1000, 5000)
ANNOTATOR = Path(sys.executable).with_name("annotator")
MINIMAL = "45-line viewer"


def project_of(folder: Path, pages: int) -> Path:
    """A project with the one PDF, made by the program itself."""
    path = folder / f"pages-{pages}.annotator"
    # As an installed program is, and all that the other viewers load.
    subprocess.run([sys.executable, "-m", "compileall", "-q", Path(annotator.__file__).parent], check=False)
    if not path.exists():
        subprocess.run([ANNOTATOR, "new", path], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [ANNOTATOR, "add", path, material.pdf(folder, pages)], check=True, stdout=subprocess.DEVNULL
        )
    return path


def commands(folder: Path, pages: int) -> dict[str, list[str]]:
    """How each program that is here is started on the same pages."""
    pdf = str(material.pdf(folder, pages))
    found = {
        "ours": [str(ANNOTATOR), str(project_of(folder, pages))],
        MINIMAL: [sys.executable, str(Path(__file__).with_name("minimal_viewer.py")), pdf],
    }
    for program in ("mupdf-gl", "okular", "evince"):
        if shutil.which(program):
            found[program] = [program, pdf]
    return found


def starts(folder: Path, pages: int, rounds: int) -> dict[str, processes.Start]:
    """The median start of each program. They take turns, so that a busy moment meets them all; the first round
    warms the caches and does not count."""
    programs = commands(folder, pages)
    seen: dict[str, list[processes.Start]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, command in programs.items():
            one = processes.start(command)
            if one is not None and number:
                seen[name].append(one)
    return {
        name: processes.Start(
            median(one.window for one in all_),
            median(one.page for one in all_),
            median(one.memory for one in all_),
        )
        for name, all_ in seen.items()
        if all_
    }


def megabytes(value: float) -> str:
    return f"{value:.0f} MB"


def measure(folder: Path, rounds: int) -> list[Measure]:
    """Needs Xvfb, on which all programs are seen alike."""
    if not processes.has_screen():
        return [
            Measure("start to first page, memory", "not measured", "Xvfb is not installed (Debian: xvfb)")
        ]
    found: list[Measure] = []
    ours: dict[int, float] = {}
    for pages in PAGES:
        seen = starts(folder, pages, rounds)
        if "ours" not in seen:
            found.append(Measure(f"start to first page, {pages:,} pages", "page never seen", "", "", False))
            continue
        mine = seen.pop("ours")
        ours[pages] = mine.page
        limits = {MINIMAL: 1.1, "okular": 1.05} if pages == 1000 else {"okular": 1.0}
        for name, other in seen.items():
            what = f"start to first page, {pages:,} pages"
            if name in limits:
                found.append(at_most(what, mine.page, other.page, name, limits[name], milliseconds))
            else:
                found.append(Measure(what, milliseconds(mine.page), f"{milliseconds(other.page)} {name}"))
        other = seen[MINIMAL].page
        part = mine.window / other
        found.append(
            Measure(
                f"window painted, {pages:,} pages",
                milliseconds(mine.window),
                f"{part:.2f} × {MINIMAL}'s first page",
                "≤ 0.55 ×",
                part <= 0.55,
            )
        )
        for name, other in seen.items():
            what = f"memory (PSS) with {pages:,} pages, window + worker"
            if name == "okular" and pages == 5000:
                found.append(at_most(what, mine.memory, other.memory, name, 1.5, megabytes))
            else:
                found.append(Measure(what, megabytes(mine.memory), f"{megabytes(other.memory)} {name}"))
    if len(ours) == len(PAGES):
        growth = math.log(ours[5000] / ours[1000]) / math.log(5)
        found.append(Measure("start: growth exponent in pages", f"{growth:.2f}", "", "≤ 0.1", growth <= 0.1))
    return found
