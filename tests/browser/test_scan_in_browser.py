"""The page of a collection in real Chromium: its tables of any length, a pair, graph, timeline, provinces, paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import scan_sample
from drawn import DRAW_ALL, OPEN_ALL, settle, wait_until
from msgspec.structs import replace
from test_accessibility_in_browser import _violations

from plancompare.model.scan import CorpusScan
from plancompare.report.scan_page import render_scan

pytestmark = pytest.mark.browser

ROWS = "#pairs-rows tbody:not(.gap) tr"
SHOWN = "document.querySelector('#pairs-shown').textContent"
MANY = 5_000


def many() -> CorpusScan:
    """The sample with its first related pair many times: the same two texts, ever less in common."""
    scan = scan_sample.sample()
    pair = scan.pairs[1]
    pairs = tuple(replace(pair, score=pair.score * (1 - n / MANY)) for n in range(MANY))
    return replace(scan, pairs=(*scan.pairs[:1], *pairs, *scan.pairs[2:]))


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("collections")

    @cache
    def page(name: str) -> Path:
        scan = many() if name == "many" else scan_sample.sample()
        if name == "empty":
            scan = CorpusScan(scan.documents, (), (), (), ())
        path = folder / f"{name}.html"
        path.write_text(render_scan(scan, text_of=scan_sample.text_of, version="0"), encoding="utf-8")
        return path

    return page


@pytest.fixture
def opened(open_page: Callable[..., Any]) -> Callable[..., Any]:
    """Opens the page and waits for its tables."""

    def opened(name: str = "small", **options: Any) -> Any:
        page = open_page(name, **options)
        wait_until(page, f"Boolean(document.querySelector('{ROWS}'))")
        return page

    return opened


def ids(page: Any) -> list[tuple[str, str]]:
    """The texts of the pairs drawn, in the order shown."""
    return [
        tuple(pair)
        for pair in page.evaluate(
            f"[...document.querySelectorAll('{ROWS}')].map(r => [...r.querySelectorAll('b')].map(b => b.textContent))"
        )
    ]


def choose(page: Any, name: str, value: str) -> None:
    page.locator(f"#by-{name}").select_option(value)
    settle(page, 50)


def test_pairs_are_sorted_by_any_column(opened: Callable[..., Any]) -> None:
    page = opened()
    assert ids(page)[0] == ("an-giang-2024", "an-giang-2024.ocr")
    head = page.locator("#pairs-rows thead th").nth(3)
    assert head.get_attribute("aria-sort") == "descending"
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    assert ids(page)[0] == ("binh-dinh-2024", "kien-giang-2024")
    page.locator("#pairs-rows thead th").nth(0).locator("button").click()
    assert [a for a, _ in ids(page)] == sorted(a for a, _ in ids(page))


def test_filters_leave_what_they_say(opened: Callable[..., Any]) -> None:
    page = opened()
    assert page.evaluate(SHOWN) == "6 trong 6 cặp"
    choose(page, "scope", "1")
    assert ids(page) == [("an-giang-2024", "an-giang-2024.ocr"), ("chau-thanh-2025", "kien-giang-2024")]
    choose(page, "direction", "-1")
    assert ids(page) == [("chau-thanh-2025", "kien-giang-2024")]
    page.locator("#pairs-reset").click()
    assert page.evaluate(SHOWN) == "6 trong 6 cặp"
    page.locator("#by-least").fill("50")
    settle(page, 100)
    assert len(ids(page)) == 2
    page.locator("#pairs-reset").click()
    choose(page, "relation", "-1")
    assert len(ids(page)) == 5


def test_two_provinces_of_the_day_and_of_today(opened: Callable[..., Any]) -> None:
    page = opened()
    labels = page.evaluate("[...document.querySelectorAll('#by-province option')].map(o => [o.value, o.textContent])")
    value = {(value[:1], label): value for value, label in labels}
    assert ("d", "Kiên Giang") in value and ("t", "Kiên Giang") not in value
    choose(page, "province", value["d", "Kiên Giang"])
    choose(page, "other", value["d", "Bình Định"])
    assert ids(page) == [("binh-dinh-2024", "kien-giang-2024")]
    choose(page, "province", value["t", "An Giang"])
    choose(page, "other", value["t", "Gia Lai"])
    assert len(ids(page)) == 3


@pytest.mark.parametrize(("sought", "found"), [("kien giang", 3), ("Kiên  GIANG", 3), ("chau thanh", 1), ("zzz", 0)])
def test_the_search_minds_no_accents(opened: Callable[..., Any], sought: str, found: int) -> None:
    page = opened()
    page.locator("#by-words").fill(sought)
    settle(page, 400)
    assert len(ids(page)) == found
    if not found:
        assert page.evaluate(SHOWN) == "Không có cặp nào hợp với bộ lọc."


def test_of_many_rows_only_those_near_are_drawn(opened: Callable[..., Any]) -> None:
    page = opened("many")
    drawn = f"document.querySelectorAll('{ROWS}').length"
    assert 10 < page.evaluate(drawn) < 60
    area = page.locator("#pairs-rows")
    area.evaluate("e => { e.scrollTop = e.scrollHeight; }")
    settle(page, 100)
    assert 10 < page.evaluate(drawn) < 60
    last = page.locator(ROWS).last
    assert last.get_attribute("aria-rowindex") == area.locator("table").get_attribute("aria-rowcount") == str(MANY + 6)
    assert last.locator("b").all_inner_texts() == ["an-giang-2024", "binh-dinh-2024"]
    # No row stands over or apart from its neighbour.
    gaps = page.evaluate(
        f"""[...document.querySelectorAll('{ROWS}')].map(r => r.getBoundingClientRect())
            .map((box, i, all) => i ? Math.abs(box.top - all[i - 1].bottom) : 0)"""
    )
    assert max(gaps) < 1
    box = last.bounding_box()
    outer = area.bounding_box()
    assert abs(box["y"] + box["height"] - outer["y"] - outer["height"]) < 4


def test_rows_are_reached_by_the_keyboard(opened: Callable[..., Any]) -> None:
    page = opened("many")
    page.locator(f"{ROWS} button").first.focus()
    now = "document.activeElement.closest('tr').getAttribute('aria-rowindex')"
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(now) == "42"
    box = page.locator("#pairs-rows").bounding_box()
    own = page.locator(":focus").bounding_box()
    assert box["y"] < own["y"] < box["y"] + box["height"]
    page.keyboard.press("End")
    assert page.evaluate(now) == str(MANY + 6)
    page.keyboard.press("Home")
    assert page.evaluate(now) == "2"
    # Where its row goes out of sight, the focus stays with the table.
    page.locator("#pairs-rows").evaluate("e => { e.scrollTop = e.scrollHeight; }")
    settle(page, 100)
    assert page.evaluate("document.activeElement.id") == "pairs-rows"


def test_a_pair_shows_its_passages_side_by_side(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator(ROWS, has_text="binh-dinh-2024").first.locator("button").press("Enter")
    dialog = page.locator("dialog")
    assert dialog.is_visible() and "cặp 4 trong 6" in dialog.inner_text()
    assert "chưa xác định được" in dialog.inner_text()
    assert "Bình Định (nay: Gia Lai)" in dialog.inner_text()
    assert "Sở Nội vụ tỉnh Bình Định (nay: Sở Nội vụ tỉnh Gia Lai)" in dialog.inner_text()
    quotes = dialog.locator("blockquote")
    assert quotes.nth(0).inner_text().startswith("Tăng cường sự lãnh đạo")
    assert quotes.nth(1).locator("b").all_inner_texts() == ["Ban", "Thường", "vụ", "Huyện"]
    assert dialog.locator(".where").nth(0).inner_text() == "A dòng 6 · 177 ký tự"
    command = dialog.locator("input").input_value()
    assert command == "plancompare compare 'thu muc/an giang'\\''s $(2024).txt' 'thu muc/binh-dinh-2024.txt'"
    page.locator("#pair-next").press("Enter")
    assert "cặp 5 trong 6" in dialog.inner_text()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.evaluate("document.activeElement.closest('tr') !== null")


def test_what_cannot_be_read_again_is_said_and_evidence_is_shown(opened: Callable[..., Any]) -> None:
    page = opened(before="window.alert = () => console.log('ran')")
    page.locator(ROWS, has_text="chau-thanh-2025").locator("button").click()
    dialog = page.locator("dialog")
    assert "Không đọc lại được tệp này" in dialog.inner_text()
    assert "B có trước" in dialog.inner_text()
    assert "<script>alert(" in dialog.inner_text() and "[U+202E]" in dialog.inner_text()
    assert page.locator("main img, dialog img").count() == 0


def test_copies_are_shown_by_diff_and_the_command_is_copied(opened: Callable[..., Any]) -> None:
    page = opened(permissions=("clipboard-read", "clipboard-write"))
    page.locator(f"{ROWS} button").first.click()
    page.locator(".command button").click()
    settle(page, 100)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("plancompare diff ") and copied.endswith("-o diff.html")
    assert page.locator(".command [role=status]").inner_text() == "Đã chép."


def test_the_graph_by_mouse_by_keys_and_as_a_table(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator("#graph").scroll_into_view_if_needed()
    wait_until(page, "document.querySelectorAll('.node').length === 5")
    assert page.locator("#graph .set-name").inner_text() == "nhóm g2: văn bản gần nhau, 5 văn bản"
    assert page.locator("#graph-canvas rect").count() == 1  # the scan
    assert page.locator("#graph-canvas path").count() == 6
    assert page.locator(".node[tabindex='0']").count() == 1
    page.locator(".node[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert page.locator(".node[aria-pressed=true]").count() == 1
    assert page.locator("#graph-now li").count() >= 1
    page.locator("#graph-now button").first.click()
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    page.locator("#graph-as-table summary").click()
    settle(page, 50)
    assert page.locator("#graph-as-table tbody tr").count() == 5
    page.locator("#graph-least").fill("50")
    assert page.locator("#graph-canvas path").count() == 2
    page.locator("#graph-filter").click()
    settle(page, 300)
    assert "chỉ trong nhóm g2" in page.locator("#pairs-set").inner_text()


def test_another_group_and_the_pairs_filtered_are_drawn(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator("#families-rows tbody:not(.gap) tr", has_text="g1").first.locator("button").click()
    wait_until(page, "document.querySelectorAll('.node').length === 2")
    choose(page, "scope", "0")
    page.locator("#pairs-draw").click()
    wait_until(page, "document.querySelectorAll('.node').length === 4")
    assert page.locator("#graph .set-name").inner_text() == "các cặp đã lọc: 4 văn bản"


def test_a_large_set_is_gathered_by_province(opened: Callable[..., Any]) -> None:
    page = opened()
    page.evaluate(
        """() => {
            const { documents } = plancompare.scan.found();
            const members = [];
            for (let i = 0; i < 90; i++) for (const [name, list] of Object.entries(documents)) {
                if (name === 'names') continue;
                if (name === 'id') members.push(list.length);
                list.push(list[i % 4]);
            }
            plancompare.emit('set', { name: () => 'x', members, pairs: [] });
            document.getElementById('graph').scrollIntoView();
        }"""
    )
    wait_until(page, "document.querySelectorAll('.node').length === 2")
    assert sum(int(n) for n in page.locator("#graph-canvas .inside").all_text_contents()) == 90


def test_the_timeline_tells_nothing_of_direction(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator("#timeline").scroll_into_view_if_needed()
    wait_until(page, "document.querySelectorAll('.dot').length === 3")
    assert "không cho thấy văn bản nào có trước" in page.locator("#timeline .caution").inner_text()
    assert page.locator("#timeline-undated").inner_text() == "1 văn bản không rõ ngày, không có trên hình."
    assert page.locator("#timeline-canvas .inside").all_text_contents() == ["2"]
    page.locator(".dot").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#timeline-now tbody tr").count() == 2


def test_a_cell_of_two_provinces_leads_to_its_pairs(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator("#scan_places").scroll_into_view_if_needed()
    settle(page, 300)  # what is above is drawn when it comes near, and moves the choice away from under the pointer
    page.locator("#names-day").check()
    page.locator("table[data-names=day] tbody tr", has_text="Bình Định").locator("td.h1, td[class^=h]").last.click()
    settle(page, 300)
    assert ids(page) == [("binh-dinh-2024", "kien-giang-2024")]


def test_who_carries_a_wording_is_listed_by_province(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator(".carriers summary").last.click()
    settle(page, 100)
    assert page.locator(".carriers .carried-by p").all_inner_texts() == [
        "An Giang: an-giang-2024; an-giang-2024.ocr",
        "Bình Định: binh-dinh-2024",
        "Kiên Giang: chau-thanh-2025; kien-giang-2024",
        "không rõ: rieng-biet",
    ]


def test_the_other_language_says_everything(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator(".languages label", has_text="English").click()
    assert page.locator("h1").inner_text() == "Text in common among 6 texts"
    assert page.locator("#pairs-rows thead").inner_text().startswith("Text A")
    assert page.evaluate(SHOWN) == "6 of 6 pairs"
    assert "undetermined" in page.locator(ROWS).first.inner_text()
    page.locator(f"{ROWS} button").first.click()
    assert page.locator("#pair-body").inner_text().startswith("A an-giang-2024")
    assert "Which came first" in page.locator("#pair-body").inner_text()


def test_without_a_script_the_first_pairs_and_groups_stand_there(open_page: Callable[..., Any]) -> None:
    page = open_page("small", java_script_enabled=False)
    assert page.locator("#pairs-static tbody tr").count() == 6
    assert page.locator("#pairs-static tbody tr").first.is_visible()
    assert page.locator("#families .static tbody tr").first.is_visible()
    assert page.locator(".wordings li").first.is_visible()
    assert not page.locator("#pairs-rows").is_visible()
    assert not page.locator("#graph-canvas").is_visible()


def test_an_empty_collection_says_so(open_page: Callable[..., Any]) -> None:
    page = open_page("empty")
    settle(page, 300)
    text = page.locator("main").inner_text()
    assert "Không có cặp nào có trùng văn." in text and "Không có nhóm nào." in text


def test_paper_has_the_pairs_as_filtered_and_says_how_many(opened: Callable[..., Any]) -> None:
    page = opened("many")
    choose(page, "scope", "0")
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(document[i].get_textpage().get_text_range() for i in range(len(document))).split())
    assert "200 trong 5.005 cặp" in text
    assert "42%" in text and "56%" not in text  # of the pair within one province
    assert "Câu chữ dùng chung rộng nhất" in text


def test_an_open_pair_is_printed_alone(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator(ROWS, has_text="binh-dinh-2024").first.locator("button").click()
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = " ".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
    assert "Tăng cường sự lãnh đạo" in " ".join(text.split())
    assert "Câu chữ dùng chung rộng nhất" not in text


# ---------------------------------------------------------------- accessibility


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation(opened: Callable[..., Any], scheme: str, width: int) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    for part in ("graph", "timeline"):
        page.evaluate(f"document.getElementById('{part}').scrollIntoView()")
        settle(page, 200)
    page.locator(".node").nth(1).press("Enter")
    page.locator(".dot").first.press("Enter")
    assert _violations(page) == []
    page.locator(f"{ROWS} button").first.click()
    assert _violations(page) == []


@pytest.mark.parametrize("width", [320, 1440])
def test_nothing_stands_out_of_the_page(opened: Callable[..., Any], width: int) -> None:
    page = opened(viewport={"width": width, "height": 800})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_stand_in_order(opened: Callable[..., Any]) -> None:
    page = opened()
    page.locator(f"{ROWS} button").first.click()
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility())"
        ".map(h => Number(h.localName[1]))"
    )
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))
