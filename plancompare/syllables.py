"""The legal syllables of Vietnamese: a closed set, generated from onset, rhyme and tone rules.

    syllable = onset + [medial] + nucleus + [final], with one of six tones

The rules are those of the standard orthography; both places of the tone are legal where writers differ
(`hoà`/`hòa`, `thuỷ`/`thủy`), and `i`/`y` may stand for one another after h, k, l, m, q, s, t, v. Syllables that the
rules allow and no word uses are in the set: it tells what *can* be Vietnamese, a language model what is likely.
The few names of provinces that keep a foreign spelling (`Đắk Lắk`, `Bắc Kạn`, `Kon Tum`) are listed as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from plancompare.text import fold

# nucleus: (finals, letters of the nucleus that may carry the tone); "." is the open syllable.
_RHYMES = {
    "a": (". i o u y c ch m n ng nh p t", (0,)),
    "ă": ("c m n ng p t", (0,)),
    "â": ("u y c m n ng p t", (0,)),
    "e": (". o c m n ng p t", (0,)),
    "ê": (". u ch m n nh p t", (0,)),
    "i": (". u ch m n nh p t", (0,)),
    "ia": (".", (0,)),
    "iê": ("u c m n ng p t", (1,)),
    "o": (". i c m n ng p t", (0,)),
    "oo": ("c ng", (1,)),
    "ô": (". i c m n ng p t", (0,)),
    "ơ": (". i m n p t", (0,)),
    "u": (". i c m n ng p t", (0,)),
    "ua": (".", (0,)),
    "uô": ("i c m n ng t", (1,)),
    "ư": (". i u c m n ng t", (0,)),
    "ưa": (".", (0,)),
    "ươ": ("i u c m n ng p t", (1,)),
}
# The same after the medial sound, written `o` or `u`. After `q` it is always `u`, and part of the onset.
_ROUNDED_RHYMES = {
    "oa": (". i o y c ch m n ng nh p t", (1,)),
    "oă": ("c m n ng t", (1,)),
    "oe": (". o m n t", (1,)),
    "uâ": ("y n ng t", (1,)),
    "uê": (". ch nh", (1,)),
    "uơ": (".", (1,)),
    "uy": (". u ch n nh p t", (1,)),
    "uya": (".", (1,)),
    "uyê": ("n t", (2,)),
}
_AFTER_QU = {
    "a": (". i o u y c ch n ng nh p t", (0,)),
    "ă": ("c m n ng p t", (0,)),
    "â": ("y n ng t", (0,)),
    "e": (". o n t", (0,)),
    "ê": (". ch n nh t", (0,)),
    "i": (". n t", (0,)),
    "o": (".", (0,)),
    "ô": ("c", (0,)),
    "ơ": (". i n t", (0,)),
    "y": (". ch n nh t", (0,)),
    "yê": ("n t", (1,)),
}
_WITHOUT_ONSET = {"y": (".", (0,)), "yê": ("m n ng t u", (1,))}
_ONSETS = ("", "b", "ch", "d", "đ", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x")
_BEFORE_BACK_VOWEL = ("c", "g", "ng")
_BEFORE_FRONT_VOWEL = ("k", "gh", "ngh")
_FRONT = "eêi"
_Y_FOR_I = ("h", "k", "l", "m", "s", "t", "v")
_NAMES = ("đăk", "lăk", "kan", "kon")
_STOPS = ("c", "ch", "k", "p", "t")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONES_BEFORE_STOP = "\u0301\u0323"


def _spellings(rhymes: Mapping[str, tuple[str, tuple[int, ...]]]) -> list[tuple[str, tuple[int, ...]]]:
    """Every rhyme with the letters that may carry its tone; an open `oa`, `oe`, `uy` has it on either."""
    found = []
    for nucleus, (finals, carriers) in rhymes.items():
        for final in finals.split():
            if final == ".":
                found.append((nucleus, (0, 1) if nucleus in ("oa", "oe", "uy") else carriers))
            else:
                found.append((nucleus + final, carriers))
    return found


def _onset_rhymes() -> list[tuple[str, str, tuple[int, ...]]]:
    """Every (onset, rhyme, letters of the rhyme that may carry the tone) the orthography allows."""
    plain, rounded = _spellings(_RHYMES), _spellings(_ROUNDED_RHYMES)
    found = [(onset, rhyme, at) for onset in _ONSETS for rhyme, at in (*plain, *rounded)]
    found += [(onset, rhyme, at) for onset in _BEFORE_BACK_VOWEL for rhyme, at in plain if rhyme[0] not in _FRONT]
    found += [(onset, rhyme, at) for onset in _BEFORE_BACK_VOWEL for rhyme, at in rounded]
    found += [(onset, rhyme, at) for onset in _BEFORE_FRONT_VOWEL for rhyme, at in plain if rhyme[0] in _FRONT]
    # `gi` swallows the `i` of a rhyme (gì, gìn, giếng, giết); in `giá` and `giũ` the vowel is the last letter alone.
    found += [("gi", rhyme, at) for rhyme, at in plain if rhyme[0] != "i"]
    found += [("g", rhyme, at) for rhyme, at in plain if rhyme[0] == "i" and rhyme not in ("ia", "iu")]
    found += [("qu", rhyme, at) for rhyme, at in _spellings(_AFTER_QU)]
    found += [("", rhyme, at) for rhyme, at in _spellings(_WITHOUT_ONSET)]
    found += [(onset, "y", (0,)) for onset in _Y_FOR_I]
    found += [(name[0], name[1:], (0,)) for name in _NAMES]
    return found


@cache
def _carriers() -> dict[str, tuple[int, ...]]:
    """Syllable without its tone -> the letters of it that may carry the tone."""
    return {onset + rhyme: tuple(len(onset) + i for i in at) for onset, rhyme, at in _onset_rhymes()}


@cache
def toneless_syllables() -> dict[str, tuple[str, str]]:
    """Every legal syllable without marks (`fold`), in lower case and sorted, with its onset and its rhyme.

    >>> syllables = toneless_syllables()
    >>> syllables["nghiep"], syllables["uy"], "cdng" in syllables
    (('ngh', 'iep'), ('', 'uy'), False)
    """
    spellings = _onset_rhymes()
    folded = {part: fold(part) for part in {part for onset, rhyme, _ in spellings for part in (onset, rhyme)}}
    pairs = {(folded[onset], folded[rhyme]) for onset, rhyme, _ in spellings}
    return {onset + rhyme: (onset, rhyme) for onset, rhyme in sorted(pairs, key=lambda p: (p[0] + p[1], p[0]))}


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether `word`, with its marks, is a syllable the orthography allows; letter case does not matter.

    >>> [is_syllable(w) for w in ("Thủy", "thuỷ", "nghiệp", "quốc", "giếng", "Đắk")]
    [True, True, True, True, True, True]
    >>> [is_syllable(w) for w in ("hién", "tíc", "càc", "ngiệp", "UBND", "12", "")]
    [False, False, False, False, False, False, False]
    """
    letters: list[str] = []
    tone, carrier = "", -1
    for sign in unicodedata.normalize("NFD", word.lower()):
        if sign not in _TONES:
            letters.append(sign)
        elif tone:
            return False
        else:
            tone = sign
            # A tone sign may come before or after the sign of the vowel's quality; both belong to the last letter.
            carrier = sum(not unicodedata.combining(letter) for letter in letters) - 1
    base = unicodedata.normalize("NFC", "".join(letters))
    carriers = _carriers().get(base)
    if carriers is None:
        return False
    if base.endswith(_STOPS):
        return tone != "" and tone in _TONES_BEFORE_STOP and carrier in carriers
    return not tone or carrier in carriers
