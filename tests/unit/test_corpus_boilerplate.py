"""What plans of many provinces say alike, found in collections made for it and in the five plans."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pytest

from plancompare.corpus.boilerplate import CommonText, find_boilerplate
from plancompare.corpus.duckdb_engine import DuckDBEngine
from plancompare.corpus.preparation import fingerprint
from plancompare.model.scan import ScanOptions
from plancompare.text import words

PROVINCES = ("Cà Mau", "Kiên Giang", "Hà Giang", "Lào Cai", "Phú Yên", "Kon Tum")
NATIONAL = (
    "Tiếp tục đổi mới nội dung, phương thức thực hiện công tác vận động quần chúng; gắn công tác dân vận chính quyền "
    "với thực hiện nhiệm vụ chính trị của cơ quan và thực hiện nghiêm quy định của pháp luật về dân chủ ở cơ sở."
)
TEMPLATE = "Giao Phòng Nội vụ {} chủ trì, theo dõi, đôn đốc các đơn vị trực thuộc; định kỳ hằng quý tổng hợp, báo cáo."
LOCAL = (
    "Vận động bà con nuôi tôm ven biển góp gỗ lát đường, sửa cầu khỉ, khơi rạch trước mùa mưa; mỗi ấp có một tổ tự "
    "quản, họp đêm rằm, ghi vào sổ vàng những hộ hiến đất làm lộ nông thôn."
)
NAMES = ("Đông Hải", "Tân Phú", "Bình Minh", "Mỹ Lộc", "An Thới", "Vĩnh Thuận", "Ba Tri", "Cái Nước")


@pytest.fixture(scope="module")
def syllables() -> Sequence[str]:
    plans = Path(__file__).parents[2] / "fixtures"
    found = {
        word.shown.lower()
        for path in sorted(plans.glob("*.clean.txt"))
        for word in words(path.read_text(encoding="utf-8"))
    }
    return sorted(word for word in found if word.isalpha())


def scanned(text: str) -> str:
    """The text as an English model reads it: without most marks, some words garbled."""
    plain = text.translate(str.maketrans("đĐươêôâăíìịĩỉúùụủũ", "dDuoéôaaiiiiiuuuuu"))
    return plain.replace("nh", "nl", 7)


def collection(size: int, syllables: Sequence[str]) -> Iterator[tuple[str, set[str]]]:
    """Plans of all provinces by turns, with what they carry; every third is a scan."""
    chance = random.Random(7)

    def prose(count: int) -> str:
        return " ".join(chance.choices(syllables, k=count)) + "."

    for number in range(size):
        province = PROVINCES[number % len(PROVINCES)]
        parts, carries = [], set()
        if number % 5 < 2:
            parts.append(NATIONAL)
            carries.add("national")
        if number % 4 < 2:
            parts.append(TEMPLATE.format(chance.choice(NAMES)))
            carries.add("template")
        if province == PROVINCES[0]:
            parts.append(LOCAL)
            carries.add("local")
        chance.shuffle(parts)
        body = "\n".join(f"{prose(90)}\n- {part}" for part in parts)
        text = (
            f"UBND TỈNH {province.upper()}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            f"{province}, ngày 5 tháng 3 năm 2024\n\nKẾ HOẠCH\n{prose(9)}\n\nI. NỘI DUNG\n\n{body}\n{prose(90)}\n\n"
            "Nơi nhận:\n- Thường trực Tỉnh ủy, Hội đồng nhân dân tỉnh;\n- Các Phó Chủ tịch Ủy ban nhân dân;\n- Lưu: VT."
        )
        yield (scanned(text) if number % 3 == 2 else text), carries


def found_in(texts: Sequence[str], most_documents: int = 50) -> list[CommonText]:
    prints = [fingerprint(text) for text in texts]
    connection = duckdb.connect()
    connection.execute("CREATE TABLE documents (doc INTEGER, province VARCHAR)")
    connection.executemany(
        "INSERT INTO documents VALUES (?, ?)", [(doc, one.province) for doc, one in enumerate(prints)]
    )
    docs = np.repeat(np.arange(len(prints), dtype=np.int32), [len(one.grams) for one in prints])
    grams = np.concatenate([one.grams for one in prints]).view(np.int64)
    connection.register("carried", {"doc": docs, "gram": grams})
    connection.execute("CREATE TABLE grams AS SELECT doc, gram FROM carried")
    frequent = DuckDBEngine(connection).frequent_grams(ScanOptions(most_documents=most_documents))
    return find_boilerplate(connection, frequent, texts.__getitem__)


@pytest.mark.parametrize("size", [60, 300])
def test_what_many_provinces_say(size: int, syllables: Sequence[str]) -> None:
    plans = list(collection(size, syllables))
    texts = [text for text, _ in plans]
    found = found_in(texts)
    assert len(found) == 2  # neither what one province says nor header and recipients
    assert [len(text.docs) for text in found] == sorted((len(text.docs) for text in found), reverse=True)
    for kind, said in (("national", NATIONAL), ("template", TEMPLATE)):
        one = next(text for text in found if said[-30:] in text.text)
        carriers = {doc for doc, (_, carries) in enumerate(plans) if kind in carries}
        assert set(one.docs) <= carriers and len(one.docs) >= 0.9 * len(carriers)
        assert one.provinces == tuple(sorted(PROVINCES)) and one.layer == "prose"
        assert " ".join(texts[one.doc][one.start : one.end].split()) == one.text
        assert len(words(one.text)) == one.words
    assert next(text.text for text in found if text.text.startswith("Tiếp tục")) == NATIONAL


def test_where_one_province_is_all_there_is(syllables: Sequence[str]) -> None:
    texts = [text for text, carries in collection(300, syllables) if "local" in carries]
    told = [text for text in found_in(texts) if text.text.startswith("Vận động bà con")]
    assert [(text.text, text.provinces, len(text.docs)) for text in told] == [(LOCAL, ("Cà Mau",), 50)]


def test_a_text_that_cannot_be_read_any_more(syllables: Sequence[str]) -> None:
    assert found_in(["", "", "", ""]) == []


def test_two_texts_have_no_boilerplate() -> None:
    assert found_in([f"UBND TỈNH CÀ MAU\n{NATIONAL}"] * 2) == []


def test_the_five_plans(fixtures: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(fixtures.glob("*.txt"))]
    found = found_in(texts)
    assert found and all(text.provinces == ("Kiên Giang", "Quảng Ngãi", "Tây Ninh") for text in found)
    assert any("công tác dân vận của cơ quan hành chính nhà nước" in text.text for text in found)
    assert all(text.words >= 12 for text in found)
