"""The letters of one PDF page with their places, as pdfium tells them, gathered into runs.

Calls into pdfium take most of the time of reading a PDF. So a word, which is drawn at once as a rule, is asked for its
place by its first and last letter alone, and letter by letter only where it is drawn piecemeal.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from plancompare.ingest.letters.legacy_encodings import as_shown, legacy_font
from plancompare.scan_quality import ONLY_VIETNAMESE
from plancompare.syllables import is_syllable

if TYPE_CHECKING:
    from pypdfium2 import PdfTextPage

WIDE = 0.8
"""Gap between two words, as a share of their height, from which they are apart: a space in justified text is mostly
narrower, the white between two columns wider."""

# At the end of a line pdfium shows a hyphen as U+0002 or U+FFFE, and then no line end.
_WORD = re.compile("[^\\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
_HYPHEN = re.compile("[\x02\ufffe]")
_ANY_HYPHEN = re.compile("[-\x02\ufffe]")
_HYPHENATED = re.compile('[^\\s.,;:/()“”"\x02\ufffe-]{0,7}[-\x02\ufffe][^\\s.,;:/()“”"]{0,7}')
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufffe\uffff]")
# Signs of the fonts Symbol and Wingdings, which Word uses for bullets.
_SIGNS = str.maketrans({"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf02d": "-", "\uf02b": "+"})
_TALLEST = 1000.0  # points; the numbers of a damaged font may be anything
_INVISIBLE = 3  # text render mode of the letters that a recogniser laid under a scan
_ANGLES_LOOKED_AT = 64


class Run(NamedTuple):
    """Words one after another on one baseline without a wide gap; points, y upwards, the page turned upright.

    `order` counts the runs as the file draws them; `joined` says that no white space stood before it. `font` is its
    name where it is one of an old Vietnamese encoding; `hidden` text is not drawn: a recogniser's.
    """

    text: str
    left: float
    right: float
    baseline: float
    height: float
    order: int
    joined: bool = False
    font: str = ""
    hidden: bool = False


class Repaired(NamedTuple):
    """How many hyphens at a line end were put back, and unseen characters taken out."""

    hyphens: int = 0
    unseen: int = 0


class TextLayer(NamedTuple):
    """The text of one page as runs in the order of the file; `turned` in quarters, counter-clockwise.

    Letters of fonts known as old are decoded; nothing else is repaired yet.
    """

    runs: tuple[Run, ...]
    turned: int


class _Piece(NamedTuple):
    text: str
    left: float
    right: float
    baseline: float
    height: float
    joined: bool
    on_new_line: bool
    font: str
    hidden: bool


def read_text_layer(text: PdfTextPage, by_word: bool = False) -> TextLayer:
    """The runs of a page, with letters of old fonts as a reader sees them; `by_word` gives each word its own run.

    In a table two words of one run may stand on either side of a rule.
    """
    count = text.count_chars()
    if count <= 0:
        return TextLayer((), 0)
    letters = _Letters(text, count)
    runs = tuple(_runs(_pieces(letters), 0.0 if by_word else WIDE))
    for font in {run.font for run in runs if run.font}:
        runs = decoded(runs, partial(as_shown, font_name=font), font)
    return TextLayer(runs, letters.turned)


def decoded(runs: tuple[Run, ...], decode: Callable[[str], str], font: str = "") -> tuple[Run, ...]:
    """The runs, of those in `font` (none named: all) the letters that `decode` gives; it is given them as a whole.

    The ư of TCVN3 is the byte of the soft hyphen, and mostly comes as a hyphen; where it makes a syllable it is a ư.
    """

    def put_back(found: re.Match[str]) -> str:
        word = _ANY_HYPHEN.sub("\u00ad", found[0])
        of_a_symbol = len(word) == 1 or word[1].isupper()
        return found[0] if of_a_symbol or not is_syllable(decode(word)) else word

    chosen = [place for place, run in enumerate(runs) if not font or run.font == font]
    whole = "\n".join(runs[place].text for place in chosen)
    if decode("\u00ad").lower() == "ư" and not ONLY_VIETNAMESE.search(whole):
        whole = _HYPHENATED.sub(put_back, whole)
    of_place = dict(zip(chosen, decode(whole).split("\n"), strict=True))
    return tuple(run._replace(text=of_place.get(place, run.text)) for place, run in enumerate(runs))


def cleaned(runs: Iterable[Run]) -> tuple[tuple[Run, ...], Repaired]:
    """The runs as a reader sees them, and what was done. Ligatures are letters already: pdfium takes them apart."""
    kept: list[Run] = []
    hyphens = unseen = 0
    for run in runs:
        text = run.text
        if not text.isprintable():
            text, count = _HYPHEN.subn("-", text)
            hyphens += count
            text, count = _UNSEEN.subn("", text)
            unseen += count
            # Halves of a pair that never met are no letters.
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if text:
            kept.append(run._replace(text=text.translate(_SIGNS)))
    return tuple(kept), Repaired(hyphens, unseen)


def _native(name: str, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes bare addresses, which spares making an object for each letter."""
    import pypdfium2.raw as pdfium

    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


class _Letters:
    """pdfium's answers about single letters of one page."""

    def __init__(self, text: PdfTextPage, count: int) -> None:
        number, address = ctypes.c_int, ctypes.c_void_p
        self._page: int | None = ctypes.cast(text.raw, address).value
        self._owner = _native("FPDFText_GetTextObject", address, address, number)
        self._box = _native("FPDFText_GetLooseCharBox", number, address, number, address)
        self._origin = _native("FPDFText_GetCharOrigin", number, address, number, address, address)
        self._mode = _native("FPDFTextObj_GetTextRenderMode", number, address)
        self._font = _native("FPDFTextObj_GetFont", address, address)
        self._name = _native("FPDFFont_GetBaseFontName", ctypes.c_size_t, address, address, ctypes.c_size_t)
        self._sides, self._point = (ctypes.c_float * 4)(), (ctypes.c_double * 2)()
        self._at = ctypes.addressof(self._sides)
        self._x, self._y = ctypes.addressof(self._point), ctypes.addressof(self._point) + 8
        self._names: dict[int | None, str] = {}
        self.text = self._text(text, count)
        self.turned = self._turned(count)

    def _text(self, text: PdfTextPage, count: int) -> str:
        whole: str = text.get_text_range()
        if len(whole) == count:
            return whole
        code = _native("FPDFText_GetUnicode", ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
        codes = (code(self._page, letter) for letter in range(count))
        return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)

    def _turned(self, count: int) -> int:
        """Quarters by which most of the text is turned counter-clockwise; pages in landscape are often drawn so."""
        # pdfium counts clockwise.
        angle = _native("FPDFText_GetCharAngle", ctypes.c_float, ctypes.c_void_p, ctypes.c_int)
        looked_at = range(0, count, max(1, count // _ANGLES_LOOKED_AT))
        quarters: Counter[int] = Counter(-round(angle(self._page, letter) / (math.pi / 2)) % 4 for letter in looked_at)
        return max(quarters, key=lambda quarter: (quarters[quarter], -quarter))

    def owner(self, letter: int) -> int | None:
        """The text object that draws the letter."""
        owner: int | None = self._owner(self._page, letter)
        return owner

    def box(self, letter: int) -> tuple[float, float, float]:
        """Left, right and height."""
        self._box(self._page, letter, self._at)
        left, top, right, bottom = self._sides
        for _ in range(self.turned):  # a quarter takes (x, y) to (y, -x)
            left, right, top, bottom = bottom, top, -left, -right
        height = top - bottom
        return left, right, height if 0 < height < _TALLEST else 1.0

    def baseline(self, letter: int) -> float:
        self._origin(self._page, letter, self._x, self._y)
        x, y = self._point
        return (y, -x, -y, x)[self.turned]

    def style(self, owner: int | None) -> tuple[str, bool]:
        """Name of the font if it is legacy, and whether the letters are hidden."""
        if owner is None:
            return "", False
        font = self._font(owner)
        if font not in self._names:
            name = ctypes.create_string_buffer(256)
            length = self._name(font, ctypes.addressof(name), len(name)) if font else 0
            # Six letters and a plus sign before the name mark a font of which only a part is in the file.
            shown = re.sub(r"^[A-Z]{6}\+", "", name.value.decode("utf-8", "replace")) if 0 < length <= 256 else ""
            self._names[font] = shown if legacy_font(shown) else ""
        return self._names[font], self._mode(owner) == _INVISIBLE


def _pieces(letters: _Letters) -> Iterator[_Piece]:
    """The words, those in parts that are not drawn on one baseline in one style."""
    text = letters.text
    owner: int | None = -1
    baseline, font, hidden = 0.0, "", False
    end_of_last = 0
    for word in _WORD.finditer(text):
        start, end = word.span()
        white = text[end_of_last:start]
        joined, on_new_line = not white, "\n" in white
        end_of_last = end
        while start < end:
            first = letters.owner(start)
            if first != owner:
                owner = first
                baseline = letters.baseline(start)
                font, hidden = letters.style(owner)
            left, right, height = letters.box(start)
            stop = end
            if letters.owner(end - 1) != owner:
                stop = start + 1
                while stop < end:
                    other = letters.owner(stop)
                    if other != owner:
                        if abs(letters.baseline(stop) - baseline) > 0.01 * height:
                            break
                        if letters.style(other) != (font, hidden):
                            break
                        owner = other
                    stop += 1
            if stop > start + 1:
                _, there, high = letters.box(stop - 1)
                right, height = max(right, there), max(height, high)
            if math.isfinite(left + right + baseline):
                yield _Piece(text[start:stop], left, right, baseline, height, joined, on_new_line, font, hidden)
            start, joined, on_new_line = stop, True, False


def _runs(pieces: Iterator[_Piece], wide: float) -> Iterator[Run]:
    gathered: list[_Piece] = []
    right = height = 0.0
    order = 0
    for piece in pieces:
        if gathered:
            first, tall = gathered[0], max(height, piece.height)
            gap = piece.left - right
            if (
                piece.on_new_line
                or abs(piece.baseline - first.baseline) > 0.05 * tall
                or abs(gap) > wide * tall
                or piece.font != first.font
                or piece.hidden != first.hidden
            ):
                yield _run(gathered, right, height, order)
                order += 1
                gathered = []
        if not gathered:
            right, height = piece.right, piece.height
        gathered.append(piece)
        right, height = max(right, piece.right), max(height, piece.height)
    if gathered:
        yield _run(gathered, right, height, order)


def _run(pieces: list[_Piece], right: float, height: float, order: int) -> Run:
    first = pieces[0]
    text = "".join(piece.text if piece.joined else f" {piece.text}" for piece in pieces).lstrip(" ")
    left = min(piece.left for piece in pieces)
    return Run(text, left, right, first.baseline, height, order, first.joined, first.font, first.hidden)
