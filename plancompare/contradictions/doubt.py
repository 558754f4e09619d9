"""How far the digits of a text can be relied on: in a scan one of them may have been misread."""

from __future__ import annotations

from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.wording import Said
from plancompare.model import Plan

_MISREAD = Said(
    "; bản quét nên có thể đọc sai chữ số, cần đối chiếu bản gốc",
    "; the text is a scan and a digit may have been misread: check the original",
)
_FEW = 2


def doubt(plans: tuple[Plan, ...], one: str, other: str) -> tuple[Said, float]:
    """What to add to a message that rests on two dates being different, and how sure it is that they are.

    `plans` are those the dates stand in. Of three digits and more that differ a misreading is not the reason.
    """
    origins = {origin_of(plan) for plan in plans}
    if "scan" not in origins:
        return Said("", ""), 0.95 if origins == {"typed"} else 0.9
    if misread_digits(one, other) > _FEW:
        return Said("", ""), 0.85
    return _MISREAD, 0.6


def misread_digits(one: str, other: str) -> int:
    """In how many digits two ISO dates differ, all of the longer where one has a part more.

    >>> misread_digits("2021-10-19", "2021-10-29"), misread_digits("2022-11-06", "2022-01-06")
    (1, 1)
    """
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b for a, b in zip(one, other, strict=True))
