// Two texts that scroll together, and a walk through the places in which they differ. Without it both can be read,
// and the list filtered.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const panes = [at("pane-a"), at("pane-b")];
  const leaves = panes.map((pane) => [...pane.querySelectorAll(".leaf")]);
  const views = document.querySelectorAll(".view");
  for (const part of document.querySelectorAll(".scripted, .shown-now")) part.hidden = false;

  // ---- scrolling together

  // Height in the pane, from its top, at which both panes show the same: in the upper third, the very end at an end.
  const LINE = 0.3;
  const readingLine = (pane) => {
    const left = pane.scrollHeight - pane.clientHeight - pane.scrollTop;
    const line = Math.min(LINE * pane.clientHeight, pane.scrollTop);
    return Math.max(line, pane.clientHeight - Math.max(left, 0));
  };

  // The last of some elements, in order, that begins above a height on the screen.
  const lastAbove = (elements, y) => {
    let [low, high] = [0, elements.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (elements[middle].getBoundingClientRect().top <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  // Brings the other pane to what corresponds to the reading line of this one.
  const follow = (side) => {
    const [pane, other] = [panes[side], panes[1 - side]];
    if (!leaves[side].length) return 0;
    const line = readingLine(pane);
    const y = pane.getBoundingClientRect().top + line;
    const leaf = lastAbove(leaves[side], y);
    const row = lastAbove(leaves[side][leaf].children, y);
    const box = leaves[side][leaf].children[row].getBoundingClientRect();
    const share = box.height ? Math.min(1, Math.max(0, (y - box.top) / box.height)) : 0;
    const there = leaves[1 - side][leaf].children[row].getBoundingClientRect();
    return scroll(other, there.top + share * there.height - other.getBoundingClientRect().top - line);
  };

  // Scrolls without any glide; how far it went.
  const scroll = (pane, by) => {
    const before = pane.scrollTop;
    pane.scrollTo({ top: before + by, behavior: "instant" });
    return Math.abs(pane.scrollTop - before);
  };

  // What comes near is drawn only then, and is higher or lower than was guessed: aim again until nothing moves.
  let aims = 0;
  const settle = (aim) => {
    const mine = ++aims;
    let [still, left] = [0, 30];
    const again = () => {
      if (mine !== aims) return;
      still = aim() > 1 ? 0 : still + 1;
      if (still < 4 && --left) requestAnimationFrame(again);
    };
    again();
  };

  // The pane that a person scrolls leads; after a jump none does, until someone scrolls again.
  let leader = -1;
  const look = () => {
    panes.forEach((pane, side) => {
      if (!views[side] || !pane.scrollHeight) return;
      views[side].setAttribute("y", (1000 * pane.scrollTop) / pane.scrollHeight);
      views[side].setAttribute("height", (1000 * pane.clientHeight) / pane.scrollHeight);
    });
  };
  panes.forEach((pane, side) => {
    for (const sign of ["wheel", "pointerdown", "keydown", "touchmove"]) {
      pane.addEventListener(sign, () => (leader = side), { passive: true });
    }
    pane.addEventListener("scroll", () => {
      look();
      if (leader === side && at("link-panes").checked) settle(() => follow(side));
    });
  });
  at("link-panes").addEventListener("change", () => {
    if (at("link-panes").checked) settle(() => follow(Math.max(0, leader)));
  });
  addEventListener("resize", look);

  // What the other text has in place of misread letters.
  document.addEventListener("pointerover", (event) => {
    const cell = event.target.localName === "u" && event.target.closest("[data-o]");
    if (!cell) return;
    const others = cell.dataset.o.split("\t");
    event.target.title = `≠ ${others[[...cell.querySelectorAll("u")].indexOf(event.target)] || "∅"}`;
  });

  // ---- places

  const list = document.querySelector(".stops");
  const stops = list ? [...list.children] : [];
  const ticks = [...document.querySelectorAll(".tick")];
  const filters = document.querySelectorAll("#list .controls input");
  const numberOf = (stop) => stop.id.slice("change-".length);
  const marks = Map.groupBy(document.querySelectorAll(".pane a.mark"), (mark) => mark.hash.slice("#change-".length));
  let current = null;

  // What a filter hides has no box; what the browser has not drawn yet has one.
  const isShown = (stop) => stop.getClientRects().length > 0;
  const shown = () => stops.filter(isShown);

  const tell = () => {
    if (!list) return;
    const left = shown();
    at("position").textContent = `${left.indexOf(current) + 1 || "–"}/${left.length}`;
    at("shown-now").textContent = `${left.length}/${stops.length}`;
    const numbers = new Set(left.map(numberOf));
    for (const tick of ticks) tick.classList.toggle("off", !numbers.has(tick.dataset.n));
    for (const [number, found] of marks) for (const mark of found) mark.classList.toggle("off", !numbers.has(number));
  };

  // Makes a place the current one and shows both its ends: each in its pane, level with one another.
  const choose = (stop, level = null) => {
    for (const marked of document.querySelectorAll(".now")) marked.classList.remove("now");
    current = stop;
    const number = numberOf(stop);
    if (!isShown(stop)) for (const filter of filters) filter.checked = filter.defaultChecked;
    const ends = [at(`a${number}`), at(`b${number}`)];
    for (const shown of [stop, ...ends, ...ticks.filter((tick) => tick.dataset.n === number)]) shown?.classList.add("now");
    const gist = stop.querySelector(".gist").cloneNode(true);
    gist.querySelector(".number").remove();
    at("now").replaceChildren(gist, stop.querySelector(".because").cloneNode(true));
    for (const id of ["copy-citation", "copy-link"]) at(id).disabled = false;
    at("copied").textContent = "";
    history.replaceState(null, "", `#${stop.id}`);
    tell();
    leader = -1;
    at("texts").scrollIntoView({ block: "nearest", behavior: "instant" });
    settle(() => {
      const box = list.getBoundingClientRect();
      const inList = stop.getBoundingClientRect();
      const isIn = inList.top >= box.top && inList.bottom <= box.bottom;
      let moved = isIn ? 0 : scroll(list, inList.top - box.top - LINE * Math.max(0, box.height - inList.height));
      panes.forEach((pane, side) => {
        const top = pane.getBoundingClientRect().top;
        const aim = level === null ? top + LINE * pane.clientHeight : level;
        if (ends[side]) moved += scroll(pane, ends[side].getBoundingClientRect().top - aim);
      });
      look();
      return moved;
    });
    return ends.find(Boolean);
  };

  const walk = (step) => {
    const left = shown();
    if (!left.length) return;
    const here = left.indexOf(current);
    const after = left.findIndex((stop) => !current || stops.indexOf(stop) > stops.indexOf(current));
    const next = here >= 0 ? here + step : step > 0 ? Math.max(after, 0) : (after < 0 ? left.length : after) - 1;
    choose(left[(next + left.length) % left.length])?.focus({ preventScroll: true });
  };

  const stopOf = (hash) => {
    const found = /^#(?:change-|a|b)(\d+)$/.exec(hash);
    return found && at(`change-${found[1]}`);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const tick = event.target.closest(".tick");
    const stop = link ? stopOf(link.hash) : tick && at(`change-${tick.dataset.n}`);
    if (stop) {
      event.preventDefault();
      choose(stop, link?.closest(".pane") ? link.getBoundingClientRect().top : null);
    } else if (event.target.closest(".map")) {
      const box = event.target.closest(".map").getBoundingClientRect();
      const side = event.clientX < box.left + box.width / 2 ? 0 : 1;
      leader = side;
      const share = (event.clientY - box.top) / box.height;
      panes[side].scrollTo({ top: share * panes[side].scrollHeight - panes[side].clientHeight / 2, behavior: "instant" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!list || event.ctrlKey || event.metaKey || event.altKey || !at("use-keys").checked) return;
    if (event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    if (event.key === "n") walk(1);
    if (event.key === "p") walk(-1);
  });
  const lead = () => {
    const stop = stopOf(location.hash);
    if (stop && stop !== current) choose(stop);
  };
  addEventListener("hashchange", lead);

  if (list) {
    at("previous").addEventListener("click", () => walk(-1));
    at("next").addEventListener("click", () => walk(1));
    at("list").addEventListener("change", tell);
    addEventListener("pageshow", tell);

    // What an element says in the language shown.
    const told = (element) => {
      const copy = element.cloneNode(true);
      const off = document.documentElement.lang === "en" ? ".vi" : ".en";
      for (const other of copy.querySelectorAll(off)) other.remove();
      return copy.textContent.replace(/\s+/g, " ").trim();
    };
    const citation = () => {
      const [a, b] = [...current.querySelectorAll(".quote")].map((quote, side) => {
        const words = [...quote.querySelectorAll("blockquote > :not(.around, [aria-hidden])")].map(told).join(" ");
        const where = told(quote.querySelector(".where")).replace(/^\S+ /, "");
        return [`“${words}”`, `${told(at(side ? "cite-b" : "cite-a").content.firstElementChild ?? at("cite-a").content)}, ${where}`];
      });
      return `A: ${a[0]} (${a[1]})\nB: ${b[0]} (${b[1]})\n${told(at("now"))}`;
    };
    const copy = async (text) => {
      let said = "said-copied";
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        said = "said-not-copied";
      }
      at("copied").replaceChildren(at(said).content.cloneNode(true));
    };
    at("copy-citation").addEventListener("click", () => copy(citation()));
    at("copy-link").addEventListener("click", () => copy(location.href));
  }
  tell();
  look();
  lead();
})();
