"""The level and place behind the name of a body: `tỉnh Hà Nam`, `các huyện, thị xã, thành phố`, `cấp xã`."""

from __future__ import annotations

import re

from plancompare.agencies.doing import doing_at
from plancompare.agencies.line import Line, Named
from plancompare.agencies.names import LEVELS, MANY, Known, heads, leaders, places

_LONGEST_PLACE = 3  # words of a place that is no province
# Words that begin as a level does.
_OTHERS = frozenset(
    (("xa", "hoi"), ("quan", "ly"), ("quan", "triet"), ("quan", "tam"), ("quan", "doi"), ("tinh", "hinh"))
)
_MISREAD = {"phung": "phuong", "phutng": "phuong", "phuung": "phuong", "phudng": "phuong"}
_SIGNS = (
    ("chính phủ", "trung ương"), ("trung ương", "trung ương"), ("quốc hội", "trung ương"),
    ("ban bí thư", "trung ương"), ("tỉnh", "tỉnh"), ("tỉnh ủy", "tỉnh"), ("huyện", "huyện"), ("huyện ủy", "huyện"),
    ("thị xã", "huyện"), ("quận", "huyện"), ("quận ủy", "huyện"), ("thành phố", "thành phố"),
    ("thành ủy", "thành phố"), ("xã", "xã"), ("phường", "xã"), ("thị trấn", "xã"), ("sở", "tỉnh"),
)  # fmt: skip
_MINISTRY = re.compile(r"\bBộ(?! Chỉ huy| Tư lệnh)\b")


def level_of(name: str) -> str | None:
    """The level of the administration a body belongs to, as far as its full name tells.

    >>> level_of("Phòng Nội vụ thành phố"), level_of("Bộ Nội vụ"), level_of("các tổ chức chính trị - xã hội")
    ('thành phố', 'trung ương', None)
    """
    if _MINISTRY.search(name):
        return "trung ương"
    said = name.lower().replace("xã hội", "").replace("cơ sở", "").replace(",", " ")
    return next((level for sign, level in _SIGNS if f" {sign} " in f" {said} "), None)


def level_at(line: Line, at: int) -> Known | None:
    """The word for a level of place at `at`."""
    for length in (2, 1):
        forms = line.forms[at : at + length]
        form = " ".join(forms)
        if form in LEVELS and len(forms) == length:
            known = Known(forms, LEVELS[form])
            if line.forms[at : at + 2] in _OTHERS or (line.amiss(at, known) and form not in ("tp", "tx")):
                return None
            return known
    if line.marked:
        return None
    if line.form(at) == "thanh" and re.fullmatch(r"ph[^a]\w?", line.form(at + 1)):
        return Known(("thanh", "pho"), LEVELS["thanh pho"])
    misread = _MISREAD.get(line.form(at))
    return Known((misread,), LEVELS[misread]) if misread else None


def placed(line: Line, named: Named) -> Named:
    """The body with the level and place behind it."""
    at = named.end
    if not (line.joined(at) or not named.name):
        return named
    if line.forms[at : at + 2] == ("cac", "cap") or at_the_same_level(line, at):
        return Named(at + 2, f"{named.name} {'cùng' if line.forms[at] == 'cung' else 'các'} cấp")
    front = ""
    if line.forms[at] in MANY or line.shown[at].isdigit() or line.forms[at] == "cap":
        front = "cấp" if line.forms[at] == "cap" else MANY.get(line.forms[at], line.shown[at])
        at += 1
    level = level_at(line, at)
    if level is None:
        province = line.phrase(at, places()) if not front and line.capital(at) else None
        return Named(at + len(province.forms), f"{named.name} {province.shown}") if province else named
    name = f"{named.name} {front} {level.shown}" if front else f"{named.name} {level.shown}"
    at += len(level.forms)
    if not front or front.isdigit():
        end, place = _place(line, at)
        if place:
            return Named(end, f"{name} {place}")
    while more := _another_level(line, at):
        at, said = more
        name += said
    return Named(at, name)


def at_the_same_level(line: Line, at: int) -> bool:
    """Whether `cùng cấp` stands at `at`, and not `cung cấp` (to supply), which has the same letters."""
    if line.forms[at : at + 2] != ("cung", "cap"):
        return False
    if line.marked:
        return not line.amiss(at, Known(("cung", "cap"), "cùng cấp"))
    return not line.joined(at + 2) or doing_at(line.forms, at + 2) > 0


def _another_level(line: Line, at: int) -> tuple[int, str] | None:
    """One more level of a list: `, thị xã`, `và thành phố`."""
    if at >= len(line.forms):
        return None
    sign = ", " if line.gaps[at].strip() == "," or line.forms[at : at + 2] == ("thi", "xa") else ""
    if line.forms[at] == "va" and line.joined(at, ","):
        at, sign = at + 1, " và "
    level = level_at(line, at) if sign else None
    if level is None or (line.capital(at) and not line.capitals and _place(line, at + len(level.forms))[1]):
        return None
    return at + len(level.forms), f"{sign}{level.shown}"


def _place(line: Line, at: int) -> tuple[int, str]:
    """Where the name of a place at `at` ends, and the name; empty where there is none."""
    if not line.joined(at):
        return at, ""
    known = line.phrase(at, places())
    if known and line.capital(at):
        return at + len(known.forms), known.shown
    if line.capitals:
        return at, ""
    end = at
    while end < at + _LONGEST_PLACE and line.joined(end) and _is_name(line, end):
        end += 1
    return end, line.printed(at, end) if end > at else ""


def _is_name(line: Line, at: int) -> bool:
    shown = line.shown[at]
    if shown.isdigit():
        return line.forms[at - 1] in ("phuong", "quan")
    if not shown.istitle() or line.form(at) == "thang" or doing_at(line.forms, at) > 1:
        return False
    return line.phrase(at, heads()) is None and line.phrase(at, leaders()) is None
