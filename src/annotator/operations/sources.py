"""Sources: capturing a file, adding it, editing what is known of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.domain.changes import Changes
from annotator.domain.document import Capture, Document
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.ids import derived_id, new_id
from annotator.domain.source import NAME_PARTS, Agent, Contributor, Source
from annotator.domain.wording import readable_date
from annotator.exchange import citekeys as citekey_rule
from annotator.operations import citekeys
from annotator.operations.results import Added
from annotator.store import documents, sources, trash
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.documents.client import Worker

_DATES = ("issued", "accessed")


def capture(
    worker: Worker,
    path: Path,
    password: str | None = None,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Capture:
    """Read a file of any format in the worker process; writes nothing. Raises UserError, PasswordNeeded, Cancelled."""
    return worker.capture(path, password=password, progress=progress, cancelled=cancelled)


def add(project: Project, capture: Capture, *, key: str = "") -> Added:
    """Add a captured file as a source with what was found in it; what was guessed is marked so.

    The very same bytes again are the same source: it is given back as it is, out of the trash if it was there.
    `key` is the source's id where another project gave it one.
    """
    before = documents.by_sha(project, capture.sha256)
    if before is not None and before.source is not None:
        return _again(project, before, before.source)
    key = key or derived_id("source", capture.sha256)
    with project.act(tr("Add “{name}”", name=capture.file_name)) as act:
        sources.add(project, _described(project, key, capture))
        document = store_capture(project, capture, derived_id("document", capture.sha256), key)
    return Added(key, document, act.changes, warnings=capture.warnings)


def add_all(project: Project, captures: Sequence[Capture]) -> list[Added]:
    """Add several captured files as one act."""
    with project.act(trn("Add source", "Add {n} sources", len(captures))) as act:
        added = [add(project, one) for one in captures]
    return [Added(a.source, a.document, act.changes, a.existing, warnings=a.warnings) for a in added]


def _again(project: Project, document: Document, source: str) -> Added:
    with project.act(tr("Restore source")) as act:
        if document.trashed:
            trash.restore(project, "document", document.id)
        if sources.get(project, source).trashed:
            trash.restore(project, "source", source)
    return Added(source, document.id, act.changes, existing=True)


def add_version(project: Project, source: str, capture: Capture, *, anew: bool = False) -> str:
    """Write a capture as the newest document of a source, or find it among its documents; gives its id. Inside an act.

    With `anew` an older document that is the same becomes the newest once more. Highlights stay where they are (see
    `operations.update` for carrying them over).
    """
    standing = documents.of_source(project, source)
    if anew and standing and read_alike(project, standing[0], capture):
        return standing[0].id
    for known in () if anew else standing:
        if known.sha256 == capture.sha256 and documents.text(project, known.id) == capture.text:
            return known.id
    key = derived_id("document", capture.sha256)
    if documents.by_sha(project, capture.sha256) is not None:
        key = new_id()
    return store_capture(project, capture, key, source, standing[0].id if standing else None)


def read_alike(project: Project, document: Document, capture: Capture) -> bool:
    """Whether a capture is the document once more: the same file, and nothing new read from it.

    A later version of the program may find more in a file: words, links within the article, what repeats on each page.
    """
    pages = [[(page.start, page.end, page.furniture) for page in one.pages] for one in (document, capture)]
    return (
        document.sha256 == capture.sha256
        and pages[0] == pages[1]
        and documents.text(project, document.id) == capture.text
        and documents.article(project, document.id) == capture.article
    )


def store_capture(
    project: Project, capture: Capture, key: str, source: str | None, supersedes: str | None = None
) -> str:
    """Write a capture as document `key` of `source` (None for a treaty text); gives the key. Inside an act."""
    document = Document(
        id=key,
        source=source,
        sha256=capture.sha256,
        media_type=capture.media_type,
        file_name=capture.file_name,
        size=len(capture.original),
        extractor=capture.extractor,
        extractor_version=capture.extractor_version,
        length=len(capture.text),
        main_end=capture.main_end,
        pages=capture.pages,
        outline=capture.outline,
        supersedes=supersedes,
    )
    documents.add(project, document, capture.original, capture.text, capture.article)
    return key


def _described(project: Project, key: str, capture: Capture) -> Source:
    found = capture.fields or {}
    fields: dict[str, Any] = {name: one.value for name, one in found.items() if name in sources.FIELDS}
    guessed = {name for name, one in found.items() if one.guessed}
    if capture.authors and capture.authors_guessed:
        guessed.add("authors")
    people = agents(capture.authors)
    made = Source(
        id=key,
        **fields,
        csl={name: one.value for name, one in found.items() if name not in sources.FIELDS},
        guessed=frozenset(guessed),
        reasons={name: one.reason for name, one in found.items() if one.reason},
        contributors=people,
    )
    # A key is for good: it waits until author and year are known.
    if not made.citekey and citekey_rule.has_basis(made):
        made = replace(made, citekey=citekeys.given(project, made))
    return made


def agents(names: Iterable[Sequence[str]], role: str = "author") -> tuple[Contributor, ...]:
    """Names as contributors, each (family, given, literal) or all of `domain.source.NAME_PARTS`."""
    return tuple(Contributor(Agent.of(*name), role) for name in names)


def edit(project: Project, source: str, **fields: Any) -> Changes:
    """Change fields of a source (names as in CSL, see `domain.source.Source`); they are then no guesses any more.

    `authors` is a text (`Valiyev, Orkhan; {The Institute}`) or a list of Agents, of (family, given, literal) or all
    `domain.source.NAME_PARTS`, or of objects with those names; `contributors` a sequence of Contributor. Raises UserError for an unknown field, a
    date that is no EDTF, or a citekey that another source has.
    """
    before = sources.get(project, source)
    values, people = _checked(project, before, fields)
    done = set(fields) | ({"authors"} if "contributors" in fields else set())
    values["guessed"] = before.guessed - done
    with project.act(tr("Edit source")) as act:
        sources.update(project, source, **values)
        if people is not None:
            sources.set_contributors(project, source, people)
        if not before.citekey and "citekey" not in fields:
            after = sources.get(project, source)
            if citekey_rule.has_basis(after):
                sources.update(project, source, citekey=citekeys.given(project, after))
    return act.changes


def _checked(
    project: Project, before: Source, fields: Mapping[str, Any]
) -> tuple[dict[str, Any], tuple[Contributor, ...] | None]:
    values = {name: value for name, value in fields.items() if name not in {"authors", "contributors"}}
    for name, value in values.items():
        if name != "csl" and name not in sources.FIELDS:
            raise UserError(
                tr("A source has no field “{name}”.", name=name),
                advice=tr("It has: {names}.", names=", ".join([*sources.FIELDS, "authors"])),
            )
        if name in _DATES:
            check_date(str(value))
    key = values.get("citekey")
    if key and any(
        s.citekey == key and s.id != before.id for s in sources.many(project, trashed=False).values()
    ):
        raise UserError(
            tr("The citekey {key} is another source's.", key=key), kept=tr("Nothing was changed.")
        )
    people: tuple[Contributor, ...] | None = None
    if "contributors" in fields:
        people = tuple(fields["contributors"])
    elif "authors" in fields:
        others = tuple(c for c in before.contributors if c.role != "author")
        people = agents(_names(fields["authors"])) + others
    return values, people


def check_date(date: str) -> None:
    """Raises UserError where `date` is no date that we can read (EDTF, as far as references need it)."""
    try:
        readable_date(date)
    except ValueError:
        raise UserError(
            tr("“{date}” is no date.", date=date),
            kept=tr("Nothing was changed."),
            advice=tr("Write it as 2025-08-08, 2025-08 or 2025; 2025~ for about, 2020/2022 for a span."),
        ) from None


def _names(authors: str | Iterable[Any]) -> list[tuple[str, ...]]:
    if isinstance(authors, str):
        return [*parse_names(authors)]
    found: list[tuple[str, ...]] = []
    for one in authors:
        if isinstance(one, Mapping):
            found.append(tuple(str(one.get(part, "")) for part in NAME_PARTS))
        elif isinstance(one, Agent):
            found.append(one.parts)
        else:
            found.append(tuple(str(part) for part in one))
    return [name for name in found if any(part.strip() for part in name)]


def parse_names(text: str) -> list[tuple[str, str, str]]:
    """Names as typed: `Valiyev, Orkhan; Rahimakhanim Hasanova; {United Nations}`, one to a line or between semicolons.

    Without a comma the last word is the family name; in braces the whole is an institution's.
    """
    found: list[tuple[str, str, str]] = []
    for piece in re.split(r"[;\n]", text):
        name = " ".join(piece.split())
        if not name:
            continue
        if name.startswith("{") and name.endswith("}"):
            found.append(("", "", name[1:-1].strip()))
        elif "," in name:
            family, given = name.split(",", 1)
            found.append((family.strip(), given.strip(), ""))
        elif " " in name:
            given, family = name.rsplit(" ", 1)
            found.append((family, given, ""))
        else:
            found.append((name, "", ""))
    return found
