// A paper that was asked for on this page is saved as soon as it is there.
"use strict";
(() => {
  const list = () => document.getElementById("van-ban"), waiting = new Set();
  function look() {
    for (const row of list().querySelectorAll("[data-paper]")) {
      const link = row.querySelector("a.download");
      if (!link && row.querySelector("progress")) waiting.add(row.dataset.paper);
      else if (waiting.delete(row.dataset.paper) && link) link.click();
    }
  }
  const fresh = list().dataset.fresh;
  if (fresh) {
    waiting.add(fresh);
    // A page that is loaded again saves nothing again.
    const plain = new URL(location.href);
    plain.searchParams.delete("moi");
    history.replaceState(null, "", plain);
  }
  document.addEventListener("htmx:afterSwap", (event) => { if (event.target.id === "van-ban" || event.detail?.elt?.id === "van-ban") look(); });
  look();
})();
