"""How often is to be reported: `định kỳ 6 tháng, 01 năm báo cáo UBND tỉnh (qua Sở Nội vụ)`.

    hằng ngày, tuần, tháng, quý, năm · 06 tháng, 01 năm · báo cáo quý      P1D, P1W, P1M, P3M, P6M, P1Y
    trước ngày 15 hằng tháng · ngày 05 của tháng cuối quý                 the same, by when it is due
    khi có yêu cầu · đột xuất                                             on_request
    định kỳ · thường xuyên · theo quy định, and to whom                   unspecified, where nothing else is said

A report that is due once (`báo cáo năm gửi trước ngày 15/10/2024`) is a deadline, not one of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plancompare.facts.actors import who
from plancompare.facts.context import Context
from plancompare.facts.routes import read_route
from plancompare.model import Fact
from plancompare.statements import Statement

_NONE_IN = frozenset(("header", "title", "preamble", "recipients", "signature"))
_ORDER = ("P1D", "P1W", "P2W", "P1M", "P3M", "P6M", "P9M", "P1Y", "on_request")
_UNITS = {"ngay": "P1D", "tuan": "P1W", "thang": "P1M", "quy": "P3M", "nam": "P1Y"}
_MONTHS = {"1": "P1M", "3": "P3M", "6": "P6M", "9": "P9M", "12": "P1Y"}

_REPORT = re.compile(r"(?<!\w)bao cao(?!\w)")
# What a report is for is another's doing: `… để tổng hợp, tham mưu UBND thành phố báo cáo Sở Nội vụ`.
_PURPOSE = re.compile(r"[\s,]+(?=de (?:tong hop|theo doi|bao cao|tham muu)(?!\w))")
_PARTS = re.compile(r"[\s,]+dong thoi,?\s|\.\s")
_ENDS = r"(?=[\s“\"]*(?:[,;.():–-]|\Z|(?:va|bao cao|gui|ve|cho|truoc|cham|muon|theo|trinh|nop|mot lan|lap|qua|voi|hoac|tong hop|so ket|cac)(?!\w)))"
_UNIT = rf"(?:ngay|tuan|thang|quy|nam){_ENDS}"
_ITEM = rf"(?:(?:hang|moi|theo|dinh ky)\s)*(?:(?P<count>\d{{1,2}}|mot|sau|ba)\s)?(?P<unit>{_UNIT})"
_LIST = rf"(?:(?:hang|moi|theo|dinh ky)\s)*(?:(?:\d{{1,2}}|mot|sau|ba)\s)?{_UNIT}(?:(?:\s?,\s|\sva\s|\s?[/-]\s?){_ITEM.replace('?P<count>', '?:').replace('?P<unit>', '?:')})*"
