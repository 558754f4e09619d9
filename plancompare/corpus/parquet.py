"""Parquet in and out: what was prepared on many machines, joined on one; what another engine searches and finds.

DuckDB writes and reads it, so that no other library is needed. A file of prepared texts holds a row for each gram,
`prepared(sha256, words, province, gram)`, null for a text without one; it says in its metadata how it was made.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from plancompare.corpus.index_file import Settings
from plancompare.errors import UsageError
from plancompare.writing import replacing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from numpy.typing import NDArray

_KEY: Final = "plancompare"
_COLUMNS: Final = {"sha256": "VARCHAR", "words": "INTEGER", "province": "VARCHAR", "gram": "BIGINT"}
_ADVICE: Final = "give files that plancompare scan --prepare wrote"


def write_table(connection: DuckDBPyConnection, table: str, path: Path) -> None:
    """A table or view of the index as a Parquet file."""
    connection.execute(f"COPY (SELECT * FROM {table}) TO {_quoted(str(path))} (FORMAT parquet)")


def read_columns(folder: Path) -> dict[str, NDArray[Any]]:
    """The columns of a table that lies in a folder in several Parquet files, in no order."""
    import duckdb

    with duckdb.connect() as connection:
        files = _quoted(str(folder), pattern=True)[:-1] + "/*.parquet'"
        return dict(connection.execute(f"SELECT * FROM read_parquet({files})").fetchnumpy())


def write_prepared(connection: DuckDBPyConnection, path: str, settings: Settings) -> None:
    """All texts of an index with their grams, whatever their files are called. Raises UsageError."""
    import duckdb

    made = _quoted(msgspec.json.encode(settings._asdict()).decode())
    try:
        with replacing(os.path.realpath(path)) as beside:
            connection.execute(
                "COPY (SELECT sha256, words, province, gram FROM texts LEFT JOIN text_grams USING (text)) "
                f"TO {_quoted(beside)} (FORMAT parquet, USE_TMP_FILE false, KV_METADATA {{{_KEY}: {made}}})"
            )
    except (duckdb.IOException, OSError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else _said(error)
        raise UsageError(f"--prepare {path}: cannot be written ({said}); name another place") from None


def read_prepared(connection: DuckDBPyConnection, paths: Sequence[str], settings: Settings) -> None:
    """Adds to an index the texts of files that it does not have yet, where they are found by their digest.

    Raises UsageError, in one line, for a file that is none or was made with other settings; then nothing is added.
    """
    for path in paths:
        _check(connection, path, settings)
    with _transaction(connection):
        for path in paths:
            prepared = f"read_parquet({_quoted(path, pattern=True)})"
            rows = connection.execute("SELECT coalesce(max(text), -1) FROM texts").fetchall()
            connection.execute(
                f"INSERT INTO texts SELECT {rows[0][0]} + row_number() OVER (ORDER BY sha256), sha256, "
                f"any_value(words), any_value(province), count(gram) "
                f"FROM {prepared} ANTI JOIN texts USING (sha256) GROUP BY sha256"
            )
            connection.execute(
                f"INSERT INTO text_grams SELECT text, gram FROM {prepared} JOIN texts USING (sha256) "
                f"WHERE text > {rows[0][0]} AND gram IS NOT NULL"
            )


def _check(connection: DuckDBPyConnection, path: str, settings: Settings) -> None:
    import duckdb

    try:
        file = _quoted(path, pattern=True)
        columns = connection.execute(f"DESCRIBE SELECT * FROM read_parquet({file})").fetchall()
        notes = dict(connection.execute(f"SELECT key, value FROM parquet_kv_metadata({file})").fetchall())
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        raise UsageError(f"--prepared {path}: cannot be read ({_said(error)}); {_ADVICE}") from None
    if _KEY.encode() not in notes or [(name, kind) for name, kind, *_ in columns] != list(_COLUMNS.items()):
        raise UsageError(f"--prepared {path}: not a file of prepared texts; {_ADVICE}")
    made = msgspec.json.decode(notes[_KEY.encode()], type=dict[str, object])
    told = [
        f"{name.replace('_', '-')} {made.get(name)}, now {value}"
        for name, value in settings._asdict().items()
        if made.get(name) != value
    ]
    if told:
        raise UsageError(f"--prepared {path}: made with other settings ({'; '.join(told)}); prepare the texts anew")


@contextmanager
def _transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _quoted(text: str, pattern: bool = False) -> str:
    """A text as SQL writes it; as a `pattern` that stands for the file of that name and for no other."""
    if pattern:
        text = re.sub(r"[\[*?]", r"[\g<0>]", text)
    return "'" + text.replace("'", "''") + "'"


def _said(error: Exception) -> str:
    return " ".join(str(error).split("\n")[0].split())
