"""The legal syllables of Vietnamese: a closed set, generated from onset, rhyme and tone rules.

    syllable = onset + [medial] + nucleus + [final], with one of six tones

The rules are those of the standard orthography; both places of the tone are legal where writers differ
(`hoà`/`hòa`, `thuỷ`/`thủy`), and `i`/`y` may stand for one another after h, k, l, m, q, s, t, v. Syllables that the
rules allow and no word uses are in the set: it tells what *can* be Vietnamese, a language model what is likely.
The few names of provinces that keep a foreign spelling (`Đắk Lắk`, `Bắc Kạn`, `Kon Tum`) are listed as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
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


_Rhyme = tuple[str, tuple[int, ...]]  # as it is spelled, and which of its letters may carry the tone


def _spellings(rhymes: Mapping[str, tuple[str, tuple[int, ...]]]) -> list[_Rhyme]:
    """Every rhyme with the letters that may carry its tone; an open `oa`, `oe`, `uy` has it on either."""
    found = []
    for nucleus, (finals, carriers) in rhymes.items():
        for final in finals.split():
            if final == ".":
                found.append((nucleus, (0, 1) if nucleus in ("oa", "oe", "uy") else carriers))
            else:
                found.append((nucleus + final, carriers))
    return found


def _onsets_and_rhymes() -> list[tuple[Sequence[str], Sequence[_Rhyme]]]:
    """Groups of onsets and rhymes; each onset goes with each rhyme of its group, and no other syllable is legal."""
    plain, rounded = _spellings(_RHYMES), _spellings(_ROUNDED_RHYMES)
    front = [rhyme for rhyme in plain if rhyme[0][0] in _FRONT]
    back = [rhyme for rhyme in plain if rhyme[0][0] not in _FRONT]
    return [
        (_ONSETS, plain + rounded),
        (_BEFORE_BACK_VOWEL, back + rounded),
        (_BEFORE_FRONT_VOWEL, front),
        # `gi` swallows the `i` of a rhyme (gì, gìn, giếng, giết); in `giá`, `giũ` the vowel is the last letter alone.
        (("gi",), [(rhyme, at) for rhyme, at in plain if rhyme[0] != "i"]),
        (("g",), [(rhyme, at) for rhyme, at in plain if rhyme[0] == "i" and rhyme not in ("ia", "iu")]),
        (("qu",), _spellings(_AFTER_QU)),
        (("",), _spellings(_WITHOUT_ONSET)),
        (_Y_FOR_I, [("y", (0,))]),
        *(((name[0],), [(name[1:], (0,))]) for name in _NAMES),
    ]


@cache
def _carriers() -> dict[str, tuple[int, ...]]:
    """Syllable without its tone -> the letters of it that may carry the tone."""
    return {
        onset + rhyme: tuple(len(onset) + i for i in at)
        for onsets, rhymes in _onsets_and_rhymes()
        for onset in onsets
        for rhyme, at in rhymes
    }


@cache
def toneless_syllables() -> dict[str, tuple[str, str]]:
    """Every legal syllable without marks (`fold`), in lower case and sorted, with its (longest) onset and its rhyme.

    >>> syllables = toneless_syllables()
    >>> syllables["nghiep"], syllables["uy"], "cdng" in syllables
    (('ngh', 'iep'), ('', 'uy'), False)
    """
    found: dict[str, tuple[str, str]] = {}
    for onsets, rhymes in _onsets_and_rhymes():
        bare = {fold(rhyme) for rhyme, _ in rhymes}
        for onset in set(map(fold, onsets)):
            for rhyme in bare:
                syllable = onset + rhyme
                if syllable not in found or len(onset) > len(found[syllable][0]):
                    found[syllable] = onset, rhyme
    return {syllable: found[syllable] for syllable in sorted(found)}


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
