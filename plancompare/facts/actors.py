"""Who is meant: the subject of the clause, or where it has none that of the sentence, the heading, the lines above.

3. Thanh tra tỉnh                                     the heading names who acts
Theo dõi, kiểm tra …; thực hiện chế độ báo cáo …      both clauses: Thanh tra tỉnh
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from plancompare.agencies.doing import doing_at
from plancompare.facts.clauses import begin
from plancompare.facts.context import Context
from plancompare.facts.doers import Doers, doers
from plancompare.facts.handed_out import hands_out
from plancompare.model import Section
from plancompare.statements import Statement

_FAR = 60  # parts of one sentence that are looked back through
_HIGH = 400  # sections between an item and the one above it
_LONGEST_ROLE = 14  # words of a heading
_HIGHEST = 5  # levels above an item
_GOES_ON = re.compile(
    r"(?:[-+*•\s]*)(?:(?:dong thoi|ngoai ra|ben canh do|qua do|tu do|trong do|hang \w+|moi \w+|dinh ky|khi|truoc|sau"
    r"|trong|tren co so|can cu|neu|truong hop|bao dam|rieng|qua trinh|thoi gian|thoi han)\b)"
)
_ROLE = re.compile(
    r"(?:giao vien|can bo|cong chuc|vien chuc|nhan vien|ke toan|thu quy|hoc sinh|phu huynh|chu dau tu|to truong|bi thu"
    r"|truong thon|ho gia dinh|cac ho|chu nguon|ho dan|ca nhan|cong dan|nhan dan|nguoi dan|chu co so|nha thau"
    r"|hoc vien|doanh nghiep)\b"
)


class Actor(NamedTuple):
    """Who is to act: `name` in full, more than one joined by `; `; None where nothing tells.

    `at` is where the text names them, None where it is the issuing body that is meant.
    """

    name: str | None
    at: tuple[int, int] | None


def who(context: Context, statement: Statement, at: int) -> Actor:
    """Who is to do what stands at `statement.plain[at]`.

    In this order: the subject of the clause; of the sentence, where the statement goes on behind a semicolon; of the
    sentence before, where this one goes on with what is to be done; the heading of the item, or the line above that
    ends in a colon, or those of the items above it; the issuing body. Under a heading that names no body, in the part
    that tells each body what to do, nothing tells.

    >>> from plancompare.model import Metadata, Scan
    >>> from plancompare.statements import read_statements
    >>> text = "3. Văn phòng Sở theo dõi việc thực hiện; định kỳ báo cáo UBND tỉnh."
    >>> whole = Section("III.3", None, "arabic", "3", "3.", None, None, 0, len(text), ((0, len(text)),), 1, 1)
    >>> statements = read_statements(text, [whole], Scan(False, 0.0, "typed"))
    >>> who(Context(text, [whole], statements, (), Metadata(), {}), statements[1], 0)
    Actor(name='Văn phòng Sở', at=(3, 15))
    """
    own = doers(context, statement)
    before = [found for found in own if found.low <= max(at, 0)]
    ahead = [found for found in own[:1] if found.first and ". " not in statement.plain[at : found.low]]
    if chosen := before[-1:] or ahead:
        return _actor(context, _with_those_before(context, statement, chosen[0]))
    place = _place(context.statements, statement)
    if place is not None:
        found = _of_the_sentence(context, place) or _of_the_sentence_before(context, place)
        if found:
            return _actor(context, found)
    section = _section(context.sections, statement)
    for _ in range(_HIGHEST):
        if section is None:
            break
        if found := _above(context, section, statement):
            return _actor(context, found)
        above = _parent(context.sections, section)
        if above and _is_headed(context, section) and _hands_out(context, above):
            return Actor(None, None)  # `Hộ gia đình`, `Chế độ báo cáo`: not the issuing body, among those it orders
        section = above
    return Actor(context.metadata.issuing_body, None)


def _with_those_before(context: Context, statement: Statement, found: Doers) -> Doers:
    """With the bodies of the parts before that are nothing but names: `các sở, ban, ngành; | các đơn vị … xây dựng`."""
    place = _place(context.statements, statement)
    names, start = found.names, found.at[0]
    for k in range(place or 0, max(0, (place or 0) - _FAR), -1):
        if context.statements[k].opens or context.statements[k - 1].heading or not found.first:
            break
        listed = doers(context, context.statements[k - 1])
        if (
            not listed
            or listed[0].low > 4
            or len(context.statements[k - 1].plain) > listed[-1].high + 2
            or len(listed) > 1
        ):
            break
        names, start = (*listed[0].names, *names), listed[0].at[0]
    return found._replace(names=names, at=(start, found.at[1]))


def _of_the_sentence(context: Context, place: int) -> Doers | None:
    """The subject of the sentence of which a part stands at `place`."""
    for k in range(place, max(0, place - _FAR), -1):
        if context.statements[k].opens or context.statements[k - 1].section != context.statements[place].section:
            return None
        if context.statements[k - 1].heading:
            return None
        lead = [
            found
            for found in doers(context, context.statements[k - 1])
            if found.first or context.statements[k - 1].opens
        ]
        if lead:
            return _with_those_before(context, context.statements[k - 1], lead[0])
    return None


def _of_the_sentence_before(context: Context, place: int) -> Doers | None:
    """All who are to act by the sentence before, in the same item, where this one names none and goes on."""
    statements = context.statements
    first = place
    while first > max(0, place - _FAR) and not statements[first].opens:
        first -= 1
    if not _goes_on(statements[first]):
        return None
    found: list[Doers] = []
    for k in range(first - 1, max(-1, first - _FAR), -1):
        if statements[k].section != statements[place].section or statements[k].heading:
            break
        lead = doers(context, statements[k])
        found[:0] = [one for one in lead if one.first] or lead[-1:]
        if statements[k].opens and found:
            break
    return _together(found)


def _goes_on(statement: Statement) -> bool:
    """Whether a sentence begins with what is to be done, or what binds it to the one before."""
    return (
        doing_at(statement.forms, 0) > 0 or _GOES_ON.match(statement.plain) is not None or statement.kind == "closing"
    )


def _together(found: Sequence[Doers]) -> Doers | None:
    if not found:
        return None
    names = tuple(name for one in found for name in one.names)
    return Doers(found[0].low, found[0].high, names, (found[0].at[0], found[-1].at[1]), True)


def _above(context: Context, section: Section, statement: Statement) -> Doers | None:
    """Who the heading of a section names, or its last line where that ends in a colon."""
    own = _statements_of(context.statements, section)
    headings = [one for one in own if one.heading]
    found = [doer for heading in headings for doer in doers(context, heading)]
    if found:
        return _together(found)
    if headings:
        return _role(context, headings[0])
    last = next((one for one in reversed(own) if one.start < statement.start), None)
    if last and last.section != statement.section and ":" in context.text[last.end : last.end + 3]:
        return _together(doers(context, last)[-1:])
    return None


def _is_headed(context: Context, section: Section) -> bool:
    return any(one.heading for one in _statements_of(context.statements, section))


def _hands_out(context: Context, section: Section) -> bool:
    return any(one.heading and hands_out(one) for one in _statements_of(context.statements, section))


def _role(context: Context, heading: Statement) -> Doers | None:
    """People named by what they are: `3) Giáo viên chủ nhiệm`."""
    low = begin(heading)
    if len(heading.forms) > _LONGEST_ROLE or not _ROLE.match(heading.plain, low):
        return None
    start, end = heading.span(low, len(heading.plain))
    return Doers(low, len(heading.plain), (" ".join(context.text[start:end].split()),), (start, end), True)


def _actor(context: Context, found: Doers) -> Actor:
    names = dict.fromkeys(_resolved(name, context.metadata.issuing_body or "") for name in found.names)
    return Actor("; ".join(names), found.at)


def _resolved(name: str, issuing: str) -> str:
    """The office of the issuing body where it is named alone: `Văn phòng` of a plan of a Sở."""
    return (
        f"{name} {issuing.split()[0]}"
        if name in ("Văn phòng", "Thanh tra") and issuing.startswith(("Sở", "Bộ"))
        else name
    )


# ---------------------------------------------------------------- places


def _place(statements: Sequence[Statement], statement: Statement) -> int | None:
    """The place of `statement` among all, which follow one another but for few."""
    place = bisect_left(statements, statement.start, key=lambda one: one.start)
    if place < len(statements) and statements[place] is statement:
        return place
    near = sorted(range(max(0, place - 40), min(len(statements), place + 40)), key=lambda k: abs(k - place))
    return next((k for k in near if statements[k] is statement), None)


def _section(sections: Sequence[Section], statement: Statement) -> Section | None:
    last = bisect_right(sections, statement.start, key=lambda one: one.start)
    return next((one for one in reversed(sections[max(0, last - _HIGH) : last]) if one.id == statement.section), None)


def _parent(sections: Sequence[Section], section: Section) -> Section | None:
    last = bisect_left(sections, section.start, key=lambda one: one.start)
    if section.parent is None:
        return None
    return next((one for one in reversed(sections[max(0, last - _HIGH) : last + 1]) if one.id == section.parent), None)


def _statements_of(statements: Sequence[Statement], section: Section) -> list[Statement]:
    """The sentences of a section's own text."""
    first = bisect_left(statements, section.start, key=lambda one: one.start)
    found: list[Statement] = []
    for statement in statements[first : first + _FAR]:
        if statement.section != section.id:
            break
        found.append(statement)
    return found
