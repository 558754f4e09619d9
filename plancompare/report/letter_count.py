"""Places in a plan counted in letters as a page shows them, blanks left out: so a script finds them on the page."""

from __future__ import annotations

import re
from bisect import bisect_right

from plancompare.report.visible import UNSHOWN, visible

_UNEVEN = re.compile(rf"\s+|{UNSHOWN.pattern}")


class LetterCount:
    """Counts the letters of one text.

    >>> count = LetterCount("Kế hoạch\\n2024")
    >>> [count.before(offset) for offset in (0, 2, 3, 8, 9, 13)]
    [0, 2, 2, 7, 7, 11]
    """

    def __init__(self, text: str) -> None:
        # Stretches that count for more or less than their length, and the letters up to the end of each.
        self._starts, self._ends, self._letters = [0], [0], [0]
        for found in _UNEVEN.finditer(text):
            letters = self._letters[-1] + found.start() - self._ends[-1] + letters_in(found[0])
            self._starts.append(found.start())
            self._ends.append(found.end())
            self._letters.append(letters)

    def before(self, offset: int) -> int:
        """How many letters of the page stand before the letter at `offset` of the text."""
        i = bisect_right(self._starts, offset) - 1
        if offset < self._ends[i]:
            return self._letters[i - 1] + self._starts[i] - self._ends[i - 1]
        return self._letters[i] + offset - self._ends[i]


def letters_in(text: str) -> int:
    """How many letters of the page a text has.

    >>> letters_in(" a b\\0 ")
    10
    """
    return len("".join(visible(text).split()))
