"""Documents cited by name instead of a number: laws, and resolutions of party congresses and plenums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plancompare.citations.dates import YEAR_WORD, date_at
from plancompare.citations.letters import as_letters, flat, nearest
from plancompare.shipped import shipped

# That a word begins is asked behind its first letter: a pattern that begins with a letter is found ten times as fast.
_CAPITAL = re.compile(r"[BL](?:(?<![^\W\d_][BL])(?=[^\W\d_])|(?<=B)(?=\S\s{1,6}[Ll]))")
_LAW = re.compile(r"(?:b[^\s\d]\s{1,6})?(l[uw][^\s\d,;.]{0,2}[td])(?=\s{1,6}\w)")
_WORD = re.compile(r"[^\s,;.:()\"“”]+")
_LONGEST_LAW = 12
# A scan misreads at most this share of the letters of a law's name; of a name of five or six letters (`Tố cáo`) two,
# while `Đường sắt` is three letters in nine from `Đường bộ`.
_MISREAD, _MISREAD_IF_SHORT, _SHORT = 0.25, 0.34, (5, 6)
# A law that is not on the list is named up to the first of these words.
_LAW_STOPS = frozenset(
    "nam so ngay va cac theo cua trong ve duoc da co la thi khi do voi tai de hoac nay quy den cung nham".split()
)
_YEAR_WORD = re.compile(YEAR_WORD)
_OF_THE_PLAN = re.compile(r"\s{1,6}tren\s{1,6}dia ban")  # the year before these words is the plan's own
_NAMELESS = frozenset(("su", "phap", "le"))  # Luật sư, luật pháp, luật lệ

_CONGRESS = re.compile(
    r"n(?<![^\W\d_]n)[^\s\d]{2,3}\s{1,6}q[^\s\d]{3,6}\s{1,6}"
    r"(?=[dpb][^\s]{1,2}\s{1,6}h[^\s]{1,3}\s|trung\s{1,6}u?w?ong\s|tw\s?\d|h[^\s]{2}\s{1,6}ngh[^\s]{1,2}\s)"
)
# One head for two: `Nghị quyết Đại hội XIII của Đảng và Đại hội XI Đảng bộ tỉnh`; the second one needs its number.
_OTHER_CONGRESS = re.compile(
    r"\s{1,6}va\s{1,6}(?=[dpb]\S{1,2}\s{1,6}h\S{1,3}\s(?:[^\s,;.]{1,6}\s{1,6}){0,8}[ivxl1]{1,5}(?![^\W_]))"
)
# The words that may stand in the name of a congress or a plenum.
_CONGRESS_WORDS = frozenset(
    """dai hoi bieu toan quoc dang bo tinh thanh pho huyen thi xa quan cac cap lan thu cua nhiem ky khoa trung uong tw
    bch ban chap hanh nghi viet nam mot hai ba bon tu sau bay tam chin muoi""".split()
)
_LONG_CONGRESS_WORDS = tuple(sorted(word for word in _CONGRESS_WORDS if len(word) > 2))
_MISREAD_CONGRESS_WORD = re.compile(r"c\S{1,3}a|[pbd]\S{1,2}n?g|[pbd]\S|th\S?|thir")  # của, Đảng, bộ, thứ
_TRAILING = frozenset("cua cac lan thu bo nhiem ky khoa ban nam".split())
_NUMERAL = re.compile(r"[ivxl1]{1,5}|\d{1,2}|(?:19|20)\d\d(?:-(?:19|20)\d\d)?|tw\d{1,2}|-")
_LONGEST_CONGRESS = 24


class Named(NamedTuple):
    """A document cited by name; `certainty` is the share of its letters that agree with a known name."""

    start: int
    end: int
    type: str
    date: str | None
    certainty: float


def find_named(text: str, flattened: str) -> Iterator[Named]:
    """Laws and resolutions of congresses named in `text`, in order; `flattened` is `flat(text)`.

    >>> t = "Luật Tiếp công dân năm 2013, Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI về cải cách, pháp luật"
    >>> [(t[n.start : n.end], n.date) for n in find_named(t, flat(t))]
    [('Luật Tiếp công dân năm 2013', '2013'), ('Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI', None)]
    """
    found = [*_laws(text, flattened), *_congresses(flattened)]
    return iter(sorted(found, key=lambda named: named.start))


def _laws(text: str, flattened: str) -> Iterator[Named]:
    end = 0
    for capital in _CAPITAL.finditer(text):
        head = _LAW.match(flattened, capital.start())
        if head is None or head.start() < end:
            continue
        is_code = head.start() != head.start(1)
        spans = _following(flattened, head.end(), _LONGEST_LAW)
        count, name, misread = _known_law([flattened[low:high] for low, high in spans], is_code)
        if count == 1 and text[spans[0][0]].islower():
            continue  # Hội Luật gia, not Luật Giá
        if name is None and head[1] == "luat":
            count, misread = _unknown_law(text, flattened, spans), _MISREAD_IF_SHORT
        if count:
            end = spans[count - 1][1]
            date_end, date = date_at(flattened, end)
            if date and _OF_THE_PLAN.match(flattened, date_end):
                date = None
            end = date_end if date else end
            yield Named(head.start(), end, "Bộ luật" if is_code else "Luật", date, round(1 - misread, 3))


def _following(flattened: str, at: int, most: int) -> list[tuple[int, int]]:
    """Spans of the next words; a sign other than a comma or dash ends the row."""
    spans: list[tuple[int, int]] = []
    for word in _WORD.finditer(flattened, at, at + 14 * most):
        gap = flattened[spans[-1][1] if spans else at : word.start()]
        if len(spans) == most or gap.strip(" \n\t,()"):
            break
        spans.append(word.span())
    return spans


def _known_law(words: list[str], is_code: bool) -> tuple[int, str | None, float]:
    """How many of `words` name a law of the list, its name, and the share of letters misread."""
    laws = _list_of_laws()
    for count in range(len(words), 0, -1):
        name = laws.get((is_code, " ".join(words[:count])))
        if name:
            longer = _longer_law(words, count, is_code)
            return longer or (count, name, 0.0)
    best: tuple[float, int, str] | None = None
    for count in range(len(words), 0, -1):
        found = nearest(" ".join(words[:count]), _laws_of(is_code, count), _MISREAD_IF_SHORT)
        if found and found[1] > _MISREAD and len(found[0]) not in _SHORT:
            continue
        if found and (best is None or found[1] + 0.03 < best[0]):
            best = found[1], count, laws[is_code, found[0]]
    return (best[1], best[2], best[0]) if best else (0, None, 1.0)


def _longer_law(words: list[str], count: int, is_code: bool) -> tuple[int, str, float] | None:
    """The law whose name goes on behind that of another with one misread word more: `Đầu tư céng`."""
    if count == len(words) or words[count] in _LAW_STOPS:
        return None
    named, begins = " ".join(words[: count + 1]), " ".join(words[:count]) + " "
    found = nearest(named, [name for name in _laws_of(is_code, count + 1) if name.startswith(begins)], 1 / len(named))
    return (count + 1, _list_of_laws()[is_code, found[0]], found[1]) if found else None


@cache
def _laws_of(is_code: bool, count: int) -> tuple[str, ...]:
    return tuple(letters for code, letters in _list_of_laws() if code == is_code and letters.count(" ") == count - 1)


def known_law(flattened: str) -> str | None:
    """The law of the list that a citation without its marks names.

    >>> known_law("luat tlep cong dan nam 2013"), known_law("b$ ludt lao dong")
    ('Luật Tiếp công dân', 'Bộ luật Lao động')
    """
    head = _LAW.match(flattened)
    if not head:
        return None
    words = [flattened[low:high] for low, high in _following(flattened, head.end(), _LONGEST_LAW)]
    return _known_law(words, head.start() != head.start(1))[1]


def _unknown_law(text: str, flattened: str, spans: list[tuple[int, int]]) -> int:
    """Number of words of a law's name that is not on the list: from a capital to the first stop."""
    if not spans or not text[spans[0][0]].isupper() or flattened[slice(*spans[0])] in _NAMELESS:
        return 0
    count = 0
    for i, (low, high) in enumerate(spans[:8]):
        if flattened[low:high] in _LAW_STOPS or _YEAR_WORD.fullmatch(flattened, low, high):
            break
        if i and "," in flattened[spans[i - 1][1] : low]:
            break
        count += 1
    return count


def _congresses(flattened: str) -> Iterator[Named]:
    heads = list(_CONGRESS.finditer(flattened))
    next_heads = {head.start() for head in heads}
    for head in heads:
        start, words_at = head.start(), head.end()
        while spans := _congress_at(flattened, words_at, next_heads):
            end = spans[-1][1]
            if flattened[end : end + 1] == ")":
                end += 1
            yield Named(start, end, "Nghị quyết", None, 0.9)
            other = _OTHER_CONGRESS.match(flattened, end)
            if other is None:
                break
            start = words_at = other.end()


def _congress_at(flattened: str, at: int, next_heads: set[int]) -> list[tuple[int, int]]:
    """Spans of the words that name a congress or a plenum from `at` on; none where they do not name one."""
    spans: list[tuple[int, int]] = []
    for low, high in _following(flattened, at, _LONGEST_CONGRESS):
        word = flattened[low:high]
        if low in next_heads or not (_NUMERAL.fullmatch(word) or _near_congress_word(word)):
            break
        spans.append((low, high))
    while spans and _cannot_end(flattened, spans):
        spans.pop()
    return spans if len(spans) > 1 or (spans and flattened[slice(*spans[0])].startswith("tw")) else []


def _cannot_end(flattened: str, spans: list[tuple[int, int]]) -> bool:
    """Whether the last word belongs to what follows, or is a page number on a line of its own."""
    low, high = spans[-1]
    if flattened[low:high].isdigit() and len(spans) > 1:
        return high - low < 3 and "\n" in flattened[spans[-2][1] : low]
    return flattened[low:high] in _TRAILING or flattened[low:high] == "-"


@cache
def _near_congress_word(word: str) -> bool:
    word = as_letters(word.strip("?!*'’"))
    if word in _CONGRESS_WORDS:
        return True
    return bool(_MISREAD_CONGRESS_WORD.fullmatch(word)) or (
        len(word) > 2 and nearest(word, _LONG_CONGRESS_WORDS, 1 / len(word)) is not None
    )


@cache
def _list_of_laws() -> dict[tuple[bool, str], str]:
    """(whether a code, flattened name without `Luật`) -> the name in full."""
    text = shipped("laws.txt")
    found = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            words = flat(line).replace(",", "").split()
            found[words[0] == "bo", " ".join(words[2:] if words[0] == "bo" else words[1:])] = line
    return found
