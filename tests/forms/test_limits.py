"""How much of a file is read is bounded, and whoever has larger files may say so: each refusal names its option."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from plancompare import cli, read_source
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


def test_a_text_without_pages_is_bounded_by_the_letters_of_so_many(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("Kế hoạch. " * 2000, encoding="utf-8")
    assert read_source(str(tmp_path / "plan.txt"), ReadingOptions(limits=Limits(pages=2)))
    with pytest.raises(PlanCompareError, match="more than 10,000 letters, as 1 page would hold at most; raise --max-p"):
        read_source(str(tmp_path / "plan.txt"), ReadingOptions(limits=Limits(pages=1)))


def test_texts_that_repeat_each_other_without_end_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, words in (("a", 5000), ("b", 5001)):
        (tmp_path / f"{name}.txt").write_text("KẾ HOẠCH\n1. " + "việc " * words, encoding="utf-8")
    assert cli.main(["compare", "a.txt", "b.txt", "-q"]) == 2
    told = capfd.readouterr().err
    assert told.startswith("plancompare: a.txt and b.txt: two texts repeat each other in ") and told.count("\n") == 1
    assert told.endswith("; split the longer one\n") and not (tmp_path / "reports").exists()


# As in `tests/benchmarks/limits.py`, which measures them at a size that takes minutes.
ODD = {
    "line.txt": "Ủy ban nhân dân tỉnh ban hành kế hoạch năm 2024 " * 8000,
    "word.txt": "ấ" * 300_000,
    "articles.txt": "KẾ HOẠCH\n" + "\n".join(f"Điều {n}. Công tác dân vận" for n in range(1, 1501)),
    "romans.txt": "KẾ HOẠCH\n" + "I. Công tác dân vận\n" * 1500,
    "levels.txt": "KẾ HOẠCH\n" + "\n".join("1." * depth + " Công tác dân vận" for depth in range(1, 301)),
    "label.txt": "KẾ HOẠCH\n" + "1." * 10_000 + " Công tác dân vận",
    "blank.txt": "\n" * 100_000 + "KẾ HOẠCH",
    "tags.html": "<html><body>" + "<div>" * 10_000 + "I. Kế hoạch năm 2024",
    "tables.html": "<html><body>" + "<table><tr><td>" * 2000 + "I. Kế hoạch năm 2024",
}


def test_long_lines_many_sections_and_deep_nesting_cost_what_their_size_does(tmp_path: Path) -> None:
    """Two megabytes in all: some five seconds of the processor and 120 MB; what grows with the square takes minutes."""
    for name, content in ODD.items():
        (tmp_path / name).write_text(content, encoding="utf-8")

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (1024**3, 1024**3))

    command = [sys.executable, "-m", "plancompare", "parse", *ODD, "--json", "r.json", "-q"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, preexec_fn=bounded)
    assert done.returncode == 0, done.stderr
    documents = json.loads((tmp_path / "r.json").read_bytes())["documents"]
    assert {document["path"] for document in documents} == set(ODD)
    articles = next(document for document in documents if document["path"] == "articles.txt")
    assert sum(section["kind"] == "article" for section in articles["sections"]) == 1500
