"""Numbers out of sequence: a section that is missing between two, stands twice, or bears another one's number.

`structure` gives every section the number that is due (`label`) beside the one printed (`raw_label`). Where a scan
shows another number the reading is to blame, unless no letter of it is ever read so; a lost stroke (`II.` for `III.`)
is told of typed texts alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plancompare.contradictions.origin import Origin, origin_of
from plancompare.contradictions.wording import Lines
from plancompare.model import Notice, Plan, Section
from plancompare.structure.labels import LETTERS, Family, exact, misreading, printed
from plancompare.text import fold

_FAMILIES: dict[str, Family] = {
    "part": "part",
    "chapter": "chapter",
    "roman": "roman",
    "article": "article",
    "arabic": "arabic",
    "letter": "letter",
}
_NAMED = re.compile(r"(?:phan|chuong|dieu|tieu muc|muc)\s{1,3}(?:thu\s{1,3})?")
_MISREAD = 3.0
"""Nats above which a label of a scan is no misreading of the one that is due: two strokes, or shapes never confused."""
_SELDOM_WRITTEN = frozenset("fjwzđ")


def out_of_sequence(plan: Plan, lines: Lines) -> Iterator[Notice]:
    """Labels that are not those due, each at its own place."""
    origin = origin_of(plan)
    last: dict[tuple[str | None, str], tuple[int, Section]] = {}
    latest: dict[str, int] = {}
    for section in plan.sections:
        family = _FAMILIES.get(section.kind)
        if family is None or section.label is None or section.raw_label is None:
            continue
        number = exact(family, section.label.lower())
        if number is None:
            continue
        place = section.parent, section.kind
        before = last.get(place)
        last[place] = number, section
        begins = before[0] + 1 if before else 1
        continues = before is None and number == latest.get(section.kind, 0) + 1
        latest[section.kind] = number
        shown = _shown(family, section.raw_label)
        if shown is not None and shown != number:
            if not _may_be_misread(family, shown, number, section.raw_label, origin):
                yield _misnumbered(section, lines, plan.ocr.is_ocr)
        elif before and number == before[0] and (origin == "typed" or origin == "unknown" and family != "roman"):
            yield _repeated(section, before[1], lines)
        elif number > begins and not continues and origin != "scan":
            missing = [n for n in range(begins, number) if not _may_be_skipped(family, n)]
            if missing and (origin == "typed" or len(missing) == 1):
                yield _gap(section, before[1] if before else None, missing, lines)


def _shown(family: Family, raw: str) -> int | None:
    """The number a printed label shows: of `II.2.` the last; None where it shows none, as a damaged one does.

    >>> _shown("roman", "III."), _shown("arabic", "2.4."), _shown("article", "Điều 5."), _shown("part", "Phần thứ ba")
    (3, 4, 5, None)
    """
    core = _NAMED.sub("", fold(raw) if family != "letter" else raw.lower()).strip(" .)/:*-–,;")
    return exact(family, core.rpartition(".")[2])


def _may_be_misread(family: Family, shown: int, due: int, raw: str, origin: Origin) -> bool:
    """Whether the label due may have been printed where another is shown, or `đ)` stand where `d)` is due.

    >>> [_may_be_misread("roman", 2, 3, "II.", origin) for origin in ("typed", "unknown", "scan")]
    [False, True, True]
    >>> _may_be_misread("arabic", 5, 3, "5.", "scan"), _may_be_misread("roman", 3, 2, "III.", "unknown")
    (False, False)
    """
    if family == "letter" and {LETTERS[shown - 1], LETTERS[due - 1]} == {"d", "đ"}:
        return True
    if origin == "typed":
        return False
    kind: Family = "roman" if family in ("part", "chapter") and raw.strip(" .:")[-1:] in "IVX" else family
    read, meant = printed(kind, shown), printed(kind, due)
    letters = iter(meant)
    if all(letter in letters for letter in read):  # strokes were lost
        return True
    return origin == "scan" and (misreading(read, meant) < _MISREAD or raw.strip()[-1:] not in ".)")


def _may_be_skipped(family: Family, number: int) -> bool:
    """Letters of the Latin alphabet that Vietnamese lists leave out, and the one that Latin lists do."""
    return family == "letter" and LETTERS[number - 1] in _SELDOM_WRITTEN


def _misnumbered(section: Section, lines: Lines, is_scan: bool) -> Notice:
    raw = (section.raw_label or "").strip()
    line = lines.at(section.start)
    return _notice(
        "label-out-of-sequence",
        section,
        f"Mục đánh số “{raw}” (dòng {line}) sai thứ tự, đáng ra là {section.label}",
        f"The section numbered “{raw}” (line {line}) is out of sequence; {section.label} is due",
        0.6 if is_scan else 0.95,
    )


def _repeated(section: Section, before: Section, lines: Lines) -> Notice:
    line, first = lines.at(section.start), lines.at(before.start)
    return _notice(
        "label-repeated",
        section,
        f"Hai mục cùng đánh số {section.label} (dòng {first} và dòng {line})",
        f"Two sections bear the number {section.label} (lines {first} and {line})",
        0.9,
        ((before.start, before.end),),
    )


def _gap(section: Section, before: Section | None, missing: list[int], lines: Lines) -> Notice:
    family: Family = "letter" if section.kind == "letter" else "arabic" if (section.label or "").isdigit() else "roman"
    labels = [printed(family, number) for number in missing[:5]]
    shown = ", ".join(label.upper() if family == "roman" else label for label in labels)
    line = lines.at(section.start)
    behind = f" sau mục {before.label} (dòng {lines.at(before.start)})" if before else ""
    after = f" behind section {before.label} (line {lines.at(before.start)})" if before else ""
    return _notice(
        "label-gap",
        section,
        f"Thiếu mục {shown}: mục {section.label} (dòng {line}) đứng ngay{behind or ' đầu'}",
        f"Section {shown} is missing: section {section.label} (line {line}) stands first{after}",
        0.8,
        ((before.start, before.end),) if before else (),
    )


def _notice(
    code: str,
    section: Section,
    message: str,
    english: str,
    confidence: float,
    others: tuple[tuple[int, int], ...] = (),
) -> Notice:
    start, end = section.own[0]
    return Notice(
        code=code,
        start=start,
        end=min(end, start + 80),
        message=message,
        english=english,
        others=others,
        confidence=confidence,
    )
