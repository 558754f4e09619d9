"""Who does what."""

from __future__ import annotations

from collections.abc import Iterator

from plancompare.facts.context import Context
from plancompare.model import Fact


def find_assignments(context: Context) -> Iterator[Fact]:
    """Not yet."""
    yield from ()
