"""The word that says what a document is, before its number: `Chỉ thị số`, `K& hoach`, `Quyét dinh s6`."""

from __future__ import annotations

import re
from functools import cache

from plancompare.citations.letters import flat
from plancompare.citations.symbols import TYPES, blurred

# Types that have no code of their own, or that are written out longer than their code says.
_OTHERS = (
    "Bộ luật",
    "Hiến pháp",
    "Lệnh",
    "Sắc lệnh",
    "Thư",
    "Văn bản",
    "Nghị quyết liên tịch",
    "Quy chế phối hợp",
    "Hướng dẫn liên ngành",
    "Kế hoạch hành động",
    "Chương trình công tác",
    "Quy chế làm việc",
)
ALL_TYPES = tuple(dict.fromkeys((*TYPES.values(), *_OTHERS)))
BY_FLAT = {flat(name): name for name in ALL_TYPES}
# Letters a scan writes as digits or signs.
_AS_LETTERS = str.maketrans("6048&1|¢§", "ooaoeiioo")
_TOKEN = re.compile(r"[^\s\-]+")
_EDGE = ".,:;()\"'“”‘’«»*°|"
_LOOK_BACK = 70
# Share of letters a scan may have misread: beyond a third, `quy chế` and `kế hoạch` begin to meet. With the type the
# code of the symbol asks for, half is enough.
_MISREAD = 0.34
_MISREAD_BUT_EXPECTED = 0.5


def is_so(token: str) -> bool:
    """Whether `token` is a reading of `số`.

    >>> [is_so(t) for t in ("số", "s6", "sb", "s§", "$6", "50", "sod", "sở", "cũ")]
    [True, True, True, True, True, True, True, True, False]
    """
    bare = flat(token.strip(_EDGE))
    return 1 <= len(bare) <= 3 and (bare[0] in "s$§" or bare in ("50", "56", "60"))


def type_before(text: str, flattened: str, at: int, code: str | None) -> tuple[int, str | None, float]:
    """Where the head before a number at `at` begins, the type it names, and the share of its letters that agree.

    `flattened` is `flat(text)`, `code` the type code of the symbol, which settles doubtful readings. Without a type
    word the head is `số`, or nothing.

    >>> t = "theo Quyét dinh s6 1116-Qb/TU"
    >>> type_before(t, flat(t), t.index("1116"), "QĐ")
    (5, 'Quyết định', 1.0)
    """
    tokens = [m.span() for m in _TOKEN.finditer(flattened, max(0, at - _LOOK_BACK), at)]
    start = at
    if tokens and tokens[0][0] == at - _LOOK_BACK:
        tokens = tokens[1:]  # cut in the middle
    if tokens and is_so(text[slice(*tokens[-1])]):
        start = tokens.pop()[0]
    else:
        tokens = tokens if tokens and tokens[-1][1] >= at - 8 else []
    words = [flattened[low:high].strip(_EDGE).translate(_AS_LETTERS) for low, high in tokens[-4:]]
    starts = [low for low, _ in tokens[-4:]]
    expected = TYPES.get(code or "", "Công văn" if code is None else None)
    best: tuple[float, int, int, str] | None = None
    for count in range(min(4, len(words)), 0, -1):
        tail = " ".join(words[-count:])
        if tail in BY_FLAT:
            return _skip_edge(text, starts[-count]), BY_FLAT[tail], 1.0
        for name, letters in _types_of(count):
            if abs(len(letters) - len(tail)) > 3:
                continue
            misread = _distance(letters, tail) / len(letters)
            allowed = _MISREAD_BUT_EXPECTED if name == expected else _MISREAD
            if misread <= (allowed if count > 1 else 0.2):
                found = (misread - (0.1 if name == expected else 0.0), -count, starts[-count], name)
                best = found if best is None else min(best, found)
    if best is None:
        return start, None, 0.0
    return _skip_edge(text, best[2]), best[3], round(1 - max(0.0, best[0]), 3)


def _skip_edge(text: str, at: int) -> int:
    while text[at] in _EDGE:
        at += 1
    return at


@cache
def _types_of(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((name, letters) for letters, name in BY_FLAT.items() if letters.count(" ") == count - 1)


def _distance(a: str, b: str) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(a, b)


def number_for_type(number: str, code: str | None, kind: str | None) -> str:
    """`number` with the code its type word asks for, where the printed code can be a misreading of it.

    >>> number_for_type("13-PA/TU", "PA", "Đề án"), number_for_type("811-KIL/TW", "KIL", "Kết luận")
    ('13-ĐA/TU', '811-KL/TW')
    >>> number_for_type("11-QĐ/TW", "QĐ", "Quy định")
    '11-QĐ/TW'
    """
    if code is None or kind is None or TYPES.get(code) == kind:
        return number
    for asked, name in TYPES.items():
        if name == kind and (
            blurred(asked) == blurred(code) or (code not in TYPES and _distance(asked, code) == 1)
        ):
            return re.sub(rf"(?<=[/-]){re.escape(code)}(?=[/-])", asked, number, count=1)
    return number
