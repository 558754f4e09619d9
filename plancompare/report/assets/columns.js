// Plans can be left out of the tables that have a column for each, and out of the calendar. One choice holds for all of
// them; it is kept in the address. A table with columns left out says so, on paper too.
"use strict";
(() => {
  const page = window.plancompare;
  const { told } = page.reading;
  const names = [...document.querySelectorAll(".plans .name")].map((name) => name.textContent);
  const left = new Set();
  const rules = new CSSStyleSheet();
  document.adoptedStyleSheets.push(rules);

  const element = page.reading.element;
  const choosers = [];
  const show = () => {
    const shown = names.length - left.size;
    rules.replaceSync([...left].map((plan) =>
      `.byplan tr>:nth-child(${plan + 2}),.heat tbody tr:nth-child(${plan + 1}),#sheet-calendar .c${plan}{display:none}`).join(""));
    document.documentElement.style.setProperty("--shown", shown);
    for (const { chooser, summary, boxes } of choosers) {
      chooser.classList.toggle("some", left.size > 0);
      summary.replaceChildren(page.say("r_plans", { n: shown, all: names.length }));
      boxes.forEach((box, plan) => { box.checked = !left.has(plan); });
    }
    page.emit("columns");
  };
  const keep = (section) => {
    show();
    const asked = new URLSearchParams();
    page.emit("address", asked);
    history.replaceState(history.state, "", `#${section.id}${asked.size ? `?${asked}` : ""}`);
  };

  for (const table of document.querySelectorAll(".byplan, #sheet-calendar")) {
    const section = table.closest("section");
    const summary = element("summary");
    const chooser = element("details", { className: "columns" }, summary);
    const made = { chooser, summary, boxes: [] };
    choosers.push(made);
    // Made when it is opened: there may be many plans.
    chooser.addEventListener("toggle", () => {
      made.boxes = names.map((_, plan) => {
        const box = element("input", { type: "checkbox" });
        box.addEventListener("change", () => {
          if (box.checked) left.delete(plan);
          else if (left.size < names.length - 1) left.add(plan);
          keep(section);
        });
        return box;
      });
      const list = element("div", { className: "choose", lang: "vi" });
      list.append(...made.boxes.map((box, plan) => element("label", {}, box, ` ${told.heads[plan]} · ${names[plan]}`)));
      const all = element("button", { type: "button" }, page.say("r_all"));
      all.addEventListener("click", () => { left.clear(); keep(section); });
      chooser.append(list, all);
      show();
    }, { once: true });
    table.closest(".scroll").before(chooser);
  }

  const read = () => {
    const asked = new URLSearchParams(location.hash.split("?")[1] ?? "").get("without");
    if (asked === null) return;
    left.clear();
    for (const plan of asked.split(".").map(Number)) if (plan in names && left.size < names.length - 1) left.add(plan);
    show();
  };
  page.on("address", (asked) => { if (left.size) asked.set("without", [...left].join(".")); });
  addEventListener("hashchange", read);
  show();
  read();
})();
