"use strict";
// The office's own register: the chosen file is sent as it is, and what the server found is shown; nothing is kept here.
(() => {
  const form = document.getElementById("book");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const file = document.getElementById("file").files[0];
    const compared = document.getElementById("compared");
    const button = document.getElementById("compare");
    const say = (text) => {
      const p = document.createElement("p");
      p.className = "notice bad";
      p.textContent = text;
      compared.replaceChildren(p);
    };
    if (!file) return;
    if (file.size > 8 << 20) return say(form.dataset.large);
    button.disabled = true;
    try {
      const headers = { "X-Requested-With": "fetch", ...window.sanwei.headers(), "Content-Type": "application/octet-stream" };
      const answer = await fetch(form.dataset.page, { method: "POST", headers, body: file });
      if (!answer.ok || answer.redirected) return say(form.dataset.failed);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("compared");
      compared.replaceChildren(...fresh.childNodes);
    } catch (e) {
      say(form.dataset.failed);
    } finally {
      button.disabled = false;
    }
  });
})();
