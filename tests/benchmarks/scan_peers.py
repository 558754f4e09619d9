"""Beside other tools that find text in common: time to candidates, memory and recall on the same plans.

    python tests/benchmarks/scan_peers.py [10000] [--work FOLDER] [--keep] [--peers plancompare minhash tfidf passim]

All read the same files of one made collection (`made_corpus.py`), one after another in one run, each in a process and
an environment of its own that this script makes (`peer_processes.py`; in `--work`, where it is kept). A peer is given
what a user of it would give: words in lower case without marks, which is what survives a scan best without a channel.

    plancompare   the index of `scan` and the SQL of its candidates on DuckDB; texts are prepared in `--jobs` processes
    minhash       datasketch: MinHash of 128 permutations of runs of five words, LSH at a similarity of .2
    tfidf         scikit-learn: TF-IDF of words and pairs of words that fewer than half of the plans have, the 20
                  nearest plans of each by blocks of a sparse product
    passim        passim 2 (github.com/dasmiq/passim, Smith et al. 2015) up to its candidates (`--to-pairs`), with
                  what it begins with: five runs of 25 letters in common that at most 100 plans have. It needs Java.
                  The name `passim` on the package index is another project's: `--passim` names a copy of its sources

Told are seconds of preparation (files to what is searched), of the search, and both; the highest resident memory of all
processes; candidates, and the share of them whose texts have more in common than boilerplate; and recall of related
plans and of single passages by whether both are text, one is a scan, or both are. With `--keep` the table goes to
`scan_peers.json`. Exits with 1 where the search takes more than a tenth of that of TF-IDF top-n, or where another tool
has the higher recall for scans. This tool prepares texts in `--jobs` processes, the others have one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
KEPT = Path(__file__).with_suffix(".json")
NEAREST = 20
BLOCK = 500
PERMUTATIONS, SIMILARITY = 128, 0.2
MOST_OF_TFIDF = 0.1

Pair = tuple[str, str]
Found = tuple[float, float, set[Pair]]  # seconds of preparation and of the search, pairs by id
Peer = Callable[[Sequence[Path], argparse.Namespace], Found]


# ---------------------------------------------------------------- what each tool does, in its own environment


def folded_words(path: Path) -> list[str]:
    """Lower case without marks, cut at white space and punctuation: as simple as a user would do it."""
    text = unicodedata.normalize("NFD", path.read_text(encoding="utf-8").lower().replace("đ", "d"))
    return "".join(letter if letter.isalnum() else " " for letter in text if not unicodedata.combining(letter)).split()


def by_name(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def with_plancompare(paths: Sequence[Path], options: argparse.Namespace) -> Found:
    from plancompare.corpus.duckdb_engine import DuckDBEngine
    from plancompare.corpus.index import open_index
    from plancompare.corpus.index_file import settings_of
    from plancompare.corpus.workers import worker_processes
    from plancompare.ingest import ReadingOptions
    from plancompare.model.scan import ScanOptions

    reading, asked = ReadingOptions(), ScanOptions()
    start = perf_counter()
    with open_index(None, settings_of(reading, asked.sample)) as index, worker_processes(options.jobs) as executor:
        index.update([str(path) for path in paths], reading, executor, lambda _: None)
        prepared = perf_counter()
        found = DuckDBEngine(index.connection).candidates(asked)
        searched = perf_counter()
        ids = defaultdict[int, list[str]](list)  # files of the same bytes are one text
        for file in index.files():
            ids[file.doc].append(file.id)
    pairs = {by_name(*both) for same in ids.values() for both in combinations(same, 2)}
    for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True):
        pairs.update(by_name(one, other) for one in ids[a] for other in ids[b])
    return prepared - start, searched - prepared, pairs


def with_minhash(paths: Sequence[Path], options: argparse.Namespace) -> Found:
    from datasketch import MinHash, MinHashLSH

    start = perf_counter()
    signatures = {}
    for path in paths:
        words = folded_words(path)
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        signatures[path.stem] = signature
    prepared = perf_counter()
    lsh = MinHashLSH(threshold=SIMILARITY, num_perm=PERMUTATIONS)
    pairs: set[Pair] = set()
    for id, signature in signatures.items():
        pairs.update(by_name(id, other) for other in lsh.query(signature))
        lsh.insert(id, signature)
    return prepared - start, perf_counter() - prepared, pairs


def with_tfidf(paths: Sequence[Path], options: argparse.Namespace) -> Found:
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    start = perf_counter()
    terms = TfidfVectorizer(analyzer=words_and_pairs, min_df=2, max_df=0.5, dtype=np.float32, sublinear_tf=True)
    matrix = terms.fit_transform(paths)
    prepared = perf_counter()
    turned = matrix.T.tocsr()
    pairs: set[Pair] = set()
    for first in range(0, len(paths), BLOCK):
        block = (matrix[first : first + BLOCK] @ turned).tocsr()
        for row in range(block.shape[0]):
            low, high = block.indptr[row], block.indptr[row + 1]
            scores, others = block.data[low:high], block.indices[low:high]
            nearest = others[np.argpartition(scores, -NEAREST - 1)[-NEAREST - 1 :]] if high - low > NEAREST else others
            id = paths[first + row].stem
            pairs.update(by_name(id, paths[other].stem) for other in nearest if other != first + row)
    return prepared - start, perf_counter() - prepared, pairs


def words_and_pairs(path: Path) -> Iterator[str]:
    words = folded_words(path)
    yield from words
    yield from map(" ".join, zip(words, words[1:], strict=False))


def with_passim(paths: Sequence[Path], options: argparse.Namespace) -> Found:
    folder = options.work / "passim"
    shutil.rmtree(folder, ignore_errors=True)  # what is there it would not make again
    folder.mkdir()
    start = perf_counter()
    with Path(folder, "in.json").open("w", encoding="utf-8") as lines:
        for path in paths:
            record = {"id": path.stem, "series": path.stem, "text": " ".join(folded_words(path))}
            lines.write(json.dumps(record) + "\n")
    prepared = perf_counter()
    from passim import seriatim
    from pyspark.sql import SparkSession
    from pyspark.sql.functions import col, explode, map_keys, xxhash64

    os.environ["PYSPARK_PYTHON"] = sys.executable  # else the workers are those of another environment
    os.environ["PYSPARK_SUBMIT_ARGS"] = "--driver-memory 8g pyspark-shell"  # 1 GB does not do for 1,000 plans
    seriatim.main(["--to-pairs", str(folder / "in.json"), str(folder / "out")])
    spark = SparkSession.builder.getOrCreate()
    ids = dict(spark.read.json(str(folder / "in.json")).select(xxhash64("id"), "id").collect())
    table = spark.read.parquet(str(folder / "out" / "tmp" / "pairs.parquet"))
    rows = table.select("uid2", explode(map_keys(col("meta")))).collect()
    spark.stop()
    return prepared - start, perf_counter() - prepared, {by_name(ids[one], ids[other]) for one, other in rows}


PEERS: dict[str, Peer] = {
    "plancompare": with_plancompare,
    "minhash": with_minhash,
    "tfidf": with_tfidf,
    "passim": with_passim,
}


# ---------------------------------------------------------------- all of them, and the table


def run_peer(peer: str, corpus: Path, options: argparse.Namespace) -> dict[str, Any]:
    from peer_processes import python_of
    from scan_at_scale import Watch, read_truth, truly

    target = options.work / f"{peer}.json"
    python = python_of(peer, options.work, [options.passim] if peer == "passim" else [])
    command = [python, __file__, "--peer", peer, "--corpus", corpus, "--target", target, "--work", options.work]
    command += ["--jobs", str(options.jobs)]
    for path in corpus.glob("texts/*/*.txt"):
        path.read_bytes()  # so that none of them waits for the disk, as only the first would
    watch = Watch()
    subprocess.run(list(map(str, command)), check=True)
    watch.ends("all")
    watch.close()
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    told = {tuple(pair) for pair in found.pop("pairs")}
    recall: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for pair in read_truth(corpus, "pairs"):
        kind = "passage" if pair["kind"] == "passage" else "related"
        recall[kind][pair["form"]].append((pair["a"], pair["b"]) in told)
    figures = {kind: {form: sum(hits) / len(hits) for form, hits in forms.items()} for kind, forms in recall.items()}
    documents = {record["id"]: record for record in read_truth(corpus, "documents")}
    used = watch.steps["all"]
    return found | {
        "cpu": used.cpu,
        "gigabytes": used.gigabytes,
        "candidates": len(told),
        "right": sum(truly(documents[a], documents[b]) for a, b in told) / max(1, len(told)),
        "recall": figures,
    }


def show(run: dict[str, Any]) -> None:
    print(f"{run['documents']:,} documents, {run['date']}, {run['machine']}, {run['jobs']} processes for plancompare")
    names = f"{'':12}{'prepare':>9}{'search':>9}{'both':>9}{'GB':>7}{'candidates':>12}"
    print(f"{names}   related and single passage: text/mixed/scan")
    for peer, found in run["peers"].items():
        both = found["prepare"] + found["search"]
        recall = "   ".join(
            "/".join(f"{found['recall'][kind][form]:.3f}" for form in ("clean", "mixed", "scan"))
            for kind in ("related", "passage")
        )
        times = f"{found['prepare']:9.1f}{found['search']:9.1f}{both:9.1f}{found['gigabytes']:7.2f}"
        print(f"{peer:12}{times}{found['candidates']:12,}   {recall}")


def missed(peers: dict[str, Any]) -> Iterator[str]:
    """What must be shown and is not."""
    ours = peers["plancompare"]
    if "tfidf" in peers and ours["search"] > MOST_OF_TFIDF * peers["tfidf"]["search"]:
        yield f"{peers['tfidf']['search'] / ours['search']:.1f} × faster to candidates than TF-IDF top-n, not 10 ×"
    for peer, found in peers.items():
        for kind, recall in found["recall"].items():
            if recall["scan"] > ours["recall"][kind]["scan"]:
                yield f"{peer} finds more {kind} pairs of two scans"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("documents", type=int, nargs="?", default=10_000)
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=["plancompare", "minhash", "tfidf"])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", default="a")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--passim", default="git+https://github.com/dasmiq/passim", help="where pip finds passim 2")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)  # this script in an environment of its own
    parser.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--target", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.peer:
        prepared, searched, pairs = PEERS[options.peer](sorted(options.corpus.glob("texts/*/*.txt")), options)
        found = {"prepare": prepared, "search": searched, "pairs": sorted(pairs)}
        options.target.write_text(json.dumps(found), encoding="utf-8")
        return 0
    sys.path.insert(0, str(HERE))
    from scan_at_scale import corpus_of, machine

    with tempfile.TemporaryDirectory() as folder:
        options.work = options.work or Path(folder)
        corpus = corpus_of(options.documents, options.seed, options.work, options.jobs)
        peers = {peer: run_peer(peer, corpus, options) for peer in options.peers}
    run = {
        "documents": options.documents,
        "date": date.today().isoformat(),
        "machine": machine(),
        "jobs": options.jobs,
        "peers": peers,
    }
    show(run)
    if options.keep:
        KEPT.write_text(json.dumps(run, indent=1) + "\n", encoding="utf-8")
    wrong = list(missed(peers)) if "plancompare" in peers else []
    for what in wrong:
        print(f"NOT SHOWN: {what}")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
