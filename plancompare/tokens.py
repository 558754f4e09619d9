"""What of a plan is compared: its words without furniture, each in an exact and in a tolerant form.

This is the one place that decides when two words agree. Two clean texts are compared letter by letter, case and
tone placement aside: `đôn đốc` and `đơn đốc` differ, `bảo đảm` and `đảm bảo` do not. As soon as the marks of one of
the two cannot be relied on, both are compared by the toneless syllable that was most likely printed (`channel.py`).
That is so in a scan read with the wrong language and in a text typed without marks, which show it by themselves, and
in a scan read with a Vietnamese model, which passes for a typed text: one word in 20 to 300 has other marks than were
printed (`tổ` read as `tố`, `chi` as `chỉ`, `tỉnh` as `tinh`). Two texts that share sentences tell it together: the
marks differ too often in what they have in common (`_marks_differ`).

What the scan of a plan in place of its text changes for the plans compared with it, over 207 scans of 22 texts
(`tests/benchmarks/scans_in_compare.py`; points are percentage points of shared, adapted or local, of the worst plan
and on average; F1 of the words of the other plan that agree, scan against text):

                                      by their marks          as described
    Vietnamese model, 300 to 150 dpi  3.6 (0.9)   F1 .980
    Vietnamese model, fax             7.7 (2.2)      .962
    Vietnamese and English, mixed    14.9 (2.6)      .949
    English model                     (never by marks)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from plancompare import channel
from plancompare.model import Plan
from plancompare.text import Word, canonical, fold, words_outside

LEAST_MARKED = 0.2  # share of words with a mark; in Vietnamese prose it is above .7, numbers and names included
RUN = 5
"""Words in a row that two texts must have in common for their marks to be compared: of so many words without their
marks none of the 4,851 pairs of typed texts has one by chance, of three words some have dozens."""
MISREAD_RUNS = 0.02
"""Share of such runs with other marks from which one of the texts was misread: typed texts with recorded edits reach
.014, scans that change the others by more than two points begin at .03."""
MISREAD_WORDS = 3
"""Different words with other marks that this takes: one typing error repeated everywhere is no scan. Two gain .04
points on average, .015 instead of .02 gains nothing."""

_SWAPPED = {
    first: second
    for wording in ("đảm bảo", "giản đơn", "đổi thay")
    for first, second in (wording.split(), fold(wording).split())
}
"""Words written with their two syllables in either order, which mean the same: the rarer order, first -> second."""

Forms = tuple[str, ...]
Alike = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of one plan in order; `exact` and `tolerant` are parallel to `words`.

    `compared` are the two again, with `đảm bảo` and the like in one order: these are compared with another plan's.
    `begins` are the numbers of the words with which a section begins.
    `has_marks` says that the letters can be taken at their word: no scan that lost its marks, nor typed without them.
    """

    plan: Plan
    words: tuple[Word, ...]
    exact: Forms
    tolerant: Forms
    compared: tuple[Forms, Forms]
    begins: tuple[int, ...]
    has_marks: bool
    _misread: dict[Tokens, bool] = field(default_factory=dict, init=False, repr=False)


def tokenize(plan: Plan) -> Tokens:
    """The words of `plan` that stand outside furniture (page numbers, running lines, leaked links)."""
    furniture = (span for section in plan.sections if section.kind == "furniture" for span in section.own)
    found = words_outside(plan.text, furniture)
    return as_tokens(plan, found, channel.read_forms([word.shown for word in found], plan.ocr))


def as_tokens(plan: Plan, found: Sequence[Word], tolerant: Forms) -> Tokens:
    """What `tokenize` makes of a plan whose words were found and read before."""
    exact = tuple(_spelled(word.shown) for word in found)
    return Tokens(
        plan=plan,
        words=tuple(found),
        exact=exact,
        tolerant=tolerant,
        compared=(_in_one_order(exact), _in_one_order(tolerant)),
        begins=_begins(plan, found),
        has_marks=not plan.ocr.is_ocr and sum(not form.isascii() for form in exact) >= LEAST_MARKED * len(exact),
    )


_spelled = lru_cache(maxsize=1 << 16)(canonical)  # two words in three of a plan were met before in another


def _in_one_order(forms: Forms) -> Forms:
    """The forms with `đảm bảo` and the like as `bảo đảm`; in `bảo đảm bảo vệ` the order is right as it is."""
    places = [at for at, form in enumerate(forms[:-1]) if form in _SWAPPED and forms[at + 1] == _SWAPPED[form]]
    ordered = list(forms)
    for at in places:
        if at == 0 or forms[at - 1] != forms[at + 1]:
            ordered[at : at + 2] = forms[at + 1], forms[at]
    return tuple(ordered)


def _begins(plan: Plan, found: Sequence[Word]) -> tuple[int, ...]:
    starts = [word.start for word in found]
    kept = (section for section in plan.sections if section.kind != "furniture")
    return tuple(sorted({bisect_left(starts, section.start) for section in kept}))


def comparable_forms(a: Tokens, b: Tokens) -> tuple[Forms, Forms, Alike | None]:
    """The forms by which two plans are compared, and whether unequal forms may still be one word misread."""
    if a.has_marks and b.has_marks:
        misread = a._misread.get(b)
        if misread is None:  # asked again for each of their passages
            misread = a._misread[b] = _marks_differ(a, b)
        if not misread:
            return a.compared[0], b.compared[0], None
    return a.compared[1], b.compared[1], channel.alike


def _marks_differ(a: Tokens, b: Tokens) -> bool:
    """Whether so much of what two texts have in common differs in marks that one of them must be a scan."""
    runs_a, runs_b = _runs(a), _runs(b)
    shared = runs_a.keys() & runs_b.keys()
    differing = [_differing(runs_a[run], runs_b[run]) for run in shared if runs_a[run] != runs_b[run]]
    misread = sum(map(bool, differing))
    return misread >= MISREAD_RUNS * len(shared) and len(set().union(*differing)) >= MISREAD_WORDS


@lru_cache(maxsize=64)  # texts that are compared one after the other; half a megabyte each of six pages
def _runs(tokens: Tokens) -> dict[str, str]:
    """Each run of RUN words without its marks -> the same with its marks, where it stands last.

    Runs are kept as text: thousands of tuples would cost a pass of the garbage collector, 40 ms.
    """
    bare, marked = (
        map(" ".join, zip(*(forms[i:] for i in range(RUN)), strict=False)) for forms in (tokens.tolerant, tokens.exact)
    )
    return dict(zip(bare, marked, strict=True))


def _differing(one: str, other: str) -> set[tuple[str, str]]:
    """The words that differ in marks, with their counterparts; dates and symbols may be written in two ways."""
    pairs = zip(one.split(" "), other.split(" "), strict=True)
    return {(x, y) for x, y in pairs if x != y and x.isalpha() and y.isalpha()}
