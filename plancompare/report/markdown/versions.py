"""Two versions of a document as a memo in Markdown: the verdict, each place a person changed or may have, the noise.

Said with the values of the page (`diff_view.py`), so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Literal

from plancompare.model.difference import Difference
from plancompare.report.diff_list import Entry, Quote
from plancompare.report.diff_view import DiffPage, Reading, difference_page
from plancompare.report.diff_words import DIFF_WORDS
from plancompare.report.markdown.naming import Say, full_name, reviewed, sources
from plancompare.report.markdown.writing import Item, heading, listed, paragraph, table
from plancompare.report.voice import filled
from plancompare.report.words import WORDS, number, percent


def difference_markdown(difference: Difference, language: Literal["vi", "en"] = "vi", *, version: str) -> str:
    """What differs between two versions, as Markdown in one language; `version` is that of the program."""
    shown = difference_page(difference, version=version)
    say: Say = itemgetter(0 if language == "vi" else 1)
    blocks = [
        heading(1, say(filled(DIFF_WORDS["diff_title"], {"a": shown.a.id, "b": shown.b.id}))),
        listed([Item("", full_name(head, say)) for head in (shown.a, shown.b)]),
        *_verdict(shown, say),
        *_places(shown, say),
        *_quiet(shown, say),
        *_facts(shown, say),
        *reviewed(shown.review, say),
        *sources(shown.origins, shown.command, shown.version, say),
    ]
    return "\n\n".join(blocks) + "\n"


def _verdict(shown: DiffPage, say: Say) -> Iterator[str]:
    yield heading(2, say(DIFF_WORDS["verdict"]))
    remarks = [Item(say(shown.verdict), say(shown.grounds))]
    if not shown.are_versions:
        remarks.append(Item("", say(DIFF_WORDS["not_versions"])))
    if shown.undecidable:
        key = "undecidable_left_one" if shown.undecidable == 1 else "undecidable_left"
        remarks.append(Item("", say(filled(DIFF_WORDS[key], {"n": shown.undecidable}))))
    yield listed([*remarks, *(Item("", say(remark)) for remark in shown.remarks)])
    rows = []
    for tally in shown.tallies:
        kinds = ", ".join(f"{say(DIFF_WORDS[f'edit_{kind}'])} {say(number(count))}" for kind, count in tally.kinds)
        rows.append([say(DIFF_WORDS[shown.called[tally.label]]), say(number(tally.count)), kinds])
    rows += [[say(DIFF_WORDS[key]), say(share), ""] for key, share in shown.rates]
    both = f"A {percent(shown.shared_a)}, B {percent(shown.shared_b)}"
    rows.append([say(DIFF_WORDS["in_common"]), both, ""])
    yield table([say(DIFF_WORDS[key]) for key in ("label", "times", "show_kinds")], rows)


def _places(shown: DiffPage, say: Say) -> Iterator[str]:
    yield heading(2, say(DIFF_WORDS["list"]))
    if not shown.entries:
        yield paragraph(say(DIFF_WORDS["list_none"]))
        return
    if shown.places > len(shown.entries):
        counts = {"n": shown.places, "shown": len(shown.entries)}
        yield paragraph(say(filled(DIFF_WORDS["list_capped"], counts)))
    yield listed([_place(entry, shown, say) for entry in shown.entries])


def _place(entry: Entry, shown: DiffPage, say: Say) -> Item:
    kind = f", {say(DIFF_WORDS[f'edit_{entry.kind}'])}" if entry.kind else ""
    lead = f"{say(number(entry.number))} · {say(DIFF_WORDS[shown.called[entry.label]])}{kind}"
    said = f"({say(entry.certainty)}, {percent(entry.probability)}). {say(entry.cause)}"
    if entry.inside is not None:
        said += f" ({say(filled(DIFF_WORDS['inside_move'], {'n': entry.inside}))})"
    return Item(lead, said, (_quoted("A", entry.a, say), _quoted("B", entry.b, say)))


def _quoted(siglum: str, quote: Quote, say: Say) -> str:
    """The place in its context, what differs there in brackets that stand out without any markup."""
    reading = "".join(part.text for part in quote.reading)
    if quote.elided:
        reading += f" {say(filled(DIFF_WORDS['words_elided'], {'n': quote.elided}))} {quote.tail}"
    where = f"{siglum}, {say(quote.reference)}, {say(WORDS['line'])} {quote.line}"
    if not (reading.strip() or quote.before.strip() or quote.after.strip()):
        return f"{where}: {say(DIFF_WORDS['nothing_here'])}"
    return f"{where}: “{quote.before.lstrip()}⟦{reading}⟧{quote.after.rstrip()}”"


def _quiet(shown: DiffPage, say: Say) -> Iterator[str]:
    if shown.quiet:
        heads = [say(DIFF_WORDS[key]) for key in ("label", "cause", "times", "examples")]
        rows = [
            [
                say(DIFF_WORDS[shown.called[one.label]]),
                say(one.cause),
                say(number(one.count)),
                "; ".join(_reading(example, say) for example in one.examples),
            ]
            for one in shown.quiet
        ]
        yield heading(2, say(filled(DIFF_WORDS["quiet"], {"n": shown.quiet_places})))
        yield table(heads, rows)


def _reading(reading: Reading, say: Say) -> str:
    a, b = (f"“{text}”" if text.strip() else say(DIFF_WORDS["nothing"]) for text in (reading.a, reading.b))
    return f"{a} → {b} × {say(number(reading.count))}"


def _facts(shown: DiffPage, say: Say) -> Iterator[str]:
    yield heading(2, say(DIFF_WORDS["documents"]))
    yield table(
        [say(DIFF_WORDS["fact"]), "A", "B"],
        [[f"{say(fact.name)}{' ≠' if fact.differ else ''}", say(fact.a), say(fact.b)] for fact in shown.facts],
    )
