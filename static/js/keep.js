// Keeps the site for when there is no network; see worker.js. Without it everything works as long as there is one.
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/sw.js"));
