"use strict";
// What every page shares: the CSRF header for fetch, the server's time, forms that ask before they act, an item's keys.
(() => {
  const wall = document.getElementById("wall");
  const ahead = wall ? Number(wall.dataset.now) - Date.now() : 0;

  window.sanwei = {
    /** Headers for a request that changes something. */
    headers() {
      const meta = document.querySelector('meta[name="csrf"]');
      return meta ? { [meta.dataset.header]: meta.content, "Content-Type": "application/json" } : {};
    },
    /** Milliseconds since the epoch by the server's clock; a desk's own clock may be wrong. */
    now() {
      return Date.now() + ahead;
    },
  };

  if (wall) {
    const english = document.documentElement.lang === "en";
    const shown = new Intl.DateTimeFormat(english ? "en-GB" : "zh-CN", {
      month: english ? "short" : "long", day: "numeric", weekday: "short",
      hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: wall.dataset.zone,
    });
    const part = (parts, name) => parts.find((p) => p.type === name).value;
    const tick = () => {
      const parts = shown.formatToParts(window.sanwei.now());
      const [month, day, weekday] = ["month", "day", "weekday"].map((name) => part(parts, name));
      const date = english ? weekday + " " + day + " " + month : month + (/\d$/.test(month) ? "月" : "") + day + "日 " + weekday;
      wall.textContent = date + " " + part(parts, "hour") + ":" + part(parts, "minute");
    };
    setInterval(tick, 5000);
  }

  // Pieces that keep themselves up to date: the address in data-refresh gives what stands in them now.
  for (const [id, every] of [["notices", 30000], ["channels", 10000]]) {
    const piece = document.getElementById(id);
    if (!piece || !piece.dataset.refresh) continue;
    setInterval(async () => {
      if (document.hidden) return;
      try {
        const answer = await fetch(piece.dataset.refresh, { headers: { "X-Requested-With": "fetch" } });
        if (!answer.ok || answer.redirected) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        const same = fresh.firstElementChild;
        if (same && same.id === id) piece.className = same.className;
        piece.replaceChildren(...(same && same.id === id ? same.childNodes : fresh.childNodes));
      } catch (e) {
        // The next turn asks again.
      }
    }, every);
  }

  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.ask;
    if (question && !window.confirm(question)) event.preventDefault();
  });

  // Wherever one reads, t begins to write down what comes by telephone.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "t" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select") || document.querySelector("dialog[open]")) return;
    const entry = document.querySelector('nav a[href$="/slips"]:not(.on)');
    if (!entry) return;
    event.preventDefault();
    entry.click();
  });

  if (document.body.classList.contains("page-item")) {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
      const act = { c: "claim", x: "close" }[event.key];
      const form = act && document.querySelector('form[data-act="' + act + '"]');
      if (form) form.requestSubmit();
      else if (event.key === "Escape") history.back();
    });
  }
})();
