// The sheet of a platform: search among all sources while one types. Without it, the platform's own sources are offered,
// and any slug or address can be typed.
const choices = document.getElementById("source-choices");
let waiting;

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-source-search]");
  if (!field) return;
  clearTimeout(waiting);
  const words = field.value.split(/[\s,]+/).pop();
  const before = field.value.slice(0, field.value.length - words.length);
  if (words.length < 2 || words.includes("/")) return;
  waiting = setTimeout(async () => {
    const answer = await fetch(`${choices.dataset.search}?q=${encodeURIComponent(words)}`);
    if (!answer.ok) return;
    const found = await answer.json();
    choices.replaceChildren(...found.results.map(({ slug, title }) => new Option(title, before + slug)));
  }, 200);
});

document.querySelector(".desk-summary")?.focus();

// Find cells: show the rows whose name has what is typed and whose state is chosen, and open their groups.
const find = document.querySelector("[data-find]");
const groups = [...document.querySelectorAll(".desk-group")];

const show = () => {
  const words = find.querySelector("[type=search]").value.trim().toLowerCase();
  const state = find.querySelector("[name=show]:checked").value;
  const isAll = !words && !state;
  let count = 0;
  for (const group of groups) {
    const rows = [...group.querySelectorAll(".desk-row")];
    for (const row of rows) {
      const name = row.querySelector(".desk-title")?.textContent ?? row.getAttribute("aria-label");
      row.hidden = !name.toLowerCase().includes(words) || Boolean(state && !row.classList.contains(state));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    count += shown;
    group.hidden = !isAll && !shown;
    group.open = !isAll && shown > 0;
  }
  find.querySelector("[data-found]").textContent = isAll ? "" : count;
};

if (find) {
  find.hidden = false;
  find.addEventListener("input", show);
  const asked = find.querySelector(`[value="${CSS.escape(new URLSearchParams(location.search).get("show") ?? "")}"]`);
  if (asked?.value) { asked.checked = true; show(); }
}

// After a save the page comes back at the cell that was edited last.
const place = document.querySelector("[data-place]");
document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".desk-row[id]");
  if (place && row) place.value = row.id;
});

// Leaving with unsaved changes asks first.
const sheet = document.querySelector("#sheet, form[id$=_form]");
let changed = Boolean(document.querySelector(".desk-summary, .errornote"));
sheet?.addEventListener("change", () => { changed = true; });
sheet?.addEventListener("submit", () => { changed = false; });
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
