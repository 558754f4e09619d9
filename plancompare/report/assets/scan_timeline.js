// The dates of a set of texts, a lane for each province. Texts of one lane and one span of time are one dot, as large
// as they are many.
"use strict";
(() => {
  const page = window.plancompare;
  const { element, number, day, found, place, whenNear } = page.scan;
  const at = (id) => document.getElementById(id);
  const MOST_LANES = 24, MOST_LISTED = 300;
  const [LEFT, WIDTH, LANE, TOP] = [180, 1080, 30, 34];
  // Dots a lane has room for: months where the dates lie within five years, else quarters, else years.
  const SPANS = [[60, 1], [160, 3], [Infinity, 12]];
  let set = null, chosen = null;

  // Months since year 0, of a date that may lack its day or month.
  const monthOf = (iso) => {
    const [year, month] = iso.split("-");
    return 12 * Number(year) + (month ? Number(month) - 1 : 0);
  };
  const isoOf = (month) => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

  const bins = () => {
    const { documents } = found();
    const dated = set.members.filter((member) => /^\d{4}/.test(documents.date[member]));
    if (!dated.length) return { dated, lanes: [] };
    const months = dated.map((member) => monthOf(documents.date[member]));
    const [first, last] = [months.reduce((x, y) => Math.min(x, y)), months.reduce((x, y) => Math.max(x, y))];
    const span = SPANS.find(([most]) => last - first < most)[1];
    const counts = new Map();
    for (const member of dated) counts.set(documents.today[member], (counts.get(documents.today[member]) ?? 0) + 1);
    const ranked = [...counts.keys()].sort((x, y) => counts.get(y) - counts.get(x) || x - y);
    const own = new Set(ranked.length > MOST_LANES ? ranked.slice(0, MOST_LANES - 1) : ranked);
    const lanes = new Map();
    dated.forEach((member, i) => {
      const province = own.has(documents.today[member]) ? documents.today[member] : -1;
      if (!lanes.has(province)) lanes.set(province, new Map());
      const start = first + Math.floor((months[i] - first) / span) * span;
      const lane = lanes.get(province);
      if (!lane.has(start)) lane.set(start, []);
      lane.get(start).push(member);
    });
    const name = (province) => (province < 0 ? page.text("timeline_rest", { n: ranked.length - own.size }) : place(province));
    const list = [...lanes].map(([province, dots]) => ({ province, name: name(province), dots: [...dots].sort((x, y) => x[0] - y[0]) }))
      .sort((x, y) => (x.province <= 0) - (y.province <= 0) || x.name.localeCompare(y.name, "vi"));
    return { dated, lanes: list, first, last, span };
  };
  const when = (start, span) => {
    if (span === 12) return String(Math.floor(start / 12));
    const from = day(isoOf(start));
    return span === 1 ? from : `${from} – ${day(isoOf(start + span - 1))}`;
  };

  const draw = () => {
    const { dated, lanes, first, last, span } = bins();
    const undated = set.members.length - dated.length;
    at("timeline-undated").textContent = undated && dated.length ? page.text("timeline_undated", { n: undated }) : "";
    chosen = null;
    tell();
    asTable(dated);
    const canvas = at("timeline-canvas");
    if (!dated.length) return canvas.replaceChildren(element("p", {}, page.text("timeline_none")));
    const height = TOP + lanes.length * LANE + 8;
    const x = (month) => LEFT + 20 + ((month - first + span / 2) / Math.max(1, last - first + span)) * (WIDTH - LEFT - 40);
    const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${height}`, role: "group", "aria-labelledby": "timeline-named" });
    svg.append(element("title", { id: "timeline-named" }, page.text("timeline_named", { n: dated.length, from: day(isoOf(first)), to: day(isoOf(last)) })));
    const years = [];
    for (let year = Math.floor(first / 12); year <= Math.floor(last / 12) + 1; year++) years.push(year);
    const step = Math.ceil(years.length / 14);
    for (const year of years.filter((_, i) => i % step === 0)) {
      const at = x(12 * year - span / 2);
      if (at < LEFT || at > WIDTH - 45) continue;
      svg.append(element("line", { class: "year", x1: at, x2: at, y1: TOP - 10, y2: height }), element("text", { class: "year-name", x: at + 3, y: 16 }, String(year)));
    }
    // In less than a year its first and last month are named.
    if (!svg.querySelector(".year")) {
      for (const month of new Set([first, last])) svg.append(element("text", { class: "year-name", "text-anchor": "middle", x: x(month), y: 16 }, day(isoOf(month))));
    }
    const dots = [];
    lanes.forEach((lane, row) => {
      const y = TOP + row * LANE + LANE / 2;
      svg.append(element("line", { class: "lane", x1: LEFT, x2: WIDTH, y1: y, y2: y }),
        element("text", { class: "name", x: LEFT - 8, y, dy: ".35em", "text-anchor": "end", lang: "vi" }, lane.name));
      for (const [start, members] of lane.dots) {
        const count = members.length;
        const dot = element("g", {
          class: "dot", role: "button", tabindex: dots.length ? -1 : 0, "aria-pressed": "false", transform: `translate(${x(start).toFixed(1)} ${y})`,
          "aria-label": page.text("timeline_dot", { place: lane.name, when: when(start, span), n: count }),
        }, element("circle", { r: count > 1 ? Math.min(13, 7.5 + Math.sqrt(count)) : 6 }),
        count > 1 ? element("text", { class: "inside", "text-anchor": "middle", dy: ".35em" }, number(count)) : undefined);
        dot.addEventListener("click", () => choose(dot, lane.name, when(start, span), members));
        dots.push(dot);
        svg.append(dot);
      }
    });
    svg.addEventListener("keydown", (event) => {
      const now = dots.indexOf(document.activeElement);
      if (now < 0) return;
      const to = { ArrowRight: now + 1, ArrowDown: now + 1, ArrowLeft: now - 1, ArrowUp: now - 1, Home: 0, End: dots.length - 1 }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        dots[now].setAttribute("tabindex", -1);
        const next = dots[(to + dots.length) % dots.length];
        next.setAttribute("tabindex", 0);
        next.focus();
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        dots[now].dispatchEvent(new MouseEvent("click"));
      }
    });
    canvas.replaceChildren(svg);
  };

  const listed = (members) => {
    const { documents } = found();
    const sorted = [...members].sort((x, y) => (documents.date[x] < documents.date[y] ? -1 : documents.date[x] > documents.date[y] ? 1 : x - y));
    const head = (text) => element("th", { scope: "col" }, text);
    const table = element("table", {},
      element("caption", { class: sorted.length > MOST_LISTED ? undefined : "hidden" }, sorted.length > MOST_LISTED ? page.text("timeline_more", { shown: MOST_LISTED, n: sorted.length }) : page.text("timeline_table")),
      element("thead", {}, element("tr", {}, head(page.text("scan_date")), head(page.text("scan_file")), head(page.text("scan_body")), head(page.text("scan_province")))),
      element("tbody", {}, ...sorted.slice(0, MOST_LISTED).map((member) => element("tr", {},
        element("td", {}, day(documents.date[member])),
        element("th", { scope: "row", lang: "vi" }, documents.id[member]),
        element("td", { lang: "vi" }, documents.names[documents.body[member]] || "–"),
        element("td", { lang: "vi" }, documents.names[documents.day[member]] || "–")))));
    return table;
  };
  const choose = (dot, name, when, members) => {
    if (chosen) chosen.setAttribute("aria-pressed", "false");
    chosen = dot === chosen ? null : dot;
    chosen?.setAttribute("aria-pressed", "true");
    tell(name, when, members);
  };
  const tell = (name, when, members) => {
    at("timeline-now").replaceChildren(...(chosen
      ? [element("p", {}, element("strong", {}, page.text("timeline_dot", { place: name, when, n: members.length }))), element("div", { class: "scroll" }, listed(members))]
      : []));
  };
  const asTable = (dated) => {
    const details = at("timeline-as-table");
    details.hidden = !dated.length;
    if (details.open) details.lastElementChild.replaceChildren(listed(dated));
  };

  const ask = whenNear(at("timeline"), draw);
  page.on("set", (given) => {
    set = given;
    ask();
  });
  page.on("start", () => at("timeline-as-table").addEventListener("toggle", () => set && asTable(bins().dated)));
  page.on("language", () => set && ask());
})();
