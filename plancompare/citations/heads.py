"""The word that says what a document is, before its number: `Chỉ thị số`, `K& hoach`, `Quyét dinh s6`."""

from __future__ import annotations

import re
from functools import cache

from plancompare.citations.letters import as_letters, flat, nearest
from plancompare.citations.symbols import TYPES, blurred

# Types that have no code of their own, or that are written out longer than their code says.
_OTHERS = (
    "Bộ luật",
    "Lệnh",
    "Sắc lệnh",
    "Thư",
    "Văn bản",
    "Thông tri",
    "Thông báo kết luận",
    "Nghị quyết liên tịch",
    "Quy chế phối hợp",
    "Hướng dẫn liên ngành",
    "Kế hoạch hành động",
    "Chương trình công tác",
    "Quy chế làm việc",
)
ALL_TYPES = tuple(dict.fromkeys((*TYPES.values(), *_OTHERS)))
_FLAT_TYPES = {code: flat(name) for code, name in TYPES.items()}
# So short that the two would meet in a scan, which makes P or B of Đ, and of ự all kinds of things but no e.
_MISREAD_NAMES = {f"{first} an": "Đề án" for first in ("pe", "be")} | {
    f"{first} an": "Dự án" for first in ("dy", "dw", "dv", "di", "dir", "d")
}
BY_FLAT = {flat(name): name for name in ALL_TYPES} | _MISREAD_NAMES
_TOKEN = re.compile(r"[^\s\-]+")
_EDGE = ".,:;()\"'“”‘’«»*°|"
_SO = re.compile(r"[s$§][o0689bdea§&]{0,2}[bd]?|5[06]")
# A sign behind the word before a number parts them: `sở, 12/KH-UBND`.
_PARTED = (";", ",", ":", ")", ".")
_LOOK_BACK = 70
_LONGEST_BREAK = 8  # letters between a type word and its number
# Share of letters a scan may have misread: beyond a third, `quy chế` and `kế hoạch` begin to meet. With the type the
# code of the symbol asks for, half is enough.
_MISREAD = 0.34
_MISREAD_BUT_EXPECTED = 0.5
_MISREAD_IN_ONE_WORD = 0.2


def is_so(token: str) -> bool:
    """Whether `token` is a reading of `số`.

    >>> [is_so(t) for t in ("số", "s6", "sb", "s§", "$6", "50", "sod", "STP", "cũ")]
    [True, True, True, True, True, True, True, False, False]
    """
    return bool(_SO.fullmatch(flat(token.strip(_EDGE))))


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
    if tokens and is_so(text[slice(*tokens[-1])]) and text[tokens[-1][1] - 1] not in ",;":
        start = tokens.pop()[0]
    elif tokens and (tokens[-1][1] < at - _LONGEST_BREAK or text[tokens[-1][1] - 1] in _PARTED):
        tokens = []
    tokens = tokens[-4:]
    words = [as_letters(flattened[low:high].strip(_EDGE)) for low, high in tokens]
    expected = _expected(code)
    best: tuple[float, int, str] | None = None
    for count in range(len(words), 0, -1):
        tail = " ".join(words[-count:])
        if tail in BY_FLAT and (count > 1 or best is None or best[0] > _MISREAD_IN_ONE_WORD):
            return _skip_edge(text, tokens[-count][0]), BY_FLAT[tail], 1.0
        names = _names_of(count)
        found = nearest(tail, names, _MISREAD if count > 1 else _MISREAD_IN_ONE_WORD)
        among = [name for name in names if BY_FLAT[name] in expected]
        if among:
            found = nearest(tail, among, _MISREAD_BUT_EXPECTED) or found
        if found and (best is None or (count > 1 and found[1] < best[0])):
            best = found[1], count, BY_FLAT[found[0]]
    if best is None:
        apart = _type_apart(flattened, start, _FLAT_TYPES.get(code or "", "")) if start < at else None
        return (start, None, 0.0) if apart is None else (apart, TYPES[code or ""], 1.0)
    return _skip_edge(text, tokens[-best[1]][0]), best[2], round(1 - best[0], 3)


def _type_apart(flattened: str, at: int, expected: str) -> int | None:
    """Where the type stands if the issuer is between it and `số`: `Kế hoạch của Ủy ban nhân dân tỉnh số ...`."""
    low = max(0, at - _LOOK_BACK)
    start = flattened.rfind(f"{expected} cua ", low, at) if expected else -1
    return start if start >= 0 and not set(flattened[start:at]) & set(".;,\n/") else None


def _skip_edge(text: str, at: int) -> int:
    while text[at] in _EDGE:
        at += 1
    return at


@cache
def _expected(code: str | None) -> frozenset[str]:
    """The types the printed code can stand for: of ĐA, DA and PA a scan makes one another."""
    return frozenset(name for other, name in TYPES.items() if code in TYPES and blurred(other) == blurred(code or ""))


@cache
def _names_of(count: int) -> tuple[str, ...]:
    return tuple(letters for letters in BY_FLAT if letters.count(" ") == count - 1)


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
            blurred(asked) == blurred(code) or (code not in TYPES and nearest(code, (asked,), 1 / len(code)))
        ):
            return re.sub(rf"(?<=[/-]){re.escape(code)}(?=[/-])", asked, number, count=1)
    return number
