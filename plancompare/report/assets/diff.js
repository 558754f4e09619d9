// Two texts that scroll together, and a walk through the places in which they differ. Without it both can be read,
// and the list filtered.
"use strict";
(() => {
  const page = window.plancompare;
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
    if (pane.scrollTop < 1) return scroll(other, -other.scrollTop);
    if (pane.scrollTop > pane.scrollHeight - pane.clientHeight - 1) return scroll(other, other.scrollHeight);
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
    // The end is where it is only once what stands there is drawn.
    pane.addEventListener("keydown", (event) => {
      if (event.key !== "End" || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      leader = -1;
      const ending = at("link-panes").checked ? panes : [pane];
      settle(() => Math.max(...ending.map((each) => scroll(each, each.scrollHeight))));
    });
    pane.addEventListener("scroll", () => {
      look();
      if (leader === side && at("link-panes").checked) settle(() => follow(side));
    });
  });
  at("link-panes").addEventListener("change", () => {
    if (at("link-panes").checked) settle(() => follow(Math.max(0, leader)));
  });
  // Leaves not drawn yet are taken to be as high as the first one.
  const guess = () => {
    panes.forEach((pane, side) => pane.style.setProperty("--leaf", `${leaves[side][0]?.offsetHeight ?? 0}px`));
    look();
  };
  addEventListener("resize", guess);

  // What the other text has in place of misread letters.
  document.addEventListener("pointerover", (event) => {
    const cell = event.target.matches(".pane u, .pane b") && event.target.closest("[data-was]");
    if (!cell) return;
    const others = cell.dataset.was.split("\t");
    event.target.title = `≠ ${others[[...cell.querySelectorAll("u, b")].indexOf(event.target)] || "∅"}`;
  });

  // ---- places

  const list = document.querySelector(".stops");
  const stops = list ? [...list.children] : [];
  const ticks = [...document.querySelectorAll(".tick")];
  const filters = document.querySelectorAll("#list .controls input");
  const numberOf = (stop) => stop.id.slice("change-".length);
  const marks = document.querySelectorAll(".pane a.mark");
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
    for (const mark of marks) mark.classList.toggle("off", !numbers.has(mark.hash.slice("#change-".length)));
  };

  const summarise = () => {
    const gist = current.querySelector(".gist").cloneNode(true);
    for (const part of gist.querySelectorAll(".number, [data-not]")) part.remove();
    at("now").replaceChildren(gist, current.querySelector(".because").cloneNode(true));
  };

  // Makes a place the current one and shows both its ends: each in its pane, level with one another.
  const choose = (stop, level = null) => {
    for (const marked of document.querySelectorAll(".now")) marked.classList.remove("now");
    current = stop;
    const number = numberOf(stop);
    if (!isShown(stop)) for (const filter of filters) filter.checked = filter.defaultChecked;
    const ends = [at(`a${number}`), at(`b${number}`)];
    for (const shown of [stop, ...ends, ...ticks.filter((tick) => tick.dataset.n === number)]) shown?.classList.add("now");
    summarise();
    for (const button of document.querySelectorAll(".walk [data-copies]")) {
      button.disabled = false;
      button.dataset.of = stop.id;
    }
    tell();
    const state = new URLSearchParams();
    page.emit("address", state);
    history.replaceState(null, "", `#${stop.id}${state.size ? `?${state}` : ""}`);
    leader = -1;
    at("texts").scrollIntoView({ block: "nearest", behavior: "instant" });
    settle(() => {
      const box = list.getBoundingClientRect();
      const inList = stop.getBoundingClientRect();
      const isIn = inList.top >= box.top && inList.bottom <= box.bottom;
      let moved = isIn ? 0 : scroll(list, inList.top - box.top - LINE * Math.max(0, box.height - inList.height));
      panes.forEach((pane, side) => {
        const aim = pane.getBoundingClientRect().top + (level ?? LINE * pane.clientHeight);
        if (ends[side]) moved += scroll(pane, ends[side].getBoundingClientRect().top - aim);
      });
      look();
      return moved;
    });
    return ends.find(Boolean);
  };

  // Where a walk stands: at the current place or, before any was chosen, behind the last one above what is being read.
  const here = () => {
    if (current) return stops.indexOf(current);
    const ends = stops.map((stop) => at(`a${numberOf(stop)}`) ?? stop);
    const y = panes[0].getBoundingClientRect().top;
    const last = lastAbove(ends, y);
    return ends[last].getBoundingClientRect().top <= y ? last + 0.5 : -1;
  };

  const walk = (step) => {
    const left = shown();
    if (!left.length) return;
    const from = here();
    const after = left.find((stop) => stops.indexOf(stop) > from) ?? left[0];
    const before = left.findLast((stop) => stops.indexOf(stop) < from) ?? left.at(-1);
    choose(step > 0 ? after : before)?.focus({ preventScroll: true });
  };

  const stopOf = (hash) => {
    const found = /^#(?:change-|a|b)(\d+)(?:\?|$)/.exec(hash);
    return found && at(`change-${found[1]}`);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const tick = event.target.closest(".tick");
    const stop = link ? stopOf(link.hash) : tick && at(`change-${tick.dataset.n}`);
    if (stop) {
      event.preventDefault();
      const pane = link?.closest(".pane");
      choose(stop, pane && link.getBoundingClientRect().top - pane.getBoundingClientRect().top);
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
  page.on("language", () => current && summarise());
  // A jump ends in the list, in one pane, or where a search found something.
  page.on("landed", (element) => {
    const stop = stopOf(`#${element.id}`);
    if (stop) return choose(stop);
    leader = panes.findIndex((pane) => pane.contains(element));
    if (leader >= 0 && at("link-panes").checked) settle(() => follow(leader));
  });

  // The filters that are not as they were, in an address and from it.
  page.on("address", (state) => {
    const off = [...filters].filter((filter) => filter.type === "checkbox" && !filter.checked);
    if (off.length) state.set("off", off.map((filter) => filter.id).join(" "));
    const least = [...filters].find((filter) => filter.type === "radio" && filter.checked && !filter.defaultChecked);
    if (least) state.set("least", least.id);
  });
  const read = () => {
    const state = new URLSearchParams(location.hash.split("?")[1] ?? "");
    for (const id of (state.get("off") ?? "").split(" ")) if (at(id)?.matches("#list input")) at(id).checked = false;
    if (at(state.get("least"))?.matches("#list input")) at(state.get("least")).checked = true;
    tell();
  };

  if (list) {
    at("previous").addEventListener("click", () => walk(-1));
    at("next").addEventListener("click", () => walk(1));
    at("list").addEventListener("change", tell);
    addEventListener("pageshow", tell);
    addEventListener("hashchange", read);

  }
  guess();
  read();
})();
