"""The words a recogniser found on one page, put in reading order and set as lines and paragraphs.

Two blocks side by side (agency and motto at the head of a plan, recipients and signature at its end) are read block by
block, the left one first; everything else stands from top to bottom, tables as they were recognised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

# Lengths in heights of a typical word of the page, which is some 1.5 times the height of an x.
_GUTTER = 1.0  # least white between two blocks: words of a justified line stand up to 0.8 apart, blocks from 1.5
_SEPARATE = 2.5  # white below a row from which the next is not of its block
_SIGNED_BELOW = 9.0  # the same above the name under a signature
_SURE = 50  # least percent of a word that can lie in the way of a gutter
_EDGE_ROWS = 2  # rows between a pair of blocks and the edge of the page: its number, a rule, a stray mark
_PARAGRAPH = 1.22  # pitch of two lines, in pitches of the page, from which a paragraph ends between them
_LEVEL_WORDS = 6  # least words of a line that shows how a page leans

_PAGE_NUMBER = re.compile(r"[-–—.~|]{0,2} ?(?:(?i:trang) )?\d{1,4}(?:/\d{1,4})? ?[-–—.~|]{0,2}")
_EDGE = 0.12  # share of the page at its top and bottom where its number stands


class Word(NamedTuple):
    """A word on a page: its box in pixels, its confidence in percent and the recogniser's number of its line."""

    text: str
    percent: int
    left: int
    top: int
    right: int
    bottom: int
    line: int


Line = Sequence[Word]


class Pair(NamedTuple):
    """Two blocks side by side: the words of each, as indices among those of the page."""

    left: frozenset[int]
    right: frozenset[int]


class PageText(NamedTuple):
    """The text of one page: NFC, each line ended by `\\n`; empty where no word was found.

    `confidences` are (start, end, percent) of each word, `furniture` the stretches of page numbers known by their
    place; all offsets are those of `text`.
    """

    text: str
    confidences: tuple[tuple[int, int, int], ...]
    furniture: tuple[tuple[int, int], ...]


# ---------------------------------------------------------------- the page level


def slope_of(words: Sequence[Word]) -> float:
    """How much the lines of a page sink from left to right, in pixels a pixel; 0 where no line is long enough."""
    slopes = []
    for line in lines_of(words):
        if len(line) >= _LEVEL_WORDS:
            half = len(line) // 2
            (x0, y0), (x1, y1) = (
                (median(w.left for w in part), median(w.top + w.bottom for w in part) / 2)
                for part in (line[:half], line[half:])
            )
            if x1 > x0:
                slopes.append((y1 - y0) / (x1 - x0))
    return median(slopes or [0.0])


def levelled(word: Word, slope: float) -> Word:
    """The word as it stands when the page is sheared level; x stays."""
    lower = round(slope * (word.left + word.right) / 2)
    return word._replace(top=word.top - lower, bottom=word.bottom - lower)


# ---------------------------------------------------------------- blocks side by side


def side_by_side(words: Sequence[Word]) -> list[Pair]:
    """The pairs of blocks at the top and at the bottom of a page; none where rows run across the whole page.

    What is set in more than two columns is a table and stays as it is. Dashes, specks and words that are hardly more
    than a guess do not count: where two lines of different height were read as one, such debris lies between them.
    """
    height = typical_height(words)
    sure = {i for i, w in enumerate(words) if w.percent >= _SURE and w.bottom - w.top > 0.4 * height}
    rows = _rows(words, sure, height)
    found: list[Pair] = []
    last = -1
    for seed in range(len(rows)):
        if seed > last and (grown := _grown(words, rows, seed, height)):
            first, end, gutter = grown
            if first <= _EDGE_ROWS or end >= len(rows) - _EDGE_ROWS:
                top = min(words[i].top for i in rows[first])
                bottom = max(words[i].bottom for row in rows[first:end] for i in row)
                inside = {i for row in rows[first:end] for i in row}
                inside |= {i for i, w in enumerate(words) if i not in sure and top <= (w.top + w.bottom) / 2 <= bottom}
                left = frozenset(i for i in inside if words[i].left + words[i].right < 2 * gutter)
                found.append(Pair(left, frozenset(inside - left)))
                last = end - 1
    return found


def typical_height(words: Iterable[Word]) -> float:
    """Median height of the words with a letter or digit, in pixels; 1 where there is none."""
    return median([w.bottom - w.top for w in words if any(map(str.isalnum, w.text))] or [1]) or 1


def _rows(words: Sequence[Word], counted: Iterable[int], height: float) -> list[list[int]]:
    """Indices of the `counted` words that stand side by side, row by row from the top, each from the left."""
    rows: list[list[int]] = []
    first = 0.0
    for index in sorted(counted, key=lambda i: (words[i].top + words[i].bottom, words[i].left)):
        middle = (words[index].top + words[index].bottom) / 2
        if not rows or middle - first > 0.5 * height:
            rows.append([])
            first = middle
        rows[-1].append(index)
    for row in rows:
        row.sort(key=lambda i: words[i].left)
    return rows


def _grown(
    words: Sequence[Word], rows: Sequence[Sequence[int]], seed: int, height: float
) -> tuple[int, int, int] | None:
    """The rows first..end of the blocks that hold row `seed`, and the gutter between them."""
    least = _GUTTER * height
    beside = [i for row in rows[seed : seed + 2] for i in row]  # the lines of two blocks need not stand on one level
    gaps = _gaps(words, rows[seed], least) or _gaps(words, sorted(beside, key=lambda i: words[i].left), least)
    if len(gaps) != 1:
        return None
    low, high = gaps[0]
    ends = []
    for step in (-1, 1):
        at = seed
        while 0 <= at + step < len(rows):
            row = rows[at + step]
            free = _free(words, row, low, high)
            white = _white(words, rows[min(at, at + step)], rows[max(at, at + step)])
            signed = step > 0 and words[row[0]].left >= high
            if free[1] - free[0] < least or white > (_SIGNED_BELOW if signed else _SEPARATE) * height:
                break
            low, high = free
            at += step
        ends.append(at)
    first, end = ends[0], ends[1] + 1
    gutter = (low + high) // 2
    right_top = min([words[i].top for row in rows[first:end] for i in row if words[i].left >= gutter] or [0])
    while first < end and max(words[i].bottom for i in rows[first]) <= right_top:  # the end of what stands above
        first += 1
    block = rows[first:end]
    left = sum(words[row[0]].right <= gutter for row in block)
    right = sum(words[row[-1]].left >= gutter for row in block)
    tabular = sum(len(_gaps(words, row, least)) > 1 for row in block)
    return (first, end, gutter) if min(left, right) >= 2 and tabular < 2 else None


def _gaps(words: Sequence[Word], row: Sequence[int], least: float) -> list[tuple[int, int]]:
    gaps: list[tuple[int, int]] = []
    end = words[row[0]].right
    for index in row[1:]:
        if words[index].left - end >= least:
            gaps.append((end, words[index].left))
        end = max(end, words[index].right)
    return gaps


def _free(words: Sequence[Word], row: Sequence[int], low: int, high: int) -> tuple[int, int]:
    """The widest part of low..high without a word of the row."""
    free = []
    for index in row:
        if words[index].right > low and words[index].left < high:
            free.append((low, words[index].left))
            low = max(low, words[index].right)
    return max([*free, (low, high)], key=lambda part: part[1] - part[0])


def _white(words: Sequence[Word], above: Sequence[int], below: Sequence[int]) -> int:
    return min(words[i].top for i in below) - max(words[i].bottom for i in above)


# ---------------------------------------------------------------- order and text


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words line by line as the recogniser grouped them."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    return list(lines.values())


def in_reading_order(
    words: Sequence[Word], pairs: Sequence[tuple[Pair, Sequence[Word], Sequence[Word]]]
) -> list[list[Line]]:
    """Lines block by block. Each pair comes with the words of its left and its right block, as read best."""
    paired = {index for pair, _, _ in pairs for index in pair.left | pair.right}
    numbered: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        numbered.setdefault(word.line, []).append(index)
    lines = list(numbered.values())
    others = [[words[index] for index in line if index not in paired] for line in lines]
    if not _in_columns([line for line in others if len(line) > 1], typical_height(words)):
        order = sorted(range(len(lines)), key=lambda n: _middle([words[index] for index in lines[n]]))
        lines, others = [lines[n] for n in order], [others[n] for n in order]
    blocks: list[list[Line]] = [[]]
    waiting = list(pairs)
    for line, other in zip(lines, others, strict=True):
        for reached in [
            pair for pair in waiting if 2 * len((pair[0].left | pair[0].right).intersection(line)) > len(line)
        ]:
            waiting.remove(reached)
            blocks += [lines_of(reached[1]), lines_of(reached[2]), []]
        if other:
            blocks[-1].append(other)
    blocks += [lines_of(words) for _, left, right in waiting for words in (left, right)]
    return [block for block in blocks if block]


def _in_columns(lines: Sequence[Line], height: float) -> bool:
    """Whether lines stand side by side: then the recogniser knows their order best, else it is from top to bottom.

    Now and then Tesseract takes a line of the body for a block of its own and puts it last.
    """
    return sum(b - a < 0.5 * height for a, b in pairwise(sorted(map(_middle, lines)))) > 1


def set_as_text(blocks: Sequence[Sequence[Line]], height: int) -> PageText:
    """The lines as text: a blank line where a paragraph or a block ends. `height` of the page is in pixels.

    >>> number, word = Word("2", 90, 10, 20, 60, 60, 1), Word("dân", 90, 10, 500, 60, 540, 2)
    >>> page = set_as_text([[[number]], [[word]]], 1000)
    >>> page.text, page.furniture, page.confidences
    ('2\\n\\ndân\\n', ((0, 1),), ((0, 1, 90), (3, 6, 90)))
    """
    usual = median(
        [pitch for block in blocks for a, b in pairwise(block) if (pitch := _middle(b) - _middle(a)) > 0] or [0]
    )
    pieces: list[str] = []
    confidences: list[tuple[int, int, int]] = []
    furniture: list[tuple[int, int]] = []
    place = 0
    for block in blocks:
        for number, line in enumerate(block):
            if pieces and not (number and 0 < _middle(line) - _middle(block[number - 1]) <= _PARAGRAPH * usual):
                pieces.append("\n")
                place += 1
            start = place
            shown = [unicodedata.normalize("NFC", word.text) for word in line]
            for word, letters in zip(line, shown, strict=True):
                confidences.append((place, place + len(letters), word.percent))
                place += len(letters) + 1
            pieces.append(" ".join(shown) + "\n")
            outer = line is blocks[0][0] or line is blocks[-1][-1]
            if outer and not _EDGE < _middle(line) / height < 1 - _EDGE and _PAGE_NUMBER.fullmatch(pieces[-1][:-1]):
                furniture.append((start, place - 1))
    return PageText("".join(pieces), tuple(confidences), tuple(furniture))


def _middle(line: Line) -> float:
    return median((word.top + word.bottom) / 2 for word in line)
