"""What a row is called that no plan names: its title in the results is a Vietnamese one of the program's own."""

from __future__ import annotations

from plancompare.report.words import Both, same

_CALLED = {
    # Parts that frame a plan (`rows.titles`).
    "Tên kế hoạch": "Title of the plan",
    "Căn cứ, lời dẫn": "Legal bases and preamble",
    "Lời kết": "Closing words",
    "Nơi nhận": "Recipients",
    "Chữ ký": "Signature",
    # Bodies meant by the dozen (`synopsis.duties`).
    "Các cơ quan, đơn vị nói chung": "Agencies and units in general",
    "Ủy ban nhân dân các cấp dưới": "People's committees of the lower levels",
}


def called(title: str) -> Both:
    """The title of a row in both languages; the words of a plan are the same in both.

    >>> called("Nơi nhận").en, called("Công tác cải cách hành chính").en
    ('Recipients', 'Công tác cải cách hành chính')
    """
    return Both(title, _CALLED[title]) if title in _CALLED else same(title)
