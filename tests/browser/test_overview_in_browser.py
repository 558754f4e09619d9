"""The overview as a reader meets it: numbers lead to their words, heat maps by key, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drawn import DRAW_ALL, OPEN_ALL, settle, wait_until

pytestmark = pytest.mark.browser


def _cell(page: Any, row: str, column: int) -> Any:
    return page.locator("#matrix tbody tr", has_text=row).first.locator("th, td").nth(column)


def test_the_table_shows_one_class_and_the_keyboard_chooses_which(open_page: Callable[..., Any]) -> None:
    page = open_page("report", java_script_enabled=False)
    page.evaluate(DRAW_ALL)
    cell = _cell(page, "Đối ngoại nhân dân", 1)
    shades = set()
    for shown, key in (("100", "ArrowRight"), ("0", "ArrowRight"), ("0", "ArrowRight"), ("100", None)):
        assert cell.inner_text().split()[1:] == [shown]
        shades.add((shown, cell.evaluate("e => getComputedStyle(e).backgroundColor")))
        page.locator("#matrix input:checked").focus()
        if key:
            page.keyboard.press(key)
    assert len(shades) == 2


def test_heads_stay_while_the_table_scrolls(open_page: Callable[..., Any]) -> None:
    page = open_page("report", viewport={"width": 420, "height": 300})
    area = page.locator("#matrix .scroll")
    area.scroll_into_view_if_needed()
    area.evaluate("e => { e.scrollTop = 150; e.scrollLeft = 60; }")
    box, head = area.bounding_box(), page.locator("#matrix thead th").first.bounding_box()
    title = page.locator("#matrix tbody th").last.bounding_box()
    assert abs(head["y"] - box["y"]) < 2
    assert abs(head["x"] - box["x"]) < 2
    assert abs(title["x"] - box["x"]) < 2


def test_a_number_shows_the_words_it_counts(open_page: Callable[..., Any]) -> None:
    page = open_page("report")
    page.locator('.each a[data-q="plan=p0&class=local&layer=prose"]').first.click()
    wait_until(page, "location.hash.startsWith('#reading')")
    asked = page.evaluate("decodeURIComponent(location.hash)")
    assert {"plan=p0", "class=local", "layer=prose"} <= set(asked.partition("?")[2].split("&"))
    reading = page.locator("#reading")
    assert reading.evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_without_the_script_a_number_leads_to_the_reading(open_page: Callable[..., Any]) -> None:
    page = open_page("report", java_script_enabled=False)
    page.locator(".each a[data-q]").first.click()
    assert page.url.endswith("#reading")


def test_an_addition_leads_to_its_first_letter(open_page: Callable[..., Any]) -> None:
    page = open_page("report")
    link = page.locator("#overview .told a").first
    quoted = page.locator("#overview .told blockquote").first.inner_text()
    anchor = link.get_attribute("href").removeprefix("#")
    link.click()
    settle(page, 300)
    target = page.locator(f"[id='{anchor}']")
    assert target.is_visible()
    assert quoted.split()[0] in target.inner_text()
    assert 0 <= target.bounding_box()["y"] < page.viewport_size["height"]


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_nothing_stands_beside_the_page(open_page: Callable[..., Any], width: int) -> None:
    page = open_page("report", viewport={"width": width, "height": 800})
    page.evaluate(OPEN_ALL)
    beside = """[...document.querySelectorAll(':is(#overview, #comparable, #matrix) *')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width && !e.closest('.scroll, .hidden, svg') && (box.left < 0 || box.right > innerWidth + 1);
    }).map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(beside) == []


def test_on_a_phone_each_layer_has_its_name(open_page: Callable[..., Any]) -> None:
    page = open_page("report", viewport={"width": 390, "height": 800})
    names = page.evaluate(
        """[...document.querySelectorAll('.each tbody tr:first-child td')].slice(1)
            .map(e => getComputedStyle(e, '::before').content.replaceAll('"', ''))"""
    )
    assert names == ["viện dẫn", "cụm từ cố định", "thể thức", "toàn văn"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_no_violation(open_page: Callable[..., Any], scheme: str, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_page("report", color_scheme=scheme)
    page.locator(f"#language-{language}").check(force=True)
    for measure in ("local", "shared", "adapted"):
        page.locator(f"#measure-{measure}").check()
        run = axe.Axe().run(page, context={"include": [["#overview"], ["#comparable"], ["#matrix"]]})
        found = run.response["violations"]
        assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
