"""Saved web pages: the text of the plan on the page, one line a paragraph, item or table cell.

What belongs to the site and not to the plan (scripts, menus, blocks of links) is left out and counted in the repairs.
Where the page marks its article (`<article>`, `<main>`, `articleBody`) and that holds nearly all the prose, only the
article is read; otherwise the whole page is, because losing a plan's header is worse than keeping a line of the site.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from plancompare.errors import NotAPlanError
from plancompare.ingest.encoding import UnknownEncodingError, decode
from plancompare.ingest.reading import Reading

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, PageElement, Tag

ARTICLE_SHARE = 0.8  # least share of the letters outside links that an article must hold to be read alone
LINK_SHARE = 0.8  # a block with at least this share of its letters in three links or more is a menu
# Deeper nesting than any page has; hostile pages nest to make the work on them grow with the square of the depth.
DEEPEST_NESTING = 2000

_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_NOT_THE_PLAN = (
    "script style noscript template svg head nav aside footer form button select iframe object dialog".split()
)
_ROLES_OF_THE_SITE = {"navigation", "banner", "contentinfo", "search", "complementary"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MENUS = {"ul", "ol", "div", "section", "table", "dl"}
_PARAGRAPHS = frozenset(
    "p div section article main header h1 h2 h3 h4 h5 h6 blockquote pre figure table ul ol dl hr center address".split()
)
_LINES = frozenset("li tr td th dt dd caption figcaption".split())
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")  # soft hyphen and zero-width marks: inside words on web pages
_LABELLED = re.compile(r"\s*(?:[-–+*•]|(?:[IVXLC]{1,7}|\d{1,3}|[a-zđ])[.)])\s")
_FOOTNOTE = re.compile(r"[\[(]?(\d{1,3}|\*{1,3})[\])]?")


def read(path: str, data: bytes) -> Reading:
    """The text of the plan on a saved page; `<ul>` items get their dash, `<ol>` items their number.

    >>> page = "<body><p>I. MỤC ĐÍCH<br>YÊU CẦU</p><ul><li>Bám sát</ul><td>12 m<sup>2</sup></td><script>x</script>"
    >>> read("page.html", page.encode()).text
    'I. MỤC ĐÍCH\\nYÊU CẦU\\n\\n- Bám sát\\n\\n12 m²\\n'
    """
    declared = _DECLARED.search(data, 0, 4096)
    try:
        page = decode(data, declared[1].decode("ascii") if declared else None)
    except UnknownEncodingError as unknown:
        raise NotAPlanError(path, str(unknown), "save the page again from the browser") from None
    root, dropped = _article(_parse(path, page.text))
    text = unicodedata.normalize("NFC", _lines(root))
    if not text.strip():
        advice = "open it in the browser, copy its text into a .txt and give that"
        raise NotAPlanError(path, "the page holds no text of its own", advice)
    said = "đã bỏ mã trang web" + (f" và {dropped} khối không thuộc văn bản (trình đơn, liên kết)" if dropped else "")
    return Reading(text, page.encoding, (*page.repairs, said))


def _parse(path: str, markup: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    if _nesting(markup) > DEEPEST_NESTING:
        advice = "open it in the browser, copy its text into a .txt and give that"
        raise NotAPlanError(path, f"the page nests its parts more than {DEEPEST_NESTING} deep", advice)
    return BeautifulSoup(markup, "html.parser")
