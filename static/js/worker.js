// The service worker, behind a line `const KEPT = {...}` that the server writes (platforms/views/offline.py).
// It keeps the shell, the public pages that were visited (or fetched ahead, with the finger on their link) and what the
// questionnaire needs. It touches no other host, nothing but GET and nothing of the desk, and keeps no answer: what is
// private to a visitor is never put away.
const SHELL = `shell-${KEPT.release}`;
const PAGES = `pages-${KEPT.release}`;
const MOST = 60;
const shell = new Set(KEPT.shell);

const words = ({ pathname }) => KEPT.languages[pathname.split("/")[1]] ?? KEPT.languages[""];
const text = (value) => value.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
const found = (cache, path) => caches.match(path, { cacheName: cache, ignoreVary: true });

addEventListener("install", (event) => event.waitUntil((async () => {
  const cache = await caches.open(SHELL);
  // What the first page has just loaded is asked for anew, not sent anew.
  await cache.addAll(KEPT.shell.map((path) => new Request(path, { cache: "no-cache" })));
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
  const part = request.headers.has("HX-Request");
  if (request.mode === "navigate" || part) event.respondWith(page(event, url, part));
  else if (shell.has(url.pathname)) event.respondWith(found(SHELL, url.pathname).then((file) => file ?? fetch(request)));
});

const page = async (event, url, part) => {
  if (url.pathname === words(url).offline) return shelf(url);
  let response;
  try {
    // A whole page is always asked for anew (304 while nothing changed), so that what is shown without a note is fresh.
    response = await (part ? fetch(event.request) : fetch(url, { cache: "no-cache", redirect: "manual" }));
    if (response.status < 500) {
      event.waitUntil(part ? keepQuestions(url) : keep(url, response.clone()));
      return response;
    }
  } catch { /* no network, or no server */ }
  // What htmx swaps in is never kept: it asks for the whole page instead.
  if (part) return response ?? new Response(null, { headers: { "HX-Redirect": url.href } });
  return await kept(url) ?? response ?? shelf(url);
};

// Keeping

const keep = async (url, response) => {
  await keepQuestions(url);
  const { headers } = response;
  const open = /\bpublic\b/.test(headers.get("Cache-Control")) && headers.get("Content-Type").startsWith("text/html");
  // A query may hold goals, searches, a shared state: such a page is kept as it is without one, if it was visited so.
  if (!response.ok || response.redirected || !open || url.search) return;
  const cache = await caches.open(PAGES);
  await cache.delete(url.pathname, { ignoreVary: true });
  await cache.put(url.pathname, response);
  const all = await cache.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST))) await cache.delete(old, { ignoreVary: true });
};

// The questions without an answer, and the table that ranks: fetched again when the catalogue has changed.
const keepQuestions = async (url) => {
  const { fit, table } = words(url);
  if (!url.pathname.startsWith(fit)) return;
  const fresh = await fetch(table), old = await found(SHELL, table);
  if (!fresh.ok || fresh.headers.get("ETag") === old?.headers.get("ETag")) return;
  const cache = await caches.open(SHELL);
  const { questions, results } = await fresh.clone().json();
  await cache.addAll([...questions.map(({ address }) => address), results]);
  await cache.put(table, fresh);
};

// Without a network

const kept = async (url) => {
  if (url.pathname.startsWith(words(url).fit)) return answered(url);
  const whole = await found(PAGES, url.pathname);
  return whole && aged(whole, url);
};

// A page as it was, with a line above it that says so.
const aged = async (response, url, change = (html) => html) => {
  const { code, old } = words(url);
  const when = new Date(response.headers.get("Date")).toLocaleString(code, { dateStyle: "long", timeStyle: "short" });
  const note = `<p class="notice" role="status" id="kept">${text(old.replace("{when}", when))}</p>`;
  const html = change(await response.text()).replace(/<main[^>]*>/, (main) => main + note);
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  return new Response(html, { headers });
};

// The page that says that there is no network, with the pages that are kept. `?forget` throws them away.
const shelf = async (url) => {
  const { offline } = words(url);
  if (url.searchParams.has("forget")) {
    await caches.delete(PAGES);
    return Response.redirect(offline);
  }
  const items = [];
  for (const request of (await (await caches.open(PAGES)).keys()).reverse()) {
    const html = await (await found(PAGES, request.url)).text();
    const { pathname, search } = new URL(request.url);
    items.push(`<li><a href="${text(pathname + search)}">${html.match(/<title>([^]*?)<\/title>/)[1]}</a></li>`);
  }
  const response = await found(SHELL, offline);
  const html = (await response.text()).replace('<ul id="shelf">', (list) => list + items.join(""));
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
};

// The questionnaire: the same steps as on the server, with the answers in the address as always.
const answered = async (url) => {
  const { fit, table } = words(url);
  const stored = await found(SHELL, table);
  if (!stored) return undefined;
  const told = await stored.json(), { questions } = told;
  const place = questions.findIndex(({ address }) => address === url.pathname);
  const answers = new URLSearchParams([...url.searchParams].filter(([key, value]) => key !== "done" && value !== "any"));
  const query = answers.size ? `?${answers}` : "";
  if (place < 0) return aged(await found(SHELL, told.results), url, (html) => ranked(html, told, answers));
  const { key, address } = questions[place];
  if (url.searchParams.has("done") && (place || answers.has(key))) {
    return Response.redirect((questions[place + 1]?.address ?? `${fit}results/`) + query);
  }
  const others = [...answers].filter(([name]) => name !== key);
  const hidden = others.map(([name, value]) => `<input type="hidden" name="${text(name)}" value="${text(value)}">`).join("");
  return aged(await found(SHELL, address), url, (html) => {
    let filled = html.replace(/<form class="question"[^>]*>/, (form) => form + hidden);
    for (const value of answers.getAll(key)) filled = filled.replace(`name="${key}" value="${value}"`, "$& checked");
    return filled.replace(/(<a (?:class="back" )?href=")([^"?]*\/fit\/[^"?]*)"/g, (_, start, to) => `${start}${to}${text(query)}"`);
  });
};

// Exact like the server's ranking (platforms/domain/matching.py): whole numbers on the table's scale.
const ranked = (html, { table, platforms, said }, answers) => {
  const chosen = (key, most) => [...new Set(answers.getAll(key))].sort().slice(0, most);
  const matters = new Set(chosen("matters", table.most_that_matter));
  const parts = [];
  for (const goal of chosen("goal", table.most_goals)) {
    parts.push([table.goals[goal], matters.has(goal) ? table.weights.goal_matters : table.weights.goal]);
  }
  for (const [trait, rows] of Object.entries(table.wishes)) {
    parts.push([rows[answers.get(trait)], matters.has(trait) ? table.weights.wish_matters : table.weights.wish]);
  }
  const counted = parts.filter(([row]) => row);
  const whole = table.scale * counted.reduce((sum, [, weight]) => sum + weight, 0);
  const out = new Set(answers.getAll("must").flatMap((must) => table.lacks[must] ?? []));
  const scored = platforms.map((platform, place) => ({
    ...platform, place, points: counted.reduce((sum, [row, weight]) => sum + weight * row[place], 0),
  }));
  const stay = scored.filter(({ place }) => !out.has(place)).sort((a, b) => b.points - a.points || (a.slug < b.slug ? -1 : 1));
  const tiers = [];
  for (const platform of whole ? stay : []) {
    const leader = tiers.at(-1)?.[0].points;
    if (leader === undefined || 100 * platform.points < 100 * leader - table.tier * whole) tiers.push([]);
    tiers.at(-1).push(platform);
  }
  const line = ({ name, address, points }) =>
    `<li><a href="${text(address)}">${text(name)}</a> <small>${text(said.about.replace("{score}", Math.round(100 * points / whole)))}</small></li>`;
  const list = (title, members) => {
    const lines = [...members].sort((a, b) => (a.slug < b.slug ? -1 : 1)).map(line).join("");
    return members.length ? `<section class="tier"><h2>${text(title)}</h2><ul class="plain">${lines}</ul></section>` : "";
  };
  const shown = list(said.first, tiers[0] ?? []) + list(said.second, tiers[1] ?? [])
    + list(said.others, tiers.slice(2).flat()) + list(said.out, whole ? scored.filter(({ place }) => out.has(place)) : []);
  return html.replace('<div id="ranked">', (box) => box + shown);
};
