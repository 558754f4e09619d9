"""`plancompare diff`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare import __version__
from plancompare.cli.inputs import read_reviews, read_sources, reading_options, remark, tell_reviewed
from plancompare.cli.options import (
    Dpi,
    JsonFile,
    Language,
    MaxMb,
    MaxPages,
    MaxPixels,
    MaxSeconds,
    OcrCache,
    OcrLang,
    Quiet,
    Reread,
    Reviews,
)
from plancompare.cli.speech import DONE, EDITED, finish, give, letters, named_path, put_out, teller
from plancompare.errors import UsageError
from plancompare.terminal import summary
from plancompare.writing import protect

if TYPE_CHECKING:
    from plancompare.ingest import Inputs


def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="One text, such as the clean one or the draft.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other, such as the scan or the final version.")],
    json: JsonFile = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="REPORT",
            help="Both side by side (.html), tracked changes (.docx), or a summary (.md).",
        ),
    ] = None,
    lang: Language = "vi",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where a person changed words.")] = False,
    review: Reviews = None,
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
    """Tell what a scanner misread from what a person changed between two texts."""
    if output == "":
        raise UsageError("-o: the name of the report is empty; give one, such as -o report.html")
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.schema import dumps

    tell = teller(quiet)
    options = reading_options(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    files = _two_files(a, b, find_inputs([a, b], options.limits))
    protect(json, [output] if output is not None else [], [*files, *(review or ())])
    reviews = read_reviews(review)
    sources, failures = read_sources(files, unique_ids(files), options)
    if failures:
        return finish(failures, keep_going=False)
    from plancompare import diff_plans
    from plancompare.parse import outline_plan

    plans = [outline_plan(*source) for source in sources]
    for plan in plans:
        remark(plan)
    by_path = {plan.path: plan for plan in plans}
    tell("telling noise from edits")
    difference = diff_plans(by_path[files[0]], by_path[files[1]], reviews)
    tell_reviewed(difference.review, tell)
    if output is not None and output.lower().endswith(".docx"):
        from plancompare.report.docx import difference_docx

        give(output, difference_docx(difference, lang), tell)
    elif output is not None and output.lower().endswith(".md"):
        from plancompare.report.markdown import difference_markdown

        give(output, letters(difference_markdown(difference, lang, version=__version__)), tell)
    elif output is not None:
        from plancompare.report.html import render_difference

        tell("writing the report")
        give(output, letters(render_difference(difference, language=lang, version=__version__)), tell)
    if json is not None:
        give(json, dumps(difference), tell)
    if json is None and output is None:
        put_out(letters(summary(difference)))
    return EDITED if exit_code and any(change.label == "edit" for change in difference.changes) else DONE


def _two_files(a: str, b: str, inputs: Inputs) -> tuple[str, str]:
    """The two files to compare, in the order given."""
    if inputs.failures:
        failure = inputs.failures[0]
        raise UsageError(f"{named_path(failure.path)}: {failure.error}")
    if os.path.isdir(a) or os.path.isdir(b) or len(inputs.files) > 2:
        raise UsageError("diff compares two files; for folders and archives there is plancompare compare")
    if inputs.repeated or len(inputs.files) < 2:
        raise UsageError(f"{a} and {b} are one file; name two")
    files = inputs.files
    return (files[0], files[1]) if _stands_for(files[0], a) else (files[1], files[0])


def _stands_for(file: str, named: str) -> bool:
    """Whether `file` is what was named, or the one document of the archive that was named."""
    return file == named or file.startswith(f"{named}/")
