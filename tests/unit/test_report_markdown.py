"""Markdown: what a plan says comes out as text whatever it looks like, and each finding has plan, section and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from diff_sample import make, put
from diff_sample import sample as two_versions
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace
from report_sample import HOSTILE, sample

from plancompare.cli import main
from plancompare.model.comparison import Restored
from plancompare.model.review import Overruled, Place
from plancompare.report.markdown import comparison_markdown, difference_markdown
from plancompare.report.markdown.writing import Item, heading, listed, paragraph, table

MARKUP = (
    HOSTILE,
    "**đậm** _nghiêng_ ~~xoá~~ `mã` ``a`` $x^2$ ~1~ ==vàng==",
    "[bấm](javascript:alert(1)) ![ảnh](http://x.example/a.png) [^1] [a]: http://x.example <http://x.example>",
    "https://x.example/a?b=c&d www.x.example @nguoi [@trich]",
    "&lt;b&gt; &#60; &copy; \\<b\\> \\",
    "| a | b |\n| --- | --- |",
    "{{ 7*7 }} {% raw %} {: .lop} {#neo}",
    "<!-- giấu --> <b>x</b> <a href='x'>",
)
OPENING = (
    *("# Mục", "- Giao", "+ a", "* a", "1. Giao", "12) a", "a) b", "(1) b", "> a", "---", "===", "```", "~~~"),
    *("    mã", "\tmã", ": a", "IV. Tổ chức", "- - -"),
)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SHOWN = {"text", "text_special", "strong_open", "strong_close"}
BLOCKS = "heading paragraph bullet_list ordered_list list_item table thead tbody tr th td".split()


def inlines(text: str) -> Iterator[Token]:
    """The lines of text of a document, which must be of the blocks a memo has."""
    for token in PARSER.parse(text):
        if token.type == "inline":
            yield token
        else:
            assert token.type.rsplit("_", 1)[0] in BLOCKS, token.type


def letters(token: Token) -> str:
    """What a line shows; nothing in it may be markup but our bold."""
    children = token.children or []
    assert {child.type for child in children} <= SHOWN, [child.type for child in children]
    return "".join(child.content for child in children)


def shown(text: str) -> str:
    return "\n".join(map(letters, inlines(text)))


def one_line(text: str) -> str:
    """As `visible` shows a line."""
    return re.sub("[\u202e\u202c\x00]", lambda found: f"[U+{ord(found[0]):04X}]", " ".join(text.split()))


@pytest.mark.parametrize("text", [*MARKUP, *OPENING])
def test_no_text_becomes_markup(text: str) -> None:
    line = one_line(text)
    assert shown(heading(2, text)) == line
    assert shown(paragraph(text)) == line
    assert shown(listed([Item("", text, (text, text))])) == "\n".join([line] * 3)
    assert shown(listed([Item(text, text)], is_numbered=True)) == f"{line} {line}"
    assert shown(table((text, "b"), [("a", text)])) == "\n".join((line, "b", "a", line))


@settings(deadline=None)
@given(st.text(st.sampled_from("ab 1.)-+*_`~#>|[](){}!\\&;:/@$^<=\n\t\"'đ"), max_size=30))
def test_no_heap_of_signs_becomes_markup(text: str) -> None:
    line = one_line(text)
    if line:
        assert shown(paragraph(text)) == line
        assert shown(listed([Item("", "x", (text,))])) == f"x\n{line}"
        assert shown(table(("x", text), [(text, "x")])) == "\n".join(("x", line, line, "x"))


def test_addresses_are_no_links_by_themselves() -> None:
    assert "://" not in paragraph("http://x.example") and "www." not in paragraph("www.x.example")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_hostile_plan_stays_text(language: Any) -> None:
    told = shown(comparison_markdown(sample(), language, version="1"))
    assert '<script>alert("x")</script> "><img src=x onerror=alert(1)> {{ 7*7 }} [U+202E]rtl' in told


def test_a_comparison_says_what_was_compared_and_how_far_it_can_be() -> None:
    told = shown(comparison_markdown(sample(), version="1"))
    assert told.startswith("So sánh 3 văn bản kế hoạch\n")
    assert "A · Sở Ngoại vụ tỉnh Tây Ninh, 2024 (a)" in told
    assert "A, B là hai bản của cùng một văn bản" in told
    assert "Khác cấp: sở (A, B); tỉnh (C)." in told
    assert "plans/hỏng.bin không phải văn bản" in told
    assert "Chỉ thị\n33/CT-TTg\n26/11/2021\nA" in told
    assert f"plans/c.txt (SHA-256 {'c' * 8})" in told and "plancompare compare plans/a.txt" in told


def test_shares_go_from_the_strict_to_the_loose_reading() -> None:
    comparison = sample()
    *others, last = comparison.documents
    loose = replace(last.sharing, prose=replace(last.sharing.prose, shared=0.4, adapted=0.1, local=0.5))
    strict = replace(last.sharing, prose=replace(last.sharing.prose, shared=0.3, adapted=0.0, local=0.7))
    comparison = replace(comparison, documents=(*others, replace(last, sharing=loose, strict=strict)))
    words = loose.layer_words["prose"]
    assert f"| C · Ủy ban nhân dân tỉnh Kiên Giang, 2023 | {words} | 30–40% | 0–10% | 50–70% |" in comparison_markdown(
        comparison, version="1"
    )


def test_every_finding_has_plan_section_and_line() -> None:
    told = comparison_markdown(sample(), "en", version="1")
    places = re.compile(r"[ABC], (?:title|preamble|header|recipients|[IV.\d]+)(?: bullet \d)?, line \d+")
    parts = dict(re.findall(r"^## (.*)\n\n((?:(?!^## ).*\n?)*)", told, re.MULTILINE))
    for name in ("The largest local additions", "The widest boilerplate"):
        entries = re.findall(r"^\d+\. .*", parts[name], re.MULTILINE)
        assert entries and all(places.search(entry) for entry in entries)
    for name in ("Calendar of deadlines", "Duties: agencies × texts", "Table of targets"):
        rows = parts[name].strip().splitlines()[2:]
        assert rows and all(places.search(row) for row in rows)
    cautions = re.split(r"^- ", parts["Contradictions and reservations"], flags=re.MULTILINE)[1:]
    assert len(cautions) == 4 and all(places.search(caution) for caution in cautions)


def test_a_copy_of_a_document_is_not_quoted_a_second_time() -> None:
    comparison = sample()
    cells = {"a": (0,), "b": (0,), "c": ()}
    a, b, c = comparison.documents
    fact = replace(a.plan.facts[0], start=0, end=8, section="title")
    b = replace(b, plan=replace(b.plan, facts=(fact,)))
    duties = (replace(comparison.synopsis.duties[0], cells=cells),)
    comparison = replace(comparison, documents=(a, b, c), synopsis=replace(comparison.synopsis, duties=duties))
    told = comparison_markdown(comparison, version="1")
    assert "| Sở Ngoại vụ | mở lớp đối ngoại nhân dân | A, I.2, dòng" in told
    assert "B, tên văn bản" not in told.split("## Bảng phân công")[1].split("## Bảng chỉ tiêu")[0]
    assert "B: bản khác của một văn bản đã nêu" in told


def test_what_a_scan_most_likely_said_is_called_a_guess() -> None:
    comparison = sample()
    a, b, c = comparison.documents
    scan = replace(a.plan, ocr=replace(a.plan.ocr, is_ocr=True, noise=0.2))
    at = scan.text.index("Riêng Sở mở lớp")
    restored = (Restored(at, at + 5, "RIÊNG", "channel", None),)
    comparison = replace(comparison, documents=(replace(a, plan=scan, restored=restored), b, c))
    told = shown(comparison_markdown(comparison, version="1"))
    assert re.search(r"“.*Riêng Sở mở lớp .*\nĐọc phỏng đoán: .*RIÊNG Sở mở lớp", told)
    assert told.count("Đọc phỏng đoán") == 1


def test_what_readers_overruled_is_told() -> None:
    text = sample().documents[0].plan.text
    at = text.index("Riêng Sở")
    place = Place("a", at, at + 8, "Riêng Sở")
    done = Overruled("class", (place,), ("local",), ("shared",), "theo công văn", None, "r.json")
    not_done = Overruled("note", (Place("x", 0, 1, "**x**"),), (), (), "", "other_documents", "r.json")
    told = shown(comparison_markdown(replace(sample(), review=(done, not_done)), "en", version="1"))
    entry = "class of a stretch local → shared (applied)\nA, I.2, line 9: “Riêng Sở”\ntheo công văn\n"
    assert entry in told and "left out: it is about documents" in told and "x: **x**" in told
    assert "overruled" not in comparison_markdown(sample(), "en", version="1")


def test_a_long_table_is_cut_and_says_so() -> None:
    comparison = sample()
    missing = tuple(replace(comparison.missing_sources[0], number=f"{n}/CT-TTg") for n in range(1000))
    told = comparison_markdown(replace(comparison, missing_sources=missing), version="1")
    listed_ = told.count("/CT-TTg | 26/11/2021 |")
    assert listed_ < 200 and f"Còn {1000 - listed_} hàng nữa" in told


def test_what_a_person_changed_stands_with_both_readings_and_both_lines() -> None:
    told = shown(difference_markdown(two_versions(), version="1"))
    readings = r"\nA, .*dòng \d+: “.*⟦12⟧.*”\nB, .*dòng \d+: “.*⟦15⟧"
    assert re.search(rf"sửa, số liệu \(rất có khả năng, 90%\)\..*{readings}", told)
    assert told.startswith("Đối chiếu hai bản: ") and "plancompare diff" in told
    assert "lỗi máy đọc" in told and "≠" in told


def test_a_hostile_change_stays_text() -> None:
    difference = make(
        ("Giao ", put("Sở Nội vụ", f"**{HOSTILE}** | `x`", "edit", "other_wording", "agency"), " báo cáo.")
    )
    for language in ("vi", "en"):
        told = shown(difference_markdown(difference, language, version="1"))  # type: ignore[arg-type]
        assert '⟦**<script>alert("x")</script> "><img src=x onerror=alert(1)> {{ 7*7 }}' in told and "** | `x`⟧" in told


def test_both_commands_write_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "KẾ HOẠCH\nCông tác dân vận\n\nI. NỘI DUNG\n1. Giao Sở Nội vụ báo cáo trước ngày 01/11/2024.\n"
    a, b = tmp_path / "a.txt", tmp_path / "b.txt"
    a.write_text(text, encoding="utf-8")
    b.write_text(text.replace("01/11", "15/11"), encoding="utf-8")
    assert main(["compare", str(a), str(b), "-o", str(tmp_path), "--format", "md", "--lang", "en", "-q"]) == 0
    assert (tmp_path / "compare.md").read_text(encoding="utf-8").startswith("# Comparison of 2 plans\n")
    assert not (tmp_path / "compare.html").exists()
    assert main(["diff", str(a), str(b), "-o", str(tmp_path / "x.md"), "-q"]) == 0
    assert (tmp_path / "x.md").read_text(encoding="utf-8").startswith("# Đối chiếu hai bản: a và b\n")
    assert capsys.readouterr().out == ""
