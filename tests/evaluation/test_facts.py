"""Facts against hand-made truth: what was found, what was invented, and whose it is.

A fact is found where one of its kind says the same value in the same place: of a deadline the day and whether it is
included, of a target number and unit, of a report the intervals; assignments and reports also need the actor. A row
whose note begins with `unsure` is neither missed nor invented. Duties that a row says in one are not invented where
they are found one by one, nor is a duty with a day of its own, which is a deadline as well.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from plancompare import parse_plan, read_source
from plancompare.agencies import duty_of
from plancompare.model import Fact
from plancompare.text import fold

HERE = Path(__file__).parent
FIXTURES = HERE.parent.parent / "fixtures"
TRUTHS = {
    "bench": (HERE / "truth" / "facts.tsv", FIXTURES),
    "kept apart": (HERE / "truth" / "facts-kien-giang-quang-ngai.tsv", FIXTURES),
    "invented": (HERE / "truth" / "invented" / "facts.tsv", HERE / "truth" / "invented"),
}
FLOORS = {  # F1
    "facts": 0.95,  # deadlines and targets with a figure
    "target_qualitative": 0.95,
    "periodic_report": 0.90,
    "assignment": 0.90,
    "funding": 0.90,
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d|--\d\d-\d\d|---\d\d")
_INTERVAL = re.compile(r"P\d+[DWMY]|on_request")
_ONE_BY_ONE = ("assignment", "periodic_report")
_LIKE = 0.6  # share of the words of the shorter name that two names of one body share


class Row(NamedTuple):
    plan: str
    kind: str
    start: int
    end: int
    line: int
    value: str
    actor: str
    sure: bool


def rows_of(truth: Path, texts: dict[str, str]) -> list[Row]:
    with truth.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = []
    for line in lines:
        text = texts[line["plan"]]
        raw = line["raw"].replace("\\n", "\n")
        at = sum(len(one) + 1 for one in text.split("\n")[: int(line["line"]) - 1])
        start = text.index(raw, at)
        told = (line["kind"], start, start + len(raw), int(line["line"]), line["normalised_value"], line["actor"])
        note = line["note"] or ""
        rows.append(Row(line["plan"], *told, not note.startswith("unsure")))
        if "also a periodic report" in note:
            rows.append(rows[-1]._replace(kind="periodic_report", value="", sure=False))
    return rows


def overlaps(row: Row, fact: Fact) -> bool:
    shared = min(row.end, fact.end) - max(row.start, fact.start)
    return shared > 0 and 2 * shared >= min(row.end - row.start, fact.end - fact.start)


def same_value(row: Row, fact: Fact) -> bool:
    if row.kind == "deadline":
        days = _DAY.findall(row.value.split("; since")[0])
        return not days or fact.value in days and fact.inclusive is ("<=" in row.value)
    if row.kind == "target":
        told, found = (re.search(r"\d[\d.,]*%?", value) for value in (row.value, fact.value))
        return told is None or found is not None and told[0].lstrip("0").rstrip(".,") == found[0].lstrip("0")
    if row.kind == "periodic_report" and row.value:
        return set(_INTERVAL.findall(row.value)) == set(_INTERVAL.findall(fact.value))
    return True


def same_actor(row: Row, fact: Fact) -> bool:
    """Whether one of the bodies of the row is one of the fact's: by the job they do, or by their names."""
    if row.kind not in _ONE_BY_ONE or not row.actor:
        return True
    wanted = [name.strip() for name in re.sub(r"\([^)]*\)|[\[\]]", "", row.actor).split(";")]
    found = (fact.actor or "").split("; ")
    return any(
        duty_of(one) == duty_of(other) or alike(set(fold(one).split()), set(fold(other).split()))
        for one in wanted
        for other in found
        if other
    )


def alike(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _LIKE * min(len(one), len(other))


class Count(NamedTuple):
    found: int
    rows: int
    invented: int
    remarks: tuple[str, ...]

    @property
    def f1(self) -> float:
        return 2 * self.found / max(1, self.found + self.invented + self.rows)


def score(truth: Path, folder: Path) -> dict[str, Count]:
    with truth.open(encoding="utf-8") as file:
        plans = sorted({line.split("\t")[0] for line in file} - {"plan"})
    read = {plan: parse_plan(read_source(str(folder / f"{plan}.txt")), plan) for plan in plans}
    rows = rows_of(truth, {name: plan.text for name, plan in read.items()})
    found: dict[str, int] = defaultdict(int)
    invented: dict[str, int] = defaultdict(int)
    remarks: dict[str, list[str]] = defaultdict(list)
    hit: set[int] = set()
    for name, plan in read.items():
        here = [(at, row) for at, row in enumerate(rows) if row.plan == name]
        for fact in plan.facts:
            near = [(at, row) for at, row in here if row.kind == fact.kind and overlaps(row, fact)]
            right = [at for at, row in near if same_value(row, fact) and same_actor(row, fact)]
            free = [at for at in right if at not in hit]
            if free:
                hit.add(min(free, key=lambda at: abs(rows[at].start - fact.start)))
                continue
            if right and fact.kind in _ONE_BY_ONE or any(not row.sure for _, row in near):
                continue
            due = any(row.kind == "deadline" and overlaps(row, fact) for _, row in here)
            if fact.kind == "assignment" and due and not re.search(r"bao cao|gui", fold(fact.raw)[:60]):
                continue
            line = plan.text.count("\n", 0, fact.start) + 1
            said = " ".join(fact.raw.split())[:90]
            invented[fact.kind] += 1
            remarks[fact.kind].append(f"{name}:{line}: invented {fact.value[:40]!r} of {fact.actor!r}: {said}")
    for at, row in enumerate(rows):
        if at in hit and row.sure:
            found[row.kind] += 1
        elif row.sure:
            remarks[row.kind].append(f"{row.plan}:{row.line}: missed {row.value!r} of {row.actor!r}")
    total = {kind: sum(row.kind == kind and row.sure for row in rows) for kind in {row.kind for row in rows}}
    kinds = {"facts": ("deadline", "target")} | {kind: (kind,) for kind in FLOORS if kind != "facts"}
    return {
        name: Count(
            sum(found[kind] for kind in of),
            sum(total.get(kind, 0) for kind in of),
            sum(invented[kind] for kind in of),
            tuple(remark for kind in of for remark in remarks[kind]),
        )
        for name, of in kinds.items()
    }


@pytest.fixture(scope="module", params=TRUTHS)
def counts(request: pytest.FixtureRequest) -> dict[str, Count]:
    return score(*TRUTHS[request.param])


@pytest.mark.parametrize("kind", FLOORS)
def test_facts_stay_above_their_floor(kind: str, counts: dict[str, Count]) -> None:
    count = counts[kind]
    if not count.rows:
        assert count.invented <= 1, "\n".join(count.remarks)
        return
    assert count.f1 >= FLOORS[kind], f"{count.f1:.3f}: {count[:3]}\n" + "\n".join(count.remarks)


def main() -> None:
    """The figures of all truths, with what is missed and invented."""
    for name, (truth, folder) in TRUTHS.items():
        for kind, count in score(truth, folder).items():
            print(f"{name:10} {kind:18} {count.f1:.3f} found {count.found} of {count.rows}, {count.invented} invented")
            for remark in count.remarks:
                print(f"    {remark}")


if __name__ == "__main__":
    main()
