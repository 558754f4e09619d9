"""What shows a finding is said in both languages, and nothing in it is taken for more than letters."""

from __future__ import annotations

import time

import pytest

from plancompare.report.evidence_words import evidence


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("suy ra từ lời mở đầu", "inferred from the preamble"),
        (
            "kế hoạch của Sở Ngoại vụ tỉnh Tây Ninh thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 (phần căn cứ)",
            "the plan of Sở Ngoại vụ tỉnh Tây Ninh carries out Kế hoạch số 859/KH-UBND ngày 25/3/2024 (preamble)",
        ),
        (
            "kế hoạch của UBND tỉnh A thực hiện Chỉ thị số 33/CT-TTg (tiêu đề); kế hoạch b nêu văn bản này ở mục II.1",
            "the plan of UBND tỉnh A carries out Chỉ thị số 33/CT-TTg (title); plan b names it in section II.1",
        ),
        (
            "cùng cơ quan ban hành (Sở Y tế (cũ)), cùng nội dung, năm 2023 và năm 2024",
            "of one issuing body (Sở Y tế (cũ)), on one subject, for 2023 and for 2024",
        ),
        (
            "dấu hiệu trái chiều: kế hoạch a viện dẫn Kế hoạch số 1, chính là kế hoạch b; nhưng kế hoạch b ghi ngày "
            "06/3/2024, sau 05/3/2024 của kế hoạch a",
            "the signs contradict each other: plan a cites Kế hoạch số 1, which is plan b; but plan b is dated "
            "06/3/2024, after 05/3/2024 of plan a",
        ),
        (
            "kế hoạch a là bản gõ mà có chữ hỏng của bản quét kế hoạch b: “dén” (dòng 3), “cua” (dòng 9)",
            "plan a was typed and yet has garbled words of the scan of plan b: “dén” (line 3), “cua” (line 9)",
        ),
        ("kế hoạch {0.__class__} thực hiện {parts} (tiêu đề)", "plan {0.__class__} carries out {parts} (title)"),
        ("một câu chưa từng gặp", "một câu chưa từng gặp"),
    ],
)
def test_a_sentence_in_both_languages(sentence: str, english: str) -> None:
    assert evidence(sentence) == (sentence, english)


def test_what_others_wrote_costs_no_time() -> None:
    start = time.process_time()
    evidence("kế hoạch của " + " thực hiện (tiêu đề); nêu" * 50_000)
    assert time.process_time() - start < 1
