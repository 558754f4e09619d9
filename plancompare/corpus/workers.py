"""The processes that read texts and verify pairs, as many as there are cores."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context

from plancompare.children import follow_parent, signals_held_back
from plancompare.errors import LimitError

_RARELY = 100_000, 50, 50
"""When Python looks for garbage in circles: by default it goes through the words of all texts at hand so often that
verifying takes a fifth longer."""


def cores() -> int:
    """The cores this process may run on."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def worker_processes(jobs: int) -> Iterator[Executor | None]:
    """An executor of `jobs` processes, which end with the block or with their parent; None for one: it is done here.

    An interruption is for the parent, who ends them at once. Raises LimitError where one of them was ended from
    outside, as Linux does when memory runs out.
    """
    if jobs == 1:
        yield None
        return
    others = active_children()
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        with signals_held_back():
            for _ in range(jobs):
                pool.submit(int)  # starts a process
        yield pool
    except BrokenProcessPool:
        what = "a process that read the texts was ended from outside, perhaps for want of memory"
        raise LimitError(f"{what}; run the same with fewer --jobs") from None
    finally:
        for process in active_children():
            if process not in others:
                process.kill()  # what it may still be at, nobody waits for
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    gc.set_threshold(*_RARELY)
    follow_parent()
