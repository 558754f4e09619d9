"""Blocks of Markdown (CommonMark with tables): each takes plain text and escapes it, so no text becomes markup.

What could open markup in CommonMark, in GitHub's dialect or in Pandoc's is escaped: emphasis, code, links, HTML,
tables, mathematics, citations, attributes. A text is one line and never opens a block. `<`, `>` and `&` are written
as entities, which hold in every dialect.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plancompare.report.visible import visible

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# `://` and `www.` would become links of their own accord.
_MARKS = re.compile(r"[&<>]|[\\`*_{}\[\]|~^$@#=]|(?<=:)//|(?<=www)\.", re.IGNORECASE)
# What would open a list (Pandoc knows `a)`, `(1)` and `I.`, too), a rule or a definition.
_OPENS = re.compile(r"^(?:[-+:]|\(?(?:\d{1,9}|[^\W\d]{1,5})[.)])(?=[\s\-+]|$)")


class Item(NamedTuple):
    """An entry of a list: what it is, in bold, what is said of it, and what shows it, each on a line below."""

    lead: str
    text: str = ""
    below: tuple[str, ...] = ()


def heading(level: int, text: str) -> str:
    """A heading of this level (1 to 6); nothing in `text` is markup."""
    return f"{'#' * level} {escaped(text)}"


def paragraph(text: str) -> str:
    """A paragraph; nothing in `text` is markup, nor makes it a list, a heading or code by how it begins."""
    return _opening(text)


def listed(items: Sequence[Item], *, is_numbered: bool = False) -> str:
    """A list, numbered from 1 or with dashes."""
    lines = []
    for number, item in enumerate(items, 1):
        mark = f"{number}. " if is_numbered else "- "
        lead = f"**{escaped(item.lead)}**" if item.lead.strip() else ""
        said = f"{lead} {escaped(item.text)}".rstrip() if lead else _opening(item.text)
        lines.append(mark + said)
        lines += [f"{' ' * len(mark)}- {_opening(text)}" for text in item.below]
    return "\n".join(lines)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as GitHub and Pandoc read it; every row has as many cells as there are heads."""
    return "\n".join(map(_row, (heads, ["---"] * len(heads), *rows)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell if cell == '---' else escaped(cell) for cell in cells)} |"


def escaped(text: str) -> str:
    r"""`text` on one line as Markdown that shows just these letters, where no block begins.

    >>> print(escaped("**x** [a](b)\n<b> Sở_A | 5%"))
    \*\*x\*\* \[a\](b) &lt;b&gt; Sở\_A \| 5%
    """
    return _MARKS.sub(_escape, visible(" ".join(text.split())))


def _opening(text: str) -> str:
    r"""The same at the beginning of a block.

    >>> print(_opening("1. - a"), _opening("- a"), _opening("a) b"), _opening("12/KH"))
    1\. - a \- a a\) b 12/KH
    """
    return _OPENS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", escaped(text))


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    return _ENTITIES.get(sign) or "".join(f"\\{letter}" for letter in sign)
