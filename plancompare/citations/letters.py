"""A text with its marks taken off, letter for letter, so that an offset in it is an offset in the text."""

from __future__ import annotations

import unicodedata


def _base(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0].lower()
    return bare if len(bare) == 1 else letter


# Latin letters with marks, which is what Vietnamese is written with and what a scan makes of it.
_LATIN = [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1EA0, 0x1F00)]
_FLAT = {code: _base(chr(code)) for code in _LATIN}
_FLAT |= {ord(c): "d" for c in "đĐðÐ"} | {ord(c): "o" for c in "øØ"} | {ord(c): "-" for c in "–—‐‑\u00ad"}
_FLAT |= {ord(c): " " for c in "\u00a0\u2007\u202f"}


def flat(text: str) -> str:
    """`text` in lower case without Vietnamese marks, of the same length; dashes are hyphens, hard spaces spaces.

    >>> flat("Quyết định số 23–QĐ/TW")
    'quyet dinh so 23-qd/tw'
    """
    return text.translate(_FLAT)
