"""The sentences that show a finding, in both languages.

A result carries such a sentence in Vietnamese (`Lineage.evidence`, `ScannedPair.evidence`, `Metadata.inferred`). Its
form is one of those here; what fills it (names, numbers, days, what a plan says) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from plancompare.report.words import Both, same

# The narrower of two forms that fit stands first.
_FORMS = (
    # What a property of a plan is inferred from.
    Both(
        "suy ra từ dấu ký số hoặc ghi chú của trang đăng văn bản",
        "inferred from the digital signature or a note of the site that published it",
    ),
    Both("suy ra từ tên địa phương nhắc đến trong văn bản", "inferred from the places the text names"),
    Both("suy ra từ tên văn bản", "inferred from the title"),
    Both("suy ra từ ngày ban hành", "inferred from the date of issue"),
    Both("suy ra từ câu kết", "inferred from the closing"),
    Both("suy ra từ lời mở đầu", "inferred from the preamble"),
    Both("suy ra từ phần đầu", "inferred from the header"),
    Both("suy ra từ phần chữ ký", "inferred from the signature"),
    Both("người đọc đính chính", "corrected by a reader"),
    # Which plan had a text first.
    Both("dấu hiệu trái chiều: {one}; nhưng {other}", "the signs contradict each other: {one}; but {other}"),
    Both("{taker} viện dẫn {cited}, chính là {giver}", "{taker} cites {cited}, which is {giver}"),
    Both(
        "trong đoạn trùng văn, {taker} còn ghi “{shown}” (dòng {line}), địa danh của bên kia là {giver}",
        "in the text in common {taker} still says “{shown}” (line {line}), a place of the other, {giver}",
    ),
    Both(
        "{taker} có ở dòng {line} cùng một liên kết với {giver}, dẫn tới văn bản của {province}: {slug}",
        "{taker} has on line {line} the same link as {giver}, which leads to a document of {province}: {slug}",
    ),
    Both(
        "{taker} là bản gõ mà có chữ hỏng của bản quét {giver}: {words}",
        "{taker} was typed and yet has garbled words of the scan of {giver}: {words}",
    ),
    Both("{giver} ghi ngày {day}, sau {before} của {taker}", "{giver} is dated {day}, after {before} of {taker}"),
    Both("{giver} là của năm {year}, sau năm {before} của {taker}", "{giver} is for {year}, after {before} of {taker}"),
    # How plans descend from one another.
    Both(
        "cùng cơ quan ban hành ({body}), cùng nội dung, năm {one} và năm {other}",
        "of one issuing body ({body}), on one subject, for {one} and for {other}",
    ),
    Both(
        "{body}, từ ngày {day} thuộc {heir}, cùng nội dung, năm {one} và năm {other}",
        "{body}, since {day} part of {heir}, on one subject, for {one} and for {other}",
    ),
    Both("cả hai thực hiện {cited} ({parts})", "both carry out {cited} ({parts})"),
    Both(
        "{giver} thực hiện {cited} ({parts}); {taker} nêu văn bản này ở mục {place}",
        "{giver} carries out {cited} ({parts}); {taker} names it in section {place}",
    ),
    Both(
        "{giver} thực hiện {cited} ({parts}); {taker} nêu văn bản này",
        "{giver} carries out {cited} ({parts}); {taker} names it",
    ),
    Both("{taker} thực hiện {cited} ({parts})", "{taker} carries out {cited} ({parts})"),
)
_PLANS = (Both("kế hoạch của {name}", "the plan of {name}"), Both("kế hoạch {name}", "plan {name}"))
_PARTS = {
    "tiêu đề": "title",
    "phần căn cứ": "preamble",
    "tiêu đề và phần căn cứ": "title and preamble",
}
_LINE = re.compile(r"\(dòng (\d+)\)")


@lru_cache(maxsize=4096)
def evidence(sentence: str) -> Both:
    """The sentence in both languages; one of no known form is the same in both.

    >>> evidence("cả hai thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 (tiêu đề và phần căn cứ)").en
    'both carry out Chỉ thị số 33/CT-TTg ngày 26/11/2021 (title and preamble)'
    >>> evidence("kế hoạch của Sở Ngoại vụ tỉnh Tây Ninh thực hiện Kế hoạch số 859/KH-UBND (tiêu đề)").en
    'the plan of Sở Ngoại vụ tỉnh Tây Ninh carries out Kế hoạch số 859/KH-UBND (title)'
    """
    for form in _FORMS:
        if (found := _fields(form.vi, sentence)) is not None:
            return Both(sentence, form.en.format(**{name: _field(name, value) for name, value in found.items()}))
    return same(sentence)


def _field(name: str, value: str) -> str:
    if name in ("giver", "taker"):
        found = ((form.en, _fields(form.vi, value)) for form in _PLANS)
        return next((told.format(**fields) for told, fields in found if fields is not None), value)
    if name == "parts":
        return _PARTS.get(value, value)
    if name == "words":
        return _LINE.sub(r"(line \1)", value)
    return evidence(value).en if name in ("one", "other") else value


def _fields(form: str, sentence: str) -> Mapping[str, str] | None:
    """What fills a form, each as short as can be; None where the sentence has another form. In linear time: what fills
    it was written by others."""
    first, *rest = re.split(r"\{(\w+)\}", form)
    names, between = rest[::2], rest[1::2]
    if not names:
        return {} if sentence == form else None
    if not sentence.startswith(first) or not sentence.endswith(between[-1]):
        return None
    found, at = {}, len(first)
    for name, text in zip(names[:-1], between[:-1], strict=True):
        end = sentence.find(text, at + 1)
        if end < 0:
            return None
        found[name], at = sentence[at:end], end + len(text)
    last = len(sentence) - len(between[-1])
    return {**found, names[-1]: sentence[at:last]} if at < last else None
