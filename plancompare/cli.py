"""The command line: read arguments, call, write what came back, choose the exit code.

Results go to files or, with `--json -`, to standard output; everything said along the way goes to standard error,
one line a step. Exit codes: 0 done, 1 with `diff --exit-code` where there are edits, 2 trouble, 130 interrupted
(`__main__.py`).
Libraries that take long to load are imported by the command that needs them, so that `--help` starts at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plancompare import __version__
from plancompare.errors import InputError, PlanCompareError, UsageError
from plancompare.terminal import harmless, outline, summary, tree
from plancompare.writing import protect, write

if TYPE_CHECKING:
    from plancompare.ingest import Inputs, ReadingOptions
    from plancompare.model import Failure, Plan
    from plancompare.model.comparison import Comparison
    from plancompare.model.review import Overruled
    from plancompare.parse import Parsed
    from plancompare.review.entries import ReviewFile

DONE, EDITED, TROUBLE = 0, 1, 2
_FORMATS = ("html", "json", "xlsx", "csv", "docx", "md")
_NUMBERED: frozenset[str] = frozenset({"part", "chapter", "roman", "article", "arabic", "letter", "bullet"})

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Compare Vietnamese administrative plans section by section: what is shared, adapted, or a place's own.",
)

JsonFile = Annotated[str | None, typer.Option("--json", metavar="FILE", help="Write JSON to FILE; - prints it.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Exit with 0 although an input could not be used.")]
Reviews = Annotated[
    list[str] | None,
    typer.Option("--review", metavar="FILE", help="Apply what a reader overruled in a report (repeat for more)."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]
OcrLang = Annotated[str, typer.Option("--ocr-lang", metavar="LANG", help="Tesseract's languages for scans (vie+eng).")]
Dpi = Annotated[int, typer.Option("--dpi", min=72, max=1200, help="Points per inch at which scans are read.")]
Reread = Annotated[bool, typer.Option("--reread", help="Read the image anew though the file or its twin has text.")]
OcrCache = Annotated[str | None, typer.Option("--ocr-cache", metavar="DIR", help="Keep what was read from scans here.")]
MaxMb = Annotated[int, typer.Option("--max-mb", min=1, help="Largest file in MiB; twice that when unpacked.")]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Most pages of one file.")]
MaxPixels = Annotated[int, typer.Option("--max-pixels", min=1, help="Most points of one page or picture.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=0.1, help="Longest time for one file.")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing that goes wrong ends in a traceback.

    With the environment variable PLANCOMPARE_DEBUG set, an error nobody foresaw is raised instead of told.
    """
    try:
        code = typer.main.get_command(_asked_for(arguments))(arguments, prog_name="plancompare", standalone_mode=False)
    except PlanCompareError as error:
        _complain(str(error))
        return TROUBLE
    except typer.TyperException as error:
        said = " ".join(error.format_message().split()).rstrip(".")
        _complain(f"{said}{'' if said.endswith('?') else ';'} plancompare --help shows how")
        return TROUBLE
    except Exception as error:
        if os.environ.get("PLANCOMPARE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        _complain(f"something went wrong that should not have ({what}); set PLANCOMPARE_DEBUG=1 to see where")
        return TROUBLE
    return code if isinstance(code, int) else DONE


def _asked_for(arguments: Sequence[str] | None) -> typer.Typer:
    """The program with the command that the first argument names alone: making all takes longer than reading a plan."""
    first = next(iter(sys.argv[1:] if arguments is None else arguments), None)
    asked = [info for info in app.registered_commands if info.callback is not None and info.callback.__name__ == first]
    if not asked:
        return app
    alone = copy(app)
    alone.registered_commands = asked
    return alone


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        _print(f"plancompare {__version__}\n".encode())
        raise typer.Exit(DONE)
    if context.invoked_subcommand is None:
        raise UsageError("no command given; plancompare --help lists them")


@app.command()
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

    tell = _teller(quiet)
    options = _reading(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    inputs = find_inputs(files, options.limits)
    _tell_left_out(inputs, tell)
    protect(json, [], inputs.files)
    parsed, failures = _read(inputs.files, unique_ids(inputs.files), options)
    outlines = (outline for one in parsed for outline in (*one.plans, *one.others))
    plans = sorted(map(complete, outlines), key=lambda plan: plan.id)
    failures = sorted([*inputs.failures, *failures], key=lambda failure: failure.path)
    if json is None or show:
        _print(_letters("\n".join(map(tree if show else outline, plans))))
    if json is not None:
        _give(json, dumps(ParseResult(tuple(plans), tuple(failures))), tell)
    return _finish(failures, keep_going)


@app.command()
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
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language the report opens in.")] = "vi",
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
    formats = _formats(format)
    if not output:
        raise UsageError("-o: the name of the folder is empty; give one, or leave out -o to have reports")
    from plancompare.align.aside import alignment_process
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.model.comparison import Options
    from plancompare.schema import dumps

    tell = _teller(quiet)
    options = _reading(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    sources = find_inputs(source or [], options.limits)
    inputs = find_inputs(paths, options.limits)
    for found in (inputs, sources):
        _tell_left_out(found, tell)
    files = _columns(inputs.files, sources.files, tell)
    targets = {name: os.path.join(output, f"compare.{name}") for name in formats if name != "csv"}
    if "csv" in formats:
        from plancompare.report.tables import TABLES

        targets |= {f"{name}.csv": os.path.join(output, f"compare-{name}.csv") for name in TABLES}
    protect(json, list(targets.values()), [*files, *sources.files, *(review or ())])
    reviews = _reviews(review)

    ids = unique_ids(files)
    with alignment_process() as executor:
        from plancompare import compare_plans

        parsed, plan_failures = _read(files, ids, options)
        plans = _plans(parsed, tell)
        taken = {*ids, *(plan.id for plan in plans)}
        parsed, source_failures = _read(sources.files, unique_ids(sources.files, taken=taken), options)
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
            _finish(failures, keep_going)  # the reasons first: why there are too few plans, for one
            raise
    _tell_reviewed(comparison.review, tell)
    result = dumps(comparison) if json is not None or "json" in targets else b""
    if "html" in targets:
        tell("writing the report")
        _give(targets["html"], _letters(render(comparison, language=lang, version=__version__)), tell)
    if "json" in targets:
        _give(targets["json"], result, tell)
    if "docx" in targets:
        from plancompare.report.docx import comparison_docx

        _give(targets["docx"], comparison_docx(comparison, lang, version=__version__), tell)
    if "md" in targets:
        from plancompare.report.markdown import comparison_markdown

        _give(targets["md"], _letters(comparison_markdown(comparison, lang, version=__version__)), tell)
    if "xlsx" in formats or "csv" in formats:
        _give_tables(comparison, targets, lang, tell)
    if json is not None:
        _give(json, result, tell)
    return _finish(failures, keep_going)


@app.command()
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
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language the report opens in.")] = "vi",
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

    tell = _teller(quiet)
    options = _reading(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    files = _two_files(a, b, find_inputs([a, b], options.limits))
    protect(json, [output] if output is not None else [], [*files, *(review or ())])
    reviews = _reviews(review)
    parsed, failures = _read(files, unique_ids(files), options, whole=True)
    if failures:
        return _finish(failures, keep_going=False)
    from plancompare import diff_plans

    by_path = {one.plans[0].path: one.plans[0] for one in parsed}
    tell("telling noise from edits")
    difference = diff_plans(by_path[files[0]], by_path[files[1]], reviews)
    _tell_reviewed(difference.review, tell)
    if output is not None and output.lower().endswith(".docx"):
        from plancompare.report.docx import difference_docx

        _give(output, difference_docx(difference, lang), tell)
    elif output is not None and output.lower().endswith(".md"):
        from plancompare.report.markdown import difference_markdown

        _give(output, _letters(difference_markdown(difference, lang, version=__version__)), tell)
    elif output is not None:
        from plancompare.report.html import render_difference

        tell("writing the report")
        _give(output, _letters(render_difference(difference, language=lang, version=__version__)), tell)
    if json is not None:
        _give(json, dumps(difference), tell)
    if json is None and output is None:
        _print(_letters(summary(difference)))
    return EDITED if exit_code and any(change.label == "edit" for change in difference.changes) else DONE


@app.command()
def schema(
    kind: Annotated[
        Literal["parse", "compare", "diff", "review"],
        typer.Argument(help="The command whose JSON is described, or the review file."),
    ],
) -> int:
    """Print the JSON Schema of what a command writes."""
    from plancompare.schema import schema_text

    _print(schema_text(kind).encode())
    return DONE


def _give_tables(
    comparison: Comparison, targets: Mapping[str, str], lang: Literal["vi", "en"], tell: Callable[[str], None]
) -> None:
    from plancompare.report.tables import tables

    found = tables(comparison)
    if "xlsx" in targets:
        from plancompare.report.xlsx import xlsx_file

        _give(targets["xlsx"], xlsx_file(found, lang), tell)
    for table in found:
        if f"{table.name}.csv" in targets:
            from plancompare.report.csv_tables import csv_file

            _give(targets[f"{table.name}.csv"], csv_file(table, lang), tell)


# ---------------------------------------------------------------- reading


def _reading(
    ocr_lang: str,
    dpi: int,
    reread: bool,
    ocr_cache: str | None,
    max_mb: int,
    max_pages: int,
    max_pixels: int,
    max_seconds: float,
    tell: Callable[[str], None],
) -> ReadingOptions:
    from plancompare.ingest import Limits, ReadingOptions

    if ocr_cache == "":
        raise UsageError("--ocr-cache: the name of the folder is empty; give one, or leave the option out")
    size = max_mb * 1024**2
    limits = Limits(size, 2 * size, max_pages, max_pixels, max_seconds)
    return ReadingOptions(ocr_lang, dpi, reread, ocr_cache, limits, tell)


def _read(
    files: Sequence[str], ids: Sequence[str], options: ReadingOptions, whole: bool = False
) -> tuple[list[Parsed], list[Failure]]:
    """Outlines of the documents of these files, sorted by id, and the files that could not be used.

    With `whole` a file is one document, though it may hold several.
    """
    from plancompare import read_source
    from plancompare.model import Failure
    from plancompare.parse import Parsed, outline_plan, parse_documents

    found: list[Parsed] = []
    failures: list[Failure] = []
    for path, id in sorted(zip(files, ids, strict=True), key=lambda named: named[1]):
        options.tell(f"reading {_named(path)}")
        try:
            source = read_source(path, options)
            parsed = Parsed((outline_plan(source, id),)) if whole else parse_documents(source, id, ids)
        except InputError as error:
            failures.append(Failure(path, f"{error.problem}; {error.advice}"))
        except PlanCompareError as error:
            failures.append(Failure(path, str(error)))
        else:
            found.append(parsed)
            for warning in source.warnings:
                options.tell(f"plancompare: {_named(path)}: {warning.message}")
            plan = parsed.plans[0]
            if plan.metadata.document_type is None and _NUMBERED.isdisjoint(s.kind for s in plan.sections):
                _complain(f"{path}: no sections found; is it a plan?")
    return found, failures


def _reviews(paths: Sequence[str] | None) -> tuple[ReviewFile, ...]:
    if not paths:
        return ()
    from plancompare.review.entries import LARGEST, read_review

    found = []
    for path in paths:
        try:
            with open(path, "rb") as file:
                content = file.read(LARGEST + 1)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise UsageError(f"--review {_named(path)}: cannot be read ({reason}); check the name") from None
        found.append(read_review(content, path))
    return tuple(found)


def _tell_reviewed(review: Sequence[Overruled], tell: Callable[[str], None]) -> None:
    """How much of the reviews was applied, and of each entry that was not, why."""
    from plancompare.review.entries import PROBLEMS

    for file in dict.fromkeys(entry.file for entry in review):
        for number, entry in enumerate((entry for entry in review if entry.file == file), 1):
            if entry.problem is not None:
                _complain(f"{file}: entry {number} ({entry.kind}) is left out: {PROBLEMS[entry.problem]}")
    if review:
        tell(f"applied {sum(entry.problem is None for entry in review)} of {len(review)} entries of reviews")


def _plans(parsed: Sequence[Parsed], tell: Callable[[str], None]) -> list[Plan]:
    """The plans among the documents of these files, sorted by id; of the others it is said that they are left out."""
    for one in parsed:
        for other in one.others:
            what = other.metadata.document_type or "a document"
            tell(f"plancompare: {_named(other.path)}: {what} beside the plan is left out")
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


def _two_files(a: str, b: str, inputs: Inputs) -> tuple[str, str]:
    """The two files to compare, in the order given."""
    if inputs.failures:
        failure = inputs.failures[0]
        raise UsageError(f"{_named(failure.path)}: {failure.error}")
    if os.path.isdir(a) or os.path.isdir(b) or len(inputs.files) > 2:
        raise UsageError("diff compares two files; for folders and archives there is plancompare compare")
    if inputs.repeated or len(inputs.files) < 2:
        raise UsageError(f"{a} and {b} are one file; name two")
    files = inputs.files
    return (files[0], files[1]) if _stands_for(files[0], a) else (files[1], files[0])


def _stands_for(file: str, named: str) -> bool:
    """Whether `file` is what was named, or the one document of the archive that was named."""
    return file == named or file.startswith(f"{named}/")


def _tell_left_out(inputs: Inputs, tell: Callable[[str], None]) -> None:
    for path in inputs.repeated:
        tell(f"plancompare: {_named(path)} is a file already named, it is read once")
    for path in inputs.images:
        tell(f"plancompare: {_named(path)} is left out, its text lies beside it; name it to have it read")


def _formats(listed: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(name.strip() for name in listed.split(",")))
    for name in chosen:
        if name not in _FORMATS:
            raise UsageError(f"--format {listed}: no such format; choose {', '.join(_FORMATS)}")
    return chosen


# ---------------------------------------------------------------- speaking


def _give(path: str, content: bytes, tell: Callable[[str], None]) -> None:
    """A result to its file, or on standard output where the path is `-`."""
    if path == "-":
        _print(content)
        return
    write(path, content)
    tell(f"wrote {path}")


def _letters(text: str) -> bytes:
    return text.encode("utf-8", "replace")  # the name of a file may hold bytes that are no letters


def _print(content: bytes) -> None:
    """UTF-8 on standard output in every locale; a reader that has gone away (`| head`) is no news."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(TROUBLE) from None


def _finish(failures: Sequence[Failure], keep_going: bool) -> int:
    for failure in failures:
        _complain(f"{_named(failure.path)}: {failure.error}")
    return TROUBLE if failures and not keep_going else DONE


def _teller(quiet: bool) -> Callable[[str], None]:
    return (lambda message: None) if quiet else _say


def _complain(message: str) -> None:
    _say(f"plancompare: {message}")


def _say(message: str) -> None:
    with contextlib.suppress(OSError):  # nobody listens
        # One write with its line end: an interrupt between two would leave half a line for what is said last.
        sys.stderr.write(harmless(" ".join(message.split("\n"))) + "\n")
        sys.stderr.flush()


def _named(path: str) -> str:
    return path or "''"
