"""The letters that differ between two short readings of one place."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, NamedTuple

# Longer readings than this share letters by chance; they are shown whole.
_LONGEST = 120


class Letters(NamedTuple):
    """Some letters of one reading; `differ` where the other reading does not have them."""

    text: str
    differ: bool


@lru_cache(maxsize=4096)
def letters(a: str, b: str) -> tuple[tuple[Letters, ...], tuple[Letters, ...]]:
    """Both readings cut where they differ, the cuts moved to where a person would put them.

    diff-match-patch without a time limit (its default one gives up in silence) and with its semantic clean-up.

    >>> letters("chính quyền", "chính quyển")
    ((Letters(text='chính quy', differ=False), Letters(text='ề', differ=True), Letters(text='n', differ=False)), \
(Letters(text='chính quy', differ=False), Letters(text='ể', differ=True), Letters(text='n', differ=False)))
    """
    if a.isspace() or b.isspace() or not a or not b or max(len(a), len(b)) > _LONGEST:
        return _whole(a), _whole(b)
    engine = _engine()
    pieces = engine.diff_main(a, b, False)
    engine.diff_cleanupSemantic(pieces)
    return (
        tuple(Letters(text, change != 0) for change, text in pieces if change <= 0),
        tuple(Letters(text, change != 0) for change, text in pieces if change >= 0),
    )


def _whole(reading: str) -> tuple[Letters, ...]:
    return (Letters(reading, True),) if reading else ()


@cache
def _engine() -> Any:
    from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
