"""What the program says and gives: results to files or standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import typer

from plancompare.errors import UsageError
from plancompare.terminal import harmless
from plancompare.writing import write

if TYPE_CHECKING:
    from plancompare.model import Failure
    from plancompare.report.tables.cells import Table

DONE, EDITED, TROUBLE = 0, 1, 2


def give(path: str, content: bytes, tell: Callable[[str], None]) -> None:
    """A result to its file, or on standard output where the path is `-`."""
    if path == "-":
        put_out(content)
        return
    write(path, content)
    tell(f"wrote {path}")


def give_tables(
    tables: Sequence[Table], targets: Mapping[str, str], lang: Literal["vi", "en"], tell: Callable[[str], None]
) -> None:
    """Tables as one workbook, and each as a CSV file, where `targets` has a place for it."""
    if "xlsx" in targets:
        from plancompare.report.xlsx import xlsx_file

        give(targets["xlsx"], xlsx_file(tables, lang), tell)
    for table in tables:
        if f"{table.name}.csv" in targets:
            from plancompare.report.csv_tables import csv_file

            give(targets[f"{table.name}.csv"], csv_file(table, lang), tell)


def letters(text: str) -> bytes:
    """UTF-8, with `?` for what is no letter: the name of a file may hold any bytes."""
    return text.encode("utf-8", "replace")  # the name of a file may hold bytes that are no letters


def put_out(content: bytes) -> None:
    """UTF-8 on standard output in every locale; a reader that has gone away (`| head`) is no news.

    Raises UsageError where it cannot be written, as to a file on a full disk.
    """
    if sys.stdout is None:  # as Python has it where the caller closed it
        raise UsageError("standard output is closed; write to a file with --json")
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(TROUBLE) from None
    except OSError as error:
        _drop_output()
        raise UsageError(f"standard output: cannot be written ({error.strerror}); write elsewhere") from None


def _drop_output() -> None:
    """What is still to be written goes nowhere, so that the end of the program does not fail of it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fill_standard_streams() -> None:
    """Where the caller closed one of the three, the next file opened would take its number, and all that libraries
    say there would go into that file."""
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(descriptor)


def finish(failures: Sequence[Failure], keep_going: bool) -> int:
    """Says what could not be used, and gives the exit code: 2 where there is any, unless `keep_going`, else 0."""
    for failure in failures:
        complain(f"{named_path(failure.path)}: {failure.error}")
    return TROUBLE if failures and not keep_going else DONE


def teller(quiet: bool) -> Callable[[str], None]:
    """What progress is told to: standard error, or nobody."""
    return (lambda message: None) if quiet else _say


def complain(message: str) -> None:
    """One line on standard error that bears the name of the program."""
    _say(f"plancompare: {message}")


def _say(message: str) -> None:
    if sys.stderr is None:  # as Python has it where the caller closed it
        return
    with contextlib.suppress(OSError):  # nobody listens
        # One write with its line end: an interrupt between two would leave half a line for what is said last.
        sys.stderr.write(harmless(" ".join(message.split("\n"))) + "\n")
        sys.stderr.flush()


def named_path(path: str) -> str:
    """A path as a message shows it; an empty one as `''`."""
    return path or "''"
