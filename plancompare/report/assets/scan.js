// What the scripts of a collection's page share, `window.plancompare.scan`: its pairs by columns, the letters of
// passages, and how values are said. Both islands are read when they are needed: the page stands before that.
"use strict";
(() => {
  const page = window.plancompare;
  const island = (id) => JSON.parse(document.getElementById(id).textContent);
  let found, letters;

  const read = () => {
    const { documents, pairs, groups, carriers, total } = island("found-data");
    const { evidence, ...columns } = pairs;
    for (const [name, values] of Object.entries(columns)) columns[name] = Int32Array.from(values);
    return { documents, pairs: columns, evidence: { vi: evidence[0], en: evidence[1] }, groups, carriers, total, count: columns.a.length };
  };

  // An element with attributes and children: text, elements, or nothing.
  const element = (name, attributes = {}, ...children) => {
    const made = name === "svg" || svgNames.has(name)
      ? document.createElementNS("http://www.w3.org/2000/svg", name)
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
    made.append(...children.filter((child) => child !== undefined && child !== ""));
    return made;
  };
  const svgNames = new Set(["g", "path", "circle", "rect", "line", "text"]);

  const formats = { vi: new Intl.NumberFormat("vi"), en: new Intl.NumberFormat("en") };
  const number = (n) => formats[page.language()].format(n);
  // A share in thousandths as whole per cent; a trace is not shown as nothing.
  const percent = (n) => (n > 0 && n < 5 ? "<1%" : n >= 995 && n < 1000 ? ">99%" : `${Math.round(n / 10)}%`);
  // A date, also one without its day, as each language writes it.
  const day = (iso) => {
    if (page.language() === "en" || !iso) return iso;
    const [year, month, last] = iso.split("-");
    const short = last && (month === "01" || month === "02") ? month : month?.replace(/^0/, "");
    return [last, short, year].filter(Boolean).join("/");
  };

  const said = {
    relation: [
      () => page.text("relation_same"),
      () => page.text("relation_same_with_edits"),
      () => page.text("relation_related"),
      () => page.text("relation_unrelated"),
    ],
    group: [
      () => page.text("family_same"),
      () => page.text("family_same_with_edits"),
      () => page.text("family_related"),
      () => page.text("family_related"),
    ],
    scope: [() => page.text("cross_province"), () => page.text("within_province"), () => page.text("source")],
    direction: [() => page.text("undetermined"), () => page.text("a_to_b"), () => page.text("b_to_a")],
    lineage: [
      () => page.text("scan_no_lineage"),
      () => page.text("parent_child"),
      () => page.text("siblings"),
      () => page.text("successor_year"),
    ],
  };

  // Draws a part when it comes near, and again when asked to; on paper in any case. Returns how to ask.
  const whenNear = (part, draw) => {
    let [near, asked] = [false, false];
    const now = () => {
      if (!asked) return;
      asked = false;
      draw();
    };
    new IntersectionObserver(([{ isIntersecting }]) => {
      near = isIntersecting;
      if (near) now();
    }, { rootMargin: "400px" }).observe(part);
    addEventListener("beforeprint", now);
    return () => {
      asked = true;
      if (near) now();
    };
  };

  page.scan = {
    found: () => (found ??= read()),
    letters: () => (letters ??= island("letters-data")),
    element, number, percent, day, said, whenNear,
    place: (number) => page.scan.found().documents.names[number] || page.text("scan_place_unknown"),
  };

  // First what the page says by itself is drawn, then the tables come.
  requestAnimationFrame(() =>
    setTimeout(() => {
      document.documentElement.classList.add("has-script");
      for (const part of document.querySelectorAll(".scripted")) part.hidden = false;
      page.emit("start");
    }),
  );
})();
