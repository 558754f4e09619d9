"""Work in batches, in other processes where there are any, with no more under way than is soon asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_UNDER_WAY = 8
"""Batches sent and not yet asked for: two for each of four processes. More would only take memory."""


def in_order(work: Callable[[Batch], Result], batches: Iterable[Batch], executor: Executor | None) -> Iterator[Result]:
    """What `work` makes of each batch, in order; without an executor it is done here, when asked for.

    `batches` is asked for the next one only when there is room. What was not begun when the caller stops is dropped.
    """
    if executor is None:
        yield from map(work, batches)
        return
    under_way: deque[Future[Result]] = deque()
    try:
        for batch in batches:
            under_way.append(executor.submit(work, batch))
            if len(under_way) >= _UNDER_WAY:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    finally:
        for future in under_way:
            future.cancel()
