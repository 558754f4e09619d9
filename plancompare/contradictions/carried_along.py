"""Small slips in citations that two plans have at one place: nothing to tell of one plan, telling of their descent.

1847/QĐ -TTg                            a symbol with a space in it
23/CT-TTg … của Thủ tướng chính phủ     a body's name in other letters
114-KL/TW … của các cơ quan nhà nước    a title with other words than its own, where some plan prints it right
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from plancompare.channel import one_spelling, read_forms
from plancompare.citations.register import registered
from plancompare.contradictions.across import Witnesses
from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.wording import called
from plancompare.model import Citation, Plan
from plancompare.model.comparison import Caveat, Evidence
from plancompare.text import words

_SYMBOL = re.compile(r"\d{1,5}[a-z]?[ \t]{0,2}[-/][^\s,;]{0,12}(?:[ \t]{0,2}[-/][ \t]{0,2}[^\s,;]{1,12}){0,3}")
_SPACED = re.compile(r"[ \t][-/]|[-/][ \t]")
_LONGEST_ISSUER = 60
_ENDS_ALIKE = 3
"""Words at either end in which a changed title and the right one agree; else it was cut off, not changed."""


class _Slip(NamedTuple):
    """`kind` and what is the same where two plans make it; where it stands, and how it looks."""

    kind: str
    same: tuple[str, ...]
    plan: Plan
    citation: Citation
    start: int
    end: int


_SAID = {
    "symbol": ("cùng viết ký hiệu có khoảng trắng", "print the symbol with the same space in it"),
    "name": ("cùng viết sai chữ hoa, chữ thường tên cơ quan", "print the name of the body in the same wrong case"),
    "title": ("cùng ghi trích yếu khác văn bản gốc", "change the title in the same way"),
}


def carried_along(known: Witnesses) -> Iterator[Caveat]:
    """Each such slip that plans of two documents or more have."""
    found: dict[tuple[str, ...], list[_Slip]] = defaultdict(list)
    cited = [(plan, citation) for plan in known.plans for citation in plan.citations]
    printed_right = {_number(citation) for plan, citation in cited if _is_right(plan, citation)}
    for plan, citation in cited:
        if citation.number is None:
            continue
        for slip in (*_spaced(plan, citation), *_in_other_case(plan, citation), *_retitled(plan, citation)):
            if slip.kind != "title" or citation.number in printed_right:
                found[slip.kind, *slip.same].append(slip)
    for held in found.values():
        typed = any(origin_of(slip.plan) != "scan" for slip in held)
        if typed and len({known.of[slip.plan.id] for slip in held}) > 1:
            yield _caveat(held, known)


def _caveat(held: list[_Slip], known: Witnesses) -> Caveat:
    first = {slip.plan.id: slip for slip in reversed(held)}
    lines = {id: known.lines[id].at(first[id].start) for id in sorted(first)}
    slip = held[0]
    shown = slip.citation.subject if slip.kind == "title" else " ".join(slip.plan.text[slip.start : slip.end].split())
    vietnamese, english = _SAID[slip.kind]
    name = called(slip.citation)
    return Caveat(
        code=f"shared-{slip.kind}",
        message=f"{', '.join(f'{id} (dòng {line})' for id, line in lines.items())} {vietnamese} – {name}: “{shown}”",
        evidence=tuple(Evidence(one.plan.id, one.start, one.end) for one in held),
        english=f"{', '.join(f'{id} (line {line})' for id, line in lines.items())} {english} – {name}: “{shown}”",
        confidence=0.7,
    )


def _number(citation: Citation) -> str:
    return citation.number or ""


def _spaced(plan: Plan, citation: Citation) -> Iterator[_Slip]:
    symbol = _SYMBOL.search(plan.text, citation.start, citation.end)
    if symbol and _SPACED.search(symbol[0]):
        spaces = "".join(sign for sign in symbol[0] if sign in " \t-/")
        yield _Slip("symbol", (_number(citation), spaces), plan, citation, *symbol.span())


def _in_other_case(plan: Plan, citation: Citation) -> Iterator[_Slip]:
    issuer = citation.issuer
    if issuer is None:
        return
    begin = citation.end
    behind = plan.text[begin : begin + _LONGEST_ISSUER]
    at = behind.lower().find(issuer.lower())
    shown = behind[at : at + len(issuer)]
    if at >= 0 and shown != issuer and not shown.isupper():
        yield _Slip("name", (_number(citation), shown), plan, citation, begin + at, begin + at + len(issuer))


def _retitled(plan: Plan, citation: Citation) -> Iterator[_Slip]:
    printed, right = _titles(plan, citation)
    is_whole = printed[:_ENDS_ALIKE] == right[:_ENDS_ALIKE] and printed[-_ENDS_ALIKE:] == right[-_ENDS_ALIKE:]
    if printed and printed != right and is_whole:
        yield _Slip("title", (_number(citation), *printed), plan, citation, citation.start, citation.end)


def _is_right(plan: Plan, citation: Citation) -> bool:
    printed, right = _titles(plan, citation)
    return bool(printed) and printed == right


def _titles(plan: Plan, citation: Citation) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the title as printed and as registered, in plain form; none of both where either is not known."""
    known = registered(citation) if citation.subject and citation.number else None
    if known is None or citation.subject is None:
        return (), ()
    printed = read_forms([word.shown for word in words(citation.subject)], plan.ocr)
    return printed, tuple(one_spelling(word.shown) for word in words(known.title))
