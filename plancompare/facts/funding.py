"""Who pays, from what, and how much: `kinh phí thực hiện từ ngân sách nhà nước`, `Sở Tài chính bố trí kinh phí`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancompare.facts.actors import who
from plancompare.facts.context import Context
from plancompare.facts.figures import figures_of, percent_sign
from plancompare.facts.subjects import subjects
from plancompare.model import Fact
from plancompare.statements import Statement
from plancompare.text import fold

_NOT_THERE = frozenset(("header", "title", "preamble", "recipients", "signature", "furniture", "table", "closing"))
# Money given for the plan. `quyết toán kinh phí`, `thu hồi kinh phí` and `giải ngân kinh phí` do not say who gives it.
_GIVEN = re.compile(
    r"\b(?:bo tri|bao dam|dam bao|can doi|cap|phan bo|ho tro|huy dong|su dung|danh|trich|chi)(?: [a-z]+){0,3}? "
    r"(?:kinh phi|ngan sach|nguon von|von|nguon luc tai chinh)\b"
    r"|\b(?:nguon|tong|khai toan|du toan) kinh phi\b"
    r"|\bkinh phi (?:[a-z,]+ ){0,40}?(?:tu|trong|do) (?:cac )?(?:nguon|ngan sach|du toan)\b"
    r"|\b(?:tu|trong) (?:cac )?(?:nguon|du toan)(?: [a-z]+){0,2} (?:kinh phi|ngan sach|von)\b"
    r"|\bkinh phi (?:de )?(?:thuc hien|trien khai|bao dam|dam bao|to chuc|hoat dong)\b"
)
_TAKEN_BACK = re.compile(r"\b(?:thu hoi|giai ngan|quyet toan|tiet kiem|kiem tra|thanh tra|cham)\b[^,;]{0,30}$")
_MEANS = re.compile(r"\b(?:kinh phi|ngan sach|von|du toan|nguon (?:thu|chi|tai tro)|xa hoi hoa)\b")
# Sources by the words that name them, a longer name before its beginning.
_SOURCE_OF = {
    fold(source): source
    for source in (
        "ngân sách nhà nước|ngân sách trung ương|ngân sách địa phương|ngân sách tỉnh|ngân sách thành phố"
        "|ngân sách thị xã|ngân sách huyện|ngân sách quận|ngân sách xã|ngân sách phường|ngân sách cấp tỉnh"
        "|ngân sách cấp huyện|ngân sách cấp xã|chi thường xuyên|dự toán hằng năm|dự toán được giao|kinh phí được giao"
        "|vốn sự nghiệp|vốn đầu tư công|chương trình mục tiêu quốc gia|nguồn dự phòng|nguồn thu xử phạt"
        "|nguồn thu giá dịch vụ"
    ).split("|")
} | {
    "xa hoi hoa": "nguồn xã hội hóa",
    "hop phap khac": "nguồn hợp pháp khác",
    "tai tro": "nguồn tài trợ",
    "ngan sach hang nam": "dự toán hằng năm",
    "du toan hang nam": "dự toán hằng năm",
    "du toan ngan sach hang nam": "dự toán hằng năm",
    "du toan kinh phi hang nam": "dự toán hằng năm",
    "du toan chi thuong xuyen": "chi thường xuyên",
    "du toan": "dự toán",
}
_SOURCE = re.compile(rf"\b(?:{'|'.join(sorted(_SOURCE_OF, key=len, reverse=True))})\b")
_LAW = re.compile(r"\b(?:quy dinh|phap luat|luat)\b[^,;]{0,40}? ngan sach(?: nha nuoc)?\b")
_LAWFUL = "theo pháp luật về ngân sách nhà nước"
UNSPECIFIED = "unspecified"


def find_funding(context: Context) -> Iterator[Fact]:
    """One fact for each sentence that says who gives money for the plan, from what source, or how much.

    `value` are the first amount and the sources in the words of `_SOURCE_OF`, joined by `; `; `unspecified` where it
    only says that there shall be money. Prices, rates and fines are no funding.
    """
    about = subjects(context.sections, context.statements)
    for statement in context.statements:
        subject = about[statement.section]
        plain = statement.plain
        if statement.heading or statement.kind in _NOT_THERE or subject in ("results", "targets"):
            continue
        if plain.startswith("phu luc"):
            continue
        amounts = [
            figure
            for figure in figures_of(context.text, statement)[1]
            if figure.money and plain[figure.high : figure.high + 1] != "/"
        ]
        given = _GIVEN.search(plain)
        if given and _TAKEN_BACK.search(plain, 0, given.start() + 1):
            given = None
        meant = _MEANS.search(plain)
        if given and plain.startswith("trinh ", max(0, plain.rfind(",", 0, given.start()) + 2)) and not amounts:
            given = None  # who asks for it
        found = given or (meant if subject == "funding" or amounts else None)
        if found:
            at = found.start()
            low = at if plain[:at].endswith((", ", ". ", ": ")) and at > 4 else 0
            yield _funding(context, statement, at, low, [*(f.value for f in amounts[:1]), *_sources(plain[low:])])


def _sources(plain: str) -> Iterator[str]:
    law = _LAW.search(plain)
    rest = plain if law is None else plain[: law.start()] + plain[law.end() :]
    yield from dict.fromkeys(_SOURCE_OF[found[0]] for found in _SOURCE.finditer(rest))
    if law:
        yield _LAWFUL


def _funding(context: Context, statement: Statement, at: int, low: int, said: list[str]) -> Fact:
    start, end = statement.span(low, len(statement.plain))
    end += percent_sign(context.text, end)
    payer = who(context, statement, at)
    return Fact(
        start=start,
        end=end,
        kind="funding",
        value="; ".join(said) or UNSPECIFIED,
        inclusive=None,
        actor=payer.name,
        recipient=None,
        raw=context.text[start:end],
        section=statement.section,
        actor_at=payer.at,
    )
