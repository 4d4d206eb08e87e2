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
  const mine = new Set();        // events of this window, which the news need not tell
  const nameOf = (card) => card?.dataset.key || card?.dataset.name || "";
  const nameOfRow = (row) => row.dataset.name || row.id.slice(2);
  const kinds = {};              // of each list: its filters, where it was scrolled to, what was open
  let sending = false, early = "", opened = nameOf(pane.querySelector(".card"));

  // ---- the list ---------------------------------------------------------------------------------------------
  const kindOf = () => document.getElementById("danh-sach").dataset.kind;
  const rows = () => [...list().querySelectorAll("[role=option]")];
  const current = () => list().querySelector("[aria-selected=true]");
  const addressOf = (row) => row.dataset.pair || `${address.replace("__", encodeURIComponent(nameOfRow(row)))}?lan=${round}`;

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
    leave();
    opened = nameOfRow(row);
    problem("");
    early = "";
    try { show(await part(url), row); } catch { pane.textContent = "Chưa mở được. Hãy thử lại."; return; }
    for (const next of [row.nextElementSibling, row.previousElementSibling]) if (next) part(addressOf(next)).catch(() => {});
  }
  function show(html, row) {
    if (nameOfRow(row) !== opened) return;   // another card was opened meanwhile
    pane.innerHTML = html;
    pane.parentElement.scrollTop = 0;
    htmx.process(pane);
    document.dispatchEvent(new CustomEvent("card", { detail: { key: opened } }));
    const wanted = early;
    early = "";
    if (wanted) choose(wanted);
  }
  function move(step) {
    const all = rows(), at = all.indexOf(current());
    if (at < 0 && all.length) { open(all[0]); return; }
    const row = all[Math.min(all.length - 1, Math.max(0, at + step))];
    if (row && row !== current()) open(row);
  }
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("#cac-the [role=option]");
    if (row) { open(row); list().focus(); }
    const link = event.target.closest?.("[data-open]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); show_list("phat-hien", link.dataset.open); }
    const tab = event.target.closest?.("[data-tab]");
    if (tab && !event.ctrlKey && !event.metaKey) { event.preventDefault(); if (tab.dataset.tab === kindOf()) list().focus(); else show_list(tab.dataset.tab); }
    if (event.target.closest?.("[data-keys]")) document.getElementById("phim").showModal();
  });

  // Another list, or the same one anew: filters, scroll and the open card stay.
  const filters = () => { const form = document.getElementById("loc"); return form ? new URLSearchParams(new FormData(form)).toString() : ""; };
  function remember() { kinds[kindOf()] = { filters: filters(), top: list().scrollTop, opened }; }
  async function show_list(kind, key) {
    remember();
    const known = kinds[kind] || {}, tab = document.querySelector(`[data-tab="${kind}"]`), base = tab.dataset.list.split("?")[0];
    const query = key ? `lan=${round}` : known.filters || `lan=${round}`;
    let html;
    try { const answer = await fetch(`${base}?${query}`, { headers: { "X-Part": "1" } }); if (!answer.ok) throw answer.status; html = await answer.text(); } catch { problem("Chưa tải được danh sách. Hãy thử lại."); return; }
    const changed = kind !== kindOf();
    swap(html);
    settle(known);
    if (!changed) return;
    const wanted = key || known.opened, row = rows().find((one) => nameOfRow(one) === wanted) || rows()[0];
    if (row) await open(row, true); else { opened = ""; pane.innerHTML = "<p class=\"empty\">Không có mục nào khớp.</p>"; }
    list().focus({ preventScroll: true });
  }
  function swap(html) {
    const box = document.getElementById("danh-sach"), held = document.activeElement, id = box.contains(held) ? held.id : "", at = held.selectionStart;
    box.outerHTML = html;
    htmx.process(document.getElementById("danh-sach"));
    if (id) { const again = document.getElementById(id); again?.focus({ preventScroll: true }); if (at !== undefined && again?.setSelectionRange) again.setSelectionRange(at, at); }
  }
  // After the list came anew: the open card stays open, its line is marked where the list has it.
  function settle(known) {
    for (const tab of document.querySelectorAll(".left .tab")) tab.setAttribute("aria-current", String(tab.dataset.tab === kindOf()));
    const old = current(), row = rows().find((one) => nameOfRow(one) === opened);
    if (old && old !== row) old.setAttribute("aria-selected", "false");
    if (row) { row.setAttribute("aria-selected", "true"); list().setAttribute("aria-activedescendant", row.id); } else list().removeAttribute("aria-activedescendant");
    if (known) list().scrollTop = known.top || 0;
    for (const entry of queue()) mark(entry.fields.key, { state: entry.fields.state, again: false, version: entry.fields.version, by: "" });
    const query = new URLSearchParams(filters());
    for (const [name, value] of [...query]) if (!value || name === "lan") query.delete(name);
    const here = document.querySelector(`[data-tab="${kindOf()}"]`).pathname;
    if (kindOf() !== "phat-hien") query.set("lan", round);
    history.replaceState(null, "", query.size ? `${here}?${query}` : here);
  }

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
    if (told.event) mine.add(told.event);
    counted(told);
  }
  function counted(told) {
    document.getElementById("da-xem").textContent = `Đã xem ${told.seen}/${told.total}`;
    const bar = document.getElementById("muc-xem"), taken = document.getElementById("tiep-thu");
    bar.max = told.total || 1;
    bar.value = told.seen;
    if (taken && told.progress) taken.textContent = told.progress;
  }
  function mark(key, now) {
    const row = document.getElementById(`t-${key}`);
    if (row) { row.classList.remove("keep", "dismiss", "unsure", "open", "again"); row.classList.add(now.again || now.mixed ? "again" : now.state); if (!now.carried) row.querySelector(".mark-carried")?.remove(); }
    for (const url of [...ready.keys()]) if (url.includes(encodeURIComponent(key)) || url.includes("/chi-tieu/")) ready.delete(url);
    const card = pane.querySelector(`.card[data-key="${CSS.escape(key)}"]`);
    if (!card) return;
    card.dataset.version = now.version;
    card.dataset.state = now.state;
    for (const version of card.querySelectorAll("[name=version]")) version.value = now.version;
    if (!card.querySelector("form.decide")) return;
    card.querySelector(".undo").hidden = !Number(now.version);
    for (const button of card.querySelectorAll("button[name=state]")) button.setAttribute("aria-pressed", String(button.value === now.state && !now.again));
    if (!now.carried) card.querySelector(".carried")?.remove();
    card.querySelector(".by").textContent = now.state === "open" ? "" : now.by;
  }
  function problem(text) {
    const line = pane.querySelector(".problem");
    if (line) { line.textContent = text; line.hidden = !text; } else if (text) { state.className = "saved failed"; state.textContent = text; }
  }

  // ---- deciding ---------------------------------------------------------------------------------------------
  function choose(wanted) {
    // A key that is faster than the card belongs to the card that is coming, never to the one before it.
    if (opened !== nameOf(pane.querySelector(".card"))) { early = wanted; return; }
    const form = pane.querySelector("form.decide");
    if (!form) return;
    problem("");
    const reason = form.querySelector("#ly-do");
    if (wanted === "dismiss" && !reason.value.trim()) {
      form.querySelector("#ly-do-o").hidden = false;
      reason.focus();
      problem("Hãy ghi lý do bỏ qua, rồi nhấn Enter.");
      reason.scrollIntoView({ block: "nearest" });
      return;
    }
    const fields = read(form);
    if (wanted !== "dismiss") fields.reason = "";
    fields.state = wanted;
    touched = null;
    enqueue(fields);
    mark(fields.key, { state: wanted, again: false, version: fields.version, by: "" });
    list().focus();
    if (wanted !== "open") move(1);
  }
  function read(form) {
    const fields = Object.fromEntries(new FormData(form));
    delete fields.csrfmiddlewaretoken;
    return fields;
  }
  document.addEventListener("submit", (event) => {
    if (event.target.id === "hoan-tac") { event.preventDefault(); back(); return; }
    if (!event.target.matches("form.decide")) return;
    event.preventDefault();
    choose(event.submitter?.value || (document.activeElement?.id === "ly-do" ? "dismiss" : "keep"));
  });
  function note() {
    const box = pane.querySelector("#ghi-chu-o");
    if (!box) return;
    box.hidden = false;
    box.querySelector("textarea").focus();
    box.querySelector("textarea").scrollIntoView({ block: "nearest" });
  }
  pane.addEventListener("click", (event) => {
    if (event.target.closest("button.note")) note();
    if (event.target.closest("button.undo[type=button]")) back();
    if (event.target.closest("button.machine")) {
      const field = pane.querySelector("#cau");
      field.value = field.dataset.machine;
      edited(field);
      touched = field.form;
      leave();
      field.focus();
    }
  });
  // What is typed is kept when the field is left, when another card is opened, and when the tab is closed.
  let touched = null;
  function edited(field) {
    if (field.id !== "cau") return;
    const own = field.value.trim() !== field.dataset.machine.trim();
    for (const one of pane.querySelectorAll("#da-sua, button.machine")) one.hidden = !own;
  }
  function leave() {
    const form = touched;
    touched = null;
    if (!form?.isConnected) return;
    const fields = read(form);
    fields.state = form.closest(".card").dataset.state;
    if (fields.state !== "dismiss") fields.reason = "";
    if (fields.state === "dismiss" && !fields.reason.trim()) return;
    enqueue(fields);
  }
  pane.addEventListener("input", (event) => {
    const form = event.target.closest("form.decide");
    if (!form || event.target.name === "reason") return;
    touched = form;
    edited(event.target);
  });
  pane.addEventListener("change", (event) => { if (event.target.closest("form.decide") && event.target.name !== "reason") leave(); });
  window.addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  pane.addEventListener("keydown", (event) => {
    if (event.target.id === "ly-do" && event.key === "Enter") { event.preventDefault(); choose("dismiss"); }
    if (event.key === "Escape") list().focus();
  });
  async function back() {
    // Without an act of this window: the last one of this user on the open card.
    const event = events.pop(), about = event ? { event } : { key: opened };
    if (!event && !pane.querySelector(".undo:not([hidden])")) return;
    const answer = await fetch(undo, { method: "POST", body: new URLSearchParams({ ...about, lan: round }), headers: { "X-CSRFToken": csrf, "X-Request-Id": crypto.randomUUID() } });
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) { problem(told.error || "Không hoàn tác được: đã có người sửa."); return; }
    mine.add(told.event);
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
    if (row) add("p", row.querySelector("b").nextSibling.textContent);
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
      "5": () => pane.querySelector("[data-pin]")?.click(), "6": () => (pane.querySelector("[data-remark]") || document.querySelector(".add [data-dialog]"))?.click(),
      "/": () => document.getElementById("tim").focus(), "?": () => document.getElementById("phim").showModal(),
      Enter: () => document.dispatchEvent(new Event("both")), ArrowLeft: () => document.dispatchEvent(new CustomEvent("side", { detail: "upper" })), ArrowRight: () => document.dispatchEvent(new CustomEvent("side", { detail: "draft" })),
    };
    if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
    const act = acts[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  // The menu of the documents closes as a menu does.
  const menu = document.querySelector("details.menu");
  document.addEventListener("click", (event) => { if (menu.open && !event.target.closest(".menu")) menu.open = false; });
  menu.addEventListener("keydown", (event) => { if (event.key === "Escape" && menu.open) { menu.open = false; menu.querySelector("summary").focus(); } });

  let top = 0;
  document.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.target.id === "danh-sach") top = list().scrollTop; });
  document.addEventListener("htmx:afterSettle", (event) => { if (event.target.id === "danh-sach") settle({ top }); });

  // For review-live.js.
  window.review = {
    home, csrf, round, mine, mark, counted, queue,
    opened: () => opened,
    editing: () => Boolean(touched),
    forget: () => ready.clear(),
    refresh: async () => { ready.clear(); await show_list(kindOf()); },
    reopen: () => { const row = current(); if (row) { open(row, true); return true; } return false; },
    go: async (key) => {
      ready.clear();
      const find = () => document.getElementById(`t-${key}`), other = kindOf() !== "phat-hien";
      await show_list("phat-hien", other ? key : "");
      if (!other && !find()) await show_list("phat-hien", key);   // the filter hides it
      if (!other && find()) await open(find(), true);
    },
    step: () => { const row = rows().find((one) => !one.matches(".keep, .dismiss, .unsure, .own")) || rows()[0]; if (row) open(row, true); else { opened = ""; pane.innerHTML = "<p class=\"empty\">Không còn mục nào khớp.</p>"; } },
    focus: () => list().focus({ preventScroll: true }),
    tell: problem,
  };
  window.addEventListener("online", send);
  tell();
  send();
  list().focus({ preventScroll: true });
  const first = current();
  if (first) for (const next of [first.nextElementSibling]) if (next) part(addressOf(next)).catch(() => {});
})();
