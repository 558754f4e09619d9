"""To whom something goes, and through whom: `gửi về UBND tỉnh (qua Sở Nội vụ)`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plancompare.agencies import Agency
from plancompare.facts.context import Context
from plancompare.statements import Statement

# What stands right before the body it goes to: a verb that stays with what is done, one that does not, or a word that
# may mean something else and counts where something is sent before it. `g… về` is a misread `gửi về`.
_TO = re.compile(
    r"""(?<!\w)(?:(?:(?P<verb>bao\scao|trinh|phan\sanh)
      |(?:giao\s)?(?:gui|nop|chuyen|cung\scap))(?:\s(?:ve|cho|den|toi|len|lai))?
      |g[a-z]{1,3}\sve|bao\scao(?:\s\w{1,7}){0,2}\svoi|(?P<weak>ve|cho|den|toi))[\s(“"]{1,3}\Z""",
    re.VERBOSE,
)
_SENDS = re.compile(r"(?<!\w)(?:bao cao|trinh|phan anh|gui|nop|chuyen|cung cap)(?!\w)")
_THROUGH = re.compile(r"(?<!\w)(?:thong\s)?[qg]ua[\s:(]{1,3}\Z")
_AND = re.compile(r"\s?(?:,|;|va|,\sva)\s")
_NEAR = 26  # letters before a body that say what it is to do with the action


class Route(NamedTuple):
    """Names in full, more than one joined by `; `; their words are `Statement.plain[start:end]`."""

    recipient: str | None
    via: str | None
    start: int | None
    end: int | None


def read_route(context: Context, statement: Statement, low: int, high: int) -> Route:
    """To whom and through whom what `statement.plain[low:high]` orders goes."""
    plain = statement.plain
    to: list[str] = []
    through: list[str] = []
    names: list[str] | None = None  # of those named last
    first: int | None = None
    last = low
    for start, end, agency in _named(context, statement, low, high):
        ahead = plain[max(low, start - _NEAR) : start]
        if names is None or not _AND.fullmatch(plain, last, start):
            sent = _TO.search(ahead)
            if _THROUGH.search(ahead):
                names = through
            elif sent and (not sent["weak"] or _SENDS.search(plain, low, start)):
                names = to
                if first is None:
                    first = start - len(ahead) + (sent.end("verb") if sent["verb"] else sent.start())
            else:
                names = None
                continue
        names.append(agency.name)
        last = end
    found = first is not None or through
    return Route(
        "; ".join(dict.fromkeys(to)) or None, "; ".join(dict.fromkeys(through)) or None, first, last if found else None
    )


def _named(context: Context, statement: Statement, low: int, high: int) -> Iterator[tuple[int, int, Agency]]:
    """The bodies named in `plain[low:high]`, with their places there."""
    words, places = statement.words, statement.places
    agencies = context.agencies(statement)
    begin = bisect_left(places, low)
    if begin == len(words):
        return
    at = bisect_left(agencies, words[begin].start, key=lambda agency: agency.start)
    for agency in islice(agencies, at, None):
        first, last = (bisect_left(words, offset, key=lambda word: word.start) for offset in (agency.start, agency.end))
        if first == len(words) or places[first] >= high:
            break
        yield places[first], places[last - 1] + len(statement.forms[last - 1]), agency
