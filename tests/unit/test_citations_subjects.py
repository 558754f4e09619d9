"""What each cited document says of itself, as printed, on one line."""

from __future__ import annotations

import pytest

from plancompare.citations import find_citations
from plancompare.citations.subjects import with_subjects
from plancompare.model import Scan, Section
from plancompare.statements import read_statements


def section(text: str, id: str, start: int, end: int, **changed: object) -> Section:
    values: dict[str, object] = {
        "id": id,
        "parent": None,
        "kind": "arabic",
        "label": id,
        "raw_label": None,
        "title": None,
        "raw_title": None,
        "start": start,
        "end": end,
        "own": ((start, end),),
        "start_line": 1,
        "end_line": 1,
    }
    return Section(**(values | changed))  # type: ignore[arg-type]


def subjects(text: str, *sections: Section, scan: bool = False) -> list[str | None]:
    whole = sections or (section(text, "1", 0, len(text)),)
    statements = read_statements(text, whole, Scan(scan, 0.2 if scan else 0.0, ""))
    return [citation.subject for citation in with_subjects(text, statements, find_citations(text))]


DIRECTIVE = "Chỉ thị số 14/CT-TTg ngày 18/5/2012 của Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{DIRECTIVE} về chấn chỉnh công tác tiếp công dân.", "chấn chỉnh công tác tiếp công dân"),
        (f"{DIRECTIVE} về việc chấn chỉnh công tác\n   tiếp công dân;", "chấn chỉnh công tác tiếp công dân"),
        ("Quyết định số 9/QĐ-UBND của UBND tỉnh ban hành Quy chế phối hợp;", "ban hành Quy chế phối hợp"),
        ("Công văn số 9/UBND-NC về “Dân vận khéo”.", "“Dân vận khéo”"),
        ("Kế hoạch số 9/KH-UBND của UBND tỉnh về phong trào “Dân vận khéo”; nội dung", "phong trào “Dân vận khéo”"),
        (
            "Kế hoạch số 26-KH/BCĐ ngày 31/01/2024 của Ban Chỉ đạo thực hiện quy chế dân chủ tỉnh về dân chủ cơ sở.",
            "dân chủ cơ sở",
        ),
        ("Kế hoạch số 26-KH/BCĐ của Ban Chỉ đạo tỉnh triển khai dân chủ ở cơ sở.", "triển khai dân chủ ở cơ sở"),
        (f"theo {DIRECTIVE}, các cơ quan báo cáo.", None),
        (f"theo {DIRECTIVE}. Về việc tiếp công dân, các cơ quan báo cáo.", None),
        (
            "Kế hoạch số 9/KH-UBND của UBND tỉnh thực hiện Nghị quyết TW4 (khoá XII); nội dung",
            "thực hiện Nghị quyết TW4 (khoá XII)",
        ),
        (f"{DIRECTIVE} về", None),
        (f"{DIRECTIVE} về việc", None),
        ("Luật Tiếp công dân năm 2013 về việc tiếp công dân.", None),
    ],
)
def test_the_subject_of_one_citation(text: str, expected: str | None) -> None:
    assert subjects(text)[0] == expected


def test_a_later_mention_has_none() -> None:
    assert subjects(f"{DIRECTIVE} về chấn chỉnh công tác tiếp công dân. Thực hiện Chỉ thị số 14/CT-TTg.") == [
        "chấn chỉnh công tác tiếp công dân",
        None,
    ]


def test_a_document_in_the_title_of_another_has_its_own() -> None:
    text = f"Kế hoạch số 12/KH-UBND của UBND tỉnh triển khai {DIRECTIVE} về tiếp công dân; nội dung khác"
    assert subjects(text) == [f"triển khai {DIRECTIVE} về tiếp công dân", "tiếp công dân"]


def test_of_a_scan_the_subject_is_as_printed() -> None:
    text = "Chi thi s6 14/CT-TTg ngay 18/5/2012 cua Thu tuéng Chinh phu vé chan chinh va nang cao hi¢u qua\ncong tac;"
    assert subjects(text, scan=True) == ["chan chinh va nang cao hi¢u qua cong tac"]


def test_a_page_number_inside_is_no_part_of_it() -> None:
    text = f"{DIRECTIVE} về chấn chỉnh công tác\n\n7\n\ntiếp công dân của tỉnh;"
    low, high = text.index("\n\n7"), text.index("tiếp công")
    whole = section(text, "1", 0, len(text), own=((0, low), (high, len(text))))
    assert subjects(text, whole) == ["chấn chỉnh công tác tiếp công dân của tỉnh"]


def test_it_does_not_cross_a_heading() -> None:
    head = f"1. Thực hiện {DIRECTIVE} về tiếp công dân\n"
    text = head + "Các cơ quan tổ chức thực hiện nghiêm túc"
    whole = section(text, "1", 0, len(text), raw_label="1.", title=head[3:-1], raw_title=head[3:-1])
    assert subjects(text, whole) == ["tiếp công dân"]


def test_nothing_is_no_trouble() -> None:
    assert subjects("") == [] and with_subjects("", (), ()) == ()
