"""Which files a command is about: the files named, and the plans in the folders and zip archives named."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancompare.errors import InputError, InputLimitError, UnreadableError
from plancompare.ingest.formats import is_archive
from plancompare.ingest.reading import Limits
from plancompare.model import Failure

# In a folder the name is a promise: what is called a document is one of the inputs (and fails aloud where it cannot
# be read), anything else is passed over. A file named by the user is always tried, whatever it is called.
_TEXT = (".txt", ".text")
_IMAGE = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_DOCUMENT = (*_TEXT, ".docx", *_IMAGE, ".doc", ".odt", ".rtf", ".htm", ".html", ".xhtml", ".mht", ".mhtml", ".zip")
_MADE_BY_READING = (".ocr", ".clean", ".eng", ".vie")  # `plan.ocr.txt` is the text of `plan.pdf`
_ABOUT_THE_FOLDER = r"(?:readme|manifest|licen[cs]e|copying|changelog)\b"
# Folders a browser puts beside a saved page for its pictures and frames, and macOS in an archive for its own ends.
_NO_FOLDER_OF_PLANS = ("_files", "-Dateien", "_tệp", ".files", "__MACOSX")
# What stands at the head of a report, as a page or for a word processor; a report is no plan.
_GENERATOR = re.compile(rb'<meta name="?generator"? content="plancompare|<Application>plancompare')
_REPORTS = (".html", ".docx")
_HEAD = 2048


class Inputs(NamedTuple):
    """The files to read, each once, sorted; the paths that named one of them again; what is of no use, and why.

    `images` are PDFs and pictures that are not read because their text lies beside them in a folder or archive
    (`ke-hoach.pdf` beside `ke-hoach.txt` or `ke-hoach.ocr.txt`): one document is not to be compared with itself.
    """

    files: tuple[str, ...]
    repeated: tuple[str, ...]
    failures: tuple[Failure, ...]
    images: tuple[str, ...] = ()


def find_inputs(paths: Iterable[str], limits: Limits = Limits()) -> Inputs:
    """Files as given; folders and zip archives replaced by the documents in them and below, hidden ones left out.

    A document in an archive has a path such as `plans.zip/phu-yen/ke-hoach.txt`. An archive is one failure where it
    cannot be opened or its documents unpack to more than `limits.unpacked_bytes`; an archive within an archive is kept
    as a file, which `read_source` refuses. Whether any other file can be read is told when it is read. One file reached
    by two paths (a folder and a name, a link) is kept once, under the shortest path, whatever the order of `paths`.
    """
    found: list[str] = []
    images: list[str] = []
    failures: list[Failure] = []
    for path in paths:
        inside = _in_folder(path, limits) if os.path.isdir(path) else _in_file(path, limits)
        found += inside.files
        images += inside.images
        failures += inside.failures
    files: dict[object, str] = {}
    repeated: list[str] = []
    for path in sorted(found, key=lambda p: (len(p), p)):
        identity = _identity(path)
        if identity in files:
            repeated.append(path)
        else:
            files[identity] = path
    return Inputs(
        tuple(sorted(files.values())),
        tuple(sorted(repeated)),
        tuple(sorted(failures, key=_by_path)),
        tuple(sorted(set(images) - set(found))),
    )


def unique_ids(paths: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """One id a path, in the order of `paths`: the file name without its last suffix, `-2`, `-3` … where it recurs.

    The path alone decides who keeps the bare name, not the order; ids in `taken` are not used.

    >>> unique_ids(["b/ke-hoach.txt", "a/ke-hoach.html", "c/ke-hoach-2.txt", "kien-giang.ocr.txt"])
    ['ke-hoach-3', 'ke-hoach', 'ke-hoach-2', 'kien-giang.ocr']
    """
    stems = [os.path.splitext(os.path.basename(path))[0] for path in paths]
    used = set(taken)
    ids = dict[int, str]()
    in_order = sorted(range(len(paths)), key=lambda i: paths[i])
    for i in in_order:
        if stems[i] not in used:
            ids[i] = stems[i]
            used.add(stems[i])
    last: Counter[str] = Counter()
    for i in in_order:
        while i not in ids:
            last[stems[i]] += 1
            numbered = f"{stems[i]}-{last[stems[i]] + 1}"
            if numbered not in used:
                ids[i] = numbered
                used.add(numbered)
    return [ids[i] for i in range(len(paths))]


# ---------------------------------------------------------------- folders and archives


class _Inside(NamedTuple):
    files: list[str]
    images: list[str]
    failures: list[Failure]


def _in_file(path: str, limits: Limits) -> _Inside:
    if not is_archive(path):
        return _Inside([path], [], [])
    try:
        return _in_archive(path, limits)
    except InputError as error:
        return _Inside([], [], [_failure(error)])


def _in_folder(folder: str, limits: Limits) -> _Inside:
    files: list[str] = []
    images: list[str] = []
    failures: list[Failure] = []

    def closed(error: OSError) -> None:
        problem = f"cannot be opened ({error.strerror})"
        failures.append(_failure(UnreadableError(str(error.filename), problem, "ask for the right to open it")))

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if _may_hold_plans(name)]
        paths = [os.path.join(place, name) for name in names if _is_document(name)]
        read, unread = _without_images([path for path in paths if not _is_report(path)])
        files += read
        images += unread
    if not files and not failures:
        return _nothing(folder, "folder")
    inside = [_in_file(path, limits) for path in files]
    return _Inside(
        [path for one in inside for path in one.files],
        images + [path for one in inside for path in one.images],
        failures + [failure for one in inside for failure in one.failures],
    )


def _in_archive(path: str, limits: Limits) -> _Inside:
    from plancompare.ingest import archive

    with archive.opened(path) as packed:
        members = {
            name: info
            for name, info in archive.members(packed).items()
            if _is_document(os.path.basename(name)) and all(map(_may_hold_plans, name.split("/")[:-1]))
        }
        # What a file claims is the bound: what unpacks to more is refused as damaged where it is read.
        if sum(info.file_size for info in members.values()) > limits.unpacked_bytes:
            size = f"its files unpack to more than {limits.unpacked_bytes / 1024**2:,.0f} MiB"
            raise InputLimitError(path, f"{size}", "raise --max-mb, or unpack it and give fewer of them")
        pages = [name for name in members if name.lower().endswith(_REPORTS)]
        reports = {name for name in pages if _GENERATOR.search(archive.beginning(packed, members[name], _HEAD))}
    files, images = _without_images([os.path.join(path, name) for name in members if name not in reports])
    return _Inside(files, images, []) if files else _nothing(path, "archive")


def _nothing(path: str, container: str) -> _Inside:
    advice = f"put the plans in it ({', '.join(_DOCUMENT[:4])} …) or name the files"
    return _Inside([], [], [_failure(UnreadableError(path, f"no plan in this {container}", advice))])


def _may_hold_plans(folder: str) -> bool:
    return not folder.startswith(".") and not unicodedata.normalize("NFC", folder).endswith(_NO_FOLDER_OF_PLANS)


def _is_document(name: str) -> bool:
    low = name.lower()
    return low.endswith(_DOCUMENT) and not name.startswith((".", "~$")) and not re.match(_ABOUT_THE_FOLDER, low)


def _without_images(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paths without the PDFs and pictures whose text is among them, and those."""
    texts = {os.path.splitext(path)[0] for path in paths if path.lower().endswith(_TEXT)}
    texts |= {os.path.splitext(stem)[0] for stem in texts if stem.lower().endswith(_MADE_BY_READING)}
    images = {path for path in paths if path.lower().endswith(_IMAGE) and os.path.splitext(path)[0] in texts}
    return [path for path in paths if path not in images], sorted(images)


def _is_report(path: str) -> bool:
    if not path.lower().endswith(_REPORTS) or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return bool(_GENERATOR.search(file.read(_HEAD)))
    except OSError:
        return False  # said when it is read


def _identity(path: str) -> object:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return _place_in_archive(path) or path
    return status.st_dev, status.st_ino


def _place_in_archive(path: str) -> object:
    from plancompare.ingest import archive

    place = archive.split(path)
    return (_identity(place[0]), unicodedata.normalize("NFC", place[1])) if place else None


def _failure(error: InputError) -> Failure:
    return Failure(error.path, f"{error.problem}; {error.advice}")


def _by_path(failure: Failure) -> str:
    return failure.path
