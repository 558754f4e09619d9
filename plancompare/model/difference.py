"""What `diff` finds in two texts."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from plancompare.model import Plan, Relation
from plancompare.model.review import Overruled

ChangeLabel = Literal["edit", "ocr_noise", "layout", "missing_part", "undecidable"]
Part = Literal["number", "date", "issuer"]
ChangeKind = Literal[
    "number",
    "date",
    "citation",
    "word",
    "insertion",
    "deletion",
    "move",
    "diacritic",
    "case",
    "numbering",
    "agency",
    "negation",
]
Cause = Literal[
    "other_wording",
    "other_digits",
    "other_marks",
    "other_case",
    "other_order",
    "other_punctuation",
    "added",
    "left_out",
    "moved",
    "marks_lost",
    "letters_misread",
    "case_misread",
    "words_run_together",
    "words_broken_apart",
    "punctuation_misread",
    "specks",
    "illegible",
    "white_space",
    "typography",
    "tone_placement",
    "page_furniture",
    "reading_order",
    "lost_part",
    "either",
    "digits_may_be_misread",
    "line_may_be_lost",
    "reviewed",
]


class CitedPart(Struct, frozen=True):
    """What of a cited document differs: `a` and `b` are what each text calls it (null where it cites none there)."""

    a: str | None
    b: str | None
    part: Part


class Change(Struct, frozen=True):
    """One stretch in which two texts differ; applying all changes of a `Difference` to A's text gives B's.

    `probability` is the calibrated probability that `label` is right; of `undecidable`, that a person changed it.
    `kind` is what a person did, or may have done (`undecidable`); null for noise, layout and missing parts. `cause`
    is why it is labelled so, as a code, `reason` the same as a sentence. A moved stretch is two changes with one
    number in `move`: one with an empty stretch of B where it left, one with an empty stretch of A where it arrived;
    both hold in `inside` the changes within the moved text itself, whose offsets are those of its two places. `cited`
    names the cited document whose number, date or issuer a person changed, or may have changed.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    a_text: str
    b_text: str
    label: ChangeLabel
    kind: ChangeKind | None
    probability: float
    cause: Cause
    reason: str
    move: int | None = None
    inside: tuple[Change, ...] = ()
    cited: CitedPart | None = None


class Confusion(Struct, frozen=True):
    """Letters of A that B shows as others, `count` times: a share `probability` of all places of `a` in A.

    Empty `a` or `b` says that letters were added or lost.
    """

    a: str
    b: str
    probability: float
    count: int


class ReadingQuality(Struct, frozen=True):
    """How well a section of A was read in B: `cer`, `wer`, `residual_cer` as in `Difference`; `section` is its id.

    `too_poor` says that so much of the section is misread that nothing can be told of its wording.
    """

    section: str
    words: int
    cer: float | None
    wer: float | None
    residual_cer: float | None
    too_poor: bool


class Remark(Struct, frozen=True):
    """Something said once for two texts as a whole: `code` is stable and hyphenated, `message` is for a person."""

    code: str
    message: str


class InCommon(Struct, frozen=True):
    """The shares of the words of A (`a`) and B (`b`) that have a counterpart in the other text, reading noise aside."""

    a: float
    b: float


class Difference(Struct, frozen=True, tag_field="schema", tag="plancompare/diff/1"):
    """Two texts of one document, or of two, and all that differs between them, in the order of A, then B.

    `relation_confidence` is how sure `relation` is: of `same_with_edits` the probability that one edit at least is one,
    of the others a fixed figure, not calibrated.
    `cer` and `wer` are the rates of letters and of words of A that B shows otherwise, along the alignment and white
    space aside; `residual_cer` is what is left of `cer` after reading noise, layout and missing parts. They may
    exceed 1 and are null where A has no word. `channel` lists what letters were read as, the most frequent first.
    `review` tells what a reader overruled; everything else is what holds then.
    """

    a: Plan
    b: Plan
    relation: Relation
    relation_confidence: float
    shared: InCommon
    cer: float | None
    wer: float | None
    residual_cer: float | None
    changes: tuple[Change, ...]
    channel: tuple[Confusion, ...]
    sections: tuple[ReadingQuality, ...]
    remarks: tuple[Remark, ...]
    review: tuple[Overruled, ...] = ()
