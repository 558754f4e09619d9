// One topic under different numbers: `II.3 ↔ C III.1` beside the text, and ribbons between neighbouring columns where at
// most three plans are shown.
"use strict";
(() => {
  const page = window.plancompare;
  const { section, lines, told, element } = page.reading;
  const svg = (name, attributes) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const topics = (cell) => [...cell.querySelectorAll(":scope > .topic")];
  const number = (block) => block.querySelector(".where").firstChild.textContent.trim();

  // The topics of two cells that belong together and are numbered otherwise: one by one, else each with each.
  const pairs = (one, other) => {
    const [a, b] = [topics(one), topics(other)];
    const together = a.length === b.length ? a.map((block, i) => [block, b[i]]) : a.flatMap((x) => b.map((y) => [x, y]));
    return together.filter(([x, y]) => number(x) !== number(y));
  };

  // With many plans a topic is tied to those beside it alone.
  const most = 4;
  const link = ({ of }, plans) => {
    for (const plan of plans) for (const old of of[plan].querySelectorAll(".tie")) old.remove();
    plans.forEach((plan, i) => {
      plans.forEach((other, j) => {
        if (i === j || (plans.length > most && Math.abs(i - j) > 1)) return;
        for (const [block, its] of pairs(of[plan], of[other])) {
          const tie = element("a", { className: "tie", href: `#${its.id}` }, `↔ ${told.heads[other]} ${number(its)}`);
          tie.title = page.text("r_tie", { own: number(block), plan: told.heads[other], other: number(its) });
          block.querySelector(".where").append(" ", tie);
        }
      });
    });
  };

  // How many topics two plans have in common, how many are numbered otherwise, and how many stand in another order: all
  // but the longest run of them that both plans have in one order.
  const places = (plan) => {
    const flat = page.data().blocks[told.heads[plan]];
    return new Map(flat.filter((_, i) => i % 2 === 0).map((anchor, place) => [`${told.heads[plan]}-${anchor}`, place]));
  };
  const measure = (one, other) => {
    const [mine, its] = [places(one), places(other)];
    const both = lines.slice(1).map(({ of }) => [topics(of[one])[0], topics(of[other])[0]]).filter(([x, y]) => x && y);
    const ends = [];
    both.sort(([x], [y]) => mine.get(x.id) - mine.get(y.id)).forEach(([, y]) => {
      const place = its.get(y.id);
      const at = ends.findIndex((end) => end >= place);
      ends[at < 0 ? ends.length : at] = place;
    });
    const otherwise = both.filter(([x, y]) => number(x) !== number(y)).length;
    const names = { a: told.heads[one], b: told.heads[other] };
    return element("p", {}, page.say("r_moved", { ...names, n: both.length, otherwise, moved: both.length - ends.length }));
  };
  const measures = element("div", { className: "note" });
  section.querySelector(".synopsis").before(measures);

  let shown = [];
  const draw = (line) => {
    line.cells.querySelector(":scope > svg")?.remove();
    if (!section.classList.contains("ribbons")) return;
    const box = line.cells.getBoundingClientRect();
    const picture = svg("svg", { class: "ribbons", "aria-hidden": "true", width: box.width, height: box.height });
    shown.slice(1).forEach((right, i) => {
      for (const [x, y] of pairs(line.of[shown[i]], line.of[right])) {
        const [a, b] = [x.getBoundingClientRect(), y.getBoundingClientRect()];
        if (!a.height || !b.height) continue;
        const [from, to] = [line.of[shown[i]].getBoundingClientRect().right - box.left, line.of[right].getBoundingClientRect().left - box.left];
        const middle = (from + to) / 2;
        const [at, atEnd, bt, btEnd] = [a.top, a.bottom, b.top, b.bottom].map((edge) => edge - box.top);
        const path = `M${from} ${at}C${middle} ${at} ${middle} ${bt} ${to} ${bt}V${btEnd}C${middle} ${btEnd} ${middle} ${atEnd} ${from} ${atEnd}Z`;
        picture.append(svg("path", { d: path }));
      }
    });
    if (picture.firstChild) line.cells.append(picture);
  };

  const lineOf = new Map(lines.map((line) => [line.cells, line]));
  const resized = new ResizeObserver((found) => { for (const { target } of found) draw(lineOf.get(target)); });
  let view = null;
  const linked = new WeakMap();
  page.on("reading", (now) => {
    view = now;
    shown = now.shown;
    section.classList.toggle("ribbons", !now.narrow && shown.length > 1 && shown.length <= 3);
    measures.replaceChildren(...(shown.length <= 3 ? shown.slice(1).map((right, i) => measure(shown[i], right)) : []));
  });
  page.on("row", (line) => {
    const now = `${page.language()}:${view.chosen}`;
    if (linked.get(line) !== now) link(line, view.chosen);
    linked.set(line, now);
    resized.observe(line.cells);
    draw(line);
  });
})();
