"""The saved inputs of fuzzing, those that once broke something among them, and a few changes of each; a short run.

Long runs are made by hand: python tests/fuzz/run.py
"""

from __future__ import annotations

import json
import subprocess
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from fuzz_targets import TARGETS, seeds

IN_CI = [name for name in TARGETS if name != "libreoffice"]  # which takes seconds a file
REPLAYED = [(name, path) for name in IN_CI for path in seeds(name)]
CHANGES = {"structure": 2, "compare": 2, "diff": 2, "scan": 2}  # of the others 10: all take two seconds together
SIZE = 300_000  # bytes of the corpus in all


@pytest.mark.parametrize(("name", "path"), REPLAYED, ids=[f"{name}-{path.name}" for name, path in REPLAYED])
def test_a_saved_input_gets_a_sound_answer(name: str, path: Path) -> None:
    TARGETS[name].run(path.read_bytes())


@pytest.mark.parametrize("name", IN_CI)
def test_a_changed_input_gets_a_sound_answer(name: str) -> None:
    target, saved = TARGETS[name], seeds(name)
    for number in range(CHANGES.get(name, 10)):
        given = saved[number % len(saved)].read_bytes()
        target.run(target.changed(given, target.length, number, partial(_other_bytes, number)))


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris has wheels for Linux and Python 3.11 to 3.13 alone")
def test_the_fuzzer_runs_and_adds_up_its_time(tmp_path: Path) -> None:
    script = str(Path(__file__).parent / "run.py")
    state = tmp_path / "state.json"
    state.write_text('{"archive": {"seconds": 100, "inputs": 1000}}')
    command = [sys.executable, script, "archive", "--seconds", "2", "--keep", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    added = json.loads(state.read_text())["archive"]
    assert added["inputs"] >= 1010 and added["seconds"] >= 101, done.stdout


def test_the_corpus_is_small_and_every_target_has_one() -> None:
    assert all(seeds(name) for name in TARGETS)
    assert sum(path.stat().st_size for name in TARGETS for path in seeds(name)) <= SIZE


def _other_bytes(seed: int, data: bytes, most: int) -> bytes:
    """What stands for the fuzzer's own change: some bytes are others, or more, or less."""
    chance = Random(seed)
    changed = bytearray(data or b" ")
    for _ in range(1 + chance.randrange(4)):
        at = chance.randrange(len(changed))
        changed[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        changed = changed or bytearray(b" ")
    return bytes(changed[:most])
