"""Both pages on A4: nothing lost, pages cut where a person would cut them, the first one says what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import diff_sample
import pypdfium2
import pytest
import report_sample

from plancompare.report.visible import visible

pytestmark = pytest.mark.browser

PAGES = ["report", "diff"]
A4 = (595, 842)


def _printed(page: Any) -> list[str]:
    """The text of each page on paper."""
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {tuple(sorted(round(side) for side in document[i].get_size())) for i in range(len(document))}
    assert all(abs(short - A4[0]) <= 1 and abs(long - A4[1]) <= 1 for short, long in sizes)
    return [document[i].get_textpage().get_text_range() for i in range(len(document))]


def _letters(text: str) -> str:
    return "".join(visible(text).split())


def _texts(name: str) -> list[str]:
    if name == "diff":
        difference = diff_sample.sample()
        return [difference.a.text, difference.b.text]
    return [document.plan.text for document in report_sample.sample().documents]


@pytest.mark.parametrize("name", PAGES)
def test_every_word_of_the_texts_is_on_paper(open_page: Callable[..., Any], name: str) -> None:
    """As often as the texts have it, or oftener: tables and lists quote them, too."""
    paper = _letters("".join(_printed(open_page(name))))
    together = "\n".join(_texts(name))
    texts = _letters(together)
    words = {_letters(word) for word in together.split()}
    lost = {word: (paper.count(word), texts.count(word)) for word in words if paper.count(word) < texts.count(word)}
    assert lost == {}


@pytest.mark.parametrize("name", PAGES)
def test_the_first_page_says_what_it_is_and_from_which_files(open_page: Callable[..., Any], name: str) -> None:
    first = _letters(_printed(open_page(name))[0])
    if name == "diff":
        difference = diff_sample.sample()
        plans = [difference.a, difference.b]
    else:
        plans = [document.plan for document in report_sample.sample().documents]
    for plan in plans:
        assert _letters(plan.path) in first
        assert plan.sha256 in first
    assert "plancompare0" in first


@pytest.mark.parametrize("name", PAGES)
def test_no_page_ends_with_a_head(open_page: Callable[..., Any], name: str) -> None:
    """Nor with a head and the letter of the plan below it; on low pages, so that many a head comes to a foot."""
    page = open_page(name)
    heads = page.evaluate(
        r"[...document.querySelectorAll('h1, h2, h3, h4, caption')].map(e => e.textContent.replace(/\s+/g, ''))"
    )
    torn = []
    for height in (110, 130, 150):
        document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(width="210mm", height=f"{height}mm")))
        texts = [_letters(document[i].get_textpage().get_text_range()) for i in range(len(document))]
        assert len(texts) > 3
        for text in filter(None, texts[:-1]):
            foot = re.sub(r"[A-C]{1,3}$", "", text)
            torn += [(height, foot[-60:]) for head in heads if len(head) > 4 and foot.endswith(head)]
    assert torn == []


@pytest.mark.parametrize("name", PAGES)
def test_links_are_words_not_addresses(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    targets = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))")
    paper = "\n".join(_printed(page))
    assert not re.search(r"file:|https?:|\.html\b", paper.replace("compare.html", "").replace("diff.html", ""))
    assert [target for target in targets if len(target) > 3 and target in paper] == []


@pytest.mark.parametrize("name", PAGES)
def test_controls_stay_off_the_paper(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    page.emulate_media(media="print")
    shown = page.evaluate(
        """[...document.querySelectorAll('button, input, select, textarea, nav.goto, .skip')]
            .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 100))"""
    )
    assert shown == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_paper_is_cut_off_or_beyond_its_edge(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name, viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    clipped = page.evaluate(
        """[...document.querySelectorAll('main *, .top *')].filter(e => e.clientWidth && e.checkVisibility()
            && !e.closest('.hidden, svg') && getComputedStyle(e).clipPath === 'none'
            && getComputedStyle(e).overflow !== 'visible'
            && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
            .map(e => e.outerHTML.slice(0, 100))"""
    )
    assert clipped == []


@pytest.mark.parametrize("name", PAGES)
def test_dark_screens_print_dark_on_white(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    look = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    ink, paper = (sum(map(int, re.findall(r"\d+", colour)[:3])) for colour in look)
    assert ink < 200
    assert paper == 3 * 255
