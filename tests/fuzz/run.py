"""Coverage-guided fuzzing of every reader, the structure parser and what is written: python tests/fuzz/run.py

    python tests/fuzz/run.py [TARGET ...] [--seconds N] [--keep FOLDER]

Each target gets N seconds (60) of wall time in a process of its own, one after the other. Printed is a table: the
seconds of processor time it had, the inputs run, how many a second of those, the places of the code reached
(libFuzzer's `cov` and `ft`), and how many inputs broke something. These lie in FOLDER/TARGET/found, with the reason
beside each; put them into tests/fuzz/corpus/TARGET, where `test_fuzz_corpus.py` replays them, and mend the cause.
FOLDER also keeps the inputs that reached new code, with which the next run goes on, and in `state.json` the processor
seconds and inputs of each target since it last broke. Exits with 1 where something broke. Needs atheris (the extra
`test`, on Linux).
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "unit")]

HANG = 120  # seconds of one input after which it is taken for one that never ends
MEMORY = 4096  # MiB of the process
_STATUS = re.compile(r"^#(\d+)\s.*?cov: (\d+) ft: (\d+)", re.MULTILINE)
_DONE = re.compile(r"^Done (\d+) runs in (\d+) second", re.MULTILINE)


class Ran(NamedTuple):
    """What one run of a target did in how much processor time; `broke` are the files of the inputs that broke it."""

    seconds: float
    inputs: int
    coverage: int
    features: int
    broke: tuple[Path, ...]


def run(name: str, seconds: float, folder: Path) -> Ran:
    """Fuzz one target for so long, from the saved corpus and what earlier runs found in `folder`."""
    from fuzz_targets import CORPUS, TARGETS

    grown, found = folder / name / "grown", folder / name / "found"
    for place in (grown, found):
        place.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    inputs, coverage, features = 0, 0, 0
    begin, spent = time.monotonic(), _spent()
    while (left := round(seconds - (time.monotonic() - begin))) >= 1:
        command = [
            *(sys.executable, str(HERE / "worker.py"), name, str(found), str(grown), str(CORPUS / name)),
            *(f"-max_total_time={left}", f"-timeout={HANG}", f"-report_slow_units={HANG}", f"-rss_limit_mb={MEMORY}"),
            *(f"-max_len={TARGETS[name].length}", f"-artifact_prefix={found}/broke-"),
        ]
        worker = subprocess.run(command, capture_output=True, text=True, errors="replace")
        (folder / name / "log.txt").write_text(worker.stdout + worker.stderr, encoding="utf-8")
        said, done = _STATUS.findall(worker.stderr), _DONE.search(worker.stderr)
        if not said:
            raise SystemExit(f"{name}: the worker did not start; see {folder / name / 'log.txt'}")
        inputs += int(done[1] if done else said[-1][0])
        coverage, features = (max(int(line[place]) for line in said) for place in (1, 2))
    broke = sorted(path for path in set(found.iterdir()) - before if path.suffix != ".txt")
    return Ran(_spent() - spent, inputs, coverage, features, tuple(broke))


def _spent() -> float:
    """Processor seconds of all workers so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def add_up(file: Path, name: str, ran: Ran) -> tuple[float, int]:
    """Processor seconds and inputs of a target since it last broke, over all runs that kept this file."""
    state = json.loads(file.read_text()) if file.exists() else {}
    before = state.get(name, {"seconds": 0, "inputs": 0})
    state[name] = (
        {"seconds": 0, "inputs": 0}
        if ran.broke
        else {"seconds": round(before["seconds"] + ran.seconds), "inputs": before["inputs"] + ran.inputs}
    )
    file.write_text(json.dumps(state, indent=1, sort_keys=True) + "\n")
    return state[name]["seconds"], state[name]["inputs"]


def main() -> int:
    from fuzz_targets import TARGETS

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}; all without any")
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir(), "plancompare-fuzz"), metavar="FOLDER")
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    heads = ("target", "seconds", "inputs", "a second", "cov", "ft", "broke", "seconds in all", "inputs in all")
    print("{:<12}{:>8}{:>10}{:>10}{:>8}{:>8}{:>7}{:>16}{:>15}".format(*heads))
    broken = False
    for name in asked.targets or TARGETS:
        ran = run(name, asked.seconds, asked.keep)
        seconds, inputs = add_up(asked.keep / "state.json", name, ran)
        rate = ran.inputs / ran.seconds
        shown = f"{name:<12}{ran.seconds:>8.0f}{ran.inputs:>10,}{rate:>10,.1f}{ran.coverage:>8,}{ran.features:>8,}"
        print(f"{shown}{len(ran.broke):>7}{seconds:>16,}{inputs:>15,}", flush=True)
        for path in ran.broke:
            print(f"    {path}", flush=True)
        broken = broken or bool(ran.broke)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
