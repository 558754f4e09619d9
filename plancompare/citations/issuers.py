"""Who issued a cited document: what the text says behind the date, else what the symbol alone can mean."""

from __future__ import annotations

import re
from functools import cache

from plancompare.citations.letters import flat, nearest

_LEVELS = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "phường", "xã", "thị trấn")
_COUNCILS = {
    "UBND": "Ủy ban nhân dân",
    "Ủy ban nhân dân": "Ủy ban nhân dân",
    "Ủy ban": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "Hội đồng nhân dân": "Hội đồng nhân dân",
}
_COMMITTEES = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Đảng ủy")
_COMMITTEE_BODIES = (
    "Ban Thường vụ",
    "Thường trực",
    "Hội nghị",
    "Ban Chấp hành",
    "Ban Dân vận",
    "Ban Tổ chức",
    "Ban Tuyên giáo",
    "Ban Nội chính",
    "Ủy ban Kiểm tra",
    "Văn phòng",
)
_CENTRAL = (
    "Thủ tướng Chính phủ",
    "Thủ tướng",
    "Chính phủ",
    "Văn phòng Chính phủ",
    "Thanh tra Chính phủ",
    "Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Chủ tịch nước",
    "Bộ Chính trị",
    "Ban Bí thư",
    "Ban Bí thư Trung ương",
    "Ban Bí thư Trung ương Đảng",
    "Ban Chấp hành Trung ương",
    "Ban Chấp hành Trung ương Đảng",
    "Trung ương",
    "Trung ương Đảng",
    "Ban Dân vận Trung ương",
    "Ban Tổ chức Trung ương",
    "Ban Tuyên giáo Trung ương",
)
_MINISTRIES = {
    "BNV": "Nội vụ",
    "BTC": "Tài chính",
    "BTP": "Tư pháp",
    "BYT": "Y tế",
    "BCA": "Công an",
    "BQP": "Quốc phòng",
    "BCT": "Công Thương",
    "BXD": "Xây dựng",
    "BNG": "Ngoại giao",
    "BGDĐT": "Giáo dục và Đào tạo",
    "BTTTT": "Thông tin và Truyền thông",
    "BKHCN": "Khoa học và Công nghệ",
    "BKHĐT": "Kế hoạch và Đầu tư",
    "BTNMT": "Tài nguyên và Môi trường",
    "BGTVT": "Giao thông vận tải",
    "BLĐTBXH": "Lao động - Thương binh và Xã hội",
    "BVHTTDL": "Văn hóa, Thể thao và Du lịch",
    "BNNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "BNNMT": "Nông nghiệp và Môi trường",
    "BDTTG": "Dân tộc và Tôn giáo",
}
_BY_BODY = {
    "TTg": "Thủ tướng Chính phủ",
    "CP": "Chính phủ",
    "QH": "Quốc hội",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "CTN": "Chủ tịch nước",
    "VPCP": "Văn phòng Chính phủ",
    "TTCP": "Thanh tra Chính phủ",
    "NHNN": "Ngân hàng Nhà nước Việt Nam",
    "KTNN": "Kiểm toán nhà nước",
    "UBDT": "Ủy ban Dân tộc",
    "TANDTC": "Tòa án nhân dân tối cao",
    "VKSNDTC": "Viện kiểm sát nhân dân tối cao",
} | {code: f"Bộ {name}" for code, name in _MINISTRIES.items()}

CODES_OF_BODIES = frozenset(_BY_BODY)
"""The codes in symbols that can mean one body only."""

# `của`, `do`, `giữa` as scans show them; a page may end behind it.
_OF = re.compile(r"[,.)]?\s{0,6}(?:c[^\s\d]{0,2}[au]|do|gi[^\s\d]{1,3}a|thu)\s{1,40}(?:\d{1,3}\s{1,40})?(?=\S)")
_AND = re.compile(r"\s{1,6}(?:va|voi|v.i)\s{1,6}(?=\S)")
_PLENUM = re.compile(r"hoi nghi lan thu \w{1,5} (?=ban chap hanh)")
_WORD = re.compile(r"[^\s,;.()\"“”:]+")
_MISREAD = 0.25
_LONGEST = 9


@cache
def _known() -> dict[str, str]:
    """Flattened name of a body as printed -> its full name."""
    names = {name: name for name in _CENTRAL}
    for printed, full in _COUNCILS.items():
        for level in _LEVELS:
            names[f"{printed} {level}"] = f"{full} {level}"
            names[f"Chủ tịch {printed} {level}"] = f"Chủ tịch {full} {level}"
    for committee in _COMMITTEES:
        names[committee] = committee
        for body in _COMMITTEE_BODIES:
            names[f"{body} {committee}"] = f"{body} {committee}"
    for level in _LEVELS:
        names[f"Ban Chấp hành Đảng bộ {level}"] = f"Ban Chấp hành Đảng bộ {level}"
        names[f"Ban Chỉ đạo {level}"] = f"Ban Chỉ đạo {level}"
        names[f"Ủy ban Mặt trận Tổ quốc Việt Nam {level}"] = f"Ủy ban Mặt trận Tổ quốc Việt Nam {level}"
        for council in ("UBND", "Ủy ban nhân dân"):
            names[f"Ban Cán sự đảng {council} {level}"] = f"Ban Cán sự đảng Ủy ban nhân dân {level}"
    for name in _MINISTRIES.values():
        names[f"Bộ {name}"] = f"Bộ {name}"
        names[f"Bộ trưởng Bộ {name}"] = f"Bộ trưởng Bộ {name}"
        names[f"Sở {name}"] = f"Sở {name}"
    names["Ban Chỉ đạo"] = "Ban Chỉ đạo"
    return {re.sub(r"[,\-]\s?", "", flat(printed)): full for printed, full in names.items()}


@cache
def _known_of(count: int) -> tuple[str, ...]:
    """Names of so many words a scan may garble; of `UBND xã` it would make `UBND và`."""
    return tuple(p for p in _known() if p.count(" ") == count - 1 and not p.startswith(("ubnd", "hdnd")))


def issuer_at(flattened: str, at: int) -> tuple[int, str | None]:
    """End of `của <issuer>` that begins at `at`, and the issuer's full name; (`at`, None) where none is named.

    >>> issuer_at(" cia Thi tweng Chinh phu ve", 0), issuer_at(" cua ubnd tinh ban hanh", 0)
    ((24, 'Thủ tướng Chính phủ'), (14, 'Ủy ban nhân dân tỉnh'))
    """
    of = _OF.match(flattened, at)
    if not of:
        return at, None
    plenum = _PLENUM.match(flattened, of.end())
    end, name = _name_at(flattened, plenum.end() if plenum else of.end())
    return (end, name) if name else (at, None)


def second_issuer_at(flattened: str, at: int) -> tuple[int, str | None]:
    """End of the other body of a joint document behind the first, and its full name; (`at`, None) where there is none.

    >>> second_issuer_at(" va Ban can su dang UBND tinh ve cong tac dan van".lower(), 0)
    (29, 'Ban Cán sự đảng Ủy ban nhân dân tỉnh')
    """
    joined = _AND.match(flattened, at)
    end, name = _name_at(flattened, joined.end()) if joined else (at, None)
    return (end, name) if name else (at, None)


def _name_at(flattened: str, begin: int) -> tuple[int, str | None]:
    spans: list[tuple[int, int]] = []
    for word in _WORD.finditer(flattened, begin, begin + 80):
        if spans and flattened[spans[-1][1] : word.start()].strip(" \n\t-,"):
            break
        spans.append(word.span())
        if len(spans) == _LONGEST + 4:
            break
    spans = [span for span in spans if flattened[slice(*span)] != "-"]
    known, shown = _known(), [flattened[low:high].lower() for low, high in spans]
    for count in range(min(_LONGEST, len(spans)), 0, -1):
        if full := known.get(" ".join(shown[:count])):
            return spans[count - 1][1], full
    best: tuple[float, int, str] | None = None
    for count in range(min(_LONGEST, len(spans)), 1, -1):
        found = nearest(" ".join(shown[:count]), _known_of(count), _MISREAD)
        # A longer name that is read about as well is the whole name.
        if found and (best is None or found[1] + 0.03 < best[0]):
            best = found[1], count, found[0]
    return (spans[best[1] - 1][1], known[best[2]]) if best else (begin, None)


def issuer_of_symbol(body: str) -> str | None:
    """The only body a symbol can mean; None where it names a level (`UBND`) or a party organ (`TW`).

    >>> issuer_of_symbol("TTg"), issuer_of_symbol("TW")
    ('Thủ tướng Chính phủ', None)
    """
    return _BY_BODY.get(body)


def with_place(issuer: str, province: str | None, behind: str) -> str:
    """The full name of a provincial body of `province`; any other, or one whose place the text names, as it is.

    `behind` is the text behind the issuer's name.

    >>> with_place("Ủy ban nhân dân tỉnh", "Tây Ninh", " về việc"), with_place("Bộ Chính trị", "Tây Ninh", " về")
    ('Ủy ban nhân dân tỉnh Tây Ninh', 'Bộ Chính trị')
    >>> with_place("Ủy ban nhân dân tỉnh", "Tây Ninh", " Kiên Giang về việc")
    'Ủy ban nhân dân tỉnh'
    """
    if province is None or not issuer.endswith((" tỉnh", "Tỉnh ủy")):
        return issuer
    named = behind.lstrip()
    if named[:1].isupper() and not flat(named).startswith(flat(province)):
        return issuer
    return f"{issuer} {province}"
