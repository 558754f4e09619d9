"""A small comparison made by hand in which every state a report can show occurs once.

A and B are a plan of a department and its scan (twins), C another province's plan with hostile text in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from plancompare.model import Citation, Fact, Failure, Metadata, Notice, Plan, Scan, Section
from plancompare.model.comparison import (
    CalendarEntry,
    Caveat,
    Cell,
    CitationRow,
    CitedDocument,
    Cluster,
    ClusterMember,
    ComparedPlan,
    Comparison,
    DutyRow,
    Evidence,
    FactRef,
    Lineage,
    Match,
    MissingSource,
    Options,
    Pair,
    Passage,
    Row,
    Shares,
    Sharing,
    Slot,
    Synopsis,
    TargetRow,
    TextSpan,
)
from plancompare.text import words

HOSTILE = '<script>alert("x")</script> "><img src=x onerror=alert(1)> {{ 7*7 }} \u202ertl\u202c \x00 &amp;'

# The marks of a stretch of text: class, layer, scope, slot, other plans.
_LOCAL = ("local", "prose", None, None, ())


def _shared(*others: str, layer: str = "prose", scope: str = "cross_province") -> tuple[object, ...]:
    return ("shared", layer, scope, None, others)


def _adapted(slot: str, *others: str) -> tuple[object, ...]:
    return ("adapted", "prose", "cross_province", slot, others)


_FORM = ("local", "form", None, None, ())
_CITED = ("shared", "citation", "within_province", None, ("c",))
_FURNITURE = ("furniture", "form", None, None, ())


def _plan(
    id_: str,
    metadata: Metadata,
    scan: Scan,
    parts: list[tuple[str, str | None, str, str | None, str | None, list[tuple[object, ...]]]],
    facts: tuple[tuple[str, dict[str, Any]], ...] = (),
) -> ComparedPlan:
    text = ""
    spans: list[TextSpan] = []
    own: dict[str, list[tuple[int, int]]] = {}
    order: dict[str, tuple[str | None, str, str | None, str | None]] = {}
    for name, parent, kind, label, title, stretches in parts:
        start = len(text)
        for content, *marks in stretches:
            spans.append(TextSpan(len(text), len(text) + len(str(content)), *marks[:4], marks[4], None, None))  # type: ignore[arg-type]
            text += str(content)
        own.setdefault(name, []).append((start, len(text)))
        order.setdefault(name, (parent, kind, label, title))
    ends = {name: stretches[-1][1] for name, stretches in own.items()}
    for name in reversed(order):
        parent = order[name][0]
        if parent:
            ends[parent] = max(ends[parent], ends[name])
    sections = tuple(
        Section(
            name,
            parent,
            kind,  # type: ignore[arg-type]
            label,
            f"{label}." if label else None,
            title,
            title,
            own[name][0][0],
            ends[name],
            tuple(own[name]),
            text.count("\n", 0, own[name][0][0]) + 1,
            text.count("\n", 0, ends[name] - 1) + 1,
        )
        for name, (parent, kind, label, title) in order.items()
    )
    citations = tuple(
        Citation(at, at + len(raw), raw, type_, number, date, "Thủ tướng" if date else None, 0.99)
        for raw, type_, number, date in (
            ("Chỉ thị số 33/CT-TTg", "Chỉ thị", "33/CT-TTg", "2021-11-26"),
            ("quy định", "Quyết định", "1116-QĐ/TU" if id_ == "a" else "396-QĐ/TU", None),
        )
        if (at := text.find(raw)) >= 0
    )
    plan = Plan(
        id_,
        f"plans/{id_}.txt",
        id_ * 8,
        text,
        "text/plain",
        "utf-8",
        ("NFC",) if id_ == "c" else (),
        scan,
        metadata,
        sections,
        citations,
        tuple(_fact(text, *fact) for fact in facts),
        _notices(text) if id_ == "c" else (),
    )
    return ComparedPlan(plan, _sharing(plan, spans), tuple(spans))


def _fact(text: str, raw: str, said: dict[str, Any]) -> Fact:
    start = text.index(raw)
    nothing = {"inclusive": None, "actor": None, "recipient": None}
    return Fact(start=start, end=start + len(raw), raw=raw, **nothing | said)


def _notices(text: str) -> tuple[Notice, ...]:
    """One as readers of files give it, in Vietnamese alone, and one with two places."""
    here, there = text.index("Các huyện đảo"), text.index("Phần I còn tiếp")
    others = ((there, there + 4),)
    return (
        Notice("odd-date", 0, 5, "Ngày không rõ"),
        Notice("unbalanced-quotes", here, here + 9, "Ngoặc kép không cân", "Unbalanced quotes", others, 0.7),
    )


def _sharing(plan: Plan, spans: list[TextSpan]) -> Sharing:
    counts: dict[tuple[str, str], int] = {}
    for s in spans:
        if s.class_ != "furniture":
            key = (s.layer, s.class_)
            counts[key] = counts.get(key, 0) + len(words(plan.text, s.start, s.end))

    def shares(*layers: str) -> Shares:
        total = sum(n for (layer, _), n in counts.items() if layer in layers) or 1
        return Shares(*(sum(counts.get((la, c), 0) for la in layers) / total for c in ("shared", "adapted", "local")))

    layers = ("prose", "form", "citation", "formula")
    whole = shares(*layers)
    sizes = {la: sum(n for (layer, _), n in counts.items() if layer == la) for la in layers}
    return Sharing(
        whole.shared,
        whole.adapted,
        whole.local,
        sum(sizes.values()),
        shares("prose"),
        shares("form"),
        shares("citation"),
        shares("formula"),
        sizes,
    )


def _stretch(plan: Plan, words_: str) -> tuple[int, int]:
    start = plan.text.index(words_)
    return start, start + len(words_)


def _agreed(a: Plan, b: Plan, pairs: list[tuple[str, str]]) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((*_stretch(a, left), *_stretch(b, right)) for left, right in pairs)


_COMMON = "Nâng cao nhận thức của cán bộ, công chức, viên chức về công tác dân vận\nchính quyền"
_TARGET = "100% cơ quan hành chính"

_FACTS_A: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "mở lớp đối ngoại nhân dân",
        {"kind": "assignment", "value": "mở lớp đối ngoại nhân dân", "section": "I.2", "actor": "Sở Ngoại vụ"},
    ),
    ("100% cơ quan hành chính", {"kind": "target", "value": "100%", "section": "II.b1", "bound": "exactly"}),
    (
        "làm xong năm 2024",
        {"kind": "deadline", "value": "2024-12-31", "section": "II.b1", "inclusive": True, "action": "làm xong"},
    ),
)
_FACTS_C: tuple[tuple[str, dict[str, Any]], ...] = (
    ("100% cơ quan hành chính", {"kind": "target", "value": "90%", "section": "I.1.b1", "bound": "at_least"}),
    (
        "Các huyện đảo có kế hoạch riêng",
        {
            **{"kind": "periodic_report", "value": "P6M, P1Y", "section": "I.1", "actor": "Ủy ban nhân dân huyện"},
            **{"recipient": HOSTILE, "via": "Sở Nội vụ", "confidence": 0.6, "action": "báo cáo kết quả"},
        },
    ),
    (
        "kế hoạch riêng",
        {"kind": "deadline", "value": "--11-01", "section": "I.1", "inclusive": False, "action": "gửi kế hoạch"},
    ),
    ("theo quy định", {"kind": "funding", "value": "ngân sách địa phương theo quy định", "section": "I.1"}),
)


def sample() -> Comparison:
    """Three plans, two of them twins, with every state, layer, scope and kind of block."""
    a = _plan(
        "a",
        Metadata(
            "Sở Ngoại vụ tỉnh Tây Ninh",
            None,
            None,
            "Kế hoạch",
            "Dân vận",
            "Tây Ninh",
            "sở",
            2024,
            None,
            {"year": "suy ra từ tên văn bản"},
        ),
        Scan(False, 0.0, "có dấu tiếng Việt"),
        [
            ("title", None, "title", None, None, [("KẾ HOẠCH\nThực hiện công tác dân vận năm 2024\n\n", *_FORM)]),
            (
                "preamble",
                None,
                "preamble",
                None,
                None,
                [
                    ("Thực hiện ", *_LOCAL),
                    ("Chỉ thị số 33/CT-TTg ngày 26/11/2021", *_CITED),
                    (", Sở xây dựng:\n", *_LOCAL),
                ],
            ),
            ("I", None, "roman", "I", "MỤC ĐÍCH", [("I. MỤC ĐÍCH\n", *_FORM)]),
            (
                "I.1",
                "I",
                "arabic",
                "1",
                None,
                [
                    ("1. ", *_FORM),
                    (_COMMON, *_shared("c")),
                    (" tại ", *_shared("c")),
                    ("Sở Ngoại vụ ", *_adapted("agency", "c")),
                    ("theo quy định.\n", *_shared("c")),
                ],
            ),
            ("furniture1", None, "furniture", None, None, [("2\n", *_FURNITURE)]),
            (
                "I.2",
                "I",
                "arabic",
                "2",
                None,
                [("2. Riêng Sở mở lớp đối ngoại nhân dân\n\ncho cán bộ biên giới.\n", *_LOCAL)],
            ),
            ("II", None, "roman", "II", "CHỈ TIÊU", [("II. CHỈ TIÊU\n", *_FORM)]),
            (
                "II.b1",
                "II",
                "bullet",
                None,
                None,
                [
                    ("- ", *_FORM),
                    (_TARGET, *_shared("c", scope="within_province")),
                    (" làm xong năm ", *_LOCAL),
                    ("2024", *_adapted("year", "c")),
                    (".\n", *_LOCAL),
                ],
            ),
            ("recipients", None, "recipients", None, None, [("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n", *_FORM)]),
        ],
        _FACTS_A,
    )
    b = _plan(
        "b",
        Metadata("Sở Ngoại vụ tỉnh Tây Ninh", None, None, "Kế hoạch", "Dân vận", "Tây Ninh", "sở", 2024),
        Scan(True, 0.4, "dấu sai nhiều"),
        [
            ("title", None, "title", None, None, [("KE HOACH\n", *_FORM)]),
            ("I", None, "roman", "I", "MỤC ĐÍCH", [("|. MUC PiCH\n", *_FORM)]),
            ("I.1", "I", "arabic", "1", None, [("1. Ning cao nhan thirc ctia can b6\n", *_shared("c"))]),
        ],
    )
    c = _plan(
        "c",
        Metadata(
            "Ủy ban nhân dân tỉnh Kiên Giang",
            "63/KH-UBND",
            "2023-03-06",
            "Kế hoạch",
            "Dân vận",
            "Kiên Giang",
            "tỉnh",
            2023,
        ),
        Scan(False, 0.0, "có dấu tiếng Việt"),
        [
            ("header", None, "header", None, None, [("TỈNH KIÊN GIANG\n", *_FORM)]),
            ("I", None, "roman", "I", f"MỤC ĐÍCH {HOSTILE}", [(f"I. MỤC ĐÍCH {HOSTILE}\n", *_LOCAL)]),
            (
                "I.1",
                "I",
                "arabic",
                "1",
                None,
                [
                    ("1. ", *_FORM),
                    (_COMMON, *_shared("a", "b")),
                    (" tại ", *_shared("a", "b")),
                    ("Ủy ban nhân dân tỉnh ", *_adapted("agency", "a")),
                    ("theo quy định. ", *_shared("a", "b")),
                    ("Các huyện đảo có kế hoạch riêng.\n", *_LOCAL),
                ],
            ),
            ("I.1.b1", "I.1", "bullet", None, None, [("- ", *_FORM), (_TARGET, *_shared("a")), (".\n", *_LOCAL)]),
            ("I", None, "roman", "I", None, [("Phần I còn tiếp ở đây, sau các mục con.\n", *_LOCAL)]),
        ],
        _FACTS_C,
    )
    plans = {d.plan.id: d.plan for d in (a, b, c)}
    return Comparison(
        documents=(a, b, c),
        sources=(),
        missing_sources=(MissingSource("33/CT-TTg", "Chỉ thị", "2021-11-26", ("a",)),),
        witnesses=(("a", "b"), ("c",)),
        rows=(
            Row(1, "Mục đích", _cells(("own", "I"), ("own", "I"), ("own", "I")), 1.0),
            Row(2, "Nâng cao nhận thức", _cells(("own", "I.1"), ("own", "I.1"), ("own", "I.1")), 1.0),
            Row(3, "Đối ngoại nhân dân", _cells(("own", "I.2"), ("unreadable",), ("absent",)), 0.5),
            Row(4, "Chỉ tiêu", _cells(("own", "II", "II.b1"), ("absent",), ("within", "I.1")), 1.0),
            Row(5, "Chỉ tiêu, lần nữa", _cells(("own", "II.b1"), ("absent",), ("own", "I.1.b1")), 1.0),
        ),
        pairs=(
            Pair("a", "b", "same", 0.91, Lineage(None, None), (Match("I", "I", 0.99, 0.8, 0.1, ("mục đích",)),), ()),
            Pair(
                "a",
                "c",
                "related",
                0.42,
                Lineage("siblings", "Chỉ thị số 33/CT-TTg"),
                (
                    Match("I.1", "I.1", 0.9, 0.5, 0.2, ("nhận thức", "dân vận")),
                    Match("II.b1", "I.1.b1", 0.4, 0.3, 0.0, ()),
                ),
                (
                    Passage(
                        *_stretch(plans["a"], f"{_COMMON} tại Sở Ngoại vụ theo quy định"),
                        *_stretch(plans["c"], f"{_COMMON} tại Ủy ban nhân dân tỉnh theo quy định"),
                        "adapted",
                        0.8,
                        "cross_province",
                        _agreed(
                            plans["a"],
                            plans["c"],
                            [(f"{_COMMON} tại", f"{_COMMON} tại"), ("theo quy định", "theo quy định")],
                        ),
                    ),
                    Passage(
                        *_stretch(plans["a"], _TARGET),
                        *_stretch(plans["c"], _TARGET),
                        "verbatim",
                        0.2,
                        "within_province",
                        _agreed(plans["a"], plans["c"], [(_TARGET, _TARGET)]),
                    ),
                ),
            ),
            Pair("b", "c", "unrelated", 0.01, Lineage(None, None), (), ()),
        ),
        clusters=(
            Cluster(
                "c1",
                ("a", "c"),
                "Nâng cao nhận thức tại {0} {x}",
                (Slot(0, "agency", {"a": "Sở Ngoại vụ", "c": HOSTILE}),),
                (
                    ClusterMember("a", *_stretch(plans["a"], _COMMON)),
                    ClusterMember("c", *_stretch(plans["c"], _COMMON)),
                ),
            ),
            Cluster("c2", ("a", "c"), _TARGET, (), ()),
        ),
        warnings=(
            Caveat(
                "citation-date-conflict", "Hai ngày khác nhau", (Evidence("a", *_stretch(plans["a"], "33/CT-TTg")),)
            ),
        ),
        failures=(Failure("plans/hỏng.bin", "không phải văn bản"),),
        options=Options(),
        synopsis=Synopsis(
            citations=(
                CitationRow(1, "Chỉ thị 33/CT-TTg", (_DIRECTIVE,), {"a": (0,), "b": (), "c": ()}, None),
                CitationRow(
                    2, "Quy chế công tác dân vận", _RULES, {"a": (1,), "b": (), "c": (0,)}, "cùng một trích yếu"
                ),
            ),
            calendar=(
                CalendarEntry("2023-11-01", "năm của kế hoạch", FactRef("c", 2)),
                CalendarEntry("2024-12-31", None, FactRef("a", 2)),
                CalendarEntry(None, None, FactRef("c", 2)),
            ),
            duties=(
                DutyRow("Sở Ngoại vụ", {"a": ("Sở Ngoại vụ",), "b": (), "c": ()}, {"a": (0,), "b": (), "c": ()}),
                DutyRow(
                    "Ủy ban nhân dân huyện",
                    {"a": (), "b": (), "c": ("Ủy ban nhân dân huyện đảo",)},
                    {"a": (), "b": (), "c": (1,)},
                ),
            ),
            targets=(TargetRow("Cơ quan hành chính làm xong", {"a": (1,), "b": (), "c": (0,)}),),
        ),
        shared_errors=(
            Caveat(
                "shared-error",
                "Hai văn bản cùng ghi sai một chữ",
                (
                    Evidence("a", *_stretch(plans["a"], "Riêng Sở")),
                    Evidence("c", *_stretch(plans["c"], "Các huyện đảo")),
                ),
                "Two texts have one error in common",
                0.9,
            ),
        ),
    )


_DIRECTIVE = CitedDocument("Chỉ thị", "33/CT-TTg", "2021-11-26", "Thủ tướng Chính phủ", None, True, "in_force", None)
_RULES = (
    CitedDocument("Quyết định", "1116-QĐ/TU", "2020-05-07", "Tỉnh ủy Tây Ninh", "Quy chế", False, "unknown", None),
    CitedDocument(
        "Quyết định", "396-QĐ/TU", "2021-08-10", "Tỉnh ủy Kiên Giang", "Quy chế", False, "replaced", "9-QĐ/TU"
    ),
)


def _cells(*cells: tuple[str, ...]) -> Mapping[str, Cell]:
    return {id_: Cell(state, tuple(sections)) for id_, (state, *sections) in zip("abc", cells, strict=True)}  # type: ignore[arg-type]
