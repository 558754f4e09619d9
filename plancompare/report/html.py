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
from functools import cache
from importlib.resources import files
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from plancompare.model import Comparison
from plancompare.report.view import page
from plancompare.report.words import WORDS, Both, day, number, percent, percents

# Words the style itself says: to screen readers before a run, and beside the pointer.
_SPOKEN = (
    *("shared", "adapted", "local", "furniture", "with", "form", "citation", "formula"),
    *("place", "agency", "year", "date", "number", "symbol", "wording", "within_province", "source"),
)
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def render(comparison: Comparison, *, language: str = "vi", version: str) -> str:
    """The report as one HTML document. `language` (`vi` or `en`) is the one shown first; both are in the file."""
    shown = page(comparison, version=version)
    style = _asset("report.css") + _own_rules(len(shown.heads))
    script = _asset("report.js")
    text = load_page().render(
        page=shown,
        language=language,
        style=Markup(style),
        script=Markup(script),
        policy=(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    )
    return _FORBIDDEN.sub(_made_visible, text)


@cache
def load_page() -> Template:
    """The page's template with all it includes, compiled; there is time for it while a comparison is awaited."""
    environment = Environment(
        loader=PackageLoader("plancompare.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,
    )
    texts = SimpleNamespace(**{key: _plain(text) for key, text in WORDS.items()})
    environment.globals.update(w=texts, say=_say, day=day, count=_count, words_of=_words_of)
    environment.filters.update(percent=percent, percents=percents)
    compiled = {name: environment.get_template(name) for name in environment.list_templates()}
    return compiled["report.html.j2"]


@cache
def _asset(name: str) -> str:
    return files("plancompare.report").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _own_rules(plans: int) -> str:
    """The rules that depend on the words of the interface and on the number of plans."""
    vi = "".join(f"--t-{key}:{json.dumps(WORDS[key].vi, ensure_ascii=False)};" for key in _SPOKEN)
    en = "".join(f"--t-{key}:{json.dumps(WORDS[key].en, ensure_ascii=False)};" for key in _SPOKEN)
    hidden = "".join(
        f":root:has(#show-{i}:not(:checked)){{--off-{i}:1}}:root:has(#show-{i}:not(:checked)) .c{i}{{display:none}}\n"
        for i in range(plans)
    )
    columns = "".join(f" - var(--off-{i},0)" for i in range(plans))
    return f":root{{{vi}--columns:calc({plans}{columns})}}\n:root:has(#language-en:checked){{{en}}}\n{hidden}"


def _say(what: str | Both, **values: object) -> Markup:
    """A text of the interface (by its key, or as it is) in both languages, of which the style shows one."""
    if not values:
        return _plain(WORDS[what] if isinstance(what, str) else what)
    text = WORDS[what] if isinstance(what, str) else what
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


def _words_of(key: str, language: str, **values: int) -> str:
    """A text in one language, for the places that can hold only one (attributes, the title of the page)."""
    told = {name: getattr(number(value), language) for name, value in values.items()}
    text: str = getattr(WORDS[key], language)
    return text.format(**told)


def _made_visible(found: re.Match[str]) -> str:
    """Characters that HTML forbids, or that would turn the reading direction, as something that can be seen."""
    character = found[0]
    if character in "\x0b\x0c\r\x1c\x1d\x1e\x1f\x85":
        return " "
    return f"[U+{ord(character):04X}]"
