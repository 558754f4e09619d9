"""Makes the samples of `reports/` anew from `fixtures/`, with an index page that says what each of them is.

    python tests/golden/make_samples.py [FOLDER]

FOLDER is `reports` unless named. The index has the style and the security policy of the pages and no script; like
them it opens from disk and loads nothing.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAIR = ("fixtures/tay-ninh-so-ngoai-vu-2024.clean.txt", "fixtures/tay-ninh-so-ngoai-vu-2024.ocr.txt")
COMPARE = ("compare", "fixtures", "--format", "html,docx,xlsx,md")
SCAN = ("scan", "fixtures", "--format", "html,xlsx")


class Sample(NamedTuple):
    """A file of the index, with what it is in Vietnamese and in English."""

    file: str
    vietnamese: str
    english: str


COMPARED = (
    Sample(
        "compare.html",
        "Trang so sánh năm kế hoạch: tổng quan, đọc song song, bảng mục × văn bản, từng cặp, văn bản viện dẫn, thời "
        "hạn, phân công, cảnh báo.",
        "The page on five plans: overview, reading side by side, sections × texts, pair by pair, cited documents, "
        "deadlines, duties, warnings.",
    ),
    Sample(
        "compare.docx",
        "Bảng so sánh để in và ghi chú trong Word: mỗi nội dung một bảng, mỗi văn bản một dòng.",
        "The comparison as a table for Word: a table for each topic, a line for each text.",
    ),
    Sample(
        "compare.xlsx",
        "Bảng tính: văn bản, mục, tỷ lệ chung và riêng, văn bản viện dẫn, thời hạn, nhiệm vụ, chỉ tiêu, cảnh báo; mọi "
        "ô là chữ hoặc số, không có công thức.",
        "The workbook: texts, sections, sharing, citations, deadlines, duties, targets, warnings; every cell is text "
        "or a number, none a formula.",
    ),
    Sample(
        "compare.md",
        "Tóm tắt để dán vào tờ trình: mỗi nhận định có văn bản, mục và dòng.",
        "The summary to paste into a memo: each finding with its text, section and line.",
    ),
)
DIFFED = (
    Sample(
        "diff.html",
        "Trang đối chiếu bản gõ và bản quét của một kế hoạch: chỗ nào máy đọc sai, chỗ nào người sửa.",
        "The page on the typed text and the scan of one plan: what the scanner misread, what a person changed.",
    ),
    Sample(
        "diff.docx",
        "Hai bản ấy trong Word, mỗi chỗ khác là một thay đổi có theo dõi: từ chối hết thì được bản gõ, chấp nhận hết "
        "thì được bản quét.",
        "Both as a Word file with tracked changes: rejecting all gives the typed text, accepting all the scan.",
    ),
    Sample(
        "diff.md",
        "Tóm tắt việc đối chiếu để dán vào tờ trình.",
        "What was found, to paste into a memo.",
    ),
)
SCANNED = (
    Sample(
        "scan.html",
        "Trang của lệnh scan, dùng cho hàng trăm đến hàng chục nghìn văn bản, ở đây chỉ năm: các cặp có trùng văn, sơ "
        "đồ, dòng thời gian, tỉnh với tỉnh, câu chữ dùng chung rộng nhất.",
        "The page of scan, made for hundreds to tens of thousands of texts, here of five: pairs with text in common, "
        "graph, timeline, province by province, the most widely used wording.",
    ),
    Sample(
        "scan.xlsx",
        "Bảng tính của cùng kết quả: văn bản, cặp, đoạn trùng, nhóm, câu chữ dùng chung.",
        "The same as a workbook: texts, pairs, passages, groups, wording in common.",
    ),
)
MEASURED = (
    Sample(
        "diff-calibration.svg",
        "Xác suất mà lệnh diff đưa ra so với thực tế, trên những bản quét đã biết chỗ sửa.",
        "The probabilities that diff tells against the truth, on scans whose edits are known.",
    ),
)
PARTS = (
    ("So sánh năm kế hoạch", "Five plans compared", f"plancompare {' '.join(COMPARE)}", COMPARED),
    (
        "Đối chiếu hai bản của một kế hoạch",
        "Two texts of one plan",
        f"plancompare diff {' '.join(PAIR)} -o reports/diff.html",
        DIFFED,
    ),
    ("Tìm trùng văn trong một bộ văn bản", "A whole collection", f"plancompare {' '.join(SCAN)}", SCANNED),
    ("Đo đạc", "Measurements", "python tests/benchmarks/diff_figures.py PAIRS --plot FILE.svg", MEASURED),
)

STYLE = """
.top, main > section { max-width: 66rem; }
.samples { margin: 0; }
.samples dt { margin-top: 1rem; font-weight: 600; font-size: 1.05rem; }
.samples dd { margin: .15rem 0 0; }
[lang="en"] { color: var(--muted); }
h1 [lang="en"], h2 [lang="en"] { display: block; font-size: .7em; font-weight: 400; }
"""


def main() -> None:
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "reports"
    folder.mkdir(parents=True, exist_ok=True)
    run(*COMPARE, "-o", str(folder))
    for sample in DIFFED:
        run("diff", *PAIR, "-o", str(folder / sample.file))
    run(*SCAN, "-o", str(folder))
    (folder / "index.html").write_text(index(), encoding="utf-8")


def run(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "plancompare", *arguments, "-q"], cwd=ROOT, check=True, timeout=600)


def index() -> str:
    style = files("plancompare.report").joinpath("assets", "page.css").read_text(encoding="utf-8") + STYLE
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = "".join(
        f"<section>\n<h2>{both(vietnamese, english)}</h2>\n<p><code>{escape(command)}</code></p>\n"
        f'<dl class="samples">\n{"".join(map(entry, samples))}</dl>\n</section>\n'
        for vietnamese, english, command, samples in PARTS
    )
    return f"""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>plancompare: các bản mẫu · samples</title>
<style>{style}</style>
</head>
<body>
<header class="top">
<h1>{both("plancompare: các bản mẫu", "Samples")}</h1>
<p class="lead">Mọi tệp dưới đây làm từ năm kế hoạch thật trong thư mục <code>fixtures/</code>.</p>
<p class="lead" lang="en">Every file below was made from the five real plans in <code>fixtures/</code>.</p>
</header>
<main>
{parts}</main>
</body>
</html>
"""


def entry(sample: Sample) -> str:
    return (
        f'<dt><a href="{sample.file}">{sample.file}</a></dt>\n'
        f'<dd>{escape(sample.vietnamese)}</dd>\n<dd lang="en">{escape(sample.english)}</dd>\n'
    )


def both(vietnamese: str, english: str) -> str:
    return f'{escape(vietnamese)} <span lang="en">{escape(english)}</span>'


if __name__ == "__main__":
    main()
