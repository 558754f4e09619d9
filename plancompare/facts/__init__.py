"""What a plan orders: deadlines, reports, targets, duties and who pays, each with its place in the text.

deadlines         until when
deadline_tables   the same in tables
bounds            which times are deadlines, and whether their day counts
due               times as plans name them
reports           how often
targets           how much, how well
target_tables     the same in tables
figures           figures with their units
subjects          which chapters are of targets, of results, of money
assignments       who does what
funding           who pays
actors            who is meant where the sentence does not say
doers             which bodies a sentence names as those who act
grounds           where in a clause what is to be done begins
handed_out        which parts of a plan hand it out
clauses           where in a sentence one thing to be done ends and the next begins
context           what every finder is handed
routes            to whom something goes, and through whom
clauses           where one thing that is to be done ends and the next begins
context           what all of these are handed
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from plancompare.agencies import abbreviations
from plancompare.facts.assignments import find_assignments
from plancompare.facts.context import Context
from plancompare.facts.deadline_tables import find_tabled_deadlines
from plancompare.facts.deadlines import find_deadlines
from plancompare.facts.funding import find_funding
from plancompare.facts.reports import find_reports
from plancompare.facts.targets import find_targets
from plancompare.model import Citation, Fact, Metadata, Section
from plancompare.statements import Statement

_LONGEST = 2000  # words; what is longer is no sentence, and reading it as one takes long


def find_facts(
    text: str,
    sections: Sequence[Section],
    statements: Sequence[Statement],
    citations: Sequence[Citation],
    metadata: Metadata,
) -> tuple[Fact, ...]:
    """The facts of a plan in the order of the text; `statements` are all those of its sections.

    >>> from plancompare.model import Scan
    >>> from plancompare.statements import read_statements
    >>> text = "1. Văn phòng gửi hồ sơ về Sở Nội vụ trước ngày 15/11/2024."
    >>> whole = Section("IV.1", None, "arabic", "1", "1.", None, None, 0, len(text), ((0, len(text)),), 1, 1)
    >>> statements = read_statements(text, [whole], Scan(False, 0.0, "typed"))
    >>> facts = find_facts(text, [whole], statements, [], Metadata(year=2024))
    >>> [(fact.value, fact.inclusive, fact.recipient) for fact in facts if fact.kind == "deadline"]
    [('2024-11-15', False, 'Sở Nội vụ')]
    """
    short = [statement for statement in statements if len(statement.words) <= _LONGEST]
    context = Context(text, sections, short, citations, metadata, abbreviations(text))
    timed = [*find_deadlines(context), *find_tabled_deadlines(context), *find_reports(context)]
    others = chain(find_targets(context), find_assignments(context, timed), find_funding(context))
    return _once(chain(timed, others))


def _once(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """In order, and of facts of one kind and value at overlapping places the shortest alone."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.kind, fact.value, fact.start, fact.end)):
        last = kept[-1] if kept else None
        if last and (last.kind, last.value) == (fact.kind, fact.value) and fact.start < last.end:
            if fact.end - fact.start < last.end - last.start:
                kept[-1] = fact
        else:
            kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: (fact.start, fact.end, fact.kind, fact.value)))
