"""`plancompare compare`."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from plancompare import __version__
from plancompare.cli.inputs import (
    chosen_formats,
    read_files,
    read_reviews,
    reading_options,
    tell_left_out,
    tell_reviewed,
)
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
    Reviews,
)
from plancompare.cli.speech import finish, give, give_tables, letters, named_path, teller
from plancompare.errors import PlanCompareError, UsageError
from plancompare.writing import protect

if TYPE_CHECKING:
    from plancompare.model import Plan
    from plancompare.parse import Parsed

_FORMATS = ("html", "json", "xlsx", "csv", "docx", "md")


def compare(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Two or more plans, or folders of plans.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder for the report.")] = "reports",
    json: JsonFile = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="FILE", help="A directive or parent plan (repeat for more): no column."),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="ID", help="The plan (or its file) the others are held to: the first column."),
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="LIST", help="html, json, xlsx, csv, docx, md; several with commas.")
    ] = "html",
    lang: Language = "vi",
    review: Reviews = None,
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
    """Compare plans section by section and write a report."""
    formats = chosen_formats(format, _FORMATS)
    if not output:
        raise UsageError("-o: the name of the folder is empty; give one, or leave out -o to have reports")
    from plancompare.align.aside import alignment_process
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.model.comparison import Options
    from plancompare.schema import dumps

    tell = teller(quiet)
    options = reading_options(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    sources = find_inputs(source or [], options.limits)
    inputs = find_inputs(paths, options.limits)
    for found in (inputs, sources):
        tell_left_out(found, tell)
    files = _columns(inputs.files, sources.files, tell)
    targets = {name: os.path.join(output, f"compare.{name}") for name in formats if name != "csv"}
    if "csv" in formats:
        from plancompare.report.tables import TABLES

        targets |= {f"{name}.csv": os.path.join(output, f"compare-{name}.csv") for name in TABLES}
    protect(json, [], [*files, *inputs.images, *sources.files, *(review or ())], [*targets.values()])
    reviews = read_reviews(review)

    ids = unique_ids(files)
    with alignment_process() as executor:
        from plancompare import compare_plans

        parsed, plan_failures = read_files(files, ids, options)
        plans = _plans(parsed, tell)
        taken = {*ids, *(plan.id for plan in plans)}
        parsed, source_failures = read_files(sources.files, unique_ids(sources.files, taken=taken), options)
        parents = _plans(parsed, tell)
        failures = sorted(
            [*inputs.failures, *sources.failures, *plan_failures, *source_failures], key=lambda failure: failure.path
        )
        if "html" in targets and len(plans) > 1:
            from plancompare.report.html import load_page, render

            load_page()
        try:
            comparison = compare_plans(
                plans, parents, Options(base=_base(base, files, ids)), failures, tell, executor, reviews
            )
        except PlanCompareError:
            finish(failures, keep_going)  # the reasons first: why there are too few plans, for one
            raise
    tell_reviewed(comparison.review, tell)
    result = dumps(comparison) if json is not None or "json" in targets else b""
    if "html" in targets:
        tell("writing the report")
        give(targets["html"], letters(render(comparison, language=lang, version=__version__)), tell)
    if "json" in targets:
        give(targets["json"], result, tell)
    if "docx" in targets:
        from plancompare.report.docx import comparison_docx

        give(targets["docx"], comparison_docx(comparison, lang, version=__version__), tell)
    if "md" in targets:
        from plancompare.report.markdown import comparison_markdown

        give(targets["md"], letters(comparison_markdown(comparison, lang, version=__version__)), tell)
    if "xlsx" in formats or "csv" in formats:
        from plancompare.report.tables import tables

        give_tables(tables(comparison), targets, lang, tell)
    if json is not None:
        give(json, result, tell)
    return finish(failures, keep_going)


def _plans(parsed: Sequence[Parsed], tell: Callable[[str], None]) -> list[Plan]:
    """The plans among the documents of these files, sorted by id; of the others it is said that they are left out."""
    for one in parsed:
        for other in one.others:
            what = other.metadata.document_type or "a document"
            tell(f"plancompare: {named_path(other.path)}: {what} beside the plan is left out")
    return sorted((plan for one in parsed for plan in one.plans), key=lambda plan: plan.id)


def _columns(files: Sequence[str], sources: Sequence[str], tell: Callable[[str], None]) -> list[str]:
    """The plans that get a column: those not named as sources, too."""
    named = {os.path.realpath(path) for path in sources}
    for path in files:
        if os.path.realpath(path) in named:
            tell(f"plancompare: {path} is given with --source, so it gets no column")
    return [path for path in files if os.path.realpath(path) not in named]


def _base(base: str | None, files: Sequence[str], ids: Sequence[str]) -> str | None:
    """The id of the plan named as base by its id, its path, or the name of its file where only one has it."""
    if base is None or base in ids:
        return base
    named = [id for path, id in zip(files, ids, strict=True) if os.path.realpath(path) == os.path.realpath(base)]
    if not named:
        name = os.path.basename(base)
        named = [id for path, id in zip(files, ids, strict=True) if os.path.basename(path) == name]
    return named[0] if len(named) == 1 else base
