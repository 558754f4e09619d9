"""What every reader is told and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plancompare.model import Notice, Provenance

LETTERS_A_PAGE = 10_000
"""Letters that count for a page where a text has no pages: three times what a page of a plan holds. Reading a text or
comparing two takes up to 170 bytes of memory for each of its own (`tests/benchmarks/limits.py`): 4 GB for 2,000 such
pages."""


class Limits(NamedTuple):
    """How much of one file is read before it is refused; each limit that bites is named in the error.

    `file_bytes` of the file itself, `unpacked_bytes` of all it holds when unpacked, `pages` (of any text as many
    letters as `LETTERS_A_PAGE` says), `pixels` of one page or picture, `seconds` of wall time for what runs in a
    process of its own (PDF, pictures, LibreOffice).
    """

    file_bytes: int = 256 * 1024**2
    unpacked_bytes: int = 512 * 1024**2
    pages: int = 2000
    pixels: int = 100_000_000
    seconds: float = 900.0


class ReadingOptions(NamedTuple):
    """How files are to be read.

    `ocr_lang` are Tesseract's names of languages, joined by `+`; `dpi` the points per inch at which pages are drawn
    for it; with `reread` the image is read anew even where the file has a text layer; `ocr_cache` is the folder that
    keeps what was recognised (nothing is kept without one); `tell` takes a line of progress.
    """

    ocr_lang: str = "vie"
    dpi: int = 300
    reread: bool = False
    ocr_cache: str | None = None
    limits: Limits = Limits()
    tell: Callable[[str], None] = lambda message: None


class Reading(NamedTuple):
    """Text of one file: NFC, lines end in `\\n`. `repairs` tells a person, in Vietnamese, what was changed.

    `warnings` tell, in Vietnamese, what could not be done or should be known; offsets are those of `text`.
    """

    text: str
    encoding: str | None
    repairs: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()
    provenance: Provenance = Provenance()
