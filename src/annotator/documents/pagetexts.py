"""The text layer of a PDF's pages on the worker's side: in a file without a name, for few pages are ever asked about
and thousands would otherwise be held in memory here as well as in the window."""

from __future__ import annotations

import io
import tempfile
from array import array
from collections.abc import Sequence
from itertools import accumulate
from typing import IO
from weakref import finalize

from annotator.domain.document import Page


class PageTexts:
    """The text of each page, by its number. The file goes with the object."""

    def __init__(self, text: str, pages: Sequence[Page]) -> None:
        self.length = len(text)
        self._ends = array("q", [0])
        # Half of a surrogate pair may stand in a file's text: it comes back as it was.
        parts = [text[page.start : page.end].encode("utf-8", "surrogatepass") for page in pages]
        self._ends.extend(accumulate(map(len, parts)))
        self._file: IO[bytes]
        try:
            self._file = tempfile.TemporaryFile(prefix="annotator-text-")  # noqa: SIM115 - lives as long as the view
            self._file.writelines(parts)
            self._file.flush()
        except OSError:
            # No room on the disk: then in memory after all.
            self._file = io.BytesIO(b"".join(parts))
        self.close = finalize(self, self._file.close)

    def get(self, page: int) -> str:
        """The text of page `page`; "" for a page the text layer does not know."""
        if not 0 <= page < len(self._ends) - 1:
            return ""
        start, end = self._ends[page], self._ends[page + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")
