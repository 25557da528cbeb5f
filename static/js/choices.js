// Counts ticks, filters countries as you type, and keeps each answer in the address for Back.
const form = () => document.forms[0];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const count = () => {
  const counter = document.querySelector("[data-most]"), boxes = [...document.querySelectorAll(".option input")];
  const ticked = boxes.filter((box) => box.checked).length;
  if (counter) counter.firstElementChild.textContent = ticked;
  for (const box of boxes) box.disabled = !box.checked && ticked >= counter?.dataset.most;
};

const filter = (typed) => {
  const list = form().country, { value: chosen } = list;
  list.all ??= [...list.options];
  const found = list.all.filter(({ text, value }) => !value || plain(text).includes(typed));
  list.replaceChildren(...found);
  list.value = typed ? (found.find(({ text }) => plain(text).startsWith(typed)) ?? found.at(-1)).value : chosen;
  list.dispatchEvent(new Event("change", { bubbles: true }));
};

const remember = ({ submitter }) => {
  const pairs = [...new FormData(form(), submitter)].filter(([key, value]) => value && key !== "done");
  history.replaceState(history.state, "", `?${new URLSearchParams(pairs)}`);
};

document.addEventListener("submit", remember, true);
for (const event of ["change", "htmx:afterSwap"]) document.addEventListener(event, count);
document.addEventListener("change", remember);
document.addEventListener("input", ({ target }) => target.id === "find-country" && filter(plain(target.value.trim())));
addEventListener("pageshow", count);
