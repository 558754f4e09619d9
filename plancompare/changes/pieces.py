"""Steps of the map of words, judged: noise, edit, layout, a missing part, or what cannot be told.

Each step was read or edited. Edits stand together, so the two states follow one another as in a hidden Markov model
(Rabiner 1989): to begin an edit is rare, to go on with it little, and a word that stayed as it was speaks
against being inside one. The probability of an edit is that of its state given the whole text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from plancompare.changes.confidence import nats_of_misreading
from plancompare.changes.moves import are_alike
from plancompare.changes.odds import (
    CLEAR,
    FAR,
    IN_FORM,
    IN_TABLE,
    KEPT,
    NO_MORE_EDITED,
    OTHER_ORDER,
    ROMANS,
    SIGN_AS_LETTER,
    STILL_EDITED,
    UNHEARD_OF,
    Reading,
    add,
)
from plancompare.changes.places import place_of
from plancompare.changes.texts import FORM_ZONES, Text
from plancompare.changes.token_map import Step
from plancompare.model.difference import Cause, ChangeLabel
from plancompare.text import canonical, fold

EDIT_FROM = 0.6
"""Probability of an edit from which a difference is called one."""
NOISE_BELOW = 0.3
"""Probability of an edit below which a difference is called noise; between the two it cannot be told."""
SURE_ONE = 0.95
"""Probability that at least one edit of a document must reach before any is called one."""
_SURE = 0.99
_PART = 0.05
_SMUDGES = frozenset("_~—|ˆ]}{¬=^«»")
_STROKES = frozenset("I1lJ7")
_LEAST_PROSE = 4
DOUBT = 4.5  # nats by which a step may be likelier read than edited and still be in doubt
_AROUND = 8  # steps beside one in doubt that may be part of one edit with it
_LONGEST_FURNITURE = 40
"""Words of running lines and a page number."""
_FORM_AND_FURNITURE = FORM_ZONES | {"furniture"}


class Verdict(NamedTuple):
    """`edited` is the probability that a person changed the words."""

    label: ChangeLabel
    cause: Cause
    edited: float


class Piece(NamedTuple):
    """One step with what was made of it; None where nothing differs."""

    step: Step
    verdict: Verdict | None
    move: int | None = None


_NOISE = Verdict("ocr_noise", "letters_misread", 0.0)


def judge(
    a: Text, b: Text, numbered: Sequence[tuple[Step, int | None]], reading: Reading, roughly: bool = False
) -> list[Piece]:
    """Every step with its verdict; `a` is the text that was printed, `b` the one that was read.

    `numbered` are the steps, moved ones with the number of their move. A word that is read as another is `roughly`
    told noise or edit alone, without the cause.
    """
    steps = [step for step, _ in numbered]
    words = [(_shown(a, step.i, step.i_end), _shown(b, step.j, step.j_end)) for step in steps]
    if reading.ways:
        odds = [_nats(a, b, step, *pair, reading) for step, pair in zip(steps, words, strict=True)]
        edited = _posterior_beside_forms(a, b, steps, words, odds, reading.edited)
    else:
        edited = [_SURE] * len(steps)
    if roughly:
        return [
            Piece(step, _rough(a, b, step, *pair, chance) if move is None else _verdict_of_move(a, b, step), move)
            for (step, move), pair, chance in zip(numbered, words, edited, strict=True)
        ]
    return [
        Piece(
            step, _verdict(a, b, step, *pair, chance, reading) if move is None else _verdict_of_move(a, b, step), move
        )
        for (step, move), pair, chance in zip(numbered, words, edited, strict=True)
    ]


def _rough(a: Text, b: Text, step: Step, printed: str, shown: str, edited: float) -> Verdict | None:
    if printed == shown:
        return None
    if not printed or not shown:
        return _verdict_of_one(a, b, step, edited)
    return _NOISE if edited < NOISE_BELOW else Verdict(label_of(edited), "either", edited)


def _verdict_of_move(a: Text, b: Text, step: Step) -> Verdict:
    """A reading does not move text within a plan, but may read the columns of a form in another order."""
    zones = {*a.zones[step.i : step.i_end], *b.zones[step.j : step.j_end]}
    if zones <= _FORM_AND_FURNITURE:
        return Verdict("layout", "reading_order", 0.0)
    return Verdict("edit", "moved", _SURE)


def _shown(text: Text, first: int, end: int) -> str:
    if end - first == 1:
        return text.words[first].shown
    return " ".join(word.shown for word in text.words[first:end])


def _nats(a: Text, b: Text, step: Step, printed: str, shown: str, reading: Reading) -> tuple[float, float]:
    """Nats of what the step shows, where it was read and where it was edited."""
    if printed == shown:
        return 0.0, KEPT
    if printed and shown and not _is_reordered(step):
        noise = reading.noise(printed, shown)
        if noise < CLEAR and printed not in ROMANS:
            return noise, noise + FAR
    place = place_of(a, b, step)
    if _is_reordered(step):
        if place:
            return OTHER_ORDER, UNHEARD_OF  # columns and cells
        return reading.lost(printed.split(), False, False, False) + reading.specks(
            shown.split(), False, False
        ), OTHER_ORDER
    if printed and shown:
        if _takes_in_sign(a, b, step, printed, shown):
            noise = add(noise, SIGN_AS_LETTER)
        edit = reading.edit(printed, shown)
        if place == "foot" or (place == "header" and not any(map(str.isdigit, printed))):
            edit += IN_FORM
        elif place == "table":
            edit += IN_TABLE
        return noise - nats_of_misreading(b, step.j, step.j_end, reading.has_marks), edit
    in_table = IN_TABLE if place == "table" else 0.0
    if not printed:
        words = [word.shown for word in b.words[step.j : step.j_end]]
        at_edge = _at_line_end(b, step.j) or _at_line_end(b, step.j_end)
        specks = reading.specks(words, at_edge, _fill_lines(b, step.j, step.j_end)) - in_table
        return specks - nats_of_misreading(b, step.j, step.j_end, reading.has_marks), reading.added(words)
    words = [word.shown for word in a.words[step.i : step.i_end]]
    lost = reading.lost(words, _at_line_end(b, step.j), _is_smudged(b, step.j), _end_a_paragraph(a, step.i_end))
    return lost - in_table, reading.taken_out(words)


def _takes_in_sign(a: Text, b: Text, step: Step, printed: str, shown: str) -> bool:
    """Whether the stroke behind a word is shown as a letter of it: `V/` as `VI`, `2/` as `21`."""
    if shown[:-1] != printed or shown[-1] not in _STROKES:
        return False
    behind, shown_behind = a.words[step.i_end - 1].end, b.words[step.j_end - 1].end
    return a.plan.text[behind : behind + 1] == "/" != b.plan.text[shown_behind : shown_behind + 1]


def _is_reordered(step: Step) -> bool:
    return step.i_end - step.i > 1 < step.j_end - step.j


def _at_line_end(text: Text, at: int) -> bool:
    """Whether a line ends before word `at`, so that what is missing there may have been lost at its end."""
    if not 0 < at < len(text.words):
        return True
    return "\n" in text.plan.text[text.words[at - 1].end : text.words[at].start]


def _end_a_paragraph(text: Text, at: int) -> bool:
    """Whether a paragraph ends before word `at`."""
    if at >= len(text.words):
        return True
    return text.plan.text[text.words[at - 1].end : text.words[at].start].count("\n") > 1


def _is_smudged(text: Text, at: int) -> bool:
    """Whether signs that no plan prints between words stand before word `at`."""
    if not 0 < at < len(text.words):
        return False
    return not _SMUDGES.isdisjoint(text.plan.text[text.words[at - 1].end : text.words[at].start])


def _posterior_beside_forms(
    a: Text,
    b: Text,
    steps: Sequence[Step],
    words: Sequence[tuple[str, str]],
    odds: Sequence[tuple[float, float]],
    begins: float,
) -> list[float]:
    """The probability of an edit at each step. Words of a form that only one of the texts has are judged alone.

    Stamps cover forms and columns are taken from them in another order: that a line of a header is missing says
    nothing of the date beside it.
    """
    alone = {
        k: 1 / (1 + math.exp(min(begins + odds[k][1] - odds[k][0], 500.0)))
        for k, (printed, shown) in enumerate(words)
        if not (printed and shown) and place_of(a, b, steps[k]) in ("header", "foot")
    }
    chances = _posterior([(0.0, 0.0) if k in alone else pair for k, pair in enumerate(odds)] if alone else odds, begins)
    for k, chance in alone.items():
        chances[k] = chance
    return chances


def _posterior(odds: Sequence[tuple[float, float]], begins: float) -> list[float]:
    """The probability of the second state at each step.

    Only around steps that may be edits there is anything to weigh; elsewhere an edit would have to begin and end.
    """
    chances = [
        math.exp(as_read - as_edited - begins) if as_edited - as_read >= DOUBT else 0.0 for as_read, as_edited in odds
    ]
    doubtful = [k for k, (as_read, as_edited) in enumerate(odds) if as_edited - as_read < DOUBT]
    at = 0
    while at < len(doubtful):
        first = last = doubtful[at]
        while at < len(doubtful) and doubtful[at] - last <= 2 * _AROUND:
            last = doubtful[at]
            at += 1
        low, high = max(0, first - _AROUND), min(len(odds), last + _AROUND + 1)
        chances[low:high] = _weigh(odds[low:high], begins)
    return chances


def _weigh(odds: Sequence[tuple[float, float]], begins: float) -> list[float]:
    """The same over a stretch, by the forward and backward sums.

    Chances are kept in proportion, the larger of the two states 1: the smaller is lost where it is below 1e-300, and
    comes back with the next step, because every state leads to the other.
    """
    begin, go_on, end = math.exp(-begins), math.exp(-STILL_EDITED), math.exp(-NO_MORE_EDITED)
    chances = [(math.exp(min(y - x, 0.0)), math.exp(min(x - y, 0.0))) for x, y in odds]
    forward: list[tuple[float, float]] = []
    read, edited = 1.0, begin
    for k, (as_read, as_edited) in enumerate(chances):
        if k:
            read, edited = read + edited * end, read * begin + edited * go_on
        read, edited = read * as_read, edited * as_edited
        high = max(read, edited)
        read, edited = read / high, edited / high
        forward.append((read, edited))
    found: list[float] = []
    read = edited = 1.0
    for (ahead_read, ahead_edited), (as_read, as_edited) in zip(reversed(forward), reversed(chances), strict=True):
        both = ahead_read * read, ahead_edited * edited
        found.append(both[1] / (both[0] + both[1]))
        read, edited = read * as_read, edited * as_edited
        read, edited = read + edited * begin, read * end + edited * go_on
        high = max(read, edited)
        read, edited = read / high, edited / high
    return found[::-1]


def label_of(edited: float) -> ChangeLabel:
    """What a difference is called by the probability that a person made it."""
    return "edit" if edited >= EDIT_FROM else "ocr_noise" if edited < NOISE_BELOW else "undecidable"


def _verdict(a: Text, b: Text, step: Step, printed: str, shown: str, edited: float, reading: Reading) -> Verdict | None:
    if printed == shown:
        return None
    if not printed or not shown:
        return _verdict_of_one(a, b, step, edited)
    if "--" in printed + shown and printed.replace("--", "-") == shown.replace("--", "-"):  # a dash at a line's end
        return Verdict("layout", "white_space", 0.0)
    if "Ð" in printed + shown and printed.replace("Ð", "Đ") == shown.replace("Ð", "Đ"):  # the Icelandic letter
        return Verdict("layout", "typography", 0.0)
    if not shown.isascii() and canonical(printed) == canonical(shown) and printed.lower() != shown.lower():
        return Verdict("layout", "tone_placement", 0.0)
    if not reading.ways and printed.replace(" ", "") == shown.replace(" ", ""):
        return Verdict("layout", "white_space", 0.0)
    recased = printed.isupper() != shown.isupper() and len(printed) > 1 and fold(printed) == fold(shown)
    if recased and FORM_ZONES.issuperset(a.zones[step.i : step.i_end]):
        return Verdict("layout", "typography", 0.0)  # a form may be set in capitals
    if _is_reordered(step) and place_of(a, b, step):
        return Verdict("layout", "reading_order", 0.0)
    label = label_of(edited)
    if label == "edit":
        order = _is_reordered(step)
        cause: Cause = "other_order" if order else _cause_of_edit(printed, shown, reading.has_marks)
        return Verdict(label, cause, edited)
    if label == "ocr_noise":
        return Verdict(label, _cause_of_noise(printed, shown), edited)
    return Verdict(label, "digits_may_be_misread" if _other_digits(printed, shown) else "either", edited)


def settle_doubts(a: Text, b: Text, pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which edits that may be misread are called undecidable where no edit of the document is sure.

    A person who changes a document leaves a change that no reading explains; a scan in which nothing was changed has
    a word or two that might be one (`2015` read `4015`). Of 201 pairs of clean text and scan (82 of them unedited) two
    had edits with none as probable as SURE_ONE, both false. Words that look nothing like one another stay edits;
    single digits never look alike (`1` read `4`), and words run together with half of the next look less so.
    """
    edits = [piece.verdict.edited for piece in pieces if piece.verdict is not None and piece.verdict.label == "edit"]
    if not edits or max(edits) >= SURE_ONE:
        return list(pieces)
    return [_doubted(piece, piece.verdict) if _is_doubtful(a, b, piece) else piece for piece in pieces]


def _is_doubtful(a: Text, b: Text, piece: Piece) -> bool:
    if piece.verdict is None or piece.verdict.label != "edit":
        return False
    i, i_end, j, j_end = piece.step
    one, other = " ".join(a.shapes[i:i_end]), " ".join(b.shapes[j:j_end])
    return one in other or other in one or piece.verdict.cause == "other_digits" or are_alike(one, other)


def _doubted(piece: Piece, verdict: Verdict | None) -> Piece:
    assert verdict is not None
    return piece._replace(verdict=Verdict("undecidable", _cause_of_doubt(verdict.cause), verdict.edited))


def _cause_of_doubt(cause: Cause) -> Cause:
    if cause == "left_out":
        return "line_may_be_lost"
    return "digits_may_be_misread" if cause == "other_digits" else "either"


def _other_digits(x: str, y: str) -> bool:
    return "".join(filter(str.isdigit, x)) != "".join(filter(str.isdigit, y))


def _cause_of_edit(printed: str, shown: str, has_marks: bool) -> Cause:
    same_letters = fold(printed) == fold(shown)
    if same_letters and (not has_marks or canonical(printed) == canonical(shown)):
        return "other_case"
    if any(map(str.isdigit, printed)) and any(map(str.isdigit, shown)) and _other_digits(printed, shown):
        return "other_digits"
    return "other_marks" if same_letters else "other_wording"


@lru_cache(maxsize=1 << 14)
def _cause_of_noise(printed: str, shown: str) -> Cause:
    if printed.count(" ") != shown.count(" "):
        return "words_run_together" if printed.count(" ") > shown.count(" ") else "words_broken_apart"
    if printed.lower() == shown.lower():
        return "case_misread"
    return "marks_lost" if fold(printed) == fold(shown) and shown.isascii() else "letters_misread"


def _verdict_of_one(a: Text, b: Text, step: Step, edited: float) -> Verdict:
    """Words that only one of the texts has."""
    added = step.i == step.i_end
    text, first, end = (b, step.j, step.j_end) if added else (a, step.i, step.i_end)
    if _is_furniture(text, first, end):
        return Verdict("layout", "page_furniture", 0.0)
    label = label_of(edited)
    if label != "ocr_noise" or not added:
        type_line = set(text.zones[first:end]) == {"title"} and _fill_lines(text, first, end)
        place = place_of(a, b, step)
        if type_line or place == "foot" or (place == "header" and not _is_prose(text, first, end)):
            return Verdict("missing_part", "lost_part", _PART)
    if added:
        return Verdict(label, "added" if label == "edit" else "specks" if label == "ocr_noise" else "either", edited)
    cause: Cause = "left_out" if label == "edit" else "illegible" if label == "ocr_noise" else "line_may_be_lost"
    return Verdict(label, cause, edited)


def _is_prose(text: Text, first: int, end: int) -> bool:
    """Whether these are no words of a form, which begin with capitals."""
    return sum(word.shown.islower() for word in text.words[first:end]) >= _LEAST_PROSE


def _is_furniture(text: Text, first: int, end: int) -> bool:
    """Page numbers, and lines that a text repeats page after page, beside what the parser found of them."""
    zones = set(text.zones[first:end])
    if zones <= {"furniture"}:
        return True
    if "table" in zones or end - first > _LONGEST_FURNITURE or not _fill_lines(text, first, end):
        return False
    lines = text.plan.text[text.words[first].start : text.words[end - 1].end].split("\n")
    return all(text.repeats(line) for line in lines)


def _fill_lines(text: Text, first: int, end: int) -> bool:
    """Whether no other words stand on the lines of these."""
    plain, start, stop = text.plan.text, text.words[first].start, text.words[end - 1].end
    before = plain[text.words[first - 1].end : start] if first else "\n"
    behind = plain[stop : text.words[end].start] if end < len(text.words) else "\n"
    return "\n" in before and "\n" in behind
