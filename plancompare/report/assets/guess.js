// What a scan most likely said, put beside its own letters and shown in their place while the switch is on. The letters
// of the scan stay in the page: they are what is searched, copied and quoted.
"use strict";
(() => {
  const page = window.plancompare;
  const { section, told, element } = page.reading;
  const said = told.said.split("|");
  const blank = /[\s\ufeff]/;
  const bare = (text) => text.replace(/[\s\ufeff]/g, "");

  // Numbers of words; the last sign of each is of the first half of the signs (`_brief` in reading_data.py).
  const half = 45;
  const numbers = (packed) => {
    const found = [];
    let above = 0;
    for (let i = 0; i < packed.length; i++) {
      const code = packed.charCodeAt(i);
      const digit = code - 35 - (code > 60) - (code > 92);
      if (digit >= half) above = above * half + digit - half + 1;
      else {
        found.push(above * half + digit);
        above = 0;
      }
    }
    return found;
  };

  // `3,4:word`: three letters further stand four letters for which this word is read; see reading_data.py.
  const unpack = (packed) => {
    const found = [];
    let [at, source] = [0, null];
    for (const item of numbers(packed).map((number) => said[number])) {
      if (/^@\d+$/.test(item)) {
        source = told.sources[Number(item.slice(1))];
        continue;
      }
      const [, gap, length, word] = /^(?:(\d+)(?:,(\d+))?:)?(.*)$/su.exec(item);
      const letters = Number(length ?? bare(word).length);
      at += Number(gap ?? 0);
      found.push({ at, end: at + letters, word, source });
      at += letters;
    }
    return found;
  };

  const because = ([how, plan], word) => {
    const named = { word, plan: plan === null ? "" : told.heads[plan] };
    if (how === "twin") return page.text("r_guess_twin", named);
    return how === "passage" ? page.text("r_guess_passage", named) : page.text("r_guess_channel", named);
  };

  const cut = (node, cuts) => {
    const parts = [];
    let at = 0;
    for (const { item, from, to, opens } of cuts) {
      parts.push(node.data.slice(at, from));
      const own = node.data.slice(from, to);
      if (opens) {
        const read = element("span", { className: "re", title: because(item.source, own) }, item.word);
        read.dataset.not = read.dataset.guess = "";
        parts.push(read);
      }
      parts.push(element("span", { className: "was" }, own));
      at = to;
    }
    node.replaceWith(...parts, node.data.slice(at));
  };

  // The text nodes of a block in which something was misread, each with where in it.
  const misread = (block) => {
    const items = unpack(waiting.get(block));
    const found = [];
    let [letter, next] = [0, 0];
    for (const node of page.letters(block)) {
      const cuts = [];
      for (let at = 0; at < node.data.length && next < items.length; at++) {
        if (blank.test(node.data[at])) continue;
        const item = items[next];
        if (letter >= item.at) {
          if (cuts.at(-1)?.item !== item) cuts.push({ item, from: at, opens: letter === item.at });
          cuts.at(-1).to = at + 1;
          if (letter + 1 === item.end) next++;
        }
        letter++;
      }
      if (cuts.length) found.push([node, cuts]);
    }
    return found;
  };

  // The likely words of a block, from letter `at` to letter `end` of it, blanks not counted.
  page.guesses = (anchor) => (told.guesses[anchor] ? unpack(told.guesses[anchor]) : []);

  const waiting = new Map(Object.entries(told.guesses).map(([anchor, packed]) => [document.getElementById(anchor), packed]));
  // Words that differ from those of a counterpart by misreading alone are greyed without a change to the page.
  const noise = globalThis.Highlight && new Highlight();
  if (noise) CSS.highlights.set("noise", noise);
  const greyed = new Set();
  const grey = (block) => {
    greyed.add(block);
    for (const [node, cuts] of misread(block)) {
      for (const { item, from, to } of cuts) {
        if (item.source[0] === "channel") continue;
        noise.add(new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to }));
      }
    }
  };
  let guess = false;
  page.on("reading", (now) => { guess = now.guess; });
  let changed = false;
  page.on("block", (block) => {
    if (!waiting.has(block)) return;
    if (guess) {
      for (const [node, cuts] of misread(block)) cut(node, cuts);
      waiting.delete(block);
      if (!changed) queueMicrotask(() => { changed = false; page.emit("texts"); }); // once for those of one turn
      changed = true;
    } else if (noise && !greyed.has(block)) grey(block);
  });

  // A copy holds the letters of the scan.
  document.addEventListener("copy", (event) => {
    const selection = window.getSelection();
    if (!section.classList.contains("guessing") || event.defaultPrevented || !selection.rangeCount) return;
    const range = selection.getRangeAt(0).cloneRange();
    if (!range.intersectsNode(section) || range.collapsed) return;
    const inside = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest(".re");
    const [first, last] = [inside(range.startContainer), inside(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last.nextElementSibling);
    const copy = element("div", { className: "copied" }, range.cloneContents());
    for (const read of copy.querySelectorAll(".re, .moves, .review")) read.remove();
    document.body.append(copy);
    event.clipboardData.setData("text/plain", copy.innerText);
    copy.remove();
    event.preventDefault();
  });
})();
