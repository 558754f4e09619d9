"""Where a sentence names a body, and what its full name is.

    Giám đốc | Sở Nội vụ | tỉnh Hà Nam            leader, body, place
    Thủ trưởng | các | sở, ban, ngành | cấp tỉnh   leader, group, what tells more of it
    Văn phòng | Ủy ban nhân dân | các huyện, thị xã, thành phố

Names are matched on forms without marks, so that one pattern finds them in a scan; where a word alone is ambiguous
without them (`sở` and `số`, `ban` and `bản`), a text that has marks must show the right ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from plancompare.agencies.bodies import bare_at, body_at
from plancompare.agencies.duties import duty_of
from plancompare.agencies.groups import group_at
from plancompare.agencies.levels import level_of
from plancompare.agencies.line import Line, Named, line_of
from plancompare.agencies.names import Known, leaders, starters
from plancompare.statements import Statement


class Agency(NamedTuple):
    """A body named in a text: `text[start:end]` names it, `name` is its full name in correct spelling with its place
    where the text says it, `duty` the key of what it is for (`duty_of`), `level` of the administration or None."""

    start: int
    end: int
    name: str
    duty: str
    level: str | None


def find_agencies(text: str, statement: Statement, abbreviations: Mapping[str, str]) -> tuple[Agency, ...]:
    """The bodies a sentence of `text` names, in order, none inside another.

    `abbreviations` are those of `abbreviations(text)`. A body that is not known is one of a clear shape
    (`Chi cục Thủy lợi`), named as printed.

    >>> from plancompare.model import Scan, Section
    >>> from plancompare.statements import read_statements
    >>> text = "Giao Giám đốc Sở Nội vụ báo cáo UBND tỉnh; UBND các huyện, thị xã mời các cơ quan, đơn vị liên quan"
    >>> whole = Section("1", None, "arabic", "1", "1.", None, None, 0, len(text), ((0, len(text)),), 1, 1)
    >>> sentences = read_statements(text, [whole], Scan(False, 0.0, "typed"))
    >>> [agency.name for sentence in sentences for agency in find_agencies(text, sentence, {"UBND": "Ủy ban nhân dân"})]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['Giám đốc Sở Nội vụ', 'Ủy ban nhân dân tỉnh', 'Ủy ban nhân dân các huyện, thị xã',
     'các cơ quan, đơn vị liên quan']
    """
    line = line_of(statement, abbreviations)
    starts = starters()
    found: list[Agency] = []
    at = 0
    while at < len(line.forms):
        may_be = line.forms[at] in starts or line.capital(at) or line.shown[at] in abbreviations
        named = _led(line, at) or body_at(line, at) or group_at(line, at) if may_be else None
        if named is None:
            at += 1
            continue
        start, end = statement.words[at].start, statement.words[named.end - 1].end
        found.append(Agency(start, end, named.name, duty_of(named.name), level_of(named.name)))
        at = named.end
    return tuple(found)


def _led(line: Line, at: int) -> Named | None:
    """A person or people by what they lead: `Giám đốc Sở Nội vụ`, `Trưởng, phó các phòng chuyên môn`."""
    known = line.phrase(at, leaders())
    if known is None and line.forms[at][0] == "t" and line.forms[at + 1 : at + 3] == ("truong", "cac"):  # misread
        known = Known(("thu", "truong"), "Thủ trưởng")
    if known is None:
        return None
    end, leader = at + len(known.forms), known.shown
    if line.form(end) == "pho" and line.joined(end, ","):
        end, leader = end + 1, f"{leader}, phó"
    if end >= len(line.forms) or line.gaps[end].strip():
        return None
    led = group_at(line, end) or body_at(line, end) or bare_at(line, end)
    return Named(led.end, f"{leader} {led.name}") if led else None
