"""Where plans contradict one another, and the errors they have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from msgspec.structs import replace

from plancompare.changes import find_changes, read_text
from plancompare.citations.subjects import with_subjects
from plancompare.contradictions import find_conflicts, find_oddities
from plancompare.ingest import read_source
from plancompare.model import Plan, Source
from plancompare.model.comparison import Caveat
from plancompare.model.difference import Change
from plancompare.parse import outline_plan
from plancompare.statements import read_statements
from plancompare.tokens import tokenize

LONG = "Các cơ quan, đơn vị tiếp tục phối hợp chặt chẽ trong quá trình triển khai các nhiệm vụ được giao. " * 2


def plan_of(id: str, body: str, province: str = "Tây Ninh") -> Plan:
    text = f"KẾ HOẠCH\nCông tác dân vận năm 2024\nI. MỤC ĐÍCH\n{LONG}\n{body}\nNơi nhận:\n- Lưu: VT.\n"
    plan = outline_plan(Source(f"{id}.txt", "", text, "text/plain", "utf-8"), id)
    return told(replace(plan, metadata=replace(plan.metadata, province=province)))


def told(plan: Plan) -> Plan:
    """With the subjects of its citations and its oddities."""
    statements = read_statements(plan.text, plan.sections, plan.ocr)
    plan = replace(plan, citations=with_subjects(plan.text, statements, plan.citations))
    return replace(plan, warnings=find_oddities(plan))


def compared(
    plans: Sequence[Plan],
    witnesses: Sequence[Sequence[str]] | None = None,
    changes: Mapping[tuple[str, str], Sequence[Change]] | None = None,
) -> tuple[tuple[Caveat, ...], tuple[Caveat, ...]]:
    return find_conflicts([tokenize(p) for p in plans], witnesses or [(p.id,) for p in plans], changes or {})


def codes(found: Sequence[Caveat]) -> list[str]:
    return [caveat.code for caveat in found]


def test_two_plans_give_a_document_two_issuers() -> None:
    a = plan_of("a", "Quyết định số 97-QĐ/TW ngày 30/7/2021 của Bộ Chính trị.")
    b = plan_of("b", "Quyết định số 97-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương.", "Kiên Giang")
    (found,), shared = compared([a, b])
    assert found.code == "citation-issuer-conflict" and not shared
    assert found.message == (
        "Quyết định số 97-QĐ/TW: của Bộ Chính trị (a dòng 5) và của Ban Chấp hành Trung ương (b dòng 5)"
    )
    assert [a.text[e.start : e.end] if e.document == "a" else b.text[e.start : e.end] for e in found.evidence] == [
        "Quyết định số 97-QĐ/TW ngày 30/7/2021"
    ] * 2
    (twins, _) = compared([a, b], [("a", "b")])
    assert twins == ()


def test_two_plans_give_a_document_two_dates() -> None:
    title = "của Thủ tướng Chính phủ về chấn chỉnh và nâng cao hiệu quả công tác tiếp công dân"
    a = plan_of("a", f"Chỉ thị số 14/CT-TTg ngày 18/5/2012 {title}.")
    b = plan_of("b", f"Chỉ thị số 14/CT-TTg ngày 18/5/2021 {title}.", "Kiên Giang")
    c = plan_of("c", "Chỉ thị số 14/CT-TTg ngày 18/5/2021 của Thủ tướng Chính phủ về cải cách thủ tục thuế.")
    assert codes(compared([a, b])[0]) == ["citation-date-conflict"]
    assert codes(compared([a, c])[0]) == []


def test_each_plan_cites_the_document_of_its_year() -> None:
    a = plan_of("a", "Công điện số 02/CĐ-TTg ngày 15/01/2024 của Thủ tướng Chính phủ về tăng cường phòng, chống cháy.")
    b = plan_of("b", "Công điện số 02/CĐ-TTg ngày 15/01/2025 của Thủ tướng Chính phủ về tăng cường phòng, chống cháy.")
    later = replace(b, metadata=replace(b.metadata, year=2025))
    assert codes(compared([a, b])[0]) == ["citation-date-conflict"]
    assert codes(compared([a, later])[0]) == []


def test_a_local_number_is_another_document_in_each_province() -> None:
    title = "của UBND tỉnh về việc ban hành Quy chế phối hợp công tác dân vận"
    a = plan_of("a", f"Quyết định số 490/QĐ-UBND ngày 05/3/2021 {title}.")
    b = plan_of("b", f"Quyết định số 490/QĐ-UBND ngày 15/7/2021 {title}.", "Kiên Giang")
    c = plan_of("c", f"Quyết định số 490/QĐ-UBND ngày 15/7/2021 {title}.")
    assert codes(compared([a, b])[0]) == []
    assert codes(compared([a, c])[0]) == ["citation-date-conflict"]


def test_a_plan_that_has_both_readings_contradicts_only_itself() -> None:
    two = "Quyết định số 97-QĐ/TW ngày 30/7/2021 của Bộ Chính trị; Quyết định số 97-QĐ/TW ngày 31/7/2021."
    a, b = plan_of("a", two), plan_of("b", "Quyết định số 97-QĐ/TW ngày 30/7/2021 của Bộ Chính trị.")
    assert codes(compared([a, b])[0]) == []
    assert [notice.code for notice in a.warnings] == ["citation-date-conflict"]


def test_one_sentence_with_other_marks() -> None:
    a = plan_of("a", "Nâng cao nhận thức, ý nghĩa, tâm quan trọng của việc học tập.")
    b = plan_of("b", "Nâng cao nhận thức về ý nghĩa, tầm quan trọng của việc học tập.")
    c = plan_of("c", "Làm rõ ý nghĩa, tầm quan trọng của việc học tập.")
    (found,), _ = compared([a, b, c])
    assert found.code == "spelling-differs"
    assert found.message.endswith("“tâm” có thể là lỗi chính tả")
    assert {evidence.document for evidence in found.evidence} == {"a", "b", "c"}


def test_plans_share_errors_that_texts_of_one_document_do_not() -> None:
    body = (
        "Nghị định số 59/2023/NĐ-CP ngày 14/9/2023 của Chính phủ; theo dõi, kiểm tra việc thực và báo cáo kết quả.\n"
        "https://a.vn/van-ban/chi-thi-03-2017-tiep-cong-dan-ca-mau-351960.aspx"
    )
    a, b = plan_of("a", body), plan_of("b", body, "Kiên Giang")
    conflicts, shared = compared([a, b])
    assert sorted(codes(shared)) == ["shared-citation-misdated", "shared-foreign-link", "shared-spelling-slip"]
    assert conflicts == () and all(len(caveat.evidence) == 2 for caveat in shared)
    assert compared([a, b], [("a", "b")])[1] == ()
    sound = plan_of("b", "Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ; theo dõi, kiểm tra việc thực hiện.")
    assert compared([a, sound])[1] == ()


def test_slips_of_citations_carried_along() -> None:
    slip = "Quyết định số 1847/QĐ -TTg ngày 27/12/2018 của Thủ tướng chính phủ phê duyệt Đề án Văn hóa công vụ."
    a, b = plan_of("a", slip), plan_of("b", slip)
    assert codes(compared([a, b])[1]) == ["shared-symbol", "shared-name"]
    assert compared([a, plan_of("b", slip.replace(" -", "-").replace("chính phủ", "Chính phủ"))])[1] == ()


def test_a_title_changed_alike_where_a_plan_has_it_right() -> None:
    right = "Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư về nâng cao hiệu quả công tác dân vận của cơ quan nhà nước các cấp."  # noqa: E501
    wrong = right.replace("của cơ quan", "của các cơ quan")
    a, b, c = plan_of("a", wrong), plan_of("b", wrong), plan_of("c", right)
    assert codes(compared([a, b, c])[1]) == ["shared-title"]
    assert compared([a, b])[1] == ()
    assert compared([a, c])[1] == ()


def test_two_texts_of_one_document_differ() -> None:
    body = f"Báo cáo trước ngày 15/11/2024. {LONG}\nTheo dõi, đôn đốc các cơ quan. {LONG}"
    a, b = plan_of("a", body), plan_of("b", body.replace("15/11", "25/11").replace("đôn đốc các", "đơn đốc các"))
    changes = find_changes(read_text(a), read_text(b)).changes
    found, _ = compared([a, b], [("a", "b")], {("a", "b"): changes})
    assert codes(found) == ["texts-differ", "spelling-differs"]
    assert "“đôn” (a dòng 6) và “đơn” (b dòng 6)" in found[1].message


def test_the_real_plans(fixtures: Path) -> None:
    files = sorted(fixtures.glob("*.txt"))
    plans = [told(outline_plan(read_source(str(path)), path.stem)) for path in files]
    twins = [plan.id for plan in plans if "so-ngoai-vu" in plan.id]
    witnesses = [twins, *([plan.id] for plan in plans if plan.id not in twins)]
    texts = {plan.id: read_text(plan) for plan in plans}
    changes = {(a, b): find_changes(texts[a], texts[b]).changes for a, b in combinations(twins, 2)}
    conflicts, shared = compared(plans, witnesses, changes)
    assert codes(conflicts) == ["citation-issuer-conflict", "spelling-differs"]
    assert "23-QĐ/TW" in conflicts[0].message and "tầm quan trọng" in conflicts[1].message
    assert codes(shared) == ["shared-symbol", "shared-title", "shared-name"]
