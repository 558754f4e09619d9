"""Work in batches, in order, with a bounded number under way."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from plancompare.corpus.batches import in_order


def doubled(batch: int) -> int:
    sleep(0.01 * (batch % 3))
    return 2 * batch


def test_results_stand_in_order_with_or_without_a_pool() -> None:
    with ThreadPoolExecutor(3) as pool:
        assert list(in_order(doubled, range(30), pool)) == list(in_order(doubled, range(30), None))
        assert list(in_order(doubled, [], pool)) == []


def test_no_more_is_asked_for_than_is_soon_needed() -> None:
    asked: list[int] = []

    def batches() -> Iterator[int]:
        for batch in range(1000):
            asked.append(batch)
            yield batch

    with ThreadPoolExecutor(2) as pool:
        found = in_order(doubled, batches(), pool)
        assert [next(found) for _ in range(5)] == [0, 2, 4, 6, 8]
        assert len(asked) < 20


def test_what_was_not_begun_is_dropped_when_nobody_asks_any_more() -> None:
    begun: list[int] = []
    go_on = Event()

    def work(batch: int) -> int:
        begun.append(batch)
        if batch:
            go_on.wait(5)
        return batch

    with ThreadPoolExecutor(1) as pool:
        found = in_order(work, range(100), pool)
        assert next(found) == 0
        found.close()  # type: ignore[attr-defined]
        go_on.set()
    assert len(begun) <= 2


def test_an_error_in_a_batch_is_the_callers() -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(ZeroDivisionError):
        list(in_order(lambda batch: 1 // batch, [1, 0, 1], pool))
