"""The pipeline of a scan of a whole collection: the only module that knows the order of its steps.

    files ─ update ─▶ index: texts, grams ─ engine (SQL) ─┬─▶ candidates ─ read_closely ─▶ records
                                                          └─▶ frequent grams ─▶ boilerplate
    candidates, records ─ verify ─▶ pairs of texts ─▶ pairs of files ─ assemble ─▶ groups, CorpusScan

A text is what a file holds: files of the same bytes share one, which is read and verified once. What was read and
found before is taken from the index.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from itertools import combinations, islice, product
from tempfile import TemporaryDirectory

from plancompare.corpus.assembly import assemble, scanned_document, scanned_pair
from plancompare.corpus.boilerplate import CommonText, find_boilerplate
from plancompare.corpus.engine import Candidates, FrequentGrams
from plancompare.corpus.index import Close, Index, IndexedFile, open_index
from plancompare.corpus.index_file import settings_of, without_index
from plancompare.corpus.progress import Tell, stretches
from plancompare.corpus.queries import FEW, for_texts
from plancompare.corpus.record import decode, read_closely
from plancompare.corpus.verification import Unverified, Verified, arrange, judge, verify
from plancompare.corpus.workers import cores, worker_processes
from plancompare.errors import PlanCompareError
from plancompare.ingest import ReadingOptions, find_inputs, read_source
from plancompare.model import Failure
from plancompare.model.comparison import Lineage
from plancompare.model.scan import Boilerplate, CorpusScan, ScannedPair, ScanOptions

_RECORDS = 500  # texts read closely, and
_PAIRS = 1000  # pairs verified, that are kept in one go: half a minute of work at most
_MANY_PAIRS = 10_000
"""So many pairs are verified by new processes: those that have read 45,000 texts hold .13 GB each, new ones .07."""
_MOST_COPIES = 50  # files of one text that are each paired with others; of more, the first stands for all

Pair = tuple[int, int]  # numbers of two texts, or twice that of one that several files hold
Texts = Sequence[Sequence[IndexedFile]]  # the files that hold each text, by id


def scan_folder(
    paths: Sequence[str],
    reading: ReadingOptions = ReadingOptions(),
    options: ScanOptions = ScanOptions(),
    index_path: str | None = None,
    jobs: int | None = None,
    tell: Tell | None = None,
    spark_master: str = "local[*]",
    prepared: Sequence[str] = (),
) -> CorpusScan:
    """The text in common across all plans of these files, folders and archives; a file is one document.

    What is read and found is kept at `index_path`, so that the next run does the rest only; the result is that of a
    run without. `jobs` processes are at work, by default one a core. The result depends neither on their number nor on
    the order of `paths`. Raises UsageError where the index cannot be used, LimitError where memory runs out.
    """
    tell = tell or _nobody
    with _updated(paths, reading, options, index_path, prepared, jobs, tell) as (index, reading, failures, executor):
        texts = _texts(index.files())
        options = for_texts(options, len(texts))
        tell(f"looking for text in common among {len(texts):,} texts")
        candidates, frequent = _search(index, options, spark_master)
        index.keep_boilerplate(frequent)
        asked = _asked(candidates, texts, options)
        failures += _read(index, asked, texts, reading, executor, tell)
        asked = _readable(index, asked)
        new = arrange(index.want(asked))
        with _verifying(executor, jobs, len(new)) as processes:
            failures += _verify(index, new, texts, processes, tell)
        if executor is not None:
            executor.shutdown()  # the result wants the memory of its processes
        close = index.read_closely(asked)
        tell("looking for boilerplate")
        common = find_boilerplate(index.connection, frequent, partial(_text, index, texts, reading))
        return assemble(
            documents=(scanned_document(file, close.get(file.doc)) for files in texts for file in files),
            pairs=_found(index, texts, frequent, options),
            boilerplate=[_boilerplate(number, one, texts) for number, one in enumerate(common, 1)],
            failures=failures,
            options=options,
        )


def prepare_folder(
    paths: Sequence[str],
    reading: ReadingOptions,
    target: str,
    options: ScanOptions = ScanOptions(),
    index_path: str | None = None,
    jobs: int | None = None,
    tell: Tell | None = None,
) -> tuple[Failure, ...]:
    """Only the reading of `scan_folder`: the file `target`, given to it as `prepared`, saves it that; also elsewhere.

    Gives the inputs that could not be used. Raises UsageError where `target` cannot be written.
    """
    from plancompare.corpus.parquet import write_prepared

    with _updated(paths, reading, options, index_path, (), jobs, tell or _nobody) as (index, _, failures, _):
        write_prepared(index.connection, target, index.settings)
    return tuple(sorted(failures, key=lambda failure: failure.path))


@contextmanager
def _updated(
    paths: Sequence[str],
    reading: ReadingOptions,
    options: ScanOptions,
    index_path: str | None,
    prepared: Sequence[str],
    jobs: int | None,
    tell: Tell,
) -> Iterator[tuple[Index, ReadingOptions, list[Failure], Executor | None]]:
    """The index with these files and no others; how to read them, those that could not be, and the processes for it."""
    inputs = find_inputs(paths, reading.limits)
    files = without_index(inputs.files, index_path)
    tell(f"looking at {len(files):,} files")
    if not files:  # a folder mistyped, or on a disk that is not there: no reason to empty an index
        index_path = None
    with (
        TemporaryDirectory(prefix="plancompare-", ignore_cleanup_errors=True) as folder,
        open_index(index_path, settings_of(reading, options.sample)) as index,
        worker_processes(jobs or cores()) as executor,
    ):
        if prepared:
            from plancompare.corpus.parquet import read_prepared

            read_prepared(index.connection, prepared, index.settings)
        if reading.ocr_cache is None:  # a picture is recognised once, though it is read closely as well
            reading = reading._replace(ocr_cache=folder)
        yield index, reading, [*inputs.failures, *index.update(files, reading, executor, tell)], executor


def _nobody(message: str) -> None:
    """Hears what nobody asked for."""


def _texts(files: Iterable[IndexedFile]) -> Texts:
    texts = defaultdict[int, list[IndexedFile]](list)
    for file in files:
        texts[file.doc].append(file)
    return [texts[doc] for doc in range(len(texts))]


def _search(index: Index, options: ScanOptions, spark_master: str) -> tuple[Candidates, FrequentGrams]:
    """Which texts are worth a look, and the grams that are boilerplate."""
    if options.engine == "spark":
        from plancompare.corpus.spark_engine import spark_engine

        with spark_engine(index.connection, spark_master) as engine:
            return engine.candidates(options), engine.frequent_grams(options)
    from plancompare.corpus.duckdb_engine import DuckDBEngine

    local = DuckDBEngine(index.connection)
    return local.candidates(options), local.frequent_grams(options)


# ---------------------------------------------------------------- which pairs


def _asked(candidates: Candidates, texts: Texts, options: ScanOptions) -> list[Pair]:
    """The pairs of texts to verify: as in `compare`, the one whose file has the lower id comes first.

    A text that several files hold is a pair with itself. Of two texts that several files hold either may come first.
    """
    if len(texts) <= FEW:
        candidates = _all_pairs(len(texts))
    candidates = _with_copies(candidates, texts)
    if options.chunk is not None:
        from plancompare.corpus.chunks import chunk_of

        first = [files[0] for files in texts]
        candidates = chunk_of(candidates, [one.sha256 for one in first], [one.words for one in first], options.chunk)
    asked: list[Pair] = []
    for a, b in zip(candidates.a.tolist(), candidates.b.tolist(), strict=True):
        asked.append((a, b))
        if a != b and _carriers(texts[a])[-1].id > texts[b][0].id:
            asked.append((b, a))
    return asked


def _all_pairs(texts: int) -> Candidates:
    import numpy as np

    a, b = np.triu_indices(texts, 1)
    return Candidates(a.astype(np.int32), b.astype(np.int32), np.zeros(len(a), np.int32))


def _with_copies(candidates: Candidates, texts: Texts) -> Candidates:
    """The candidates, and each text that several files hold as a pair with itself."""
    import numpy as np

    copied = np.array([doc for doc, files in enumerate(texts) if len(files) > 1], np.int32)
    a, b = np.concatenate([candidates.a, copied]), np.concatenate([candidates.b, copied])
    shared = np.concatenate([candidates.shared, np.zeros(len(copied), np.int32)])
    order = np.lexsort((b, a))
    return Candidates(a[order], b[order], shared[order])


def _carriers(files: Sequence[IndexedFile]) -> Sequence[IndexedFile]:
    """The files that stand for a text in pairs with others: all, or the first alone where they are very many."""
    return files if len(files) <= _MOST_COPIES else files[:1]


# ---------------------------------------------------------------- reading and verifying


def _read(
    index: Index, asked: Sequence[Pair], texts: Texts, reading: ReadingOptions, executor: Executor | None, tell: Tell
) -> list[Failure]:
    """Reads closely the texts of these pairs that were not before; tells which could not be."""
    failures: list[Failure] = []
    docs = index.unread(sorted({doc for pair in asked for doc in pair}))
    found = read_closely([texts[doc][0].path for doc in docs], reading, executor)
    for start, end in stretches(len(docs), _RECORDS, tell, "reading closely", "texts"):
        read = []
        for doc, one in zip(docs[start:end], islice(found, end - start), strict=True):
            if isinstance(one, Failure):
                failures.append(one)
            elif one.sha256 != texts[doc][0].sha256:
                failures.append(Failure(one.path, "was changed while it was read; run the same again"))
            else:
                read.append((doc, Close(one.is_scan, one.metadata), one.record))
        index.keep_records(read)
    return failures


def _readable(index: Index, asked: Sequence[Pair]) -> list[Pair]:
    """The pairs both texts of which have a record."""
    unread = set(index.unread({doc for pair in asked for doc in pair}))
    return [pair for pair in asked if unread.isdisjoint(pair)]


@contextmanager
def _verifying(executor: Executor | None, jobs: int | None, pairs: int) -> Iterator[Executor | None]:
    """The processes to verify so many pairs: those that read the texts, or new ones in their place."""
    if executor is None or pairs < _MANY_PAIRS:
        yield executor
        return
    executor.shutdown()
    with worker_processes(jobs or cores()) as fresh:
        yield fresh


def _verify(index: Index, new: Sequence[Pair], texts: Texts, executor: Executor | None, tell: Tell) -> list[Failure]:
    """Verifies these pairs; tells which are beyond the limits."""
    failures: list[Failure] = []
    found = verify(new, index.records, executor)
    for start, end in stretches(len(new), _PAIRS, tell, "verifying", "pairs"):
        verified: list[tuple[int, int, bytes | None]] = []
        for (a, b), one in zip(new[start:end], islice(found, end - start), strict=True):
            if isinstance(one, Unverified):
                failures.append(Failure(texts[a][0].path, f"not compared with {texts[b][0].path}: {one.error}"))
            else:
                verified.append((a, b, one))
        index.keep_pairs(verified)
    return failures


def _text(index: Index, texts: Texts, reading: ReadingOptions, doc: int) -> str:
    """The text of a document, as it was read closely or else from its file; "" where that holds it no more."""
    record = index.records([doc]).get(doc)
    if record is not None:
        return decode(record).plan.text
    file = texts[doc][0]
    try:
        source = read_source(file.path, reading._replace(tell=_nobody))
    except PlanCompareError:
        return ""
    return source.text if source.sha256 == file.sha256 else ""


# ---------------------------------------------------------------- the result


def _found(index: Index, texts: Texts, frequent: FrequentGrams, options: ScanOptions) -> Iterator[ScannedPair]:
    """What the texts have in common, for each two files that hold them."""
    for a, b, kept in index.pairs():
        grams = frequent.gram[:0] if a == b else frequent.gram  # files of the same bytes are told in any case
        found = judge(a, b, kept, grams, options.least_shared) if kept else None
        if found is None and a == b:
            found = _same(a)
        if found is not None:
            for one, other in _holders(a, b, texts):
                yield scanned_pair(found, one, other)


def _holders(a: int, b: int, texts: Texts) -> Iterable[tuple[IndexedFile, IndexedFile]]:
    """Files of the first text and of the second, the lower id first."""
    ones, others = _carriers(texts[a]), _carriers(texts[b])
    if a != b:
        return ((one, other) for one, other in product(ones, others) if one.id < other.id)
    return combinations(ones, 2) if len(ones) > 1 else ((ones[0], other) for other in texts[b][1:])


def _same(doc: int) -> Verified:
    """A text beside itself that is too short for a passage."""
    return Verified(
        a=doc,
        b=doc,
        relation="same",
        score=1.0,
        shared_a=1.0,
        shared_b=1.0,
        direction="undetermined",
        evidence=None,
        lineage=Lineage(None, None),
        scope="cross_province",
        passages=(),
    )


def _boilerplate(number: int, found: CommonText, texts: Texts) -> Boilerplate:
    return Boilerplate(
        id=f"b{number}",
        text=found.text,
        words=found.words,
        document=texts[found.doc][0].id,
        start=found.start,
        end=found.end,
        documents=tuple(sorted(file.id for doc in found.docs for file in texts[doc])),
        provinces=found.provinces,
        layer=found.layer,
    )
