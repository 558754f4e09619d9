"""The samples kept in `reports/` are what the tool says of `fixtures/` today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
MAKE = "tests/golden/make_samples.py"
SAMPLES = """
    index.html compare.html compare.docx compare.xlsx compare.md diff.html diff.docx diff.md scan.html scan.xlsx
""".split()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    subprocess.run([sys.executable, MAKE, str(folder)], cwd=ROOT, check=True, timeout=900)
    return folder


def content(file: Path) -> dict[str, bytes]:
    """The bytes of a file; of one that is an archive those of its parts, which zlib may pack otherwise elsewhere."""
    if file.suffix not in (".docx", ".xlsx"):
        return {file.name: file.read_bytes()}
    with ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_kept_sample_is_true(name: str, made: Path) -> None:
    assert content(ROOT / "reports" / name) == content(made / name), f"run: python {MAKE}"


def test_all_that_is_made_is_kept_and_the_index_leads_to_what_there_is(made: Path) -> None:
    assert sorted(file.name for file in made.iterdir()) == sorted(SAMPLES)
    index = (made / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'href="([^"]+)"', index)
    assert set(SAMPLES) - {"index.html"} <= set(links)
    assert all((ROOT / "reports" / link).is_file() for link in links)
