"""What a body is for: one key for bodies that do one job at different levels, or under the names of 2025."""

from __future__ import annotations

from functools import lru_cache

from plancompare.agencies.names import LEVELS, bodies, grouped, leaders, phrase_at, places
from plancompare.agencies.short import SHIPPED, fields, letters
from plancompare.text import fold, words

_DEPARTMENTS = ("so", "phong", "bo")
# Departments of one field are one; of several names of a field the first is the key, if all of the job went over.
_SAME = (
    ("noi vu", "to chuc hanh chinh"),
    ("van hoa the thao va du lich", "van hoa va the thao", "van hoa the thao"),
    ("dan toc va ton giao", "dan toc"),
    ("tai chinh", "tai chinh ke hoach"),
    ("kinh te ha tang va do thi", "kinh te va ha tang"),
)
_FIELD = {field: group[0] for group in _SAME for field in group}
_GROUP = "cac co quan don vi"
_NOT_OFFICES = frozenset((("to", "chuc"), ("doan", "the")))
_AUTHORITY = ("uy", "ban", "nhan", "dan")
_BELOW = "uy ban nhan dan cap duoi"
_NO_DEPARTMENTS = frozenset(("bo chinh tri", "bo chi huy quan su", "bo chi huy bo doi bien phong", "bo tu lenh"))
_MANY = frozenset(("cac", "cap", "moi", "tung", "nhung", "cung"))
_ALIKE = {
    "ban dan toc": "dan toc va ton giao",
    "ban chi huy quan su": "bo chi huy quan su",
    "mat tran to quoc viet nam": "mat tran to quoc",
    "uy ban mat tran to quoc": "mat tran to quoc",
    "uy ban mat tran to quoc viet nam": "mat tran to quoc",
    "ban thuong truc uy ban mat tran to quoc viet nam": "mat tran to quoc",
    "van phong uy ban nhan dan": "van phong",
    "van phong hoi dong nhan dan va uy ban nhan dan": "van phong",
    "van phong so": "van phong",
    "van phong bo": "van phong",
    "thanh tra so": "thanh tra",
    "dai phat thanh truyen hinh": "dai phat thanh va truyen hinh",
    "trung tam van hoa the thao va truyen thong": "trung tam van hoa the thao va truyen thanh",
    "doan thanh nien cong san ho chi minh": "doan thanh nien",
    "tinh doan": "doan thanh nien",
    "thanh doan": "doan thanh nien",
    "huyen doan": "doan thanh nien",
    "thi doan": "doan thanh nien",
    "thanh uy": "tinh uy",
    "huyen uy": "tinh uy",
    "thi uy": "tinh uy",
    "quan uy": "tinh uy",
}


@lru_cache(maxsize=4096)
def duty_of(name: str) -> str:
    """The key of what the body `name` is for: the same for bodies that do one job at different levels.

    A department is told by its field; people by the office they lead; a body by its name without its place. All groups
    to which a plan is handed down (`các sở, ban, ngành`, `các cơ quan, đơn vị`) are one, and so are the authorities of
    the levels below. Departments merged in 2025 share a key only where the whole job went from one to the other.

    >>> {duty_of(name) for name in ("Sở Nội vụ", "Phòng Nội vụ thành phố", "Giám đốc Sở Nội vụ tỉnh Hà Nam")}
    {'noi vu'}
    >>> duty_of("Thanh tra tỉnh") == duty_of("Thanh tra Sở"), duty_of("UBND các phường, xã")
    (True, 'uy ban nhan dan cap duoi')
    """
    forms = _led([fold(word.shown) for word in words(full_name(name))])
    if group := _group(forms):
        return group
    known = phrase_at(forms, 0, bodies())
    of_kind = known.forms if known else tuple(_without_place(forms))
    behind = forms[len(of_kind) :]
    if of_kind == _AUTHORITY and behind and (behind[0] in _MANY or behind[0].isdigit()) and behind != ["cap", "tinh"]:
        return _BELOW
    key = " ".join(of_kind)
    if len(of_kind) > 1 and of_kind[0] in _DEPARTMENTS and key not in _NO_DEPARTMENTS:
        field = " ".join(of_kind[1:])
        return _FIELD.get(field, field)
    return _ALIKE.get(key, key)


def _led(forms: list[str]) -> list[str]:
    """The office that people lead: `phó trưởng phòng | nội vụ`."""
    for _ in range(2):
        leader = phrase_at(forms, 0, leaders())
        if leader and len(forms) > len(leader.forms) and forms[len(leader.forms)] not in LEVELS:
            forms = forms[len(leader.forms) + (forms[len(leader.forms)] == "pho") :]
    return forms


def _group(forms: list[str]) -> str | None:
    """The key of bodies named by their kinds, the quantity told or left out; None for any other."""
    if forms[:1] and forms[0] in ("cac", "nhung", "tung", "moi"):
        forms = forms[1:]
        if forms[:1] and forms[0] in LEVELS:
            return _BELOW
    else:
        kind = phrase_at(forms, 0, grouped())
        if kind is None or len(kind.forms) < 2 or phrase_at(forms, 0, bodies()):
            return None
    return " ".join(("cac", *forms[:2])) if tuple(forms[:2]) in _NOT_OFFICES else _GROUP


def _without_place(forms: list[str]) -> list[str]:
    """The words of a name that does not ship, up to its level or province."""
    for at in range(2, len(forms)):
        pair = " ".join(forms[at : at + 2])
        if (
            (forms[at] in LEVELS and forms[at : at + 2] not in (["xa", "hoi"], ["quan", "ly"]))
            or pair in LEVELS
            or forms[at] == "cac"
        ):
            return forms[:at]
        if (place := phrase_at(forms, at, places())) and at + len(place.forms) == len(forms):
            return forms[:at]
    return forms


def full_name(name: str) -> str:
    """`name` with its abbreviations written out, in the spelling of the names that ship.

    >>> full_name("UBND tỉnh Hà Nam"), full_name("Sở GD&ĐT"), full_name("phòng nội vụ huyện")
    ('Ủy ban nhân dân tỉnh Hà Nam', 'Sở Giáo dục và Đào tạo', 'Phòng Nội vụ huyện')
    """
    pieces: list[str] = []
    for word in name.split():
        head = pieces[-1] if pieces else ""
        field = (
            fields().get(letters(word)) if head in ("Sở", "Phòng", "Bộ") and sum(map(str.isupper, word)) > 1 else None
        )
        pieces.append(field or SHIPPED.get(word, word))
    full = " ".join(pieces)
    known = phrase_at([fold(word.shown) for word in words(full)], 0, bodies())
    if known is None:
        return full
    rest = words(full)[len(known.forms) :]
    shown = " ".join(SHIPPED.get(word, word) for word in known.shown.split())
    return f"{shown} {full[rest[0].start :]}" if rest else shown
