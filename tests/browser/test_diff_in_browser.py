"""The page of two versions as a reader meets it: offline, by mouse and keyboard, on a phone, on paper, read aloud."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from diff_sample import many, sample
from drawn import settle, wait_until

from plancompare.report.html import render_difference

pytestmark = pytest.mark.browser

# What a test looks at without scrolling there must be drawn all the same, and what is folded be open.
DRAW_ALL = "document.querySelectorAll('.stop, .leaf').forEach(e => e.style.contentVisibility = 'visible')"
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("report")
    paths = {}
    for name, difference in (("sample", sample()), ("many", many(600))):
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(render_difference(difference, version="0"), encoding="utf-8")
    return paths


@pytest.fixture
def open_report(chromium: Any, reports: dict[str, Path]) -> Iterator[Callable[..., Any]]:
    """Opens a page with the network closed; when the test ends, it must not have complained or asked."""
    contexts, complaints, requests = [], [], []

    def opened(fragment: str = "", name: str = "sample", **options: Any) -> Any:
        context = chromium.new_context(offline=True, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('CSP', e.blockedURI))")
        page.goto(reports[name].as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert {url.partition("#")[0] for url in requests} <= {path.as_uri() for path in reports.values()}


# How far each end of a place is from the height at which a jump shows it, in pixels.
OFF = """number => ['a', 'b'].map(side => {
    const pane = document.getElementById(`pane-${side}`), box = pane.getBoundingClientRect();
    const end = document.getElementById(side + number).getBoundingClientRect();
    return Math.abs(end.top - box.top - .3 * pane.clientHeight); })"""
# The row that each pane shows at that height.
ROWS = """() => ['a', 'b'].map(side => {
    const pane = document.getElementById(`pane-${side}`), y = pane.getBoundingClientRect().top + .3 * pane.clientHeight;
    return [...pane.querySelectorAll('.leaf > div')].findLastIndex(row => row.getBoundingClientRect().top <= y); })"""
TOPS = "['a', 'b'].map(side => document.getElementById(`pane-${side}`).scrollTop)"


def _position(page: Any) -> str:
    return str(page.locator("#position").inner_text())


def _now(page: Any) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('.pane .now')].map(e => e.id)")
    return found


def _open_filters(page: Any) -> None:
    page.locator("#list summary").press("Enter")


def _steady(page: Any) -> None:
    """Waits until no pane moves any more."""
    before = None
    while (now := page.evaluate(TOPS)) != before:
        before = now
        settle(page, 250)


def test_title_and_verdict_without_a_network(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert page.title() == "Đối chiếu hai bản: ke-hoach và ke-hoach.ocr"
    assert "có 14 chỗ bị sửa" in page.locator(".verdict").inner_text()


def test_language_switch(open_report: Callable[..., Any]) -> None:
    page = open_report()
    page.keyboard.press("n")
    page.locator("#language-en").focus()
    page.keyboard.press("Space")
    assert page.locator("#list-title").inner_text() == "The differences"
    assert "14 places were edited" in page.locator(".verdict").inner_text()
    assert "missing part" in page.locator("#now").inner_text()
    assert page.title() == "Two versions: ke-hoach and ke-hoach.ocr"
    page.locator("#language-vi").check()
    assert "thiếu phần" in page.locator("#now").inner_text()


# ---------------------------------------------------------------- walking


def test_keys_walk_through_the_places_and_round(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert _position(page) == "–/19"
    page.keyboard.press("n")
    assert (_position(page), _now(page)) == ("1/19", ["a1", "b1"])
    page.keyboard.press("n")
    assert (_position(page), _now(page)) == ("2/19", ["a2", "b2"])
    assert page.evaluate("document.activeElement.id") == "a2"
    assert "văn bản viện dẫn" in page.locator("#now").inner_text()
    assert "Số hiệu của Kế hoạch 859/KH-UBND" in page.locator("#now").inner_text()
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert (_position(page), _now(page)) == ("19/19", ["a19", "b19"])
    page.locator("#use-keys").uncheck()
    page.keyboard.press("n")
    assert _position(page) == "19/19"
    page.locator("#next").press("Enter")
    assert _position(page) == "1/19"
    page.locator("#previous").press("Space")
    assert _position(page) == "19/19"


def test_a_walk_begins_where_one_reads(open_report: Callable[..., Any]) -> None:
    page = open_report(name="many", viewport={"width": 1440, "height": 700})
    page.locator("#pane-b").focus()
    page.keyboard.press("End")
    _steady(page)
    page.locator("#previous").click()
    assert _position(page) in ("11/12", "12/12")


@pytest.mark.parametrize("size", [(1440, 800), (1024, 700), (390, 800)])
def test_jumps_land_on_both_ends(open_report: Callable[..., Any], size: tuple[int, int]) -> None:
    page = open_report(name="many", viewport={"width": size[0], "height": size[1]})
    for number, lands in ((9, "key"), (2, "list"), (11, "map"), (4, "hash"), (7, "mark")):
        if lands == "key":
            for _ in range(number):
                page.keyboard.press("n")
        elif lands == "list":
            page.locator(f"#change-{number} .number").click()
        elif lands == "map":
            page.locator(".tick").nth(number - 1).dispatch_event("click")
        elif lands == "hash":
            page.evaluate(f"location.hash = '#change-{number}'")
        else:
            page.locator(f"#change-{number} a[href='#b{number}']").click()
        _steady(page)
        assert max(page.evaluate(OFF, number)) < 2, lands
        assert _position(page) == f"{number}/12"
        assert page.evaluate("location.hash") == f"#change-{number}"
        texts = page.locator("#texts").bounding_box()
        assert texts["y"] >= 0 or texts["y"] + texts["height"] <= size[1] + 1
        entry, listed = (page.locator(css).bounding_box() for css in (f"#change-{number}", ".stops"))
        assert listed["y"] - 1 <= entry["y"] <= listed["y"] + listed["height"]


def test_a_permalink_survives_reopening_with_its_filters(open_report: Callable[..., Any]) -> None:
    page = open_report("#change-10", name="many", viewport={"width": 1100, "height": 700})
    _steady(page)
    assert max(page.evaluate(OFF, 10)) < 2
    page = open_report("#change-6")
    _open_filters(page)
    page.locator("#least-80").check()
    shown = page.locator("#shown-now").inner_text()
    page.keyboard.press("n")
    fragment = page.evaluate("location.hash")
    again = open_report(fragment)
    _steady(again)
    assert shown == "15/19"
    assert again.locator("#shown-now").inner_text() == shown
    assert (_now(again), _position(again)) == (_now(page), _position(page))


def test_a_permalink_to_what_a_filter_hides_brings_it_back(open_report: Callable[..., Any]) -> None:
    page = open_report()
    _open_filters(page)
    page.locator("#label-edit").uncheck()
    page.evaluate("location.hash = '#change-2'")
    wait_until(page, "document.getElementById('position').textContent === '2/19'")
    assert page.locator("#change-2").is_visible()


def test_a_mark_in_the_text_chooses_its_place_and_stays_where_it_is(open_report: Callable[..., Any]) -> None:
    page = open_report(name="many", viewport={"width": 1440, "height": 800})
    page.evaluate("location.hash = '#change-5'")
    _steady(page)
    page.locator("#change-6 .number").click()
    _steady(page)
    page.locator("#pane-a").hover()
    page.mouse.wheel(0, -150)
    _steady(page)
    level = """id => { const end = document.getElementById(id);
        return end.getBoundingClientRect().top - end.closest('.pane').getBoundingClientRect().top; }"""
    page.locator("#a6").focus()
    _steady(page)
    y = page.evaluate(level, "a6")
    assert y > 180
    page.keyboard.press("Enter")
    _steady(page)
    assert [page.evaluate(level, end) for end in ("a6", "b6")] == pytest.approx([y, y], abs=2)


def test_a_move_is_followed_from_where_it_left_to_where_it_arrived(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1440, "height": 512})
    page.locator("#pane-a .jump").focus()
    page.keyboard.press("Enter")
    _steady(page)
    assert page.evaluate("location.hash") == "#change-13"
    assert _now(page) == ["a13", "b13"]
    panes = [page.locator(f"#pane-{side}").bounding_box() for side in "ab"]
    for side, pane in zip("ab", panes, strict=True):
        assert pane["y"] <= page.locator(f"#{side}13").bounding_box()["y"] < pane["y"] + pane["height"]
    page.locator("#pane-b .jump").click()
    _steady(page)
    assert _now(page) == ["a13", "b13"]


# ---------------------------------------------------------------- scrolling together


@pytest.mark.parametrize("by", ["wheel", "key"])
@pytest.mark.parametrize("side", ["a", "b"])
def test_the_other_text_follows_to_the_matching_place(open_report: Callable[..., Any], side: str, by: str) -> None:
    page = open_report(name="many", viewport={"width": 1440, "height": 800})
    page.locator("#texts").scroll_into_view_if_needed()
    page.locator(f"#pane-{side}").hover()
    page.locator(f"#pane-{side}").focus()
    for _ in range(6):
        if by == "wheel":
            page.mouse.wheel(0, 1800)
        else:
            page.keyboard.press("PageDown")
        _steady(page)
        one, other = page.evaluate(ROWS)
        assert one == other > 0
        assert min(page.evaluate(TOPS)) > 0
    page.keyboard.press("End")
    _steady(page)
    at_end = "e => e.scrollTop + e.clientHeight >= e.scrollHeight - 2"
    assert [page.locator(f"#pane-{s}").evaluate(at_end) for s in "ab"] == [True, True]
    page.keyboard.press("Home")
    _steady(page)
    assert page.evaluate(TOPS) == [0, 0]


def test_scrolling_together_can_be_switched_off_and_on(open_report: Callable[..., Any]) -> None:
    page = open_report(name="many", viewport={"width": 1440, "height": 800})
    switch = page.locator("#link-panes")
    switch.press("Space")
    page.locator("#pane-a").hover()
    page.mouse.wheel(0, 3000)
    _steady(page)
    assert page.evaluate(TOPS) == [3000, 0]
    switch.press("Space")
    _steady(page)
    one, other = page.evaluate(ROWS)
    assert one == other > 0


def test_the_map_shows_what_is_on_view_and_leads_there(open_report: Callable[..., Any]) -> None:
    page = open_report(name="many", viewport={"width": 1440, "height": 800})
    page.locator("#texts").scroll_into_view_if_needed()
    box = page.locator(".map").bounding_box()
    page.mouse.click(box["x"] + 2, box["y"] + box["height"] / 2)
    _steady(page)
    views = page.evaluate("[...document.querySelectorAll('.view')].map(e => +e.getAttribute('y'))")
    assert all(400 < y < 520 for y in views), views
    one, other = page.evaluate(ROWS)
    assert one == other > 100


# ---------------------------------------------------------------- filters


def test_filters_hide_places_from_list_map_marks_and_walk(open_report: Callable[..., Any]) -> None:
    page = open_report()
    _open_filters(page)
    page.locator("#kind-word").press("Space")
    page.locator("#label-missing_part").press("Space")
    assert page.locator(".stop.of-word:visible").count() == 0
    assert page.locator(".tick:not(.off)").count() == 13
    assert page.locator(".pane .mark.off.missing_part").count() == 4
    assert page.locator("#shown-now").inner_text() == "13/19"
    assert _position(page) == "–/13"
    page.keyboard.press("n")
    assert _now(page) == ["a2", "b2"]
    page.locator("#least-95").check()
    assert _position(page) == "–/5"
    page.keyboard.press("n")
    assert page.evaluate("document.querySelector('.pane .now').className").startswith("mark edit")
    assert page.locator(".stop:visible").count() == 5


def test_without_a_script_both_texts_and_the_list_are_read_and_filtered(open_report: Callable[..., Any]) -> None:
    page = open_report(java_script_enabled=False)
    for side, text in (("a", sample().a.text), ("b", sample().b.text)):
        shown = page.locator(f"#pane-{side}").text_content()
        assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", shown))
    page.locator("#list summary").click()
    page.locator("#label-edit").uncheck()
    assert page.locator(".stop.is-edit:visible").count() == 0
    assert page.locator(".stop.is-undecidable:visible").count() == 3
    page.locator("#label-edit").check()
    page.locator("#least-80").check()
    assert page.locator(".stop:visible").count() == 15
    assert not page.locator(".walk").is_visible()


def test_noise_can_be_switched_off(open_report: Callable[..., Any]) -> None:
    page = open_report()
    line = "getComputedStyle(document.querySelector('#pane-b :is(u, b):not(.within)')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    page.get_by_role("switch", name="Đánh dấu lỗi máy đọc").press("Space")
    assert page.evaluate(line) == "none"


def test_a_misread_word_tells_what_the_other_text_has(open_report: Callable[..., Any]) -> None:
    page = open_report()
    page.locator("#pane-b b", has_text="nhanthirc").hover()
    assert page.locator("#pane-b b", has_text="nhanthirc").get_attribute("title") == "≠ nhận thức"


# ---------------------------------------------------------------- copying


def test_the_current_place_is_copied_as_a_citation_and_as_a_link(open_report: Callable[..., Any]) -> None:
    page = open_report("#change-2", permissions=["clipboard-read", "clipboard-write"])
    _steady(page)
    page.locator("#copy-citation").press("Enter")
    wait_until(page, "navigator.clipboard.readText().then(text => text.includes('859/KH-UBND'))")
    ours, theirs = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert ours.startswith("Sở Ngoại vụ tỉnh Tây Ninh, Kế hoạch số 12/KH-SNV ngày 02/4/2024, mở đầu, dòng 4: “")
    assert "Kế hoạch số 895/KH-UBND" in theirs
    page.locator("#copy-link").press("Enter")
    wait_until(page, "navigator.clipboard.readText().then(text => text.endsWith('#change-2'))")


# ---------------------------------------------------------------- who reads otherwise


def test_every_control_is_reached_by_the_tab_key(open_report: Callable[..., Any]) -> None:
    page = open_report("#change-1")
    _open_filters(page)
    wanted = set(
        page.evaluate("[...document.querySelectorAll('.work :is(button, input):enabled, .pane')].map(e => e.id)")
    )
    wanted -= {"least-50", "least-80", "least-95"}  # arrow keys lead from one to the next
    reached: set[str] = set()
    page.locator("#list summary").focus()
    for _ in range(1000):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id"))
        if wanted <= reached:
            break
    assert not wanted - reached


def test_screen_readers_hear_label_turn_and_number_before_a_place(open_report: Callable[..., Any]) -> None:
    page = open_report()

    def spoken(anchor: str) -> str:
        found = page.evaluate(f"getComputedStyle(document.getElementById('{anchor}'), '::before').content")
        return str(found).replace('" "', " ").replace('"', "").replace("  ", " ").strip()

    assert spoken("a2") == "[sửa 2]"
    assert [spoken("a7"), spoken("b8"), spoken("a13")] == [
        "[sửa, bỏ đi 7]",
        "[sửa, thêm vào 8]",
        "[sửa, chuyển chỗ 13]",
    ]
    page.locator("#language-en").check()
    assert [spoken("a7"), spoken("b8")] == ["[edit, deletion 7]", "[edit, insertion 8]"]


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_page_never_scrolls_sideways(open_report: Callable[..., Any], width: int) -> None:
    page = open_report(viewport={"width": width, "height": 800})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for css in (".pane", ".stops"):
        assert page.evaluate(f"[...document.querySelectorAll('{css}')].every(e => e.scrollWidth <= e.clientWidth)")


def test_on_a_phone_the_texts_stand_one_below_the_other(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 400, "height": 800})
    one, other = (page.locator(f"#pane-{side}").bounding_box() for side in "ab")
    assert other["y"] >= one["y"] + one["height"] > one["y"] + 100


def test_hostile_text_stays_text(open_report: Callable[..., Any]) -> None:
    page = open_report()
    for script in ("<script>alert(", "<img src=x onerror=alert(1)>", "{{ 7*7 }}"):
        assert script in page.locator("#pane-b").text_content()


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize("script", [True, False])
def test_paper_has_the_list_and_every_word_of_both_texts(open_report: Callable[..., Any], script: bool) -> None:
    page = open_report(name="many", viewport={"width": 740, "height": 1000}, java_script_enabled=script)
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    pages = [printed[i].get_textpage().get_text_range() for i in range(len(printed))]
    first_of_a = next(n for n, text in enumerate(pages) if "Câu thứ 0 nói" in text and "Câu thứ 5 nói" in text)
    first_of_b = next(n for n, text in enumerate(pages) if "Câu thứ 0 nói về cdng tac" in " ".join(text.split()))
    assert "Các chỗ khác nhau" in "".join(pages[:first_of_a])
    assert first_of_a < first_of_b
    difference = many(600)
    for text, there in ((difference.a.text, pages[first_of_a:first_of_b]), (difference.b.text, pages[first_of_b:])):
        lost = _words(text) - _words(" ".join(there))
        assert not {word: n for word, n in lost.items() if not word.isdigit()}
        assert len(lost) <= 12  # a number with that of its place behind it


def test_paper_can_do_without_the_texts(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 740, "height": 1000})
    page.get_by_role("switch", name="In cả hai bản").press("Space")
    page.emulate_media(media="print")
    assert page.locator(".not-printed").is_visible()
    assert not page.locator("#texts").is_visible()
    assert page.locator(".stop:visible").count() == 19
    assert page.locator(".quiet table").is_visible()


def test_paper_says_how_many_places_a_filter_left(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 740, "height": 1000})
    _open_filters(page)
    page.locator("#label-edit").uncheck()
    page.emulate_media(media="print")
    assert page.locator(".shown-now").is_visible()
    assert page.locator("#shown-now").inner_text() == "5/19"
    assert not page.locator("#label-edit").is_visible()


def test_nothing_is_cut_off_on_paper(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 740, "height": 1000})
    page.emulate_media(media="print")
    assert not page.locator(".not-printed").is_visible()
    clipped = """[...document.querySelectorAll('main *')].filter(e => e.clientWidth && !e.closest('.hidden, svg')
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
        && getComputedStyle(e).overflow !== 'visible').map(e => e.className)"""
    assert page.evaluate(clipped) == []
