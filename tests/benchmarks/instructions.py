"""How many instructions the commands take beside what each cannot do without: python tests/benchmarks/instructions.py

Counted by Valgrind (cachegrind without its caches: the count of callgrind in a third of its time; `apt-get install
valgrind`), so that the figures hold whatever else the machine does. What the system does for a process (starting it,
mapping libraries) is not counted, and weighs as much in the peers as in the commands. A minute or two of one processor;
`tests/evaluation/test_instructions.py` pins two commands in every run. Of `compare` the process that aligns sections is
not counted: it runs beside the one that is. Modules are compiled first, as `pip install` does.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAIR = [str(FIXTURES / f"tay-ninh-so-ngoai-vu-2024.{kind}.txt") for kind in ("clean", "ocr")]
OPCODES = """
import json, sys
from rapidfuzz.distance import Levenshtein
a, b = (open(name, encoding="utf-8").read().split() for name in sys.argv[1:])
print(json.dumps([tuple(step) for step in Levenshtein.opcodes(a, b)]))
"""
PLANCOMPARE = ["-m", "plancompare"]
COUNTED = re.compile(rb"I +refs: +([\d,]+)")


def count(arguments: Sequence[str]) -> int:
    """Instructions of one Python process; the second of two, which finds all modules compiled."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONHASHSEED"] = "0"
    command = [sys.executable, *arguments]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    run = subprocess.run([*tool, *command], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    found = COUNTED.search(run.stderr)
    if run.returncode or found is None:
        sys.exit(f"{' '.join(arguments)} failed: {run.stderr[-500:].decode(errors='replace')}")
    return int(found[1].replace(b",", b""))


def counted(name: str, folder: str) -> tuple[int, int]:
    """Instructions of a command, which may write into `folder`, and of its peer."""
    arguments, peer, files = {
        "--help": (["--help"], "import typer", []),
        "parse": (["parse", PAIR[0], "--json", "-", "-q"], "import typer", []),
        "diff": (["diff", *PAIR, "--json", "-", "-q"], OPCODES, PAIR),
        "compare": (["compare", str(FIXTURES), "-o", folder, "-q"], "import sklearn.feature_extraction.text", []),
    }[name]
    return count([*PLANCOMPARE, *arguments]), count(["-c", peer, *files])


def ratio(name: str) -> float:
    """How many times the instructions of its peer a command takes that writes nothing."""
    own, other = counted(name, "")
    return own / other


def main() -> None:
    print(f"{'command':10}{'million':>10}{'peer':>10}{'ratio':>8}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in sys.argv[1:] or ["--help", "parse", "diff", "compare"]:
            own, other = counted(name, folder)
            print(f"{name:10}{own / 1e6:10.0f}{other / 1e6:10.0f}{own / other:8.2f}", flush=True)


if __name__ == "__main__":
    main()
