"""One HTML file that holds everything: it opens from disk, asks for nothing, and can be read without its script.

A strict content security policy allows the one style and the one script by their hashes; what the plans say is
escaped text. Which columns and which classes of text are shown is decided by inputs on the page and by the style
alone. The script finds what it needs in one island of JSON: the other language of the interface, and `page.data`.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from plancompare.model.comparison import Comparison
from plancompare.model.difference import Difference
from plancompare.report.compact import compact_page, compact_script, compact_style
from plancompare.report.compiled import CompiledTemplates
from plancompare.report.diff_view import difference_page
from plancompare.report.diff_words import DIFF_WORDS
from plancompare.report.evidence_words import evidence
from plancompare.report.overview_words import OVERVIEW_WORDS
from plancompare.report.page_words import PAGE_WORDS
from plancompare.report.reading import column_rules
from plancompare.report.reading_words import READING_WORDS
from plancompare.report.review_words import REVIEW_WORDS
from plancompare.report.row_words import called
from plancompare.report.scan_words import SCAN_WORDS
from plancompare.report.search_words import SEARCH_WORDS
from plancompare.report.synopsis_words import SYNOPSIS_WORDS
from plancompare.report.view import page
from plancompare.report.visible import visible
from plancompare.report.voice import Voice, Words, filled
from plancompare.report.words import WORDS, Both, day, percent, percents

# Words the style itself says: to screen readers before a run, and beside the pointer.
_SPOKEN = (
    *("shared", "adapted", "local", "furniture", "with", "form", "citation", "formula", "all_layers"),
    *("within", "absent", "unreadable"),
    *("line", "cell_absent", "cell_unreadable"),
    *("place", "agency", "year", "date", "number", "symbol", "wording", "within_province", "source"),
)
_TEXTS = {
    **WORDS,
    **PAGE_WORDS,
    **OVERVIEW_WORDS,
    **READING_WORDS,
    **SYNOPSIS_WORDS,
    **DIFF_WORDS,
    **REVIEW_WORDS,
    **SEARCH_WORDS,
    **SCAN_WORDS,
}
# Parts of several pages.
_SHARED = ("page.html.j2", "provenance.html.j2", "review.html.j2", "search.html.j2", "cite.html.j2", "printed.html.j2")
# The files of a page's style and script in their order; one that has only a style, or only a script, is listed too.
_ASSETS = {
    "report": (
        "review",
        "page",
        "report",
        "overview",
        "pairs",
        "reading",
        "columns",
        "remarks",
        "guess",
        "ties",
        "against",
        "land",
        "search",
        "cite",
        "print",
    ),
    "diff": ("review", "page", "diff", "land", "search", "cite", "print"),
    "scan": (
        "page",
        "scan",
        "scan_rows",
        "scan_pairs",
        "scan_pair",
        "scan_groups",
        "scan_graph",
        "scan_timeline",
        "scan_places",
        "land",
        "print",
    ),
}
# A text that a script says: `say("key"` or `text("key"`.
_SAID = re.compile(r'\b(?:say|text)\("(\w+)"')


def render(comparison: Comparison, *, language: str = "vi", version: str) -> str:
    """The report as one HTML document. `language` (`vi` or `en`) is the one shown first; both are in the file."""
    shown = page(comparison, version=version)
    rules = _spoken_rules({key: key for key in _SPOKEN}) + column_rules(shown.heads)
    return document("report", shown, shown.data, told("title", n=len(shown.heads)), language, rules)


def render_difference(difference: Difference, *, language: str = "vi", version: str) -> str:
    """The page of two versions of one document, in the same manner."""
    shown = difference_page(difference, version=version)
    rules = _spoken_rules(shown.spoken)
    return document("diff", shown, shown.data, told("diff_title", a=shown.a.id, b=shown.b.id), language, rules)


def document(
    name: str, shown: object, data: Mapping[str, object], title: Both, language: str, rules: str = "", **more: object
) -> str:
    """A page (`report`, `diff` or `scan`) as one HTML document.

    `shown` are the values of its templates, `data` what its script finds in the island, `rules` the style that depends
    on what is shown; `more` are further values of the templates.
    """
    style = "".join(_style(asset) for asset in _ASSETS[name]) + rules
    script = "".join(_script(asset) for asset in _ASSETS[name])
    voice = Voice(_TEXTS, language)
    text = load_page(name).render(
        page=shown,
        w=Words(voice),
        say=voice.say,
        count=voice.count,
        language=language,
        title=title,
        style=Markup(style),
        # Made when it is written, at the end of the page, when all has been said.
        island=lambda: island({"first": language, "others": voice.others, "texts": _texts(script), **data}),
        script=Markup(script),
        **more,
        policy=(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
    )
    return visible(compact_page(text))


@cache
def load_page(name: str = "report") -> Template:
    """The template of a page (`report`, `diff` or `scan`) with all it includes, compiled; there is time for it while
    results are awaited."""
    environment = Environment(
        loader=PackageLoader("plancompare.report"),
        bytecode_cache=CompiledTemplates(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,
    )
    environment.globals.update(called=called, day=day, evidence=evidence)
    environment.filters.update(percent=percent, percents=percents)
    for part in environment.list_templates(filter_func=lambda part: part in _SHARED or _page_of(part) == name):
        environment.get_template(part)
    return environment.get_template(f"{name}.html.j2")


def _page_of(part: str) -> str:
    return next((name for name in ("diff", "scan") if part.startswith(name)), "report")


@cache
def _style(name: str) -> str:
    return compact_style(_asset(f"{name}.css"))


@cache
def _script(name: str) -> str:
    return compact_script(_asset(f"{name}.js"))


def _asset(name: str) -> str:
    file = files("plancompare.report").joinpath("assets", name)
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _texts(script: str) -> dict[str, Both]:
    """What a script says, by its keys."""
    return {key: _TEXTS[key] for key in dict.fromkeys(_SAID.findall(script)) if key in _TEXTS}


def island(data: Mapping[str, object]) -> Markup:
    """Data for the script; no `<` in it, so that nothing ends the element it stands in."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


def _spoken_rules(words: Mapping[str, str]) -> str:
    """The words the style itself says, by the names it has for them, in both languages."""
    vi, en = (
        "".join(f"--t-{name}:{json.dumps(_TEXTS[key][side], ensure_ascii=False)};" for name, key in words.items())
        for side in (0, 1)
    )
    return f":root{{{vi}}}\n:root:has(#language-en:checked){{{en}}}\n"


def told(key: str, **values: object) -> Both:
    """A text of the interface by its key, in both languages, with its fields filled."""
    return filled(_TEXTS[key], values)
