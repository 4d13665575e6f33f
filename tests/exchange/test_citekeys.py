"""Many like sources: each has a key of its own, and the thousandth is found as fast as the first."""

from __future__ import annotations

from annotator.domain.source import Source
from annotator.exchange import citekeys


def test_letters_go_on_behind_z_and_what_was_tried_is_not_tried_again() -> None:
    class Counting(set[str]):
        asked = 0

        def __contains__(self, key: object) -> bool:
            self.asked += 1
            return super().__contains__(key)

    taken, tried = Counting(), dict[str, int]()
    keys = []
    for number in range(1000):
        keys.append(citekeys.made("x{type}", Source(str(number)), taken, tried))
        taken.add(keys[-1])
    assert [keys[n] for n in (0, 1, 25, 26, 27, 51, 52)] == [
        "xdocument",
        "xdocumentb",
        "xdocumentz",
        "xdocumentaa",
        "xdocumentab",
        "xdocumentaz",
        "xdocumentba",
    ]
    assert len(set(keys)) == 1000
    assert taken.asked < 2500
