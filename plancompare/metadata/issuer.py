"""Who issued the document: read from the header, or put together from preamble, closing and signature."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from plancompare.metadata.mergers import is_city_today
from plancompare.metadata.places import UNITS, Places, is_first_level_city, place_name, province_named
from plancompare.model import Level
from plancompare.shipped import shipped
from plancompare.text import fold

_NEAR = 80.0
# A scan makes small letters of some capitals (`TiNH`, `sO`).
_CAPITALS = 0.75
_NEAR_AUTHORITY = 86.0
# The right column of a header, wherever a flat text has put it: from its first words to the end of the line.
_MOTTO = re.compile(
    r"c.ng\s?h.a(?: x. h.{1,2})?.{0,30}$|ch. ngh.a.{0,14}$|^x. h.{1,2} ch. ngh.{0,16}$|^vi.t nam$"
    r"|dang cong san viet nam.*$"
    r"|\S{2,5}\s\S{1,3}p\s?[-–]?\s?t\S{1,2}\sd\S{1,2}\W.*$|^t\S{1,2}\sd\S\s?[-–]\s?h.nh ph\S{1,3}$|[-–]?\s?h.nh ph.c$"
)
# The country's name broken before its last word, which stands in the next line behind the agency.
_BROKEN_MOTTO = re.compile(r"ngh.a vi.t$")
_LAST_OF_MOTTO = r"\W*\bnam\W*$"
_NUMBER = re.compile(r"[s$][o06ds]6?\s?[:.]|[s$][o06]\s\d|[s$]\S{1,2}\s?:\s?\d{1,5}\s?[/-]")
_DAY, _MONTH, _YEAR = re.compile(r"\bng.y\b"), re.compile(r"\bth.ng\b"), re.compile(r"\bn.m\b")
_AUTHORITY = re.compile(r"\b\w{1,2}y\s?ban\s?nh.n\s?d.n\b|\bubnd\b")
_COUNCIL = re.compile(r"\bh.i\sd.ng\snh.n\sd.n\b|\bhdnd\b")
# What follows is left as text: a plan of the government itself needs none of it, and `re` compiles it at its first use.
_PARTY = r"\b(?P<level>tinh|thanh|huyen|quan|thi|dang)\suy\b"
_PARTY_BODIES = {
    "tinh": "Tỉnh ủy",
    "thanh": "Thành ủy",
    "huyen": "Huyện ủy",
    "quan": "Quận ủy",
    "thi": "Thị ủy",
    "dang": "Đảng ủy",
}
_PARTY_UNITS = {"tinh": "tỉnh", "thanh": "thành phố", "huyen": "huyện", "quan": "quận", "thi": "thị xã", "dang": "xã"}
_CENTRAL = (
    r"(?:chinh phu|thu tuong chinh phu|bo |van phong chinh phu|ban chap hanh trung uong|quoc hoi|ban .{0,40}trung uong)"
)
# A body that a ministry has in a province or under itself.
_BELOW_MINISTRY = (
    r"\n(?=(?:cong an|tong cuc|cuc|chi cuc|vu|kho bac|bao hiem|hoc vien|truong|vien|trung tam|thanh tra)\s)"
)
_UNIT = r"\b(?:tinh|thanh ph|tp)"
_FRONT = r"\buy ban (?:mttq|mat tran to quoc) viet nam"
_BELOW = re.compile(
    r"(?:^|\n)(?:s[o&0ée¢@6]|phong|ban|van phong|thanh tra|chi cuc|truong|trung tam|cong an|hoi"
    r"|lien doan|benh vien|vien)\s"
)
_NOISE = "#_-–— \t.,:;~ˆ'‘’`"
_VERBS = ("xay dung", "ban hanh", "trien khai", "de ra")
_HEADS = (
    "Sở",
    "Phòng",
    "Ban",
    "Bộ",
    "Văn phòng",
    "Thanh tra",
    "Chi cục",
    "Trung tâm",
    "Trường",
    "Công an",
    "Hội",
    "Tổng cục",
    "Cục",
)
_SUBJECT_WORDS = 14
_MORE_BODIES = (
    "Sở Quy hoạch - Kiến trúc", "Văn phòng Ủy ban nhân dân", "Thanh tra tỉnh", "Ban Quản lý khu kinh tế",
    "Ban Quản lý các khu công nghiệp", "Bộ Dân tộc và Tôn giáo", "Bộ Nông nghiệp và Môi trường", "Phòng Quản lý đô thị",
    "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Giáo dục và Đào tạo", "Phòng Y tế",
)  # fmt: skip
_LEVELS: dict[str | None, Level] = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "huyện": "huyện", "quận": "huyện", "thị xã": "huyện",
    "xã": "xã", "phường": "xã", "thị trấn": "xã",
}  # fmt: skip


class Issuer(NamedTuple):
    """`body` in full with its place; `level` of the administration it belongs to, None where that is not said."""

    body: str
    level: Level | None


def from_header(header: str, places: Places) -> Issuer | None:
    """The body named in the left column of the header, the motto of the right column taken away.

    >>> nowhere = Places(None, "")
    >>> lines = "UY BAN NHAN DAN CONG HOA XA HQI CHU NGHIA VIET NAM", "TINH KIEN GIANG DPgc 1ap - Tw do - Hanh phuc"
    >>> from_header("\\n".join(lines), nowhere)
    Issuer(body='Ủy ban nhân dân tỉnh Kiên Giang', level='tỉnh')
    >>> from_header("UBND TỈNH TÂY NINH\\nSỞ NGOẠI VỤ", nowhere)
    Issuer(body='Sở Ngoại vụ tỉnh Tây Ninh', level='sở')
    """
    printed = _left_column(header)
    low = fold(printed)
    if not printed or len(low) != len(printed):
        return None
    if authority := _AUTHORITY.search(low) or _COUNCIL.search(low):
        unit, name, end = _place(printed, low, authority.end(), places)
        if (below := _body_below(printed, low, end - 1)) is not None:
            return _agency(spelled(printed[below:]), unit, name)
        if unit is None:
            unit, name = places.whole()
        body = "Hội đồng nhân dân" if _COUNCIL.fullmatch(authority[0]) else "Ủy ban nhân dân"
        return _joined((body, unit, name), _territorial(unit, name))
    if front := re.search(_FRONT, low):
        unit, name, _ = _place(printed, low, front.end(), places)
        office = "Ban Thường trực" if "ban thuong truc" in low else None
        return _joined((office, "Ủy ban Mặt trận Tổ quốc Việt Nam", unit, name), _territorial(unit, name))
    if re.match(_CENTRAL, low):
        if own_line := re.search(_BELOW_MINISTRY, low):
            own = printed[own_line.end() :], low[own_line.end() :]
            return (
                _agency_with_place(*own, places) if re.search(_UNIT, own[1]) else Issuer(spelled(own[0]), "trung ương")
            )
        return Issuer(spelled(printed), "trung ương")
    if party := re.search(_PARTY, low):
        return _committee(printed, low, party, places)
    if _BELOW.match(low):
        return _agency_with_place(printed, low, places)
    return Issuer(spelled(printed), None) if " " in printed else None


def _left_column(header: str) -> str:
    """The lines of the issuing body: in capitals, neither motto nor number nor date."""
    kept: list[str] = []
    broken = False
    for cell in re.split(r"[\n|]", header.replace("*", "")):
        shown = " ".join(cell.strip(_NOISE).split())
        low = fold(shown)
        if not shown or len(low) != len(shown) or _NUMBER.match(low) or _is_date(low):
            continue
        if broken and (last := re.search(_LAST_OF_MOTTO, low)) and not province_named(low.split()[-2:], misread=False):
            shown, low = shown[: last.start()], low[: last.start()]
        broken = bool(_BROKEN_MOTTO.search(low))
        if motto := _MOTTO.search(low):
            shown = shown[: motto.start()]
        shown = shown.strip(_NOISE)
        letters = sum(map(str.isalpha, shown))
        if letters and sum(map(str.isupper, shown)) >= _CAPITALS * letters:
            kept.append(shown.upper())
    return "\n".join(kept)


def _is_date(low: str) -> bool:
    """Whether `ngày` and `tháng`, or `tháng` and `năm`, follow one another; in turn, so that no line takes long."""
    return any(
        (found := word.search(low)) is not None and following.search(low, found.end()) is not None
        for word, following in ((_DAY, _MONTH), (_MONTH, _YEAR))
    )


def _joined(parts: tuple[str | None, ...], level: Level | None) -> Issuer:
    return Issuer(" ".join(part for part in parts if part), level)


def _territorial(unit: str | None, name: str | None) -> Level | None:
    return "tỉnh" if unit == "thành phố" and name and is_city_today(name) else _LEVELS.get(unit)


def _committee(printed: str, low: str, party: re.Match[str], places: Places) -> Issuer:
    """A committee of the party; the organisation above it (`ĐẢNG BỘ QUẬN A`) is no part of its name."""
    office = printed[: party.start()]
    shown = spelled(office) if office and not low.startswith("dang bo ") else None
    body = _PARTY_BODIES[party["level"]]
    if party["level"] == "dang":
        unit, name, _ = _place(printed, low, party.end(), places)
        return _joined((shown, body, unit, name), _territorial(unit or "xã", name))
    unit = _PARTY_UNITS[party["level"]]
    name = place_name(printed[party.end() :].split(), unit)
    return _joined((shown, body, name), _territorial(unit, name))


def _agency(name: str, unit: str | None, place: str | None) -> Issuer:
    level = _territorial(unit, place)
    return _joined((name, unit, place), "sở" if level == "tỉnh" or name.startswith("Sở") else level)


def _agency_with_place(printed: str, low: str, places: Places) -> Issuer:
    """A body with or without its place behind its name: `Sở Y tế tỉnh Hà Nam`, `Phòng Nội vụ`."""
    for unit, pattern in UNITS:
        found = pattern.search(low, 3)
        name = place_name(printed[found.end() :].split(), unit) if found else None
        if found and name:
            return _agency(spelled(printed[: found.start()]), unit, name)
    name = spelled(printed)
    return _agency(name, *(places.whole() if name.startswith("Sở") else (None, None)))


def _place(printed: str, low: str, start: int, places: Places) -> tuple[str | None, str | None, int]:
    """Unit and name of the place behind `start`, and where they end."""
    start += len(low[start:]) - len(low[start:].lstrip())
    below = _body_below(printed, low, start)
    stop = len(low) if below is None else below
    for unit, pattern in UNITS:
        if found := pattern.match(low, start):
            return unit, place_name(printed[found.end() : stop].split(), unit) or places.of(unit), stop
    name = province_named(printed[start:stop].split(), misread=False)
    return ("thành phố" if name and is_first_level_city(name) else "tỉnh" if name else None), name, stop


def _body_below(printed: str, low: str, start: int) -> int | None:
    """Where a body below the authority begins: a line with its first word, glued to the next one in a scan or not."""
    if found := _BELOW.search(low, start):
        return found.start()
    starts = [found.end() for found in re.finditer(r"\n(?=so)", low[start:])]
    return next((start + at for at in starts if _known_body(printed[start + at :])), None)


# ---------------------------------------------------------------- from a sentence


def from_sentence(text: str, places: Places) -> Issuer | None:
    """The body that is the subject of the preamble: `…, Sở Ngoại vụ xây dựng Kế hoạch …`; the last such body counts.

    >>> from_sentence("…, ny ban nhéan dan tinh xay dung ké hoach thuc hién …, nhu sau:", Places("Quảng Ngãi", ""))
    Issuer(body='Ủy ban nhân dân tỉnh Quảng Ngãi', level='tỉnh')
    """
    from rapidfuzz.fuzz import ratio

    words = text.split()[-400:]
    low = [fold(word) for word in words]
    for index in range(len(words) - 2, -1, -1):
        pair = f"{low[index]} {low[index + 1]}"
        if low[index][:1] in "xbtd" and any(ratio(pair, verb) >= _NEAR for verb in _VERBS):
            found = _subject(words[max(0, index - _SUBJECT_WORDS) : index], places)
            if found:
                return found
    return None


def _subject(words: list[str], places: Places) -> Issuer | None:
    """The body whose name ends the list of words."""
    from rapidfuzz.fuzz import ratio

    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        short = fold(tail[0]) == "ubnd"
        if short or ratio(_plain(" ".join(tail[:4])), "uy ban nhan dan") >= _NEAR_AUTHORITY:
            printed = " ".join(tail[1 if short else 4 :])
            low = fold(printed)
            unit, name, _ = _place(printed, low, 0, places) if len(low) == len(printed) else (None, None, 0)
            if unit is None:
                unit, name = places.whole()
            return _joined(("Ủy ban nhân dân", unit, name), _territorial(unit, name))
        printed = " ".join(tail).strip('(“"')
        if not printed[:1].isupper():
            continue
        if body := _known_body(printed):
            return _agency(body, *(places.whole() if body.startswith(("Sở", "Ban")) else (None, None)))
        if printed.startswith(_HEADS) and (start == 0 or words[start - 1][-1:] in ",;."):
            return _agency_with_place(printed, fold(printed), places)
    return None


# ---------------------------------------------------------------- spelling


def spelled(printed: str) -> str:
    """A body's name in correct spelling where it is known, else as printed, out of capitals.

    >>> spelled("S& NGOAI VU"), spelled("CHI CỤC KIỂM LÂM")
    ('Sở Ngoại vụ', 'Chi cục Kiểm lâm')
    """
    printed = " ".join(printed.split())
    known = _known_body(printed)
    if known or not printed.isupper():
        return known or printed
    words = printed.lower().split()
    head = next((h for h in _HEADS if printed.lower().startswith(h.lower())), words[0])
    rest = words[head.count(" ") + 1 :]
    return " ".join([head.capitalize(), *(word.capitalize() for word in rest[:1]), *rest[1:]])


def _known_body(printed: str) -> str | None:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    known = _known_bodies()
    best = extractOne(_plain(printed), known.keys(), scorer=ratio, score_cutoff=_NEAR_AUTHORITY)
    return known[best[0]] if best else None


@cache
def _known_bodies() -> dict[str, str]:
    """Departments and offices by folded name, with their spelling."""
    text = shipped("agencies.txt")
    names = [line.strip() for line in text.splitlines() if line.startswith(_HEADS) and " " in line]
    return {_plain(name): name for name in (*names, *_MORE_BODIES)}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s&@¢]", " ", fold(text)).split())
