"""Who is to act: by the clause, the sentence, the lines above, or as the issuing body."""

from __future__ import annotations

from plancompare.agencies import abbreviations
from plancompare.facts.actors import Actor, who
from plancompare.facts.context import Context
from plancompare.model import Metadata, Provenance, Scan, Section
from plancompare.statements import read_statements
from plancompare.structure import parse_sections

TYPED = Scan(False, 0.0, "typed")
ISSUER = "Ủy ban nhân dân tỉnh Hà Nam"


def context_of(text: str, issuing: str | None = ISSUER) -> Context:
    sections = parse_sections(text, TYPED, Provenance())
    statements = read_statements(text, sections, TYPED)
    return Context(text, sections, statements, (), Metadata(issuing_body=issuing), abbreviations(text))


def actor(text: str, words: str, issuing: str | None = ISSUER) -> Actor:
    """Who is to do what stands at `words`, in plain form."""
    context = context_of(text, issuing)
    statement = next(one for one in context.statements if words in one.plain and not one.heading)
    return who(context, statement, statement.plain.index(words))


PLAN = """I. NỘI DUNG
1. Công tác tuyên truyền
Đẩy mạnh tuyên truyền sâu rộng trong nhân dân; phát tờ rơi.
2. Sở Y tế khám sàng lọc cho người dân; cấp phát thuốc miễn phí. Đồng thời, theo dõi sau khám.
II. TỔ CHỨC THỰC HIỆN
1. Thanh tra tỉnh
Kiểm tra việc thực hiện; xử lý vi phạm.
2. Sở Tài chính, Sở Nội vụ
- Bố trí kinh phí.
- Báo cáo UBND tỉnh theo quy định.
3. Thủ trưởng các cơ quan, đơn vị có trách nhiệm:
a) Xây dựng kế hoạch thực hiện.
4. Trên cơ sở Kế hoạch này, Văn phòng tổng hợp kết quả; gửi hồ sơ trước ngày 15/11.
5. Phân công cán bộ phụ trách; lập danh sách gửi Sở Nội vụ.
"""


def name(words: str) -> str | None:
    return actor(PLAN, words).name


def test_the_subject_of_the_clause() -> None:
    assert name("kham sang loc") == "Sở Y tế"
    assert name("tong hop ket qua") == "Văn phòng"


def test_the_subject_of_the_sentence_and_of_the_one_before() -> None:
    assert name("cap phat thuoc") == "Sở Y tế"
    assert name("theo doi sau kham") == "Sở Y tế"
    assert name("gui ho so") == "Văn phòng"


def test_the_heading_and_the_heading_above() -> None:
    assert name("xu ly vi pham") == "Thanh tra tỉnh"
    assert name("bo tri kinh phi") == "Sở Tài chính; Sở Nội vụ"
    assert name("bao cao") == "Sở Tài chính; Sở Nội vụ"


def test_the_line_above_that_ends_in_a_colon() -> None:
    assert name("xay dung ke hoach") == "Thủ trưởng các cơ quan, đơn vị"


def test_a_heading_may_name_no_one() -> None:
    assert actor(PLAN, "phat to roi") == Actor(ISSUER, None)


def test_nobody_is_named_but_as_recipient() -> None:
    assert actor(PLAN, "lap danh sach") == Actor(ISSUER, None)


def test_it_says_where_they_are_named() -> None:
    found = actor(PLAN, "xu ly vi pham")
    assert found.at and PLAN[slice(*found.at)] == "Thanh tra tỉnh"


def test_who_is_told_acts_not_who_tells() -> None:
    text = "Giám đốc Sở yêu cầu Văn phòng Sở, các phòng nghiệp vụ nghiêm túc triển khai thực hiện."
    assert actor(text, "nghiem tuc").name == "Văn phòng Sở; các phòng nghiệp vụ"


def test_objects_are_no_subjects() -> None:
    text = "Sở Nội vụ chỉ đạo Ủy ban nhân dân các xã thực hiện; phối hợp với Công an tỉnh kiểm tra."
    assert actor(text, "thuc hien").name == actor(text, "kiem tra").name == "Sở Nội vụ"


def test_an_office_named_alone_is_that_of_the_issuing_department() -> None:
    assert actor("4. Văn phòng thực hiện tự đánh giá.", "tu danh gia", "Sở Ngoại vụ tỉnh Hà Nam").name == "Văn phòng Sở"


def test_parts_that_are_names_alone_belong_to_what_follows() -> None:
    text = "Các sở, ban, ngành tỉnh; các đơn vị sự nghiệp công lập chủ động xây dựng kế hoạch."
    assert actor(text, "xay dung").name == "các sở, ban, ngành tỉnh; các đơn vị sự nghiệp công lập"


def test_people_in_a_heading() -> None:
    text = "III. PHÂN CÔNG\n1. Ban Giám hiệu\nChỉ đạo chung.\n2. Giáo viên chủ nhiệm\nNắm bắt tâm tư học sinh.\n"
    assert actor(text, "nam bat").name == "Giáo viên chủ nhiệm"


def test_a_heading_among_those_who_are_told_is_not_the_issuing_body() -> None:
    text = "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\nKhám bệnh.\n2. Chế độ thông tin\nGửi qua thư điện tử.\n"
    assert actor(text, "gui qua") == Actor(None, None)
    assert actor(text, "kham benh").name == "Sở Y tế"


def test_a_time_or_condition_may_come_before_the_subject() -> None:
    text = "Trước ngày 30/11 hằng năm, Thủ trưởng các cơ quan, đơn vị gửi kết quả về Sở Nội vụ."
    assert actor(text, "gui ket qua").name == "Thủ trưởng các cơ quan, đơn vị"
    text = "Trong quá trình thực hiện, nếu có vướng mắc, các địa phương phản ánh về Sở Nội vụ."
    assert actor(text, "phan anh").name == "các địa phương"


def test_nothing_tells() -> None:
    assert actor("Phát tờ rơi.", "phat", None) == Actor(None, None)


def test_a_long_list_is_read_in_no_time() -> None:
    text = "theo dõi việc này; " * 2000
    whole = Section("1", None, "bullet", None, None, None, None, 0, len(text), ((0, len(text)),), 1, 1)
    context = Context(text, [whole], read_statements(text, [whole], TYPED), (), Metadata(), {})
    assert {who(context, statement, 0) for statement in context.statements} == {Actor(None, None)}
