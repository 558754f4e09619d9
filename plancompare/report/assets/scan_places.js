// Cells of the tables of provinces lead to their pairs; the texts that carry a wording are listed when asked for.
"use strict";
(() => {
  const page = window.plancompare;
  const { element, found } = page.scan;

  page.on("start", () => {
    const { names } = found().documents;
    for (const table of document.querySelectorAll("table.provinces")) {
      const letter = table.dataset.names === "today" ? "t" : "d";
      // Provinces by their rows; the one that cannot be told has no name among them.
      const values = [...table.tBodies[0].rows].map((row) => `${letter}${Math.max(0, names.indexOf(row.cells[0].textContent))}`);
      table.classList.add("leads");
      table.addEventListener("click", ({ target }) => {
        const cell = target.closest("tbody td[class^=h]");
        if (!cell?.textContent.trim()) return;
        page.emit("pairs-of", { province: values[cell.parentElement.sectionRowIndex], other: values[cell.cellIndex - 2] });
      });
    }
    for (const details of document.querySelectorAll(".carriers")) {
      details.addEventListener("toggle", () => {
        const carried = found().carriers[details.dataset.wording];
        const list = details.querySelector(".carried-by");
        if (!details.open || list.localName === "div") return;
        const { id, names: provinces, day } = found().documents;
        const groups = new Map();
        for (const document of carried) {
          const province = day[document];
          if (!groups.has(province)) groups.set(province, []);
          groups.get(province).push(id[document]);
        }
        const entries = [...groups].sort(([x], [y]) => (x === 0) - (y === 0) || provinces[x].localeCompare(provinces[y], "vi"));
        const whole = element("div", { class: "carried-by", lang: "vi" }, ...entries.map(([province, ids]) =>
          element("p", {}, element("b", {}, page.scan.place(province)), `: ${ids.join("; ")}`)));
        const total = Number(details.dataset.documents);
        if (carried.length < total) whole.append(element("p", { class: "note" }, page.say("stock_first", { shown: carried.length, n: total })));
        list.replaceWith(whole);
      });
    }
  });
})();
