"""Style, script and page without the bytes that mean nothing; what is said, and how it looks and works, stays.

The text of a page is escaped, so that quotes and angle brackets occur in its tags alone.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
_LINE_COMMENT = re.compile(r"^//.*\n", re.MULTILINE)
# A string, or a sign of a style sheet with blanks about it that say nothing. (The blank before a colon may say much.)
_STYLE_SIGN = re.compile(r"""("[^"]*"|'[^']*')|\s*([{};,])\s*|(?<=[\w-]):\s+""")
_VERBATIM = r"<style>.*?</style>|<script[ >].*?</script>"
# End tags that HTML lets out, and quotes about a value that has no blank or sign in it.
_NEEDLESS = re.compile(
    rf"({_VERBATIM})|</(?:td|th|tr|thead|tbody|li|dt|dd)>|(?<= )([\w-]+)=\"([\w.#@~-]+)\"(?=[ >])",
    re.DOTALL,
)


def compact_style(css: str) -> str:
    r"""A style sheet without comments, indents and needless blanks.

    >>> compact_style("/* x */\na :is(b, c)::before {\n  content: \", \"; color: red;\n}\n")
    'a :is(b,c)::before{content:", ";color:red;}'
    """
    return _STYLE_SIGN.sub(_style_sign, _INDENT.sub("", _COMMENT.sub("", css))).strip()


def _style_sign(found: re.Match[str]) -> str:
    return found[1] or found[2] or ":"


def compact_script(js: str) -> str:
    """A script without indents and without the comments that have lines of their own."""
    return _LINE_COMMENT.sub("", _INDENT.sub("", js))


def compact_page(html: str) -> str:
    r"""A page without end tags and quotes that may be left out.

    >>> compact_page('<ul class="a b"><li id="x-1">1</li><li>2</li></ul><script>"</li>"</script>')
    '<ul class="a b"><li id=x-1>1<li>2</ul><script>"</li>"</script>'
    """
    return _NEEDLESS.sub(_needed, html)


def _needed(found: re.Match[str]) -> str:
    return found[1] or (f"{found[2]}={found[3]}" if found[2] else "")
