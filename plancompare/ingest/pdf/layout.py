"""The runs of letters on a page, put together as lines in reading order.

Lines stand as on the page. Two blocks side by side (agency and motto at the head of a plan, recipients and signature
at its end) are read one after the other, the left one first; tables with ruled cells are read row by row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancompare.ingest.pdf.ruled_tables import Grid
from plancompare.ingest.pdf.text_layer import WIDE, Run

# Shares of the height of the letters.
_ONE_LINE = 0.25  # two baselines not further apart are one
_NO_SPACE = 0.12  # between two runs, of which the file draws the second without white space before it or elsewhere
_TOUCHING = 0.05  # between two runs where pdfium sees a space, as it does beside a raised letter
_APART = 0.35  # between such runs from which they may be of two blocks
_NARROWEST_GUTTER = 0.3
_BESIDE = 0.8  # baselines of two lines that stand beside one another, in blocks set each for itself
_OF_ONE_BLOCK = 2.4  # baselines of two lines of one block; ample, headers are loosely set
_BLOCK = 4.0  # least width of a block: labels of a list and page numbers of a table of contents stand in columns too
_MOST_SIDE_BY_SIDE = 12  # fragments of a line that may be of blocks; with more it is a table without rules
_RAISED = (0.1, 0.7)
_PRINTED_TWICE = 0.2
_MARK = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?")
_BROKEN_SYMBOL = re.compile(r"\w[-/]$")  # 33/CT-⏎TTg
_BULLET = re.compile(r"[-–+*•▪➢✓]\s|(?:[a-zđ]|\d{1,2})[.)]\s")


class Line(NamedTuple):
    """One line: its text in NFC, its place, and the number of the block it is in, which tells what follows on."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    block: int


class Cells(NamedTuple):
    """A ruled table: the text of each cell, row by row. A cell of several paragraphs has several lines."""

    rows: tuple[tuple[str, ...], ...]
    top: float
    bottom: float


class _Fragment(NamedTuple):
    """Runs of one line without a wide gap; `order` are those of its first and its last run."""

    text: str
    left: float
    right: float
    baseline: float
    height: float
    order: tuple[int, int]


_Fragments = list[_Fragment]  # of one line, from left to right


def lay_out(runs: Sequence[Run], grids: Sequence[Grid]) -> list[Line | Cells]:
    """Lines and tables of a page in reading order.

    >>> def run(text: str, left: float, right: float, baseline: float, order: int) -> Run:
    ...     return Run(text, left, right, baseline, 14.0, order)
    >>> head = [run("ỦY BAN NHÂN DÂN", 80, 200, 780, 0), run("TỈNH KIÊN GIANG", 85, 195, 762, 1)]
    >>> motto = [run("CỘNG HÒA XÃ HỘI", 290, 540, 780, 2), run("Độc lập - Tự do", 320, 500, 762, 3)]
    >>> [line.text for line in lay_out(head + motto, [])]
    ['ỦY BAN NHÂN DÂN', 'TỈNH KIÊN GIANG', 'CỘNG HÒA XÃ HỘI', 'Độc lập - Tự do']
    """
    shown = _with_raised(_printed_once(runs))
    laid: list[Line | Cells] = []
    for grid in sorted(grids, key=lambda grid: (-grid.top, grid.left)):
        inside = [run for run in shown if grid.holds((run.left + run.right) / 2, _middle(run))]
        if not inside:
            continue
        above = [run for run in shown if run.baseline >= grid.top]
        laid += _blocks(_lines(above), len(laid))
        laid.append(_cells(grid, inside))
        done = {run.order for run in (*inside, *above)}
        shown = [run for run in shown if run.order not in done]
    return [*laid, *_blocks(_lines(shown), len(laid))]


def _middle(run: Run) -> float:
    return run.baseline + 0.3 * run.height


def _printed_once(runs: Sequence[Run]) -> list[Run]:
    """Without what is drawn twice: letters made bold by a second print, and a recogniser's under visible ones."""
    first: dict[str, list[Run]] = {}
    kept: list[Run] = []
    visible = [run for run in runs if not run.hidden]
    for run in runs:
        near = _PRINTED_TWICE * run.height
        twins = first.setdefault(run.text, [])
        if any(abs(t.left - run.left) <= near and abs(t.baseline - run.baseline) <= near for t in twins[-8:]):
            continue
        twins.append(run)
        kept.append(run)
    if len(visible) in (0, len(runs)):
        return kept
    rows: dict[int, list[Run]] = {}
    for run in visible:
        for row in range(int(run.baseline // 20), int((run.baseline + run.height) // 20) + 1):
            rows.setdefault(row, []).append(run)
    return [run for run in kept if not run.hidden or not _is_covered(run, rows)]


def _is_covered(run: Run, rows: dict[int, list[Run]]) -> bool:
    x, y = (run.left + run.right) / 2, _middle(run)
    return any(
        over.left <= x <= over.right and over.baseline - 0.3 * over.height <= y <= over.baseline + over.height
        for over in rows.get(int(y // 20), ())
    )


def _with_raised(runs: Sequence[Run]) -> list[Run]:
    """Powers and footnote marks, which are runs of their own, written after the word they stand at."""
    written: list[Run] = []
    for run in runs:
        if written and (mark := _MARK.fullmatch(run.text)) and len(run.text) <= 5:
            base = written[-1]
            rise = (run.baseline - base.baseline) / base.height
            beside = -0.3 <= (run.left - base.right) / base.height <= 0.5
            if beside and _RAISED[0] <= rise <= _RAISED[1] and run.height < 0.95 * base.height:
                raised = _raised(mark[1], base.text)
                written[-1] = base._replace(text=base.text + raised, right=run.right, order=run.order)
                continue
        written.append(run)
    return written


def _raised(mark: str, before: str) -> str:
    """A power stays a power, a footnote mark stands apart from the word it is printed at."""
    if mark in ("2", "3") and re.search(r"(?:^|[\s\d])[kcdm]?m$", before):
        return "²" if mark == "2" else "³"
    return f" [{mark}]"


def _lines(runs: Iterable[Run]) -> list[_Fragments]:
    """Runs by baseline, from above; each line in fragments from left to right."""
    lines: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.baseline, run.order)):
        first = lines[-1][0] if lines else None
        if first and first.baseline - run.baseline <= _ONE_LINE * min(first.height, run.height):
            lines[-1].append(run)
        else:
            lines.append([run])
    return [_fragments(line) for line in lines]


def _fragments(line: list[Run]) -> _Fragments:
    if len(line) == 1:
        run = line[0]
        return [_Fragment(run.text, run.left, run.right, run.baseline, run.height, (run.order, run.order))]
    fragments: _Fragments = []
    for run in sorted(line, key=lambda run: (run.left, run.order)):
        if fragments:
            last = fragments[-1]
            height = max(last.height, run.height)
            gap = (run.left - last.right) / height
            follows = 0 <= run.order - last.order[1] <= 1
            if gap < (WIDE if follows else _APART):
                space = "" if gap < (_NO_SPACE if run.joined or not follows else _TOUCHING) else " "
                fragments[-1] = last._replace(
                    text=f"{last.text}{space}{run.text}",
                    right=max(last.right, run.right),
                    height=height,
                    order=(last.order[0], run.order),
                )
                continue
        fragments.append(_Fragment(run.text, run.left, run.right, run.baseline, run.height, (run.order, run.order)))
    return fragments


# ---------------------------------------------------------------- two blocks side by side


class _Gutter(NamedTuple):
    """White between `left` and `right`, beside which the lines from `start` up to `end` stand in two blocks."""

    left: float
    right: float
    start: int
    end: int


def _blocks(lines: list[_Fragments], number: int) -> Iterator[Line]:
    """The lines block by block; `number` is that of the first block."""
    for block in _in_order(lines):
        number += 1
        for line in block:
            text = " ".join(fragment.text for fragment in line)
            first, last = line[0], max(line, key=lambda fragment: fragment.right)
            height = max(fragment.height for fragment in line)
            yield Line(unicodedata.normalize("NFC", text), first.left, last.right, first.baseline, height, number)


def _in_order(lines: list[_Fragments]) -> Iterator[list[_Fragments]]:
    whole: list[_Fragments] = []  # lines that go from margin to margin
    place = 0
    while place < len(lines):
        gutter = _gutter(lines, place, place - len(whole))
        if gutter is None:
            whole.append(lines[place])
            place += 1
            continue
        if kept := whole[: len(whole) - (place - gutter.start)]:
            yield kept
        whole = []
        inside = lines[gutter.start : gutter.end]
        for side in (True, False):
            block = [[f for f in line if (f.left < gutter.left) is side] for line in inside]
            yield from _in_order([line for line in block if line])
        place = gutter.end
    if whole:
        yield whole


def _gutter(lines: list[_Fragments], place: int, first: int) -> _Gutter | None:
    """The gutter that opens at the line at `place`, the widest first; it may begin above, but not above `first`."""
    row = lines[place]
    if place + 1 < len(lines) and _distance(row, lines[place + 1]) < _BESIDE:
        row = sorted(row + lines[place + 1], key=lambda fragment: fragment.left)
    if len(row) > _MOST_SIDE_BY_SIDE:
        return None
    for before, after in sorted(pairwise(row), key=lambda pair: pair[0].right - pair[1].left):
        if after.left > before.right and (found := _through(lines, place, first, before.right, after.left)):
            return found
    return None


def _through(lines: list[_Fragments], place: int, first: int, left: float, right: float) -> _Gutter | None:
    end, beside, apart = place, 0, False
    last = [lines[place], lines[place]]  # the last line on the left, and on the right
    before: tuple[bool, bool] | None = None
    opened, narrow = (left, right), (left, right)
    for index in range(place, len(lines)):
        line = lines[index]
        narrowed = _narrowed(line, *narrow)
        if narrowed is None or _is_number(line):
            break
        sides = narrowed[2]
        offset = before is not None and sides != before and _distance(lines[index - 1], line) < _BESIDE
        stands = [_distance(last[side], line) <= _OF_ONE_BLOCK for side in (0, 1) if sides[side]]
        if sides == (True, True) or offset:
            if _distance(lines[max(place, index - 1)], line) > 2 * _OF_ONE_BLOCK:
                break
            beside += 1
            apart = apart or offset or _drawn_apart(line, narrowed[0])
            end = index + 1
        elif any(stands):  # nothing beside it, but it goes on one of the blocks
            end = index + 1
        elif sides[0]:
            break
        narrow, before = narrowed[:2], sides
        if end == index + 1:
            opened = narrow
        for side in (0, 1):
            if sides[side]:
                last[side] = line
    left, right = opened
    start = place
    while start > first and (narrowed := _narrowed(lines[start - 1], left, right)):
        above = lines[start - 1]
        if narrowed[2] != (False, True) or _is_number(above) or _distance(above, lines[start]) > _OF_ONE_BLOCK:
            break
        left, right, _ = narrowed
        start -= 1
    inside = [fragment for line in lines[start:end] for fragment in line]
    if beside == 0 or beside == 1 and not apart:
        return None
    for on_left in (True, False):
        block = [fragment for fragment in inside if (fragment.left < left) is on_left]
        if max(((f.right - f.left) / f.height for f in block), default=0.0) < _BLOCK:
            return None
    return _Gutter(left, right, start, end)


def _is_number(line: _Fragments) -> bool:
    """Whether it may be the number of the page, which belongs to no block."""
    return len(line) == 1 and re.fullmatch(r"[-–— ]{0,3}\d{1,4}[-–— ]{0,3}", line[0].text) is not None


def _distance(above: _Fragments, below: _Fragments) -> float:
    """Between two baselines, as a share of the height of the letters."""
    return (above[0].baseline - below[0].baseline) / max(above[0].height, below[0].height)


def _narrowed(line: _Fragments, left: float, right: float) -> tuple[float, float, tuple[bool, bool]] | None:
    """The gutter left open by this line, and whether it stands left and right of it; nothing where it crosses."""
    on_left = on_right = False
    for fragment in line:
        if fragment.left < left or fragment.left + fragment.right < left + right and fragment.left < right:
            left = max(left, fragment.right)
            on_left = True
        else:
            right = min(right, fragment.left)
            on_right = True
    if right - left < _NARROWEST_GUTTER * line[0].height:
        return None
    return left, right, (on_left, on_right)


def _drawn_apart(line: _Fragments, gutter: float) -> bool:
    """Whether the file draws something between the two sides of the line: then they are no stretched-out line."""
    return any(a.left < gutter <= b.left and b.order[0] - a.order[1] != 1 for a, b in pairwise(line))


# ---------------------------------------------------------------- tables


def _cells(grid: Grid, runs: Sequence[Run]) -> Cells:
    held: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        held.setdefault(grid.cell((run.left + run.right) / 2, _middle(run)), []).append(run)
    rows = tuple(
        tuple(_cell_text(held.get((row, column), ())) for column in range(grid.columns)) for row in range(grid.rows)
    )
    return Cells(tuple(row for row in rows if any(row)), grid.top, grid.bottom)


def _cell_text(runs: Iterable[Run]) -> str:
    """The lines of a cell, joined but where an item begins."""
    text = ""
    for line in _lines(runs):
        shown = " ".join(fragment.text for fragment in line)
        if text:
            text += "\n" if _BULLET.match(shown) else "" if _BROKEN_SYMBOL.search(text) else " "
        text += shown
    return unicodedata.normalize("NFC", text)
