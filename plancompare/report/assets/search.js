// Finds words in the texts of the plans, marks and letter case aside: `dan van` finds `Dân vận`, also over the end of a
// line, and a scan by what most likely stood in print. All texts are folded once, when the search is first used, and
// each folded letter is led back to its own.
"use strict";
(() => {
  const page = window.plancompare;
  const at = (id) => document.getElementById(id);
  const [box, field] = [at("search"), at("search-for")];
  // Inside a text, but no letters of the plan.
  const NOT_LETTERS = ".where, .note, details, i, button, .hidden, [data-not], .caret, .jump, .review";
  const OWN_LINE = new Set(["p", "h4", "div", "li", "td", "th"]);
  // Letters of which each is one letter when folded.
  const ONE_TO_ONE = /^[\0-\u02ff\u1e00-\u22ff]*$/;
  // Between two sections, so that nothing is found across.
  const APART = "\uffff";
  const SHORTEST = 2, PAINTED = 2000, SLICE = 12;

  const bare = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  // The letter of a text from which each letter of its folded form comes, and its length at the end; null where each
  // comes from the one at the same place.
  const origins = (text) => {
    if (ONE_TO_ONE.test(text)) return null;
    const found = [];
    let offset = 0;
    for (const letter of text) {
      for (let i = bare(letter).length; i; i--) found.push(offset);
      offset += letter.length;
    }
    found.push(offset);
    return found.some((origin, i) => origin !== i) ? found : null;
  };

  // The last of some rising numbers that is not above a number.
  const lastUpTo = (numbers, number) => {
    let [low, high] = [0, numbers.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (numbers[middle] <= number) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  // ---- the folded texts

  const planOf = (root) => (root.matches(".pane") ? root.id.slice("pane-".length).toUpperCase() : root.id.split("-")[0]);

  // A section of a scan as it most likely stood in print: pieces of its folded text, which begins `from` letters into
  // the whole, and the words guessed in place of others. Their places count the letters without blanks (`guess.js`).
  const likely = (text, from, guesses) => {
    const letters = [];
    for (let i = 0; i < text.length; i++) if (text[i].trim()) letters.push(i);
    const pieces = [];
    let done = 0;
    for (const { at: first, end, word } of guesses) {
      const [start, stop] = [letters[first], letters[end - 1] + 1];
      if (!(start >= done && stop > start) || bare(word) === text.slice(start, stop)) continue;
      pieces.push({ from: from + done, text: text.slice(done, start) });
      pieces.push({ from: from + start, to: from + stop, text: bare(word), word });
      done = stop;
    }
    if (pieces.length) pieces.push({ from: from + done, text: text.slice(done) + APART });
    return pieces;
  };

  // One long folded text in the order of the page. `starts` and `nodes` are its pieces and where they stand, `begins`
  // and `plans` the sections and whose they are, `guessed` the pieces of scans made readable.
  const read = async () => {
    const found = { folded: "", starts: [], nodes: [], maps: new Map(), begins: [], plans: [], guessed: [] };
    const parts = [];
    let length = 0;
    const put = (text) => {
      parts.push(text);
      length += text.length;
    };
    const filter = (node) => (node.nodeType === Node.ELEMENT_NODE && node.matches(NOT_LETTERS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    let until = performance.now() + SLICE;
    for (const root of document.querySelectorAll(".block, .pane")) {
      put(APART);
      found.begins.push(length);
      found.plans.push(planOf(root));
      const [firstPart, from] = [parts.length, length];
      let isMapped = false;
      const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, filter);
      while (walk.nextNode()) {
        const node = walk.currentNode;
        if (node.nodeType === Node.ELEMENT_NODE) {
          if (OWN_LINE.has(node.localName)) put("\n");
          continue;
        }
        const map = origins(node.data);
        if (map) found.maps.set(node, map);
        isMapped ||= map !== null;
        found.starts.push(length);
        found.nodes.push(node);
        put(bare(node.data));
        if (performance.now() < until) continue;
        await new Promise((resume) => setTimeout(resume));
        until = performance.now() + SLICE;
      }
      const guesses = isMapped ? [] : (page.guesses?.(root.id) ?? []);
      if (guesses.length) found.guessed.push(...likely(parts.slice(firstPart).join(""), from, guesses));
    }
    found.folded = parts.join("");
    let at = 0;
    found.guessedStarts = found.guessed.map(({ text }) => (at += text.length) - text.length);
    return found;
  };
  let texts;
  const index = () => (texts ??= read());

  // ---- hits

  // Where each hit begins and ends in the folded text, and of which plan it is.
  let hits = [];
  let current = -1;
  let asked = 0;
  let searched = "";

  const find = (found, wanted) => {
    const words = wanted.split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    const pattern = new RegExp(words.join("\\s+"), "g");
    const places = Array.from(found.folded.matchAll(pattern), (hit) => ({ start: hit.index, end: hit.index + hit[0].length }));
    const { guessed, guessedStarts } = found;
    for (const hit of guessed.map(({ text }) => text).join("").matchAll(pattern)) {
      const last = hit.index + hit[0].length - 1;
      const [i, j] = [lastUpTo(guessedStarts, hit.index), lastUpTo(guessedStarts, last)];
      const words = guessed.slice(i, j + 1).filter((piece) => piece.word);
      // Otherwise it is found in the text itself.
      if (!words.length) continue;
      const start = guessed[i].from + (guessed[i].word ? 0 : hit.index - guessedStarts[i]);
      const end = guessed[j].to ?? guessed[j].from + last + 1 - guessedStarts[j];
      places.push({ start, end, guess: words.map((piece) => piece.word).join(" ") });
    }
    if (guessed.length) places.sort((a, b) => a.start - b.start);
    let section = 0;
    for (const place of places) {
      while (found.begins[section + 1] <= place.start) section++;
      place.plan = found.plans[section];
    }
    return places;
  };

  const spot = ({ starts, nodes, maps }, letter, after) => {
    const piece = lastUpTo(starts, letter);
    const node = nodes[piece];
    const offset = letter - starts[piece] + after;
    // Where the likely word is shown in its place, that is the hit.
    if (node.parentElement.closest(".guessing .was")) {
      let shown = node.parentElement;
      while (shown && !shown.matches(".re")) shown = shown.previousElementSibling;
      if (shown) return [shown, after ? shown.childNodes.length : 0];
    }
    return [node, maps.get(node)?.[offset] ?? offset];
  };
  const rangeOf = (found, hit) => {
    const range = document.createRange();
    range.setStart(...spot(found, hit.start, 0));
    range.setEnd(...spot(found, hit.end - 1, 1));
    return range;
  };

  const paint = (found) => {
    if (!CSS.highlights) return;
    for (const name of ["found", "found-now"]) CSS.highlights.delete(name);
    if (!hits.length) return;
    const first = Math.max(0, current - PAINTED / 2);
    const near = hits.slice(first, first + PAINTED);
    CSS.highlights.set("found", new Highlight(...near.map((hit) => new StaticRange(rangeOf(found, hit)))));
    if (current >= 0) {
      const now = new Highlight(rangeOf(found, hits[current]));
      now.priority = 1;
      CSS.highlights.set("found-now", now);
    }
  };

  // ---- what is told

  const tell = (more = "") => {
    const n = hits.length;
    const counted = !searched ? "" : n ? `${current + 1 || "–"}/${n}` : "0/0";
    at("search-count").textContent = counted;
    at("search-told").textContent = [searched && !n ? page.text("search_none") : "", more].filter(Boolean).join(" · ");
    const where = current >= 0 ? `, ${hits[current].plan}` : "";
    at("search-said").textContent = searched && !n ? page.text("search_none") : [counted + where, more].filter(Boolean).join(". ");
    for (const id of ["search-previous", "search-next"]) at(id).setAttribute("aria-disabled", String(!n));
    box.classList.toggle("asked", Boolean(searched));
    box.removeAttribute("aria-busy");
  };
  const tellPlans = () => {
    const counts = new Map();
    for (const { plan } of hits) counts.set(plan, (counts.get(plan) ?? 0) + 1);
    const names = page.data().plans;
    at("search-plans").replaceChildren(
      ...[...counts].map(([plan, n]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.plan = plan;
        const chip = document.createElement("span");
        chip.className = "chip";
        chip.textContent = plan;
        button.append(chip, ` ${n}`);
        button.setAttribute("aria-label", page.text("search_in", { plan, n, name: names[plan].name }));
        return button;
      }),
    );
  };

  // ---- walking

  const scrollers = (element) => {
    const found = [];
    for (let outer = element.parentElement; outer && outer !== document.body; outer = outer.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(outer).overflow)) found.push(outer);
    }
    return [...found, document.scrollingElement];
  };
  // Scrolls until the letters stand inside all that scrolls, below what lies on top of it.
  const bring = (range) => {
    const whole = document.scrollingElement;
    for (const scroller of scrollers(range.startContainer)) {
      const hit = range.getBoundingClientRect();
      const area = scroller === whole ? { top: 0, bottom: innerHeight, left: 0, right: innerWidth } : scroller.getBoundingClientRect();
      const covers = scroller === whole ? [box.closest("nav"), box.querySelector(".search-more")] : scroller.querySelectorAll(".heads");
      const low = Math.max(0, area.top, ...[...covers].map((cover) => cover.getBoundingClientRect().bottom).filter((y) => y < innerHeight / 2)) + 8;
      const high = Math.min(area.bottom, innerHeight) - 8;
      const down = hit.top < low || hit.bottom > high ? hit.top - (low + (high - low) / 3) : 0;
      const aside = hit.left < area.left + 8 || hit.right > area.right - 8 ? hit.left - area.left - (area.right - area.left) / 3 : 0;
      if (down || aside) scroller.scrollBy({ top: down, left: aside, behavior: "instant" });
    }
  };

  const go = async (next) => {
    const found = await index();
    if (!hits.length) return;
    current = (next + hits.length) % hits.length;
    const range = rangeOf(found, hits[current]);
    const start = range.startContainer;
    const holder = start.nodeType === Node.TEXT_NODE ? start.parentElement : start;
    const wasHidden = !holder.getClientRects().length;
    await page.land(holder.closest("p, h4, td, li") ?? holder);
    holder.closest("#texts")?.scrollIntoView({ block: "nearest", behavior: "instant" });
    bring(range);
    paint(found);
    // Where letters cannot be painted, the hit is selected.
    if (!CSS.highlights) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    const { guess } = hits[current];
    tell([guess ? page.text("search_guessed", { text: guess }) : "", wasHidden ? page.text("search_opened") : ""].filter(Boolean).join(" · "));
  };

  const search = async () => {
    const mine = ++asked;
    const wanted = bare(field.value).trim();
    if (wanted === searched) {
      box.removeAttribute("aria-busy");
      return hits.length > 0;
    }
    const isLong = wanted.length >= SHORTEST;
    if (isLong && !texts) at("search-count").textContent = "…";
    const found = isLong ? await index() : null;
    if (mine !== asked) return false;
    [searched, current] = [isLong ? wanted : "", -1];
    hits = isLong ? find(found, wanted) : [];
    paint(found);
    tell();
    tellPlans();
    return true;
  };
  const walk = async (step) => {
    if (await search()) await go(current < 0 && step < 0 ? hits.length - 1 : current + step);
  };

  let waiting;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    box.setAttribute("aria-busy", "true");
    waiting = setTimeout(search, texts ? 60 : 200);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      walk(event.shiftKey ? -1 : 1);
    }
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    if (!field.value) field.blur();
    field.value = "";
    if (document.activeElement !== field && box.contains(document.activeElement)) field.focus();
    search();
  });
  at("search-previous").addEventListener("click", () => walk(-1));
  at("search-next").addEventListener("click", () => walk(1));
  at("search-plans").addEventListener("click", (event) => {
    const plan = event.target.closest("button")?.dataset.plan;
    if (!plan) return;
    const after = hits.findIndex((hit, i) => i > current && hit.plan === plan);
    go(after >= 0 ? after : hits.findIndex((hit) => hit.plan === plan));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || !at("search-keys").checked) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // ---- with the page

  page.on("language", () => {
    tell();
    tellPlans();
  });
  page.on("texts", () => {
    texts = undefined;
    searched = "";
    if (field.value) search();
  });
  page.on("address", (state) => {
    if (searched) state.set("find", field.value.trim());
  });
  const lead = () => {
    const wanted = new URLSearchParams(location.hash.split("?")[1] ?? "").get("find");
    if (!wanted || wanted === field.value) return;
    field.value = wanted;
    search();
  };
  addEventListener("hashchange", lead);
  box.hidden = false;
  lead();
})();
