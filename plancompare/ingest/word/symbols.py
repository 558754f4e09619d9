"""Letters of the fonts that draw signs in place of letters (Symbol, Wingdings): the sign a reader sees."""

from __future__ import annotations

from collections.abc import Mapping

UNKNOWN = "\ufffd"
# Code of a sign -> the sign. Those that stand in plans; a sign that is not here comes out as UNKNOWN.
_SYMBOL = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, 0x25, 0x26, *range(0x28, 0x2D), *range(0x2E, 0x40))},
    **{0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥"},
    **{0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xDE: "⇒", 0xE5: "∑"},
}
_WINGDINGS = {
    **{0x20: " ", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑"},
    **{0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x78: "☒", 0x9E: "·", 0x9F: "•", 0xA7: "▪"},
    **{0xA8: "◻", 0xAB: "★", 0xB6: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓"},
    **{0xFD: "☒", 0xFE: "☑"},
}
_WINGDINGS_2 = {0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0x97: "●", 0xA3: "□"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {0x20: " "},
    "webdings": {0x20: " ", 0x61: "✓", 0x63: "□"},
}
_PRIVATE = 0xF000  # Word keeps the codes of such fonts in the private area of Unicode
_OTHER_FONTS = frozenset({"opensymbol", "starsymbol", "zapfdingbats", "marlett"})  # these have Unicode's codes


def is_symbol_font(font: str | None) -> bool:
    """Whether a font draws signs in place of letters."""
    return font is not None and (font.casefold() in _FONTS or font.casefold() in _OTHER_FONTS)


def signs(text: str, font: str | None) -> str:
    """What a reader sees of `text` in this font; text of other fonts is its own sight.

    >>> signs("þ \\uf0a7", "Wingdings"), signs("\\uf0b3 90%", "Symbol"), signs("ý", "Arial")
    ('☑ ▪', '≥ 90%', 'ý')
    """
    table = _FONTS.get(font.casefold()) if font is not None else None
    if table is None:
        return text
    return "".join(
        table.get(code & 0xFF, UNKNOWN) if code < 0x100 or _PRIVATE <= code < _PRIVATE + 0x100 else letter
        for letter, code in zip(text, map(ord, text), strict=True)
    )
