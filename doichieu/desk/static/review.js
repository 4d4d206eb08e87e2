// The review: one list with the focus, one card, decisions that are saved at once and survive a closed tab.
"use strict";
(() => {
  const home = document.getElementById("ho-so");
  const { review, round, decide, undo, card: address } = home.dataset;
  const csrf = document.body.dataset.csrf, pane = document.getElementById("the"), state = document.getElementById("luu");
  const store = `doichieu-${review}`;
  const list = () => document.getElementById("cac-the");
  const ready = new Map();       // parts of the page that were fetched ahead, by address
  const events = [];             // what can be undone, the last first
  let sending = false, early = "", opened = pane.querySelector(".card")?.dataset.key || "";

  // ---- the list ---------------------------------------------------------------------------------------------
  const rows = () => [...list().querySelectorAll("[role=option]")];
  const current = () => list().querySelector("[aria-selected=true]");
  const addressOf = (row) => row.dataset.pair || `${address.replace("__", encodeURIComponent(row.dataset.key))}?lan=${round}`;

  async function part(url) {
    if (!ready.has(url)) ready.set(url, fetch(url, { headers: { "X-Part": "1" } }).then((answer) => answer.ok ? answer.text() : Promise.reject(answer.status)));
    try { return await ready.get(url); } catch (error) { ready.delete(url); throw error; }
  }
  async function open(row, fresh = false) {
    const before = current();
    if (before) before.setAttribute("aria-selected", "false");
    row.setAttribute("aria-selected", "true");
    list().setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
    const url = addressOf(row);
    if (fresh) ready.delete(url);
    opened = row.dataset.key || "";
    early = "";
    try { show(await part(url), row); } catch { pane.textContent = "Chưa mở được. Hãy thử lại."; return; }
    for (const next of [row.nextElementSibling, row.previousElementSibling]) if (next) part(addressOf(next)).catch(() => {});
  }
  function show(html, row) {
    if ((row.dataset.key || "") !== opened) return;   // another card was opened meanwhile
    pane.innerHTML = html;
    pane.scrollTop = 0;
    htmx.process(pane);
    document.dispatchEvent(new CustomEvent("card", { detail: { key: opened } }));
    const wanted = early;
    early = "";
    if (wanted) choose(wanted);
  }
  function move(step) {
    const all = rows(), at = all.indexOf(current());
    const row = all[Math.min(all.length - 1, Math.max(0, at + step))];
    if (row && row !== current()) open(row);
  }
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("#cac-the [role=option]");
    if (row) { open(row); list().focus(); }
    const link = event.target.closest?.("[data-open]");
    if (link) location.assign(link.href);
  });

  // ---- saving -----------------------------------------------------------------------------------------------
  const queue = () => JSON.parse(localStorage.getItem(store) || "[]");
  const keep = (all) => all.length ? localStorage.setItem(store, JSON.stringify(all)) : localStorage.removeItem(store);
  function tell(failed = false) {
    const left = queue().length;
    state.className = `saved${failed ? " failed" : left ? " busy" : ""}`;
    state.textContent = failed ? "Chưa lưu được: đang thử lại" : left ? `Đang lưu ${left}` : "Đã lưu";
  }
  function enqueue(fields) {
    keep([...queue(), { id: crypto.randomUUID(), fields }]);
    tell();
    send();
  }
  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (let entry = queue()[0]; entry; entry = queue()[0]) {
        const fields = { ...entry.fields };
        // A second decision on one card, made before the first was saved, stands on the first.
        const answer = await fetch(decide, {
          method: "POST", body: new URLSearchParams(fields), keepalive: true,
          headers: { "X-CSRFToken": csrf, "X-Request-Id": entry.id },
        });
        if (answer.status >= 500 || answer.status === 403) throw new Error(String(answer.status));
        const told = await answer.json().catch(() => ({}));
        // Both are shown before anything else is sent; until one is chosen, this one stays in the queue.
        const mine = answer.status === 409 && await conflict(fields, told);
        const rest = queue().filter((one) => one.id !== entry.id);
        if (mine) rest.unshift({ id: crypto.randomUUID(), fields: { ...fields, version: told.now.version } });
        if (answer.ok) for (const one of rest) if (one.fields.key === fields.key && Number(one.fields.version) < told.now.version) one.fields.version = told.now.version;
        keep(rest);
        if (answer.ok) saved(fields.key, told);
        else if (answer.status !== 409) problem(told.error || "Chưa lưu được quyết định này.");
      }
      sending = false;
      tell();
    } catch {
      sending = false;
      tell(true);
      setTimeout(send, 3000);
    }
  }
  function saved(key, told) {
    if (told.event) events.push(told.event);
    mark(key, told.now);
    document.getElementById("da-xem").textContent = `Đã xem ${told.seen}/${told.total}`;
    document.getElementById("muc-xem").value = told.seen;
  }
  function mark(key, now) {
    const row = document.getElementById(`t-${key}`);
    if (row) { row.classList.remove("keep", "dismiss", "unsure", "open", "again"); row.classList.add(now.again ? "again" : now.state); }
    for (const url of [...ready.keys()]) if (url.includes(encodeURIComponent(key))) ready.delete(url);
    const card = pane.querySelector(`.card[data-key="${CSS.escape(key)}"]`);
    if (!card) return;
    card.dataset.version = now.version;
    card.dataset.state = now.state;
    card.querySelector("[name=version]").value = now.version;
    for (const button of card.querySelectorAll("button[name=state]")) button.setAttribute("aria-pressed", String(button.value === now.state && !now.again));
    card.querySelector(".by").textContent = now.state === "open" ? "" : now.by;
  }
  function problem(text) {
    const line = pane.querySelector(".problem");
    if (line) { line.textContent = text; line.hidden = !text; }
  }

  // ---- deciding ---------------------------------------------------------------------------------------------
  function choose(wanted) {
    // A key that is faster than the card belongs to the card that is coming, never to the one before it.
    if (opened !== (pane.querySelector(".card")?.dataset.key || "")) { early = wanted; return; }
    const form = pane.querySelector("form.decide");
    if (!form) return;
    problem("");
    const reason = form.querySelector("#ly-do");
    if (wanted === "dismiss" && !reason.value.trim()) {
      form.querySelector("#ly-do-o").hidden = false;
      reason.focus();
      problem("Hãy ghi lý do bỏ qua, rồi nhấn Enter.");
      return;
    }
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    if (wanted !== "dismiss") fields.reason = "";
    fields.state = wanted;
    enqueue(fields);
    mark(fields.key, { state: wanted, again: false, version: fields.version, by: "" });
    list().focus();
    if (wanted !== "open") move(1);
  }
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form.decide")) return;
    event.preventDefault();
    choose(event.submitter?.value || (document.activeElement?.id === "ly-do" ? "dismiss" : "keep"));
  });
  function note() {
    const box = pane.querySelector("#ghi-chu-o");
    if (box) { box.hidden = false; box.querySelector("textarea").focus(); }
  }
  pane.addEventListener("click", (event) => {
    if (event.target.closest("button.note")) note();
    if (event.target.closest("button.undo")) back();
  });
  pane.addEventListener("keydown", (event) => {
    if (event.target.id === "ly-do" && event.key === "Enter") { event.preventDefault(); choose("dismiss"); }
    if (event.key === "Escape") list().focus();
  });
  // A changed sentence or note is kept when the field is left, with the decision as it stands.
  pane.addEventListener("change", (event) => {
    const form = event.target.closest("form.decide"), card = event.target.closest(".card");
    if (!form || event.target.name === "reason") return;
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    fields.state = card.dataset.state;
    enqueue(fields);
  });
  async function back() {
    const event = events.pop();
    if (!event) return;
    const answer = await fetch(undo, { method: "POST", body: new URLSearchParams({ event, lan: round }), headers: { "X-CSRFToken": csrf, "X-Request-Id": crypto.randomUUID() } });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) { problem(told.error || "Không hoàn tác được: đã có người sửa."); return; }
    saved(told.key, { ...told, event: 0 });
    const row = document.getElementById(`t-${told.key}`);
    if (row) open(row, true);
  }

  // ---- two people -------------------------------------------------------------------------------------------
  const words = { keep: "giữ", dismiss: "bỏ qua", unsure: "chưa rõ", open: "chưa quyết định" };
  const spoken = (one, machine) => `${words[one.state]}${one.reason ? `, lý do: ${one.reason}` : ""}${one.sentence && one.sentence !== machine ? `. Câu: ${one.sentence}` : ""}${one.note ? `. Ghi chú: ${one.note}` : ""}`;
  function conflict(mine, { now }) {
    const box = document.getElementById("xung-dot"), row = document.getElementById(`t-${mine.key}`);
    const machine = pane.querySelector(`.card[data-key="${CSS.escape(mine.key)}"] #cau`)?.dataset.machine;
    box.replaceChildren();
    const add = (tag, text, more = {}) => Object.assign(box.appendChild(document.createElement(tag)), { textContent: text }, more);
    add("h2", "Đã có quyết định khác về phát hiện này", { id: "xung-dot-ten" });
    if (row) add("p", row.querySelector(".line").textContent);
    add("p", `Đang lưu (${now.by || "chưa ai"}): ${spoken(now)}`);
    add("p", `Của bạn: ${spoken(mine, machine)}`);
    return new Promise((settle) => {
      box.onclose = () => {
        const kept = box.returnValue !== "mine";
        if (kept) { mark(mine.key, now); if (row && opened === mine.key) open(row, true); }
        settle(!kept);
      };
      add("button", "Giữ cái đang lưu", { onclick: () => box.close("theirs") });
      box.append(" ");
      add("button", "Lấy của tôi", { onclick: () => box.close("mine") });
      box.returnValue = "";
      box.showModal();
    });
  }

  // ---- keys: digits and arrows, since letters belong to Vietnamese typing ------------------------------------
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest("input, textarea, select, dialog");
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.ctrlKey) { if (event.key === "z" && !field) { event.preventDefault(); back(); } return; }
    if (field) return;
    const acts = {
      ArrowDown: () => move(1), ArrowUp: () => move(-1), "1": () => choose("keep"), "2": () => choose("dismiss"), "3": () => choose("unsure"), "4": note,
      "/": () => document.getElementById("tim").focus(), "?": () => document.getElementById("phim").showModal(),
      Enter: () => document.dispatchEvent(new Event("both")), ArrowLeft: () => document.dispatchEvent(new CustomEvent("side", { detail: "upper" })), ArrowRight: () => document.dispatchEvent(new CustomEvent("side", { detail: "draft" })),
    };
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "danh-sach") return;
    for (const tab of document.querySelectorAll(".tab")) tab.setAttribute("aria-current", String(tab.dataset.tab === "chi-tieu" === list().classList.contains("pairs")));
  });
  window.addEventListener("online", send);
  tell();
  send();
  list().focus({ preventScroll: true });
  const first = current();
  if (first) for (const next of [first.nextElementSibling]) if (next) part(addressOf(next)).catch(() => {});
})();
