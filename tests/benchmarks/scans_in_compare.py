"""Do scans take part in `compare` as equals? The figures of a plan as text, and of its scan in its place.

    python tests/benchmarks/scans_in_compare.py PAIRS [PAIRS…] [--by family]

PAIRS is a folder with one folder a pair: `ocr.txt` (a scan), `edited.txt` or `clean.txt` (the text that was scanned)
and `truth.json` (`relation`, `model`, `render.look`, `source_clean`, `source_rendered`). Each text is compared with
four others, one at a time so that none is propped up by a third: three variants of its source made here as another
office would (place, years and numbers are its own, a seventh of the paragraphs is left out, a third reworded), and the
source of another family. Then the scan takes the place of the text. Told is what that changes for the *others*, whose
letters are the same in both:

    points     the largest change of `shared`, `adapted` or `local` of one other plan, of all words and of prose
    passages   F1 of the words of the others that lie in passages with the plan, scan against text
    agreed     the same for the words that agree

and at the end, where the pair is there, what the real scan changes among the plans of `fixtures/`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from plancompare import parse_plan
from plancompare.compare import compare_plans
from plancompare.model import Plan, Source
from plancompare.model.comparison import Comparison, Shares, Sharing
from plancompare.text import words

FIXTURES = Path(__file__).parents[2] / "fixtures"
REAL = "tay-ninh-so-ngoai-vu-2024"
PLACES = ("Bến Tre", "Hà Nam", "Phú Yên", "Cà Mau", "Sơn La", "Đồng Nai", "Nam Định")
REWORDED = (
    "bảo đảm/đảm bảo, tăng cường/đẩy mạnh, thực hiện/triển khai, nâng cao/từng bước nâng lên, kịp thời/nhanh chóng, "
    "tuyên truyền/phổ biến sâu rộng, phối hợp/cùng, tổ chức/tiến hành, xây dựng/hoàn thiện, chỉ đạo/lãnh đạo, "
    "theo quy định/đúng quy định hiện hành, trên địa bàn/trong phạm vi, nhiệm vụ/công việc, các cấp/từng cấp"
)
INSERTED = "Trong đó, chú trọng những nội dung còn hạn chế đã được chỉ ra qua kiểm tra của năm trước."

Words = set[tuple[str, int]]  # of the other plans: plan, first letter


@dataclass(frozen=True)
class Pair:
    name: str
    family: str
    look: str
    model: str
    text: str
    scan: str


@dataclass
class Figures:
    """What one scan in place of its text changes for the others."""

    points: list[float] = field(default_factory=list)  # one an other plan
    points_of_prose: list[float] = field(default_factory=list)
    passages: float = 1.0
    agreed: float = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path, nargs="+")
    parser.add_argument("--by", choices=["look", "family", "pair"], default="look")
    options = parser.parse_args()
    pairs, sources = read_pairs(options.pairs)
    groups: dict[str, list[Figures]] = defaultdict(list)
    for pair in pairs:
        found = measure(pair.text, pair.scan, [[other] for other in others_of(pair.family, sources)])
        key = {"look": f"{pair.model} {pair.look}", "family": pair.family, "pair": pair.name}[options.by]
        groups[key].append(found)
    show(groups)
    plans = {path.name.removesuffix(".txt"): path.read_text(encoding="utf-8") for path in FIXTURES.glob("*.txt")}
    text, scan = plans.pop(f"{REAL}.clean"), plans.pop(f"{REAL}.ocr")
    show({"real scan, fixtures": [measure(text, scan, [sorted(plans.items())])]})


def read_pairs(folders: Iterable[Path]) -> tuple[list[Pair], dict[str, str]]:
    """All pairs whose text is known, and the source of each family."""
    pairs: list[Pair] = []
    sources: dict[str, str] = {}
    for path in sorted(path for folder in folders for path in folder.glob("*/truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        clean = path.with_name("clean.txt").read_text(encoding="utf-8")
        rendered = truth["source_rendered"].split()[0]
        sources.setdefault(truth["source_clean"], clean)
        edited = path.with_name("edited.txt")
        if not edited.exists() and not truth["relation"].startswith("same"):
            continue
        family = rendered if edited.exists() else truth["source_clean"]
        look = (truth.get("render") or {}).get("look") or "real"
        text = edited.read_text(encoding="utf-8") if edited.exists() else clean
        scan = path.with_name("ocr.txt").read_text(encoding="utf-8")
        pairs.append(Pair(path.parent.name, family, look, truth["model"].split()[0], text, scan))
    return pairs, sources


@cache
def plan_of(text: str, id: str) -> Plan:
    return parse_plan(Source(f"{id}.txt", "0" * 64, text, "text/plain", "utf-8"), id)


def others_of(family: str, sources: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The texts of the plans a plan is compared with, by name."""
    names = sorted(sources)
    other = names[(names.index(family) + 1) % len(names)]
    made = [(f"variant{number}", variant(sources[family], f"{family} {number}")) for number in range(3)]
    return (*made, *([(other, sources[other])] if other != family else []))


def variant(text: str, seed: str) -> str:
    """The plan of another office that began with the same text."""
    chance = random.Random(seed)
    metadata = plan_of(text, "source").metadata
    if metadata.province:
        place = chance.choice(PLACES)
        for old, new in ((metadata.province, place), (metadata.province.upper(), place.upper())):
            text = text.replace(old, new)
    shift = chance.randint(1, 3)
    text = re.sub(r"\b20[12]\d\b", lambda year: str(int(year[0]) - shift), text)
    text = re.sub(r"\b\d{1,4}(?=[/-](?:KH|QĐ|CT))", lambda number: str(int(number[0]) + chance.randint(1, 40)), text)
    kept = []
    for paragraph in re.split(r"\n(?:[ \t]*\n)+", text):
        draw = chance.random()
        if draw < 0.15:
            continue
        if draw < 0.45:
            paragraph = reworded(paragraph, chance)
        kept.append(paragraph)
    return "\n\n".join(kept)


def reworded(paragraph: str, chance: random.Random) -> str:
    for pair in REWORDED.split(", "):
        old, new = pair.split("/")
        if chance.random() < 0.6:
            paragraph = paragraph.replace(old, new)
    if chance.random() < 0.3 and paragraph.endswith("."):
        paragraph += f" {INSERTED}"
    clauses = paragraph.split(", ")
    if chance.random() < 0.3 and len(clauses) > 3:
        del clauses[chance.randrange(1, len(clauses) - 1)]
    return ", ".join(clauses)


def measure(text: str, scan: str, sets: Sequence[Sequence[tuple[str, str]]]) -> Figures:
    """What `scan` in place of `text` changes for the other plans of each set."""
    figures = Figures()
    passages: tuple[Words, Words] = set(), set()
    agreed: tuple[Words, Words] = set(), set()
    for others in sets:
        plans = [plan_of(other, id) for id, other in others]
        runs = [compare_plans([plan_of(one, "x"), *plans]) for one in (text, scan)]
        for one, other in zip(*(run.documents for run in runs), strict=True):
            if one.plan.id != "x":
                figures.points.append(change(one.sharing, other.sharing))
                figures.points_of_prose.append(change(one.sharing.prose, other.sharing.prose))
        for run, in_passages, agreeing in zip(runs, passages, agreed, strict=True):
            in_passages |= reused(run, agreed=False)
            agreeing |= reused(run, agreed=True)
    figures.passages, figures.agreed = f1(*passages), f1(*agreed)
    return figures


def change(one: Shares | Sharing, other: Shares | Sharing) -> float:
    shares = ((one.shared, other.shared), (one.adapted, other.adapted), (one.local, other.local))
    return max(100 * abs(x - y) for x, y in shares)


def reused(run: Comparison, agreed: bool) -> Words:
    """The words (by their first letter) of the other plans that lie in passages with the plan, or agree there."""
    found: Words = set()
    for pair in run.pairs:
        if "x" not in (pair.a, pair.b):
            continue
        at, id = (0, pair.a) if pair.b == "x" else (1, pair.b)
        plan = next(document.plan for document in run.documents if document.plan.id == id)
        starts = [word.start for word in words(plan.text)]
        for passage in pair.passages:
            spans: Sequence[tuple[int, ...]] = [(passage.a_start, passage.a_end, passage.b_start, passage.b_end)]
            for span in passage.agreed if agreed else spans:
                low, high = span[2 * at : 2 * at + 2]
                found |= {(id, start) for start in starts if low <= start < high}
    return found


def f1(one: Words, other: Words) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def show(groups: dict[str, list[Figures]]) -> None:
    head = ("points worst", "mean", "prose worst", "mean", "passages worst", "mean", "agreed worst", "mean")
    print(f"{'':28} {'scans':>5} " + " ".join(f"{name:>14}" if " " in name else f"{name:>6}" for name in head))
    for name, found in sorted(groups.items()):
        points = [point for one in found for point in one.points]
        prose = [point for one in found for point in one.points_of_prose]
        passages, agreed = [one.passages for one in found], [one.agreed for one in found]
        cells = [f"{max(points):14.2f} {mean(points):6.2f}", f"{max(prose):14.2f} {mean(prose):6.2f}"]
        cells += [f"{min(passages):14.3f} {mean(passages):6.3f}", f"{min(agreed):14.3f} {mean(agreed):6.3f}"]
        print(f"{name:28} {len(found):5} " + " ".join(cells), flush=True)


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


if __name__ == "__main__":
    main()
