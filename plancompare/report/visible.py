"""Characters that HTML forbids, or that would turn the reading direction, as something that can be seen."""

from __future__ import annotations

import re

# What is not shown as it is: see `visible`.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BLANK = "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85"


def visible(text: str) -> str:
    """The text as a page shows it: characters of control by their number, odd blanks as spaces.

    >>> visible("a\\u202eb\\x0cc")
    'a[U+202E]b c'
    """
    return UNSHOWN.sub(_made_visible, text)


def _made_visible(found: re.Match[str]) -> str:
    character = found[0]
    return " " if character in _BLANK else f"[U+{ord(character):04X}]"
