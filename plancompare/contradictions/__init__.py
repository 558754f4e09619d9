"""Where a plan contradicts itself, the register of central documents or another plan.

wording            days, lines and names as messages give them
readings           what plans say of one document, and what of it excludes the rest
dates_and_issuers  one document with two dates, issuers or types within a plan
by_register        what the register knows better
days               days no calendar has, and documents younger than the plan that cites them
sequence           numbers of sections
quotes             quotation marks without a partner
breaks             text that stops in the middle
spelling           slips of the pen in typed texts
places             links and names of other provinces
origin, doubt      whether the signs of a text can be trusted, and its digits
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.contradictions.breaks import cut_paragraphs, missing_end
from plancompare.contradictions.by_register import misattributed_documents, misdated_documents
from plancompare.contradictions.dates_and_issuers import disagreements
from plancompare.contradictions.days import cited_ahead, impossible_days
from plancompare.contradictions.places import foreign_links, foreign_names
from plancompare.contradictions.quotes import lone_quotes
from plancompare.contradictions.sequence import out_of_sequence
from plancompare.contradictions.spelling import slips
from plancompare.contradictions.wording import lines_of
from plancompare.model import Notice, Plan
from plancompare.model.comparison import Caveat

_FINDERS = (
    disagreements,
    misdated_documents,
    misattributed_documents,
    impossible_days,
    cited_ahead,
    out_of_sequence,
    lone_quotes,
    cut_paragraphs,
    missing_end,
    foreign_links,
    foreign_names,
    slips,
)


def find_oddities(plan: Plan) -> tuple[Notice, ...]:
    """What contradicts itself or looks wrong within one text, in the order of the text."""
    lines = lines_of(plan)
    found = [notice for find in _FINDERS for notice in find(plan, lines)]
    return tuple(sorted(found, key=lambda notice: (notice.start, notice.end, notice.code)))


def find_conflicts(
    plans: Sequence[Plan], witnesses: Sequence[Sequence[str]], typos: Mapping[tuple[str, str], Sequence[object]]
) -> tuple[tuple[Caveat, ...], tuple[Caveat, ...]]:
    """Where plans contradict one another, and the errors they have in common."""
    return (), ()
