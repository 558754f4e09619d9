"""What two texts are to one another: one document, one document with edits, plans that share text, strangers.

On the 37 pairs of clean text and reading that the thresholds were chosen on, the texts of one document share at least
.95 of their words, plans that quote one another between .19 and .79, strangers at most .022, so that these three are
told apart without an error; of the 25 pairs of one document 23 are rightly told edited or not, by signs only:
`compare` has to know which texts count as one witness, and to tell noise from edits is what `diff` is for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plancompare.collate import Alignment
from plancompare.model import Plan, Relation
from plancompare.text import fold

ONE_DOCUMENT = 0.87  # share of the words of both texts that agree in passages: half way between .79 and .95
RELATED = 0.05  # of one of them: between .022 and .19
_SIGNS = 2  # gaps that look like changes, and passages a text may fall into, that reading noise alone explains
_SAME_NAME = 85  # per cent of the letters without marks that two names of one body share where one is of a scan


def agreed_shares(passages: Sequence[Alignment], words_a: int, words_b: int) -> tuple[float, float]:
    """The share of the words of A, and of B, that agree in some passage of the two."""
    in_a = {i for p in passages for first, _, n in p.runs for i in range(first, first + n)}
    in_b = {j for p in passages for _, first, n in p.runs for j in range(first, first + n)}
    return len(in_a) / max(1, words_a), len(in_b) / max(1, words_b)


def relate(a: Plan, b: Plan, passages: Sequence[Alignment], forms_a: Sequence[str], forms_b: Sequence[str]) -> Relation:
    """The relation of two plans from their passages and the forms of their words.

    Texts that say of themselves that they are two (another year, province, body or number) are never one document,
    however alike: the same office's plan of the next year is `related`.
    """
    shares = agreed_shares(passages, len(forms_a), len(forms_b))
    if max(shares) < RELATED:
        return "unrelated"
    if min(shares) < ONE_DOCUMENT or _say_they_are_two(a, b):
        return "related"
    return "same_with_edits" if _looks_edited(passages, forms_a, forms_b) else "same"


def _say_they_are_two(a: Plan, b: Plan) -> bool:
    one, other = a.metadata, b.metadata
    scanned = a.ocr.is_ocr or b.ocr.is_ocr
    return (
        _differ(one.year, other.year)
        or _differ(one.province, other.province)
        or (_differ(one.document_number, other.document_number) and not scanned)  # a scan may misread a digit
        or (_differ(one.issuing_body, other.issuing_body) and not (scanned and _near(a, b)))
    )


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _near(a: Plan, b: Plan) -> bool:
    """Whether two names of bodies may be one: a scan leaves `quận Long Bien` where the text says `quận Long Biên`."""
    from rapidfuzz.fuzz import ratio

    one, other = fold(a.metadata.issuing_body or ""), fold(b.metadata.issuing_body or "")
    return ratio(one, other) >= _SAME_NAME


def _looks_edited(passages: Sequence[Alignment], forms_a: Sequence[str], forms_b: Sequence[str]) -> bool:
    """Whether the text fell into several passages, or gaps in it hold other digits or several words too many."""
    told: set[int] = set()
    parts = signs = 0
    for passage in sorted(passages, key=lambda p: (-p.agreed, p.runs)):
        own = {i for first, _, n in passage.runs for i in range(first, first + n)}
        if 2 * len(own & told) > len(own):
            continue
        told |= own
        parts += 1
        for (i, j, n), (next_i, next_j, _) in zip(passage.runs, passage.runs[1:], strict=False):
            one, other = forms_a[i + n : next_i], forms_b[j + n : next_j]
            digits = _digits(one), _digits(other)
            signs += abs(len(one) - len(other)) > 1 or (all(digits) and digits[0] != digits[1])
    return parts > _SIGNS or signs > _SIGNS


def _digits(forms: Sequence[str]) -> str:
    return "".join(c for form in forms for c in form if c.isdigit())


def witnesses(ids: Sequence[str], related: Mapping[tuple[str, str], Relation]) -> tuple[tuple[str, ...], ...]:
    """The texts grouped by document: a scan, a draft and a clean text of one plan are one witness."""
    group = {id: {id} for id in ids}
    for (a, b), relation in related.items():
        if relation in ("same", "same_with_edits"):
            joined = group[a] | group[b]
            for id in joined:
                group[id] = joined
    return tuple(sorted({tuple(sorted(members)) for members in group.values()}))
