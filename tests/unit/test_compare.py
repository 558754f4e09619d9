"""The steps joined, on the real plans."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from plancompare import compare_plans, parse_plan, read_source
from plancompare.align.aside import alignment_process
from plancompare.errors import UsageError
from plancompare.model import Failure, Plan
from plancompare.model.comparison import Comparison, Options

FIXTURES = Path(__file__).parents[2] / "fixtures"
KIEN_GIANG, QUANG_NGAI = "kien-giang-2024.ocr", "quang-ngai-2024.ocr"
CLEAN, SCAN, CITY = (
    "tay-ninh-so-ngoai-vu-2024.clean",
    "tay-ninh-so-ngoai-vu-2024.ocr",
    "tay-ninh-thanh-pho-2023.clean",
)


@cache
def plan(name: str) -> Plan:
    return parse_plan(read_source(str(FIXTURES / f"{name}.txt")), name)


@cache
def five() -> Comparison:
    return compare_plans([plan(name) for name in (KIEN_GIANG, QUANG_NGAI, CLEAN, SCAN, CITY)])


def words_of_scope(result: Comparison, name: str, scope: str) -> str:
    document = next(d for d in result.documents if d.plan.id == name)
    return "".join(document.plan.text[s.start : s.end] for s in document.spans if s.scope == scope)


def test_a_scan_and_its_clean_twin_are_one_witness() -> None:
    assert (CLEAN, SCAN) in five().witnesses
    pair = next(p for p in five().pairs if (p.a, p.b) == (CLEAN, SCAN))
    assert pair.relation == "same"
    assert pair.similarity > 0.99


def test_an_edited_year_is_an_edit_and_the_plan_of_the_next_year_another_document() -> None:
    source = read_source(str(FIXTURES / f"{CITY}.txt"))
    for edited, relation in (
        (source.text.replace("2023", "2024", 1), "same_with_edits"),
        (source.text.replace("2023", "2024"), "related"),
    ):
        result = compare_plans([plan(CITY), parse_plan(replace(source, text=edited), "next")])
        assert [pair.relation for pair in result.pairs] == [relation]
        assert len(result.witnesses) == (2 if relation == "related" else 1)


def test_a_twin_never_makes_text_look_shared() -> None:
    alone = compare_plans([plan(CLEAN), plan(CITY)])
    for name in (CLEAN, CITY):
        with_twin = next(d for d in five().documents if d.plan.id == name)
        documents = {d for span in with_twin.spans for d in span.documents}
        assert name != CLEAN or SCAN not in documents
    clean = next(d for d in compare_plans([plan(CLEAN), plan(SCAN), plan(CITY)]).documents if d.plan.id == CLEAN)
    assert clean.sharing == next(d for d in alone.documents if d.plan.id == CLEAN).sharing


def test_what_tay_ninh_alone_shares_is_not_the_countrys_boilerplate() -> None:
    near = words_of_scope(five(), CITY, "within_province")
    far = words_of_scope(five(), CITY, "cross_province")
    assert "25-CT/TU" in near and "25-CT/TU" not in far
    assert "76/NQ-CP" in far


def test_text_of_a_source_is_marked_and_the_source_has_no_column() -> None:
    result = compare_plans([plan(KIEN_GIANG), plan(QUANG_NGAI)], [plan(CITY)])
    assert [d.plan.id for d in result.documents] == [KIEN_GIANG, QUANG_NGAI]
    document = result.documents[0]
    marked = [span for span in document.spans if span.source == CITY]
    assert marked and all(span.scope == "source" and span.class_ != "local" for span in marked)
    assert result.pairs[0] == compare_plans([plan(KIEN_GIANG), plan(QUANG_NGAI)]).pairs[0]


def test_cited_documents_that_were_not_given_are_listed_once() -> None:
    numbers = [missing.number for missing in five().missing_sources if missing.type == "Chỉ thị"]
    assert "33/CT-TTg" in numbers
    assert len(numbers) == len(set(numbers))


def test_two_directives_with_one_title_share_a_formula() -> None:
    clean = next(d for d in compare_plans([plan(CLEAN), plan(CITY)]).documents if d.plan.id == CLEAN)
    start = clean.plan.text.index("16/CT-TTg")
    end = clean.plan.text.index("33/CT-TTg")
    title = [
        s for s in clean.spans if s.start > start and s.end < end and "đổi mới" in clean.plan.text[s.start : s.end]
    ]
    assert title and {s.layer for s in title} == {"formula"}


def test_what_differs_in_shared_text_is_named() -> None:
    adapted = {
        document.plan.text[span.start : span.end].strip(" ,;\n"): span.slot
        for document in compare_plans([plan(CLEAN), plan(CITY)]).documents
        for span in document.spans
        if span.class_ == "adapted"
    }
    assert (adapted["16/CT-TTg"], adapted["16/5/2016"], adapted["2023"]) == ("symbol", "date", "year")
    assert adapted["Thành ủy"] == "agency"


def test_an_executor_changes_nothing() -> None:
    plans = [plan(KIEN_GIANG), plan(CLEAN), plan(SCAN)]
    with alignment_process() as executor:
        assert compare_plans(plans, executor=executor) == compare_plans(plans)


def test_failures_and_options_are_handed_on() -> None:
    failure = Failure("x.txt", "x.txt: empty")
    result = compare_plans([plan(CLEAN), plan(CITY)], options=Options(base=CITY), failures=[failure])
    assert (result.failures, result.options.base) == ((failure,), CITY)


def test_another_province_changes_the_scope_and_nothing_else() -> None:
    other = replace(plan(CITY), metadata=replace(plan(CITY).metadata, province="Cà Mau"))
    here, there = (compare_plans([plan(CLEAN), city]) for city in (plan(CITY), other))
    assert {p.scope for p in here.pairs[0].passages} == {"within_province"}
    assert {p.scope for p in there.pairs[0].passages} == {"cross_province"}
    assert [d.sharing for d in here.documents] == [d.sharing for d in there.documents]


@pytest.mark.parametrize(
    ("plans", "options", "told"),
    [
        ([], Options(), "at least two"),
        ([CLEAN], Options(), "at least two"),
        ([CLEAN, CITY], Options(base="missing"), "must be one of"),
    ],
)
def test_what_cannot_be_compared_is_told(plans: list[str], options: Options, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        compare_plans([plan(name) for name in plans], options=options)


def test_a_source_that_is_the_plan_itself_is_told() -> None:
    codes = {w.code for w in compare_plans([plan(CLEAN), plan(CITY)], [plan(SCAN)]).warnings}
    assert "source-is-plan" in codes
    assert "source-is-plan" not in {w.code for w in five().warnings}
