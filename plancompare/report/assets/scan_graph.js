// The graph of a set of texts: nodes on a circle, ordered by province, so that texts of one place stand together; lines
// between those that have text in common. A large set is gathered by province, or by body where all are of one.
"use strict";
(() => {
  const page = window.plancompare;
  const { element, number, percent, found, place, whenNear } = page.scan;
  const at = (id) => document.getElementById(id);
  // Nodes that can be told apart and named; beyond, texts are gathered, and of places the smaller ones.
  const MOST_NODES = 44, COLOURS = 8, LISTED = 12, MOST_LISTED = 500;
  const [WIDTH, RADIUS, NAME] = [1100, 270, 28];
  // Few names stand level; of more, which stand along the radius, some stand upright above and below the circle.
  const FEW = 16, [LOW, HIGH] = [2 * RADIUS + 100, 900];
  let set = null, graph = null, chosen = null, current = 0;

  // Names of one collection often differ at their end alone.
  const short = (name) => (name.length > NAME ? `${name.slice(0, NAME - 11)}…${name.slice(-10)}` : name);

  // ---- nodes and lines

  // Texts by province or by body, whichever there are several of; null where each text is a node.
  const gathering = () => {
    if (set.members.length <= MOST_NODES) return null;
    const { documents } = found();
    const several = (column) => new Set(set.members.map((member) => documents[column][member])).size > 1;
    return several("today") ? "today" : several("body") ? "body" : null;
  };
  const build = () => {
    const { documents, pairs } = found();
    const by = gathering();
    const key = (member) => (by ? documents[by][member] : member);
    const nodes = new Map();
    for (const member of set.members) {
      const own = key(member);
      if (!nodes.has(own)) nodes.set(own, { key: own, members: [], lines: [], province: documents.today[member] });
      nodes.get(own).members.push(member);
    }
    // Of too many nodes the fullest (of texts, those with most pairs) stay; the others are one.
    if (nodes.size > MOST_NODES) {
      const weight = new Map([...nodes.keys()].map((own) => [own, 0]));
      for (const pair of set.pairs) for (const end of [key(pairs.a[pair]), key(pairs.b[pair])]) weight.set(end, weight.get(end) + 1);
      const ranked = [...nodes.values()].sort((x, y) => y.members.length - x.members.length || weight.get(y.key) - weight.get(x.key) || x.key - y.key);
      const rest = { key: -1, members: [], lines: [], province: 0, places: 0 };
      for (const node of ranked.slice(MOST_NODES - 1)) {
        nodes.delete(node.key);
        rest.members.push(...node.members);
        rest.places++;
      }
      nodes.set(-1, rest);
    }
    const nodeOf = new Map([...nodes.values()].flatMap((node) => node.members.map((member) => [member, node])));
    const lines = new Map();
    for (const pair of set.pairs) {
      const [one, other] = [nodeOf.get(pairs.a[pair]), nodeOf.get(pairs.b[pair])];
      if (one === other) continue;
      const ends = one.key < other.key ? [one, other] : [other, one];
      const name = `${ends[0].key} ${ends[1].key}`;
      if (!lines.has(name)) lines.set(name, { ends, pairs: 0, share: 0, best: pair, copies: true });
      const line = lines.get(name);
      line.pairs++;
      line.copies &&= pairs.relation[pair] < 2;
      const share = Math.max(pairs.ofA[pair], pairs.ofB[pair]);
      if (share > line.share) [line.share, line.best] = [share, pair];
    }
    const list = [...nodes.values()].sort((x, y) => (x.key < 0) - (y.key < 0) || place(x.province).localeCompare(place(y.province), "vi") || x.key - y.key);
    const colours = new Map();
    for (const node of list) if (!colours.has(node.province)) colours.set(node.province, colours.size % COLOURS);
    list.forEach((node, i) => {
      const angle = (2 * Math.PI * i) / list.length - Math.PI / 2;
      Object.assign(node, { i, angle, x: RADIUS * Math.cos(angle), y: RADIUS * Math.sin(angle), colour: colours.get(node.province), gathered: Boolean(by) || node.key < 0 });
    });
    return { by, nodes: list, lines: [...lines.values()].sort((x, y) => x.share - y.share) };
  };

  const nameOf = (node) => {
    const { documents } = found();
    if (node.key < 0) return page.text("graph_rest", { n: node.places });
    if (!graph.by) return documents.id[node.key];
    return graph.by === "today" ? place(node.key) : documents.names[node.key] || page.text("scan_place_unknown");
  };
  const fullName = (node) => (node.gathered && node.key >= 0 ? page.text("graph_of", { name: nameOf(node), n: node.members.length }) : nameOf(node));
  const least = () => 10 * Math.min(100, Math.max(0, Number(at("graph-least").value) || 0));
  const drawn = () => graph.lines.filter((line) => line.share >= least());
  const joined = (node) =>
    drawn().filter((line) => line.ends.includes(node)).reverse()
      .map((line) => ({ line, other: line.ends[0] === node ? line.ends[1] : line.ends[0] }));

  // ---- drawing

  const mark = (node) => {
    const scan = found().documents.scan[node.key];
    const size = node.gathered ? Math.min(26, 9 + 2.2 * Math.sqrt(node.members.length)) : 8;
    const css = `c${node.colour}`;
    const shape = !node.gathered && scan === 1
      ? element("rect", { x: -7.5, y: -7.5, width: 15, height: 15, class: css })
      : element("circle", { r: size, class: css });
    return node.gathered && node.members.length > 1
      ? [shape, element("text", { class: "inside", "text-anchor": "middle", dy: ".35em" }, number(node.members.length))]
      : [shape];
  };
  const label = (node) => {
    const left = Math.cos(node.angle) < -1e-6;
    const degrees = (node.angle * 180) / Math.PI;
    const out = RADIUS + (node.gathered ? 32 : 16);
    const turn = graph.nodes.length > FEW;
    const where = turn
      ? `rotate(${left ? degrees + 180 : degrees}) translate(${left ? -out : out} 0)`
      : `translate(${out * Math.cos(node.angle)} ${out * Math.sin(node.angle)})`;
    return element("text", { class: "name", transform: where, dy: ".35em", "text-anchor": left ? "end" : Math.abs(Math.cos(node.angle)) < 1e-6 && !turn ? "middle" : "start", lang: "vi" }, short(nameOf(node)));
  };
  const draw = () => {
    const height = graph.nodes.length > FEW ? HIGH : LOW;
    const svg = element("svg", { viewBox: `${-WIDTH / 2} ${-height / 2} ${WIDTH} ${height}`, role: "group", "aria-labelledby": "graph-named" });
    const lines = drawn();
    svg.append(element("title", { id: "graph-named" }, page.text("graph_named", { nodes: graph.nodes.length, lines: lines.length })));
    for (const line of lines) {
      const [one, other] = line.ends;
      line.path = element("path", {
        class: line.copies ? "copies" : "line",
        d: `M${one.x.toFixed(1)} ${one.y.toFixed(1)}Q${((one.x + other.x) / 5).toFixed(1)} ${((one.y + other.y) / 5).toFixed(1)} ${other.x.toFixed(1)} ${other.y.toFixed(1)}`,
        "stroke-width": (1 + line.share / 200).toFixed(1),
      });
      svg.append(line.path);
    }
    graph.nodes.forEach((node, i) => {
      node.shape = element("g", {
        class: "node", tabindex: i === current ? 0 : -1, role: "button", "aria-pressed": "false",
        "aria-label": page.text("graph_label", { name: fullName(node), n: joined(node).length }),
      }, element("g", { transform: `translate(${node.x.toFixed(1)} ${node.y.toFixed(1)})` }, ...mark(node)), label(node));
      node.shape.addEventListener("click", () => choose(node === chosen ? null : node));
      svg.append(node.shape);
    });
    svg.addEventListener("keydown", key);
    const canvas = at("graph-canvas");
    canvas.replaceChildren(svg);
    canvas.scrollLeft = (canvas.scrollWidth - canvas.clientWidth) / 2;
    show();
  };
  const key = (event) => {
    const count = graph.nodes.length;
    const to = { ArrowRight: current + 1, ArrowDown: current + 1, ArrowLeft: current - 1, ArrowUp: current - 1, Home: 0, End: count - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      graph.nodes[current].shape.setAttribute("tabindex", -1);
      current = (to + count) % count;
      graph.nodes[current].shape.setAttribute("tabindex", 0);
      graph.nodes[current].shape.focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      choose(graph.nodes[current] === chosen ? null : graph.nodes[current]);
    }
  };

  // ---- what is said beside it

  const choose = (node) => {
    chosen = node;
    if (node) {
      graph.nodes[current].shape.setAttribute("tabindex", -1);
      current = node.i;
      node.shape.setAttribute("tabindex", 0);
    }
    show();
  };
  const show = () => {
    const near = new Set(chosen ? joined(chosen).map(({ other }) => other) : []);
    const svg = at("graph-canvas").firstElementChild;
    svg.classList.toggle("has-chosen", Boolean(chosen));
    for (const node of graph.nodes) {
      node.shape.setAttribute("aria-pressed", String(node === chosen));
      node.shape.classList.toggle("near", node === chosen || near.has(node));
    }
    for (const line of drawn()) line.path?.classList.toggle("near", line.ends.includes(chosen));
    const now = at("graph-now");
    if (!chosen) return now.replaceChildren();
    const list = joined(chosen);
    const entries = list.slice(0, LISTED).map(({ line, other }) => {
      const open = element("button", { type: "button", class: "as-link" }, fullName(other));
      open.addEventListener("click", () => page.emit("pair", { pair: line.best, among: [line.best] }));
      return element("li", {}, open, ` ${percent(line.share)}`, line.pairs > 1 ? ` · ${page.text("graph_joined_pairs", { n: line.pairs })}` : "");
    });
    if (list.length > LISTED) entries.push(element("li", { class: "note" }, page.text("graph_more", { n: list.length - LISTED })));
    now.replaceChildren(
      element("p", {}, element("strong", {}, page.text("graph_chosen", { name: fullName(chosen) }))),
      element("p", { class: "note" }, page.text("graph_joined_list")),
      element("ol", {}, ...entries),
    );
  };
  const legend = () => {
    const sign = (...shapes) => element("svg", { viewBox: "-10 -10 20 20", "aria-hidden": "true" }, ...shapes);
    const circle = () => element("circle", { r: 8, class: "c0" });
    const entries = graph.by
      ? [[sign(circle()), page.text("graph_gathered")]]
      : [[sign(circle()), page.text("graph_typed")], [sign(element("rect", { x: -7.5, y: -7.5, width: 15, height: 15, class: "c0" })), page.text("graph_scan")]];
    const provinces = new Map(graph.nodes.filter((node) => node.key >= 0).map((node) => [node.province, node.colour]));
    if (!graph.by && provinces.size > 1) {
      for (const [province, colour] of provinces) entries.push([sign(element("circle", { r: 8, class: `c${colour}` })), place(province)]);
    }
    at("graph-key").replaceChildren(...entries.map(([drawing, told]) => element("span", {}, drawing, " ", told)));
    at("graph-nodes-mean").textContent = { today: page.text("graph_provinces"), body: page.text("graph_bodies") }[graph.by] ?? page.text("graph_texts");
  };
  const asTable = () => {
    const details = at("graph-as-table");
    if (!details.open) return;
    const rows = graph.nodes.slice(0, MOST_LISTED).map((node) => {
      const list = joined(node);
      const best = list[0];
      return element("tr", {},
        element("th", { scope: "row", lang: "vi" }, fullName(node)),
        element("td", { lang: "vi" }, place(node.province)),
        element("td", { class: "n" }, number(list.length)),
        element("td", { lang: "vi" }, best ? `${fullName(best.other)} (${percent(best.line.share)})` : "–"));
    });
    const head = (text, css) => element("th", { scope: "col", class: css }, text);
    details.lastElementChild.replaceChildren(element("table", {},
      element("caption", { class: "hidden" }, page.text("graph_table")),
      element("thead", {}, element("tr", {}, head(page.text("graph_node")), head(page.text("scan_province")), head(page.text("graph_joined"), "n"), head(page.text("graph_strongest")))),
      element("tbody", {}, ...rows)));
  };
  const refresh = () => {
    draw();
    legend();
    asTable();
  };

  const ask = whenNear(at("graph"), () => {
    graph = build();
    refresh();
  });
  page.on("set", (given) => {
    set = given;
    graph = chosen = null;
    current = 0;
    ask();
  });
  page.on("start", () => {
    at("graph-least").addEventListener("input", () => graph && refresh());
    at("graph-as-table").addEventListener("toggle", () => graph && asTable());
  });
  page.on("language", () => graph && refresh());
})();
