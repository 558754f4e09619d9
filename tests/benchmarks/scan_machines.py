"""What a search costs on one machine and on Spark, and what it costs to divide what follows it among machines.

    plancompare scan FOLDER --prepare texts.parquet
    python tests/benchmarks/scan_machines.py texts.parquet [--master URL]

Both engines search the same prepared texts and must find the same pairs. Of the parts of `--chunk` are told: how often
a text is read closely, where once is the least and as often as there are parts the most; what the dearest part costs by
the words it reads and compares, where the mean is 1; beside it the same for pairs dealt out in turn.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence

import duckdb
import numpy as np

from plancompare.corpus.chunks import READING, chunk_of
from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.engine import Candidates, Engine
from plancompare.corpus.spark_engine import LOCAL, spark_engine
from plancompare.model.scan import ScanOptions

PARTS = (2, 10, 100)


def load(files: Sequence[str]) -> tuple[duckdb.DuckDBPyConnection, list[str], list[int]]:
    """The tables an engine reads, and digest and number of words of each text."""
    connection = duckdb.connect(config={"memory_limit": "1536MB"})
    prepared = "read_parquet(?)"
    connection.execute(
        "CREATE TABLE texts AS SELECT row_number() OVER (ORDER BY sha256) - 1 AS doc, sha256, "
        f"any_value(words) AS words, any_value(province) AS province FROM {prepared} GROUP BY sha256",
        [list(files)],
    )
    connection.execute("CREATE VIEW documents AS SELECT doc::INTEGER AS doc, province FROM texts")
    connection.execute(
        f"CREATE TABLE grams AS SELECT DISTINCT doc::INTEGER AS doc, gram FROM {prepared} JOIN texts USING (sha256) "
        "WHERE gram IS NOT NULL",
        [list(files)],
    )
    columns = connection.execute("SELECT sha256, words FROM texts ORDER BY doc").fetchall()
    return connection, [sha256 for sha256, _ in columns], [words for _, words in columns]


def search(engine: Engine) -> tuple[list[bytes], Candidates, float]:
    started = time.perf_counter()
    candidates, frequent = engine.candidates(ScanOptions()), engine.frequent_grams(ScanOptions())
    taken = time.perf_counter() - started
    return [column.tobytes() for column in (*candidates, *frequent)], candidates, taken


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def engines(connection: duckdb.DuckDBPyConnection, master: str) -> Candidates:
    """Prints a line for each engine; gives the candidates, the same of both."""
    print(f"{'engine':8} {'start s':>8} {'search s':>9} {'CPU s':>7} {'peak MB':>8} {'pairs':>10}")
    used = cpu(resource.RUSAGE_SELF)
    one, candidates, taken = search(DuckDBEngine(connection))
    used, peak = cpu(resource.RUSAGE_SELF) - used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{'duckdb':8} {0:8.1f} {taken:9.1f} {used:7.1f} {peak / 1024:8.0f} {len(candidates.a):10,}")
    started = time.perf_counter()
    with spark_engine(connection, master) as engine:
        start = time.perf_counter() - started
        other, _, taken = search(engine)
    used, peak = cpu(resource.RUSAGE_CHILDREN), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"{'spark':8} {start:8.1f} {taken:9.1f} {used:7.1f} {peak / 1024:8.0f} {len(candidates.a):10,}")
    assert one == other, "DuckDB and Spark found different pairs"
    return candidates


def told(parts: Sequence[Candidates], words: np.ndarray, texts: int) -> str:
    """How often a text is read, and what the dearest part costs by the mean."""
    read, costs = 0, []
    for part in parts:
        mine = np.unique(np.concatenate([part.a, part.b]))
        read += len(mine)
        costs.append(words[part.a].sum() + words[part.b].sum() + READING * words[mine].sum())
    return f"{read / texts:12.2f} {max(costs) / np.mean(costs):8.2f}"


def division(candidates: Candidates, sha256: Sequence[str], words: Sequence[int]) -> None:
    lengths = np.array(words)
    texts = len(np.unique(np.concatenate([candidates.a, candidates.b])))
    print(f"{'parts':>8} {'read':>12} {'dearest':>8} {'dealt: read':>12} {'dearest':>8} {'s':>6}")
    for parts in PARTS:
        started = time.perf_counter()
        divided = [chunk_of(candidates, sha256, words, (part, parts)) for part in range(1, parts + 1)]
        taken = (time.perf_counter() - started) / parts
        dealt = [Candidates(*(column[part::parts] for column in candidates)) for part in range(parts)]
        print(f"{parts:8} {told(divided, lengths, texts)} {told(dealt, lengths, texts)} {taken:6.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("prepared", nargs="+", metavar="FILE", help="what plancompare scan --prepare wrote")
    parser.add_argument("--master", default=LOCAL, help="Spark's master")
    given = parser.parse_args()
    connection, sha256, words = load(given.prepared)
    print(f"{len(sha256):,} texts")
    division(engines(connection, given.master), sha256, words)


if __name__ == "__main__":
    main()
