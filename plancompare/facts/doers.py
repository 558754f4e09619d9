"""Which bodies a sentence names as those who act.

Bodies are subjects by what stands around them: at the beginning of the sentence, or before something a body does; not
behind `của`, `với`, `báo cáo` and the like, nor behind what others do to them (`chỉ đạo Ủy ban nhân dân các xã`). Who
is told to act is one (`Giám đốc Sở yêu cầu | Văn phòng Sở | … thực hiện`), who tells is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancompare.agencies import Agency
from plancompare.agencies.doing import doing_at
from plancompare.facts.context import Context
from plancompare.statements import Statement

# What may stand between bodies named together.
_AND = re.compile(r"[’'\s]*(?:,|;|-|va|cung|,? va|va cac|cung voi)?\s*")
# A label and what else may stand before the subject that begins a sentence or heading.
_AHEAD = re.compile(
    r"[^\w]*(?:(?:dieu |muc |phan )?[\w.]{1,6}[.,)/:-]+ *|(?:dieu|muc) \d{1,3} )?"
    r"(?:(?:trach nhiem|nhiem vu) cua |doi voi |rieng |de nghi |yeu cau |giao |phan cong |moi )?"
    r"(?:(?:co quan|don vi|bo phan)(?: duoc giao)? (?:chu tri|thuc hien|dau moi|phu trach)(?: thuc hien)?: ?)?"
    r"(?P<aside>(?:tren co so|can cu|theo|trong|sau|khi|hang|nhan duoc|neu|truong hop|qua|de|dong thoi|truoc|cham nhat"
    r"|muon nhat|den|dinh ky|moi|vao)\b[^.;:]{2,400}?)?"
)
_ASIDE_ENDS = re.compile(r"(?:,|\b(?:mac|khan|nay|giao|sinh|quyen|nhiem vu|chuc nang|hien|\d{4})) $")
_ENDED = re.compile(r"\w[”\")]*[.!?][”\")]* $")
_TOLD = re.compile(r"\b(?:de nghi|yeu cau|giao(?: cho)?|phan cong|uy quyen(?: cho)?)(?: cac dong chi)?[ “\"]*$")
_TELLS = re.compile(
    r"[ ,]*(?:de nghi|yeu cau|giao|phan cong)"
    r" (?:cac|so|phong|van phong|ubnd|uy ban|thu truong|giam doc|chu tich|truong)\b"
)
_GOVERNED = re.compile(
    r"(?:^|[\s(“\"])(?:voi|cua|ve|cho|den|toi|qua|gua|tai|o|tren|trong|theo|gui|giup|trinh|bang|giua|tu|boi|khoi|thuoc"
    r"|la|nhu|gom|hoac|duoc|khi|ma|sang|len|lai|sau|truoc|bao cao|cung|tham muu|gop y|lay y kien|cap|vao|de|moi"
    r"|ben canh|doi voi|thay mat|va|do)"
    r"[ “\"]*$"
)
_PREDICATE = re.compile(
    r"(?: ?\([^()]{0,120}\))?[\s,]*(?:can cu|tren co so|theo chuc nang|theo nhiem vu|theo tham quyen|trong pham vi"
    r"|phai |can |se |khong |co trach nhiem|chiu|la co quan|la don vi|tu |duoc giao|dinh ky|hang |hoan thanh|truoc ngay"
    r"|neu )"
)
_COLON = re.compile(r"(?: ?\([^()]{0,120}\))? ?:")


class Doers(NamedTuple):
    """Bodies named together as those who act, in `Statement.plain[low:high]`.

    `first` says that they begin the sentence or its command (`Giao …`), so that what follows is theirs as well.
    """

    low: int
    high: int
    names: tuple[str, ...]
    at: tuple[int, int]
    first: bool


def doers(context: Context, statement: Statement) -> tuple[Doers, ...]:
    """The bodies a sentence names as those who act, in order. It is read once for all facts of the sentence."""
    known = context.acting.get(statement.start)
    if known is None:
        known = context.acting[statement.start] = tuple(_doers(context, statement))
    return known


def _doers(context: Context, statement: Statement) -> list[Doers]:
    found: list[Doers] = []
    plain = statement.plain
    for low, high, names, at in runs(context, statement):
        ahead, behind = plain[max(0, low - 40) : low], plain[high : high + 200]
        opening = _AHEAD.fullmatch(plain, 0, low)
        told = _TOLD.search(ahead) is not None
        begins = (opening is not None and not opening["aside"]) or _ENDED.search(ahead) is not None
        if _TELLS.match(behind) or (not statement.heading and _is_list_of_things(statement, high)):
            continue
        if told and not begins and statement.kind != "closing" and not _acts(statement, high, behind):
            continue
        if not begins and not told:
            if _GOVERNED.search(ahead) or _done_to(statement, low) or not _acts(statement, high, behind):
                continue
            if not (opening and _ASIDE_ENDS.search(ahead)) and not (found and ahead.endswith(", ")):
                continue
        found.append(Doers(low, high, names, at, opening is not None or begins))
    return found


def _is_list_of_things(statement: Statement, high: int) -> bool:
    """Whether `plain[high:]` lists what a body is to have: `Cấp huyện: | bản đồ hiện trạng …`."""
    colon = _COLON.match(statement.plain, high)
    if colon is None:
        return False
    place = bisect_left(statement.places, colon.end())
    return place < len(statement.forms) and doing_at(statement.forms, place) == 0


def runs(context: Context, statement: Statement) -> Iterator[tuple[int, int, tuple[str, ...], tuple[int, int]]]:
    """Bodies named together: where they stand in the plain form, their names, where they stand in the text."""
    starts = [word.start for word in statement.words]
    run: list[tuple[int, int, Agency]] = []
    for agency in context.agencies(statement):
        first, last = bisect_left(starts, agency.start), bisect_left(starts, agency.end) - 1
        low, high = statement.places[first], statement.places[last] + len(statement.forms[last])
        if run and not _AND.fullmatch(statement.plain, run[-1][1], low):
            yield _as_one(run)
            run = []
        run.append((low, high, agency))
    if run:
        yield _as_one(run)


def _as_one(run: Sequence[tuple[int, int, Agency]]) -> tuple[int, int, tuple[str, ...], tuple[int, int]]:
    low, high = run[0][0], run[-1][1]
    return low, high, tuple(agency.name for _, _, agency in run), (run[0][2].start, run[-1][2].end)


def _done_to(statement: Statement, low: int) -> bool:
    """Whether what others do stands right before `plain[low]`: `chỉ đạo | các đơn vị`."""
    place = bisect_left(statement.places, low)
    if "," in statement.plain[low - 2 : low]:
        return False
    return any(doing_at(statement.forms, place - length) == length for length in (1, 2, 3) if place >= length)


def _acts(statement: Statement, high: int, behind: str) -> bool:
    """Whether what stands behind `plain[high]` is what a body does."""
    if _COLON.match(behind) or _PREDICATE.match(behind):
        return True
    place = bisect_left(statement.places, high)
    if behind.startswith(" ("):
        place = bisect_right(statement.places, high + behind.find(")"))
    return doing_at(statement.forms, place) > 0
