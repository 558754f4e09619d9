"""A scan killed at random moments and resumed, again and again: is the result that of a run nobody disturbed?

    python tests/benchmarks/scan_killed.py [--documents 300] [--kills 20] [--work FOLDER] [--seed NAME]

Made plans (`made_corpus.py`) are scanned by the command itself with an index, in a group of processes that is killed
(SIGKILL, workers and all) after a time drawn evenly from what a whole run took. A run that was sooner done than that
begins anew without its index, so that every kill falls into work. What the run after the last kill gives must be what
one without an index gives, byte for byte; else the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from scan_at_scale import corpus_of


def scan(texts: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "plancompare", "scan", str(texts), "--format", "json", *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def finish(run: subprocess.Popen[str]) -> None:
    told = run.communicate()[1]
    if run.returncode:
        raise SystemExit(f"the scan failed: {told}")


def kill(run: subprocess.Popen[str], seconds: float) -> str | None:
    """What a run said last before it was killed; None where it was done sooner."""
    try:
        run.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        return ([line for line in run.communicate()[1].splitlines() if line] or ["(nothing yet)"])[-1]
    finish(run)
    return None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--work", type=Path, help="a folder to keep the made plans in")
    parser.add_argument("--seed", default="killed")
    given = parser.parse_args()
    chance = Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="scan-killed-") as place:
        folder = Path(place)
        texts = corpus_of(given.documents, given.seed, given.work or folder, 2) / "texts"
        begun = time.monotonic()
        finish(scan(texts, "-o", str(folder / "whole")))
        whole = time.monotonic() - begun
        print(f"{given.documents} documents, a whole run takes {whole:.1f} s", flush=True)
        index, moments = folder / "index.duckdb", list[str]()
        while len(moments) < given.kills:
            said = kill(scan(texts, "-o", str(folder / "killed"), "--index", str(index)), chance.uniform(0, whole))
            if said is None:
                index.unlink()
            else:
                moments.append(said)
                print(f"killed {len(moments)}: {said}", flush=True)
        finish(scan(texts, "-o", str(folder / "killed"), "--index", str(index)))
        results = [(folder / name / "scan.json").read_bytes() for name in ("whole", "killed")]
        left = sorted(path.name for path in folder.glob("index.duckdb*"))
    steps = Counter(moment.partition(":")[0] for moment in moments)
    print("killed after:", ", ".join(f"{step} {number}" for step, number in steps.most_common()))
    print("the bytes are", "the same" if results[0] == results[1] else "NOT the same", f"({len(results[0]):,})")
    print("left beside each other:", ", ".join(left))
    return 0 if results[0] == results[1] and left == ["index.duckdb"] else 1


if __name__ == "__main__":
    sys.exit(main())
