"""Which texts of an index share text with a new one.

    file ─ read_closely ─▶ text ─ grams ─ SQL over the grams of the index ─▶ candidates ─ verify ─▶ hits

The rules are those of a scan to which the file was added (`queries.py`). Of boilerplate the rarest grams are looked
for, and the one text that has most of them is verified too, which finds the template that the file was filled in.

Of 100,000 texts there are 29 million grams, and a pass over them takes 0.5 s of processor time, 0.25 once they stand in
memory. The last scan has put them in order, so only the stretches that can hold one of the file's are read; and it has
counted those of boilerplate (`boilerplate` in `index_file.py`), half of all that stands there, so of these none but the
rarest are looked for. How many texts carry one of the others, and which, is told by one statement, in 0.1 s. Where the
texts have changed and no scan has come to its search since, all are counted first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plancompare.corpus.assembly import scanned_document, scanned_pair
from plancompare.corpus.index import Close, Index, IndexedFile, open_index
from plancompare.corpus.preparation import fingerprint
from plancompare.corpus.queries import FEW, for_texts
from plancompare.corpus.record import decode, read_closely
from plancompare.corpus.verification import Unverified, Verified, judge, verify
from plancompare.errors import UnreadableError
from plancompare.ingest import ReadingOptions, unique_ids
from plancompare.model import Failure
from plancompare.model.scan import Direction, QueryHit, QueryResult, ScannedDocument, ScannedPair, ScanOptions

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ASKED = -1  # the number of the new text among those of the index

_RAREST = 32  # grams of boilerplate by which the nearest text is looked for

_KNOWN = """
SELECT gram, documents FROM boilerplate WHERE gram IN (SELECT unnest(?))
ORDER BY documents, gram"""

_COUNTED = """
SELECT gram, COUNT(*) AS documents FROM grams WHERE gram IN (SELECT unnest(?)) GROUP BY gram
ORDER BY documents, gram"""

_FOUND = """
SELECT gram, doc, texts.grams AS size
FROM (SELECT gram, text FROM text_grams WHERE gram IN ({grams})) JOIN numbers USING (text) JOIN texts USING (text)"""

_OF_BYTES = """
SELECT doc FROM numbers JOIN texts USING (text) WHERE sha256 = ?"""


def query_index(
    path: str, index_path: str, reading: ReadingOptions = ReadingOptions(), options: ScanOptions = ScanOptions()
) -> QueryResult:
    """What the texts of the index at `index_path` share with the file at `path`, most in common first.

    The index is not changed. Texts of it that can no longer be read are told as failures, and so is an index that
    was left unfinished. Raises UnreadableError where the file cannot be read, UsageError where the index cannot.
    """
    with open_index(index_path, read_only=True) as index:
        new = next(read_closely([path], reading, None))
        if isinstance(new, Failure):
            problem, _, advice = new.error.partition("; ")
            raise UnreadableError(path, problem, advice or "give another file")
        found = fingerprint(decode(new.record).plan.text, index.settings.sample)
        docs, frequent = _candidates(index, new.sha256, found.grams, options)
        files = index.files(docs)
        name = unique_ids([path], [file.id for file in files])[0]
        asked = IndexedFile(name, path, _ASKED, new.sha256, found.words, found.province)
        records, failures = _records(index, files, reading)
        if not index.finished:
            failures.append(Failure(index_path, "the last scan was interrupted; run it again to have all files in it"))
    records[_ASKED] = new.record
    hits = []
    files = [file for file in files if file.doc in records]
    pairs = sorted({_in_order(asked, file) for file in files})
    found_of = dict(zip(pairs, verify(pairs, lambda docs: {doc: records[doc] for doc in docs}, None), strict=True))
    for file in files:
        kept = found_of[_in_order(asked, file)]
        if isinstance(kept, Unverified):
            failures.append(Failure(file.path, f"not compared with {path}: {kept.error}"))
        elif kept is not None and (verified := judge(*_in_order(asked, file), kept, frequent, options.least_shared)):
            hits.append(QueryHit(_document(file, records[file.doc]), _pair(verified, asked, file)))
    hits.sort(key=lambda hit: (-hit.pair.score, hit.document.id))
    return QueryResult(_document(asked, new.record), tuple(hits), tuple(failures))


def _in_order(asked: IndexedFile, file: IndexedFile) -> tuple[int, int]:
    """The texts of two files as they would be compared in a scan: the lower id first."""
    return (asked.doc, file.doc) if asked.id < file.id else (file.doc, asked.doc)


def _pair(found: Verified, asked: IndexedFile, file: IndexedFile) -> ScannedPair:
    """What was found, with the file asked about as `a`."""
    if found.a == asked.doc:
        return scanned_pair(found, asked, file)
    pair = scanned_pair(found, file, asked)
    directions: dict[Direction, Direction] = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}
    passages = (
        replace(passage, a_start=passage.b_start, a_end=passage.b_end, b_start=passage.a_start, b_end=passage.a_end)
        for passage in pair.passages
    )
    return replace(
        pair,
        a=pair.b,
        b=pair.a,
        shared_a=pair.shared_b,
        shared_b=pair.shared_a,
        direction=directions.get(pair.direction, pair.direction),
        passages=tuple(sorted(passages, key=lambda passage: (passage.a_start, passage.a_end, passage.b_start))),
    )


def _candidates(
    index: Index, sha256: str, grams: NDArray[np.uint64], options: ScanOptions
) -> tuple[list[int], NDArray[np.uint64]]:
    """The numbers of the texts worth a look, and those of the grams that are boilerplate."""
    import numpy as np

    run = index.connection.execute
    near = {doc for (doc,) in run(_OF_BYTES, [sha256]).fetchall()}
    ((texts,),) = run("SELECT COUNT(*) FROM numbers").fetchall()
    added = 0 if near else 1  # to the texts, and to those that carry each of the grams
    options = for_texts(options, texts + added)
    many = options.most_documents + 1 - added
    counted = run(_KNOWN if index.counted else _COUNTED, [grams.tolist()]).fetchnumpy()
    common = counted["gram"][np.searchsorted(counted["documents"], many) :]
    others = np.setdiff1d(grams.view(np.int64), common)
    asked = np.concatenate([others, common[:_RAREST]]).tolist()
    found = run(_FOUND.format(grams=", ".join(map(str, asked)) or "NULL")).fetchnumpy()
    held, documents = np.unique(found["gram"], return_counts=True)
    frequent = np.union1d(common, held[documents >= many])
    if texts + added <= FEW:
        return list(range(texts)), frequent.view(np.uint64)
    telling = ~np.isin(found["gram"], frequent)
    docs, first, shared = np.unique(found["doc"][telling], return_index=True, return_counts=True)
    sizes = np.minimum(found["size"][telling][first], len(grams))
    near |= set(docs[(shared > 1) & ((shared >= options.least_shared) | (4 * shared >= sizes))].tolist())
    order = np.lexsort((held, documents))
    rarest = held[order][documents[order] >= many][:_RAREST]
    docs, shared = np.unique(found["doc"][np.isin(found["gram"], rarest)], return_counts=True)
    if len(docs) and shared.max() >= options.least_shared:
        near.add(int(docs[shared.argmax()]))
    return sorted(near), frequent.view(np.uint64)


def _records(
    index: Index, files: Sequence[IndexedFile], reading: ReadingOptions
) -> tuple[dict[int, bytes], list[Failure]]:
    """The records of the texts of these files; those of which the index keeps none, for nothing was compared with
    them yet, are read now."""
    texts = {file.doc: file for file in reversed(files)}
    records = dict(index.records(list(texts)))
    failures = []
    missing = [file for doc, file in texts.items() if doc not in records]
    for file, read in zip(missing, read_closely([file.path for file in missing], reading, None), strict=True):
        if isinstance(read, Failure):
            failures.append(read)
        elif read.sha256 != file.sha256:
            failures.append(Failure(file.path, "was changed since the index was made; scan the folder again"))
        else:
            records[file.doc] = read.record
    return records, failures


def _document(file: IndexedFile, record: bytes) -> ScannedDocument:
    plan = decode(record).plan
    return scanned_document(file, Close(plan.ocr.is_ocr, plan.metadata))
