"""The words names of bodies are made of: names that ship, levels, people of an office, kinds of bodies in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from plancompare.shipped import shipped
from plancompare.text import fold


class Known(NamedTuple):
    """A phrase by its forms, and as it is written."""

    forms: tuple[str, ...]
    shown: str


Phrases = Mapping[str, tuple[Known, ...]]

LEVELS = {
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "tp": "thành phố",
    "huyen": "huyện",
    "quan": "quận",
    "thi xa": "thị xã",
    "tx": "thị xã",
    "phuong": "phường",
    "xa": "xã",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
}
"""Form of a level of place -> the level."""

MANY = {"cac": "các", "nhung": "những", "tung": "từng", "moi": "mỗi"}
"""What is put before groups, by its form."""

_LEADERS = """
Giám đốc, Phó Giám đốc, Ban Giám đốc, Chủ tịch, Phó Chủ tịch, Thủ trưởng, Phó Thủ trưởng, Lãnh đạo, Người đứng đầu,
Trưởng, Phó Trưởng, Trưởng phòng, Chánh, Bí thư, Phó Bí thư, Hiệu trưởng, Cục trưởng, Chi cục trưởng, Vụ trưởng,
Bộ trưởng, Chỉ huy trưởng, Trưởng ban, Viện trưởng, Tổng Giám đốc, Thường trực, Cấp ủy
"""
_GROUPED = """
cơ quan, cơ quan chuyên môn, cơ quan hành chính, cơ quan hành chính nhà nước, cơ quan nhà nước, cơ quan báo chí,
cơ quan thông tin đại chúng, cơ quan thông tấn báo chí, cơ quan Trung ương, cơ quan tham mưu, cơ quan thường trực,
cơ quan truyền thông, cơ quan chức năng, cơ quan ngành dọc, cơ quan quản lý, cơ quan tổ chức, đơn vị, đơn vị sự nghiệp,
đơn vị sự nghiệp công lập, đơn vị lực lượng vũ trang, địa phương, tổ chức, tổ chức chính trị - xã hội,
tổ chức chính trị, tổ chức xã hội, tổ chức thành viên, tổ chức đoàn thể, tổ chức hội,
tổ chức CT-XH, sở, ban, ngành, sở ngành, ban ngành, ngành đoàn thể, ban đảng, phòng, phòng ban, phòng chuyên môn,
phòng nghiệp vụ, phòng chức năng, đoàn thể, đoàn thể chính trị - xã hội, hội, hội đoàn thể,
hội quần chúng, doanh nghiệp, trường, trường học, trường mầm non, trường tiểu học, trường phổ thông,
trường trung học cơ sở, trung học cơ sở, trường trung học phổ thông, trung học phổ thông, nhà trường,
cơ sở giáo dục, cơ sở y tế, bệnh viện, chi bộ, chi đoàn,
chi hội, đảng bộ, tổ chuyên môn, bộ phận, cục, bộ, cấp ủy, cấp ủy đảng, chính quyền, thôn, xóm, ấp,
khu phố, tổ dân phố, khu dân cư, thành viên, thành viên Ban Chỉ đạo, đồn biên phòng, trạm y tế, đài, cá nhân,
ban quản lý, trung tâm, công chức chuyên môn
"""
_TAILS = """
có liên quan, liên quan, trực thuộc, khác, các cấp, cấp tỉnh, cấp huyện, cấp xã, cấp thành phố, công lập,
trên địa bàn, đóng trên địa bàn, ngoài công lập, chức năng, chuyên môn, nghiệp vụ, tương đương, được giao,
được phân công, nhà nước
"""
_HEADS = """
Sở, Phòng, Ban, Bộ, Văn phòng, Thanh tra, Công an, Trung tâm, Hội, Hội đồng, Hiệp hội, Chi cục, Cục, Tổng cục, Vụ,
Trường, Bệnh viện, Viện, Trạm, Đài, Báo, Liên đoàn, Liên minh, Liên hiệp, Ban Quản lý, Ban Chỉ đạo, Ban Chỉ huy,
Bộ Chỉ huy, Bộ Tư lệnh, Hạt, Đồn, Đồn Biên phòng, Công ty, Tổ, Tổ công tác, Đội, Khối, Ngân hàng, Kho bạc,
Bảo hiểm xã hội, Tòa án, Viện Kiểm sát, Đoàn, Trường Đại học, Nhà, Nhà máy, Thư viện, Bảo tàng, Điện lực,
Học viện, Công đoàn, Ủy ban, Đảng bộ, Đảng ủy, Chi bộ, Công chức, Kế toán
"""
# Bodies named by their kind alone where the plan has but one: `Văn phòng`, `Giám đốc Sở`.
BARE = ("Sở", "Bộ", "Phòng", "Ban", "Trường", "Hội", "Cục", "Chi cục", "Trung tâm", "Viện", "Công ty", "Hội đồng")
OF_ANOTHER = frozenset(
    fold(name)
    for name in (
        "Văn phòng", "Thanh tra", "Ban Dân vận", "Ban Tuyên giáo", "Ban Tuyên giáo và Dân vận", "Ban Tổ chức",
        "Ban Nội chính", "Ủy ban Kiểm tra", "Ban Cán sự đảng", "Ban Thường vụ", "Ban Thường trực", "Thường trực",
        "Đảng ủy", "Ban Giám đốc", "Ban Chấp hành", "Hội đồng Thi đua - Khen thưởng",
    )
)  # fmt: skip
"""Folded names of bodies that are part of another, named behind them: `Văn phòng Ủy ban nhân dân tỉnh`."""


def _phrases(names: Sequence[str]) -> Phrases:
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for name in names:
        forms = tuple(fold(name.replace(",", "").replace(" - ", " ")).split())
        found.setdefault(forms[0], {})[forms] = name
    return {
        first: tuple(
            sorted((Known(*pair) for pair in group.items()), key=lambda known: (-len(known.forms), known.forms))
        )
        for first, group in found.items()
    }


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.replace("\n", " ").split(",")]


@cache
def bodies() -> Phrases:
    """The names that ship, by their first form, longest first."""
    lines = shipped("agencies.txt").splitlines()
    return _phrases([line for line in lines if line and not line.startswith("#")])


@cache
def bodies_by_second() -> Phrases:
    """The names that ship of three words and more, by their second form, longest first."""
    found: dict[str, list[Known]] = {}
    for group in bodies().values():
        for known in group:
            if len(known.forms) > 2:
                found.setdefault(known.forms[1], []).append(known)
    return {
        second: tuple(sorted(group, key=lambda known: (-len(known.forms), known.forms)))
        for second, group in found.items()
    }


@cache
def starters() -> frozenset[str]:
    """The forms of the words names begin with that may be shown without a capital."""
    return frozenset((*bodies(), *heads(), *leaders(), *MANY, "cap", "ny"))


@cache
def places() -> Phrases:
    """Provinces and cities of the first level, before and after July 2025."""
    lines = shipped("provinces.txt").splitlines()
    return _phrases([line.partition("\t")[0] for line in lines if line and not line.startswith("#")])


@cache
def leaders() -> Phrases:
    """Who stands at the head of a body."""
    return _phrases(_listed(_LEADERS))


@cache
def grouped() -> Phrases:
    """Kinds of bodies that are named many at a time: `các cơ quan, đơn vị`."""
    return _phrases(_listed(_GROUPED))


@cache
def tails() -> Phrases:
    """What tells more of a group: `liên quan`, `cấp tỉnh`."""
    return _phrases(_listed(_TAILS))


@cache
def heads() -> Phrases:
    """The first words of bodies."""
    return _phrases(_listed(_HEADS))


@cache
def bare() -> Phrases:
    """Heads that may stand alone."""
    return _phrases(BARE)


def phrase_at(forms: Sequence[str], at: int, phrases: Phrases) -> Known | None:
    """The longest of `phrases` that the words from `at` on begin with.

    >>> phrase_at("ban dan van tinh uy".split(), 0, bodies())
    Known(forms=('ban', 'dan', 'van'), shown='Ban Dân vận')
    """
    if at >= len(forms):
        return None
    for known in phrases.get(forms[at], ()):
        if tuple(forms[at : at + len(known.forms)]) == known.forms:
            return known
    return None
