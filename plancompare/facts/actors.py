"""Who is meant where a sentence does not say."""

from __future__ import annotations

from typing import NamedTuple

from plancompare.facts.context import Context
from plancompare.statements import Statement


class Actor(NamedTuple):
    """Who is to act: `name` in full, `at` where the text names it; None where it is the issuing body."""

    name: str | None
    at: tuple[int, int] | None


def who(context: Context, statement: Statement, at: int) -> Actor:
    """Who is to do what `statement.plain[at:]` says."""
    return Actor(None, None)
