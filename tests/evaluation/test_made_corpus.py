"""Made collections of plans: what is said of them is true, and scans of them are found whole.

The floors are those of `tests/benchmarks/scan_at_scale.py`, here with 1,000 plans; its larger runs are done by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from plancompare.text import fold

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def make(folder: Path, *arguments: str) -> Path:
    command = [sys.executable, str(BENCHMARKS / "made_corpus.py"), str(folder), "--documents", "160", *arguments]
    subprocess.run(command, check=True, timeout=120)
    return folder


def lines(corpus: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(corpus, "truth", name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("corpus"), "--jobs", "2")


def test_the_same_arguments_give_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    again = make(tmp_path, "--jobs", "1")
    files = sorted(path.relative_to(corpus) for path in corpus.rglob("*.*"))
    assert files == sorted(path.relative_to(again) for path in again.rglob("*.*"))
    assert all(Path(corpus, file).read_bytes() == Path(again, file).read_bytes() for file in files)


def test_another_seed_gives_another_collection(corpus: Path, tmp_path: Path) -> None:
    other = make(tmp_path, "--seed", "b")
    digests = [{record["sha256"] for record in lines(made, "documents.jsonl")} for made in (corpus, other)]
    assert digests[0].isdisjoint(digests[1])


def test_every_document_is_on_record_once_and_half_are_scans(corpus: Path) -> None:
    records = lines(corpus, "documents.jsonl")
    assert len(records) == len({record["id"] for record in records}) == 160
    assert sorted(record["path"] for record in records) == sorted(
        str(path.relative_to(corpus)) for path in Path(corpus, "texts").rglob("*.txt")
    )
    scans = Counter(record["scan"] for record in records)
    assert 0.35 < 1 - scans[None] / 160 < 0.65
    assert scans["eng"] and scans["vie"]
    assert 2000 < sum(record["syllables"] for record in records) / 160 < 2800


def test_a_copied_passage_stands_where_the_record_says(corpus: Path) -> None:
    paths = {record["id"]: Path(corpus, record["path"]) for record in lines(corpus, "documents.jsonl")}
    scanned = {record["id"]: record["scan"] for record in lines(corpus, "documents.jsonl")}
    passages = [pair for pair in lines(corpus, "pairs.jsonl") if pair["kind"] == "passage"]
    assert len(passages) == 16
    for pair in passages:
        spans = (pair["places"][:2], pair["places"][2:])
        shown = [
            paths[id].read_text(encoding="utf-8")[start:end].split()
            for id, (start, end) in zip((pair["a"], pair["b"]), spans, strict=True)
        ]
        assert all(abs(len(words) - pair["syllables"]) <= 0.2 * pair["syllables"] for words in shown)
        if pair["form"] == "clean":
            assert shown[0] == shown[1]
        assert pair["form"] == ("clean", "mixed", "scan")[sum(scanned[pair[side]] is not None for side in "ab")]


def test_boilerplate_is_in_the_plans_that_carry_it(corpus: Path) -> None:
    texts = {passage["id"]: passage for passage in lines(corpus, "boilerplate.jsonl")}
    carriers = Counter[str]()
    for record in lines(corpus, "documents.jsonl"):
        carriers.update(record["carries"])
        if record["scan"] is None:
            shown = " ".join(Path(corpus, record["path"]).read_text(encoding="utf-8").split())
            for id in record["carries"]:
                beginning = " ".join(texts[id]["text"].partition("{")[0].split()[:12])
                # a draft has words changed; all that carry a passage were not edited there
                assert beginning in shown or "edited" in clusters_of(corpus, record)
    assert all(carriers[id] == passage["documents"] for id, passage in texts.items())


def clusters_of(corpus: Path, record: dict[str, Any]) -> set[str]:
    """The kinds of pairs a document is in."""
    return {pair["kind"] for pair in lines(corpus, "pairs.jsonl") if record["id"] in (pair["a"], pair["b"])}


def test_a_scan_read_with_an_english_model_loses_its_marks(corpus: Path) -> None:
    for record in lines(corpus, "documents.jsonl"):
        text = Path(corpus, record["path"]).read_text(encoding="utf-8")
        marked = sum(fold(word) != word.lower() for word in text.split()) / len(text.split())
        assert (marked < 0.65) == (record["scan"] == "eng"), (record["scan"], marked)


@pytest.mark.slow
def test_a_thousand_plans_are_scanned_with_the_accuracy_that_is_promised() -> None:
    command = [sys.executable, str(BENCHMARKS / "scan_at_scale.py"), "1000"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stdout + done.stderr
