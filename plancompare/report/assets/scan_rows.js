// A table of any number of rows of one height, of which only those near the view are drawn. Its rows are reached by
// scrolling, and by the arrow keys, Home and End from the button of a row.
"use strict";
(() => {
  const page = window.plancompare;
  const { element } = page.scan;
  // `FEW` rows fit on any screen; the area for more has a height of its own, so that nothing around it moves.
  const AROUND = 6, GUESS = 56, FEW = 5;

  // `columns` are [{ name, head(), css, sorts }], `cells(row)` the contents of a row's cells, the first of which heads
  // it; `opened(row)` is called where its button is pressed, `sorted(name)` where a head is.
  page.rows = (scroller, { columns, cells, sorted }) => {
    const table = element("table", { role: "table" });
    const heads = columns.map(({ name, css, sorts }) => {
      const head = element("th", { scope: "col", role: "columnheader", class: css });
      if (sorts) {
        const button = element("button", { type: "button", class: "sort" });
        button.addEventListener("click", () => sorted(name));
        head.append(button);
      }
      return head;
    });
    const drawn = element("tbody", { role: "rowgroup" });
    const [before, after] = [0, 1].map(() => element("tbody", { "aria-hidden": "true", class: "gap" }));
    table.append(
      element("thead", { role: "rowgroup" }, element("tr", { role: "row", "aria-rowindex": 1 }, ...heads)),
      before, drawn, after,
    );
    scroller.append(table);

    let rows = [];
    let height = GUESS;
    const nodes = new Map();

    const make = (index) => {
      const row = element("tr", { role: "row", "aria-rowindex": index + 2 });
      cells(rows[index]).forEach((content, at) => {
        const { css } = columns[at];
        const cell = at === 0
          ? element("th", { scope: "row", role: "rowheader", class: css })
          : element("td", { role: "cell", class: css });
        cell.append(...[content].flat());
        cell.dataset.head = columns[at].head();
        row.append(cell);
      });
      return row;
    };
    const gap = (body, rowsLeft) => {
      body.style.height = `${rowsLeft * height}px`;
      body.hidden = rowsLeft === 0;
    };
    const draw = () => {
      const first = Math.max(0, Math.floor(scroller.scrollTop / height) - AROUND);
      const last = Math.min(rows.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + AROUND);
      // Gaps first: were the area shorter for a moment, it would be scrolled back.
      gap(before, Math.min(first, rows.length));
      gap(after, Math.max(0, rows.length - last));
      for (const [index, node] of nodes) {
        if (index >= first && index < last) continue;
        if (node.contains(document.activeElement)) scroller.focus({ preventScroll: true });
        node.remove();
        nodes.delete(index);
      }
      let next = drawn.firstElementChild;
      for (let index = first; index < last; index++) {
        const known = nodes.get(index);
        if (known) next = known.nextElementSibling;
        else {
          nodes.set(index, make(index));
          drawn.insertBefore(nodes.get(index), next);
        }
      }
    };
    const measure = () => {
      const shown = drawn.firstElementChild?.getBoundingClientRect().height;
      if (!shown || Math.abs(shown - height) < 0.1) return;
      height = shown;
      draw();
    };
    const again = () => {
      drawn.replaceChildren();
      nodes.clear();
      draw();
      measure();
    };

    let waits = false;
    scroller.addEventListener("scroll", () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => {
        waits = false;
        draw();
      });
    }, { passive: true });
    new ResizeObserver(() => {
      draw();
      measure();
    }).observe(scroller);

    const focus = (index) => {
      const top = index * height;
      const room = scroller.clientHeight - table.tHead.offsetHeight - height;
      if (top < scroller.scrollTop) scroller.scrollTop = top;
      else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
      draw();
      nodes.get(index)?.querySelector("button")?.focus({ preventScroll: true });
    };
    scroller.addEventListener("keydown", (event) => {
      const row = event.target.closest?.("tbody tr");
      if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
      const now = Number(row.getAttribute("aria-rowindex")) - 2;
      const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: rows.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      focus(Math.max(0, Math.min(rows.length - 1, to)));
    });

    return {
      // Shows these rows from the first on; `order` says by which column they stand.
      show(given, order = null) {
        rows = given;
        table.setAttribute("aria-rowcount", rows.length + 1);
        columns.forEach(({ name, head, sorts }, at) => {
          const place = sorts ? heads[at].firstElementChild : heads[at];
          const rises = order?.by === name ? order.rises : null;
          place.textContent = head();
          if (!sorts) return;
          if (rises === null) heads[at].removeAttribute("aria-sort");
          else heads[at].setAttribute("aria-sort", rises ? "ascending" : "descending");
        });
        scroller.classList.toggle("tall", rows.length > FEW);
        scroller.scrollTop = 0;
        again();
      },
      // The same rows, said anew.
      again() {
        columns.forEach(({ head, sorts }, at) => ((sorts ? heads[at].firstElementChild : heads[at]).textContent = head()));
        again();
      },
    };
  };
})();
