"""What must hold of every reader, whatever bytes it gets: a reading that is sound, or an error of this package.

The readers run here in one process, those of PDF and pictures too, which the package runs in a process apart: there an
exception of theirs becomes an error of one line, here it is found. Tesseract is left out (a page takes it seconds): a
page is drawn, and one word stands for what would be recognised on it.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from unittest.mock import patch

from plancompare.errors import NotAPlanError, PlanCompareError
from plancompare.ingest import Limits, ReadingOptions, digest, find_inputs
from plancompare.ingest.formats import recognise
from plancompare.ingest.ocr.page_words import PageText
from plancompare.ingest.ocr.recognition import Engine
from plancompare.ingest.reading import Reading
from plancompare.model import Provenance, Scan
from plancompare.structure import parse_sections

OPTIONS = ReadingOptions(dpi=20, limits=Limits(pages=200, pixels=1_000_000, seconds=60.0))
_PACKED = Limits(file_bytes=1024**2, unpacked_bytes=2 * 1024**2)
_BLAMED = ("broke the reader", "crashed the reader")  # what `apart` says of an exception or a signal

Read = Callable[[str, bytes, ReadingOptions], Reading]


def reads(module: str, function: str = "read") -> Callable[[bytes], None]:
    """The check of `plancompare.ingest.<module>.<function>`."""

    def check(data: bytes) -> None:
        read: Read = getattr(import_module(f"plancompare.ingest.{module}"), function)
        recognise(data)
        try:
            with _drawn_and_not_recognised():
                reading = read("plan", data, OPTIONS)
        except PlanCompareError as error:
            is_one_line(error)
        else:
            holds(reading)

    return check


def office_without_libreoffice(data: bytes) -> None:
    """What is looked at before LibreOffice starts, which takes seconds a file."""
    from plancompare.ingest import office

    recognise(data)
    with patch.object(office, "read_apart", _not_converted):
        try:
            office.read("plan", data, OPTIONS)
        except PlanCompareError as error:
            is_one_line(error)


def office_with_libreoffice(data: bytes) -> None:
    """The whole way, as the package goes it: what LibreOffice makes of the file is read in a process apart."""
    from plancompare.ingest import office

    try:
        holds(office.read("plan", data, OPTIONS))
    except PlanCompareError as error:
        is_one_line(error)


def archive_of_plans(data: bytes) -> None:
    """A zip archive on disk: the files found in it, and the bytes of each."""
    with tempfile.TemporaryDirectory(prefix="plancompare-fuzz-", dir=_in_memory()) as folder:
        path = os.path.join(folder, "plans.zip")
        with open(path, "wb") as file:
            file.write(data)
        inputs = find_inputs([path], _PACKED)
        for failure in inputs.failures:
            assert failure.path.startswith(path) and "\n" not in failure.error, failure
        for inside in (*inputs.files, *inputs.images)[:20]:
            assert inside == path or inside.startswith(f"{path}/"), inside
            way = inside[len(path) :]
            assert ".." not in way.split("/") and "\\" not in way, way
            assert not any(unicodedata.category(letter) == "Cc" for letter in way), way
            try:
                digest(inside, _PACKED)
            except PlanCompareError as error:
                is_one_line(error)
        assert sorted(os.listdir(folder)) == ["plans.zip"], "something was unpacked to disk"


def is_one_line(error: PlanCompareError) -> None:
    """An error names what is wrong on one line, and is none of the last resort."""
    said = str(error)
    assert said and "\n" not in said, repr(said)
    assert not any(words in said for words in _BLAMED), said


def holds(reading: Reading) -> None:
    """What the readers promise (`Reading`, `Provenance`), and that the structure parser takes it."""
    text, size = reading.text, len(reading.text)
    text.encode()  # no half of a pair of surrogates
    assert unicodedata.is_normalized("NFC", text), "not NFC"
    assert "\r" not in text, "a line ends otherwise"
    for repair in reading.repairs:
        assert repair and "\n" not in repair, repair
        repair.encode()
    for notice in reading.warnings:
        assert 0 <= notice.start <= notice.end <= size, notice
        assert notice.code and notice.message and "\n" not in notice.message, notice
        notice.message.encode()
    _lies_within(reading.provenance, size)
    if size < 50_000:
        holds_every_letter_once(text, reading.provenance)


def _lies_within(provenance: Provenance, size: int) -> None:
    last = 0
    for start, end in provenance.pages:
        assert start == last and start <= end <= size, (provenance.pages, size)
        last = end
    assert not provenance.pages or last == size, (last, size)
    for start, end in _stretches(provenance):
        assert 0 <= start <= end <= size, (start, end, size)
    for table in provenance.tables:
        for start, end in (cell for row in table.rows for cell in row):
            assert table.start <= start <= end <= table.end, table


def _stretches(provenance: Provenance) -> Iterable[tuple[int, int]]:
    yield from provenance.furniture
    yield from ((table.start, table.end) for table in provenance.tables)
    yield from ((link.start, link.end) for link in provenance.links)
    yield from ((start, end) for start, end, _ in provenance.confidences)


def holds_every_letter_once(text: str, provenance: Provenance) -> None:
    """Each letter that is seen stands in just one section, and sections lie in the text and in their parent."""
    sections = parse_sections(text, Scan(False, 0.0, ""), provenance)
    by_id = {section.id: section for section in sections}
    assert len(by_id) == len(sections), "two sections have one name"
    held = bytearray(len(text))
    for section in sections:
        assert 0 <= section.start <= section.end <= len(text), section
        assert 1 <= section.start_line <= section.end_line, section
        assert section.parent is None or section.parent in by_id, section
        for start, end in section.own:
            assert section.start <= start < end <= section.end, section
            assert not any(held[start:end]), section
            held[start:end] = b"\1" * (end - start)
    assert all(is_held or letter.isspace() for is_held, letter in zip(held, text, strict=True)), "a letter is lost"


def _not_converted(module: str, function: str, path: str, data: bytes, options: ReadingOptions) -> Reading:
    raise NotAPlanError(path, "not converted here", "see the target libreoffice")


def _in_memory() -> str | None:
    return "/dev/shm" if os.path.isdir("/dev/shm") else None


@contextmanager
def _drawn_and_not_recognised() -> Iterator[None]:
    recognition, picture = "plancompare.ingest.ocr.recognition", "plancompare.ingest.ocr.picture"

    def engine(path: str, options: ReadingOptions) -> Engine:
        return Engine("5.3.0", "vie")

    def recognise_pages(
        pages: Iterable[tuple[str, Callable[[], object]]], options: ReadingOptions
    ) -> Iterator[PageText]:
        for _, draw in pages:
            draw()
            yield PageText("hoạch\n", ((0, 5, 90),), ())

    with (
        patch(f"{recognition}.engine", engine),
        patch(f"{recognition}.recognise_pages", recognise_pages),
        patch(f"{picture}.engine", engine),
        patch(f"{picture}.recognise_pages", recognise_pages),
    ):
        yield
