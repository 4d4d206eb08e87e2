// What every page does: drop files onto a form, and say how far an upload is.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const MOST = 200 * 2 ** 20, TOO_LARGE = "Tệp quá lớn: mỗi lần gửi tối đa 200 MB.";
  const drops = document.querySelectorAll("[data-drop]");
  for (const form of drops) {
    const field = form.querySelector("input[type=file]"), line = form.querySelector(".sending");
    const zone = form.querySelector(".drop") || form;
    const say = (text) => { line.textContent = text; line.hidden = !text; };
    for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, (event) => { event.preventDefault(); zone.classList.add("over"); });
    for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (form.matches("form.drop")) field.addEventListener("change", () => { if (field.files.length) form.requestSubmit(); });
    else field.addEventListener("change", () => say([...field.files].map((file) => file.name).join(", ")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // The desk would refuse it, and end the connection while the browser is still sending.
      if ([...field.files].reduce((sum, file) => sum + file.size, 0) > MOST) { say(TOO_LARGE); return; }
      // A request of its own, so that the browser can tell how much has been sent.
      const request = new XMLHttpRequest(), buttons = form.querySelectorAll("button");
      request.open("POST", form.action);
      request.upload.onprogress = (told) => say(told.lengthComputable ? `Đang gửi ${Math.round(100 * told.loaded / told.total)}%…` : "Đang gửi…");
      request.onload = () => {
        if (request.status < 400) { location.assign(request.responseURL || location.href); return; }
        for (const button of buttons) button.disabled = false;
        say(request.status === 413 ? TOO_LARGE : request.responseText.slice(0, 400));
      };
      request.onerror = () => { for (const button of buttons) button.disabled = false; say("Chưa gửi được: Bàn rà soát không trả lời. Hãy thử lại."); };
      const body = new FormData(form);
      request.setRequestHeader("X-Request-Id", crypto.randomUUID());
      for (const button of buttons) button.disabled = true;
      say("Đang gửi…");
      request.send(body);
    });
  }
})();
// What a browser says of a field that is left empty, in Vietnamese whatever its own language is.
(() => {
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    field.setCustomValidity("");
    if (field.validity.valueMissing) field.setCustomValidity(field.type === "radio" ? "Hãy chọn một mục." : "Hãy điền ô này.");
  }, true);
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.setCustomValidity) return;
    field.setCustomValidity("");
    if (field.type === "radio") for (const one of field.form?.elements[field.name] || []) one.setCustomValidity?.("");
  }, true);
})();
