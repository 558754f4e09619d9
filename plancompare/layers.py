"""What kind of text each word is: `form`, `citation`, `formula` or `prose`.

Everyone must copy some text: the motto, a directive's title, a slogan. What two plans share says something of their
authors only where it is prose, so every word gets a layer, the first that holds of

    form      header, type line, recipients, signature, furniture; labels, and headings made of standard words only
    citation  a cited document with its title (`citations/titles.py`)
    formula   a standing phrase or the name of a campaign (`formulas.py`)
    prose     the rest

A scan and its clean twin agree: .995 of the words that both read alike have one layer in both (the real pair), .955 to
1.0 in 24 scans made for testing, the lowest a fax.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from plancompare.citations.letters import nearest
from plancompare.citations.titles import CitedDocuments, cited_documents
from plancompare.formulas import formula_words
from plancompare.model import Citation, Section
from plancompare.model.comparison import Layer
from plancompare.shipped import shipped
from plancompare.text import Word, fold, words

_FORM_KINDS = ("header", "recipients", "signature", "furniture")
_OPENING_KINDS = ("preamble", "closing")
# The type line of a plan, with what belongs to it on the line (`KẾ HOẠCH`, `QUYẾT ĐỊNH:`).
_TYPE_LINE = re.compile(r"k\S{1,2} h\S{2,4}h|quyet dinh|chuong trinh|de an|huong dan|phuong an|nghi quyet|chi thi")
_LONGEST_HEADING = 14
_MISREAD = 0.25


def find_cited(
    text: str,
    shown: Sequence[Word],
    forms: Sequence[str],
    sections: Sequence[Section],
    citations: Sequence[Citation],
) -> CitedDocuments:
    """Where the cited documents stand with their titles; no title crosses a heading or a section.

    `shown` are the words of `text` that count (without furniture, for example), `forms` is parallel to them.
    """
    starts = [word.start for word in shown]
    stops: set[int] = set()
    for section in sections:
        if section.kind != "furniture" and section.own:
            stops.add(section.own[0][0])
            stops.add(section.own[-1][1])
            first, last = _heading(shown, starts, section)
            if last > first:
                stops.add(shown[last - 1].end)
    return cited_documents(text, shown, forms, citations, sorted(stops))


def word_layers(
    text: str, shown: Sequence[Word], forms: Sequence[str], sections: Sequence[Section], cited: CitedDocuments
) -> tuple[Layer, ...]:
    """The layer of each of `shown`, words of `text` in order.

    `forms`, what each is compared by, is parallel to them: the folded word, of a scan the syllable most likely printed.

    >>> from plancompare.citations import find_citations
    >>> from plancompare.model import Scan
    >>> from plancompare.structure import parse_sections
    >>> text = "1. Mục đích\\nCăn cứ Chỉ thị số 33/CT-TTg, rà soát hồ sơ."
    >>> shown, sections = words(text), parse_sections(text, Scan(False, 0.0, "typed"))
    >>> forms = [fold(word.shown) for word in shown]
    >>> cited = find_cited(text, shown, forms, sections, find_citations(text))
    >>> layers = word_layers(text, shown, forms, sections, cited)
    >>> for layer in "form", "citation", "prose":
    ...     print(layer, [word.shown for word, its in zip(shown, layers, strict=True) if its == layer])
    form ['1', 'Mục', 'đích']
    citation ['Chỉ', 'thị', 'số', '33/CT-TTg']
    prose ['Căn', 'cứ', 'rà', 'soát', 'hồ', 'sơ']
    """
    starts = [word.start for word in shown]
    layers: list[Layer] = ["prose"] * len(shown)
    opening = frozenset(
        i for section in sections if section.kind in _OPENING_KINDS for i in _own_words(starts, section)
    )
    for i, marked in enumerate(formula_words(text, shown, forms, opening)):
        if marked:
            layers[i] = "formula"
    for start, end, holder in zip(cited.cuts, (*cited.cuts[1:], len(text)), cited.holders, strict=True):
        if holder is not None:
            for i in range(bisect_left(starts, start), bisect_left(starts, end)):
                layers[i] = "citation"
    for section in sections:
        for i in _form_words(text, shown, starts, forms, section):
            layers[i] = "form"
    return tuple(layers)


def _own_words(starts: Sequence[int], section: Section) -> list[int]:
    return [i for low, high in section.own for i in range(bisect_left(starts, low), bisect_left(starts, high))]


def _form_words(
    text: str, shown: Sequence[Word], starts: Sequence[int], forms: Sequence[str], section: Section
) -> list[int]:
    """Numbers of the words of a section's own text that are form."""
    own = _own_words(starts, section)
    if section.kind in _FORM_KINDS:
        return own
    if section.kind == "title":
        return _type_line(text, shown, forms, own)
    first, last = _heading(shown, starts, section)
    label = [i for i in own if i < first]
    heading = range(first, last)
    if 0 < len(heading) <= _LONGEST_HEADING and _is_standard(tuple(forms[i] for i in heading)):
        return [*label, *heading]
    return label


def _heading(shown: Sequence[Word], starts: Sequence[int], section: Section) -> tuple[int, int]:
    """Numbers of the first word behind the label of a section, and of the first behind its heading."""
    if not section.own:
        return 0, 0
    first = bisect_left(starts, section.own[0][0])
    label_end = section.own[0][0] + len(section.raw_label or "")
    if section.raw_label:
        while first < len(shown) and shown[first].end <= label_end:
            first += 1
    if not section.raw_title:
        return first, first
    return first, min(len(shown), first + len(words(section.raw_title)))


def _type_line(text: str, shown: Sequence[Word], forms: Sequence[str], own: Sequence[int]) -> list[int]:
    """The words of the title's type line: `KẾ HOẠCH` on a line of its own, or broken in two."""
    if len(own) >= 2 and _TYPE_LINE.match(f"{forms[own[0]]} {forms[own[1]]}"):
        behind = text[shown[own[1]].end : shown[own[2]].start] if len(own) > 2 else "\n"
        if "\n" in behind:
            return list(own[:2])
    return []


@cache
def _is_standard(heading: tuple[str, ...]) -> bool:
    """Whether a heading is made of standard phrases and numbers alone; the letters of a scan may differ a little.

    >>> _is_standard(("muc", "pich", "yeu", "cau")), _is_standard(("phong", "noi", "vu"))
    (True, False)
    """
    at = 0
    while at < len(heading):
        for count in (3, 2, 1):
            printed = " ".join(heading[at : at + count])
            if len(heading) - at >= count and (
                printed in _standard_phrases()[count] or printed.isdigit() or _nearly_standard(printed, count)
            ):
                at += count
                break
        else:
            return False
    return True


def _nearly_standard(printed: str, count: int) -> bool:
    return count > 1 and nearest(printed, _standard_phrases()[count], _MISREAD) is not None


@cache
def _standard_phrases() -> dict[int, tuple[str, ...]]:
    """Folded phrases by their number of words."""
    text = shipped("headings.txt")
    phrases = [fold(line) for line in text.splitlines() if line and not line.startswith("#")]
    return {count: tuple(p for p in phrases if p.count(" ") == count - 1) for count in (1, 2, 3)}
