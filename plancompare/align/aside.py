"""Aligning in a process of its own.

scikit-learn takes longer to load than five plans take to read and collate. The process loads it while its parent
does both, which halves the time of a comparison on two cores; the result is the same.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread

_STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


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
            with _signals_held_back():
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


def _load() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent tells of an interruption and ends this process
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
    Thread(target=_end_with_parent, daemon=True).start()
    import sklearn.feature_extraction.text  # noqa: F401


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        signal.raise_signal(signal.SIGTERM)
