"""`plancompare scan` as a user calls it: reports and JSON, an index that is asked, chunks that are merged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plancompare.cli import main
from plancompare.schema import json_schema

CLEAN, SCAN = "tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr"
CITY = "tay-ninh-thanh-pho-2023.clean"


@pytest.fixture
def here(tmp_path: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    for name in (CLEAN, SCAN, CITY):
        shutil.copy(fixtures / f"{name}.txt", tmp_path / "plans")
    (tmp_path / "plans" / "ban-sao.txt").write_bytes((fixtures / f"{CITY}.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _json(path: str) -> Any:
    return json.loads(Path(path).read_text(encoding="utf-8"))


def test_a_folder_to_a_page_tables_and_json(here: Path) -> None:
    arguments = ["scan", "plans", "--format", "html,json,xlsx,csv,md", "--json", "r.json", "-q", "--jobs", "1"]
    assert main(arguments) == 0
    found = _json("r.json")
    jsonschema.validate(found, json_schema("scan"))
    assert (here / "reports" / "scan.json").read_bytes() == (here / "r.json").read_bytes()
    assert [document["id"] for document in found["documents"]] == ["ban-sao", CLEAN, SCAN, CITY]
    relations = {(pair["a"], pair["b"]): pair["relation"] for pair in found["pairs"]}
    assert relations["ban-sao", CITY] == "same"
    assert relations[CLEAN, SCAN] == "same"
    assert relations[SCAN, CITY] == "related"
    groups = [group["documents"] for group in found["groups"] if group["relation"] == "same"]
    assert groups == [["ban-sao", CITY], [CLEAN, SCAN]]
    assert found["failures"] == []
    page = (here / "reports" / "scan.html").read_text(encoding="utf-8")
    assert CLEAN in page and "Trùng văn" in page
    assert (here / "reports" / "scan.xlsx").read_bytes()[:2] == b"PK"
    assert list((here / "reports").glob("scan-*.csv"))
    memo = (here / "reports" / "scan.md").read_text(encoding="utf-8")
    assert memo.startswith("# Trùng văn trong 4 văn bản\n")
    assert f"| ban-sao | {CITY} | cùng một văn bản | 100% | 100% |" in memo


def test_an_index_does_the_rest_and_is_asked(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["scan", "plans", "--index", "plans.duckdb", "--format", "json", "--jobs", "1"]
    assert main(arguments) == 0
    first = (here / "reports" / "scan.json").read_bytes()
    capsys.readouterr()
    assert main(arguments) == 0
    assert (here / "reports" / "scan.json").read_bytes() == first
    assert "verifying" not in capsys.readouterr().err, "the second run has nothing to verify"
    asked = here / "plans" / f"{SCAN}.txt"
    assert main(["scan", "--query", str(asked), "--index", "plans.duckdb", "--json", "q.json", "-q"]) == 0
    answer = _json("q.json")
    jsonschema.validate(answer, json_schema("query"))
    assert {hit["document"]["id"]: hit["pair"]["relation"] for hit in answer["hits"]} == {
        SCAN: "same",
        CLEAN: "same",
        CITY: "related",
        "ban-sao": "related",
    }
    assert main(["scan", "--query", str(asked), "--index", "plans.duckdb", "-q"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"{asked}: texts of the index that share text with it: 4\n")
    assert f"plans/{CLEAN}.txt: the same document; " in told


def test_chunks_are_merged_to_the_result_of_one_run(here: Path) -> None:
    whole = ["scan", "plans", "--format", "json", "-q", "--jobs", "1"]
    assert main(whole) == 0
    for part in ("1/2", "2/2"):
        assert main([*whole, "-o", f"part-{part[0]}", "--chunk", part]) == 0
    parts = [f"part-{n}/scan.json" for n in (2, 1)]
    merged = ["scan", "--merge", parts[0], "--merge", parts[1], "--format", "json", "-o", "merged", "-q"]
    assert main(merged) == 0
    assert (here / "merged" / "scan.json").read_bytes() == (here / "reports" / "scan.json").read_bytes()


def test_texts_prepared_elsewhere_are_not_prepared_again(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scan", "plans", "--prepare", "plans.parquet", "-q", "--jobs", "1"]) == 0
    assert (here / "plans.parquet").read_bytes()[:4] == b"PAR1"
    assert not (here / "reports").exists()
    assert main(["scan", "plans", "--format", "json", "-q", "--jobs", "1"]) == 0
    first = (here / "reports" / "scan.json").read_bytes()
    capsys.readouterr()
    again = ["scan", "plans", "--prepared", "plans.parquet", "--format", "json", "--jobs", "1"]
    assert main(again) == 0
    assert (here / "reports" / "scan.json").read_bytes() == first
    assert "preparing" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "no folder to scan"),
        (["--query", "plans/ban-sao.txt"], "--index"),
        (["plans", "--query", "a.txt", "--index", "i"], "stands alone"),
        (["--merge", "gone.json"], "gone.json: cannot be read"),
        (["--merge", "plans/ban-sao.txt"], "no result of plancompare scan"),
        (["plans", "--chunk", "3/2"], "--chunk 3/2"),
        (["plans", "--chunk", "x"], "--chunk x"),
        (["plans", "--format", "pdf"], "no such format"),
        (["plans", "--index", ""], "--index"),
        (["plans", "--index", "plans/ban-sao.txt"], "ban-sao.txt"),
        (["--query", "plans/ban-sao.txt", "--index", "gone.duckdb"], "gone.duckdb"),
        (["nothing"], "nothing"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["scan", *arguments, "-q"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("plancompare: ") and said.count("\n") == 1
    assert told in said
    assert not (here / "reports").exists()
