"use strict";
// Bulletins: keys, the panel that shows what will go out, and deliveries that move by themselves.
(() => {
  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const asked = { "X-Requested-With": "fetch" };

  /** Puts a fragment in the place of what it replaces; a failed request leaves the page as it is. */
  async function replace(id, request) {
    const response = await request.catch(() => null);
    if (!response || !response.ok) return false;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById(id);
    const old = document.getElementById(id);
    if (!fresh || !old) return false;
    old.replaceWith(fresh);
    return true;
  }

  const form = document.getElementById("form");
  if (form) {
    let timer = 0;
    let round = 0;
    const counted = () => {
      const count = document.getElementById("sms-count");
      document.getElementById("live-count").textContent = count ? count.textContent : "";
    };
    const preview = async () => {
      const mine = ++round;
      const response = await fetch(form.dataset.preview, {
        method: "POST", headers: asked, body: new URLSearchParams(new FormData(form)),
      }).catch(() => null);
      if (mine !== round || !response) return;
      if (await replace("preview", Promise.resolve(response))) counted();
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(preview, 250); });
    let dirty = false;
    form.addEventListener("input", () => { dirty = true; const s = document.getElementById("submit"); if (s) s.disabled = true; });
    form.addEventListener("submit", () => { dirty = false; });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); form.requestSubmit(); }
      if (event.altKey && event.key.toLowerCase() === "s") { event.preventDefault(); document.getElementById("submit")?.click(); }
    });
    counted();
  }

  const list = document.getElementById("bulletins");
  let at = -1;
  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "n") document.getElementById("new")?.click();
    if (event.key === "u") document.getElementById("up")?.click();
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
    if (!list) return;
    const rows = [...list.tBodies[0].rows];
    if (event.key === "j" || event.key === "k") {
      at = Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)));
      rows.forEach((row, i) => row.classList.toggle("sel", i === at));
      rows[at].scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && at >= 0) rows[at].querySelector("a").click();
  });

  const release = document.getElementById("release");
  if (release) {
    const moving = () => document.getElementById("deliveries").dataset.moving === "true";
    const refresh = () => replace("deliveries", fetch(release.dataset.src, { headers: asked }));
    const source = new EventSource(release.dataset.stream);
    source.addEventListener("changed", (event) => {
      if (JSON.parse(event.data).includes(release.dataset.id)) refresh();
    });
    // The stream may be full or cut: look from time to time as long as something can still change.
    setInterval(() => { if (moving()) refresh(); }, 3000);
  }
})();
