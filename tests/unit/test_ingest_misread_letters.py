"""What an earlier program misread is put right where the whole file is, named where a part is, and else left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancompare.ingest.letters.misread_letters import MISREAD_SHARE, put_right
from plancompare.ingest.plain_text import read
from plancompare.ingest.reading import Reading

TEXT = "KẾ HOẠCH\nThực hiện công tác dân vận chính quyền năm 2024 ở Đắk Lắk\n“Năm dân vận” – à, á\n"
TCVN3 = "Thùc hiÖn c«ng t¸c d©n vËn chÝnh quyÒn"  # as a library shows it
VNI = "Thöïc hieän coâng taùc daân vaän chính quyeàn"
MEANT = "Thực hiện công tác dân vận chính quyền"


def misread(text: str, page: str) -> str:
    """UTF-8 read in a code page as browsers do: a byte it does not define is a control character."""
    return "".join(bytes([byte]).decode(page, "ignore") or chr(byte) for byte in text.encode())


def plain(text: str) -> Reading:
    return read("plan.txt", text.encode())


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "latin-1"])
def test_utf_8_read_in_a_code_page_is_put_right_from_end_to_end(page: str) -> None:
    for text in (TEXT, "\ufeff" + TEXT):
        reading = plain(misread(text, page))
        assert reading.text == TEXT
        assert reading.warnings == ()
        assert len(reading.repairs) == 1
        assert plain(misread(misread(text, page), page)).text == TEXT


def test_what_would_not_encode_to_the_same_again_is_only_named() -> None:
    lost = misread(TEXT, "cp1252").replace("\u00a0", " ")  # the second byte of à
    reading = plain(lost)
    assert reading.text == lost
    assert "encoding-mixed" in [notice.code for notice in reading.warnings]


@pytest.mark.parametrize("wrong", [TCVN3, VNI])
def test_a_text_out_of_an_old_font_is_put_right(wrong: str) -> None:
    reading = plain(wrong)
    assert reading.text == MEANT
    assert reading.repairs[0] == "chữ của phông cũ được lưu như chữ Unicode"


@pytest.mark.parametrize("wrong", [TCVN3, VNI, misread(MEANT, "cp1252")])
def test_a_stretch_is_left_and_named(wrong: str) -> None:
    text = f"Kế hoạch của Sở Ngoại vụ:\n{wrong}\nĐề nghị các đơn vị thực hiện.\n"
    reading = plain(text)
    assert reading.text == text
    assert reading.repairs == ()
    (notice,) = reading.warnings
    assert notice.code == "encoding-mixed"
    assert MEANT in notice.message
    assert text[notice.start : notice.end] == wrong


def test_right_words_beside_a_stretch_are_none_of_it() -> None:
    text = f"Các cơ quan và các xã {TCVN3} quán triệt cán bộ\n"
    (notice,) = plain(text).warnings
    assert text[notice.start : notice.end] == TCVN3


def test_utf_7_is_decoded_and_sums_are_not() -> None:
    assert plain(TEXT.encode("utf-7").decode("ascii")).text == TEXT
    assert plain("1+abc+def- = x\n") == Reading("1+abc+def- = x\n", "utf-8")


@pytest.mark.parametrize(
    ("sign", "code"),
    [
        ("\u200b", "invisible-letters"),
        ("\ufeff", "invisible-letters"),
        ("\xad", "invisible-letters"),
        ("\uf0b7", "private-letters"),
        ("\ufffd", "lost-letters"),
        ("\x02", "control-characters"),
    ],
)
def test_odd_signs_stay_and_are_named(sign: str, code: str) -> None:
    text = f"Kế hoạch dân{sign} vận, dân{sign} vận, chính quyền, đoàn thể và nhân dân tỉnh\n"
    reading = plain(text)
    assert reading.text == text
    (notice,) = reading.warnings
    assert (notice.code, notice.start, notice.end) == (code, 12, 13)
    assert notice.message.startswith("2 ")


@pytest.mark.parametrize(
    "text",
    [
        "Die Größe und Änderung der Maße für Übung\n",
        "Œuvre à Genève, où l'été naît; ça « va »\n",
        "Nhiệt độ 25°C ± 1, rộng 12 m² × 3, § 5\n",
        "½ ¼ ¾ ½ ¼ ¾ ½ ¼ ¾\n",
        "Ä‘ á» Æ°\n",
        "mã số ÄÖ, ïð, ÿþ của thiết bị",
    ],
)
def test_what_makes_no_better_vietnamese_is_left_alone(text: str) -> None:
    assert plain(text).text == text


def test_the_fixtures_are_what_they_seem(fixtures: Path) -> None:
    for path in fixtures.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert plain(text) == Reading(text, "utf-8")


def test_a_right_text_loads_no_tables_of_other_encodings(fixtures: Path) -> None:
    program = (
        "import sys; from plancompare.ingest.plain_text import read\n"
        "for path in sys.argv[1:]: read(path, open(path, 'rb').read())\n"
        "print(*(name for name in sys.modules if name.endswith('_encoding') or name.endswith('legacy_encodings')))"
    )
    paths = map(str, fixtures.glob("*.txt"))
    done = subprocess.run([sys.executable, "-c", program, *paths], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


@given(st.text(st.characters(max_codepoint=0x2FF, exclude_categories=["Cc"])))
def test_random_letters_are_left_alone(text: str) -> None:
    reading = Reading(text, "utf-8")
    assert put_right(reading).text == text


def test_few_strange_letters_do_not_make_a_text_strange() -> None:
    words = "Ke hoach cong tac dan van " * 100
    assert plain(words + TCVN3[: int(MISREAD_SHARE * len(words)) // 8]).text.startswith(words)
