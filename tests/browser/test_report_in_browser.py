"""The report as a reader meets it: offline, by mouse and keyboard, on a phone, on paper, read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from drawn import DRAW_ALL, settle, wait_until
from msgspec.structs import replace
from report_sample import sample

from plancompare.report.html import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(sample(), version="0"), encoding="utf-8")
    return path


# What is folded must be open for a test to look at it.
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.fixture
def open_report(chromium: Any, report: Path) -> Iterator[Callable[..., Any]]:
    """Opens the report with the network closed; when the test ends, the page must not have complained or asked."""
    contexts, complaints, requests, paths = [], [], [], {report}

    def opened(fragment: str = "", path: Path = report, **options: Any) -> Any:
        paths.add(path)
        context = chromium.new_context(offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('CSP', e.blockedURI))")
        page.goto(path.as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert {url.partition("#")[0] for url in requests} <= {path.as_uri() for path in paths}


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
    settle(page, 100)
    assert page.evaluate("window.ran === undefined")
    page.close()


def test_language_switch(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert "Đọc song song" in page.locator("#reading-title").inner_text()
    page.locator("#language-en").focus()
    page.keyboard.press("Space")
    assert page.locator("#reading-title").inner_text() == "Reading side by side"
    assert page.locator("h1").inner_text() == "Comparison of 3 plans"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Comparison of 3 plans"
    # what stands among the words of a plan says which language it is
    assert page.locator("#sheet-duties i").first.get_attribute("lang") == "en"
    page.locator("#language-vi").check()
    assert page.locator("#reading-title").inner_text() == "Đọc song song"


@pytest.mark.parametrize(("language", "title"), [("vi", "Đọc song song"), ("en", "Reading side by side")])
def test_without_the_script_the_page_speaks_its_first_language(
    chromium: Any, tmp_path: Path, language: str, title: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(render(sample(), language=language, version="0"), encoding="utf-8")
    page = chromium.new_page(java_script_enabled=False)
    page.goto(file.as_uri())
    assert page.locator("#reading-title").inner_text() == title
    assert not page.locator(".languages").is_visible(), "it needs the script"
    page.close()


# A long page: many rows that are not laid out, of which the browser can only guess how high they are.
LENGTHEN = """() => {
    const first = document.querySelector('.row');
    for (let i = 0; i < 80; i++) {
        const copy = document.getElementById('row-2').cloneNode(true);
        for (const marked of [copy, ...copy.querySelectorAll('[id]')]) marked.removeAttribute('id');
        copy.append(...Array.from({ length: i % 7 }, () => copy.lastElementChild.cloneNode(true)));
        first.before(copy);
    }
}"""


def _lands(page: Any, target: str) -> None:
    """The target stands still below the bar and the names of the plans, on the screen."""
    places = []
    for _ in range(2):
        settle(page, 250)
        places.append(page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", target))
    assert places[0] == pytest.approx(places[1], abs=1)
    heads = page.locator(".heads").bounding_box()
    assert heads["y"] + heads["height"] <= places[0] + 1 < page.viewport_size["height"]


def test_a_jump_lands_on_the_text(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1024, "height": 700})
    page.evaluate(LENGTHEN)
    page.locator(".matrix tr", has_text="Đối ngoại nhân dân").get_by_role("link", name="I.2").click()
    assert page.evaluate("location.hash") == "#A-I.2"
    _lands(page, "A-I.2")
    page.evaluate("location.hash = '#A-II.b1'")
    _lands(page, "A-II.b1")


def test_back_leads_to_the_link_and_forward_to_the_text(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1024, "height": 700})
    page.evaluate(LENGTHEN)
    link = page.locator("#sheet-targets tbody a").first
    link.click()
    wait_until(page, "location.hash.startsWith('#A@')")
    target = page.evaluate("location.hash.slice(1)")
    _lands(page, target)
    page.go_back()
    settle(page, 500)
    assert 0 < link.bounding_box()["y"] < 700
    assert link.evaluate("e => e === document.activeElement")
    page.go_forward()
    _lands(page, target)


def test_an_address_lands_where_it_says_when_the_page_opens(open_report: Callable[..., Any]) -> None:
    page = open_report("#A-II.b1", viewport={"width": 1024, "height": 700})
    _lands(page, "A-II.b1")
    page.goto(page.url.partition("#")[0] + "#%E0%A4%A")  # no such place, and no valid encoding of one
    assert page.locator("h1").is_visible()


def test_who_scrolls_is_not_pulled_back(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1024, "height": 700})
    landed = """async () => {
        const landing = plancompare.land(document.getElementById('provenance'));
        window.dispatchEvent(new WheelEvent('wheel'));
        window.scrollTo(0, 0);
        await landing;
        return scrollY;
    }"""
    assert page.evaluate(landed) == 0


def test_the_bar_marks_where_one_is(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 1440, "height": 700})
    here = page.locator(".goto [aria-current]")
    for part, name in (("warnings", "Cảnh báo"), ("pairs", "Từng cặp")):
        page.evaluate("part => { location.hash = '#' + part }", part)
        settle(page, 300)
        assert here.all_inner_texts() == [name]
        assert page.locator(".goto").bounding_box()["y"] == 0
        assert page.locator(f"#{part}-title").bounding_box()["y"] > page.locator(".goto").bounding_box()["height"]


def test_a_pair_shows_its_passages_when_it_is_opened(open_report: Callable[..., Any]) -> None:
    page = open_report()
    passages = page.locator("#pair-A-C .passages")
    assert passages.locator("blockquote").count() == 0
    page.locator("#pair-A-C > summary").press("Enter")
    first = passages.locator("tbody tr").first
    own, other = first.locator("blockquote").all_inner_texts()
    common = "Nâng cao nhận thức của cán bộ, công chức, viên chức về công tác dân vận chính quyền tại"
    assert own == f"{common} Sở Ngoại vụ theo quy định"
    assert other == f"{common} Ủy ban nhân dân tỉnh theo quy định"
    assert first.locator("b").all_inner_texts() == ["Sở Ngoại vụ", "Ủy ban nhân dân tỉnh"]
    assert passages.locator("tr").last.locator("blockquote").all_inner_texts() == ["100% cơ quan hành chính"] * 2


def test_a_pair_without_the_script_leads_to_its_passages(open_report: Callable[..., Any]) -> None:
    page = open_report(java_script_enabled=False)
    page.locator("#pair-A-C > summary").click()
    target = page.locator("#pair-A-C .passages a").first.get_attribute("href")
    assert "Nâng cao nhận thức" in page.locator(f"[id='{target[1:]}']").text_content()
    page.locator("#pair-A-C .matches > summary").click()
    assert "nhận thức, dân vận" in page.locator("#pair-A-C .matches").inner_text()


def test_a_long_agreement_is_shown_by_its_ends(open_report: Callable[..., Any]) -> None:
    page = open_report()
    page.evaluate(
        """() => { const block = document.querySelector('[id="A-I.1"] p:not(.where)');
                   block.textContent = Array.from({ length: 300 }, (_, n) => 'w' + n).join(' ');
                   const { passages, blocks } = plancompare.data();
                   const at = blocks.A.indexOf('I.1');
                   let start = 0;
                   for (let i = 1; i <= at + 1; i += 2) start += blocks.A[i];
                   passages['pair-A-C'][0][0] = [start, 600]; }"""
    )
    page.locator("#pair-A-C > summary").click()
    shown = page.locator("#pair-A-C blockquote").first
    assert "chữ giống nhau" in shown.locator(".note").inner_text()
    page.locator("#language-en").check()
    assert "words alike" in shown.locator(".note").inner_text()


def test_the_matrix_fits_on_a_phone(open_report: Callable[..., Any]) -> None:
    page = open_report(viewport={"width": 390, "height": 800})
    fits = "(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.matrix').parentElement)"
    assert page.evaluate(fits)


def test_a_link_opens_what_holds_its_target_and_shows_what_a_filter_hides(open_report: Callable[..., Any]) -> None:
    page = open_report("#p-A-C-2")
    settle(page, 100)
    assert page.locator("#p-A-C-2").is_visible()
    page.get_by_role("button", name="Ẩn C").click()
    page.locator("#warnings a[href='#C-header']").click()
    settle(page, 100)
    assert page.locator("[id='C-header']").is_visible()


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_the_page_never_scrolls_sideways(open_report: Callable[..., Any], width: int) -> None:
    page = open_report(viewport={"width": width, "height": 800})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_loses_no_text(open_report: Callable[..., Any]) -> None:
    """On paper every letter of the plans has its place inside the page, and nothing is cut off or scrolled away."""
    page = open_report(viewport={"width": 1040, "height": 700})
    page.emulate_media(media="print")
    lost = """() => {
        const lost = [], range = document.createRange();
        const walk = document.createTreeWalker(document.querySelector('.wide'), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const node = walk.currentNode;
            if (!node.data.trim() || !node.parentElement.closest('.block [data-l] > *')) continue;
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


def test_a_table_is_searched_without_marks(open_report: Callable[..., Any], tmp_path: Path) -> None:
    few = sample()
    many = replace(few, synopsis=replace(few.synopsis, citations=few.synopsis.citations * 3))
    (tmp_path / "many.html").write_text(render(many, version="0"), encoding="utf-8")
    page = open_report(path=tmp_path / "many.html")
    field = page.get_by_label("Tìm trong bảng")
    shown = page.locator("#cited output")
    assert shown.inner_text() == "6/6"
    for asked, found in (("dan van", 3), ("DÂN  VẬN", 3), ("thu tuong", 3), ("không có đâu", 0), ("", 6)):
        field.fill(asked)
        assert len(_column(page, "cited", 0)) == found, asked
        assert shown.inner_text() == f"{found}/6"


def test_a_table_seen_at_a_glance_has_no_search(open_report: Callable[..., Any]) -> None:
    page = open_report()
    assert page.locator("#sheet-cited [role=button]").count() and not page.locator(".find").count()


def test_columns_of_plans_are_left_out_of_all_tables(open_report: Callable[..., Any]) -> None:
    page = open_report()
    page.locator("#cited .columns summary").press("Enter")
    box = page.locator("#cited .columns").get_by_role("checkbox", name="C ·")
    box.press("Space")
    assert page.evaluate("location.hash") == "#cited?columns=0.1"
    heads = page.locator("#sheet-cited thead .chip")
    assert [heads.nth(i).is_visible() for i in range(3)] == [True, True, False]
    for gone in ("#sheet-duties thead th:nth-child(4)", ".heat tbody tr:nth-child(3)", "#sheet-calendar tr.c2"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("#duties .columns summary").inner_text() == "Chọn văn bản: đang hiện 2/3"
    page.emulate_media(media="print")
    assert page.locator("#duties .columns summary").is_visible()
    page.emulate_media(media="screen")
    page.locator("#cited .columns").get_by_role("button", name="Hiện tất cả").click()
    assert heads.nth(2).is_visible() and page.evaluate("location.hash") == "#cited"
    assert open_report("#cited?columns=1").locator("#sheet-cited thead .chip:visible").all_inner_texts() == ["B"]


def test_an_entry_jumps_to_its_letters(open_report: Callable[..., Any]) -> None:
    page = open_report(reduced_motion="reduce", viewport={"width": 1024, "height": 600})
    page.locator("#reading-class").select_option("own")
    page.locator("#sheet-targets tbody a").first.click()
    wait_until(page, "location.hash.startsWith('#A@')")
    settle(page, 200)
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
    page.evaluate(DRAW_ALL)
    assert page.locator(".find").count() == 0
    assert "mở lớp đối ngoại nhân dân" in page.locator("#sheet-duties").inner_text()
    assert page.locator("#sheet-cited thead [role=button]").count() == 0
