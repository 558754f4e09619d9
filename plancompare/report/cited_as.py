"""How a person cites a document: who issued it, its type, number and date, as far as it states them."""

from __future__ import annotations

from collections.abc import Iterable

from plancompare.model import Metadata
from plancompare.report.search_words import SEARCH_WORDS
from plancompare.report.witness import Witness
from plancompare.report.words import Both, day, same


def cited_as(meta: Metadata, name: str) -> Both:
    """The citation of a document; one that states neither issuer nor type is called by `name`.

    >>> from plancompare.model import Metadata
    >>> body, type_ = "Ủy ban nhân dân tỉnh Kiên Giang", "Kế hoạch"
    >>> cited_as(Metadata(body, "63/KH-UBND", "2024-03-06", type_, None, None, None, 2024, None), "a").vi
    'Ủy ban nhân dân tỉnh Kiên Giang, Kế hoạch số 63/KH-UBND ngày 06/3/2024'
    >>> cited_as(Metadata(body, None, None, type_, None, None, None, 2024, None), "a").vi
    'Ủy ban nhân dân tỉnh Kiên Giang, Kế hoạch năm 2024'
    """
    if not meta.issuing_body and not meta.document_type:
        return same(name)
    dated = _dated(meta)
    return Both(*(_written(meta, dated, side) for side in (0, 1)))


def cited_plans(witnesses: Iterable[Witness]) -> dict[str, dict[str, object]]:
    """What the page's script needs to cite each plan, by its letter on the page."""
    return {
        w.head.siglum: {
            "cited": list(cited_as(w.plan.metadata, w.head.id)),
            "name": w.head.name,
            "scan": w.head.is_scan,
        }
        for w in witnesses
    }


def _dated(meta: Metadata) -> Both:
    """The date as it is known: to the day, to the month, or as a year, if only that which the plan is for."""
    if meta.date:
        return _filled(("cited_year", "cited_month", "cited_date")[min(meta.date.count("-"), 2)], day(meta.date))
    return _filled("cited_year", same(str(meta.year))) if meta.year else same("")


def _written(meta: Metadata, dated: Both, side: int) -> str:
    numbered = _filled("cited_number", same(meta.document_number)) if meta.document_number else same("")
    title = f"{meta.document_type or ''}{numbered[side]}{dated[side]}".strip()
    return ", ".join(part for part in (meta.issuing_body, title) if part)


def _filled(key: str, value: Both) -> Both:
    text = SEARCH_WORDS[key]
    return Both(text.vi.format(value.vi), text.en.format(value.en))
