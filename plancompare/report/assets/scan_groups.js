// The groups as a list, and the set of texts that the graph and the timeline show: a group, or the pairs filtered.
"use strict";
(() => {
  const page = window.plancompare;
  const { element, number, day, said, found, place } = page.scan;
  const at = (id) => document.getElementById(id);
  const scroller = at("families-rows");
  const MOST_PLACES = 3, MOST_NAMES = 4;
  let rows, chosen = null, shown = [];

  // ---- sets

  // The pairs with both texts among some.
  const inside = (members) => {
    const { pairs, count, documents } = found();
    const is = new Uint8Array(documents.id.length);
    for (const member of members) is[member] = 1;
    const kept = [];
    for (let i = 0; i < count; i++) if (is[pairs.a[i]] && is[pairs.b[i]]) kept.push(i);
    return kept;
  };
  const tell = () => {
    for (const name of document.querySelectorAll(".set-name")) name.textContent = chosen ? chosen.name() : "";
  };
  const choose = (set) => {
    chosen = set;
    tell();
    page.emit("set", set);
  };
  const ofGroup = (index) => {
    const [id, relation, members] = found().groups[index];
    return {
      name: () => page.text("set_group", { id, what: said.group[relation](), n: members.length }),
      members,
      pairs: inside(members),
    };
  };
  const ofPairs = (pairs, name = (n) => page.text("set_filtered", { n })) => {
    const columns = found().pairs;
    const members = [...new Set([...pairs].flatMap((pair) => [columns.a[pair], columns.b[pair]]))].sort((x, y) => x - y);
    return { name: () => name(members.length), members, pairs };
  };

  // ---- the list

  const where = (members) => {
    const { documents } = found();
    const counts = new Map();
    for (const member of members) {
      const province = documents.today[member];
      if (province) counts.set(province, (counts.get(province) ?? 0) + 1);
    }
    const ranked = [...counts].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([province]) => place(province));
    if (!ranked.length) return page.text("family_unknown");
    const more = ranked.length - MOST_PLACES;
    return ranked.slice(0, MOST_PLACES).join(", ") + (more > 0 ? ` +${more}` : "");
  };
  const when = (members) => {
    const dates = members.map((member) => found().documents.date[member]).filter(Boolean).sort();
    if (!dates.length) return page.text("family_unknown");
    const [first, last] = [dates[0], dates.at(-1)];
    return first === last ? day(first) : `${day(first)} – ${day(last)}`;
  };
  const cells = (index) => {
    const [id, relation, members] = found().groups[index];
    const names = members.slice(0, MOST_NAMES).map((member) => found().documents.id[member]).join("; ");
    const more = members.length - MOST_NAMES;
    const button = element("button", { type: "button", "aria-label": page.text("family_choose_one", { id }) }, page.text("family_choose"));
    button.addEventListener("click", () => {
      choose(ofGroup(index));
      page.land(at("graph"));
    });
    return [
      id,
      element("span", { class: "two-lines" }, said.group[relation]()),
      number(members.length),
      element("span", { class: "two-lines", lang: "vi", title: where(members) }, where(members)),
      when(members),
      [element("span", { lang: "vi", title: names }, names), more > 0 ? element("small", {}, page.text("family_more", { n: more })) : ""],
      button,
    ];
  };
  const columns = [
    { name: "id", head: () => page.text("family"), css: "short" },
    { name: "relation", head: () => page.text("scan_relation"), css: "word" },
    { name: "count", head: () => page.text("family_texts"), css: "n" },
    { name: "where", head: () => page.text("family_where"), css: "middle" },
    { name: "when", head: () => page.text("family_when"), css: "middle" },
    { name: "members", head: () => page.text("family_members"), css: "wide" },
    { name: "open", head: () => page.text("family_choose"), css: "opens" },
  ];
  const fill = () => {
    const select = at("families-by");
    const value = select.value;
    const used = new Set(found().groups.map(([, relation]) => relation));
    select.replaceChildren(
      element("option", { value: "" }, page.text("scan_any")),
      ...[...used].sort().map((relation) => element("option", { value: relation }, said.group[relation]())),
    );
    select.value = value;
  };
  const refresh = () => {
    const only = at("families-by").value;
    shown = found().groups.map((_, index) => index).filter((index) => only === "" || String(found().groups[index][1]) === only);
    rows.show(shown);
  };

  page.on("start", () => {
    const { groups, count } = found();
    if (scroller) {
      rows = page.rows(scroller, { columns, cells });
      fill();
      at("families-by").addEventListener("change", refresh);
      refresh();
    }
    at("graph-filter").addEventListener("click", () => page.emit("pairs-of", { set: chosen }));
    const largest = groups.findIndex(([, relation]) => relation >= 2);
    // Copies of one document say little: where there is no more than that, all pairs are drawn.
    choose(largest >= 0 ? ofGroup(largest) : ofPairs([...Array(count).keys()], (n) => page.text("set_all", { n })));
  });
  page.on("filtered", (pairs) => {
    choose(ofPairs(pairs));
    page.land(at("graph"));
  });
  page.on("language", () => {
    if (rows) {
      fill();
      rows.again();
    }
    tell();
  });
})();
