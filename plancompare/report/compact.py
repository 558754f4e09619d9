"""Style, script and page without the bytes that mean nothing; what is said, and how it looks and works, stays.

The text of a page is escaped, so that quotes and angle brackets occur in its tags alone.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from string import ascii_letters

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)
# What a script says between quotes, a pattern, a comment, a semicolon that a brace makes needless, a sign with blanks
# about it, and other blanks. `+`, `-` and `*` stand between two operands here; alone they may mean something else.
_SCRIPT_TOKEN = re.compile(
    r"""(?P<quoted>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{)|\$\{(?:[^`{}]|`[^`]*`|\{[^{}]*\})*\})*`)"""
    r"""|(?<=[(,=:\[!&|?{};>])\s*(?P<pattern>/(?![/*])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/)"""
    r"""|(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|;\s*(?P<end>\})\s*"""
    r"""|\s*(?P<sign>[{}()\[\];,=<>?:&|!])\s*"""
    r"""|(?<=[\w)\]])\ (?P<operator>[-+*])\ (?=[\w(])"""
    r"""|(?P<blank>\s+)""",
    re.DOTALL,
)
# Of a script without blanks: a name; one declared, by itself or as the parameter of an arrow function; one that stands
# for a property, a key, a method or a label as well.
_NAME = re.compile(r"(?<![\w$])[A-Za-z_]\w*")
_DECLARED = re.compile(r"\b(?:const|let) ([A-Za-z_]\w*)|\(([A-Za-z_]\w*)\)=>|(?<![\w.$])([A-Za-z_]\w*)=>")
_NOT_ALONE = re.compile(
    r"(?<!\.\.)\.([A-Za-z_]\w*)|(?<![\w$])([A-Za-z_]\w*):|(?<=[{,])([A-Za-z_]\w*)(?=[,}]|\([^()]*\)\{)"
)
_KEYWORDS = {"as", "do", "if", "in", "of"}
# What a script may mean of the browser by a name that it also declares somewhere.
_BROWSERS = {"document", "history", "location", "navigator", "window"}
# A string, or a sign of a style sheet with blanks about it that say nothing. (The blank before a colon may say much.)
_STYLE_SIGN = re.compile(r"""("[^"]*"|'[^']*')|;?\s*(\})\s*|\s*([{;,])\s*|(?<=[\w-]):\s+""")
_VERBATIM = r"<style>.*?</style>|<script[ >].*?</script>"
# Before these a paragraph ends by itself.
_BEHIND = "(?:p|div|h[1-6]|ul|ol|table|blockquote|dl|td|li)"
# End tags that HTML lets out, and quotes about a value that has no blank or sign in it.
_NEEDLESS = re.compile(
    rf"({_VERBATIM})|</(?:td|th|tr|thead|tbody)>\n?|</(?:li|dt|dd)>|</p>(?=\s*</?{_BEHIND}[ >])"
    r"|(?<= )([\w-]+)=\"([\w.#@~-]+)\"(?=[ >])",
    re.DOTALL,
)


def compact_style(css: str) -> str:
    r"""A style sheet without comments, indents and needless blanks.

    >>> compact_style("/* x */\na :is(b, c)::before {\n  content: \", \"; color: red;\n}\n")
    'a :is(b,c)::before{content:", ";color:red}'
    """
    return _STYLE_SIGN.sub(_style_sign, _INDENT.sub("", _COMMENT.sub("", css))).strip()


def _style_sign(found: re.Match[str]) -> str:
    return found[1] or found[2] or found[3] or ":"


def compact_script(js: str) -> str:
    r"""A script without comments, needless blanks and long names of its own. Statements end with semicolons,
    and none is empty.

    >>> compact_script('// x\nconst a = (b) => {\n  return b ? "c  d" : e - -f + g; // y\n};\n')
    'const a=(b)=>{return b?"c  d":e - -f+g};'
    >>> compact_script("const count = (words) => words.length + size;\ncount(a);\n")
    'const b=(c)=>c.length+size;b(a);'
    """
    return _short_names(_SCRIPT_TOKEN.sub(_script_token, _SCRIPT_TOKEN.sub(_without_comment, js)).strip())


def _short_names(js: str) -> str:
    """The script with short names for its variables, those that save most first.

    A name is changed throughout or not at all: not where it also stands for a property, a key, a label or something of
    the browser's, or occurs in what is said between quotes. The new ones occur nowhere else, so that no scope matters.
    """
    said = [found.span() for found in _SCRIPT_TOKEN.finditer(js) if found["quoted"] or found["pattern"]]
    edges = [0, *(edge for span in said for edge in span), len(js)]
    pieces = [js[start:end] for start, end in pairwise(edges)]  # code, quotation, code, …
    code = "\0".join(pieces[::2])
    own = {name for found in _DECLARED.finditer(code) for name in found.groups() if name} - _BROWSERS
    own -= {name for found in _NOT_ALONE.finditer(code) for name in found.groups() if name}
    own -= {name for piece in pieces[1::2] for name in _NAME.findall(piece)}
    count = Counter(_NAME.findall(code))
    taken = {name for piece in pieces for name in _NAME.findall(piece)} | _KEYWORDS
    free = (name for size in (1, 2) for name in map("".join, product(ascii_letters, repeat=size)) if name not in taken)
    longest_first = sorted((name for name in own if len(name) > 2), key=lambda name: (-len(name) * count[name], name))
    short = dict(zip(longest_first, free, strict=False))
    pieces[::2] = [_NAME.sub(lambda found: short.get(found[0], found[0]), piece) for piece in pieces[::2]]
    return "".join(pieces)


def _without_comment(found: re.Match[str]) -> str:
    return "" if found["comment"] else found[0]


def _script_token(found: re.Match[str]) -> str:
    if found["blank"]:
        return "\n" if "\n" in found[0] else " "
    return found["quoted"] or found["pattern"] or found["end"] or found["sign"] or found["operator"]


def compact_page(html: str) -> str:
    r"""A page without end tags and quotes that may be left out.

    >>> compact_page('<tr><td>1</td>\n<td></td>\n</tr>')
    '<tr><td>1<td>'
    >>> compact_page('<ul class="a b"><li id="x-1">1</li><li>2</li></ul><script>"</li>"</script>')
    '<ul class="a b"><li id=x-1>1<li>2</ul><script>"</li>"</script>'
    """
    return _NEEDLESS.sub(_needed, html)


def _needed(found: re.Match[str]) -> str:
    return found[1] or (f"{found[2]}={found[3]}" if found[2] else "")
