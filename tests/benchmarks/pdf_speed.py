"""How long a born-digital PDF of 100 pages takes to be read, against pypdfium2's bare extraction of its text.

    python tests/benchmarks/pdf_speed.py [runs]

Chromium prints the pages. Both are timed as whole processes, by turns, start-up of Python and imports included;
printed are the medians and their ratio. Exits with 1 where reading takes more than `MOST` times the bare extraction.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "forms"))

import pypdfium2
from paper import page, print_pdf
from plan_pages import city_plan, department_plan

MOST = 6.0
PAGES = 100
BARE = """
import sys, pypdfium2
text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(sys.argv[1]))
assert len(text) > 100_000, len(text)
"""
READ = """
import sys
from plancompare import read_source
source = read_source(sys.argv[1])
assert len(source.text) > 100_000 and len(source.provenance.pages) == 100
"""


def hundred_pages(file: Path) -> None:
    """Two plans one after the other until there are a hundred pages."""
    plans = [city_plan(), department_plan()]
    paragraphs = tuple(paragraph for _ in range(14) for plan in plans for paragraph in plan.paragraphs)
    print_pdf(page(plans[0]._replace(paragraphs=paragraphs)), file)
    with pypdfium2.PdfDocument(file.read_bytes()) as printed, pypdfium2.PdfDocument.new() as kept:
        kept.import_pages(printed, list(range(PAGES)))
        kept.save(file)


def seconds(script: str, file: Path) -> float:
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-c", script, str(file)], check=True)
    return time.perf_counter() - begin


def main() -> int:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "hundred.pdf")
        hundred_pages(file)
        times = [(seconds(BARE, file), seconds(READ, file)) for _ in range(runs)]
    bare, read = median(first for first, _ in times), median(second for _, second in times)
    print(
        f"{PAGES} pages: bare extraction {bare:.2f} s, reading {read:.2f} s, {read / bare:.1f} times (at most {MOST:g})"
    )
    return int(read > MOST * bare)


if __name__ == "__main__":
    sys.exit(main())
