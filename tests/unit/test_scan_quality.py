from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plancompare.scan_quality import judge_scan
from plancompare.text import fold

FIXTURES = Path(__file__).parents[2] / "fixtures"
CLEAN = "Thực hiện công tác dân vận chính quyền, nâng cao nhận thức của cán bộ, công chức và người lao động. "
SCAN = "Thyc hién cdng tac din van chinh quyén, ning cao nhan thirc ctia can b6, cong chirc va ngudi lao dong. "


@pytest.mark.parametrize("plan", sorted(FIXTURES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_fixtures(plan: Path) -> None:
    scan = judge_scan(plan.read_text(encoding="utf-8"))
    assert scan.is_ocr == (".ocr" in plan.name)
    assert 0.15 < scan.noise < 0.25 if scan.is_ocr else scan.noise == 0


def test_the_real_pair_has_a_fifth_of_its_words_misread() -> None:
    """20.2 % of the aligned words of the pair differ without their marks."""
    scan = judge_scan((FIXTURES / "tay-ninh-so-ngoai-vu-2024.ocr.txt").read_text(encoding="utf-8"))
    assert scan.noise == pytest.approx(0.202, abs=0.03)


def test_explanations_tell_the_kinds_apart() -> None:
    told = [judge_scan(text * 5).explanation for text in (CLEAN, fold(CLEAN), SCAN, CLEAN * 2 + SCAN)]
    assert [sentence.split(":")[0].split(",")[0] for sentence in told] == [
        "typed text",
        "typed without marks",
        "read with an English model",
        "a bad scan read with a Vietnamese model",
    ]
    assert "partly" in judge_scan(CLEAN + SCAN * 4).explanation


def test_text_typed_without_marks_is_no_scan() -> None:
    assert not judge_scan(fold(CLEAN) * 5).is_ocr


def test_decomposed_marks_are_marks() -> None:
    assert judge_scan(unicodedata.normalize("NFD", CLEAN)) == judge_scan(CLEAN)


def test_a_few_foreign_names_make_no_scan() -> None:
    assert not judge_scan(CLEAN * 5 + "Zalo, Facebook, UBND, CCHC, 33/CT-TTg, 2021-2025, KT-XH").is_ocr


@pytest.mark.parametrize("text", ["", " \n", "12 34/2020 - ...", "UBND TTHC", "x" * 100_000, "Ubnd. @#$ ¢6"])
def test_too_little_to_judge_is_no_scan(text: str) -> None:
    scan = judge_scan(text)
    assert not scan.is_ocr and scan.noise == 0 and scan.explanation


def test_another_language_is_no_scan() -> None:
    english = "The committee should review every relevant document and provide further guidance where necessary. "
    assert "another language" in judge_scan(english * 5).explanation
