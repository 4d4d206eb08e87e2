// Sorting, filtering and jumping; the page says the same without it.
"use strict";
const order = "x w i p m e a o".split(" ");
const worth = (cell) => {
  if (cell.dataset.s !== undefined) return -Number(cell.dataset.s);
  const at = order.indexOf(cell.classList[1]);
  if (cell.classList.contains("c")) return at < 0 ? 99 : at;
  const text = cell.textContent.trim();
  const number = Number(text.replace(/[.%]/g, "").replace(",", "."));
  return text !== "" && !Number.isNaN(number) ? number : text;
};
const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "vi");
for (const table of document.querySelectorAll("table.sort")) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  heads.forEach((head, column) => head.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[table.tBodies.length - 1];
    const rows = [...body.rows].map((row) => [worth(row.cells[column]), row]);
    rows.sort((a, b) => compare(a[0], b[0]) * (down ? -1 : 1));
    body.append(...rows.map((entry) => entry[1]));
  }));
}
for (const table of document.querySelectorAll("table.heat")) {
  const heads = table.tHead.rows[1].cells;
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td.c");
    const row = cell && cell.parentElement;
    if (row && row.dataset.r && cell.textContent) location.href = row.dataset.r + "#" + heads[cell.cellIndex].dataset.a;
  });
  table.addEventListener("mouseover", (event) => {
    const cell = event.target.closest("td.c");
    if (cell && !cell.title && cell.textContent) {
      const sign = document.querySelector(".legend .c." + cell.classList[1]);
      cell.title = cell.parentElement.cells[1].textContent + ": " + (sign ? sign.parentElement.textContent.trim().slice(2) : "") + "\n" + heads[cell.cellIndex].title;
    }
  });
}
for (const input of document.querySelectorAll("input[data-filter]")) {
  const plain = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  input.addEventListener("input", () => {
    const bodies = document.getElementById(input.dataset.filter).tBodies;
    for (const row of bodies[bodies.length - 1].rows) row.hidden = !plain(row.cells[1].textContent).includes(plain(input.value));
  });
}
