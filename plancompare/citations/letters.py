"""A text with its marks taken off, letter for letter, and the name a misread one is nearest to."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, partial


def _base(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0].lower()
    return bare if len(bare) == 1 else letter


# Latin letters with marks, which is what Vietnamese is written with and what a scan makes of it.
_LATIN = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x1EA0, 0x1F00))
_OTHERS = {"đĐðÐ": "d", "øØ": "o", "–—‐‑\u00ad": "-", "\u00a0\u2007\u202f": " "}


class _Flat(dict[int, str]):
    """Code of a letter -> what it is shown as in a flat text, found when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = _base(letter) if any(code in letters for letters in _LATIN) else letter
        return self[code]


_FLAT = _Flat({ord(letter): flat for letters, flat in _OTHERS.items() for letter in letters})
# Letters a scan writes as digits or signs.
_AS_LETTERS = str.maketrans("6048&1|¢§", "ooaoeiioo")


def flat(text: str) -> str:
    """`text` in lower case without Vietnamese marks; dashes are hyphens, hard spaces spaces.

    Letter for letter: an offset in the result is an offset in `text`.

    >>> flat("Quyết định số 23–QĐ/TW")
    'quyet dinh so 23-qd/tw'
    """
    return text.translate(_FLAT)


def as_letters(word: str) -> str:
    """A flattened word with the digits and signs a scan put for letters turned back.

    >>> as_letters("t6"), as_letters("k&")
    ('to', 'ke')
    """
    return word.translate(_AS_LETTERS)


def nearest(printed: str, names: Sequence[str], misread: float) -> tuple[str, float] | None:
    """The one of `names` nearest to `printed` and the share of letters that differ, if at most `misread` do.

    >>> nearest("thi tweng chinh phu", ("chinh phu", "thu tuong chinh phu"), 0.3)
    ('thu tuong chinh phu', 0.15789473684210525)
    """
    found = _search()(printed, names, score_cutoff=misread)
    return (found[0], found[1]) if found else None


@cache
def _search() -> Callable[..., tuple[str, float, int] | None]:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    return partial(process.extractOne, scorer=Levenshtein.normalized_distance)
