// The passages of a pair are laid out when it is opened. Their letters stand once on the page, in the reading: a
// passage says which, counted without blanks; here they are fetched, and what differs is marked.
"use strict";
(() => {
  const page = window.plancompare;
  // An agreeing stretch of more words than this is shown by its first and its last words.
  const long = 70;
  const shown = 30;
  // Rows laid out at once; the others as they come near the screen.
  const atOnce = 12;

  // The blocks of a plan in the order of its text, with the number of letters before each.
  const plans = new Map();
  const blocksOf = (siglum) => {
    if (!plans.has(siglum)) {
      const told = page.data().blocks[siglum];
      const blocks = [];
      for (let i = 0, start = 0; i < told.length; i += 2) {
        start += told[i + 1];
        blocks.push({ anchor: `${siglum}-${told[i]}`, start });
      }
      plans.set(siglum, blocks);
    }
    return plans.get(siglum);
  };

  // The text of a block as one line; between paragraphs stands a blank.
  const texts = new Map();
  const textOf = (anchor) => {
    if (!texts.has(anchor)) {
      const block = document.getElementById(anchor);
      let last = null;
      let text = "";
      for (const node of block ? page.letters(block) : []) {
        const paragraph = node.parentElement.closest("p, h4");
        text += paragraph === last ? node.data : ` ${node.data}`;
        last = paragraph;
      }
      texts.set(anchor, text.replace(/[^\S\ufeff]+/g, " "));
    }
    return texts.get(anchor);
  };

  // The passage cut into stretches that agree and differ in turn. An extent: the first letter, how many, the turns.
  const stretches = (siglum, [first, length, ...turns]) => {
    if (!turns.length) turns.push(length);
    const blocks = blocksOf(siglum);
    let at = Math.max(0, blocks.findLastIndex(({ start }) => start <= first));
    let place = blocks[at].start;
    const found = turns.map(() => "");
    let turn = 0;
    let left = turns[0];
    const end = first + length;
    for (; at < blocks.length && place < end; at++) {
      for (const letter of `${textOf(blocks[at].anchor)} `) {
        if (letter === " ") {
          if (place > first && place < end) found[turn] += letter;
          continue;
        }
        if (place >= end) break;
        if (place++ < first) continue;
        while (!left && turn < turns.length - 1) left = turns[++turn];
        found[turn] += letter;
        left--;
      }
    }
    return found;
  };

  const elided = (text) => {
    const words = text.split(" ");
    if (words.length <= long) return [text];
    const note = document.createElement("span");
    note.className = "note";
    note.append(page.say("elided", { n: words.length - 2 * shown }));
    return [`${words.slice(0, shown).join(" ")} `, note, ` ${words.slice(-shown).join(" ")}`];
  };

  const quotation = (siglum, extent) => {
    const quote = document.createElement("blockquote");
    quote.lang = "vi";
    stretches(siglum, extent).forEach((text, turn) => {
      if (turn % 2 === 0) return quote.append(...elided(text));
      const bare = text.trimEnd();
      const mark = document.createElement("b");
      mark.textContent = bare;
      quote.append(mark, text.slice(bare.length));
    });
    return quote;
  };

  // What a row shows when its turn comes.
  const waiting = new Map();
  const layOutRow = (row) => {
    const { sigla, extents } = waiting.get(row);
    waiting.delete(row);
    near.unobserve(row);
    extents.forEach((extent, side) => row.cells[side].append(quotation(sigla[side], extent)));
  };
  const near = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target } of seen) if (isIntersecting && waiting.has(target)) layOutRow(target);
    },
    { rootMargin: "800px" },
  );
  window.addEventListener("beforeprint", () => {
    for (const row of [...waiting.keys()]) layOutRow(row);
  });

  const layOut = (details) => {
    const passages = page.data().passages[details.id];
    const table = details.querySelector(".passages");
    if (!passages || table.classList.contains("laid")) return;
    table.classList.add("laid");
    const sigla = details.id.split("-").slice(1);
    [...table.tBodies[0].rows].forEach((row, n) => {
      waiting.set(row, { sigla, extents: passages[n] });
      if (n < atOnce) layOutRow(row);
      else near.observe(row);
    });
    page.emit("opened", details);
  };
  page.on("open", (details) => {
    if (details.matches(".pair")) layOut(details);
  });
  for (const details of document.querySelectorAll(".pair")) {
    details.querySelectorAll(".passages tbody tr").forEach((row, n) => { row.id = `p${details.id.slice(4)}-${n + 1}`; });
    details.addEventListener("toggle", () => {
      if (details.open) layOut(details);
    });
  }
})();
