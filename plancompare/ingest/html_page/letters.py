"""Letters of the time before Unicode on a page: named by a font, or by nothing but what they spell."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancompare.ingest.html_page.tree import Element, Text, walk
from plancompare.ingest.letters.encoding import CERTAIN, inferred_reading
from plancompare.ingest.letters.legacy_encodings import (
    LegacyName,
    as_shown,
    decode_legacy,
    legacy_font,
    with_capitals,
)
from plancompare.text import without_heaps

_VIETNAMESE = re.compile("[\u0100-\u01b0\u1ea0-\u1ef9]")  # letters of Vietnamese that windows-1252 lacks
_HIGH = re.compile("[\x80-\xff\u2013-\u2122\u0152-\u0192\u02c6\u02dc]")  # what its bytes from 0x80 on become
_FEW = 20  # letters; fewer tell nothing of their encoding
_NAMES: dict[str | None, LegacyName] = {"tcvn3": "tcvn3", "tcvn5712": "tcvn5712", "vni": "vni", "viscii": "viscii"}


class Changed(NamedTuple):
    """How many texts were in an encoding before Unicode, and how many are set in capitals by a style sheet."""

    decoded: int
    capitals: int


def set_letters(root: Element) -> Changed:
    """Put the letters a reader sees into the texts below `root`.

    Where most marked letters in an old font are already Unicode, the page was converted and kept the font's name.
    """
    texts = [node for node, _ in walk(root) if isinstance(node, Text)]
    for node in texts:
        node.letters = without_heaps(node.letters)
    old = [node for node in texts if legacy_font(node.look.font)]
    by_font = _marked(old, _HIGH) > _marked(old, _VIETNAMESE)
    encoding = None if by_font else _encoding(texts)
    decoded = capitals = 0
    for node in texts:
        letters = node.letters
        if by_font and legacy_font(node.look.font):
            letters = as_shown(letters, node.look.font)
        elif encoding and not _VIETNAMESE.search(letters):
            letters = decode_legacy(letters, encoding)
            letters = with_capitals(letters)[0] if encoding == "tcvn3" else letters
        decoded += letters != node.letters
        node.letters = letters.upper() if node.look.capitals else letters
        capitals += letters != node.letters
    return Changed(decoded, capitals)


def _encoding(texts: list[Text]) -> LegacyName | None:
    """What the texts are in where their letters are those of windows-1252 and spell Vietnamese in another encoding."""
    if _marked(texts, _HIGH) < max(_FEW, 10 * _marked(texts, _VIETNAMESE)):
        return None
    as_bytes = "\n".join(node.letters for node in texts).encode("cp1252", "replace")
    inferred = inferred_reading(as_bytes, CERTAIN)
    return _NAMES.get(inferred.encoding) if inferred else None


def _marked(texts: list[Text], letters: re.Pattern[str]) -> int:
    return sum(len(letters.findall(node.letters)) for node in texts)
