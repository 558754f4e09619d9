"""Who had a text first: what shows it, what contradicts it, and what shows nothing."""

from __future__ import annotations

import time
from itertools import combinations
from pathlib import Path

import pytest

from plancompare import read_source
from plancompare.corpus.direction import find_direction
from plancompare.model import Scan, Source
from plancompare.model.scan import Direction
from plancompare.parse import outline_plan
from plancompare.relations import collate
from plancompare.report.evidence_words import evidence
from plancompare.tokens import Tokens, tokenize

SHARED = (
    "Tiếp tục đổi mới nội dung, phương thức vận động quần chúng; gắn công tác dân vận với nhiệm vụ chính trị của cơ "
    "quan và thực hiện nghiêm quy định của pháp luật về dân chủ ở cơ sở"
)


def plan(place: str, body: str, name: str = "a", year: int = 2024, number: str = "15") -> Tokens:
    """A plan of `UBND <place>`; the place with its province, as in `HUYỆN GÒ DẦU, tỉnh Tây Ninh`."""
    head, _, province = place.partition(", ")
    text = (
        f"ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{head.upper()} Độc lập - Tự do - Hạnh phúc\n"
        f"Số: {number}/KH-UBND {head.split(' ', 1)[1]}, ngày 06 tháng 3 năm {year}\n\nKẾ HOẠCH\n"
        f"Công tác dân vận năm {year}\n\nThực hiện chỉ đạo của Ủy ban nhân dân {province or head}, "
        f"Ủy ban nhân dân {head} xây dựng Kế hoạch như sau:\n\nI. NỘI DUNG\n\n1. {body}\n\n"
        f"2. Trên đây là Kế hoạch của {head}./.\n"
    )
    source = Source(path=name, sha256=name, text=text, media_type="text/plain", encoding="utf-8")
    return tokenize(outline_plan(source, name))


def found(a: Tokens, b: Tokens) -> tuple[Direction, str | None]:
    """The direction, which must be mirrored when the two change places."""
    direction, sentence = find_direction(a, b, collate(a, b))
    mirrored = {"a_to_b": "b_to_a", "b_to_a": "a_to_b"}.get(direction, direction)
    assert find_direction(b, a, collate(b, a))[0] == mirrored
    assert sentence is None or evidence(sentence).en != sentence  # the pages can say it in English
    return direction, sentence


def test_the_name_of_the_others_province() -> None:
    a = plan("tỉnh Kiên Giang", f"{SHARED} trên địa bàn tỉnh Kiên Giang.")
    b = plan("tỉnh Cà Mau", f"{SHARED} trên địa bàn tỉnh Kiên Giang.", "b")
    assert found(a, b) == (
        "a_to_b",
        "trong đoạn trùng văn, kế hoạch của Ủy ban nhân dân tỉnh Cà Mau còn ghi “địa bàn tỉnh Kiên Giang” (dòng 12), "
        "địa danh của bên kia là kế hoạch của Ủy ban nhân dân tỉnh Kiên Giang",
    )


def test_the_name_of_the_others_commune() -> None:
    body = f"{SHARED} trên địa bàn xã Hòa Thạnh."
    a = plan("xã Hòa Thạnh, tỉnh Tây Ninh", body)
    assert found(a, plan("xã Phước Vinh, tỉnh Tây Ninh", body, "b"))[0] == "a_to_b"
    assert found(a, plan("huyện Gò Dầu, tỉnh Tây Ninh", body, "b")) == ("undetermined", None)


@pytest.mark.parametrize(
    "body",
    [
        f"{SHARED} trên địa bàn tỉnh.",
        f"{SHARED} theo kinh nghiệm trên địa bàn tỉnh Kiên Giang.",
        f"Phối hợp với các tỉnh giáp ranh {SHARED.replace(';', ',')} trên địa bàn tỉnh Kiên Giang.",
        f"{SHARED} theo Quyết định số 12/QĐ-UBND ngày 05/5/2022 của UBND tỉnh trên địa bàn tỉnh Kiên Giang.",
        f"{SHARED} như ở tỉnh Kiên Giang.",
    ],
)
def test_a_name_that_may_stand_there_shows_nothing(body: str) -> None:
    a, b = plan("tỉnh Kiên Giang", body), plan("tỉnh Cà Mau", body, "b")
    assert found(a, b) == ("undetermined", None)


def test_a_misread_name_of_the_own_place_is_not_the_others() -> None:
    body = f"{SHARED} trên địa bàn huyện Kim Khánh."
    a, b = plan("huyện Kim Khánh, tỉnh Tây Ninh", body), plan("huyện Kim Khanh Sé, tỉnh Tây Ninh", body, "b")
    assert found(a, b) == ("undetermined", None)


def test_a_name_outside_what_they_share_shows_nothing() -> None:
    a = plan("tỉnh Kiên Giang", f"{SHARED} trên địa bàn tỉnh Kiên Giang.")
    b = plan(
        "tỉnh Cà Mau",
        f"{SHARED}. Khi cần thì báo ngay.\n\n3. Trên địa bàn tỉnh Kiên Giang nạo vét luồng, sửa bến bãi.",
        "b",
    )
    assert found(a, b) == ("undetermined", None)


def test_the_old_name_of_a_plans_own_province_is_not_the_others() -> None:
    body = f"{SHARED} trên địa bàn tỉnh Kon Tum."
    old, new = plan("tỉnh Kon Tum", body), plan("tỉnh Quảng Ngãi", body, "b", year=2026)
    assert found(old, new) == ("undetermined", None)
    assert found(old, plan("tỉnh Quảng Ngãi", body, "b", year=2025))[0] == "a_to_b"


def test_a_plan_cannot_have_given_what_it_came_too_late_for() -> None:
    body = f"{SHARED} trên địa bàn tỉnh Kiên Giang."
    direction, evidence = found(plan("tỉnh Kiên Giang", body, year=2025), plan("tỉnh Cà Mau", body, "b"))
    assert direction == "undetermined"
    assert evidence is not None and evidence.startswith("dấu hiệu trái chiều: trong đoạn trùng văn, kế hoạch của")
    assert evidence.endswith(
        "nhưng kế hoạch của Ủy ban nhân dân tỉnh Kiên Giang ghi ngày 06/3/2025, sau 06/3/2024 của kế hoạch của "
        "Ủy ban nhân dân tỉnh Cà Mau"
    )


def test_signs_both_ways_show_nothing() -> None:
    body = f"{SHARED} trên địa bàn tỉnh Kiên Giang và trên địa bàn tỉnh Cà Mau."
    direction, evidence = found(plan("tỉnh Kiên Giang", body), plan("tỉnh Cà Mau", body, "b"))
    assert direction == "undetermined" and evidence is not None and "; nhưng " in evidence


def test_a_citation_by_number() -> None:
    parent = plan("tỉnh Cà Mau", f"{SHARED}.", number="859")
    cites = f"{SHARED}, theo Kế hoạch số 859/KH-UBND ngày 06/3/2024 của UBND tỉnh."
    child = plan("huyện Cái Nước, tỉnh Cà Mau", cites, "b")
    assert found(parent, child) == (
        "a_to_b",
        "kế hoạch của Ủy ban nhân dân huyện Cái Nước viện dẫn Kế hoạch số 859/KH-UBND ngày 06/3/2024, chính là kế "
        "hoạch của Ủy ban nhân dân tỉnh Cà Mau",
    )
    assert found(plan("tỉnh Kiên Giang", f"{SHARED}.", number="859"), child)[0] == "undetermined"


def test_a_link_that_both_have() -> None:
    link = "https://thu-vien.vn/van-ban/ke-hoach-63-kh-ubnd-2024-kien-giang-351960.aspx"
    body = f"{SHARED}.\n\n{link}\n\n3. Thực hiện."
    a, b = plan("tỉnh Kiên Giang", body), plan("tỉnh Cà Mau", body, "b")
    direction, evidence = found(a, b)
    assert direction == "a_to_b" and evidence is not None and "dẫn tới văn bản của Kiên Giang" in evidence
    assert found(plan("tỉnh Kiên Giang", f"{SHARED}."), b) == ("undetermined", None)


def scan(tokens: Tokens) -> Tokens:
    from msgspec.structs import replace

    return tokenize(replace(tokens.plan, ocr=Scan(True, 0.2, "read with an English model")))


def test_the_garbled_letters_of_a_scan_in_a_typed_text() -> None:
    garbled = SHARED.replace("nội dung", "n6i dung").replace("công tác", "c0ng tac").replace("cơ sở", "c0 s6")
    long = " Các đơn vị báo cáo định kỳ hằng quý, sáu tháng và cả năm về kết quả thực hiện kế hoạch này." * 3
    a, b = scan(plan("tỉnh Kiên Giang", f"{garbled}.")), plan("tỉnh Cà Mau", f"{garbled}.{long}", "b")
    direction, evidence = found(a, b)
    assert direction == "a_to_b" and evidence is not None and "“n6i” (dòng 12), “c0ng” (dòng 12)" in evidence
    assert found(a, scan(b)) == ("undetermined", None)
    assert found(a, plan("tỉnh Cà Mau", f"{SHARED}.{long}", "b")) == ("undetermined", None)


def test_a_date_alone_shows_nothing() -> None:
    a, b = plan("tỉnh Kiên Giang", f"{SHARED}.", year=2021), plan("tỉnh Cà Mau", f"{SHARED}.", "b")
    assert found(a, b) == ("undetermined", None)


def test_the_five_plans_show_nothing(fixtures: Path) -> None:
    """The link to a document of Cà Mau in one of them is a hint at no other of them."""
    plans = [tokenize(outline_plan(read_source(str(path)), path.stem)) for path in sorted(fixtures.glob("*.txt"))]
    pairs = [(a, b, collate(a, b)) for a, b in combinations(plans, 2)]
    began = time.process_time()
    assert {find_direction(*pair) for pair in pairs} == {("undetermined", None)}
    assert (time.process_time() - began) / len(pairs) < 0.02
