// The pages beside a card: a picture with the places of the quotes, or the text where there is no page.
"use strict";
(() => {
  const home = document.getElementById("to");
  if (!home) return;
  let sheets = JSON.parse(home.dataset.sheets);
  const one = home.querySelector("[data-box=one]"), leaf = home.querySelector(".leaf"), both = document.getElementById("hai-trang");
  const SVG = "http://www.w3.org/2000/svg", texts = new Map();
  let places = { draft: [], upper: [] }, side = "draft", plan = 0, number = 1, asText = false;

  const sheetOf = (which, at) => which === "draft" ? sheets.draft : sheets.upper[at];
  const placesOf = (which, at) => which === "draft" ? places.draft : places.upper.filter((one) => one.plan === at);
  const firstPage = (which, at) => placesOf(which, at)[0]?.spots[0]?.[0] || 1;

  function picture(box, sheet, found, at) {
    box.replaceChildren();
    const [width, height] = sheet.sizes[at - 1], frame = document.createElement("div"), image = new Image(), svg = document.createElementNS(SVG, "svg");
    frame.className = "frame";
    image.src = `/trang/${sheet.reading}/${at}.png`;
    image.alt = `${sheet.name}, trang ${at}`;
    image.width = 1000;
    image.height = Math.round(1000 * height / width);
    svg.setAttribute("viewBox", "0 0 1 1");
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    let first = null;
    for (const place of found) for (const [page, x0, y0, x1, y1] of place.spots) {
      if (page !== at) continue;
      const rect = svg.appendChild(document.createElementNS(SVG, "rect"));
      for (const [name, value] of [["x", x0 - 0.004], ["y", y0 - 0.002], ["width", x1 - x0 + 0.008], ["height", y1 - y0 + 0.004]]) rect.setAttribute(name, value);
      first ??= y0;
    }
    frame.append(image, svg);
    box.append(frame);
    if (first !== null) requestAnimationFrame(() => { box.scrollTop = Math.max(0, first * frame.clientHeight - box.clientHeight / 3); });
  }
  async function words(box, sheet, found) {
    if (!texts.has(sheet.reading)) texts.set(sheet.reading, fetch(`/chu/${sheet.reading}`).then((answer) => answer.ok ? answer.text() : ""));
    box.innerHTML = await texts.get(sheet.reading) || "<p class=\"empty\">Chưa có nội dung để hiện.</p>";
    let first = null;
    const lines = [...box.querySelectorAll("[data-start]")];
    for (const place of found) {
      const [start, end] = place.at;
      for (const [at, line] of lines.entries()) {
        const low = Number(line.dataset.start), high = low + [...line.textContent].length;
        if (low >= end || high <= start) continue;
        const letters = [...line.textContent], from = Math.max(0, start - low), to = Math.min(letters.length, end - low);
        const mark = document.createElement("mark");
        mark.textContent = letters.slice(from, to).join("");
        line.replaceChildren(letters.slice(0, from).join(""), mark, letters.slice(to).join(""));
        first ??= lines[at];
      }
    }
    first?.scrollIntoView({ block: "center" });
  }
  function fill(box, which, at, page) {
    const sheet = sheetOf(which, at), found = placesOf(which, at);
    if (!sheet?.reading) { box.replaceChildren(); return; }
    const known = !found.length || found.some((one) => one.spots.length);
    if (sheet.sizes.length && !asText && known) picture(box, sheet, found, Math.min(page, sheet.sizes.length));
    else words(box, sheet, found);
  }
  function draw() {
    const sheet = sheetOf(side, plan);
    fill(one, side, plan, number);
    leaf.textContent = sheet?.sizes.length && !asText ? `Trang ${number}/${sheet.sizes.length}` : "";
    for (const tab of home.querySelectorAll("[data-side]")) tab.setAttribute("aria-pressed", String(tab.dataset.side === side && (side === "draft" || Number(tab.dataset.plan) === plan)));
    home.querySelector("[data-view=text]").textContent = asText ? "Trang" : "Chữ";
    if (both.open) pair();
  }
  function pair() {
    fill(both.querySelector("[data-box=upper]"), "upper", plan, firstPage("upper", plan));
    fill(both.querySelector("[data-box=draft]"), "draft", 0, side === "draft" ? number : firstPage("draft", 0));
  }
  function turn(which, at = plan) {
    side = which;
    plan = at;
    number = firstPage(side, plan);
    draw();
  }
  function read() {
    const card = document.querySelector("#the [data-places]");
    places = card ? JSON.parse(card.dataset.places) : { draft: [], upper: [] };
    if (places.upper.length) plan = places.upper[0].plan;
    turn(places.draft.length || !places.upper.length ? "draft" : "upper", plan);
  }
  home.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.side) turn(button.dataset.side, Number(button.dataset.plan || plan));
    if (button.dataset.leaf) { number = Math.min(sheetOf(side, plan).sizes.length || 1, Math.max(1, number + Number(button.dataset.leaf))); draw(); }
    if (button.dataset.view === "text") { asText = !asText; draw(); }
    if (button.dataset.view === "both") toggle();
  });
  function toggle() {
    if (both.open) { both.close(); return; }
    both.showModal();
    pair();
  }
  document.addEventListener("card", read);
  document.addEventListener("sheets", (event) => { sheets = event.detail; draw(); });
  document.addEventListener("both", toggle);
  document.addEventListener("side", (event) => turn(event.detail));
  both.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.target.closest("button")) { event.preventDefault(); both.close(); } });
  document.addEventListener("click", (event) => {
    const quote = event.target.closest?.("[data-place]");
    if (quote) turn(quote.dataset.place, Number(quote.dataset.plan || 0));
  });
  read();
})();
