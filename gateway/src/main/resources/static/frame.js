"use strict";
// What every page shares: the CSRF header for fetch, and forms that ask before they act.
window.sanwei = {
  /** Headers for a request that changes something. */
  headers() {
    const meta = document.querySelector('meta[name="csrf"]');
    return meta ? { [meta.dataset.header]: meta.content, "Content-Type": "application/json" } : {};
  },
};
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
});
