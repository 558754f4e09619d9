"""Bodies named by their kinds: `các cơ quan, đơn vị`, `các sở, ban, ngành tỉnh`, `các phòng thuộc Sở`."""

from __future__ import annotations

from plancompare.agencies.bodies import bare_at, body_at
from plancompare.agencies.doing import doing_at
from plancompare.agencies.levels import placed
from plancompare.agencies.line import Line, Named
from plancompare.agencies.names import MANY, Known, grouped, leaders, tails

_MOST = 8  # kinds in one group
# Kinds that, without marks and alone, are mostly something else: `các phong trào`.
_DOUBTFUL = frozenset(("phòng", "hội", "bộ", "cục", "ban", "sở", "ấp", "đài", "trường"))
# Words that begin as a kind does: `trường hợp`, `phòng khám`.
_OTHERS = frozenset((("truong", "hop"), ("phong", "kham"), ("phong", "trao"), ("phong", "hop"), ("nganh", "nghe")))
_TIERS = ("tinh", "huyen", "xa")
_OF = (("thuoc", "thuộc"), ("truc thuoc", "trực thuộc"), ("cua", "của"))
# Kinds that stand behind others without a comma: `sở, ban ngành`.
_BEHIND = ("ban", "ngành", "đơn vị", "đoàn thể")


def group_at(line: Line, at: int) -> Named | None:
    """The group named from word `at` on; `Cấp xã` is one, with its capital."""
    if (
        line.form(at) == "cap"
        and line.capital(at)
        and not line.capitals
        and line.form(at + 1) in ("xa", "huyen", "tinh")
    ):
        level = placed(line, Named(at, ""))
        return Named(level.end, level.name.strip()) if level.end > at + 1 else None
    front = MANY.get(line.form(at))
    if front is None or line.amiss(at, Known((line.forms[at],), front)):
        return None
    end = at + 1
    parts: list[str] = []
    while len(parts) < _MOST and (found := _kind(line, end, bool(parts))):
        end, said = found
        parts.append(said)
    if not parts:
        return None
    if (
        not line.marked
        and len(parts) == 1
        and parts[0] in _DOUBTFUL
        and not (line.capital(at) and not line.joined(end))
    ):
        return None
    return Named(end, f"{front} {''.join(parts)}")


def _kind(line: Line, at: int, more: bool) -> tuple[int, str] | None:
    """One kind of a group with what tells more of it; behind others, with the sign before it."""
    if at >= len(line.forms) or not (more or line.joined(at)):
        return None
    sign = ""
    if more:
        at, sign = _sign(line, at)
        if not sign:
            return None
    known = line.phrase(at, grouped(), amiss=1)
    if known and len(known.forms) < 3 and line.amiss(at, known):
        return None
    if known is None or doing_at(line.forms, at) > len(known.forms):
        return None
    if (known.forms[-1], line.form(at + len(known.forms))) in _OTHERS:
        return None
    leader = line.phrase(at, leaders()) if more else None
    if leader and body_at(line, min(at + len(leader.forms), len(line.forms) - 1)):  # `…, Trưởng Công an các huyện`
        return None
    if sign == " " and known.shown not in _BEHIND:
        return None
    end, name = at + len(known.forms), known.shown
    if name.endswith("chính trị") and line.form(end) == "xa":  # `chính trị - xã hội`, misread
        end, name = min(end + 2, len(line.forms)), f"{name} - xã hội"
    while not (owner := _owner(line, end)) and line.joined(end) and (tail := line.phrase(end, tails())):
        end, name = end + len(tail.forms), f"{name} {tail.shown}"
    named = Named(owner.end, f"{name} {owner.name}") if owner else placed(line, Named(end, name))
    return named.end, sign + named.name


def _sign(line: Line, at: int) -> tuple[int, str]:
    """Where the next kind of a group begins, and the sign before it; empty where the group ends."""
    gap = line.gaps[at].strip()
    if line.forms[at] == "va" and gap in ("", ","):
        if line.form(at + 1) == "cac" and line.joined(at + 1):
            return at + 2, " và các "
        return at + 1, " và "
    return at, ", " if gap == "," else "" if gap else " "


def _owner(line: Line, at: int) -> Named | None:
    """Whom a group belongs to: `thuộc UBND tỉnh`, `thuộc, trực thuộc Bộ`, `của Sở`."""
    for word, shown in _OF:
        forms = tuple(word.split())
        end = at + len(forms)
        if line.joined(at) and line.forms[at:end] == forms:
            if line.forms[end : end + 2] == ("truc", "thuoc"):
                end, shown = end + 2, "thuộc, trực thuộc"
            owner = body_at(line, end) or bare_at(line, end) if end < len(line.forms) else None
            return Named(owner.end, f"{shown} {owner.name}") if owner else None
    return None
