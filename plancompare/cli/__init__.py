"""The command line: read arguments, call, write what came back, choose the exit code.

Results go to files or, with `--json -`, to standard output; everything said along the way goes to standard error,
one line a step. Exit codes: 0 done, 1 with `diff --exit-code` where there are edits, 2 trouble, 130 interrupted
(`__main__.py`).
A command is a module with a function of its name, which is loaded where it is asked for; libraries that take long to
load are imported by the command that needs them, so that `--help` starts at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from plancompare import __version__
from plancompare.cli.speech import DONE, TROUBLE, complain, fill_standard_streams, put_out
from plancompare.errors import PlanCompareError, UsageError

COMMANDS = ("parse", "compare", "diff", "scan", "schema")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing that goes wrong ends in a traceback.

    With the environment variable PLANCOMPARE_DEBUG set, an error nobody foresaw is raised instead of told.
    """
    fill_standard_streams()
    try:
        code = typer.main.get_command(_program(arguments))(arguments, prog_name="plancompare", standalone_mode=False)
    except PlanCompareError as error:
        complain(str(error))
        return TROUBLE
    except typer.TyperException as error:
        said = " ".join(error.format_message().split()).rstrip(".")
        complain(f"{said}{'' if said.endswith('?') else ';'} plancompare --help shows how")
        return TROUBLE
    except SystemExit:  # the reader of a help text has gone away
        return TROUBLE
    except Exception as error:
        if os.environ.get("PLANCOMPARE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        complain(f"something went wrong that should not have ({what}); set PLANCOMPARE_DEBUG=1 to see where")
        return TROUBLE
    return code if isinstance(code, int) else DONE


def _program(arguments: Sequence[str] | None) -> typer.Typer:
    """The program with the command that the first argument names alone: making all takes longer than reading a plan."""
    first = next(iter(sys.argv[1:] if arguments is None else arguments), None)
    program = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
        help="Compare Vietnamese administrative plans section by section: what is shared, adapted, or a place's own.",
    )
    program.callback(invoke_without_command=True)(_start)
    for name in [first] if first in COMMANDS else COMMANDS:
        program.command()(getattr(import_module(f"plancompare.cli.{name}"), name))
    return program


def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        put_out(f"plancompare {__version__}\n".encode())
        raise typer.Exit(DONE)
    if context.invoked_subcommand is None:
        raise UsageError("no command given; plancompare --help lists them")
