"""What huge and odd inputs cost: processor time, peak memory, and memory in proportion to the input.

    python tests/benchmarks/limits.py            # sizes that take some minutes
    python tests/benchmarks/limits.py --big      # 2,000 pages, 200 plans, a line of 50 MB, 10,000 sections …: an hour
    python tests/benchmarks/limits.py deep diff  # the lines whose name holds one of these words

Each command runs twice, on half the size and on the whole. `x time` is how many times longer the whole takes (2 is
in proportion), `factor` how many bytes of memory each further byte of input costs: the growth of the largest process
divided by that of the input. A run ends at 8 GiB of address space and an hour of processor time; what is refused says
why. Times are those of the processor, so that what else the machine does matters little.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from report_pages import ROOT, misread_and_edited, plan

MEMORY, SECONDS = 8 * 1024**3, 3600


class Case(NamedTuple):
    """A command on files made for it: `make(folder, size)` gives its arguments. `small` and `big` are sizes."""

    make: Callable[[Path, int], list[str]]
    small: int
    big: int


class Cost(NamedTuple):
    mebibytes: float
    seconds: float
    peak: float  # MiB of the largest process
    code: int
    said: str


def main() -> None:
    wanted = [word for word in sys.argv[1:] if word != "--big"]
    print(f"{'':42}{'MiB':>8}{'seconds':>9}{'x time':>7}{'peak MiB':>9}{'factor':>7}")
    for name, case in CASES.items():
        if wanted and not any(word in name for word in wanted):
            continue
        size = case.big if "--big" in sys.argv else case.small
        half, whole = run(case, size // 2), run(case, size)
        factor = (whole.peak - half.peak) / max(whole.mebibytes - half.mebibytes, 1e-9)
        told = f"{whole.mebibytes:8.2f}{whole.seconds:9.1f}{whole.seconds / half.seconds:7.1f}{whole.peak:9.0f}"
        end = f"  ended with {whole.code}: {whole.said}" if whole.code else ""
        print(f"{name.format(size):42}{told}{factor:7.0f}{end}", flush=True)


def run(case: Case, size: int) -> Cost:
    with TemporaryDirectory(prefix="limits-") as made:
        folder = Path(made, "plans")
        folder.mkdir()
        arguments = case.make(folder, size)
        total = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
        command = [sys.executable, "-m", "plancompare", *arguments, "-q"]
        process = subprocess.Popen(command, cwd=made, stderr=subprocess.PIPE, preexec_fn=_bounded)
        assert process.stderr is not None
        said = process.stderr.read().decode("utf-8", "replace").strip()
        _, status, used = os.wait4(process.pid, 0)
        code = os.waitstatus_to_exitcode(status)
        return Cost(total / 1024**2, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, code, said[-200:])


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


# ---------------------------------------------------------------- what is read


def text(content: Callable[[int], str], suffix: str = "txt") -> Callable[[Path, int], list[str]]:
    """`parse` on one file."""

    def make(folder: Path, size: int) -> list[str]:
        (folder / f"plan.{suffix}").write_text(content(size), encoding="utf-8")
        return ["parse", f"plans/plan.{suffix}", "--json", "r.json", "--max-pages", "100000"]

    return make


def plans(*arguments: str, pages: int) -> Callable[[Path, int], list[str]]:
    """A command on a folder of so many plans."""

    def make(folder: Path, size: int) -> list[str]:
        for number in range(size):
            (folder / f"{number:06}.txt").write_text(plan(number, pages), encoding="utf-8")
        return [*arguments]

    return make


def tiny(folder: Path, size: int) -> list[str]:
    for number in range(size):
        (folder / f"{number:06}.txt").write_text(f"KẾ HOẠCH số {number}\nI. Mục đích\n", encoding="utf-8")
    return ["scan", "plans", "--json", "r.json", "--format", "json", "-o", "out"]


def pair(folder: Path, pages: int) -> list[str]:
    typed = plan(0, pages)
    (folder / "a.txt").write_text(typed, encoding="utf-8")
    (folder / "b.txt").write_text(misread_and_edited(typed), encoding="utf-8")
    return ["diff", "plans/a.txt", "plans/b.txt", "--json", "r.json"]


def strangers(folder: Path, pages: int) -> list[str]:
    for number in (1, 2):
        (folder / f"{number}.txt").write_text("\n".join(words(number, 400) for _ in range(pages)), encoding="utf-8")
    return ["diff", "plans/1.txt", "plans/2.txt", "--json", "r.json"]


def pdf(folder: Path, pages: int) -> list[str]:
    """Pages of 40 lines in a font that every viewer has."""
    numbers = count(4)
    kids, objects = list[int](), list[bytes]()
    for page in range(pages):
        at, held = next(numbers), next(numbers)
        kids.append(at)
        lines = "".join(f"({page + 1}.{line}. Ke hoach cong tac dan van nam 2024) Tj T*\n" for line in range(40))
        drawn = f"BT /F 11 Tf 14 TL 60 780 Td\n{lines}ET".encode()
        objects.append(b"%d 0 obj<</Type/Page/Parent 2 0 R/Contents %d 0 R>>endobj\n" % (at, held))
        objects.append(b"%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n" % (held, len(drawn), drawn))
    tree = f"2 0 obj<</Type/Pages/Count {pages}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Kids["
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + tree.encode()
    head += b" ".join(b"%d 0 R" % kid for kid in kids) + b"]>>endobj\n"
    head += b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    (folder / "plan.pdf").write_bytes(head + b"".join(objects) + b"trailer<</Root 1 0 R>>\n%%EOF")
    return ["parse", "plans/plan.pdf", "--json", "r.json"]


def words(seed: int, number: int) -> str:
    dice = random.Random(seed)
    known = (ROOT / "fixtures" / "tay-ninh-thanh-pho-2023.clean.txt").read_text(encoding="utf-8").split()
    return " ".join(dice.choices(known, k=number))


def numbered(labels: Iterator[str]) -> str:
    return "KẾ HOẠCH\n" + "\n".join(f"{label} {words(at, 6)}" for at, label in enumerate(labels))


CASES = {
    "parse {:,} pages of text": Case(text(lambda n: plan(0, n)), 200, 2000),
    "parse {:,} pages of PDF": Case(pdf, 200, 2000),
    "parse one line of {:,} words": Case(text(lambda n: words(0, n)), 100_000, 9_000_000),
    "parse one word of {:,} letters": Case(text(lambda n: "ấ" * n), 1_000_000, 16_000_000),
    "parse {:,} sections of one line, Điều 1.": Case(
        text(lambda n: numbered(f"Điều {i}." for i in range(1, n + 1))), 2000, 10_000
    ),
    "parse {:,} sections of one line, all I.": Case(text(lambda n: numbered("I." for _ in range(n))), 2000, 10_000),
    "parse {:,} bullets": Case(text(lambda n: numbered("-" for _ in range(n))), 2000, 10_000),
    "parse {:,} deep levels, 1.1.1 …": Case(
        text(lambda n: numbered(".".join(["1"] * depth) + "." for depth in range(1, n + 1))), 300, 2000
    ),
    "parse one label of {:,} deep levels": Case(text(lambda n: numbered(iter(["1." * n]))), 10_000, 1_000_000),
    "parse {:,} deep tags": Case(
        text(lambda n: "<html><body>" + "<div>" * n + "I. Kế hoạch năm 2024", "html"), 10_000, 100_000
    ),
    "parse {:,} deep tables": Case(
        text(lambda n: "<html><body>" + "<table><tr><td>" * n + "I. Kế hoạch năm 2024", "html"), 2_000, 20_000
    ),
    "parse {:,} blank lines": Case(text(lambda n: "\n" * n + "KẾ HOẠCH"), 200_000, 5_000_000),
    "diff of {:,} pages": Case(pair, 50, 500),
    "diff of {:,} pages with nothing in common": Case(strangers, 50, 500),
    "compare two plans of {:,} pages": Case(
        lambda folder, pages: plans("compare", "plans", "--format", "json", "-o", "out", pages=pages)(folder, 2),
        20,
        100,
    ),
    "compare {:,} plans of 5 pages": Case(plans("compare", "plans", "--format", "json", "-o", "out", pages=5), 10, 200),
    "scan {:,} tiny files": Case(tiny, 2_000, 100_000),
}

if __name__ == "__main__":
    main()
