"""Who does what: every duty where a plan is handed out, elsewhere only what a body is told."""

from __future__ import annotations

from plancompare.facts import find_facts
from plancompare.model import Fact, Metadata, Provenance, Scan
from plancompare.statements import read_statements
from plancompare.structure import parse_sections

TYPED = Scan(False, 0.0, "typed")
ISSUER = "Sở Ngoại vụ tỉnh Hà Nam"


def duties(text: str) -> list[Fact]:
    sections = parse_sections(text, TYPED, Provenance())
    statements = read_statements(text, sections, TYPED)
    facts = find_facts(text, sections, statements, [], Metadata(issuing_body=ISSUER, year=2024))
    return [fact for fact in facts if fact.kind == "assignment"]


def told(text: str) -> list[tuple[str | None, str]]:
    return [(fact.actor, fact.value) for fact in duties(text)]


ORGANISED = "III. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n{}\n2. Sở Tài chính\nBố trí kinh phí.\n"


def of_first(text: str) -> list[str]:
    found = told(ORGANISED.format(text))
    assert found[-1] == ("Sở Tài chính", "Bố trí kinh phí")
    assert {actor for actor, _ in found[:-1]} <= {"Sở Nội vụ"}
    return [value for _, value in found[:-1]]


def test_duties_parted_by_semicolons_are_several() -> None:
    assert of_first("Hướng dẫn việc thực hiện; theo dõi, đôn đốc các cơ quan.") == [
        "Hướng dẫn việc thực hiện",
        "theo dõi, đôn đốc các cơ quan",
    ]


def test_a_part_that_is_no_duty_goes_with_the_one_before() -> None:
    text = "Triển khai thực hiện Quyết định số 12/QĐ-UBND ngày 01/02/2023; Quyết định số 13/QĐ-UBND ngày 02/02/2023."
    assert of_first(text) == [text[:-1]]


def test_a_deadline_or_report_is_no_duty_as_well() -> None:
    assert of_first("Gửi hồ sơ về UBND tỉnh trước ngày 15/11/2024.") == []
    assert of_first("Hướng dẫn việc thực hiện; định kỳ 6 tháng báo cáo UBND tỉnh.") == ["Hướng dẫn việc thực hiện"]


def test_what_is_to_be_done_beside_a_deadline_is() -> None:
    assert of_first("Xây dựng kế hoạch của ngành, gửi về UBND tỉnh trước ngày 15/3/2024.") == [
        "Xây dựng kế hoạch của ngành"
    ]


def test_the_ground_is_no_part_of_the_duty() -> None:
    assert of_first("Căn cứ chức năng, nhiệm vụ chủ động xây dựng kế hoạch.") == ["chủ động xây dựng kế hoạch"]
    assert of_first("Căn cứ Kế hoạch triển khai thực hiện của tỉnh, tổ chức tập huấn.") == ["tổ chức tập huấn"]


def test_the_span_begins_with_the_subject_and_leaves_the_purpose_out() -> None:
    text = "II. TỔ CHỨC THỰC HIỆN\n1. Trên cơ sở Kế hoạch này, Văn phòng Sở theo dõi kết quả để tổng hợp.\n2. Tốt.\n"
    first = duties(text)[0]
    assert first.raw == "Văn phòng Sở theo dõi kết quả" == text[first.start : first.end]


def test_the_closing_tells_everyone() -> None:
    text = ORGANISED.format("Theo dõi việc thực hiện.") + (
        "Trên đây là Kế hoạch năm 2024, đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện. "
        "Trong quá trình thực hiện, nếu có vướng mắc, kịp thời phản ánh về Sở Ngoại vụ để tổng hợp, xem xét./.\n"
    )
    last, case = duties(text)[-2:]
    assert (last.actor, last.value) == ("các cơ quan, đơn vị", "nghiêm túc triển khai thực hiện")
    assert (case.actor, case.recipient) == ("các cơ quan, đơn vị", "Sở Ngoại vụ")
    assert case.raw.startswith("nếu có vướng mắc") and case.raw.endswith("Sở Ngoại vụ")


CONTENT = "II. NỘI DUNG\n1. Nâng cao nhận thức\n{}\n2. Cải cách hành chính\nTiếp tục đơn giản hóa thủ tục.\n"


def test_what_a_plan_is_at_large_is_no_duty() -> None:
    assert told(CONTENT.format("Đẩy mạnh tuyên truyền; vận động nhân dân thực hiện tốt các phong trào.")) == []


def test_a_body_told_to_do_something_is_one_anywhere() -> None:
    text = "Các cơ quan, đơn vị chủ động phối hợp với Mặt trận Tổ quốc giám sát. Nâng cao chất lượng cán bộ."
    assert told(CONTENT.format(text)) == [("các cơ quan, đơn vị", "chủ động phối hợp với Mặt trận Tổ quốc giám sát")]
    assert told(CONTENT.format("Giao Thanh tra Sở kiểm tra việc tiếp công dân.")) == [
        ("Thanh tra Sở", "kiểm tra việc tiếp công dân")
    ]


def test_a_plan_to_be_drawn_up_is_one_of_the_issuing_body() -> None:
    (fact,) = duties(CONTENT.format("- Tổ chức rà soát, xây dựng kế hoạch đào tạo công chức.\n- Nâng cao chất lượng."))
    assert (fact.actor, fact.actor_at) == (ISSUER, None)
    assert fact.confidence < 1


def test_who_is_in_charge_does_what_stands_before() -> None:
    text = CONTENT.format("a) Số hóa hồ sơ lưu trữ của Sở.\nCơ quan chủ trì: Văn phòng Sở.\nb) Nâng cấp trang tin.")
    assert told(text) == [("Văn phòng Sở", "Số hóa hồ sơ lưu trữ của Sở")]


def test_whom_a_body_directs_is_the_recipient() -> None:
    first = duties(ORGANISED.format("Chỉ đạo, hướng dẫn Ủy ban nhân dân cấp xã xây dựng kế hoạch."))[0]
    assert (first.actor, first.recipient) == ("Sở Nội vụ", "Ủy ban nhân dân cấp xã")


def test_names_that_stand_alone_begin_the_duty_of_the_part_behind_them() -> None:
    text = ORGANISED.format("Theo dõi.") + "3. Các sở, ban, ngành; các đơn vị sự nghiệp chủ động xây dựng kế hoạch.\n"
    last = duties(text)[-1]
    assert last.raw == "Các sở, ban, ngành; các đơn vị sự nghiệp chủ động xây dựng kế hoạch"
    assert last.actor == "các sở, ban, ngành; các đơn vị sự nghiệp"


def test_brackets_are_closed() -> None:
    assert of_first("Thông báo cho các đơn vị (qua Văn phòng Sở).") == ["Thông báo cho các đơn vị (qua Văn phòng Sở)"]


def test_headers_and_recipients_order_nothing() -> None:
    text = ORGANISED.format("Theo dõi việc thực hiện.") + "Nơi nhận:\n- Sở Y tế thực hiện;\n- Lưu: VT.\n"
    assert [actor for actor, _ in told(text)] == ["Sở Nội vụ", "Sở Tài chính"]
