"""The same plans give the same bytes: whatever the order of files, the hash seed, the locale or the time zone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FIXTURES = Path(__file__).parents[2] / "fixtures"


def written(folder: Path, files: list[str], **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "plancompare", "compare", *files, "--format", "html,json", "-o", str(folder), "-q"]
    subprocess.run(command, cwd=FIXTURES.parent, env={**os.environ, **environment}, check=True, timeout=300)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_plans_give_the_same_bytes(tmp_path: Path) -> None:
    files = sorted(f"fixtures/{path.name}" for path in FIXTURES.glob("*.txt"))
    one = written(tmp_path / "one", files, PYTHONHASHSEED="1", LC_ALL="C.UTF-8", OMP_NUM_THREADS="1")
    other = written(tmp_path / "other", files[::-1], PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Tokyo")
    assert set(one) == {"compare.html", "compare.json"}
    assert one == other
