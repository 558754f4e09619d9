"""Tables of what to mind: oddities of one text, contradictions between texts, errors in common, files left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plancompare.model import Failure
from plancompare.model.comparison import Caveat, Comparison
from plancompare.report.tables.cells import Cell, Table, at, column, lines, one_line
from plancompare.report.witness import Witness
from plancompare.report.words import Both

_LONGEST_QUOTE = 160
_ONE = Both("trong một văn bản", "within one text")
_ALL = Both("giữa các văn bản", "across texts")
_COMMON = Both("lỗi chung", "error in common")


def warnings_table(comparison: Comparison, witnesses: Mapping[str, Witness]) -> Table:
    """Contradictions, errors in common and cautions, each with its places and their words."""
    columns = (
        column("Phạm vi", "Scope", 18),
        column("Mã", "Code", 26),
        column("Cảnh báo", "Warning", 70),
        column("Độ chắc", "Confidence", 10, "share"),
        column("Văn bản", "Texts", 30),
        column("Chỗ", "Places", 30),
        column("Nguyên văn", "As printed", 60),
    )
    rows = [
        *_caveats(_ALL, comparison.warnings, witnesses),
        *_caveats(_COMMON, comparison.shared_errors, witnesses),
        *_notices(witnesses),
    ]
    return Table("warnings", Both("Cảnh báo", "Warnings"), columns, tuple(rows))


def _caveats(scope: Both, caveats: Sequence[Caveat], witnesses: Mapping[str, Witness]) -> Iterator[tuple[Cell, ...]]:
    for caveat in caveats:
        shown = [(witnesses[e.document], e.start, e.end) for e in caveat.evidence if e.document in witnesses]
        yield _row(scope, caveat.code, Both(caveat.message, caveat.english), caveat.confidence, shown)


def _notices(witnesses: Mapping[str, Witness]) -> Iterator[tuple[Cell, ...]]:
    for witness in witnesses.values():
        for notice in witness.plan.warnings:
            shown = [(witness, start, end) for start, end in ((notice.start, notice.end), *notice.others)]
            yield _row(_ONE, notice.code, Both(notice.message, notice.english), notice.confidence, shown)


def _row(
    scope: Both, code: str, message: Both, confidence: float, shown: Sequence[tuple[Witness, int, int]]
) -> tuple[Cell, ...]:
    ids = dict.fromkeys(witness.plan.id for witness, _, _ in shown)
    places = [(witness.plan.id, at(witness.place(start))) for witness, start, _ in shown]
    if len(ids) > 1:
        places = [(id, Both(f"{id}: {place.vi}", f"{id}: {place.en}")) for id, place in places]
    return (
        scope,
        code,
        Both(message.vi, message.en or message.vi),
        confidence,
        "\n".join(ids) or None,
        lines(place for _, place in places),
        "\n".join(_quote(witness.plan.text[start:end]) for witness, start, end in shown) or None,
    )


def _quote(text: str) -> str:
    quoted = one_line(text[: 2 * _LONGEST_QUOTE])
    return quoted if len(quoted) <= _LONGEST_QUOTE else quoted[: _LONGEST_QUOTE - 2] + " …"


def failures_table(failures: Sequence[Failure]) -> Table:
    """The inputs that could not be used, and why."""
    columns = (column("Tệp", "File", 50), column("Lỗi", "Error", 80))
    rows = tuple((failure.path, failure.error) for failure in failures)
    return Table("failures", Both("Tệp không đọc được", "Files that could not be read"), columns, rows)
