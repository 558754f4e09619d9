"""Who does what.

An assignment is a duty of a body. In the part that hands the plan out (`Tổ chức thực hiện`, `Phân công nhiệm vụ`,
`Trách nhiệm của …`, items headed by a body) every clause is one that says what is to be done; duties parted by
semicolons are as many. Elsewhere it is one only where a body is told to do something (`Các cơ quan, đơn vị chủ động
phối hợp …`, `giao Sở …`, the closing `đề nghị các cơ quan … thực hiện`), with what goes on from there behind a
semicolon or `Đồng thời`; and where the issuing body takes on what can be seen to be done: a plan drawn up, a body
advised or helped by name. What a plan sets out to do at large (`Đẩy mạnh …`, `Nâng cao …`) is none.

A clause that is a deadline or a report is no assignment as well, but what is to be done beside it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancompare.facts.actors import who
from plancompare.facts.clauses import begin, clause_starts
from plancompare.facts.context import Context
from plancompare.facts.doers import Doers, doers, runs
from plancompare.facts.grounds import behind_aside, behind_case, behind_ground, behind_small_words, case_at, is_done
from plancompare.facts.handed_out import handed_out
from plancompare.facts.routes import read_route
from plancompare.model import Fact
from plancompare.statements import Statement

_NEVER = frozenset(("header", "title", "preamble", "recipients", "signature", "appendix", "table", "furniture"))
_COMMAND = re.compile(r"\b(?:de nghi|yeu cau|giao(?: cho)?|phan cong|uy quyen(?: cho)?)(?: cac dong chi)?[ “\"]*$")
_THINGS = re.compile(
    r"(?:quy che|quy dinh|kinh phi|van ban|quyet dinh|nghi dinh|luat|phap lenh|ke hoach|chi thi|nghi quyet|thong tu"
    r"|ket luan|cong van|chuong trinh|de an|du an|thoi gian|noi dung|so lieu|du lieu|ket qua|ve|kho khan|vuong mac"
    r"|theo(?! doi)|cac|nhung|mot|tren|trong|viec|cong tac|nhat la|dac biet|trong tam|bao gom|gom|hinh thuc|tai lieu"
    r"|ty le|so(?! ket)|bang|de(?! xuat| nghi| ra)|tu ngay|den|lam co so|neu|truong hop|moi|qua|tu do|mo hinh|nguon|muc"
    r"|do|sau|can bo|cong chuc|nguoi|nhan dan|doi tuong|phuong|dia diem|thanh phan)\b|\W*\d"
)
_DRAWN_UP = re.compile(r"(?:to chuc )?(?:ra soat,? )?xay dung (?:va ban hanh )?(?:ke hoach|chuong trinh|de an)\b")
_WITH = re.compile(r"(?:phoi hop(?: chat che)? (?:voi|cung)|tham muu(?: cho| giup)?|tham gia [^.;:]{3,60} do) ")
_IN_CHARGE = re.compile(
    r"[-+*• ]*(?:co quan|don vi|bo phan|phong)(?: duoc giao)? (?:chu tri|thuc hien|dau moi|phu trach)(?: thuc hien)?: ?"
)
_LEFT_OVER = re.compile(r"(?:[ ,;]|\bva\b|\bdong thoi\b|\bch[ui] dong(?: tham muu va)?\b|\bdinh ky\b|\bgui\b)*$")
# What another does with it, which is no duty of the one who hands it in.
_PURPOSE = re.compile(
    r"(?<!co so),? de (?:tong hop|theo doi|bao cao|xem xet|duoc huong dan|phoi hop giai quyet|kip thoi)\b"
)
# What is done before it is handed in, in the clause of a deadline: `xây dựng kế hoạch, | gửi về Sở trước ngày 15/3`.
_HANDED_IN = re.compile(r"(?:,(?: va)?|(?<=\w) va) (?:g\w{1,3} ve|gui|nop|hoan thanh|bao cao ket qua|trinh)\b")
_REPORTS = re.compile(r"[\W\d]*(?:dinh ky |hang \w+ )?(?:tong hop|bao cao|so ket|tong ket|hoan thanh|gui|nop)\b")
_DIRECTS = re.compile(
    r"(?:(?:chu dong|tiep tuc|tang cuong|chi dao|huong dan|don doc|kiem tra|ho tro|giup|phoi hop|tao dieu kien de|va|,)"
    r" ?)*"
    r"(?:chi dao|huong dan|don doc|ho tro|giup|tao dieu kien de) "
)
_TOGETHER = re.compile(r"dong thoi\b")
_CLOSING = {")": "(", "”": "“"}
_SHORTEST = 3  # words of a duty


class _Duty(NamedTuple):
    """`plain[low:high]` of a statement says it, from `told` on what is to be done; in the text `start` to `end`."""

    statement: Statement
    low: int
    told: int
    high: int
    start: int
    end: int
    confidence: float


def find_assignments(context: Context, timed: Sequence[Fact]) -> Iterator[Fact]:
    """The duties of a plan, in order. `timed` are its deadlines and reports.

    >>> from plancompare.model import Metadata, Scan, Section
    >>> from plancompare.statements import read_statements
    >>> text = "3. Căn cứ nhiệm vụ được giao, Sở Tài chính bố trí kinh phí; hướng dẫn quyết toán theo quy định."
    >>> whole = Section("IV.3", None, "arabic", "3", "3.", None, None, 0, len(text), ((0, len(text)),), 1, 1)
    >>> statements = read_statements(text, [whole], Scan(False, 0.0, "typed"))
    >>> for fact in find_assignments(Context(text, [whole], statements, (), Metadata(), {}), ()):
    ...     print(fact.actor, "|", fact.value)
    Sở Tài chính | bố trí kinh phí
    Sở Tài chính | hướng dẫn quyết toán theo quy định
    """
    return (_fact(context, duty) for duty in _duties(context, timed))


def _duties(context: Context, timed: Sequence[Fact]) -> list[_Duty]:
    spans = sorted((fact.start, fact.end) for fact in timed)
    ordering = handed_out(context)
    duties: list[_Duty] = []
    listed: tuple[str, int] | None = None  # section and place of names that stand alone
    says = False  # whether the part before says a duty
    for statement, subjects, named in _sentences(context):
        if _IN_CHARGE.match(statement.plain) and subjects:
            duties.append(_Duty(statement, 0, 0, len(statement.plain), statement.start, statement.end, 0.9))
            continue
        if subjects and len(statement.plain) - subjects[-1].high < 2 and statement.kind != "closing":
            listed = listed or (statement.section, subjects[0].at[0])  # `các sở, ban, ngành; | các đơn vị … xây dựng`
            continue
        pieces = list(_pieces(statement, _within(spans, statement)))
        ordered = ordering.get(statement.section, False)
        found = [duty for piece in pieces if (duty := _duty(context, statement, piece, subjects, ordered, named))]
        if found and subjects and listed and listed[0] == statement.section:
            found[0] = found[0]._replace(start=listed[1])
        whole = pieces == [(begin(statement), len(statement.plain))]
        if not found and says and whole and not statement.opens and not subjects:
            duties[-1] = duties[-1]._replace(end=statement.end)  # `theo Quyết định số 217-QĐ/TW; | Quyết định số …`
            continue
        duties += found
        says = bool(found)
        listed = None  # of the parts right before alone
    return duties


def _sentences(context: Context) -> Iterator[tuple[Statement, tuple[Doers, ...], bool]]:
    """The parts of sentences that may order something, those they name as acting, and whether the sentence so far, or
    one it is bound to, names any."""
    section, before, named = "", False, False
    for statement in context.statements:
        if statement.heading or statement.kind in _NEVER:
            continue
        subjects = doers(context, statement)
        if statement.section != section:
            section, before = statement.section, False
        if statement.opens:
            named = before and (statement.kind == "closing" or _TOGETHER.match(statement.plain) is not None)
        named = named or bool(subjects)
        before = before or named
        yield statement, subjects, named


def _within(spans: Sequence[tuple[int, int]], statement: Statement) -> list[tuple[int, int]]:
    """The stretches of the text, of `spans`, that stand in a statement, in its plain form."""
    starts = [word.start for word in statement.words]
    found = []
    for start, end in spans[bisect_left(spans, (statement.start, 0)) : bisect_right(spans, (statement.end, 0))]:
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end) - 1
        found.append((statement.places[first], statement.places[last] + len(statement.forms[last])))
    return found


def _pieces(statement: Statement, timed: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What is left of a statement without its deadlines and reports, parted where something new is said."""
    at = begin(statement)
    for low, high in (*timed, (len(statement.plain), len(statement.plain))):
        if low > at:
            starts = [at, *(start for start in clause_starts(statement.plain, at, low) if at < start < low), low]
            yield from zip(starts, starts[1:], strict=False)
        handed_in = _HANDED_IN.search(statement.plain, low, high)
        if handed_in and not _REPORTS.match(statement.plain, low):
            yield low, handed_in.start()
        at = max(at, high)


def _duty(
    context: Context,
    statement: Statement,
    piece: tuple[int, int],
    subjects: Sequence[Doers],
    ordered: bool,
    named: bool,
) -> _Duty | None:
    """The duty `plain[low:high]` says, if it says one."""
    low, high = piece
    plain = statement.plain
    if plain[low:high].lstrip().startswith("("):
        return None
    purpose = _PURPOSE.search(plain, low, high)
    high = purpose.start() if purpose else high
    high = low + len(plain[low:high].rstrip(" ,;"))
    left_over = _LEFT_OVER.search(plain[low:high][-60:])
    high -= len(left_over[0]) if left_over else 0
    own = [found for found in subjects if low <= found.low < high]
    confidence = 1.0
    if own:
        commanded = _COMMAND.search(plain[low : own[0].low][-40:]) is not None
        low, told = _from(plain, low, own[0]), max((found.high for found in own if found.high < high), default=high)
        told = behind_aside(plain, told, high)
        if not (ordered or (commanded and statement.kind == "closing") or is_done(statement, told, high)):
            return None
    else:
        case = case_at(plain, low, high)
        told = behind_case(statement, case.end(), high) if case else behind_ground(statement, low, high)
        told = behind_small_words(plain, told, high)
        low = case.start() if case else told
        if (ordered or named) and _THINGS.match(plain, told):
            return None
        if not is_done(statement, told, high) and not (ordered and statement.opens and piece[0] == begin(statement)):
            return None
        if not (ordered or named):
            if not statement.opens or not (_DRAWN_UP.match(plain, told) or _with_one(context, statement, told)):
                return None
            confidence = 0.7
    if plain.count(" ", told, high) + 1 < _SHORTEST:
        return None
    start, end = statement.span(low, high)
    return _Duty(statement, low, told, high, start, _closed(context.text, start, end), confidence)


def _closed(text: str, start: int, end: int) -> int:
    """`end`, or behind the sign there that closes what opens in the stretch: `(qua Công an quận|)`."""
    opening = _CLOSING.get(text[end : end + 1])
    return end + 1 if opening and text.count(opening, start, end) > text.count(text[end], start, end) else end


def _from(plain: str, low: int, subject: Doers) -> int:
    """Where a clause with a subject begins: with the subject, or the condition or command before it."""
    case = case_at(plain, low, subject.low)
    command = _COMMAND.search(plain[low : subject.low][-40:])
    if case:
        return case.start()
    return subject.low - len(command[0]) if command else subject.low


def _with_one(context: Context, statement: Statement, told: int) -> bool:
    """Whether a body is advised or helped by its name: `Phối hợp với Công an huyện …`, no group of all kinds."""
    found = _WITH.match(statement.plain, told)
    if found is None:
        return False
    return any(
        low == found.end() and not any(name[:4] in ("các ", "mỗi ") for name in names)
        for low, _, names, _ in runs(context, statement)
    )


def _fact(context: Context, duty: _Duty) -> Fact:
    statement = duty.statement
    told = statement.span(duty.told, duty.high)[0]
    actor = who(context, statement, duty.told)
    route = read_route(context, statement, duty.told, duty.high)
    if _IN_CHARGE.match(statement.plain):
        value = _done_before(context, statement)
    else:
        value = " ".join(context.text[told : duty.end].split())
    return Fact(
        start=duty.start,
        end=duty.end,
        kind="assignment",
        value=value,
        inclusive=None,
        actor=actor.name,
        recipient=route.recipient or _directed(context, statement, duty),
        raw=context.text[duty.start : duty.end],
        section=statement.section,
        via=route.via,
        actor_at=actor.at,
        confidence=duty.confidence,
    )


def _directed(context: Context, statement: Statement, duty: _Duty) -> str | None:
    """Whom a body directs, or helps to act: `chỉ đạo | Ủy ban nhân dân các xã | tiếp tục thực hiện …`."""
    for low, _, names, _ in runs(context, statement):
        if duty.told < low < duty.high and _DIRECTS.fullmatch(statement.plain, duty.told, low):
            return "; ".join(names)
    return None


def _done_before(context: Context, statement: Statement) -> str:
    """What a body is said to be in charge of (`Cơ quan chủ trì: …`): the sentence before, or the heading."""
    place = bisect_left(context.statements, statement.start, key=lambda one: one.start)
    above = [one for one in context.statements[max(0, place - 4) : place] if not _IN_CHARGE.match(one.plain)]
    start, end = (above[-1].span(begin(above[-1]), len(above[-1].plain))) if above else (statement.start, statement.end)
    return " ".join(context.text[start:end].split())
