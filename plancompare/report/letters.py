"""The letters that differ between two short readings of one place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

# Longer readings than this share letters by chance; they are shown whole.
_LONGEST = 120
# A word, with the marks inside a document symbol, date or figure. A letter that stands for a word (see `_Signs`)
# is a word of its own, should a text hold one.
_SIGN = "\U000f0000"
_WORD = re.compile(rf"[{_SIGN}-\U000ffffd]|[^\W_]+(?:[-–/.,][^\W_]+)*")


class Letters(NamedTuple):
    """Some letters of one reading; `differ` where the other reading does not have them."""

    text: str
    differ: bool


class _Signs:
    """Words that agree whole or not at all, each as one sign: figures, symbols, dates, and words in capitals.

    A reader compares `357-QD/TU` with `57-QĐ/TU` as two numbers, not letter by letter.
    """

    def __init__(self) -> None:
        self._signs: dict[str, str] = {}

    def put(self, reading: str) -> str:
        return _WORD.sub(self._sign, reading)

    def words(self, signs: str) -> str:
        back = {ord(sign): word for word, sign in self._signs.items()}
        return signs.translate(back)

    def _sign(self, found: re.Match[str]) -> str:
        word = found[0]
        if word.isupper() or word[0] >= _SIGN or any(map(str.isdigit, word)):
            return self._signs.setdefault(word, chr(ord(_SIGN) + len(self._signs)))
        return word


@lru_cache(maxsize=4096)
def letters(a: str, b: str) -> tuple[tuple[Letters, ...], tuple[Letters, ...]]:
    """Both readings cut where they differ, the cuts moved to where a person would put them.

    diff-match-patch without a time limit (its default one gives up in silence) and with its semantic clean-up.

    >>> letters("chính quyền", "chính quyển")
    ((Letters(text='chính quy', differ=False), Letters(text='ề', differ=True), Letters(text='n', differ=False)), \
(Letters(text='chính quy', differ=False), Letters(text='ể', differ=True), Letters(text='n', differ=False)))
    >>> letters("số 357-QD/TU", "số 57-QĐ/TU")[1]
    (Letters(text='số ', differ=False), Letters(text='57-QĐ/TU', differ=True))
    """
    if a.isspace() or b.isspace() or not a or not b or max(len(a), len(b)) > _LONGEST:
        return _whole(a), _whole(b)
    signs = _Signs()
    engine = _engine()
    pieces = engine.diff_main(signs.put(a), signs.put(b), False)
    engine.diff_cleanupSemantic(pieces)
    return (
        tuple(Letters(signs.words(text), change != 0) for change, text in pieces if change <= 0),
        tuple(Letters(signs.words(text), change != 0) for change, text in pieces if change >= 0),
    )


def _whole(reading: str) -> tuple[Letters, ...]:
    return (Letters(reading, True),) if reading else ()


@cache
def _engine() -> Any:
    from diff_match_patch import diff_match_patch  # type: ignore[import-untyped]

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    return engine
