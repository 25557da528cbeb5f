// Share, copy and print, where the browser can. Without this script the link, the QR code and the browser's menu do it.
const reveal = () => {
  for (const box of document.querySelectorAll("[data-share]")) {
    box.querySelector(".share-buttons").hidden = false;
    box.querySelector("[data-share-sheet]").hidden = !navigator.share;
  }
};
const copy = async (box) => {
  const said = box.querySelector("[data-share-said]");
  try { await navigator.clipboard.writeText(box.dataset.link); said.textContent = said.dataset.copied; }
  catch { said.textContent = box.dataset.link; }
};
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-share]");
  if (!box) return;
  if (event.target.closest("[data-share-print]")) print();
  else if (event.target.closest("[data-share-copy]")) copy(box);
  else if (event.target.closest("[data-share-sheet]")) {
    navigator.share({ title: document.title, url: box.dataset.link }).catch(() => { /* the person closed the sheet */ });
  }
});
document.addEventListener("htmx:afterSettle", reveal);
reveal();
