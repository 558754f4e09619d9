// Walking through the places one by one; everything else on the page works without a script.
"use strict";
(() => {
  const stops = [...document.querySelectorAll(".stop")];
  if (!stops.length) return;
  const [bar, position, now] = [document.querySelector(".walk"), document.getElementById("position"), document.getElementById("now")];
  const ticks = document.querySelectorAll(".tick");
  const shownNow = document.getElementById("shown-now");
  let current = null;

  // What a filter hides has no box; what the browser has not drawn yet has one.
  const shown = () => stops.filter((stop) => stop.getClientRects().length > 0);
  const numberOf = (stop) => stop.id.slice(1);

  const tell = () => {
    const left = shown();
    const numbers = new Set(left.map(numberOf));
    for (const tick of ticks) tick.classList.toggle("off", !numbers.has(tick.dataset.n));
    const at = left.indexOf(current);
    position.textContent = `${at < 0 ? "–" : at + 1}/${left.length}`;
    shownNow.textContent = `${left.length}/${stops.length}`;
  };

  const choose = (stop) => {
    for (const marked of document.querySelectorAll(".now")) marked.classList.remove("now");
    current = stop;
    const number = numberOf(stop);
    for (const tick of ticks) if (tick.dataset.n === number) tick.classList.add("now");
    const ends = ["a", "b"].map((side) => document.getElementById(side + number)).filter(Boolean);
    for (const end of ends) end.classList.add("now");
    const gist = stop.querySelector(".gist").cloneNode(true);
    gist.querySelector(".number").remove();
    now.replaceChildren(gist, stop.querySelector(".because").cloneNode(true));
    for (const end of ends) document.getElementById(`to-${end.id[0]}`).href = `#${end.id}`;
    document.getElementById("to-list").href = `#${stop.id}`;
    tell();
    return ends;
  };

  const walk = (step) => {
    const left = shown();
    if (!left.length) return;
    const at = left.indexOf(current);
    const after = left.findIndex((stop) => !current || stops.indexOf(stop) > stops.indexOf(current));
    const next = at >= 0 ? at + step : step > 0 ? Math.max(after, 0) : (after < 0 ? left.length : after) - 1;
    const [first] = choose(left[(next + left.length) % left.length]);
    if (!first) return;
    first.scrollIntoView();
    first.focus({ preventScroll: true });
  };

  document.getElementById("previous").addEventListener("click", () => walk(-1));
  document.getElementById("next").addEventListener("click", () => walk(1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.getElementById("use-keys").checked) return;
    if (event.key === "n") walk(1);
    if (event.key === "p") walk(-1);
  });
  document.addEventListener("change", tell);
  document.addEventListener("click", (event) => {
    const tick = event.target.closest(".tick");
    if (tick) {
      const ends = choose(document.getElementById(`c${tick.dataset.n}`));
      if (ends.length) ends[0].scrollIntoView();
    }
  });
  const follow = () => {
    const found = /^#[abc](\d+)$/.exec(location.hash);
    const stop = found && document.getElementById(`c${found[1]}`);
    if (stop) choose(stop);
  };
  window.addEventListener("hashchange", follow);
  bar.hidden = false;
  document.querySelector(".shown-now").hidden = false;
  tell();
  follow();
})();
