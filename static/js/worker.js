// The service worker, behind a line `const KEPT = {...}` that the server writes (platforms/views/site/offline.py).
// Asks the network first. Without one it answers with the copy of a visited page or of a question, else with the page
// that says so. Keeps no answers, no searches, nothing of the desk.
const SHELL = `shell-${KEPT.release}`;
const PAGES = `pages-${KEPT.release}`;
const MOST_PAGES = 60;
const PATIENCE = 5_000; // milliseconds until a slow network counts as none, where there is a copy

const shell = new Set(KEPT.shell);
const addressesOf = ({ pathname }) => KEPT.languages[pathname.split("/")[1]] ?? KEPT.languages[""];
const keyOf = ({ pathname, search }) => pathname + (search === "?show=all" ? search : "");
const copyOf = (path) => caches.match(path, { ignoreVary: true });

addEventListener("install", (event) => event.waitUntil((async () => {
  const files = KEPT.shell.map((path) => new Request(path, { cache: "no-cache" }));
  await (await caches.open(SHELL)).addAll(files);
  await skipWaiting();
})()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== SHELL && name !== PAGES) await caches.delete(name);
  await clients.claim();
  // The first page was asked for before there was a worker.
  for (const { url } of await clients.matchAll()) await keep(new URL(url), await fetch(url));
})()));

addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/admin/")) return;
  if (shell.has(url.pathname)) event.respondWith(copyOf(url.pathname).then((copy) => copy ?? fetch(request)));
  else if (request.headers.has("HX-Request")) event.respondWith(fetch(request).catch(() => wholePage(url)));
  else if (request.mode === "navigate") event.respondWith(page(event, url));
});

// Parts of pages are not kept: htmx goes to the whole page instead; what is left so far just stays as it was.
const wholePage = ({ href, pathname }) =>
  new Response(null, pathname.endsWith("/left/") ? { status: 204 } : { headers: { "HX-Redirect": href } });

const page = async (event, url) => {
  const copy = await copyOf(keyOf(url)) ?? await copyOf(url.pathname);
  // Asked anew (304 while nothing changed), so that a page without the mark of a copy is fresh.
  const asked = fetch(event.request, { cache: "no-cache" });
  event.waitUntil(asked.then((response) => keep(url, response.clone())).catch(() => { /* no network */ }));
  const late = new Promise((resolve) => { if (copy) setTimeout(resolve, PATIENCE); });
  const response = await Promise.race([asked, late]).catch(() => undefined);
  if (response && (response.status < 500 || !copy)) return response;
  return nextQuestion(url) ?? (copy ? marked(copy) : copyOf(addressesOf(url).offline));
};

const keep = async (url, response) => {
  const path = url.pathname, questions = addressesOf(url).steps.slice(0, -1), { headers } = response;
  if (!response.ok || response.redirected || shell.has(path)) return;
  if (questions.includes(path)) {
    // The whole questionnaire as it is before any answer; again once the catalogue has changed.
    if ((await copyOf(path))?.headers.get("ETag") === headers.get("ETag")) return;
    await (await caches.open(SHELL)).addAll(questions);
  } else if (keyOf(url) === path + url.search && /public/.test(headers.get("Cache-Control")) && /html/.test(headers.get("Content-Type"))) {
    const cache = await caches.open(PAGES);
    await cache.delete(keyOf(url), { ignoreVary: true });
    await cache.put(keyOf(url), response);
    for (const old of (await cache.keys()).slice(0, -MOST_PAGES)) await cache.delete(old, { ignoreVary: true });
  }
};

// Chromium and WebKit let a page read this header of its own response, also when a worker wrote it; see offline.js.
const marked = (copy) => {
  const headers = new Headers(copy.headers);
  headers.set("Server-Timing", `copy;desc="${headers.get("Date")}"`);
  headers.set("Cache-Control", "no-cache"); // or WebKit shows it again from memory, where there is a network
  return new Response(copy.body, { headers });
};

// An answer was sent: on to the next question, or to the result, which waits for the network.
const nextQuestion = ({ pathname, searchParams }) => {
  const { steps } = addressesOf({ pathname }), place = steps.indexOf(pathname);
  const answers = new URLSearchParams([...searchParams].filter(([key]) => key !== "done" && key !== "then"));
  const next = place < 0 ? undefined : searchParams.has("then") ? steps.at(-1) : steps[place + 1];
  return next && searchParams.has("done") && String(answers) ? Response.redirect(`${next}?${answers}`) : undefined;
};
