"""A text read with an English model and the image beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plancompare.ingest.ocr.rereading import image_beside, offer, read_with_english_model
from plancompare.ingest.reading import Reading

FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("plan.txt", ["plan.pdf"], "plan.pdf"),
        ("plan.txt", ["plan.png", "plan.TIF", "plan.pdf.txt"], "plan.TIF"),
        ("plan.ocr.txt", ["plan.pdf", "plan.ocr.jpg"], "plan.ocr.jpg"),
        ("plan.ocr.txt", ["plan.pdf"], "plan.pdf"),
        ("plan.2024.txt", ["plan.pdf"], None),
        ("plan", ["plan.png"], "plan.png"),
        ("plan.txt", ["plan-2.pdf", "plan.docx", "other.pdf"], None),
        (".ocr.txt", [".pdf"], None),
    ],
)
def test_image_of_the_same_name(text: str, others: list[str], found: str | None, tmp_path: Path) -> None:
    for name in (text, *others):
        (tmp_path / name).touch()
    expected = str(tmp_path / found) if found else None
    assert image_beside(str(tmp_path / text)) == expected


def test_only_a_file_is_an_image(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").mkdir()
    assert image_beside(str(tmp_path / "plan.txt")) is None
    assert image_beside(str(tmp_path / "missing" / "plan.txt")) is None


def test_in_the_folder_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.pdf").touch()
    monkeypatch.chdir(tmp_path)
    assert image_beside("plan.txt") == "plan.pdf"


def test_fixtures_read_with_an_english_model_are_known() -> None:
    english = {
        path.name for path in FIXTURES.glob("*.txt") if read_with_english_model(path.read_text(encoding="utf-8"))
    }
    assert english == {path.name for path in FIXTURES.glob("*.ocr.txt")}


def test_the_offer_is_added_to_what_else_is_known() -> None:
    reading = offer(Reading("Ké hoach\n", "utf-8", ("đã đổi",)), "scans/plan.pdf")
    assert reading.repairs == ("đã đổi",)
    assert [
        (notice.code, "plan.pdf" in notice.message, "--reread" in notice.message) for notice in reading.warnings
    ] == [("image-at-hand", True, True)]
