"""A text that an English model read badly, and the image beside it from which it can be read again.

The single largest loss of quality is a Vietnamese page read with an English model: the marks are gone. Where the image
lies in the same folder under the same name, a new reading is one option away.
"""

from __future__ import annotations

import os

from plancompare.ingest.reading import Reading
from plancompare.model import Notice
from plancompare.scan_quality import judge_scan

# The best first: a PDF holds all pages, a TIFF may, JPEG and PNG are one page each.
_IMAGES = (".pdf", ".tif", ".tiff", ".png", ".jpg", ".jpeg")
_MADE_BY_READING = (".ocr", ".clean", ".eng", ".vie")  # `plan.ocr.txt` beside `plan.pdf`


def image_beside(path: str) -> str | None:
    """The picture or PDF in the same folder whose name, without its suffix, is that of the text at `path`.

    A suffix such as `.ocr` before the last is no part of the name. The image's suffix is in small letters or capitals.
    """
    stem = os.path.splitext(path)[0]
    shorter, last = os.path.splitext(stem)
    for wanted in (stem, shorter) if last.lower() in _MADE_BY_READING and os.path.basename(shorter) else (stem,):
        for suffix in _IMAGES:
            for beside in (wanted + suffix, wanted + suffix.upper()):
                if os.access(beside, os.F_OK) and os.path.isfile(beside):  # nearly none is there: no error is made
                    return beside
    return None


def read_with_english_model(text: str) -> bool:
    """Whether most Vietnamese marks are gone because an English model read the page; false of a typed text.

    >>> read_with_english_model("Thyc hién cdng tac dan van, phdi hop v6i Ban Chi dao")
    True
    >>> read_with_english_model("Thực hiện công tác dân vận"), read_with_english_model("Thuc hien cong tac dan van")
    (False, False)
    """
    scan = judge_scan(text)
    return scan.is_ocr and "English model" in scan.explanation


def offer(reading: Reading, image: str) -> Reading:
    """The reading with a notice at its start that the image lies beside it and how to have it read anew.

    >>> offer(Reading("Ké hoach\\n", "utf-8"), "ke-hoach.pdf").warnings[0].code
    'image-at-hand'
    """
    name = os.path.basename(image)
    message = f"văn bản được nhận dạng bằng mô hình tiếng Anh; tệp {name} nằm bên cạnh, thêm --reread để đọc lại từ đó"
    return reading._replace(warnings=(*reading.warnings, Notice("image-at-hand", 0, 0, message)))
