"""What plans say of one cited document, and where what they say cannot all be true.

Two mentions are of one document when type, number and the body's code agree and nothing else speaks against it: a
local number needs one province, and of days in different years, because numbers begin anew each year, the subjects must
be alike. That is less strict than `citations.same_document`, for which two dates are two documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from plancompare.channel import read_forms
from plancompare.citations import citation_key, is_central
from plancompare.model import Citation, Plan
from plancompare.text import fold, words

_ALIKE = 0.6
"""Share of the words of the shorter of two subjects that stand in the other one too."""
_FEWEST_WORDS = 4
_SUBJECT_WORDS = 30
_MOST_MENTIONS = 64
"""Mentions of one document that are compared with one another; a plan has some ten."""
_COMMITTEE = re.compile(r"(?:tinh|thanh|huyen|thi|quan|dang) uy\b|chap hanh dang bo")
_TERM = re.compile(r"\([^()]{0,30}\)|,? khoa [ivx]{1,6}\b")
_LETTERS = frozenset(("van ban", "cong van", "thong bao"))
"""Types that plans use for one another."""


class Mention(NamedTuple):
    """A citation and the plan it stands in."""

    plan: Plan
    citation: Citation


class Reading(NamedTuple):
    """One thing that is said of a document (a date, an issuer, a type), and where."""

    value: str
    mentions: tuple[Mention, ...]


Conflict = tuple[Reading, ...]
"""Readings of one document that exclude each other, in the order in which they are met."""
Apart = Callable[[Mention, Mention], bool]


def mentions_of(plans: Iterable[Plan]) -> list[Mention]:
    """All citations with a number, plan by plan in the order of the text."""
    return [Mention(plan, citation) for plan in plans for citation in plan.citations if citation.number]


def date_conflicts(mentions: Sequence[Mention], apart: Apart | None = None) -> Iterator[Conflict]:
    """Documents that are given two days. `apart` says of which two mentions the readings are compared; else all are."""
    dated = [mention for mention in mentions if mention.citation.date]
    yield from _conflicts(dated, lambda c: citation_key(c)[:2], lambda c: c.date or "", _two_days, apart)


def issuer_conflicts(mentions: Sequence[Mention], apart: Apart | None = None) -> Iterator[Conflict]:
    """Documents that are given to two bodies of which neither is the other by a shorter name."""
    issued = [mention for mention in mentions if mention.citation.issuer]
    yield from _conflicts(issued, lambda c: citation_key(c)[:2], lambda c: c.issuer or "", are_two_bodies, apart)


def type_conflicts(mentions: Sequence[Mention], apart: Apart | None = None) -> Iterator[Conflict]:
    """Documents of one number and day that are called by two types."""
    typed = [m for m in mentions if m.citation.date and citation_key(m.citation)[0] not in _LETTERS]
    yield from _conflicts(typed, lambda c: citation_key(c)[1:3], lambda c: c.type, _two_types, apart)


def _two_days(a: str, b: str) -> bool:
    return not a.startswith(b) and not b.startswith(a)


def _two_types(a: str, b: str) -> bool:
    a, b = fold(a), fold(b)
    return a not in b and b not in a


def are_two_bodies(a: str, b: str) -> bool:
    """Whether two names of bodies cannot be those of one body.

    A name within the other is the same body named shorter, or a person of it; the bureau of a local party committee and
    the committee itself sign for one another.

    >>> are_two_bodies("Bộ Chính trị", "Ban Chấp hành Trung ương")
    True
    >>> [are_two_bodies("Ban Bí thư", "Ban Bí thư (khóa XI)"), are_two_bodies("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"),
    ...  are_two_bodies("Ban Chấp hành Đảng bộ tỉnh", "Ban Thường vụ Tỉnh ủy Tây Ninh")]
    [False, False, False]
    """
    short, long = sorted((_bare(a), _bare(b)), key=len)
    if short in long:
        return False
    return not (_COMMITTEE.search(short) and _COMMITTEE.search(long))


def _bare(issuer: str) -> str:
    return " ".join(_TERM.sub("", fold(issuer)).split())


def _conflicts(
    mentions: Sequence[Mention],
    document: Callable[[Citation], Hashable],
    reading: Callable[[Citation], str],
    exclude: Callable[[str, str], bool],
    apart: Apart | None,
) -> Iterator[Conflict]:
    groups: dict[Hashable, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[document(mention.citation)].append(mention)
    for group in groups.values():
        values = [reading(mention.citation) for mention in group]
        if len(set(values)) < 2:
            continue
        held: dict[str, dict[int, Mention]] = defaultdict(dict)
        for i, j in combinations(range(min(len(group), _MOST_MENTIONS)), 2):
            a, b = group[i], group[j]
            if exclude(values[i], values[j]) and (apart is None or apart(a, b)) and _one_document(a, b):
                held[values[i]][i] = a
                held[values[j]][j] = b
        if held:
            readings = sorted(held.items(), key=lambda found: min(found[1]))
            yield tuple(Reading(value, tuple(found[at] for at in sorted(found))) for value, found in readings)


def _one_document(a: Mention, b: Mention) -> bool:
    """Whether two mentions of one number are of one document, though not all they say of it agrees."""
    level_a, level_b = citation_key(a.citation)[3], citation_key(b.citation)[3]
    if level_a and level_b and level_a != level_b:
        return False
    alike = _alike(a, b)
    if alike is False:
        return False
    if not is_central(a.citation) and a.plan.id != b.plan.id:
        province = a.plan.metadata.province
        if province is None or province != b.plan.metadata.province or not alike:
            return False
    years = [(mention.citation.date or "")[:4] for mention in (a, b)]
    if not all(years) or years[0] == years[1]:
        return True
    return alike is True and not _of_two_years(a, b)


def _of_two_years(a: Mention, b: Mention) -> bool:
    """Whether the dates are as many years apart as the plans: each plan cites its own year's document."""
    of_a, of_b = a.plan.metadata.year, b.plan.metadata.year
    if of_a is None or of_b is None or of_a == of_b:
        return False
    return int((a.citation.date or "0")[:4]) - int((b.citation.date or "0")[:4]) == of_a - of_b


def _alike(a: Mention, b: Mention) -> bool | None:
    """Whether both documents have one subject; None where it is not told of both."""
    subjects = [_subject(mention) for mention in (a, b)]
    fewest = min(map(len, subjects))
    if fewest < _FEWEST_WORDS:
        return None
    return len(subjects[0] & subjects[1]) >= _ALIKE * fewest


def _subject(mention: Mention) -> frozenset[str]:
    found = words(mention.citation.subject or "")[:_SUBJECT_WORDS]
    return frozenset(read_forms([word.shown for word in found], mention.plan.ocr))
