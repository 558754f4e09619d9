"""Provinces and bodies by the date: the mergers of 2025."""

from __future__ import annotations

from collections import Counter

import pytest

from plancompare.metadata.mergers import body_today, province_on, province_today
from plancompare.metadata.places import provinces
from plancompare.model import Level, Metadata

NAMES = [name for name, _ in provinces().values()]


def test_63_provinces_become_34() -> None:
    before, after = ({province_on(name, day) for name in NAMES} for day in ("2025-06-30", "2025-07-01"))
    assert before == set(NAMES) - {"Thừa Thiên Huế"} and len(before) == 63
    assert {province_on(name, "2024-12-31") for name in NAMES} == set(NAMES) - {"Huế"}
    assert len(after) == 34 and after == {province_today(name) for name in NAMES}


def test_52_provinces_became_23_and_11_stood() -> None:
    joined = Counter(province_today(name) for name in NAMES if name != "Thừa Thiên Huế")
    alone = {name for name, count in joined.items() if count == 1}
    assert alone == {
        "Cao Bằng", "Điện Biên", "Hà Tĩnh", "Lai Châu", "Lạng Sơn", "Nghệ An", "Quảng Ninh", "Thanh Hóa", "Sơn La",
        "Hà Nội", "Huế",
    }  # fmt: skip
    assert sum(count for count in joined.values() if count > 1) == 52
    assert {name for name, count in joined.items() if count == 3} == {
        "Phú Thọ", "Ninh Bình", "Lâm Đồng", "Hồ Chí Minh", "Cần Thơ", "Vĩnh Long",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "date", "known_as"),
    [
        ("Huế", "2024-12-31", "Thừa Thiên Huế"),
        ("Thừa Thiên Huế", "2025-01-01", "Huế"),
        ("Kon Tum", "2025", "Kon Tum"),
        ("Kon Tum", "2025-07", "Kon Tum"),
        ("Kon Tum", "2025-07-01", "Quảng Ngãi"),
        ("Bình Phước", "2026-05-01", "Đồng Nai"),
        ("Mai Châu", "2026-05-01", "Mai Châu"),
    ],
)
def test_a_province_by_the_day(name: str, date: str, known_as: str) -> None:
    assert province_on(name, date) == known_as


@pytest.mark.parametrize(
    ("body", "province", "level", "today"),
    [
        ("Sở Kế hoạch và Đầu tư tỉnh Kon Tum", "Kon Tum", "sở", ("Sở Tài chính tỉnh Quảng Ngãi", "2025-07-01")),
        ("Sở Kế hoạch và Đầu tư thành phố Hà Nội", "Hà Nội", "sở", ("Sở Tài chính thành phố Hà Nội", "2025-03-01")),
        ("Sở Nội vụ tỉnh Bình Phước", "Bình Phước", "sở", ("Sở Nội vụ thành phố Đồng Nai", "2025-07-01")),
        ("Sở Nội vụ tỉnh Đồng Nai", "Đồng Nai", "sở", ("Sở Nội vụ thành phố Đồng Nai", "2026-04-30")),
        ("Sở Nội vụ thành phố Đồng Nai", "Đồng Nai", "sở", None),
        (
            "Ủy ban nhân dân tỉnh Thừa Thiên Huế",
            "Thừa Thiên Huế",
            "tỉnh",
            ("Ủy ban nhân dân thành phố Huế", "2025-01-01"),
        ),
        ("Sở Nội vụ tỉnh Quảng Ngãi", "Quảng Ngãi", "sở", None),
        ("Ủy ban nhân dân huyện Đăk Hà", "Kon Tum", "huyện", None),
        ("Ủy ban nhân dân xã Hà Mòn", "Kon Tum", "xã", None),
        ("Sở Nội vụ", None, "sở", None),
    ],
)
def test_who_does_the_work_today(body: str, province: str | None, level: Level, today: tuple[str, str] | None) -> None:
    assert body_today(Metadata(issuing_body=body, province=province, level=level)) == today
