"""How much of a file is read is bounded, and whoever has larger files may say so: each refusal names its option."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plancompare import read_source
from plancompare.errors import PlanCompareError
from plancompare.ingest.reading import Limits, ReadingOptions

LIMITED = {
    "plan.txt": (Limits(file_bytes=10_000), "--max-mb"),
    "typed.docx": (Limits(unpacked_bytes=10_000), "--max-mb"),
    "typed.odt": (Limits(unpacked_bytes=20_000), "--max-mb"),
    "printed.pdf": (Limits(pages=4), "--max-pages"),
    "scan.pdf": (Limits(seconds=1.0), "--max-seconds"),
    "scan.tif": (Limits(pages=1), "--max-pages"),
    "scan.png": (Limits(pixels=8_000_000), "--max-pixels"),
    "scan.jpg": (Limits(pixels=8_000_000), "--max-pixels"),
    "typed.doc": (Limits(seconds=0.2), "--max-seconds"),
}


@pytest.mark.parametrize("form", LIMITED)
def test_a_file_beyond_a_limit_is_refused_with_the_option_that_allows_it(scans: Path, form: str) -> None:
    limits, option = LIMITED[form]
    with pytest.raises(PlanCompareError) as refused:
        read_source(str(scans / form), ReadingOptions(limits=limits))
    assert option in str(refused.value) and str(scans / form) in str(refused.value)
    assert "\n" not in str(refused.value)


OPTIONS = {
    "scan.tif": ("--max-mb", "1"),
    "printed.pdf": ("--max-pages", "4"),
    "scan.png": ("--max-pixels", "8000000"),
    "scan.pdf": ("--max-seconds", "1"),
}


@pytest.mark.parametrize("form", OPTIONS)
def test_the_limits_are_options_of_the_command(scans: Path, form: str) -> None:
    command = [sys.executable, "-m", "plancompare", "parse", form, "--quiet", *OPTIONS[form]]
    done = subprocess.run(command, cwd=scans, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    (told,) = done.stderr.splitlines()
    assert told.startswith(f"plancompare: {form}: ") and OPTIONS[form][0] in told
