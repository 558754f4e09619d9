// With a base every addition and every omission names it; without one no plan is held to another.
"use strict";
(() => {
  const page = window.plancompare;
  const { section, lines, told, runs, paragraphs, othersOf, wordsOf, element } = page.reading;
  const longest = 240;
  const isWord = /\p{L}{2}/u;
  const isForm = (run) => run.tagName === "SMALL" || run.classList.contains("f");
  const own = (run) => {
    const copy = run.cloneNode(true);
    for (const read of copy.querySelectorAll(".re")) read.remove();
    return copy.textContent;
  };

  // The stretches of a cell that `other` has not, as lists of runs; what is only form tells nothing.
  const without = (cell, other) => {
    const found = [];
    for (const paragraph of paragraphs(cell)) {
      let stretch = [];
      for (const run of [...runs(paragraph), null]) {
        if (run && !isForm(run) && !othersOf(run).includes(other)) {
          stretch.push(run);
          continue;
        }
        if (stretch.some((one) => isWord.test(own(one)))) found.push(stretch);
        stretch = [];
      }
    }
    return found;
  };

  const mark = (cell, base) => {
    for (const [first] of without(cell, base)) {
      const sign = element("span", { className: "vs" }, element("span", { className: "hidden" }, page.say("r_added_against", { base: told.heads[base] })), `+${told.heads[base]}`);
      sign.dataset.not = "";
      first.before(sign);
    }
  };

  const leftOut = (cell, ofBase, plan, base) => {
    const gone = without(ofBase, plan);
    if (!gone.length) return;
    const items = gone.map((stretch) => {
      const text = stretch.map(own).join("").replace(/\s+/g, " ").trim();
      const short = text.length > longest ? `${text.slice(0, longest).replace(/\s\S*$/u, "")} …` : text;
      return element("li", {}, element("a", { href: `#${stretch[0].closest(".block").id}` }, short));
    });
    const words = page.say("r_left_out", { base: told.heads[base], n: gone.length });
    cell.append(element("details", { className: "gone" }, element("summary", {}, words), element("ul", { lang: "vi" }, ...items)));
  };

  const tell = (plan, base) => {
    const head = lines[0].of[plan];
    const named = { base: told.heads[base] };
    const line = element("p", { className: "against" });
    if (plan === base) line.append(page.say("r_is_base"));
    else if (told.group[plan] === told.group[base]) line.append(page.say("r_same_document", named));
    else {
      const [common, changed] = told.against[plan][base];
      const [more, less] = [wordsOf(plan) - common, wordsOf(base) - told.against[base][plan][0]];
      line.append(page.say("r_against", { ...named, more, less, changed }));
    }
    head.append(line);
  };

  let [view, known] = [null, ""];
  const done = new Set();
  page.on("reading", (now) => {
    view = now;
    const key = `${now.base}:${now.shown}`;
    if (key === known) return;
    known = key;
    done.clear();
    for (const old of section.querySelectorAll(".vs, .gone, .against")) old.remove();
    if (now.base >= 0) for (const plan of now.shown) tell(plan, now.base);
  });
  page.on("row", (line) => {
    if (view.base < 0 || done.has(line)) return;
    done.add(line);
    for (const plan of view.shown) {
      if (told.group[plan] === told.group[view.base]) continue;
      mark(line.of[plan], view.base);
      leftOut(line.of[plan], line.of[view.base], plan, view.base);
    }
  });
})();
