// One pair, opened over the page: what the texts are, and their passages side by side where the page carries them.
"use strict";
(() => {
  const page = window.plancompare;
  const { element, number, percent, day, said, found, letters, place } = page.scan;
  const at = (id) => document.getElementById(id);
  const dialog = at("pair");
  // On each side: six million cells to fill, and more than a passage carries.
  const MOST_WORDS = 2500;
  let now = null;

  // ---- letters

  // A stretch of a document, by code points, with the line it begins in; null where the page does not carry it.
  const stretch = (document, start, end) => {
    const carried = letters().texts[document] ?? [];
    for (let i = 0; i < carried.length; i += 3) {
      const [from, line, text] = carried.slice(i, i + 3);
      const points = /[\ud800-\udfff]/.test(text) ? [...text] : text;
      if (start < from || start >= from + points.length) continue;
      const part = (a, b) => (typeof points === "string" ? points.slice(a, b) : points.slice(a, b).join(""));
      const before = part(0, start - from);
      const shown = part(start - from, end - from);
      const length = Math.min(end, from + points.length) - start;
      return { text: shown, line: line + before.split("\n").length - 1, left: end - start - length };
    }
    return null;
  };
  const WORD = /([\p{L}\p{N}]+)/u;
  // Which words of two texts stand in both, in order (a longest common subsequence).
  const common = (a, b) => {
    const [m, n] = [a.length, b.length];
    const lengths = new Uint16Array((m + 1) * (n + 1));
    for (let i = m - 1; i >= 0; i--) {
      for (let j = n - 1; j >= 0; j--) {
        lengths[i * (n + 1) + j] = a[i] === b[j]
          ? lengths[(i + 1) * (n + 1) + j + 1] + 1
          : Math.max(lengths[(i + 1) * (n + 1) + j], lengths[i * (n + 1) + j + 1]);
      }
    }
    const [inA, inB] = [new Set(), new Set()];
    for (let i = 0, j = 0; i < m && j < n;) {
      if (a[i] === b[j]) {
        inA.add(i++);
        inB.add(j++);
      } else if (lengths[(i + 1) * (n + 1) + j] >= lengths[i * (n + 1) + j + 1]) i++;
      else j++;
    }
    return [inA, inB];
  };
  // The text with its words that the other side lacks in bold; nothing is said of the words behind a cut.
  const marked = (text, shared, isCut) => {
    const last = isCut ? Math.max(-1, ...shared) : Infinity;
    let word = 0;
    return text.split(WORD).map((piece, i) => {
      if (i % 2 === 0) return piece;
      const differs = !shared.has(word) && word <= last;
      word++;
      return differs ? element("b", {}, piece) : piece;
    });
  };
  const side = (name, piece, start, end, parts) => {
    const where = piece
      ? `${page.text("scan_at_line", { line: piece.line })} · ${page.text("scan_letters", { n: end - start })}`
      : `${number(start)}–${number(end)} · ${page.text("scan_letters", { n: end - start })}`;
    const quote = piece
      ? element("blockquote", { lang: "vi", class: "d" }, ...parts)
      : element("p", { class: "note" }, page.text("scan_gone"));
    if (piece?.left > 0) quote.append(" ", element("span", { class: "note", lang: page.language() }, page.text("scan_cut", { n: piece.left })));
    return element("div", {}, element("p", { class: "where" }, element("b", { class: "chip" }, name), " ", where), quote);
  };
  const passage = (a, b, [aStart, aEnd, bStart, bEnd, verbatim], index) => {
    const [one, other] = [stretch(a, aStart, aEnd), stretch(b, bStart, bEnd)];
    const words = [one, other].map((piece) => (piece ? piece.text.split(WORD).filter((_, i) => i % 2).map(page.fold) : []));
    const small = words.every((list) => list.length <= MOST_WORDS);
    const shared = one && other && small
      ? common(...words)
      : words.map((list) => new Set(list.keys()));
    const isCut = Boolean(one?.left || other?.left);
    return element("li", {},
      element("p", { class: "gist" }, `${number(index + 1)}. ${verbatim ? "= " + page.text("scan_verbatim") : "≈ " + page.text("scan_adapted")}`),
      element("div", { class: "two" },
        side("A", one, aStart, aEnd, one ? marked(one.text, shared[0], isCut) : []),
        side("B", other, bStart, bEnd, other ? marked(other.text, shared[1], isCut) : [])),
    );
  };

  // ---- the command

  const quoted = (path) => {
    const named = path.startsWith("-") ? `./${path}` : path;
    return /^[\w./-]+$/.test(named) ? named : `'${named.replaceAll("'", "'\\''")}'`;
  };
  const command = (pair, lead) => {
    const { documents, pairs } = found();
    const paths = [pairs.a[pair], pairs.b[pair]].map((document) => quoted(documents.path[document])).join(" ");
    const text = pairs.relation[pair] < 2 ? `plancompare diff ${paths} -o diff.html` : `plancompare compare ${paths}`;
    const field = element("input", { type: "text", readonly: "", "aria-label": page.text("scan_command"), value: text });
    const told = element("span", { role: "status" });
    const button = element("button", { type: "button" }, page.text("scan_copy"));
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        told.textContent = page.text("scan_copied");
      } catch {
        field.select();
        told.textContent = page.text("scan_copy_by_hand");
      }
    });
    return element("div", { class: "command" }, element("p", {}, lead), field, button, told);
  };

  // ---- the pair

  const facts = (a, b) => {
    const { documents } = found();
    const province = (i) => {
      const [own, today] = [documents.names[documents.day[i]], documents.names[documents.today[i]]];
      return own && today && own !== today ? page.text("scan_now", { province: own, today }) : own || today;
    };
    const body = (i) => {
      const [own, today] = [documents.names[documents.body[i]], documents.names[documents.heir[i]]];
      return today ? page.text("scan_body_now", { body: own, today }) : own;
    };
    const kinds = { "1": page.text("scan_kind_scan"), "0": page.text("scan_kind_typed") };
    const rows = [
      [page.text("scan_body"), body],
      [page.text("scan_number"), (i) => documents.number[i]],
      [page.text("scan_date"), (i) => day(documents.date[i])],
      [page.text("scan_subject"), (i) => documents.subject[i]],
      [page.text("scan_province"), province],
      [page.text("scan_kind"), (i) => kinds[documents.scan[i]]],
      [page.text("scan_words_count"), (i) => number(documents.words[i])],
      [page.text("scan_file"), (i) => element("code", {}, documents.path[i])],
    ];
    const head = (letter, i) => element("th", { scope: "col", lang: "vi" }, element("b", { class: "chip" }, letter), " ", documents.id[i]);
    return element("div", { class: "scroll" }, element("table", { class: "facts-table" },
      element("caption", { class: "hidden" }, page.text("scan_fact")),
      element("thead", {}, element("tr", {}, element("th", { scope: "col" }, page.text("scan_fact")), head("A", a), head("B", b))),
      element("tbody", {}, ...rows.map(([name, value]) =>
        element("tr", {}, element("th", { scope: "row" }, name), ...[a, b].map((i) => element("td", { lang: "vi" }, value(i) || "–"))))),
    ));
  };
  const because = (column, pair) => {
    const { pairs, evidence } = found();
    const sentence = pairs[column][pair];
    if (!sentence) return [];
    const told = sentence > 0 ? element("span", {}, evidence[page.language()][sentence]) : page.text("scan_evidence_left");
    return [element("span", { class: "because" }, `${page.text("scan_evidence")}: `, told)];
  };
  const body = (pair) => {
    const { documents, pairs } = found();
    const [a, b] = [pairs.a[pair], pairs.b[pair]];
    const shares = `${page.text("scan_of_a")} ${percent(pairs.ofA[pair])} · ${page.text("scan_of_b")} ${percent(pairs.ofB[pair])}`;
    const fact = (name, ...told) => element("div", {}, element("dt", {}, name), element("dd", {}, ...told));
    const carried = letters().passages[pair];
    const inAll = pairs.passages[pair];
    const parts = [
      element("p", { class: "both-named", lang: "vi" }, element("b", { class: "chip" }, "A"), ` ${documents.id[a]} ↔ `, element("b", { class: "chip" }, "B"), ` ${documents.id[b]}`),
      element("dl", { class: "pair-facts" },
        fact(page.text("scan_relation"), said.relation[pairs.relation[pair]](), " · ", shares),
        fact(page.text("scan_scope"), said.scope[pairs.scope[pair]]()),
        fact(page.text("scan_direction"), said.direction[pairs.direction[pair]](), ...because("why", pair),
          element("small", {}, page.text("scan_date_warning"))),
        fact(page.text("scan_lineage"), said.lineage[pairs.lineage[pair]](), ...because("descent", pair))),
      facts(a, b),
    ];
    if (!carried) return [...parts, command(pair, page.text("scan_not_carried", { n: inAll }))];
    const several = [];
    for (let i = 0; i < carried.length; i += 5) several.push(carried.slice(i, i + 5));
    const title = several.length < inAll
      ? page.text("scan_passages_some", { shown: several.length, n: inAll })
      : page.text("scan_passages", { n: inAll });
    return [...parts,
      element("h3", {}, title),
      element("p", { class: "note" }, page.text("scan_passage_means")),
      element("ol", { class: "passages" }, ...several.map((one, i) => passage(a, b, one, i))),
      command(pair, page.text("scan_whole")),
    ];
  };

  const draw = () => {
    const { among, place: index } = now;
    at("pair-position").textContent = page.text("scan_position", { i: index + 1, n: among.length });
    at("pair-previous").disabled = index === 0;
    at("pair-next").disabled = index === among.length - 1;
    at("pair-body").replaceChildren(...body(among[index]));
  };
  const step = (by) => {
    const index = now.place + by;
    if (index < 0 || index >= now.among.length) return;
    now.place = index;
    draw();
    at("pair-body").scrollTop = 0;
  };
  at("pair-previous").addEventListener("click", () => step(-1));
  at("pair-next").addEventListener("click", () => step(1));
  at("pair-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => (now = null));

  page.on("pair", ({ pair, among }) => {
    now = { among, place: Math.max(0, among.indexOf(pair)) };
    draw();
    if (!dialog.open) dialog.showModal();
    at("pair-body").scrollTop = 0;
    at("pair-body").focus({ preventScroll: true });
  });
  page.on("language", () => now && draw());
})();
