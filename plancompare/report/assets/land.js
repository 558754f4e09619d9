// Jumps. Texts out of sight are not laid out, so that the way to a target is a guess until it is on screen: a jump
// scrolls until its target stands still. It opens what folds the target up and lifts the filters that hide it. Going
// back leads to the link that was followed. The bar at the top marks where one is.
"use strict";
(() => {
  const page = window.plancompare;
  const isShown = (element) => element.getClientRects().length > 0;
  const still = 3;
  const frames = 60;
  let jump = 0;

  const reveal = (target) => {
    for (let outer = target; outer; outer = outer.parentElement) {
      if (outer.localName !== "details" || outer.open) continue;
      outer.open = true;
      page.emit("open", outer);
    }
    if (isShown(target)) return;
    for (const filter of document.querySelectorAll(".controls :is([type=checkbox], [type=radio])")) {
      if (filter.checked === filter.defaultChecked) continue;
      filter.checked = filter.defaultChecked;
      filter.dispatchEvent(new Event("change", { bubbles: true }));
    }
    page.emit("reveal", target);
  };

  // Scrolls to the element; resolves when it stands still, or a person scrolls elsewhere.
  page.land = (element, block = "start") =>
    new Promise((resolve) => {
      const own = ++jump;
      let top = NaN;
      let same = 0;
      let left = frames;
      reveal(element);
      const again = () => {
        if (own !== jump) return resolve();
        element.scrollIntoView({ behavior: "instant", block });
        const now = element.getBoundingClientRect().top;
        same = Math.abs(now - top) < 1 ? same + 1 : 0;
        top = now;
        if (same < still && left--) return requestAnimationFrame(again);
        page.emit("landed", element);
        resolve();
      };
      again();
    });
  for (const sign of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    window.addEventListener(sign, () => jump++, { passive: true, capture: true });
  }

  // What an address asks for stands behind a `?`; what is before it is the place.
  const target = () => {
    const [id] = location.hash.slice(1).split("?");
    let plain = id;
    try {
      plain = decodeURIComponent(id);
    } catch {
      // no encoded address: taken as it is
    }
    return document.getElementById(id) ?? document.getElementById(plain);
  };
  const lead = () => {
    const found = target();
    if (found) page.land(found);
  };

  const followed = [];
  let backTo = null;
  window.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    history.replaceState({ followed: followed.push(link) - 1 }, "");
    if (link.hash === location.hash) lead();
  });
  window.addEventListener("popstate", (event) => {
    const link = followed[event.state?.followed];
    if (!link?.isConnected) return;
    backTo = location.hash;
    page.land(link, "center").then(() => link.focus({ preventScroll: true }));
  });
  window.addEventListener("hashchange", () => {
    if (location.hash !== backTo) lead();
    backTo = null;
  });
  if (location.hash) lead();

  const bar = document.querySelector(".goto");
  const entries = new Map([...bar.querySelectorAll("li a")].map((link) => [link.hash.slice(1), link]));
  const list = bar.querySelector("ul");
  const mark = (id) => {
    for (const [other, link] of entries) {
      if (other !== id) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "true");
        // Asked for where a frame begins, the layout is the one it needs anyway.
        requestAnimationFrame(() => {
          list.scrollLeft += link.getBoundingClientRect().left - list.getBoundingClientRect().left - list.clientWidth / 3;
        });
      }
    }
  };
  const watch = new IntersectionObserver(
    (seen) => {
      for (const { isIntersecting, target: section } of seen) if (isIntersecting) mark(section.id);
    },
    { rootMargin: "-25% 0px -70% 0px" },
  );
  for (const id of entries.keys()) {
    const section = document.getElementById(id);
    if (section) watch.observe(section);
  }
})();
