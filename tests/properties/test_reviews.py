"""What a reader overrules: applied where the words stand that were quoted, else nothing changes and it is said why."""

from __future__ import annotations

import msgspec
from drawn_plans import PROVINCES, Drawn, drawn_plans, edited, read
from effort import pure, whole
from hypothesis import example, given
from hypothesis import strategies as st

from plancompare import compare_plans, diff_plans
from plancompare.errors import UsageError
from plancompare.model import Plan
from plancompare.model.review import Overrule, Place, Review, Reviewed
from plancompare.review.entries import ReviewFile, find_words, read_review

texts = st.lists(st.sampled_from("Sở Nội vụ chủ trì a b \n".split(" ")), max_size=20).map(" ".join)
numbers = st.integers(-3, 60)


@given(texts, numbers, numbers, st.one_of(texts, st.text(max_size=5)))
@pure(60)
def test_words_found_are_the_words_quoted_and_stand_there_once(text: str, start: int, end: int, quote: str) -> None:
    found = find_words(text, Place("a", start, end, quote))
    if found is not None:
        assert start <= found[0] <= found[1] <= end
        if quote.split():
            assert text[slice(*found)].split() == quote.split()


@given(texts, st.data())
@pure(40)
def test_a_whole_stretch_is_found_by_its_own_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    found = find_words(text, Place("a", start, end, quote))
    assert found is not None
    assert not quote.split() or text[slice(*found)] == quote.strip()


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(str.encode)))
@pure(60)
@example(b'{"schema":"plancompare/review/1","documents":[],"overrules":[]}')
def test_any_bytes_are_a_review_or_refused_in_one_line(content: bytes) -> None:
    try:
        read_review(content, "r.json")
    except UsageError as error:
        assert "\n" not in str(error)


kinds = st.sampled_from(("noise", "edit", "join", "part", "class", "province", "level", "year", "number", "note"))


@st.composite
def reviews(draw: st.DrawFn, plans: list[Plan]) -> Review:
    overrules = []
    for _ in range(draw(st.integers(0, 3))):
        places = []
        for plan in draw(st.lists(st.sampled_from(plans), max_size=3)):
            start = draw(st.integers(0, len(plan.text)))
            end = draw(st.integers(start, min(len(plan.text), start + 80)))
            quote = draw(st.sampled_from((plan.text[start:end], "", "không có")))
            places.append(Place(plan.id, start, end, quote))
        value = draw(st.sampled_from((None, "2023", "tỉnh", "shared", "local", "<b>", *PROVINCES[:2])))
        overrules.append(Overrule(draw(kinds), tuple(places), value, draw(st.sampled_from(("", "lý do")))))
    return Review(tuple(Reviewed(plan.id, plan.sha256) for plan in plans), tuple(overrules))


@given(drawn_plans(most_items=4), drawn_plans(most_items=4), st.data())
@whole(2)
def test_every_overrule_of_compare_is_told_and_a_failed_one_changes_nothing(
    a: Drawn, b: Drawn, data: st.DataObject
) -> None:
    plans = [read(a.text(), "a"), read(b.text(), "b")]
    review = data.draw(reviews(plans))
    assert read_review(msgspec.json.encode(review), "r").review == review
    result = compare_plans(plans, reviews=[ReviewFile("r", review)])
    assert [one.kind for one in result.review] == [one.kind for one in review.overrules]
    if all(one.problem or one.kind == "note" for one in result.review):
        assert msgspec.structs.replace(result, review=()) == compare_plans(plans)


@given(drawn_plans(most_items=4), st.data())
@whole(3)
def test_every_overrule_of_diff_is_told_and_a_failed_one_changes_nothing(plan: Drawn, data: st.DataObject) -> None:
    plans = [read(plan.text(), "a"), read(data.draw(edited(plan)).text(), "b")]
    review = data.draw(reviews(plans))
    result = diff_plans(*plans, reviews=[ReviewFile("r", review)])
    assert [one.kind for one in result.review] == [one.kind for one in review.overrules]
    if all(one.problem or one.kind == "note" for one in result.review):
        assert msgspec.structs.replace(result, review=()) == diff_plans(*plans)
