"""The report as a reader meets it: offline, by mouse and keyboard, on a phone, on paper, read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from report_sample import sample

from plancompare.report.html import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(sample(), version="0"), encoding="utf-8")
    return path


# What a test looks at without scrolling there must be drawn all the same, and what is folded be open.
DRAW_ALL = """document.querySelectorAll('.row, .passages > li')
    .forEach(e => e.style.contentVisibility = 'visible')"""
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture
def open_report(chromium: Any, report: Path) -> Iterator[Callable[..., Any]]:
    """Opens the report with the network closed; when the test ends, the page must not have complained or asked."""
    contexts, complaints, requests = [], [], []

    def opened(fragment: str = "", **options: Any) -> Any:
        context = chromium.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('CSP', e.blockedURI))")
        page.goto(report.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert {url.partition("#")[0] for url in requests} <= {report.as_uri()}


def test_loads_from_disk_with_the_network_closed(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert page.title() == "So sánh 3 văn bản kế hoạch"
    assert page.locator("h1").inner_text() == "So sánh 3 văn bản kế hoạch"


def test_the_policy_blocks_what_is_injected(chromium: Any, report: Path) -> None:
    page = chromium.new_page()
    page.goto(report.as_uri())
    page.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.ran = true';
                   document.body.append(s);
                   const i = document.createElement('img'); i.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
                   i.setAttribute('onerror', 'window.ran = true'); document.body.append(i); }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran === undefined")
    page.close()


@pytest.mark.parametrize("script", [True, False])
def test_language_switch(open_report: Callable[..., Any], script: bool) -> None:
    page = open_report(java_script_enabled=script)
    assert "Đọc song song" in page.locator("#reading-title").inner_text()
    page.locator("#language-en").focus()
    page.keyboard.press("Space")
    assert page.locator("#reading-title").inner_text() == "Reading side by side"
    assert page.locator("h1").inner_text() == "Comparison of 3 plans"
    if script:
        assert page.evaluate("document.documentElement.lang") == "en"
        assert page.title() == "Comparison of 3 plans"


def test_local_only_hides_what_is_not_local(open_report: Callable[..., Any]) -> None:
    page = open_report()
    switch = page.get_by_role("switch", name="Chỉ hiện phần riêng")
    switch.focus()
    page.keyboard.press("Space")
    page.evaluate(DRAW_ALL)
    reading = page.locator("#reading .wide")
    text = reading.inner_text()
    assert "đối ngoại nhân dân" in text
    assert "Nâng cao nhận thức của cán bộ" not in text
    assert page.locator("#row-2 .cell.c1").inner_text().strip() == ""
    assert "Không có mục nào" not in text
    switch.uncheck()
    assert "Nâng cao nhận thức của cán bộ" in reading.inner_text()


def test_shared_text_can_be_hidden_and_columns_too(open_report: Callable[..., Any]) -> None:
    page = open_report(java_script_enabled=False)
    page.get_by_role("switch", name="Ẩn phần chung").check()
    page.locator("#row-2").scroll_into_view_if_needed()
    text = page.locator("#row-2 .cell.c0").inner_text()
    assert "Sở Ngoại vụ" in text
    assert "Nâng cao" not in text
    page.locator("#show-1").uncheck()
    assert not page.locator("#row-2 .cell.c1").is_visible()
    assert page.locator("#row-2 .cell.c0").is_visible()


def test_jump_from_the_matrix_lands_on_the_text(open_report: Callable[..., Any]) -> None:
    page = open_report(reduced_motion="reduce", viewport={"width": 1024, "height": 500})
    page.locator(".matrix tr", has_text="Đối ngoại nhân dân").get_by_role("link", name="I.2").click()
    page.wait_for_function("location.hash === '#A-I.2'")
    page.wait_for_timeout(200)
    box = page.locator("[id='A-I.2']").bounding_box()
    heads = page.locator(".heads").bounding_box()
    title = page.locator("#row-3-title").bounding_box()
    assert heads["y"] + heads["height"] <= title["y"] < box["y"] < 500


def test_the_matrix_fits_on_a_phone(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 390, "height": 800})
    fits = "(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.matrix').parentElement)"
    assert page.evaluate(fits)


def test_a_link_opens_what_holds_its_target_and_shows_what_a_filter_hides(open_report: Callable[..., Any]) -> None:
    page = open_report("#passage-A-C-2")
    page.wait_for_timeout(100)
    assert page.locator("#passage-A-C-2").is_visible()
    page.locator("#show-2").uncheck()
    page.locator("#warnings a[href='#C-header']").click()
    page.wait_for_timeout(100)
    assert page.locator("[id='C-header']").is_visible()


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_the_page_never_scrolls_sideways(open_report: Callable[..., Any], width: int) -> None:
    page = open_report(viewport={"width": width, "height": 800})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_screen_readers_hear_the_class_before_a_run(open_report: Callable[..., Any]) -> None:
    page = open_report()
    spoken = "getComputedStyle(document.querySelector('.block .a.k-agency'), '::before').content"
    assert page.evaluate(spoken).replace('" "', "").replace('""', "") == '"[điều chỉnh, cơ quan] "'
    page.locator("#language-en").check()
    assert "adapted" in page.evaluate(spoken)


def test_paper_loses_no_text(open_report: Callable[..., Any]) -> None:
    """On paper every letter of the plans has its place inside the page, and nothing is cut off or scrolled away."""
    page = open_report(viewport={"width": 1040, "height": 700})
    page.emulate_media(media="print")
    lost = """() => {
        const lost = [], range = document.createRange();
        const walk = document.createTreeWalker(document.querySelector('.wide'), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const node = walk.currentNode;
            if (!node.data.trim() || !node.parentElement.closest('.block :is(p:not(.where), h4) > span')) continue;
            range.selectNodeContents(node);
            const boxes = [...range.getClientRects()];
            if (!boxes.length || boxes.some(box => box.left < 0 || box.right > innerWidth)) lost.push(node.data);
        }
        return lost;
    }"""
    assert page.evaluate(lost) == []
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
    found = axe.Axe().run(page).response["violations"]
    assert [(v["id"], v["impact"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []


def _column(page: Any, table: str, index: int) -> list[str]:
    rows = page.locator(f"#sheet-{table} tbody tr:visible")
    return [rows.nth(i).locator("th, td").nth(index).inner_text().split("\n")[0] for i in range(rows.count())]


def test_a_table_is_sorted_by_click_and_by_key_and_comes_back_to_its_order(open_report: Callable[..., Any]) -> None:
    page = open_report()
    as_given = ["Chỉ thị 33/CT-TTg", "Quy chế công tác dân vận"]
    head = page.locator("#sheet-cited thead th").first
    button = head.get_by_role("button")
    assert head.get_attribute("aria-sort") is None
    button.click()
    assert (head.get_attribute("aria-sort"), _column(page, "cited", 0)) == ("ascending", as_given)
    button.focus()
    page.keyboard.press("Enter")
    assert (head.get_attribute("aria-sort"), _column(page, "cited", 0)) == ("descending", as_given[::-1])
    page.keyboard.press("Space")
    assert (head.get_attribute("aria-sort"), _column(page, "cited", 0)) == (None, as_given)


def test_dates_sort_by_day_and_what_is_empty_stays_last(open_report: Callable[..., Any]) -> None:
    page = open_report()
    days = ["trước 01/11/2023", "chậm nhất 31/12/2024", "trước 01/11"]
    assert _column(page, "calendar", 0) == days
    page.locator("#sheet-calendar thead [role=button]").first.click()
    assert _column(page, "calendar", 0) == days
    page.locator("#sheet-calendar thead [role=button]").first.click()
    assert _column(page, "calendar", 0) == days[::-1]
    of_c = page.locator("#sheet-duties thead [role=button]").nth(3)
    for _ in ("ascending", "descending"):
        of_c.click()
        assert _column(page, "duties", 0) == ["Ủy ban nhân dân huyện", "Sở Ngoại vụ"]


def test_a_table_is_searched_without_marks(open_report: Callable[..., Any]) -> None:
    page = open_report()
    field = page.get_by_label("Tìm trong bảng").first
    shown = page.locator("#cited output")
    assert shown.inner_text() == "2/2"
    for asked, found in (("dan van", 1), ("DÂN  VẬN", 1), ("thu tuong", 1), ("không có đâu", 0), ("", 2)):
        field.fill(asked)
        assert len(_column(page, "cited", 0)) == found, asked
        assert shown.inner_text() == f"{found}/2"


def test_an_entry_jumps_to_its_letters(open_report: Callable[..., Any]) -> None:
    page = open_report(reduced_motion="reduce", viewport={"width": 1024, "height": 600})
    page.get_by_role("switch", name="Ẩn phần chung").check()
    page.locator("#sheet-targets tbody a").first.click()
    page.wait_for_function("location.hash.startsWith('#A@')")
    page.wait_for_timeout(200)
    target = page.locator(":target")
    assert target.inner_text().startswith("100% cơ quan hành chính")
    box, heads = target.bounding_box(), page.locator(".heads").bounding_box()
    assert heads["y"] + heads["height"] <= box["y"] < 600


def test_on_paper_a_table_has_its_head_on_every_page(open_report: Callable[..., Any]) -> None:
    page = open_report()
    page.evaluate(
        """() => { const body = document.querySelector('#sheet-calendar tbody'), row = body.rows[0];
                   for (let i = 0; i < 200; i++) body.append(row.cloneNode(true)); }"""
    )
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    texts = ["".join(document[i].get_textpage().get_text_range().split()) for i in range(len(document))]
    tables = [text for text in texts if "01/11/2023" in text]
    assert len(tables) > 2
    assert all("Gửiai" in text for text in tables)


def test_tables_can_be_read_without_the_script(open_report: Callable[..., Any]) -> None:
    page = open_report(java_script_enabled=False)
    assert not page.locator(".find").first.is_visible()
    assert "mở lớp đối ngoại nhân dân" in page.locator("#sheet-duties").inner_text()
    assert page.locator("#sheet-cited thead [role=button]").count() == 0
