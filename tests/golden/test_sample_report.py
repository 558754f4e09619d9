"""The reports kept in `reports/` and the figures quoted in the README are what the tool says of `fixtures/` today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAIR = "fixtures/tay-ninh-so-ngoai-vu-2024.clean.txt", "fixtures/tay-ninh-so-ngoai-vu-2024.ocr.txt"


def run(*arguments: str) -> str:
    command = [sys.executable, "-m", "plancompare", *arguments, "-q"]
    done = subprocess.run(command, cwd=ROOT, check=True, timeout=300, capture_output=True)
    return done.stdout.decode("utf-8")


def test_the_kept_report_is_true(tmp_path: Path) -> None:
    run("compare", "fixtures", "-o", str(tmp_path))
    kept, made = (ROOT / "reports" / "compare.html", tmp_path / "compare.html")
    assert kept.read_bytes() == made.read_bytes(), "run: plancompare compare fixtures"


def test_the_kept_page_of_two_texts_is_true(tmp_path: Path) -> None:
    made = tmp_path / "diff.html"
    run("diff", *PAIR, "-o", str(made))
    kept = ROOT / "reports" / "diff.html"
    assert kept.read_bytes() == made.read_bytes(), f"run: plancompare diff {' '.join(PAIR)} -o reports/diff.html"


def test_the_readme_quotes_what_diff_says() -> None:
    assert run("diff", *PAIR) in (ROOT / "README.md").read_text(encoding="utf-8")
