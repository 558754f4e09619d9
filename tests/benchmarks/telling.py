"""How many grams of its own make a passage telling: what is told of true candidates and of boilerplate.

    python tests/benchmarks/made_corpus.py FOLDER --documents 5000 --seed h3-five
    python tests/benchmarks/telling.py FOLDER [--sample 800] [--jobs 2]

Candidates with three shared grams or more are verified, at most `--sample` of each kind, and told by each number of
grams from 3 to 8. The table stands in `plancompare/corpus/verification.py`; it is made of other seeds than those the
scan is scored on.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random

import duckdb
import numpy as np

from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.preparation import Prepared, prepare
from plancompare.corpus.record import Read, read_closely
from plancompare.corpus.verification import arrange, judge, verify
from plancompare.corpus.workers import worker_processes
from plancompare.ingest import ReadingOptions
from plancompare.model.scan import ScanOptions

LEAST = range(3, 9)
Pair = tuple[int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=800)
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    paths = sorted(map(str, (asked.folder / "texts").glob("*/*.txt")))
    options = ScanOptions(least_shared=LEAST[0])
    with worker_processes(asked.jobs) as executor:
        held = [one for one in prepare(paths, ReadingOptions(), executor) if isinstance(one, Prepared)]
        engine = _engine(held)
        found, frequent = engine.candidates(options), engine.frequent_grams(options).gram
        kinds = _kinds(
            asked.folder, [Path(path).stem for path in paths], zip(found.a.tolist(), found.b.tolist(), strict=True)
        )
        chosen = {kind: Random(1).sample(pairs, min(len(pairs), asked.sample)) for kind, pairs in kinds.items()}
        needed = sorted({text for pairs in chosen.values() for pair in pairs for text in pair})
        close = read_closely([paths[text] for text in needed], ReadingOptions(), executor)
        records = {text: one.record for text, one in zip(needed, close, strict=True) if isinstance(one, Read)}
        print(f"{'':24}{'all':>8}{'seen':>6}", *(f"{least:6}" for least in LEAST))
        for kind, pairs in sorted(chosen.items()):
            pairs = arrange(pairs)
            kept = list(verify(pairs, lambda some: {k: records[k] for k in some}, executor))
            told = [[isinstance(one, bytes) and bool(judge(0, 1, one, frequent, k)) for one in kept] for k in LEAST]
            print(f"{kind:24}{len(kinds[kind]):8}{len(pairs):6}", *(f"{sum(some) / len(some):6.3f}" for some in told))


def _engine(held: list[Prepared]) -> DuckDBEngine:
    connection = duckdb.connect()
    numbers = np.repeat(np.arange(len(held), dtype=np.int32), [len(one.grams) for one in held])
    columns = {"doc": numbers, "gram": np.concatenate([one.grams for one in held]).view(np.int64)}
    texts = {"doc": np.arange(len(held), dtype=np.int32), "province": np.array([one.province or "" for one in held])}
    for name, table in (("grams", columns), ("documents", texts)):
        connection.register("given", table)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
    return DuckDBEngine(connection)


def _kinds(folder: Path, ids: list[str], candidates: Iterable[Pair]) -> dict[str, list[Pair]]:
    """The candidates by what is true of them."""
    documents = {one["id"]: one for one in map(json.loads, (folder / "truth/documents.jsonl").open())}
    pairs = {(one["a"], one["b"]): one for one in map(json.loads, (folder / "truth/pairs.jsonl").open())}
    kinds: dict[str, list[Pair]] = defaultdict(list)
    for a, b in candidates:
        one, other = documents[ids[a]], documents[ids[b]]
        true = pairs.get((ids[a], ids[b]))
        if true is not None:
            kinds[f"single passage, {true['form']}" if true["kind"] == "passage" else "true"].append((a, b))
        elif set(one["clusters"]) & set(other["clusters"]):
            kinds["template or office"].append((a, b))
        elif {x for x in one["carries"] if x[0] == "p"} & set(other["carries"]):
            kinds["provincial"].append((a, b))
        else:
            kinds["boilerplate"].append((a, b))
    return kinds


if __name__ == "__main__":
    main()
