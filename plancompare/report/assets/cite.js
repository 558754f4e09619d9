// A link to each section, row and change, and its citation as a person writes it: plan, number, date, section, line,
// words. Both are copied; where the browser forbids it, they stand in a field to copy from.
"use strict";
(() => {
  const page = window.plancompare;
  const at = (id) => document.getElementById(id);
  const box = at("cite");
  // What can be cited, and the line of it at the end of which the two buttons stand.
  const PLACES = { ".block": ":scope > .where", ".row": ":scope > h3", ".stop": ".gist" };
  const WHERE = ".where";
  // Inside a paragraph of a plan, but not what it says: page numbers, and what the page adds.
  const NOT_SAID = "small, .pane .f, .note, details, i, button, .hidden, [data-not], .caret, .jump, .review";
  // Letters of a section, and of a selection, above which a quotation is cut.
  const LONG_SECTION = 600, LONG_SELECTION = 4000;

  // ---- what a place is called

  const plain = (element) => {
    const copy = element.cloneNode(true);
    for (const part of copy.querySelectorAll("[data-not], [hidden], .review, button, [aria-hidden]")) part.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const sectionOf = (where) => {
    const copy = where.cloneNode(true);
    for (const more of copy.querySelectorAll("span, a")) more.remove();
    return plain(copy);
  };
  const cited = (siglum) => page.data().plans[siglum].cited[page.language() === "en" ? 1 : 0];
  // `II.4`, `b) 2`: numbered, so that people say `mục II.4`; not `mở đầu`.
  const isNumbered = (section) => /^(?:[IVXLC]+|\d+|\p{L})(?:[.\s]|$)/u.test(section);
  const named = (section) => (isNumbered(section) ? page.text("cited_section", { place: section }) : section);

  const titleOf = (place) => {
    if (place.matches(".row")) return page.text("place_row", { title: plain(place.querySelector("h3")) });
    if (place.matches(".stop")) return page.text("place_change", { n: place.id.slice("change-".length) });
    return `${place.id.split("-")[0]} ${sectionOf(place.querySelector(WHERE))}`;
  };

  // ---- citations

  const cut = (words, longest) => {
    const text = words.replace(/\s+/g, " ").trim();
    return text.length <= longest ? text : `${text.slice(0, longest).replace(/\s\S*$/, "")} […]`;
  };
  const told = (siglum, sections, lines, words) => {
    const [first, last] = [sections[0], sections.at(-1)];
    const parts = [cited(siglum)];
    if (first) parts.push(first === last ? named(first) : `${named(first)} – ${last}`);
    if (lines) parts.push(page.text("cited_line", { line: lines }));
    const scan = page.data().plans[siglum].scan ? ` ${page.text("cited_scan")}` : "";
    return `${parts.join(", ")}${scan}: “${words}”`;
  };

  const isSaid = (node) => node.parentElement.closest("[data-l]") && !node.parentElement.closest(NOT_SAID);
  // The line of a letter: that of its paragraph, and the line breaks since.
  const lineOf = (node, offset) => {
    const paragraph = node.parentElement.closest("[data-l]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, offset);
    return Number(paragraph.dataset.l) + (before.toString().match(/\n/g)?.length ?? 0);
  };

  const holderOf = (node) => node.parentElement.closest(".block, .pane");
  const whereOf = (node) => {
    const holder = holderOf(node);
    if (holder.matches(".block")) return holder.querySelector(WHERE);
    const before = [...holder.querySelectorAll(WHERE)].filter((where) => where.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
    return before.at(-1);
  };
  const siglumOf = (holder) => (holder.matches(".pane") ? holder.id.slice("pane-".length).toUpperCase() : holder.id.split("-")[0]);

  // The citations of all letters in a range, one for each plan in it.
  const citations = (range, longest) => {
    const top = range.commonAncestorContainer;
    const walk = document.createTreeWalker(top.nodeType === Node.TEXT_NODE ? top.parentNode : top, NodeFilter.SHOW_TEXT);
    const found = new Map();
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (!range.intersectsNode(node) || !isSaid(node) || !holderOf(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      const siglum = siglumOf(holderOf(node));
      // A citation begins with a letter.
      if (!found.has(siglum) && !node.data.slice(from, to).trim()) continue;
      if (!found.has(siglum)) found.set(siglum, []);
      found.get(siglum).push({ node, from, to, words: node.data.slice(from, to) });
    }
    return [...found].map(([siglum, parts]) => {
      const [first, last] = [parts[0], parts.findLast(({ words }) => words.trim())];
      const [above, below] = [whereOf(first.node), whereOf(last.node)];
      const lead = first.from + first.node.data.slice(first.from).search(/\S/);
      const tail = last.node.data.slice(0, last.to).trimEnd().length;
      const lines = [lineOf(first.node, lead), lineOf(last.node, tail)];
      const shown = lines[0] === null ? null : lines[0] === lines[1] ? `${lines[0]}` : lines.join("–");
      const paragraph = ({ node }) => node.parentElement.closest("[data-l]");
      const words = parts.map((part, i) => (i && paragraph(part) !== paragraph(parts[i - 1]) ? " " : "") + part.words);
      const sections = [above, below].filter(Boolean).map(sectionOf);
      return told(siglum, sections, shown, cut(words.join(""), longest));
    });
  };
  const ofElement = (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return citations(range, LONG_SECTION);
  };
  // A change is quoted from both versions, as the list has it.
  const ofChange = (stop) =>
    [...stop.querySelectorAll(".quote")].map((quote) => {
      const siglum = plain(quote.querySelector(".chip"));
      const [section, line] = plain(quote.querySelector(WHERE)).slice(siglum.length).trim().split(" · ");
      const words = cut(plain(quote.querySelector("blockquote")).replaceAll("‸", ""), LONG_SECTION);
      return told(siglum, [section], line?.match(/\d+/)?.[0], words);
    });
  const citationOf = (place) => (place.matches(".stop") ? ofChange(place) : ofElement(place)).join("\n");

  // The address of a place, with the filters and the search as they are.
  const addressOf = (id) => {
    const state = new URLSearchParams();
    page.emit("address", state);
    const [file] = location.href.split("#");
    return `${file}#${id}${state.size ? `?${state}` : ""}`;
  };

  // ---- copying

  let returnTo = null;
  const close = () => {
    const wasInside = box.contains(document.activeElement);
    at("cite-hand").hidden = true;
    at("cite-said").textContent = "";
    box.hidden = at("cite-selected").hidden;
    if (wasInside) returnTo?.focus({ preventScroll: true });
  };
  let closing;
  const copy = async (text, said) => {
    clearTimeout(closing);
    box.hidden = false;
    returnTo = box.contains(document.activeElement) ? returnTo : document.activeElement;
    try {
      await navigator.clipboard.writeText(text);
      at("cite-hand").hidden = true;
      at("cite-said").textContent = said;
      closing = setTimeout(close, 6000);
    } catch {
      at("cite-said").textContent = "";
      at("cite-hand").hidden = false;
      at("cite-text").value = text;
      at("cite-text").select();
      at("cite-text").focus();
    }
  };
  at("cite-close").addEventListener("click", close);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  page.cite = { copy, citationOf, addressOf };

  // ---- the selection

  let selected = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const inTexts = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".row, .pane");
    const isCitable = range && inTexts(range.startContainer) && inTexts(range.endContainer);
    if (!isCitable && box.contains(document.activeElement)) return;
    selected = isCitable ? range : null;
    at("cite-selected").hidden = !selected;
    if (selected) box.hidden = false;
    else if (!at("cite-said").textContent && at("cite-hand").hidden) box.hidden = true;
  });
  // The selection stays while the button is pressed.
  at("cite-selected").addEventListener("pointerdown", (event) => event.preventDefault());
  at("cite-selected").addEventListener("click", () => {
    if (selected) copy(citations(selected, LONG_SELECTION).join("\n"), page.text("cite_copied"));
  });

  // ---- the buttons beside a place, made when it comes near

  const label = (tool) => {
    const place = tool.closest(Object.keys(PLACES).join(", "));
    const named = { place: titleOf(place) };
    tool.setAttribute("aria-label", tool.dataset.copies === "link" ? page.text("link_here", named) : page.text("cite_here", named));
  };
  const tool = (copies, sign, href) => {
    const made = document.createElement(href ? "a" : "button");
    if (href) made.href = href;
    else made.type = "button";
    made.className = "copies";
    made.dataset.copies = copies;
    made.textContent = sign;
    return made;
  };
  const equip = (place) => {
    const kind = Object.keys(PLACES).find((selector) => place.matches(selector));
    const line = kind && place.querySelector(PLACES[kind]);
    if (!line || line.querySelector(".copies")) return;
    const tools = document.createElement("span");
    tools.className = "copy-tools";
    tools.dataset.not = "";
    tools.append(tool("link", "#", `#${place.id}`), tool("cite", "❝"));
    line.append(tools);
    tools.childNodes.forEach(label);
  };
  const arrive = (stop) => {
    near.unobserve(stop);
    equip(stop);
  };
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting) arrive(target);
    },
    { rootMargin: "50% 0px" },
  );
  // A keyboard comes near by its focus, and must not pass what is only drawn behind it.
  document.addEventListener("focusin", ({ target }) => {
    const here = target.closest(".stop");
    for (const place of [here?.previousElementSibling, here, here?.nextElementSibling]) if (place?.id) arrive(place);
  });
  const watch = (root) => {
    for (const stop of root.querySelectorAll(".stop")) near.observe(stop);
  };
  watch(document);
  page.on("row", (line) => equip(line.cells.parentElement));
  page.on("block", equip);
  page.on("added", watch);
  page.on("language", () => document.querySelectorAll(".copies").forEach(label));

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.("[data-copies]");
    if (!pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const place = at(pressed.dataset.of) ?? pressed.closest(Object.keys(PLACES).join(", "));
    if (!place) return;
    if (pressed.dataset.copies === "link") {
      const address = addressOf(place.id);
      history.replaceState(history.state, "", address);
      copy(address, page.text("link_copied"));
    } else copy(citationOf(place), page.text("cite_copied"));
  });
})();
