"""One HTML file that holds everything: it opens from disk, asks for nothing, and can be read without its script.

A strict content security policy allows the one style and the one script by their hashes; what the plans say is
escaped text. Which language is shown, which columns and which classes of text, is decided by inputs on the page
and by the style alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from plancompare.model.comparison import Comparison
from plancompare.model.difference import Difference
from plancompare.report.diff_view import difference_page
from plancompare.report.diff_words import DIFF_WORDS
from plancompare.report.synopsis_words import SYNOPSIS_WORDS
from plancompare.report.view import page
from plancompare.report.words import WORDS, Both, day, number, percent, percents

# Words the style itself says: to screen readers before a run, and beside the pointer.
_SPOKEN = (
    *("shared", "adapted", "local", "furniture", "with", "form", "citation", "formula"),
    *("is_cited", "is_only", "is_absent"),
    *("place", "agency", "year", "date", "number", "symbol", "wording", "within_province", "source"),
)
_TEXTS = {**WORDS, **SYNOPSIS_WORDS, **DIFF_WORDS}
# Parts of both pages.
_SHARED = ("page.html.j2", "provenance.html.j2")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def render(comparison: Comparison, *, language: str = "vi", version: str) -> str:
    """The report as one HTML document. `language` (`vi` or `en`) is the one shown first; both are in the file."""
    shown = page(comparison, version=version)
    rules = _spoken_rules({key: key for key in _SPOKEN}) + _column_rules(len(shown.heads))
    return _document("report", shown, _told("title", n=number(len(shown.heads))), language, rules)


def render_difference(difference: Difference, *, language: str = "vi", version: str) -> str:
    """The page of two versions of one document, in the same manner."""
    shown = difference_page(difference, version=version)
    rules = _spoken_rules(shown.spoken)
    return _document("diff", shown, _told("diff_title", a=shown.a.id, b=shown.b.id), language, rules)


def _document(name: str, shown: object, title: Both, language: str, rules: str) -> str:
    style = _asset("page.css") + _asset(f"{name}.css") + rules
    script = _asset("page.js") + _asset(f"{name}.js")
    text = load_page(name).render(
        page=shown,
        language=language,
        title={"vi": title.vi, "en": title.en},
        style=Markup(style),
        script=Markup(script),
        policy=(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    )
    return _FORBIDDEN.sub(_made_visible, text)


@cache
def load_page(name: str = "report") -> Template:
    """The template of a page (`report` or `diff`) with all it includes, compiled; there is time for it while results
    are awaited."""
    environment = Environment(
        loader=PackageLoader("plancompare.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,
    )
    texts = SimpleNamespace(**{key: _plain(text) for key, text in _TEXTS.items()})
    environment.globals.update(w=texts, say=_say, day=day, count=_count)
    environment.filters.update(percent=percent, percents=percents)
    is_diff = name == "diff"
    for part in environment.list_templates(filter_func=lambda part: part in _SHARED or ("diff" in part) == is_diff):
        environment.get_template(part)
    return environment.get_template(f"{name}.html.j2")


@cache
def _asset(name: str) -> str:
    return files("plancompare.report").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _spoken_rules(words: Mapping[str, str]) -> str:
    """The words the style itself says, by the names it has for them, in both languages."""
    vi, en = (
        "".join(f"--t-{name}:{json.dumps(_TEXTS[key][side], ensure_ascii=False)};" for name, key in words.items())
        for side in (0, 1)
    )
    return f":root{{{vi}}}\n:root:has(#language-en:checked){{{en}}}\n"


def _column_rules(plans: int) -> str:
    """The rules that depend on the number of plans."""
    hidden = "".join(
        f":root:has(#show-{i}:not(:checked)){{--off-{i}:1}}:root:has(#show-{i}:not(:checked)) .c{i}{{display:none}}\n"
        for i in range(plans)
    )
    columns = "".join(f" - var(--off-{i},0)" for i in range(plans))
    return f":root{{--columns:calc({plans}{columns})}}\n{hidden}"


def _say(what: str | Both, **values: object) -> Markup:
    """A text of the interface (by its key, or as it is) in both languages, of which the style shows one."""
    if not values:
        return _plain(_TEXTS[what] if isinstance(what, str) else what)
    text = _TEXTS[what] if isinstance(what, str) else what
    told = {name: _both(value) for name, value in values.items()}
    vi = Markup(text.vi).format(**{name: value[0] for name, value in told.items()})
    en = Markup(text.en).format(**{name: value[1] for name, value in told.items()})
    return _in_both(vi, en)


@cache
def _plain(text: Both) -> Markup:
    return _in_both(escape(text.vi), escape(text.en))


def _in_both(vi: Markup, en: Markup) -> Markup:
    if vi == en:
        return vi
    return Markup(f'<span class="vi" lang="vi">{vi}</span><span class="en" lang="en">{en}</span>')


def _both(value: object) -> tuple[object, object]:
    if isinstance(value, Both):
        return value
    if isinstance(value, int):
        return number(value)
    return value, value


def _count(n: int) -> Markup:
    return _plain(number(n))


def _told(key: str, **values: str | Both) -> Both:
    """A text in both languages with its fields filled, for the places that can hold only one language."""
    told = {name: _both(value) for name, value in values.items()}
    vi, en = (_TEXTS[key][side].format(**{n: v[side] for n, v in told.items()}) for side in (0, 1))
    return Both(vi, en)


def _made_visible(found: re.Match[str]) -> str:
    """Characters that HTML forbids, or that would turn the reading direction, as something that can be seen."""
    character = found[0]
    if character in "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85":
        return " "
    return f"[U+{ord(character):04X}]"
