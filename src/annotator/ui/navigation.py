"""Where the reader has been: back and forward over places, as in a browser."""

from __future__ import annotations

from annotator.ui.records import Place

LIMIT = 200


class Trail:
    """Places visited. Going somewhere new after going back forgets what lay ahead."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def visit(self, place: Place, *, left: Place | None = None) -> None:
        """Go to `place`; `left` is where one stood when leaving, which back returns to."""
        if left is not None:
            if self._at >= 0 and self._places[self._at].document == left.document:
                self._places[self._at] = left
            else:
                self._push(left)
        self._push(place)

    def back(self) -> Place | None:
        """The place before, or None at the beginning."""
        if self._at <= 0:
            return None
        self._at -= 1
        return self._places[self._at]

    def forward(self) -> Place | None:
        """The place after, or None at the end."""
        if self._at + 1 >= len(self._places):
            return None
        self._at += 1
        return self._places[self._at]

    def _push(self, place: Place) -> None:
        del self._places[self._at + 1 :]
        if not self._places or self._places[-1] != place:
            self._places.append(place)
        del self._places[:-LIMIT]
        self._at = len(self._places) - 1
