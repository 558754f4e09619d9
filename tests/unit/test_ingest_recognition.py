"""Recognition with the real Tesseract: what it reads, what it needs, what it keeps."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from drawn_page import BODY, HEADER_LEFT, HEADER_RIGHT, drawn
from PIL import Image
from rapidfuzz.distance import Levenshtein

from plancompare.errors import NotAPlanError, UsageError
from plancompare.ingest.ocr import recognition
from plancompare.ingest.ocr.recognition import Recognised, engine, notice_of, recognise, recognise_pages
from plancompare.ingest.reading import ReadingOptions

TRUTH = "\n".join((*HEADER_LEFT, "", *HEADER_RIGHT, "", *BODY)) + "\n"


def errors(page: Recognised) -> float:
    """Share of letters read otherwise, blocks and lines in their order."""
    return Levenshtein.distance(TRUTH, page.text) / len(TRUTH)


@pytest.fixture(scope="module")
def page() -> Recognised:
    return recognise(drawn(), ReadingOptions(), "page")


def test_blocks_and_lines_in_reading_order(page: Recognised) -> None:
    assert errors(page) <= 0.02
    assert [page.text[start:end] for start, end, _ in page.confidences] == page.text.split()
    assert recognition.mean_confidence(page) > 85
    assert notice_of(page, 1, 0) is None


@pytest.mark.parametrize("angle", [90, 180, 1])
def test_a_page_that_lies_on_its_side_or_leans(angle: int) -> None:
    turned = drawn().rotate(angle, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert errors(recognise(turned, ReadingOptions(), "turned")) <= 0.05


def test_twice_the_size_reads_as_well() -> None:
    large = drawn().resize((2480, 1400), Image.Resampling.BICUBIC)
    assert errors(recognise(large, ReadingOptions(), "large")) <= 0.02


def test_an_english_model_loses_the_marks() -> None:
    read = recognise(drawn(), ReadingOptions(ocr_lang="eng"), "page")
    assert errors(read) > 0.05


def test_a_blank_page_has_no_words() -> None:
    blank = recognise(drawn([]), ReadingOptions(), "blank")
    assert blank == ("", (), ())
    notice = notice_of(blank, 3, 40)
    assert notice is not None
    assert (notice.code, notice.start, notice.end, "trang 3" in notice.message) == ("page-without-words", 40, 40, True)


def test_a_page_read_badly_is_named() -> None:
    notice = notice_of(Recognised("xin chào\n", ((0, 3, 40), (4, 8, 60)), ()), 3, 100)
    assert notice is not None
    assert (notice.code, notice.start, notice.end) == ("page-badly-read", 100, 109)
    assert "trang 3" in notice.message and "51 %" in notice.message


def test_pages_come_in_order_and_the_cache_spares_drawing_them(tmp_path: Path) -> None:
    options = ReadingOptions(ocr_cache=str(tmp_path / "cache"))
    drawings: list[int] = []

    def draw(number: int) -> Image.Image:
        drawings.append(number)
        return drawn([(100, 60, f"Trang thứ {number}")], (700, 160))

    def read(numbers: list[int], options: ReadingOptions) -> list[str]:
        pages = ((f"file:{n}", lambda n=n: draw(n)) for n in numbers)
        return [page.text.split()[-1] for page in recognise_pages(pages, options)]

    assert read([11, 12, 13, 14], options) == ["11", "12", "13", "14"]
    assert read([14, 12, 11], options) == ["14", "12", "11"]
    assert drawings == [11, 12, 13, 14]
    for entry in (tmp_path / "cache").iterdir():
        entry.write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    assert read([12], options) == ["12"]
    assert read([12], options._replace(ocr_lang="eng")) == ["12"]  # another model, another entry
    assert drawings == [11, 12, 13, 14, 12, 12]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"file: what is recognised cannot be kept there .*; name another folder"):
        recognise(drawn([]), ReadingOptions(ocr_cache=str(tmp_path / "file")), "page")


def test_a_page_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "PAGE_SECONDS", 0.02)
    with pytest.raises(recognition.SlowPageError, match=r"more than 0\.02 seconds"):
        recognise(drawn(), ReadingOptions(), "page")


# ---------------------------------------------------------------- what it needs


def test_the_engine_names_itself() -> None:
    used = engine("scan.png", ReadingOptions(ocr_lang="vie+eng"))
    assert used.language == "vie+eng" and used.version[0].isdigit()
    assert f"Tesseract {used.version}, mô hình vie+eng" in recognition.was_recognised(used, ReadingOptions())


@pytest.mark.parametrize("name", ["", "vie eng", "vie+", "-l", "../vie", "vie;ls", "việt", "vie\n", "a" * 41])
def test_names_of_models_are_checked(name: str) -> None:
    with pytest.raises(UsageError, match="--ocr-lang"):
        engine("scan.png", ReadingOptions(ocr_lang=name))


def test_a_missing_model_is_named_with_its_package() -> None:
    with pytest.raises(NotAPlanError) as error:
        engine("scan.png", ReadingOptions(ocr_lang="vie+xx_yy"))
    assert error.value.path == "scan.png"
    assert "no model xx_yy" in error.value.problem
    assert "apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-xx-yy" in error.value.advice


def test_a_missing_program_is_named_with_its_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NotAPlanError, match="the program tesseract; apt-get install tesseract-ocr tesseract-ocr-vie"):
        engine("scan.png", ReadingOptions())


@pytest.mark.parametrize("package", ["pytesseract", "PIL.Image"])
def test_a_missing_package_is_named_with_the_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(NotAPlanError, match=r"pip install 'plancompare\[ocr\]'"):
        engine("scan.png", ReadingOptions())
