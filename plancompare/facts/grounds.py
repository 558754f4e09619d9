"""Where in a clause what is to be done begins: behind the ground it is done on, the case it is for, and small words.

Căn cứ chức năng, nhiệm vụ | chủ động xây dựng kế hoạch
Trong quá trình thực hiện, | nếu có vướng mắc, | kịp thời phản ánh về Sở Nội vụ
Sở Nội vụ | (cơ quan thường trực) | theo dõi, đôn đốc
"""

from __future__ import annotations

import re
from bisect import bisect_left

from plancompare.agencies.doing import doing_at
from plancompare.statements import Statement

# The ground on which, or the time at which something is to be done.
_GROUND = re.compile(
    r"[-+*• ]*(?:tren co so|can cu|theo(?! doi)|trong|qua trinh|sau khi|khi|hang (?:nam|quy|thang|tuan)|nhan duoc"
    r"|tren day)\b"
)
_DOCUMENT = re.compile(r"\b(?:ke hoach|chi thi|nghi quyet|quyet dinh|chuong trinh|van ban)\b(?! nay)")
_IN_CASE = re.compile(r"\bneu\b|(?:(?<=, )|(?<=; ))(?:trong )?truong hop\b")
_AND = re.compile(r"[-+*•, ]*(?:(?:dong thoi|va|cung(?! cap| co)|ngoai ra|rieng|cu the)\b[, ]*)*")
_ADVERB = re.compile(
    r"[-+*• ]*(?:(?:dong thoi|tiep tuc|chu dong|tich cuc|kip thoi|thuong xuyen|nghiem tuc|tu|va|phai"
    r"|can(?! doi| cu| bo)|se|dinh ky|cu the|rieng)\b[, ]*)*"
)
_IS = re.compile(r"la (?:co quan|don vi|dau moi|thanh vien)\b|lam \w+|chiu |khong |co trach nhiem|co nhiem vu")
# What may stand between a subject and what it does.
_ASIDE = re.compile(
    r"(?: ?\([^()]{0,200}\))?[ ,:]*(?:(?:theo(?! doi)|can cu|tren co so|trong pham vi)\b[^.;:]{0,200}?"
    r"(?=\b(?:xay dung|to chuc|trien khai|chu dong|chi dao|thuc hien|ban hanh|huong dan|bao cao)\b))?"
)
# What is to be done in a case.
_CASE_TOLD = re.compile(r"(?:kip thoi )?(?:phan anh|bao cao|trao doi|lien he|de xuat|kien nghi|gui|thong bao)\b")


def case_at(plain: str, low: int, high: int) -> re.Match[str] | None:
    """`nếu`, `trường hợp`: the beginning of a case in `plain[low:high]`."""
    return _IN_CASE.search(plain, low, high)


def behind_small_words(plain: str, at: int, high: int) -> int:
    """`at`, or where `đồng thời`, `và` and the like end there."""
    return _behind(_AND, plain, at, high)


def behind_aside(plain: str, at: int, high: int) -> int:
    """`at` behind a subject, or where the brackets and grounds end there."""
    return _behind(_ASIDE, plain, at, high)


def behind_ground(statement: Statement, low: int, high: int) -> int:
    """Where a clause without a subject begins behind its ground: `Căn cứ chức năng, nhiệm vụ | chủ động xây dựng`."""
    plain = statement.plain
    if not _GROUND.match(plain, low, high):
        return low
    places = [at for at in statement.places if low < at < high]
    if _DOCUMENT.search(plain, low, min(high, low + 28)):
        places = [at for at in places if plain[at - 2 : at] == ", "] + places[2:]
    for at in places:
        if doing_at(statement.forms, _place(statement, at)) > 1:
            return at
    return low


def behind_case(statement: Statement, low: int, high: int) -> int:
    """Where a clause without a subject says what is to be done in a case: `nếu có vướng mắc, | kịp thời phản ánh`."""
    case = statement.plain.find(", ", low, high)
    told = [at for at in statement.places if low < at < high and _CASE_TOLD.match(statement.plain, at)]
    return told[0] if told else case + 2 if case >= 0 else low


def _behind(aside: re.Pattern[str], plain: str, at: int, high: int) -> int:
    """`at`, or where what `aside` stands for ends there."""
    found = aside.match(plain, at, high)
    return found.end() if found else at


def is_done(statement: Statement, at: int, high: int) -> bool:
    """Whether what a body does, or is to be, stands at `plain[at]` behind adverbs."""
    at = _behind(_ADVERB, statement.plain, at, high)
    return doing_at(statement.forms, _place(statement, at)) > 0 or _IS.match(statement.plain, at) is not None


def _place(statement: Statement, at: int) -> int:
    """Which word stands at `plain[at]`."""
    return bisect_left(statement.places, at)
