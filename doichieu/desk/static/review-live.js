// The review beside others and the worker: news every few seconds, dialogs for pairs, numbers and remarks.
"use strict";
(() => {
  const { home, csrf, round, mine, mark, counted, queue } = window.review, desk = window.review;
  const { news, remark } = home.dataset, pane = document.getElementById("the"), box = document.getElementById("hop");
  const pause = 3000, own = crypto.randomUUID();
  let since = Number(home.dataset.event), pages = Number(home.dataset.pages), run = Number(home.dataset.run), timer = 0, asking = false, told = document.getElementById("tin").innerHTML.trim();

  // ---- news -------------------------------------------------------------------------------------------------
  async function ask() {
    clearTimeout(timer);
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(`${news}?lan=${round}&tu=${since}&cua-so=${own}&trang=${pages}&luot=${run}`);
      if (answer.ok) await hear(await answer.json());
    } catch { /* The line beside the title tells when something could not be saved; news come with the next request. */ }
    asking = false;
    timer = setTimeout(ask, document.hidden ? 20000 : pause);
  }
  async function hear(now) {
    if (now.reload) { location.reload(); return; }
    since = now.event;
    document.getElementById("ai").textContent = now.others.length ? `${now.others.join(", ")} đang xem` : "";
    if (now.notices.trim() !== told) { told = now.notices.trim(); document.getElementById("tin").innerHTML = told; }
    const waiting = new Set(queue().map((entry) => entry.fields.key));
    for (const [key, standing] of now.changed) {
      const card = pane.querySelector(`.card[data-key="${CSS.escape(key)}"]`);
      if (waiting.has(key) || (card && Number(card.dataset.version) >= standing.version)) continue;
      if (card && desk.editing()) { desk.tell(`${standing.by} vừa quyết định phát hiện này; khi lưu sẽ hỏi giữ quyết định nào.`); continue; }
      mark(key, standing);
      if (card) desk.reopen();
    }
    if (now.seen !== undefined) counted(now);
    if (now.sheets) {   // pages were drawn meanwhile
      pages = now.pages;
      document.dispatchEvent(new CustomEvent("sheets", { detail: now.sheets }));
      desk.forget();
      if (!desk.editing()) desk.reopen();
    }
    if (now.run && now.run !== run && now.uppers !== home.dataset.uppers) location.reload();   // other upper plans, other pages
    else if (now.run && now.run !== run) await anew(now.run);
    else if (now.remarks) await desk.refresh();
  }
  // A new result: the list comes anew, the open card stays where it is still there.
  async function anew(next) {
    run = next;
    home.dataset.run = next;
    const before = desk.opened();
    await desk.refresh();
    if (desk.editing()) return;
    if (desk.reopen()) { desk.focus(); return; }
    desk.step();
    if (before && !before.startsWith("p")) desk.tell("Phát hiện đang mở không còn sau khi đối chiếu lại.");
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  timer = setTimeout(ask, 400);

  // ---- dialogs ----------------------------------------------------------------------------------------------
  // A link with data-dialog leads to a form that is a page of its own; here its part is shown in a dialog.
  function fill(html) {
    box.innerHTML = html;
    htmx.process(box);
    for (const script of box.querySelectorAll("script")) script.remove();
    for (const button of box.querySelectorAll("[data-close]")) button.hidden = false;
    if (!box.open) box.showModal();
    (box.querySelector("[autofocus], .problem ~ input:not([type=hidden]), textarea, input[type=search], input:not([type=hidden])"))?.focus();
  }
  async function show(address) {
    try {
      const answer = await fetch(address, { headers: { "X-Part": "1" } });
      if (!answer.ok) throw answer.status;
      fill(await answer.text());
    } catch { location.assign(address); }
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-dialog]");
    if (link && !event.ctrlKey && !event.metaKey) { event.preventDefault(); show(link.href); }
    if (event.target.closest?.("#hop [data-close]")) { event.preventDefault(); box.close(); desk.focus(); }
  });
  async function post(form, submitter, id) {
    const body = new FormData(form, submitter), action = submitter?.hasAttribute("formaction") ? submitter.formAction : form.action;
    return fetch(action, { method: "POST", body, redirect: "manual", headers: { "X-Part": "1", "X-CSRFToken": csrf, "X-Request-Id": id } });
  }
  const ids = new WeakMap();     // one id for each form, so that one that is sent again after a failure acts once
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!(form.matches("#hop form") || form.matches("[data-act]")) || form.method === "dialog") return;
    event.preventDefault();
    const submitter = event.submitter, inside = box.contains(form);
    if (submitter?.name === "tim") return;
    if (!ids.has(form)) ids.set(form, crypto.randomUUID());
    if (submitter) submitter.disabled = true;
    try {
      const answer = await post(form, submitter, ids.get(form));
      if (answer.type === "opaqueredirect" || answer.ok) {
        if (form.matches(".head-form")) { location.reload(); return; }   // the names of the page have changed
        if (box.open) box.close();
        desk.focus();
        await ask_now();
        const made = answer.headers.get("X-Open");
        if (made) await desk.go(made); else if (!inside) desk.reopen();
      } else if (inside && answer.status < 500) fill(await answer.text());
      else throw answer.status;
    } catch {
      const line = form.querySelector(".problem") || form.insertBefore(Object.assign(document.createElement("p"), { className: "problem" }), form.firstChild.nextSibling);
      line.setAttribute("role", "alert");
      line.textContent = "Chưa lưu được: Bàn rà soát không trả lời. Hãy thử lại.";
      if (submitter) submitter.disabled = false;
    }
  });
  async function ask_now() {
    while (asking) await new Promise((done) => setTimeout(done, 50));
    desk.forget();
    await ask();
  }
  box.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.id === "gh-tim") event.preventDefault(); });
  box.addEventListener("change", (event) => {
    // Nothing answers, or some sentence does: not both.
    if (event.target.name === "khong" && event.target.checked) for (const one of box.querySelectorAll("[name=cau]")) one.checked = false;
    if (event.target.name === "cau" && event.target.checked) { const none = box.querySelector("[name=khong]"); if (none) none.checked = false; }
  });

  // ---- words that are marked in the text of the draft become the quote of a remark ------------------------------
  const mark_button = document.getElementById("nhan-xet-doan");
  function marked() {
    const chosen = document.getSelection(), node = chosen?.anchorNode?.parentElement;
    if (!chosen || chosen.isCollapsed || !node?.closest(".text")) return "";
    const side = document.querySelector("#to [data-side=draft]").getAttribute("aria-pressed") === "true" || node.closest("[data-box=draft]");
    return side ? chosen.toString().trim().replace(/\s+/g, " ").slice(0, 600) : "";
  }
  if (mark_button) {
    document.addEventListener("selectionchange", () => { mark_button.hidden = !marked(); });
    mark_button.addEventListener("mousedown", (event) => event.preventDefault());
    mark_button.addEventListener("click", () => { const words = marked(); if (words) show(`${remark}&trich=${encodeURIComponent(words)}`); });
  }
})();
