"""The command `annotator` itself: its subcommands, the window, and the one place where errors end."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click

from annotator import __version__
from annotator.cli import claims, export, output, passages, past, references, sources, treaty, versions
from annotator.cli.common import PROJECT, Refused, existing
from annotator.domain import addresses
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.i18n import tr
from annotator.operations import projects


class Root(click.Group):
    """Commands, or a project's path to open the window on."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`annotator PROJECT` is `annotator window PROJECT`, and of an address `annotator reopen ADDRESS`. A bare word
        that is no file is a misspelt command.

        Raises Refused for bytes that are no text in the terminal's encoding, unless they name a file.
        """
        for arg in args:
            # Python hands such bytes over as lone surrogates.
            if any("\ud800" <= sign <= "\udfff" for sign in arg) and not os.path.lexists(arg):
                raise Refused(
                    UserError(
                        tr("“{words}” is no text in UTF-8.", words=arg.encode(errors="replace").decode()),
                        kept=tr("Nothing was changed."),
                    )
                )
        if len(args) == 1 and not args[0].startswith("-") and args[0] not in self.commands:
            if args[0].startswith(f"{addresses.SCHEME}:"):
                return super().parse_args(ctx, ["reopen", *args])
            # As some desktops hand a file over.
            path = Path(local_path(args[0]))
            if path.suffix or path.name != args[0] or existing(path).exists():
                args = ["window", str(path)]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Turn what the user's world refuses into status 1 and a message."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            raise Refused(error) from error
        except Cancelled:
            raise Refused(UserError(tr("Cancelled."), kept=tr("Nothing was changed."))) from None


@click.group(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=False,
)
@click.version_option(__version__, prog_name="annotator")
@click.option("--sample", is_flag=True, help=tr("Open the window on the sample project."))
@click.pass_context
def root(ctx: click.Context, sample: bool) -> None:
    """Who says what about which article of the treaty, in which words, where exactly, and who says the opposite.

    Without a command, or with a project's path alone (annotator PROJECT), the window opens.

    SOURCE, ANNOTATION, INSTRUMENT are an id, a unique beginning of one, or a name (citekey, file name, short title).
    Each command is one act: one step of undo. Exit status: 0 done, 1 refused (nothing changed), 2 wrong usage.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(open_window(None, sample=sample))
    elif sample:
        raise click.UsageError(tr("--sample opens the window; it goes with no command."))


@root.command(hidden=True)
@click.argument("project", type=PROJECT)
@click.pass_context
def window(ctx: click.Context, project: Path) -> None:
    """Open the window on a project."""
    ctx.exit(open_window(existing(project)))


@root.command(hidden=True)
@click.argument("address")
@click.pass_context
def reopen(ctx: click.Context, address: str) -> None:
    """Open the window on the passage of an address that an exported page links to."""
    wanted = addresses.read(address)
    ctx.exit(open_window(projects.file_of(wanted), annotation=wanted.annotation))


def local_path(name: str) -> str:
    """The path of a `file:` address; any other name as it is."""
    return unquote(name.removeprefix("file:").removeprefix("//")) if name.startswith("file:/") else name


def open_window(project: Path | None, *, sample: bool = False, annotation: str = "") -> int:
    """Run the desktop; its exit status. Raises UserError where there is no screen or Qt cannot be loaded."""
    if project is not None and not project.is_file():
        raise UserError(
            tr("There is no such project."), file=project, advice=tr("Make it with: annotator new PROJECT")
        )
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        raise UserError(
            tr("There is no screen to open a window on."),
            advice=tr("All commands work without one: annotator --help"),
        )
    try:
        from annotator import app
    except ImportError as error:
        raise no_qt(error) from error
    try:
        return app.run(project, sample=sample, annotation=annotation)
    except ImportError as error:
        raise no_qt(error) from error


def no_qt(error: ImportError) -> UserError:
    """The refusal where Qt's own libraries or those of the system are missing."""
    return UserError(
        tr("The window cannot open: a library of Qt or of the system is missing."),
        advice=tr("All commands work without it: annotator --help"),
        details=str(error),
    )


for command in (
    *sources.COMMANDS,
    *versions.COMMANDS,
    *treaty.COMMANDS,
    *passages.COMMANDS,
    *claims.COMMANDS,
    *export.COMMANDS,
    *output.COMMANDS,
    *references.COMMANDS,
    *past.COMMANDS,
):
    root.add_command(command)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line; the exit status. No traceback reaches a user: it goes to the log."""
    try:
        status = root.main(args=list(args) if args is not None else None, standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(tr("Cancelled."), err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # `annotator text … | head`: the reader has had enough; do not let the interpreter complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the one crash handler of the command line
        click.echo(_crashed(error), err=True)
        return 1
    return status if isinstance(status, int) else 0


def _crashed(error: Exception) -> str:
    """Write the traceback to the log; what to tell the user."""
    from annotator.store.places import data_folder

    log = data_folder() / "crashes.log"
    text = "".join(traceback.format_exception(error))
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} {__version__} {sys.argv[1:]}\n{text}\n")
    except OSError:
        logging.getLogger("annotator").error("%s", text)
        return tr("Something went wrong in the program itself ({name}).", name=type(error).__name__)
    return tr(
        "Something went wrong in the program itself ({name}). The project is as it was before this command.\n"
        "Please report it with the log: {log}",
        name=type(error).__name__,
        log=log,
    )
