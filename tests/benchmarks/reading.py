"""Highlighting and scrolling in the real reader widgets, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from measures import Measure, milliseconds, percentile, spread

# Taguette 1.5 takes this long for one highlight on a 2 MB article (measured apart; it needs a server and a browser).
TAGUETTE_HIGHLIGHT = 0.464


def measure(folder: Path, rounds: int) -> list[Measure]:
    """One run of the window; `rounds` is for starts and not used here."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("window.py")), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return [
            Measure(
                "highlighting and scrolling", "failed", done.stderr.strip().splitlines()[-1][:80], "", False
            )
        ]
    figures: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    highlight = figures["highlight"]
    p99 = percentile(highlight, 0.99)
    ratio = TAGUETTE_HIGHLIGHT / percentile(highlight, 0.5)
    found = [
        Measure(
            "highlight in 2 MB with 10,000 others: key to saved and painted",
            spread(highlight),
            f"saved {spread(figures['saved'])}; processor {spread(figures['highlight_cpu'])}; {milliseconds(TAGUETTE_HIGHLIGHT)} Taguette → {ratio:.0f} × faster",
            "p99 ≤ 15 ms, ≥ 30 ×",
            p99 <= 0.015 and ratio >= 30,
        )
    ]
    for name, what in (
        ("highlights", "scroll 10,000 highlights"),
        ("pdf", "scroll 5,000 pages"),
        ("fast", "scroll 5,000 pages, three a frame"),
        ("scans", "scroll 2,000-pixel scans"),
    ):
        for kind, label in (("frames", "frame"), ("gaps", "gap of the interface")):
            values = figures[f"{kind}_{name}"]
            spent = percentile(figures[f"{kind}_cpu_{name}"], 0.99)
            found.append(
                Measure(
                    f"{what}: {label}",
                    spread(values),
                    f"p99 {milliseconds(spent)} of processor time",
                    "p99 ≤ 8 ms",
                    percentile(values, 0.99) <= 0.008,
                )
            )
    [opening], [listing], [further] = figures["open"], figures["list"], figures["further"]
    return [
        *found,
        Measure("open a document with 10,000 highlights", milliseconds(opening)),
        Measure("list 10,000 highlights", milliseconds(listing)),
        Measure("memory of each further open document", f"{further:.2f} MB", "", "≤ 0.3 MB", further <= 0.3),
    ]
