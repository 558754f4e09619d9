"""Pictures of pages: PNG, JPEG and TIFF, a page a frame, recognised with Tesseract.

The size of a picture stands in its header, so one that is too large is refused before a point of it is decoded.
Decoding runs in a process of its own (`apart`).
"""

from __future__ import annotations

import hashlib
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from plancompare.errors import InputLimitError, NotAPlanError
from plancompare.ingest.apart import read_apart
from plancompare.ingest.ocr.recognition import (
    SMALLER_PAGES,
    Recognised,
    SlowPageError,
    engine,
    notice_of,
    recognise_pages,
    was_recognised,
)
from plancompare.ingest.reading import Reading, ReadingOptions
from plancompare.model import Provenance

if TYPE_CHECKING:
    from PIL.Image import Image

_KINDS = ("PNG", "JPEG", "TIFF")
# What Pillow raises on it: no list of its own is promised, and a tag that is missing or of another kind than it should
# be comes as what Python says of it (TypeError, KeyError, AttributeError, ZeroDivisionError …).
_DAMAGE = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error),
    *(TypeError, LookupError, AttributeError, ArithmeticError, RuntimeError),
)
_SCAN_AGAIN = "scan the page again, or open the picture and save it anew"
_WHITE = 255


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text recognised on a picture, page by page; `provenance` keeps the confidence of each word.

    A picture has its points already: `options.dpi` says nothing about it.

    Raises `NotAPlanError` where the picture is damaged, holds no word, or Tesseract is missing, `LimitError` where it
    has more points or pages than allowed.
    """
    return read_apart(__name__, "read_here", path, data, options)


def read_here(path: str, data: bytes, options: ReadingOptions) -> Reading:
    """The same in this process. Raises NotAPlanError where it is damaged, InputLimitError past a limit."""
    used = engine(path, options)
    from PIL import Image, UnidentifiedImageError

    recognised: list[Recognised] = []
    try:
        with _pillow_within(options.limits.pixels), Image.open(BytesIO(data), formats=_KINDS) as picture:
            frames = _frames(path, picture, options)
            digest = hashlib.sha256(data).hexdigest()
            pages = ((f"{digest}:{frame}", partial(_page, picture, frame)) for frame in range(frames))
            for page in recognise_pages(pages, options):
                recognised.append(page)
                options.tell(f"{path}: page {len(recognised)} of {frames} recognised")
    except Image.DecompressionBombError:
        raise _too_large(path, options) from None
    except SlowPageError as slow:
        raise InputLimitError(path, f"page {len(recognised) + 1}: {slow}", SMALLER_PAGES) from None
    except UnidentifiedImageError:  # its text names an address in memory
        raise NotAPlanError(path, "the picture is damaged (its header makes no sense)", _SCAN_AGAIN) from None
    except _DAMAGE as error:
        told = " ".join(str(error).split())[:120] or type(error).__name__
        raise NotAPlanError(path, f"the picture is damaged ({told})", _SCAN_AGAIN) from None
    return _joined(path, recognised, was_recognised(used))


@contextmanager
def _pillow_within(pixels: int) -> Iterator[None]:
    """Pillow refuses what is twice as large by its header; `_frames` refuses the rest. It warns of odd metadata."""
    from PIL import Image

    usual, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = usual


def _frames(path: str, picture: Image, options: ReadingOptions) -> int:
    """How many pages the picture holds; every one is within the limits."""
    frames = 0
    while True:
        if picture.width * picture.height > options.limits.pixels:
            raise _too_large(path, options)
        frames += 1
        if frames > options.limits.pages:
            pages = options.limits.pages
            raise InputLimitError(
                path, f"the picture has more than {pages:,} pages", "allow more with --max-pages, or split it"
            )
        if picture.format != "TIFF":
            return frames
        try:
            picture.seek(frames)
        except EOFError:
            return frames


def _too_large(path: str, options: ReadingOptions) -> InputLimitError:
    points = f"{options.limits.pixels:,} points"
    return InputLimitError(
        path, f"a picture of more than {points}", "allow more with --max-pixels, or scan it at 300 dpi"
    )


def _page(picture: Image, frame: int) -> Image:
    """One page upright in shades of grey on white."""
    from PIL import ImageOps

    picture.seek(frame)
    picture.load()
    return _grey(ImageOps.exif_transpose(picture))


def _grey(image: Image) -> Image:
    """Eight bits of grey, whatever the picture is made of; what is transparent is paper."""
    from PIL import Image

    if image.mode.startswith(("I", "F")):  # 16 or 32 bits a point
        import numpy as np

        points = np.asarray(image, dtype=np.float32)
        darkest, brightest = float(points.min()), float(points.max())
        scale = _WHITE / (brightest - darkest) if brightest > darkest else 0.0
        return Image.fromarray(((points - darkest) * scale).astype(np.uint8))
    if image.mode == "LAB":
        return image.getchannel("L")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("L")


def _joined(path: str, read: list[Recognised], repair: str) -> Reading:
    """The pages one after the other, with what is known of each moved to its place."""
    starts = list(accumulate((len(page.text) for page in read), initial=0))
    text = "".join(page.text for page in read)
    if not text:
        raise NotAPlanError(path, "no word can be recognised on the picture", "give a sharper scan of a page with text")
    notices = (
        notice_of(page, number, start) for number, (page, start) in enumerate(zip(read, starts, strict=False), 1)
    )
    provenance = Provenance(
        pages=tuple(zip(starts, starts[1:], strict=False)),
        furniture=tuple((at + a, at + b) for page, at in zip(read, starts, strict=False) for a, b in page.furniture),
        confidences=tuple(
            (at + a, at + b, percent)
            for page, at in zip(read, starts, strict=False)
            for a, b, percent in page.confidences
        ),
    )
    return Reading(text, None, (repair,), tuple(notice for notice in notices if notice), provenance)
