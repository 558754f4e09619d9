"""Figures with their units: `ít nhất 01 mô hình`, `từ 95% trở lên`, `dưới 0,5%`, `23/34 mục tiêu`, `tăng một bậc`.

Times and periods (`06 tháng`, `giai đoạn 2021-2025`), dates, symbols of documents and labels of items have no unit of
this list and are no figures; nor is `một số`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from plancompare.model import Bound
from plancompare.statements import Statement
from plancompare.text import canonical, fold, words

# What plans count. Names that without marks are other common words (`bản`, `tổ`, `căn`) are left out; `hạng` and `bậc`
# are told from `hằng tháng` and `bác sĩ` by the word that follows.
_UNITS = (
    "mô hình|điển hình|tấm gương|gương điển hình|gương|bậc|điểm phần trăm|điểm|mục tiêu|chỉ tiêu|tiêu chí|nhiệm vụ"
    "|giải pháp|thủ tục hành chính|thủ tục|dịch vụ công|hồ sơ|văn bản|sáng kiến|đề tài|đề án|dự án|công trình"
    "|phần việc|việc làm|việc|sản phẩm|hội nghị|hội thảo|lớp tập huấn|lớp|cuộc kiểm tra|cuộc|buổi|đợt|phiên|chuyên đề"
    "|chuyên mục|chuyên án|bản tin|tin, bài|tin bài|tin|bài viết|bài|phóng sự|video|câu lạc bộ|nhóm|đội|chi bộ"
    "|chi hội|đoàn viên|hội viên|đảng viên|học viên|học sinh|giáo viên|công chức|viên chức|cán bộ|lao động|người dân"
    "|người|công dân|hộ gia đình|hộ nghèo|hộ|thôn|xóm|khu phố|khu dân cư|tổ dân phố|xã|phường|thị trấn|huyện|tỉnh"
    "|cơ quan|đơn vị|địa phương|trường học|cơ sở|doanh nghiệp|hợp tác xã|tổ chức|tập thể|cá nhân|triệu lượt khách"
    "|lượt khách|lượt người|lượt|khách|ca|vụ|trường hợp|mẫu|giường|căn nhà|tấn|lần|băng rôn|khẩu hiệu|pa nô|áp phích"
    "|tờ rơi|tờ gấp|tài liệu|cuốn|đối tượng|tuyến|trạm|tình nguyện viên|phương án|cụm|suất|biển báo|camera|máy tính"
)
_UNIT_OF = {fold(unit): unit for unit in _UNITS.split("|")}
_MONEY_OF = {fold(unit): unit for unit in "tỷ đồng|triệu đồng|nghìn đồng|ngàn đồng|đồng".split("|")}
_NAMES = _UNIT_OF | _MONEY_OF | {"hang": "hạng"}
_PER_OF = {
    fold(per): per for per in "năm|quý|tháng|tuần|ngày|người|hộ|xã|đơn vị|100.000 dân|10.000 dân|1.000 dân".split("|")
}
_NUMBER = r"(?:\d{1,3}(?:\.\d{3}){1,4}(?:,\d{1,3})?|\d{1,9}(?:[.,]\d{1,3})?)"
_IN_WORDS = {"mot": "1", "hai": "2", "ba": "3", "bon": "4", "nam": "5", "sau": "6", "bay": "7", "tam": "8", "chin": "9"}
_FIGURE = re.compile(
    rf"(?<![\w/.,%-])(?:(?P<low>(?!(?:19|20)\d\d\b){_NUMBER})(?: ?%)? ?(?:-|–|den) ?(?P<high>{_NUMBER})"
    rf"|(?P<part>\d{{1,5}}/\d{{1,5}})|(?P<one>{_NUMBER})|(?P<word>{'|'.join(_IN_WORDS)}))"
    rf"(?: ?(?P<percent>%)| (?P<unit>{'|'.join(sorted(_NAMES, key=len, reverse=True))})\b"
    rf"(?! (?:thang|quy|nam|tuan|ngay|si)\b)(?:/(?P<per>{'|'.join(_PER_OF)})\b)?)"
)
_LOOK = 60  # letters before and behind a figure that say how it is meant

_AT_LEAST = r"it nhat|toi thieu|khong duoi|khong thap hon|khong it hon|khong nho hon"
_AT_MOST = r"khong qua|khong vuot qua|khong vuot|toi da|nhieu nhat|khong cao hon|khong lon hon|khong hon"
_MORE = r"tren|vuot|hon|cao hon|vuot qua|lon hon"
_LESS = r"duoi|thap hon|it hon"
_LINK = r"(?: (?:dat|la|tu|co|duoc|muc|bang|them|con|xuong|ca|toi|den)){0,3}"
_BOUND = re.compile(
    rf"\b(?:(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})|(?P<more>{_MORE})|(?P<less>{_LESS})|(?P<over>qua)|(?P<about>khoang|gan))"
    rf"{_LINK} $"
)
_UP, _DOWN = (
    re.compile(r"\btang(?! cuong)((?: [a-z]+){0,8}) $"),
    re.compile(r"\b(?:giam(?! sat| doc| dinh)|rut ngan)((?: [a-z]+){0,8}) $"),
)
_COLUMN = re.compile(r"\d \d[\d.]* $")  # `312 60 2 Huyện Chư Păh`: the columns of a table on one line
_MUST_NOT = re.compile(r"\b(?:khong|chua|tranh)\b")
_MARKED = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")  # letters that only one who reads Vietnamese writes
_WORD = re.compile(r"\w+")
_NEW_LEVEL = re.compile(r"\b(?:xuong|con|duoi|dat|len)\b")
_STILL = re.compile(r"\b(?:chi|giam|xuong) con $|\bxuong $")
_OR_MORE, _OR_LESS = re.compile(r"(?: [a-z]+){0,4} tro l?en\b"), re.compile(r"(?: [a-z]+){0,4} tro xuong\b")
_TAKEN = re.compile(
    rf"(?:\b(?:{_AT_LEAST}|{_AT_MOST}|{_MORE}|{_LESS}|khoang|gan|(?<!cai )(?<!lap )dat|tu|len|con|xuong|la) )+$"
)
_OF = {
    "tinh, thanh pho": "tỉnh, thành phố",
    "tinh": "tỉnh",
    "thanh pho": "thành phố",
    "don vi": "đơn vị",
    "huyen": "huyện",
}
_OF |= {"dia phuong": "địa phương", "so": "sở", "xa": "xã", "co quan": "cơ quan"}
_RANK = re.compile(
    rf"\b(?:nhom|top|trong so) (?P<top>\d{{1,3}})(?: (?P<of>{'|'.join(_OF)})\b)?"
    r"(?=[^;.]{0,60}\b(?:dan dau|dung dau|cao nhat|tot nhat|hang dau))"
    r"|\b(?:thu hang|xep hang|xep thu|vi tri thu) (?:thu )?(?P<place>\d{1,2}(?:/\d{1,2})?)(?![\w/%])"
)


class Figure(NamedTuple):
    """One figure: `low`..`high` are its place in `plain` with the words that bound it (`đạt từ 95% trở lên`).

    `at` is where its number stands. `value` is number and unit in correct spelling, a decimal comma and the dots of
    thousands as printed, without a nought in front. `inclusive` tells `ít nhất` from `trên`. `bounded` says that a
    word bounds it; of `khoảng 50%` no bound can be told. `money` is an amount of money.
    `named` is where the name of its unit stands, empty for `%` and ranks.
    """

    low: int
    at: int
    high: int
    value: str
    unit: str
    bound: Bound | None
    inclusive: bool | None
    bounded: bool
    money: bool
    named: tuple[int, int]


def percent_sign(text: str, end: int) -> int:
    """How many letters from `end` on hold the sign of a number that ends there; the words of a sentence are without.

    >>> percent_sign("đạt 55%.", 6), percent_sign("đạt 55 %", 6), percent_sign("đạt 55.", 6)
    (1, 2, 0)
    """
    return text[end : end + 2].rstrip("\n;,. ").find("%") + 1


def is_unit(plain: str) -> bool:
    """Whether `plain` is the name of something counted.

    >>> is_unit("mo hinh"), is_unit("hai long")
    (True, False)
    """
    return plain in _NAMES


def figures_of(text: str, statement: Statement) -> tuple[str, list[Figure]]:
    """The plain form of a sentence with the `%` that may follow its last word, and its figures in order.

    Where the sentence is printed with marks, so is the unit: `02 phương án` are no `phường`.
    """
    sign = percent_sign(text, statement.end)
    plain = statement.plain + "%" * (sign > 0)
    figures = find_figures(plain)
    if not figures or not _MARKED.search(text, statement.start, statement.end):
        return plain, figures
    return plain, [figure for figure in figures if _is_spelled(text, statement, figure)]


def _is_spelled(text: str, statement: Statement, figure: Figure) -> bool:
    low, high = figure.named
    if low == high:
        return True
    shown = text[slice(*statement.span(low, high))].split("/")[0]  # `ca/100.000 dân`
    return [canonical(word.shown) for word in words(shown)] == [canonical(word) for word in _WORD.findall(figure.unit)]


def find_figures(plain: str) -> list[Figure]:
    """The figures of a sentence in plain form, in order; a rank aimed at is one, too.

    >>> [(figure.value, figure.bound) for figure in find_figures("phan dau dat tu 95,5% tro len, tang it nhat mot bac")]
    [('95,5%', 'at_least'), ('1 bậc', 'increase')]
    >>> [figure.value for figure in find_figures("trong 06 thang, 05 xa cong nhan 23/34 muc tieu giai doan 2021-2025")]
    ['5 xã', '23/34 mục tiêu']
    >>> [figure.value for figure in find_figures("xep trong nhom 10 tinh, thanh pho dan dau ca nuoc")]
    ['nhóm 10 tỉnh, thành phố']
    """
    ranks = [_rank(found) for found in _RANK.finditer(plain)]
    counted = (_figure(plain, found) for found in _FIGURE.finditer(plain))
    ranked = {at for rank in ranks for at in range(rank.low, rank.high)}
    return sorted(ranks + [figure for figure in counted if figure and figure.at not in ranked])


def _rank(found: re.Match[str]) -> Figure:
    of = f" {_OF[found['of']]}" if found["of"] else ""
    value = f"nhóm {_bare(found['top'])}{of}" if found["top"] else f"hạng {_bare(found['place'])}"
    return Figure(found.start(), found.start(), found.end(), value, "hạng", "at_most", True, True, False, (0, 0))


def _figure(plain: str, found: re.Match[str]) -> Figure | None:
    before = re.split("[,;:(]", plain[max(0, found.start() - _LOOK) : found.start()])[-1]
    behind = re.split("[,;:(]", plain[found.end() : found.end() + _LOOK], maxsplit=1)[0]
    all_of_it = found["one"] == "100" and bool(found["percent"])
    must_not = _MUST_NOT.search(plain, max(0, found.start() - _LOOK), found.start()) is not None
    bound, inclusive, bounded = _bound(before, behind, all_of_it, must_not)
    if found["word"] and not bounded or _COLUMN.search(before):
        return None
    unit = "%" if found["percent"] else _NAMES[found["unit"]]
    taken = _TAKEN.search(before)
    more = (" tro len", " tro en", " tro xuong")
    return Figure(
        low=found.start() - (len(taken[0]) if taken else 0),
        at=found.start(),
        high=found.end() + max(len(words) if behind.startswith(words) else 0 for words in more),
        value=_value(found, unit),
        unit=unit,
        bound=bound,
        inclusive=inclusive,
        bounded=bounded,
        money=unit in _MONEY_OF.values(),
        named=found.span("unit") if found["unit"] else (0, 0),
    )


def _value(found: re.Match[str], unit: str) -> str:
    if found["low"]:
        number = f"{_bare(found['low'])}-{_bare(found['high'])}"
    else:
        number = _IN_WORDS.get(found["word"] or "") or found["part"] or _bare(found["one"])
    per = f"/{_PER_OF[found['per']]}" if found["per"] else ""
    return f"{number}%" if unit == "%" else f"{number} {unit}{per}"


def _bare(number: str) -> str:
    """`05` as `5`; `0,5` stays.

    >>> _bare("05"), _bare("0,5"), _bare("00")
    ('5', '0,5', '0')
    """
    return re.sub(r"^0+(?=\d)", "", number)


def _bound(before: str, behind: str, all_of_it: bool, must_not: bool) -> tuple[Bound | None, bool | None, bool]:
    """How a figure is meant by the words before and behind it, whether it is part of it, and whether a word says so."""
    said = _BOUND.search(before)
    if said and said["about"]:
        return None, None, True
    if said and said["over"]:
        return ("at_most", True, True) if must_not else (None, None, True)
    if said and said["more"] == "tren" and all_of_it:
        said = None  # `trên 100% tuyến` is where, not how much
    for way, change in (("increase", _UP), ("decrease", _DOWN)):
        moved = change.search(before)
        if moved and not _NEW_LEVEL.search(moved[1]):
            return ("increase" if way == "increase" else "decrease"), None, True
    if _OR_MORE.match(behind):
        return "at_least", True, True
    if _OR_LESS.match(behind):
        return "at_most", True, True
    if said:
        low = said["at_least"] or said["more"]
        return ("at_least" if low else "at_most"), bool(said["at_least"] or said["at_most"]), True
    if _STILL.search(before):
        return "at_most", True, True
    return "exactly", None, False
