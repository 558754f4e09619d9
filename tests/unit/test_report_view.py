"""What the page says, before any HTML: that no letter is lost or told twice, and that each thing leads to its place."""

from __future__ import annotations

from itertools import accumulate

import pytest
from msgspec.structs import replace
from report_sample import HOSTILE, sample

from plancompare.model.comparison import Options
from plancompare.report.letter_count import LetterCount
from plancompare.report.letters import letters
from plancompare.report.pairs import block_data, laid_out
from plancompare.report.synopsis_words import SYNOPSIS_WORDS
from plancompare.report.view import Page, page
from plancompare.report.visible import visible
from plancompare.report.witness import siglum, witness
from plancompare.report.words import WORDS, Both, percent


@pytest.fixture(scope="module")
def shown() -> Page:
    return page(sample(), version="0")


def test_a_row_named_by_a_scan_alone_says_so() -> None:
    comparison = sample()
    scanned = replace(comparison.rows[1], title="Ning cao nhan thirc …")
    shown = page(replace(comparison, rows=(comparison.rows[0], scanned)), version="0")
    assert [row.is_scanned for row in shown.matrix.rows] == [False, True]
    assert [row.is_scanned for row in shown.reading] == [False, True, False]


def test_copies_of_one_document_have_no_other_text_to_be_held_to() -> None:
    comparison = sample()
    assert not page(comparison, version="0").is_one_document
    assert page(replace(comparison, witnesses=(("a", "b", "c"),)), version="0").is_one_document


def _marked(text: str, extent: tuple[int, ...]) -> tuple[str, list[str]]:
    """The letters of a passage, and those of them that the other plan does not have."""
    first, length, *turns = extent
    letters_ = "".join(visible(text).split())[first : first + length]
    marked, at = [], 0
    for n, turn in enumerate(turns):
        if n % 2:
            marked.append(letters_[at : at + turn])
        at += turn
    return letters_, marked


def test_passages_are_ranked_and_say_which_letters_differ(shown: Page) -> None:
    pair = next(p for p in shown.pairs if p.anchor == "pair-A-C")
    assert [p.score for p in pair.passages] == [0.8, 0.2]
    text = sample().documents[0].plan.text
    letters_, marked = _marked(text, pair.passages[0].a_extent)
    assert letters_.startswith("Nângcaonhậnthức")
    assert letters_.endswith("theoquyđịnh")
    assert marked == ["SởNgoạivụ"]
    assert _marked(sample().documents[2].plan.text, pair.passages[0].b_extent)[1] == ["Ủybannhândântỉnh"]
    assert len(pair.passages[1].a_extent) == 2, "a verbatim passage has nothing that differs"


def test_letters_are_counted_as_the_page_shows_them() -> None:
    plan = replace(sample().documents[0].plan, text="\0 ố \u202e\x0cab", sections=())
    count = LetterCount(plan.text)
    assert [count.before(offset) for offset in range(len(plan.text) + 1)] == [0, 8, 8, 9, 9, 17, 17, 18, 19]
    for w in (witness(i, d.plan) for i, d in enumerate(sample().documents)):
        (row,) = block_data([w]).values()
        ends = accumulate(n for n in row if isinstance(n, int))
        assert [f"{w.head.siglum}-{name}" for name in row[::2]] == [s.anchor for s in w.stretches]
        for stretch, before in zip(w.stretches, ends, strict=True):
            assert before == len("".join(visible(w.plan.text[: stretch.pieces[0][0]]).split()))


def test_a_page_has_room_for_the_pairs_nearest_to_each_plan() -> None:
    wide = sample().pairs[1]
    near = {("a", "b"): 0.9, ("a", "c"): 0.8, ("a", "d"): 0.1, ("b", "c"): 0.7, ("b", "d"): 0.05, ("c", "d"): 0.2}
    pairs = [replace(wide, a=a, b=b, similarity=s) for (a, b), s in near.items()]
    alone = {id_: id_ for id_ in "abcd"}
    assert laid_out(pairs, alone, 10**9) == set(near)
    long = [replace(pair, passages=wide.passages * 100) for pair in pairs]
    chosen = laid_out(long, alone, 0)
    assert 1 < len(chosen) < len(pairs)
    assert ("c", "d") in chosen, "d has its nearest, too"
    assert ("b", "c") not in chosen


def test_the_copy_that_reads_best_stands_for_all(shown: Page) -> None:
    assert [(p.anchor, p.is_laid_out) for p in shown.pairs] == [
        ("pair-A-B", True),
        ("pair-A-C", True),
        ("pair-B-C", False),
    ]
    assert not shown.pairs[0].matches, "copies of one document have no sections to be matched"


def test_warnings_lead_to_their_words_and_failures_are_kept(shown: Page) -> None:
    (quote,) = shown.warnings[0].quotes
    assert (quote.head.siglum, quote.place.anchor, quote.place.line, quote.text) == ("A", "A@67", 4, "33/CT-TTg")
    head, notice = shown.notices[0]
    assert (head.siglum, notice.message) == ("C", Both("Ngày không rõ", "Ngày không rõ"))
    assert shown.failures[0].path == "plans/hỏng.bin"


def test_a_warning_speaks_both_languages_and_shows_all_its_places(shown: Page) -> None:
    notice = shown.notices[1][1]
    assert (notice.message, notice.confidence) == (Both("Ngoặc kép không cân", "Unbalanced quotes"), 0.7)
    assert [quote.text for quote in notice.quotes] == ["Các huyện", "Phần"]
    (error,) = shown.shared_errors
    assert [(quote.head.siglum, quote.text) for quote in error.quotes] == [("A", "Riêng Sở"), ("C", "Các huyện đảo")]


def test_a_warning_calls_plans_by_their_letters() -> None:
    comparison = sample()
    said = replace(
        comparison.warnings[0], message="a (dòng 3) và c dòng 5 nói “a”; an a", english="a (line 3): a is a scan",
        evidence=(*comparison.warnings[0].evidence, replace(comparison.warnings[0].evidence[0], document="c")),
    )  # fmt: skip
    (shown,) = page(replace(comparison, warnings=(said,)), version="0").warnings
    assert shown.message == Both("A (dòng 3) và C dòng 5 nói “a”; an a", "A (line 3): A is a scan")


def test_what_opens_a_section_is_led_to_by_the_anchor_of_the_section() -> None:
    plan = sample().documents[0].plan
    start = plan.text.index("2. Riêng")
    seen = witness(0, plan, None, (start - 1, start, start + 3))
    assert [seen.place(offset).anchor for offset in (start - 1, start, start + 3)] == [
        "A-I.2",
        "A-I.2",
        f"A@{start + 3}",
    ]
    assert seen.marks == ((start + 3, f"A@{start + 3}"),)


def test_cited_documents_by_plan(shown: Page) -> None:
    directive, rules = shown.synopsis.cited
    text = sample().documents[0].plan.text
    # cited by one document alone
    assert [(cell.is_only, bool(cell.named)) for cell in directive.cells] == [(True, True), *[(False, False)] * 2]
    ((name, places),) = directive.cells[0].named
    assert (name, [place.anchor for place in places]) == ("", [f"A@{text.index('Chỉ thị số 33')}"])
    # local documents that do one job: each cell says which it cites
    assert [(cell.is_only, bool(cell.named)) for cell in rules.cells] == [(False, True), (False, False), (False, True)]
    assert [name for cell in rules.cells for name, _ in cell.named] == [
        "Quyết định số 1116-QĐ/TU",
        "Quyết định số 396-QĐ/TU",
    ]
    assert [row.count for row in shown.synopsis.cited] == [1, 2]


def test_what_twins_alone_cite_is_cited_only_here() -> None:
    comparison = sample()
    both = replace(comparison.synopsis.citations[0], cells={"a": (0,), "b": (), "c": ()})
    alone = replace(comparison, synopsis=replace(comparison.synopsis, citations=(both,)), witnesses=(("a", "b", "c"),))
    assert not any(cell.is_only for cell in page(alone, version="0").synopsis.cited[0].cells)


def test_deadlines_say_how_the_year_is_known(shown: Page) -> None:
    inferred, stated, unknown = shown.synopsis.calendar
    assert inferred.when == Both("trước 01/11/2023", "before 2023-11-01")
    assert (stated.when.vi, stated.remark, stated.order) == ("chậm nhất 31/12/2024", None, "2024-12-31")
    assert inferred.remark == SYNOPSIS_WORDS["year_inferred"]
    assert (unknown.when.vi, unknown.remark) == ("trước 01/11", SYNOPSIS_WORDS["year_unknown"])
    assert inferred.order < stated.order < unknown.order


def test_duties_and_targets_by_plan(shown: Page) -> None:
    department, district = shown.synopsis.duties
    assert [[s.text for s in cell.sayings] for cell in department.cells] == [["mở lớp đối ngoại nhân dân"], [], []]
    assert department.cells[0].names == ()
    assert district.cells[2].names == ("Ủy ban nhân dân huyện đảo",)
    (report,) = district.cells[2].sayings
    assert report.lead == Both("báo cáo 6 tháng một lần, hằng năm", "report every 6 months, every year")
    assert (report.to, report.via, report.is_unsure) == (HOSTILE, "Sở Nội vụ", True)
    (target,) = shown.synopsis.targets
    assert [[s.lead.vi for s in cell.sayings if s.lead] for cell in target.cells] == [["100%"], [], ["ít nhất 90%"]]
    assert [saying.text for saying in shown.synopsis.funding] == ["ngân sách địa phương theo quy định"]


def test_slots_of_a_template_and_braces_that_are_none(shown: Page) -> None:
    assert shown.clusters[0].template == ("Nâng cao nhận thức tại ", 1, " {x}")
    values = shown.clusters[0].slots[0].values
    assert [(value, [head.siglum for head in heads]) for value, heads in values] == [
        ("Sở Ngoại vụ", ["A"]),
        (HOSTILE, ["C"]),
    ]


def test_the_command_that_makes_the_page_again_is_quoted_for_a_shell() -> None:
    comparison = sample()
    spaced = replace(comparison.documents[0], plan=replace(comparison.documents[0].plan, path="kế hoạch/a b.txt"))
    again = replace(comparison, documents=(spaced, *comparison.documents[1:]))
    assert page(again, version="0").command == "plancompare compare 'kế hoạch/a b.txt' plans/b.txt plans/c.txt"


def test_anchors_are_safe_and_unique_whatever_the_section_ids_are() -> None:
    plan = sample().documents[0].plan
    odd = replace(plan.sections[2], id='x" onclick="', start=2, end=3, own=((2, 3),))
    twice = replace(plan.sections[2], start=0, end=1, own=((0, 1),))
    again = replace(twice, start=4, end=5, own=((4, 5),))
    anchors = [s.anchor for s in witness(0, replace(plan, sections=(twice, odd, again))).stretches]
    assert anchors == ["A-I", "A-n1", "A-I~2"]


def test_letters_show_what_differs_and_whole_readings_where_nothing_agrees() -> None:
    a, b = letters("kế hoạch năm 2023", "kế hoạch năm 2024")
    assert [part.text for part in a if part.differ] == ["2023"]
    assert [part.text for part in b if part.differ] == ["2024"]
    assert letters("số 357-QD/TU", "số 57-QĐ/TU")[0] == (("số ", False), ("357-QD/TU", True))
    assert "".join(part.text for part in letters("\U000f0000 UBND", "UBND \U000f0001")[0]) == "\U000f0000 UBND"
    assert letters("", "thêm") == ((), (("thêm", True),))


def test_names_and_figures() -> None:
    assert [siglum(i) for i in (0, 25, 26)] == ["A", "Z", "AA"]
    assert [percent(x) for x in (0, 0.004, 0.5, 0.996, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]


def test_every_text_of_the_interface_stands_in_both_languages_with_the_same_fields() -> None:
    import string

    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, text in (*WORDS.items(), *SYNOPSIS_WORDS.items()):
        assert text.vi, key
        assert text.en, key
        assert fields(text.vi) == fields(text.en), key
    assert not set(WORDS) & set(SYNOPSIS_WORDS)


def test_the_base_stands_first_and_says_so() -> None:
    comparison = replace(sample(), options=Options(base=sample().documents[-1].plan.id))
    heads = page(comparison, version="0").heads
    assert [head.is_base for head in heads] == [True, *(False for _ in heads[1:])]
    assert {head.id for head in heads} == {document.plan.id for document in comparison.documents}
