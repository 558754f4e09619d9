"""Search, links to a place and citations, on both pages: what is found, where it leads, what is copied."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import diff_sample
import pytest
import report_sample
from drawn import settle, wait_until

pytestmark = pytest.mark.browser

CLIPBOARD = ("clipboard-read", "clipboard-write")
NO_CLIPBOARD = "navigator.clipboard.writeText = () => Promise.reject(new Error('denied'))"
# The painted hits, each as the letters it covers.
PAINTED = """name => [...(CSS.highlights.get(name) ?? [])].map(hit => {
    const range = new Range();
    range.setStart(hit.startContainer, hit.startOffset);
    range.setEnd(hit.endContainer, hit.endOffset);
    return range.toString();
})"""
# Where the current hit stands on the screen, and whether nothing lies over it.
HIT = """() => {
    const [hit] = CSS.highlights.get('found-now'), box = hit.getBoundingClientRect();
    const holder = hit.startContainer.parentElement;
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const free = Boolean(top) && (top === holder || top.contains(holder) || holder.contains(top));
    return { top: box.top, bottom: box.bottom, left: box.left, right: box.right, free };
}"""


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    return re.sub("[\u0300-\u036f]", "", letters)


def _texts(name: str) -> dict[str, str]:
    """The texts of a page by the letters of their plans."""
    if name == "diff":
        difference = diff_sample.sample()
        return {"A": difference.a.text, "B": difference.b.text}
    return dict(zip("ABC", (document.plan.text for document in report_sample.sample().documents), strict=True))


def _expected(name: str, asked: str) -> dict[str, int]:
    pattern = re.compile(r"\s+".join(map(re.escape, _bare(asked).split())))
    found = {plan: len(pattern.findall(_bare(text))) for plan, text in _texts(name).items()}
    return {plan: n for plan, n in found.items() if n}


def _ask(page: Any, asked: str) -> None:
    page.locator("#search-for").fill(asked)
    settle(page, 350)


def _count(page: Any) -> str:
    return str(page.locator("#search-count").inner_text())


def _by_plan(page: Any) -> dict[str, int]:
    told = page.locator("#search-plans button").all_inner_texts()
    return {plan: int(n) for plan, n in (text.split() for text in told)}


@pytest.mark.parametrize("name", ["report", "diff"])
@pytest.mark.parametrize(
    "asked", ["dan van", "Dân  VẬN", "dan van chinh quyen", "so ngoai vu", "100%", "alert(1)", "{{ 7*7 }}"]
)
def test_words_are_found_without_their_marks_and_over_the_end_of_a_line(
    open_page: Callable[..., Any], name: str, asked: str
) -> None:
    page = open_page(name)
    expected = _expected(name, asked)
    _ask(page, asked)
    n = sum(expected.values())
    assert _count(page) == (f"–/{n}" if n else "0/0")
    assert _by_plan(page) == expected
    painted = page.evaluate(PAINTED, "found")
    assert len(painted) == n
    assert {" ".join(_bare(text).split()) for text in painted} <= {" ".join(_bare(asked).split())}


@pytest.mark.parametrize("name", ["report", "diff"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_walk_through_the_hits_shows_each_free_on_the_screen(
    open_page: Callable[..., Any], name: str, width: int
) -> None:
    page = open_page(name, viewport={"width": width, "height": 700})
    _ask(page, "ke hoach")
    n = sum(_expected(name, "ke hoach").values())
    assert n > 1
    for i in range(1, n + 1):
        page.keyboard.press("Enter")
        wait_until(page, f"document.getElementById('search-count').textContent.startsWith('{i}/')")
        settle(page, 100)
        hit = page.evaluate(HIT)
        assert 0 <= hit["top"] < hit["bottom"] <= 700, i
        assert 0 <= hit["left"] < hit["right"] <= width, i
        assert hit["free"], i
    page.keyboard.press("Enter")
    settle(page, 200)
    assert _count(page) == f"1/{n}"
    page.keyboard.press("Shift+Enter")
    settle(page, 200)
    assert _count(page) == f"{n}/{n}"
    page.locator("#search-next").click()
    settle(page, 200)
    assert _count(page) == f"1/{n}"
    page.locator("#search-previous").press("Enter")
    settle(page, 200)
    assert _count(page) == f"{n}/{n}"
    assert page.evaluate(PAINTED, "found-now")


@pytest.mark.parametrize("name", ["report", "diff"])
def test_a_key_leads_to_the_field_and_another_clears_it(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-for"
    page.keyboard.type("dan/van")
    assert page.locator("#search-for").input_value() == "dan/van"
    _ask(page, "dan van")
    assert page.evaluate("CSS.highlights.has('found')")
    page.keyboard.press("Escape")
    settle(page, 100)
    assert page.locator("#search-for").input_value() == ""
    assert _count(page) == ""
    assert page.evaluate("!CSS.highlights.has('found') && !CSS.highlights.has('found-now')")
    page.locator("#search-keys").uncheck()
    page.locator("#search-keys").blur()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "search-for"


def test_what_is_not_there_is_told(open_page: Callable[..., Any]) -> None:
    page = open_page("report")
    _ask(page, "không có đâu")
    assert _count(page) == "0/0"
    assert page.locator("#search-said").inner_text() == "không thấy"
    page.keyboard.press("Enter")
    page.locator("#language-en").check()
    assert page.locator("#search-said").inner_text() == "not found"


def test_a_plan_leads_to_its_own_hits(open_page: Callable[..., Any]) -> None:
    page = open_page("report")
    _ask(page, "nang cao")
    page.locator("#search-plans button", has_text="C").press("Enter")
    settle(page, 300)
    inside = "[...CSS.highlights.get('found-now')][0].startContainer.parentElement.closest('.block').id[0]"
    assert page.evaluate(inside) == "C"


def test_a_scan_is_found_by_what_most_likely_stood_in_print(open_page: Callable[..., Any]) -> None:
    page = open_page("scan")
    own = _expected("report", "nang cao nhan thuc")
    assert "B" not in own
    _ask(page, "nâng cao nhận thức của")
    assert _by_plan(page) == own | {"B": 1}
    assert "Ning cao nhan thirc ctia" in page.evaluate(PAINTED, "found")
    page.locator("#search-plans button", has_text="B").click()
    settle(page, 300)
    assert "đọc phỏng đoán: “Nâng thức của”" in page.locator("#search-said").inner_text()
    # What the machine read is found, too.
    _ask(page, "ning cao")
    assert _by_plan(page) == {"B": 1}


def test_a_hit_in_a_column_that_is_not_shown_brings_it_back(open_page: Callable[..., Any]) -> None:
    page = open_page("report")
    page.locator(".heads .c2").get_by_role("button").last.click()
    assert not page.locator("[id='C-I.1']").is_visible()
    _ask(page, "huyen dao")
    page.keyboard.press("Enter")
    settle(page, 400)
    assert page.locator("[id='C-I.1']").is_visible()
    assert page.evaluate(HIT)["free"]
    assert "đã mở phần bị ẩn hoặc gập" in page.locator("#search-said").inner_text()


def test_an_address_opens_the_same_search(open_page: Callable[..., Any]) -> None:
    page = open_page("report", "#row-2?find=dan%20v%E1%BA%ADn")
    settle(page, 500)
    assert page.locator("#search-for").input_value() == "dan vận"
    assert _by_plan(page) == _expected("report", "dan van")


def _read(page: Any) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_a_section_is_copied_as_a_citation(open_page: Callable[..., Any]) -> None:
    page = open_page("report", permissions=CLIPBOARD)
    place = page.locator("[id='A-I.1']")
    place.scroll_into_view_if_needed()
    place.hover()
    place.locator("[data-copies=cite]").click()
    settle(page, 100)
    assert page.locator("#cite-said").inner_text() == "Đã chép trích dẫn"
    text = report_sample.sample().documents[0].plan.text
    line = text.count("\n", 0, text.index("1. Nâng cao")) + 1
    assert _read(page) == (
        f"Sở Ngoại vụ tỉnh Tây Ninh, Kế hoạch năm 2024, mục I.1, dòng {line}–{line + 1}: “1. Nâng cao nhận thức của "
        "cán bộ, công chức, viên chức về công tác dân vận chính quyền tại Sở Ngoại vụ theo quy định.”"
    )


def test_a_scan_is_quoted_as_the_machine_read_it(open_page: Callable[..., Any]) -> None:
    page = open_page("report", permissions=CLIPBOARD)
    scan = next(d.plan for d in report_sample.sample().documents if d.plan.ocr.is_ocr)
    place = page.locator(".block[id^='B-']").nth(1)
    place.scroll_into_view_if_needed()
    place.hover()
    place.locator("[data-copies=cite]").press("Enter")
    settle(page, 100)
    cited, _, words = _read(page).partition("“")
    assert cited.endswith("(bản quét, nguyên văn chữ máy đọc): ")
    assert words.rstrip("”") in " ".join(scan.text.split())


def test_selected_words_are_copied_with_their_lines(open_page: Callable[..., Any]) -> None:
    page = open_page("report", permissions=CLIPBOARD)
    page.locator("[id='A-I.1']").scroll_into_view_if_needed()
    assert not page.locator("#cite-selected").is_visible()
    page.evaluate(
        """() => { const walk = document.createTreeWalker(document.getElementById('A-I.1'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) { const i = walk.currentNode.data.indexOf('chính quyền');
                const node = walk.currentNode;
                if (i >= 0) return getSelection().setBaseAndExtent(node, i, node, i + 11); } }"""
    )
    page.locator("#cite-selected").press("Enter")
    settle(page, 100)
    text = report_sample.sample().documents[0].plan.text
    line = text.count("\n", 0, text.index("chính quyền")) + 1
    assert _read(page) == (f"Sở Ngoại vụ tỉnh Tây Ninh, Kế hoạch năm 2024, mục I.1, dòng {line}: “chính quyền”")


def test_a_change_is_quoted_from_both_versions(open_page: Callable[..., Any]) -> None:
    page = open_page("diff", permissions=CLIPBOARD, viewport={"width": 1440, "height": 900})
    place = page.locator("#change-2")
    place.scroll_into_view_if_needed()
    place.hover()
    place.locator("[data-copies=cite]").click()
    settle(page, 100)
    first, second = _read(page).split("\n")
    assert first.startswith("Sở Ngoại vụ tỉnh Tây Ninh, Kế hoạch số 12/KH-SNV ngày 02/4/2024, mở đầu, dòng ")
    assert "859/KH-UBND" in first
    assert "số 13/KH-SNV" in second and "(bản quét, nguyên văn chữ máy đọc)" in second
    assert "895/KH-UBND" in second


def test_a_link_is_copied_with_the_search_and_leads_back(open_page: Callable[..., Any]) -> None:
    page = open_page("report", permissions=CLIPBOARD)
    _ask(page, "dan van")
    place = page.locator("[id='C-I.1']")
    place.scroll_into_view_if_needed()
    place.locator("[data-copies=link]").focus()
    page.keyboard.press("Enter")
    settle(page, 100)
    address = _read(page)
    assert address.endswith("#C-I.1?find=dan+van")
    again = open_page("report", "#" + address.partition("#")[2], viewport={"width": 1024, "height": 600})
    settle(again, 500)
    assert 0 <= again.locator("[id='C-I.1']").bounding_box()["y"] < 600
    assert again.locator("#search-for").input_value() == "dan van"


@pytest.mark.parametrize("name", ["report", "diff"])
def test_where_copying_is_denied_the_citation_stands_in_a_field(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name, before=NO_CLIPBOARD, viewport={"width": 1440, "height": 900})
    place = page.locator("[id='A-I.1'], #change-2").first
    place.scroll_into_view_if_needed()
    place.locator("[data-copies=cite]").focus()
    page.keyboard.press("Enter")
    field = page.get_by_label("Trình duyệt không cho chép")
    assert field.is_visible()
    assert field.input_value().startswith("Sở Ngoại vụ tỉnh Tây Ninh, Kế hoạch")
    assert page.evaluate("document.activeElement.id") == "cite-text"
    page.keyboard.press("Escape")
    assert not field.is_visible()
    assert page.evaluate("document.activeElement.dataset.copies") == "cite"


def test_every_section_row_and_change_has_both_buttons_with_a_name(open_page: Callable[..., Any]) -> None:
    for name, places in (("report", ".block, .row"), ("diff", ".stop")):
        page = open_page(name, viewport={"width": 1440, "height": 900})
        for place in page.locator(places).all():
            place.scroll_into_view_if_needed()
            settle(page, 30)
        named = page.evaluate(
            "places => [...document.querySelectorAll(places)].map(p => p.matches('.row') ? p.querySelector('h3') : p)"
            ".map(p => [...p.querySelectorAll('.copies')].map(b => b.getAttribute('aria-label')))",
            places,
        )
        assert all(len(labels) == 2 for labels in named)
        assert len({label for labels in named for label in labels}) == 2 * len(named)


def test_there_is_no_search_without_the_script(open_page: Callable[..., Any]) -> None:
    page = open_page("report", java_script_enabled=False)
    assert not page.locator("#search").is_visible()
    assert not page.locator("#cite").is_visible()
