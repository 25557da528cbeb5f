// Registers the service worker (worker.js); on a copy that it kept, shows the line that says from when it is.
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));

const mark = performance.getEntriesByType("navigation")[0]?.serverTiming?.find(({ name }) => name === "copy");
if (mark) {
  const notice = document.getElementById("copy"), { lang } = document.documentElement;
  // Dates as on the pages: 23 November 2026.
  const style = { dateStyle: "long", timeStyle: "short" };
  const when = new Date(mark.description).toLocaleString(lang === "en" ? "en-GB" : lang, style);
  notice.textContent = notice.textContent.replace("…", when);
  notice.hidden = false;
}
