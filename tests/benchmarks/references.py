"""Lists of references: 5,000 entries of each format into a project, and a file of 100 MB."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

from measures import Measure

from annotator.domain.errors import Cancelled
from annotator.exchange import formats
from annotator.operations import duplicates, references_io
from annotator.store.project import Project

ENTRIES = 5_000
TARGET = 10.0
_FORMATS = ("csl-json", "ris", "bibtex", "biblatex")
# A cancel is heard wherever progress is told.
HEARD = 0.5


def bibtex(count: int) -> str:
    """Entries as they are found in the wild: accents, protected capitals, particles, several authors."""
    return "".join(
        f"@article{{key{n},\n  title = {{On the {{Law}} of Roads: {{\\'E}}tude No.~{n} \\& a reply}},\n"
        f"  author = {{van der Oud{n % 700}, Bea and {{Institute of Roads and Rail}} and Tell, Jr., W.}},\n"
        f"  journal = {{Journal of Roads}},\n  year = {{{1950 + n % 70}}},\n  month = mar,\n  volume = {{{n % 40}}},\n"
        f"  pages = {{{n}--{n + 9}}},\n  doi = {{10.1000/roads.{n}}},\n  abstract = {{{'Words of an abstract. ' * 20}}},\n}}\n\n"
        for n in range(count)
    )


@contextmanager
def opened(folder: Path, name: str) -> Iterator[Project]:
    path = folder / f"{name}.annotator"
    path.unlink(missing_ok=True)
    with Project.create(path, name) as project:
        yield project


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def importing(folder: Path) -> list[Measure]:
    whole = formats.read(bibtex(ENTRIES))
    found = []
    for key in _FORMATS:
        path = folder / f"references.{key}"
        path.write_bytes(formats.write(whole.sources, key))
        with opened(folder, f"references-{key}") as project:
            told = [time.perf_counter()]
            worked = time.process_time()
            seconds = timed(
                lambda: references_io.import_file(
                    project,
                    path,  # noqa: B023
                    progress=lambda *_: told.append(time.perf_counter()),  # noqa: B023
                )
            )
            worked = time.process_time() - worked
            told.append(time.perf_counter())
        what = f"import {ENTRIES:,} references, {key}"
        # On a machine that others use too, the processor's time says more than the clock's.
        beside = f"{worked:.1f} s of processor time"
        found.append(Measure(what, f"{seconds:.1f} s", beside, f"< {TARGET:g} s", seconds < TARGET))
        longest = max(after - one for one, after in pairwise(told))
        what = f"longest wait between two words of progress, {key}"
        found.append(Measure(what, f"{longest * 1000:.0f} ms", "", f"< {HEARD:g} s", longest < HEARD))
    with opened(folder, "references-again") as project:
        references_io.take_in(project, whole)
        again = timed(lambda: references_io.take_in(project, whole))
        pairs = timed(lambda: duplicates.duplicates(project))
    found.append(Measure(f"the same {ENTRIES:,} again (all known)", f"{again:.1f} s"))
    found.append(Measure(f"find duplicates among {ENTRIES:,}", f"{pairs:.1f} s"))
    return found


def large() -> list[Measure]:
    """How soon a cancel is heard in 100 MB of BibTeX, and how fast a large file is read."""
    once = bibtex(ENTRIES)
    text = once * (100_000_000 // len(once) + 1)
    asked = time.perf_counter()
    late = -1.0
    try:
        formats.read(text, cancelled=lambda: time.perf_counter() - asked > 1.0)
    except Cancelled:
        late = time.perf_counter() - asked - 1.0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    part = text[:10_000_000]
    seconds = timed(lambda: formats.read(part))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    heard = f"{late * 1000:.0f} ms" if late >= 0 else "not heard"
    return [
        Measure("cancel a read of 100 MB BibTeX", heard, "", "< 1 s", 0 <= late < 1),
        Measure("read 10 MB of BibTeX", f"{seconds:.1f} s, {memory:.0f} MB more memory"),
    ]


def measure(folder: Path, rounds: int) -> list[Measure]:
    return [*importing(folder), *large()]
