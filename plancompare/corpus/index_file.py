"""The file an index is kept in: made whole or not at all, opened by one writer or by any number of readers.

    meta(schema, settings, finished, counted)  one row; `finished`: all files are in; `counted`: so is the boilerplate
    texts(text, sha256, words, province, grams)  every text once, whatever the files that hold it are called, and how
                                            many sampled grams it has
    files(path, text, stamp, id)            `stamp`: what the file system told of it, null where that is too little;
                                            names are bytes, for not all are letters
    text_grams(text, gram)                  the sampled grams of each text: by gram, as far as a search has come since
                                            they were written
    records(text, is_scan, metadata, record)  texts that were read closely
    pairs(a, b, verified)                   what two texts have in common, null where that tells nothing
    numbers(doc, text)                      the texts as the engines number them: by the id of their first file
    boilerplate(gram, documents, provinces)  the grams that many texts carry, as the last search counted them; of these
                                            texts as long as `counted` says so

The engines see two views, `documents(doc, province)` and `grams(doc, gram)`.
"""

from __future__ import annotations

import glob
import os
import re
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from plancompare import __version__
from plancompare.errors import PlanCompareError, UsageError
from plancompare.ingest import ReadingOptions

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SCHEMA = "plancompare/index/2"
MEMORY = "1024MB"
"""What DuckDB may hold before it writes to disk; with all else a run over 100,000 plans took 2.63 GB at its highest."""
_STRETCH = 16384
"""Rows that are read or passed over together. Of 29 million grams in order a query of 126 reads .07, not .41 as with
DuckDB's own 122,880, in a quarter of the processor time."""
_BESIDE = re.compile(r"\.[0-9a-f]{16}\.new(\.wal)?")  # behind the name of an index that was not made to its end
_MAGIC = slice(8, 12), b"DUCK"  # of a DuckDB file
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": False,  # a statement must not load one over the network
    "autoload_known_extensions": False,
}
_TABLES = """
CREATE TABLE meta(schema VARCHAR, settings VARCHAR, finished BOOLEAN, counted BOOLEAN);
CREATE TABLE texts(text INTEGER, sha256 VARCHAR, words INTEGER, province VARCHAR, grams INTEGER);
CREATE TABLE files(path BLOB, text INTEGER, stamp VARCHAR, id BLOB);
CREATE TABLE text_grams(text INTEGER, gram BIGINT);
CREATE TABLE records(text INTEGER, is_scan BOOLEAN, metadata BLOB, record BLOB);
CREATE TABLE pairs(a INTEGER, b INTEGER, verified BLOB);
CREATE TABLE numbers(doc INTEGER, text INTEGER);
CREATE TABLE boilerplate(gram BIGINT, documents INTEGER, provinces INTEGER);
CREATE VIEW documents AS SELECT doc, province FROM numbers JOIN texts USING (text);
CREATE VIEW grams AS SELECT doc, gram FROM text_grams JOIN numbers USING (text);
"""


class Settings(NamedTuple):
    """What the content of an index depends on besides the files: another value, another index.

    The limits of reading are left out. They decide which files fail, and those are tried again in every run. `program`
    is the version alone, so who changes the program without its version has to delete the index: a digest of its files
    would refuse one for any change, most of which leave what is kept as it was.
    """

    program: str
    sample: int
    ocr_lang: str
    dpi: int
    reread: bool


def settings_of(reading: ReadingOptions, sample: int) -> Settings:
    """What an index must have been made with to be used: version, sampling, and how scans are read."""
    return Settings(__version__, sample, reading.ocr_lang, reading.dpi, reading.reread)


def without_index(files: Sequence[str], path: str | None) -> Sequence[str]:
    """The files but for the index, which may lie in a folder of plans and be called like one."""
    kept = set() if path is None else {_identity(path), _identity(f"{path}.wal")} - {None}
    return [file for file in files if _identity(file) not in kept] if kept else files


def _identity(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


@contextmanager
def open_file(
    path: str | None, settings: Settings | None, read_only: bool
) -> Iterator[tuple[DuckDBPyConnection, Settings]]:
    """The index at `path` with what it was made with, made where there is none; a temporary one without a path.

    Raises UsageError, in one line that names the file, where that cannot be had: it is no index, of another version or
    other settings (None: any), in use, or cannot be read or written. What DuckDB raises inside the block about the
    file, the disk or memory is told in the same way.
    """
    import duckdb

    with ExitStack() as stack:
        temporary = path is None
        if path is None:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="plancompare-", ignore_cleanup_errors=True))
            path = os.path.join(folder, "index.duckdb")
        try:
            if not read_only and not os.path.lexists(path):
                assert settings is not None, "an index is made with settings"
                _make(path, settings)
            _look(path)
            connection = stack.enter_context(_connect(path, read_only))
            made_with = _check(connection, path, settings)
            if not read_only:
                _tidy(path)
            yield connection, made_with
        except (duckdb.Error, RuntimeError) as error:
            if _is_interruption(error):
                raise KeyboardInterrupt from None
            if (
                not isinstance(error, duckdb.OperationalError | duckdb.InternalError)
                and type(error) is not duckdb.Error
            ):
                raise  # a mistake in a statement
            raise _told(path, error, temporary) from None


def _is_interruption(error: Exception) -> bool:
    """Whether this is the signal that ends the run: while a statement is at work DuckDB tells it as an error of its
    own, or as the last line of the traceback of what it called."""
    return str(error) == "Query interrupted" or "KeyboardInterrupt" in str(error)


def _connect(path: str, read_only: bool = False) -> DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(config=_CONFIG | {"temp_directory": f"{path}.tmp"})
    try:
        file, reading = os.path.abspath(path).replace("'", "''"), ", READ_ONLY" if read_only else ""
        connection.execute(f"ATTACH '{file}' AS plans (TYPE duckdb, ROW_GROUP_SIZE {_STRETCH}{reading}); USE plans")
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: str, settings: Settings) -> None:
    """An index without texts, made beside its place and moved there whole; one that is there by now is left alone."""
    beside = f"{path}.{secrets.token_hex(8)}.new"
    try:
        with _connect(beside) as connection:
            connection.execute(_TABLES)
            connection.execute(
                "INSERT INTO meta VALUES (?, ?, false, false)",
                [SCHEMA, msgspec.json.encode(settings._asdict()).decode()],
            )
        _move(beside, path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); name another place with --index") from None
    finally:
        for left in (beside, f"{beside}.wal"):
            with suppress(OSError):
                os.unlink(left)


def _move(source: str, target: str) -> None:
    """Unlike `os.rename`, `os.link` never replaces what another process has put there; not every file system has it."""
    try:
        os.link(source, target)
    except OSError:
        if not os.path.lexists(target):
            os.rename(source, target)


def _tidy(path: str) -> None:
    """Removes what runs that were killed have left beside an index that is ours alone now."""
    place = glob.escape(path)
    made = (file for file in glob.glob(f"{place}.*.new*") if _BESIDE.fullmatch(file, len(path)))
    for left in (*made, *glob.glob(f"{place}.tmp/duckdb_temp_*")):
        with suppress(OSError):
            os.unlink(left)
    with suppress(OSError):
        os.rmdir(f"{path}.tmp")


def _look(path: str) -> None:
    """Refuses what is no database before DuckDB sees it, and never writes in it."""
    if os.path.isdir(path):
        raise UsageError(f"{path}: this is a folder, not an index; name a file in it with --index")
    if not os.path.exists(path):
        raise UsageError(f"{path}: there is no such index; make it with plancompare scan FOLDER --index {path}")
    if not os.path.isfile(path):
        raise UsageError(f"{path}: this is no regular file; name another with --index")
    where, magic = _MAGIC
    try:
        with open(path, "rb") as file:
            beginning = file.read(where.stop)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); name another file with --index") from None
    if beginning[where] != magic:
        raise _no_index(path)


def _check(connection: DuckDBPyConnection, path: str, settings: Settings | None) -> Settings:
    import duckdb

    try:
        rows = connection.execute("SELECT schema, settings FROM meta").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        raise _no_index(path) from None
    if len(rows) != 1 or not str(rows[0][0]).startswith("plancompare/index/"):
        raise _no_index(path)
    anew = "delete it, or name another file with --index, and it is made anew"
    if rows[0][0] != SCHEMA:
        raise UsageError(f"{path}: this index is of version {rows[0][0]}, this program has {SCHEMA}; {anew}")
    made = msgspec.json.decode(rows[0][1], type=dict[str, Any])
    if made["program"] != __version__:
        raise UsageError(f"{path}: this index was made by plancompare {made['program']}, not {__version__}; {anew}")
    for name, now in () if settings is None else settings._asdict().items():
        if made[name] != now:
            what = f"{name.replace('_', '-')} {made[name]} instead of {now}"
            raise UsageError(f"{path}: this index was made with {what}; give the same again, or {anew}")
    return Settings(**made)


def _no_index(path: str) -> UsageError:
    return UsageError(f"{path}: this is no index of plancompare, so it is left as it is; name another with --index")


def _told(path: str, error: Exception, temporary: bool) -> PlanCompareError:
    """What DuckDB says, in one line that says what to do."""
    said = " ".join(str(error).split())
    if temporary:
        return UsageError(f"{path}: cannot be used ({said.rstrip('.')}); name a place with room with --index or TMPDIR")
    if "lock on file" in said:
        return UsageError(f"{path}: another plancompare is using this index; wait until it is done, or name another")
    if "No space left" in said or "File too large" in said:
        return UsageError(f"{path}: the disk is full; make room and run the same again, it goes on where it stopped")
    if "Out of Memory" in said:
        return UsageError(f"{path}: the search needs more memory than {MEMORY} and found no room on disk; make room")
    if "ermission denied" in said or "Read-only file system" in said:
        return UsageError(f"{path}: you may not write here; name another place with --index")
    if "No such file" in said or "does not exist" in said:
        return UsageError(f"{path}: there is no such folder; make it, or name another place with --index")
    if "database file with version" in said or "newer version of DuckDB" in said:
        return UsageError(f"{path}: this index was made by another version of DuckDB; name another with --index")
    return UsageError(f"{path}: this index cannot be used ({said.rstrip('.')}); delete it and it is made anew")
