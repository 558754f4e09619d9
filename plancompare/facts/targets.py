"""How much, and how well: `100% công chức được học tập`, `tăng ít nhất 01 bậc`, `phấn đấu xếp loại Tốt`.

A figure is a target where it is aimed at: in a chapter of targets, behind `phấn đấu`, or where it says itself how far
to go (`100% cơ sở được kiểm tra`, `mỗi phường ít nhất 05 mô hình`). What was reached, what a fine, fee or subsidy
amounts to, and from when on something applies (`nếu tỷ lệ trả về vượt 0,5%`) is none. Without a figure something is a
target only in a chapter of targets, or where a rating is aimed at (`phấn đấu … xếp loại Tốt`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from plancompare.facts.actors import who
from plancompare.facts.context import Context
from plancompare.facts.figures import Figure, figures_of, percent_sign
from plancompare.facts.subjects import Subject, label_end, subjects
from plancompare.facts.target_tables import find_tabled_targets
from plancompare.model import Fact
from plancompare.statements import Statement

_NOT_THERE = frozenset(("header", "title", "preamble", "recipients", "signature", "furniture", "table"))
_AIM = re.compile(r"\b(?:phan dau|(?:muc tieu|chi tieu) (?:den|la|nam|can dat))\b")
_REACHED = re.compile(
    r"\b(?:ghi nhan|dat duoc|uoc dat|luy ke|vua qua|nam truoc|trong nam qua|hien nay|hien co|hien con|du bao|uoc tinh"
    r"|cho thay)\b"
    r"|(?<!toi )\bda (?:to chuc|dat|co|hoan thanh|ket noi|thuc hien|trien khai|ban hanh|duoc|xay dung|tiep"
    r"|giai quyet|cap|mo|den)\b"
    r"|\btinh den (?:thang|ngay|nay|thoi diem)\b"
)
_YEAR = re.compile(r"(?<!so voi )\bnam (20\d\d)\b")
# A norm, price, fine or share of a cost, or the point from which something applies.
_NO_AIM = re.compile(
    r"\b(?:neu|khi|truong hop|sai so|sai lech|chenh lech|bi tru|tam ung|muc chi|muc thu|muc phat|hoc phi|tien phat"
    r"|gia (?:ve|phong|tri|dich vu)|ngan sach|kinh phi|doi ung|chiet khau|thue suat|lai suat)\b"
)
_NO_AIM_BEHIND = re.compile(r" (?:gia|so tien|phi|kinh phi|hoc phi|tien|von|chi phi|muc luong|thi|phai)\b")
_SPENT = re.compile(r"\bgiai ngan\b")
_OF_A_KIND = re.compile(r"\b(?:vi pham|cong suat|do am|nong do)(?: (?:tren|duoi|qua|tu))? $")
_SETS_UP = re.compile(
    r"\b(?:dang ky|xay dung|nhan rong|ra mat|duy tri|thanh lap|chon|gioi thieu|phat hien|co|them|moi)\b"
)
# Verbs before a number of things to be made or done; the words between are of what it is done for.
_DOES = re.compile(
    r"\b(?:to chuc|mo|mo moi|lay|phat|cap phat|treo|in|lap dat|lap moi|sua chua|san xuat|phat thanh|xay dung|tap huan"
    r"|boi duong|dao tao|so hoa|xac lap|kiem tra|thanh tra|giam sat|trao tang|trang bi|dau tu|ho tro xay dung|van dong)"
    r"(?: (?!tai |o |tren |trong |cua |voi )[a-z]+){0,3} $"
)
_MODELS = frozenset(("mô hình", "điển hình", "tấm gương", "gương", "việc làm", "phần việc", "công trình"))
# Where one more thing aimed at may begin in a sentence.
_OPENS = re.compile(
    r"(?:, |: | va )(?=(?:phan dau|bao dam|dam bao|trong do|rieng|ty le|moi |giam (?!sat|doc|dinh)|tang (?!cuong)"
    r"|keo giam|giam sat|kiem tra|thanh tra|to chuc|treo|cap phat|phat|huy dong|duy tri|tong |chi so"
    r"|muc do|xep |it nhat|toi thieu|tren |duoi |khong |tu \d|\d))"
)
_WISH = re.compile(
    r"(?:^|, )(?=(?:phan dau|(?:tiep tuc )?duy tri|giu vung|thuc hien tot|hoan thanh (?:tot|xuat sac)|khong de"
    r"|xep loai)\b)"
)
_RATING = re.compile(
    r"\b(?:(?:xep|dat) (?:loai|muc|hang) (?P<grade>xuat sac|tot|kha)|hoan thanh (?P<task>xuat sac|tot) nhiem vu)\b"
)
_EARNS = re.compile(r"\b(?:dat|thu|doanh thu|gia tri|von)\b")
_FAR = 600  # letters before a figure that say how it is meant
_LETTER = re.compile(r"[a-z]")
_GRADES = {"xuat sac": "Xuất sắc", "tot": "Tốt", "kha": "Khá"}


class _Sentence(NamedTuple):
    """A sentence, what its chapter is about, and where in its plain form its label ends.

    `aimed` says that something is aimed at (`phấn đấu …`) and `reached` that something was reached in a part of it
    before the last semicolon.
    """

    statement: Statement
    subject: Subject
    label: int
    aimed: bool
    reached: bool


def find_targets(context: Context) -> Iterator[Fact]:
    """Targets with a figure and, where no figure says it, in words, in the order of the text; then those of tables.

    The clause runs from the item, or the words that open it, to the end of the sentence or the next target in it.
    What is aimed at in words goes on over semicolons.
    """
    wish: tuple[_Sentence, int, int] | None = None  # the sentence it begins in, from where in `plain`, up to the offset
    for sentence in _sentences(context):
        statement = sentence.statement
        aims = _aims(context, sentence)
        wished = [] if aims else _wished(sentence)
        if wish and not (aims or wished or statement.opens) and statement.section == wish[0].statement.section:
            wish = (wish[0], wish[1], statement.end)
            continue
        if wish:
            yield _in_words(context, *wish)
        wish = None
        yield from aims
        for low, high in wished:
            if wish:
                yield _in_words(context, *wish)
            wish = (sentence, low, statement.span(low, high)[1])
    if wish:
        yield _in_words(context, *wish)
    yield from find_tabled_targets(context)


def _sentences(context: Context) -> Iterator[_Sentence]:
    """The sentences that may hold a target."""
    about = subjects(context.sections, context.statements)
    named = {section.id: section for section in context.sections}
    aimed = reached = False
    for statement in context.statements:
        if statement.kind in _NOT_THERE:
            continue
        if statement.opens:
            aimed = reached = False
        label = label_end(statement, named[statement.section])
        yield _Sentence(statement, about[statement.section], label, aimed, reached)
        aimed = aimed or _AIM.search(statement.plain) is not None
        reached = not aimed and (reached or _tells(context, statement.plain))


# ---------------------------------------------------------------- with a figure


def _aims(context: Context, sentence: _Sentence) -> list[Fact]:
    statement = sentence.statement
    plain, figures = figures_of(context.text, statement)
    if not figures:
        return []
    breaks = [(0, 0), *(found.span() for found in _OPENS.finditer(plain))]
    opens = [low for _, low in breaks]
    kept: list[tuple[int, int, Figure]] = []
    for figure in figures:
        stop, low = breaks[bisect_right(opens, figure.low) - 1]
        if kept and kept[-1][1] >= low:
            continue
        if _aimed_at(context, sentence, plain, low, figure) or kept and low == figure.at and not figure.money:
            kept.append((stop, low, figure))  # `tổ chức 24 buổi nói chuyện, 48 lượt thảo luận`
    shares = sentence.subject != "targets" and any(figure.money for figure in figures)  # of a sum of money
    if not kept or shares and not any(figure.money for _, _, figure in kept):
        return []
    stops = [stop for stop, _, _ in kept[1:]] + [len(plain)]
    return [
        _with_figure(context, sentence, plain[:stop], low, figure)
        for (_, low, figure), stop in zip(kept, stops, strict=True)
    ]


def _aimed_at(context: Context, sentence: _Sentence, plain: str, low: int, figure: Figure) -> bool:
    """Whether a figure in the clause that begins at `low` is aimed at."""
    subject = sentence.subject
    if context.is_cited(sentence.statement.span(figure.at, figure.high)):
        return False
    far = max(0, figure.at - _FAR)
    said, before = plain[far : figure.at], plain[max(low, far) : figure.at]
    if _OF_A_KIND.search(plain[max(low, far) : figure.low]):
        return False
    if subject == "targets":
        return not figure.money or figure.bounded or _EARNS.search(before) is not None
    aim = sentence.aimed or _AIM.search(said) is not None
    if subject == "results" or not aim and (sentence.reached or _tells(context, said)):
        return False
    if _SPENT.search(before):
        return True
    if subject == "funding" or _NO_AIM.search(before) or _NO_AIM_BEHIND.match(plain, figure.high):
        return False
    if figure.money:
        return aim and (figure.bounded or _EARNS.search(before) is not None)
    if aim or figure.unit == "hạng" or figure.unit == "bậc" and figure.bound == "increase":
        return True
    if figure.unit == "%":
        return (
            figure.bound != "at_most" and "-" not in figure.value
        )  # a limit or a range is a norm where none aims at it
    if figure.unit in _MODELS and _SETS_UP.search(before):
        return True
    if figure.bound == "exactly" and not before.endswith(" tu "):
        return _DOES.search(before) is not None
    return figure.bound == "at_least" and figure.inclusive is True


def _tells(context: Context, said: str) -> bool:
    """Whether it tells of what was reached: it says so, or speaks of years before that of the plan alone."""
    years = [int(year) for year in _YEAR.findall(said)]
    past = bool(years) and context.metadata.year is not None and max(years) < context.metadata.year
    return past or _REACHED.search(said) is not None


def _with_figure(context: Context, sentence: _Sentence, plain: str, low: int, figure: Figure) -> Fact:
    """The target that `plain` says from `low` on."""
    statement = sentence.statement
    start, end = statement.span(low, len(plain))
    end += percent_sign(context.text, end)
    doer = who(context, statement, min(figure.at, len(statement.plain) - 1))
    label = max(low, sentence.label)
    rest = _LETTER.search(plain, figure.high)
    pieces = [(label, figure.low)] * (_LETTER.search(plain, label, figure.low) is not None)
    pieces += [(rest.start(), len(plain))] if rest else []
    said = [context.text[slice(*statement.span(*piece))] for piece in pieces]
    return Fact(
        start=start,
        end=end,
        kind="target",
        value=figure.value,
        inclusive=figure.inclusive,
        actor=doer.name,
        recipient=None,
        raw=context.text[start:end],
        section=statement.section,
        action=" ".join(" … ".join(said).split()) or None,
        bound=figure.bound,
        actor_at=doer.at,
    )


# ---------------------------------------------------------------- in words


def _wished(sentence: _Sentence) -> list[tuple[int, int]]:
    """The stretches of the plain form that say what is aimed at in words."""
    plain, aimed = sentence.statement.plain, sentence.subject == "targets"
    if sentence.statement.heading or sentence.subject == "results" or not (aimed or _RATING.search(plain)):
        return []
    starts = [sentence.label + found.end() for found in _WISH.finditer(plain[sentence.label :])]
    if not aimed or len(starts) > 1 and _RATING.match(plain, starts[-1]):  # `phấn đấu …, xếp loại Tốt` is one
        starts = [low for low in starts if plain.startswith("phan dau", low)]
    return list(pairwise([*starts, len(plain)]))


def _in_words(context: Context, sentence: _Sentence, low: int, end: int) -> Fact:
    """What is aimed at from `plain[low]` of a sentence up to the offset `end`."""
    statement = sentence.statement
    start = statement.span(low, len(statement.plain))[0]
    said = " ".join(context.text[start:end].split())
    if low == sentence.label:
        start = statement.start
    rating = _RATING.search(statement.plain, low, low + _FAR)
    doer = who(context, statement, low)
    return Fact(
        start=start,
        end=end,
        kind="target_qualitative",
        value=_rating(rating) if rating else said,
        inclusive=None,
        actor=doer.name,
        recipient=None,
        raw=context.text[start:end],
        section=statement.section,
        action=said if rating else None,
        actor_at=doer.at,
    )


def _rating(found: re.Match[str]) -> str:
    grade = _GRADES[found["grade"] or found["task"]]
    return f"xếp loại {grade}" if found["grade"] else f"hoàn thành {grade.lower()} nhiệm vụ"
