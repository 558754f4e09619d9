"""From what the user names to what the steps take: files, how to read them, plans, reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plancompare.cli.speech import complain, named_path
from plancompare.errors import InputError, PlanCompareError, UsageError

if TYPE_CHECKING:
    from plancompare.ingest import Inputs, ReadingOptions
    from plancompare.model import Failure, Plan, Source
    from plancompare.model.review import Overruled
    from plancompare.parse import Parsed
    from plancompare.review.entries import ReviewFile

_NUMBERED: frozenset[str] = frozenset({"part", "chapter", "roman", "article", "arabic", "letter", "bullet"})


def reading_options(
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
    """How files are to be read, from the options of a command. Raises UsageError for an empty `--ocr-cache`."""
    from plancompare.ingest import Limits, ReadingOptions

    if ocr_cache == "":
        raise UsageError("--ocr-cache: the name of the folder is empty; give one, or leave the option out")
    size = max_mb * 1024**2
    limits = Limits(size, 2 * size, max_pages, max_pixels, max_seconds)
    return ReadingOptions(ocr_lang, dpi, reread, ocr_cache, limits, tell)


def read_files(files: Sequence[str], ids: Sequence[str], options: ReadingOptions) -> tuple[list[Parsed], list[Failure]]:
    """Outlines of the documents of these files, sorted by id, and the files that could not be used."""
    from plancompare.parse import parse_documents

    sources, failures = read_sources(files, ids, options)
    found = []
    for source, id in sources:
        parsed = parse_documents(source, id, ids)
        remark(parsed.plans[0])
        found.append(parsed)
    return found, failures


def read_sources(
    files: Sequence[str], ids: Sequence[str], options: ReadingOptions
) -> tuple[list[tuple[Source, str]], list[Failure]]:
    """The texts of these files with their ids, sorted by id, and the files that could not be used."""
    from plancompare import read_source
    from plancompare.model import Failure

    found: list[tuple[Source, str]] = []
    failures: list[Failure] = []
    for path, id in sorted(zip(files, ids, strict=True), key=lambda named: named[1]):
        options.tell(f"reading {named_path(path)}")
        try:
            source = read_source(path, options)
        except InputError as error:
            failures.append(Failure(path, f"{error.problem}; {error.advice}"))
        except PlanCompareError as error:
            failures.append(Failure(path, str(error)))
        else:
            found.append((source, id))
            for warning in source.warnings:
                options.tell(f"plancompare: {named_path(path)}: {warning.message}")
    return found, failures


def remark(plan: Plan) -> None:
    """Says what makes one doubt that this is a plan."""
    if plan.metadata.document_type is None and _NUMBERED.isdisjoint(s.kind for s in plan.sections):
        complain(f"{plan.path}: no sections found; is it a plan?")


def tell_left_out(inputs: Inputs, tell: Callable[[str], None]) -> None:
    """Says of each input that is not read why: it was named before, or its text lies beside it."""
    for path in inputs.repeated:
        tell(f"plancompare: {named_path(path)} is a file already named, it is read once")
    for path in inputs.images:
        tell(f"plancompare: {named_path(path)} is left out, its text lies beside it; name it to have it read")


def read_reviews(paths: Sequence[str] | None) -> tuple[ReviewFile, ...]:
    """The review files at these paths. Raises UsageError where one cannot be read or is no review."""
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
            raise UsageError(f"--review {named_path(path)}: cannot be read ({reason}); check the name") from None
        found.append(read_review(content, path))
    return tuple(found)


def tell_reviewed(review: Sequence[Overruled], tell: Callable[[str], None]) -> None:
    """How much of the reviews was applied, and of each entry that was not, why."""
    from plancompare.review.entries import PROBLEMS

    for file in dict.fromkeys(entry.file for entry in review):
        for number, entry in enumerate((entry for entry in review if entry.file == file), 1):
            if entry.problem is not None:
                complain(f"{file}: entry {number} ({entry.kind}) is left out: {PROBLEMS[entry.problem]}")
    if review:
        tell(f"applied {sum(entry.problem is None for entry in review)} of {len(review)} entries of reviews")


def chosen_formats(listed: str, known: Sequence[str]) -> tuple[str, ...]:
    """The formats named behind `--format`, each once. Raises UsageError for one that is not in `known`."""
    chosen = tuple(dict.fromkeys(name.strip() for name in listed.split(",")))
    for name in chosen:
        if name not in known:
            raise UsageError(f"--format {listed}: no such format; choose {', '.join(known)}")
    return chosen
