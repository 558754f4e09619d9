"""Provinces and bodies by the date: what a name of one day was or is on another.

Most provinces and many of their bodies have been joined with others in 2025: departments on 1 March, provinces on
1 July, when the districts came to an end. The sources stand in `data/provinces.txt` and `data/merged_bodies.txt`;
"today" is what they know. Communes, joined on 1 July 2025 too, are not listed: nothing is said of them.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from plancompare.model import Metadata
from plancompare.shipped import shipped
from plancompare.text import fold

_LAST_DAY = "9999-12-31"
_BODIES_JOINED = "2025-03-01"


class _Province(NamedTuple):
    """A row of `data/provinces.txt`; the days of change are ISO 8601, None where there was none."""

    unit: str
    until: str | None
    became: tuple[str, str] | None  # unit and name
    since: str | None
    was: str | None


@cache
def _provinces() -> dict[str, _Province]:
    found = {}
    for line in shipped("provinces.txt").splitlines():
        if line.startswith("#"):
            continue
        name, unit, end, start = line.split("\t")
        until, _, became = end.partition(" ")
        since, _, was = start.partition(" ")
        kind = next((kind for kind in ("thành phố", "tỉnh") if became.startswith(kind)), None)
        found[name] = _Province(
            unit=unit,
            until=until if kind else None,
            became=(kind, became.removeprefix(kind).strip()) if kind else None,
            since=since if was else None,
            was=was or None,
        )
    return found


def province_on(name: str, date: str) -> str:
    """The province that holds on `date` (ISO 8601, also a year or month alone) what `name` names.

    A year or month alone in which it changed counts as before the change. What is no province's name is given back.

    >>> province_on("Kon Tum", "2024-03-06"), province_on("Kon Tum", "2026"), province_on("Huế", "2024-05-01")
    ('Kon Tum', 'Quảng Ngãi', 'Thừa Thiên Huế')
    """
    return _on(name, date)[1]


def province_today(name: str) -> str:
    """The province that holds today what `name` names.

    >>> province_today("Bình Phước"), province_today("Thừa Thiên Huế"), province_today("Cao Bằng")
    ('Đồng Nai', 'Huế', 'Cao Bằng')
    """
    return province_on(name, _LAST_DAY)


def _on(name: str, date: str) -> tuple[str, str]:
    """Unit and name of the province on a day; ISO dates compare as text, and `2025` comes before `2025-01-01`."""
    known = _provinces().get(name)
    if known is None:
        return "tỉnh", name
    if known.since and known.was and date < known.since:
        return _on(known.was, date)
    unit = known.unit
    while known.until and known.became and date >= known.until:
        unit, following = known.became
        if following == name:  # a province that became a city under its name
            break
        name, known = following, _provinces()[following]
    return unit, name


def is_city_today(name: str) -> bool:
    """Whether the name is that of a city of the first level by now; some were provinces before.

    >>> is_city_today("Đồng Nai"), is_city_today("Hải Dương"), is_city_today("Tây Ninh")
    (True, False, False)
    """
    return _on(name, _LAST_DAY) == ("thành phố", name)


class Successor(NamedTuple):
    """The body that does what another did, with the day from which (ISO 8601) it is so."""

    body: str
    since: str


def body_today(said: Metadata) -> Successor | None:
    """The body that took over from the issuing body of a plan; None where it stands, or where nobody can say.

    Known are the authorities and departments of provinces. Districts have no successor, their duties were divided.

    >>> body_today(Metadata(issuing_body="Sở Nội vụ tỉnh Kon Tum", province="Kon Tum", level="sở"))
    Successor(body='Sở Nội vụ tỉnh Quảng Ngãi', since='2025-07-01')
    >>> body_today(Metadata(issuing_body="Ủy ban nhân dân huyện Gò Dầu", province="Tây Ninh", level="huyện")) is None
    True
    """
    return body_on(said, _LAST_DAY)


def body_on(said: Metadata, date: str) -> Successor | None:
    """The same on `date` (ISO 8601; of a year or month alone its beginning).

    >>> department = Metadata(issuing_body="Sở Giao thông vận tải tỉnh Kon Tum", province="Kon Tum", level="sở")
    >>> body_on(department, "2025-04-20")
    Successor(body='Sở Xây dựng tỉnh Kon Tum', since='2025-03-01')
    >>> body_on(department, "2025") is None
    True
    """
    body, province = said.issuing_body, said.province
    known = _provinces().get(province or "")
    if body is None or province is None or known is None or said.level not in ("tỉnh", "sở"):
        return None
    place = next((place for unit in ("tỉnh", "thành phố") if body.endswith(place := f" {unit} {province}")), None)
    if place is None:
        return None
    name = body.removesuffix(place)
    following = _merged_bodies().get(fold(name)) if date >= _BODIES_JOINED else None
    unit, later = _on(province, date)
    changed = known.until if f" {unit} {later}" != place else None
    since = max(filter(None, (changed, following and _BODIES_JOINED)), default=None)
    return Successor(f"{following or name} {unit} {later}", since) if since else None


@cache
def _merged_bodies() -> dict[str, str]:
    """Departments by their folded names -> the department that does most of their work today."""
    rows = (line.split("\t") for line in shipped("merged_bodies.txt").splitlines() if not line.startswith("#"))
    return {fold(old): new for old, new in rows}
