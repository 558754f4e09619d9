"""Plans as hypothesis draws them: their shape, what stands in their slots, what editors and scanners do to them.

shape      headings in every style of numbering, bullets, a table, header, recipients and signature
slots      province, agency, year, number, date, share: named by the clauses, filled when a plan is printed
edits      a clause put in, left out, moved or said otherwise, a number changed
noise      letters misread by the learned tables, words split and run together, lines lost
encodings  Unicode in all its forms, and the encodings of before
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Literal, NamedTuple

from hypothesis import strategies as st
from old_letters import vni

from plancompare import parse_plan
from plancompare.confusions import OTHER, TWICE, shipped_confusions
from plancompare.model import Plan, Provenance, SectionKind, Source, Table

# ---------------------------------------------------------------- slots


class Slots(NamedTuple):
    """What one office fills in where others fill in something else."""

    province: str
    agency: str
    year: int
    number: int
    day: int
    month: int
    share: int

    def fill(self, text: str) -> str:
        date = f"{self.day:02d}/{self.month}/{self.year}"
        return text.format(**self._asdict(), date=date, PROVINCE=self.province.upper())


PROVINCES = ("Tây Ninh", "Kiên Giang", "Quảng Ngãi", "Cà Mau", "Đắk Lắk", "Thừa Thiên Huế", "Hà Giang", "Bạc Liêu")
AGENCIES = ("Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính", "Sở Y tế", "Thanh tra tỉnh", "Văn phòng UBND tỉnh")

slots = st.builds(
    Slots,
    province=st.sampled_from(PROVINCES),
    agency=st.sampled_from(AGENCIES),
    year=st.integers(2016, 2025),
    number=st.integers(1, 4000),
    day=st.integers(1, 28),
    month=st.integers(1, 12),
    share=st.integers(50, 100),
)

# ---------------------------------------------------------------- wording

CLAUSES = (
    "Tổ chức quán triệt chủ trương của Đảng, chính sách, pháp luật của Nhà nước về công tác dân vận cho cán bộ, công"
    " chức trên địa bàn tỉnh {province}",
    "Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác"
    " dân vận của cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới",
    "Nâng cao chất lượng tiếp công dân, giải quyết kịp thời khiếu nại, tố cáo, kiến nghị, phản ánh của người dân ngay"
    " từ cơ sở, không để phát sinh điểm nóng",
    "Phấn đấu {share}% xã, phường, thị trấn của tỉnh {province} niêm yết công khai thủ tục hành chính tại bộ phận một"
    " cửa trong năm {year}",
    "Phát động phong trào thi đua “Dân vận khéo” gắn với xây dựng nông thôn mới và đô thị văn minh, chọn ít nhất 01 mô"
    " hình để nhân rộng",
    "Bố trí kinh phí từ ngân sách nhà nước năm {year} để tập huấn nghiệp vụ cho cán bộ làm công tác dân vận ở cơ sở",
    "Trồng rừng phòng hộ ven biển, bảo vệ rừng ngập mặn và nguồn nước ngọt của vùng bán đảo, giao khoán cho hộ nghèo",
    "{agency} chủ trì, phối hợp với các sở, ban, ngành tổng hợp kết quả thực hiện, báo cáo Ủy ban nhân dân tỉnh trước"
    " ngày {date}",
    "Định kỳ 06 tháng, 01 năm các cơ quan, đơn vị báo cáo kết quả về {agency} để theo dõi, tổng hợp theo quy định",
    "Kiểm tra việc thực hiện Kế hoạch số {number}/KH-UBND ngày {date} của Ủy ban nhân dân tỉnh {province} về công tác"
    " dân vận chính quyền tại các huyện, thị xã",
    "Đẩy mạnh chuyển đổi số, cung cấp dịch vụ công trực tuyến toàn trình, tạo thuận lợi cho người dân và doanh nghiệp",
    "Duy tu cầu treo, đường liên thôn và trạm bơm điện phục vụ tưới tiêu vụ hè thu cho các bản vùng cao biên giới",
)
REWORDED = (
    "Rà soát, sắp xếp lại đội ngũ cộng tác viên thôn, buôn, tổ dân phố theo hướng tinh gọn và có uy tín trong dòng họ",
    "Khuyến khích các làng nghề mây tre đan liên kết với hợp tác xã để tiêu thụ sản phẩm tại hội chợ vùng",
)
HEADINGS = ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ TRỌNG TÂM", "NỘI DUNG", "GIẢI PHÁP CHỦ YẾU", "TỔ CHỨC THỰC HIỆN")
TITLES = ("Mục đích", "Yêu cầu", "Công tác tuyên truyền", "Cải cách hành chính", "Kinh phí thực hiện", "Chế độ báo cáo")
UNRELATED = (
    "Cá tra phi lê đông lạnh xuất sang thị trường Nhật Bản tăng nhờ giá cước vận tải biển hạ nhiệt sau mùa mưa bão",
    "Đội bóng chuyền nữ bước vào vòng chung kết với ba tay đập chấn thương và một huấn luyện viên vừa nhận nhiệm vụ",
    "Dàn nhạc giao hưởng trình diễn bản số chín tại nhà hát lớn, khán giả đứng dậy vỗ tay suốt mười phút liền",
)

# ---------------------------------------------------------------- shape

Family = Literal[
    "part", "upper", "chapter", "muc", "article", "roman", "arabic", "dotted", "letter", "-", "+", "*", "•"
]
STYLES: tuple[tuple[Family, ...], ...] = (
    ("roman", "arabic", "letter", "-"),
    ("roman", "arabic", "dotted", "-", "+"),
    ("upper", "roman", "arabic", "dotted", "letter"),
    ("part", "roman", "arabic", "letter", "-"),
    ("chapter", "article", "arabic", "letter"),
    ("chapter", "muc", "article", "arabic"),
    ("arabic", "dotted", "letter", "-"),
    ("roman", "arabic", "•"),
    ("roman", "arabic", "*"),
    ("roman", "-", "+"),
)
KINDS: Mapping[Family, SectionKind] = {
    "part": "part", "upper": "part", "chapter": "chapter", "muc": "arabic", "article": "article", "roman": "roman",
    "arabic": "arabic", "dotted": "arabic", "letter": "letter", **dict.fromkeys("-+*•", "bullet"),
}  # fmt: skip
_ROMAN = "0 I II III IV V VI VII VIII IX X XI XII".split()
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_CAPITALS = "ABCDEGHIKLMN"


class Item(NamedTuple):
    """A numbered item or a bullet: how deep, its heading ("" for a paragraph behind its label) and its paragraphs."""

    depth: int
    heading: str
    clauses: tuple[str, ...]


class Labelled(NamedTuple):
    """A line as it is printed, and what it is the first line of."""

    text: str
    kind: SectionKind | None = None
    label: str | None = None


@dataclass(frozen=True)
class Drawn:
    """A plan before it is printed."""

    slots: Slots
    style: tuple[Family, ...]
    items: tuple[Item, ...]
    header: int  # 0: none, 1: on lines of its own, 2: its two columns on one line
    table: tuple[tuple[str, str], ...]
    closing: bool
    signature: bool
    line_end: str  # "\n", or "\n\n" where every paragraph has a blank line behind it

    def lines(self) -> list[Labelled]:
        fill = self.slots.fill
        lines = [*map(Labelled, self._front())]
        numbers: list[int] = []
        articles = 0  # are counted through all chapters
        for item in self.items:
            number = numbers[item.depth] + 1 if item.depth < len(numbers) else 1
            if self.style[item.depth] == "article":
                number = articles = articles + 1
            numbers[item.depth :] = [number]
            kind, label, raw = self._label(numbers)
            first, *more = [item.heading, *item.clauses] if item.heading else item.clauses
            ended = "" if item.heading else "."
            lines.append(Labelled(f"{raw} {fill(first)}{ended}", kind, label))
            lines += [Labelled(f"{fill(clause)}.") for clause in more]
        lines += [Labelled(cell) for row in self.table for cell in row]
        if self.closing:
            told = "Trên đây là Kế hoạch thực hiện công tác dân vận chính quyền năm {year} của tỉnh {province}./."
            lines.append(Labelled(fill(told), "closing"))
        if self.signature:
            lines += map(Labelled, ("Nơi nhận:", fill("- {agency};"), "- Lưu: VT, NC.", "TM. ỦY BAN NHÂN DÂN"))
            lines += map(Labelled, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn Thắng"))
        return lines

    def text(self) -> str:
        return "".join(f"{line.text}{self.line_end}" for line in self.lines())

    def provenance(self) -> Provenance:
        """What the reader of a file with this table in it would tell."""
        if not self.table:
            return Provenance()
        text = self.text()
        rows, at = [], text.index("\n" + self.table[0][0] + self.line_end)
        for row in self.table:
            cells = []
            for cell in row:
                at = text.index(cell, at)
                cells.append((at, at + len(cell)))
                at += len(cell)
            rows.append(tuple(cells))
        return Provenance(tables=(Table(rows[0][0][0], rows[-1][-1][1], tuple(rows)),))

    def _front(self) -> list[str]:
        fill = self.slots.fill
        place_and_day = fill("{province}, ngày {day:02d} tháng {month:02d} năm {year}")
        number = fill("Số: {number}/KH-UBND")
        heads = {
            0: [],
            1: ["ỦY BAN NHÂN DÂN", fill("TỈNH {PROVINCE}"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
            + ["Độc lập - Tự do - Hạnh phúc", number, place_and_day],
            2: ["ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
            + [fill("TỈNH {PROVINCE} Độc lập - Tự do - Hạnh phúc"), f"{number} {place_and_day}"],
        }
        subject = fill("Thực hiện công tác dân vận chính quyền năm {year} trên địa bàn tỉnh {province}")
        opening = fill(
            "Thực hiện Kết luận số 114-KL/TW ngày 14/7/2015 của Ban Bí thư, Ủy ban nhân dân tỉnh {province} xây dựng Kế"
            " hoạch như sau:"
        )
        return [*heads[self.header], "KẾ HOẠCH", subject, opening]

    def _label(self, numbers: list[int]) -> tuple[SectionKind, str, str]:
        family, number = self.style[len(numbers) - 1], numbers[-1]
        if family in ("part", "chapter"):
            name = "Phần" if family == "part" else "Chương"
            return KINDS[family], _ROMAN[number], f"{name} {_ROMAN[number]}."
        if family in ("muc", "article"):
            return KINDS[family], str(number), f"{'Mục' if family == 'muc' else 'Điều'} {number}."
        if family == "upper":
            return "part", _CAPITALS[number - 1], f"{_CAPITALS[number - 1]}."
        if family == "roman":
            return "roman", _ROMAN[number], f"{_ROMAN[number]}."
        if family == "arabic":
            return "arabic", str(number), f"{number}."
        if family == "dotted":
            return "arabic", str(number), f"{numbers[-2]}.{number}."
        if family == "letter":
            return "letter", _LETTERS[number - 1], f"{_LETTERS[number - 1]})"
        return "bullet", family, family


@st.composite
def drawn_plans(draw: st.DrawFn, most_items: int = 9, filled: st.SearchStrategy[Slots] = slots) -> Drawn:
    """Each level begins with its first number, goes down by one at a time, and has a heading where it holds others."""
    style = draw(st.sampled_from(STYLES))
    steps = draw(st.lists(st.integers(-2, 1), min_size=2, max_size=most_items - 1))
    depths = [0]
    for step in steps:
        depths.append(max(0, min(depths[-1] + step, len(style) - 1)))
    # Items of one level have headings or none of them has, as in a plan.
    headed = [draw(st.booleans()) for _ in style]
    items = []
    for depth, below in zip(depths, [*depths[1:], 0], strict=True):
        family = style[depth]
        holds = below > depth
        high = family in ("part", "upper", "chapter", "muc", "roman")
        has_heading = high or (headed[depth] and KINDS[family] != "bullet") or (holds and KINDS[family] != "bullet")
        heading = draw(st.sampled_from(HEADINGS if high else TITLES)) if has_heading else ""
        few = (0, 1) if holds and heading else (1, 2)
        clauses = draw(st.lists(st.sampled_from(CLAUSES), min_size=few[0], max_size=few[1], unique=True))
        items.append(Item(depth, heading, tuple(clauses)))
    rows = draw(st.sampled_from((0, 0, 2, 3)))
    table = (("TT", "Nhiệm vụ"), *((f"Số {row}", f"Việc thứ {row} của bảng") for row in range(1, rows)))
    return Drawn(
        slots=draw(filled),
        style=style,
        items=tuple(items),
        header=draw(st.integers(0, 2)),
        table=table if rows else (),
        closing=draw(st.booleans()),
        signature=draw(st.booleans()),
        line_end=draw(st.sampled_from(("\n", "\n\n"))),
    )


def read(text: str, id: str = "a", provenance: Provenance = Provenance()) -> Plan:
    """`text` as a file that was read and parsed."""
    from hashlib import sha256

    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    return parse_plan(Source(f"{id}.txt", digest, text, "text/plain", "utf-8", provenance=provenance), id)


# ---------------------------------------------------------------- edits


@st.composite
def edited(draw: st.DrawFn, plan: Drawn) -> Drawn:
    """The plan with a clause put in, left out, moved or said otherwise, or with another figure in its slots."""
    items = list(plan.items)
    for how in draw(st.lists(st.sampled_from(("in", "out", "other", "number", "move")), min_size=1, max_size=3)):
        at = draw(st.integers(0, len(items) - 1))
        depth, heading, clauses = items[at]
        if how == "in":
            items[at] = Item(depth, heading, (*clauses, draw(st.sampled_from(REWORDED))))
        elif how == "out" and len(clauses) > 1:
            items[at] = Item(depth, heading, clauses[1:])
        elif how == "other" and clauses:
            items[at] = Item(depth, heading, (draw(st.sampled_from(REWORDED)), *clauses[1:]))
        elif how == "number":
            plan = replace(plan, slots=plan.slots._replace(share=draw(st.integers(1, 49))))
        elif how == "move" and clauses:
            other = draw(st.integers(0, len(items) - 1))
            if not items[other].clauses:
                continue
            one, two = items[at].clauses[0], items[other].clauses[0]
            items[at] = Item(depth, heading, (two, *clauses[1:]))
            items[other] = items[other]._replace(clauses=(one, *items[other].clauses[1:]))
    return replace(plan, items=tuple(items))


# ---------------------------------------------------------------- noise


class Noise(NamedTuple):
    """One scan of a text. What is damaged by a little noise is damaged in the same way by more."""

    seed: int
    model: Literal["eng", "vie"] = "eng"

    def scan(self, text: str, level: float, keep_digits: bool = False) -> str:
        """The text as the scanner shows it; `level` is the share of words that are read by the learned tables.

        At most one word in 50 is split and one in 50 run together with the next, and one line in 50 is lost.
        """
        chance = Random(f"{self.seed} {self.model}")
        lines = []
        for line in text.split("\n"):
            shown = ""
            lost = chance.random() < 0.02 * level
            for word in line.split(" "):
                draws = [chance.random() for _ in range(3)]
                misread = self._read(word, Random(chance.random()), keep_digits)
                if draws[0] < level:
                    word = misread
                if draws[1] < 0.02 * level and len(word) > 2:
                    word = f"{word[:2]} {word[2:]}"
                shown += word if draws[2] < 0.02 * level or not shown else f" {word}"
            if not lost or not shown:
                lines.append(shown)
        return "\n".join(lines)

    def _read(self, word: str, chance: Random, keep_digits: bool) -> str:
        table = shipped_confusions(self.model)
        shown = []
        for letter in word:
            row = table.row(letter)
            readings = [reading for reading in row if reading not in (OTHER, TWICE)]
            if keep_digits and not letter.isalpha() or not readings:
                shown.append(letter)
            else:
                shown.append(chance.choices(readings, [row[reading] for reading in readings])[0])
        return "".join(shown)


noises = st.builds(Noise, st.integers(0, 2**32), st.sampled_from(("eng", "vie")))

# ---------------------------------------------------------------- encodings

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As windows-1258 writes Vietnamese: the letter with its hat or horn, then the tone."""
    letters = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        letters.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)))
        letters += [part for part in parts if part in _TONES]
    return "".join(letters).encode("cp1258")


UNICODE: Mapping[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with its mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of the Mac": lambda text: text.replace("\n", "\r").encode(),
}
"""Name of an encoding -> the bytes of a text."""

BEFORE_UNICODE: Mapping[str, Callable[[str], bytes]] = {
    "windows-1258": windows_1258,
    "vni": lambda text: vni(text).encode("cp1252"),
}
"""The same of encodings that have to be inferred. (TCVN3 has no capitals with a tone: what it holds is another text;
TCVN 5712 and VISCII take a process of iconv for each text: `tests/unit/test_ingest_legacy_encodings.py`.)"""
