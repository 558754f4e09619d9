"""How many letters are misread on scanned pages: the two plans of tests/forms, by resolution and by model.

    python tests/benchmarks/ocr_accuracy.py

Chromium prints the plans, `paper.scan` spoils the pages as a scanner does, `read_source` reads them. Printed is the
share of letters that are wrong, white space and page numbers aside, and the seconds a page.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "forms"))

from paper import page, print_pdf, scan
from plan_pages import PlanPages, city_plan, department_plan
from rapidfuzz.distance import Levenshtein

from plancompare import read_source
from plancompare.ingest.reading import ReadingOptions
from plancompare.model import Source

WAYS = (("vie", 300), ("vie", 200), ("vie", 150), ("eng", 300))


def letters(source: Source) -> str:
    """The text without white space and what is marked as a page number."""
    marked = {place for start, end in source.provenance.furniture for place in range(start, end)}
    return "".join("".join(letter for place, letter in enumerate(source.text) if place not in marked).split())


def measure(plan: PlanPages, language: str, dpi: int) -> tuple[float, float]:
    """Share of wrong letters, seconds a page."""
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder, "printed.pdf")
        print_pdf(page(plan), printed)
        scan(printed, Path(folder), dpi)
        begin = time.perf_counter()
        source = read_source(str(Path(folder, "scan.pdf")), ReadingOptions(ocr_lang=language, dpi=dpi))
        seconds = time.perf_counter() - begin
    right = "".join(plan.text().split())
    return Levenshtein.distance(right, letters(source)) / len(right), seconds / len(source.provenance.pages)


if __name__ == "__main__":
    for language, dpi in WAYS:
        for plan in (city_plan(), department_plan()):
            wrong, seconds = measure(plan, language, dpi)
            print(f"{plan.name:12} {language} {dpi} dpi: {wrong:.2%} of the letters wrong, {seconds:.1f} s a page")
