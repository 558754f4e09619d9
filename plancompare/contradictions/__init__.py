"""Where a plan contradicts itself, the register of central documents or another plan.

oddities    within one text
conflicts   across plans
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.model import Notice, Plan
from plancompare.model.comparison import Caveat


def find_oddities(plan: Plan) -> tuple[Notice, ...]:
    """What contradicts itself or looks wrong within one text, in the order of the text."""
    return ()


def find_conflicts(
    plans: Sequence[Plan], witnesses: Sequence[Sequence[str]], typos: Mapping[tuple[str, str], Sequence[object]]
) -> tuple[tuple[Caveat, ...], tuple[Caveat, ...]]:
    """Where plans contradict one another, and the errors they have in common."""
    return (), ()
