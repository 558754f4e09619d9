"""Abbreviations of bodies: those that ship, and those a text explains."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from plancompare.text import fold, words

SHIPPED = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "MTTQ": "Mặt trận Tổ quốc",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "MTTQVN": "Mặt trận Tổ quốc Việt Nam",
    "UBMTTQVN": "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "UBKT": "Ủy ban Kiểm tra",
    "LĐLĐ": "Liên đoàn Lao động",
    "BHXH": "Bảo hiểm xã hội",
    "TAND": "Tòa án nhân dân",
    "VKSND": "Viện Kiểm sát nhân dân",
    "TTCP": "Thủ tướng Chính phủ",
    "KBNN": "Kho bạc Nhà nước",
}
"""Abbreviations that mean one body wherever they stand."""
_FIELDS = {
    "NV": "Nội vụ",
    "TC": "Tài chính",
    "TP": "Tư pháp",
    "YT": "Y tế",
    "CT": "Công Thương",
    "XD": "Xây dựng",
    "GTVT": "Giao thông vận tải",
    "GDĐT": "Giáo dục và Đào tạo",
    "KHCN": "Khoa học và Công nghệ",
    "TTTT": "Thông tin và Truyền thông",
    "KHĐT": "Kế hoạch và Đầu tư",
    "TNMT": "Tài nguyên và Môi trường",
    "NNMT": "Nông nghiệp và Môi trường",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "LĐTBXH": "Lao động - Thương binh và Xã hội",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "VHTT": "Văn hóa và Thông tin",
    "TCKH": "Tài chính - Kế hoạch",
    "QLĐT": "Quản lý đô thị",
    "DTTG": "Dân tộc và Tôn giáo",
}
# `(CCHC)`, `(sau đây gọi tắt là BDV)`, `(viết tắt là: NN&MT)`
_EXPLAINED = re.compile(
    r"\(((?:sau đây )?(?:được )?(?:gọi|viết)(?: tắt)?(?: chung)? là:? {0,2})?[“\"]?([^\W\d_][\w&.-]{1,11})[”\"]?\)"
)
_LONGEST = 14  # words of a full name


@cache
def fields() -> Mapping[str, str]:
    """Folded letters of what a department's field is cut to (`lđ-tb&xh`: `ldtbxh`) -> the field."""
    return {fold(short): full for short, full in _FIELDS.items()}


def letters(short: str) -> str:
    """The letters of an abbreviation, folded: `GD&ĐT` and `GDĐT` are one."""
    return "".join(filter(str.isalpha, fold(short)))


def abbreviations(text: str) -> Mapping[str, str]:
    """Abbreviation as printed -> what it stands for: those the text explains, and those that ship.

    >>> found = abbreviations("cải cách hành chính (CCHC) do Ban Dân vận Tỉnh ủy (sau đây gọi tắt là BDV) giao")
    >>> found["CCHC"], found["BDV"], found["UBND"]
    ('cải cách hành chính', 'Ban Dân vận Tỉnh ủy', 'Ủy ban nhân dân')
    """
    return SHIPPED | {
        short: full for found in _EXPLAINED.finditer(text) if (full := _full(text, found)) for short in [found[2]]
    }


def _full(text: str, found: re.Match[str]) -> str | None:
    """The words before the bracket whose first letters the abbreviation is made of, `và` aside."""
    short = letters(found[2])
    if not found[2][0].isupper() or sum(map(str.isupper, found[2])) < 2:
        return None
    before = words(text, max(0, found.start() - 120), found.start())[-_LONGEST:]
    for first in range(len(before) - 2, -1, -1):
        if any(sign in text[before[first].end : before[first + 1].start] for sign in ";:.("):
            return None
        initials = "".join(
            fold(word.shown)[:1] for word in before[first:] if found[2][:1].isalpha() and fold(word.shown) != "va"
        )
        if initials == short or (found[1] and initials.startswith(short)):
            return " ".join(text[before[first].start : before[-1].end].split())
    return None
