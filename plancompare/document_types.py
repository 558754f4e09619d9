"""Types of documents, by their names: Decree 30/2020, annex III, and the party's types."""

from __future__ import annotations

from functools import cache

from plancompare.text import fold

# The longer name first where one holds another.
DOCUMENT_TYPES = (
    "Chương trình hành động", "Chương trình phối hợp", "Kế hoạch phối hợp", "Quy chế phối hợp", "Nghị quyết liên tịch",
    "Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo", "Thông tư",
    "Hướng dẫn", "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình",
    "Hợp đồng", "Công văn", "Công điện", "Bản ghi nhớ", "Bản thỏa thuận", "Giấy mời", "Giấy giới thiệu", "Kết luận",
)  # fmt: skip
# A fifth of the letters may be misread (`KE HOACH`, `K& hoach`); the types differ from one another by more.
_NEAR = 80.0
_LONGEST = 40


@cache
def _folded() -> dict[str, str]:
    return {fold(name): name for name in DOCUMENT_TYPES}


def document_type(line: str) -> str | None:
    """The type that a line of its own names, in correct spelling; a misread one only in capitals.

    >>> document_type("KE HOACH"), document_type("**QUYẾT ĐỊNH:**"), document_type("Kế hoạch này thay thế")
    ('Kế hoạch', 'Quyết định', None)
    """
    if len(line) > _LONGEST:
        return None
    bare = line.strip(" *#_:.|-")
    exact = _folded().get(" ".join(fold(bare).split()))
    capitals = sum(map(str.isupper, bare)) > 0.7 * sum(map(str.isalpha, bare))
    return exact or (nearest_type(bare) if len(bare) >= 5 and capitals else None)


def nearest_type(words: str) -> str | None:
    """The type whose name `words` are, a fifth of the letters aside.

    >>> nearest_type("K& hoach"), nearest_type("Sở Ngoại vụ")
    ('Kế hoạch', None)
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    best = extractOne(" ".join(fold(words).split()), _folded().keys(), scorer=ratio, score_cutoff=_NEAR)
    return _folded()[best[0]] if best else None
