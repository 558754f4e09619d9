"""Accuracy against hand-made truth: what was reached is a floor nobody falls below.

The scorer runs the command line as a user would and reads only what its JSON promises. The thresholds of the tool
were chosen on these plans and on plans kept out of the repository; the floors show that nothing was lost, not how
well the tool does on others.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIXTURES = HERE.parent.parent / "fixtures"

FLOORS = {
    "structure": {
        "structure.sections_f1": 1.0,
        "structure.bullets_f1": 1.0,
        "structure.lines_in_right_section": 1.0,
        "structure.titles": 1.0,
        "structure.metadata": 1.0,
    },
    "alignment": {
        "alignment.recall_shared_wording": 1.0,
        "alignment.precision": 0.983,
        "alignment.cross_f1": 0.872,
    },
    "passages": {"passages.recall": 0.972, "passages.precision": 0.895},
    "sharing": {"sharing.reused_f1": 0.985, "sharing.three_classes": 0.99},
    "citations": {"citations.f1": 1.0, "citations.dates": 1.0},
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench")
    shutil.copytree(HERE / "truth", root / "gold")
    (root / "plans").mkdir()
    for plan in FIXTURES.glob("*.txt"):
        shutil.copy(plan, root / "plans")
    return root


@pytest.mark.parametrize("part", sorted(FLOORS))
def test_accuracy_stays_above_its_floor(part: str, bench: Path) -> None:
    floors = [f"--floor={name}={value}" for name, value in FLOORS[part].items()]
    command = [sys.executable, str(HERE / "score.py"), part, "--bench", str(bench), "--misses", *floors]
    got = subprocess.run(
        [*command, "--run", f"{sys.executable} -m plancompare"], capture_output=True, text=True, timeout=600
    )
    assert got.returncode == 0, got.stdout + got.stderr
