// Tables can be sorted by any column and searched. Without this they are plain tables in the order of the page.
"use strict";
(() => {
  const { fold, say } = window.plancompare;
  // Rows that are seen at a glance need no search.
  const few = 5;
  const collator = new Intl.Collator("vi", { numeric: true });
  const isEmpty = (cell) => /^\s*(–|$)/.test(cell.textContent);
  // A day as it sorts: 5/3/2024 by year, month and day.
  const key = (cell) =>
    cell.dataset.s ?? cell.innerText.trim().replace(/^(\d+)\/(\d+)\/(\d{4})/, (_, day, month, year) => `${year}-${month}-${day}`);

  const sortable = (table) => {
    const body = table.tBodies[0];
    const order = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];
    const sort = (head) => {
      const was = head.getAttribute("aria-sort");
      for (const other of heads) other.removeAttribute("aria-sort");
      if (was === "descending") return body.append(...order);
      const way = was ? -1 : 1;
      head.setAttribute("aria-sort", was ? "descending" : "ascending");
      const keyed = order.map((row) => [row, row.cells[head.cellIndex]]).map(([row, cell]) => [row, isEmpty(cell), key(cell)]);
      keyed.sort(([, noA, a], [, noB, b]) => noA - noB || way * collator.compare(a, b));
      body.append(...keyed.map(([row]) => row));
    };
    for (const head of heads) {
      // No button element: on paper a head is repeated on each page, but form controls in it are not.
      const button = document.createElement("span");
      button.setAttribute("role", "button");
      button.tabIndex = 0;
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(head));
      button.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        sort(head);
      });
      head.append(button);
    }
  };

  const element = (name, className, ...inside) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...inside);
    return made;
  };
  const searchable = (table) => {
    const rows = [...table.tBodies[0].rows];
    const field = element("input");
    field.type = "search";
    field.autocomplete = "off";
    const means = element("span", "note", say("find_means"));
    means.id = `means-${table.id}`;
    field.setAttribute("aria-describedby", means.id);
    const shown = element("output");
    const label = element("label", "", say("find"), " ", field);
    table.parentElement.before(element("p", "controls find", label, means, element("span", "note", say("rows_shown"), " ", shown)));
    let texts;
    const tell = () => { shown.textContent = `${rows.filter((row) => !row.hidden).length}/${rows.length}`; };
    field.addEventListener("input", () => {
      texts ??= rows.map((row) => fold([...row.cells].map((cell) => cell.textContent).join(" | ")));
      const wanted = fold(field.value);
      rows.forEach((row, i) => { row.hidden = !texts[i].includes(wanted); });
      tell();
    });
    tell();
  };

  for (const table of document.querySelectorAll(".sheet")) {
    sortable(table);
    if (table.tBodies[0].rows.length > few) searchable(table);
  }
})();
