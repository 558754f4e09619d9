"""The file itself: self-contained, safe with hostile plans, every link with a target, readable colours."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from report_sample import HOSTILE, sample

from plancompare.report.html import render

GOLDEN = Path(__file__).parents[1] / "golden" / "report.html"
ASSETS = Path(__file__).parents[2] / "plancompare" / "report" / "assets"


@pytest.fixture(scope="module")
def html() -> str:
    return render(sample(), version="0")


@pytest.fixture(scope="module")
def page(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def test_every_id_is_unique_and_every_link_has_its_target(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    targets = [tag["href"] for tag in page.find_all(href=True)]
    assert len(targets) > 30
    assert {t[1:] for t in targets} <= set(ids)
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        assert {tag[attribute] for tag in page.find_all(attrs={attribute: True})} <= set(ids)


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(html: str, page: BeautifulSoup) -> None:
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy is not None
    content = str(policy["content"])
    assert content.startswith("default-src 'none';")
    assert "unsafe" not in content
    assert "http" not in content
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in content


def test_nothing_is_loaded_and_nothing_runs_inline(page: BeautifulSoup) -> None:
    assert not page.find_all(["img", "link", "iframe", "object", "embed", "base", "form"])
    for tag in page.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on") or name in ("style", "src", "srcset")], tag
    for css in ASSETS.glob("*.css"):
        assert "http://" not in css.read_text()
        assert "@import" not in css.read_text()


def test_hostile_text_stays_text(html: str, page: BeautifulSoup) -> None:
    assert len(page.select("script:not([type='application/json'])")) == 1
    shown = " ".join(page.get_text().split())
    visible = " ".join(
        HOSTILE.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]").replace("\0", "[U+0000]").split()
    )
    assert shown.count(visible) == 3  # the heading, a value of a slot, and the recipient of a report
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", html)


def test_lone_surrogates_do_not_break_the_file() -> None:
    from msgspec.structs import replace

    comparison = sample()
    broken = replace(comparison, failures=(replace(comparison.failures[0], path="a\udcff.txt"),))
    assert "a[U+DCFF].txt" in render(broken, version="0").encode().decode()


def _island(page: BeautifulSoup) -> dict[str, Any]:
    tag = page.find("script", id="data")
    assert tag is not None
    return dict(json.loads(tag.get_text()))


def test_language_shown_first_and_both_in_the_file() -> None:
    for language, first, other in (
        ("vi", "Đọc song song", "Reading side by side"),
        ("en", "Reading side by side", "Đọc song song"),
    ):
        page = BeautifulSoup(render(sample(), language=language, version="0"), "lxml")
        assert page.html is not None
        assert page.html["lang"] == language
        assert [tag["id"] for tag in page.select("input[name=language][checked]")] == [f"language-{language}"]
        assert page.find("i", string=first)
        assert not page.find("i", string=other)
        assert _island(page)["others"][first] == other


def test_every_text_of_the_interface_has_its_other_language(page: BeautifulSoup) -> None:
    others = _island(page)["others"]
    said = [tag for tag in page.find_all("i") if not tag.has_attr("data-in")]
    assert len(said) > 200
    assert not [tag for tag in said if not tag.has_attr("data-o") and tag.get_text() not in others]


def test_what_a_script_says_is_in_the_island(html: str, page: BeautifulSoup) -> None:
    texts = _island(page)["texts"]
    assert set(re.findall(r"\bpage\.(?:say|text)\(\"(\w+)\"", html)) <= set(texts)
    assert texts["elided"] == ["[… {n} chữ giống nhau …]", "[… {n} words alike …]"]


def test_nothing_ends_the_island(html: str) -> None:
    (island,) = re.findall(r'(?s)<script type="?application/json"? id="?data"?>(.*?)</script>', html)
    assert "<" not in island


def test_every_passage_has_its_letters(page: BeautifulSoup) -> None:
    data = _island(page)
    assert {pair: len(extents) for pair, extents in data["passages"].items()} == {
        str(pair["id"]): len(pair.select(".passages tbody tr"))
        for pair in page.select(".pair")
        if pair.select(".passages")
    }
    anchors = [f"{siglum}-{name}" for siglum, row in data["blocks"].items() for name in row[::2]]
    assert all(page.find(id=anchor) for anchor in anchors)


def test_headings_do_not_skip_and_tables_say_what_they_are(page: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in itertools.pairwise(levels))
    for table in page.find_all("table"):
        assert table.find("caption")
        assert table.find("th", scope="col")


def test_tables_of_facts_are_whole_without_the_script(page: BeautifulSoup) -> None:
    sheets = page.select("table.sheet")
    assert {t["id"].removeprefix("sheet-") for t in sheets} == {
        *("cited", "calendar", "duties", "targets", "funding", "cautions_set", "cautions_plans", "shared_errors")
    }
    for table in sheets:
        columns = len(table.select("thead th"))
        assert not table.find("button")
        for row in table.select("tbody tr"):
            assert len(row.find_all(["th", "td"], recursive=False)) == columns
            assert row.find("th", scope="row")
            assert row.select("a[href^='#']"), row


def test_an_entry_leads_to_its_letters(page: BeautifulSoup) -> None:
    link = page.select_one("#sheet-duties tbody a")
    assert link is not None
    target = page.find(id=str(link["href"])[1:])
    assert target is not None
    assert target.get_text().startswith("mở lớp đối ngoại nhân dân")


def test_a_message_in_one_language_says_which(page: BeautifulSoup) -> None:
    told = page.find("span", string="Ngày không rõ")
    assert told is not None
    assert told["lang"] == "vi"


def test_the_same_bytes_every_time(html: str) -> None:
    assert render(sample(), version="0") == html


def test_golden_report(html: str, tmp_path: Path) -> None:
    """The page of the sample without its style and script. PLANCOMPARE_UPDATE_GOLDEN=1 accepts a change."""
    actual = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", html)
    actual = re.sub(r"sha256-[\w+/=]+", "sha256-", actual)
    if os.environ.get("PLANCOMPARE_UPDATE_GOLDEN") == "1":
        GOLDEN.write_text(actual, encoding="utf-8")
    if actual != GOLDEN.read_text(encoding="utf-8"):
        saved = tmp_path / "report.html"
        saved.write_text(actual, encoding="utf-8")
        pytest.fail(f"the page of the sample changed; compare {saved} with {GOLDEN}")


# ---------------------------------------------------------------- colours

# (ink, background, least contrast by WCAG 2.2 AA: 4.5 for text, 3 for graphics)
_PAIRS = [
    *((ink, back, 4.5) for ink in ("ink", "muted", "accent") for back in ("paper", "ground")),
    *(("ink", "caution", 4.5), ("paper", "accent", 4.5), ("muted", "h0", 4.5), ("paper", "ink", 4.5)),
    *(("shared-ink", "paper", 4.5), ("adapted-ink", "adapted-back", 4.5), ("adapted-ink", "paper", 4.5)),
    *(("local-ink", "local-back", 4.5), ("accent", "h1", 4.5), ("accent", "h0", 4.5)),
    *((ink, "caution", 4.5) for ink in ("muted", "shared-ink", "adapted-ink", "local-ink")),
    *((f"h{i}-ink", f"h{i}", 4.5) for i in range(6)),
    *((graphic, "paper", 3.0) for graphic in ("bar-shared", "bar-adapted", "bar-local", "shared-line", "adapted-line")),
]


def _tokens(theme: str) -> dict[str, str]:
    light, dark = re.findall(r":root \{(.*?)\n *\}", (ASSETS / "page.css").read_text(), re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    if theme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))
    return found


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "back", "least"), _PAIRS)
def test_contrast(theme: str, ink: str, back: str, least: float) -> None:
    tokens = _tokens(theme)
    high, low = sorted((_luminance(tokens[ink]), _luminance(tokens[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
