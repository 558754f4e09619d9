// What is said of a run under the pointer, and what other plans put for the words adapted in a section.
"use strict";
(() => {
  const page = window.plancompare;
  const { section, told, classOf, layerOf, scopeOf, othersOf, element } = page.reading;

  const about = element("p", { className: "about" });
  about.setAttribute("aria-hidden", "true");
  section.querySelector(".synopsis").append(about);
  const said = (run) => {
    const cell = run.closest(".cell");
    const words = {
      ...{ shared: page.text("shared"), adapted: page.text("adapted"), local: page.text("local") },
      ...{ furniture: page.text("furniture"), prose: page.text("prose"), citation: page.text("citation") },
      ...{ formula: page.text("formula"), form: page.text("form"), cross_province: page.text("cross_province") },
      ...{ within_province: page.text("within_province"), source: page.text("source") },
    };
    const plans = othersOf(run).map((plan) => told.heads[plan]).join(", ");
    const parts = [words[classOf[run.tagName]], words[layerOf(run)], words[scopeOf(run)]];
    if (plans && cell) parts.push(page.text("r_with", { plans }));
    return parts.filter(Boolean).join(" · ");
  };
  section.addEventListener("pointerover", (event) => {
    const run = event.target.closest?.("[data-l] > *");
    about.textContent = run && !("not" in run.dataset) ? said(run) : "";
  });

  const reading = (told) => {
    const turns = told.includes("¦") ? told.split("¦") : ["", told];
    return element("span", { className: "d", lang: "vi" }, ...turns.map((part, i) => (i % 2 ? element("b", {}, part) : part)));
  };
  const slots = () => [
    ...["", page.say("place"), page.say("agency"), page.say("year"), page.say("date"), page.say("number")],
    ...[page.say("symbol"), page.say("wording")],
  ];
  const put = (block) => {
    const changes = told.changes[block.id];
    if (!changes || block.lastElementChild.matches(".changes")) return;
    const own = block.id.split("-")[0];
    const summary = element("summary", {}, page.say("r_changes", { n: changes.length / 5 }));
    const fold = element("details", { className: "changes" }, summary);
    fold.addEventListener("toggle", () => {
      const list = element("ul");
      for (let i = 0; i < changes.length; i += 5) {
        const [slot, ours, plan, theirs, number] = changes.slice(i, i + 5);
        const other = told.heads[plan];
        const named = [`${own}-${other}`, `${other}-${own}`].map((pair) => (number ? `p-${pair}-${number}` : `pair-${pair}`));
        const passage = named.find((id) => document.getElementById(id));
        const kind = slot ? [element("em", {}, slots()[slot], ":"), " "] : [];
        const its = theirs ? reading(theirs) : page.say("r_absent_there");
        const link = passage ? element("a", { href: `#${passage}` }, its) : its;
        list.append(element("li", {}, ...kind, reading(ours), " → ", element("b", { className: "chip" }, other), " ", link));
      }
      fold.append(list);
    }, { once: true });
    block.append(fold);
  };
  page.on("block", put);
})();
