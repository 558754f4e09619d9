"""A short page of a plan, drawn with Pillow, for tests that recognise it with the real Tesseract."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageFont

SIZE = (1240, 700)  # the upper part of an A4 page at 150 dpi
HEADER_LEFT = ("UBND TỈNH TÂY NINH", "SỞ NGOẠI VỤ", "Số: 125/KH-SNgV")
HEADER_RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
BODY = (
    "Thực hiện Kế hoạch số 859/KH-UBND ngày 25/3/2024 của UBND tỉnh về",
    "công tác dân vận chính quyền, Sở Ngoại vụ xây dựng kế hoạch như sau:",
)


def drawn(
    pieces: Sequence[tuple[int, int, str]] | None = None, size: tuple[int, int] = SIZE, mode: str = "L"
) -> Image.Image:
    """Black letters on white; each piece is x, y and its text. Without any: a header in two columns and two lines."""
    page = Image.new("L", size, 255)
    pen = ImageDraw.Draw(page)
    font = ImageFont.truetype("DejaVuSerif.ttf", 27)
    for x, y, text in default() if pieces is None else pieces:
        pen.text((x, y), text, fill=0, font=font)
    return page.convert(mode)


def default() -> list[tuple[int, int, str]]:
    left = [(150, 90 + 46 * n, text) for n, text in enumerate(HEADER_LEFT)]
    right = [(560, 105 + 46 * n, text) for n, text in enumerate(HEADER_RIGHT)]
    return left + right + [(150, 330 + 46 * n, text) for n, text in enumerate(BODY)]


def saved(page: Image.Image, kind: str = "PNG", **settings: Any) -> bytes:
    file = BytesIO()
    page.save(file, kind, **settings)
    return file.getvalue()
