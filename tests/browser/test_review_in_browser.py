"""Notes and overrules as a reader takes them: by mouse and keyboard, kept, undone, saved, opened and applied again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drawn import DRAW_ALL

from plancompare import compare_plans, diff_plans, read_source
from plancompare.model.review import Overrule, Place, Review, Reviewed
from plancompare.parse import outline_plan
from plancompare.report.html import render, render_difference
from plancompare.review.entries import ReviewFile, read_review

pytestmark = pytest.mark.browser

A = "KẾ HOẠCH\nCông tác dân vận năm 2024\n\nCăn cứ Kế hoạch số 859/KH-UBND ngày 25/3/2024 của Ủy ban nhân dân tỉnh.\n\n"
A += "I. MỤC ĐÍCH\n\n1. Nâng cao trách nhiệm của cán bộ, công chức trong việc phục vụ nhân dân và doanh nghiệp.\n\n"
A += "2. Các phòng báo cáo kết quả trước ngày 15/11/2024 để Văn phòng tổng hợp, báo cáo Giám đốc Sở.\n"
B = A.replace("859", "895").replace("phục vụ nhân dân và doanh nghiệp", "phục vụ nhân dân")
KIEN_GIANG, CITY = "kien-giang-2024.ocr", "tay-ninh-thanh-pho-2023.clean"


class Pages:
    """The two pages, and what they are made of."""

    def __init__(self, folder: Path, fixtures: Path) -> None:
        self.folder = folder
        for name, text in (("a", A), ("b", B)):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        self.two = [outline_plan(read_source(str(folder / f"{name}.txt")), name) for name in "ab"]
        self.plans = [outline_plan(read_source(str(fixtures / f"{id}.txt")), id) for id in (KIEN_GIANG, CITY)]
        self.write("diff", render_difference(diff_plans(*self.two), version="0"))
        self.write("compare", render(compare_plans(self.plans), version="0"))

    def write(self, name: str, html: str) -> None:
        (self.folder / f"{name}.html").write_text(html, encoding="utf-8")

    def address(self, name: str) -> str:
        return (self.folder / f"{name}.html").as_uri()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, fixtures: Path) -> Pages:
    return Pages(tmp_path_factory.mktemp("review"), fixtures)


@pytest.fixture
def open_page(chromium: Any, pages: Pages) -> Iterator[Callable[..., Any]]:
    """Opens a page with the network closed; when the test ends, it must not have complained or asked."""
    contexts, complaints, requests = [], [], []

    def opened(name: str, context: Any = None, script: str = "", **options: Any) -> Any:
        if context is None:
            context = chromium.new_context(offline=True, reduced_motion="reduce", **options)
            contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('CSP', e.blockedURI))")
        if script:
            page.add_init_script(script)
        page.goto(pages.address(name))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints
    assert all(url.startswith((pages.folder.as_uri(), "blob:")) for url in requests)


def hook(page: Any, name: str, value: str) -> Any:
    """The place beside a change, block or plan, with its buttons."""
    if name == "block":  # made when its row comes near
        page.evaluate("id => document.getElementById(id).scrollIntoView()", value)
    found = page.locator(f'.review[data-{name}="{value}"]').first
    found.evaluate(
        """element => {
          for (let e = element; e; e = e.parentElement) {
            if (e.localName === "details") e.open = true;
            e.style.contentVisibility = "visible";
          }
          element.scrollIntoView();
        }"""
    )
    found.locator("button").first.wait_for()
    return found


def saved_review(page: Any) -> ReviewFile:
    with page.expect_download() as download:
        page.locator("#review-save-file").click()
    assert download.value.suggested_filename == "plancompare-review.json"
    return read_review(Path(download.value.path()).read_bytes(), "r.json")


def listed(page: Any) -> list[str]:
    texts: list[str] = page.locator("#review-list > li").all_inner_texts()
    return [" ".join(text.split()) for text in texts]


# ---------------------------------------------------------------- two versions


def test_noise_and_edit_are_said_undone_saved_and_applied(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("diff")
    assert not page.locator("#review-save-file").is_enabled()
    for number in ("1", "2"):
        hook(page, "change", number).locator("[data-kind=noise]").click()
    hook(page, "change", "2").locator("[data-kind=edit]").click()
    pressed = [hook(page, "change", "2").locator(f"[data-kind={kind}]") for kind in ("noise", "edit")]
    assert [button.get_attribute("aria-pressed") for button in pressed] == ["false", "true"]
    assert len(listed(page)) == 2 and "859/KH-UBND" in listed(page)[0]
    review = saved_review(page)
    assert [overrule.kind for overrule in review.review.overrules] == ["noise", "edit"]
    after = diff_plans(*pages.two, (review,))
    assert [told.problem for told in after.review] == [None, None]
    assert [change.label for change in after.changes] == ["ocr_noise", "edit"]
    pressed[1].click()
    assert len(listed(page)) == 1
    page.locator("#review-list button").click()
    assert page.locator("#review-own-none").is_visible()
    assert page.evaluate("document.activeElement.id") == "review-own-title"


def test_what_was_applied_is_listed_without_script(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("diff")
    hook(page, "change", "1").locator("[data-kind=noise]").click()
    review = saved_review(page)
    year = Overrule("year", (Place("x", 0, 0, ""),), "2025")
    elsewhere = ReviewFile("other.json", Review((Reviewed("x", "0" * 64),), (year,)))
    pages.write("applied", render_difference(diff_plans(*pages.two, (review, elsewhere)), version="0"))
    shown = open_page("applied", java_script_enabled=False)
    shown.evaluate(DRAW_ALL)
    rows = [" ".join(text.split()) for text in shown.locator("#review .reviewed tbody tr").all_inner_texts()]
    assert len(rows) == 2
    assert "859/KH-UBND" in rows[0] and "sửa lỗi máy đọc đã áp dụng r.json" in rows[0]
    assert "không áp dụng: nói về văn bản không có ở đây" in rows[1]
    assert not shown.locator("#review-own").is_visible() and not shown.locator(".review button").count()
    assert "--review r.json --review other.json" in shown.locator("#provenance").inner_text()


def test_a_note_by_keyboard_is_kept_when_the_page_comes_back(open_page: Callable[..., Any]) -> None:
    page = open_page("diff")
    write = hook(page, "change", "1").locator("button.write")
    write.focus()
    page.keyboard.press("Enter")
    assert page.locator("#review-dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#review-dialog").is_visible()
    assert write.evaluate("element => element === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.type("Hỏi lại <b>văn thư</b>")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert not page.locator("#review-dialog").is_visible()
    again = open_page("diff", page.context)
    assert "Hỏi lại <b>văn thư</b>" in listed(again)[0]
    assert "Hỏi lại <b>văn thư</b>" in hook(again, "change", "1").inner_text()


def test_denied_storage_is_told(open_page: Callable[..., Any]) -> None:
    denied = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied'); } })"
    page = open_page("diff", script=denied)
    assert "không cho trang này giữ lại" in page.locator("#review-told").inner_text()
    hook(page, "change", "1").locator("[data-kind=noise]").click()
    assert "không cho trang này giữ lại" in page.locator("#review-told").inner_text()
    assert len(listed(page)) == 1


def test_the_page_saved_with_notes_holds_them(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("diff")
    page.locator("#review-own-note").click()
    page.locator("#review-note").fill("Cho cả trang: </script><script>alert(1)</script>")
    page.locator("#review-save").click()
    page.locator("#language-en").check(force=True)
    with page.expect_download() as download:
        page.locator("#review-save-page").click()
    assert download.value.suggested_filename == "diff-notes.html"
    pages.write("with-notes", Path(download.value.path()).read_text(encoding="utf-8"))
    opened, saved = (open_page(name, java_script_enabled=False).content() for name in ("diff", "with-notes"))
    kept = saved.split('id="review-kept">')[1].split("</script>")[0]
    assert saved.replace(kept, "[]").split() == opened.split()
    mailed = open_page("with-notes")
    assert "Cho cả trang: </script><script>alert(1)</script>" in listed(mailed)[0]
    mailed.locator("#review-list button").click()
    assert listed(open_page("with-notes", mailed.context)) == []


def test_a_review_file_is_opened_and_others_are_left_out(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("diff")
    hook(page, "change", "1").locator("[data-kind=edit]").click()
    review = json.loads(saved_review_text(page))
    review["documents"].append({"id": "x", "sha256": "0" * 64})
    foreign = {"kind": "note", "places": [{"document": "x", "start": 0, "end": 0, "quote": ""}], "note": "x"}
    review["overrules"] += [foreign, {"kind": "constructor", "places": []}, 7]
    other = open_page("diff")
    given = [{"name": "r.json", "mimeType": "application/json", "buffer": json.dumps(review).encode()}]
    other.locator("#review-file").set_input_files(given)
    other.locator("#review-list > li").wait_for()
    assert len(listed(other)) == 1
    assert other.locator("#review-told").inner_text() == "Đã thêm 1 ý kiến; 3 ý kiến về văn bản khác được bỏ qua."
    for content in (b"{", b"[]", b'{"schema":"plancompare/diff/1"}'):
        other.locator("#review-file").set_input_files([{**given[0], "buffer": content}])
        other.locator("#review-told", has_text="không phải tệp rà soát").wait_for()
    assert len(listed(other)) == 1


def saved_review_text(page: Any) -> str:
    with page.expect_download() as download:
        page.locator("#review-save-file").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


# ---------------------------------------------------------------- several plans


def ask(page: Any, name: str, value: str) -> None:
    hook(page, name, value).locator("button.write").click()


def test_plans_are_corrected(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("compare")
    ask(page, "plan", KIEN_GIANG)
    assert page.locator("#review-province").input_value() == "Kiên Giang"
    page.locator("#review-year").fill("20x4")
    page.locator("#review-save").click()
    assert page.locator("#review-wrong").inner_text() == "không có giá trị, hoặc giá trị không thể có"
    page.locator("#review-year").fill("2025")
    page.locator("#review-level").select_option("huyện")
    page.locator("#review-number").fill("")
    page.locator("#review-save").click()
    after = compare_plans(pages.plans, reviews=(saved_review(page),))
    data = next(document.plan.metadata for document in after.documents if document.plan.id == KIEN_GIANG)
    assert (data.province, data.level, data.year, data.document_number) == ("Kiên Giang", "huyện", 2025, None)


def test_sections_are_joined_and_parted(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("compare")
    before = compare_plans(pages.plans)
    apart = next(
        row for row in before.rows if row.cells[KIEN_GIANG].state == "own" and row.cells[CITY].state == "absent"
    )
    joint = [row for row in before.rows if {cell.state for cell in row.cells.values()} == {"own"}][4]
    sections = {s.id: s for d in before.documents if d.plan.id == KIEN_GIANG for s in d.plan.sections}
    anchors = [sections[row.cells[KIEN_GIANG].sections[0]].id for row in (apart, joint)]
    ask(page, "block", f"A-{anchors[0]}")
    page.locator("[name=review-kind][value=join]").check()
    page.locator("#review-join-section").select_option(index=7)
    page.locator("#review-note").fill("cùng một việc")
    page.locator("#review-save").click()
    ask(page, "block", f"A-{anchors[1]}")
    page.locator("[name=review-kind][value=part]").check()
    page.locator("#review-save").click()
    review = saved_review(page)
    assert [overrule.kind for overrule in review.review.overrules] == ["join", "part"]
    after = compare_plans(pages.plans, reviews=(review,))
    assert [(told.after, told.problem) for told in after.review] == [(("together",), None), (("apart",), None)]
    pages.write("joined", render(after, version="0"))
    shown = open_page("joined")
    links = shown.locator("#review .reviewed a").evaluate_all(
        "links => links.map(a => !!document.getElementById(decodeURIComponent(a.hash.slice(1))))"
    )
    assert len(links) == 4 and all(links)


def test_selected_words_get_a_class(open_page: Callable[..., Any], pages: Pages) -> None:
    page = open_page("compare")
    city = next(plan for plan in pages.plans if plan.id == CITY)
    section = next(s for s in city.sections if s.kind == "arabic" and len(city.text[s.start : s.end].split()) > 40)
    anchor = f"B-{section.id}"
    ask(page, "block", anchor)
    page.locator("#review-cancel").click()
    selected = page.evaluate(
        """anchor => {
          const letters = window.plancompare.letters(document.getElementById(anchor));
          const said = letters.map((node) => node.data.trim());
          const nodes = letters.filter((node, i) => said[i].length > 20 && said.indexOf(said[i]) < i);
          const range = document.createRange();
          range.setStart(nodes[0], 0);
          range.setEnd(nodes[0], nodes[0].data.length);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return nodes[0].data;
        }""",
        anchor,
    )
    page.locator(f'.review[data-block="{anchor}"] button.write').press("Enter")
    assert page.locator("[name=review-kind][value=class]").is_checked()
    assert page.locator("#review-stretch").input_value() == " ".join(selected.split())
    page.locator("#review-save").click()
    assert page.locator("#review-wrong").inner_text() == "Chưa chọn hay ghi gì."
    page.locator("[name=review-class][value=local]").check()
    page.locator("#review-stretch").fill("không có chữ này")
    page.locator("#review-save").click()
    assert "không có trong mục này" in page.locator("#review-wrong").inner_text()
    page.locator("#review-stretch").fill(selected)
    page.locator("#review-save").click()
    after = compare_plans(pages.plans, reviews=(saved_review(page),))
    (told,) = after.review
    assert (told.after, told.problem) == (("local",), None)
    assert city.text[: told.places[0].start].count(selected) == 1  # the heading has the same words


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_in_the_dialog_and_the_list_bars_anyone(
    open_page: Callable[..., Any], scheme: str, language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_page("diff", color_scheme=scheme)
    page.locator(f"#language-{language}").check(force=True)
    hook(page, "change", "1").locator("[data-kind=noise]").click()
    page.locator("#review-own-note").click()
    page.locator("#review-note").fill("…")
    page.locator("#review-save").click()
    assert not axe.run(page, context="#review").response["violations"]
    assert not axe.run(page, context=".review").response["violations"]
    hook(page, "change", "1").locator("button.write").click()
    assert not axe.run(page, context="#review-dialog").response["violations"]
