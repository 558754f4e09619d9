"""Saved web pages: the text of the plan on the page, one line a paragraph, item or table cell.

What belongs to the site and not to the plan (scripts, menus, blocks of links) is left out and counted in the repairs.
Where the page marks its article (`<article>`, `<main>`, `articleBody`) and that holds nearly all the prose, only the
article is read; otherwise the whole page is, because losing a plan's header is worse than keeping a line of the site.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plancompare.errors import NotAPlanError, UnreadableError
from plancompare.ingest.encoding import UnknownEncodingError, decode
from plancompare.ingest.reading import Reading, ReadingOptions

if TYPE_CHECKING:
    from bs4.element import Tag

# Letters of markup without pictures and comments. A portal's page has some 0.3 million; parsing takes 5 s a million.
LARGEST_PAGE = 4_000_000
ARTICLE_SHARE = 0.8  # least share of the letters outside links that an article must hold to be read alone
LINK_SHARE = 0.8  # a block with at least this share of its letters in three links or more is a menu
_COPY_THE_TEXT = "open it in the browser, copy its text into a .txt and give that"

_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_PICTURE = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=\s]*+")
# A `<` that opens no whole tag is a letter. Told apart here, because the parser looks for its end again and again.
_STRAY = re.compile(r"""<(?!(?:/?[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+|[!?][^<>]*+)>)""")
_NOT_THE_PLAN = frozenset(
    "script style noscript template svg head title nav aside footer form button select iframe object dialog".split()
)
_ROLES_OF_THE_SITE = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MENUS = frozenset({"ul", "ol", "div", "section", "table", "dl"})
_PARAGRAPHS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl hr center address".split()
)
_LINES = frozenset("li tr td th dt dd caption figcaption".split())
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen and zero-width marks, which stand inside words
_LABELLED = re.compile(r"\s*(?:[-–+*•]|(?:[IVXLC]{1,7}|\d{1,3}|[a-zđ])[.)])(?:\s|$)")
_FOOTNOTE = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?")


def read(path: str, data: bytes, options: ReadingOptions = ReadingOptions()) -> Reading:
    """The text of the plan on a saved page; `<ul>` items get their dash, `<ol>` items their number.

    >>> page = "<p>I. MỤC ĐÍCH<br>YÊU CẦU</p><ul><li>Bám sát</li></ul><p>12 m<sup>2</sup><script>x</script>"
    >>> read("page.html", page.encode()).text
    'I. MỤC ĐÍCH\\nYÊU CẦU\\n\\n- Bám sát\\n\\n12 m²\\n'
    """
    from bs4 import BeautifulSoup

    declared = _DECLARED.search(data, 0, 4096)
    try:
        page = decode(data, declared[1].decode("ascii") if declared else None)
    except UnknownEncodingError as unknown:
        raise NotAPlanError(path, str(unknown), "save the page again from the browser") from None
    markup = _PICTURE.sub("", _without_comments(page.text))
    if len(markup) > LARGEST_PAGE:
        raise UnreadableError(path, f"a web page of more than {LARGEST_PAGE:,} letters", _COPY_THE_TEXT)
    root, menus = _article(BeautifulSoup(_STRAY.sub("&lt;", markup), "html.parser"))
    text = unicodedata.normalize("NFC", _lines(root, menus))
    if not text.strip():
        raise NotAPlanError(path, "the page holds no text of its own", _COPY_THE_TEXT)
    said = f"đã bỏ mã trang web và {len(menus)} khối liên kết" if menus else "đã bỏ mã trang web"
    return Reading(text, page.encoding, (*page.repairs, said))


def _without_comments(markup: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := markup.find("<!--", place)) >= 0:
        kept.append(markup[place:start])
        end = markup.find("-->", start + 2)
        if end < 0:
            return "".join(kept)
        place = end + 3
    return "".join([*kept, markup[place:]])


def _walk(root: Tag, menus: frozenset[int]) -> Iterator[tuple[Tag, str | None, bool]]:
    """(tag, None, True) where a tag opens, (tag, text, True) for a text in it, (tag, None, False) where it closes."""
    from bs4.element import NavigableString, Tag

    open_tags = [(root, iter(root.contents))]
    while open_tags:
        tag, rest = open_tags[-1]
        child = next(rest, None)
        if child is None:
            open_tags.pop()
            if open_tags:
                yield tag, None, False
        elif isinstance(child, Tag):
            if id(child) not in menus and not _of_the_site(child):
                yield child, None, True
                open_tags.append((child, iter(child.contents)))
        elif type(child) is NavigableString:  # its subclasses are comments, scripts and the like
            yield tag, str(child), True


def _of_the_site(tag: Tag) -> bool:
    style = tag.get("style")
    return (
        tag.name in _NOT_THE_PLAN
        or tag.get("role") in _ROLES_OF_THE_SITE
        or tag.has_attr("hidden")
        or (isinstance(style, str) and _HIDDEN.search(style) is not None)
    )


def _article(page: Tag) -> tuple[Tag, frozenset[int]]:
    """The part of the page to read, and the identities of the menus in it."""
    letters: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    links: Counter[int] = Counter()
    marked: list[Tag] = []
    blocks: list[Tag] = []
    in_link = 0
    for tag, text, opens in _walk(page, frozenset()):
        if text is not None:
            length = len(text) - text.count(" ")
            letters[id(tag)] += length
            linked[id(tag)] += length if in_link else 0
        elif opens:
            in_link += tag.name == "a"
        else:
            in_link -= tag.name == "a"
            links[id(tag)] += tag.name == "a"
            for count in (letters, linked, links):
                count[id(tag.parent)] += count[id(tag)]
            if tag.name in _MENUS:
                blocks.append(tag)
            if tag.name in ("article", "main") or tag.get("role") == "main" or tag.get("itemprop") == "articleBody":
                marked.append(tag)  # inner ones close first
    own = letters[id(page)] - linked[id(page)]
    root = next((tag for tag in marked if letters[id(tag)] - linked[id(tag)] >= ARTICLE_SHARE * own > 0), page)
    menus = frozenset(
        id(block)
        for block in blocks
        if links[id(block)] >= 3
        and linked[id(block)] >= LINK_SHARE * letters[id(block)]
        and 2 * letters[id(block)] < letters[id(root)]
    )
    return root, menus


@dataclass(slots=True)
class _Page:
    """Text as it is put together: pieces, and the line breaks owed before the next piece."""

    pieces: list[str]
    breaks: int = 0

    def owe(self, breaks: int) -> None:
        self.breaks = min(2, max(self.breaks, breaks))

    def write(self, text: str) -> None:
        if self.breaks or not self.pieces or self.pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        if self.breaks and self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            self.pieces.append("\n" * self.breaks)
        self.breaks = 0
        self.pieces.append(text)


def _lines(root: Tag, menus: frozenset[int]) -> str:
    page = _Page([])
    items: Counter[int] = Counter()
    preformatted = superscript = 0
    label = ""
    for tag, text, opens in _walk(root, menus):
        if text is not None:
            text = _UNSEEN.sub("", text)
            if label and text.strip():
                page.write("" if _LABELLED.match(text) else label)
                label = ""
            if superscript and (mark := _FOOTNOTE.fullmatch(text.strip())):
                page.write(_raised(mark[1], page.pieces[-1:]))
            elif preformatted:
                for number, line in enumerate(text.split("\n")):
                    page.breaks = min(2, page.breaks + (number > 0))
                    page.write(_SPACE.sub(" ", line))
            else:
                page.write(_SPACE.sub(" ", text))
            continue
        step = 1 if opens else -1
        preformatted += step * (tag.name == "pre")
        superscript += step * (tag.name == "sup")
        if tag.name == "br" and opens:
            page.breaks = min(2, page.breaks + 1)
        elif tag.name in _PARAGRAPHS:
            page.owe(2)
        elif tag.name in _LINES:
            page.owe(1)
            if tag.name == "li":
                label = _label(tag, items) if opens else ""
    return "".join(page.pieces).rstrip() + "\n"


def _raised(mark: str, before: list[str]) -> str:
    """A power stays a power, a footnote mark stands apart from the word it is glued to on the page."""
    if mark in ("2", "3") and before and before[0].endswith("m"):
        return "²" if mark == "2" else "³"
    return f" [{mark}]"


def _label(item: Tag, items: Counter[int]) -> str:
    """What the browser shows before an item of a list; it is written unless the item carries a label of its own."""
    whole = item.parent
    if whole is None or whole.name not in ("ul", "ol"):
        return ""
    if whole.name == "ul":
        return "- "
    items[id(whole)] += 1
    start = str(whole.get("start", "1"))
    number = items[id(whole)] - 1 + (int(start) if re.fullmatch(r"[0-9]{1,3}", start) else 1)
    if whole.get("type") == "a" and 1 <= number <= 26:
        return f"{chr(ord('a') + number - 1)}) "
    return f"{number}. "
