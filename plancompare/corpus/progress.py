"""What a long step tells of itself: how much is done, some twenty times."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Tell = Callable[[str], None]
_TIMES = 20


def stretches(total: int, size: int, tell: Tell, doing: str, what: str) -> Iterator[tuple[int, int]]:
    """Start and end of stretches of at most `size` of `total`; tells when one is done, unless it was told just before.

    >>> list(stretches(5, 2, print, "reading", "texts"))
    reading: 2 of 5 texts
    reading: 4 of 5 texts
    reading: 5 of 5 texts
    [(0, 2), (2, 4), (4, 5)]
    """
    for start in range(0, total, size):
        end = min(start + size, total)
        yield start, end
        if start * _TIMES // total < end * _TIMES // total:
            tell(f"{doing}: {end:,} of {total:,} {what}")
