// Share and print, where the browser can. Without this script the address bar and the browser's own menu do the same.
const reveal = () => { for (const box of document.querySelectorAll("[data-share]")) box.hidden = false; };
const share = async (box) => {
  const data = { title: document.title, url: location.href };
  if (navigator.share) { try { await navigator.share(data); } catch { /* the person closed the sheet */ } return; }
  const said = box.querySelector("[data-copied]");
  try { await navigator.clipboard.writeText(location.href); said.textContent = said.dataset.text; }
  catch { said.textContent = location.href; }
};
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-share]");
  if (!box) return;
  if (event.target.closest("[data-print]")) print();
  else if (event.target.closest("[data-share-link]")) share(box);
});
document.addEventListener("htmx:afterSettle", reveal);
reveal();
