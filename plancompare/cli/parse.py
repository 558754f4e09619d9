"""`plancompare parse`."""

from __future__ import annotations

from typing import Annotated

import typer

from plancompare.cli.inputs import read_files, reading_options, tell_left_out
from plancompare.cli.options import (
    Dpi,
    JsonFile,
    KeepGoing,
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
from plancompare.terminal import outline, tree
from plancompare.writing import protect


def parse(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Plans of any format, folders, zips.")],
    json: JsonFile = None,
    show: Annotated[bool, typer.Option("--show", help="Print the whole tree with its text.")] = False,
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
    """Show the sections and metadata of plans."""
    if show and json == "-":
        raise UsageError("--show and --json - would both be printed; write the JSON to a file")
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.model import ParseResult
    from plancompare.parse import complete
    from plancompare.schema import dumps

    tell = teller(quiet)
    options = reading_options(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    inputs = find_inputs(files, options.limits)
    tell_left_out(inputs, tell)
    protect(json, [], [*inputs.files, *inputs.images])
    parsed, failures = read_files(inputs.files, unique_ids(inputs.files), options)
    outlines = (outline for one in parsed for outline in (*one.plans, *one.others))
    plans = sorted(map(complete, outlines), key=lambda plan: plan.id)
    failures = sorted([*inputs.failures, *failures], key=lambda failure: failure.path)
    if json is None or show:
        put_out(letters("\n".join(map(tree if show else outline, plans))))
    if json is not None:
        give(json, dumps(ParseResult(tuple(plans), tuple(failures))), tell)
    return finish(failures, keep_going)
