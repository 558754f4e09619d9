"""Texts for the tests of `diff`: read from a few words, and one real page in three states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from plancompare import diff_plans, parse_plan
from plancompare.changes.texts import Text, read_text
from plancompare.model import Plan, Source
from plancompare.model.difference import Change, Difference

ROOT = Path(__file__).parents[2]
CLEAN = "fixtures/tay-ninh-so-ngoai-vu-2024.clean.txt"
ENGLISH = "fixtures/tay-ninh-so-ngoai-vu-2024.ocr.txt"
VIETNAMESE = "tests/evaluation/diff/so-ngoai-vu.vie.txt"
_BEGINS = {CLEAN: "Thực hiện Kế hoạch", ENGLISH: "Thuc hién K& hoach", VIETNAMESE: "Thực hiện Kế hoạch"}
_ENDS = {CLEAN: "II. NỘI DUNG", ENGLISH: "11. NOI DUNG", VIETNAMESE: "II. NỘI DƯNG"}


def plan(shown: str, id: str = "a") -> Plan:
    """`shown` as a file that was read and parsed."""
    digest = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()
    return parse_plan(Source(f"{id}.txt", digest, shown, "text/plain", "utf-8"), id)


def text(shown: str) -> Text:
    """`shown` with its words, shapes and zones."""
    return read_text(plan(shown))


def diffed(a: str, b: str) -> Difference:
    return diff_plans(plan(a, "a"), plan(b, "b"))


def applied(changes: Iterable[Change], a: str, start: int = 0, end: int | None = None) -> str:
    """`a[start:end]` with all changes applied, which must not overlap and must stand in order."""
    done, at = [], start
    for change in changes:
        assert at <= change.a_start <= change.a_end, change
        assert a[change.a_start : change.a_end] == change.a_text
        done += [a[at : change.a_start], change.b_text]
        at = change.a_end
    return "".join(done) + a[at:end]


def edits(difference: Difference) -> list[tuple[str | None, str, str]]:
    """Kind and both wordings of what is called an edit."""
    return [
        (c.kind, " ".join(c.a_text.split()), " ".join(c.b_text.split()))
        for c in difference.changes
        if c.label == "edit"
    ]


@cache
def page(name: str) -> str:
    """The first page of the plan of Tây Ninh's Sở Ngoại vụ: as typed, or as a scan reads it."""
    whole = (ROOT / name).read_text(encoding="utf-8")
    return whole[whole.index(_BEGINS[name]) : whole.index(_ENDS[name])]
