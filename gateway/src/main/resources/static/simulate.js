"use strict";
// A candidate policy: its files are read here and sent as they are; nothing of them stays in the browser or in an address.
(() => {
  const form = document.getElementById("candidate");
  const headers = () => ({ "X-Requested-With": "fetch", ...window.sanwei.headers() });

  if (form) {
    const said = document.getElementById("said").dataset;
    const notice = document.getElementById("notice");
    const say = (text, more) => {
      notice.hidden = !text;
      notice.querySelector("p").textContent = text || "";
      notice.querySelector("pre").textContent = more || "";
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const chosen = [...document.getElementById("files").files];
      if (chosen.length === 0) return say(said.none);
      if (chosen.length > 64 || chosen.reduce((sum, file) => sum + file.size, 0) > 5 << 20) return say(said.large);
      const start = document.getElementById("start");
      start.disabled = true;
      say("");
      try {
        const files = {};
        for (const file of chosen) files[file.name] = await file.text();
        const days = Number(document.getElementById("days").value);
        const answer = await fetch(form.dataset.api, { method: "POST", headers: headers(), body: JSON.stringify({ files, days }) });
        const told = await answer.json().catch(() => ({}));
        if (answer.status === 202) {
          window.location.assign(form.dataset.page + "/" + told.id);
          return;
        }
        if (told.code === "policy-unreadable") say(said.problems.replace("#", told.problems.length), told.problems.join("\n"));
        else if (told.code === "not-a-candidate") say(said.days);
        else if (told.code === "busy") say(said.busy);
        else if (told.code === "enough-simulations") say(said.enough);
        else if (told.code === "too-large") say(said.large);
        else say(said.failed);
      } catch (e) {
        say(said.failed);
      }
      start.disabled = false;
    });
  }

  const look = async () => {
    const told = document.getElementById("told");
    if (!told || told.dataset.ended === "true") return;
    try {
      const answer = await fetch(told.dataset.refresh, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" });
      if (answer.ok && !answer.redirected) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("told");
        if (fresh) told.replaceWith(fresh);
      }
    } catch (e) {
      // The next turn asks again.
    }
    setTimeout(look, 1000);
  };
  setTimeout(look, 300);

  document.addEventListener("click", (event) => {
    if (event.target.id !== "cancel") return;
    event.target.disabled = true;
    fetch(document.getElementById("told").dataset.api, { method: "DELETE", headers: headers() }).catch(() => {});
  });
})();
