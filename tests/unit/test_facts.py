from __future__ import annotations

import time

from plancompare.facts import find_facts
from plancompare.model import Metadata, Scan, Section
from plancompare.statements import read_statements


def facts_of(text: str, scan: Scan = Scan(False, 0.0, "typed")) -> list[tuple[str, str]]:
    span = 0, len(text)
    whole = Section("IV.1", None, "arabic", "1", "1.", None, None, *span, (span,), 1, 1)
    found = find_facts(text, [whole], read_statements(text, [whole], scan), (), Metadata(year=2024))
    assert list(found) == sorted(found, key=lambda fact: (fact.start, fact.end))
    assert all(text[fact.start : fact.end] == fact.raw and fact.section == "IV.1" for fact in found)
    return [(fact.kind, fact.value) for fact in found]


def test_a_report_with_a_day_is_both() -> None:
    found = facts_of("1. Định kỳ báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) chậm nhất ngày 01/11.")
    assert ("deadline", "--11-01") in found
    assert ("periodic_report", "unspecified") in found


def test_one_thing_said_once_is_one_fact() -> None:
    found = facts_of("1. Các sở gửi báo cáo về UBND tỉnh trước ngày 15/11/2024; gửi hồ sơ trước ngày 15/11/2024.")
    assert found.count(("deadline", "2024-11-15")) == 2


def test_what_is_no_sentence_is_left_out_quickly() -> None:
    began = time.perf_counter()
    assert facts_of("Các sở báo cáo UBND tỉnh trước ngày 15/3/2024, gửi hồ sơ " * 5000) == []
    assert time.perf_counter() - began < 10


def test_nothing_in_nothing() -> None:
    assert facts_of("") == []
