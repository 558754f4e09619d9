"""Scan made collections of plans: what is found, in what time and memory, and how both grow with the collection.

    python tests/benchmarks/scan_at_scale.py [1000 10000 100000] [--jobs 2] [--work FOLDER] [--keep]

A run that was interrupted goes on where it was when it is given the same `--work` again, its times too.

For each size a collection is made (`made_corpus.py`, half of it scans; kept in `--work`, else in a temporary folder)
and scanned from nothing by a process of its own. Then the table is printed, of these and of earlier runs; `--keep`
puts the run into `scan_at_scale.json` beside this script, in place of the earlier one of that size.

    recall      share of the pairs on record that are told: related plans (the same, edited, family, next year, near
                copy) and single copied passages, by whether both are text, one is a scan, or both are
    located     share of the single passages of which at least half is inside a passage told of that pair
    precision   share of the pairs told whose texts share local or provincial text by the record; a pair told for
                boilerplate alone is wrong
    linked      share of the plans of large clusters (a template of the communes, an office's copies) that are told
                with another of the cluster
    same        share of the pairs of one plan in two forms that stand in one group of that relation

    prepare     files to sampled n-grams in the index, as `scan` does on its first run
    sql         candidates and frequent n-grams
    read        texts of candidates, read closely
    verify      candidates to pairs
    rest        boilerplate, groups, result

Seconds are those of the clock and, in brackets, of all processors; memory is the highest sum of the resident memory of
all processes (pages they share counted for each) within a step. Exits with 1 where a floor is not kept: those of
recall and precision always; those of time and memory (`prepare` at most 6 × `sql`, 3 GB, growth of the cost up to
verified pairs with exponent 1.1) with 100,000 documents, on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from datetime import date
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from made_corpus import Settings, make_corpus

from plancompare.children import follow_parent
from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.index import open_index
from plancompare.corpus.index_file import settings_of
from plancompare.corpus.workers import worker_processes
from plancompare.ingest import ReadingOptions, find_inputs
from plancompare.model.scan import CorpusScan, ScannedPair, ScanOptions
from plancompare.scan import scan_folder

KEPT = Path(__file__).with_suffix(".json")
FORMS = ("clean", "mixed", "scan")
RELATED = ("same", "edited", "family", "successor", "near_copy")
FLOORS = {
    "related": {"clean": 0.98, "mixed": 0.98, "scan": 0.97},
    "passage": {"clean": 0.98, "mixed": 0.95, "scan": 0.92},
}
LEAST_PRECISION = 0.98
MOST_PREPARATION = 6.0
"""Times of the SQL that the preparation of texts may take."""
MOST_MEMORY = 3.0
MOST_EXPONENT = 1.1
STEPS = ("prepare", "sql", "read", "verify", "rest")
LARGEST = 100_000


# ---------------------------------------------------------------- time and memory


class Used(NamedTuple):
    seconds: float
    cpu: float
    gigabytes: float


class Watch:
    """Watches this process and those it started: processor time and resident memory, step by step."""

    def __init__(self) -> None:
        self.steps: dict[str, Used] = {}
        self._ended: dict[int, float] = {}  # seconds of processor of every process seen
        self._highest = 0.0
        self._stop = Event()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()
        self._start = time.perf_counter(), self._cpu()

    def _run(self) -> None:
        while not self._stop.wait(0.1):
            self._look()

    def _look(self) -> None:
        total = 0
        for pid in _family(os.getpid()):
            with _gone_is_fine():
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self._ended[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
                total += int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
        self._highest = max(self._highest, total / 1e9)

    def _cpu(self) -> float:
        self._look()
        return sum(self._ended.values())

    def ends(self, step: str) -> None:
        """What has passed since the last step belongs to this one."""
        now, cpu = time.perf_counter(), self._cpu()
        start, before = self._start
        self.steps[step] = Used(now - start, cpu - before, self._highest)
        self._start, self._highest = (now, cpu), 0.0

    def close(self) -> None:
        self._stop.set()
        self._thread.join()


def _gone_is_fine() -> suppress:
    return suppress(FileNotFoundError, ProcessLookupError)


def _family(pid: int) -> Iterator[int]:
    yield pid
    with _gone_is_fine():
        for thread in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{thread}/children").read_text().split():
                yield from _family(int(child))


# ---------------------------------------------------------------- the run


def measure(corpus: Path, jobs: int, folder: Path) -> dict[str, Any]:
    """Scans the collection step by step as `plancompare scan --index` does; what was begun in `folder` goes on."""
    texts, reading, options = str(corpus / "texts"), ReadingOptions(), ScanOptions()
    index_path, record = str(folder / "index.duckdb"), folder / "steps.json"
    steps = _read_steps(record)
    if "sql" not in steps:
        Path(index_path).unlink(missing_ok=True)
        watch = Watch()
        with (
            open_index(index_path, settings_of(reading, options.sample)) as index,
            worker_processes(jobs) as executor,
        ):
            index.update(find_inputs([texts], reading.limits).files, reading, executor, _nothing)
            steps["prepare"] = _last(watch)
            engine = DuckDBEngine(index.connection)
            engine.candidates(options)
            engine.frequent_grams(options)
            steps["sql"] = _last(watch)
        watch.close()
        _keep_steps(record, steps)
    watch, told = Watch(), ""

    def tell(message: str) -> None:
        """What has passed since the last message belongs to this one's step, but for the statements run once more."""
        nonlocal told
        used = _last(watch)
        for beginning, step in (("looking for text", "look"), ("reading closely", "read"), ("verifying", "verify")):
            if message.startswith(beginning):
                if told == "look" != step:
                    again = steps["sql"]
                    used = used._replace(seconds=max(used.seconds - again.seconds, 0), cpu=max(used.cpu - again.cpu, 0))
                steps[step] = _sum(steps.get(step), used)
                told = step
                _keep_steps(record, steps)

    result = scan_folder([texts], reading, options, index_path, jobs, tell)
    steps["rest"] = _last(watch)
    watch.close()
    with open_index(index_path, read_only=True) as index:
        ((candidates,),) = index.connection.execute("SELECT COUNT(*) FROM pairs").fetchall()
    return {
        "candidates": candidates,
        "pairs": len(result.pairs),
        "index_gb": os.path.getsize(index_path) / 1e9,
        "failures": len(result.failures),
        "steps": {step: steps[step]._asdict() for step in STEPS if step in steps},
        **judge(corpus, result),
    }


def _read_steps(record: Path) -> dict[str, Used]:
    if not record.exists():
        return {}
    return {step: Used(**used) for step, used in json.loads(record.read_text(encoding="utf-8")).items()}


def _keep_steps(record: Path, steps: Mapping[str, Used]) -> None:
    beside = record.with_suffix(".new")
    beside.write_text(json.dumps({step: used._asdict() for step, used in steps.items()}), encoding="utf-8")
    beside.replace(record)


def _nothing(message: str) -> None:
    """Progress that nobody reads."""


def _last(watch: Watch) -> Used:
    watch.ends("now")
    return watch.steps.pop("now")


def _sum(one: Used | None, other: Used) -> Used:
    if one is None:
        return other
    return Used(one.seconds + other.seconds, one.cpu + other.cpu, max(one.gigabytes, other.gigabytes))


# ---------------------------------------------------------------- what was found


def read_truth(corpus: Path, name: str) -> list[dict[str, Any]]:
    with Path(corpus, "truth", f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def judge(corpus: Path, result: CorpusScan) -> dict[str, Any]:
    """The figures of what was told, by the record of the collection."""
    told = {(pair.a, pair.b): pair for pair in result.pairs}
    truth = read_truth(corpus, "pairs")
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for pair in truth:
        hit = told.get((pair["a"], pair["b"]))
        kind = "passage" if pair["kind"] == "passage" else "related"
        found[kind][pair["form"]].append(hit is not None)
        found[pair["kind"]]["all"].append(hit is not None)
        if kind == "passage":
            found["located"][pair["form"]].append(hit is not None and located(hit, pair["places"]))
    one_document = [group for group in result.groups if group.relation != "related"]
    together = {document: group.id for group in one_document for document in group.documents}
    same = [together.get(pair["a"]) == together.get(pair["b"]) is not None for pair in truth if pair["kind"] == "same"]
    documents = {record["id"]: record for record in read_truth(corpus, "documents")}
    right = [truly(documents[a], documents[b]) for a, b in told]
    linked: dict[str, list[float]] = defaultdict(list)
    partners: dict[str, set[str]] = defaultdict(set)
    for a, b in told:
        partners[a].add(b)
        partners[b].add(a)
    for cluster in read_truth(corpus, "clusters"):
        members = set(cluster["documents"])
        linked[cluster["kind"]] += [bool(partners[member] & members) for member in members]
    wrong = [pair for pair, is_right in zip(told, right, strict=True) if not is_right]
    return {
        "recall": {kind: {form: mean(hits) for form, hits in forms.items()} for kind, forms in found.items()},
        "asked": {kind: {form: len(hits) for form, hits in forms.items()} for kind, forms in found.items()},
        "precision": mean(right),
        "wrong": [list(pair) for pair in sorted(wrong)[:20]],
        "linked": {kind: mean(hits) for kind, hits in linked.items()},
        "same": mean(same),
    }


def truly(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two documents share text that not all the country has."""
    if not set(a["clusters"]).isdisjoint(b["clusters"]):
        return True
    return any(passage[0] == "p" for passage in set(a["carries"]) & set(b["carries"]))


def located(pair: ScannedPair, places: Sequence[int]) -> bool:
    """Whether at least half of the copied passage, in both texts, is inside passages told."""
    spans_a = [(passage.a_start, passage.a_end) for passage in pair.passages]
    spans_b = [(passage.b_start, passage.b_end) for passage in pair.passages]
    return min(covered(spans_a, *places[:2]), covered(spans_b, *places[2:])) >= 0.5


def covered(spans: Sequence[tuple[int, int]], start: int, end: int) -> float:
    """Share of a stretch that lies in some of the spans."""
    ordered = sorted((max(low, start), min(high, end)) for low, high in spans if low < end and high > start)
    total, at = 0, start
    for low, high in ordered:
        total += max(0, high - max(low, at))
        at = max(at, high)
    return total / (end - start)


def mean(hits: Sequence[float]) -> float:
    return sum(hits) / len(hits) if hits else math.nan


# ---------------------------------------------------------------- the table


def exponent(runs: Mapping[int, Mapping[str, Any]], cost: str, steps: Sequence[str]) -> dict[str, float]:
    """Growth of a cost between neighbouring sizes: cost ~ documents ^ exponent."""
    costs = {size: sum(run["steps"].get(step, {}).get(cost, 0.0) for step in steps) for size, run in runs.items()}
    found = {}
    for (small, one), (large, other) in pairwise(sorted(costs.items())):
        if one and other:
            found[f"{small:,} to {large:,}"] = math.log(other / one) / math.log(large / small)
    return found


def show(runs: Mapping[int, Mapping[str, Any]]) -> None:
    for size, run in sorted(runs.items()):
        print(f"\n{size:,} documents, {run['date']}, {run['machine']}, {run['jobs']} processes")
        print(f"  {run['candidates']:,} candidates, {run['pairs']:,} pairs, index {run['index_gb']:.2f} GB")
        for kind in ("related", "passage", "located"):
            recall, asked = run["recall"].get(kind, {}), run["asked"].get(kind, {})
            parts = ", ".join(f"{form} {recall[form]:.3f} of {asked[form]}" for form in FORMS if form in recall)
            print(f"  {kind:9} {parts}")
        kinds = ", ".join(f"{kind} {run['recall'][kind]['all']:.3f}" for kind in RELATED if kind in run["recall"])
        linked = ", ".join(f"{kind} {share:.3f}" for kind, share in run["linked"].items())
        print(f"  by kind   {kinds}; linked {linked}; same in one group {run['same']:.3f}")
        print(f"  precision {run['precision']:.4f}, {run['failures']} failures")
        for step in STEPS:
            if step in run["steps"]:
                used = Used(**run["steps"][step])
                print(f"  {step:9} {used.seconds:8.1f} s ({used.cpu:8.1f} s)  {used.gigabytes:5.2f} GB")
        steps = run["steps"]
        print(f"  prepare is {steps['prepare']['seconds'] / steps['sql']['seconds']:.1f} × sql")
    for cost, what in (("seconds", "clock"), ("cpu", "processors")):
        for between, grown in exponent(runs, cost, STEPS[:4]).items():
            print(f"exponent up to verified pairs, {what}, {between}: {grown:.2f}")


def markdown(runs: Mapping[int, Mapping[str, Any]]) -> str:
    """The curve as the README shows it: processor time, resident memory, what was found."""

    def shown(seconds: float) -> str:
        return f"{seconds:.2g} s" if seconds < 60 else f"{seconds / 60:.2g} min"

    lines = [
        "| plans | prepare | SQL | read closely | verify | memory | pairs told | recall, least of all kinds | right |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for size, run in sorted(runs.items()):
        costs = " | ".join(shown(run["steps"][step]["cpu"]) for step in STEPS[:4])
        memory = max(used["gigabytes"] for used in run["steps"].values())
        least = min(share for forms in run["recall"].values() for share in forms.values())
        lines.append(
            f"| {size:,} | {costs} | {memory:.1f} GB | {run['pairs']:,} | {least:.3f} | {run['precision']:.3f} |"
        )
    return "\n".join(lines)


def below(run: Mapping[str, Any]) -> Iterator[str]:
    """The floors of accuracy a run does not keep."""
    for kind, floors in FLOORS.items():
        for form, floor in floors.items():
            if run["recall"].get(kind, {}).get(form, 1.0) < floor:
                yield f"recall of {kind} {form} is {run['recall'][kind][form]:.3f}, floor {floor}"
    if run["precision"] < LEAST_PRECISION:
        yield f"precision is {run['precision']:.4f}, floor {LEAST_PRECISION}"
    if run["failures"]:
        yield f"{run['failures']} files or pairs failed"


def beyond(runs: Mapping[int, Mapping[str, Any]]) -> Iterator[str]:
    """The limits of time and memory that are not kept: of the largest size, and of the growth up to it."""
    if LARGEST not in runs:
        return
    steps = runs[LARGEST]["steps"]
    if steps["prepare"]["seconds"] > MOST_PREPARATION * steps["sql"]["seconds"]:
        yield f"preparation takes more than {MOST_PREPARATION} × the SQL"
    highest = max(used["gigabytes"] for used in steps.values())
    if highest > MOST_MEMORY:
        yield f"memory reaches {highest:.2f} GB of {MOST_MEMORY}"
    for between, grown in exponent(runs, "seconds", STEPS[:4]).items():
        if grown > MOST_EXPONENT:
            yield f"cost grows with exponent {grown:.2f} from {between}"


def corpus_of(documents: int, seed: str, work: Path, jobs: int) -> Path:
    """The collection of that size in `work`, made where it is not there yet."""
    corpus = work / f"made-{documents}-{seed}"
    if not Path(corpus, "truth", "boilerplate.jsonl").exists():  # written last
        make_corpus(Settings(str(corpus), documents, seed), jobs)
    return corpus


def run_size(documents: int, jobs: int, work: Path, seed: str) -> dict[str, Any]:
    """One size, in a process of its own, so that no memory is left of another."""
    corpus = corpus_of(documents, seed, work, jobs)
    folder = work / f"index-{documents}-{seed}"
    folder.mkdir(exist_ok=True)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=follow_parent) as pool:
        found = pool.submit(measure, corpus, jobs, folder).result()
    shutil.rmtree(folder)
    return {"date": date.today().isoformat(), "machine": machine(), "jobs": jobs, **found}


def machine() -> str:
    """What kind of machine this is: kind of processor, cores, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[1000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", default="a")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--markdown", action="store_true", help="only print the curve that was kept")
    options = parser.parse_args()
    earlier = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    kept = {int(size): run for size, run in earlier.items()}
    if options.markdown:
        print(markdown(kept))
        return 0
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in options.sizes:
            run = run_size(size, options.jobs, options.work or Path(folder), options.seed)
            kept[size] = run
            missed += [f"{size:,} documents: {what}" for what in below(run)]
            if options.keep:
                content = json.dumps({str(size): kept[size] for size in sorted(kept)}, indent=1)
                KEPT.write_text(content + "\n", encoding="utf-8")
    show(kept)
    if LARGEST in options.sizes:
        missed += beyond(kept)
    for what in missed:
        print(f"NOT KEPT: {what}")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
