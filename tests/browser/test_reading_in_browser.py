"""The synoptic reading in a browser: columns, filters, a base, words read by guess, ties, and what an address keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from drawn import DRAW_ALL, settle, wait_until
from msgspec.structs import replace
from report_sample import sample

from plancompare.model.comparison import Cell, Comparison, Restored, Synopsis
from plancompare.report.html import render
from plancompare.report.words import percent

pytestmark = pytest.mark.browser


def _with_guesses() -> Comparison:
    comparison = sample()
    a, b, c = comparison.documents
    read = (("Ning", "Nâng", "twin", "a"), ("thirc", "thức", "passage", "c"), ("ctia can", "của cán", "channel", None))
    told = tuple(
        Restored(at := b.plan.text.index(own), at + len(own), text, how, document)  # type: ignore[arg-type]
        for own, text, how, document in read
    )
    return replace(comparison, documents=(a, replace(b, restored=told), c))


def _tied() -> Comparison:
    """The sample with one row, in which A and C number a topic otherwise."""
    comparison = sample()
    cells = {"a": Cell("own", ("I.2",)), "b": Cell("unreadable", ()), "c": Cell("own", ("I.1",))}
    return replace(comparison, rows=(replace(comparison.rows[0], cells=cells),))


def _many(count: int = 9) -> Comparison:
    """The typed plan of the sample many times, under other names."""
    comparison = sample()
    names = [f"p{i:02}" for i in range(count)]
    one = comparison.documents[2]
    alone = tuple(replace(s, documents=(), class_="local") if s.documents else s for s in one.spans)
    documents = tuple(replace(one, plan=replace(one.plan, id=name, warnings=()), spans=alone) for name in names)
    rows = tuple(replace(row, cells=dict.fromkeys(names, Cell("own", ("I",)))) for row in comparison.rows[:1])
    return replace(
        comparison,
        **{"documents": documents, "witnesses": tuple((name,) for name in names), "rows": rows, "pairs": ()},
        **{"clusters": (), "warnings": (), "shared_errors": (), "missing_sources": (), "synopsis": Synopsis()},
    )


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("reading")
    comparisons: dict[str, Callable[[], Comparison]] = {
        "few": _with_guesses,
        "tied": _tied,
        "many": _many,
        "crowd": lambda: _many(26),
    }

    def page(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_text(render(comparisons[name](), version="0"), encoding="utf-8")
        return path

    return page


@pytest.fixture
def open_reading(chromium: Any, pages: Callable[[str], Path]) -> Iterator[Callable[..., Any]]:
    """Opens a page with the network closed; when the test ends, the page must not have complained."""
    contexts, complaints = [], []

    def opened(fragment: str = "#reading", name: str = "few", **options: Any) -> Any:
        context = chromium.new_context(offline=True, **{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(pages(name).as_uri() + fragment)
        if options.get("java_script_enabled", True):  # else its clock stands still
            settle(page, 100)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


def _names(page: Any) -> list[str]:
    """The plans that are shown, in the order in which they stand."""
    heads = page.locator("#reading .heads > div:visible .chip")
    return [heads.nth(i).inner_text() for i in range(heads.count())]


def _share(page: Any, plan: int, name: str) -> str:
    return str(page.locator(f".heads .c{plan} .share.{name}").inner_text()).split()[0]


def _text(page: Any, selector: str = "#reading .wide") -> str:
    """What is read of the plans and said of their states, without the tools about it."""
    page.evaluate("document.querySelectorAll('.row').forEach(e => e.style.contentVisibility = 'visible')")
    found = page.locator(f"{selector} :is([data-l], .note):visible").all_inner_texts()
    return " ".join(" ".join(found).split())


# ---------------------------------------------------------------- columns


def test_plans_are_hidden_shown_and_moved_by_keyboard(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    assert _names(page) == ["A", "B", "C"]
    page.get_by_role("button", name="Chuyển A sang phải").press("Enter")
    assert _names(page) == ["B", "A", "C"]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Chuyển A sang phải"
    # the order in which the cells stand is the order in which they are read out
    assert page.evaluate("[...document.querySelector('#row-2 .cells').children].map(e => e.classList[1])") == [
        "c1",
        "c0",
        "c2",
    ]
    page.get_by_role("button", name="Ẩn B").press("Enter")
    assert _names(page) == ["A", "C"]
    assert not page.locator("#row-2 .c1").is_visible()
    page.locator(".tools summary").press("Enter")
    page.get_by_role("checkbox", name="B · Sở Ngoại vụ").check()
    assert _names(page) == ["A", "C", "B"]


def test_a_plan_is_drawn_to_the_place_of_another(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    page.locator(".heads .c2 .named").drag_to(page.locator(".heads .c0"))
    assert _names(page) == ["C", "A", "B"]
    assert page.evaluate("location.hash") == "#reading?plan=p2,p0,p1"
    page.locator(".heads .c2 .named").drag_to(page.locator(".heads .c0"))
    assert _names(page) == ["A", "C", "B"]


def test_of_many_plans_four_stand_at_first_and_the_others_are_one_click_away(open_reading: Callable[..., Any]) -> None:
    page = open_reading(name="many")
    assert _names(page) == ["A", "B", "C", "D"]
    assert page.locator(".tools summary").inner_text() == "Chọn văn bản: đang hiện 4/9"
    page.locator(".tools summary").click()
    page.get_by_role("button", name="Hiện tất cả").click()
    assert len(_names(page)) == 9
    page.get_by_role("button", name="Chỉ 4 văn bản đầu").click()
    assert len(_names(page)) == 4
    page.get_by_role("checkbox", name="G ·").check()
    assert _names(page)[-1] == "G"


def test_tables_of_very_many_plans_begin_with_some_and_are_drawn_row_by_row(open_reading: Callable[..., Any]) -> None:
    page = open_reading("#matrix", name="crowd")
    table = page.locator("#matrix")
    assert table.locator(".columns summary").inner_text() == "Chọn văn bản: đang hiện 16/26"
    assert table.locator("thead .chip:visible").count() == 16
    row = table.locator("tbody tr").first
    assert row.evaluate("e => [getComputedStyle(e).display, getComputedStyle(e).contentVisibility]") == ["grid", "auto"]
    boxes = [table.locator(f"{line} > :nth-child(5)").first.bounding_box() for line in ("thead tr", "tbody tr")]
    assert abs(boxes[0]["x"] - boxes[1]["x"]) < 1 and abs(boxes[0]["width"] - boxes[1]["width"]) < 1
    table.locator(".columns summary").click()
    table.get_by_role("button", name="Hiện tất cả").click()
    assert table.locator("thead .chip:visible").count() == 26


def test_names_stay_while_a_row_is_read(open_reading: Callable[..., Any]) -> None:
    page = open_reading(viewport={"width": 1024, "height": 500})
    page.evaluate("(e => e.scrollTo(0, e.scrollHeight))(document.querySelector('.synopsis'))")
    settle(page, 200)
    region, heads = (page.locator(name).bounding_box() for name in (".synopsis", ".heads"))
    assert abs(heads["y"] - region["y"]) < 3


def test_on_a_phone_one_plan_stands_at_a_time(open_reading: Callable[..., Any]) -> None:
    page = open_reading(viewport={"width": 390, "height": 800})
    cells = page.locator("#row-2 .cell:visible")
    assert cells.count() == 1
    page.get_by_label("Văn bản đang đọc").select_option("2")
    assert "Các huyện đảo" in _text(page)
    assert cells.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    # a link into another plan brings that plan
    page.evaluate("location.hash = '#A-I.2'")
    settle(page, 300)
    assert page.locator("[id='A-I.2']").is_visible()


# ---------------------------------------------------------------- filters


@pytest.mark.parametrize("layer", ["prose", "citation", "formula", "form"])
def test_the_shares_shown_are_those_of_the_json(open_reading: Callable[..., Any], layer: str) -> None:
    page = open_reading()
    page.locator(".tools").get_by_label("Lớp chữ").select_option(layer)
    for plan, document in enumerate(sample().documents):
        sharing = getattr(document.sharing, layer)
        for name in ("shared", "adapted", "local"):
            assert _share(page, plan, name) == percent(getattr(sharing, name)), (plan, name)


def test_what_is_shown_is_what_is_counted(open_reading: Callable[..., Any]) -> None:
    """Whatever the filters: the runs on the page that are not hidden hold as many words as the head says."""
    page = open_reading()
    filters = [("Hiện chữ", "local"), ("Lớp chữ", "prose"), ("Hiện chữ", "shared"), ("Chung với ai", "within_province"),
               ("Chung với ai", "cross_province"), ("Hiện chữ", "own"), ("Ít nhất", "2")]  # fmt: skip
    shown_words = """plan => [...document.querySelectorAll(`.cell.c${plan} [data-l] > :is(u, b, q):not(.z)`)]
        .reduce((n, run) => n + (run.textContent.match(/[\\p{L}\\p{N}][^\\s]*/gu) ?? []).length, 0)"""
    seen = set()
    for label, value in filters:
        page.locator(".tools").get_by_label(label).select_option(value)
        for plan in (0, 1):  # C holds hostile signs, which are no words of a page
            told = page.locator(f".heads .c{plan} .shares small").inner_text().split("/")[0]
            assert page.evaluate(shown_words, plan) == int(told), (label, value, plan)
            seen.add(told)
    assert len(seen) > 4


def test_only_local_additions(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    page.locator(".tools").get_by_label("Hiện chữ").select_option("local")
    text = _text(page)
    assert "đối ngoại nhân dân" in text
    assert "Nâng cao nhận thức của cán bộ" not in text
    assert "Không có mục nào" not in text
    assert page.locator(".heads .c0 .share").count() == 1
    page.get_by_role("button", name="Bỏ mọi bộ lọc").click()
    assert "Nâng cao nhận thức của cán bộ" in _text(page)


def test_boilerplate_is_hidden_and_what_is_adapted_stays(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    page.locator(".tools").get_by_label("Hiện chữ").select_option("own")
    text = _text(page, "#row-2 .cell.c0")
    assert "Sở Ngoại vụ" in text
    assert "Nâng cao" not in text


def test_only_what_k_plans_share(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    # A and its scan are one document
    options = page.locator(".tools").get_by_label("Ít nhất").locator("option").all_inner_texts()
    assert options == ["1/2 văn bản cùng có", "2/2 văn bản cùng có"]
    page.locator(".tools").get_by_label("Ít nhất").select_option("2")
    text = _text(page)
    assert "Nâng cao nhận thức" in text
    assert "đối ngoại nhân dân" not in text
    assert not page.locator("#row-3").is_visible()


def test_nothing_left_says_so(open_reading: Callable[..., Any]) -> None:
    page = open_reading("#reading?class=shared&scope=source")
    assert page.locator(".tools output").inner_text() == "Không có chữ nào khớp bộ lọc."


# ---------------------------------------------------------------- address


def test_a_view_can_be_sent_on(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    page.get_by_role("button", name="Ẩn B").click()
    page.get_by_role("button", name="Chuyển C sang trái").click()
    page.locator(".tools").get_by_label("Hiện chữ").select_option("local")
    page.locator(".tools").get_by_label("Lớp chữ").select_option("prose")
    fragment = page.evaluate("location.hash")
    assert fragment == "#reading?plan=p2,p0&class=local&layer=prose"
    again = open_reading(fragment)
    assert _names(again) == ["C", "A"]
    assert again.locator(".tools").get_by_label("Hiện chữ").input_value() == "local"
    assert _text(again) == _text(page)


@pytest.mark.parametrize(
    "asked", ["plan=p9,x,p1,p1&class=nothing&k=99&base=p77&layer=<b>", "plan=&k=-1", "class=toString"]
)
def test_what_an_address_asks_for_wrongly_is_left_out(open_reading: Callable[..., Any], asked: str) -> None:
    page = open_reading(f"#reading?{asked}")
    assert _names(page) == (["B"] if "p1" in asked else ["A", "B", "C"])
    assert page.locator(".tools").get_by_label("Hiện chữ").input_value() == ""
    assert page.locator(".tools").get_by_label("Ít nhất").input_value() == "1"


def test_a_number_of_the_overview_leads_to_the_words_it_counts(open_reading: Callable[..., Any]) -> None:
    page = open_reading("")
    link = page.locator("a[data-q*='plan=p0'][data-q*='class=local']").first
    link.click()
    settle(page, 300)
    assert _names(page) == ["A"]
    assert _share(page, 0, "local") == percent(sample().documents[0].sharing.prose.local)
    assert "đối ngoại nhân dân" in _text(page)


def test_a_link_shows_what_a_filter_hides(open_reading: Callable[..., Any]) -> None:
    page = open_reading("#reading?plan=p0&class=local")
    page.evaluate("location.hash = '#C-header'")
    settle(page, 300)
    assert page.locator("[id='C-header']").is_visible()
    assert "C" in _names(page)


# ---------------------------------------------------------------- base


def test_with_a_base_additions_and_omissions_name_it(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    assert page.locator(".vs, .gone, .against").count() == 0
    page.locator(".tools").get_by_label("So với").select_option("2")
    assert "so với C: thêm" in page.locator(".heads .c0 .against").inner_text()
    page.evaluate("document.querySelectorAll('.row').forEach(e => e.style.contentVisibility = 'visible')")
    added = page.locator("[id='A-I.2'] .vs")
    assert added.inner_text().split() == ["so", "với", "C:", "thêm", "+C"]
    gone = page.locator("#row-2 .c0 .gone")
    gone.locator("summary").click()
    assert gone.locator("summary").inner_text() == "so với C: bớt (1)"
    assert gone.locator("a").inner_text() == "Các huyện đảo có kế hoạch riêng."
    assert gone.locator("a").get_attribute("href") == "#C-I.1"
    # its own copy is no other document
    page.locator(".tools").get_by_label("So với").select_option("0")
    assert "cùng một văn bản với A" in page.locator(".heads .c1 .against").inner_text()
    assert page.locator(".c1 :is(.vs, .gone)").count() == 0
    page.locator(".tools").get_by_label("So với").select_option("-1")
    assert page.locator(".vs, .gone, .against").count() == 0


# ---------------------------------------------------------------- words read by guess


def test_a_scan_is_read_by_guess_only_when_asked(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    block = "[id='B-I.1']"
    assert "Ning cao nhan thirc ctia can b6" in _text(page, block)
    switch = page.get_by_role("switch", name="Đọc phỏng đoán bản quét")
    switch.press("Space")
    assert "Nâng cao nhan thức của cán b6" in _text(page, block)
    assert "Ning" not in _text(page, block)
    read = page.locator(f"{block} .re")
    assert [read.nth(i).get_attribute("title") for i in range(read.count())] == [
        "phỏng đoán theo bản gõ A; bản quét: Ning",
        "phỏng đoán theo đoạn chung với C; bản quét: thirc",
        "phỏng đoán theo nét chữ; bản quét: ctia can",
    ]
    assert "không phải chữ của bản quét" in page.locator(".guessed").inner_text()
    assert page.evaluate("location.hash") == "#reading?guess=1"
    # the letters of the plan are still those of the scan
    letters = "plancompare.letters(document.getElementById('B-I.1')).map(n => n.data).join('').trim()"
    assert page.evaluate(letters) == "1. Ning cao nhan thirc ctia can b6"
    switch.press("Space")
    assert "Ning cao nhan thirc ctia can b6" in _text(page, block)


@pytest.mark.parametrize("start", ["p", ".re"])
def test_a_copy_holds_the_letters_of_the_scan(open_reading: Callable[..., Any], start: str) -> None:
    page = open_reading("#reading?guess=1")
    copied = page.evaluate(
        """start => {
            const range = document.createRange(), block = document.getElementById('B-I.1');
            range.setStart(start === 'p' ? block.querySelector('[data-l]') : block.querySelector('.re').firstChild, 0);
            const last = [...block.querySelectorAll('.re')].at(-1).firstChild;
            range.setEnd(last, 2);
            getSelection().removeAllRanges(); getSelection().addRange(range);
            const data = { clipboardData: new DataTransfer(), bubbles: true, cancelable: true };
            const event = new ClipboardEvent('copy', data);
            block.dispatchEvent(event);
            return [event.defaultPrevented, event.clipboardData.getData('text/plain')];
        }""",
        start,
    )
    assert copied == [True, ("1. " if start == "p" else "") + "Ning cao nhan thirc ctia can"]


def test_what_a_scan_has_otherwise_by_misreading_is_grey(open_reading: Callable[..., Any]) -> None:
    """Where another plan has the words; what is guessed from letters alone has nothing it could differ from."""
    page = open_reading()
    grey = "[...CSS.highlights.get('noise')].map(r => r.startContainer.data.slice(r.startOffset, r.endOffset))"
    assert page.evaluate(grey) == ["Ning", "thirc"]


def test_without_guesses_there_is_no_switch(open_reading: Callable[..., Any]) -> None:
    page = open_reading(name="many")
    assert page.get_by_role("switch", name="Đọc phỏng đoán bản quét").count() == 0


# ---------------------------------------------------------------- ties, states, changes


def test_it_is_counted_what_is_numbered_otherwise(open_reading: Callable[..., Any]) -> None:
    page = open_reading("#reading?plan=p0,p2", name="tied")
    told = "A ↔ C: 1 nội dung cả hai cùng có mục; 1 khác số mục, 0 đổi thứ tự."
    assert page.get_by_text(told).is_visible()
    page.get_by_role("button", name="Ẩn C").click()
    assert not page.get_by_text("đổi thứ tự").count()


def test_topics_numbered_otherwise_are_tied(open_reading: Callable[..., Any]) -> None:
    page = open_reading(name="tied")
    assert page.locator(".tie").count() == 2
    tie = page.locator("[id='A-I.2'] .tie")
    assert (tie.inner_text(), tie.get_attribute("title")) == ("↔ C I.1", "mục I.2 ứng với mục I.1 của C")
    assert page.locator("[id='C-I.1'] .tie").inner_text() == "↔ A I.2"
    # ribbons join neighbours, and there is nothing in B that A or C could be joined to
    page.locator("#row-1").scroll_into_view_if_needed()
    assert page.locator("svg.ribbons path").count() == 0
    page.get_by_role("button", name="Ẩn B").click()
    settle(page, 200)
    ribbon, one, other = (
        page.locator(name).bounding_box() for name in ("svg.ribbons path", "[id='A-I.2']", "[id='C-I.1']")
    )
    assert one["x"] + one["width"] <= ribbon["x"] + 14
    assert ribbon["x"] + ribbon["width"] <= other["x"] + 14
    assert min(one["y"], other["y"]) - 3 <= ribbon["y"]
    tie.click()
    wait_until(page, "location.hash === '#C-I.1'")


def test_no_ribbons_where_more_than_three_plans_stand(open_reading: Callable[..., Any]) -> None:
    page = open_reading(name="many")
    assert not page.evaluate("document.getElementById('reading').classList.contains('ribbons')")


def test_missing_and_unreadable_cells_say_so(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    said = "name => getComputedStyle(document.querySelector(name), '::after').content"
    assert "Không có mục nào" in page.evaluate(said, "#row-3 .c2")
    assert "không kết luận được" in page.evaluate(said, "#row-3 .c1")
    assert "nằm trong" in page.locator("#row-4 .c2 .note").inner_text()


def test_an_adapted_word_shows_what_others_put_and_leads_to_the_passage(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    changes = page.locator("[id='A-I.1'] .changes")
    changes.locator("summary").press("Enter")
    item = changes.locator("li")
    assert " ".join(item.inner_text().split()) == "cơ quan: Sở Ngoại vụ → C Ủy ban nhân dân tỉnh"
    target = item.locator("a").get_attribute("href")
    assert target.startswith("#")


def test_screen_readers_hear_the_class_before_a_run(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    spoken = "getComputedStyle(document.querySelector('[data-l] > b.k2'), '::before').content"
    assert page.evaluate(spoken).replace('" "', "").replace('""', "") == '"[điều chỉnh, cơ quan] "'
    page.locator("#language-en").check()
    assert "adapted" in page.evaluate(spoken)


def test_controls_speak_the_language_chosen(open_reading: Callable[..., Any]) -> None:
    page = open_reading()
    page.locator("#language-en").check()
    assert page.get_by_role("button", name="Move A right").count() == 1
    assert page.locator(".tools").get_by_label("Layer").locator("option").first.inner_text() == "all layers"


def test_without_the_script_all_texts_stand_in_their_rows(open_reading: Callable[..., Any]) -> None:
    page = open_reading(java_script_enabled=False)
    page.evaluate(DRAW_ALL)
    text = " ".join(page.locator("#reading .wide").inner_text().split())
    assert "Nâng cao nhận thức" in text
    assert "Ning cao nhan thirc ctia can b6" in text
    assert page.locator(".tools").count() == 0


def test_rows_are_as_far_down_as_estimated(open_reading: Callable[..., Any]) -> None:
    """A row out of sight is estimated: not zero high, and no two rows overlap."""
    page = open_reading(viewport={"width": 1024, "height": 300})
    boxes = page.evaluate(
        "[...document.querySelectorAll('.row')].map(e => e.getBoundingClientRect()).map(b => [b.top, b.bottom])"
    )
    assert all(bottom - top > 40 for top, bottom in boxes)
    assert all(above[1] <= below[0] + 1 for above, below in pairwise(boxes))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(open_reading: Callable[..., Any], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page = open_reading("#reading?guess=1&base=p2", color_scheme=scheme)
    page.evaluate(
        """document.querySelectorAll('.row').forEach(e => e.style.contentVisibility = 'visible');
           document.querySelectorAll('#reading details').forEach(d => d.open = true)"""
    )
    settle(page, 100)
    found = axe.Axe().run(page, context="#reading").response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
