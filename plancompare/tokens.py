"""What of a plan is compared: its words without furniture, each in an exact and in a tolerant form.

This is the one place that decides when two words agree. Two clean texts are compared letter by letter, case and
tone placement aside: `đôn đốc` and `đơn đốc` differ. As soon as one of the two has lost its marks, as a scan read
with the wrong language or a text typed without them, both are compared by the toneless syllable that was most likely
printed (`channel.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plancompare import channel
from plancompare.model import Plan
from plancompare.text import Word, canonical, words

LEAST_MARKED = 0.2  # share of words with a mark; in Vietnamese prose it is above .7, numbers and names included


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of one plan in order; `exact` and `tolerant` are parallel to `words`.

    `begins` are the numbers of the words with which a section begins.
    `has_marks` says that the letters can be taken at their word: no scan that lost its marks, nor typed without them.
    """

    plan: Plan
    words: tuple[Word, ...]
    exact: tuple[str, ...]
    tolerant: tuple[str, ...]
    begins: tuple[int, ...]
    has_marks: bool


def tokenize(plan: Plan) -> Tokens:
    """The words of `plan` that stand outside furniture (page numbers, running lines, leaked links)."""
    furniture = sorted(span for section in plan.sections if section.kind == "furniture" for span in section.own)
    found: list[Word] = []
    at = 0
    for start, end in [*furniture, (len(plan.text), len(plan.text))]:
        found += words(plan.text, at, start)
        at = end
    shown = [word.shown for word in found]
    exact = tuple(canonical(word) for word in shown)
    return Tokens(
        plan=plan,
        words=tuple(found),
        exact=exact,
        tolerant=channel.read_forms(shown, plan.ocr),
        begins=_begins(plan, found),
        has_marks=not plan.ocr.is_ocr and sum(not form.isascii() for form in exact) >= LEAST_MARKED * len(exact),
    )


def _begins(plan: Plan, found: Sequence[Word]) -> tuple[int, ...]:
    starts = [word.start for word in found]
    kept = (section for section in plan.sections if section.kind != "furniture")
    return tuple(sorted({bisect_left(starts, section.start) for section in kept}))


def comparable_forms(
    a: Tokens, b: Tokens
) -> tuple[tuple[str, ...], tuple[str, ...], Callable[[str, str], bool] | None]:
    """The forms by which two plans are compared, and whether unequal forms may still be one word misread."""
    if a.has_marks and b.has_marks:
        return a.exact, b.exact, None
    return a.tolerant, b.tolerant, channel.alike
