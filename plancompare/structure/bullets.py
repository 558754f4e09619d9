"""Items of a list marked by a dash, a plus or a dot, told from lines that a hyphen happens to begin."""

from __future__ import annotations

import re

from plancompare.structure.lines import Line, Page, initial, runs_on

_MARK = re.compile(
    r"(?:\*\*|[.,'’](?=[~_«»=>])|[_.,'’‘`~]\s?(?=[-–—+]\s))?"
    r"(?P<mark>[-–—−+•●▪■◦○·\uf0b7\uf02d\uf0a7]|[*o](?=\s)|[~_«»=>°])[-–—~_]?\s*(?=\S)"
)
_DAMAGED = "~_«»=>°"
_SPACED = "*o~_«»=>°·"
# Above these odds that the line runs on it is no item, after a line without a full stop; a small letter needs more.
_RUNS_ON, _RUNS_ON_SMALL = 2.0, -1.0
_SAME = {**dict.fromkeys("-–—−\uf02d~_«»=>°", "-"), **dict.fromkeys("•●▪■◦○·\uf0b7\uf0a7", "•")}


def read_bullet(page: Page, line: Line, above: Line | None, near: bool) -> tuple[str, int] | None:
    """The mark of a bullet, one of `- + * • o`, and the offset of the text behind it; None where the line is no item.

    >>> from plancompare.structure.lines import read_page
    >>> page = read_page("phát triển kinh tế\\n- xã hội tỉnh.\\n- Đẩy mạnh;\\n_ Lưu")
    >>> [read_bullet(page, page.lines[i], page.lines[i - 1], True) for i in (1, 2, 3)]
    [None, ('-', 2), ('-', 2)]
    """
    found = _MARK.match(line.text)
    if not found:
        return None
    mark, after = found["mark"], found.end()
    begins = initial(line.text[after : after + 8])
    spaced = line.text[after - 1].isspace()
    if mark in _SPACED and not spaced or begins in ("none", "mark") or not spaced and begins == "digit":
        return None
    if mark in _DAMAGED and begins == "lower":
        return None
    if above is not None:
        if begins == "digit" and above.text[-1].isdigit():
            return None
        if not above.ends_sentence:
            last, first = above.text[-20:].rpartition(" ")[2], line.text[after : after + 12].split()[0]
            if spaced and (last, first) in page.pairs or not spaced and _breaks_symbol(last, first):
                return None
            limit = _RUNS_ON_SMALL if begins == "lower" or mark in _DAMAGED else _RUNS_ON
            if runs_on(page, above, line, begins, near) > limit:
                return None
    return _SAME.get(mark, mark), after


def _breaks_symbol(head: str, tail: str) -> bool:
    """Whether a line's end broke a symbol at its hyphen: `1847/QĐ` above `-TTg`, `120` above `-KL/TW`."""
    return any(map(str.isdigit, head)) and ("/" in tail or sum(map(str.isupper, tail)) > 1)
