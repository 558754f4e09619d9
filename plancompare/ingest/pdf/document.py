"""PDF: the text layer where there is one, the image of a page where there is none."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from plancompare.errors import InputError, InputLimitError, NotAPlanError
from plancompare.ingest.apart import read_apart
from plancompare.ingest.letters.legacy_encodings import LegacyName
from plancompare.ingest.pdf.page import ReadPage, read_page
from plancompare.ingest.pdf.written_pages import LaidOut, Written, write_pages
from plancompare.ingest.reading import Reading, ReadingOptions
from plancompare.model import Notice

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

    from plancompare.ingest.ocr.recognition import Recognised

_PRINT_AGAIN = "open it in a PDF viewer, print it to a new PDF and give that"


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of a PDF, with the lines of its pages, read in a process of its own.

    A page without a text layer is recognised from its image; with `options.reread` so is one whose text layer a
    recogniser made, or is unreadable. Raises `NotAPlanError` (locked, damaged, scanned and no recogniser installed) and
    `LimitError`.
    """
    return read_apart(__name__, "read_here", path, data, options)


def read_here(path: str, data: bytes, options: ReadingOptions) -> Reading:
    """The same in this process. Raises NotAPlanError where no page can be read, InputLimitError for too many pages."""
    document = _open(path, data)
    count = len(document)
    if count > options.limits.pages:
        limit = f"a PDF of {count:,} pages, more than {options.limits.pages:,}"
        raise InputLimitError(path, f"{limit}", "raise --max-pages, or split it")
    if count == 0:
        raise NotAPlanError(path, "a PDF without a page", _PRINT_AGAIN)
    pages = list(_text_layers(path, document, options))
    if all(page.broken for page in pages):
        raise NotAPlanError(path, "no page of the PDF can be read", _PRINT_AGAIN)
    scanned = [number for number, page in enumerate(pages) if page.is_scan or options.reread and page.may_be_reread]
    key = hashlib.sha256(data).hexdigest()
    recognised, said, missing = _recognise(path, document, scanned, pages, key, options)
    written = write_pages([recognised.get(number, page.laid_out) for number, page in enumerate(pages)])
    kept = [page for number, page in enumerate(pages) if number not in recognised]
    repairs = (*_repairs(kept), *said)
    return Reading(
        written.text, None, repairs, tuple(_warnings(pages, written, recognised, missing)), written.provenance
    )


def _open(path: str, data: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SUCCESS

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            advice = "open it with the password, save a copy without one and give that"
            raise NotAPlanError(path, "the PDF is locked with a password", advice) from None
        wrong = (
            "no pages can be found in the PDF"
            if error.err_code == FPDF_ERR_SUCCESS
            else "the PDF is damaged or cut short"
        )
        raise NotAPlanError(path, wrong, _PRINT_AGAIN) from None


# ---------------------------------------------------------------- the text layer


def _text_layers(path: str, document: PdfDocument, options: ReadingOptions) -> Iterator[ReadPage]:
    from pypdfium2 import PdfiumError

    letters = 0
    old: LegacyName | None = None
    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage()
        except PdfiumError:
            yield ReadPage(LaidOut((), 0, 1), broken=True)
            continue
        read = read_page(document, page, text, old)
        old = read.old or old
        text.close()
        page.close()
        letters += read.letters
        if letters > options.limits.unpacked_bytes:
            limit = f"more than {options.limits.unpacked_bytes // 1024**2} MiB of text"
            raise InputLimitError(path, f"{limit}", "split it, or save its text alone")
        yield read


def _repairs(pages: Sequence[ReadPage]) -> Iterator[str]:
    read = sum(page.letters > 0 for page in pages)
    if not read:
        return
    yield f"đã lấy chữ từ lớp chữ của {read} trang PDF, dòng như trên trang"
    hyphens, unseen = (sum(counts) for counts in zip(*(page.repaired for page in pages), strict=True))
    if hyphens:
        yield f"đã khôi phục {hyphens} dấu nối ở cuối dòng"
    if unseen:
        yield f"đã bỏ {unseen} ký tự không hiển thị"
    if any(page.composed for page in pages):
        yield "đã ghép dấu thanh rời (chuẩn hóa NFC)"
    if fonts := sorted(frozenset[str]().union(*(page.fonts for page in pages))):
        yield f"đã chuyển chữ của phông bảng mã cũ sang Unicode ({', '.join(fonts[:5])})"
    if old := sorted(frozenset(page.old for page in pages if page.old)):
        yield f"đã chuyển chữ của phông bảng mã cũ sang Unicode (phỏng đoán: {', '.join(old).upper()})"


# ---------------------------------------------------------------- pages that are images


def _recognise(
    path: str,
    document: PdfDocument,
    numbers: Sequence[int],
    pages: Sequence[ReadPage],
    key: str,
    options: ReadingOptions,
) -> tuple[dict[int, Recognised], tuple[str, ...], str]:
    """What stands on these pages, the sentence that says so, and what is missing to read them where that is so."""
    if not numbers:
        return {}, (), ""
    from plancompare.ingest.ocr.recognition import SMALLER_PAGES, SlowPageError, engine, recognise_pages, was_recognised

    try:
        with_engine = engine(path, options)
    except InputError as missing:
        if options.reread or not any(page.letters for page in pages):
            raise
        return {}, (), missing.advice
    drawn = [(f"{key}-{number + 1}", _drawing(path, document, number, options)) for number in numbers]
    recognised: dict[int, Recognised] = {}
    try:
        for page in recognise_pages(drawn, options):
            number = numbers[len(recognised)]
            recognised[number] = page
            options.tell(f"{path}: page {number + 1} of {len(pages)} recognised")
    except SlowPageError as slow:
        raise InputLimitError(path, f"page {numbers[len(recognised)] + 1}: {slow}", SMALLER_PAGES) from None
    said = was_recognised(with_engine, options)
    if len(numbers) < len(pages):
        said += f", {_pages(numbers)}"
    return recognised, (said,), ""


def _drawing(path: str, document: PdfDocument, number: int, options: ReadingOptions) -> Callable[[], Image]:
    def draw() -> Image:
        page = document[number]
        width, height = page.get_size()
        scale = options.dpi / 72
        points = int(width * scale) * int(height * scale)
        if points > options.limits.pixels:
            limit = f"page {number + 1} has {points:,} pixels at {options.dpi} dpi, more than {options.limits.pixels:,}"
            raise InputLimitError(path, f"{limit}", "give a lower --dpi, or raise --max-pixels")
        image: Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
        page.close()
        return image

    return draw


# ---------------------------------------------------------------- what a person should know


def _warnings(
    pages: Sequence[ReadPage], written: Written, recognised: dict[int, Recognised], missing: str
) -> Iterator[Notice]:
    if recognised:
        from plancompare.ingest.ocr.recognition import notice_of

        for number, page in recognised.items():
            if notice := notice_of(page, number + 1, written.provenance.pages[number][0]):
                yield notice
    groups: dict[str, list[int]] = {}
    for number, read in enumerate(pages):
        if number in recognised:
            continue
        code = "page-unreadable" if read.broken else "page-not-recognised" if read.is_scan else read.trouble
        if code:
            groups.setdefault(code, []).append(number)
    for code, numbers in sorted(groups.items()):
        start, end = written.provenance.pages[numbers[0]]
        yield Notice(code, start, end, _MESSAGES[code].format(pages=_pages(numbers), missing=missing))


_MESSAGES = {
    "page-unreadable": "không đọc được {pages} của PDF vì tệp bị hỏng ở đó",
    "page-not-recognised": "{pages} chỉ có ảnh nên chưa đọc được chữ; cần cài thêm: {missing}",
    "text-layer-unreadable": (
        "lớp chữ của {pages} không thành tiếng Việt (phông bảng mã cũ hoặc phông bị hỏng); thêm --reread để nhận dạng "
        "lại từ ảnh của trang"
    ),
    "read-with-english-model": (
        "lớp chữ của {pages} được nhận dạng bằng mô hình tiếng Anh, mất dấu tiếng Việt; thêm --reread để nhận dạng lại "
        "từ ảnh của trang"
    ),
}


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers from 1, with runs of them shortened.

    >>> _pages([0, 1, 2, 6])
    'trang 1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [f"{run[0] + 1}" if len(run) == 1 else f"{run[0] + 1}-{run[-1] + 1}" for run in runs]
    return f"trang {', '.join(shown)}"
