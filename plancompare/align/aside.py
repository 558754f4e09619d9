"""Aligning in a process of its own.

scikit-learn takes longer to load than five plans take to read and collate. The process loads it while its parent
does both, which halves the time of a comparison on two cores; the result is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context

from plancompare.children import follow_parent, signals_held_back


@contextmanager
def alignment_process() -> Iterator[Executor | None]:
    """An executor with one process, which begins to load at once and ends with the block or with its parent.

    None where the system allows no other process: then the same is done here, only later.
    """
    others = active_children()
    pool = None
    try:
        try:
            pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_load)
            with signals_held_back():
                pool.submit(int)  # the first task starts the process
        except (ImportError, OSError):
            pool = None
        yield pool
    finally:
        for process in active_children():
            if process not in others:
                process.kill()  # it may still be loading, and nobody waits for it any more
        if pool is not None:
            pool.shutdown(cancel_futures=True)  # its thread has to end before Python does, or the two race


def _load() -> None:
    follow_parent()
    import sklearn.feature_extraction.text  # noqa: F401
