"""The processes that read texts and verify pairs, as many as there are cores."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread

from plancompare.errors import LimitError

_RARELY = 100_000, 50, 50
"""When Python looks for garbage in circles: by default it goes through the words of all texts at hand so often that
verifying takes a fifth longer."""
_STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


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
        with _signals_held_back():
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


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Signals wait for the end of the block; a process started in it holds them back until it lets them in."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    gc.set_threshold(*_RARELY)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)
