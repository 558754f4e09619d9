// Notes and overrules of a reader: taken on the page, kept in the browser, saved to a review file or with the page.
"use strict";
(() => {
  // The page as it was opened, before any script changed it. Notes are put in where it keeps them.
  const source = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
  const KEPT = '<' + 'script type="application/json" id="review-kept">';
  const SCHEMA = "plancompare/review/1";
  const FILE = "plancompare-review.json";
  const LARGEST = 16 * 1024 * 1024;
  const NO_LETTERS = ".where, .note, .review, .hidden, details, i, button, [data-not]";
  const byId = (id) => document.getElementById(id);
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  const start = () => {
    const { data, say, on } = window.plancompare;
    const known = data().review;
    const { documents, says } = known;
    const blocks = known.blocks ?? {};
    const changes = known.changes ?? {};
    const numberOf = new Map(documents.map(([id], number) => [id, number]));
    const dialog = byId("review-dialog");

    // ---------------------------------------------------------------- entries

    // Entries that answer one question: the newer one goes in place of the older.
    const QUESTION = { noise: "change", edit: "change", join: "section", part: "section" };
    const slot = (entry) =>
      JSON.stringify([QUESTION[entry.kind] ?? entry.kind, entry.kind === "join" || entry.kind === "part" ? entry.places[0] : entry.places]);
    const place = (document, start, end, quote) => ({ document, start, end, quote });
    const ofPlan = (number) => [place(documents[number][0], 0, 0, "")];
    const ofBlock = ([number, start, end, quote]) => place(documents[number][0], start, end, quote);
    const ofChange = ([aStart, aEnd, aQuote, bStart, bEnd, bQuote]) => [
      place(documents[0][0], aStart, aEnd, aQuote),
      place(documents[1][0], bStart, bEnd, bQuote),
    ];

    const address = `plancompare:review:${documents.map(([, digest]) => digest.slice(0, 16)).sort().join(",")}`;
    const entries = new Map();
    const dropped = new Set();
    const inPage = JSON.parse(byId("review-kept").textContent).map((entry) => [slot(entry), entry]);
    let canKeep = true;

    const keep = () => {
      try {
        localStorage.setItem(address, JSON.stringify({ entries: [...entries.values()], dropped: [...dropped] }));
      } catch {
        canKeep = false;
      }
    };
    const bring = () => {
      let stored = null;
      try {
        stored = JSON.parse(localStorage.getItem(address));
      } catch {
        canKeep = false;
      }
      for (const name of stored?.dropped ?? []) dropped.add(name);
      for (const [name, entry] of inPage) if (!dropped.has(name)) entries.set(name, entry);
      for (const entry of (stored?.entries ?? []).map((one) => checked(one))) if (entry) entries.set(slot(entry), entry);
    };

    // An entry of a file, of documents that are on this page; null where it is none.
    const isText = (value) => typeof value === "string";
    const KINDS = {
      noise: () => say("review_noise"), edit: () => say("review_edit"), join: () => say("review_join"),
      part: () => say("review_part"), class: () => say("review_class"), province: () => say("review_province"),
      level: () => say("review_level"), year: () => say("review_year"), number: () => say("review_number"),
      note: () => say("review_note"),
    };
    const checked = (entry, idOf = (id) => (numberOf.has(id) ? id : null)) => {
      if (!entry || !Object.hasOwn(KINDS, entry.kind) || !Array.isArray(entry.places)) return null;
      if (!isText(entry.note ?? "") || !isText(entry.value ?? "")) return null;
      const places = entry.places.map((p) =>
        p && Number.isInteger(p.start) && Number.isInteger(p.end) && isText(p.quote) && idOf(p.document) !== null
          ? place(idOf(p.document), p.start, p.end, p.quote)
          : null,
      );
      if (places.includes(null)) return null;
      return { kind: entry.kind, places, value: entry.value ?? null, note: entry.note ?? "" };
    };

    const tell = (...said) => byId("review-told").replaceChildren(...said);
    const afterwards = (said) => {
      keep();
      show();
      tell(said, ...(canKeep ? [] : [" ", say("review_denied")]));
    };
    const set = (entry) => {
      const name = slot(entry);
      dropped.delete(name);
      entries.delete(name);
      entries.set(name, entry);
    };
    const drop = (name) => {
      entries.delete(name);
      if (inPage.some(([kept]) => kept === name)) dropped.add(name);
    };

    // ---------------------------------------------------------------- the list

    const element = (name, properties = {}, ...inside) => {
      const made = Object.assign(document.createElement(name), properties);
      made.append(...inside);
      return made;
    };
    const VALUES = {
      shared: () => say("shared"), adapted: () => say("adapted"), local: () => say("local"),
      boilerplate: () => say("review_is_boilerplate"),
    };
    const told = ({ kind, value }) => {
      const what = element("strong", {}, KINDS[kind]());
      if (kind === "class" && Object.hasOwn(VALUES, value)) what.append(": ", VALUES[value]());
      else if (["province", "level", "year", "number"].includes(kind)) what.append(`: ${value ?? "–"}`);
      return what;
    };
    // The element of the page that an entry is about: a change, a block; none for a whole plan.
    const aims = new Map();
    for (const [number, change] of Object.entries(changes)) aims.set(`${change[0]}-${change[1]}-${change[3]}-${change[4]}`, `change-${number}`);
    for (const [anchor, [number, from]] of Object.entries(blocks)) aims.set(`${number}:${from}`, anchor);
    const aimOf = ({ places }) => {
      if (!places.length) return undefined;
      if (known.changes) return places.length > 1 ? aims.get(`${places[0].start}-${places[0].end}-${places[1].start}-${places[1].end}`) : undefined;
      return aims.get(`${numberOf.get(places[0].document)}:${places[0].start}`);
    };
    const quoted = ({ document: id, quote }) => {
      const shown = [element("b", { className: "chip" }, documents[numberOf.get(id)][2])];
      if (!quote) shown.push(" ", known.changes ? "∅" : id);
      else shown.push(" ", element("q", { lang: "vi" }, quote.length > 80 ? `${quote.slice(0, 78).replace(/ \S*$/, "")} …` : quote));
      return shown;
    };

    const show = () => {
      const list = byId("review-list");
      list.replaceChildren(
        ...[...entries].map(([name, entry]) => {
          const aim = aimOf(entry);
          const where = element("span", {}, ...entry.places.flatMap((p, i) => (i ? [" – ", ...quoted(p)] : quoted(p))));
          const undo = element("button", { type: "button" }, say("review_undo"), element("span", { className: "hidden" }, " ", told(entry).textContent));
          undo.addEventListener("click", () => {
            const at = [...entries.keys()].indexOf(name);
            drop(name);
            afterwards(say("review_undone"));
            (list.children[Math.min(at, list.children.length - 1)]?.querySelector("button") ?? byId("review-own-title")).focus();
          });
          const item = element("li", {}, told(entry), " ", aim ? element("a", { href: `#${aim}` }, where) : where, " ", undo);
          if (entry.note) item.append(element("p", { className: "said" }, entry.note));
          return item;
        }),
      );
      byId("review-own-none").hidden = entries.size > 0;
      for (const id of ["review-save-file", "review-save-page"]) byId(id).disabled = !entries.size;
      for (const hook of filled) mark(hook);
    };

    // ---------------------------------------------------------------- buttons where something can be said

    const filled = new Set();
    const placesOf = (hook) => {
      const { change, block, plan } = hook.dataset;
      if (change !== undefined) return Object.hasOwn(changes, change) ? ofChange(changes[change]) : null;
      if (block !== undefined) return Object.hasOwn(blocks, block) ? [ofBlock(blocks[block])] : null;
      return numberOf.has(plan) ? ofPlan(numberOf.get(plan)) : null;
    };
    const fill = (hook) => {
      const places = placesOf(hook);
      if (filled.has(hook) || !places) return;
      filled.add(hook);
      const about = () => element("span", { className: "hidden" }, " ", ...places.flatMap((p) => [" ", documents[numberOf.get(p.document)][2], " ", p.quote]));
      const buttons = [];
      if (hook.dataset.change !== undefined) {
        for (const [kind, name] of [["noise", () => say("review_as_noise")], ["edit", () => say("review_as_edit")]]) {
          const button = element("button", { type: "button" }, name(), about());
          button.dataset.kind = kind;
          button.addEventListener("click", () => {
            const entry = { kind, places, value: null, note: "" };
            const before = entries.get(slot(entry));
            if (before?.kind === kind) drop(slot(entry));
            else set({ ...entry, note: before?.note ?? "" });
            afterwards(before?.kind === kind ? say("review_undone") : say("review_kept"));
          });
          buttons.push(button);
        }
      }
      const button = element("button", { type: "button", className: "write" }, element("span", { ariaHidden: "true" }, "✎ "), say("review_button"), about());
      button.addEventListener("click", () => ask(hook, places));
      hook.replaceChildren(...buttons, button, element("span", { className: "said" }));
      mark(hook);
    };
    const concerns = (entry, places) => {
      const [first] = places;
      return entry.places.length > 0 && entry.places[0].document === first.document && entry.places[0].start === first.start
        && (entry.places[0].end === first.end) && (!known.changes || first.end === 0 || entry.places[1]?.start === places[1]?.start);
    };
    const mark = (hook) => {
      const places = placesOf(hook);
      const own = [...entries.values()].filter((entry) => concerns(entry, places));
      for (const button of hook.querySelectorAll("[data-kind]"))
        button.setAttribute("aria-pressed", String(own.some((entry) => entry.kind === button.dataset.kind)));
      hook.querySelector(".said").replaceChildren(
        ...own.flatMap((entry) => [" ", told(entry), entry.note ? `: ${entry.note}` : ""]),
      );
      hook.classList.toggle("has-said", own.length > 0);
    };
    // Thousands of places: buttons are made where the reader comes near.
    const near = new IntersectionObserver((seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) { near.unobserve(target); fill(target); }
    }, { rootMargin: "800px" });
    const look = (root) => { for (const hook of root.querySelectorAll(".review")) near.observe(hook); };

    // ---------------------------------------------------------------- asking

    let asked = null;
    const kindChosen = () => dialog.querySelector("[name=review-kind]:checked").value;
    const follow = () => { for (const part of dialog.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kindChosen(); };
    // What is selected in a block, or all of it, as the plan has it.
    const lettersOf = (root) => {
      for (const foreign of root.querySelectorAll(NO_LETTERS)) foreign.remove();
      for (const paragraph of root.querySelectorAll("p, h4")) paragraph.append(" ");
      return squeezed(root.textContent);
    };
    const selectedIn = (block) => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed || !selection.getRangeAt(0).intersectsNode(block)) return "";
      const range = selection.getRangeAt(0).cloneRange();
      const whole = document.createRange();
      whole.selectNodeContents(block);
      if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(whole.startContainer, whole.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(whole.endContainer, whole.endOffset);
      return lettersOf(range.cloneContents());
    };
    const choosePlan = () => {
      const [own] = blocks[asked.hook.dataset.block];
      byId("review-join-plan").replaceChildren(
        ...documents.flatMap(([id, , siglum], number) => (number === own ? [] : [new Option(`${siglum} · ${id}`, number)])),
      );
      chooseSection();
    };
    const chooseSection = () => {
      const number = Number(byId("review-join-plan").value);
      const found = Object.entries(blocks).filter(([, block]) => block[0] === number && block[4] !== null);
      byId("review-join-section").replaceChildren(...found.map(([anchor, block]) => new Option(block[3], anchor)));
    };
    const besideOf = (anchor) => {
      const [number, , , , row] = blocks[anchor];
      return row === null ? undefined : Object.values(blocks).find((block) => block[4] === row && block[0] !== number);
    };
    const ask = (hook, places) => {
      const { block, plan } = hook?.dataset ?? {};
      asked = { hook, places };
      byId("review-wrong").replaceChildren();
      byId("review-note").value = [...entries.values()].find((e) => e.kind === "note" && slot(e) === slot({ kind: "note", places }))?.note ?? "";
      byId("review-aim").replaceChildren(...places.flatMap((p, i) => (i ? [" – ", ...quoted(p)] : quoted(p))));
      byId("review-block").hidden = block === undefined;
      byId("review-plan").hidden = plan === undefined;
      if (block !== undefined) {
        const text = document.getElementById(block);
        const selected = text ? selectedIn(text) : "";
        const canPart = Boolean(besideOf(block));
        dialog.querySelector("[value=part]").disabled = !canPart;
        dialog.querySelector(`[value=${selected ? "class" : "note"}]`).checked = true;
        for (const radio of dialog.querySelectorAll("[name=review-class]")) radio.checked = false;
        byId("review-stretch").value = selected || (text ? lettersOf(text.cloneNode(true)) : "");
        choosePlan();
        follow();
      }
      if (plan !== undefined) {
        const found = says[numberOf.get(plan)];
        for (const kind of ["province", "level", "year", "number"]) byId(`review-${kind}`).value = answered(kind, places)?.value ?? found[kind] ?? "";
      }
      dialog.showModal();
    };
    const answered = (kind, places) => entries.get(slot({ kind, places }));
    const wrong = (said, field) => {
      byId("review-wrong").replaceChildren(said);
      field?.focus();
    };

    // What the dialog says, as entries; null where something is wrong and has been told.
    const answers = () => {
      const { hook, places } = asked;
      const note = byId("review-note").value.trim();
      const made = (kind, value = null, own = places) => ({ kind, places: own, value, note });
      if (hook?.dataset.block !== undefined) {
        const block = blocks[hook.dataset.block];
        const kind = kindChosen();
        if (kind === "join") {
          const other = blocks[byId("review-join-section").value];
          return other ? [made("join", null, [places[0], ofBlock(other)])] : wrong(say("review_nothing"), byId("review-join-section"));
        }
        if (kind === "part") return [made("part", null, [places[0], ofBlock(besideOf(hook.dataset.block))])];
        if (kind === "class") {
          const value = dialog.querySelector("[name=review-class]:checked")?.value;
          const quote = squeezed(byId("review-stretch").value);
          if (!value || !quote) return wrong(say("review_nothing"), dialog.querySelector("[name=review-class]"));
          const text = document.getElementById(hook.dataset.block);
          const all = text && lettersOf(text.cloneNode(true));
          if (all && (!all.includes(quote) || all.indexOf(quote) !== all.lastIndexOf(quote))) return wrong(say("review_not_there"), byId("review-stretch"));
          return [made("class", value, [place(documents[block[0]][0], block[1], block[2], quote)])];
        }
      }
      if (hook?.dataset.plan !== undefined) {
        const found = says[numberOf.get(hook.dataset.plan)];
        const given = [];
        for (const kind of ["province", "level", "year", "number"]) {
          const field = byId(`review-${kind}`);
          if (!field.checkValidity()) return wrong(say("review_no_such_value"), field);
          const value = squeezed(field.value) || null;
          if (value !== found[kind]) given.push(made(kind, value));
          else drop(slot({ kind, places }));
        }
        return given.length || !note ? given : [made("note")];
      }
      if (note) return [made("note")];
      drop(slot({ kind: "note", places }));
      return [];
    };
    const save = () => {
      const before = entries.size;
      const given = answers();
      if (!given) return;
      if (!given.length && entries.size === before) return wrong(say("review_nothing"), byId("review-note"));
      given.forEach(set);
      afterwards(given.length ? say("review_kept") : say("review_undone"));
      dialog.close();
    };

    // ---------------------------------------------------------------- files

    const saved = (name, type, content) => {
      const address = URL.createObjectURL(new Blob([content], { type }));
      element("a", { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      tell(say("review_saved", { file: name }));
    };
    const saveFile = () => {
      const review = { schema: SCHEMA, documents: documents.map(([id, sha256]) => ({ id, sha256 })), overrules: [...entries.values()] };
      saved(FILE, "application/json", `${JSON.stringify(review, null, 1)}\n`);
    };
    const savePage = () => {
      const at = source.indexOf(KEPT) + KEPT.length;
      const kept = JSON.stringify([...entries.values()]).replace(/</g, "\\u003c");
      const name = decodeURIComponent(location.pathname.split("/").pop() || "").replace(/\.html?$/i, "") || "plancompare";
      saved(`${name}-notes.html`, "text/html", source.slice(0, at) + kept + source.slice(source.indexOf("<" + "/script>", at)));
    };
    const openFile = async (file) => {
      let review;
      try {
        review = file.size <= LARGEST && JSON.parse(await file.text());
      } catch {
        review = null;
      }
      if (review?.schema !== SCHEMA || !Array.isArray(review.documents) || !Array.isArray(review.overrules)) return tell(say("review_not_opened"));
      const ids = new Map();
      for (const given of review.documents) {
        const same = documents.filter(([, sha256]) => sha256 === given?.sha256);
        const found = same.find(([id]) => id === given.id) ?? (same.length === 1 ? same[0] : undefined);
        if (found) ids.set(given.id, found[0]);
      }
      const added = review.overrules.map((entry) => checked(entry, (id) => ids.get(id) ?? null)).filter(Boolean);
      added.forEach(set);
      afterwards(say("review_opened", { n: added.length, left: review.overrules.length - added.length }));
    };

    // ---------------------------------------------------------------- begin

    bring();
    byId("review-own-note").addEventListener("click", () => ask(null, []));
    byId("review-save-file").addEventListener("click", saveFile);
    byId("review-save-page").addEventListener("click", savePage);
    byId("review-open-file").addEventListener("click", () => byId("review-file").click());
    byId("review-file").addEventListener("change", ({ target }) => {
      if (target.files.length) openFile(target.files[0]).finally(() => { target.value = ""; });
    });
    byId("review-save").addEventListener("click", save);
    byId("review-cancel").addEventListener("click", () => dialog.close());
    byId("review-join-plan").addEventListener("change", chooseSection);
    byId("review-block").addEventListener("change", follow);
    byId("review-own").hidden = false;
    show();
    if (!canKeep) tell(say("review_denied"));
    look(document);
    on("added", look);
  };
  document.addEventListener("DOMContentLoaded", start);
})();
