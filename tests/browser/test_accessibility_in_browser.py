"""WCAG 2.2 AA on both pages: by axe, by a walk with the keyboard through every control, enlarged, and read aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drawn import DRAW_ALL, OPEN_ALL, settle

pytestmark = pytest.mark.browser

PAGES = ["report", "diff"]
CONTROLS = "document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')"
# Each control gets a name for the walk; radio buttons have one together.
NUMBER = f"""for (const e of {CONTROLS}) {{
    window.walked = (window.walked ?? 0) + 1;
    e.dataset.walked ??= e.type === 'radio' ? e.name : `${{e.localName}} ${{window.walked}}`;
}}"""
# What a keyboard can reach: nothing that is folded or hidden; the bar repeats the contents.
REACHABLE = f"""() => [...{CONTROLS}].filter(e => !e.disabled && e.tabIndex >= 0 && !e.closest('.goto li')
    && e.checkVisibility({{ visibilityProperty: true }})).map(e => e.dataset.walked)"""
DRAWN = "for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame)"
FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const shown = e.matches('input.hidden, .languages input') ? e.nextElementSibling : e;
    const style = getComputedStyle(shown), look = shown.getBoundingClientRect();
    const inside = [0.5, 0.1, 0.9].some(x => [0.5, 0.1, 0.9].some(y => {
        const hit = document.elementFromPoint(look.left + look.width * x, look.top + look.height * y);
        return hit && (shown.contains(hit) || hit.contains(shown) || hit.closest('label')?.contains(shown));
    }));
    return { name: e.dataset.walked, html: e.outerHTML.slice(0, 120), inside,
             marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
}"""


def _violations(page: Any) -> list[tuple[object, ...]]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    options = {"runOnly": {"type": "tag", "values": tags}, "rules": {"target-size": {"enabled": True}}}
    found = axe.Axe().run(page, options=options).response["violations"]
    # What is marked inside a sentence is as high as its line, which WCAG 2.5.8 allows and axe cannot know.
    sentences = "target => Boolean(document.querySelector(target)?.matches('.pane p .mark, .block p *'))"
    nodes = [
        (v["id"], v["impact"], n["target"], n["html"][:150])
        for v in found
        for n in v["nodes"]
        if v["id"] != "target-size" or not page.evaluate(sentences, n["target"][0])
    ]
    return nodes[:5]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(open_page: Callable[..., Any], name: str, scheme: str, language: str) -> None:
    page = open_page(name, color_scheme=scheme)
    page.locator(f"#language-{language}").check()
    page.locator("#search-for").fill("dan van")
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    settle(page, 400)
    assert _violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_on_a_phone(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name, viewport={"width": 390, "height": 800}, has_touch=True)
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    settle(page, 200)
    assert _violations(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_the_tabulator_reaches_every_control_and_shows_where_it_is(
    open_page: Callable[..., Any], name: str, width: int
) -> None:
    page = open_page(name, viewport={"width": width, "height": 800})
    settle(page, 200)
    reached: list[str] = []
    faults = []
    for _ in range(1500):
        page.keyboard.press("Tab")
        now = page.evaluate(f"async () => {{ {DRAWN}; {NUMBER}; return ({FOCUSED})(); }}")
        if now is None or (reached and now["name"] == reached[0]):
            break
        reached.append(now["name"])
        if not now["marked"] or not now["inside"]:
            faults.append(now)
    assert faults == []
    missed = set(page.evaluate(REACHABLE)) - set(reached)
    told = "e => e.outerHTML.slice(0, 150)"
    assert [page.locator(f"[data-walked='{name}']").first.evaluate(told) for name in missed] == []


OPERATED = """() => [...document.querySelectorAll('input, select, summary, button')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled)
    .filter(e => !e.closest('.review, #review, .cite'))
    .map((e, i) => { e.dataset.operated = String(i); return [String(i), e.localName, e.type || '']; })"""


@pytest.mark.parametrize("name", PAGES)
def test_every_control_does_something_by_the_keyboard(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name, viewport={"width": 1440, "height": 900}, before="window.heard = 0")
    page.evaluate(
        """for (const sign of ['change', 'input', 'click', 'toggle'])
            document.addEventListener(sign, () => window.heard++, true)"""
    )
    dead = []
    for number, kind, type_ in page.evaluate(OPERATED):
        control = page.locator(f"[data-operated='{number}']")
        if not control.is_visible() or control.is_disabled():
            continue  # another control folded it or switched it off
        state = "e => [e.checked, e.value, e.parentElement.open]"
        before = control.evaluate(state)
        heard = page.evaluate("window.heard")
        control.focus()
        if type_ == "radio":
            page.keyboard.press("ArrowRight")
        elif type_ in ("search", "text"):
            page.keyboard.type("dan")
        elif kind == "select" or type_ == "range":
            page.keyboard.press("ArrowDown" if kind == "select" else "ArrowRight")
        else:
            page.keyboard.press("Enter" if kind == "button" else "Space")
        settle(page, 30)
        changed = control.count() == 0 or control.evaluate(state) != before or page.evaluate("window.heard") > heard
        if not changed:
            dead.append(page.locator(f"[data-operated='{number}']").evaluate("e => e.outerHTML.slice(0, 160)"))
        elif kind == "summary" or type_ == "checkbox":
            control.focus()
            page.keyboard.press("Space")
    assert dead == []


@pytest.mark.parametrize("name", PAGES)
def test_the_first_stop_skips_to_the_content(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Bỏ qua phần đầu, tới nội dung"
    box = page.locator(":focus").bounding_box()
    assert box["x"] >= 0 and box["y"] >= 0
    page.keyboard.press("Enter")
    settle(page, 100)
    assert page.evaluate("document.activeElement.id") == "content"


@pytest.mark.parametrize("name", PAGES)
def test_headings_stand_in_order_and_landmarks_have_names(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    levels = page.evaluate(
        "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(h => h.checkVisibility())"
        ".map(h => [Number(h.localName[1]), h.textContent.slice(0, 40)])"
    )
    assert [level for level, _ in levels].count(1) == 1
    steps = zip(levels, levels[1:], strict=False)
    assert [(above, below) for above, below in steps if below[0] > above[0] + 1] == []
    assert all(title.strip() for _, title in levels)
    for landmark in ("main", "header", "[role=search]"):
        assert page.locator(f"body {landmark}").count() >= 1, landmark
    assert page.locator("main").count() == 1
    regions = page.evaluate(
        """[...document.querySelectorAll('nav, section[aria-labelledby], [role=region], [role=search], [role=toolbar]')]
            .map(e => document.getElementById(e.getAttribute('aria-labelledby'))?.textContent ?? e.ariaLabel ?? '')
            .map(name => name.trim())"""
    )
    assert all(regions)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [390, 1440])
def test_targets_are_large_enough(open_page: Callable[..., Any], name: str, width: int) -> None:
    """24 pixels each way (WCAG 2.5.8), or alone in a circle of 24 pixels; links inside a sentence may be smaller."""
    page = open_page(name, viewport={"width": width, "height": 800})
    page.evaluate(DRAW_ALL)
    settle(page, 200)
    small = page.evaluate(
        """() => {
            const targets = 'button, input, select, textarea, summary, [role=button], a[href]';
            const clickable = e => e.matches('[type=checkbox], [type=radio]') ? e.closest('label') ?? e : e;
            const shown = [...document.querySelectorAll(targets)]
                .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.closest('.hidden, .skip'))
                .map(e => [e, clickable(e).getBoundingClientRect()])
                .filter(([, box]) => box.width && box.right > 0);
            const inline = e => e.localName === 'a' && getComputedStyle(e).display === 'inline';
            const middle = box => [box.left + box.width / 2, box.top + box.height / 2];
            const far = (a, b) => Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1]) >= 24;
            return shown.filter(([e, box]) => (box.width < 23.5 || box.height < 23.5) && !inline(e)
                && !shown.every(([other, there]) => other === e || inline(other) || far(box, there)))
                .map(([e, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`);
        }"""
    )
    assert small == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_by_itself_where_less_motion_is_asked_for(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    moving = page.evaluate(
        """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
            return s.scrollBehavior === 'smooth' || [s.transitionDuration, s.animationDuration]
                .some(d => d.split(',').some(t => parseFloat(t) > 0.01)); }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert moving == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 720])
def test_enlarged_text_flows_anew(open_page: Callable[..., Any], name: str, width: int) -> None:
    """720 pixels are a screen of 1440 at 200 %, 320 one of 1280 at 400 %."""
    page = open_page(name, viewport={"width": width, "height": 400})
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # What stays on the screen leaves room for what is read.
    covered = page.evaluate(
        """[...document.querySelectorAll('body *')]
            .filter(e => ['sticky', 'fixed'].includes(getComputedStyle(e).position)
            && e.checkVisibility() && !e.closest('.scroll, .tall, .synopsis, .cite'))
            .map(e => e.getBoundingClientRect().height)"""
    )
    assert sum(covered) <= 200


CLIPPED = """[...document.querySelectorAll('body *')].filter(e => e.clientWidth && e.checkVisibility()
    && !e.closest('.hidden, svg, .whose, select, input, textarea, [class*=scroll], .skip')
    && (/hidden|clip/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
        || /hidden|clip/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1)
    && getComputedStyle(e).clipPath === 'none').map(e => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", PAGES)
def test_wider_spacing_of_text_loses_nothing(open_page: Callable[..., Any], name: str) -> None:
    """The spacing of WCAG 1.4.12."""
    page = open_page(name, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    before = set(page.evaluate(CLIPPED))
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
        "p { margin-bottom: 2em !important }"
    )
    settle(page, 200)
    assert set(page.evaluate(CLIPPED)) - before == set()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("name", PAGES)
def test_forced_colours_keep_what_colour_alone_would_tell(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name, forced_colors="active")
    # The language chosen is told by more than its background, which is taken away.
    look = """e => { const s = getComputedStyle(e);
        return [s.borderWidth, s.textDecorationLine, s.fontWeight, s.outlineStyle, s.backgroundColor]; }"""
    chosen, other = (page.locator(f"#language-{language} + span").evaluate(look) for language in ("vi", "en"))
    assert chosen != other
    # Marks are told apart by their lines.
    lines = {
        "report": [".block u", ".block b"],
        "diff": [".pane .mark.edit", ".pane .mark.undecidable", ".pane u"],
    }[name]
    page.evaluate(DRAW_ALL)
    style = "e => getComputedStyle(e).textDecorationStyle + getComputedStyle(e).textDecorationLine"
    looks = [page.locator(selector).first.evaluate(style) for selector in lines]
    assert len(set(looks)) == len(looks)
    assert all("underline" in one for one in looks)


@pytest.mark.parametrize("name", PAGES)
def test_counters_are_announced(open_page: Callable[..., Any], name: str) -> None:
    page = open_page(name)
    page.locator("#search-for").fill("dan van")
    settle(page, 400)
    said = page.locator("#search-said")
    assert said.evaluate("e => e.localName === 'output' || e.getAttribute('aria-live') === 'polite'")
    page.keyboard.press("Enter")
    settle(page, 300)
    assert said.inner_text().startswith("1/")
    silent = page.evaluate(
        r"""[...document.querySelectorAll('[id*=count], [id*=position], [id*=copied]')]
            .filter(e => e.ariaHidden !== 'true' && !e.closest('output, [aria-live], [role=status]'))
            .filter(e => /\d+\/\d+/.test(e.textContent)).map(e => e.id)"""
    )
    assert silent == []


@pytest.mark.parametrize("name", PAGES)
def test_what_a_plan_says_is_text_and_nothing_else(open_page: Callable[..., Any], name: str) -> None:
    """The samples hold `<script>`, an event handler and template braces: they stand there as letters."""
    page = open_page(name, before="window.alert = () => console.log('ran')")
    page.evaluate(f"{OPEN_ALL}; {DRAW_ALL}")
    text = page.evaluate("document.querySelector('main').textContent")
    for hostile in ('<script>alert("x")</script>', "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "&amp;"):
        assert hostile in " ".join(text.split())
    assert page.locator("main img").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('script:not([type])')].every(s => s.parentElement === document.body)"
    )
    assert page.evaluate(
        "[...document.querySelectorAll('*')].every(e => ![...e.attributes].some(a => /^on/.test(a.name)))"
    )
