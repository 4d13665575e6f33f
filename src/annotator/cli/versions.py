"""update, ocr, review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.common import PROJECT, Progress, as_json, emit, opened, project_argument, say, worker
from annotator.cli.sources import read_file
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn

if TYPE_CHECKING:
    from annotator.operations.update import Updated


@click.command()
@project_argument
@click.argument("source")
@click.argument("file", type=PROJECT)
@click.option("--password", help=tr("For an encrypted PDF."))
@as_json
def update(project: Path, source: str, file: Path, password: str | None, json_: bool) -> None:
    """Take FILE as a new capture of SOURCE, and its highlights along.

    The old version stays. A highlight whose words stand in the new one moves there; one whose words changed, or are gone,
    stays on the old version until you decide: annotator review PROJECT.
    """
    from annotator.operations import update as versions
    from annotator.store import sources

    with opened(project) as one:
        key = sources.find(one, source)
        with worker() as reading, Progress() as progress:
            capture = read_file(reading, file, password, progress, 1)
        done = versions.update(one, key, capture)
    _tell(done, key, capture.file_name, json_)


@click.command()
@project_argument
@click.argument("source")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    help=tr(
        "A language of the document as Tesseract names it, such as eng or deu; may be given several times."
    ),
)
@click.option("--password", help=tr("For an encrypted PDF."))
@as_json
def ocr(project: Path, source: str, languages: tuple[str, ...], password: str | None, json_: bool) -> None:
    """Read the scanned pages of SOURCE with Tesseract, as a new capture of it.

    The old version stays; highlights and areas are taken along as by annotator update. Without --language: English.
    """
    from annotator.operations import update as versions
    from annotator.store import documents, sources

    with opened(project) as one:
        key = sources.find(one, source)
        captured = documents.of_source(one, key)
        if not captured or captured[0].media_type != "application/pdf":
            raise UserError(
                tr("“{source}” is no PDF: there are no pages to be recognised.", source=source),
                kept=tr("Nothing was changed."),
            )
        with worker() as reading, Progress() as progress:
            capture = reading.recognise(
                None,
                data=documents.original(one, captured[0].id),
                name=captured[0].file_name,
                languages=tuple(code for given in languages for code in given.split("+")) or ("eng",),
                password=password,
                progress=progress,
            )
        done = versions.update(one, key, capture, scan=captured[0].id)
    _tell(done, key, capture.file_name, json_)


def _tell(done: Updated, source: str, name: str, json_: bool) -> None:
    """What a new version brought."""
    for warning in done.warnings:
        click.echo(f"{name}: {warning}", err=True)
    if json_:
        emit(
            {
                "source": source,
                "document": done.document,
                "previous": done.previous,
                "unchanged": done.unchanged,
                "exact": done.exact,
                "moved": done.moved,
                "fuzzy": list(done.fuzzy),
                "orphan": list(done.orphan),
                "added": [{"paragraph": c.paragraph, "text": c.text} for c in done.added],
                "removed": [{"paragraph": c.paragraph, "text": c.text} for c in done.removed],
            }
        )
        return
    if done.unchanged:
        say(tr("{name} is the current version already; nothing was changed.", name=name))
        return
    taken = done.exact + done.moved
    say(trn("{n} highlight was taken along.", "{n} highlights were taken along.", taken))
    if done.fuzzy:
        say(
            trn(
                "{n} highlight stands on words that changed.",
                "{n} highlights stand on words that changed.",
                len(done.fuzzy),
            )
        )
    if done.orphan:
        say(trn("{n} highlight was not found.", "{n} highlights were not found.", len(done.orphan)))
    if done.fuzzy or done.orphan:
        say(tr("Decide about them: annotator review PROJECT"))
    for change in done.removed:
        say(f"- ¶ {change.paragraph}  {change.text}")
    for change in done.added:
        say(f"+ ¶ {change.paragraph}  {change.text}")


@click.command()
@project_argument
@click.option("--accept", metavar="ANNOTATION", help=tr("Take the proposed words for the passage."))
@click.option("--keep", metavar="ANNOTATION", help=tr("Leave it on the old version; do not ask again."))
@click.option(
    "--reattach", metavar="ANNOTATION", help=tr("Set it on --start to --end of the current version.")
)
@click.option(
    "--start", type=int, metavar="A", help=tr("Where it begins: code points from the text's start.")
)
@click.option("--end", type=int, metavar="B", help=tr("Where it ends, exclusive."))
@as_json
def review(
    project: Path,
    accept: str | None,
    keep: str | None,
    reattach: str | None,
    start: int | None,
    end: int | None,
    json_: bool,
) -> None:
    """List the highlights that a new capture does not hold as they were, or decide about one."""
    if sum(one is not None for one in (accept, keep, reattach)) > 1:
        raise click.UsageError(tr("Give one of --accept, --keep and --reattach."))
    if (reattach is None) != (start is None) or (reattach is None) != (end is None):
        raise click.UsageError(tr("--reattach, --start and --end go together."))
    from annotator.cli import shapes
    from annotator.operations import review as reviewing
    from annotator.store import annotations, documents

    with opened(project) as one:
        chosen = accept or keep or reattach
        if chosen is None:
            found: Any = [_shape(item) for item in reviewing.queue(one)]
        else:
            key = annotations.find(one, chosen)
            if accept is not None:
                reviewing.accept(one, key)
            elif keep is not None:
                reviewing.keep_as_orphan(one, key)
            else:
                assert start is not None and end is not None
                before = annotations.get(one, key)
                newest = documents.of_source(one, before.source)[0].id if before.source else before.document
                reviewing.reattach(one, key, newest, start, end)
            found = shapes.annotation_of(one, key)
    if json_:
        emit(found)
    elif chosen is not None:
        say(f"{found['id']}  {found['state']}  “{found['exact']}”")
    else:
        for item in found:
            say(f"{item['id']}  {item['title']}")
            say(f"    - {item['exact']}")
            say(
                f"    + {item['proposed']}"
                if item["proposed"]
                else "    " + tr("not found in the current version")
            )
        if not found:
            say(tr("No highlights wait for a decision."))


def _shape(item: Any) -> dict[str, Any]:
    from annotator.cli import shapes

    return {
        **shapes.annotation(item.row),
        "title": item.title,
        "newest": item.newest,
        "proposed": item.proposed,
        "score": item.score,
    }


COMMANDS = (update, ocr, review)
