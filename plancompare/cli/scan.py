"""`plancompare scan`."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plancompare import __version__
from plancompare.cli.inputs import chosen_formats, reading_options, tell_left_out
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
from plancompare.cli.speech import finish, give, give_tables, letters, put_out, teller
from plancompare.errors import PlanCompareError, UsageError
from plancompare.terminal import hits
from plancompare.writing import protect

if TYPE_CHECKING:
    from plancompare.ingest import ReadingOptions
    from plancompare.model.scan import CorpusScan, ScannedDocument

_FORMATS = ("html", "json", "xlsx", "csv", "md")


def scan(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[FOLDER...]", help="Folders of plans, files, zips.")
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder for the report.")] = "reports",
    json: JsonFile = None,
    format: Annotated[
        str, typer.Option("--format", metavar="LIST", help="html, json, xlsx, csv, md; several with commas.")
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
    prepare: Annotated[
        str | None,
        typer.Option("--prepare", metavar="FILE", help="Only read the texts; keep what a search needs (Parquet)."),
    ] = None,
    prepared: Annotated[
        list[str] | None,
        typer.Option("--prepared", metavar="FILE", help="Take from here what was prepared (repeat for more)."),
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
    tell = teller(quiet)
    _check(paths, output, index, query, merge, prepare)
    chosen = chosen_formats(format, _FORMATS)
    reading = reading_options(ocr_lang, dpi, reread, ocr_cache, max_mb, max_pages, max_pixels, max_seconds, tell)
    if query is not None and index is not None:
        return _ask(query, index, reading, json, tell, keep_going)
    from plancompare.corpus.index_file import without_index
    from plancompare.ingest import find_inputs
    from plancompare.model.scan import ScanOptions

    targets = {name: os.path.join(output, f"scan.{name}") for name in chosen if name != "csv"}
    if "csv" in chosen:
        from plancompare.report.scan_tables import SCAN_TABLES

        targets |= {f"{name}.csv": os.path.join(output, f"scan-{name}.csv") for name in SCAN_TABLES}
    written = [*targets.values()] if prepare is None else []
    if merge:
        protect(json, [], merge, written)
        found = _merged(merge)
    else:
        inputs = find_inputs(paths or [], reading.limits)
        tell_left_out(inputs, tell)
        named = [path for path in (index, prepare) if path is not None]
        read = [*without_index(inputs.files, index), *inputs.images, *(prepared or ())]
        protect(json, named, read, written)
        options = ScanOptions(engine=engine, chunk=_part(chunk))
        if prepare is not None:
            from plancompare.scan import prepare_folder

            failures = prepare_folder(paths or [], reading, prepare, options, index, jobs, tell)
            tell(f"wrote {prepare}")
            return finish(failures, keep_going)
        from plancompare.scan import scan_folder

        try:
            found = scan_folder(paths or [], reading, options, index, jobs, tell, spark_master, prepared or ())
        except KeyboardInterrupt:
            if index is not None:
                tell(f"{index} keeps what was done; the same command goes on from there")
            raise
    if not found.documents:
        return finish(found.failures, keep_going=False)
    tell(f"{len(found.documents):,} texts: {len(found.pairs):,} pairs, {len(found.groups):,} groups")
    _give_results(found, targets, json, lang, reading, tell)
    return finish(found.failures, keep_going)


def _check(
    paths: Sequence[str] | None,
    output: str,
    index: str | None,
    query: str | None,
    merge: Sequence[str] | None,
    prepare: str | None,
) -> None:
    """Refuses options that do not go together."""
    for name, given in (("-o", output), ("--index", index), ("--query", query), ("--prepare", prepare)):
        if given == "":
            raise UsageError(f"{name}: the name is empty; give one, or leave the option out")
    if query is not None and index is None:
        raise UsageError("--query: name the index that is asked with --index; scan FOLDER --index FILE makes one")
    alone = [name for name, given in (("--query", query), ("--merge", merge)) if given]
    if len(alone) > 1 or (alone and (paths or prepare is not None)):
        raise UsageError(f"{alone[0]} stands alone: leave out folders, --prepare and the other of --query and --merge")
    if not alone and not paths:
        raise UsageError("no folder to scan; name at least one, or ask an index with --query")


def _part(chunk: str | None) -> tuple[int, int] | None:
    """`2/10` as (2, 10)."""
    if chunk is None:
        return None
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", chunk)
    if found is None or not 1 <= int(found[1]) <= int(found[2]):
        raise UsageError(f"--chunk {chunk}: give I/N, such as 1/10, with I from 1 to N")
    return int(found[1]), int(found[2])


def _ask(
    path: str, index: str, reading: ReadingOptions, json: str | None, tell: Callable[[str], None], keep_going: bool
) -> int:
    from plancompare.corpus.query import query_index
    from plancompare.schema import dumps

    protect(json, [], [path, index])
    result = query_index(path, index, reading)
    if json is None:
        put_out(letters(hits(result)))
    else:
        give(json, dumps(result), tell)
    return finish(result.failures, keep_going)


def _merged(files: Sequence[str]) -> CorpusScan:
    from plancompare.corpus.chunks import decode_scan, merge

    return merge((path, decode_scan(path, _content(path))) for path in files)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(f"--merge {path}: cannot be read ({reason}); check the name") from None


def _give_results(
    found: CorpusScan,
    targets: Mapping[str, str],
    json: str | None,
    lang: Literal["vi", "en"],
    reading: ReadingOptions,
    tell: Callable[[str], None],
) -> None:
    from plancompare.schema import dumps

    if "html" in targets:
        from plancompare.report.scan_page import render_scan

        tell("writing the report")
        texts = partial(_text, {one.id: one for one in found.documents}, reading._replace(tell=lambda message: None))
        give(targets["html"], letters(render_scan(found, text_of=texts, language=lang, version=__version__)), tell)
    if "md" in targets:
        from plancompare.report.markdown import scan_markdown

        give(targets["md"], letters(scan_markdown(found, lang, version=__version__)), tell)
    if "xlsx" in targets or any(name.endswith(".csv") for name in targets):
        from plancompare.report.scan_tables import scan_tables

        give_tables(scan_tables(found), targets, lang, tell)
    result = dumps(found) if json is not None or "json" in targets else b""
    if "json" in targets:
        give(targets["json"], result, tell)
    if json is not None:
        give(json, result, tell)


def _text(documents: Mapping[str, ScannedDocument], reading: ReadingOptions, id: str) -> str | None:
    """The text of a document, where its file still is what was scanned."""
    from plancompare import read_source

    try:
        source = read_source(documents[id].path, reading)
    except PlanCompareError:
        return None
    return source.text if source.sha256 == documents[id].sha256 else None
