"""`plancompare scan`."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plancompare import __version__
from plancompare.cli.inputs import reading_options, tell_left_out
from plancompare.cli.options import (
    Dpi,
    JsonFile,
    KeepGoing,
    Language,
    MaxMb,
    MaxPages,
    MaxPixels,
    MaxSeconds,
    OcrCache,
    OcrLang,
    Quiet,
    Reread,
)
from plancompare.cli.speech import finish, give, letters, put_out, teller
from plancompare.errors import UsageError
from plancompare.writing import protect

if TYPE_CHECKING:
    from plancompare.model.scan import CorpusScan, Engine

_FORMATS = ("html", "json", "xlsx", "csv")


def scan(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[FOLDER...]", help="Folders of plans, files, zips.")
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder for the report.")] = "reports",
    json: JsonFile = None,
    format: Annotated[
        str, typer.Option("--format", metavar="LIST", help="html, json, xlsx, csv; several with commas.")
    ] = "html",
    lang: Language = "vi",
    index: Annotated[
        str | None,
        typer.Option("--index", metavar="FILE", help="Keep what was read and found here: the next run does the rest."),
    ] = None,
    query: Annotated[
        str | None,
        typer.Option("--query", metavar="FILE", help="Ask the index which of its texts share text with this one."),
    ] = None,
    engine: Annotated[Literal["duckdb", "spark"], typer.Option("--engine", help="What runs the search.")] = "duckdb",
    spark_master: Annotated[
        str, typer.Option("--spark-master", metavar="URL", help="Spark's master; the default is this machine.")
    ] = "local[*]",
    chunk: Annotated[
        str | None, typer.Option("--chunk", metavar="I/N", help="Look at the I-th of N parts of the pairs alone.")
    ] = None,
    merge: Annotated[
        list[str] | None,
        typer.Option("--merge", metavar="FILE", help="Join the JSON of all chunks (repeat for each) to one result."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Processes at work at once; the default is one a core.")
    ] = None,
    keep_going: KeepGoing = False,
    quiet: Quiet = False,
    ocr_lang: OcrLang = "vie",
    dpi: Dpi = 300,
    reread: Reread = False,
    ocr_cache: OcrCache = None,
    max_mb: MaxMb = 256,
    max_pages: MaxPages = 2000,
    max_pixels: MaxPixels = 100_000_000,
    max_seconds: MaxSeconds = 900.0,
) -> int:
    """Find text in common across a whole collection."""
    gc.enable()  # a long run holds little of what it makes
