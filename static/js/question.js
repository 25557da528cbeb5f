// The copy of a question (worker.js) knows no answers: puts those of the address into form and links.
if (!document.getElementById("copy").hidden) {
  const form = document.querySelector("form.question");
  const pairs = [...new URLSearchParams(location.search)].filter(([name]) => name !== "done" && name !== "then");
  for (const [name, value] of pairs) {
    const option = [...form.elements].find((each) => each.name === name && (each.value === value || each.options));
    if (!option) form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    else if (option.options) option.value = value;
    else if (option.type !== "submit") option.checked = true;
    else {
      option.ariaCurrent = true;
      option.querySelector(".earlier")?.removeAttribute("hidden");
    }
  }
  const address = (kept) => new URLSearchParams(kept).toString();
  for (const back of document.querySelectorAll(".back")) back.search = address(pairs);
  for (const results of form.querySelectorAll("a[href*='/fit/']")) results.search = address(pairs);
}
