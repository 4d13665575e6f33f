"""A figure beside what it is compared with and its target, and the table of them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """`reached` is None where a figure has no target of its own."""

    what: str
    ours: str
    beside: str = ""
    target: str = ""
    reached: bool | None = None


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` (0..1) of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.3g} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def spread(values: Sequence[float]) -> str:
    """Median and 99th percentile, in milliseconds."""
    return f"p50 {milliseconds(percentile(values, 0.5))}, p99 {milliseconds(percentile(values, 0.99))}"


def at_most(
    what: str, ours: float, reference: float, name: str, ratio: float, show: Callable[[float], str]
) -> Measure:
    """A measure whose target is a multiple of another program's on the same machine in the same run."""
    found = ours / reference
    return Measure(
        what, show(ours), f"{show(reference)} {name} → {found:.2f} ×", f"≤ {ratio:g} × {name}", found <= ratio
    )


def table(measures: Sequence[Measure]) -> str:
    """Text columns as wide as they need to be."""
    rows = [("measure", "ours", "beside", "target", "")]
    signs = {None: "", True: "reached", False: "SHORT"}
    rows += [(m.what, m.ours, m.beside, m.target, signs[m.reached]) for m in measures]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])
