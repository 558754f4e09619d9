"""What kind of text each word is: form, citation, formula or prose."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import pytest

from plancompare.citations import find_citations
from plancompare.formulas import formula_words
from plancompare.layers import find_cited, word_layers
from plancompare.model import Section, SectionKind
from plancompare.model.comparison import Layer
from plancompare.text import fold, words


def section(text: str, part: str, kind: SectionKind, label: str | None = None, title: str | None = None) -> Section:
    start = text.index(part)
    end = start + len(part)
    return Section(part[:5], None, kind, label, label, title, title, start, end, ((start, end),), 1, 1)


def layers(text: str, *sections: Section, forms: list[str] | None = None) -> list[tuple[Layer, str]]:
    """The layers in order, each with the words of one run."""
    shown = words(text)
    used = forms or [fold(word.shown) for word in shown]
    found = word_layers(text, shown, used, sections, find_cited(text, shown, used, sections, find_citations(text)))
    assert len(found) == len(shown)
    ends = [*(word.start for word in shown[1:]), len(text)]
    pieces = [(layer, text[word.start : end]) for word, end, layer in zip(shown, ends, found, strict=False)]
    runs = ((layer, "".join(piece for _, piece in run)) for layer, run in groupby(pieces, key=itemgetter(0)))
    return [(layer, " ".join(run.split())) for layer, run in runs]


def formulas(text: str, opening: bool = False) -> str:
    found = words(text)
    marks = formula_words(text, found, [fold(w.shown) for w in found], frozenset(range(len(found)) if opening else ()))
    return " ".join(w.shown for w, marked in zip(found, marks, strict=True) if marked)


def test_a_plan_in_its_four_layers() -> None:
    head = "UBND TỈNH\nSố: 12/KH-UBND\n"
    title = "KẾ HOẠCH\nThực hiện công tác dân vận\n"
    item = "1. Mục đích\n"
    body = "Thực hiện tốt Luật Tiếp công dân, xây dựng chính quyền trong sạch, vững mạnh ở xã.\n"
    end = "Nơi nhận:\n- Sở Nội vụ."
    text = head + title + item + body + end
    assert layers(
        text,
        section(text, head, "header"),
        section(text, title, "title"),
        section(text, item + body, "arabic", "1.", "Mục đích"),
        section(text, end, "recipients"),
    ) == [
        ("form", "UBND TỈNH Số: 12/KH-UBND KẾ HOẠCH"),
        ("prose", "Thực hiện công tác dân vận"),
        ("form", "1. Mục đích"),
        ("prose", "Thực hiện tốt"),
        ("citation", "Luật Tiếp công dân,"),
        ("prose", "xây dựng chính quyền"),
        ("formula", "trong sạch, vững mạnh"),
        ("prose", "ở xã."),
        ("form", "Nơi nhận: - Sở Nội vụ."),
    ]


@pytest.mark.parametrize(
    ("heading", "is_form"),
    [
        ("MỤC ĐÍCH, YÊU CẦU", True),
        ("MUC PiCH, YEU CAU", True),
        ("TỔ CHỨC THỰC HIỆN", True),
        ("TO CHUC THU'C HIEN", True),
        ("MỘT SỐ CHỈ TIÊU CỤ THỂ NĂM 2024", True),
        ("NHIỆM VỤ VÀ GIẢI PHÁP TRỌNG TÂM", True),
        ("Công tác cải cách hành chính", False),
        ("Phòng Nội vụ Thành phố", False),
        ("Thanh tra tỉnh", False),
    ],
)
def test_a_heading_of_standard_words_alone_is_form(heading: str, is_form: bool) -> None:
    text = f"II. {heading}"
    expected = [("form", text)] if is_form else [("form", "II."), ("prose", heading)]
    assert layers(text, section(text, text, "roman", "II.", heading)) == expected


def test_a_title_does_not_run_over_its_heading() -> None:
    title = "KẾ HOẠCH\nThực hiện Quyết định số 5/QĐ-UBND của UBND tỉnh về cải cách hành chính\n"
    text = title + "phát triển nông thôn"
    assert layers(text, section(text, title, "title"), section(text, "phát triển nông thôn", "preamble")) == [
        ("form", "KẾ HOẠCH"),
        ("prose", "Thực hiện"),
        ("citation", "Quyết định số 5/QĐ-UBND của UBND tỉnh về cải cách hành chính"),
        ("prose", "phát triển nông thôn"),
    ]


def test_a_formula_inside_a_title_is_citation() -> None:
    text = "theo Kết luận số 1-KL/TU của Tỉnh ủy về công tác dân vận trong tình hình mới"
    assert layers(text)[-1] == ("citation", text.removeprefix("theo "))


def test_the_forms_decide_not_the_scan() -> None:
    text = "xay dyng ehinh quyén trnog sach vimg manh"
    read = ["xay", "dung", "chinh", "quyen", "trong", "sach", "vung", "manh"]
    assert layers(text) == [("prose", text)]
    assert layers(text, forms=read)[-1] == ("formula", "trnog sach vimg manh")


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("việc “Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh”", 14),
        ("hoc tap va 1am theo tu tudng, dao duc, phong cach Ho Chi Minh", 14),
        ("chủ trương, đường lối của Đảng, chính sách, pháp luật của Nhà nước", 13),
        ("phong trào “Tây Ninh chung sức xây dựng nông thôn mới”", 9),
        ("phương châm “*một cửa*”, “*một đầu mối*” và “giải quyết nhanh”", 8),
        ("hạn chế các “điểm nóng” về đất đai", 0),
        ("công tác dân vận theo quy định", 0),
    ],
)
def test_standing_phrases_and_names_of_campaigns(text: str, marked: int) -> None:
    assert len(formulas(text).split()) == marked


def test_opening_phrases_count_in_preamble_and_closing_only() -> None:
    text = "Sở xây dựng Kế hoạch như sau"
    assert formulas(text) == ""
    assert formulas(text, opening=True) == "xây dựng Kế hoạch như sau"


def test_no_text_has_no_layers() -> None:
    assert layers("") == layers(" \n") == []
