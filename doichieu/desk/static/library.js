// The targets of a document: the chosen one is shown on its page; arrows go from one to the next.
"use strict";
(() => {
  const home = document.getElementById("chi-tieu"), place = document.querySelector("#the [data-places]");
  if (!home || !place) return;
  const rows = () => [...home.querySelectorAll("tr[data-places]")];
  function choose(row, focus = true) {
    for (const other of home.querySelectorAll("tr.here")) { other.classList.remove("here"); other.querySelector(".pick").removeAttribute("aria-current"); }
    row.classList.add("here");
    const pick = row.querySelector(".pick");
    pick.setAttribute("aria-current", "true");
    if (focus) pick.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    place.dataset.places = row.dataset.places;
    const address = new URL(location.href);
    address.searchParams.set("chi-tieu", row.id);
    history.replaceState(null, "", address);
    document.dispatchEvent(new CustomEvent("card"));
  }
  home.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-places]");
    if (!row || event.target.closest("button, [data-correct]") || event.ctrlKey || event.metaKey) return;
    if (event.target.closest(".pick")) event.preventDefault();
    if (!String(getSelection())) choose(row);
  });
  home.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, button")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = rows(), at = all.findIndex((row) => row.classList.contains("here"));
    const row = all[Math.min(all.length - 1, Math.max(0, at + step))];
    if (row) choose(row);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select, dialog")) return;
    event.preventDefault();
    document.getElementById("tim").focus();
  });
  // A search keeps the chosen target where it finds it, else shows the first it has found.
  document.addEventListener("htmx:afterSettle", () => {
    const all = rows(), row = all.find((one) => one.dataset.places === place.dataset.places) || all[0];
    if (row && !row.classList.contains("here")) choose(row, false);
  });
  const first = document.getElementById(home.dataset.selected) || rows()[0];
  if (first) choose(first, false);
})();
