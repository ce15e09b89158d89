"use strict";
// The live inbox. The server renders every row; this file asks for rows that changed and puts them in their places,
// moves the selection by keys, and says whether the line is up.
(() => {
  const inbox = document.getElementById("inbox");
  const body = document.getElementById("rows");
  const pane = document.getElementById("pane");
  const live = document.getElementById("live");
  const toast = document.getElementById("toast");
  const search = document.getElementById("search");
  const keys = document.getElementById("keys");
  const base = inbox.dataset.base;
  const query = "filter=" + encodeURIComponent(inbox.dataset.filter) + "&q=" + encodeURIComponent(inbox.dataset.search || "");
  const unfolded = new Set();
  let selected = null;
  let paneRequest = 0;
  let paneTimer = 0;

  async function ask(path, options) {
    const answer = await fetch(base + path, {
      ...options,
      headers: { "X-Requested-With": "fetch", ...(options && options.headers) },
    });
    if (answer.status === 401) location.reload();
    return answer;
  }

  function parse(html) {
    return new DOMParser().parseFromString(html, "text/html");
  }

  // ---- rows -------------------------------------------------------------------------------------------------------

  function place(row) {
    const known = document.getElementById(row.id);
    if (known) {
      known.replaceWith(row);
    } else if (row.dataset.matches === "true") {
      const key = Number(row.dataset.key);
      const after = [...body.rows].find((other) => Number(other.dataset.key) < key);
      // Older than everything loaded: it belongs to a page that was not asked for yet.
      if (!after && body.dataset.more === "true") return;
      body.insertBefore(row, after || null);
      row.classList.add("fresh");
    }
    if (selected === row.dataset.id) row.classList.add("sel");
  }

  function update(html) {
    const page = parse(html);
    const rows = [...page.querySelectorAll("#new-rows > tr")];
    rows.forEach(place);
    for (const count of page.querySelectorAll("#new-counts b")) {
      const chip = document.querySelector('[data-count="' + count.dataset.filter + '"]');
      if (chip) chip.textContent = count.textContent;
    }
    document.getElementById("account").replaceWith(page.getElementById("account"));
    document.getElementById("empty").hidden = body.rows.length > 0;
    fold();
    ages();
    return page;
  }

  // A possible repeat lies under the first one's row while that row is here, names it, and has something to be done; never
  // the one that is selected. Without this script every row is in sight.
  function fold() {
    for (const one of body.rows) {
      const first = row(one.dataset.first);
      one.hidden = Boolean(first) && one.dataset.foldable === "true" && first.dataset.holds === "true"
        && !unfolded.has(first.dataset.id) && one.dataset.id !== selected;
    }
    for (const button of body.querySelectorAll("button[data-fold]")) {
      button.setAttribute("aria-expanded", unfolded.has(button.dataset.fold));
    }
  }

  function toggle(id) {
    if (!unfolded.delete(id)) unfolded.add(id);
    fold();
  }

  function ages() {
    const now = window.sanwei.now();
    for (const age of document.querySelectorAll(".age")) {
      const minutes = Math.max(0, Math.floor((now - Number(age.dataset.at)) / 60000));
      const [count, unit] = minutes < 60 ? [minutes, "minutes"]
        : minutes < 2880 ? [Math.floor(minutes / 60), "hours"] : [Math.floor(minutes / 1440), "days"];
      age.textContent = inbox.dataset[unit].replace("{n}", count);
    }
  }

  document.querySelector("#more button").addEventListener("click", async () => {
    const last = body.rows[body.rows.length - 1];
    const answer = await ask("rows?" + query + "&before=" + last.dataset.cursor);
    if (!answer.ok) return;
    body.dataset.more = "false";
    const page = update(await answer.text());
    body.dataset.more = page.getElementById("new-rows").dataset.more;
    document.getElementById("more").hidden = body.dataset.more !== "true";
  });

  // ---- selection and pane -----------------------------------------------------------------------------------------

  function row(id) {
    return id && document.getElementById("r-" + id);
  }

  function select(next, delay) {
    if (!next) return;
    const before = row(selected);
    if (before) before.classList.remove("sel");
    selected = next.dataset.id;
    next.classList.add("sel");
    fold();
    next.scrollIntoView({ block: "nearest" });
    clearTimeout(paneTimer);
    // Opening is written down, so running past with j does not open what one only passes.
    paneTimer = setTimeout(() => show(""), delay);
  }

  async function show(acted) {
    const id = selected;
    const request = ++paneRequest;
    const answer = await ask("items/" + id + "/pane" + (acted ? "?acted=" + acted : ""));
    if (!answer.ok || request !== paneRequest) return;
    const detail = parse(await answer.text()).querySelector(".detail");
    pane.replaceChildren(detail);
    pane.scrollTop = 0;
  }

  function step(by) {
    const rows = [...body.rows].filter((one) => !one.hidden);
    const at = rows.indexOf(row(selected));
    select(rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))], 250);
  }

  async function act(name) {
    const current = row(selected);
    if (!current || current.dataset.open !== "true") return;
    const detail = pane.querySelector(".detail");
    // Row and pane are renewed one after the other; the later of the two is what was seen.
    const shown = detail && detail.dataset.id === selected ? Number(detail.dataset.version) : 0;
    const version = Math.max(shown, Number(current.dataset.version));
    let code = "";
    try {
      const answer = await ask("api/v1/items/" + selected + "/" + name, {
        method: "POST",
        headers: window.sanwei.headers(),
        body: JSON.stringify({ version }),
      });
      if (answer.status === 409) code = (await answer.json()).code;
      else if (!answer.ok) return fail();
    } catch (e) {
      return fail();
    }
    await refresh([selected]);
    await show(code);
  }

  // What is sought stands in the address, which the browser writes down: it is judged first.
  document.querySelector("form.filters").addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    try {
      const answer = await ask("api/v1/words", {
        method: "POST", headers: window.sanwei.headers(), body: JSON.stringify({ text: search.value }),
      });
      if (!answer.ok) return fail();
      if ((await answer.json()).open) return form.submit();
    } catch (e) {
      return fail();
    }
    search.value = "";
    fail(inbox.dataset.unsought);
  });

  function fail(why) {
    toast.textContent = why || inbox.dataset.failed;
    toast.hidden = false;
    setTimeout(() => { toast.hidden = true; }, 8000);
  }

  body.addEventListener("click", (event) => {
    const clicked = event.target.closest("tr");
    const button = event.target.closest("button[data-fold]");
    if (button) return toggle(button.dataset.fold);
    if (!clicked || event.target.closest("a")) return;
    if (matchMedia("(max-width: 800px)").matches) location.href = base + "items/" + clicked.dataset.cursor;
    else select(clicked, 0);
  });

  pane.addEventListener("submit", (event) => {
    const name = event.target.dataset.act;
    if (!name) return;
    event.preventDefault();
    act(name);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.matches("input, textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (keys.open) return;
    const moves = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
    if (event.key in moves) step(moves[event.key]);
    else if (event.key === "Enter" && row(selected) && !event.target.matches("a, button")) {
      location.href = base + "items/" + row(selected).dataset.cursor;
    } else if (event.key === "c") act("claim");
    else if (event.key === "x") act("close");
    else if (event.key === "r" && row(selected)) toggle(row(selected).dataset.first || selected);
    else if (event.key === "/") search.focus();
    else if (event.key === "?") keys.showModal();
    else return;
    event.preventDefault();
  });

  // ---- the line ---------------------------------------------------------------------------------------------------

  const pending = new Set();
  let timer = 0;
  let asked = 0;
  let source = null;
  let heard = Date.now();
  let lost = false;

  async function refresh(ids) {
    const answer = await ask("rows?" + query + "&ids=" + ids.join(","));
    if (answer.ok) update(await answer.text());
  }

  function changed(ids) {
    ids.forEach((id) => pending.add(id));
    // A burst is gathered: a quiet desk shows a change at once, a busy one asks once a second.
    if (!timer) timer = setTimeout(flush, Math.max(200, asked + 1000 - Date.now()));
  }

  async function flush() {
    asked = Date.now();
    const ids = [...pending].slice(0, 100);
    ids.forEach((id) => pending.delete(id));
    try {
      await refresh(ids);
      const detail = pane.querySelector(".detail");
      const current = row(selected);
      if (detail && current && ids.includes(selected) && detail.dataset.version !== current.dataset.version) {
        await show("");
      }
    } catch (e) {
      ids.forEach((id) => pending.add(id));
    }
    timer = pending.size ? setTimeout(flush, 1000) : 0;
  }

  async function caughtUp() {
    // What happened while the line was down: one look at the newest page and at what is on the screen.
    const newest = await ask("rows?" + query);
    if (newest.ok) update(await newest.text());
    changed([...body.rows].slice(0, 100).map((shown) => shown.dataset.id));
  }

  function say(on) {
    live.classList.toggle("on", on);
    live.classList.toggle("off", !on);
    live.textContent = on ? live.dataset.on : live.dataset.off;
  }

  function connect() {
    if (source) source.close();
    heard = Date.now();
    source = new EventSource(base + "api/v1/stream");
    source.addEventListener("open", () => {
      heard = Date.now();
      say(true);
      if (lost) caughtUp().catch(() => {});
      lost = false;
    });
    source.addEventListener("changed", (event) => {
      heard = Date.now();
      changed(JSON.parse(event.data));
    });
    source.addEventListener("beat", () => { heard = Date.now(); });
    source.addEventListener("error", () => {
      lost = true;
      say(false);
      // The browser reconnects by itself after a broken line, but not after a refusal.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
    });
  }

  setInterval(() => {
    ages();
    if (Date.now() - heard > 45000) {
      lost = true;
      say(false);
      connect();
    }
  }, 10000);

  fold();
  ages();
  connect();
})();
