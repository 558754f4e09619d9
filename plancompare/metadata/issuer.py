"""Who issued the document: from the header, or put together from preamble, closing and signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plancompare.metadata.places import UNITS, place_name, province_named, provinces
from plancompare.model import Level
from plancompare.text import fold

_NEAR = 80.0
_MOTTO = re.compile(
    r"c.ng h.a(?: x. h.{1,2})?.{0,30}$|ch. ngh.a.{0,14}$|^x. h.{1,2} ch. ngh.{0,16}$|^vi.t nam$|dang cong san viet nam.*$"
    r"|\S{2,5}\s\S{1,3}p\s?[-–]?\s?t\S{1,2}\sd\S{1,2}\W.*$|^t\S{1,2}\sd\S\s?[-–]\s?h.nh ph\S{1,3}$|[-–]?\s?h.nh ph.c$"
)
_AUTHORITY = re.compile(r"(?:\b\w{1,2}y ban nh.n d.n\b|\bubnd\b|\bu.nd\b)")
_COUNCIL = re.compile(r"\bh.i d.ng nh.n d.n\b|\bhdnd\b")
_PARTY = re.compile(r"\b(?P<level>tinh|thanh|huyen|quan|thi|dang) uy\b")
_CENTRAL = re.compile(r"^(?:chinh phu|thu tuong chinh phu|bo |van phong chinh phu|ban chap hanh trung uong|quoc hoi|ban .{0,40}trung uong)")
_BELOW = re.compile(r"\b(?:s[o&0ée¢@6]|phong|ban|van phong|thanh tra|chi cuc|truong|trung tam|cong an|hoi|lien doan|benh vien|vien)\s")
_VERBS = ("xay dung", "ban hanh", "trien khai", "de ra", "lap ke")
_HEADS = ("Sở", "Phòng", "Ban", "Bộ", "Văn phòng", "Thanh tra", "Chi cục", "Trung tâm", "Trường", "Công an", "Hội", "Tổng cục", "Cục")


@dataclass(frozen=True, slots=True)
class Issuer:
    """`body` in full with its place; `level` of the administration it belongs to."""

    body: str
    level: Level | None


@cache
def _known_bodies() -> dict[str, str]:
    """Folded names of departments and offices, with their spelling."""
    text = files("plancompare").joinpath("data", "agencies.txt").read_text(encoding="utf-8")
    names = [line.strip() for line in text.splitlines() if line and not line.startswith("#")]
    more = (
        "Sở Quy hoạch - Kiến trúc", "Sở Lao động - Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch",
        "Văn phòng Ủy ban nhân dân", "Thanh tra tỉnh", "Ban Dân tộc", "Ban Quản lý khu kinh tế",
        "Ban Quản lý các khu công nghiệp", "Bộ Dân tộc và Tôn giáo", "Bộ Nông nghiệp và Môi trường",
        "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Giáo dục và Đào tạo", "Phòng Quản lý đô thị", "Phòng Y tế",
    )  # fmt: skip
    found = {_plain(name): name for name in names if name.startswith(_HEADS) and " " in name}
    return found | {_plain(name): name for name in more}


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s&@¢]", " ", fold(text)).split())


def spelled(printed: str) -> str:
    """A body's name in correct spelling where it is known, else as printed, out of capitals.

    >>> spelled("S& NGOAI VU"), spelled("CHI CỤC KIỂM LÂM")
    ('Sở Ngoại vụ', 'Chi cục Kiểm lâm')
    """
    from rapidfuzz.process import extractOne

    known = _known_bodies()
    plain = _plain(printed)
    best = extractOne(plain, known.keys(), score_cutoff=_NEAR) if plain not in known else (plain, 100, 0)
    if best and abs(len(best[0]) - len(plain)) <= 3:
        return known[best[0]]
    if not printed.isupper():
        return printed
    words = printed.lower().split()
    head = next((h for h in _HEADS if printed.lower().startswith(h.lower())), words[0])
    cut = len(head.split())
    return " ".join([head.capitalize(), *(w.capitalize() if i == 0 else w for i, w in enumerate(words[cut:]))])


def from_header(header: str, province: str | None) -> Issuer | None:
    """The body named in the left column of the header, the motto of the right column taken away.

    >>> from_header("UY BAN NHAN DAN CONG HOA XA HQI CHU NGHIA VIET NAM\\nTINH KIEN GIANG DPgc 1ap - Tw do - Hanh phuc", None)
    Issuer(body='Ủy ban nhân dân tỉnh Kiên Giang', level='tỉnh')
    >>> from_header("UBND TỈNH TÂY NINH\\nSỞ NGOẠI VỤ", None)
    Issuer(body='Sở Ngoại vụ tỉnh Tây Ninh', level='sở')
    """
    left = _left_column(header)
    return _parse(left, province) if left else None


def _left_column(header: str) -> str:
    kept: list[str] = []
    for line in header.split("\n"):
        for cell in line.replace("**", "").split("|"):
            shown = " ".join(cell.strip("*#_- \t").split())
            low = fold(shown)
            if len(low) != len(shown):
                continue
            if re.match(r"s[o06ds]\s?[:.]|s[o06]\s\d", low) or re.search(r"\bng.y\b.*\bth.ng\b|\bth.ng\b.*\bn.m\b", low):
                continue
            motto = _MOTTO.search(low)
            shown = (shown[: motto.start()] if motto else shown).strip(" -–_*")
            if shown and shown == shown.upper() and any(map(str.isalpha, shown)):
                kept.append(shown)
    return " ".join(kept)


def _parse(printed: str, province: str | None) -> Issuer | None:
    """A body's name written out in full: `UBND TỈNH TÂY NINH SỞ NGOẠI VỤ`."""
    low = fold(printed)
    if len(low) != len(printed):
        return None
    authority = _AUTHORITY.search(low)
    council = _COUNCIL.search(low)
    if authority or council:
        found = authority or council
        assert found is not None
        unit, name, end = _place(printed, low, found.end(), province)
        sub = _BELOW.search(low, end)
        before = _BELOW.match(low) if found.start() > 3 else None
        if sub or before:
            text = printed[sub.start() :] if sub else printed[: found.start()]
            return _agency(spelled(text.strip()), unit, name)
        body = "Ủy ban nhân dân" if authority else "Hội đồng nhân dân"
        return Issuer(" ".join(part for part in (body, unit, name) if part), _territorial(unit, name))
    party = _PARTY.search(low)
    if party and not _CENTRAL.match(low):
        names = {"tinh": ("Tỉnh ủy", "tỉnh"), "thanh": ("Thành ủy", "thành phố"), "huyen": ("Huyện ủy", "huyện"), "quan": ("Quận ủy", "huyện")}
        names |= {"thi": ("Thị ủy", "huyện"), "dang": ("Đảng ủy", "xã")}
        body, level = names[party["level"]]
        name = place_name(printed[party.end() :].split())
        head = printed[: party.start()].strip()
        full = " ".join(part for part in (spelled(head) if head else None, body, name) if part)
        return Issuer(full, _LEVELS.get(level))
    if _CENTRAL.match(low):
        return Issuer(spelled(printed), "trung ương")
    if low.startswith("so ") or _BELOW.match(low):
        return _agency(*_agency_and_place(printed, low, province))
    return Issuer(spelled(printed), None) if len(printed.split()) > 1 else None


_LEVELS: dict[str, Level] = {
    "tỉnh": "tỉnh", "thành phố": "thành phố", "huyện": "huyện", "quận": "huyện", "thị xã": "huyện", "xã": "xã", "phường": "xã", "thị trấn": "xã",
}  # fmt: skip


def _territorial(unit: str | None, name: str | None) -> Level | None:
    if unit == "thành phố" and name and _is_first_level_city(name):
        return "tỉnh"
    return _LEVELS.get(unit or "")


def _is_first_level_city(name: str) -> bool:
    return any(name == known and unit == "thành phố" for known, unit in provinces().values())


def _agency(name: str, unit: str | None, place: str | None) -> Issuer:
    full = " ".join(part for part in (name, unit, place) if part)
    if name.startswith("Sở") or unit == "tỉnh" or unit == "thành phố" and place and _is_first_level_city(place):
        return Issuer(full, "sở")
    return Issuer(full, _LEVELS.get(unit or ""))


def _agency_and_place(printed: str, low: str, province: str | None) -> tuple[str, str | None, str | None]:
    for unit, pattern in UNITS:
        found = pattern.search(low, 3)
        if found:
            name = place_name(printed[found.end() :].split())
            if name:
                return spelled(printed[: found.start()].strip()), unit, name
    name = spelled(printed.strip())
    return (name, *_unit_of(province)) if name.startswith("Sở") else (name, None, None)


def _unit_of(province: str | None) -> tuple[str | None, str | None]:
    if province is None:
        return None, None
    unit = next(unit for known, unit in provinces().values() if known == province)
    return unit, province


def _place(printed: str, low: str, start: int, province: str | None) -> tuple[str | None, str | None, int]:
    """Unit and name of the place behind `start`, and where the name ends."""
    ahead = low[start:].lstrip()
    start += len(low[start:]) - len(ahead)
    for unit, pattern in UNITS:
        found = pattern.match(low, start)
        if found:
            end = found.end()
            words = printed[end:].split()
            stop = next((i for i, _ in enumerate(words) if i and _BELOW.match(fold(" ".join(words[i : i + 3])) + " ")), len(words))
            name = place_name(words[:stop])
            if name is None:
                return unit, province if unit == "tỉnh" or province and _is_first_level_city(province) else None, end
            return unit, name, end + len(" ".join(words[: min(stop, len(name.split()))])) + 1
    if province_named(printed[start:].split()):
        return (*_unit_of(province_named(printed[start:].split())), start)
    return None, None, start


def from_sentence(text: str, province: str | None) -> Issuer | None:
    """The body that is the subject of the preamble: `…, Sở Ngoại vụ xây dựng Kế hoạch …`; the last such body counts.

    >>> from_sentence("…, ny ban nhéan dan tinh xay dung ké hoach thuc hién …, nhu sau:", "Quảng Ngãi")
    Issuer(body='Ủy ban nhân dân tỉnh Quảng Ngãi', level='tỉnh')
    """
    from rapidfuzz.fuzz import ratio

    words = text.split()[-400:]
    low = [fold(word) for word in words]
    for index in range(len(words) - 2, -1, -1):
        pair = f"{low[index]} {low[index + 1]}"
        if low[index][:1] in "xbtdl" and any(ratio(pair, verb) >= _NEAR for verb in _VERBS):
            found = _subject(words[max(0, index - 14) : index], province)
            if found:
                return found
    return None


def _subject(words: list[str], province: str | None) -> Issuer | None:
    """The body whose name ends the list of words."""
    from rapidfuzz.fuzz import ratio

    known = _known_bodies()
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        plain = _plain(" ".join(tail))
        first = tail[0].strip("(“\"")
        head = _plain(" ".join(tail[:4]))
        if ratio(head, "uy ban nhan dan") >= _NEAR or head.startswith("ubnd"):
            cut = 1 if head.startswith("ubnd") else 4
            printed = " ".join(tail[cut:])
            low = fold(printed)
            unit, name, _ = _place(printed, low, 0, province) if len(low) == len(printed) else (None, None, 0)
            if unit is None:
                unit, name = _unit_of(province)
            return Issuer(" ".join(part for part in ("Ủy ban nhân dân", unit, name) if part), _territorial(unit, name))
        if first[:1].isupper() and (start == 0 or words[start - 1][-1:] in ",;.)" or start <= len(words) - 2):
            for body in known:
                size = body.count(" ") + 1
                if size <= len(tail) and ratio(_plain(" ".join(tail[:size])), body, score_cutoff=86.0):
                    rest = " ".join(tail[size:])
                    low = fold(rest)
                    unit, name, _ = _place(rest, low, 0, province) if rest and len(low) == len(rest) else (None, None, 0)
                    if unit is None and known[body].startswith(("Sở", "Ban")):
                        unit, name = _unit_of(province)
                    return _agency(known[body], unit, name)
        if plain.startswith(tuple(_plain(head_) + " " for head_ in _HEADS)) and first[:1].isupper() and (start == 0 or words[start - 1][-1:] in ",;."):
            return _agency(*_agency_and_place(" ".join(tail), fold(" ".join(tail)), province))
    return None
