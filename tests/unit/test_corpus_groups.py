"""Groups of verified pairs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from plancompare.corpus.groups import ALIKE, NEAR, group_pairs
from plancompare.model import Relation
from plancompare.model.comparison import Lineage
from plancompare.model.scan import Group, ScannedPair


def pair(a: str, b: str, relation: Relation, score: float) -> ScannedPair:
    first, second = sorted((a, b))
    nothing = Lineage(None, None)
    return ScannedPair(
        first, second, relation, score, score, score, "undetermined", None, nothing, "cross_province", ()
    )


def told(groups: Sequence[Group]) -> list[tuple[str, str, str]]:
    return [(group.id, group.relation, " ".join(group.documents)) for group in groups]


def test_texts_of_one_document_are_joined_through_every_pair() -> None:
    pairs = [pair("a", "b", "same", 0.95), pair("b", "c", "same_with_edits", 0.9), pair("x", "y", "same", 1.0)]
    assert told(group_pairs(pairs)) == [("g1", "same_with_edits", "a b c"), ("g2", "same", "x y")]


def test_copies_of_one_text_are_joined_through_neighbours() -> None:
    chain = [pair(f"xã {k:02}", f"xã {k + 1:02}", "related", ALIKE) for k in range(30)]
    assert [len(group.documents) for group in group_pairs(chain)] == [31]


def test_plans_of_much_the_same_text_stand_around_the_one_that_is_near_to_most() -> None:
    pairs = [pair("tỉnh", f"xã {k}", "related", 0.6) for k in range(4)] + [pair("xã 0", "xã 1", "related", 0.62)]
    assert told(group_pairs(pairs)) == [("g1", "related", "tỉnh xã 0 xã 1 xã 2 xã 3")]


def test_a_chain_of_plans_is_not_one_group() -> None:
    chain = [pair(f"{k:02}", f"{k + 1:02}", "related", 0.6) for k in range(30)]
    assert max(len(group.documents) for group in group_pairs(chain)) == 3


def test_a_plan_between_two_goes_to_the_nearer() -> None:
    pairs = [pair("a", f"a{k}", "related", 0.6) for k in range(3)] + [pair("b", f"b{k}", "related", 0.6) for k in "012"]
    pairs += [pair("a", "m", "related", 0.5), pair("b", "m", "related", 0.55)]
    assert told(group_pairs(pairs)) == [("g1", "related", "b b0 b1 b2 m"), ("g2", "related", "a a0 a1 a2")]


def test_a_document_in_several_texts_counts_once_and_brings_all_its_texts() -> None:
    pairs = [pair("a.ocr", "a.txt", "same", 0.99), pair("a.ocr", "b", "related", 0.6)]
    assert told(group_pairs(pairs)) == [("g1", "related", "a.ocr a.txt b"), ("g2", "same", "a.ocr a.txt")]


def test_plans_that_share_little_are_no_group() -> None:
    assert group_pairs([pair("a", "b", "related", NEAR - 0.01), pair("c", "d", "unrelated", 0.02)]) == ()


names = st.sampled_from("abcdefghij")
scores = st.sampled_from([0.2, 0.5, 0.6, 0.9])
relation = st.sampled_from(["same", "same_with_edits", "related"])
found = st.dictionaries(st.tuples(names, names).filter(lambda two: two[0] < two[1]), st.tuples(relation, scores))


@given(found, st.randoms(use_true_random=False))
def test_what_holds_of_all_groups(found: dict[tuple[str, str], tuple[Relation, float]], chance: Random) -> None:
    pairs = [pair(a, b, relation, score) for (a, b), (relation, score) in found.items()]
    groups = group_pairs(pairs)
    chance.shuffle(pairs)
    assert group_pairs(pairs) == groups
    assert [group.id for group in groups] == [f"g{k}" for k in range(1, len(groups) + 1)]
    assert [len(group.documents) for group in groups] == sorted((len(g.documents) for g in groups), reverse=True)
    for kind in ({"same", "same_with_edits"}, {"related"}):
        members = [text for group in groups if group.relation in kind for text in group.documents]
        assert len(members) == len(set(members)) and all(len(group.documents) > 1 for group in groups)
    for group in groups:
        inside = [one for one in pairs if {one.a, one.b} <= set(group.documents)]
        if group.relation == "same":
            assert not any(one.relation == "same_with_edits" for one in inside)


def test_a_hundred_thousand_pairs_take_seconds() -> None:
    chance = Random(7)
    pairs = [
        pair(f"{a:06}", f"{b:06}", chance.choice(("same", "related", "related")), chance.random())
        for family in range(2300)
        for a, b in combinations(range(family * 10, family * 10 + 10), 2)
    ]
    start = process_time()
    groups = group_pairs(pairs)
    assert process_time() - start < 10
    assert len(pairs) > 100_000 and len(groups) > 2000
