// The page can be read without this. It keeps the page's language attribute true, opens what a link leads into,
// and brings back a target that a filter hides.
"use strict";
(() => {
  const root = document.documentElement;
  const english = document.getElementById("language-en");

  const tellLanguage = () => {
    root.lang = english.checked ? "en" : "vi";
    document.title = document.querySelector("title").dataset[root.lang];
  };
  for (const choice of document.getElementsByName("language")) choice.addEventListener("change", tellLanguage);
  window.addEventListener("pageshow", tellLanguage);

  const isShown = (element) => element.getClientRects().length > 0;
  const lead = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let inner = target; inner; inner = inner.parentElement) if (inner.localName === "details") inner.open = true;
    const filters = document.querySelectorAll(".controls input");
    if (!isShown(target)) for (const filter of filters) filter.checked = filter.defaultChecked;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", lead);
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) lead();
  });
  if (location.hash) lead();
})();
