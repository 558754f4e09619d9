"""A folder as people have it: twelve files of every kind, one of them broken, compared by the command itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from plan_pages import FIXTURES
from portal_pages import portal_page

BROKEN = "hong.docx"
DEPARTMENT = {"snv-vni", "snv-word", "snv-odt", "snv-windows-1258"}
CITY = {"tp-word-97", "tp-rtf", "tp-in", "tp-mht"}


class Run(NamedTuple):
    """One run of `compare` over the folder: exit code, what it said, and its result."""

    code: int
    said: list[str]
    result: dict[str, Any]


@pytest.fixture(scope="module")
def folder(scans: Path, forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve files."""
    place = tmp_path_factory.mktemp("mixed")
    plans = place / "plans"
    plans.mkdir()
    city, department = forms / "thanh-pho", forms / "so-ngoai-vu"
    shutil.copy(FIXTURES / "kien-giang-2024.ocr.txt", plans)
    text = (FIXTURES / "quang-ngai-2024.ocr.txt").read_text(encoding="utf-8")
    (plans / "quang-ngai.html").write_text(portal_page(text, "tinh-liferay"), encoding="utf-8")
    shutil.copy(department / "vni.txt", plans / "snv-vni.txt")
    shutil.copy(department / "numbered.docx", plans / "snv-word.docx")
    shutil.copy(department / "typed.odt", plans / "snv-odt.odt")
    with zipfile.ZipFile(plans / "goi.zip", "w") as archive:
        archive.write(department / "windows-1258.txt", "Kế hoạch/snv-windows-1258.txt")
    shutil.copy(city / "typed.doc", plans / "tp-word-97.doc")
    shutil.copy(city / "vntime.rtf", plans / "tp-rtf.rtf")
    shutil.copy(city / "printed.pdf", plans / "tp-in.pdf")
    with ThreadPoolExecutor(1) as apart:  # the browser tests' Playwright may run in this thread, and lets no other in
        saved = apart.submit(_saved_by_browser, city / "thuvienphapluat.html")
        (plans / "tp-mht.mht").write_bytes(saved.result())
    shutil.copy(scans / "scan.jpg", plans / "tp-trang-1.jpg")
    (plans / BROKEN).write_bytes((department / "typed.docx").read_bytes()[:-2000])
    assert len(list(plans.iterdir())) == 12
    return place


def _saved_by_browser(page: Path) -> bytes:
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(java_script_enabled=False)
        opened.goto(page.as_uri())
        saved: str = opened.context.new_cdp_session(opened).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
        browser.close()
    return saved.encode()


def _compare(folder: Path, *arguments: str) -> Run:
    return _run(folder, "compare", *arguments, "-o", "out")


def _run(folder: Path, *arguments: str) -> Run:
    done = subprocess.run(
        [sys.executable, "-m", "plancompare", *arguments, "--json", "-"],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    return Run(done.returncode, done.stderr.splitlines(), json.loads(done.stdout))


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return _compare(folder, "plans", "--keep-going")


def test_eleven_are_compared_and_one_is_named_with_its_reason(run: Run, folder: Path) -> None:
    documents = {document["id"] for document in run.result["documents"]}
    assert documents == {"kien-giang-2024.ocr", "quang-ngai", "tp-trang-1", *DEPARTMENT, *CITY}
    assert len(run.result["pairs"]) == 11 * 10 / 2
    (failure,) = run.result["failures"]
    assert failure["path"] == f"plans/{BROKEN}"
    assert "damaged" in failure["error"]
    assert [line for line in run.said if BROKEN in line and line.startswith("plancompare: ")] != []
    report = (folder / "out" / "compare.html").read_text(encoding="utf-8")
    assert BROKEN in report and all(document in report for document in documents)


def test_the_forms_of_one_plan_are_one_witness(run: Run) -> None:
    witnesses = [set(witness) for witness in run.result["witnesses"]]
    assert sum(witness >= DEPARTMENT for witness in witnesses) == 1
    assert sum(witness >= CITY for witness in witnesses) == 1
    assert not any(witness & DEPARTMENT and witness & CITY for witness in witnesses)


def test_a_broken_file_is_trouble_unless_it_may_be_passed_over(run: Run, folder: Path) -> None:
    assert run.code == 0
    some = [f"plans/{name}" for name in (BROKEN, "snv-vni.txt", "tp-in.pdf")]
    strict = _compare(folder, *some)
    assert strict.code == 2
    assert [document["id"] for document in strict.result["documents"]] == ["snv-vni", "tp-in"]
    assert strict.result["failures"] == run.result["failures"]


def test_a_scan_of_the_folder_finds_what_compare_finds(run: Run, folder: Path) -> None:
    """The picture is read by Tesseract as well, and asked of the index afterwards."""
    kept = ("--index", "plans.duckdb", "--ocr-cache", "read")
    scanned = _run(folder, "scan", "plans", *kept, "-o", "scanned", "--format", "json", "--keep-going", "--jobs", "1")
    assert scanned.code == 0
    assert _pairs(scanned.result["pairs"], "score") == _pairs(run.result["pairs"], "similarity")
    assert scanned.result["failures"] == run.result["failures"]
    asked = _run(folder, "scan", "--query", "plans/tp-trang-1.jpg", *kept)
    picture = {pair["b"]: pair["score"] for pair in scanned.result["pairs"] if pair["a"] == "tp-trang-1"}
    picture |= {pair["a"]: pair["score"] for pair in scanned.result["pairs"] if pair["b"] == "tp-trang-1"}
    assert {hit["document"]["id"]: hit["pair"]["score"] for hit in asked.result["hits"]} == picture | {"tp-trang-1": 1}


def _pairs(pairs: list[dict[str, Any]], share: str) -> dict[tuple[str, str], object]:
    """What was found of each pair that has a passage."""
    keys = ("a_start", "a_end", "b_start", "b_end", "kind", "score")
    return {
        (one["a"], one["b"]): (one["relation"], one[share], [[found[key] for key in keys] for found in one["passages"]])
        for one in pairs
        if one["passages"]
    }
