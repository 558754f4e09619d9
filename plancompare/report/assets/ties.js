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
  const number = (block) => block.querySelector(".where").dataset.n;
  for (const block of section.querySelectorAll(".topic")) {
    const where = block.querySelector(".where");
    where.dataset.n = where.firstChild.textContent.trim();
  }

  // The topics of two cells that belong together and are numbered otherwise: one by one, else each with each.
  const pairs = (one, other) => {
    const [a, b] = [topics(one), topics(other)];
    const together = a.length === b.length ? a.map((block, i) => [block, b[i]]) : a.flatMap((x) => b.map((y) => [x, y]));
    return together.filter(([x, y]) => number(x) !== number(y));
  };

  const link = (plans) => {
    for (const old of section.querySelectorAll(".tie")) old.remove();
    for (const { of } of lines.slice(1)) {
      for (const plan of plans) {
        for (const other of plans) {
          if (plan === other) continue;
          for (const [block, its] of pairs(of[plan], of[other])) {
            const named = `↔ ${told.heads[other]} ${number(its)}`;
            const tie = element("a", { className: "tie", href: `#${its.id}` }, named);
            tie.title = page.text("r_tie", { own: number(block), plan: told.heads[other], other: number(its) });
            block.querySelector(".where").append(" ", tie);
          }
        }
      }
    }
  };

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

  const lineOf = new Map(lines.slice(1).map((line) => [line.cells, line]));
  const resized = new ResizeObserver((found) => { for (const { target } of found) draw(lineOf.get(target)); });
  const seen = new IntersectionObserver((found) => {
    for (const { target, isIntersecting } of found) {
      if (isIntersecting) resized.observe(target);
      else resized.unobserve(target);
    }
  });
  for (const cells of lineOf.keys()) seen.observe(cells);

  let [linked, drawn] = ["", ""];
  page.on("reading", (state) => {
    if (state.chosen.join() !== linked) link(state.chosen);
    linked = state.chosen.join();
    const few = !state.narrow && state.shown.length > 1 && state.shown.length <= 3;
    section.classList.toggle("ribbons", few);
    if (state.shown.join() !== drawn) {
      shown = state.shown;
      for (const line of lineOf.values()) draw(line);
    }
    drawn = state.shown.join();
  });
})();
