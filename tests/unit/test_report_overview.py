"""The overview, the table of sections and what makes plans comparable: every figure counted, every finding quoted."""

from __future__ import annotations

import itertools

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace
from report_sample import sample

from plancompare.model import Metadata
from plancompare.model.comparison import Comparison, Lineage, Pair, Restored, Shares
from plancompare.report.comparability import descents
from plancompare.report.html import render
from plancompare.report.overview_view import Overview
from plancompare.report.view import Page, page
from plancompare.report.witness import Head, siglum
from plancompare.report.words import WORDS, Both, same
from plancompare.text import words


@pytest.fixture(scope="module")
def shown() -> Page:
    return page(sample(), version="0")


@pytest.fixture(scope="module")
def html() -> BeautifulSoup:
    return BeautifulSoup(render(sample(), version="0"), "lxml")


def _words(comparison: Comparison, plan: int, class_: str, layer: str = "prose") -> int:
    document = comparison.documents[plan]
    return sum(
        len(words(document.plan.text, span.start, span.end))
        for span in document.spans
        if span.class_ == class_ and span.layer == layer
    )


# ---------------------------------------------------------------- plans


def test_prose_leads_and_the_other_layers_stand_beside_it(shown: Page) -> None:
    first, sharing = shown.overview.plans[0], sample().documents[0].sharing
    assert (first.prose.layer, first.prose.words) == ("prose", sharing.layer_words["prose"])
    assert [bar.layer for bar in first.layers] == ["citation", "formula", "form", None]
    assert first.local == sharing.prose.local
    assert first.scopes == (("cross_province", "81%"), ("within_province", "19%"))


def _with_readings(strict: Shares, loose: Shares, of: int = 2) -> Comparison:
    comparison = sample()
    document = comparison.documents[of]
    read = replace(
        document, sharing=replace(document.sharing, prose=loose), strict=replace(document.sharing, prose=strict)
    )
    documents = list(comparison.documents)
    documents[of] = read
    return replace(comparison, documents=tuple(documents))


def _shares(plan: Overview) -> list[str]:
    return [part.share for part in plan.prose.parts]


def test_a_share_is_a_range_where_the_strict_and_the_loose_reading_differ() -> None:
    comparison = _with_readings(Shares(0.20, 0.02, 0.78), Shares(0.284, 0.02, 0.696))
    plan = page(comparison, version="0").overview.plans[2]
    assert _shares(plan) == ["20–28%", "2%", "70–78%"]
    assert plan.segments == (("s", 0.0, 20.0), ("n", 20.0, 8.4), ("a", 28.4, 2.0), ("l", 30.4, 69.6))


def test_a_scan_widens_the_range_of_its_typed_text(shown: Page) -> None:
    typed, scan, _ = shown.overview.plans
    own = [d.sharing.prose.local for d in sample().documents[:2]]
    assert own == [pytest.approx(own[0]), 0.0]
    assert typed.prose.parts[2].share == f"0–{own[0]:.0%}"
    assert _shares(typed) == _shares(scan)
    assert (typed.copy_of, scan.copy_of) == (None, typed.head)


def test_most_and_least_local_are_documents_not_copies() -> None:
    view = page(_with_readings(Shares(0.1, 0.0, 0.9), Shares(0.1, 0.0, 0.9)), version="0").overview
    assert view.most_local is not None
    assert view.least_local is not None
    assert (view.most_local.head.siglum, view.least_local.head.siglum) == ("C", "A")


def test_each_number_asks_the_reading_for_the_words_it_counts(html: BeautifulSoup) -> None:
    asked = {str(a["data-q"]) for a in html.select(".each a[data-q]")}
    expected = {
        f"plan=p{plan}&class={class_}&layer={layer}"
        for plan, layers in ((0, ("prose", "citation", "form")), (2, ("prose", "form")))
        for class_ in ("shared", "adapted", "local")
        for layer in layers
    }
    assert expected <= asked
    assert "plan=p0&class=shared&layer=prose&scope=within_province" in asked
    assert {a["href"] for a in html.select("a[data-q]")} == {"#reading"}


def _many(documents: int) -> Comparison:
    """Copies of the second province's plan under other names, each with less of its own than the one before."""
    comparison = sample()
    model = comparison.documents[2]
    copies = []
    for n in range(documents):
        share = n / documents
        sharing = replace(model.sharing, prose=Shares(share, 0.0, 1 - share))
        copies.append(replace(model, plan=replace(model.plan, id=f"p{n:02}"), sharing=sharing, strict=None))
    ids = [copy.plan.id for copy in copies]
    rows = tuple(replace(row, cells=dict.fromkeys(ids, row.cells["c"])) for row in comparison.rows)
    pairs = tuple(
        Pair(a, b, "related", 0.3, Lineage("siblings", "cùng một chỉ thị"), (), ())
        for a, b in itertools.combinations(ids, 2)
    )
    synopsis = type(comparison.synopsis)()
    return replace(
        comparison,
        documents=tuple(copies),
        witnesses=tuple((id_,) for id_ in ids),
        rows=rows,
        pairs=pairs,
        clusters=(),
        warnings=(),
        shared_errors=(),
        missing_sources=(),
        synopsis=synopsis,
    )


def test_few_plans_keep_their_order_and_many_are_sorted_and_folded_away() -> None:
    few, many = (page(_many(n), version="0").overview for n in (5, 20))
    assert [plan.head.index for plan in few.plans] == [0, 1, 2, 3, 4]
    assert (few.is_long, many.is_long) == (False, True)
    assert [plan.local for plan in many.plans] == sorted((plan.local for plan in many.plans), reverse=True)
    folded = BeautifulSoup(render(_many(20), version="0"), "lxml")
    assert folded.select_one("details:not([open]) .each")


# ---------------------------------------------------------------- passages in words


def test_the_largest_additions_are_prose_no_other_plan_has(shown: Page) -> None:
    additions = shown.overview.additions
    assert [a.words for a in additions] == sorted((a.words for a in additions), reverse=True)
    assert len(additions) <= 5
    first = additions[0]
    plan = sample().documents[first.quote.head.index].plan
    assert first.quote.text.removesuffix(" …") in " ".join(plan.text.split())
    assert plan.text.split("\n")[first.quote.place.line - 1].strip().startswith(first.quote.text.split()[0])
    assert not {a.quote.head.siglum for a in additions} & {"B"}, "of twins only the typed text is asked"


def test_an_addition_to_a_topic_of_one_document_alone_says_so(shown: Page) -> None:
    alone = next(a for a in shown.overview.additions if "Riêng Sở mở lớp" in a.quote.text)
    assert alone.quote.place.reference.vi == "I.2"
    assert alone.is_only, "its scan is no other document"
    comparison = sample()
    rows = list(comparison.rows)
    unread = replace(rows[2].cells["c"], state="unreadable")
    rows[2] = replace(rows[2], cells={**rows[2].cells, "c": unread})
    view = page(replace(comparison, rows=tuple(rows)), version="0").overview
    assert not next(a for a in view.additions if "Riêng Sở mở lớp" in a.quote.text).is_only, "it may well be there"


def test_boilerplate_is_quoted_from_a_typed_text_with_all_its_places(shown: Page) -> None:
    (first,) = shown.overview.boilerplate
    assert first.quote.text.startswith("Nâng cao nhận thức của cán bộ")
    assert (first.carriers, first.documents, first.anchor) == (2, 2, "cluster-1")
    assert [(head.siglum, place.reference.vi) for head, place in first.places] == [("A", "I.1"), ("C", "I.1")]
    assert first.guess is None


def test_a_scan_is_quoted_as_it_stands_with_a_guess_beside_it() -> None:
    comparison = sample()
    a, b, c = comparison.documents
    at = b.plan.text.index("Ning")
    local = tuple(replace(s, class_="local", documents=(), scope=None) if s.class_ == "shared" else s for s in b.spans)
    scan = replace(b, spans=local, restored=(Restored(at, at + 4, "Nâng", "channel", None),))
    shared = tuple(replace(s, class_="shared") if s.class_ == "local" else s for s in c.spans)
    documents = (a, scan, replace(c, spans=shared))
    alone = replace(comparison, documents=documents, witnesses=(("a",), ("b",), ("c",)))
    found = next(x for x in page(alone, version="0").overview.additions if x.quote.head.siglum == "B")
    assert found.quote.text.startswith("1. Ning cao nhan thirc")
    assert found.guess is not None
    assert found.guess.startswith("1. Nâng cao nhan thirc")


def test_what_to_read_first_quotes_with_section_and_line(html: BeautifulSoup) -> None:
    first = html.select_one(".first ol")
    assert first is not None
    told = [" ".join(li.get_text(" ").split()) for li in first.find_all("li")]
    assert any("dòng" in li and "“" not in li and "Nâng cao nhận thức" in li for li in told)
    assert first.select_one('a[href="#comparable"]')
    assert first.select_one('a[href="#warnings"]')


# ---------------------------------------------------------------- pairs


def test_the_heat_map_is_symmetric_and_marks_twins(shown: Page) -> None:
    heat = shown.overview.heat
    assert heat[0][1] == heat[1][0]
    assert heat[0][1].is_twin
    assert not heat[0][2].is_twin
    assert [heat[0][i].shade for i in (1, 2)] == [5, 3]
    assert heat[1][2].shade == 0


# ---------------------------------------------------------------- sections by plans


def test_each_word_of_prose_is_counted_in_one_row(shown: Page) -> None:
    matrix = shown.matrix
    for plan in range(3):
        counted = [row.cells[plan].shade for row in matrix.rows] + [matrix.rest[plan]]
        total = matrix.totals[plan]
        assert total is not None
        assert sum(shade.words for shade in counted if shade) == total.words
        assert total.words == sum(_words(sample(), plan, class_) for class_ in ("shared", "adapted", "local"))


def test_sums_over_plans_count_twins_once(shown: Page) -> None:
    totals = shown.matrix.totals
    assert all(totals)
    a, _, c, together = (shade.words if shade else 0 for shade in totals)
    assert together == a + c
    assert shown.matrix.documents == 2
    assert [row.treated for row in shown.matrix.rows] == [2, 2, 1, 2, 2]


def test_shades_and_figures_agree(shown: Page) -> None:
    by_title = {row.title: row for row in shown.matrix.rows}
    own = by_title["Đối ngoại nhân dân"].cells[0].shade
    assert own is not None
    assert (own.local, own.shared, own.adapted, own.css) == ("100", "0", "0", "l5s0a0")
    scanned = by_title["Nâng cao nhận thức"].cells[1].shade
    assert scanned is not None
    assert (scanned.shared, scanned.css) == ("100", "l0s5a0")


def test_states_and_the_place_of_what_stands_within_another_section(shown: Page) -> None:
    by_title = {row.title: row for row in shown.matrix.rows}
    assert [c.state for c in by_title["Đối ngoại nhân dân"].cells] == ["own", "unreadable", "absent"]
    within = by_title["Chỉ tiêu"].cells[2]
    assert (within.state, [p.anchor for p in within.places]) == ("within", ["C-I.1"])
    assert within.shade is None


def test_a_state_is_told_by_a_sign_and_in_words(html: BeautifulSoup) -> None:
    caption = html.select_one("#matrix-caption")
    assert caption is not None
    for state, sign, word in (
        ("within", "◧", "nằm trong"),
        ("absent", "–", "không có"),
        ("unreadable", "?", "không đọc được"),
    ):
        cell = html.select_one(f".matrix td.{state}")
        assert cell is not None
        assert sign in cell.get_text()
        assert sign in caption.get_text()
        assert word in caption.get_text()
        assert f'--t-{state}:"' in str(html.style)
        assert WORDS[state].vi in str(html.style)


# ---------------------------------------------------------------- comparability


def test_what_makes_the_plans_comparable_or_not(shown: Page) -> None:
    assert [d.key for d in shown.differences] == ["level", "province", "year", "directive", "quality"]
    level = next(d for d in shown.differences if d.key == "level")
    assert level.groups == Both("sở (A, B); tỉnh (C)", "department (A, B); province (C)")
    assert [[h.siglum for h in group] for group in shown.twins] == [["A", "B"]]
    assert shown.identities[0].directives == ("Chỉ thị 33/CT-TTg, 26/11/2021",)
    assert shown.differing_in.vi.startswith("cấp, tỉnh, năm")


def test_a_difference_is_quoted_where_a_plan_says_it_and_else_named_as_inferred(shown: Page) -> None:
    found = {d.key: {p.head.siglum: p for p in d.proofs} for d in shown.differences}
    province = found["province"]["C"].quote
    assert province is not None
    assert (province.text, province.place.reference.vi, province.place.line) == ("TỈNH KIÊN GIANG", "đầu trang", 1)
    year = found["year"]["A"]
    assert year.inferred == Both("suy ra từ tên văn bản", "inferred from the title")
    assert year.quote is not None
    assert year.quote.text == "Thực hiện công tác dân vận năm 2024"
    assert "C" not in found["year"], "2023 stands nowhere in the plan"


def test_what_one_plan_does_not_state_is_no_difference() -> None:
    comparison = sample()
    silent = replace(comparison.documents[2].plan, metadata=Metadata(level="sở", year=2024))
    documents = (*comparison.documents[:2], replace(comparison.documents[2], plan=silent))
    keys = [d.key for d in page(replace(comparison, documents=documents), version="0").differences]
    assert keys == ["directive", "quality"]


def test_one_descent_is_told_once_with_a_few_proofs() -> None:
    heads = {f"p{n}": Head(n, siglum(n), f"Nơi {n}", f"p{n}", False, False) for n in range(6)}
    pairs = [
        Pair(a, b, "related", 0.3, Lineage("siblings", f"{a} và {b}"), (), ())
        for a, b in itertools.combinations(("p0", "p1", "p2", "p3"), 2)
    ]
    pairs.append(Pair("p4", "p5", "related", 0.3, Lineage("parent_child", "p5 thực hiện p4"), (), ()))
    found = descents(pairs, heads)
    assert [(d.kind, [h.siglum for h in d.heads], len(d.evidence), d.more) for d in found] == [
        ("siblings", ["A", "B", "C", "D"], 5, 1),
        ("parent_child", ["E", "F"], 1, 0),
    ]
    assert found[0].evidence[0] == ("pair-A-B", "A–B", same("p0 và p1"))
