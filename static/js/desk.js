// The sheet of a platform: search among all sources while one types. Without it, the platform's own sources are offered,
// and any slug can be typed.
const choices = document.getElementById("source-choices");
let waiting;

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-source-search]");
  if (!field) return;
  clearTimeout(waiting);
  const words = field.value.split(/[\s,]+/).pop();
  const before = field.value.slice(0, field.value.length - words.length);
  if (words.length < 2) return;
  waiting = setTimeout(async () => {
    const answer = await fetch(`${choices.dataset.search}?q=${encodeURIComponent(words)}`);
    if (!answer.ok) return;
    const found = await answer.json();
    choices.replaceChildren(...found.results.map(({ slug, title }) => new Option(title, before + slug)));
  }, 200);
});

document.querySelector(".desk-summary")?.focus();

// Leaving with unsaved changes asks first.
const sheet = document.querySelector("#sheet, form[id$=_form]");
let changed = Boolean(document.querySelector(".desk-summary, .errornote"));
sheet?.addEventListener("change", () => { changed = true; });
sheet?.addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
