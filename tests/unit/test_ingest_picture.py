"""Pictures of every make, their limits, and what is told of them."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from drawn_page import BODY, drawn, saved
from PIL import Image

from plancompare.errors import LimitError, NotAPlanError
from plancompare.ingest.ocr import picture
from plancompare.ingest.reading import Limits, ReadingOptions

LINE = "Kế hoạch công tác dân vận năm 2024"


def line(mode: str = "L") -> Image.Image:
    return drawn([(60, 60, LINE)], (760, 160), mode)


def text_of(data: bytes, options: ReadingOptions = ReadingOptions()) -> str:
    return picture.read_here("scan", data, options).text


def see_through() -> Image.Image:
    """Black letters on nothing at all, which is black below its transparency."""
    page = Image.new("RGBA", (760, 160), (0, 0, 0, 0))
    page.putalpha(line().point(lambda grey: 255 - grey))
    return page


def deep(page: Image.Image, darkest: int, brightest: int) -> Image.Image:
    """Sixteen bits a point."""
    points = np.asarray(page, dtype=np.uint32) * (brightest - darkest) // 255 + darkest
    return Image.fromarray(points.astype(np.uint16))


def test_a_png_in_a_process_of_its_own() -> None:
    told: list[str] = []
    reading = picture.read("scan.png", saved(drawn()), ReadingOptions(tell=told.append))
    assert "\n".join(BODY) in reading.text
    assert told == ["scan.png: page 1 of 1 recognised"]
    assert reading.encoding is None and reading.warnings == ()
    assert [repair.startswith("đã nhận dạng chữ từ ảnh bằng Tesseract") for repair in reading.repairs] == [True]
    assert reading.provenance.pages == ((0, len(reading.text)),)
    assert [reading.text[a:b] for a, b, _ in reading.provenance.confidences] == reading.text.split()


@pytest.mark.parametrize(
    "data",
    [
        saved(line("1")),
        saved(line("P")),
        saved(line("LA")),
        saved(see_through()),
        saved(see_through().convert("LA")),
        saved(deep(line(), 0, 65535)),
        saved(deep(line(), 100, 4000)),
        saved(line("RGB"), "JPEG", quality=80),
        saved(line("CMYK"), "JPEG", quality=80),
        saved(line("CMYK"), "TIFF"),
        saved(line("1"), "TIFF", compression="group4"),
        saved(line("RGB"), "TIFF", compression="tiff_lzw"),
        saved(deep(line(), 0, 65535), "TIFF"),
        saved(Image.fromarray(np.asarray(line(), dtype=np.float32) / 255), "TIFF"),
    ],
)
def test_every_kind_of_points(data: bytes) -> None:
    assert text_of(data) == LINE + "\n"


@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG"])
def test_a_picture_that_says_how_it_is_turned(kind: str) -> None:
    turned = line().rotate(90, expand=True)
    told = Image.Exif()
    told[0x0112] = 6  # "turn me a quarter clockwise"
    assert text_of(saved(turned, kind, exif=told)) == LINE + "\n"


def three_pages() -> bytes:
    pages = [drawn([(60, 60, f"Trang thứ {n}")], (600, 160)) for n in (11, 12, 13)]
    return saved(pages[0], "TIFF", save_all=True, append_images=[Image.new("L", (600, 160), 255), *pages[1:]])


def test_pages_of_a_tiff_cover_the_text() -> None:
    told: list[str] = []
    reading = picture.read_here("scan.tif", three_pages(), ReadingOptions(tell=told.append))
    assert [reading.text[a:b] for a, b in reading.provenance.pages] == [
        "Trang thứ 11\n",
        "",
        "Trang thứ 12\n",
        "Trang thứ 13\n",
    ]
    assert [reading.text[a:b] for a, b, _ in reading.provenance.confidences] == reading.text.split()
    assert [(notice.code, notice.start) for notice in reading.warnings] == [("page-without-words", 13)]
    assert told[-1] == "scan.tif: page 4 of 4 recognised"


# ---------------------------------------------------------------- limits and damage


def header_only(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds nothing."""
    size = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + size + struct.pack(">II", zlib.crc32(size), 1) + b"IDAT"


def test_too_many_points_are_refused_from_the_header() -> None:
    for data in (header_only(40_000, 40_000), header_only(12_000, 12_000)):
        with pytest.raises(LimitError, match=r"^big.png: a picture of more than 100,000,000 points; .*--max-pixels"):
            picture.read_here("big.png", data, ReadingOptions())
    with pytest.raises(LimitError, match="more than 9,999 points"):
        text_of(saved(line()), ReadingOptions(limits=Limits(pixels=9_999)))


def test_a_large_page_behind_a_small_one_is_refused() -> None:
    data = saved(line(), "TIFF", save_all=True, append_images=[Image.new("1", (3000, 3000))])
    with pytest.raises(LimitError, match="more than 1,000,000 points"):
        text_of(data, ReadingOptions(limits=Limits(pixels=1_000_000)))


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(LimitError, match=r"^scan: the picture has more than 3 pages; .*--max-pages"):
        text_of(three_pages(), ReadingOptions(limits=Limits(pages=3)))


def looped_tiff() -> bytes:
    """A TIFF whose last page is followed by its first."""
    data = bytearray(saved(line(), "TIFF"))
    first = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * entries, first)
    return bytes(data)


def test_a_tiff_without_an_end_is_bounded() -> None:
    assert text_of(looped_tiff(), ReadingOptions(limits=Limits(pages=5))) == LINE + "\n"


def tiff_without_dimensions() -> bytes:
    """A TIFF whose second page does not say how large it is; found by fuzzing."""
    entries = ((256, 8), (257, 8), (258, 8), (259, 1), (262, 1), (273, 200), (278, 8), (279, 64))
    first = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in entries)
    second = struct.pack("<HHHIII", 1, 258, 3, 1, 8, 0)
    pages = struct.pack("<H", len(entries)) + first + struct.pack("<I", 8 + 2 + len(first) + 4) + second
    return (b"II*\0\x08\0\0\0" + pages).ljust(200, b"\0") + b"\xff" * 64


@pytest.mark.parametrize(
    "data",
    [
        tiff_without_dimensions(),
        saved(line())[:-2000],
        saved(line())[:60],
        header_only(760, 160),
        saved(line(), "JPEG")[:900],
        saved(line(), "JPEG")[:40],
        saved(line("1"), "TIFF")[:400],
        b"II*\0" + b"\xff" * 40,
        b"\xff\xd8\xff" + bytes(100),
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_damage_is_told(data: bytes) -> None:
    with pytest.raises(NotAPlanError, match=r"^scan: the picture is damaged \(.+\); scan the page again"):
        text_of(data)


def test_a_picture_without_a_word() -> None:
    photo = drawn([], (400, 300))
    photo.paste(0, (50, 40, 350, 260))
    for page in (Image.new("L", (400, 300), 255), Image.new("RGB", (1, 1)), photo):
        with pytest.raises(NotAPlanError, match="no word can be recognised"):
            text_of(saved(page))
