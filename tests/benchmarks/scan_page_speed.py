"""How the page of a large collection behaves: 100,000 pairs of 20,000 documents.

    python tests/benchmarks/scan_page_speed.py [--pairs 100000] [--documents 20000] [--keep FOLDER] [--most-seconds 2]

The collection is made up: documents of the 63 provinces of before July 2025, families with one centre, copies, chance
pairs, boilerplate, and texts chained from a plan of `fixtures/`. Its page is written and opened in Chromium; printed
are time and memory of writing, the size of the page, when its first frame stood, when its table could be used, how long
sorting, filtering, searching and opening a pair take, and how long frames take while the table is scrolled. Exits with
1 where the first frame, or the table, is later than `--most-seconds`.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from plancompare.metadata.mergers import province_on
from plancompare.model import Metadata
from plancompare.model.comparison import Lineage
from plancompare.model.scan import (
    Boilerplate,
    CorpusScan,
    Group,
    ScannedDocument,
    ScannedPair,
    ScannedPassage,
)
from plancompare.report.scan_page import render_scan

ROOT = Path(__file__).parents[2]
PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|"
    "Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|"
    "Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|"
    "Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|"
    "Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|"
    "Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái|Hồ Chí Minh"
).split("|")
BODIES = ("Ủy ban nhân dân tỉnh {}", "Sở Nội vụ tỉnh {}", "Sở Ngoại vụ tỉnh {}", "Ban Dân vận Tỉnh ủy {}")
SUBJECTS = ("công tác dân vận", "cải cách hành chính", "chuyển đổi số", "phòng cháy, chữa cháy", "đối ngoại nhân dân")
TODAY = "2026-11-21"
FIRST_YEAR, YEARS = 2021, 5

WATCH = """
window.__tasks = [];
new PerformanceObserver((list) => { for (const task of list.getEntries()) window.__tasks.push(task.duration); })
  .observe({ type: 'longtask', buffered: true });
"""
LOADED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const painted = () => performance.getEntriesByName('first-contentful-paint')[0];
  while (!painted()) await frame();
  const rows = () => document.querySelector('#pairs-rows tbody:not(.gap) tr');
  while (!rows()) await frame();
  await frame();
  return { first: painted().startTime, usable: performance.now(), nodes: document.querySelectorAll('*').length,
    longest: Math.max(0, ...window.__tasks) };
}"""
SCROLL = """async () => {
  const area = document.getElementById('pairs-rows');
  const frames = [];
  await new Promise(requestAnimationFrame);
  let last = performance.now();
  for (let i = 0; i < 300; i++) {
    area.scrollTop = i % 3 ? area.scrollTop + 900 : Math.random() * area.scrollHeight;
    await new Promise(requestAnimationFrame);
    const now = performance.now(); frames.push(now - last); last = now;
  }
  frames.sort((x, y) => x - y);
  return { middle: frames[150], slow: frames[285], worst: frames[299] };
}"""
# From a person's act to the frame that shows what it did.
ACT = """async (act) => {
  const start = performance.now();
  act();
  await new Promise(requestAnimationFrame); await new Promise((done) => setTimeout(done));
  return performance.now() - start;
}"""
ACTS = {
    "sorted by a column": "() => document.querySelectorAll('#pairs-rows .sort')[6].click()",
    "filtered by scope": (
        "() => { const s = document.getElementById('by-scope'); s.value = '0'; s.dispatchEvent(new Event('input')); }"
    ),
    "a pair opened, the letters read": "() => document.querySelector('#pairs-rows tbody button').click()",
    "the next pair": "() => document.getElementById('pair-next').click()",
}
SEARCHED = """async () => {
  const field = document.getElementById('by-words');
  const before = document.getElementById('pairs-shown').textContent;
  const start = performance.now();
  field.value = 'kien giang dan van'; field.dispatchEvent(new Event('input'));
  while (document.getElementById('pairs-shown').textContent === before) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def collection(documents: int, pairs: int, letters: int) -> CorpusScan:
    """A collection with about these numbers; passages lie within texts of `letters` letters."""
    drawn = random.Random(7)
    made = []
    for number in range(documents):
        province = drawn.choice(PROVINCES)
        body = drawn.choice(BODIES).format(province)
        year = FIRST_YEAR + number % YEARS
        subject = drawn.choice(SUBJECTS)
        id = f"{number:06}-kh-{province.lower().replace(' ', '-')}-{year}"
        made.append(
            ScannedDocument(
                id=id,
                path=f"vanban/{province}/{id}.txt",
                sha256=f"{number:064x}",
                words=2400,
                is_scan=number % 2 == 1,
                metadata=Metadata(
                    issuing_body=body,
                    document_number=f"{number % 400 + 1}/KH-UBND",
                    date=f"{year}-{number % 12 + 1:02}-{number % 28 + 1:02}" if number % 9 else None,
                    subject=f"Thực hiện {subject} năm {year} trên địa bàn tỉnh {province}",
                ),
                province=province,
                province_today=province_on(province, TODAY) or province,
            )
        )
    ends = {(2 * n, 2 * n + 1) for n in range(documents // 20)}
    groups = [Group(f"g{n + 1}", "same", (made[2 * n].id, made[2 * n + 1].id)) for n in range(documents // 20)]
    first = documents // 10
    for size in (3000, 600, 120, 40, *[12] * (documents // 60)):
        if first + size > documents:
            continue
        members = range(first, first + size)
        first += size
        links = min(size * 8, size * (size - 1) // 2, pairs // 3)
        ends |= {tuple(sorted(drawn.sample(members, 2))) for _ in range(links)}
        groups.append(Group(f"g{len(groups) + 1}", "related", tuple(made[n].id for n in members)))
    while len(ends) < pairs:
        ends.add(tuple(sorted(drawn.sample(range(documents), 2))))
    stock = " ".join(("căn cứ Luật Tổ chức chính quyền địa phương",) * 6)
    return CorpusScan(
        documents=tuple(made),
        pairs=tuple(_pair(made[a], made[b], drawn, letters) for a, b in sorted(ends)[:pairs]),
        groups=tuple(groups),
        boilerplate=tuple(
            Boilerplate(
                f"m{n + 1}",
                stock,
                54,
                made[n].id,
                0,
                len(stock),
                tuple(one.id for one in made[:: n + 2]),
                tuple(sorted({one.province for one in made[:: n + 2] if one.province})),
                "prose" if n % 3 else "formula",
            )
            for n in range(100)
        ),
        failures=(),
    )


def _pair(a: ScannedDocument, b: ScannedDocument, drawn: random.Random, letters: int) -> ScannedPair:
    is_copy = int(a.id[:6]) + 1 == int(b.id[:6]) and int(a.id[:6]) % 2 == 0
    share = 0.97 + drawn.random() * 0.03 if is_copy else drawn.betavariate(1, 5)
    passages = []
    for _ in range(drawn.randint(1, 9)):
        length = drawn.randint(100, 1200)
        start = drawn.randrange(letters - length)
        passages.append(ScannedPassage(start, start + length, start, start + length, "adapted", 0.8))
    known = drawn.random() < 0.02
    return ScannedPair(
        a.id,
        b.id,
        "same" if is_copy else "related",
        round(share, 4),
        round(share, 4),
        round(share * 0.9, 4),
        drawn.choice(("a_to_b", "b_to_a")) if known else "undetermined",
        f"“thực hiện Kế hoạch số {a.id[:6]}/KH-UBND”" if known else None,
        Lineage("siblings", "cùng dẫn Chỉ thị số 33/CT-TTg") if drawn.random() < 0.3 else Lineage(None, None),
        "within_province" if a.province_today == b.province_today else "cross_province",
        tuple(passages),
    )


def measure(page: Any, path: Path) -> dict[str, float]:
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    found: dict[str, float] = dict(page.evaluate(LOADED))
    found |= {f"scrolled, {name} frame": value for name, value in page.evaluate(SCROLL).items()}
    for name, act in ACTS.items():
        found[name] = page.evaluate(f"async () => ({ACT})({act})")
    page.evaluate("document.getElementById('pair').close()")
    found["searched"] = page.evaluate(SEARCHED)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=100_000)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--most-seconds", type=float, default=2.0)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    text = (ROOT / "fixtures" / "tay-ninh-so-ngoai-vu-2024.clean.txt").read_text(encoding="utf-8")
    scan = collection(arguments.documents, arguments.pairs, len(text))
    start = time.perf_counter()
    html = render_scan(scan, text_of=lambda id: text, version="0")
    print(f"{len(scan.documents)} documents, {len(scan.pairs)} pairs, {len(scan.groups)} groups")
    print(f"written in {time.perf_counter() - start:.1f} s, {len(html.encode()) / 1e6:.1f} MB")
    print(f"most memory, the collection with it: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = (arguments.keep or Path(folder)) / "scan.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(html, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        found = measure(browser.new_page(viewport={"width": 1440, "height": 900}), path)
        browser.close()
    for name, value in found.items():
        print(f"{name:32}{value:10.0f}{'' if name == 'nodes' else ' ms'}")
    return int(max(found["first"], found["usable"]) > 1000 * arguments.most_seconds)


if __name__ == "__main__":
    sys.exit(main())
