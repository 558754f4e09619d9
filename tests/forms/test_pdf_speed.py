"""Reading a PDF costs little more than taking its letters out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "pdf_speed.py"


@pytest.mark.slow
def test_a_hundred_pages_take_at_most_six_times_the_bare_extraction() -> None:
    done = subprocess.run([sys.executable, str(BENCHMARK), "3"], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
