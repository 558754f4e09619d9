"""What a line's beginning may be as a label, and what it costs to read it as one.

A label is read through a small channel: the price of taking printed characters for the characters of a true label is
the price of confusing shapes (1 I l |, 5 S, 0 O D, 6 b, ...), losing or doubling a stroke, or melting strokes into one
letter (II -> H, III -> M). Which label is due is none of this module's business; see `path`.
All prices are in nats: 0 is what a clean print costs, 3 is about one in twenty.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from plancompare.structure.lines import Line, initial, is_capitals
from plancompare.text import fold

Family = Literal["part", "upper", "chapter", "muc", "submuc", "article", "roman", "arabic", "dotted", "deep", "letter"]

# Outer levels first (Decree 30/2020, annex I, and the `A.` of long plans). A level closes all levels after it.
RANK: dict[Family, int] = {
    "part": 0,
    "upper": 1,
    "chapter": 2,
    "muc": 3,
    "submuc": 4,
    "article": 5,
    "roman": 6,
    "arabic": 7,
    "dotted": 8,
    "deep": 9,
    "letter": 10,
}

FAMILY = {rank: family for family, rank in RANK.items()}

LETTERS = "abcdđefghijklmnopqrstuvwxyz"
_ROMAN_DIGITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """Small Roman numeral of a number from 1 on.

    >>> [roman(n) for n in (1, 4, 9, 14, 40)]
    ['i', 'iv', 'ix', 'xiv', 'xxxx']
    """
    shown = ""
    for value, digits in _ROMAN_DIGITS:
        while number >= value:
            shown, number = shown + digits, number - value
    return shown


_FROM_ROMAN = {roman(n): n for n in range(1, 40)}
_ORDINALS = {
    "nhat": 1,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
}
_WORDS: dict[str, Family] = {"phan": "part", "chuong": "chapter", "muc": "muc", "dieu": "article"}


def printed(family: Family, number: int) -> str:
    """A label as it is printed without its full stop, in small letters (`printed("roman", 4)` is `iv`)."""
    if family == "roman":
        return roman(number)
    if family in ("letter", "upper"):
        return LETTERS[number - 1] if number <= len(LETTERS) else "?"
    return str(number)


def exact(family: Family, core: str) -> int | None:
    """The number of a label printed without damage, None where it is none of this family.

    >>> exact("roman", "iv"), exact("arabic", "12"), exact("letter", "đ"), exact("arabic", "l")
    (4, 12, 5, None)
    """
    if family == "roman":
        return _FROM_ROMAN.get(core)
    if family in ("letter", "upper"):
        return LETTERS.index(core) + 1 if len(core) == 1 and core in LETTERS else None
    if family in ("part", "chapter", "muc", "submuc") and core in _FROM_ROMAN:
        return _FROM_ROMAN[core]
    return int(core) if core.isascii() and core.isdigit() and 0 < int(core) < 100 else None


# ---------------------------------------------------------------- the channel

# Shapes a reader of print confuses, marks aside, capitals and small letters together: general knowledge of the Latin
# letters and digits in a serif face; `?`, `j`, `]` were added for the tests' random damage, `ø` (for g) after scans of
# plans written for trial, none for a plan.
# The prices were set by hand with the scans at hand in view; halved or doubled one at a time, only those of a swap and
# of a lost stroke (doubled) change sections of the five plans.
_ALIKE = (
    "1il|!][jtf/r",
    "vyu",
    "xk%*",
    "0oqdc©ø",
    "5s$§",
    "2z?",
    "8b&3",
    "6bgó",
    "9gqaø",
    "4a",
    "7t/?",
    "3e",
    "ce¢o©€(",
    "ad@",
    "bhk6",
    "hnr",
    "pdbđ",
    "g8&sø",
)
_CONFUSABLE = {a + b for group in _ALIKE for a in group for b in group}
_STROKES = frozenset("1il|!][")
_MELTED = {"h": "ii", "n": "ii", "u": "ii", "m": "iii", "w": "vi", "k": "ix"}
_SWAPPED, _OTHER, _LOST, _LOST_STROKE, _EXTRA, _DOUBLED, _MELT = 0.8, 4.0, 2.2, 1.3, 1.8, 1.0, 0.9


@lru_cache(maxsize=1 << 16)
def misreading(shown: str, true: str) -> float:
    """Price of a print of `true` being read as `shown`; both in small letters.

    >>> misreading("iv", "iv"), misreading("11", "ii"), misreading("h", "ii"), misreading("v", "iv")
    (0.0, 1.6, 0.9, 1.3)
    >>> misreading("s", "5") < misreading("4", "5")
    True
    """
    if shown == true:
        return 0.0
    rows, columns = len(shown) + 1, len(true) + 1
    best = [[0.0] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            if not i and not j:
                continue
            price = 99.0
            if i:
                twin = i > 1 and shown[i - 2] + shown[i - 1] in _CONFUSABLE
                price = best[i - 1][j] + (_DOUBLED if twin else _EXTRA)
            if j:
                price = min(price, best[i][j - 1] + (_LOST_STROKE if true[j - 1] in _STROKES else _LOST))
            if i and j:
                a, b = shown[i - 1], true[j - 1]
                price = min(
                    price, best[i - 1][j - 1] + (0.0 if a == b else _SWAPPED if a + b in _CONFUSABLE else _OTHER)
                )
                melted = _MELTED.get(a)
                if melted and j >= len(melted) and true[j - len(melted) : j].replace("1", "i") == melted:
                    price = min(price, best[i - 1][j - len(melted)] + _MELT)
            best[i][j] = price
    return round(best[-1][-1], 6)


# ---------------------------------------------------------------- what stands at the beginning of a line

_AFTER_NUMBER = {".": 0.0, ")": 0.5, ",": 0.7, ":": 0.8, ";": 1.2, "-": 0.8, "–": 0.8, "/": 0.7, "": 1.5}
_AFTER_LETTER = {
    ")": 0.0,
    "}": 0.5,
    "]": 0.6,
    "/": 0.6,
    ".": 0.8,
    ">": 0.8,
    ",": 1.5,
    ":": 1.5,
    ";": 1.8,
    "-": 1.5,
    "–": 1.5,
    "": 4.0,
}

# A class of letters takes a quarter of a millisecond to compile if one of them is beyond Latin-1: dashes stand apart.
_CORE = r"(?:(?![–—])[^\s.,:;)\]}>/*_-])"
_TOKEN = re.compile(
    r"(?P<stray>[.,:;'’‘\"“”`~•°«»_–—-]{1,2}\s{1,3}|[=~^`´'’‘\"“”«»•°.,]{1,2}|-?_)?"
    rf"(?:\*\*)?(?P<core>(?:\]?{_CORE}{{1,5}}|\])(?:[.,][0-9lI|]{{1,2}}(?![^\W_])){{0,3}})"
    r"(?P<term>\s?[.)]|[,:;\]}>/–-]|)[.,)]?(?:\*\*)?(?P<gap>\s*)"
)
_MARKDOWN = re.compile(r"[#>*_\s]{0,8}")
_SPECK = re.compile(r"[#>*_\s]{0,8}(?:['`.,]|‘|’|)")
_WORD = re.compile(
    r"(?P<word>Ti.u [Mm].c|TI.U M.C|\S{3,7})\s{1,3}(?P<thu>[Tt][Hh]\S{1,2}\s{1,2})?"
    r"(?P<core>(?:(?!–)[^\s.:,)*-]){1,6})(?P<term>[.:,)-]|–|)(?:\*\*)?(?P<gap>\s*)"
)
_ROMANLIKE = frozenset("ivxl1|!][yuhnmwtfjkrc")
_STRICT_ROMAN = frozenset("ivxl1|!")
_BARE = frozenset("0123456789IVXLl|!.")
_DIGITLIKE = frozenset("0123456789il|!][josbzgqaetó¢©@&$§?")


class Token(NamedTuple):
    """The beginning of a line as a possible label.

    `core` is the printed label without its terminator, small and without tone marks; `raw` all of it as printed;
    `after` the offset in the line where the text behind it begins, `begins` what that text begins with.
    `price` is what speaks against a label whatever it be; `families` what it can be, with the price of its terminator
    and of the text behind it; `look` is what it costs to hold the beginning for plain words although it looks like one.
    """

    core: str
    raw: str
    after: int
    begins: str
    price: float
    families: tuple[tuple[Family, float], ...]
    look: float


def _plain(letters: str) -> str:
    """Small letters without tone and vowel marks; đ stays."""
    lower = letters.lower()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))


def read_token(line: Line) -> Token | None:
    """The possible label at the beginning of `line`, None where there is none to think of.

    >>> from plancompare.structure.lines import read_page
    >>> def first(text): return read_token(read_page(text).lines[0])
    >>> first("11. NOI DUNG").core, first("7.S¢ Tai chinh").raw, first("LI Tiep tuc").core
    ('11', '7.', 'li')
    >>> first("27/12/2018 của"), first("Thực hiện"), first("2030.")
    (None, None, None)
    """
    text = line.text
    start = match.end() if (match := _MARKDOWN.match(text)) else 0
    speck = match.end() if (match := _SPECK.match(text)) else start
    return _word_token(text, speck) or _short_token(text, start)


def _word_token(text: str, start: int) -> Token | None:
    found = _WORD.match(text, start)
    if not found or not found["word"][0].isupper():
        return None
    core = _plain(found["core"])
    word = fold(found["word"])
    romanlike = _ROMANLIKE if found["term"] and word in ("phan", "chuong") else _STRICT_ROMAN
    if not found["thu"] and not core[0].isdigit() and not set(core) <= romanlike:
        return None
    family: Family | None = "submuc" if word.startswith("tieu") else _WORDS.get(word)
    price = 0.0
    if family is None and not found["thu"]:
        near = min((misreading(word, true), true) for true in _WORDS)
        if near[0] <= 1.8 and near[1] != "muc":
            price, family = near[0] + 0.5, _WORDS[near[1]]
    if family is None:
        return None
    if found["thu"]:
        number = _ORDINALS.get(fold(core))
        if number is None:
            return None
        core = roman(number)
    rest = text[found.end() :]
    begins = initial(rest)
    # A reference in a sentence ("Điều 5 Luật Tiếp công dân") has no full stop and goes on with words.
    reference = not found["term"] and bool(rest) and not (is_capitals(rest) and family != "article")
    price += 3.0 if reference else 0.0
    return Token(
        core,
        text[start : found.end("term")],
        found.end(),
        begins,
        price,
        ((family, _style(family, begins, False)),),
        0.5 if reference else 4.0,
    )


def _short_token(text: str, start: int) -> Token | None:
    found = _TOKEN.match(text, start)
    if not found:
        return None
    shown, term, gap = found["core"], found["term"].strip(), found["gap"]
    if not term and shown[0] not in "1|!" and not _BARE.issuperset(shown):
        return None
    rest = text[found.end() :]
    begins = initial(rest)
    capitals = is_capitals(rest)
    # A Roman numeral that ran together with its full stop: `1U THỜI GIAN`.
    melted = capitals and len(shown) > 1 and shown[0] in "1|!" and set(_plain(shown)) <= _ROMANLIKE
    if not term and (not gap and rest or not (melted or _BARE.issuperset(shown)) or found["stray"]):
        return None
    if not gap and rest and (begins in ("lower", "digit", "mark") and term != ")" or rest[0] in ".,/"):
        return None
    if len(shown) > 1 and shown.isalpha() and shown.islower() and not shown.isascii():
        return None  # a syllable of the text (`vị.`, `sĩ)`): damage makes no marks, and one letter alone may be `đ)`
    core = _plain(shown).replace(",", ".")
    parts = core.split(".")
    if any(part.isdigit() and len(part) > 3 for part in parts):
        return None
    families: list[tuple[Family, float]] = []
    after_number = _AFTER_NUMBER.get(term[:1], 2.0)
    if len(parts) > 1:
        if not any(part.isdigit() for part in parts):
            return None
        families.append(("dotted" if len(parts) == 2 else "deep", min(after_number, 0.3)))
        # `II.1.` and `A.1.` name the section they stand in; a scan makes `HI.1.` or `111.1.` of `III.1.`
        lettered = set(parts[0]) <= _ROMANLIKE or len(parts[0]) == 1 and shown[0].isupper()
        if lettered and (parts[0] in ("11", "111") or not parts[0].isdigit()):
            families.append(("arabic" if len(parts) == 2 else "dotted", min(after_number, 0.3)))
    else:
        if set(core) <= _ROMANLIKE and not (term == ")" and shown.islower()):
            families.append(("roman", after_number))
        if len(core) <= 3 and set(core) <= _DIGITLIKE:
            families.append(("arabic", after_number))
        if len(core) <= 2 and not (core.isdigit() and (len(core) == 2 or term == ".")):
            families.append(("letter", _AFTER_LETTER.get(term[:1], 2.0) + 1.5 * (shown.isupper() and term != ")")))
            if len(core) == 1 and shown.isupper() and term in (".", ")", "-", "/"):
                families.append(("upper", after_number))
    if not families:
        return None
    price = (0.0 if gap or not rest else 0.5) + (1.5 if found["stray"] else 0.0)
    look = _look(shown, term, begins) + (3.0 if capitals else 0.0)
    return Token(
        core,
        text[found.start("core") : found.end("term")],
        found.end(),
        begins,
        price,
        tuple((family, terminator + _style(family, begins, capitals)) for family, terminator in families),
        look,
    )


def _style(family: Family, begins: str, capitals: bool) -> float:
    """What the text behind a label says against a heading or item of this family."""
    price = 0.0
    if begins == "lower":
        price += 1.0 if family == "letter" else 3.0
    elif begins == "mark":
        price += 2.0
    if family == "roman" and not capitals:
        price += 0.7
    elif family in ("arabic", "letter") and capitals:
        price += 1.0
    return price


def _look(shown: str, term: str, begins: str) -> float:
    """Price of plain words beginning like this: of 725 other lines of the five plans, none begins with a number, a full
    stop and a capital (a hundredth of them would cost 4.6)."""
    price = 0.5
    if shown.isdigit() or shown[1:-1].strip("0123456789") in (".", ","):
        price = {
            ".": 4.6,
            ")": 4.6,
            ",": 2.5,
            "-": 3.0,
            "–": 3.0,
            "/": 3.0 if begins == "upper" else 1.0,
            "": 3.0 if "." in shown else 2.5 if begins == "upper" else 0.7,
        }.get(term[:1], 1.5)
    elif "." in shown and shown[0].isupper() and shown[-1].isdigit():
        price = 4.0
    elif _plain(shown) in _FROM_ROMAN or set(shown) <= _BARE:
        price = 4.6 if term in (".", ")", "-") else 4.0 if shown.upper() == shown and len(shown) > 1 else 1.5
    elif len(shown) == 1:
        price = 4.6 if term == ")" else 2.5 if term else 0.5
    elif term in (".", ")"):
        price = 2.0
    return price if begins not in ("lower", "mark") or term == ")" else min(price, 1.5)
