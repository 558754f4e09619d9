"""Where a plan contradicts itself, the register of central documents or another plan.

wording            days, lines and names as messages give them
readings           what plans say of one document, and what of it excludes the rest
dates_and_issuers  one document with two dates, issuers or types within a plan
by_register        what the register knows better
days               days no calendar has, documents younger than the plan, deadlines older than it
sequence           numbers of sections
quotes             quotation marks without a partner
head               a head that is missing or has blanks
breaks             text that stops in the middle
spelling           slips of the pen in typed texts
phrases            standing phrases and titles spelled otherwise
places             links and names of other provinces
across             one document with two dates, issuers or types in two plans
spelled_apart      one sentence with other marks in two plans, other figures in two texts of one
shared_errors      the errors plans have in common
carried_along      slips of citations that are an error only where plans share them
origin, doubt      whether the signs of a text can be trusted, and its digits
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from plancompare.contradictions.across import conflicting_citations, witnesses_of
from plancompare.contradictions.breaks import cut_paragraphs, missing_end
from plancompare.contradictions.by_register import misattributed_documents, misdated_documents
from plancompare.contradictions.carried_along import carried_along
from plancompare.contradictions.dates_and_issuers import disagreements
from plancompare.contradictions.days import cited_ahead, impossible_days, late_deadlines
from plancompare.contradictions.head import incomplete_head
from plancompare.contradictions.phrases import misspelled_phrases
from plancompare.contradictions.places import foreign_links, foreign_names
from plancompare.contradictions.quotes import lone_quotes
from plancompare.contradictions.sequence import out_of_sequence
from plancompare.contradictions.shared_errors import shared_errors
from plancompare.contradictions.spelled_apart import spelled_otherwise, texts_that_differ
from plancompare.contradictions.spelling import slips
from plancompare.contradictions.wording import lines_of
from plancompare.model import Notice, Plan
from plancompare.model.comparison import Caveat
from plancompare.model.difference import Change
from plancompare.tokens import Tokens

_FINDERS = (
    incomplete_head,
    disagreements,
    misdated_documents,
    misattributed_documents,
    impossible_days,
    cited_ahead,
    late_deadlines,
    out_of_sequence,
    lone_quotes,
    cut_paragraphs,
    missing_end,
    foreign_links,
    foreign_names,
    slips,
    misspelled_phrases,
)

_MOST = 50
"""Oddities of one kind that are told; nobody reads more."""


def find_oddities(plan: Plan) -> tuple[Notice, ...]:
    """What contradicts itself or looks wrong within one text, in the order of the text."""
    lines = lines_of(plan)
    found = [notice for find in _FINDERS for notice in islice(find(plan, lines), _MOST)]
    return tuple(sorted(found, key=lambda notice: (notice.start, notice.end, notice.code)))


def find_conflicts(
    tokens: Sequence[Tokens],
    witnesses: Sequence[Sequence[str]],
    changes: Mapping[tuple[str, str], Sequence[Change]],
) -> tuple[tuple[Caveat, ...], tuple[Caveat, ...]]:
    """Where plans contradict one another, and the errors they have in common.

    `tokens` are the words of the plans compared, whose `warnings` hold the oddities of each; `witnesses` the ids of the
    texts of each document; `changes` what `diff` finds in two texts of one document, by their ids.
    """
    known = witnesses_of([one.plan for one in tokens], witnesses)
    conflicts = (*conflicting_citations(known), *spelled_otherwise(known, tokens), *texts_that_differ(known, changes))
    return conflicts, (*shared_errors(known), *carried_along(known))
