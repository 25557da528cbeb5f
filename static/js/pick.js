// What somebody ticked stays, above the list, when a search swaps it; also what was ticked while its answer was on the way.
const chosen = document.getElementById("chosen");

document.addEventListener("htmx:beforeSwap", ({ target }) => {
  if (target.id === "found") for (const box of target.querySelectorAll(":checked")) chosen.append(box.closest("li"));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const { value } of chosen.querySelectorAll("input")) {
    document.querySelector(`#found input[value="${value}"]`)?.closest("li").remove();
  }
});
