"""A whole Word file: its parts in their order, one line a paragraph, and what was done to it.

Headers and footers of the first section stand once, as furniture, before and after the text; page numbers are left
out. Where the letterhead itself stands in the header part, it is text. Notes stand at the end, marked `[1]` as in the
text. Pages are not told: a Word file has none until it is printed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from plancompare.errors import NotAPlanError
from plancompare.ingest.reading import Reading, ReadingOptions
from plancompare.ingest.word.gathered import Change, Gathered
from plancompare.ingest.word.numbering import Counters, read_lists
from plancompare.ingest.word.package import SAVE_ANEW, Package, Relation
from plancompare.ingest.word.story import Story
from plancompare.ingest.word.styles import is_on, read_styles
from plancompare.ingest.word.tables import is_form
from plancompare.model import Notice, Provenance

_MOST_PLACES = 100  # places of tracked changes that are told one by one
_MOST_NAMES = 5
_LONGEST_NAME = 60
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of a Word file (transitional or strict OOXML); macros are never read.

    Raises `NotAPlanError` for a file that is damaged, hostile or holds pictures alone,
    `InputLimitError` for one too large.
    """
    package = Package(path, data, options.limits)
    main = next(
        (to.target for to in package.relations("").values() if to.kind == "officeDocument"), "word/document.xml"
    )
    root = package.part(main)
    body = root.find("w-body") if root is not None else None
    if root is None or body is None:
        raise NotAPlanError(path, "this Word file has no text part", SAVE_ANEW)
    relations = package.relations(main)

    names = {to.kind: to.target for to in relations.values() if not to.outside}
    parts = {kind: package.part(names[kind]) if kind in names else None for kind in _PARTS}
    notes: dict[str, dict[str, Element]] = {}
    for kind in ("footnote", "endnote"):
        whole = parts[f"{kind}s"]
        found = () if whole is None else whole.iterfind(f"w-{kind}")
        notes[kind] = {note.get("w-id", ""): note for note in found if note.get("w-type", "normal") == "normal"}
    gathered = Gathered(read_styles(parts["styles"]), Counters(read_lists(parts["numbering"])), notes)
    _running(package, relations, body, gathered, "w-headerReference")
    Story(gathered, relations, body).read(body)
    gathered.blank()
    gathered.notes = {}  # a note cites none
    of_notes = {kind: package.relations(names[f"{kind}s"]) for kind in {kind for kind, _ in gathered.cited}}
    for (kind, name), mark in gathered.cited.items():
        Story(gathered, of_notes[kind], notes[kind][name]).read(notes[kind][name], mark)
    _running(package, relations, body, gathered, "w-footerReference")

    text = unicodedata.normalize("NFC", "".join(gathered.lines)).rstrip() + "\n"
    if gathered.pictures and not any(map(str.isalnum, text)):
        advice = "save it as PDF and give that: pictures in a PDF are read"
        raise NotAPlanError(path, "this Word file holds pictures and no text", advice)
    provenance = Provenance(
        furniture=tuple(gathered.furniture), tables=tuple(gathered.tables), links=tuple(gathered.links)
    )
    comments = 0 if parts["comments"] is None else len(parts["comments"])
    told = tuple(_repairs(gathered, comments, "vbaProject" in names))
    warnings = (  # what stood after the last line stands at its end
        notice if notice.end <= len(text) else Notice(notice.code, len(text), len(text), notice.message)
        for notice in _warnings(gathered)
    )
    return Reading(text, None, told, tuple(warnings), provenance)


def _running(package: Package, relations: Mapping[str, Relation], body: Element, gathered: Gathered, tag: str) -> None:
    """Add the headers or footers of the first section, that of the first page before that of the others."""
    section = next(body.iter("w-sectPr"), None)
    if section is None:
        return
    kinds = ("first", "default") if is_on(section.find("w-titlePg")) else ("default",)
    names = {one.get("w-type", "default"): relations.get(one.get("r-id", "")) for one in section.iterfind(tag)}
    for kind in kinds:
        to = names.get(kind)
        root = package.part(to.target) if to is not None and not to.outside else None
        if to is not None and root is not None:
            Story(gathered, package.relations(to.target), root, running=not is_form(root)).read(root)
    gathered.blank()


def _repairs(gathered: Gathered, comments: int, has_macros: bool) -> Iterator[str]:
    counts = gathered.counts
    yield "đã lấy chữ từ tệp Word, mỗi đoạn một dòng"
    if counts["labels"]:
        yield f"đã tính số thứ tự tự động của {counts['labels']} đoạn"
    changes = [change for _, _, several in gathered.changes for change in several]
    if changes:
        kinds = Counter(change.kind for change in changes)
        done = ", ".join(f"{kind} {number} chỗ" for kind, number in kinds.items())
        authors = sorted({change.author for change in changes if change.author})
        by = f"; người sửa: {_names(authors)}" if authors else ""
        yield f"đã coi các sửa đổi được theo dõi (track changes) là được chấp nhận: {done}{by}"
    if counts["decoded"]:
        fonts = _names(sorted(gathered.old_fonts))
        yield f"đã chuyển chữ của phông cũ ({fonts}) sang Unicode ở {counts['decoded']} đoạn"
    if counts["capitals"]:
        yield f"đã viết hoa {counts['capitals']} chỗ mà Word hiện bằng chữ hoa (All caps)"
    if counts["hidden"]:
        yield f"đã bỏ {counts['hidden']} ký tự ẩn (hidden)"
    if comments:
        yield f"đã bỏ {comments} nhận xét bên lề (comment)"
    if counts["boxes"]:
        yield f"đã đưa chữ trong {counts['boxes']} hộp văn bản xuống sau đoạn mang hộp"
    if gathered.cited:
        yield f"đã đưa {len(gathered.cited)} chú thích xuống cuối văn bản"
    if gathered.running:
        yield f"đã đặt {len(gathered.running)} dòng đầu trang, chân trang ở đầu và cuối văn bản, mỗi dòng một lần"
    if counts["page numbers"]:
        yield "đã bỏ số trang tự động ở đầu trang hoặc chân trang"
    if counts["contents"]:
        yield f"đã coi {counts['contents']} dòng mục lục tự động là phần ngoài nội dung"
    if counts["unknown"]:
        yield f"{counts['unknown']} ký hiệu của phông ký hiệu không rõ là gì, hiện là \ufffd"
    if has_macros:
        yield "tệp có macro: không đọc, không chạy"


def _warnings(gathered: Gathered) -> Iterator[Notice]:
    for start, end, changes in gathered.changes[:_MOST_PLACES]:
        said = "; ".join(_said(change) for change in changes[:_MOST_NAMES])
        more = len(changes) - _MOST_NAMES
        yield Notice(
            "tracked-changes",
            start,
            end,
            f"sửa đổi được theo dõi, đọc như đã chấp nhận: {said}" + (f"; và {more} chỗ nữa" if more > 0 else ""),
        )
    if len(gathered.changes) > _MOST_PLACES:
        start, end, _ = gathered.changes[_MOST_PLACES]
        more = len(gathered.changes) - _MOST_PLACES
        yield Notice("tracked-changes", start, end, f"từ đây còn {more} đoạn có sửa đổi được theo dõi")
    if gathered.pictures:
        start = gathered.pictures[0]
        yield Notice("unread-pictures", start, start, f"chữ trong {len(gathered.pictures)} hình của tệp không được đọc")
    if gathered.unread:
        start = gathered.unread[0]
        said = f"{len(gathered.unread)} phần nhúng từ tệp khác (altChunk) không được đọc"
        yield Notice("unread-part", start, start, said)


def _said(change: Change) -> str:
    quoted = " ".join(change.text.split())
    by = f" ({change.author[:_LONGEST_NAME]})" if change.author else ""
    return f"{change.kind} “{quoted}”{by}"


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(name[:_LONGEST_NAME] for name in names[:_MOST_NAMES])
    return shown + (f" và {len(names) - _MOST_NAMES} nữa" if len(names) > _MOST_NAMES else "")
