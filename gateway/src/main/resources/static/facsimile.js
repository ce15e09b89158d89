"use strict";
// A page beside its text: the line under the hand is lit on both sides; arrows walk lines and pages, Enter puts one right.
(() => {
  const page = document.querySelector("main.facsimile");
  if (!page) return;
  const lines = [...page.querySelectorAll(".lines li")];
  const boxes = new Map([...page.querySelectorAll("rect[data-line]")].map((box) => [box.dataset.line, box]));

  const light = (line) => {
    for (const each of page.querySelectorAll(".lit")) each.classList.remove("lit");
    if (!line) return;
    line.classList.add("lit");
    const box = boxes.get(line.dataset.line);
    if (!box) return;
    box.classList.add("lit");
    const figure = page.querySelector("figure");
    const there = box.getBoundingClientRect();
    const frame = figure.getBoundingClientRect();
    if (there.top < frame.top || there.bottom > frame.bottom) {
      figure.scrollTop += there.top - frame.top - frame.height / 3;
    }
  };
  const go = (line) => {
    if (!line) return;
    line.focus();
    line.scrollIntoView({ block: "nearest" });
  };
  const correct = (line) => {
    const form = line.querySelector("form");
    if (!form) return;
    form.hidden = false;
    form.querySelector("input[name=text]").select();
  };

  for (const line of lines) {
    line.addEventListener("focus", () => light(line));
    line.addEventListener("mouseenter", () => light(line));
    line.addEventListener("dblclick", () => correct(line));
  }
  for (const [number, box] of boxes) {
    box.addEventListener("click", () => go(lines[Number(number) - 1]));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, textarea, select");
    if (typing) {
      const line = typing.closest(".lines li");
      if (event.key === "Escape" && line) {
        typing.form.reset();
        typing.form.hidden = true;
        go(line);
      }
      return;
    }
    const at = lines.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "j") {
      event.preventDefault();
      go(lines[Math.min(lines.length - 1, at + 1)]);
    } else if (event.key === "ArrowUp" || event.key === "k") {
      event.preventDefault();
      go(lines[Math.max(0, at - 1)]);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      correct(lines[at]);
    } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      const other = page.querySelector(event.key === "ArrowLeft" ? 'a[rel="prev"]' : 'a[rel="next"]');
      if (other) location.href = other.href;
    } else if (event.key === "Escape") {
      location.href = page.querySelector(".crumb").href;
    }
  });

  const last = Number(page.dataset.line);
  if (last > 0) go(lines[last - 1]);
})();
