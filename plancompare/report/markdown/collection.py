"""A scan of a collection as a memo in Markdown: how much was found, the pairs and groups that matter most, boilerplate.

What is left out is counted, and stands in the tables and the JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal

from plancompare.model.scan import CorpusScan
from plancompare.report.markdown.naming import Say
from plancompare.report.markdown.phrases import PHRASES
from plancompare.report.markdown.writing import Item, heading, listed, paragraph, table
from plancompare.report.scan_words import SCAN_WORDS
from plancompare.report.voice import filled
from plancompare.report.words import WORDS, number, percent

_MOST_PAIRS, _MOST_GROUPS, _MOST_NAMED, _MOST_STOCK, _MOST_FAILURES = 40, 20, 12, 20, 40


def scan_markdown(scan: CorpusScan, language: Literal["vi", "en"] = "vi", *, version: str) -> str:
    """What a scan found, as Markdown in one language; `version` is that of the program."""
    say: Say = itemgetter(0 if language == "vi" else 1)
    blocks = [
        heading(1, say(filled(SCAN_WORDS["scan_title"], {"n": number(len(scan.documents))}))),
        paragraph(say(PHRASES["no_proof"])),
        *_pairs(scan, say),
        *_groups(scan, say),
        *_stock(scan, say),
        *_failures(scan, say),
        paragraph(say(filled(PHRASES["made_by"], {"version": version, "command": "plancompare scan"}))),
    ]
    return "\n\n".join(blocks) + "\n"


def _pairs(scan: CorpusScan, say: Say) -> Iterator[str]:
    yield heading(2, f"{say(SCAN_WORDS['scan_pairs'])} ({say(number(len(scan.pairs)))})")
    if not scan.pairs:
        yield paragraph(say(PHRASES["none_found"]))
        return
    told = sorted(scan.pairs, key=lambda pair: (-pair.score, pair.a, pair.b))[:_MOST_PAIRS]
    heads = [PHRASES[key] for key in ("text_a", "text_b", "relation", "share_a", "share_b", "passages", "earlier")]
    rows = [
        [
            pair.a,
            pair.b,
            say(WORDS[f"relation_{pair.relation}"]),
            percent(pair.shared_a),
            percent(pair.shared_b),
            say(number(len(pair.passages))),
            say(SCAN_WORDS[pair.direction]),
        ]
        for pair in told
    ]
    yield table([*map(say, heads)], rows)
    yield from _rest(len(scan.pairs) - len(told), "more_rows", say)


def _groups(scan: CorpusScan, say: Say) -> Iterator[str]:
    if not scan.groups:
        return
    yield heading(2, f"{say(SCAN_WORDS['families'])} ({say(number(len(scan.groups)))})")
    ranked = sorted(scan.groups, key=lambda group: (-len(group.documents), group.relation, group.id))
    yield listed(
        [
            Item(
                f"{say(SCAN_WORDS[f'family_{group.relation}'])}, {say(number(len(group.documents)))}",
                _named(group.documents),
            )
            for group in ranked[:_MOST_GROUPS]
        ]
    )
    yield from _rest(len(ranked) - _MOST_GROUPS, "more_items", say)


def _named(ids: Sequence[str]) -> str:
    return ", ".join(ids[:_MOST_NAMED]) + (", …" if len(ids) > _MOST_NAMED else "")


def _stock(scan: CorpusScan, say: Say) -> Iterator[str]:
    yield heading(2, say(SCAN_WORDS["stock"]))
    if not scan.boilerplate:
        yield paragraph(say(SCAN_WORDS["stock_none"]))
        return
    items = []
    for one in scan.boilerplate[:_MOST_STOCK]:
        counts = {"documents": number(len(one.documents)), "provinces": number(len(one.provinces))}
        said = say(filled(SCAN_WORDS["stock_count"], counts))
        items.append(Item(said, f"({say(SCAN_WORDS['stock_as'])} {one.document})", (f"“{one.text}”",)))
    yield listed(items, is_numbered=True)
    yield from _rest(len(scan.boilerplate) - _MOST_STOCK, "more_items", say)


def _failures(scan: CorpusScan, say: Say) -> Iterator[str]:
    if scan.failures:
        yield heading(2, say(WORDS["failures"]))
        yield listed([Item(failure.path, failure.error) for failure in scan.failures[:_MOST_FAILURES]])
        yield from _rest(len(scan.failures) - _MOST_FAILURES, "more_items", say)


def _rest(left: int, key: str, say: Say) -> Iterator[str]:
    if left > 0:
        yield paragraph(say(filled(PHRASES[key], {"n": number(left)})))
