"""Slips of the pen in a typed text: impossible syllables, a lost first letter, a word twice or left out.

Only what can hardly be meant: a name keeps its capital, a foreign word its plain letters. Scans are hardly searched,
their slips are the reader's. What is spelled well but wrong (`tâm quan trọng`) only another plan shows
(`spelled_apart.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plancompare.citations.letters import flat
from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.wording import Lines
from plancompare.language import shipped_language
from plancompare.model import Notice, Plan
from plancompare.syllables import is_syllable
from plancompare.text import Word, fold, words

_SHOWN = 30
_EDGE = ".,;:!?…()[]\"'“”‘’*/-–"
_MOST = 5
"""Slips of one kind that are told; a text with more of them is in another language or has lost its marks."""
# Words of grammar, which nobody doubles; `hành vi vi phạm` and `địa chính chính quy` are well said.
_TWICE = re.compile(
    r"\b(?P<word>các|những|và|của|được|trong|về|cho|tại|với|để|bởi|đã|sẽ|theo|thực hiện|triển khai|báo cáo)"
    r"[ \n]{1,3}(?P=word)\b"
)
# `nâng cao chỉ số với năm 2023` for `so với`; behind other words `với` stands alone (`cùng với năm 2023`).
_COMPARED = re.compile(r"\bvới\s{1,3}(?:năm\s{1,3}20\d\d|cùng\s{1,3}kỳ)")
_GROWS = re.compile(r"\b(?:nâng|tăng|giảm|vượt|cao hơn|thấp hơn)\b[^.;:]*?(?P<before>\w+)\s{1,3}$")
_CLAUSE = 160  # letters
_GOES_WITH = frozenset("so đối cùng bằng đương hợp gắn khác ứng trùng kết nối".split())
# `việc thực và …` for `việc thực hiện và …`: the verb has no such form.
_WITHOUT_HIEN = re.compile(
    r"\b(?:việc|khai|tục|trình|phải)\s{1,3}(?P<place>thực\s{1,3}(?:và|của|các|những|theo|tốt))\b"
)
_HIEN = ("Có thể thiếu chữ “hiện” sau “thực”", "“hiện” may be missing behind “thực”")
# The same in the letters of a scan without their marks. Kept as text: `re` compiles it where there is a scan.
_READ_WITHOUT_HIEN = r"\bvi\w{1,3}\s{1,3}(?P<place>th[uyw][ce]\s{1,3}va)\b"


def slips(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Slips of a text that no scanner read; of a scan the word that is missing beyond doubt."""
    origin = origin_of(plan)
    if origin == "scan":
        found = [(*read.span("place"), *_HIEN, "letters") for read in re.finditer(_READ_WITHOUT_HIEN, flat(plan.text))]
    else:
        found = [*_odd_words(plan), *_wrong_phrases(plan)]
    if sum(kind == "letters" for *_, kind in found) > _MOST:
        found = [one for one in found if one[-1] != "letters"]
    for start, end, vietnamese, english, kind in found:
        line = lines.at(start)
        near = " ".join(plan.text[max(0, start - _SHOWN) : end + _SHOWN].split())
        yield Notice(
            code="spelling-slip",
            start=start,
            end=end,
            message=f"{vietnamese} (dòng {line}): …{near}…",
            english=f"{english} (line {line}): …{near}…",
            confidence=0.85 if origin == "typed" or kind == "phrase" else 0.6,
        )


_Slip = tuple[int, int, str, str, str]


def _wrong_phrases(plan: Plan) -> Iterator[_Slip]:
    for twice in _TWICE.finditer(plan.text):
        word = twice["word"]
        yield (*twice.span(), f"Thừa chữ: “{word}” viết hai lần", f"“{word}” stands twice", "phrase")
    for found in _COMPARED.finditer(plan.text):
        grows = _GROWS.search(plan.text[max(0, found.start() - _CLAUSE) : found.start()])
        if grows and grows["before"].lower() not in _GOES_WITH:
            yield (*found.span(), "Có thể thiếu chữ “so” trước “với”", "“so” may be missing before “với”", "phrase")
    for found in _WITHOUT_HIEN.finditer(plan.text):
        yield (*found.span("place"), *_HIEN, "phrase")


def _odd_words(plan: Plan) -> Iterator[_Slip]:
    if all(map(_may_be_meant, {run.strip(_EDGE) for run in set(plan.text.split())})):
        return
    for section in plan.sections:
        if section.kind in ("header", "signature", "recipients", "furniture", "table"):
            continue
        for start, end in section.own:
            yield from _odd_words_of(plan.text, words(plan.text, start, end))


def _may_be_meant(shown: str) -> bool:
    """A syllable, or a word that no rule of Vietnamese spelling is for: names, numbers, single letters."""
    return not (shown.isalpha() and shown.islower() and len(shown) > 1) or is_syllable(shown)


def _odd_words_of(text: str, found: Sequence[Word]) -> Iterator[_Slip]:
    for before, word in pairwise(found):
        shown = word.shown
        if text[word.end : word.end + 1] == "-" or text[before.end : before.end + 1] == "-":
            continue  # broken at the end of a line, or a foreign word in syllables
        if _may_be_meant(shown):
            continue
        meant = _with_lost_letter(fold(before.shown), fold(shown)) if shown.isascii() else None
        if meant is not None:
            said = f"Có thể mất chữ cái: “{before.shown} {shown}” (hay gặp: {meant})"
            yield before.start, word.end, said, f"A letter may be lost: “{shown}” (often: {meant})", "letters"
        elif not shown.isascii() and not _are_two_words(shown):
            said = f"“{shown}” không phải là một âm tiết tiếng Việt"
            yield word.start, word.end, said, f"“{shown}” is no syllable of Vietnamese", "letters"


def _with_lost_letter(before: str, shown: str) -> str | None:
    """The word often seen behind `before` of which `shown` lacks one letter; None where there is none.

    >>> _with_lost_letter("co", "uan"), _with_lost_letter("trang", "web")
    ('quan', None)
    """
    followers, _ = shipped_language().after(before)
    longer = [word for word in followers if len(word) == len(shown) + 1]
    near = [word for word in longer if any(word[:at] + word[at + 1 :] == shown for at in range(len(word)))]
    return min(near, key=lambda word: (followers[word], word), default=None)


def _are_two_words(shown: str) -> bool:
    """Whether a run of letters is two syllables without a space, as borrowed words are written (`phôtô`)."""
    return any(is_syllable(shown[:at]) and is_syllable(shown[at:]) for at in range(1, len(shown)))
