"""The page of a collection as a file, what it carries for its script, and the tables of a scan."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import re
from io import BytesIO
from typing import Any

import pytest
import scan_sample
from bs4 import BeautifulSoup
from msgspec.structs import replace
from openpyxl import load_workbook
from scan_sample import HOSTILE, TEXTS, sample, text_of

from plancompare.model.scan import Boilerplate, CorpusScan, ScannedPair, ScannedPassage
from plancompare.report import scan_tables as collection
from plancompare.report import scan_view
from plancompare.report.csv_tables import csv_file
from plancompare.report.scan_excerpts import ROUNDS, excerpts
from plancompare.report.scan_page import render_scan
from plancompare.report.scan_tables import SCAN_TABLES, scan_tables
from plancompare.report.scan_view import scan_page
from plancompare.report.visible import visible
from plancompare.report.xlsx import xlsx_file


@pytest.fixture(scope="module")
def html() -> str:
    return render_scan(sample(), text_of=text_of, version="0")


@pytest.fixture(scope="module")
def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def island(page: BeautifulSoup, id: str) -> dict[str, Any]:
    tag = page.find("script", id=id)
    assert tag is not None
    return dict(json.loads(tag.get_text()))


# ---------------------------------------------------------------- the file


def test_every_id_is_unique_and_every_link_has_its_target(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = {str(tag["href"])[1:] for tag in page.find_all(href=True)}
    assert {"found", "scan_pairs", "families", "graph", "timeline", "scan_places", "stock", "provenance"} <= targets
    assert targets <= set(ids)
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        assert {tag[attribute] for tag in page.find_all(attrs={attribute: True})} <= set(ids)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(html: str, page: BeautifulSoup) -> None:
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    content = str(policy["content"])
    assert content.startswith("default-src 'none';") and "unsafe" not in content and "http" not in content
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert f"{tag}-src 'sha256-{base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()}'" in content
    assert not page.find_all(["img", "link", "iframe", "object", "embed", "base", "form"])
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on") or name in ("style", "src")], element


def test_hostile_text_stays_text(html: str, page: BeautifulSoup) -> None:
    assert len(page.select("script:not([type='application/json'])")) == 1
    assert " ".join(visible(HOSTILE).split()) in " ".join(page.get_text().split())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)
    for name in ("data", "found-data", "letters-data"):
        (inside,) = re.findall(rf'(?s)<script type="?application/json"? id="?{name}"?>(.*?)</script>', html)
        assert "<" not in inside


def test_both_languages_are_in_the_file(page: BeautifulSoup, html: str) -> None:
    others = island(page, "data")["others"]
    said = page.find_all("i")
    assert len(said) > 80
    assert not [tag for tag in said if not tag.has_attr("data-o") and tag.get_text() not in others]
    assert set(re.findall(r"\bpage\.(?:say|text)\(\"(\w+)\"", html)) <= set(island(page, "data")["texts"])
    english = BeautifulSoup(render_scan(sample(), text_of=text_of, language="en", version="0"), "lxml")
    assert english.find("h2", id="scan_pairs-title").get_text() == "Pairs of texts with text in common"  # type: ignore[union-attr]


def test_the_words_are_those_of_text_in_common_never_of_copying(page: BeautifulSoup) -> None:
    text = page.get_text().lower()
    assert "trùng văn" in text and "chưa xác định được" in text
    assert "sao chép" not in text


def test_headings_do_not_skip_and_tables_say_what_they_are(page: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    for table in page.find_all("table"):
        assert table.find("caption") and table.find("th", scope="col")


def test_the_same_bytes_whatever_the_order_given(html: str) -> None:
    scan = sample()
    turned = replace(scan, pairs=scan.pairs[::-1], groups=scan.groups[::-1], documents=scan.documents[::-1])
    assert render_scan(turned, text_of=text_of, version="0") == html


# ---------------------------------------------------------------- without the script


def test_the_first_pairs_stand_there_most_alike_first(page: BeautifulSoup) -> None:
    rows = page.select("#pairs-static tbody tr")
    assert [row.th.b.get_text() for row in rows if row.th and row.th.b] == [
        *("an-giang-2024", "chau-thanh-2025", "an-giang-2024", "an-giang-2024", "an-giang-2024.ocr", "binh-dinh-2024")
    ]
    told = [cell.get_text(" ", strip=True) for cell in rows[1].find_all(["th", "td"])]
    assert told[2:8] == ["có đoạn chung", "56%", "56%", "28%", "177 ký tự", "trong một tỉnh"]
    assert told[8].startswith("B có trước “thực hiện Kế hoạch số 63/KH-UBND”")
    assert [cell.get_text() for cell in rows[0].find_all("td")][7] == "chưa xác định được"


def test_figures_count_what_they_say() -> None:
    shown = scan_page(sample(), version="0")
    assert {figure.key: figure.number for figure in shown.figures} == {
        **{"texts": 6, "pairs_count": 6, "copies": 1, "families": 1, "directions": 1, "alone": 1},
    }
    # Copies of one document do not count as sharing; each text by the pair it shares most with.
    assert [bin.texts for bin in shown.bins] == [1, 0, 1, 3, 1, 0]
    assert sum(bin.texts for bin in shown.bins) == 6
    assert [key for key, _ in shown.cautions] == ["scan_scans", "scan_failed"]


def test_provinces_of_today_and_of_the_day() -> None:
    today, day = scan_page(sample(), version="0").matrices
    assert today.provinces == ("An Giang", "Gia Lai")
    assert [[count for count, _ in row] for row in today.cells] == [[3, 3], [3, 0]]
    assert day.provinces == ("An Giang", "Bình Định", "Kiên Giang")
    assert [[count for count, _ in row] for row in day.cells] == [[1, 2, 1], [2, 0, 1], [1, 1, 1]]
    assert day.texts == (2, 1, 2)


def test_a_page_of_too_many_pairs_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_view, "MOST_PAIRS", 2)
    shown = scan_page(sample(), version="0")
    assert [(pair.a, pair.score) for pair in shown.pairs] == [("an-giang-2024", 0.985), ("chau-thanh-2025", 0.56)]
    assert ("scan_capped", {"shown": 2, "n": 6}) in shown.cautions
    html = render_scan(sample(), text_of=text_of, version="0")
    found = island(BeautifulSoup(html, "lxml"), "found-data")
    assert (len(found["pairs"]["a"]), found["total"]) == (2, 6)


def test_prose_that_many_carry_stands_before_formulas() -> None:
    shown = scan_page(sample(), version="0")
    assert [(layer, [one.number for one in wordings]) for layer, wordings in shown.wordings] == [
        ("prose", [0]),
        ("formula", [1]),
    ]
    assert shown.boilerplate[1].id == "m1"


def test_an_empty_collection_has_a_page() -> None:
    html = render_scan(CorpusScan((), (), (), (), ()), text_of=text_of, version="0")
    text = BeautifulSoup(html, "lxml").get_text()
    assert "Không có cặp nào có trùng văn." in text and "Không có nhóm nào." in text


# ---------------------------------------------------------------- for the script


def test_the_columns_of_the_pairs_say_what_the_scan_says(page: BeautifulSoup) -> None:
    found = island(page, "found-data")
    documents, pairs = found["documents"], found["pairs"]
    number = next(i for i, why in enumerate(pairs["why"]) if why)
    assert (documents["id"][pairs["a"][number]], documents["id"][pairs["b"][number]]) == (
        "chau-thanh-2025",
        "kien-giang-2024",
    )
    assert pairs["evidence"][0][pairs["why"][number]] == visible(f"“thực hiện Kế hoạch số 63/KH-UBND” {HOSTILE}")
    assert (pairs["score"][number], pairs["ofB"][number], pairs["direction"][number]) == (560, 280, 2)
    place = documents["id"].index("binh-dinh-2024")
    names = documents["names"]
    assert (names[documents["day"][place]], names[documents["today"][place]]) == ("Bình Định", "Gia Lai")
    assert documents["scan"][documents["id"].index("an-giang-2024.ocr")] == 1
    assert [group[0] for group in found["groups"]] == ["g2", "g1"]


def test_letters_of_passages_are_found_by_their_places(page: BeautifulSoup) -> None:
    carried = island(page, "letters-data")
    documents = island(page, "found-data")["documents"]["id"]
    pairs = island(page, "found-data")["pairs"]
    assert len(carried["passages"]) == 6
    for pair, passages in carried["passages"].items():
        for side, at in (("a", 0), ("b", 2)):
            id = documents[pairs[side][int(pair)]]
            start, end = passages[at : at + 2]
            pieces = carried["texts"][str(documents.index(id))]
            inside = [
                text[start - at : end - at] for at, _, text in zip(*[iter(pieces)] * 3, strict=True) if at <= start
            ]
            if text_of(id) is None:
                assert pieces == []
            else:
                assert TEXTS[id][start:end] in inside
    start, line, _ = carried["texts"][str(documents.index("binh-dinh-2024"))][:3]
    assert TEXTS["binh-dinh-2024"].count("\n", 0, start) + 1 == line == 6


def _pair(a: str, b: str, *spans: tuple[int, int]) -> ScannedPair:
    passages = tuple(ScannedPassage(start, end, start, end, "verbatim", 0.5) for start, end in spans)
    return replace(sample().pairs[1], a=a, b=b, passages=passages)


def test_excerpts_are_carried_once_and_within_the_budget() -> None:
    text = "".join(f"{n:05}\n" for n in range(2000))
    pairs = list(enumerate([_pair("a", "b", (0, 600)), _pair("a", "c", (300, 900)), _pair("d", "e", (0, 600))]))
    opened: list[str] = []

    def read(id: str) -> str:
        opened.append(id)
        return text

    carried = excerpts(pairs, read, most_letters=2_100)
    assert opened == ["a", "b", "c"]  # 900 + 600 + 600 letters; for the third pair there is no room
    assert set(carried.passages) == {0, 1}
    assert [(one.start, one.line, len(one.text)) for one in carried.texts["a"]] == [(0, 1, 900)]
    assert [(one.start, one.line) for one in carried.texts["c"]] == [(300, 51)]
    assert excerpts(pairs, read, most_letters=100) == ({}, {})


def test_of_a_pair_its_longest_passages_are_carried_and_of_a_long_one_its_beginning() -> None:
    text = "x" * 50_000
    spans = [(1_000 * n, 1_000 * n + 20 + n) for n in range(20)] + [(30_000, 40_000)]
    (few, short), (_, long) = ROUNDS
    carried = excerpts([(4, _pair("a", "b", *spans))], lambda id: text, most_letters=10_000)
    assert len(carried.passages[4]) == few
    assert carried.passages[4][0].a_end == 40_000
    assert carried.texts["a"][-1] == (30_000, 1, "x" * short)
    roomy = excerpts([(4, _pair("a", "b", *spans))], lambda id: text)
    assert len(roomy.passages[4]) == 21
    assert len(roomy.texts["a"][-1].text) == long


def test_letters_that_cannot_be_shown_keep_their_place() -> None:
    carried = excerpts([(0, _pair("a", "b", (0, 9)))], lambda id: "\u202eab\x00c\ud800d😀e")
    assert carried.texts["a"][0].text == "\ufffdab\ufffdc\ufffdd😀e"


# ---------------------------------------------------------------- tables


def test_the_workbook_has_every_sheet_and_every_pair() -> None:
    book = load_workbook(BytesIO(xlsx_file(scan_tables(sample()), "vi")))
    assert book.sheetnames == [
        *("Các cặp", "Các đoạn trùng", "Các văn bản", "Các nhóm", "Câu chữ dùng chung", "Tệp không đọc được")
    ]
    pairs = [[cell.value for cell in row] for row in book["Các cặp"].iter_rows(min_row=2)]
    assert [row[:6] for row in pairs[:2]] == [
        ["an-giang-2024", "an-giang-2024.ocr", "cùng một văn bản", 0.985, 0.985, 0.4925],
        ["chau-thanh-2025", "kien-giang-2024", "có đoạn chung", 0.56, 0.56, 0.28],
    ]
    assert [row[9] for row in pairs].count("chưa xác định được") == 5
    assert book["Các đoạn trùng"].max_row == 1 + 7
    members = [row[3].value for row in book["Các nhóm"].iter_rows(min_row=2) if row[0].value == "g1"]
    assert members == ["an-giang-2024", "an-giang-2024.ocr"]
    wording, _ = [[cell.value for cell in row] for row in book["Câu chữ dùng chung"].iter_rows(min_row=2)]
    assert wording[1:6] == ["cụm từ cố định", 13, 6, 3, "An Giang, Bình Định, Kiên Giang"]


def test_a_table_longer_than_a_sheet_says_what_it_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collection, "_MOST_PASSAGES", 3)
    table = dict(zip(SCAN_TABLES, scan_tables(sample()), strict=True))["passages"]
    assert len(table.rows) == 4
    assert table.rows[-1][0] == ("… còn 4 dòng nữa: xem tệp JSON", "… 4 more rows: see the JSON")
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_tables_are_named_in_order_and_have_a_cell_for_each_column() -> None:
    tables = scan_tables(sample())
    assert tuple(table.name for table in tables) == SCAN_TABLES
    for table in tables:
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert csv_file(table, "vi").decode("utf-8-sig").count("\r\n") >= len(table.rows) + 1


def test_a_cell_names_only_so_many_carriers() -> None:
    ids = tuple(f"d{n:04}" for n in range(1_000))
    wide = Boilerplate("m1", "Căn cứ Luật", 3, ids[0], 0, 11, ids, (), "prose")
    (row,) = collection._boilerplate((wide,)).rows
    assert row[3] == 1_000
    assert str(row[7][0]).endswith("… và 700 văn bản khác")  # type: ignore[index]


def test_the_sample_is_what_it_says() -> None:
    scan = sample()
    assert {pair.a for pair in scan.pairs} | {pair.b for pair in scan.pairs} < set(scan_sample.TEXTS)
