// Plans can be left out of the tables that have a column for each, and out of the calendar. One choice holds for all of
// them; it is kept in the address. A table with columns left out says so, on paper too. Of very many plans the first
// ones are shown at first: no screen holds more columns.
"use strict";
(() => {
  const page = window.plancompare;
  const { told, element } = page.reading;
  const names = [...document.querySelectorAll(".plans .name")].map((name) => name.textContent);
  const all = names.map((_, plan) => plan);
  const [most, few] = [24, 16];
  const usual = all.length > most ? all.slice(0, few) : all;
  let chosen = usual;
  const rules = new CSSStyleSheet();
  document.adoptedStyleSheets.push(rules);

  const choosers = [];
  const show = () => {
    const left = all.filter((plan) => !chosen.includes(plan));
    rules.replaceSync(left.map((plan) =>
      `.byplan tr>:nth-child(${plan + 2}),.heat tbody tr:nth-child(${plan + 1}),#sheet-calendar .c${plan}{display:none}`).join(""));
    document.documentElement.style.setProperty("--shown", chosen.length);
    for (const { chooser, summary, boxes } of choosers) {
      chooser.classList.toggle("some", left.length > 0);
      summary.replaceChildren(page.say("r_plans", { n: chosen.length, all: all.length }));
      boxes.forEach((box, plan) => { box.checked = chosen.includes(plan); });
    }
  };
  const choose = (plans, section) => {
    if (plans.length) chosen = plans;
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
    const button = (plans, word) => {
      const pressed = element("button", { type: "button" }, word);
      pressed.addEventListener("click", () => choose(plans, section));
      return pressed;
    };
    // Made when it is opened: there may be many plans.
    chooser.addEventListener("toggle", () => {
      made.boxes = all.map((plan) => {
        const box = element("input", { type: "checkbox" });
        box.addEventListener("change", () => choose(all.filter((one) => (one === plan ? box.checked : chosen.includes(one))), section));
        return box;
      });
      const list = all.map((plan) => element("label", {}, made.boxes[plan], ` ${told.heads[plan]} · ${names[plan]}`));
      chooser.append(element("div", { className: "choose", lang: "vi" }, ...list), button(all, page.say("r_all")));
      if (usual !== all) chooser.append(" ", button(usual, page.say("r_first", { n: few })));
      show();
    }, { once: true });
    table.closest(".scroll").before(chooser);
  }

  const read = () => {
    const asked = new URLSearchParams(location.hash.split("?")[1] ?? "").get("columns");
    const plans = asked?.split(".").map(Number) ?? [];
    if (plans.some((plan) => plan in names)) chosen = all.filter((plan) => plans.includes(plan));
    show();
  };
  page.on("address", (asked) => { if (chosen.join() !== usual.join()) asked.set("columns", chosen.join(".")); });
  addEventListener("hashchange", read);
  read();
})();
