"""Overrules of a reader: found again, applied where all that follows agrees with them, and told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from plancompare import compare_plans, diff_plans, read_source
from plancompare.cli import main
from plancompare.errors import UsageError
from plancompare.model import Plan
from plancompare.model.comparison import ComparedPlan, Comparison, Row
from plancompare.model.review import Overrule, OverruleKind, Place, Review, Reviewed
from plancompare.parse import outline_plan
from plancompare.report.diff_view import difference_page
from plancompare.report.html import render
from plancompare.report.view import page
from plancompare.review.entries import ReviewFile, find_words, read_review
from plancompare.text import words

KIEN_GIANG, QUANG_NGAI = "kien-giang-2024.ocr", "quang-ngai-2024.ocr"
CLEAN, SCAN, CITY = "tay-ninh-so-ngoai-vu-2024.clean", "tay-ninh-so-ngoai-vu-2024.ocr", "tay-ninh-thanh-pho-2023.clean"


@pytest.fixture(scope="module")
def plans(fixtures: Path) -> dict[str, Plan]:
    return {path.stem: outline_plan(read_source(str(path)), path.stem) for path in sorted(fixtures.glob("*.txt"))}


@pytest.fixture(scope="module")
def compared(plans: dict[str, Plan]) -> Comparison:
    return compare_plans(list(plans.values()))


def of(plans: dict[str, Plan], *overrules: Overrule) -> tuple[ReviewFile, ...]:
    documents = tuple(Reviewed(plan.id, plan.sha256) for plan in plans.values())
    return (ReviewFile("review.json", Review(documents, overrules)),)


def at(plan: Plan, quote: str) -> Place:
    start = plan.text.index(quote)
    return Place(plan.id, start, start + len(quote), quote)


def section(plan: Plan, id: str) -> Place:
    found = next(section for section in plan.sections if section.id == id)
    return Place(plan.id, found.start, found.end, " ".join(plan.text[found.start : found.start + 60].split()[:5]))


def rows_with(comparison: Comparison, plan: str, id: str) -> list[Row]:
    return [row for row in comparison.rows if row.cells[plan].state == "own" and id in row.cells[plan].sections]


def document(comparison: Comparison, id: str) -> ComparedPlan:
    return next(document for document in comparison.documents if document.plan.id == id)


# ---------------------------------------------------------------- the file


def test_a_file_comes_back_as_it_was_written() -> None:
    review = Review((Reviewed("a", "0f"),), (Overrule("year", (Place("a", 0, 0, ""),), "2025", "in the head"),))
    written = msgspec.json.encode(review)
    assert json.loads(written)["schema"] == "plancompare/review/1"
    assert read_review(written, "r.json").review == review


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a review file (input data was truncated)"),
        (b"\xff\xfe", "not a review file"),
        (b"[1]", "not a review file (expected object, got array)"),
        (b'{"schema": "plancompare/diff/1"}', "not a review file (its schema is not plancompare/review/1)"),
        (b'{"schema": "plancompare/review/1", "documents": []}', "missing required field overrules"),
        (b'{"a":' * 100_000, "not a review file"),
        (b" " * (16 * 1024**2 + 1), "larger than 16 MiB"),
    ],
)
def test_what_is_no_review_is_told_in_one_line(content: bytes, said: str) -> None:
    with pytest.raises(UsageError) as told:
        read_review(content, "r.json")
    assert str(told.value).startswith("--review r.json: ") and "\n" not in str(told.value)
    assert said in str(told.value)


# ---------------------------------------------------------------- plans


def test_what_a_plan_says_of_itself_is_corrected_before_anything_is_compared(plans: dict[str, Plan]) -> None:
    given = [plans[KIEN_GIANG], plans[CITY]]
    whole = Place(KIEN_GIANG, 0, 0, "")
    overrules = (
        Overrule("province", (whole,), "tỉnh Tây Ninh"),
        Overrule("year", (whole,), "2023"),
        Overrule("level", (whole,), "thành phố"),
        Overrule("number", (whole,), "12/KH-UBND"),
    )
    before = compare_plans(given)
    after = compare_plans(given, reviews=of(plans, *overrules))
    data = document(after, KIEN_GIANG).plan.metadata
    assert (data.province, data.year, data.level, data.document_number) == ("Tây Ninh", 2023, "thành phố", "12/KH-UBND")
    assert data.inferred["year"] == "người đọc đính chính"
    assert [(told.before, told.after, told.problem) for told in after.review] == [
        (("Kiên Giang",), ("Tây Ninh",), None),
        (("2024",), ("2023",), None),
        (("tỉnh",), ("thành phố",), None),
        (tuple(filter(None, [document(before, KIEN_GIANG).plan.metadata.document_number])), ("12/KH-UBND",), None),
    ]
    assert {p.scope for p in before.pairs[0].passages} == {"cross_province"}
    assert {p.scope for p in after.pairs[0].passages} == {"within_province"}


@pytest.mark.parametrize(
    ("kind", "value"), [("year", "24"), ("level", "làng"), ("number", " "), ("province", "x" * 101)]
)
def test_values_that_cannot_be_are_told(plans: dict[str, Plan], kind: OverruleKind, value: str) -> None:
    given = [plans[KIEN_GIANG], plans[CITY]]
    after = compare_plans(given, reviews=of(plans, Overrule(kind, (Place(CITY, 0, 0, ""),), value)))
    assert [told.problem for told in after.review] == ["no_such_value"]
    assert document(after, CITY).plan.metadata == document(compare_plans(given), CITY).plan.metadata


def test_what_a_plan_does_not_say_can_be_taken_away(plans: dict[str, Plan]) -> None:
    review = of(plans, Overrule("year", (Place(CITY, 0, 0, ""),), None))
    after = compare_plans([plans[KIEN_GIANG], plans[CITY]], reviews=review)
    assert document(after, CITY).plan.metadata.year is None
    assert (after.review[0].before, after.review[0].after) == (("2023",), ())


# ---------------------------------------------------------------- sections


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((KIEN_GIANG, "II.2"), (QUANG_NGAI, "II.2")),  # a row of one
        ((QUANG_NGAI, "II.7"), (CITY, "II.3")),  # a row that holds another section of its plan
        ((SCAN, "III"), (KIEN_GIANG, "II.7")),  # by its scan
        ((CLEAN, "IV.4"), (KIEN_GIANG, "III.2")),
    ],
)
def test_joined_sections_stand_in_one_row(
    plans: dict[str, Plan], compared: Comparison, first: tuple[str, str], second: tuple[str, str]
) -> None:
    places = section(plans[first[0]], first[1]), section(plans[second[0]], second[1])
    after = compare_plans(list(plans.values()), reviews=of(plans, Overrule("join", places)))
    (told,) = after.review
    assert (told.before, told.after, told.problem) == (("apart",), ("together",), None)
    (row,) = rows_with(after, *second)
    assert row in rows_with(after, *first)
    beside = {plan: c.sections for plan, c in rows_with(compared, *second)[0].cells.items() if c.state == "own"}
    assert all(set(sections) <= set(row.cells[plan].sections) for plan, sections in beside.items())


@pytest.mark.parametrize(
    ("first", "second"), [((KIEN_GIANG, "II.4"), (CITY, "II.3")), ((CLEAN, "II.2"), (QUANG_NGAI, "II.5"))]
)
def test_a_parted_section_leaves_the_row(
    plans: dict[str, Plan], compared: Comparison, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert rows_with(compared, *first) == rows_with(compared, *second)
    places = section(plans[first[0]], first[1]), section(plans[second[0]], second[1])
    after = compare_plans(list(plans.values()), reviews=of(plans, Overrule("part", places)))
    assert (after.review[0].before, after.review[0].after, after.review[0].problem) == (("together",), ("apart",), None)
    assert not [row for row in rows_with(after, *first) if row in rows_with(after, *second)]
    others = [(plan, c.sections) for plan, c in rows_with(compared, *second)[0].cells.items() if plan != first[0]]
    stay = rows_with(after, *second)[0]
    assert [(plan, s) for plan, s in others if plan not in (CLEAN, SCAN)] == [
        (plan, stay.cells[plan].sections) for plan, _ in others if plan not in (CLEAN, SCAN)
    ]


def test_join_and_part_say_what_cannot_be(plans: dict[str, Plan], compared: Comparison) -> None:
    in_midst = at(plans[CITY], plans[CITY].text[2000:2030])
    overrules = (
        Overrule("join", (section(plans[CITY], "II.3"), section(plans[CITY], "II.4"))),
        Overrule("join", (section(plans[CITY], "II.3"), Place(KIEN_GIANG, 5, 9, "nowhere"))),
        Overrule("part", (section(plans[KIEN_GIANG], "II.4"), in_midst)),
    )
    after = compare_plans(list(plans.values()), reviews=of(plans, *overrules))
    assert [told.problem for told in after.review] == ["one_plan", "words_gone", "no_section"]
    assert after.rows == compared.rows and after.pairs == compared.pairs


# ---------------------------------------------------------------- classes


@pytest.mark.parametrize("value", ["shared", "adapted", "local", "boilerplate"])
def test_the_class_of_a_stretch_goes_into_spans_and_figures(
    plans: dict[str, Plan], compared: Comparison, value: str
) -> None:
    own = document(compared, CITY)
    spans = [span for span in own.spans if span.layer == "prose" and span.class_ != value]
    widest = max(spans, key=lambda span: span.end - span.start)
    quote = " ".join(own.plan.text[widest.start : widest.end].split())
    place = Place(CITY, widest.start, widest.end, quote)
    after = compare_plans(list(plans.values()), reviews=of(plans, Overrule("class", (place,), value, "seen in 1116")))
    (told,) = after.review
    assert (told.before, told.after, told.problem, told.note) == ((widest.class_,), (value,), None, "seen in 1116")
    new = document(after, CITY)
    inside = [span for span in new.spans if span.start < widest.end and widest.start < span.end]
    assert {"boilerplate" if span.layer == "formula" else span.class_ for span in inside} == {value}
    count = len(words(own.plan.text, widest.start, widest.end))
    assert own.strict is not None and new.strict is not None
    for was, now in ((own.sharing, new.sharing), (own.strict, new.strict)):
        assert now.words == was.words
        moved = round(was.layer_words["prose"] - now.layer_words["prose"])
        assert moved == (count if value == "boilerplate" else 0)
    if value != "boilerplate":
        gained = getattr(new.sharing, value) - getattr(own.sharing, value)
        assert gained == pytest.approx(count / own.sharing.words, abs=0.0002)
    others = [d for d in after.documents if d.plan.id != CITY]
    assert others == [d for d in compared.documents if d.plan.id != CITY]


# ---------------------------------------------------------------- changes

A = "KẾ HOẠCH\nCông tác dân vận năm 2024\n\nCăn cứ Kế hoạch số 859/KH-UBND ngày 25/3/2024 của Ủy ban nhân dân tỉnh.\n\n"
A += "I. MỤC ĐÍCH\n\n1. Nâng cao trách nhiệm của cán bộ, công chức trong việc phục vụ nhân dân và doanh nghiệp.\n\n"
A += "2. Các phòng báo cáo kết quả trước ngày 15/11/2024 để Văn phòng tổng hợp, báo cáo Giám đốc Sở theo quy định.\n"
B = A.replace("859", "895").replace("phục vụ nhân dân và doanh nghiệp", "phục vụ nhân dân")


def outline(text: str, tmp_path: Path, name: str) -> Plan:
    path = tmp_path / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return outline_plan(read_source(str(path)), name)


def judged(kind: OverruleKind, a: Plan, b: Plan, change: Any) -> Overrule:
    return Overrule(
        kind,
        (
            Place(a.id, change.a_start, change.a_end, " ".join(change.a_text.split()[:8])),
            Place(b.id, change.b_start, change.b_end, " ".join(change.b_text.split()[:8])),
        ),
    )


def test_an_edit_called_noise_is_none_in_anything_said_of_the_texts(tmp_path: Path) -> None:
    a, b = outline(A, tmp_path, "a"), outline(B, tmp_path, "b")
    before = diff_plans(a, b)
    assert [c.kind for c in before.changes] == ["citation", "deletion"] and before.relation == "same_with_edits"
    review = of({"a": a, "b": b}, *(judged("noise", a, b, change) for change in before.changes))
    after = diff_plans(a, b, review)
    assert [(c.label, c.kind, c.probability, c.cause, c.cited) for c in after.changes] == [
        ("ocr_noise", None, 1.0, "reviewed", None)
    ] * 2
    assert after.relation == "same" and after.residual_cer == 0 and after.cer == before.cer
    assert [(t.before, t.after, t.problem) for t in after.review] == [(("edit",), ("ocr_noise",), None)] * 2
    assert min(after.shared.a, after.shared.b) > min(before.shared.a, before.shared.b)


def test_noise_called_an_edit_has_a_kind_and_a_cited_document(plans: dict[str, Plan]) -> None:
    clean, scan = plans[CLEAN], plans[SCAN]
    before = diff_plans(clean, scan)
    assert before.relation == "same"
    change = next(c for c in before.changes if c.label == "ocr_noise" and len(c.a_text.split()) == 1)
    after = diff_plans(clean, scan, of(plans, judged("edit", clean, scan, change)))
    (edit,) = [c for c in after.changes if c.label == "edit"]
    assert (edit.a_text, edit.b_text, edit.kind is None) == (change.a_text, change.b_text, False)
    assert (after.relation, after.relation_confidence) == ("same_with_edits", 1.0)
    assert (after.residual_cer or 0) > (before.residual_cer or 0)
    mirrored = diff_plans(scan, clean, of(plans, judged("edit", clean, scan, change)))
    assert [c.b_text for c in mirrored.changes if c.label == "edit"] == [change.a_text]


def test_a_moved_passage_is_overruled_at_both_ends(tmp_path: Path) -> None:
    moved = (
        "2. Các phòng báo cáo kết quả trước ngày 15/11/2024 để Văn phòng tổng hợp, báo cáo Giám đốc Sở theo quy định.\n"
    )
    a = outline(A, tmp_path, "a")
    b = outline(A.replace(moved, "").replace("I. MỤC ĐÍCH", f"{moved}\nI. MỤC ĐÍCH"), tmp_path, "b")
    before = diff_plans(a, b)
    left = next(c for c in before.changes if c.move is not None and c.a_text)
    arrived = next(c for c in before.changes if c.move == left.move and c.b_text)
    quote = " ".join(left.a_text.split()[:6])
    places = Place("a", left.a_start, left.a_end, quote), Place("b", arrived.b_start, arrived.b_end, quote)
    after = diff_plans(a, b, of({"a": a, "b": b}, Overrule("noise", places)))
    assert after.review[0].problem is None
    assert {c.label for c in after.changes if c.move is not None} == {"ocr_noise"}


def test_twins_in_compare_are_overruled_as_in_diff(plans: dict[str, Plan], compared: Comparison) -> None:
    clean, scan = plans[CLEAN], plans[SCAN]
    change = next(c for c in diff_plans(clean, scan).changes if c.label == "ocr_noise" and c.a_text)
    after = compare_plans(list(plans.values()), reviews=of(plans, judged("edit", clean, scan, change)))
    relation = {(p.a, p.b): p.relation for p in compared.pairs}[CLEAN, SCAN]
    assert relation == "same"
    assert {(p.a, p.b): p.relation for p in after.pairs}[CLEAN, SCAN] == "same_with_edits"


def test_entries_that_do_not_fit_are_told_and_change_nothing(plans: dict[str, Plan]) -> None:
    clean, scan = plans[CLEAN], plans[SCAN]
    before = diff_plans(clean, scan)
    change = next(c for c in before.changes if c.a_text and c.b_text)
    fits = judged("edit", clean, scan, change)
    gone = Overrule("edit", (fits.places[0], msgspec.structs.replace(fits.places[1], quote="nowhere")))
    wide = Overrule("edit", (msgspec.structs.replace(fits.places[0], end=change.a_end + 1), fits.places[1]))
    foreign = Overrule("edit", (fits.places[0], section(plans[CITY], "I")))
    elsewhere = Overrule("class", (at(clean, "KẾ HOẠCH"),), "local")
    outside = Overrule("edit", (fits.places[0], Place(SCAN, 0, 10**9, "a")))
    silent = Overrule("note", (), None, " ")
    note = Overrule("note", (at(clean, "KẾ HOẠCH"),), None, "To be asked.")
    after = diff_plans(clean, scan, of(plans, gone, wide, foreign, elsewhere, outside, silent, note))
    assert [told.problem for told in after.review] == [
        *("words_gone", "no_change", "other_documents", "other_command", "words_gone", "no_such_value"),
        None,
    ]
    assert after.changes == before.changes and after.relation == before.relation


def test_documents_are_known_by_what_they_hold(plans: dict[str, Plan]) -> None:
    clean, scan = plans[CLEAN], plans[SCAN]
    change = next(c for c in diff_plans(clean, scan).changes if c.label == "ocr_noise" and c.a_text)
    ((path, review),) = of(plans, judged("edit", clean, scan, change))
    renamed = msgspec.structs.replace(clean, id="other")
    assert diff_plans(renamed, scan, (ReviewFile(path, review),)).review[0].problem is None
    written_anew = msgspec.structs.replace(clean, sha256="0" * 64)
    assert diff_plans(written_anew, scan, (ReviewFile(path, review),)).review[0].problem == "other_documents"


# ---------------------------------------------------------------- the page


def test_the_page_lists_what_became_of_each_entry(plans: dict[str, Plan]) -> None:
    two = {id: plans[id] for id in (KIEN_GIANG, CITY)}
    hostile = "<script>alert(1)</script>"
    overrules = (
        Overrule("year", (Place(CITY, 0, 0, ""),), "2024", hostile),
        Overrule("part", (section(plans[KIEN_GIANG], "II.4"), section(plans[CITY], "II.3"))),
        Overrule("class", (at(plans[CITY], "KẾ HOẠCH\n"),), "local"),
        Overrule("class", (Place(CITY, 0, 5, hostile),), "local"),
        Overrule("note", (section(plans[CITY], "II.3"),), None, "to be asked"),
    )
    after = compare_plans(list(two.values()), reviews=of(plans, *overrules))
    shown = page(after, version="0")
    entries = shown.review.entries
    assert shown.review.applied == 4
    assert entries[0].plan == shown.heads[1] and not entries[0].quotes
    assert [(quote.head.id, quote.place.reference.vi) for quote in entries[1].quotes] == [
        (KIEN_GIANG, "II.4"),
        (CITY, "II.3"),
    ]
    assert [(e.before and e.before[0].vi, e.after and e.after[0].vi) for e in entries[:3]] == [
        ("2023", "2024"),
        ("cùng chủ đề", "tách riêng"),
        (entries[2].before[0].vi, "riêng"),
    ]
    assert entries[3].problem is not None and entries[3].elsewhere == (f"{CITY}: {hostile}",)
    assert "--review review.json" in shown.command
    html = render(after, version="0")
    assert hostile not in html and "&lt;script&gt;alert(1)" in html


def test_the_script_finds_every_block_and_difference(plans: dict[str, Plan]) -> None:
    two = [plans[KIEN_GIANG], plans[CITY]]
    shown = page(compare_plans(two), version="0")
    data: Any = shown.data["review"]
    for plan, flat in zip(two, data["spans"], strict=True):
        end, starts = 0, []
        for behind, length, _ in zip(*[iter(flat)] * 3, strict=True):
            starts.append(end + behind)
            end += behind + length
        own = {start for section in plan.sections if section.kind != "furniture" for start, _ in section.own}
        assert set(starts) <= own and end <= len(plan.text)
    difference = diff_plans(plans[CLEAN], plans[SCAN])
    of_two: Any = difference_page(difference, version="0").data["review"]
    assert of_two["changes"]
    for a_start, a_end, a_quote, b_start, b_end, b_quote in of_two["changes"].values():
        assert find_words(difference.a.text, Place("", a_start, a_end, a_quote)) is not None
        assert find_words(difference.b.text, Place("", b_start, b_end, b_quote)) is not None


# ---------------------------------------------------------------- the command line


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().err


def test_review_on_the_command_line(tmp_path: Path, said: Callable[[], str]) -> None:
    a, b = outline(A, tmp_path, "a"), outline(B, tmp_path, "b")
    edits = diff_plans(a, b).changes
    ((_, review),) = of({"a": a, "b": b}, *(judged("noise", a, b, edit) for edit in edits))
    foreign = Review((Reviewed("a", "0" * 64),), (Overrule("year", (Place("a", 0, 0, ""),), "2025"),))
    files = [str(tmp_path / name) for name in ("one.json", "two.json")]
    for file, content in zip(files, (review, foreign), strict=True):
        Path(file).write_bytes(msgspec.json.encode(content))
    texts = [str(tmp_path / f"{name}.txt") for name in "ab"]
    assert main(["diff", *texts, "--exit-code", "-q"]) == 1
    assert main(["diff", *texts, "--exit-code", "--review", files[0], "--review", files[1]]) == 0
    told = said()
    assert "applied 2 of 3 entries of reviews" in told
    assert f"plancompare: {files[1]}: entry 1 (year) is left out: it is about documents that are not given" in told
    assert main(["diff", *texts, "--review", files[0], "--json", files[0]]) == 2
    assert "would be written over" in said()
    out = tmp_path / "out"
    assert main(["compare", *texts, "-o", str(out), "--format", "json", "--review", files[0], "-q"]) == 0
    assert [entry["problem"] for entry in json.loads((out / "compare.json").read_bytes())["review"]] == [None, None]


@pytest.mark.parametrize("content", [None, "{}", "not json"])
def test_a_review_that_cannot_be_used_ends_in_one_line(
    tmp_path: Path, said: Callable[[], str], content: str | None
) -> None:
    texts = [outline(text, tmp_path, name).path for text, name in ((A, "a"), (B, "b"))]
    file = tmp_path / "r.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert main(["diff", *texts, "-q", "--review", str(file)]) == 2
    assert said().count("\n") == 1
