"""Letters read from the image of a page with Tesseract, word by word, with its own confidence.

Tesseract is a program of its own, driven through pytesseract; both come with the extra `ocr` and the system's packages.
Two blocks side by side at the head and at the end of a plan are found by the white between them and read once more,
each alone: read as one, lines of different height run into each other and the signer's title is lost.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from plancompare.errors import LimitError, NotAPlanError, UsageError
from plancompare.ingest.ocr import cache as ocr_cache
from plancompare.ingest.ocr.page_words import (
    PageText,
    Word,
    in_reading_order,
    levelled,
    set_as_text,
    side_by_side,
    slope_of,
    typical_height,
)
from plancompare.ingest.reading import ReadingOptions
from plancompare.model import Notice

if TYPE_CHECKING:
    from PIL.Image import Image

METHOD = "1"
"""Version of what is done here and in `page_words`; what another one left in a cache is read anew."""
PAGE_SECONDS = 180.0
"""Wall time for one pass over a page; a dense page takes 1 to 2 s, on a loaded machine 10."""
AT_A_TIME = 2
"""Pages recognised at once, each by a Tesseract with one thread: a page takes 2.4 s of processor time so, and 5.3 s by
one with four threads, which is no sooner done."""
BADLY_READ = 88
"""Mean percent of a page below which it is said to be badly read. Pages of the benchmark's looks, fax among them, have
94 to 97 where one letter in 100 is misread, and 80 to 84 with an English model, where it is one in four."""

# Tesseract's Vietnamese model reads small letters best. Letters misread in 100, over plans in 9, 11, 12 and 14 point
# type, each clean, as a coarse scan and bitonal: words 14 points high 0.3 to 2.9, 17 points 0.2 to 0.9, 20 to 26 points
# 0.2 to 0.8, 29 to 33 points 0.1 to 0.6, 37 to 44 points 0.1 to 0.7, worst where bitonal. So a page is drawn smaller
# before it is read, and is read once more in another size where its print is very small or large.
READ_AT = 175.0
"""Points per inch at which a page is read first: 12 and 14 point type is 22 to 26 points high."""
_SMALLEST, _WANTED, _LARGEST = 18.0, 24.0, 34.0
_MOST_SCALED = 4.0

_PAGE = 3  # Tesseract's page segmentation: automatic; 4 reads the same, 6 reads specks as words
_BLOCK = 6  # a single block of lines
_AS_MUCH = 0.9  # of what was read before must be read of a block alone; specks read as letters are no loss
_RIM = 12  # points of white left around a block that is cut out
# Mean percent below which a page is tried turned: upright it has 80 or more, on its side or its head 40.
_UPSIDE_DOWN = 60
_LANGUAGE = re.compile(r"[A-Za-z_]{1,40}(?:\+[A-Za-z_]{1,40}){0,9}")

Recognised = PageText


SMALLER_PAGES = "draw them smaller with --dpi, or leave the page out"


class SlowPageError(LimitError):
    """One page takes longer than `PAGE_SECONDS`; which file it is in, is not known here."""


class Engine(NamedTuple):
    """The program that recognises: its `version` and the `language` models asked for, as Tesseract names them."""

    version: str
    language: str


def engine(path: str, options: ReadingOptions) -> Engine:
    """The engine for reading the file at `path`; call it once a file, before the first page.

    Raises `NotAPlanError` with what to install where pytesseract, Tesseract or a model is missing, `UsageError` where
    `options.ocr_lang` is no name of models.
    """
    if not _LANGUAGE.fullmatch(options.ocr_lang):
        raise UsageError(
            f"--ocr-lang {options.ocr_lang!r}: name Tesseract's models, joined by +, such as vie or vie+eng"
        )
    try:
        import PIL.Image  # noqa: F401
        import pytesseract
    except ImportError:
        needed = "reading its letters from an image needs pytesseract and pillow"
        raise NotAPlanError(path, needed, "pip install 'plancompare[ocr]'") from None
    models = options.ocr_lang.split("+")
    packages = " ".join(["tesseract-ocr", *(f"tesseract-ocr-{name.replace('_', '-')}" for name in models)])
    try:
        version = str(pytesseract.get_tesseract_version())
        installed = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, SystemExit):  # the latter where it is older than 3.05
        needed = "reading its letters from an image needs the program tesseract"
        raise NotAPlanError(path, needed, f"apt-get install {packages}") from None
    missing = [name for name in models if name not in installed]
    if missing:
        needed = f"Tesseract has no model {' and '.join(missing)}"
        raise NotAPlanError(path, needed, f"apt-get install {packages}, or choose another with --ocr-lang")
    return Engine(version, options.ocr_lang)


def was_recognised(engine: Engine, drawn: ReadingOptions | None = None) -> str:
    """The sentence for `Reading.repairs`; with `drawn` it says how finely the pages were drawn to be read.

    >>> was_recognised(Engine("5.3.0", "vie"), ReadingOptions())
    'đã nhận dạng chữ từ ảnh bằng Tesseract 5.3.0, mô hình vie, 300 dpi'
    """
    said = f"đã nhận dạng chữ từ ảnh bằng Tesseract {engine.version}, mô hình {engine.language}"
    return f"{said}, {drawn.dpi} dpi" if drawn else said


def notice_of(page: Recognised, number: int, start: int) -> Notice | None:
    """What to know of page `number` (from 1), which begins at `start` in the whole text, if it was read badly."""
    if not page.text:
        return Notice("page-without-words", start, start, f"trang {number}: không nhận dạng được chữ nào")
    mean = mean_confidence(page)
    if mean >= BADLY_READ:
        return None
    said = f"trang {number} đọc rất kém (độ tin cậy trung bình {mean:.0f} %), cần đối chiếu với bản gốc"
    return Notice("page-badly-read", start, start + len(page.text), said)


def recognise(image: Image, options: ReadingOptions, key: str) -> Recognised:
    """The text of one page. `key` names the image for the cache: the SHA-256 of its file and the page, say.

    `image` may be of any size, 175 points per inch suffice. Raises `SlowPageError`, and `UsageError` where
    `options.ocr_cache` cannot be written.
    """
    return next(recognise_pages([(key, lambda: image)], options))


def recognise_pages(pages: Iterable[tuple[str, Callable[[], Image]]], options: ReadingOptions) -> Iterator[Recognised]:
    """The same for many pages, in order, two at a time: each is a key and a function that draws the page.

    Pages are drawn in the caller's thread, one ahead of those being read, and only where the cache does not hold them.
    """
    from collections import deque
    from concurrent.futures import Future, ThreadPoolExecutor

    os.environ["OMP_THREAD_LIMIT"] = "1"  # inherited by Tesseract
    waiting: deque[Future[Recognised]] = deque()
    with ThreadPoolExecutor(AT_A_TIME) as readers:
        for key, draw in pages:
            name = _entry(key, options)
            found = ocr_cache.kept(options.ocr_cache, name) if options.ocr_cache else None
            if found:
                waiting.append(Future())
                waiting[-1].set_result(found)
            else:
                waiting.append(readers.submit(_read_and_keep, draw(), options, name))
            if len(waiting) > AT_A_TIME:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _entry(key: str, options: ReadingOptions) -> str:
    """The name of a page in the cache: all that its text depends on."""
    import pytesseract

    version = str(pytesseract.get_tesseract_version(cached=True))
    told = json.dumps([METHOD, key, options.ocr_lang, options.dpi, version])
    return hashlib.sha256(told.encode()).hexdigest()


def _read_and_keep(image: Image, options: ReadingOptions, name: str) -> Recognised:
    page = _read(image, options)
    if options.ocr_cache:
        try:
            ocr_cache.keep(options.ocr_cache, name, page)
        except OSError as error:
            problem = f"{options.ocr_cache}: what is recognised cannot be kept there ({error.strerror or error})"
            raise UsageError(f"{problem}; name another folder with --ocr-cache") from None
    return page


def _read(page: Image, options: ReadingOptions) -> Recognised:
    scale = min(1.0, READ_AT / _resolution(page))
    image = _sized(page, scale)
    words = _words(image, options, _PAGE)
    if _mean(words) < _UPSIDE_DOWN and (clockwise := _turned(image)):
        page = page.rotate(-clockwise, expand=True)
        image = _sized(page, scale)
        words = _words(image, options, _PAGE)
    height = typical_height(words)
    if words and not _SMALLEST <= height <= _LARGEST:
        fitted = _sized(page, scale * max(1 / _MOST_SCALED, min(_MOST_SCALED, _WANTED / height)))
        again = _words(fitted, options, _PAGE)
        if _gain(again) > _gain(words):
            image, words = fitted, again
    slope = slope_of(words)
    words = [levelled(word, slope) for word in words]
    pairs = [
        (
            pair,
            _alone(image, slope, [words[i] for i in sorted(pair.left)], options),
            _alone(image, slope, [words[i] for i in sorted(pair.right)], options),
        )
        for pair in side_by_side(words)
    ]
    return set_as_text(in_reading_order(words, pairs), image.height)


def _resolution(image: Image) -> float:
    """Points per inch, if the image is as wide as A4: what files say of themselves is often wrong."""
    lies = 1 < image.width / image.height < 1.6
    return image.width / (11.69 if lies else 8.27)


def _sized(image: Image, scale: float) -> Image:
    from PIL.Image import Resampling

    if scale == 1:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Resampling.LANCZOS)


def _words(image: Image, options: ReadingOptions, segmentation: int) -> list[Word]:
    """The words Tesseract finds, in its order."""
    import pytesseract

    config = f"--psm {segmentation} --dpi {READ_AT:.0f}"  # any does; without one Tesseract guesses and says so
    try:
        table = pytesseract.image_to_data(image, lang=options.ocr_lang, config=config, timeout=PAGE_SECONDS)
    except pytesseract.TesseractError:
        raise
    except RuntimeError:  # pytesseract's sign that the time is up
        raise SlowPageError(f"recognising it takes more than {PAGE_SECONDS:g} seconds") from None
    words: list[Word] = []
    lines: dict[tuple[str, ...], int] = {}
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            left, top, width, height = map(int, cells[6:10])
            line = lines.setdefault(tuple(cells[1:5]), len(lines))
            percent = max(0, min(100, round(float(cells[10]))))
            words.append(Word(cells[11].strip(), percent, left, top, left + width, top + height, line))
    return words


def _mean(words: Iterable[Word]) -> float:
    """Mean confidence over letters and digits in percent; 0 where there is none."""
    return _weighed([(word.text, word.percent) for word in words])[0]


def _gain(words: Iterable[Word]) -> float:
    """How much was read: letters and digits, each as far as it can be trusted."""
    return _weighed([(word.text, word.percent) for word in words])[1]


def mean_confidence(page: Recognised) -> float:
    """Mean confidence of a page over its letters and digits in percent; 0 where there is none."""
    return _weighed([(page.text[start:end], percent) for start, end, percent in page.confidences])[0]


def _weighed(words: Iterable[tuple[str, int]]) -> tuple[float, float]:
    letters, weight = 0, 0.0
    for text, percent in words:
        count = sum(map(str.isalnum, text))
        letters += count
        weight += count * percent
    return (weight / letters if letters else 0.0), weight


def _turned(image: Image) -> int:
    """Degrees, in quarters, by which the page must be turned clockwise to stand upright; 0 where that is not seen."""
    import pytesseract

    try:
        seen = pytesseract.image_to_osd(image, timeout=PAGE_SECONDS, output_type=pytesseract.Output.DICT)
    except RuntimeError:  # too few letters to tell, or its model `osd` is missing
        return 0
    return int(seen.get("rotate", 0)) % 360


def _alone(image: Image, slope: float, words: Sequence[Word], options: ReadingOptions) -> Sequence[Word]:
    """One of two blocks side by side, cut out and read alone, unless that reads less than was read before."""
    from PIL.Image import Resampling, Transform

    if not words:
        return words
    left, top = min(word.left for word in words), min(word.top for word in words)
    width, height = max(word.right for word in words) - left, max(word.bottom for word in words) - top
    left, top, width, height = left - _RIM, top - _RIM, width + 2 * _RIM, height + 2 * _RIM
    level = (1, 0, left, slope, 1, top + slope * left)
    cut = image.transform((width, height), Transform.AFFINE, level, Resampling.BICUBIC, fillcolor=255)
    alone = [
        word._replace(left=word.left + left, right=word.right + left, top=word.top + top, bottom=word.bottom + top)
        for word in _words(cut, options, _BLOCK)
    ]
    return alone if _gain(alone) >= _AS_MUCH * _gain(words) else words
