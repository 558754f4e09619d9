"""Words on a page put in reading order: two blocks side by side, tables, paragraphs, page numbers."""

from __future__ import annotations

from itertools import count

import pytest

from plancompare.ingest.ocr.page_words import (
    Word,
    in_reading_order,
    levelled,
    lines_of,
    set_as_text,
    side_by_side,
    slope_of,
)

LETTER, HEIGHT, PAGE = 14, 30, 2000


def words_of(*lines: tuple[int, int, str]) -> list[Word]:
    """Each line is x, y and its text; two spaces in a row are one wide gap of three letters more."""
    words = []
    numbers = count()
    for x, y, text in lines:
        line = next(numbers)
        for run in text.split(" "):
            if run:
                words.append(Word(run, 90, x, y, x + LETTER * len(run), y + HEIGHT, line))
            x += LETTER * (len(run) or 3) + LETTER
    return words


def text_of(words: list[Word]) -> str:
    pairs = [
        (pair, [words[i] for i in sorted(pair.left)], [words[i] for i in sorted(pair.right)])
        for pair in side_by_side(words)
    ]
    return set_as_text(in_reading_order(words, pairs), PAGE).text


BODY = tuple((100, 500 + 50 * n, "thực hiện công tác dân vận chính quyền trên địa bàn tỉnh năm nay") for n in range(6))


def test_header_merged_into_single_lines_is_read_block_by_block() -> None:
    header = words_of(
        (100, 100, "UBND TỈNH TÂY NINH   CỘNG HÒA XÃ HỘI"), (120, 150, "SỞ NỘI VỤ       Độc lập - Tự do"), *BODY
    )
    assert text_of(header).startswith("UBND TỈNH TÂY NINH\nSỞ NỘI VỤ\n\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\n\nthực hiện")


def test_first_line_of_the_left_block_may_stand_higher() -> None:
    header = (
        (100, 100, "UBND TỈNH TÂY NINH"),
        (560, 118, "CỘNG HÒA XÃ HỘI"),
        (120, 150, "SỞ NỘI VỤ"),
        (580, 168, "Độc lập - Tự do"),
    )
    assert text_of(words_of(*header, *BODY)).startswith(
        "UBND TỈNH TÂY NINH\nSỞ NỘI VỤ\n\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\n\nthực hiện"
    )


def test_name_far_below_the_signature_belongs_to_its_block() -> None:
    tail = (
        (100, 900, "Nơi nhận:        KT. GIÁM ĐỐC"),
        (100, 950, "- Sở Nội vụ;      PHÓ GIÁM ĐỐC"),
        (100, 1000, "- Lưu: VT."),
        (500, 1180, "Nguyễn Văn Minh"),
    )
    assert text_of(words_of(*BODY, *tail)).endswith(
        "Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nNguyễn Văn Minh\n"
    )


def test_blocks_whose_lines_stand_on_different_levels_with_debris_between() -> None:
    tail = [
        (520, 890, "KT. GIÁM ĐỐC"),
        (100, 920, "Nơi nhận:"),
        (520, 945, "PHÓ GIÁM ĐỐC"),
        (100, 970, "- Sở Nội vụ;"),
    ]
    speck = Word("R", 90, 420, 935, 430, 942, 99)
    guess = Word("rq", 10, 380, 925, 450, 960, 99)
    assert text_of([*words_of(*BODY, *tail), speck, guess]).endswith(
        "Nơi nhận:\n- Sở Nội vụ;\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nR rq\n"
    )


def test_a_short_line_above_is_no_part_of_the_blocks() -> None:
    body = [*BODY, (100, 800, "nghiêm túc thực hiện./.")]
    tail = [(100, 850, "Nơi nhận:      TRƯỞNG BAN"), (100, 900, "- Lưu: VT.      Nguyễn Văn Minh")]
    assert text_of(words_of(*body, *tail)).endswith(
        "năm nay\nnghiêm túc thực hiện./.\n\nNơi nhận:\n- Lưu: VT.\n\nTRƯỞNG BAN\nNguyễn Văn Minh\n"
    )


@pytest.mark.parametrize(
    "lines",
    [
        ((100, 100, "TT   Nội dung   Đơn vị"), (100, 150, "1    Dân vận    Sở"), (100, 200, "2    Dân chủ    Sở")),
        ((100, 100, "Số:     /KH-UBND"), (100, 150, "Mục đích"), (100, 200, "Yêu cầu")),
        (
            *BODY,
            (100, 900, "Năm 2023      12 xã"),
            (100, 950, "Năm 2024      15 xã"),
            *((x, y + 600, t) for x, y, t in BODY),
        ),
    ],
    ids=["more than two columns", "a single gap", "in the middle of a page"],
)
def test_what_is_no_pair_of_blocks_keeps_its_rows(lines: tuple[tuple[int, int, str], ...]) -> None:
    words = words_of(*lines)
    assert side_by_side(words) == []
    assert text_of(words).split() == " ".join(text for _, _, text in lines).split()


def test_a_line_put_last_comes_back_to_its_place() -> None:
    words = words_of(BODY[0], (100, 600, "dòng thứ ba"), (100, 550, "dòng thứ hai"))
    assert text_of(words).endswith("năm nay\ndòng thứ hai\ndòng thứ ba\n")


def test_cells_keep_the_order_of_the_recogniser() -> None:
    column = [(100, 500 + 50 * n, f"ô {n}") for n in range(4)]
    beside = [(500, 500 + 50 * n, f"cột {n}") for n in range(4)]
    far = [(900, 500 + 50 * n, f"ba {n}") for n in range(4)]
    assert text_of(words_of(*column, *beside, *far)).split() == " ".join(t for _, _, t in column + beside + far).split()


def test_a_leaning_page_is_levelled() -> None:
    leaning = [
        w._replace(top=w.top + round(0.02 * w.left), bottom=w.bottom + round(0.02 * w.left)) for w in words_of(*BODY)
    ]
    slope = slope_of(leaning)
    assert slope == pytest.approx(0.02, abs=0.003)
    for line in lines_of([levelled(word, slope) for word in leaning]):
        assert max(word.top for word in line) - min(word.top for word in line) <= 4
    assert slope_of(words_of((100, 100, "một hai"))) == 0


def test_paragraphs_end_where_lines_stand_wider_apart() -> None:
    lines = [(100, 500, "một"), (100, 550, "hai"), (100, 600, "ba"), (100, 670, "bốn"), (100, 720, "năm")]
    assert text_of(words_of(*lines)) == "một\nhai\nba\n\nbốn\nnăm\n"


@pytest.mark.parametrize(
    ("number", "y", "known"),
    [
        ("3", 80, True),
        ("- 3 -", 80, True),
        ("Trang 3/12", 1900, True),
        ("3", 600, False),
        ("2024.", 1930, True),
        ("3a", 80, False),
    ],
)
def test_page_numbers_are_known_by_their_place(number: str, y: int, known: bool) -> None:
    words = words_of(*sorted([*BODY, (700, y, number)], key=lambda line: line[1]))
    page = set_as_text([lines_of(words)], PAGE)
    assert [page.text[start:end] for start, end in page.furniture] == ([number] if known else [])


def test_offsets_hold_each_word_in_nfc() -> None:
    words = [word._replace(text="Ke\u0302\u0301") if word.text == "thực" else word for word in words_of(*BODY)]
    page = set_as_text([lines_of(words)], PAGE)
    assert [page.text[start:end] for start, end, _ in page.confidences] == page.text.split()
    assert page.text.startswith("Kế hiện")


def test_a_page_without_words_is_empty() -> None:
    assert side_by_side([]) == []
    assert set_as_text(in_reading_order([], []), PAGE) == ("", (), ())
