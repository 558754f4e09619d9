"""The candidate search on one machine, in DuckDB: what does not fit into memory goes to a temporary file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plancompare.corpus.engine import Candidates, Columns, FrequentGrams, candidates_of, frequent_of
from plancompare.corpus.queries import Step, candidate_steps, frequent_steps
from plancompare.model.scan import ScanOptions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection


class DuckDBEngine:
    """Runs the statements on a connection that has the tables or views `documents` and `grams` (`engine.Engine`).

    What steps keep are temporary tables of the connection, gone when the answer is there."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def candidates(self, options: ScanOptions) -> Candidates:
        """As `Engine.candidates` says; what DuckDB raises is told by who opened the index (`index_file.py`)."""
        return candidates_of(self._run(candidate_steps(options)))

    def frequent_grams(self, options: ScanOptions) -> FrequentGrams:
        """As `Engine.frequent_grams` says; errors as of `candidates`."""
        return frequent_of(self._run(frequent_steps(options)))

    def _run(self, steps: Sequence[Step]) -> Columns:
        """The columns of the last step, in no order."""
        run = self._connection.execute
        kept = steps[:-1]
        try:
            for name, select in kept:
                run(f"CREATE OR REPLACE TEMPORARY TABLE {name} AS {select}")
            return run(steps[-1].select).fetchnumpy()
        finally:
            for name, _ in kept:
                run(f"DROP TABLE IF EXISTS temp.{name}")
