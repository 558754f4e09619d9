"""From the pieces of a paragraph, as Word splits it, to the lines a reader sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from plancompare.ingest.letters.legacy_encodings import LegacyFont, as_shown, legacy_font
from plancompare.ingest.word.styles import Look
from plancompare.ingest.word.symbols import UNKNOWN, is_symbol_font, signs
from plancompare.text import without_heaps

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"  # around a link while a line is put together; Unicode keeps both for such use
# Soft hyphens and zero-width marks, which stand inside words.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\ufdd0\ufdd1]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_END = re.compile(r" ?\n ?")
_NOTE_MARK = re.compile(r"\s*[\[(]?(\d{1,3}|\*{1,3})[\])]?\s*")
_UNIT = re.compile(r"(?<![^\W\d])[kcdmh]?m$")
_POWERS = {"2": "²", "3": "³"}


class Piece(NamedTuple):
    """Letters of one look; `target` is the address that a link on them leads to."""

    text: str
    look: Look = Look()
    target: str | None = None


class Line(NamedTuple):
    """A paragraph as seen: NFC, one blank between words, none around lines. Offsets are those of `text`.

    `old_fonts` are the fonts whose letters were converted, `unknown` counts the signs of fonts of signs that no table
    here knows, `capitals` the stretches of small letters that Word shows as capitals.
    """

    text: str
    links: tuple[tuple[int, int, str], ...] = ()
    old_fonts: tuple[str, ...] = ()
    unknown: int = 0
    capitals: int = 0


def compose(pieces: Sequence[Piece]) -> Line:
    """The line of these pieces. Neighbours in fonts of one old encoding are joined before they are decoded, because
    a letter of VNI is two, and Word may split a word anywhere.

    >>> vni = Look("VNI-Times")
    >>> compose([Piece("Ke", vni), Piece("á hoaïch", vni), Piece("  5 km"), Piece("2", Look(raised=True))]).text
    'Kế hoạch 5 km²'
    """
    if not pieces:
        return Line("")
    out: list[str] = []
    targets: list[str] = []
    old_fonts: list[str] = []
    unknown = capitals = 0
    for kind, group in groupby(pieces, _kind):
        members = list(group)
        font = members[0].look.font or ""
        raw = without_heaps("".join(piece.text for piece in members))
        text = signs(as_shown(raw, font), font)
        unknown += text.count(UNKNOWN) - raw.count(UNKNOWN)
        if kind.old_font and text != raw:
            old_fonts.append(font)
        if kind.capitals and text != text.upper():
            capitals += 1
            text = text.upper()
        text = _UNSEEN.sub("", text.replace("\u2011", "-"))
        if kind.raised and (mark := _NOTE_MARK.fullmatch(text)):
            text = _raised(mark[1], out[-1] if out else "")
        if kind.target is not None and text.strip():
            targets.append(kind.target)
            start = len(text) - len(text.lstrip())
            end = len(text.rstrip())
            text = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
        if text:
            out.append(text)
    joined = unicodedata.normalize("NFC", without_heaps("".join(out)))
    joined = _LINE_END.sub("\n", _BLANKS.sub(" ", joined)).strip()
    text, links = _without_marks(joined, targets)
    return Line(text, links, tuple(old_fonts), unknown, capitals)


class _Kind(NamedTuple):
    """What neighbours must have in common to be one stretch."""

    old_font: LegacyFont | None
    sign_font: str | None
    capitals: bool
    raised: bool
    target: str | None


def _kind(piece: Piece) -> _Kind:
    font, capitals, _, raised = piece.look
    sign_font = font if is_symbol_font(font) else None
    return _Kind(legacy_font(font or ""), sign_font, bool(capitals), bool(raised), piece.target)


def _raised(mark: str, before: str) -> str:
    """A power stays a power, the mark of a note stands apart from the word it is glued to on the page."""
    return _POWERS[mark] if mark in _POWERS and _UNIT.search(before[-4:]) else f" [{mark}]"


def _without_marks(marked: str, targets: Sequence[str]) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    text, *linked = marked.split(_OPEN)
    links: list[tuple[int, int, str]] = []
    pieces = [text]
    length = len(text)
    for target, piece in zip(targets, linked, strict=True):
        inside, _, after = piece.partition(_CLOSE)
        links.append((length, length + len(inside), target))
        pieces += [inside, after]
        length += len(inside) + len(after)
    return "".join(pieces), tuple(links)
