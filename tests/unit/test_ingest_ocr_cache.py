"""The cache of recognised pages: what is kept comes back, and nothing else is believed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from plancompare.ingest.ocr.cache import LARGEST, keep, kept
from plancompare.ingest.ocr.page_words import PageText

PAGE = PageText("2\n\nKế hoạch\n", ((0, 1, 90), (3, 5, 0), (6, 10, 100)), ((0, 1),))
ENTRY: dict[str, Any] = {"text": "Kế\n", "confidences": [[0, 2, 90]], "furniture": []}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cache"
    assert kept(str(folder), "page") is None
    keep(str(folder), "page", PAGE)
    assert kept(str(folder), "page") == PAGE
    keep(str(folder), "page", PAGE._replace(furniture=()))
    assert kept(str(folder), "page") == PAGE._replace(furniture=())
    assert os.listdir(folder) == ["page.json"]


def test_an_entry_as_written_by_hand_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(json.dumps(ENTRY), encoding="utf-8")
    assert kept(str(tmp_path), "page") == PageText("Kế\n", ((0, 2, 90),), ())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04\x95",
        b"\xff\xfe{",
        b"[" * 100_000,
        b"[1]",
        b" " * (LARGEST + 1) + json.dumps(ENTRY).encode(),
        *(
            json.dumps({**ENTRY, **other}).encode()
            for other in (
                {"text": 1},
                {"more": 1},
                {"confidences": None},
                {"confidences": [[0, 2]]},
                {"confidences": [[0, 2, 101]]},
                {"confidences": [[0, 2, -1]]},
                {"confidences": [[0, 9, 1]]},
                {"confidences": [[1, 1, 1]]},
                {"confidences": [[0, 2, 1.5]]},
                {"confidences": [[0, 2, True]]},
                {"confidences": [[1, 2, 9], [0, 1, 9]]},
                {"furniture": [[0, 2, 9]]},
            )
        ),
    ],
)
def test_a_damaged_entry_is_nothing(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.json").write_bytes(content)
    assert kept(str(tmp_path), "page") is None


def test_what_is_no_file_is_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "folder.json").mkdir()
    assert kept(str(tmp_path), "pipe") is None
    assert kept(str(tmp_path), "folder") is None


def test_nothing_is_left_of_a_page_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "page.json").mkdir()
    with pytest.raises(OSError):
        keep(str(tmp_path), "page", PAGE)
    assert os.listdir(tmp_path) == ["page.json"]
