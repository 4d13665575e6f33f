"""Measure Annotator against its targets (`make bench`): all in one run on one machine, so that ratios mean something.

python tests/benchmarks/run.py [GROUP …] [--rounds N] [--material FOLDER]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import anchoring_quality
import library
import output
import reading
import reading_in
import references
import starting
from measures import Measure, table

GROUPS: dict[str, Callable[[Path, int], list[Measure]]] = {
    "start": starting.measure,
    "reading": reading.measure,
    "library": library.measure,
    "anchoring": anchoring_quality.measure,
    "output": output.measure,
    "references": references.measure,
    "documents": reading_in.measure,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS], help="which groups (all)")
    parser.add_argument(
        "--rounds", type=int, default=5, help="starts of each program; the median counts (default 5)"
    )
    parser.add_argument("--material", type=Path, help="folder for the generated files, kept for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="annotator-bench-") as scratch:
        # Nothing of the user's own projects is touched.
        os.environ["ANNOTATOR_DATA"] = str(Path(scratch) / "user-data")
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        folder = options.material or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n",
            flush=True,
        )
        everything: list[Measure] = []
        for name in options.groups or GROUPS:
            began = time.perf_counter()
            everything += GROUPS[name](folder, options.rounds)
            print(f"  {name}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    print(table(everything))
    return 0


if __name__ == "__main__":
    sys.exit(main())
