"""Which files a command is about: the files named, and the plans in the folders named."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancompare.errors import UnreadableError
from plancompare.model import Failure

# In a folder the name is a promise: what is called a document is one of the inputs (and fails aloud where it cannot
# be read), anything else is passed over. A file named by the user is always tried, whatever it is called.
_DOCUMENT = (".txt", ".text", ".htm", ".html", ".xhtml", ".mht", ".mhtml", ".pdf", ".doc", ".docx", ".odt", ".rtf")
_ABOUT_THE_FOLDER = r"(?:readme|manifest|licen[cs]e|copying|changelog)\b"
# Folders a browser puts beside a saved page for its pictures and frames.
_PARTS_OF_A_PAGE = ("_files", "-Dateien", "_tệp", ".files")
GENERATOR = b'<meta name="generator" content="plancompare'  # stands at the head of a report; a report is no plan


class Inputs(NamedTuple):
    """The files to read, each once, sorted; the paths that named one of them again; the folders of no use."""

    files: tuple[str, ...]
    repeated: tuple[str, ...]
    failures: tuple[Failure, ...]


def find_inputs(paths: Iterable[str]) -> Inputs:
    """Files as given, and folders replaced by the documents in them and below; hidden ones are left out.

    Whether a file can be read is told when it is read. One file reached by two paths (a folder and a name, a link)
    is kept once, under the shortest path, whatever the order of `paths`.
    """
    found: list[str] = []
    failures: list[Failure] = []
    for path in paths:
        if os.path.isdir(path):
            inside, unreadable = _documents(path)
            found += inside
            failures += unreadable
        else:
            found.append(path)
    files: dict[object, str] = {}
    repeated: list[str] = []
    for path in sorted(found, key=lambda p: (len(p), p)):
        identity = _identity(path)
        if identity in files:
            repeated.append(path)
        else:
            files[identity] = path
    return Inputs(tuple(sorted(files.values())), tuple(sorted(repeated)), tuple(sorted(failures, key=_by_path)))


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


def _documents(folder: str) -> tuple[list[str], list[Failure]]:
    found: list[str] = []
    failures: list[Failure] = []

    def closed(error: OSError) -> None:
        problem = f"cannot be opened ({error.strerror})"
        failures.append(_failure(UnreadableError(str(error.filename), problem, "ask for the right to open it")))

    for place, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [f for f in folders if not f.startswith(".") and not f.endswith(_PARTS_OF_A_PAGE)]
        paths = [os.path.join(place, name) for name in names if _is_document(name)]
        found += [path for path in paths if not _is_report(path)]
    if not found and not failures:
        advice = f"put the plans in it ({', '.join(_DOCUMENT[:4])} …) or name the files"
        failures.append(_failure(UnreadableError(folder, "no plan in this folder", advice)))
    return found, failures


def _is_document(name: str) -> bool:
    low = name.lower()
    return low.endswith(_DOCUMENT) and not name.startswith((".", "~$")) and not re.match(_ABOUT_THE_FOLDER, low)


def _is_report(path: str) -> bool:
    if not path.lower().endswith(".html") or not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return GENERATOR in file.read(2048)
    except OSError:
        return False  # said when it is read


def _identity(path: str) -> object:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return path
    return status.st_dev, status.st_ino


def _failure(error: UnreadableError) -> Failure:
    return Failure(error.path, f"{error.problem}; {error.advice}")


def _by_path(failure: Failure) -> str:
    return failure.path
