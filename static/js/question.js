// The copy of a question (worker.js) knows no answers: puts those in the address into its form and links.
if (!document.getElementById("copy").hidden) {
  const form = document.querySelector("form.question");
  const pairs = [...new URLSearchParams(location.search)].filter(([name]) => name !== "done" && name !== "then");
  for (const [name, value] of pairs) {
    const option = [...form.elements].find((field) => field.name === name && field.value === value);
    const list = [...form.elements].find((field) => field.name === name && field.options);
    if (list) list.value = value;
    else if (option?.type === "submit") {
      option.setAttribute("aria-current", "true");
      option.querySelector(".earlier")?.removeAttribute("hidden");
    }
    else if (option) option.checked = true;
    else form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  const address = (kept) => new URLSearchParams(kept).toString();
  for (const back of document.querySelectorAll(".back")) back.search = address(pairs);
  for (const results of form.querySelectorAll("a[href*='/fit/']")) results.search = address(pairs);
}
