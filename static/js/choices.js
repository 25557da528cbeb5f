// Counts what is ticked of a question that takes a few answers, filters the countries while one types, and writes each
// answer into the address, so that the browser's Back shows it. Without it the number is that at load, the list of
// countries is the browser's own, and the page's own Back keeps the answers.
const count = () => {
  const counter = document.querySelector("[data-most]");
  if (!counter) return;
  const boxes = [...counter.closest("form").querySelectorAll("[type=checkbox]")];
  const ticked = boxes.filter((box) => box.checked).length;
  counter.querySelector("b").textContent = ticked;
  for (const box of boxes) box.disabled = !box.checked && ticked >= Number(counter.dataset.most);
};

// Ö is found by o, and a country also by its code.
const letters = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const filter = (field, list) => {
  list.all ??= [...list.options];
  const typed = letters(field.value.trim()), chosen = list.value, [none, ...countries] = list.all;
  const found = countries.filter(({ text, value }) => letters(text).includes(typed) || letters(value) === typed);
  found.sort((one, other) => letters(other.text).startsWith(typed) - letters(one.text).startsWith(typed));
  list.replaceChildren(none, ...found);
  list.value = chosen;
  const best = found.find(({ text, value }) => [letters(text), letters(value)].includes(typed)) ?? found[0];
  if (typed && best) list.value = best.value;
  if (list.selectedIndex < 0) list.value = "";
  if (list.value !== chosen) list.dispatchEvent(new Event("change", { bubbles: true }));
};

const remember = (form, button) => {
  if (!form?.matches("form.question")) return;
  const before = new URLSearchParams(location.search);
  const pairs = [...new FormData(form, button)].filter(([key, value]) => value && key !== "done" && key !== "then");
  if (before.get("then")) pairs.push(["then", before.get("then")]);
  history.replaceState(history.state, "", `?${new URLSearchParams(pairs)}`);
};

const begin = () => {
  count();
  document.getElementById("find-country")?.removeAttribute("hidden");
};

document.addEventListener("change", ({ target }) => {
  count();
  remember(target.form);
});
document.addEventListener("submit", ({ target, submitter }) => remember(target, submitter), { capture: true });
document.addEventListener("input", ({ target }) => {
  if (target.id === "find-country") filter(target, document.querySelector("select[name=country]"));
});
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "find-country" || event.key !== "Enter") return;
  event.preventDefault();
  document.querySelector("select[name=country]").focus();
});
document.addEventListener("htmx:afterSwap", begin);
addEventListener("pageshow", begin);
begin();
