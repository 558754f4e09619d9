"""A scan made readable: by its clean text, by what others say alike, else by its letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancompare import compare_plans, read_source
from plancompare.model import Plan
from plancompare.model.comparison import Restored
from plancompare.parse import outline_plan

SCAN, CLEAN = "tay-ninh-so-ngoai-vu-2024.ocr", "tay-ninh-so-ngoai-vu-2024.clean"
OTHER = "tay-ninh-thanh-pho-2023.clean"


@pytest.fixture(scope="module")
def plans(fixtures: Path) -> dict[str, Plan]:
    return {name: outline_plan(read_source(str(fixtures / f"{name}.txt")), name) for name in (SCAN, CLEAN, OTHER)}


def restored(plans: dict[str, Plan], *names: str) -> dict[str, tuple[Restored, ...]]:
    return {d.plan.id: d.restored for d in compare_plans([plans[name] for name in names]).documents}


def shown(plan: Plan, changed: tuple[Restored, ...]) -> str:
    pieces, at = [], 0
    for one in changed:
        pieces += [plan.text[at : one.start], one.text]
        at = one.end
    return "".join([*pieces, plan.text[at:]])


def test_a_scan_beside_its_clean_text_reads_as_that(plans: dict[str, Plan]) -> None:
    found = restored(plans, SCAN, CLEAN)
    assert found[CLEAN] == ()
    assert {(one.how, one.document) for one in found[SCAN]} == {("twin", CLEAN)}
    words = shown(plans[SCAN], found[SCAN]).split()
    clean = set(plans[CLEAN].text.split())
    assert sum(word in clean for word in words) / len(words) > 0.98


def test_without_it_other_plans_and_the_letters_help(plans: dict[str, Plan]) -> None:
    found = restored(plans, SCAN, OTHER)[SCAN]
    assert {(one.how, one.document) for one in found} == {("passage", OTHER), ("channel", None)}
    assert list(found) == sorted(found, key=lambda one: one.start)
    text = shown(plans[SCAN], found)
    assert "Quyết định số 1116-QĐ/TU" in text, "said alike by the other plan"
    assert "859/KH-UBND ngày 25/3/2024 của" in text, "read by its letters alone"
    words, clean = text.split(), set(plans[CLEAN].text.split())
    as_it_is = plans[SCAN].text.split()
    assert sum(word in clean for word in as_it_is) / len(as_it_is) < 0.3
    assert sum(word in clean for word in words) / len(words) > 0.85
