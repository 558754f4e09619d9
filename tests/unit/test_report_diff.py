"""The page of two versions: no letter lost or told twice, each place led to from both sides, long texts told short."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from typing import get_args

import pytest
from bs4 import BeautifulSoup, Tag
from diff_sample import HOSTILE, make, many, noise, put, sample, space
from msgspec.structs import replace

from plancompare import diff_plans, parse_plan
from plancompare.model import Relation, Source
from plancompare.model.difference import Cause, Change, ChangeKind, ChangeLabel, Remark
from plancompare.report import diff_panes, diff_stops
from plancompare.report.diff_panes import Cell, Paragraph
from plancompare.report.diff_stops import stops
from plancompare.report.diff_view import DiffPage, difference_page
from plancompare.report.diff_words import DIFF_WORDS, certainty
from plancompare.report.html import render_difference
from plancompare.report.words import WORDS, Both


@pytest.fixture(scope="module")
def shown() -> DiffPage:
    return difference_page(sample(), version="0")


@pytest.fixture(scope="module")
def html() -> str:
    return render_difference(sample(), version="0")


@pytest.fixture(scope="module")
def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def _letters(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(run.text for p in paragraphs for run in p.runs)


def _cells(shown: DiffPage, side: str) -> list[Cell]:
    return [getattr(row, side) for row in shown.panes.rows]


# ---------------------------------------------------------------- the sample


def test_the_sample_is_a_sound_difference_with_everything_in_it() -> None:
    difference = sample()
    made, at = "", 0
    for change in difference.changes:
        assert difference.a.text[change.a_start : change.a_end] == change.a_text
        made += difference.a.text[at : change.a_start] + change.b_text
        at = change.a_end
    assert made + difference.a.text[at:] == difference.b.text
    everything = [c for change in difference.changes for c in (change, *change.inside)]
    assert {c.label for c in everything} == set(get_args(ChangeLabel))
    assert {c.kind for c in everything} - {None} == set(get_args(ChangeKind))
    assert {c.cause for c in everything} == set(get_args(Cause))


@pytest.mark.parametrize("text", ["label_", "edit_", "cause_"])
def test_all_codes_have_words(text: str) -> None:
    codes = {"label_": ChangeLabel, "edit_": ChangeKind, "cause_": Cause}[text]
    for code in get_args(codes):
        assert DIFF_WORDS[text + code].vi != DIFF_WORDS[text + code].en


def test_no_word_is_said_by_both_pages_under_one_name() -> None:
    assert not set(DIFF_WORDS) & set(WORDS)


# ---------------------------------------------------------------- places


def test_a_moved_passage_is_one_place_and_what_differs_inside_follows_it(shown: DiffPage) -> None:
    assert [entry.number for entry in shown.entries] == list(range(1, len(shown.entries) + 1))
    (move,) = (entry for entry in shown.entries if entry.is_move)
    inner = [entry for entry in shown.entries if entry.inside == move.number]
    assert [(e.number, e.label, e.kind) for e in inner] == [
        (move.number + 1, "edit", "number"),
        (move.number + 2, "undecidable", "insertion"),
    ]
    assert (move.a.line, move.b.line) == (10, 16)
    assert [part.text for part in inner[0].a.reading + inner[0].b.reading] == ["12", "15"]


def test_a_place_shows_the_letters_that_differ_within_what_stands_around(shown: DiffPage) -> None:
    entry = next(e for e in shown.entries if e.kind == "citation")
    assert [(p.text, p.differ) for p in entry.b.reading] == [("Kế hoạch số ", False), ("895/KH-UBND", True)]
    assert entry.a.before == "Căn cứ "
    assert entry.a.after.startswith(" ngày 25/3/2024 của")
    assert (entry.a.reference, entry.a.line) == (Both("mở đầu", "preamble"), 4)
    assert (entry.certainty, entry.below) == (DIFF_WORDS["very_likely"], 1)


def test_a_change_within_a_citation_names_the_document(shown: DiffPage, page: BeautifulSoup) -> None:
    entry = next(e for e in shown.entries if e.kind == "citation")
    assert entry.cause.vi.startswith("Số hiệu của Kế hoạch 859/KH-UBND → Kế hoạch 895/KH-UBND: ")
    told = page.select_one(f"#change-{entry.number} .because")
    assert told is not None
    assert told.get_text(strip=True) == entry.cause.vi


def test_what_only_one_text_has_leaves_an_empty_reading_in_the_other(shown: DiffPage) -> None:
    entry = next(e for e in shown.entries if e.kind == "deletion")
    assert [part.text for part in entry.a.reading] == ["và doanh nghiệp"]
    assert not entry.b.reading
    assert entry.b.before.endswith("phục vụ nhân dân")


def test_a_long_place_is_shown_by_its_beginning_and_its_end() -> None:
    text = " ".join(f"chữ{n}" for n in range(1000))
    (entry,) = difference_page(
        make(["Đầu ", put(text, "", "missing_part", "lost_part"), " cuối."]), version="0"
    ).entries
    told = "".join(part.text for part in entry.a.reading)
    assert told.startswith("chữ0 chữ1 ")
    assert entry.a.tail.endswith(" chữ999")
    assert len(told.split()) + entry.a.elided + len(entry.a.tail.split()) == pytest.approx(1000, abs=2)


def test_letters_that_agree_by_chance_are_not_picked_out_of_another_word() -> None:
    pieces = [
        put("những", "canh", "edit", "other_wording", "word"),
        " ",
        put("phù", "phụ", "edit", "other_marks", "word"),
    ]
    one, other = difference_page(make(pieces), version="0").entries
    assert [tuple(part) for part in one.a.reading] == [("những", True)]
    assert [tuple(part) for part in other.a.reading] == [("ph", False), ("ù", True)]


def test_facts_that_differ_are_marked_where_both_say_them_in_the_same_words(shown: DiffPage) -> None:
    marked = {fact.name.en for fact in shown.facts if fact.differ}
    assert marked == {"Number", "Quality of the letters"}  # B does not say who signed


def test_numbers_of_the_verdict(shown: DiffPage) -> None:
    counts = {tally.label: tally.count for tally in shown.tallies}
    assert counts["edit"] == sum(e.label == "edit" for e in shown.entries) == 14
    assert counts["undecidable"] == shown.undecidable == 3
    assert shown.quiet_places == counts["ocr_noise"] + counts["layout"]
    assert dict(shown.tallies[0].kinds)["number"] == 1
    assert shown.verdict.vi == "A và B là cùng một văn bản, nhưng có 14 chỗ bị sửa."


@pytest.mark.parametrize("relation", get_args(Relation))
def test_verdict_of_each_relation(relation: Relation) -> None:
    page = difference_page(replace(sample(), relation=relation), version="0")
    assert page.verdict.vi
    assert page.are_versions == relation.startswith("same")
    said = BeautifulSoup(render_difference(replace(sample(), relation=relation), version="0"), "lxml")
    assert (DIFF_WORDS["not_versions"].vi in said.get_text()) != page.are_versions
    edits = {badge.get_text(" ", strip=True) for badge in said.select(".badge.edit")}
    assert edits == ({"✎ sửa"} if page.are_versions else {"✎ viết khác"})


def test_one_edit_is_said_in_the_singular_and_an_unknown_remark_in_english() -> None:
    difference = replace(make(["Số ", put("1", "2", "edit", "other_digits", "number")]), remarks=(Remark("x", "So."),))
    page = difference_page(difference, version="0")
    assert page.verdict.en == "A and B are one document, but 1 place was edited."
    assert page.remarks == (Both("So.", "So."),)


def test_certainty_falls_with_the_probability() -> None:
    said = [certainty(p).en for p in (1.0, 0.95, 0.94, 0.8, 0.79, 0.5, 0.49, 0.0)]
    assert said == [word for word in ("almost certain", "very likely", "likely", "unsure") for _ in range(2)]


# ---------------------------------------------------------------- the texts


@pytest.mark.parametrize("side", ["a", "b"])
def test_every_letter_of_both_texts_is_shown_once_and_in_order(shown: DiffPage, side: str) -> None:
    text = getattr(sample(), side).text
    assert "".join("".join(_letters(cell.paragraphs) for cell in _cells(shown, side)).split()) == "".join(text.split())


@pytest.mark.parametrize("side", ["a", "b"])
def test_every_letter_of_a_long_line_is_shown_too(side: str) -> None:
    difference = make([piece for n in range(900) for piece in (f"câu {n} ", noise("công", "cdng"), " tác ")])
    shown = difference_page(difference, version="0")
    text = getattr(difference, side).text
    assert "".join(_letters(cell.paragraphs) for cell in _cells(shown, side)).split() == text.split()
    assert len(shown.panes.rows) > 3


def test_rows_hold_what_corresponds() -> None:
    for row in difference_page(many(60), version="0").panes.rows:
        first, second = (set(re.findall(r"Câu thứ (\d+)", _letters(cell.paragraphs))) for cell in (row.a, row.b))
        assert first == second


def test_a_row_does_not_begin_in_the_middle_of_a_sentence(shown: DiffPage) -> None:
    for side in ("a", "b"):
        begun = [_letters(cell.paragraphs[:1]) for cell in _cells(shown, side) if cell.paragraphs]
        assert all(text[:1] in ("", "1", "2", "I", "-", "|") or text[0].isupper() for text in begun), begun


def test_noise_is_marked_in_the_scan_alone_layout_nowhere_and_a_page_number_is_pale(shown: DiffPage) -> None:
    looks = [
        {run.mark.css: run.text for cell in _cells(shown, side) for p in cell.paragraphs for run in p.runs if run.mark}
        for side in ("a", "b")
    ]
    assert not {"", "odd", "within", "odd within", "f"} & set(looks[0])
    assert {"", "odd", "within", "odd within", "f"} <= set(looks[1])
    assert looks[1]["f"].strip() == "3"
    wanted = {"edit", "edit gone", "edit new", "undecidable", "missing_part", "edit passage", "edit within"}
    assert {f"mark {css}" for css in wanted} <= set(looks[0])


def test_misread_words_know_what_the_other_text_has(shown: DiffPage, page: BeautifulSoup) -> None:
    told = [other for cell in _cells(shown, "b") for other in cell.others]
    assert {"vận", "Sở", "nhận thức", "nghiêm túc", "", "bộ phận"} <= set(told)
    assert not [cell for cell in _cells(shown, "a") if cell.others]
    rows = page.select("#pane-b [data-was]")
    assert [len(str(row["data-was"]).split("\t")) for row in rows] == [len(row.select("u, b")) for row in rows]


def test_both_panes_have_the_same_rows_in_leaves_of_moderate_length() -> None:
    difference = many(300)
    shown = difference_page(difference, version="0")
    leaves = list(shown.panes.leaves())
    assert [row for leaf in leaves for row in leaf] == list(shown.panes.rows)
    assert len(leaves) == pytest.approx(len(difference.a.text + difference.b.text) / 8000, abs=1)
    page = BeautifulSoup(render_difference(difference, version="0"), "lxml")
    ours, theirs = ([len(leaf.find_all("div")) for leaf in page.select(f"#pane-{side} .leaf")] for side in "ab")
    assert ours == theirs == [len(leaf) for leaf in leaves]


def test_the_map_has_every_listed_place_at_its_share_of_each_text(shown: DiffPage) -> None:
    assert [tick.number for tick in shown.ticks] == [entry.number for entry in shown.entries]
    move = next(entry for entry in shown.entries if entry.is_move)
    tick = shown.ticks[move.number - 1]
    assert tick.a[0] < tick.b[0]
    assert all(0 <= y <= 1000 - 3 and high >= 3 for t in shown.ticks for y, high in (t.a, t.b))


def test_each_place_can_be_led_to_on_both_sides(shown: DiffPage) -> None:
    wanted = {f"{side}{entry.number}" for entry in shown.entries for side in "ab"}
    assert shown.panes.anchors == wanted
    runs = [run for row in shown.panes.rows for c in (row.a, row.b) for p in c.paragraphs for run in p.runs]
    assert sorted(run.anchor for run in runs if run.anchor) == sorted(wanted)


def test_both_ends_of_a_move_name_the_line_of_the_other(page: BeautifulSoup) -> None:
    (move,) = page.select(".of-move.stop")
    number = str(move["id"]).removeprefix("change-")
    left, arrived = page.select(".jump")
    assert left["href"] == f"#b{number}"
    assert "chuyển tới B, dòng 16" in left.get_text()
    assert arrived["href"] == f"#a{number}"
    assert "chuyển từ A, dòng 10" in arrived.get_text()


# ---------------------------------------------------------------- much and long


def test_a_pair_full_of_noise_makes_a_page_of_moderate_size() -> None:
    difference = many(700)
    assert sum(c.label == "ocr_noise" for c in difference.changes) == 1400
    assert len(render_difference(difference, version="0").encode()) < 600_000


def test_of_very_long_texts_the_rows_with_a_place_are_shown_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = difference_page(many(300), version="0")
    assert not whole.panes.is_excerpts
    monkeypatch.setattr(diff_panes, "_MOST_LETTERS", 1000)
    shown = difference_page(many(300), version="0")
    assert shown.panes.is_excerpts
    assert {f"{side}{e.number}" for e in shown.entries for side in "ab"} == shown.panes.anchors
    assert len(shown.panes.rows) < 20
    words = sum(row.words for row in shown.panes.rows) + shown.panes.words
    kept = sum(len(_letters(c.paragraphs).split()) for row in shown.panes.rows for c in (row.a, row.b))
    assert words + kept == pytest.approx(shown.words, abs=5)
    said = BeautifulSoup(render_difference(many(300), version="0"), "lxml")
    assert "Hai bản rất dài" in said.get_text()
    assert len(said.select(".left-out")) == 2 * sum(row.left_out > 0 for row in shown.panes.rows)


def test_in_excerpts_a_long_paragraph_and_many_paragraphs_are_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_panes, "_MOST_LETTERS", 1000)
    lost = "- Một đoạn.\n" * 500 + "x" * 9000 + ". "
    (row,) = difference_page(make([put(lost, "", "missing_part", "lost_part"), "cuối"]), version="0").panes.rows
    assert row.a.elided > 400
    assert len(row.a.paragraphs) < 15
    (long,) = (run for p in row.a.paragraphs for run in p.runs if run.elided)
    assert len(long.text) + len(long.tail) < 2000


def test_of_too_many_places_the_surest_are_listed_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diff_stops, "MOST_LISTED", 5)
    found = stops(many(600).changes)
    listed = [stop for stop in found if stop.is_listed]
    assert (len(found), len(listed)) == (12, 5)
    assert min(s.change.probability for s in listed) >= max(s.change.probability for s in found if not s.is_listed)
    page = BeautifulSoup(render_difference(many(600), version="0"), "lxml")
    assert "Có 12 chỗ; danh sách chỉ nêu 5 chỗ" in page.get_text()
    assert len(page.select(".stop")) == 5
    assert len(page.select(".pane span.mark.edit")) == 14  # those not listed are marked, without a number


def test_texts_without_a_difference() -> None:
    page = BeautifulSoup(render_difference(make(["Một câu.\n"]), version="0"), "lxml")
    assert DIFF_WORDS["list_none"].vi in page.get_text()
    assert not page.select(".map, .walk, .stop")


@pytest.mark.parametrize("pieces", [["\n"], [put("", "x", "edit", "added", "insertion")], [space(" ", "")]])
def test_texts_of_next_to_nothing(pieces: list[object]) -> None:
    assert "</html>" in render_difference(make(pieces), version="0")  # type: ignore[arg-type]


# ---------------------------------------------------------------- the file


def test_every_id_is_unique_and_every_link_has_its_target(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = [str(tag["href"]) for tag in page.find_all(href=True)]
    assert len(targets) > 60
    assert {t[1:] for t in targets} <= set(ids)
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        assert {tag[attribute] for tag in page.find_all(attrs={attribute: True})} <= set(ids)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(html: str, page: BeautifulSoup) -> None:
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(policy, Tag)
    content = str(policy["content"])
    assert content.startswith("default-src 'none';")
    assert "unsafe" not in content
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in content
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on") or name in ("style", "src")], element


def test_hostile_text_is_shown_and_does_nothing(html: str, page: BeautifulSoup) -> None:
    assert [script.get("type") for script in page.find_all("script")].count(None) == 1
    assert not page.find_all("img")
    visible = HOSTILE.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]").replace("\0", "[U+0000]")
    assert " ".join(visible.split()) in " ".join(page.get_text().split())
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", html)


def test_headings_do_not_skip_and_tables_say_what_they_are(page: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    for table in page.find_all("table"):
        assert table.find("caption")
        assert table.find("th", scope="col")


def test_language_shown_first_and_both_in_the_file() -> None:
    for language in ("vi", "en"):
        page = BeautifulSoup(render_difference(sample(), language=language, version="0"), "lxml")
        assert page.html is not None
        assert page.html["lang"] == language
        island = page.find("script", id="data")
        assert island is not None
        pair = ("Kết luận", "Verdict")
        first, other = pair if language == "vi" else pair[::-1]
        assert page.select_one("#verdict-title > i", string=first)
        assert json.loads(island.get_text())["others"][first] == other


def test_the_same_bytes_every_time(html: str) -> None:
    assert render_difference(sample(), version="0") == html


def _turned(change: Change) -> Change:
    c = change
    return Change(
        c.b_start, c.b_end, c.a_start, c.a_end, c.b_text, c.a_text, c.label, c.kind, c.probability, c.cause, c.reason,
        c.move, tuple(map(_turned, c.inside)),
    )  # fmt: skip


def test_swapping_the_texts_shows_the_same_places() -> None:
    difference = sample()
    turned = replace(difference, a=difference.b, b=difference.a, changes=tuple(map(_turned, difference.changes)))
    one, other = (difference_page(d, version="0") for d in (difference, turned))
    assert sorted((e.a.line, e.b.line, e.label) for e in one.entries) == sorted(
        (e.b.line, e.a.line, e.label) for e in other.entries
    )
    assert len(one.panes.rows) == len(other.panes.rows)


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "KẾ HOẠCH\ndân vận"), (" \n", "dân vận"), ("dân vận", "")])
def test_a_blank_text_has_a_page_too(a: str, b: str) -> None:
    """The commands refuse blank files; who calls the library may hold one."""
    one, other = (
        parse_plan(Source(path=name, sha256="0" * 64, text=text, media_type="text/plain", encoding=None), name)
        for name, text in (("a", a), ("b", b))
    )
    page = BeautifulSoup(render_difference(diff_plans(one, other), version="1"), "html.parser")
    panes = " ".join(pane.get_text() for pane in page.select(".pane"))
    assert all(word in panes for word in f"{a} {b}".split())
