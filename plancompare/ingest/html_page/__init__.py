"""Saved web pages: the text of the plan on the page, one line a paragraph, item or table cell.

    markup ──tree, letters──▶ elements ──body──▶ the plan's part ──lines──▶ text, tables, links

What belongs to the site and not to the plan (scripts, menus, comments, what is hidden) is left out and told in the
repairs. Nothing of a page is run or asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from plancompare.errors import NotAPlanError
from plancompare.ingest.html_page.markup import COPY_THE_TEXT, decoded, markup_of
from plancompare.ingest.reading import Reading, ReadingOptions
from plancompare.model import Notice

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from plancompare.ingest.html_page.body import Body
    from plancompare.ingest.html_page.lines import Lines

LEAST_MARKS = 2  # of the kinds of marks of a plan, to be one for certain
LONGEST_ADDRESS = 2000  # letters of an address that are looked at for the name of a document
LONGEST_NAME = 100  # letters of it that are shown
SHORTEST_PLAN = 600  # letters; what is shorter and points to a document is taken for the page about it
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|rtf|odt|tiff?|zip|rar)$", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[/\\?=&#]")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_LEFT_OUT = {
    "menu": "{} khối liên kết",
    "site": "{} phần của trang (điều hướng, bình luận, tải về...)",
    "properties": "{} bảng thuộc tính văn bản của cổng thông tin",
    "hidden": "{} đoạn ẩn",
}


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of the plan on a saved page; `<ul>` items get their dash, `<ol>` items their number.

    Raises `NotAPlanError` (no text: it is drawn by a script, or stands in a document the page points to) and
    `LimitError` (a page of more than `markup.LARGEST_PAGE` letters or `markup.MOST_TAGS` tags).

    >>> page = "<p>I. MỤC ĐÍCH<br>YÊU CẦU</p><ul><li>Bám sát</li></ul><p>12 m<sup>2</sup><script>x</script>"
    >>> read("page.html", page.encode()).text
    'I. MỤC ĐÍCH\\nYÊU CẦU\\n\\n- Bám sát\\n\\n12 m²\\n'
    """
    return read_page(path, data).reading


class PageReading(NamedTuple):
    """What was read of a page, and whether it carries the marks of a plan (number, motto, recipients ...)."""

    reading: Reading
    is_plan: bool


def read_page(path: str, data: bytes, declared: str | None = None) -> PageReading:
    """The same for a page whose encoding may be declared beside it."""
    from bs4 import BeautifulSoup

    from plancompare.ingest.html_page.body import body_of
    from plancompare.ingest.html_page.letters import set_letters
    from plancompare.ingest.html_page.lines import lines_of
    from plancompare.ingest.html_page.styles import style_sheet
    from plancompare.ingest.html_page.tree import page_of

    source = decoded(path, data, declared)
    markup = markup_of(path, source.text)
    # The line end tells Beautiful Soup that a short markup without a tag is no name of a file.
    soup = BeautifulSoup("\n" + markup.text, "html.parser")
    page = page_of(soup, style_sheet(markup.sheets))
    changed = set_letters(page.root)
    body = body_of(page.root)
    lines = lines_of(page, body)
    documents = _documents(soup)
    is_plan = len(body.marks[id(body.root)]) >= LEAST_MARKS
    if not is_plan:
        _refuse_empty(path, lines.text, documents, markup.scripts > 0, soup.find("img") is not None)
    repairs = [*source.repairs, _told(body, lines, page.deleted)]
    if changed.decoded:
        repairs.append(f"đã giải mã chữ của phông cũ (TCVN3, VNI, VISCII) ở {changed.decoded} đoạn")
    if changed.capitals:
        repairs.append(f"đã viết hoa {changed.capitals} đoạn mà trang hiện bằng chữ hoa")
    if lines.continued:
        repairs.append(f"đã đánh số tiếp {lines.continued} danh sách bị ngắt quãng")
    end = len(lines.text.rstrip())
    doubts = (Notice(notice.code, 0, end, notice.message) for notice in source.warnings)  # places were in the markup
    warnings = (*doubts, *_warnings(end, is_plan, documents))
    return PageReading(Reading(lines.text, source.encoding, tuple(repairs), warnings, lines.provenance), is_plan)


def _documents(soup: BeautifulSoup) -> dict[str, bool]:
    """Names of the documents a page shows in a frame (true) or links to (false), in its order."""
    found: dict[str, bool] = {}
    for tag in soup.find_all(["iframe", "embed", "object", "a"]):
        for attribute in ("src", "data", "href"):
            target = tag.get(attribute)
            for piece in _IN_ADDRESS.split(target[:LONGEST_ADDRESS]) if isinstance(target, str) else ():
                if _DOCUMENT.search(piece):
                    name = _CONTROLS.sub(" ", unquote(piece)).strip()[-LONGEST_NAME:]
                    found[name] = found.get(name, False) or tag.name != "a"
    return found


def _refuse_empty(path: str, text: str, documents: Mapping[str, bool], scripts: bool, pictures: bool) -> None:
    """Raises `NotAPlanError` for a text that is none or only tells of a document."""
    if documents and len(text) < SHORTEST_PLAN:
        advice = "save that file from the browser and give it"
        raise NotAPlanError(path, f"the page only links to {_named(documents)}", advice)
    if not text.strip():
        if scripts:
            problem = "the page holds no text of its own, a script would draw it"
            raise NotAPlanError(path, problem, f"save it as complete page or MHTML, or {COPY_THE_TEXT}")
        if pictures:
            raise NotAPlanError(path, "the page shows pictures and no text", "save the pictures and give them")
        raise NotAPlanError(path, "the page holds no text of its own", COPY_THE_TEXT)


def _named(documents: Iterable[str]) -> str:
    return ", ".join(islice(documents, 3))


def _told(body: Body, lines: Lines, deleted: int) -> str:
    """What was left out, in one sentence."""
    counts = Counter(body.left_out.values())
    said = ["mã trang web", *(words.format(counts[name]) for name, words in _LEFT_OUT.items() if counts[name])]
    if body.beside:
        said.append(f"{body.beside} chữ ngoài phần văn bản")
    if deleted:
        said.append(f"{deleted} đoạn đã bị xóa khi sửa đổi")
    if lines.rules:
        said.append(f"{lines.rules} đường kẻ bằng dấu gạch")
    return "đã bỏ " + ", ".join(said)


def _warnings(end: int, is_plan: bool, documents: Mapping[str, bool]) -> Iterator[Notice]:
    shown = [name for name, framed in documents.items() if framed]
    if documents and not is_plan:
        said = f"trang không có quốc hiệu, số và nơi nhận của văn bản; toàn văn có thể ở tệp {_named(documents)}"
        yield Notice("linked-document", 0, end, said)
    elif shown:
        said = f"trang còn hiển thị tệp {_named(shown)}, nội dung tệp đó chưa được đọc"
        yield Notice("embedded-document", end, end, said)
