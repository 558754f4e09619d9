"""One text to a plan: what the results of the steps have to do with one another."""

from __future__ import annotations

from plancompare import parse_plan
from plancompare.model import Source

TEXT = """KẾ HOẠCH
Dân vận năm 2024
https://tinh.vn/ke-hoach 1/QĐ-UBND
I. CĂN CỨ
Chỉ thị số 33/CT-TTg ngày 26/11/2021.
https://tinh.vn/ke-hoach 2/QĐ-UBND
Quyết định số 23-QĐ/TW ngày 30/7/2021.
"""


def test_what_furniture_cites_the_plan_does_not() -> None:
    plan = parse_plan(Source("a.txt", "", TEXT, "text/plain", "utf-8"), "a")
    furniture = [plan.text[slice(*span)] for s in plan.sections if s.kind == "furniture" for span in s.own]
    assert [line.split()[1] for line in furniture] == ["1/QĐ-UBND", "2/QĐ-UBND"]
    assert [citation.number for citation in plan.citations] == ["33/CT-TTg", "23-QĐ/TW"]
