// The page that is shown without a network: lists the pages that the service worker kept, deletes them, and goes on
// to the page that was asked for once there is a network.
const list = document.getElementById("copies");
const kept = async () => (await caches.keys()).filter((name) => name.startsWith("pages-"));

const show = async () => {
  list.replaceChildren();
  for (const name of await kept()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const copy = await cache.match(request, { ignoreVary: true });
      const { title } = new DOMParser().parseFromString(await copy.text(), "text/html");
      const link = Object.assign(document.createElement("a"), { href: request.url, textContent: title });
      const item = document.createElement("li");
      item.append(link);
      list.prepend(item);
    }
  }
};

document.getElementById("forget").addEventListener("click", async () => {
  for (const name of await kept()) await caches.delete(name);
  await show();
});
addEventListener("online", () => location.reload());
show();
