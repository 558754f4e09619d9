"""The name of one body, or of the bodies of one kind at a level: `Sở Y tế`, `Ủy ban nhân dân các xã, phường`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plancompare.agencies.doing import doing_at
from plancompare.agencies.levels import level_at, placed
from plancompare.agencies.line import Line, Named
from plancompare.agencies.names import OF_ANOTHER, bare, bodies, bodies_by_second, heads, phrase_at, places
from plancompare.agencies.short import fields, letters
from plancompare.text import canonical, fold

_OTHERS = frozenset((("bo", "luat"), ("truong", "chinh"), ("truong", "sa"), ("truong", "hop")))  # no bodies
_LONGEST_NAME = 12  # words of a body that does not ship
_LONGEST_PART = 5  # words behind a comma: `Phòng Kinh tế, Hạ tầng và Đô thị`
_JOINED = ("Phòng ", "Trung tâm ")  # whose names are joined of many fields
# Words at which a name that does not ship ends, besides what bodies do.
_ENDS = frozenset(
    "là và để trong vào với cho tại của theo khi nếu trước sau qua từ tự đến do các những mỗi từng bị được phải cần sẽ "
    "đã đang về thì mà thuộc trực chậm gồm ở như hoặc ra tháng".split()
)
_PLAIN_ENDS = frozenset(map(fold, _ENDS))
_COMMITTEES = {"tinh": "Tỉnh ủy", "thanh": "Thành ủy", "huyen": "Huyện ủy", "quan": "Quận ủy", "dang": "Đảng ủy"}
_COMMITTEE = re.compile(rf"({'|'.join(_COMMITTEES)}) \w?[yi]")


def body_at(line: Line, at: int) -> Named | None:
    """The body named from word `at` on, with the body it is part of, its level and place."""
    named = _short(line, at) or _shipped(line, at)
    if named is None or (named.name.startswith(_JOINED) and _is_list(line, named.end)):
        named = _unknown(line, at)
    if named is None:
        return None
    whole = placed(line, _owned(line, named))
    if whole.end == at + 2 and not _stands_alone(line, at, whole.end):
        return None
    return whole


def _stands_alone(line: Line, at: int, end: int) -> bool:
    """Whether a name of two words is a body without more: not in `Thanh tra 40 doanh nghiệp`, `Công an nhân dân`."""
    if line.forms[at:end] == ("cong", "an"):
        return line.form(end) != "nhan"
    return line.forms[at:end] != ("thanh", "tra") or not line.joined(end) or doing_at(line.forms, end) > 0


def bare_at(line: Line, at: int) -> Named | None:
    """A body named by its kind alone, with a capital: the end of `Giám đốc Sở`."""
    known = line.phrase(at, bare())
    return Named(at + len(known.forms), known.shown) if known and line.capital(at) and line.joined(at) else None


def _short(line: Line, at: int) -> Named | None:
    """An abbreviation, alone or as the field of a department: `UBND`, `Sở GD&ĐT`."""
    full = line.abbreviations.get(line.shown[at])
    if full and _is_body(full):
        return Named(at + 1, full)
    head = line.phrase(at, heads())
    if head and head.shown in ("Sở", "Phòng", "Bộ") and line.joined(at + 1) and not line.capitals:
        field = fields().get(letters(line.shown[at + 1]))
        if field and sum(map(str.isupper, line.shown[at + 1])) > 1:
            return Named(at + 2, f"{head.shown} {field}")
    return None


def _is_body(full: str) -> bool:
    forms = fold(full).split()
    return full[:1].isupper() and (phrase_at(forms, 0, heads()) or phrase_at(forms, 0, bodies())) is not None


def _shipped(line: Line, at: int) -> Named | None:
    """A body whose name ships. Of a long one the capital and single marks may be lost."""
    known = line.phrase(at, bodies(), ",")
    if known and not line.capital(at) and (len(known.forms) < 3 or line.amiss(at, known)):
        return None
    if known is None and line.capital(at):
        known = line.phrase(at, bodies(), ",", amiss=2)
        if known and len(known.forms) < 3:
            known = None
    if known is None:
        return _misread(line, at)
    if not line.capital(at) and not line.marked and len(known.forms) < 4:
        return None
    return Named(at + len(known.forms), _in_full(known.shown, line.abbreviations))


def _misread(line: Line, at: int) -> Named | None:
    """A name that ships, of three words and more, of which one word is misread: `Vun phong Uy ban nhan dan`."""
    if at + 1 >= len(line.forms) or not (line.capital(at) or line.forms[at] == "ny"):
        return None
    fewest = 4 if line.marked else 3
    candidates = (*bodies_by_second().get(line.forms[at + 1], ()), *bodies().get(line.forms[at], ()))
    for known in candidates:
        end = at + len(known.forms)
        if len(known.forms) < fewest or not line.joined_all(at, end, ","):
            continue
        amiss = [pair for pair in zip(line.forms[at:end], known.forms, strict=True) if pair[0] != pair[1]]
        if len(amiss) == 1 and _near(*amiss[0]):
            return Named(end, _in_full(known.shown, line.abbreviations))
    return None


def _near(shown: str, printed: str) -> bool:
    """Whether one syllable is another with a letter misread, two in a long one."""
    from rapidfuzz.distance import Levenshtein

    allowed = 1 if len(printed) < 5 else 2
    return Levenshtein.distance(shown, printed, score_cutoff=allowed) <= allowed


def _in_full(name: str, abbreviations: Mapping[str, str]) -> str:
    return " ".join(abbreviations.get(word, word) for word in name.split())


def _unknown(line: Line, at: int) -> Named | None:
    """A body of a clear shape: a head with a capital, and a name with a capital behind it (`Chi cục Thủy lợi`)."""
    head = line.phrase(at, heads())
    if head is None or not line.capital(at):
        return None
    first = at + len(head.forms)
    if len(head.forms) < 2 and (line.capitals or line.shown[at].isupper()):  # `TỔ CHỨC`, `PHÒNG CHÁY`
        return None
    if not line.joined(first) or not line.capital(first) or line.shown[first].isdigit() or level_at(line, first):
        return None
    if (head.forms[-1], line.forms[first]) in _OTHERS:
        return None
    if place := line.phrase(first, places()):
        return Named(first + len(place.forms), f"{head.shown} {place.shown}")
    end = first + 1
    while end < min(len(line.forms), at + _LONGEST_NAME) and _goes_on(line, end):
        end += 1
    if end == first + 1 and len(head.forms) == 1 and not line.marked:  # of a scan, as likely a place: `Phong Nha`
        return None
    return Named(end, f"{head.shown} {line.printed(first, end)}")


def _goes_on(line: Line, at: int) -> bool:
    """Whether word `at` belongs to the name before it."""
    gap = line.gaps[at].strip()
    if any(map(str.isdigit, line.shown[at])) or line.forms[at] == "thang":  # of the next cell of a table
        return False
    if line.forms[at - 1 : at + 1] == ("phong", "chong"):
        return gap in ("", ",")
    if gap == ",":
        return _is_list(line, at)
    if gap.strip("-–—"):
        return False
    if line.forms[at] == "va":
        following = at + 1
        return line.capital(following) and not (line.phrase(following, heads()) or _shipped(line, following))
    if line.capital(at) and not line.capitals:
        return line.phrase(at, heads()) is None or bool(gap)
    return not doing_at(line.forms, at) and level_at(line, at) is None and not _ends(line, at)


def _is_list(line: Line, at: int) -> bool:
    """Whether a comma stands before word `at` and the name goes on: `Phòng Kinh tế, | Hạ tầng và Đô thị`."""
    if line.capitals or not line.capital(at) or line.gaps[at].strip() != "," or line.phrase(at, heads()):
        return False
    last = min(at + _LONGEST_PART, len(line.forms))
    ahead = next((k for k in range(at + 1, last) if line.gaps[k].strip()), last)
    joined = (k + 1 for k in range(at + 1, ahead) if line.forms[k] == "va")
    return any(line.capital(k) and line.phrase(k, heads()) is None for k in joined)


def _ends(line: Line, at: int) -> bool:
    if line.marked and fold(line.shown[at]) == line.forms[at]:
        return canonical(line.shown[at]) in _ENDS
    return line.forms[at] in _PLAIN_ENDS


def _owned(line: Line, named: Named) -> Named:
    """A body that is part of another, with that one: `Ban Dân vận Tỉnh ủy`, `Thanh tra Sở`."""
    if fold(named.name) not in OF_ANOTHER or not line.joined(named.end):
        return named
    if not line.marked and _COMMITTEE.fullmatch(" ".join(line.forms[named.end : named.end + 2])):
        return Named(named.end + 2, f"{named.name} {_COMMITTEES[line.forms[named.end]]}")
    owner = _short(line, named.end) or _shipped(line, named.end) or bare_at(line, named.end)
    return Named(owner.end, f"{named.name} {owner.name}") if owner else named
