// The table of pairs: sorted by any column, filtered, searched; on paper its first rows.
"use strict";
(() => {
  const page = window.plancompare;
  const { element, percent, day, said, found, place } = page.scan;
  const at = (id) => document.getElementById(id);
  const scroller = at("pairs-rows");
  if (!scroller) return;
  const field = (name) => at(`by-${name}`);
  const FIELDS = ["words", "relation", "scope", "province", "other", "least", "direction", "lineage"];
  const plain = (text) => page.fold(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const order = { by: "score", rises: false };
  // Columns of letters rise at first, of figures fall.
  const LAST = 10;
  const RISES = new Set(["a", "b", "relation", "scope", "lineage"]);
  let shown = [], within = null, folded, rows;

  // ---- rows

  const about = (document) => {
    const { documents } = found();
    const body = documents.names[documents.body[document] || documents.day[document]];
    return [body, documents.number[document], day(documents.date[document])].filter(Boolean).join(" · ");
  };
  const named = (document) => {
    const id = found().documents.id[document];
    // The end of a name is seen however narrow its column: it tells a scan from its typed text.
    const parts = id.length > 2 * LAST ? [id.slice(0, -LAST), id.slice(-LAST)] : [id];
    return [element("b", { title: id, lang: "vi" }, ...parts.map((part) => element("span", {}, part))),
      element("small", { title: about(document), lang: "vi" }, about(document))];
  };
  const opener = (pair) => {
    const { pairs, documents } = found();
    const [a, b] = [documents.id[pairs.a[pair]], documents.id[pairs.b[pair]]];
    const button = element("button", { type: "button", "aria-label": page.text("scan_open_pair", { a, b }) }, page.text("scan_open"));
    button.addEventListener("click", () => page.emit("pair", { pair, among: shown }));
    return button;
  };
  const cells = (pair) => {
    const { pairs, evidence } = found();
    // A finding, and below it the sentence that shows it.
    const told = (word, column) => {
      const sentence = evidence[page.language()][pairs[column][pair]];
      return sentence
        ? [element("span", {}, word), element("small", { title: sentence }, sentence)]
        : element("span", { class: "two-lines" }, word);
    };
    return [
      named(pairs.a[pair]),
      named(pairs.b[pair]),
      element("span", { class: "two-lines" }, said.relation[pairs.relation[pair]]()),
      percent(pairs.score[pair]),
      percent(pairs.ofA[pair]),
      percent(pairs.ofB[pair]),
      page.text("scan_letters", { n: pairs.longest[pair] }),
      element("span", { class: "two-lines" }, said.scope[pairs.scope[pair]]()),
      told(said.direction[pairs.direction[pair]](), "why"),
      told(said.lineage[pairs.lineage[pair]](), "descent"),
      opener(pair),
    ];
  };
  const columns = [
    { name: "a", head: () => page.text("scan_text_a"), css: "wide", sorts: true },
    { name: "b", head: () => page.text("scan_text_b"), css: "wide", sorts: true },
    { name: "relation", head: () => page.text("scan_relation"), css: "word broad", sorts: true },
    { name: "score", head: () => page.text("scan_both"), css: "n", sorts: true },
    { name: "ofA", head: () => page.text("scan_of_a"), css: "n", sorts: true },
    { name: "ofB", head: () => page.text("scan_of_b"), css: "n", sorts: true },
    { name: "longest", head: () => page.text("scan_longest"), css: "n long", sorts: true },
    { name: "scope", head: () => page.text("scan_scope"), css: "word slim", sorts: true },
    { name: "direction", head: () => page.text("scan_direction"), css: "word", sorts: true },
    { name: "lineage", head: () => page.text("scan_lineage"), css: "word broad", sorts: true },
    { name: "open", head: () => page.text("scan_open"), css: "opens" },
  ];

  // ---- filters

  // What is known of each document, without accents and signs: made once, when the search is first entered, and each
  // word once.
  const foldAll = () => {
    const { documents } = found();
    const known = new Map();
    const foldedWord = (word) => {
      if (!known.has(word)) known.set(word, plain(word));
      return known.get(word);
    };
    const foldedText = (text) => text.split(" ").map(foldedWord).join(" ");
    const names = documents.names.map(foldedText);
    return documents.id.map((id, i) =>
      [foldedText(id), foldedText(documents.path[i]), foldedText(documents.number[i]), foldedText(documents.subject[i]),
        names[documents.body[i]], names[documents.heir[i]], names[documents.day[i]], names[documents.today[i]]].join(" "),
    );
  };
  // Which of the words sought each document says: bit i for the i-th word.
  const saying = (words) => {
    folded ??= foldAll();
    return folded.map((text) => words.reduce((bits, word, i) => (text.includes(word) ? bits | (1 << i) : bits), 0));
  };
  // Whether a document is of a province: `t3` of today's, `d3` of its day's.
  const isOf = (value) => {
    if (!value) return null;
    const column = found().documents[value[0] === "t" ? "today" : "day"];
    const province = Number(value.slice(1));
    return (document) => column[document] === province;
  };

  const passing = () => {
    const { pairs, count } = found();
    const chosen = Object.fromEntries(FIELDS.map((name) => [name, field(name).value]));
    const words = plain(chosen.words).split(" ").filter(Boolean).slice(0, 30);
    const says = words.length ? saying(words) : null;
    const all = (1 << words.length) - 1;
    const least = 10 * Math.min(100, Math.max(0, Number(chosen.least) || 0));
    const [one, other] = [isOf(chosen.province), isOf(chosen.other)];
    const number = (name) => (chosen[name] === "" ? null : Number(chosen[name]));
    const [relation, scope, direction, lineage] = ["relation", "scope", "direction", "lineage"].map(number);
    const kept = [];
    for (let i = 0; i < count; i++) {
      if (within && !within.pairs.has(i)) continue;
      if (relation !== null && (relation < 0 ? pairs.relation[i] < 2 : pairs.relation[i] !== relation)) continue;
      if (scope !== null && pairs.scope[i] !== scope) continue;
      if (direction !== null && (direction < 0 ? pairs.direction[i] === 0 : pairs.direction[i] !== direction)) continue;
      if (lineage !== null && pairs.lineage[i] !== lineage) continue;
      if (pairs.ofA[i] < least && pairs.ofB[i] < least) continue;
      const [a, b] = [pairs.a[i], pairs.b[i]];
      if (says && (says[a] | says[b]) !== all) continue;
      if ((one || other) && !((!one || one(a)) && (!other || other(b))) && !((!one || one(b)) && (!other || other(a)))) continue;
      kept.push(i);
    }
    return kept;
  };

  const sort = () => {
    const values = found().pairs[order.by];
    const way = order.rises ? 1 : -1;
    shown.sort((x, y) => way * (values[x] - values[y]) || x - y);
  };
  const tell = () => {
    const { total } = found();
    at("pairs-shown").textContent = shown.length
      ? page.text("scan_shown", { shown: shown.length, n: total })
      : page.text("scan_none_left");
    at("pairs-set").textContent = within ? page.text("scan_in_set", { set: within.name() }) : "";
    at("pairs-reset").disabled = !within && FIELDS.every((name) => !field(name).value || field(name).value === "0" && name === "least");
    at("pairs-draw").disabled = shown.length === 0;
  };
  const refresh = () => {
    shown = passing();
    sort();
    rows.show(shown, order);
    tell();
  };

  // ---- what can be chosen

  const options = (name, entries) => {
    const select = field(name);
    const value = select.value;
    select.replaceChildren(element("option", { value: "" }, page.text("scan_any")), ...entries);
    select.value = value;
  };
  const ofWords = (entries) => entries.map(([value, label]) => element("option", { value }, label));
  // The provinces of all texts that stand in a pair.
  const used = { today: new Set(), day: new Set() };
  const gather = () => {
    const { documents, pairs } = found();
    const paired = new Uint8Array(documents.id.length);
    for (const side of [pairs.a, pairs.b]) for (const document of side) paired[document] = 1;
    paired.forEach((is, document) => {
      if (is) for (const column of ["today", "day"]) used[column].add(documents[column][document]);
    });
  };
  const provinces = (column) =>
    [...used[column]].map((province) => [province, place(province)])
      .sort(([x, one], [y, other]) => (x === 0) - (y === 0) || one.localeCompare(other, "vi"))
      .map(([province, name]) => element("option", { value: `${column[0]}${province}`, lang: "vi" }, name));
  const fill = () => {
    const { pairs } = found();
    const present = (column, names) => {
      const values = new Set(pairs[column]);
      return names.map((name, i) => [i, name()]).filter(([i]) => values.has(i));
    };
    options("relation", ofWords([...present("relation", said.relation), [-1, page.text("scan_other_than_same")]]));
    options("scope", ofWords(present("scope", said.scope)));
    options("direction", ofWords([...present("direction", said.direction), [-1, page.text("scan_direction_known")]]));
    options("lineage", ofWords(present("lineage", said.lineage)));
    for (const name of ["province", "other"]) {
      options(name, [
        element("optgroup", { label: page.text("scan_today") }, ...provinces("today")),
        element("optgroup", { label: page.text("scan_of_day") }, ...provinces("day")),
      ]);
    }
  };
  const clear = () => {
    within = null;
    for (const name of FIELDS) field(name).value = name === "least" ? "0" : "";
  };

  page.on("start", () => {
    rows = page.rows(scroller, {
      columns,
      cells,
      sorted: (name) => {
        order.rises = order.by === name ? !order.rises : RISES.has(name);
        order.by = name;
        sort();
        rows.show(shown, order);
      },
    });
    gather();
    fill();
    field("words").addEventListener("focus", () => (folded ??= foldAll()), { once: true });
    let wait = 0;
    for (const name of FIELDS) {
      field(name).addEventListener("input", () => {
        clearTimeout(wait);
        wait = setTimeout(refresh, name === "words" ? 150 : 0);
      });
    }
    at("pairs-reset").addEventListener("click", () => {
      clear();
      refresh();
      field("words").focus();
    });
    at("pairs-draw").addEventListener("click", () => page.emit("filtered", Int32Array.from(shown)));
    refresh();
  });
  page.on("language", () => {
    if (!rows) return;
    fill();
    rows.again();
    tell();
  });
  // Other parts ask for pairs: of a set, or of two provinces.
  page.on("pairs-of", ({ set = null, province = "", other = "" }) => {
    clear();
    within = set && { name: set.name, pairs: new Set(set.pairs) };
    field("province").value = province;
    field("other").value = other;
    refresh();
    page.land(at("scan_pairs")).then(() => scroller.focus({ preventScroll: true }));
  });

  // ---- paper

  addEventListener("beforeprint", () => {
    if (!rows) return;
    const table = at("pairs-static").querySelector("table");
    const first = shown.slice(0, page.data().rows);
    table.caption.replaceChildren(page.say("scan_static", { shown: first.length, n: found().total }));
    table.tBodies[0].replaceChildren(...first.map((pair) => {
      const row = element("tr");
      cells(pair).slice(0, -1).forEach((content, i) => {
        const cell = element(i ? "td" : "th", { class: columns[i].css.startsWith("n") ? "n" : undefined });
        cell.append(...[content].flat());
        row.append(cell);
      });
      return row;
    }));
  });
})();
