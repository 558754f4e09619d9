"""What the tables of facts say in their own voice; a sibling of `words.py`, with the same rules."""

from __future__ import annotations

import re

from plancompare.report.words import Both, day

_DURATION = re.compile(r"P(\d+)([DWMY])")

SYNOPSIS_WORDS: dict[str, Both] = {
    # every table
    "find": Both("Tìm trong bảng", "Search this table"),
    "find_means": Both("Không cần gõ dấu.", "Marks may be left out."),
    "rows_shown": Both("số hàng đang hiện:", "rows shown:"),
    "where": Both("Chỗ", "Place"),
    "fact_unsure": Both("chưa chắc", "not sure"),
    # cited documents
    "cited": Both("Văn bản được viện dẫn", "Cited documents"),
    "cited_caption": Both(
        "Mỗi hàng là một văn bản, hoặc các văn bản cùng làm một việc ở mỗi địa phương. "
        "◆ chỉ ở đây có dẫn, – không dẫn; bấm vào số mục để đọc. "
        "Hiệu lực theo danh mục đi kèm phần mềm; văn bản không có trong danh mục ghi là “chưa rõ”. "
        "Các bản của cùng một văn bản tính là một nơi",
        "Each row is one document, or the local documents that do one job in each place. "
        "◆ cited only here, – not cited; follow a section number to read it. "
        "The status is that of the register that comes with the program; what it does not list is “unknown”. "
        "Copies of one document count as one",
    ),
    "cited_document": Both("Văn bản được dẫn", "Cited document"),
    "cited_in": Both("Số nơi dẫn", "Cited in"),
    "status": Both("Hiệu lực", "Status"),
    "status_in_force": Both("còn hiệu lực", "in force"),
    "status_replaced": Both("đã bị thay thế", "replaced"),
    "status_unknown": Both("chưa rõ", "unknown"),
    "replaced_by": Both("bởi {name}", "by {name}"),
    "central": Both("trung ương", "central"),
    "not_central": Both("địa phương", "local"),
    "no_cited": Both("Không thấy văn bản nào được viện dẫn.", "No cited document was found."),
    # calendar
    "calendar": Both("Lịch thời hạn", "Calendar of deadlines"),
    "calendar_caption": Both(
        "Mỗi hàng là một thời hạn trong một văn bản, từ sớm đến muộn; bấm vào số mục để đọc",
        "Each row is one deadline of one text, the earliest first; follow a section number to read it",
    ),
    "due": Both("Thời hạn", "Due"),
    "who": Both("Ai làm", "Who"),
    "what": Both("Việc", "What"),
    "to_whom": Both("Gửi ai", "To whom"),
    "via": Both("qua {name}", "through {name}"),
    "year_inferred": Both("suy ra từ năm của kế hoạch", "inferred from the year of the plan"),
    "year_unknown": Both("không rõ năm", "year not known"),
    "due_before": Both("trước {day}", "before {day}"),
    "due_by": Both("chậm nhất {day}", "by {day}"),
    "due_on": Both("{day}", "{day}"),
    "due_from": Both("từ {since} đến {day}", "from {since} to {day}"),
    "day_of_month": Both("ngày {n} hằng tháng", "day {n} of every month"),
    "no_calendar": Both("Không thấy thời hạn nào.", "No deadline was found."),
    # duties
    "duties": Both("Bảng phân công: cơ quan × văn bản", "Duties: agencies × texts"),
    "duties_caption": Both(
        "Mỗi hàng là một cơ quan; các cơ quan cùng việc ở các cấp chung một hàng. "
        "Bấm vào tên cột của một văn bản để xếp theo số việc được giao",
        "Each row is one agency; bodies that do one job at different levels share a row. "
        "Sorting by the column of a text puts the agencies in the order of how much it asks of them",
    ),
    "agency_head": Both("Cơ quan", "Agency"),
    "no_duties": Both("Không thấy việc nào được giao.", "No duty was found."),
    "every_day": Both("{n} ngày một lần", "every {n} days"),
    "every_week": Both("{n} tuần một lần", "every {n} weeks"),
    "every_month": Both("{n} tháng một lần", "every {n} months"),
    "every_year": Both("{n} năm một lần", "every {n} years"),
    "each_day": Both("hằng ngày", "every day"),
    "each_week": Both("hằng tuần", "every week"),
    "each_month": Both("hằng tháng", "every month"),
    "each_quarter": Both("hằng quý", "every quarter"),
    "each_year": Both("hằng năm", "every year"),
    "on_request": Both("khi có yêu cầu", "on request"),
    "unspecified": Both("định kỳ", "at regular intervals"),
    "reported": Both("báo cáo {interval}", "report {interval}"),
    # targets
    "targets": Both("Bảng chỉ tiêu", "Table of targets"),
    "targets_caption": Both(
        "Mỗi hàng là một điều cần đạt, với mức mỗi văn bản đặt ra; bấm vào số mục để đọc",
        "Each row is one aim, with the level each text sets; follow a section number to read it",
    ),
    "target": Both("Điều cần đạt", "Aim"),
    "no_targets": Both("Không thấy chỉ tiêu nào.", "No target was found."),
    "bound_at_least": Both("ít nhất {value}", "at least {value}"),
    "bound_at_most": Both("không quá {value}", "at most {value}"),
    "bound_exactly": Both("đúng {value}", "exactly {value}"),
    "bound_increase": Both("tăng {value}", "up by {value}"),
    "bound_decrease": Both("giảm {value}", "down by {value}"),
    # funding
    "funding": Both("Kinh phí", "Funding"),
    "funding_caption": Both("Tiền lấy từ đâu, theo từng văn bản", "Where the money comes from, text by text"),
    "funding_source": Both("Nguồn, mức", "Source, amount"),
    # warnings
    "cautions_set_caption": Both(
        "Điều cần biết khi đặt các văn bản cạnh nhau. Độ chắc: khả năng một người đọc cũng thấy như vậy",
        "What to know when the texts are set side by side. Certainty: how likely a reader is to agree",
    ),
    "cautions_plans": Both("Trong từng văn bản", "Within each text"),
    "cautions_plans_caption": Both(
        "Chỗ một văn bản tự mâu thuẫn, có lẽ in sai, hoặc được đọc với điều cần lưu ý",
        "Where a text contradicts itself, is probably misprinted, or was read with a reservation",
    ),
    "shared_errors": Both("Lỗi chung", "Shared errors"),
    "shared_errors_caption": Both(
        "Lỗi giống nhau ở nhiều văn bản: dấu hiệu về nguồn gốc rõ hơn câu chữ giống nhau",
        "The same error in several texts: it shows more of their descent than common wording does",
    ),
    "remark": Both("Nhận xét", "Remark"),
    "certainty": Both("Độ chắc", "Certainty"),
    "caution_places": Both("Mục, dòng", "Section, line"),
}

_EVERY = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def told(key: str, **values: str | Both) -> Both:
    """A text with its fields filled, in both languages."""
    text = SYNOPSIS_WORDS[key]
    both = {name: value if isinstance(value, Both) else Both(value, value) for name, value in values.items()}
    vi, en = (text[side].format(**{name: value[side] for name, value in both.items()}) for side in (0, 1))
    return Both(vi, en)


def due(value: str, inclusive: bool | None, since: str | None) -> Both:
    """A deadline as a reader says it; `value` and `since` are ISO days, also without a year or a month.

    >>> due("2024-11-01", False, None), due("--12-05", True, None).vi
    (Both(vi='trước 01/11/2024', en='before 2024-11-01'), 'chậm nhất 05/12')
    >>> due("---25", False, None)
    Both(vi='trước ngày 25 hằng tháng', en='before day 25 of every month')
    """
    if since:
        return told("due_from", since=_day(since), day=_day(value))
    key = {True: "due_by", False: "due_before", None: "due_on"}[inclusive]
    return told(key, day=_day(value))


def due_word(inclusive: bool | None) -> Both | None:
    """Whether a deadline holds its own day, as it is said before the day; null where the text does not tell.

    >>> due_word(True), due_word(False).vi, due_word(None)
    (Both(vi='chậm nhất', en='by'), 'trước', None)
    """
    return None if inclusive is None else _bare(told("due_by" if inclusive else "due_before", day=""))


def bound(name: str) -> Both:
    """What a figure means for an aim, as it is said before the figure.

    >>> bound("at_most")
    Both(vi='không quá', en='at most')
    """
    return _bare(told(f"bound_{name}", value=""))


def _bare(text: Both) -> Both:
    return Both(text.vi.strip(), text.en.strip())


def _day(iso: str) -> Both:
    return told("day_of_month", n=iso[3:]) if iso.startswith("---") else day(iso)


def intervals(value: str) -> Both:
    """How often something is reported, from ISO 8601 durations.

    >>> intervals("P6M, P1Y"), intervals("on_request").vi
    (Both(vi='6 tháng một lần, hằng năm', en='every 6 months, every year'), 'khi có yêu cầu')
    """
    parts = [_interval(part.strip()) for part in value.split(",")]
    return Both(", ".join(part.vi for part in parts), ", ".join(part.en for part in parts))


def _interval(value: str) -> Both:
    found = _DURATION.fullmatch(value)
    if found is None:
        return SYNOPSIS_WORDS[value] if value in ("on_request", "unspecified") else Both(value, value)
    if value == "P3M":
        return SYNOPSIS_WORDS["each_quarter"]
    count, unit = found[1], _EVERY[found[2]]
    return SYNOPSIS_WORDS[f"each_{unit}"] if count == "1" else told(f"every_{unit}", n=count)
