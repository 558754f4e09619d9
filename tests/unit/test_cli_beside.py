"""Two texts outlined at once: the result is that of one after the other, whatever becomes of the forked process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plancompare import read_source
from plancompare.cli import beside
from plancompare.parse import outline_plan

NAMES = ("tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr")
# In a process of its own: a test run has threads, beside which nothing is forked.
SCRIPT = """
import os, sys
from plancompare import read_source
from plancompare.cli import beside
from plancompare.parse import outline_plan
named = [(read_source(path), path) for path in sys.argv[2:]]
alone = tuple(outline_plan(*one) for one in named)
forks, fork = [], os.fork
def count():
    forks.append(fork())
    return forks[-1]
os.fork = count
if sys.argv[1] == "dies":
    answer = beside._answer
    beside._answer = lambda *_: os._exit(1)
assert beside.outline_two(*named) == alone
assert len(forks) == (0 if sys.argv[1] == "short" else 1)
"""


def _run(how: str, *paths: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, how, *map(str, paths)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize("how", ["answers", "dies"])
def test_a_forked_process_gives_the_same_outlines(fixtures: Path, how: str) -> None:
    _run(how, *(fixtures / f"{name}.txt" for name in NAMES))


def test_short_texts_are_outlined_one_after_the_other(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text("KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Nâng cao nhận thức.\n", encoding="utf-8")
    _run("short", tmp_path / "a", tmp_path / "b")


def test_nothing_is_forked_beside_threads(fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "_may_fork", lambda: False)
    named = [(read_source(str(fixtures / f"{name}.txt")), name) for name in NAMES]
    assert beside.outline_two(named[0], named[1]) == tuple(outline_plan(*one) for one in named)
