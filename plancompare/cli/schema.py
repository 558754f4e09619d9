"""`plancompare schema`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from plancompare.cli.speech import DONE, put_out


def schema(
    kind: Annotated[
        Literal["parse", "compare", "diff", "review", "scan", "query"],
        typer.Argument(help="The command whose JSON is described, a query of scan, or the review file."),
    ],
) -> int:
    """Print the JSON Schema of what a command writes."""
    from plancompare.schema import schema_text

    put_out(schema_text(kind).encode())
    return DONE
