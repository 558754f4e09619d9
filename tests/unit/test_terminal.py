"""What a person sees in a terminal: the whole tree of a plan."""

from __future__ import annotations

from plancompare import parse_plan
from plancompare.model import Notice, Provenance, Source, Table
from plancompare.terminal import tree

TEXT = "KẾ HOẠCH\nDân vận năm 2024\nI. MỤC ĐÍCH\n1. Tốt.\nBiểu số 1\n"
TEXT += "STT\nViệc\n1\nHọp\x1b[2J dân\n\fII. NỘI DUNG\n- Một;\n"


def test_a_tree_has_every_word_in_its_section_and_says_how_it_was_read() -> None:
    at = TEXT.index
    first, second = at("STT"), at("1\nHọp")
    rows = (
        ((first, first + 3), (at("Việc"), at("Việc") + 4)),
        ((second, second + 1), (at("Họp"), at(" dân") + 4)),
    )
    table = Table(first, at(" dân") + 4, rows)
    provenance = Provenance(pages=((0, at("\f")), (at("\f"), len(TEXT))), tables=(table,))
    warning = Notice("lost-letters", 0, 0, "mất chữ ở trang 1")
    source = Source("a.pdf", "", TEXT, "application/pdf", None, ("đã nối dòng",), (warning,), provenance)
    assert tree(parse_plan(source, "a")).splitlines() == [
        "a.pdf",
        "  Kế hoạch · 2024",
        "  application/pdf, 2 pages",
        "  + đã nối dòng",
        "  ! mất chữ ở trang 1",
        "  title  [lines 1-2, page 1]",
        "      KẾ HOẠCH",
        "      Dân vận năm 2024",
        "  I roman  [lines 3-9, page 1]",
        "      I. MỤC ĐÍCH",
        "    I.1 arabic  [lines 4-9, page 1]",
        "        1. Tốt.",
        "        Biểu số 1",
        "      I.1.table table  [lines 6-9, page 1]",
        "          STT | Việc",
        "          1 | Họp\\x1b[2J dân",
        "  II roman  [lines 10-11, page 2]",
        "      II. NỘI DUNG",
        "    II.b1 bullet  [lines 11-11, page 2]",
        "        - Một;",
    ]
