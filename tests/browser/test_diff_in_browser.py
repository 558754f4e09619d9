"""The page of two versions as a reader meets it: offline, by mouse and keyboard, on a phone, on paper, read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from diff_sample import many, sample

from plancompare.report.html import render_difference

pytestmark = pytest.mark.browser

# What a test looks at without scrolling there must be drawn all the same, and what is folded be open.
DRAW_ALL = "document.querySelectorAll('.stop, .level').forEach(e => e.style.contentVisibility = 'visible')"
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
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('CSP', e.blockedURI))")
        page.goto(reports[name].as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert {url.partition("#")[0] for url in requests} <= {path.as_uri() for path in reports.values()}


def _position(page: Any) -> str:
    return str(page.locator("#position").inner_text())


def _now(page: Any) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('.pane .now')].map(e => e.id)")
    return found


def test_title_and_verdict_without_a_network(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert page.title() == "Đối chiếu hai bản: ke-hoach và ke-hoach.ocr"
    assert "có 14 chỗ bị sửa" in page.locator(".verdict").inner_text()


@pytest.mark.parametrize("script", [True, False])
def test_language_switch(open_report: Callable[..., Any], script: bool) -> None:
    page = open_report(java_script_enabled=script)
    page.locator("#language-en").focus()
    page.keyboard.press("Space")
    assert page.locator("#list-title").inner_text() == "The differences"
    assert "14 places were edited" in page.locator(".verdict").inner_text()
    if script:
        assert page.title() == "Two versions: ke-hoach and ke-hoach.ocr"


def test_keys_walk_through_the_places_and_round(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert _position(page) == "–/19"
    page.keyboard.press("n")
    assert (_position(page), _now(page)) == ("1/19", ["a1", "b1"])
    page.keyboard.press("n")
    assert (_position(page), _now(page)) == ("2/19", ["a2", "b2"])
    assert page.evaluate("document.activeElement.id") == "a2"
    assert "văn bản viện dẫn" in page.locator("#now").inner_text()
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert (_position(page), _now(page)) == ("19/19", ["a19", "b19"])
    page.locator("#use-keys").uncheck()
    page.keyboard.press("n")
    assert _position(page) == "19/19"
    page.locator("#next").click()
    assert _position(page) == "1/19"


def test_walking_brings_the_place_into_view_also_far_down(open_report: Callable[..., Any]) -> None:
    page = open_report(name="many", viewport={"width": 1100, "height": 700})
    for _ in range(9):
        page.keyboard.press("n")
    page.wait_for_timeout(200)
    for name in ("a9", "b9"):
        box = page.locator(f"#{name}").bounding_box()
        assert 40 < box["y"] < 600
    assert abs(page.locator("#a9").bounding_box()["y"] - page.locator("#b9").bounding_box()["y"]) < 40


def test_filters_hide_places_from_list_map_and_walk(open_report: Callable[..., Any]) -> None:
    page = open_report()
    page.locator("#kind-word").uncheck()
    page.locator("#label-missing_part").uncheck()
    assert page.locator(".stop.of-word:visible").count() == 0
    assert page.locator(".tick:not(.off)").count() == 14  # the moved passage has two
    assert page.locator("#shown-now").inner_text() == "13/19"
    assert _position(page) == "–/13"
    page.keyboard.press("n")
    assert _now(page) == ["a2", "b2"]
    page.locator("#least-95").check()
    assert _position(page) == "–/4"
    page.keyboard.press("n")
    assert page.evaluate("document.querySelector('.pane .now').className").startswith("mark edit")
    assert page.locator(".stop:visible").count() == 4


def test_filters_work_without_a_script(open_report: Callable[..., Any]) -> None:
    page = open_report(java_script_enabled=False)
    page.locator("#label-edit").uncheck()
    assert page.locator(".stop.is-edit:visible").count() == 0
    assert page.locator(".stop.is-undecidable:visible").count() == 3
    page.locator("#label-edit").check()
    page.locator("#least-80").check()
    assert page.locator(".stop:visible").count() == 14
    assert not page.locator(".walk").is_visible()


def test_the_list_leads_to_the_text_and_back(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1100, "height": 700})
    page.locator("#c3 a[href='#b3']").click()
    page.wait_for_timeout(100)
    heads = page.locator(".heads").bounding_box()
    assert heads["y"] + heads["height"] < page.locator("#b3").bounding_box()["y"] < 700
    assert _position(page) == "3/19"
    page.locator("#a3").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.evaluate("location.hash") == "#c3"
    assert 0 < page.locator("#c3").bounding_box()["y"] < 700


def test_a_move_leads_from_end_to_end(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1100, "height": 500})
    page.locator(".pane .jump").first.click()
    page.wait_for_timeout(100)
    assert page.evaluate("location.hash") == "#b13"
    assert 0 < page.locator("#b13").bounding_box()["y"] < 500
    assert _now(page) == ["a13", "b13"]


def test_a_tick_of_the_map_leads_to_its_place(open_report: Callable[..., Any]) -> None:
    page = open_report(name="many", viewport={"width": 1100, "height": 700})
    page.locator("#texts").scroll_into_view_if_needed()
    page.locator(".tick").nth(5).click(force=True)
    assert _position(page) == "6/12"
    assert 0 < page.locator("#a6").bounding_box()["y"] < 700


def test_noise_can_be_switched_off(open_report: Callable[..., Any]) -> None:
    page = open_report()
    line = "getComputedStyle(document.querySelector('.pane .n:not(.within)')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    page.get_by_role("switch", name="Làm nhạt lỗi máy đọc").uncheck()
    assert page.evaluate(line) == "none"


def test_screen_readers_hear_label_and_number_before_a_place(open_report: Callable[..., Any]) -> None:
    page = open_report()
    spoken = "getComputedStyle(document.querySelector('#a2'), '::before').content"
    assert page.evaluate(spoken).replace('" "', " ").replace('"', "").split() == ["[sửa", "2]"]
    page.locator("#language-en").check()
    assert "edit" in page.evaluate(spoken)


@pytest.mark.parametrize("width", [400, 900, 1400])
def test_the_page_never_scrolls_sideways(open_report: Callable[..., Any], width: int) -> None:
    page = open_report(viewport={"width": width, "height": 800})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_texts_stand_one_below_the_other_with_their_letters(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 400, "height": 800})
    page.evaluate(DRAW_ALL)
    one, other = (page.locator(f"#{name}").bounding_box() for name in ("a3", "b3"))
    assert other["y"] > one["y"] + 10
    assert page.evaluate("getComputedStyle(document.querySelector('.pane'), '::before').content") == '"A"'


def test_paper_has_the_list_and_on_request_the_texts(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 740, "height": 1000})
    page.emulate_media(media="print")
    assert page.locator(".not-printed").is_visible()
    assert not page.locator("#texts").is_visible()
    assert page.locator(".stop:visible").count() == 19
    assert page.locator(".quiet table").is_visible()
    page.emulate_media(media="screen")
    page.get_by_role("switch", name="In cả hai bản").press("Space")
    assert page.locator("#print-texts").is_checked()
    page.emulate_media(media="print")
    assert page.locator("#texts").is_visible()
    assert not page.locator(".not-printed").is_visible()
    clipped = """[...document.querySelectorAll('main *')].filter(e => e.clientWidth && !e.closest('.hidden, svg')
        && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
        && getComputedStyle(e).overflow !== 'visible').map(e => e.className)"""
    assert page.evaluate(clipped) == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_report: Callable[..., Any], scheme: str, language: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_report(color_scheme=scheme)
    page.locator(f"#language-{language}").check()
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    page.keyboard.press("n")
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
