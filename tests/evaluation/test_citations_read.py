"""Every citation of two scanned plans, read line by line by a person who had not seen what the tool finds in them.

The truth is what is printed: a misprinted date stays as it is, letters the scan misread stand as they must have stood
on paper. A mention without a date is of the document the plan dates elsewhere, where it gives its number one date
only. Where a row says `unsure` either answer is right: two resolutions share one head there.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from plancompare import parse_plan, read_source

HERE = Path(__file__).parent
FIXTURES = HERE.parent.parent / "fixtures"
TRUTH = HERE / "truth" / "citations-kien-giang-quang-ngai.tsv"
NAMED = ("Luật ", "Bộ luật ", "NQ ")  # cited by name, without a number

Mention = tuple[int, str, str | None, str | None]  # line, type, number, date


def rows(plan: str) -> list[dict[str, str]]:
    with TRUTH.open(encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if r["plan"] == plan]


def read(row: dict[str, str], cited: list[dict[str, str]]) -> Mention:
    number = row["canonical_number"]
    if number.startswith(NAMED):
        return int(row["line"]), row["type"], None, row["date_iso"] or None
    dates = {r["date_iso"] for r in cited if r["canonical_number"] == number} - {""}
    only = dates.pop() if len(dates) == 1 else None
    return int(row["line"]), row["type"], number, row["date_iso"] or only


def found(plan: str) -> Counter[Mention]:
    path = str(FIXTURES / f"{plan}.txt")
    parsed = parse_plan(read_source(path), plan)
    return Counter((parsed.text.count("\n", 0, c.start) + 1, c.type, c.number, c.date) for c in parsed.citations)


@pytest.mark.parametrize(("plan", "mentions"), [("kien-giang-2024.ocr", 41), ("quang-ngai-2024.ocr", 29)])
def test_citations_are_those_a_person_reads(plan: str, mentions: int) -> None:
    cited = [r for r in rows(plan) if r["note"] != "self" and not r["note"].startswith("url")]
    assert len(cited) == mentions
    want = Counter(read(r, cited) for r in cited)
    either = Counter(read(r, cited) for r in cited if "unsure" in r["note"])
    have = found(plan)
    missed = want - have - either
    invented = have - want
    assert not missed, f"not found: {sorted(missed, key=str)}; found instead: {sorted(invented, key=str)}"
    assert not invented, f"found, but not there: {sorted(invented, key=str)}"
