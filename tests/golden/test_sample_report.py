"""The report kept in `reports/` is what the tool writes of the plans in `fixtures/` today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_kept_report_is_true(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plancompare", "compare", "fixtures", "-q", "-o", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    kept, made = (ROOT / "reports" / "compare.html", tmp_path / "compare.html")
    assert kept.read_bytes() == made.read_bytes(), "run: plancompare compare fixtures"
