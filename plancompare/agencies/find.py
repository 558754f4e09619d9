"""Where a sentence names a body, and what its full name is.

    Giám đốc | Sở Nội vụ | tỉnh Hà Nam            leader, body, place
    Thủ trưởng | các | sở, ban, ngành | cấp tỉnh   leader, group, what tells more of it
    Văn phòng | Ủy ban nhân dân | các huyện, thị xã, thành phố

Names are matched on forms without marks, so that one pattern finds them in a scan; where a word alone is ambiguous
without them (`sở` and `số`, `ban` and `bản`), a text that has marks must show the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from plancompare.agencies.doing import doing_at
from plancompare.agencies.duties import duty_of
from plancompare.agencies.names import (
    LEVELS,
    OF_ANOTHER,
    Known,
    Phrases,
    bare,
    bodies,
    bodies_by_second,
    grouped,
    heads,
    leaders,
    phrase_at,
    places,
    tails,
)
from plancompare.agencies.short import fields, letters
from plancompare.scan_quality import ONLY_VIETNAMESE
from plancompare.statements import Statement
from plancompare.text import canonical, fold

_LABEL = re.compile(r"\d{1,2}[./)-](?=[^\W\d])")
_LONGEST_NAME = 12  # words of a body that does not ship
_LONGEST_PLACE = 3  # words of a place that is no province
_LONGEST_GROUP = 8  # kinds in one group
_SPELLED = {"cac": "các", "nhung": "những", "tung": "từng", "moi": "mỗi"}  # what is put before groups


class Agency(NamedTuple):
    """A body named in a text: `text[start:end]` names it, `name` is its full name in correct spelling with its place
    where the text says it, `duty` the key of what it is for (`duty_of`), `level` of the administration or None."""

    start: int
    end: int
    name: str
    duty: str
    level: str | None


class _Named(NamedTuple):
    """A body named by the words up to `end`."""

    end: int
    name: str


def find_agencies(text: str, statement: Statement, abbreviations: Mapping[str, str]) -> tuple[Agency, ...]:
    """The bodies a sentence names, in order, none inside another.

    >>> from plancompare.model import Scan, Section
    >>> from plancompare.statements import read_statements
    >>> text = "Giao Giám đốc Sở Nội vụ báo cáo UBND tỉnh; UBND các huyện, thị xã phối hợp các cơ quan, đơn vị liên quan"
    >>> whole = Section("1", None, "arabic", "1", "1.", None, None, 0, len(text), ((0, len(text)),), 1, 1)
    >>> sentences = read_statements(text, [whole], Scan(False, 0.0, "typed"))
    >>> [agency.name for sentence in sentences for agency in find_agencies(text, sentence, {"UBND": "Ủy ban nhân dân"})]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['Giám đốc Sở Nội vụ', 'Ủy ban nhân dân tỉnh', 'Ủy ban nhân dân các huyện, thị xã',
     'các cơ quan, đơn vị liên quan']
    """
    line = _Line.of(statement, abbreviations)
    found: list[Agency] = []
    at = 0
    while at < len(line.forms):
        named = _agency(line, at)
        if named is None:
            at += 1
            continue
        start, end = statement.words[at].start, statement.words[named.end - 1].end
        found.append(Agency(start, end, named.name, duty_of(named.name), level_of(named.name)))
        at = named.end
    return tuple(found)


def level_of(name: str) -> str | None:
    """The level of the administration a body belongs to, as far as its full name tells.

    >>> level_of("Phòng Nội vụ thành phố"), level_of("Bộ Nội vụ"), level_of("các tổ chức chính trị - xã hội")
    ('thành phố', 'trung ương', None)
    """
    said = name.lower().replace("xã hội", "").replace("cơ sở", "").replace(",", " ")
    if re.search(r"\bBộ(?! Chỉ huy| Tư lệnh)\b", name):
        return "trung ương"
    return next((level for sign, level in _LEVEL_SIGNS if f" {sign} " in f" {said} "), None)


_LEVEL_SIGNS = (
    ("chính phủ", "trung ương"), ("trung ương", "trung ương"), ("quốc hội", "trung ương"),
    ("ban bí thư", "trung ương"), ("tỉnh", "tỉnh"), ("tỉnh ủy", "tỉnh"), ("huyện", "huyện"), ("huyện ủy", "huyện"),
    ("thị xã", "huyện"), ("quận", "huyện"), ("quận ủy", "huyện"), ("thành phố", "thành phố"),
    ("thành ủy", "thành phố"), ("xã", "xã"), ("phường", "xã"), ("thị trấn", "xã"), ("sở", "tỉnh"), ("các sở", "tỉnh"),
)  # fmt: skip


class _Line(NamedTuple):
    """The words of a sentence: `forms` without marks, `shown` as printed, `gaps[k]` the signs before word k.

    `marked` says that the text has its marks.
    """

    forms: tuple[str, ...]
    shown: tuple[str, ...]
    gaps: tuple[str, ...]
    marked: bool
    capitals: bool
    abbreviations: Mapping[str, str]

    @classmethod
    def of(cls, statement: Statement, abbreviations: Mapping[str, str]) -> _Line:
        forms, places, plain = statement.forms, statement.places, statement.plain
        gaps = ("", *(plain[places[k - 1] + len(forms[k - 1]) : places[k]] for k in range(1, len(forms))))
        shown = tuple(word.shown for word in statement.words)
        if label := _LABEL.match(shown[0]):  # `7.Sở`
            shown, forms = (shown[0][label.end() :], *shown[1:]), (forms[0][label.end() :], *forms[1:])
        together = "".join(shown[:60])
        small = any(map(str.islower, together))
        marked = ONLY_VIETNAMESE.search(together) is not None
        return cls(forms, shown, gaps, marked, not small, abbreviations)

    def joined(self, at: int, signs: str = "") -> bool:
        """Whether word `at` follows the one before it with nothing between but white space, a dash, or `signs`."""
        return at < len(self.forms) and not self.gaps[at].strip(" -–—'’" + signs)

    def capital(self, at: int) -> bool:
        return at < len(self.shown) and self.shown[at][:1].isupper()

    def says(self, at: int, known: Known) -> bool:
        """Whether the words at `at` are those of `known` with their marks, as far as the text has marks."""
        if not self.marked:
            return True
        spelled = known.shown.replace(",", "").replace(" - ", " ").split()
        return all(
            canonical(shown) == canonical(word) or fold(shown) == shown.lower() != form or fold(shown) != form
            for shown, word, form in zip(self.shown[at:], spelled, known.forms, strict=False)
        )

    def phrase(self, at: int, phrases: Phrases, signs: str = "") -> Known | None:
        """The phrase that stands at `at` in its right marks, with no other signs inside than `signs`."""
        if at >= len(self.forms):
            return None
        for known in phrases.get(self.forms[at], ()):
            end = at + len(known.forms)
            if (
                self.forms[at:end] == known.forms
                and all(self.joined(k, signs) for k in range(at + 1, end))
                and self.says(at, known)
            ):
                return known
        return None

    def joined_all(self, low: int, high: int) -> bool:
        """Whether no signs but commas and dashes stand inside the words `low` to `high`."""
        return all(self.joined(k, ",") for k in range(low + 1, high))

    def printed(self, low: int, high: int) -> str:
        """The words as printed with the signs between them, out of capitals."""
        pieces = [self.shown[low]]
        for k in range(low + 1, high):
            pieces += [self.gaps[k] if self.gaps[k].strip() else " ", self.shown[k]]
        name = "".join(pieces)
        return name[:1] + name[1:].lower() if self.capitals else name


def _agency(line: _Line, at: int) -> _Named | None:
    """The body named from word `at` on."""
    return _led(line, at) or _body(line, at) or _group(line, at)


def _led(line: _Line, at: int) -> _Named | None:
    """A person or people by what they lead: `Giám đốc Sở Nội vụ`, `Trưởng, phó các phòng chuyên môn`."""
    known = line.phrase(at, leaders())
    if known is None and line.forms[at : at + 3] == ("thi", "truong", "cac"):  # `Thủ trưởng`, misread
        known = Known(("thi", "truong"), "Thủ trưởng")
    if known is None:
        return None
    end, leader = at + len(known.forms), known.shown
    if line.forms[end : end + 1] == ("pho",) and line.joined(end, ","):
        end, leader = end + 1, f"{leader}, phó"
    if line.forms[end : end + 1] == ("cac",) or line.joined(end):
        led = _group(line, end) or _body(line, end) or _bare(line, end)
        if led is None and leader.startswith("Trưởng") and not line.capital(end):
            return None
        if led:
            return _Named(led.end, f"{leader} {led.name}")
    return None


def _bare(line: _Line, at: int) -> _Named | None:
    """A body named by its kind alone, with a capital: `Giám đốc Sở`."""
    known = line.phrase(at, bare())
    if known and line.capital(at) and line.joined(at):
        return _Named(at + len(known.forms), known.shown)
    return None


def _body(line: _Line, at: int) -> _Named | None:
    """One body, or the bodies of one kind at a level: `Sở Y tế`, `Ủy ban nhân dân các xã, phường`."""
    named = _short(line, at) or _shipped(line, at) or _unknown(line, at)
    if named is None:
        return None
    return _placed(line, _owned(line, named))


def _short(line: _Line, at: int) -> _Named | None:
    """An abbreviation, alone or as the field of a department: `UBND`, `Sở GD&ĐT`."""
    shown = line.shown[at]
    full = line.abbreviations.get(shown)
    if full and (full[:1].isupper()):
        return _Named(at + 1, full)
    head = line.phrase(at, heads())
    if head and head.shown in ("Sở", "Phòng", "Bộ") and line.joined(at + 1) and line.capital(at + 1):
        field = fields().get(letters(line.shown[at + 1]))
        if field and sum(map(str.isupper, line.shown[at + 1])) > 1 and not line.capitals:
            return _Named(at + 2, f"{head.shown} {field}")
    return None


def _shipped(line: _Line, at: int) -> _Named | None:
    """A body whose name ships."""
    known = line.phrase(at, bodies(), ",")
    if known is None:
        return _misread(line, at)
    if not line.capital(at) and (len(known.forms) < 4 or line.marked):
        return None
    return _Named(at + len(known.forms), _in_full(known.shown, line.abbreviations))


def _misread(line: _Line, at: int) -> _Named | None:
    """A name that ships of which a scan shows one word amiss: `Ban Dan van Tinh ly`, `Vun phong Uy ban nhan dan`."""
    if line.marked or not (line.capital(at) or line.forms[at] == "ny"):
        return None
    for known in bodies_by_second().get(line.forms[at + 1], ()) if at + 1 < len(line.forms) else ():
        end = at + len(known.forms)
        if _near(line.forms[at], known.forms[0]) and line.forms[at + 1 : end] == known.forms[1:] and line.joined_all(at, end):
            return _Named(end, _in_full(known.shown, line.abbreviations))
    for known in bodies().get(line.forms[at], ()):
        end = at + len(known.forms)
        amiss = [pair for pair in zip(line.forms[at:end], known.forms, strict=False) if pair[0] != pair[1]]
        if len(amiss) == 1 < len(known.forms) - 1 and end <= len(line.forms) and _near(*amiss[0]) and line.joined_all(at, end):
            return _Named(end, _in_full(known.shown, line.abbreviations))
    return None


def _near(shown: str, printed: str) -> bool:
    """Whether one syllable is another with a letter misread, two in a long one."""
    from rapidfuzz.distance import Levenshtein

    allowed = 1 if len(printed) < 5 else 2
    return Levenshtein.distance(shown, printed, score_cutoff=allowed) <= allowed


def _in_full(name: str, abbreviations: Mapping[str, str]) -> str:
    return " ".join(abbreviations.get(word, word) for word in name.split())


def _unknown(line: _Line, at: int) -> _Named | None:
    """A body of a clear shape: a head with a capital, and a name with a capital behind it (`Chi cục Thủy lợi`)."""
    head = line.phrase(at, heads())
    if head is None or not line.capital(at):
        return None
    first = at + len(head.forms)
    if len(head.forms) < 2 and (line.capitals or line.shown[at].isupper()):  # `TỔ CHỨC`, `PHÒNG CHÁY`
        return None
    if not line.joined(first) or not line.capital(first) or line.shown[first].isdigit() or _level(line, first):
        return None
    if head.shown == "Bộ" and line.forms[first] == "luat":
        return None
    if place := line.phrase(first, places()):
        return _Named(first + len(place.forms), f"{head.shown} {place.shown}")
    end = first + 1
    while end < min(len(line.forms), at + _LONGEST_NAME) and _goes_on(line, end):
        end += 1
    return _Named(end, f"{head.shown} {line.printed(first, end)}")


def _goes_on(line: _Line, at: int) -> bool:
    """Whether word `at` belongs to the name before it."""
    gap = line.gaps[at].strip()
    if any(map(str.isdigit, line.shown[at])) or line.forms[at] == "thang":  # of the next cell of a table
        return False
    if line.forms[at - 1 : at + 1] == ("phong", "chong"):
        return gap in ("", ",")
    if gap == "," and not line.capitals:
        ahead = next((k for k in range(at + 1, min(at + 6, len(line.forms))) if line.gaps[k].strip()), at + 6)
        both = any(line.forms[k] == "va" and line.capital(k + 1) for k in range(at + 1, min(ahead, len(line.forms))))
        return both and line.capital(at) and line.phrase(at, heads()) is None
    if gap.strip("-–—"):
        return False
    if line.forms[at] == "va":
        following = at + 1
        return line.capital(following) and line.phrase(following, heads()) is None and _agency(line, following) is None
    if line.capital(at) and not line.capitals:
        return line.phrase(at, heads()) is None or bool(gap)
    small = not doing_at(line.forms, at) and _level(line, at) is None and line.forms[at] not in _ENDS
    return small


_ENDS = frozenset(
    "la va de trong vao voi cho tai cua theo khi neu truoc sau qua tu den do cac nhung moi tung bi duoc phai can se da "
    "dang ve thi ma thuoc truc cham gom o nhu hoac".split()
)


def _level(line: _Line, at: int) -> Known | None:
    """A word for a level of place at `at`."""
    for length in (2, 1):
        form = " ".join(line.forms[at : at + length])
        if form in LEVELS and at + length <= len(line.forms):
            known = Known(tuple(form.split()), LEVELS[form])
            following = line.forms[at + length : at + length + 1]
            if form == "xa" and following == ("hoi",) or form == "quan" and following in (("ly",), ("triet",), ("tam",)):
                return None
            return known if line.says(at, known) or form in ("tp", "tx") else None
    return None


def _placed(line: _Line, named: _Named) -> _Named:
    """The body with the level and place behind it: `tỉnh Hà Nam`, `các huyện, thị xã, thành phố`, `cấp xã`."""
    at = named.end
    if not line.joined(at):
        return named
    if line.forms[at : at + 2] in (("cung", "cap"), ("cac", "cap")):
        return _Named(at + 2, f"{named.name} {'cùng' if line.forms[at] == 'cung' else 'các'} cấp")
    front = ""
    if line.forms[at] in _SPELLED or line.shown[at].isdigit() or line.forms[at] == "cap":
        front = "cấp" if line.forms[at] == "cap" else _SPELLED.get(line.forms[at], line.shown[at])
        at += 1
    level = _level(line, at)
    if level is None:
        place = line.phrase(at, places()) if not front and line.capital(at) else None
        return _Named(at + len(place.forms), f"{named.name} {place.shown}") if place else named
    name = f"{named.name} {front} {level.shown}" if front else f"{named.name} {level.shown}"
    at += len(level.forms)
    place_end, place = _place(line, at) if front != "các" else (at, "")
    if place:
        return _Named(place_end, f"{name} {place}")
    while more := _another_level(line, at):
        at, said = more
        name += said
    return _Named(at, name)


def _another_level(line: _Line, at: int) -> tuple[int, str] | None:
    """One more level of a list: `, thị xã`, `và thành phố`."""
    if at >= len(line.forms):
        return None
    sign = ", " if line.gaps[at].strip() == "," or line.forms[at : at + 2] == ("thi", "xa") else ""
    if line.forms[at] == "va" and line.joined(at, ","):
        at, sign = at + 1, " và "
    level = _level(line, at) if sign else None
    if level is None or (line.capital(at) and not line.capitals and _place(line, at + len(level.forms))[1]):
        return None
    return at + len(level.forms), f"{sign}{level.shown}"


def _place(line: _Line, at: int) -> tuple[int, str]:
    """Where the name of a place at `at` ends, and the name; empty where there is none."""
    if not line.joined(at):
        return at, ""
    known = line.phrase(at, places())
    if known and line.capital(at):
        return at + len(known.forms), known.shown
    if line.capitals:
        return at, ""
    end = at
    while end < min(len(line.forms), at + _LONGEST_PLACE) and line.joined(end) and _is_name(line, end):
        end += 1
    return end, line.printed(at, end) if end > at else ""


def _is_name(line: _Line, at: int) -> bool:
    shown = line.shown[at]
    return (shown.istitle() or shown.isdigit()) and _agency_head(line, at) is None and doing_at(line.forms, at) < 2


def _agency_head(line: _Line, at: int) -> Known | None:
    return line.phrase(at, heads()) or line.phrase(at, leaders())


_COMMITTEES = {"tinh": "Tỉnh ủy", "thanh": "Thành ủy", "huyen": "Huyện ủy", "quan": "Quận ủy", "dang": "Đảng ủy"}
_COMMITTEE = re.compile(rf"({'|'.join(_COMMITTEES)}) \w?[yi]")


def _owned(line: _Line, named: _Named) -> _Named:
    """A body that is part of another, with that one: `Ban Dân vận Tỉnh ủy`, `Thanh tra Sở`."""
    if fold(named.name) not in OF_ANOTHER or not line.joined(named.end):
        return named
    if not line.marked and _COMMITTEE.fullmatch(" ".join(line.forms[named.end : named.end + 2])):
        return _Named(named.end + 2, f"{named.name} {_COMMITTEES[line.forms[named.end]]}")
    owner = _short(line, named.end) or _shipped(line, named.end) or _bare(line, named.end)
    return _Named(owner.end, f"{named.name} {owner.name}") if owner else named


def _group(line: _Line, at: int) -> _Named | None:
    """Bodies named by their kinds: `các cơ quan, đơn vị`, `các sở, ban, ngành tỉnh`, `các phòng thuộc Sở`."""
    if line.forms[at] not in _SPELLED or not line.says(at, Known((line.forms[at],), _SPELLED[line.forms[at]])):
        return None
    front = _SPELLED[line.forms[at]]
    end = at + 1
    parts: list[str] = []
    while len(parts) < _LONGEST_GROUP and (found := _kind(line, end, bool(parts))):
        end, said = found
        parts.append(said)
    if not parts or (not line.marked and len(parts) == 1 and parts[0].isalpha()):  # `các phong trào`
        return None
    return _Named(end, f"{front} {''.join(parts)}")


def _kind(line: _Line, at: int, more: bool) -> tuple[int, str] | None:
    """One kind of a group with what tells more of it; behind others, with the sign before it."""
    if at >= len(line.forms):
        return None
    sign = ""
    if more:
        gap = line.gaps[at].strip()
        sign = ", " if gap == "," else " " if not gap else ""
        if line.forms[at] == "va" and gap in ("", ","):
            at, sign = at + 1, " và "
            if line.forms[at : at + 1] == ("cac",) and line.joined(at):
                at, sign = at + 1, " và các "
        if not sign:
            return None
    elif not line.joined(at):
        return None
    known = line.phrase(at, grouped())
    if known is None or doing_at(line.forms, at) > len(known.forms):
        return None
    if sign == " " and known.shown not in ("ban", "ngành", "đơn vị", "đoàn thể"):
        return None
    end, name = at + len(known.forms), known.shown
    if name.endswith("chính trị") and line.forms[end : end + 1] == ("xa",):  # `chính trị - xã hội`, misread
        end, name = end + 2, f"{name} - xã hội"
    while not (owner := _owner(line, end)) and line.joined(end) and (tail := line.phrase(end, tails())):
        end, name = end + len(tail.forms), f"{name} {tail.shown}"
    if owner:
        end, name = owner.end, f"{name} {owner.name}"
    else:
        end, name = _placed(line, _Named(end, name))
    return end, sign + name


def _owner(line: _Line, at: int) -> _Named | None:
    """Whom a group belongs to: `thuộc UBND tỉnh`, `thuộc, trực thuộc Bộ`, `của Sở`."""
    for word, shown in (("thuoc", "thuộc"), ("truc thuoc", "trực thuộc"), ("cua", "của")):
        forms = tuple(word.split())
        end = at + len(forms)
        if line.joined(at) and line.forms[at:end] == forms:
            if line.forms[end : end + 2] == ("truc", "thuoc"):
                end, shown = end + 2, "thuộc, trực thuộc"
            owner = _body(line, end) or _bare(line, end)
            return _Named(owner.end, f"{shown} {owner.name}") if owner else None
    return None
