// The copy of a question (worker.js) knows no answers: puts those in the address into its form and links.
if (!document.getElementById("copy").hidden) {
  const form = document.querySelector("form.question"), own = new Set([...form.elements].map(({ name }) => name));
  const pairs = [...new URLSearchParams(location.search)].filter(([name]) => name !== "done");
  for (const [name, value] of pairs) {
    const option = [...form.elements].find((field) => field.name === name && field.value === value);
    if (option) option.checked = true;
    else form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  const address = (kept) => new URLSearchParams(kept).toString();
  for (const back of document.querySelectorAll(".back")) back.search = address(pairs);
  const others = pairs.filter(([name]) => !own.has(name));
  for (const skip of form.querySelectorAll("a[href*='/fit/']")) skip.search = address(others);
}
