"""The index: the texts of a collection with their grams, and of those that have something in common what it is.

    update   files ─ stamp, digest ─▶ known │ prepare ─▶ texts, grams         a text is known by its digest, SHA-256
    records  texts with candidates ─ read_closely ─▶ records                  read once, kept
    pairs    candidates ─ verify ─▶ pairs                                     verified once, kept

All is written in batches, each a transaction of DuckDB's: what is killed goes on from its last batch. What is kept
never shows in a result by itself; a run asks for what it needs, so with an index it finds what it finds without one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from plancompare.corpus.engine import FrequentGrams
from plancompare.corpus.index_file import Settings, open_file
from plancompare.corpus.preparation import Prepared, prepare
from plancompare.corpus.progress import Tell, stretches
from plancompare.errors import InputError
from plancompare.ingest import Limits, ReadingOptions, archive, digest, unique_ids
from plancompare.model import Failure, Metadata

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TEXTS = 1000  # a batch: some seconds of work, which is all that is lost when the run is killed
_FRESH = 2 * 10**9
"""Nanoseconds within which a changed file may change again without showing it: clocks of file systems are coarse."""

Held = tuple[int, str | None]  # number of the text, stamp of the file


class IndexedFile(NamedTuple):
    """A file of the collection; `doc` is the number of its text, which files of the same bytes share."""

    id: str
    path: str
    doc: int
    sha256: str
    words: int
    province: str | None


class Close(NamedTuple):
    """What reading closely told of a text."""

    is_scan: bool
    metadata: Metadata


class Index:
    """An open index. Texts are numbered from 0 by the id of their first file, anew with each `update`."""

    def __init__(self, connection: DuckDBPyConnection, settings: Settings) -> None:
        self.connection = connection
        self.settings = settings
        numbered = connection.execute("SELECT text FROM numbers ORDER BY doc").fetchnumpy()
        self._texts: list[int] = numbered["text"].tolist()

    # ------------------------------------------------------------ texts

    def update(
        self, files: Sequence[str], reading: ReadingOptions, executor: Executor | None, tell: Tell
    ) -> list[Failure]:
        """Makes the index one of `files` and of nothing else, and tells which of them could not be used.

        Only what is new or changed is read. A file that looks as it did (size, times, inode) is not opened, any other
        is known by the digest of its bytes; with `reading.reread` all are read, for the text is that of another file.
        """
        self.connection.execute("UPDATE meta SET finished = false")
        known: dict[str, int] = dict(self._rows("SELECT sha256, text FROM texts"))
        before = {_name(path): (text, stamp) for path, text, stamp in self._rows("SELECT path, text, stamp FROM files")}
        stamps = {path: None if reading.reread else _stamp(path) for path in files}
        held: dict[str, Held] = {}
        for path in files:
            if stamps[path] is not None and path in before and before[path][1] == stamps[path]:
                held[path] = before[path]
            elif known and not reading.reread:
                text = known.get(_digest(path, reading.limits))
                if text is not None:
                    held[path] = text, stamps[path]
        new = [path for path in files if path not in held]
        failures: list[Failure] = []
        found = prepare(new, reading, executor, self.settings.sample)
        for start, end in stretches(len(new), _TEXTS, tell, "reading", "new files"):
            batch = list(islice(found, end - start))
            failures += [one for one in batch if isinstance(one, Failure)]
            held |= self._add([one for one in batch if isinstance(one, Prepared)], known, stamps)
        self._settle(files, held)
        return failures

    def _add(
        self, batch: Sequence[Prepared], known: dict[str, int], stamps: Mapping[str, str | None]
    ) -> dict[str, Held]:
        """Writes the texts that are not in `known`, to which they are added, and the files that hold them."""
        import numpy as np

        if not batch:
            return {}
        new = list({found.sha256: found for found in batch if found.sha256 not in known}.values())
        first = max(known.values(), default=-1) + 1
        known |= {found.sha256: number for number, found in enumerate(new, first)}
        held = {found.path: (known[found.sha256], stamps[found.path]) for found in batch}
        numbers = np.arange(first, first + len(new), dtype=np.int32)
        with self._transaction():
            self._forget_files(held)
            self._insert("files", [(_bytes(path), text, stamp, None) for path, (text, stamp) in held.items()])
            self._insert(
                "texts", [(n, one.sha256, one.words, one.province, len(one.grams)) for n, one in enumerate(new, first)]
            )
            if new:
                grams = np.concatenate([found.grams for found in new]).view(np.int64)
                self._append("text_grams", np.repeat(numbers, [len(found.grams) for found in new]), grams)
        return held

    def _settle(self, files: Sequence[str], held: Mapping[str, Held]) -> None:
        """The files as they are, no text that none of them holds, and the texts numbered."""
        ids = dict(zip(files, unique_ids(files), strict=True))
        ordered = sorted(held, key=ids.__getitem__)
        texts = list(dict.fromkeys(held[path][0] for path in ordered))
        with self._transaction():
            self.connection.execute("DELETE FROM files")
            self._insert("files", [(_bytes(path), *held[path], _bytes(ids[path])) for path in ordered])
            self.connection.execute("DELETE FROM numbers")
            self._insert("numbers", list(enumerate(texts)))
            for table in ("texts", "text_grams", "records"):
                self.connection.execute(f"DELETE FROM {table} WHERE text NOT IN (SELECT text FROM numbers)")
            for end in ("a", "b"):
                self.connection.execute(f"DELETE FROM pairs WHERE {end} NOT IN (SELECT text FROM numbers)")
            self.connection.execute(
                "UPDATE meta SET finished = true, counted = counted AND ?", [set(texts) == set(self._texts)]
            )
        self._texts = texts

    def _forget_files(self, paths: Iterable[str]) -> None:
        self.connection.execute("CREATE OR REPLACE TEMP TABLE named(path BLOB)")
        self._insert("named", [(_bytes(path),) for path in paths])
        self.connection.execute("DELETE FROM files WHERE path IN (SELECT path FROM named)")

    def files(self, docs: Collection[int] | None = None) -> list[IndexedFile]:
        """The files of the last `update` that came to its end, or those of some texts only, by id."""
        rows = self._rows(
            "SELECT id, path, doc, sha256, words, province "
            "FROM files JOIN texts USING (text) JOIN numbers USING (text) WHERE id IS NOT NULL"
            + ("" if docs is None else " AND list_contains(?, doc)"),
            () if docs is None else [list(docs)],
        )
        return sorted(IndexedFile(_name(id), _name(path), *rest) for id, path, *rest in rows)

    @property
    def finished(self) -> bool:
        """Whether the last `update` came to its end; else some files are not in the index yet."""
        return bool(self._rows("SELECT finished FROM meta")[0][0])

    # ------------------------------------------------------------ boilerplate

    def keep_boilerplate(self, frequent: FrequentGrams) -> None:
        """Keeps the grams that many of these texts carry, and all grams in order, so that a query finds its own.

        Neither shows in what a scan or a query finds. Of 29 million grams it takes 8 s of processor time, a tenth of
        the search; in order they take half the room.
        """
        if self.counted:
            return
        with self._transaction():
            self.connection.execute("DELETE FROM boilerplate")
            self._append("boilerplate", frequent.gram.view("int64"), frequent.documents, frequent.provinces)
            self.connection.execute("CREATE TABLE in_order AS SELECT text, gram FROM text_grams ORDER BY gram, text")
            self.connection.execute("DROP TABLE text_grams")
            self.connection.execute("ALTER TABLE in_order RENAME TO text_grams")
            self.connection.execute("UPDATE meta SET counted = true")

    @property
    def counted(self) -> bool:
        """Whether a search has counted the grams of these texts, since the last `update` that changed them."""
        return bool(self._rows("SELECT counted FROM meta")[0][0])

    # ------------------------------------------------------------ texts read closely

    def unread(self, docs: Iterable[int]) -> list[int]:
        """Those of `docs` that have not been read closely, in order."""
        read = {text for (text,) in self._rows("SELECT text FROM records")}
        return [doc for doc in docs if self._texts[doc] not in read]

    def keep_records(self, found: Sequence[tuple[int, Close, bytes]]) -> None:
        """Keeps what was read closely: for each text its number, what is told of it, and its record as bytes."""
        rows = [
            (self._texts[doc], close.is_scan, msgspec.json.encode(close.metadata), record)
            for doc, close, record in found
        ]
        self._insert("records", rows)

    def records(self, docs: Iterable[int]) -> dict[int, bytes]:
        """The records of some documents, by number."""
        asked = {self._texts[doc]: doc for doc in docs}
        rows = self._rows("SELECT text, record FROM records WHERE text IN (SELECT unnest(?))", [list(asked)])
        return {asked[text]: record for text, record in rows}

    def read_closely(self, pairs: Iterable[tuple[int, int]]) -> dict[int, Close]:
        """What reading them closely told of the documents of these pairs."""
        asked = {self._texts[doc]: doc for pair in pairs for doc in pair}
        decode = msgspec.json.Decoder(Metadata).decode
        rows = self._rows("SELECT text, is_scan, metadata FROM records")
        return {asked[text]: Close(is_scan, decode(metadata)) for text, is_scan, metadata in rows if text in asked}

    # ------------------------------------------------------------ pairs

    def want(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Asks for these pairs of documents from now on; gives those that were never verified, in order."""
        import numpy as np

        self.connection.execute(
            "CREATE OR REPLACE TEMP TABLE wanted(doc_a INTEGER, doc_b INTEGER, a INTEGER, b INTEGER)"
        )
        if pairs:
            docs = np.array(pairs, np.int32).T.copy()
            self._append("wanted", *docs, *np.array(self._texts, np.int32)[docs])
        return self._rows("SELECT doc_a, doc_b FROM wanted ANTI JOIN pairs USING (a, b) ORDER BY doc_a, doc_b")

    def keep_pairs(self, found: Sequence[tuple[int, int, bytes | None]]) -> None:
        """Keeps what was found of pairs of documents, None where they have no passage in common."""
        self._insert("pairs", [(self._texts[a], self._texts[b], verified) for a, b, verified in found])

    def pairs(self) -> Iterator[tuple[int, int, bytes | None]]:
        """What was found of the pairs last wanted, in order. Nothing else may be asked meanwhile."""
        cursor = self.connection.execute(
            "SELECT doc_a, doc_b, verified FROM wanted JOIN pairs USING (a, b) ORDER BY doc_a, doc_b"
        )
        while rows := cursor.fetchmany(1000):
            yield from rows

    # ------------------------------------------------------------ statements

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        return self.connection.execute(statement, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """What happens in the block is written whole or not at all."""
        self.connection.begin()
        try:
            yield
        except BaseException:
            with suppress(Exception):  # there is none any more where the disk is full
                self.connection.rollback()
            raise
        self.connection.commit()

    def _insert(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        import numpy as np

        if rows:
            columns = []
            for values in zip(*rows, strict=True):
                column = np.empty(len(values), object)
                column[:] = values
                columns.append(column)
            self._append(table, *columns)

    def _append(self, table: str, *columns: object) -> None:
        """Adds columns to a table, without a loop over rows in Python."""
        self.connection.register("added", {f"c{at}": column for at, column in enumerate(columns)})
        self.connection.execute(f"INSERT INTO {table} SELECT * FROM added")
        self.connection.unregister("added")


@contextmanager
def open_index(path: str | None, settings: Settings | None = None, read_only: bool = False) -> Iterator[Index]:
    """The index kept at `path`, made where there is none; without a path one that is gone after the block.

    With `settings` it must have been made with the same. Several readers may share it, a writer has it alone. Raises
    UsageError, in one line that names the file, where it cannot be had or written (`index_file.py`).
    """
    with open_file(path, settings, read_only) as (connection, made_with):
        yield Index(connection, made_with)


def _stamp(path: str) -> str | None:
    """What the file system shows of a file, or of the archive it lies in; None where it may change unseen."""
    place = None if os.path.lexists(path) else archive.split(path)
    try:
        status = os.stat(place[0] if place else path)
    except (OSError, ValueError):
        return None
    if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < _FRESH:
        return None
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _digest(path: str, limits: Limits) -> str:
    try:
        return digest(path, limits)
    except InputError:
        return ""  # told when it is read


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _name(kept: bytes) -> str:
    return kept.decode("utf-8", "surrogatepass")
