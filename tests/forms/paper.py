"""A plan on paper: an A4 page printed to PDF by Chromium, and the same pages from a scanner."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from plan_pages import PlanPages

_STYLE = """
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Liberation Serif" } }
@page :first { @top-center { content: none } }
body { font: 14pt/1.25 "Liberation Serif"; margin: 0 }
table { width: 100%; border-collapse: collapse } td { vertical-align: top; padding: 0 }
td.centre, h1, h2 { text-align: center } td.centre { font-size: 12pt; white-space: nowrap }
h1, h2 { font-size: 14pt; margin: 3mm 0 } p { text-align: justify; text-indent: 10mm; margin: 2mm 0 }
td.left { font-size: 11pt } td.bold { font-weight: bold; text-align: center }
"""


def page(plan: PlanPages) -> str:
    """The plan as a web page laid out for paper, with the header and the signature in two columns."""
    body = "".join(f"<p>{escape(paragraph.whole)}</p>\n" for paragraph in plan.paragraphs)
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Kế hoạch</title><style>{_STYLE}</style>'
        f"{_columns(plan.left, plan.right, 'centre', 'centre')}<h1>KẾ HOẠCH</h1><h2>{escape(plan.subject)}</h2>"
        f"{body}{_columns(plan.recipients, plan.signature, 'left', 'bold')}</html>"
    )


def _columns(left: Sequence[str], right: Sequence[str], of_left: str, of_right: str) -> str:
    cells = "".join(
        f'<td class="{style}">{"<br>".join(map(escape, lines))}</td>'
        for style, lines in ((of_left, left), (of_right, right))
    )
    return f"<table><tr>{cells}</tr></table>"


def print_pdf(html: str, file: Path) -> None:
    """Let Chromium print the page to `file`."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(html, encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        done = subprocess.run(
            [browser, *options, "--no-pdf-header-footer", f"--print-to-pdf={file}", source.as_uri()],
            capture_output=True,
            timeout=180,
            text=True,
        )
    if not file.exists():
        raise RuntimeError(f"Chromium printed nothing: {done.stderr}")


def scan(pdf: Path, folder: Path, dpi: int = 300) -> None:
    """The pages of a PDF as an office's scanner gives them: all in scan.pdf, two in scan.tif, one in scan.png and .jpg.

    A sheet lies a little askew, the paper is grey, grainy, specked and darker at one edge, the lens blurs by a point,
    and what is kept is a JPEG of quality 40. The same PDF gives the same points.
    """
    import numpy
    import pypdfium2
    from PIL import Image, ImageFilter

    chance = numpy.random.default_rng(14)
    sheets: list[Image.Image] = []
    document = pypdfium2.PdfDocument(pdf)
    for number, sheet in enumerate(document):
        drawn = sheet.render(scale=dpi / 72, grayscale=True).to_pil()
        askew = drawn.rotate((-0.7, 0.5)[number % 2], resample=Image.Resampling.BICUBIC, fillcolor=255)
        points = numpy.asarray(askew.filter(ImageFilter.GaussianBlur(1.0)), dtype=numpy.float32)
        paper = 40 + points * (190 / 255)  # ink is no black, paper no white
        paper += numpy.linspace(20, -20, points.shape[1], dtype=numpy.float32)
        paper += chance.normal(0, 14, points.shape).astype(numpy.float32)
        for down, right in chance.integers(0, (points.shape[0] - 4, points.shape[1] - 4), (120, 2)):
            paper[down : down + 3, right : right + 3] = 60  # a speck
        kept = io.BytesIO()
        Image.fromarray(paper.clip(0, 255).astype(numpy.uint8)).save(kept, "JPEG", quality=40, dpi=(dpi, dpi))
        sheets.append(Image.open(kept))
        sheet.close()
    document.close()
    sheets[0].save(folder / "scan.png", compress_level=1, dpi=(dpi, dpi))
    sheets[0].save(folder / "scan.jpg", quality=40, dpi=(dpi, dpi))
    sheets[0].save(folder / "scan.tif", dpi=(dpi, dpi), compression="jpeg", save_all=True, append_images=sheets[1:2])
    sheets[0].save(folder / "scan.pdf", resolution=dpi, quality=40, save_all=True, append_images=sheets[1:])
