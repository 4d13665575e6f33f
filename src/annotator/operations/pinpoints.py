"""Where in a treaty a passage of its own text stands: the locator that lawyers cite by, `art 5(2)(a)`."""

from __future__ import annotations

from annotator.domain.annotation import Annotation, Selectors
from annotator.domain.provisions import pinpoint
from annotator.domain.treaty import Provision
from annotator.store import treaties
from annotator.store.project import Project


def is_own(selectors: Selectors) -> bool:
    """Whether somebody gave the passage its locator; a counted paragraph is only where the program found it."""
    counted = selectors.locator_label == "paragraph" and selectors.paragraph > 0
    return bool(selectors.locator_value) and not counted


class Pinpoints:
    """The provisions of a project's treaties, read once for any number of passages."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[str, tuple[str | None, list[Provision], dict[str, str]]] = {}

    def of(self, instrument: str, annotation: Annotation) -> tuple[str, str]:
        """CSL label and value of the smallest provision that holds a passage.

        The label is "" where CSL has none for it ("point 9"), the value too where no provision holds it or the
        passage stands in an older version of the text.
        """
        if instrument not in self._known:
            self._known[instrument] = (
                treaties.version_document(self._project, instrument),
                treaties.provisions(self._project, instrument),
                treaties.provision_labels(self._project, instrument),
            )
        document, provisions, labels = self._known[instrument]
        if document != annotation.document:
            return "", ""
        start, end = annotation.selectors.start, annotation.selectors.end
        holding = [
            (one.end - one.start, one.id)
            for one in provisions
            if one.start is not None and one.end is not None and one.start <= start and end <= one.end
        ]
        name = labels.get(min(holding)[1], "") if holding else ""
        return pinpoint(name) if name else ("", "")
