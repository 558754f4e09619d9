"""The fixed phrases by which the parts of a document are known, found in scans too.

A phrase is compared with the folded beginning of a line by edit distance: `Noi nhin:` is "Nơi nhận", `HO GIAM POC` is
"PHÓ GIÁM ĐỐC". A fifth of the letters may be wrong: phrases of the three real scans have up to a sixth wrong, and no
two phrases of this list are that near.
"""

from __future__ import annotations

import re
from functools import lru_cache

from plancompare.document_types import document_type
from plancompare.structure.lines import Line, is_capitals
from plancompare.text import fold

_TOLERANCE = 80.0
# What a scan may leave in front of a phrase, or an editor's mark-up.
_NOISE = "*_#>~=.,'‘’`´\"“”«»- "

# The header has up to 15 lines; what stands further down in a table is data.
_HEADER_CELLS = 20
_COLON = re.compile(r"[:;.,]|\s{3}")
_MOTTO = re.compile(r"c.ng h.a x. h.{1,2} ch|d..? l.p\W{1,3}t.\W?d.|t[uw]\W?d.\W{1,3}h.nh ph|dang cong san viet")
_NUMBER = re.compile(r"s[o06ds](?:\W{0,4}\d{0,5}\W{0,3}[/-]\s?[a-z]|\W{0,3}:\W{0,4}\d{0,5}\W{0,3}[/-])")
# Patterns left as text are needed for few plans; `re` compiles them where they are first used.
_DATE = r"[^\d,;:/]{0,40},? ?ng.y\b.{0,8}?\bth.ng\b.{0,8}?\bn.{1,3}m\b.{0,3}\d{4}.{0,3}$"
_RECIPIENTS = r"[\W_]{0,4}(?:Nơi nhận|NƠI NHẬN)\s?:"
_CAPTION = r"(?:phu |mau )?(?:bang|bieu|mau)(?: bieu| mau)?(?: so)?\s{1,3}\d{1,3}\b"
_UNIT = r"\W{0,2}(?:don vi(?: tinh)?|dvt)\s?:"
_OFFICE = (
    r"(?:pho )?(?:chu tich|giam doc|tong giam doc|bi thu|truong ban|chanh van phong|bo truong|thu truong"
    r"|cuc truong|vu truong|truong phong|vien truong|chu nhiem|chanh thanh tra|chanh an|hieu truong|tong thanh tra"
    r"|thu tuong|truong doan|chi cuc truong)"
)
_ON_BEHALF = re.compile(r"(?:(?:tm|kt|tl|tuq|q)\s?[./]|[tk]/[mtl]\b\.?)\s?\w")
_SIGNS = re.compile(rf"{_OFFICE}\b")
_OFFICES = (
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "pho bi thu",
    "bi thu",
    "chanh van phong",
    "pho truong ban",
)
_APPENDIX = re.compile(
    r"ph. l.c(?: s.)?(?:\s{1,2}[ivxlhnm\d]{1,4})?\s?[.:]?$|ph. l.c(?: s.)?\s{1,2}[ivxlhnm\d]{1,4}\s?[.:(-]"
)
_TABLE_HEAD = re.compile(
    r"(?:s?tt|s.t)(?:\s*[|\t].*|\s{1,9}(?:n.i dung|nhi.m v.|t.n|h. v. t.n|h.ng m.c|danh m.c|ch. ti.u|ti.u ch."
    r"|c.ng vi.c|ho.t d.ng|l.nh v.c|d.n v.|c. quan|v.n b.n)\b.*)?$"
)


@lru_cache(maxsize=4096)
def resembles(text: str, phrase: str) -> bool:
    """Whether the folded `text` begins with the folded `phrase`, a fifth of the letters aside.

    >>> resembles("noi nhin: kt. giam poc", "noi nhan"), resembles("noi dung thuc hien", "noi nhan")
    (True, False)
    """
    if text.startswith(phrase):
        return True
    from rapidfuzz.fuzz import ratio

    length = len(phrase)
    return any(ratio(text[:cut], phrase, score_cutoff=_TOLERANCE) > 0 for cut in (length, length - 1, length + 1))


def is_type_line(line: Line) -> bool:
    """A line of capitals that holds nothing but the type of the document (`KẾ HOẠCH`)."""
    return len(line.text) <= 40 and is_capitals(line.text) and document_type(line.text) is not None


def is_motto(line: Line) -> bool:
    """The country's name and motto, or the party's, alone or with the agency on the same line."""
    return len(line.text) < 140 and bool(_MOTTO.search(line.head))


def lays_out(cells: str) -> bool:
    """Whether the cells of a table are the header of a document, or its end, rather than data.

    >>> lays_out("TỈNH A\\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), lays_out("STT\\nNội dung\\nNơi nhận")
    (True, False)
    """
    rows = cells.split("\n")
    heads = (fold(row) for row in rows[:_HEADER_CELLS] if len(row) < 140)
    return any(map(_MOTTO.search, heads)) or any(re.match(_RECIPIENTS, row) for row in rows)


def is_number_line(line: Line) -> bool:
    """A line that gives the document's own number: `Số: 63/KH-UBND`, `S6: 63 /KH-UBND`, `Số: /KH-UBND`."""
    return len(line.text) < 120 and bool(_NUMBER.match(line.head))


def is_date_line(line: Line) -> bool:
    """A line that is a place and a date: `Kiên Giang, ngày 06 tháng 3 năm 2024`, the day or month blank in a draft."""
    return len(line.text) < 90 and bool(re.match(_DATE, line.head))


def opens_recipients(line: Line) -> bool:
    """The line that begins the list of recipients: `Nơi nhận:`, with the other column behind it or alone."""
    bare = line.head.lstrip(_NOISE)
    label = _COLON.split(bare, maxsplit=1)
    if len(line.text) < 60 and resembles(bare[:8], "noi nhan") and _ON_BEHALF.match(bare[8:].lstrip(_NOISE)):
        return True
    return (
        len(label[0].rstrip()) <= 10
        and resembles(label[0].rstrip(), "noi nhan")
        and (len(label) > 1 or len(line.text) < 20)
    )


def opens_closing(line: Line) -> bool:
    """The formula that begins the closing: `Trên đây là Kế hoạch …`."""
    bare = line.text[:8].lstrip(_NOISE)
    return bare[:1].isupper() and resembles(line.head.lstrip(_NOISE), "tren day la")


def opens_signature(line: Line) -> bool:
    """A line of the signature block that names on whose behalf, or in which office, the document is signed."""
    if len(line.text) > 70:
        return False
    if signs_on_behalf(line):
        return True
    if not is_capitals(line.text):
        return False
    bare = line.head.lstrip(_NOISE)
    return bool(_SIGNS.match(bare)) or len(bare) <= 24 and any(resembles(bare, office) for office in _OFFICES)


def signs_on_behalf(line: Line) -> bool:
    """A line that names on whose behalf is signed, which no header or title does: `TM. ỦY BAN NHÂN DÂN`."""
    return len(line.text) <= 70 and bool(_ON_BEHALF.match(line.head.lstrip(_NOISE))) and is_capitals(line.text)


def opens_appendix(line: Line) -> bool:
    """A line that begins an appendix: `PHỤ LỤC`, `Phụ lục II`, `PHỤ LỤC 1: DANH MỤC NHIỆM VỤ`."""
    bare = line.head.lstrip(_NOISE)
    if len(line.text) > 150 or not line.text.lstrip(_NOISE)[:1].isupper():
        return False
    return bool(_APPENDIX.match(bare.rstrip("* "))) or bare.startswith("phu luc") and is_capitals(line.text)


def opens_table(line: Line) -> bool:
    """The head of a table of numbered rows: `STT`, `TT | Nội dung | …`, `STT Nội dung Đơn vị`."""
    return bool(_TABLE_HEAD.match(line.head.strip("*| ")))


def is_caption(line: Line) -> bool:
    """The caption of a table: `Bảng 1. Chỉ tiêu chủ yếu`, `Biểu số 02`, `PHỤ BIỂU 3`."""
    return len(line.text) < 200 and bool(re.match(_CAPTION, line.head.lstrip(_NOISE)))


def is_unit(line: Line) -> bool:
    """The unit of the figures of a table, between its caption and its head: `(Đơn vị tính: triệu đồng)`."""
    return bool(re.match(_UNIT, line.head))
