"""Documents whose tabs nobody has come back to for a while: let go of, and opened again just where they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.reader.pane import DocumentPane

# The one that is read and the two before it stay as they are.
KEPT = 3


@dataclass(frozen=True, slots=True)
class Resting:
    """How a document was seen: the text at height `y` of the viewport, the zoom, whether its furniture was shown."""

    offset: int
    y: float
    mode: str
    scale: float
    show_rest: bool


def resting(pane: DocumentPane) -> Resting | None:
    """What it takes to show it so again; None where it has to stay, as it was unlocked or is not all there."""
    canvas = pane.canvas
    if pane.unlocked or pane.view.info is None or pane.view.trashed or pane.annotating.is_open:
        return None
    offset, y = canvas.travel.seen_first()
    return Resting(offset, y, canvas.zoom.mode, canvas.frame.scale, canvas.show_rest)


def resume(pane: DocumentPane, before: Resting) -> None:
    """Show a document that is being opened as it was."""
    canvas = pane.canvas
    canvas.show_rest = before.show_rest
    canvas.zoom.resume(before.mode, before.scale)
    canvas.travel.resume(before.offset, before.y)
