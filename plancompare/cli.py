"""The command line: read arguments, call, write what came back, choose the exit code.

Results go to files or, with `--json -`, to standard output; everything said along the way goes to standard error,
one line a step. Exit codes: 0 done, 1 with `diff --exit-code` where there are edits, 2 trouble, 130 interrupted
(`__main__.py`).
Libraries that take long to load are imported by the command that needs them, so that `--help` starts at once.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plancompare import __version__
from plancompare.errors import InputError, PlanCompareError, UsageError

if TYPE_CHECKING:
    from plancompare.ingest import Inputs
    from plancompare.model import Failure, Plan, Section
    from plancompare.model.difference import Difference

DONE, EDITED, TROUBLE = 0, 1, 2
_FORMATS = ("html", "json")
_LATER_FORMATS = ("xlsx", "csv", "docx")
_NUMBERED: frozenset[str] = frozenset({"part", "chapter", "roman", "article", "arabic", "letter", "bullet"})
# Characters that would steer a terminal or turn a line around when a file name or title holds them.
_STEERING = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Compare Vietnamese administrative plans section by section: what is shared, adapted, or a place's own.",
)

JsonFile = Annotated[str | None, typer.Option("--json", metavar="FILE", help="Write JSON to FILE; - prints it.")]
KeepGoing = Annotated[bool, typer.Option("--keep-going", help="Exit with 0 although an input could not be used.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what went wrong.")]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; nothing that goes wrong ends in a traceback.

    With the environment variable PLANCOMPARE_DEBUG set, an error nobody foresaw is raised instead of told.
    """
    try:
        code = typer.main.get_command(app)(arguments, prog_name="plancompare", standalone_mode=False)
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


@app.callback(invoke_without_command=True)
def _start(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        _print(f"plancompare {__version__}\n")
        raise typer.Exit(DONE)
    if context.invoked_subcommand is None:
        raise UsageError("no command given; plancompare --help lists them")


@app.command()
def parse(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Plans: text files or saved web pages.")],
    json: JsonFile = None,
    keep_going: KeepGoing = False,
    quiet: Quiet = False,
) -> int:
    """Show the sections and metadata of plans."""
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.model import ParseResult
    from plancompare.schema import dumps

    tell = _teller(quiet)
    inputs = find_inputs(files)
    _tell_repeated(inputs, tell)
    _protect(json, [], inputs.files)
    plans, failures = _read(inputs.files, unique_ids(inputs.files), tell)
    failures = sorted([*inputs.failures, *failures], key=lambda failure: failure.path)
    if json is None:
        _print("\n".join(map(_outline, plans)))
    else:
        _write(json, dumps(ParseResult(tuple(plans), tuple(failures))), tell)
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
    format: Annotated[str, typer.Option("--format", metavar="LIST", help="html, json, or both with a comma.")] = "html",
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language the report opens in.")] = "vi",
    keep_going: KeepGoing = False,
    quiet: Quiet = False,
) -> int:
    """Compare plans section by section and write a report."""
    formats = _formats(format)
    if not output:
        raise UsageError("-o: the name of the folder is empty; give one, or leave out -o to have reports")
    from plancompare.align.aside import alignment_process
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.model.comparison import CompareResult, Options
    from plancompare.schema import dumps

    tell = _teller(quiet)
    sources = find_inputs(source or [])
    inputs = find_inputs(paths)
    for found in (inputs, sources):
        _tell_repeated(found, tell)
    files = _columns(inputs.files, sources.files, tell)
    targets = {name: os.path.join(output, f"compare.{name}") for name in formats}
    _protect(json, list(targets.values()), [*files, *sources.files])

    ids = unique_ids(files)
    with alignment_process() as executor:
        from plancompare import compare_plans

        plans, plan_failures = _read(files, ids, tell)
        parents, source_failures = _read(sources.files, unique_ids(sources.files, taken=ids), tell)
        failures = sorted(
            [*inputs.failures, *sources.failures, *plan_failures, *source_failures], key=lambda failure: failure.path
        )
        if "html" in targets and len(plans) > 1:
            from plancompare.report.html import load_page, render

            load_page()
        try:
            comparison = compare_plans(plans, parents, Options(base=_base(base, files, ids)), failures, tell, executor)
        except PlanCompareError:
            _finish(failures, keep_going)  # the reasons first: why there are too few plans, for one
            raise
    result = dumps(CompareResult(comparison)) if json is not None or "json" in targets else ""
    if "html" in targets:
        tell("writing the report")
        _write(targets["html"], render(comparison, language=lang, version=__version__), tell)
    if "json" in targets:
        _write(targets["json"], result, tell)
    if json is not None:
        _write(json, result, tell)
    return _finish(failures, keep_going)


@app.command()
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="One text, such as the clean one or the draft.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other, such as the scan or the final version.")],
    json: JsonFile = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="REPORT.html", help="Write both texts side by side.")
    ] = None,
    lang: Annotated[Literal["vi", "en"], typer.Option("--lang", help="Language the report opens in.")] = "vi",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where a person changed words.")] = False,
    quiet: Quiet = False,
) -> int:
    """Tell what a scanner misread from what a person changed between two texts."""
    if output == "":
        raise UsageError("-o: the name of the report is empty; give one, such as -o report.html")
    from plancompare.ingest import find_inputs, unique_ids
    from plancompare.model.difference import DiffResult
    from plancompare.schema import dumps

    tell = _teller(quiet)
    files = _two_files(a, b, find_inputs([a, b]))
    _protect(json, [output] if output is not None else [], files)
    plans, failures = _read(files, unique_ids(files), tell)
    if failures:
        return _finish(failures, keep_going=False)
    from plancompare import diff_plans

    by_path = {plan.path: plan for plan in plans}
    tell("telling noise from edits")
    difference = diff_plans(by_path[files[0]], by_path[files[1]])
    if output is not None:
        from plancompare.report.html import render_difference

        tell("writing the report")
        _write(output, render_difference(difference, language=lang, version=__version__), tell)
    if json is not None:
        _write(json, dumps(DiffResult(difference)), tell)
    if json is None and output is None:
        _print(_summary(difference))
    return EDITED if exit_code and any(change.label == "edit" for change in difference.changes) else DONE


@app.command()
def schema(
    kind: Annotated[Literal["parse", "compare", "diff"], typer.Argument(help="The command whose JSON is described.")],
) -> int:
    """Print the JSON Schema of what a command writes."""
    from plancompare.schema import schema_text

    _print(schema_text(kind))
    return DONE


# ---------------------------------------------------------------- reading


def _read(files: Sequence[str], ids: Sequence[str], tell: Callable[[str], None]) -> tuple[list[Plan], list[Failure]]:
    """The plans of these files, sorted by id, and those that could not be used."""
    from plancompare import parse_plan, read_source
    from plancompare.model import Failure

    plans: list[Plan] = []
    failures: list[Failure] = []
    for path, id in sorted(zip(files, ids, strict=True), key=lambda named: named[1]):
        tell(f"reading {_named(path)}")
        try:
            plan = parse_plan(read_source(path), id)
        except InputError as error:
            failures.append(Failure(path, f"{error.problem}; {error.advice}"))
        except PlanCompareError as error:
            failures.append(Failure(path, str(error)))
        else:
            plans.append(plan)
            if plan.metadata.document_type is None and _NUMBERED.isdisjoint(s.kind for s in plan.sections):
                _complain(f"{path}: no sections found; is it a plan?")
    return plans, failures


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
    if os.path.isdir(a) or os.path.isdir(b):
        raise UsageError("diff compares two files; for folders there is plancompare compare")
    if inputs.repeated:
        raise UsageError(f"{a} and {b} are one file; name two")
    return a, b


def _tell_repeated(inputs: Inputs, tell: Callable[[str], None]) -> None:
    for path in inputs.repeated:
        tell(f"plancompare: {_named(path)} is a file already named, it is read once")


def _formats(listed: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(name.strip() for name in listed.split(",")))
    for name in chosen:
        if name in _LATER_FORMATS:
            raise UsageError(f"--format {name}: cannot be written yet; choose {' or '.join(_FORMATS)}")
        if name not in _FORMATS:
            raise UsageError(f"--format {listed}: no such format; choose {' or '.join(_FORMATS)}")
    return chosen


# ---------------------------------------------------------------- writing


def _protect(json: str | None, reports: Sequence[str], inputs: Sequence[str]) -> None:
    """Refuse, before any work is done, what cannot be written, or only over an input or over another result."""
    written = [(path, "name another folder with -o") for path in reports]
    if json == "":
        raise UsageError("--json: the name of the file is empty; give one, or - to print the result")
    if json is not None and json != "-":
        written.append((json, "name another file with --json"))
    for path, advice in written:
        _check_place(path, advice)
    places = [os.path.realpath(path) for path, _ in written]
    read = {os.path.realpath(path) for path in inputs}
    for place in places:
        if place in read:
            raise UsageError(f"{place}: would be written over, but it is one of the inputs; choose another file")
        if places.count(place) > 1:
            raise UsageError(f"{place}: two results would be written to it; choose another file with --json")


def _check_place(path: str, advice: str) -> None:
    if os.path.isdir(path):
        raise UsageError(f"{path} is a folder, not a file; {advice}")
    if os.path.isfile(path) or not os.path.exists(path):  # else a device, which is written to in its place
        path = os.path.dirname(path) or "."
        while not os.path.exists(path):
            path = os.path.dirname(path) or "."
        if not os.path.isdir(path):
            raise UsageError(f"{path} is a file, not a folder; {advice}")
    if not os.access(path, os.W_OK):
        raise UsageError(f"{path}: you may not write here; {advice}")


def _write(path: str, text: str, tell: Callable[[str], None]) -> None:
    """Write a result whole or not at all: beside its place first, then moved there."""
    if path == "-":
        _print(text)
        return
    content = text.encode("utf-8", "replace")  # a file name may hold bytes that are no letters
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        if os.path.exists(path) and not stat.S_ISREG(os.stat(path).st_mode):  # /dev/null must not be replaced
            with open(path, "wb") as device:
                device.write(content)
        else:
            _replace(os.path.realpath(path), content)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"{path}: cannot be written ({reason}); choose another place") from None
    tell(f"wrote {path}")


def _replace(path: str, content: bytes) -> None:
    beside = f"{path}.{os.getpid()}.tmp"
    try:
        with open(beside, "xb") as file:
            file.write(content)
        os.replace(beside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(beside)
        raise


def _print(text: str) -> None:
    """Text on standard output, UTF-8 in every locale; a reader that has gone away (`| head`) is no news."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(TROUBLE) from None


# ---------------------------------------------------------------- speaking


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
        sys.stderr.write(_harmless(" ".join(message.split("\n"))) + "\n")
        sys.stderr.flush()


def _named(path: str) -> str:
    return path or "''"


def _harmless(text: str) -> str:
    """Text as it may be shown on a terminal.

    >>> _harmless("kế hoạch\\x1b[2J.txt")
    'kế hoạch\\\\x1b[2J.txt'
    """
    return re.sub(_STEERING, lambda found: found[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


_SHOWN_CHANGES = ("edit", "undecidable", "missing_part")
_RELATIONS = {
    "same": "the same document",
    "same_with_edits": "the same document, with edits",
    "related": "two documents that share text",
    "unrelated": "two documents without text in common",
}


def _summary(difference: Difference) -> str:
    """A difference as a person reads it in a terminal: what the texts are, then a line for each change that matters."""
    from plancompare.text import line_starts

    lines = [f"{_RELATIONS[difference.relation]} (probability {difference.relation_confidence:.2f})"]
    lines += [f"  {remark.message}" for remark in difference.remarks]
    starts = line_starts(difference.a.text)
    for change in difference.changes:
        if change.label in _SHOWN_CHANGES:
            what = " ".join(filter(None, (change.label.replace("_", " "), change.kind)))
            one, other = (_short(text) for text in (change.a_text, change.b_text))
            line = bisect_right(starts, change.a_start)
            lines.append(f"  line {line}: {what} ({change.probability:.2f}): {one} → {other}")
    counts = {label: sum(change.label == label for change in difference.changes) for label in ("ocr_noise", "layout")}
    lines.append(f"  misread by the scanner: {counts['ocr_noise']} places; layout only: {counts['layout']}")
    return "\n".join(map(_harmless, lines)) + "\n"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= 60 else f"“{text[:40]} … {text[-15:]}”"


def _outline(plan: Plan) -> str:
    """A plan as a person reads it in a terminal: what it is, then a line for each section."""
    said = plan.metadata
    facts = [said.document_type, said.document_number, said.issuing_body, said.date or (said.year and str(said.year))]
    if plan.ocr.is_ocr:
        facts.append(f"a scan, about {plan.ocr.noise:.0%} of its words misread")
    depths: dict[str | None, int] = {None: 0}
    lines = [plan.path, "  " + " · ".join(fact for fact in facts if fact)]
    for section in plan.sections:
        depths[section.id] = depths[section.parent] + 1
        place = f"{section.start_line}-{section.end_line}"
        lines.append(f"  {place:>9}{'  ' * depths[section.id]}{_heading(plan, section)}")
    return "\n".join(map(_harmless, lines)) + "\n"


def _heading(plan: Plan, section: Section) -> str:
    own = section.title or " ".join(plan.text[slice(*section.own[0])][:400].split()) if section.own else ""
    if section.raw_label and not section.title:
        own = own.removeprefix(section.raw_label).lstrip(".)/ ")  # the id before it says as much
    shown = own if len(own) <= 72 else own[:71] + "…"
    return f"{section.id}  {shown}" if section.label else f"{section.kind}  {shown}"
