"use strict";
// Slips: several at once, each kept by the server as it is written. Words live in this page's memory and in what the
// server keeps sealed, and nowhere else: no storage of the browser, no address, no form history.
(() => {
  const main = document.getElementById("slips");
  const form = document.getElementById("slip");
  const said = document.getElementById("said").dataset;
  const part = (id) => document.getElementById(id);
  const api = main.dataset.base + "api/v1/slips";
  const TYPED = ["unit", "caller", "number", "subject", "text", "meetingPlace", "attendees"];
  const FIELDS = [...TYPED, "takenAt", "eventAt", "takenBy", "meetingAt"];
  const OF_MEETINGS = ["meetingAt", "meetingPlace", "attendees"];
  const KEEP_EVERY = 800;
  const TRY_AGAIN = 5000;
  let slips = [];
  let current = null;

  // ---- the server -------------------------------------------------------------------------------------------------

  async function ask(method, path, body, signal) {
    try {
      const answer = await fetch(api + path, {
        method, signal, cache: "no-store",
        headers: { "X-Requested-With": "fetch", ...window.sanwei.headers() },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      return { status: answer.status, body: text && answer.headers.get("Content-Type").includes("json") ? JSON.parse(text) : {} };
    } catch (e) {
      return { status: 0, body: {} };
    }
  }

  /** After a new log-in in another window this page has an old token: it takes the new one and repeats. */
  async function call(method, path, body, signal) {
    const first = await ask(method, path, body, signal);
    if (first.status !== 401 && first.status !== 403) return first;
    const page = await fetch(main.dataset.base + "slips", { headers: { "X-Requested-With": "fetch" }, cache: "no-store" }).catch(() => null);
    if (!page || !page.ok) return first;
    const renewed = new DOMParser().parseFromString(await page.text(), "text/html");
    const fresh = renewed.querySelector('meta[name="csrf"]');
    const theirs = renewed.getElementById("slips");
    // Somebody else has logged in: what this person typed is not theirs to keep.
    if (!theirs || theirs.dataset.user !== main.dataset.user) return first;
    if (fresh) document.querySelector('meta[name="csrf"]').content = fresh.content;
    return ask(method, path, body, signal);
  }

  // ---- slips ------------------------------------------------------------------------------------------------------

  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((b) => b.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function local(instant, options) {
    return new Intl.DateTimeFormat("sv-SE", { timeZone: main.dataset.zone, hourCycle: "h23", ...options }).format(instant);
  }

  function minute(instant) {
    return local(instant, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).replace(" ", "T");
  }

  function fresh() {
    const words = { version: 1, way: "CALL", readBack: false, meeting: false };
    FIELDS.forEach((name) => { words[name] = ""; });
    words.takenAt = minute(window.sanwei.now());
    words.takenBy = main.dataset.name;
    return slip({ id: newId(), version: 0, slip: words }, "new");
  }

  function slip(kept, phase) {
    return { id: kept.id, version: kept.version, words: kept.slip, phase, at: kept.changedAt, problem: "", rules: [], dirty: false, timer: 0, keeping: null, sending: false, frozen: false };
  }

  const blank = (one) => TYPED.every((name) => one.words[name].trim() === "");

  function title(one) {
    const w = one.words;
    return (w.unit + " " + w.caller).trim() || w.subject.trim() || w.text.trim().slice(0, 30) || said.untitled;
  }

  // ---- keeping ----------------------------------------------------------------------------------------------------

  function later(one, delay) {
    if (!one.timer) one.timer = setTimeout(() => { one.timer = 0; keep(one); }, delay);
  }

  async function keep(one) {
    if (!slips.includes(one) || !one.dirty || one.sending || one.keeping || one.problem === "stale" || one.problem === "handedIn") return;
    one.dirty = false;
    one.keeping = new AbortController();
    show();
    const answer = await call("PUT", "/" + one.id, { seen: one.version, slip: one.words }, one.keeping.signal);
    one.keeping = null;
    if (one.sending || !slips.includes(one)) return;
    const waiting = one.frozen ? one.problem : "";
    kept(one, answer);
    // Perhaps as these words, perhaps as another window's: what is the same is not taken again.
    if (waiting && one.problem === "handedIn") return submit(one);
    else if (waiting) one.problem = waiting;
    if (one.dirty) later(one, one.problem ? TRY_AGAIN : KEEP_EVERY);
    show();
  }

  function kept(one, answer) {
    one.problem = "";
    if (answer.status === 200) {
      one.version = answer.body.version;
      one.at = answer.body.changedAt;
      one.rules = [];
      one.phase = one.dirty ? "writing" : one.version === 0 ? "new" : "kept";
      return;
    }
    if (answer.body.code === "not-storable") {
      one.version = 0;
      one.rules = answer.body.facts;
      one.phase = "refused";
      return;
    }
    one.phase = "writing";
    if (answer.body.code === "stale-version") {
      one.problem = "stale";
      one.theirs = Number(answer.body.facts[0]);
    } else if (answer.body.code === "handed-in") one.problem = "handedIn";
    else if (answer.status === 400) one.problem = "notText";
    else {
      one.problem = answer.body.code === "too-many" ? "tooMany" : answer.status === 0 ? "offline"
        : answer.status === 401 || answer.status === 403 ? "loggedOut" : "unavailable";
      one.dirty = true;
    }
  }

  // ---- handing in and throwing away -------------------------------------------------------------------------------

  async function submit(one) {
    if (one.sending) return;
    if (blank(one)) {
      one.problem = "empty";
      return show();
    }
    // From here on it stays as it is until there is an answer: the same slip twice is one item.
    one.frozen = true;
    one.sending = true;
    one.problem = "submitting";
    if (one.keeping) one.keeping.abort();
    show();
    const answer = await call("POST", "/" + one.id + "/submit", { slip: one.words });
    one.sending = false;
    if (answer.status === 202) {
      finish(one, answer.body);
    } else if (answer.status === 400) {
      one.frozen = false;
      one.problem = answer.body.code === "empty" ? "empty" : "notText";
    } else if (answer.status === 401 || answer.status === 403) {
      one.frozen = false;
      one.problem = "loggedOut";
    } else {
      one.problem = answer.body.code === "broker-unavailable" ? "later" : "noAnswer";
    }
    if (slips.includes(one)) {
      // The change that was cut off when it was handed in.
      one.dirty = true;
      later(one, KEEP_EVERY);
    }
    show();
  }

  function finish(one, taken) {
    const line = document.createElement("li");
    line.textContent = said.noNumber;
    part("done").prepend(line);
    while (part("done").children.length > 6) part("done").lastChild.remove();
    part("done-part").hidden = false;
    number(one.id, taken, line, 0);
    remove(one);
  }

  function remove(one) {
    const at = slips.indexOf(one);
    slips.splice(at, 1);
    clearTimeout(one.timer);
    one.words = null;
    if (slips.length === 0) slips.push(fresh());
    if (current === one) choose(slips[Math.min(at, slips.length - 1)]);
  }

  /** The number comes when the register has booked it; with the database down that may take a while. */
  async function number(id, taken, line, tried) {
    const answer = await call("GET", "/" + id + "/item?arrival=" + taken.id);
    if (answer.status === 200 && answer.body.number) {
      const spoken = String(answer.body.number).padStart(4, "0");
      const link = document.createElement("a");
      link.href = main.dataset.base + "items/" + answer.body.year + "-" + answer.body.number;
      link.textContent = (taken.before ? said.before : said.number).replace("{n}", spoken);
      line.replaceChildren(link);
      const closed = answer.body.outcome && answer.body.outcome !== "OPEN";
      if (closed) {
        const where = document.createElement("span");
        where.className = "how";
        where.textContent = said.closed;
        line.append(where);
      }
      if (answer.body.outcome) return;
    }
    if (tried < 120) setTimeout(() => number(id, taken, line, tried + 1), tried < 10 ? 500 : 3000);
  }

  async function discard(one) {
    if (one.sending || (!blank(one) && !window.confirm(said.ask))) return;
    one.frozen = true;
    const answer = await call("DELETE", "/" + one.id);
    one.frozen = false;
    if (answer.status === 204) remove(one);
    else {
      one.problem = answer.status === 0 ? "offline" : answer.status === 401 || answer.status === 403 ? "loggedOut" : "unavailable";
    }
    show();
  }

  // ---- the page ---------------------------------------------------------------------------------------------------

  function read(one) {
    const w = one.words;
    w.way = form.elements.way.value || "CALL";
    w.meeting = form.elements.meeting.checked;
    w.readBack = w.way === "CALL" && form.elements.readBack.checked;
    for (const name of FIELDS) {
      w[name] = w.meeting || !OF_MEETINGS.includes(name) ? form.elements[name].value : "";
    }
  }

  function write(one) {
    const w = one.words;
    for (const radio of form.elements.way) radio.checked = radio.value === w.way;
    form.elements.meeting.checked = w.meeting;
    form.elements.readBack.checked = w.readBack;
    for (const name of FIELDS) form.elements[name].value = w[name];
  }

  function choose(one) {
    current = one;
    write(one);
    show();
    part("unit").focus();
  }

  function add() {
    const one = fresh();
    slips.unshift(one);
    choose(one);
  }

  function line(one) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const what = document.createElement("span");
    const how = document.createElement("span");
    const way = document.createElement("span");
    const state = document.createElement("span");
    button.type = "button";
    button.setAttribute("aria-current", one === current);
    what.className = "what";
    what.textContent = title(one);
    how.className = "how";
    way.textContent = wayWord("way", one.words.way) + " " + one.words.takenAt.slice(11);
    state.className = one.phase;
    state.textContent = said["state" + one.phase[0].toUpperCase() + one.phase.slice(1)];
    how.append(way, state);
    button.append(what, how);
    button.addEventListener("click", () => choose(one));
    item.append(button);
    return item;
  }

  function wayWord(kind, way) {
    return said[kind + way[0] + way.slice(1).toLowerCase()];
  }

  function show() {
    if (!current) return;
    const one = current;
    const w = one.words;
    part("open").replaceChildren(...slips.map(line));
    form.classList.toggle("with-meeting", w.meeting);
    form.setAttribute("aria-busy", one.frozen);
    for (const element of form.elements) {
      if (element.id !== "submit") element.disabled = one.frozen && element.type !== "fieldset";
    }
    part("submit").disabled = one.sending;
    part("readBack-pick").hidden = w.way !== "CALL";
    part("caller-label").textContent = wayWord("by", w.way);
    part("takenAt-label").textContent = wayWord("at", w.way);
    part("subject-label").textContent = w.meeting ? said.subjectMeeting : said.subject;
    const refused = one.phase === "refused";
    part("refused").hidden = !refused;
    part("rules").textContent = one.rules.join(" ");
    part("submit-word").textContent = refused ? said.seal : said.submit;
    part("notice").hidden = !one.problem;
    part("notice-text").textContent = one.problem ? said[one.problem] : "";
    part("mine").hidden = one.problem !== "stale";
    part("state").className = "state " + one.phase;
    part("state").textContent = one.keeping ? said.keeping
      : one.phase === "kept" ? said.kept.replace("{t}", local(new Date(one.at), { hour: "2-digit", minute: "2-digit", second: "2-digit" }))
      : one.phase === "writing" ? said.writing : "";
  }

  function typed(event) {
    if (event.isComposing || !current || current.frozen) return;
    read(current);
    current.dirty = true;
    if (current.phase !== "refused") current.phase = "writing";
    if (current.problem === "empty" || current.problem === "notText") current.problem = "";
    later(current, KEEP_EVERY);
    show();
  }

  form.addEventListener("input", typed);
  form.addEventListener("compositionend", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!current.frozen) read(current);
    submit(current);
  });
  part("new").addEventListener("click", add);
  part("discard").addEventListener("click", () => discard(current));
  part("mine").addEventListener("click", () => {
    current.version = current.theirs;
    current.problem = "";
    current.dirty = true;
    keep(current);
  });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !current) return;
    if (event.ctrlKey && event.key === "Enter") form.requestSubmit();
    else if (event.altKey && event.code === "KeyN") add();
    else if (event.altKey && event.code === "KeyX") discard(current);
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      const at = slips.indexOf(current) + (event.key === "ArrowUp" ? -1 : 1);
      if (slips[at]) choose(slips[at]);
    } else return;
    event.preventDefault();
  });

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") slips.forEach(keep);
  });
  window.addEventListener("beforeunload", (event) => {
    if (slips.some((one) => !blank(one) && one.phase !== "kept")) event.preventDefault();
  });

  async function begin() {
    const answer = await call("GET", "");
    if (answer.status === 200) slips = answer.body.slips.map((kept) => slip(kept, "kept"));
    if (slips.length === 0) slips.push(fresh());
    if (answer.status !== 200) slips[0].problem = answer.status === 0 ? "offline" : "unavailable";
    choose(slips[0]);
    form.dataset.ready = "true";
  }

  begin();
})();
