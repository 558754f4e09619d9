"""Keeps what was recognised on a page, so that a picture is recognised once.

One file a page in a folder the user names: JSON, written whole or not at all, and believed only as far as it is what
this module writes. Anything else there is read as nothing kept, and written anew.
"""

from __future__ import annotations

import json
import os
import stat
from typing import Any

from plancompare.ingest.ocr.page_words import PageText
from plancompare.writing import replacing

LARGEST = 8 * 1024**2
"""Bytes of one entry; a page of the smallest print takes 0.3 MiB."""


def kept(folder: str, name: str) -> PageText | None:
    """What is kept under `name`, nothing where there is none or it is damaged."""
    try:
        descriptor = os.open(_path(folder, name), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))  # a pipe must not block
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            data = file.read(LARGEST + 1)
        return _page(json.loads(data)) if len(data) <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None


def keep(folder: str, name: str, page: PageText) -> None:
    """Keeps the page under `name`; the folder is made where it is missing. Raises `OSError`."""
    with replacing(_path(folder, name)) as beside, open(beside, "w", encoding="utf-8") as file:
        json.dump(page._asdict(), file, ensure_ascii=False, separators=(",", ":"))


def _path(folder: str, name: str) -> str:
    return os.path.join(folder, f"{name}.json")


def _page(entry: Any) -> PageText:
    """Raises `ValueError` where the entry is not what `keep` writes."""
    if not isinstance(entry, dict) or set(entry) != set(PageText._fields) or not isinstance(entry["text"], str):
        raise ValueError("no recognised page")
    length = len(entry["text"])
    words = _stretches(entry["confidences"], length, 3)
    if any(percent > 100 for _, _, percent in words):
        raise ValueError("no percentage")
    return PageText(
        entry["text"],
        tuple((start, end, percent) for start, end, percent in words),
        tuple((start, end) for start, end in _stretches(entry["furniture"], length, 2)),
    )


def _stretches(listed: Any, length: int, size: int) -> list[list[int]]:
    """Stretches of a text of this length, in order, each a list of `size` whole numbers."""
    if not isinstance(listed, list):
        raise ValueError("no list")
    place = 0
    for item in listed:
        if not isinstance(item, list) or len(item) != size or any(type(n) is not int or n < 0 for n in item):
            raise ValueError("no stretch")
        if not place <= item[0] < item[1] <= length:
            raise ValueError("not in order")
        place = item[1]
    return listed
