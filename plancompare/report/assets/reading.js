// The synoptic reading: which plans stand side by side and in which order, and which of their words are shown. Without
// this all texts stand whole in their rows. What is chosen is kept in the address, so that a view can be sent on.
"use strict";
(() => {
  const page = window.plancompare;
  const section = document.getElementById("reading");
  const told = page.data().reading;
  const [wide, synopsis, region] = [".wide", ".synopsis", "#reading-region"].map((name) => section.querySelector(name));
  const rows = [...section.querySelectorAll(".row")];
  const all = told.heads.map((_, plan) => plan);
  // The cells of each line of columns by plan, the heads first; their order on the page may change.
  const lines = [...section.querySelectorAll(".cells")].map((cells) => ({ cells, of: [...cells.children] }));
  const heads = lines[0].of;
  const names = heads.map((head) => head.querySelector(".name").textContent);
  const documents = new Set(told.group).size;
  const narrow = window.matchMedia("(max-width: 40rem)");
  const [most, few] = [6, 4];
  const first = () => (all.length > most ? all.slice(0, few) : all);

  const usual = () => ({ plans: first(), class: "", layer: "", scope: "", least: 1, base: told.base ?? -1, guess: false });
  const state = { ...usual(), one: 0 };
  const shown = () => (narrow.matches ? [state.one] : state.plans);
  const filtered = () => Boolean(state.class || state.layer || state.scope || state.least > 1);

  // ---- which words are shown: one rule for the words of the page and for those counted in the data
  const classes = ["shared", "adapted", "local"];
  const layers = ["prose", "citation", "formula", "form"];
  const scopes = ["", "cross_province", "within_province", "source"];
  const keepsClass = (name) => !state.class || state.class === name || (state.class === "own" && name !== "shared");
  const keepsLayer = (name) => !state.layer || state.layer === name;
  const keeps = (class_, layer, scope, having) =>
    keepsClass(class_) && keepsLayer(layer) && (!state.scope || state.scope === scope) && having >= state.least;

  const classOf = { U: "shared", B: "adapted", Q: "local", SMALL: "furniture" };
  const layerOf = (run) => {
    const has = (name) => run.classList.contains(name);
    return has("c") ? "citation" : has("m") ? "formula" : has("f") ? "form" : "prose";
  };
  const scopeOf = (run) => {
    if (run.tagName === "Q") return "";
    return run.classList.contains("n") ? "within_province" : run.classList.contains("q") ? "source" : "cross_province";
  };
  const othersOf = (run) => {
    if (run.tagName !== "U" && run.tagName !== "B") return [];
    return told.sets[/(?:^| )o(\d+)/.exec(run.className)?.[1] ?? 0];
  };
  const havingOf = (run, plan) => new Set([plan, ...othersOf(run)].map((one) => told.group[one])).size;
  const paragraphs = (cell) => cell.querySelectorAll("[data-l]");
  const runs = (paragraph) => [...paragraph.children].filter((run) => !("not" in run.dataset));
  const isWord = /\p{L}/u;

  const done = new WeakMap();
  const key = () => [state.class, state.layer, state.scope, state.least].join();
  const filter = (cell, plan) => {
    if ((done.get(cell) ?? ",,,1") === key()) return;
    done.set(cell, key());
    const free = !filtered();
    for (const paragraph of paragraphs(cell)) {
      let any = free;
      for (const run of runs(paragraph)) {
        const class_ = classOf[run.tagName];
        const kept =
          free || (class_ !== "furniture" && keeps(class_, layerOf(run), scopeOf(run), havingOf(run, plan)));
        run.classList.toggle("z", !kept);
        any ||= kept && isWord.test(run.textContent);
      }
      paragraph.classList.toggle("z", !any);
    }
    for (const block of cell.querySelectorAll(".block")) {
      block.classList.toggle("z", !free && !block.querySelector("[data-l]:not(.z)"));
    }
  };

  const percent = (share) => {
    if (share > 0 && share < 0.005) return "<1%";
    if (share >= 0.995 && share < 1) return ">99%";
    return `${(100 * share).toFixed(0)}%`;
  };
  const wordsOf = (plan) => told.counts[plan].reduce((sum, count) => sum + count[4], 0);
  const counted = (plan) => {
    const by = [0, 0, 0];
    let whole = 0;
    for (const [class_, layer, scope, having, n] of told.counts[plan]) {
      if (!keepsLayer(layers[layer])) continue;
      whole += n;
      if (keeps(classes[class_], layers[layer], scopes[scope], having)) by[class_] += n;
    }
    return { by, whole, sum: by[0] + by[1] + by[2] };
  };

  // ---- columns
  let order = all.join();
  const arrange = () => {
    const now = shown();
    const next = [...now, ...all.filter((plan) => !now.includes(plan))];
    for (const { cells, of } of lines) {
      if (next.join() !== order) cells.append(...next.map((plan) => of[plan]));
      of.forEach((cell, plan) => { cell.hidden = !now.includes(plan); });
    }
    order = next.join();
    wide.style.setProperty("--columns", now.length);
  };

  const element = (name, props = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), props);
    made.append(...inside);
    return made;
  };
  const button = (sign, act) => {
    const made = element("button", { type: "button" }, sign);
    made.addEventListener("click", act);
    return made;
  };

  const move = (plan, by) => {
    const at = state.plans.indexOf(plan);
    const to = at + by;
    if (to < 0 || to >= state.plans.length) return;
    state.plans = state.plans.with(at, state.plans[to]).with(to, plan);
    change();
    buttons[plan][by < 0 ? 0 : 1].focus();
  };
  // A head can be drawn to the place of another, too.
  let drawn = -1;
  heads.forEach((head, plan) => {
    const name = head.querySelector(".named");
    name.draggable = true;
    name.addEventListener("dragstart", () => { drawn = plan; });
    name.addEventListener("dragend", () => { drawn = -1; });
    const over = (is) => head.classList.toggle("over", is);
    head.addEventListener("dragover", (event) => {
      if (drawn < 0) return;
      event.preventDefault();
      over(drawn !== plan);
    });
    head.addEventListener("dragleave", () => over(false));
    head.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      const at = state.plans.indexOf(plan);
      state.plans = state.plans.filter((one) => one !== drawn).toSpliced(at, 0, drawn);
      change();
    });
  });
  const choose = (plan, on) => {
    const next = on ? [...state.plans, plan] : state.plans.filter((one) => one !== plan);
    state.plans = next.length ? next : [plan];
    change();
  };
  const buttons = all.map((plan) => [
    button("◀", () => move(plan, -1)),
    button("▶", () => move(plan, 1)),
    button("✕", () => { choose(plan, false); heads[shown()[0]].querySelector("button").focus(); }),
  ]);
  const figures = all.map(() => element("p", { className: "shares" }));
  heads.forEach((head, plan) => head.append(figures[plan], element("p", { className: "moves" }, ...buttons[plan])));

  const tellFigures = (plan) => {
    const { by, whole, sum } = counted(plan);
    const share = (n, name, word) => element("span", { className: `share ${name}` }, `${percent(n / (whole || 1))} `, word);
    const parts = [
      ...(keepsClass("shared") ? [share(by[0], "shared", page.say("shared"))] : []),
      ...(keepsClass("adapted") ? [share(by[1], "adapted", page.say("adapted"))] : []),
      ...(keepsClass("local") && !state.scope && state.least === 1 ? [share(by[2], "local", page.say("local"))] : []),
    ];
    figures[plan].replaceChildren(...parts, element("small", {}, page.say("r_words_shown", { n: sum, all: whole })));
  };

  // ---- tools
  const refills = [];
  const select = (name, label, options) => {
    const made = element("select", { id: `reading-${name}` });
    const refill = () => {
      made.replaceChildren(...options().map(([value, text]) => element("option", { value }, text)));
      made.value = state[name];
    };
    made.addEventListener("change", () => {
      state[name] = typeof state[name] === "number" ? Number(made.value) : made.value;
      change();
    });
    refills.push(refill);
    return element("label", {}, label, " ", made);
  };
  const boxes = all.map((plan) => {
    const box = element("input", { type: "checkbox" });
    box.addEventListener("change", () => choose(plan, box.checked));
    return box;
  });
  const list = element(
    "div",
    { className: "choose", lang: "vi" },
    ...all.map((plan) => element("label", {}, boxes[plan], ` ${told.heads[plan]} · ${names[plan]}`)),
  );
  const summary = element("summary");
  const everyone = button("", () => { state.plans = all; change(); });
  const firstOnes = button("", () => { state.plans = all.slice(0, few); change(); });
  const reset = button("", () => { clear(); change(); });
  const clear = () => Object.assign(state, { class: "", layer: "", scope: "", least: 1 });
  const guess = element("input", { type: "checkbox", role: "switch", id: "reading-guess" });
  guess.setAttribute("role", "switch");
  guess.addEventListener("change", () => { state.guess = guess.checked; change(); });
  const status = element("output");
  const groups = (n) => Array.from({ length: n }, (_, i) => i + 1);
  const isGuessed = told.sources.length > 0;

  const tools = element(
    "div",
    { className: "tools" },
    element("details", {}, summary, list, element("p", {}, everyone, ...(all.length > few ? [" ", firstOnes] : []))),
    select("class", page.say("r_show"), () => [
      ["", page.text("r_class_all")],
      ["local", page.text("r_class_local")],
      ["own", page.text("r_class_own")],
      ["adapted", page.text("r_class_adapted")],
      ["shared", page.text("r_class_shared")],
    ]),
    select("layer", page.say("r_layer"), () => [
      ["", page.text("r_layer_all")],
      ["prose", page.text("prose")],
      ["citation", page.text("citation")],
      ["formula", page.text("formula")],
      ["form", page.text("form")],
    ]),
    select("scope", page.say("r_scope"), () => [
      ["", page.text("r_scope_all")],
      ["cross_province", page.text("cross_province")],
      ["within_province", page.text("within_province")],
      ["source", page.text("source")],
    ]),
    select("least", page.say("r_least"), () =>
      groups(documents).map((k) => [k, page.text("r_of_plans", { k, n: documents })]),
    ),
    select("base", page.say("r_base"), () => [
      [-1, page.text("r_no_base")],
      ...all.map((plan) => [plan, `${told.heads[plan]} · ${names[plan]}`]),
    ]),
    ...(isGuessed ? [element("label", {}, guess, " ", page.say("r_guess"))] : []),
    reset,
    status,
  );
  const warned = element("p", { className: "note guessed" });
  const one = element("select", { id: "reading-one" });
  one.addEventListener("change", () => { state.one = Number(one.value); change(); });
  const only = element("label", { className: "one" }, page.say("r_one"), " ", one);
  one.append(...all.map((plan) => element("option", { value: plan }, `${told.heads[plan]} · ${names[plan]}`)));
  synopsis.before(tools, warned);
  heads[0].parentElement.prepend(only);

  const tellWords = () => {
    for (const refill of refills) refill();
    everyone.replaceChildren(page.say("r_all"));
    firstOnes.replaceChildren(page.say("r_first", { n: few }));
    reset.replaceChildren(page.say("r_reset"));
    for (const plan of all) {
      const named = { plan: told.heads[plan] };
      const spoken = [page.text("r_left", named), page.text("r_right", named), page.text("r_hide", named)];
      buttons[plan].forEach((made, i) => { made.title = spoken[i]; made.setAttribute("aria-label", spoken[i]); });
    }
  };

  // ---- address
  const write = (into) => {
    const other = usual();
    if (state.plans.join() !== other.plans.join()) into.set("plan", state.plans.map((plan) => `p${plan}`).join());
    for (const name of ["class", "layer", "scope"]) if (state[name]) into.set(name, state[name]);
    if (state.least > 1) into.set("k", state.least);
    if (state.base !== other.base) into.set("base", state.base < 0 ? "" : `p${state.base}`);
    if (state.guess) into.set("guess", "1");
  };
  const ours = ["plan", "class", "layer", "scope", "k", "base", "guess"];
  const known = { class: ["local", "own", "adapted", "shared"], layer: layers, scope: scopes };
  const planOf = (text) => (/^p\d+$/.test(text) && all.includes(Number(text.slice(1))) ? Number(text.slice(1)) : -1);
  const read = () => {
    const asked = new URLSearchParams(location.hash.split("?")[1] ?? "");
    if (!ours.some((name) => asked.has(name))) return false;
    Object.assign(state, usual());
    const plans = [...new Set((asked.get("plan") ?? "").split(",").map(planOf))].filter((plan) => plan >= 0);
    if (plans.length) [state.plans, state.one] = [plans, plans[0]];
    for (const name of ["class", "layer", "scope"]) if (known[name].includes(asked.get(name))) state[name] = asked.get(name);
    const least = Number(asked.get("k"));
    if (least >= 1 && least <= documents) state.least = Math.floor(least);
    if (asked.has("base")) state.base = planOf(asked.get("base"));
    state.guess = asked.get("guess") === "1" && isGuessed;
    return true;
  };
  const keep = () => {
    const asked = new URLSearchParams();
    page.emit("address", asked);
    const text = asked.toString().replace(/%2C/g, ",");
    if (text || location.hash.startsWith("#reading")) history.replaceState(history.state, "", `#reading${text && `?${text}`}`);
  };

  // ---- all together
  const show = () => {
    const now = shown();
    arrange();
    for (const { of } of lines.slice(1)) for (const plan of now) filter(of[plan], plan);
    section.classList.toggle("filtered", filtered());
    rows.forEach((row, i) => {
      row.hidden = filtered() && !now.some((plan) => lines[i + 1].of[plan].querySelector(".block:not(.z)"));
    });
    now.forEach(tellFigures);
    for (const plan of all) {
      boxes[plan].checked = state.plans.includes(plan);
      const at = now.indexOf(plan);
      buttons[plan][0].disabled = at <= 0;
      buttons[plan][1].disabled = at === now.length - 1;
      buttons[plan][2].disabled = now.length < 2;
    }
    for (const refill of refills) refill();
    one.value = state.one;
    guess.checked = state.guess;
    reset.disabled = !filtered();
    summary.replaceChildren(page.say("r_plans", { n: state.plans.length, all: all.length }));
    const left = rows.filter((row) => !row.hidden).length;
    status.replaceChildren(left ? page.say("r_told", { plans: now.length, rows: left }) : page.say("r_nothing"));
    warned.replaceChildren(...(state.guess ? [page.say("r_guess_on")] : []));
    section.classList.toggle("guessing", state.guess);
    tellOthers();
  };
  // What is done row by row (words read by guess, ties, a base) is done for those near the screen.
  const near = new Set();
  const lineOf = new Map(rows.map((row, i) => [row, lines[i + 1]]));
  const view = () => ({ shown: shown(), chosen: state.plans, base: state.base, guess: state.guess, narrow: narrow.matches });
  const blocksOf = (line) => line.cells.querySelectorAll(".cell:not([hidden]) > .block");
  const tell = (line) => {
    page.emit("row", line);
    for (const block of blocksOf(line)) page.emit("block", block);
  };
  const tellOthers = () => {
    page.emit("reading", view());
    near.forEach(tell);
  };
  const isNew = (line) => !near.has(line) && near.add(line);
  const arrive = (row) => {
    const line = lineOf.get(row);
    if (!line) return;
    if (isNew(line) || coming.some((part) => row.contains(part))) tell(line);
  };
  // Many rows may come at once, of many blocks each: what they need is done a little at a time.
  const coming = [];
  const work = () => {
    const until = performance.now() + 12;
    while (coming.length && performance.now() < until) {
      const next = coming.shift();
      const line = lineOf.get(next);
      if (!line) page.emit("block", next);
      else if (isNew(line)) {
        page.emit("row", line);
        coming.unshift(...blocksOf(line));
      }
    }
    if (coming.length) setTimeout(work);
  };
  const watch = new IntersectionObserver((found) => {
    for (const { target, isIntersecting } of found) isIntersecting ? coming.push(target) : near.delete(lineOf.get(target));
    work();
  }, { rootMargin: "600px" });
  for (const row of rows) watch.observe(row);
  // A keyboard comes near by its focus, and must not pass what is only drawn behind it.
  section.addEventListener("focusin", ({ target }) => {
    const here = target.closest(".row");
    for (const row of [here?.previousElementSibling, here, here?.nextElementSibling]) arrive(row);
  });
  window.addEventListener("beforeprint", () => lineOf.forEach(tell));
  const change = () => { show(); keep(); };

  page.reading = { section, lines, told, runs, paragraphs, classOf, layerOf, scopeOf, othersOf, wordsOf, element };
  page.on("language", () => { tellWords(); tellOthers(); });
  page.on("address", (asked) => write(asked));
  page.on("reveal", (target) => {
    if (!section.contains(target)) return;
    const cell = target.closest(".cell");
    const plan = cell ? lines.find(({ of }) => of.includes(cell)).of.indexOf(cell) : state.one;
    if (!shown().includes(plan)) {
      state.one = plan;
      if (!state.plans.includes(plan)) state.plans = [...state.plans, plan];
    }
    if (target.closest(".z, .row[hidden]") || target.querySelector(".z")) clear();
    show();
    belowHeads();
  });
  window.addEventListener("hashchange", () => { if (read()) show(); });
  narrow.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-q]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const asked = new URLSearchParams(link.dataset.q);
    const place = asked.get("row") ?? "reading";
    asked.delete("row");
    const next = `#${place}?${asked.toString().replace(/%2C/g, ",")}`;
    if (location.hash !== next) location.hash = next;
    else if (read()) {
      show();
      page.land(document.getElementById(place));
    }
  });

  // What is jumped to comes to stand below the names that stay.
  const belowHeads = () => section.style.setProperty("--heads", `${heads[0].parentElement.offsetHeight}px`);
  new ResizeObserver(belowHeads).observe(heads[0].parentElement);

  tellWords();
  read();
  show();
  // Those that come later hear of it when all scripts have run.
  document.addEventListener("DOMContentLoaded", tellOthers);
  region.hidden = false;
})();
