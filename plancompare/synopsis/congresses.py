"""Resolutions of congresses and plenums of the party, cited by name in many ways: which one is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_LEVELS = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "huyen": "huyện",
    "thi xa": "thị xã",
    "quan": "quận",
    "phuong": "phường",
    "xa": "xã",
}
_ORDINALS = {word: str(n) for n, word in enumerate("nhat hai ba tu nam sau bay tam chin muoi".split(), 1)} | {
    "bon": "4"
}
_NUMERAL = re.compile(r"[ivxl]{1,6}")
_PLENUM = re.compile(r"\b(?:tw|trung uong|hoi nghi)(?: lan thu| lan)? ?(\d{1,2}|[a-z]+)\b")
_OF_LEVEL = re.compile(rf"\bdang bo ({'|'.join(_LEVELS)})\b")


class Congress(NamedTuple):
    """Whose resolution it is: `name` as a person calls it, `level` of a party committee below the centre."""

    name: str
    level: str | None


def congress_of(forms: Sequence[str]) -> Congress | None:
    """The congress or plenum the folded words of a citation name; None where they do not tell.

    >>> congress_of("nghi quyet dai hoi xi dang bo tinh".split())
    Congress(name='Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XI', level='tinh')
    >>> congress_of("nghi quyet dai hoi lan thu xiii cua dang".split()).name
    'Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng'
    >>> congress_of("nghi quyet tw4 khoa xii".split()).name
    'Nghị quyết Trung ương 4 khóa XII'
    """
    said = " ".join(forms)
    if re.search(r"\bcac\W{0,2}cap\b", said):
        return Congress("Nghị quyết Đại hội Đảng bộ các cấp", "cac cap")
    numeral = next((form.upper() for form in forms if _NUMERAL.fullmatch(form)), None)
    if numeral is None:
        return None
    level = _OF_LEVEL.search(said)
    if level:
        return Congress(f"Nghị quyết Đại hội Đảng bộ {_LEVELS[level[1]]} lần thứ {numeral}", level[1])
    plenum = _PLENUM.search(said)
    number = plenum and (_ORDINALS.get(plenum[1]) or (plenum[1] if plenum[1].isdigit() else None))
    if number:
        return Congress(f"Nghị quyết Trung ương {number} khóa {numeral}", None)
    if "dai hoi" in said and "dang bo" not in said:
        return Congress(f"Nghị quyết Đại hội đại biểu toàn quốc lần thứ {numeral} của Đảng", None)
    return None
