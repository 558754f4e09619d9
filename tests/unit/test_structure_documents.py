"""Several documents in one file are told apart where they begin, and one document is never cut."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import structure_plans as plans
from carried_plans import BODY, CARRIED, DECISION, END, HEADER, LETTER, NEXT, PLAN, SENT

from plancompare.model import Link, Notice, Provenance, Source, Table
from plancompare.structure.documents import find_documents, plans_among, split_source
from plancompare.text import fold

FORM = """TÊN CƠ QUAN             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: …/{kind}-…            Độc lập - Tự do - Hạnh phúc
                        …, ngày … tháng … năm 2024
"""


def starts(text: str) -> list[str]:
    """First line of each document; the documents must cover the text."""
    documents = find_documents(text)
    assert "".join(text[d.start : d.end] for d in documents) == text
    assert documents[0].start == 0 and all(d.start < d.end for d in documents)
    return [text[d.start :].partition("\n")[0].split("   ")[0].strip() for d in documents]


AGENCY, TYPE = "ỦY BAN NHÂN DÂN", "KẾ HOẠCH"
SEVERAL = {
    "decision": (DECISION + END + CARRIED, [AGENCY, TYPE]),
    "decision without its end": (DECISION + CARRIED, [AGENCY, TYPE]),
    "decision with a plan and another": (DECISION + END + CARRIED + CARRIED, [AGENCY, TYPE, TYPE]),
    "decision, the plan with a header of its own": (DECISION + END + PLAN, [AGENCY, AGENCY]),
    "decision, the plan as its annex": (DECISION + END + "PHỤ LỤC\n" + CARRIED, [AGENCY, "PHỤ LỤC"]),
    "decision, type and subject on one line": (DECISION + END + CARRIED.replace("HOẠCH\nDân vận năm", "HOẠCH DÂN VẬN"),
                                              [AGENCY, "KẾ HOẠCH DÂN VẬN 2024"]),
    "decision, a narrow column": (DECISION + END + CARRIED.replace("KẾ HOẠCH", "KẾ\nHOẠCH"), [AGENCY, "KẾ"]),
    "letter with its plan": (LETTER + SENT, [AGENCY, TYPE]),
    "letter, the plan with a header of its own": (LETTER + PLAN, [AGENCY, AGENCY]),
    "two plans": (PLAN + NEXT, [AGENCY, AGENCY]),
    "two plans without headers": (2 * f"KẾ HOẠCH\nDân vận năm 2024\n{BODY}{END}", [TYPE, TYPE]),
    "two plans, the end of the first lost": (PLAN.replace(END, "") + NEXT, [AGENCY, AGENCY]),
    "a plan with an annex, and another": (PLAN + "PHỤ LỤC I\nDanh mục\n" + NEXT, [AGENCY, AGENCY]),
    "a plan with a table in its body, and another": (PLAN.replace(END, "BẢNG CHỈ TIÊU\nSTT\n1\n" + END) + NEXT,
                                                    [AGENCY, AGENCY]),
    "a plan and the letter that sent it": (PLAN + LETTER, [AGENCY, AGENCY]),
}  # fmt: skip
SINGLE = {
    "annex": PLAN + "PHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 15/KH-UBND)\nI. CHUNG\n1. Rà soát.\n",
    "annex that is a plan": PLAN + "PHỤ LỤC\nKẾ HOẠCH\nKiểm tra\n(Kèm theo Kế hoạch số 15/KH-UBND)\nI. ĐI\n1. Sở A.\n",
    "annex that is a plan, unmarked": PLAN + "KẾ HOẠCH\nKiểm tra\n(Kèm theo Kế hoạch số 15/KH-UBND)\nI. NƠI ĐẾN\n",
    "form of a report": PLAN + "Mẫu số 1\n" + FORM.format(kind="BC") + "BÁO CÁO\nKết quả dân vận\nI. KẾT QUẢ\n" + END,
    "form of a report, unmarked": PLAN + FORM.format(kind="BC") + "BÁO CÁO\nKết quả dân vận\nI. KẾT QUẢ\n" + END,
    "form of a plan": PLAN + "PHỤ LỤC II\nMẪU KẾ HOẠCH\n" + FORM.format(kind="KH") + "KẾ HOẠCH\nDân vận\n" + BODY + END,
    "form of a plan, unmarked": PLAN + FORM.format(kind="KH") + "KẾ HOẠCH\nDân vận năm …\nCăn cứ …\n",
    "form of a letter": PLAN + FORM.format(kind="UBND") + "Kính gửi: Sở Nội vụ\nThực hiện Kế hoạch, đơn vị báo cáo:\n",
    "a table with a column of plans": PLAN + "BIỂU TỔNG HỢP\nSTT\nKẾ HOẠCH\nDỰ ÁN\n1\n12\n3\n",
    "a table with numbered rows": PLAN + "TIẾN ĐỘ\nSTT\nNội dung\nKẾ HOẠCH\n1. Tuyên truyền\n2. Kiểm tra\n",
    "a carried plan alone": HEADER.format(number="1/KH-UBND") + CARRIED + END,
    "a carried plan behind its cover": CARRIED.replace(BODY, "Hà Nam, 2024\n\f") + CARRIED + END,
    "a decision alone": DECISION + END,
    "a decision with its list": DECISION + END + "DANH SÁCH\n(Kèm theo Quyết định số 412/QĐ-UBND)\n1. Nguyễn Văn A\n",
    "a letter alone": LETTER,
    "words of a plan": PLAN.replace("truyền sâu", "truyền\nKẾ HOẠCH\nkèm theo Quyết định số 1/QĐ-UBND"),
    "nothing": "",
    "blank": "\n\n",
}  # fmt: skip


@pytest.mark.parametrize("name", SEVERAL)
def test_each_document_begins_with_its_header_or_type(name: str) -> None:
    text, expected = SEVERAL[name]
    assert starts(text) == expected


@pytest.mark.parametrize("name", [name for name in SEVERAL if "letter" not in name])
def test_they_are_told_apart_without_marks_too(name: str) -> None:
    text, expected = SEVERAL[name]
    plain = "\n".join(fold(line).upper() if line.isupper() else fold(line).capitalize() for line in text.split("\n"))
    assert len(starts(plain)) == len(expected)


@pytest.mark.parametrize("name", SINGLE)
def test_one_document_is_not_cut(name: str) -> None:
    documents = find_documents(SINGLE[name])
    assert [(d.start, d.end) for d in documents] == [(0, len(SINGLE[name]))]


def test_the_plans_of_the_tests_are_one_document_each(fixtures: Path) -> None:
    for path in fixtures.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert len(find_documents(text)) == 1, path.name
        assert len(find_documents(fold(text).upper())) == 1, path.name
    for name, text in plans.ALL.items():
        assert len(find_documents(text)) == (2 if name == "decision" else 1), name


def test_fixtures_one_behind_the_other_are_parted_where_a_header_is_left(fixtures: Path) -> None:
    first = (fixtures / "quang-ngai-2024.ocr.txt").read_text(encoding="utf-8").rstrip() + "\n"
    second = (fixtures / "kien-giang-2024.ocr.txt").read_text(encoding="utf-8")
    assert [d.start for d in find_documents(first + second)] == [0, len(first)]


def test_the_parts_of_a_source_keep_what_lies_in_them() -> None:
    text = DECISION + END + CARRIED
    cut = len(DECISION + END)
    table = Table(cut + 5, cut + 9, (((cut + 5, cut + 7), (cut + 7, cut + 9)),))
    provenance = Provenance(
        pages=((0, cut - 20), (cut - 20, len(text))),
        furniture=((3, 5), (cut, cut + 4)),
        tables=(Table(0, 4, (((0, 4),),)), table),
        links=(Link(1, 5, "x"), Link(cut + 1, cut + 3, "y"), Link(cut - 1, cut + 1, "z")),
        confidences=((0, 4, 90), (cut, cut + 2, 40)),
    )
    warnings = (Notice("a", 0, 0, "cả tệp"), Notice("b", 2, 4, "đầu"), Notice("c", cut + 1, cut + 3, "sau"))
    source = Source("p.pdf", "00", text, "application/pdf", None, ("đã sửa",), warnings, provenance)
    decision, plan = split_source(source)
    assert decision.text + plan.text == text
    assert (plan.path, plan.sha256, plan.media_type) == ("p.pdf", "00", "application/pdf")
    assert plan.repairs == ("đã sửa", "tệp chứa 2 văn bản; đây là văn bản thứ 2 (dòng 17–26)")
    assert decision.repairs[1].endswith("văn bản thứ 1 (dòng 1–16)")
    assert text.split("\n")[16] == "KẾ HOẠCH"
    assert plan.provenance == Provenance(
        pages=((0, len(plan.text)),),
        furniture=((0, 4),),
        tables=(Table(5, 9, (((5, 7), (7, 9)),)),),
        links=(Link(1, 3, "y"),),
        confidences=((0, 2, 40),),
    )
    assert decision.provenance.pages == ((0, cut - 20), (cut - 20, cut))
    assert decision.provenance.links == (Link(1, 5, "x"),)
    assert [(n.code, n.start, n.end) for n in plan.warnings] == [("a", 0, 0), ("c", 1, 3)]
    assert [n.code for n in decision.warnings] == ["a", "b"]
    assert [d.type for d in find_documents(text)] == ["Quyết định", "Kế hoạch"]
    assert plans_among([d.type for d in find_documents(text)]) == (1,)


def test_a_source_of_one_document_stays_as_it_is() -> None:
    source = Source("a.txt", "00", PLAN, "text/plain", "utf-8")
    assert split_source(source) == (source,)


@pytest.mark.parametrize(
    "piece",
    [
        "KẾ HOẠCH\n",
        "Kính gửi:\n",
        "KẾ\nHOẠCH\n",
        "KẾ HOẠCH A\n(Kèm theo Quyết định số 1)\n",
        "Số: 1/KH-A\n",
        "(kèm theo " * 9,
    ]
    + [PLAN],
)
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(times: int) -> float:
        begin = time.process_time()
        split_source(Source("a", "00", PLAN + piece * times, "text/plain", None))
        return time.process_time() - begin

    seconds(20)
    assert seconds(800) < 16 * 4 * max(seconds(50), 0.002)


def test_lines_are_counted_as_in_the_file() -> None:
    parts = split_source(Source("a", "00", PLAN + "\n\n" + NEXT, "text/plain", None))
    places = [re.findall(r"\d+", part.repairs[-1])[-2:] for part in parts]
    last = PLAN.count("\n")
    assert places == [["1", str(last)], [str(last + 3), str(2 * last + 2)]]
