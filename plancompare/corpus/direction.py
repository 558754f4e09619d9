"""Who had a text first: shown by a citation or by what was carried along, else undetermined.

What shows it must be out of place in one plan and at home in the other:

- a plan cites the other by its number, so the other was there before;
- within a passage in common a plan names, where only its own place can stand (`trên địa bàn xã …`), that of the other;
- both have the address of a document of the one's province, which no plan of another province has by itself;
- a typed text has words with the garbled letters of a scan (`c6ng t4c`): it was made from that scan.

An error that both make is at home in neither and shows no direction. A date shows nothing by itself, but a plan cannot
have given what it was issued too late for: where the dates or two signs contradict one another, nothing is shown.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancompare.channel import is_symbol
from plancompare.collate import Alignment, Run
from plancompare.contradictions.origin import origin_of
from plancompare.contradictions.places import province_of
from plancompare.contradictions.wording import day, lines_of
from plancompare.lineage import citation_of, name_of_plan
from plancompare.metadata.mergers import province_on
from plancompare.metadata.places import is_first_level_city
from plancompare.model import Plan
from plancompare.model.scan import Direction
from plancompare.text import Word, fold
from plancompare.tokens import Tokens

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”]{4,2000}", re.IGNORECASE)
_SHOWN = 60
_BELOW_PROVINCE = re.compile(r"\b(huyện|quận|thị xã|thành phố|xã|phường|thị trấn) (?=[^\W\d_a-zà-ỹđ])([^,;]{2,40})$")
# Where only a plan's own place can stand: behind these words.
_OWN = (
    ("dia", "ban"),
    *(
        (verb, *to, *authority)
        for verb in ("gui", "cao")
        for to in ((), ("ve",), ("cho",))
        for authority in (("ubnd",), ("uy", "ban", "nhan", "dan"))
    ),
)
_ELSEWHERE = re.compile(r"kinh nghiem|giap|cac (?:tinh|huyen|xa)|lien (?:tinh|huyen|xa)|ky ket|hop tac|phoi hop voi")
_ONE_NAME = 75.0
_SENTENCE = re.compile(r"[.;:!?]\s")
_BEFORE = 600
_GARBLED = re.compile(r"[^\W\d_]+[0-9][^\W\d_]+", re.ASCII)  # a digit among plain letters: `c6ng`
_FEWEST_GARBLED = 2  # different words


_Place = tuple[str, ...]  # its name with its unit, as words are compared


class _Sign(NamedTuple):
    """Something of `giver` in `taker`, told in a sentence; `by_date` if the dates may refute it."""

    giver: Plan
    taker: Plan
    told: str
    by_date: bool = True


def find_direction(a: Tokens, b: Tokens, passages: Sequence[Alignment]) -> tuple[Direction, str | None]:
    """Which of two plans had the text first, with a sentence in Vietnamese that names the evidence.

    Where signs contradict one another, the sentence says so and the direction is undetermined. Mirrored for (b, a).
    """
    runs = [run for passage in passages for run in passage.runs]
    mirrored = [(j, i, length) for i, j, length in runs]
    given = [*_signs(a, b, runs)], [*_signs(b, a, mirrored)]
    if not any(given):
        return "undetermined", None
    if all(given):
        return "undetermined", f"dấu hiệu trái chiều: {given[0][0].told}; nhưng {given[1][0].told}"
    sign = (given[0] or given[1])[0]
    if sign.by_date and (later := _later(sign.giver, sign.taker)):
        return "undetermined", f"dấu hiệu trái chiều: {sign.told}; nhưng {later}"
    return ("a_to_b" if given[0] else "b_to_a"), sign.told


def _signs(giver: Tokens, taker: Tokens, runs: Sequence[Run]) -> Iterator[_Sign]:
    """What in `taker` is of `giver`; `runs` are the words in common, by their places in the two."""
    cited = citation_of(giver.plan, taker.plan)
    if cited:
        yield _Sign(
            giver.plan,
            taker.plan,
            f"{name_of_plan(taker.plan)} viện dẫn {cited}, chính là {name_of_plan(giver.plan)}",
            by_date=False,
        )
    yield from _places(giver, taker, runs)
    yield from _addresses(giver, taker)
    yield from _garbled(giver, taker, runs)


# ---------------------------------------------------------------- names of places


def _places(giver: Tokens, taker: Tokens, runs: Sequence[Run]) -> Iterator[_Sign]:
    """The name of the other plan's place where the own one should stand."""
    for place in _foreign(giver.plan, taker.plan):
        if _is_in_head(taker, place):  # it is the own one, misread where the issuing body was taken from
            continue
        for at in _in_common(giver, taker, runs, place):
            if _only_own(taker, at):
                shown, line = _shown(taker, at - 2, at + len(place)), _line(taker.plan, taker.words[at])
                yield _Sign(
                    giver.plan,
                    taker.plan,
                    f"trong đoạn trùng văn, {name_of_plan(taker.plan)} còn ghi “{shown}” (dòng {line}), địa danh của "
                    f"bên kia là {name_of_plan(giver.plan)}",
                )


def _in_common(giver: Tokens, taker: Tokens, runs: Sequence[Run], place: _Place) -> Iterator[int]:
    """The words of `taker` with which a name begins that both have at that place."""
    for i, j, length in runs:
        for at in range(length - len(place) + 1):
            if taker.tolerant[j + at] == place[0] and all(
                tokens.tolerant[first + at : first + at + len(place)] == place
                for tokens, first in ((taker, j), (giver, i))
            ):
                yield j + at


def _foreign(giver: Plan, taker: Plan) -> Iterator[_Place]:
    """The places of one plan that are none of the other's."""
    one, other = giver.metadata, taker.metadata
    if one.province is None or other.province is None:
        return
    days = [said.date or str(said.year or "9999") for said in (one, other)]
    if all(province_on(one.province, day) != province_on(other.province, day) for day in days):
        yield _place("thành phố" if is_first_level_city(one.province) else "tỉnh", one.province)
    own, others = (_BELOW_PROVINCE.search(said.issuing_body or "") for said in (one, other))
    if own and others and one.level == other.level in ("huyện", "thành phố", "xã") and _differ(own[2], others[2]):
        yield _place(own[1], own[2])


def _differ(one: str, other: str) -> bool:
    """Whether two names are two, not one that was misread or cut off."""
    from rapidfuzz.fuzz import partial_ratio

    return partial_ratio(fold(one), fold(other)) < _ONE_NAME


def _is_in_head(tokens: Tokens, place: _Place) -> bool:
    end = max((section.end for section in tokens.plan.sections if section.kind in ("header", "title")), default=0)
    head = tokens.tolerant[: bisect_left(tokens.words, end, key=lambda word: word.start)]
    return any(head[at : at + len(place)] == place for at in range(len(head)))


def _place(unit: str, name: str) -> _Place:
    return tuple(fold(f"{unit} {name}").split())


def _only_own(tokens: Tokens, at: int) -> bool:
    """Whether in front of the word only a plan's own place can stand; not in titles of what is cited."""
    forms, plan = tokens.tolerant, tokens.plan
    if not any(forms[max(0, at - len(words)) : at] == words for words in _OWN):
        return False
    start = tokens.words[at].start
    before = plan.text[max(0, start - _BEFORE) : start]
    sentence = _SENTENCE.split(before)[-1]
    begin = start - len(sentence)
    cited = any(begin <= citation.start < start for citation in plan.citations)
    return not cited and not _ELSEWHERE.search(fold(" ".join(sentence.split())))


# ---------------------------------------------------------------- addresses


def _addresses(giver: Tokens, taker: Tokens) -> Iterator[_Sign]:
    """An address that both have and that leads to a document of the giver's province."""
    one, other = giver.plan, taker.plan
    if one.metadata.province is None or other.metadata.province in (None, one.metadata.province):
        return
    known = {address for address, _ in _leading(one)}
    for address, start in _leading(other):
        if address in known and province_of(address) == one.metadata.province:
            slug = address.rstrip("/").rpartition("/")[2][-_SHOWN:]
            line = lines_of(other).at(start)
            yield _Sign(
                one,
                other,
                f"{name_of_plan(other)} có ở dòng {line} cùng một liên kết với {name_of_plan(one)}, dẫn tới văn bản "
                f"của {one.metadata.province}: {slug}",
            )


def _leading(plan: Plan) -> Iterator[tuple[str, int]]:
    """The addresses in a text and behind its words, with their places."""
    if "://" in plan.text or "www." in plan.text:
        for found in _ADDRESS.finditer(plan.text):
            yield found[0], found.start()
    for link in plan.provenance.links:
        yield link.target, link.start


# ---------------------------------------------------------------- garbled letters


def _garbled(giver: Tokens, taker: Tokens, runs: Sequence[Run]) -> Iterator[_Sign]:
    """Words of a typed text with the garbled letters that the scan has at that place."""
    if not giver.plan.ocr.is_ocr or taker.plan.ocr.is_ocr:
        return
    found: dict[str, Word] = {}
    for i, j, length in runs:
        for at in range(length):
            word = taker.words[j + at]
            if (
                not word.shown.isalpha()
                and word.shown == giver.words[i + at].shown
                and _GARBLED.fullmatch(word.shown)
                and not is_symbol(word.shown)
            ):
                found.setdefault(word.shown, word)
    if len(found) >= _FEWEST_GARBLED and origin_of(taker.plan) == "typed":
        shown = ", ".join(f"“{word}” (dòng {_line(taker.plan, at)})" for word, at in [*found.items()][:3])
        yield _Sign(
            giver.plan,
            taker.plan,
            f"{name_of_plan(taker.plan)} là bản gõ mà có chữ hỏng của bản quét {name_of_plan(giver.plan)}: {shown}",
        )


# ---------------------------------------------------------------- words


def _later(giver: Plan, taker: Plan) -> str | None:
    """That the giver is dated behind the taker; None where it is not."""
    one, other = giver.metadata, taker.metadata
    if one.date and other.date:
        size = min(len(one.date), len(other.date))
        is_later, said = one.date[:size] > other.date[:size], f"ghi ngày {day(one.date)}, sau {day(other.date)}"
    elif one.year and other.year:
        is_later, said = one.year > other.year, f"là của năm {one.year}, sau năm {other.year}"
    else:
        return None
    return f"{name_of_plan(giver)} {said} của {name_of_plan(taker)}" if is_later else None


def _line(plan: Plan, word: Word) -> int:
    return lines_of(plan).at(word.start)


def _shown(tokens: Tokens, first: int, end: int) -> str:
    """The words as printed, on one line."""
    return " ".join(tokens.plan.text[tokens.words[max(0, first)].start : tokens.words[end - 1].end].split())
