from __future__ import annotations

from plancompare import parse_plan
from plancompare.model import Source
from plancompare.text import fold
from plancompare.tokens import Tokens, comparable_forms, tokenize

CLEAN = "I. MỤC ĐÍCH\n1. Tổ chức thực hiện có hiệu quả công tác dân vận chính quyền, đôn đốc các cơ quan nhà nước.\n"
TYPO = CLEAN.replace("đôn đốc", "đơn đốc")


def tokens(text: str) -> Tokens:
    return tokenize(parse_plan(Source("a.txt", "", text, "text/plain", "utf-8"), "a"))


def differing(a: str, b: str) -> list[tuple[str, str]]:
    one, other, _ = comparable_forms(tokens(a), tokens(b))
    return [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]


def test_clean_texts_are_compared_by_their_marks() -> None:
    assert differing(CLEAN, TYPO) == [("đôn", "đơn")]
    assert differing(CLEAN, CLEAN.replace("Tổ chức", "TỔ CHỨC")) == []


def test_a_text_typed_without_marks_is_compared_without_them() -> None:
    assert differing(CLEAN, fold(CLEAN)) == []


def test_furniture_is_no_word() -> None:
    shown = [w.shown for w in tokens("Thực hiện công tác\n\n2\n\ndân vận năm 2024.\nhttps://example.vn/a\n").words]
    assert "https://example.vn/a" not in shown
    assert shown[:2] == ["Thực", "hiện"]
