"""A changed number, date or issuer of a cited document is called by the document's name."""

from __future__ import annotations

from plancompare.changes import find_changes, read_text
from plancompare.model import Source
from plancompare.model.difference import Change, CitedPart
from plancompare.parse import outline_plan

FRAME = """KẾ HOẠCH
Công tác dân vận năm 2024

I. NỘI DUNG
1. Tiếp tục thực hiện {cited} về nâng cao hiệu quả công tác dân vận của cơ quan nhà nước các cấp.
2. Báo cáo kết quả về Sở Nội vụ trước ngày {day} để tổng hợp, báo cáo Ủy ban nhân dân tỉnh xem xét.
"""
CITED = "Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư"


def edits(a: str, b: str, day_a: str = "01/11/2024", day_b: str = "01/11/2024") -> list[Change]:
    plans = [
        outline_plan(Source(id, "0" * 64, FRAME.format(cited=cited, day=day), "text/plain", "utf-8"), id)
        for id, cited, day in (("a", a, day_a), ("b", b, day_b))
    ]
    found = find_changes(*map(read_text, plans)).changes
    return [change for change in found if change.label == "edit"]


def test_a_changed_number_names_both_documents() -> None:
    (change,) = edits(CITED, CITED.replace("114", "141"))
    assert change.cited == CitedPart("Kết luận số 114-KL/TW", "Kết luận số 141-KL/TW", "number")
    (back,) = edits(CITED.replace("114", "141"), CITED)
    assert back.cited == CitedPart("Kết luận số 141-KL/TW", "Kết luận số 114-KL/TW", "number")


def test_a_changed_date_and_issuer_name_the_document() -> None:
    name = "Kết luận số 114-KL/TW"
    (change,) = edits(CITED, CITED.replace("14/7", "17/4"))
    assert change.cited == CitedPart(name, name, "date")
    (change,) = edits(CITED, CITED.replace("Ban Bí thư", "Bộ Chính trị"))
    assert change.cited == CitedPart(name, name, "issuer")


def test_a_date_outside_a_citation_names_none() -> None:
    (change,) = edits(CITED, CITED, "01/11/2024", "15/11/2024")
    assert change.kind == "date" and change.cited is None
