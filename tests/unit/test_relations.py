from __future__ import annotations

from msgspec.structs import replace

from plancompare import parse_plan, relations
from plancompare.collate import shared_passages
from plancompare.model import Plan, Relation, Scan, Source

BODY = (
    "Tổ chức quán triệt chủ trương của Đảng, chính sách, pháp luật của Nhà nước về công tác dân vận ở cơ sở. "
    "Nâng cao chất lượng tiếp công dân, giải quyết kịp thời khiếu nại, tố cáo của người dân trong quý I năm 2024. "
    "Phát động phong trào thi đua “Dân vận khéo” gắn với xây dựng nông thôn mới và đô thị văn minh ở 12 xã."
)
OTHER = "Trồng rừng phòng hộ ven biển, bảo vệ nguồn nước, nuôi tôm sinh thái dưới tán rừng ngập mặn của bán đảo."


def plan(text: str = "", office: str = "tỉnh Tây Ninh", year: int = 2024) -> Plan:
    head = f"KẾ HOẠCH\nCông tác năm {year}\nỦy ban nhân dân {office} xây dựng Kế hoạch như sau:\n"
    return parse_plan(Source("a.txt", "", head + text, "text/plain", "utf-8"), "a")


def relation(a: str, b: str, plan_a: Plan | None = None, plan_b: Plan | None = None) -> Relation:
    forms_a, forms_b = a.lower().split(), b.lower().split()
    shares = relations.agreed_shares(shared_passages(forms_a, forms_b), len(forms_a), len(forms_b))
    return relations.relate(plan_a or plan(), plan_b or plan(), shares)


def test_the_same_words_are_one_document() -> None:
    assert relation(BODY, BODY) == "same"


def test_a_few_other_words_leave_it_one_document() -> None:
    assert relation(BODY, BODY.replace("2024", "2025").replace("12 xã", "15 xã")) == "same"


def test_what_shares_a_part_is_related_and_what_shares_nothing_is_not() -> None:
    assert relation(f"{BODY} {OTHER}", f"{OTHER} {' '.join(reversed(BODY.split()))}") == "related"
    assert relation(BODY, OTHER) == "unrelated"


def test_texts_of_two_provinces_are_never_one_document() -> None:
    assert relation(BODY, BODY, plan(), plan(office="tỉnh Kiên Giang")) == "related"


def test_another_year_is_left_to_the_changes_to_judge() -> None:
    assert relation(BODY, BODY, plan(), plan(year=2023)) == "same"


def test_witnesses_gather_chains_of_texts() -> None:
    related: dict[tuple[str, str], Relation] = {
        ("a", "b"): "same",
        ("b", "d"): "same_with_edits",
        ("a", "c"): "related",
    }
    assert relations.witnesses("abcd", related) == (("a", "b", "d"), ("c",))


def test_a_scan_may_misread_the_name_and_the_number_of_its_office() -> None:
    clean = plan(office="quận Long Biên")
    scan = replace(
        clean,
        ocr=Scan(True, 0.2, "read with an English model"),
        metadata=replace(clean.metadata, issuing_body="Ủy ban nhân dân quận Long Bien", document_number="63/KH-UBND"),
    )
    numbered = replace(clean, metadata=replace(clean.metadata, document_number="68/KH-UBND"))
    assert relation(BODY, BODY, clean, scan) == "same"
    assert relation(BODY, BODY, numbered, scan) == "same"
    assert relation(BODY, BODY, numbered, replace(scan, ocr=clean.ocr)) == "related"
