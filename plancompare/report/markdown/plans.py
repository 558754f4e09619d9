"""A comparison as a memo in Markdown: the findings of the page, each with plan, section and line.

Said with the values of the page (`view.py`), so that both say the same. Tables have the same few columns however many
plans there are; a long one is cut, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Literal

from plancompare.model.comparison import Comparison
from plancompare.report.cautions import Caution
from plancompare.report.comparability import Proof
from plancompare.report.markdown.naming import Say, at, full_name, name, quoted, reviewed, sources
from plancompare.report.markdown.phrases import PHRASES
from plancompare.report.markdown.writing import Item, heading, listed, paragraph, table
from plancompare.report.overview_view import Boilerplate, LayerBar, LocalAddition, Overview
from plancompare.report.overview_words import OVERVIEW_WORDS
from plancompare.report.row_words import called
from plancompare.report.synopsis_view import FactRow, Saying
from plancompare.report.synopsis_words import SYNOPSIS_WORDS
from plancompare.report.view import Page, page
from plancompare.report.voice import filled
from plancompare.report.witness import sigla
from plancompare.report.words import WORDS, day, number, percent

# Rows of a table, entries of a list and places of one entry beyond which the rest is counted only.
_MOST_ROWS, _MOST_ITEMS, _MOST_PLACES = 150, 40, 12
_MOST_PAIRS = 5
# Warnings that the part on what can be compared has told already.
_TOLD = frozenset(("levels-differ", "years-differ", "types-differ", "poor-scan", "one-document"))


def comparison_markdown(comparison: Comparison, language: Literal["vi", "en"] = "vi", *, version: str) -> str:
    """What a comparison found, as Markdown in one language; `version` is that of the program."""
    shown = page(comparison, version=version)
    say: Say = itemgetter(0 if language == "vi" else 1)
    count = number(len(shown.heads))
    blocks = [
        heading(1, say(filled(WORDS["title"], {"n": count}))),
        *_texts(shown, say),
        *_comparable(shown, say),
        *_shares(shown, say),
        *_additions(shown, say),
        *_boilerplate(shown, say),
        *_contradictions(comparison, shown, say),
        *_deadlines(shown, say),
        *_by_row("duties", "agency_head", shown.synopsis.duties, shown, say),
        *_by_row("targets", "target", shown.synopsis.targets, shown, say),
        *_missing(shown, say),
        *reviewed(shown.review, say),
        *sources(shown.origins, shown.command, shown.version, say),
    ]
    return "\n\n".join(blocks) + "\n"


def _texts(shown: Page, say: Say) -> Iterator[str]:
    heads = [WORDS[key] for key in ("plan", "type", "level", "province", "plan_year", "symbol_head", "date_head")]
    rows = [
        [
            full_name(one.head, say),
            one.type or "",
            say(one.level or WORDS["unknown"]),
            one.province or say(WORDS["unknown"]),
            str(one.year or say(WORDS["unknown"])),
            one.number or say(WORDS["no_number"]),
            say(one.date or WORDS["no_date"]),
            say(one.quality) + (f", {say(filled(WORDS['scan_noise'], {'noise': one.noise}))}" if one.noise else ""),
        ]
        for one in shown.identities
    ]
    yield heading(2, say(WORDS["plans"]))
    yield table([*map(say, heads), say(WORDS["quality"])], rows)
    copies = _copies(shown)
    if copies:
        copied = sigla(head for head in shown.heads if head.id in copies)
        yield paragraph(say(filled(PHRASES["copies"], {"copies": copied})))
    if shown.failures:
        yield paragraph(f"{say(WORDS['failures'])}:")
        yield listed([Item(failure.path, failure.error) for failure in shown.failures])


def _comparable(shown: Page, say: Say) -> Iterator[str]:
    items = []
    for group in shown.twins:
        key = "twins" if len(group) == 2 else "more_twins"
        items.append(Item("", say(filled(WORDS[key], {"plans": sigla(group)}))))
    for one in shown.differences:
        said = filled(WORDS[f"differ_{one.key}"], {"groups": one.groups})
        items.append(Item("", say(said), tuple(_proof(proof, say) for proof in one.proofs[:_MOST_PLACES])))
    if not shown.differences:
        items.append(Item("", say(WORDS["alike"])))
    for descent in shown.descents:
        names = sigla(descent.heads)
        below = [f"{pair}: {say(told)}" for _, pair, told in descent.evidence]
        if descent.more:
            below.append(say(filled(PHRASES["descent_more"], {"n": descent.more})))
        items.append(Item(names, say(WORDS[descent.kind]), tuple(below)))
    yield heading(2, say(WORDS["comparable"]))
    yield listed(items)
    yield paragraph(say(PHRASES["no_proof"]))


def _copies(shown: Page) -> frozenset[str]:
    """Texts of documents that have another text here, which stands for them where something is quoted."""
    return frozenset(plan.head.id for plan in shown.overview.plans if plan.copy_of)


def _shares(shown: Page, say: Say) -> Iterator[str]:
    yield heading(2, say(WORDS["overview"]))
    if shown.is_one_document:
        yield paragraph(say(WORDS["one_document"]))
        return
    view = shown.overview
    if view.most_local and view.least_local:
        ends = {"most": view.most_local, "least": view.least_local}
        told: dict[str, object] = {end: name(plan.head) for end, plan in ends.items()}
        told |= {f"{end}_share": plan.prose.parts[2].share for end, plan in ends.items()}
        yield paragraph(say(filled(PHRASES["most_local"], told)))
    classes = [say(WORDS[class_]) for class_ in ("shared", "adapted", "local")]
    yield table(
        [say(WORDS["plan"]), say(PHRASES["words_of_prose"]), *classes],
        [_prose_row(plan, say) for plan in view.plans],
    )
    scanned = any(head.is_scan for head in shown.heads)
    yield paragraph(" ".join(say(PHRASES[key]) for key in ("shares_mean", "scans_low")[: 1 + scanned]))
    copies = _copies(shown)
    alike = sorted(
        (p for p in shown.pairs if p.relation == "related" and not copies & {p.a.id, p.b.id}),
        key=lambda pair: (-pair.similarity, pair.a.index, pair.b.index),
    )
    if alike:
        pairs = "; ".join(f"{p.a.siglum}–{p.b.siglum} {percent(p.similarity)}" for p in alike[:_MOST_PAIRS])
        yield paragraph(say(filled(PHRASES["most_alike"], {"pairs": pairs})))
    yield heading(3, say(PHRASES["layers"]))
    layers = [say(WORDS[bar.layer or "all_layers"]) for bar in view.plans[0].layers] if view.plans else []
    yield table(
        [say(WORDS["plan"]), *layers],
        [[name(plan.head), *(_layer(bar) for bar in plan.layers)] for plan in view.plans],
    )
    yield paragraph(say(PHRASES["layers_mean"]))


def _prose_row(plan: Overview, say: Say) -> list[str]:
    called = name(plan.head)
    if plan.copy_of:
        called = say(filled(PHRASES["copy_of"], {"name": called, "other": plan.copy_of.siglum}))
    return [called, say(number(plan.prose.words)), *(part.share for part in plan.prose.parts)]


def _layer(bar: LayerBar) -> str:
    return " / ".join(part.share for part in bar.parts) if bar.words else "–"


def _additions(shown: Page, say: Say) -> Iterator[str]:
    yield heading(2, say(PHRASES["additions"]))
    items = []
    for one in shown.overview.additions:
        size = say(filled(PHRASES["addition_only" if one.is_only else "addition"], {"n": one.words}))
        where = f"{at(one.quote.head, one.quote.place, say)} ({size})"
        items.append(Item(where, f"“{one.quote.text}”", _guess(one, say)))
    yield listed(items, is_numbered=True) if items else paragraph(say(PHRASES["no_additions"]))


def _boilerplate(shown: Page, say: Say) -> Iterator[str]:
    yield heading(2, say(PHRASES["boilerplate"]))
    items = []
    for one in shown.overview.boilerplate:
        carried = say(filled(PHRASES["carried_by"], {"n": one.carriers, "all": one.documents}))
        lead = f"{carried}, {say(filled(PHRASES['words_told'], {'n': one.words}))}"
        said = f"“{one.quote.text}” ({at(one.quote.head, one.quote.place, say)})"
        places = "; ".join(at(head, place, say) for head, place in one.places)
        items.append(Item(lead, said, (*_guess(one, say), places)))
    yield listed(items, is_numbered=True) if items else paragraph(say(PHRASES["no_boilerplate"]))


def _guess(found: LocalAddition | Boilerplate, say: Say) -> tuple[str, ...]:
    """How the words of a scan most likely stood in print, called a guess."""
    told = found.guess and found.guess != found.quote.text
    return (f"{say(OVERVIEW_WORDS['guess'])} {found.guess}",) if told else ()


def _contradictions(comparison: Comparison, shown: Page, say: Say) -> Iterator[str]:
    yield heading(2, say(PHRASES["contradictions"]))
    across = zip(comparison.warnings, shown.warnings, strict=True)
    copies = _copies(shown)
    groups = (
        (PHRASES["across"], [caution for caveat, caution in across if caveat.code not in _TOLD]),
        (SYNOPSIS_WORDS["shared_errors"], shown.shared_errors),
        (SYNOPSIS_WORDS["cautions_plans"], [caution for head, caution in shown.notices if head.id not in copies]),
    )
    if not any(cautions for _, cautions in groups):
        yield paragraph(say(PHRASES["none_found"]))
    for title, cautions in groups:
        if cautions:
            yield heading(3, say(title))
            yield from _limited(cautions, say)


def _limited(cautions: Sequence[Caution], say: Say) -> Iterator[str]:
    """The surest first."""
    surest = sorted(cautions, key=lambda caution: -caution.confidence)
    yield listed([_caution(caution, say) for caution in surest[:_MOST_ITEMS]])
    if len(cautions) > _MOST_ITEMS:
        yield paragraph(say(filled(PHRASES["more_items"], {"n": len(cautions) - _MOST_ITEMS})))


def _caution(caution: Caution, say: Say) -> Item:
    certain = f"({say(SYNOPSIS_WORDS['certainty']).lower()} {percent(caution.confidence)})"
    quotes = tuple(quoted(quote, say) for quote in caution.quotes[:_MOST_PLACES])
    return Item("", f"{say(caution.message)} {certain}", quotes)


def _deadlines(shown: Page, say: Say) -> Iterator[str]:
    heads = [SYNOPSIS_WORDS[key] for key in ("due", "what", "who", "to_whom", "where")]
    rows = []
    copies = _copies(shown)
    for entry in shown.synopsis.calendar:
        when = say(entry.when) + (f" ({say(entry.remark)})" if entry.remark else "")
        saying = entry.saying
        if saying.head.id in copies:
            continue
        rows.append([when, _text(saying, say), saying.who or "", _to(saying, say), at(saying.head, saying.place, say)])
    yield heading(2, say(SYNOPSIS_WORDS["calendar"]))
    yield from _cut(list(map(say, heads)), rows, say)


def _by_row(title: str, first: str, rows: Sequence[FactRow], shown: Page, say: Say) -> Iterator[str]:
    """What each plan says to a row, a line each; the title of the row stands before the first alone."""
    copies = _copies(shown)
    lines = []
    for row in rows:
        subject = say(called(row.title))
        for saying in (saying for cell in row.cells for saying in cell.sayings):
            if saying.head.id not in copies:
                lead = f"{say(saying.lead)}: " if saying.lead else ""
                lines.append([subject, lead + _text(saying, say), at(saying.head, saying.place, say)])
                subject = ""
    yield heading(2, say(SYNOPSIS_WORDS[title]))
    yield from _cut([say(SYNOPSIS_WORDS[key]) for key in (first, "what", "where")], lines, say)


def _cut(heads: Sequence[str], rows: Sequence[Sequence[str]], say: Say) -> Iterator[str]:
    if not rows:
        yield paragraph(say(PHRASES["none_found"]))
        return
    yield table(heads, rows[:_MOST_ROWS])
    if len(rows) > _MOST_ROWS:
        yield paragraph(say(filled(PHRASES["more_rows"], {"n": len(rows) - _MOST_ROWS})))


def _text(saying: Saying, say: Say) -> str:
    return saying.text + (f" ({say(SYNOPSIS_WORDS['fact_unsure'])})" if saying.is_unsure else "")


def _to(saying: Saying, say: Say) -> str:
    via = say(filled(SYNOPSIS_WORDS["via"], {"name": saying.via})) if saying.via else ""
    return " ".join(part for part in (saying.to, via) if part)


def _proof(proof: Proof, say: Say) -> str:
    if proof.quote:
        return quoted(proof.quote, say)
    return f"{proof.head.siglum}: {say(proof.inferred) if proof.inferred else ''}"


def _missing(shown: Page, say: Say) -> Iterator[str]:
    """Documents that are cited and were not given."""
    if shown.missing:
        heads = [say(WORDS[key]) for key in ("type", "symbol_head", "date_head", "cited_by")]
        rows = [
            [one.type, one.number, say(day(one.date)) if one.date else "–", citing] for one, citing in shown.missing
        ]
        yield heading(2, say(filled(WORDS["missing"], {"n": len(rows)})))
        yield from _cut(heads, rows, say)
