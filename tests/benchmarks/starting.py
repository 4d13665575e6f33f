"""From starting the program to the first page on the screen, and the memory then, beside other viewers."""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

import material
import processes
from measures import Measure, at_most, milliseconds

import annotator

PAGES = (1000, 5000)
SCANS = 100
ANNOTATOR = Path(sys.executable).with_name("annotator")
MINIMAL = "45-line viewer"
# What goes to the last page; the 45-line viewer knows no keys.
END_KEYS = {"ours": "End", "mupdf-gl": "End", "okular": "ctrl+End", "evince": "ctrl+End"}
# In so many rounds a program is left to come to rest, for its memory and the way to its end.
RESTS = 2


def project_of(folder: Path, pdf: Path) -> Path:
    """A project with the one PDF, made by the program itself."""
    path = folder / f"{pdf.stem}.annotator"
    # As an installed program is, and all that the other viewers load.
    subprocess.run([sys.executable, "-m", "compileall", "-q", Path(annotator.__file__).parent], check=False)
    if not path.exists():
        subprocess.run([ANNOTATOR, "new", path], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([ANNOTATOR, "add", path, pdf], check=True, stdout=subprocess.DEVNULL)
    return path


def commands(folder: Path, pdf: Path) -> dict[str, list[str]]:
    """How each program that is here is started on the same pages."""
    found = {
        "ours": [str(ANNOTATOR), str(project_of(folder, pdf))],
        MINIMAL: [sys.executable, str(Path(__file__).with_name("minimal_viewer.py")), str(pdf)],
    }
    for program in ("mupdf-gl", "okular", "evince"):
        if shutil.which(program):
            found[program] = [program, str(pdf)]
    return found


def starts(folder: Path, pdf: Path, rounds: int) -> dict[str, processes.Start]:
    """The median start of each program. They take turns, so that a busy moment meets them all; the first round
    warms the caches and does not count."""
    programs = commands(folder, pdf)
    seen: dict[str, list[processes.Start]] = {name: [] for name in programs}
    for number in range(rounds + 1):
        for name, command in programs.items():
            rest = 0 < number <= RESTS
            one = processes.start(command, rest=rest, end_key=END_KEYS.get(name, "") if rest else "")
            if one is not None and number:
                seen[name].append(one)
    return {
        name: processes.Start(
            median(one.window for one in all_),
            median(one.page for one in all_),
            min((one.memory for one in all_ if one.memory), default=0.0),
            min((one.end for one in all_ if one.end), default=0.0),
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
        seen = starts(folder, material.pdf(folder, pages), rounds)
        if "ours" not in seen:
            found.append(Measure(f"start to first page, {pages:,} pages", "page never seen", "", "", False))
            continue
        mine = seen.pop("ours")
        ours[pages] = mine.page
        limits = {MINIMAL: 1.1, "okular": 1.05} if pages == 1000 else {"okular": 1.0}
        found += beside(f"start to first page, {pages:,} pages", "page", mine, seen, limits, milliseconds)
        other = seen[MINIMAL].page
        part = mine.window / other
        # Half of what the first page may take: 1.1 × the viewer's.
        found.append(
            Measure(
                f"window painted, {pages:,} pages",
                milliseconds(mine.window),
                f"{part:.2f} × {MINIMAL}'s first page",
                "≤ half of 1.1 × it",
                part <= 0.55,
            )
        )
        memory = {"okular": 1.5} if pages == 5000 else {}
        what = f"memory (PSS) with {pages:,} pages, window + worker"
        found += beside(what, "memory", mine, seen, memory, megabytes)
        if mine.end:
            found += beside(f"End key to the last of {pages:,} pages", "end", mine, seen, {}, milliseconds)
    if len(ours) == len(PAGES):
        growth = math.log(ours[5000] / ours[1000]) / math.log(5)
        found.append(Measure("start: growth exponent in pages", f"{growth:.2f}", "", "≤ 0.1", growth <= 0.1))
    seen = starts(folder, material.scans(folder, SCANS), max(2, rounds // 2))
    if "ours" in seen:
        mine = seen.pop("ours")
        found += beside(f"start to first page, {SCANS} scanned pages", "page", mine, seen, {}, milliseconds)
        found += beside(f"memory (PSS) with {SCANS} scanned pages", "memory", mine, seen, {}, megabytes)
    return found


def beside(
    what: str,
    of: str,
    mine: processes.Start,
    others: dict[str, processes.Start],
    limits: dict[str, float],
    show: Callable[[float], str],
) -> list[Measure]:
    """One figure of ours beside each other program's, with its limit where it has one."""
    found = []
    own: float = getattr(mine, of)
    for name, other in others.items():
        theirs: float = getattr(other, of)
        if not theirs:
            continue
        if name in limits:
            found.append(at_most(what, own, theirs, name, limits[name], show))
        else:
            found.append(Measure(what, show(own), f"{show(theirs)} {name} → {own / theirs:.2f} ×"))
    return found
