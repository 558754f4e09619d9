"""How a page of two texts of 500 pages opens and scrolls in Chromium, and how large it is.

    python tests/benchmarks/diff_page_speed.py

The texts are the scanned pair of `fixtures/`, of which 86 % of the words differ, one copy after another, with a place
that a person edited in about every forty words. Printed are the size of the page beside its limit, the seconds until
the first frame and until everything has loaded, the longest frame while one pane is scrolled by the wheel and the
other follows, and by how many pixels a jump to a place in the middle misses its height. Exits with 1 where a limit is
not kept; the times are those of a machine that does nothing else.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

from diff_sample import Begin, Piece, make, put, shown_as
from playwright.sync_api import Page, sync_playwright

from plancompare import diff_plans, parse_plan, read_source
from plancompare.model.difference import Difference
from plancompare.report.html import render_difference

FIXTURES = Path(__file__).parents[2] / "fixtures"
LETTERS_A_PAGE = 2000
PAGES = 500
MOST_SECONDS, MOST_FRAME, MOST_OFF = 2.0, 0.25, 2.0
# Every so many stretches of the pair, something was edited.
EVERY = 40
EDITS = (
    put(" 12", " 15", "edit", "other_digits", "number", 0.93),
    put(" trách nhiệm", " nhiệm vụ", "edit", "other_wording", "word", 0.98),
    put(" và doanh nghiệp trên địa bàn", "", "edit", "left_out", "deletion", 0.96),
    put("", " theo quy định của pháp luật", "edit", "added", "insertion", 0.97),
    put(" được", " không được", "edit", "added", "negation", 0.99),
    put(" Sở Nội vụ", " Sở Tư pháp", "edit", "other_wording", "agency", 0.95),
    put(" 95%", " 93%", "undecidable", "digits_may_be_misread", "number", 0.6),
)


def long_pair() -> Difference:
    """Two texts of `PAGES` pages, made of the pair in `fixtures/`."""
    names = ("tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr")
    found = diff_plans(*(parse_plan(read_source(str(FIXTURES / f"{name}.txt")), name) for name in names))
    copies = round(PAGES * LETTERS_A_PAGE / len(found.a.text)) + 1
    return make([piece for copy in range(copies) for piece in _copy(found, copy)])


def _copy(found: Difference, copy: int) -> Iterator[Piece]:
    yield Begin(f"P{copy + 1}", "appendix", None, None)
    turns = count(copy)
    for number, piece in enumerate(shown_as(found)):
        yield piece
        if number % EVERY == EVERY - 1:
            yield EDITS[next(turns) % len(EDITS)]
    yield "\n\n"


FIRST_FRAME = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
WATCH = """() => { window.longest = 0; let last = performance.now();
    const frame = (now) => {
        window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(frame); };
    requestAnimationFrame(frame); }"""
OFF = """number => ['a', 'b'].map((side) => { const pane = document.getElementById(`pane-${side}`);
    const end = document.getElementById(side + number).getBoundingClientRect().top;
    return Math.abs(end - pane.getBoundingClientRect().top - 0.3 * pane.clientHeight); })"""


def measured(page: Page, file: Path, middle: int) -> dict[str, float]:
    page.goto(file.as_uri(), wait_until="load")
    page.wait_for_function(f"{FIRST_FRAME} > 0 && {LOADED} > 0")
    seconds = {name: page.evaluate(js) / 1000 for name, js in (("first frame", FIRST_FRAME), ("loaded", LOADED))}
    page.locator("#texts").scroll_into_view_if_needed()
    page.mouse.move(*_middle(page))
    page.evaluate(WATCH)
    for _ in range(60):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(30)
    seconds["longest frame"] = page.evaluate("window.longest") / 1000
    page.evaluate(f"location.hash = '#change-{middle}'")
    page.wait_for_timeout(1500)
    seconds["pixels a jump is off"] = max(page.evaluate(OFF, middle))
    return seconds


def _middle(page: Page) -> tuple[float, float]:
    box = page.locator("#pane-a").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def main() -> int:
    difference = long_pair()
    html = render_difference(difference, version="0").encode()
    texts = len(f"{difference.a.text}{difference.b.text}".encode())
    most = 3 * texts + 300_000
    listed = re.findall(rb'id="?change-(\d+)', html)
    middle = int(listed[len(listed) // 2])
    print(f"{texts} bytes of text, {len(difference.changes)} differences; page {len(html)} bytes, limit {most}")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder, "diff.html")
        file.write_bytes(html)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        found = measured(browser.new_page(viewport={"width": 1440, "height": 900}), file, middle)
        browser.close()
    print(", ".join(f"{name} {value:.2f}" for name, value in found.items()))
    kept = (
        len(html) <= most
        and found["first frame"] <= MOST_SECONDS
        and found["longest frame"] <= MOST_FRAME
        and found["pixels a jump is off"] <= MOST_OFF
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
