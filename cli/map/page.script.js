/* global document */
// Runs in the page: searches the rows, and highlights the paths of the selected forwards.
"use strict";

(() => {
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const picture = document.querySelector(".picture");

  const forwards = Array.from(document.querySelectorAll("tbody"), (row) => ({
    row,
    text: searchedText(row),
    parts: row.dataset.path.split(" ").map((id) => document.getElementById(id)),
  }));
  const parts = new Set(forwards.flatMap((forward) => forward.parts));
  const links = forwards.map((forward) => forward.parts[0].querySelector("a"));
  let found = forwards;
  let traced = [];

  /** Returns the text that the search looks at: all cells of a row except its number, and the load balancer's name. */
  function searchedText(row) {
    const cells = row.querySelectorAll("td, th:not(.number)");
    const owner = row.closest("table").caption.querySelector("b");
    return [owner, ...cells].map((cell) => cell.textContent.toLowerCase()).join("\n");
  }

  function narrow() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = forwards.filter(({ text }) => words.every((word) => text.includes(word)));
    for (const { row } of forwards) row.hidden = true;
    for (const { row } of found) row.hidden = false;
    for (const table of document.querySelectorAll("table")) {
      table.hidden = table.querySelector("tbody:not([hidden])") === null;
    }
    count.textContent = found.length < forwards.length ? `${found.length} of ${all()}` : all();
    stop(rows(), rows()[0]);
    show();
    if (words.length > 0) reveal(found);
  }

  function all() {
    return `${forwards.length} ${forwards.length === 1 ? "forward" : "forwards"}`;
  }

  /** Dims everything that isn't on a selected path or, without a selection, on a path that the search found. */
  function show() {
    const lit = new Set((traced.length > 0 ? traced : found).flatMap((forward) => forward.parts));
    for (const part of parts) part.classList.toggle("lit", lit.has(part));
    for (const forward of forwards) forward.row.classList.toggle("lit", traced.includes(forward));
    picture.classList.toggle("dimmed", lit.size < parts.size);
    picture.classList.toggle("traced", traced.length > 0);
  }

  function trace(looked) {
    if (looked.length === traced.length && looked.every((forward, index) => forward === traced[index])) return;
    traced = looked;
    show();
  }

  /** Returns the forward of a row, or the forwards whose paths contain a part of the picture. */
  function forwardsAt(element) {
    const row = element.closest("tbody");
    if (row) return forwards.filter((forward) => forward.row === row);
    const part = element.closest(".part");
    return part ? forwards.filter((forward) => forward.parts.includes(part)) : [];
  }

  /** Scrolls the picture until the path of the first forward is visible. */
  function reveal([forward]) {
    if (!forward) return;
    const seen = picture.getBoundingClientRect();
    const { top, bottom } = forward.parts[0].getBoundingClientRect();
    if (top < seen.top || bottom > seen.bottom) {
      picture.scrollTop += (top + bottom - seen.top - seen.bottom) / 2;
    }
  }

  function look(element) {
    const looked = forwardsAt(element);
    trace(looked.length > 0 ? looked : forwardsAt(document.activeElement));
    if (looked.length > 0 && element.closest("tbody")) reveal(looked);
  }

  function rows() {
    return found.map(({ row }) => row);
  }

  /** Lets the Tab key stop once in a list, at the item that had the focus last. Arrow keys move on from there. */
  function stop(items, item) {
    for (const other of items) other.setAttribute("tabindex", other === item ? "0" : "-1");
  }

  function move(event, items) {
    const at = items.indexOf(document.activeElement.closest("tbody, a"));
    const places = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 && items.includes(rows()[0])) search.focus();
    else items[Math.min(Math.max(to, 0), items.length - 1)]?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isSearching = document.activeElement === search;
    if (event.key === "Escape") {
      search.value = "";
      narrow();
      search.focus();
    } else if (event.key === "/" && !isSearching) {
      event.preventDefault();
      search.select();
      search.focus();
    } else if (event.key === "Enter" && document.activeElement.matches("tbody")) {
      forwardsAt(document.activeElement)[0].parts[0].querySelector("a").focus();
    } else if (isSearching ? event.key === "ArrowDown" : document.activeElement.matches("tbody")) {
      move(event, rows());
    } else if (document.activeElement.matches(".part a")) {
      move(event, links);
    }
  });
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("tbody")) stop(rows(), target);
    if (links.includes(target)) stop(links, target);
    look(target);
  });
  document.addEventListener("pointerover", ({ target }) => {
    look(target);
  });
  search.addEventListener("input", narrow);

  for (const part of parts) part.classList.add("part");
  for (const { row } of forwards) row.setAttribute("tabindex", "-1");
  stop(links, links[0]);
  narrow();
})();
