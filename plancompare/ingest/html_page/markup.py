"""Markup made safe for the parser: without pictures, comments and scripts, `<` only where a tag begins, bounded."""

from __future__ import annotations

import re
from typing import NamedTuple

from plancompare.errors import InputLimitError, NotAPlanError
from plancompare.ingest.letters.encoding import CERTAIN, UnknownEncodingError, decode, inferred_reading, tidied
from plancompare.ingest.reading import Reading

# Letters of markup without pictures, comments and scripts, and tags. A portal's page has some 0.1 million letters and
# 5,000 tags, a plan of 100 pages saved by Word 3 million and 80,000, read in 5 s. The most tags take 20 s.
LARGEST_PAGE = 8_000_000
MOST_TAGS = 300_000
MOST_BYTES = 4  # of a letter
COPY_THE_TEXT = "open it in the browser, copy its text into a .txt and give that"

_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_WESTERN = re.compile(r"(?i:windows-1252|cp1252|iso-8859-15?|us-ascii)")
# Old fonts and numbers of Vietnamese letters: the bytes around them are western then.
_SAID_OTHERWISE = re.compile(rb"[\"':\s](?:\.[Vv]n[A-Z]|VNI-)|&#(?:7[6-9]\d\d|[xX]1[eE][0-9a-fA-F]{2});")
_PICTURE = re.compile(rb"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s]*+")
_NOT_MARKUP = re.compile(r"<!--|<(script|style)(?=[\s/>])", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style")}
# A `<` that opens no whole tag is a letter. Told apart here, because the parser looks for its end again and again.
_STRAY = re.compile(r"""<(?!(?:/?[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+|[!?][^<>]*+)>)""")
_DECLARATION = re.compile(r"<[!?][^<>]*+>")


class Markup(NamedTuple):
    """Markup for the parser, the style sheets and the number of scripts that stood in it."""

    text: str
    sheets: tuple[str, ...]
    scripts: int


def decoded(path: str, data: bytes, declared: str | None) -> Reading:
    """The markup of a page, whose encoding may be `declared` beside it or in it.

    Of a page that says it is in a western encoding, the bytes are believed if they spell Vietnamese. Raises
    `NotAPlanError` and `LimitError`.
    """
    if not declared and (said := _DECLARED.search(data, 0, 4096)):
        declared = said[1].decode("ascii")
    data = _PICTURE.sub(b"", data)
    if len(data) > MOST_BYTES * LARGEST_PAGE:
        raise _too_large(path, f"{LARGEST_PAGE:,} letters")
    try:
        source = decode(data, declared)
    except UnknownEncodingError as unknown:
        raise NotAPlanError(path, str(unknown), "save the page again from the browser") from None
    western = declared and source.encoding == declared.lower() and _WESTERN.fullmatch(declared)
    if western and not _SAID_OTHERWISE.search(data) and (inferred := inferred_reading(data, CERTAIN)):
        text, done = tidied(inferred.text)
        wrong = f"trang khai báo sai bảng mã ({declared})"
        return Reading(text, inferred.encoding, (wrong, *inferred.repairs, *done), inferred.warnings)
    return source


def markup_of(path: str, text: str) -> Markup:
    """What the parser is given of a page. Raises `LimitError`.

    >>> markup_of("x", "<!-- a --><p>3 < 5<script>'<!--'</script><style><!-- p {} --></style>")
    Markup(text='<p>3 &lt; 5', sheets=('<!-- p {} -->',), scripts=1)
    """
    kept: list[str] = []
    sheets: list[str] = []
    place = scripts = 0
    while found := _NOT_MARKUP.search(text, place):
        kept.append(text[place : found.start()])
        if not found[1]:
            end = text.find("-->", found.start() + 2)
            place = end + 3 if end >= 0 else len(text)
            continue
        name = found[1].lower()
        begin = text.find(">", found.end()) + 1 or len(text)
        closing = _ENDS[name].search(text, begin)
        end = closing.start() if closing else len(text)
        place = text.find(">", end) + 1 or len(text)
        scripts += name == "script"
        if name == "style":
            sheets.append(text[begin:end])
    markup = "".join([*kept, text[place:]])
    if len(markup) > LARGEST_PAGE:
        raise _too_large(path, f"{LARGEST_PAGE:,} letters")
    if markup.count("<") > MOST_TAGS:
        raise _too_large(path, f"{MOST_TAGS:,} tags")
    return Markup(_DECLARATION.sub("", _STRAY.sub("&lt;", markup)), tuple(sheets), scripts)


def _too_large(path: str, limit: str) -> InputLimitError:
    return InputLimitError(path, f"a web page of more than {limit}", f"{COPY_THE_TEXT}")
