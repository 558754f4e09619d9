"""What every reader returns: text, and how it came out of the bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """Text of one file: NFC, lines end in `\\n`. `repairs` tells a person, in Vietnamese, what was changed."""

    text: str
    encoding: str | None
    repairs: tuple[str, ...] = ()
