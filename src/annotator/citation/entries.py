"""The entries of a bibliography: formatted by the engine, and never missing.

Every source has an entry in every style. Where a style has no bibliography its full citation is used; where it
leaves an item out, its citation or plainly author, title, container and date. Both are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from annotator.citation import csl, richtext
from annotator.citation.document import ProblemKind
from annotator.citation.engine import Engine
from annotator.citation.findings import Findings
from annotator.citation.inputs import InputSource
from annotator.citation.richtext import Run, Runs
from annotator.citation.text import clean
from annotator.domain.i18n import tr
from annotator.domain.wording import byline

Item = dict[str, object]


def formatted(
    sources: Sequence[InputSource],
    engine: Engine,
    findings: Findings,
    others: Sequence[Item] = (),
    *,
    alone: bool,
) -> dict[str, Runs]:
    """Source id → its entry, in the style's order. `alone`: an author is never replaced by a dash.

    `others` are further items (instruments) to be set with them, so that one style gives numbers to all.
    """
    engine.set_items([*(_item(s, engine) for s in sources), *others])
    by_id = {s.source.id: s for s in sources}
    found = {made.id: parsed(made.html) for made in engine.bibliography(list(by_id), alone=alone)}
    if sources and not engine.has_bibliography:
        findings.note(
            ProblemKind.NO_BIBLIOGRAPHY,
            tr("The style “{style}” has no bibliography; its full citations are used.", style=engine.title),
        )
    for source_id, row in by_id.items():
        if not says_something(found.get(source_id, ())):
            found[source_id] = second_best(row, engine)
            if engine.has_bibliography:
                message = tr(
                    "The bibliography of this style leaves out “{source}”; it was put in.", source=name(row)
                )
                findings.note(ProblemKind.NO_ENTRY, message, source_id)
        if not row.source.title.strip():
            message = tr("“{source}” has no title; its file's name stands for it.", source=name(row))
            findings.note(ProblemKind.NO_TITLE, message, source_id)
    if not engine.has_bibliography:
        found = dict(sorted(found.items(), key=lambda pair: sort_key(by_id[pair[0]])))
    return found


def _item(row: InputSource, engine: Engine) -> Item:
    """The item of a source, made anew only where the source changed."""
    key = ("item", row.source.id)
    kept = engine.kept.get(key)
    if kept is None or kept[:2] != (row.source, row.file_name):
        kept = engine.kept[key] = (row.source, row.file_name, csl.formatted(row.source, row.file_name))
    item: Item = kept[2]
    return item


@lru_cache(maxsize=16384)
def parsed(html: str) -> Runs:
    """citeproc's HTML as runs that any document can hold."""
    return _clean(richtext.parse(html))


def _clean(runs: Iterable[Run]) -> Runs:
    return tuple(run if (text := clean(run.text)) == run.text else replace(run, text=text) for run in runs)


def says_something(runs: Runs) -> bool:
    """Whether there is a letter in them, and no complaint of citeproc's."""
    text = richtext.plain(runs)
    return "[CSL STYLE ERROR" not in text and re.search(r"[^\W\d_]", text) is not None


def second_best(row: InputSource, engine: Engine) -> Runs:
    """The style's full citation, where its bibliography has nothing; set by hand where that is empty too."""
    runs = parsed(engine.citation([{"id": row.source.id}]))
    return runs if engine.is_note_style and says_something(runs) else _by_hand(row)


def cites(runs: Runs) -> bool:
    """Whether a citation says anything: a number is enough ("[2]")."""
    text = richtext.plain(runs)
    return "[CSL STYLE ERROR" not in text and re.search(r"[^\W_]", text) is not None


def status(row: InputSource) -> Runs:
    """Where an instrument stands in law, in brackets, because the words are ours and not the style's."""
    return (Run(f" [{clean(row.status)}]"),) if row.status else ()


def _by_hand(row: InputSource) -> Runs:
    source = row.source
    people = ", ".join(agent.name for agent in source.authors)
    title = source.title.strip() or richtext.plain(richtext.parse(csl.untitled(row.file_name)))
    rest = ", ".join(part for part in (source.container_title, source.issued) if part)
    runs = [Run(f"{people}. ")] if people else []
    runs.append(Run(title, italic=True))
    runs.append(Run(f". {rest}." if rest else "."))
    return _clean(runs)


def sort_key(row: InputSource) -> tuple[str, str, str]:
    """The usual order where no style says one: author, title."""
    people = " ".join(agent.family or agent.literal for agent in row.source.authors)
    return ((people or row.source.title).casefold(), row.source.title.casefold(), row.source.id)


def name(row: InputSource) -> str:
    """A source by its title, or what there is."""
    return clean(row.source.title.strip() or row.file_name or tr("Untitled document"))


def short_name(row: InputSource) -> str:
    """A source in a few words, as an index refers to it: "Hayes 2025", or its title."""
    people = byline(row.source.authors)
    year = row.source.issued[:4] if row.source.issued[:4].isdigit() else ""
    if people:
        return clean(f"{people} {year}".strip())
    title = row.source.title_short or name(row)
    return clean(title if len(title) <= 48 else f"{title[:47].rsplit(' ', 1)[0]}…")
