// The forms that correct what was read, in a dialog: a link with data-correct opens one. Without it they are pages.
"use strict";
(() => {
  let box = null, opener = null;
  const part = { "X-Part": "1" };
  function dialog() {
    if (box) return box;
    box = document.body.appendChild(document.createElement("dialog"));
    box.id = "sua";
    box.setAttribute("aria-labelledby", "sua-ten");
    box.addEventListener("close", () => opener?.focus());
    box.addEventListener("click", (event) => { if (event.target.closest("[data-close]")) box.close(); });
    box.addEventListener("submit", save);
    return box;
  }
  function show(html) {
    const home = dialog();
    home.innerHTML = html;
    for (const button of home.querySelectorAll("[data-close]")) button.hidden = false;
    if (!home.open) home.showModal();
    (home.querySelector("[aria-invalid]") || home.querySelector("[name=value], textarea"))?.focus();
  }
  function say(text) {
    const home = dialog(), form = home.querySelector("form.correct");
    const line = document.createElement("p");
    line.className = "problem";
    line.setAttribute("role", "alert");
    line.textContent = text;
    if (form) { form.querySelector(".problem")?.remove(); form.querySelector(".buttons").before(line); return; }
    const close = Object.assign(document.createElement("button"), { textContent: "Đóng", type: "button", onclick: () => home.close() });
    home.replaceChildren(line, close);
    if (!home.open) home.showModal();
  }
  const isPart = (answer) => (answer.headers.get("Content-Type") || "").startsWith("text/html");
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-correct]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    try {
      const answer = await fetch(link.href, { headers: part }), text = await answer.text();
      if (isPart(answer)) show(text); else say(text);
    } catch { say("Chưa mở được: Bàn rà soát không trả lời. Hãy thử lại."); }
  });
  async function save(event) {
    const form = event.target.closest("form.correct");
    if (!form) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter)), buttons = form.querySelectorAll("button");
    for (const button of buttons) button.disabled = true;
    try {
      // The page that follows is opened by the browser itself, so only what is refused is shown here.
      const answer = await fetch(form.action, { method: "POST", body, headers: part, redirect: "manual" });
      if (answer.type === "opaqueredirect") { document.dispatchEvent(new CustomEvent("corrected", { cancelable: true })) && location.reload(); return; }
      const text = await answer.text();
      if (isPart(answer)) show(text); else say(text);
    } catch { say("Chưa lưu được: Bàn rà soát không trả lời. Hãy thử lại."); }
    for (const button of buttons) button.disabled = false;
  }
})();
