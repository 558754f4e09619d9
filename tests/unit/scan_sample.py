"""A small collection as `scan` would find it, with texts: two copies, a family over provinces, a hostile name."""

from __future__ import annotations

from plancompare.model import Failure, Metadata
from plancompare.model.comparison import Lineage, Scope
from plancompare.model.scan import (
    Boilerplate,
    CorpusScan,
    Direction,
    Group,
    ScannedDocument,
    ScannedPair,
    ScannedPassage,
    ScanOptions,
)

HOSTILE = '<script>alert("x")</script> {{ 7*7 }} <img src=x onerror=alert(1)> &amp; \u202ebidi\u202c'
_COMMON = (
    "Tăng cường sự lãnh đạo, chỉ đạo của cấp ủy đảng, chính quyền các cấp đối với công tác dân vận;\n"
    "đẩy mạnh cải cách hành chính, nâng cao chất lượng cung cấp dịch vụ công trực tuyến"
)
_SCANNED = _COMMON.replace("Tăng cường", "Tang cudng").replace("dân vận", "dan van")
_ADAPTED = _COMMON.replace("cấp ủy đảng", "Ban Thường vụ Huyện ủy")
_STOCK = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def _text(body: str, passage: str, number: int) -> str:
    return f"{_STOCK}\n{body}\nKẾ HOẠCH số {number}\nMục đích của riêng {body}.\n{passage}.\nNơi nhận: như trên. 😀\n"


_PLACES = {
    "an-giang-2024": ("Ủy ban nhân dân tỉnh An Giang", "An Giang", "An Giang", "2024-03-06", _COMMON),
    "an-giang-2024.ocr": ("Ủy ban nhân dân tỉnh An Giang", "An Giang", "An Giang", "2024-03-06", _SCANNED),
    "binh-dinh-2024": ("Sở Nội vụ tỉnh Bình Định", "Bình Định", "Gia Lai", "2024-02-15", _ADAPTED),
    "chau-thanh-2025": ("Ủy ban nhân dân huyện Châu Thành", "Kiên Giang", "An Giang", "2025-01", _COMMON),
    "kien-giang-2024": ("Ủy ban nhân dân tỉnh Kiên Giang", "Kiên Giang", "An Giang", None, _COMMON),
    "rieng-biet": (None, None, None, None, "Không giống văn bản nào khác trong cả bộ"),
}
TEXTS = {id: _text(place[0] or HOSTILE, place[4], number) for number, (id, place) in enumerate(_PLACES.items(), 1)}


def text_of(id: str) -> str | None:
    """The text of a document; that of one cannot be read again."""
    return None if id == "kien-giang-2024" else TEXTS[id]


def _document(id: str) -> ScannedDocument:
    body, province, today, date, _ = _PLACES[id]
    metadata = body and Metadata(
        issuing_body=body,
        document_number="12/KH-UBND",
        date=date,
        subject="Thực hiện công tác dân vận" if province != "Bình Định" else HOSTILE,
        province=province,
    )
    path = f"thu muc/{id}.txt" if id != "an-giang-2024" else "thu muc/an giang's $(2024).txt"
    return ScannedDocument(
        id=id,
        path=path,
        sha256=f"{sorted(_PLACES).index(id):064x}",
        words=len(TEXTS[id].split()),
        is_scan=id.endswith(".ocr") if metadata else None,
        metadata=metadata or None,
        province=province,
        province_today=today,
        body_today="Sở Nội vụ tỉnh Gia Lai" if id == "binh-dinh-2024" else None,
    )


def _span(id: str) -> tuple[int, int]:
    start = TEXTS[id].index(_PLACES[id][4])
    return start, start + len(_PLACES[id][4])


def _pair(
    a: str, b: str, score: float, scope: Scope, direction: Direction = "undetermined", evidence: str | None = None
) -> ScannedPair:
    same = b == f"{a}.ocr"
    passages = (ScannedPassage(*_span(a), *_span(b), "verbatim" if _PLACES[a][4] == _PLACES[b][4] else "adapted", 0.9),)
    if same:
        passages = (ScannedPassage(0, len(_STOCK), 0, len(_STOCK), "verbatim", 0.1), *passages)
    return ScannedPair(
        a,
        b,
        "same" if same else "related",
        score,
        score,
        score / 2,
        direction,
        evidence,
        Lineage("parent_child", "“thực hiện Kế hoạch số 63/KH-UBND của UBND tỉnh Kiên Giang”")
        if direction != "undetermined"
        else Lineage(None, None),
        scope,
        passages,
    )


def sample() -> CorpusScan:
    pairs = (
        _pair("an-giang-2024", "an-giang-2024.ocr", 0.985, "within_province"),
        _pair("an-giang-2024", "binh-dinh-2024", 0.31, "cross_province"),
        _pair("an-giang-2024", "kien-giang-2024", 0.42, "cross_province"),
        _pair("an-giang-2024.ocr", "binh-dinh-2024", 0.28, "cross_province"),
        _pair("binh-dinh-2024", "kien-giang-2024", 0.07, "cross_province"),
        _pair(
            "chau-thanh-2025",
            "kien-giang-2024",
            0.56,
            "within_province",
            "b_to_a",
            f"“thực hiện Kế hoạch số 63/KH-UBND” {HOSTILE}",
        ),
    )
    family = ("an-giang-2024", "an-giang-2024.ocr", "binh-dinh-2024", "chau-thanh-2025", "kien-giang-2024")
    return CorpusScan(
        documents=tuple(_document(id) for id in sorted(_PLACES)),
        pairs=pairs,
        groups=(
            Group("g1", "same", ("an-giang-2024", "an-giang-2024.ocr")),
            Group("g2", "related", family),
        ),
        boilerplate=(
            Boilerplate(
                "m1",
                _STOCK,
                13,
                "an-giang-2024",
                0,
                len(_STOCK),
                tuple(sorted(_PLACES)),
                ("An Giang", "Bình Định", "Kiên Giang"),
                "formula",
            ),
            Boilerplate(
                "m2",
                _COMMON[:40],
                9,
                "an-giang-2024",
                TEXTS["an-giang-2024"].index(_COMMON),
                TEXTS["an-giang-2024"].index(_COMMON) + 40,
                ("an-giang-2024", "kien-giang-2024"),
                ("An Giang", "Kiên Giang"),
                "prose",
            ),
        ),
        failures=(Failure("hong/<b>.pdf", "no text was found; is it a picture?"),),
        options=ScanOptions(),
    )
