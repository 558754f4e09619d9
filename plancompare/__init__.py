"""Compare Vietnamese administrative plans: what is shared, what is adapted, what each place added of its own.

    read  →  parse  →  align  →  collate  →  judge   →   report
    bytes    text      section   passages,   shared,     one page
             to        matches   clusters    adapted,
             sections                        local

The verbs below are the whole pipeline; everything they return is a frozen value of `model`.

    >>> from plancompare import compare_plans, parse_plan, read_source
    >>> names = ["fixtures/kien-giang-2024.ocr.txt", "fixtures/quang-ngai-2024.ocr.txt"]
    >>> plans = [parse_plan(read_source(name), name) for name in names]
    >>> [plan.metadata.province for plan in plans]
    ['Kiên Giang', 'Quảng Ngãi']
    >>> compare_plans(plans).pairs[0].relation
    'related'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancompare.compare import compare_plans as compare_plans
    from plancompare.diff import diff_plans as diff_plans
    from plancompare.ingest import read_source as read_source
    from plancompare.parse import parse_plan as parse_plan
    from plancompare.scan import scan_folder as scan_folder

__version__ = "0.1.0"
__all__ = ["__version__", "compare_plans", "diff_plans", "parse_plan", "read_source", "scan_folder"]

_HOMES = {
    "compare_plans": "compare",
    "diff_plans": "diff",
    "parse_plan": "parse",
    "read_source": "ingest",
    "scan_folder": "scan",
}


def __getattr__(name: str) -> object:
    """Verbs are imported where they are used: scikit-learn alone takes longer than `plancompare --help` may."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
