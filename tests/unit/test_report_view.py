"""What the page says, before any HTML: that no letter is lost or told twice, and that each thing leads to its place."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace
from report_sample import HOSTILE, sample

from plancompare.model import Metadata, Plan, Scan, Section
from plancompare.model.comparison import Options, TextSpan
from plancompare.report.letters import letters
from plancompare.report.pairs import passage_views
from plancompare.report.reading import Block, Paragraph, reading_rows
from plancompare.report.synopsis_words import SYNOPSIS_WORDS
from plancompare.report.view import Page, page
from plancompare.report.witness import siglum, witness
from plancompare.report.words import WORDS, Both, percent


@pytest.fixture(scope="module")
def shown() -> Page:
    return page(sample(), version="0")


def _blocks(shown: Page, column: int) -> list[Block]:
    return [block for row in shown.reading for block in row.cells[column].blocks]


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _letters(block: Block) -> str:
    everything = (block.heading, *block.paragraphs) if block.heading else block.paragraphs
    return "".join("".join(_text(p).split()) for p in everything)


@pytest.mark.parametrize("column", [0, 1, 2])
def test_every_letter_of_a_plan_is_shown_once(shown: Page, column: int) -> None:
    text = sample().documents[column].plan.text
    assert sorted("".join(map(_letters, _blocks(shown, column)))) == sorted("".join(text.split()))


def test_a_section_named_in_two_rows_is_read_in_the_first_and_linked_from_the_second(shown: Page) -> None:
    first, again = (row for row in shown.reading if row.title in ("Chỉ tiêu", "Chỉ tiêu, lần nữa"))
    assert [b.anchor for b in first.cells[0].blocks] == ["A-II", "A-II.b1"]
    assert not again.cells[0].blocks
    assert [p.anchor for p in again.cells[0].elsewhere] == ["A-II.b1"]


def test_text_in_no_row_stands_in_a_last_row_without_title(shown: Page) -> None:
    rest = shown.reading[-1]
    assert rest.title is None
    assert [b.anchor for b in rest.cells[0].blocks] == ["A-title", "A-preamble", "A-recipients"]
    assert [b.anchor for b in rest.cells[2].blocks] == ["C-header"]


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


def test_furniture_stays_where_it_interrupts_and_a_section_that_goes_on_is_continued(shown: Page) -> None:
    numbered = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1")
    assert [run.css for run in numbered.paragraphs[-1].runs][-1] == "f form"
    again = [b for b in _blocks(shown, 2) if b.anchor.startswith("C-I~")]
    assert [(b.anchor, b.is_first) for b in again] == [("C-I~2", False)]


def test_marks_name_class_layer_scope_slot_and_the_other_plans(shown: Page) -> None:
    block = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1")
    runs = [(r.css, r.others) for p in block.paragraphs for r in p.runs]
    assert ("s", "C") in runs
    assert ("a k-agency", "C") in runs
    assert ("l form", "") in runs
    bullet = next(b for b in _blocks(shown, 0) if b.anchor == "A-II.b1")
    assert ("s near", "C") in [(r.css, r.others) for r in bullet.paragraphs[0].runs]


def test_equal_neighbours_are_one_run(shown: Page) -> None:
    block = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1")
    runs = block.paragraphs[0].runs
    assert all(one.css != other.css or one.others != other.others for one, other in itertools.pairwise(runs))


def test_an_adapted_word_shows_what_the_other_plan_puts_there(shown: Page) -> None:
    (change,) = next(b for b in _blocks(shown, 0) if b.anchor == "A-I.1").changes
    assert (change.slot, change.other.siglum, change.passage) == ("agency", "C", "passage-A-C-1")
    assert "".join(part.text for part in change.own) == "Sở Ngoại vụ"
    assert "".join(part.text for part in change.theirs) == "Ủy ban nhân dân tỉnh"


def test_a_heading_is_set_apart_and_a_damaged_one_is_not_guessed(shown: Page) -> None:
    clean, scanned = (next(b for b in _blocks(shown, i) if b.reference.vi == "I") for i in (0, 1))
    assert clean.heading is not None
    assert _text(clean.heading) == "I. MỤC ĐÍCH"
    assert scanned.heading is None
    assert _text(scanned.paragraphs[0]) == "|. MUC PiCH"


def test_passages_are_ranked_and_differ_where_they_differ(shown: Page) -> None:
    pair = next(p for p in shown.pairs if p.anchor == "pair-A-C")
    assert [p.score for p in pair.passages] == [0.8, 0.2]
    gap = next(piece for piece in pair.passages[0].a_pieces if piece.reading)
    assert "".join(part.text for part in gap.reading).strip() == "Sở Ngoại vụ"


def test_a_long_agreement_is_elided_and_counted() -> None:
    comparison = sample()
    text = "dân " * 300
    plans = [
        replace(d.plan, text=text, sections=(replace(d.plan.sections[0], start=0, end=1200, own=((0, 1200),)),))
        for d in comparison.documents[:2]
    ]
    passage = replace(comparison.pairs[1].passages[1], a_start=0, a_end=1199, b_start=0, b_end=1199,
                      agreed=((0, 1199, 0, 1199),))  # fmt: skip
    (view,) = passage_views(
        replace(comparison.pairs[0], passages=(passage,)), witness(0, plans[0]), witness(1, plans[1])
    )
    head, gap, tail = view.a_pieces
    assert gap.elided == 240
    assert len(head.text.split()) == len(tail.text.split()) == 30


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


def test_what_something_leads_to_is_marked_at_its_letter(shown: Page) -> None:
    marked = {
        (block.anchor, anchor): run.text[at:]
        for column in range(3)
        for block in _blocks(shown, column)
        for paragraph in block.paragraphs
        for run in paragraph.runs
        for at, anchor in run.marks
    }
    text = sample().documents[0].plan.text
    assert marked["A-I.2", f"A@{text.index('mở lớp')}"].startswith("mở lớp đối ngoại")
    assert marked["A-preamble", f"A@{text.index('Chỉ thị')}"].startswith("Chỉ thị số 33")
    # two places in one run: each has its mark
    assert {anchor for _, anchor in marked} >= {f"A@{text.index('Riêng Sở')}", f"A@{text.index('mở lớp')}"}


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
    assert [cell.state for cell in directive.cells] == ["only", "absent", "absent"]
    ((name, places),) = directive.cells[0].named
    assert (name, [place.anchor for place in places]) == ("", [f"A@{text.index('Chỉ thị số 33')}"])
    # local documents that do one job: each cell says which it cites
    assert [cell.state for cell in rules.cells] == ["cited", "absent", "cited"]
    assert [name for cell in rules.cells for name, _ in cell.named] == [
        "Quyết định số 1116-QĐ/TU",
        "Quyết định số 396-QĐ/TU",
    ]
    assert [row.count for row in shown.synopsis.cited] == [1, 2]


def test_what_twins_alone_cite_is_cited_only_here() -> None:
    comparison = sample()
    both = replace(comparison.synopsis.citations[0], cells={"a": (0,), "b": (), "c": ()})
    alone = replace(comparison, synopsis=replace(comparison.synopsis, citations=(both,)), witnesses=(("a", "b", "c"),))
    assert [c.state for c in page(alone, version="0").synopsis.cited[0].cells] == ["cited", "absent", "absent"]


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
    assert shown.clusters[0].slots[0].values == ("Sở Ngoại vụ", HOSTILE)


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


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        # wrapped by hand, no blank lines: a closed and unfilled line ends a paragraph
        ("Cán bộ, công chức các cơ quan hành chính thực hiện\nnghiêm quy chế.\nThủ trưởng các cơ quan chịu trách\n"
         "nhiệm trước Ủy ban nhân dân tỉnh.", 2),
        # a page break inside a sentence
        ("Cán bộ, công chức các cơ quan hành chính thực hiện\n\nnghiêm quy chế dân chủ ở cơ sở.", 1),
        # the same before a name
        ("Cán bộ, công chức các cơ quan hành chính thực hiện của\n\nBộ Chính trị nghiêm quy chế dân chủ ở cơ sở.", 1),
        # double spaced throughout
        ("Cán bộ, công chức các cơ quan hành chính thực hiện\n\nnghiêm quy chế dân chủ ở cơ sở trong năm nay và các\n\n"
         "năm sau.\n\nThủ trưởng các cơ quan chịu trách nhiệm.", 2),
        # whole paragraphs as lines
        (f"{'Cán bộ thực hiện quy chế dân chủ. ' * 5}\n{'Thủ trưởng chịu trách nhiệm. ' * 6}", 2),
        # items of a list
        ("Cán bộ, công chức các cơ quan hành chính thực hiện:\n- Quy chế dân chủ ở cơ sở trong cơ quan hành chính;\n"
         "- Văn hóa công sở.", 3),
    ],
)  # fmt: skip
def test_lines_are_joined_where_they_are_wrapped_and_kept_apart_where_they_are_paragraphs(
    text: str, paragraphs: int
) -> None:
    section = Section("I", None, "arabic", "1", None, None, None, 0, len(text), ((0, len(text)),), 1, 2)
    plan = Plan("x", "x.txt", "", text, "text/plain", None, (), Scan(False, 0, ""), Metadata(), (section,), (), (), ())
    spans = [TextSpan(0, len(text), "local", "prose", None, None, (), None, None)]
    (row,) = reading_rows((), [witness(0, plan)], {"x": spans}, {})
    (block,) = row.cells[0].blocks
    assert len(block.paragraphs) == paragraphs
    assert " ".join(map(_text, block.paragraphs)).split() == text.split()


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
