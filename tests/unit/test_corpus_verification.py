"""Verified pairs against `compare`, which finds the same passages by other ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, lru_cache
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

import msgspec
import numpy as np
import pytest

from plancompare.compare import compare_plans
from plancompare.corpus.preparation import grams_of
from plancompare.corpus.record import Read, encode, read_closely
from plancompare.corpus.verification import Unverified, Verified, arrange, judge, verify
from plancompare.ingest import ReadingOptions, read_source
from plancompare.model import Source
from plancompare.parse import outline_plan
from plancompare.tokens import tokenize

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures").glob("*.txt"))
PAIRS = list(combinations(range(len(FIXTURES)), 2))
NONE = np.array([], np.uint64)


@cache
def records() -> Mapping[int, bytes]:
    found = read_closely([str(path) for path in FIXTURES], ReadingOptions(), None)
    return {number: one.record for number, one in enumerate(found) if isinstance(one, Read)}


def given(numbers: Sequence[int]) -> dict[int, bytes]:
    return {number: records()[number] for number in numbers}


@cache
def kept() -> Sequence[bytes | Unverified | None]:
    return list(verify(PAIRS, given, None))


def judged(frequent: np.ndarray[tuple[int], np.dtype[np.uint64]] = NONE) -> list[Verified | None]:
    return [judge(a, b, one, frequent, 5) for (a, b), one in zip(PAIRS, kept(), strict=True) if isinstance(one, bytes)]


def made(text: str) -> bytes:
    source = Source(path="", sha256=str(hash(text)), text=text, media_type="text/plain", encoding="utf-8")
    return encode(tokenize(outline_plan(source, source.sha256)))


def test_a_pair_is_told_as_compare_tells_it() -> None:
    plans = [outline_plan(read_source(str(path)), f"{number}") for number, path in enumerate(FIXTURES)]
    compared = compare_plans(plans).pairs
    for pair, found in zip(compared, judged(), strict=True):
        assert found is not None
        assert (f"{found.a}", f"{found.b}", found.relation, found.score) == (
            pair.a,
            pair.b,
            pair.relation,
            pair.similarity,
        )
        told = [(p.a_start, p.a_end, p.b_start, p.b_end, p.kind, p.score) for p in pair.passages]
        assert [msgspec.structs.astuple(passage) for passage in found.passages] == told
        assert {found.scope} == {passage.scope for passage in pair.passages}
        assert found.lineage.kind == pair.lineage.kind
        assert 0 < min(found.shared_a, found.shared_b) <= found.score <= max(found.shared_a, found.shared_b) <= 1


def test_results_stand_in_the_order_asked_with_or_without_a_pool() -> None:
    backwards = PAIRS[::-1]
    asked: list[Sequence[int]] = []

    def noted(numbers: Sequence[int]) -> dict[int, bytes]:
        asked.append(numbers)
        return given(numbers)

    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(verify(backwards, noted, pool)) == list(kept())[::-1]
    assert asked == [list(range(len(FIXTURES)))]


def test_a_text_is_one_document_with_itself() -> None:
    (found,) = verify([(0, 0)], given, None)
    assert isinstance(found, bytes)
    same = judge(0, 0, found, NONE)
    assert same is not None
    assert (same.relation, same.score, same.direction, same.lineage.kind) == ("same", 1.0, "undetermined", None)


def test_whether_a_person_edited_a_text_is_told_as_diff_tells_it() -> None:
    text = read_source(str(FIXTURES[-1])).text
    texts = {
        0: made(text),
        1: made(text.replace("\n", "\n\n").replace("công tác dân vận", "công tác\ndân vận")),
        2: made(text.replace("hằng năm", "hằng quý").replace("chỉ đạo", "lãnh đạo")),
    }
    found = verify([(0, 1), (0, 2)], lambda numbers: texts, None)
    told = [judge(0, 1, one, NONE) for one in found if isinstance(one, bytes)]
    assert [one and one.relation for one in told] == ["same", "same_with_edits"]


def test_strangers_share_nothing_and_texts_that_repeat_each_other_are_told() -> None:
    texts = {
        0: made("Kế hoạch trồng rừng phòng hộ đầu nguồn của huyện trong mùa mưa năm nay"),
        1: made("Báo cáo kết quả thi đấu bóng đá thiếu niên toàn tỉnh hè vừa qua"),
        2: made("dân vận " * 4000),
        3: made("vận dân " * 4000),
    }
    nothing, told = verify([(0, 1), (2, 3)], lambda numbers: texts, None)
    assert nothing is None
    assert isinstance(told, Unverified)
    assert (told.a, told.b) == (2, 3) and "repeat each other" in told.error


def test_a_pair_is_not_told_for_what_many_texts_carry() -> None:
    texts = [read_source(str(path)).text for path in FIXTURES]
    everywhere = np.unique(np.concatenate([grams_of(text) for text in texts]))
    told = [found for found in judged(everywhere) if found]
    assert [found.relation for found in told] == ["same"]  # half of a text is told even so
    elsewhere = np.array([1, 2**62], np.uint64)
    assert None not in judged(elsewhere)
    of_the_first = grams_of(texts[0])
    told_of_others = {(found.a, found.b) for found in judged(of_the_first) if found}
    assert told_of_others == {(2, 3), (2, 4), (3, 4)}  # the first shares with the second what it shares with all


@pytest.mark.parametrize("size", [0, 1, 10])
def test_pairs_are_arranged_so_that_texts_are_decoded_about_once(size: int) -> None:
    pairs = sorted(pair for k in range(30) for pair in combinations(range(k, 30 * size, 30), 2))
    arranged = arrange(pairs)
    assert sorted(arranged) == pairs
    assert decoded(arranged) == 30 * size * (size > 1)
    assert size < 10 or decoded(pairs) > 1000


def decoded(pairs: Sequence[tuple[int, int]]) -> int:
    """How often a text is decoded where twenty are kept."""
    kept = lru_cache(20)(abs)
    for pair in pairs:
        for number in pair:
            kept(number)
    return kept.cache_info().misses
