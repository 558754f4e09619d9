"""Outlines of two texts at once: the second in a forked process.

`diff` reads two texts of much the same length, and one after the other they took a sixth of its time. A forked process
has all that its parent has loaded, so that it costs a few milliseconds; what it does is pure, so that nothing is lost
with it.
"""

from __future__ import annotations

import os
import sys

from msgspec import DecodeError, msgpack

from plancompare.model import Plan, Source
from plancompare.parse import outline_plan

_SHORT = 4000  # letters; a shorter text takes less time than a process


def outline_two(first: tuple[Source, str], second: tuple[Source, str]) -> tuple[Plan, Plan]:
    """The outlines of two texts, each with its id. Where the system cannot fork, or something else runs in this
    process already, one after the other."""
    if len(second[0].text) < _SHORT or not _may_fork():
        return outline_plan(*first), outline_plan(*second)
    out, into = os.pipe()
    child = os.fork()
    if not child:
        _answer(out, into, *second)
    os.close(into)
    try:
        plan = outline_plan(*first)
        with open(out, "rb") as answer:
            content = answer.read()
    finally:
        os.kill(child, 9)  # it has answered, or nobody waits for it any more
        os.waitpid(child, 0)
    try:
        return plan, msgpack.decode(content, type=Plan)
    except DecodeError:  # it was ended from outside, or there was no memory for two
        return plan, outline_plan(*second)


def _may_fork() -> bool:
    threading = sys.modules.get("threading")
    return hasattr(os, "fork") and (threading is None or threading.active_count() == 1)


def _answer(out: int, into: int, source: Source, id: str) -> None:
    """What the forked process does: it answers and ends, whatever happens, without a word."""
    try:
        os.close(out)
        with open(into, "wb") as answer:
            answer.write(msgpack.encode(outline_plan(source, id)))
    finally:
        os._exit(0)
