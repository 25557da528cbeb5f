// Fetches htmx once somebody comes near what it swaps: scrolls to it, points at it, touches or focuses it. Before that,
// and without this script, the same links and forms lead to whole pages.
const swaps = "[hx-get], [hx-boost]";
const { htmx: source } = document.currentScript.dataset;
let asked = false, changed;

const come = () => {
  if (asked) return;
  asked = true;
  const script = document.createElement("script");
  script.src = source;
  // What was chosen or typed meanwhile counts too.
  script.onload = () => { for (const sign of ["change", "search"]) changed?.dispatchEvent(new Event(sign, { bubbles: true })); };
  // htmx waits for an event that is over, if it arrives between the page's content and the end of its loading.
  if (document.readyState === "complete") document.head.append(script);
  else addEventListener("load", () => document.head.append(script));
};

for (const sign of ["focusin", "pointerover"]) {
  document.addEventListener(sign, ({ target }) => { if (target.closest?.(swaps)) come(); }, { passive: true });
}
document.addEventListener("input", ({ target }) => { if (!window.htmx && target.closest(swaps)) changed = target; });

// A step back to what htmx had swapped, before it is here again.
addEventListener("popstate", ({ state }) => { if (state?.htmx && !window.htmx) location.reload(); });

// What stands in the first view is no sign; what one has to scroll to is, unless data is to be saved.
if (!navigator.connection?.saveData) {
  const below = new WeakSet();
  const watch = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) below.add(target);
      else if (below.has(target)) come();
    }
    if (asked) watch.disconnect();
  }, { rootMargin: "200px" });
  for (const element of document.querySelectorAll(swaps)) watch.observe(element);
}
