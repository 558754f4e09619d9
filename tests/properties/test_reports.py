"""Reports of any text: what a plan says is read as letters, never as markup, a formula or an order to a terminal."""

from __future__ import annotations

import csv
import io
import json
import re

from bs4 import BeautifulSoup
from drawn_plans import Drawn, drawn_plans, read
from effort import pure, whole
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from plancompare import compare_plans, diff_plans
from plancompare.report.csv_tables import csv_file
from plancompare.report.html import island, render, render_difference
from plancompare.report.markdown.writing import Item as Entry
from plancompare.report.markdown.writing import heading, listed, paragraph, table
from plancompare.report.tables.cells import Table, column
from plancompare.report.visible import UNSHOWN, visible
from plancompare.report.words import Both
from plancompare.terminal import harmless

MARKUP = (
    *("<script>alert(1)</script>", "</script><script>x", "<img src=x onerror=x>", "&lt;b&gt;", "]]>", "<!--", "-->"),
    *("</td></tr></table>", "javascript:alert(1)", '"onmouseover="x', "' style='x", "{{7*7}}", "{% raw %}", "</style>"),
    *("=1+1", "@SUM(A1)", "+1", "-1", "\t=1", "\x1b[2J", "\u202e", "\u2028", "**b**", "[a](http://x)", "`c`", "| a |"),
    *("# h", "1. a", "- b", "http://x.example", "&#60;", "\x00", "\ufffe", "<a href=x>", "<svg/onload=x>", "\\"),
)
marked = st.lists(
    st.one_of(st.sampled_from(MARKUP), st.text(max_size=8), st.sampled_from("Sở Nội vụ năm".split())), max_size=6
).map(" ".join)
BLOCKS = ("html_block", "code_block", "fence", "hr", "blockquote_open")
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@given(st.one_of(marked, st.text(max_size=40)))
@pure(40)
def test_what_is_made_visible_is_shown_and_stays(text: str) -> None:
    once = visible(text)
    assert not UNSHOWN.search(once) and visible(once) == once
    once.encode()


@given(st.one_of(marked, st.text(max_size=40)))
@pure(40)
def test_nothing_steers_a_terminal(text: str) -> None:
    shown = harmless(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)


@given(st.dictionaries(marked, st.one_of(marked, st.lists(marked, max_size=2)), max_size=3))
@pure(40)
def test_nothing_ends_the_island_and_it_says_what_was_put_in(data: dict[str, object]) -> None:
    written = str(island(data))
    assert "<" not in written
    assert json.loads(written) == data


@given(marked, st.integers(1, 6))
@pure(40)
@example("a\n===", 1)
def test_markdown_shows_the_letters(text: str, level: int) -> None:
    said = visible(" ".join(text.split()))
    for written, outer in (
        (heading(level, f"x {text}"), "heading"),
        (paragraph(f"x {text}"), "paragraph"),
        (paragraph(text), "paragraph"),
        (listed([Entry("", text)]), "list"),
    ):
        tokens = PARSER.parse(written)
        inline = [token for token in tokens if token.type == "inline"]
        shown = "".join(child.content for token in inline for child in token.children or [])
        assert {child.type for token in inline for child in token.children or []} <= {"text", "text_special"}
        assert shown.removeprefix("x").strip() == said.strip(), outer
        assert not [
            token for token in tokens if token.type in ("html_block", "code_block", "fence", "hr", "blockquote")
        ]


@given(st.lists(marked, min_size=1, max_size=3))
@pure(30)
def test_a_row_of_markdown_has_as_many_cells(cells: list[str]) -> None:
    written = table(["a"] * len(cells), [cells])
    found = [token.children or [] for token in PARSER.parse(written) if token.type == "inline"]
    shown = ["".join(child.content for child in children).strip() for children in found]
    assert shown == ["a"] * len(cells) + [visible(" ".join(cell.split())).strip() for cell in cells]


@given(st.lists(st.tuples(marked, marked), max_size=3))
@pure(40)
def test_no_field_of_csv_is_a_formula_and_none_is_lost(rows: list[tuple[str, str]]) -> None:
    columns = (column("Một", "One"), column("Hai", "Two"))
    content = csv_file(Table("t", Both("Bảng", "Table"), columns, tuple(rows)), "vi").decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(content, newline=""), delimiter=";"))
    assert len(found) == len(rows) + 1
    for fields in found:
        assert len(fields) == 2
        assert not [field for field in fields if field.lstrip()[:1] in ("=", "+", "-", "@")]


# ---------------------------------------------------------------- whole pages


@st.composite
def hostile_plans(draw: st.DrawFn) -> str:
    """A drawn plan with markup put into its lines."""
    lines = draw(drawn_plans(most_items=4)).text().split("\n")
    for at in draw(st.lists(st.integers(0, len(lines) - 1), max_size=4)):
        words = lines[at].split(" ")
        words.insert(draw(st.integers(0, len(words))), draw(marked))
        lines[at] = " ".join(words)
    return "\n".join(lines)


def check_page(html: str) -> None:
    page = BeautifulSoup(html, "lxml")
    assert len(page.select("script:not([type='application/json'])")) == 1
    assert not page.find_all(["img", "link", "iframe", "object", "embed", "base", "form", "svg[onload]"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "src", "srcset")], tag
        assert not str(tag.get("href", "#")).lstrip().lower().startswith(("javascript", "http", "data")), tag
    island_tag = page.find("script", id="data")
    assert island_tag is not None
    json.loads(island_tag.get_text())
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", html)


@given(hostile_plans(), hostile_plans(), marked)
@whole(1)
def test_a_page_of_compare_holds_no_markup_of_a_plan(a: str, b: str, name: str) -> None:
    bare, marked_up = (
        render(compare_plans([read(a, "a"), read(b, f"b{id}")]), version="0") for id in ("", name.replace("/", " "))
    )
    check_page(bare)
    check_page(marked_up)


@given(hostile_plans(), hostile_plans())
@whole(2)
def test_a_page_of_diff_holds_no_markup_of_a_plan(a: str, b: str) -> None:
    check_page(render_difference(diff_plans(read(a, "a"), read(b, "b<i>")), version="0"))


@given(drawn_plans(most_items=4), drawn_plans(most_items=4))
@whole(1)
def test_a_page_holds_every_word_of_every_plan(a: Drawn, b: Drawn) -> None:
    html = render(compare_plans([read(a.text(), "a"), read(b.text(), "b")]), version="0")
    shown = set(re.findall(r"\w+", BeautifulSoup(html, "lxml").get_text(" ")))
    for plan in (a, b):
        assert set(re.findall(r"\w+", plan.text())) <= shown
