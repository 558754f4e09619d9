// The page can be read without this. What the other scripts share, `window.plancompare`: the data of the page, its
// language and what they tell one another.
"use strict";
window.plancompare = (() => {
  const root = document.documentElement;
  const choice = { vi: document.getElementById("language-vi"), en: document.getElementById("language-en") };
  const heard = new Map();
  let parsed;

  // The island of data, read once.
  const data = () => (parsed ??= JSON.parse(document.getElementById("data").textContent));

  // Marks and letter case aside: `dan van` finds `Dân vận`.
  const fold = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/\s+/g, " ").trim();

  const on = (name, listener) => {
    if (!heard.has(name)) heard.set(name, []);
    heard.get(name).push(listener);
  };
  const emit = (name, detail) => {
    for (const listener of heard.get(name) ?? []) listener(detail);
  };

  const language = () => (choice.en.checked ? "en" : "vi");

  // What an `<i>` says in both languages: a script gave it, or it stands on the page in the language shown first.
  const said = new WeakMap();
  const bothOf = (element) => {
    if (!said.has(element)) {
      const { first, others } = data();
      const text = element.textContent;
      const other = element.dataset.o ?? (Object.hasOwn(others, text) ? others[text] : text);
      said.set(element, first === "vi" ? { vi: text, en: other } : { vi: other, en: text });
    }
    return said.get(element);
  };

  const speak = () => {
    const now = language();
    root.lang = now;
    document.title = document.querySelector("title").dataset[now];
    for (const element of document.querySelectorAll("i")) {
      if (element.dataset.in) element.hidden = element.dataset.in !== now;
      else {
        element.textContent = bothOf(element)[now];
        element.lang = now;
      }
    }
    emit("language", now);
  };

  const numbers = ["vi", "en"].map((language) => new Intl.NumberFormat(language));
  const filled = (key, values, index) => {
    const shown = (value) => (typeof value === "number" ? numbers[index].format(value) : value);
    return data().texts[key][index].replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
  };
  // A text of the interface, now and as an element that follows the choice of language.
  const text = (key, values = {}) => filled(key, values, language() === "en" ? 1 : 0);
  const say = (key, values = {}) => {
    const element = document.createElement("i");
    said.set(element, { vi: filled(key, values, 0), en: filled(key, values, 1) });
    element.textContent = said.get(element)[language()];
    element.lang = language();
    return element;
  };

  // The text nodes of a block that hold letters of the plan, and nothing the page says of them.
  const letters = (block) => {
    const found = [];
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(".where, .note, .review, .hidden, details, i, button, [data-not]")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_SKIP;
    });
    while (walk.nextNode()) found.push(walk.currentNode);
    return found;
  };

  for (const radio of Object.values(choice)) radio.addEventListener("change", speak);
  // A page that the browser brings back may have kept the other choice.
  window.addEventListener("pageshow", () => {
    if (language() !== root.lang) speak();
  });
  // Among the words of a plan, which are Vietnamese, a text in English has to say that it is.
  if (root.lang === "en") speak();
  choice.vi.closest(".languages").hidden = false;

  return { data, fold, on, emit, language, text, say, letters };
})();
