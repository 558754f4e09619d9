"""What kind of edit a change is: a number, a date, a citation, an agency, a negation, or plain wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plancompare.changes.cover import Stretch
from plancompare.changes.texts import Text
from plancompare.model.difference import ChangeKind
from plancompare.slots import slot_kinds
from plancompare.text import canonical, fold

if TYPE_CHECKING:
    from plancompare.model.comparison import SlotKind

_NEGATIONS = frozenset(("không", "chưa", "chẳng", "chớ", "đừng", "cấm"))
_NEGATIONS_READ = frozenset(("khong", "chua", "chang"))  # `dung` and `cho` are other words as a rule
_AROUND = 6  # words beside a change that may make up the name of a body with it
_LONGEST_NEGATION = 3
_KINDS: dict[SlotKind, ChangeKind] = {
    "date": "date",
    "symbol": "citation",
    "year": "number",
    "number": "number",
    "agency": "agency",
}
_BY_CAUSE: dict[str, ChangeKind] = {"moved": "move", "other_case": "case", "other_marks": "diacritic"}


def kind_of(a: Text, b: Text, stretch: Stretch) -> ChangeKind:
    """The kind of an edit of `a` that gave `b`; `word` where it is no other."""
    step, cause = stretch.words, stretch.verdict.cause
    if cause in _BY_CAUSE:
        return _BY_CAUSE[cause]
    if step is None:
        return (
            "number"
            if "%" in a.plan.text[stretch.a_start : stretch.a_end] + b.plan.text[stretch.b_start : stretch.b_end]
            else "word"
        )
    words_a, words_b = a.words[step.i : step.i_end], b.words[step.j : step.j_end]
    turned = _negates([word.shown for word in words_a]) != _negates([word.shown for word in words_b])
    if turned and max(len(words_a), len(words_b)) <= _LONGEST_NEGATION:
        return "negation"
    if not words_a:
        return "insertion"
    if not words_b:
        return "deletion"
    if cause == "other_order":
        return "word"
    shown_a, shown_b = (" ".join(word.shown for word in words) for words in (words_a, words_b))
    if fold(shown_a) == fold(shown_b):  # undecidable, or it would have its cause
        return "case" if shown_a.lower() == shown_b.lower() or shown_b.isascii() else "diacritic"
    if _is_label(a, step.i) and _is_label(b, step.j):
        return "numbering"
    kinds = [*_slots(a, step.i, step.i_end), *_slots(b, step.j, step.j_end)]
    digits = [any(map(str.isdigit, word.shown)) for word in (*words_a, *words_b)]
    for slot, has_digits in zip(kinds, digits, strict=True):
        if has_digits and slot in _KINDS:
            return _KINDS[slot]
    return "agency" if "agency" in kinds else "word"


def _negates(shown: Sequence[str]) -> bool:
    return any(canonical(word) in _NEGATIONS or (word.isascii() and fold(word) in _NEGATIONS_READ) for word in shown)


def _is_label(text: Text, at: int) -> bool:
    """Whether a line begins with this word and a sign behind it sets it apart, as in `2.` and `a)`."""
    word = text.words[at]
    before = text.plan.text[text.words[at - 1].end if at else 0 : word.start]
    behind = text.plan.text[word.end : word.end + 1]
    return (at == 0 or "\n" in before) and behind in (".", ")", "/", ":") and len(word.shown) <= 5


def _slots(text: Text, first: int, end: int) -> tuple[SlotKind, ...]:
    """The kinds of the words, told with the words around them."""
    low, high = max(0, first - _AROUND), min(len(text.words), end + _AROUND)
    words = text.words[low:high]
    is_scan = text.plan.ocr.is_ocr
    forms = [fold(word.shown) if is_scan else canonical(word.shown) for word in words]
    return slot_kinds(text.plan.text, words, forms, is_scan)[first - low : first - low + end - first]
