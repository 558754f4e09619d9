"""How large pages behave: 63 plans of 15 pages side by side, and two versions of a document of 500 pages.

    python tests/benchmarks/report_pages.py [--plans 63] [--pages 500] [--keep FOLDER] [--again]

The plans are made of passages of `fixtures/` with other places, agencies, years and figures in them, and of wording of
their own, chained from the same texts; the pair is one such text, and that text misread and edited. Each is compared
and its page opened in Chromium; printed are time and memory of the command, the size of the page against three times
the text and 300 kB, when the first frame stood, when the page was whole, the longest task that held the page up while
it loaded and while it was scrolled to its end, and the memory of the tab; of the pair also by how many pixels a jump to
a place in the middle misses its height. Tasks are told by the time of the processor they took, which other work on the
machine hardly changes; frames by the clock. With `--keep` the texts and pages stay in FOLDER, where `--again` opens the
pages that lie there. Exits with 1 where a page is too large, its first frame later than `FRAME`, a task while scrolling
longer than `TASK`, or a jump off by more than `OFF`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
FRAME = 2.0  # seconds
TASK = 0.2  # seconds
OFF = 2.0  # pixels
LETTERS_A_PAGE = 2500
COMMON = 0.35  # of a plan: passages it has with others
PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|Bình Phước|Bình Thuận|"
    "Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|"
    "Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|"
    "Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|"
    "Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang|"
    "Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái|Hồ Chí Minh"
).split("|")
# What a recogniser takes for one another, often enough to be met on every page.
MISREAD = {"ề": "ể", "ổ": "ồ", "ộ": "ô", "ữ": "ừ", "ạ": "a", "rn": "m", "l": "I", "ơ": "o", "đ": "d", "ậ": "â"}

LOADED = """async () => {
  const whole = performance.now();
  const frame = () => new Promise(requestAnimationFrame);
  const painted = () => performance.getEntriesByName('first-contentful-paint')[0];
  for (let n = 0; n < 300 && !painted(); n++) await frame();
  await frame();
  return { first: painted()?.startTime ?? performance.now(), whole, nodes: document.querySelectorAll('*').length };
}"""
# The areas that scroll: the page itself, the two texts of a pair (which follow one another), the synoptic reading, and
# tables of more than a screen. They are named: to ask each element whether it scrolls would lay all of them out.
AREAS = ".pane:first-of-type, .synopsis, .tall"
# A screen a frame, in at most 800 steps.
SCROLL = """async (areas) => {
  const frames = []; let last = performance.now();
  for (const area of [document.scrollingElement, ...document.querySelectorAll(areas)]) {
    if (area !== document.scrollingElement) area.scrollIntoView();
    area.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    const step = Math.max(area.clientHeight, area.scrollHeight / 800);
    for (let steps = 0; steps < 1000 && area.scrollTop + area.clientHeight < area.scrollHeight - 1; steps++) {
      area.scrollBy({ top: step, behavior: 'instant' });
      await new Promise(requestAnimationFrame);
      const now = performance.now(); frames.push(now - last); last = now;
    }
  }
  await new Promise((done) => setTimeout(done, 100));
  frames.sort((a, b) => a - b);
  return { frames: frames.length, slow: frames[Math.floor(frames.length * .95)] ?? 0, worst: frames.at(-1) ?? 0 };
}"""
# How far both ends of the change in the middle of the list are from their height in the panes, when it was jumped to.
JUMPED = """async () => {
  const changes = [...document.querySelectorAll('.stop')].map(({ id }) => id.slice('change-'.length));
  const at = (id) => document.getElementById(id);
  const ends = (n) => ['a', 'b'].map((side) => [at(`pane-${side}`), at(side + n)]);
  const middle = changes.slice(changes.length / 2).find((n) => ends(n).every(([, end]) => end));
  location.hash = `#change-${middle}`;
  await new Promise((done) => setTimeout(done, 2500));
  return Math.max(...ends(middle).map(([pane, end]) =>
    Math.abs(end.getBoundingClientRect().top - pane.getBoundingClientRect().top - 0.3 * pane.clientHeight)));
}"""


class Ran(NamedTuple):
    """What a command took: seconds, and MiB at its peak."""

    seconds: float
    memory: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=len(PROVINCES))
    parser.add_argument("--pages", type=int, default=500, help="of each version of the pair")
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--again", action="store_true", help="open the pages that lie in FOLDER")
    parser.add_argument("--only", choices=("compare", "diff"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        good = [
            look(name, page, texts, ran)
            for name, page, texts, ran in made(folder, options.plans, options.pages, options.only, options.again)
        ]
    return int(not all(good))


def made(
    folder: Path, plans: int, pages: int, only: str | None, again: bool
) -> Iterator[tuple[str, Path, int, Ran | None]]:
    """The pages, each with the bytes of the texts it shows."""
    if only != "diff":
        files = write_plans(folder / "plans", plans)
        page = folder / "compare.html"
        ran = None if again else run("compare", str(folder / "plans"), "-o", str(folder))
        yield f"{plans} plans of 15 pages", page, sum(file.stat().st_size for file in files), ran
    if only != "compare":
        pair = write_pair(folder, pages)
        page = folder / "diff.html"
        ran = None if again else run("diff", *map(str, pair), "-o", str(page))
        yield f"a pair of {pages} pages", page, sum(file.stat().st_size for file in pair), ran


def run(*arguments: str) -> Ran:
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "plancompare", *arguments, "-q"], cwd=ROOT)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"plancompare {arguments[0]} ended with {os.waitstatus_to_exitcode(status)}")
    return Ran(time.perf_counter() - begin, used.ru_maxrss / 1024)


def look(name: str, page: Path, texts: int, ran: Ran | None) -> bool:
    """Opens a page and tells what was seen; whether it is as small and as fast as it should be."""
    size, limit = page.stat().st_size, 3 * texts + 300_000
    if ran:
        print(f"{name}: {ran.seconds:.0f} s, {ran.memory:.0f} MiB", flush=True)
    else:
        print(f"{name}: as it lies there")
    print(
        f"  page {size / 1e6:.2f} MB, {size / limit:.0%} of {limit / 1e6:.2f} MB (text {texts / 1e6:.2f} MB)",
        flush=True,
    )
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        tab = browser.new_page(viewport={"width": 1440, "height": 900})
        tab.set_default_timeout(600_000)
        with traced(browser, tab) as loading:
            tab.goto(page.as_uri(), wait_until="load")
            loaded: dict[str, Any] = tab.evaluate(LOADED)
        print(
            f"  first frame {loaded['first'] / 1000:.2f} s, whole {loaded['whole'] / 1000:.2f} s, "
            f"longest task {max(loading):.0f} ms, {loaded['nodes']:,} elements",
            flush=True,
        )
        with traced(browser, tab) as scrolling:
            scrolled: dict[str, Any] = tab.evaluate(SCROLL, AREAS)
        print(
            f"  scrolled to the end in {scrolled['frames']} frames: longest task {max(scrolling):.0f} ms, "
            f"19 of 20 frames within {scrolled['slow']:.0f} ms, worst {scrolled['worst']:.0f} ms; "
            f"memory of the tab {memory(browser):.0f} MiB",
            flush=True,
        )
        off = 0.0
        if tab.locator("#pane-a").count():
            off = tab.evaluate(JUMPED)
            print(f"  a jump to the middle is {off:.1f} pixels off", flush=True)
        browser.close()
    return size <= limit and loaded["first"] <= 1000 * FRAME and max(scrolling) <= 1000 * TASK and off <= OFF


@contextmanager
def traced(browser: Any, tab: Any) -> Iterator[list[float]]:
    """Milliseconds of the processor that each task of the page takes meanwhile; filled at the end."""
    taken = [0.0]
    browser.start_tracing(page=tab, categories=["toplevel"])
    yield taken
    events = json.loads(browser.stop_tracing())["traceEvents"]
    pages = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    taken.extend(
        event.get("tdur", 0) / 1000
        for event in events
        if event["name"].endswith("RunTask") and (event["pid"], event["tid"]) in pages
    )


def memory(browser: Any) -> float:
    """MiB of the largest process that draws pages."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    found = [
        int(peak[1]) / 1024
        for process in told["processInfo"]
        if process["type"] == "renderer"
        and (peak := re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process['id']}/status").read_text()))
    ]
    return max(found, default=0.0)


# ---------------------------------------------------------------- texts


def write_plans(folder: Path, count: int) -> list[Path]:
    """Plans of one subject, each of another place."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    written = []
    for number in range(count):
        file = folder / f"tinh-{number + 1:02d}.txt"
        file.write_text(plan(number, 15), encoding="utf-8")
        written.append(file)
    return written


def write_pair(folder: Path, pages: int) -> tuple[Path, Path]:
    a, b = folder / "a.txt", folder / "b.txt"
    text = plan(0, pages)
    a.write_text(text, encoding="utf-8")
    b.write_text(misread_and_edited(text), encoding="utf-8")
    return a, b


def passages() -> list[str]:
    """The paragraphs of the clean texts that are long enough to be shared."""
    texts = (file.read_text(encoding="utf-8") for file in sorted((ROOT / "fixtures").glob("*.clean.txt")))
    parts = (" ".join(part.split()) for text in texts for part in re.split(r"\n\s*\n", text))
    return [re.sub(r"^[-+*\d. ]+", "", part) for part in parts if len(part.split()) >= 20]


def plan(number: int, pages: int) -> str:
    """The plan of the place with this number: sections of common passages and of wording of its own."""
    dice = random.Random(number)
    place = PROVINCES[number % len(PROVINCES)]
    common = passages()
    left: list[str] = []
    pieces = [piece for passage in common for piece in phrases(passage)]
    year = dice.choice((2023, 2024))
    out = [
        f"ỦY BAN NHÂN DÂN\nTỈNH {place.upper()}\n\nSố: {dice.randint(10, 990)}/KH-UBND\n\n"
        f"{place}, ngày {dice.randint(1, 28):02d} tháng {dice.randint(1, 12):02d} năm {year}\n\n"
        f"KẾ HOẠCH\n\nTriển khai công tác dân vận chính quyền trên địa bàn tỉnh {place} năm {year}",
    ]
    letters, section, item = 0, 0, 0
    romans = "I II III IV V VI VII VIII IX X XI XII".split()
    while letters < pages * LETTERS_A_PAGE:
        if item % 9 == 0:
            section += 1
            label = romans[section - 1] if section <= len(romans) else f"Phần {section}"
            out.append(f"{label}. {chain(dice, pieces, 6).upper()}")
        item += 1
        title = chain(dice, pieces, 10).capitalize()
        out.append(f"{(item - 1) % 9 + 1}. {title}")
        for _ in range(dice.randint(2, 5)):
            if dice.random() < COMMON:
                left = left or dice.sample(common, len(common))  # none a second time before all were there
                text = slotted(dice, left.pop(), place, year)
            else:
                text = chain(dice, pieces, dice.randint(30, 90))
            out.append(f"- {text[0].upper()}{text[1:].rstrip('.;')}.")
            letters += len(text)
        letters += len(title)
    out.append(f"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n{place} Văn A\n")
    return "\n\n".join(out)


def slotted(dice: random.Random, text: str, place: str, year: int) -> str:
    """A passage with the place, year and figures of a plan."""
    text = re.sub(r"(?:thành phố |tỉnh )?Tây Ninh", f"tỉnh {place}", text)
    text = re.sub(r"\b20(?:23|24)\b", str(year), text)
    return re.sub(r"\b\d\d(?=[ %])", lambda found: str(dice.randint(10, 99)), text)


def phrases(text: str) -> list[str]:
    words = re.sub(r"[^\w\s]", "", text).lower().split()
    return [" ".join(words[at : at + 3]) for at in range(0, len(words) - 2, 3)]


def chain(dice: random.Random, pieces: list[str], words: int) -> str:
    """Wording nobody else has, of the words all have."""
    return " ".join(dice.choice(pieces) for _ in range(max(1, words // 3)))


def misread_and_edited(text: str) -> str:
    """One word in forty misread, and about one edit a page: a figure, a word, a passage left out or added."""
    dice = random.Random(1)
    out = []
    for paragraph in text.split("\n\n"):
        chance = dice.random()
        if chance < 0.03 and len(paragraph) > 100:
            continue
        words = paragraph.split(" ")
        for at, word in enumerate(words):
            if dice.random() < 1 / 40:
                words[at] = misread(dice, word)
            elif word.isdigit() and dice.random() < 1 / 8:
                words[at] = str(int(word) + dice.randint(1, 9))
        if chance > 0.9 and len(words) > 12:
            words[dice.randrange(4, len(words))] = dice.choice(("không", "nghiêm túc", "kịp thời", "tại chỗ"))
        out.append(" ".join(words))
        if chance > 0.98:
            out.append("- Bổ sung nội dung mới do cơ quan tham mưu đề nghị trong lần sửa đổi này của kế hoạch.")
    return "\n\n".join(out)


def misread(dice: random.Random, word: str) -> str:
    found = [letters for letters in MISREAD if letters in word]
    if not found:
        return word
    letters = dice.choice(found)
    return word.replace(letters, MISREAD[letters], 1)


if __name__ == "__main__":
    sys.exit(main())
