"""What every reader returns: text, and how it came out of the bytes."""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """Text of one file: NFC, lines end in `\\n`. `repairs` tells a person, in Vietnamese, what was changed."""

    text: str
    encoding: str | None
    repairs: tuple[str, ...] = ()
