"""Passages against their definition, checked by a judge that knows nothing of the method."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare import collate
from plancompare.collate import Alignment, shared_passages
from plancompare.errors import LimitError

CLAUSE = "công tác dân vận của cơ quan hành chính nhà nước chính quyền các cấp trong tình hình mới".split()


def breaks(a: Sequence[str], b: Sequence[str], passage: Alignment) -> list[str]:
    """The clauses of the definition of a loose passage, the wider of the two, that a passage breaks."""
    pairs = [(i + k, j + k) for i, j, n in passage.runs for k in range(n)]
    found = []
    if len(pairs) < 12:
        found.append("fewer than 12 agree")
    if any(a[i] != b[j] for i, j in pairs):
        found.append("a pair does not agree")
    for side in (0, 1):
        places = [pair[side] for pair in pairs]
        if sorted(set(places)) != places:
            found.append("not in order")
        if any(y - x > 6 for x, y in zip(places, places[1:], strict=False)):
            found.append("more than five in a row disagree")
        agreed = [at in set(places) for at in range(places[0], places[-1] + 1)]
        if sum(agreed) < 0.7 * len(agreed):
            found.append("less than 70 % agree")
        for cut, ends_agreeing in enumerate(agreed, 1):
            if ends_agreeing and sum(agreed[:cut]) < 0.5 * cut:
                found.append(f"beginning of {cut}")
        for cut, begins_agreeing in enumerate(reversed(agreed), 1):
            if begins_agreeing and sum(agreed[-cut:]) < 0.5 * cut:
                found.append(f"end of {cut}")
    return found


syllable = st.sampled_from("công tác dân vận chính quyền các cấp năm".split())
text = st.lists(syllable, max_size=60)


@given(text, text)
def test_every_passage_keeps_the_definition(a: list[str], b: list[str]) -> None:
    for passage in shared_passages(a, b):
        assert breaks(a, b, passage) == []


@given(st.lists(syllable, min_size=12, max_size=40), text, text, text, text)
def test_what_is_copied_is_found(copy: list[str], a1: list[str], a2: list[str], b1: list[str], b2: list[str]) -> None:
    a, b = [*a1, "(", *copy, ")", *a2], [*b1, "[", *copy, "]", *b2]
    at_a, at_b = len(a1) + 1, len(b1) + 1
    assert any(
        p.a[0] <= at_a and p.a[1] >= at_a + len(copy) and p.b[0] <= at_b and p.b[1] >= at_b + len(copy)
        for p in shared_passages(a, b)
    )


@given(text)
def test_a_text_shares_all_of_itself(a: list[str]) -> None:
    whole = [p for p in shared_passages(a, a) if p.a == p.b == (0, len(a))]
    assert len(whole) == (len(a) >= 12)


@given(text, text)
def test_a_longer_passage_is_listed_instead_of_its_parts(a: list[str], b: list[str]) -> None:
    found = shared_passages(a, b)
    for one in found:
        for other in found:
            inside = one.a[0] >= other.a[0] and one.a[1] <= other.a[1] and one.b[0] >= other.b[0]
            assert one is other or not (inside and one.b[1] <= other.b[1])


def test_passages_cross_each_other_and_one_stretch_may_match_twice() -> None:
    other = "thực hiện nghiêm túc các quy định về tiếp công dân và giải quyết khiếu nại tố cáo".split()
    found = shared_passages([*CLAUSE, "một", *other], [*other, "hai", *CLAUSE, "ba", *CLAUSE])
    assert len(found) == 3


def agreed_most(gap: int) -> int:
    a = [*CLAUSE, *(["x"] * gap), *CLAUSE]
    return max(p.agreed for p in shared_passages(a, CLAUSE * 2))


def test_four_in_a_row_may_disagree_five_part_a_firm_passage() -> None:
    assert agreed_most(4) == 2 * len(CLAUSE)
    assert agreed_most(5) == len(CLAUSE)


def test_a_reworked_beginning_is_told_only_where_no_firm_passage_explains_the_text() -> None:
    a = "Quyết định số 23-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương về việc ban hành".split()
    b = "Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị về".split()
    title = "Quy chế công tác dân vận của hệ thống chính trị".split()
    (found,) = shared_passages([*a, *title], [*b, *title])
    assert (found.a, found.b) == ((0, len(a) + len(title)), (0, len(b) + len(title)))


def test_eleven_are_a_stock_phrase() -> None:
    assert shared_passages(CLAUSE[:11], CLAUSE[:11]) == ()


def test_misread_syllables_agree_where_the_caller_says_so() -> None:
    scan = ["c0ng", *CLAUSE[1:7], "hanb", *CLAUSE[8:]]
    misread = {("công", "c0ng"), ("hành", "hanb")}
    (found,) = shared_passages(CLAUSE, scan, lambda x, y: (x, y) in misread)
    assert (found.a, found.agreed, found.verbatim) == ((0, len(CLAUSE)), len(CLAUSE), True)


def test_too_much_repetition_is_an_error_not_a_smaller_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collate, "MAX_SEEDS", 1000)
    with pytest.raises(LimitError, match="repeat each other"):
        shared_passages(["a"] * 100, ["a"] * 100)


def test_a_loose_passage_stays_within_a_section_a_firm_one_need_not() -> None:
    a = "thực hiện dân chủ ở cơ sở hai gắn thực hiện công tác dân vận chính quyền".split()
    b = "thực hiện quy chế dân chủ ở cơ sở và công tác dân vận chính quyền".split()
    assert len(shared_passages(a, b)) == 1
    assert shared_passages(a, b, begins_a=[7]) == ()
    assert len(shared_passages(CLAUSE, CLAUSE, begins_a=[7], begins_b=[7])) == 1
