// Notes and overrules of a reader: taken on the page, kept in the browser, saved to a review file or with the page.
"use strict";
(() => {
  // The page as it was opened, before any script changed it. Notes are put in where it keeps them.
  const source = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
  const KEPT = "<" + 'script type="application/json" id="review-kept">';
  const SCHEMA = "plancompare/review/1";
  const FILE = "plancompare-review.json";
  const LARGEST = 16 * 1024 * 1024;
  const FEW = 6;
  const FIELDS = ["province", "level", "year", "number"];
  const NO_LETTERS = ".where, .note, .review, .hidden, details, i, button, [data-not]";
  const byId = (id) => document.getElementById(`review-${id}`);
  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  const start = () => {
    const { data, say, on } = window.plancompare;
    const { documents, says, spans, changes } = data().review;
    const numberOf = (id) => documents.findIndex(([known]) => known === id);
    const dialog = byId("dialog");

    // ---------------------------------------------------------------- places

    // Where each block stands in its plan, and its row (0: none).
    const blocks = new Map();
    (spans ?? []).forEach((flat, number) => {
      const siglum = documents[number][2];
      let end = 0;
      for (let i = 0; i < flat.length; i += 3) {
        const from = end + flat[i];
        end = from + flat[i + 1];
        blocks.set(`${siglum}-${data().blocks[siglum][(2 * i) / 3]}`, { number, from, end, row: flat[i + 2] });
      }
    });
    // The letters of a plan in a part of the page, each white space as one.
    const lettersOf = (part) => {
      for (const foreign of part.querySelectorAll(NO_LETTERS)) foreign.remove();
      for (const paragraph of part.querySelectorAll("p, h4")) paragraph.append(" ");
      return squeezed(part.textContent);
    };
    const textOf = (anchor) => lettersOf(document.getElementById(anchor)?.cloneNode(true) ?? new DocumentFragment());
    const occursOnce = (text, words) => text.indexOf(words) === text.lastIndexOf(words);
    const opening = (anchor) => {
      const text = textOf(anchor);
      const words = text.split(" ");
      let count = FEW;
      while (count < words.length && !occursOnce(text, words.slice(0, count).join(" "))) count *= 2;
      return words.slice(0, count).join(" ");
    };
    const place = (number, from, end, quote) => ({ document: documents[number][0], start: from, end, quote });
    const placeOf = (anchor) => {
      const { number, from, end } = blocks.get(anchor);
      return place(number, from, end, opening(anchor));
    };
    const placesOf = ({ dataset: { change, block, plan } }) => {
      if (change) return changes[change] && [place(0, ...changes[change].slice(0, 3)), place(1, ...changes[change].slice(3))];
      if (block) return blocks.has(block) ? [placeOf(block)] : undefined;
      return [place(numberOf(plan), 0, 0, "")];
    };
    const isAt = (one, other) => one?.document === other?.document && one?.start === other?.start && one?.end === other?.end;
    const areAt = (entry, places) => {
      const [own, other] = entry.places;
      const [{ document: id, start: from, end }, second] = places;
      if (second || !end) return isAt(own, places[0]) && (!second || isAt(other, second));
      return own?.document === id && from <= own.start && own.end <= end && own.end > 0;
    };
    // The element of the page that an entry is about; none for a whole plan.
    const aimOf = (entry) => {
      if (!entry.places[0]?.end && !entry.places[1]) return undefined;
      const change = Object.keys(changes ?? {}).find((number) => areAt(entry, placesOf({ dataset: { change: number } })));
      if (change) return `change-${change}`;
      const { document: id, start: from, end } = entry.places[0];
      return [...blocks].find(([, block]) => block.number === numberOf(id) && block.from <= from && end <= block.end)?.[0];
    };

    // ---------------------------------------------------------------- entries

    const KINDS = {
      noise: () => say("review_noise"), edit: () => say("review_edit"), join: () => say("review_join"),
      part: () => say("review_part"), class: () => say("review_class"), province: () => say("review_province"),
      level: () => say("review_level"), year: () => say("review_year"), number: () => say("review_number"),
      note: () => say("review_note"),
    };
    const VALUES = {
      shared: () => say("shared"), adapted: () => say("adapted"), local: () => say("local"),
      boilerplate: () => say("review_is_boilerplate"),
    };
    // Of entries that answer one question the newer one goes in place of the older.
    const QUESTION = { noise: "change", edit: "change", join: "section", part: "section" };
    const slot = ({ kind, places }) =>
      JSON.stringify([QUESTION[kind] ?? kind, QUESTION[kind] === "section" ? places[0] : places]);
    const entries = new Map();
    const dropped = new Set();
    const address = `plancompare:review:${documents.map(([, digest]) => digest.slice(0, 16)).sort().join()}`;
    let canKeep = true;

    // An entry from outside in the names of this page; null where it is none, or about other documents.
    const checked = (entry, idOf = (id) => id) => {
      const isText = (value) => typeof value === "string";
      const { kind, places, value = null, note = "" } = entry ?? {};
      if (!Object.hasOwn(KINDS, kind) || !Array.isArray(places) || !isText(note) || !(value === null || isText(value))) return null;
      const own = places.map((at) => ({ document: idOf(at?.document), start: at?.start, end: at?.end, quote: at?.quote }));
      const isOurs = (at) => numberOf(at.document) >= 0 && Number.isInteger(at.start) && Number.isInteger(at.end) && isText(at.quote);
      return own.every(isOurs) ? { kind, places: own, value, note } : null;
    };
    const set = (entry) => {
      const name = slot(entry);
      dropped.delete(name);
      entries.delete(name);
      entries.set(name, entry);
    };
    const drop = (name) => dropped.add(name) && entries.delete(name);
    const tell = (...said) => byId("told").replaceChildren(...said);
    const settle = (said) => {
      try {
        localStorage.setItem(address, JSON.stringify({ entries: [...entries.values()], dropped: [...dropped] }));
      } catch {
        canKeep = false;
      }
      show();
      tell(said, ...(canKeep ? [] : [" ", say("review_denied")]));
    };
    const bring = () => {
      let stored;
      try {
        stored = JSON.parse(localStorage.getItem(address));
      } catch {
        canKeep = false;
      }
      for (const entry of JSON.parse(byId("kept").textContent)) set(entry);
      for (const name of stored?.dropped ?? []) drop(name);
      for (const entry of stored?.entries ?? []) if (checked(entry)) set(checked(entry));
    };

    // ---------------------------------------------------------------- the list

    const element = (name, properties, ...inside) => {
      const made = Object.assign(document.createElement(name), properties);
      made.append(...inside);
      return made;
    };
    const button = (properties, press, ...inside) => {
      const made = element("button", { type: "button", ...properties }, ...inside);
      made.addEventListener("click", press);
      return made;
    };
    const unseen = (...inside) => element("span", { className: "hidden" }, " ", ...inside);
    const told = ({ kind, value }) => {
      const what = element("strong", {}, KINDS[kind]());
      if (Object.hasOwn(VALUES, value)) what.append(": ", VALUES[value]());
      else if (FIELDS.includes(kind)) what.append(`: ${value ?? "–"}`);
      return what;
    };
    const quoted = (places) =>
      places.flatMap(({ document: id, quote }, i) => [
        i ? " – " : "",
        element("b", { className: "chip" }, documents[numberOf(id)][2]),
        " ",
        quote ? element("q", { lang: "vi" }, quote.length > 80 ? `${quote.slice(0, 78)}…` : quote) : changes ? "∅" : id,
      ]);
    const item = ([name, entry]) => {
      const aim = aimOf(entry);
      const undo = (event) => {
        const next = event.target.closest("li").nextElementSibling ?? event.target.closest("li").previousElementSibling;
        const at = [...byId("list").children].indexOf(next) - (next?.previousElementSibling ? 1 : 0);
        drop(name);
        settle(say("review_undone"));
        (byId("list").children[Math.max(0, at)]?.querySelector("button") ?? byId("own-title")).focus();
      };
      const where = element(aim ? "a" : "span", aim ? { href: `#${aim}` } : {}, ...quoted(entry.places));
      const made = element("li", {}, told(entry), " ", where, " ", button({}, undo, say("review_undo"), unseen(told(entry))));
      if (entry.note) made.append(element("p", { className: "said" }, entry.note));
      return made;
    };
    const show = () => {
      byId("list").replaceChildren(...[...entries].map(item));
      byId("own-none").hidden = entries.size > 0;
      byId("save-file").disabled = byId("save-page").disabled = !entries.size;
      filled.forEach(mark);
    };

    // ---------------------------------------------------------------- buttons where something can be said

    const filled = new Map();
    const fill = (hook) => {
      const places = placesOf(hook);
      if (!places || filled.has(hook)) return;
      const about = () => unseen(places.map((at) => `${documents[numberOf(at.document)][2]} ${at.quote}`).join(" – "));
      const judge = (kind, name) => {
        const press = () => {
          const known = entries.get(slot({ kind, places }));
          if (known?.kind === kind) drop(slot(known));
          else set({ kind, places, value: null, note: known?.note ?? "" });
          settle(known?.kind === kind ? say("review_undone") : say("review_kept"));
        };
        const made = button({}, press, name, about());
        made.dataset.kind = kind;
        return made;
      };
      const both = hook.dataset.change ? [judge("noise", say("review_as_noise")), judge("edit", say("review_as_edit"))] : [];
      const pen = element("span", { ariaHidden: "true" }, "✎ ");
      const write = button({ className: "write" }, () => ask(hook, places), pen, say("review_button"), about());
      hook.replaceChildren(...both, write, element("span", { className: "said" }));
      filled.set(hook, places);
      mark(places, hook);
    };
    const mark = (places, hook) => {
      const own = [...entries.values()].filter((entry) => areAt(entry, places));
      for (const made of hook.querySelectorAll("[data-kind]")) made.ariaPressed = String(own.some(({ kind }) => kind === made.dataset.kind));
      const said = own.map((entry) => element("span", {}, told(entry), entry.note ? `: ${entry.note}` : "", " "));
      hook.querySelector(".said").replaceChildren(...said);
      hook.classList.toggle("has-said", own.length > 0);
    };
    // Of thousands of places: buttons are made where the reader comes near.
    const near = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          fill(target);
        }
      },
      { rootMargin: "800px" },
    );
    const look = (part) => part.querySelectorAll(".review").forEach((hook) => near.observe(hook));
    // A keyboard comes near by its focus, and must not pass what is only drawn behind it.
    document.addEventListener("focusin", ({ target }) => {
      const here = target.closest(".stop");
      for (const place of [here?.previousElementSibling, here, here?.nextElementSibling]) {
        for (const hook of place?.querySelectorAll(".review:empty") ?? []) {
          near.unobserve(hook);
          fill(hook);
        }
      }
    });

    on("block", (block) => {
      if (block.firstElementChild.matches(".review")) return;
      const hook = element("div", { className: "review" });
      hook.dataset.block = block.id;
      block.prepend(hook);
      fill(hook);
    });

    // ---------------------------------------------------------------- asking

    let asked;
    const chosen = (name) => dialog.querySelector(`[name=review-${name}]:checked`)?.value;
    const follow = () => dialog.querySelectorAll("[data-for]").forEach((part) => { part.hidden = part.dataset.for !== chosen("kind"); });
    // What is selected in a block, and how much of the block comes before.
    const selectedIn = (block) => {
      const selection = getSelection();
      if (selection.isCollapsed || !selection.rangeCount || !selection.getRangeAt(0).intersectsNode(block)) return ["", 0];
      const range = selection.getRangeAt(0).cloneRange();
      const ahead = document.createRange();
      ahead.selectNodeContents(block);
      if (range.compareBoundaryPoints(Range.START_TO_START, ahead) < 0) range.setStart(block, 0);
      if (range.compareBoundaryPoints(Range.END_TO_END, ahead) > 0) range.setEnd(block, block.childNodes.length);
      ahead.setEnd(range.startContainer, range.startOffset);
      return [lettersOf(range.cloneContents()), lettersOf(ahead.cloneContents()).length];
    };
    const chooseSection = () => {
      const options = [...blocks].filter(([, block]) => block.row && block.number === Number(byId("join-plan").value));
      byId("join-section").replaceChildren(...options.map(([anchor]) => new Option(opening(anchor), anchor)));
    };
    const besideOf = (anchor) => {
      const { number, row } = blocks.get(anchor);
      return [...blocks].find(([, block]) => row && block.row === row && block.number !== number)?.[0];
    };
    const ask = (hook, places) => {
      const { block, plan } = hook?.dataset ?? {};
      const known = (kind) => entries.get(slot({ kind, places }));
      asked = { block, plan, places };
      byId("wrong").replaceChildren();
      byId("aim").replaceChildren(...quoted(places));
      byId("note").value = known("note")?.note ?? "";
      byId("block").hidden = !block;
      byId("plan").hidden = !plan;
      if (block) {
        const [selected, from] = selectedIn(document.getElementById(block));
        asked.from = from;
        dialog.querySelector("[value=part]").disabled = !besideOf(block);
        dialog.querySelector(`[value=${selected ? "class" : "note"}]`).checked = true;
        for (const radio of dialog.querySelectorAll("[name=review-class]")) radio.checked = false;
        byId("stretch").value = selected || textOf(block);
        const others = documents.map(([id, , siglum], number) => new Option(`${siglum} · ${id}`, number));
        others.splice(blocks.get(block).number, 1);
        byId("join-plan").replaceChildren(...others);
        chooseSection();
        follow();
      }
      if (plan) for (const kind of FIELDS) byId(kind).value = (known(kind) ?? { value: says[numberOf(plan)][kind] }).value ?? "";
      dialog.showModal();
    };
    const wrong = (said, field) => {
      byId("wrong").replaceChildren(said);
      field.focus();
    };
    // Words of a block. White space counts once here and may be more in the plan, so that the place is a little wider.
    const stretchOf = ({ block, from }, quote) => {
      const text = textOf(block);
      const at = text.indexOf(quote, from);
      if (at < 0 || (!from && !occursOnce(text, quote))) return null;
      const { number, from: begin, end } = blocks.get(block);
      return place(number, begin + [...text.slice(0, at)].length, end - [...text.slice(at + quote.length)].length, quote);
    };
    // What the dialog says, as entries; undefined where something is wrong, which is told.
    const answers = () => {
      const { block, plan, places } = asked;
      const note = byId("note").value.trim();
      const made = (kind, value = null, own = places) => ({ kind, places: own, value, note });
      const kind = block && chosen("kind");
      if (kind === "join") return [made("join", null, [places[0], placeOf(byId("join-section").value)])];
      if (kind === "part") return [made("part", null, [places[0], placeOf(besideOf(block))])];
      if (kind === "class") {
        const value = chosen("class");
        const quote = squeezed(byId("stretch").value);
        if (!value || !quote) return wrong(say("review_nothing"), dialog.querySelector("[name=review-class]"));
        const stretch = stretchOf(asked, quote);
        return stretch ? [made("class", value, [stretch])] : wrong(say("review_not_there"), byId("stretch"));
      }
      const given = [];
      for (const field of plan ? FIELDS : []) {
        if (!byId(field).checkValidity()) return wrong(say("review_no_such_value"), byId(field));
        const value = squeezed(byId(field).value) || null;
        if (value !== says[numberOf(plan)][field]) given.push(made(field, value));
        else drop(slot({ kind: field, places }));
      }
      if (note && !given.length) given.push(made("note"));
      if (!note) drop(slot({ kind: "note", places }));
      return given;
    };
    const save = () => {
      const before = entries.size;
      const given = answers();
      if (!given) return;
      if (!given.length && entries.size === before) return wrong(say("review_nothing"), byId("note"));
      given.forEach(set);
      settle(given.length ? say("review_kept") : say("review_undone"));
      dialog.close();
    };

    // ---------------------------------------------------------------- files

    const download = (name, type, content) => {
      const href = URL.createObjectURL(new Blob([content], { type }));
      element("a", { href, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60_000);
      tell(say("review_saved", { file: name }));
    };
    const saveFile = () => {
      const known = documents.map(([id, sha256]) => ({ id, sha256 }));
      const review = { schema: SCHEMA, documents: known, overrules: [...entries.values()] };
      download(FILE, "application/json", `${JSON.stringify(review, null, 1)}\n`);
    };
    const savePage = () => {
      const at = source.indexOf(KEPT) + KEPT.length;
      const kept = JSON.stringify([...entries.values()]).replace(/</g, "\\u003c");
      let name = location.pathname.split("/").pop().replace(/\.html?$/i, "");
      try {
        name = decodeURIComponent(name);
      } catch {} // a `%` that stands for itself
      download(`${name || "plancompare"}-notes.html`, "text/html", source.slice(0, at) + kept + source.slice(source.indexOf("<", at)));
    };
    const openFile = async (file) => {
      let review;
      try {
        review = file.size <= LARGEST && JSON.parse(await file.text());
      } catch {
        review = null;
      }
      if (review?.schema !== SCHEMA || !Array.isArray(review.documents) || !Array.isArray(review.overrules)) return tell(say("review_not_opened"));
      const idOf = (id) => {
        const digest = review.documents.find((given) => given?.id === id)?.sha256;
        const same = documents.filter(([, sha256]) => sha256 === digest);
        return (same.find(([known]) => known === id) ?? (same.length === 1 ? same[0] : []))[0];
      };
      const added = review.overrules.map((entry) => checked(entry, idOf)).filter(Boolean);
      added.forEach(set);
      settle(say("review_opened", { n: added.length, left: review.overrules.length - added.length }));
    };

    // ---------------------------------------------------------------- begin

    const press = (id, listener) => byId(id).addEventListener("click", listener);
    press("own-note", () => ask(null, []));
    press("save-file", saveFile);
    press("save-page", savePage);
    press("open-file", () => byId("file").click());
    press("save", save);
    press("cancel", () => dialog.close());
    byId("file").addEventListener("change", async ({ target }) => {
      if (target.files.length) await openFile(target.files[0]);
      target.value = "";
    });
    byId("join-plan").addEventListener("change", chooseSection);
    byId("block").addEventListener("change", follow);
    bring();
    byId("own").hidden = false;
    show();
    if (!canKeep) tell(say("review_denied"));
    look(document);
    on("added", look);
  };
  document.addEventListener("DOMContentLoaded", start);
})();
