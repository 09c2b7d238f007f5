/*
 * Keeps the reader's place when the language changes, or both are shown side by side: a paragraph, heading or row has the
 * same id there. The id is added to the link when it is pressed, before the browser follows it, so that a new tab, a local
 * file and a sub-path all work. Without this script the link leads to the top of the page. The running head shows the place:
 * the section, the printed page, and how much has been read.
 */
"use strict";
for (const moment of ["pointerdown", "click"]) {
  addEventListener(moment, event => {
    const link = /** @type {Element} */ (event.target).closest?.("a[data-keeps-place]");
    if (link) link.hash = place();
  }, true);
}
for (const moment of ["scroll", "resize", "load"]) addEventListener(moment, () => requestAnimationFrame(showPlace));

// The id of the first block that ends below the line where reading begins, and in a table of the row; empty at the top of
// the page.
function place() {
  const line = readingLine();
  const passed = (/** @type {Element} */ block) => block.getBoundingClientRect().bottom <= line;
  /** @param {Element[]} blocks */
  const reached = blocks => blocks.some(passed) ? blocks.find(block => !passed(block)) ?? blocks.at(-1) : null;
  const within = (/** @type {Element} */ element, /** @type {string} */ blocks) => reached([...element.querySelectorAll(blocks)]);
  const article = document.querySelector("article");
  const block = scrollY > 0 && within(article, ":is(p, li, h2, h3, figure, blockquote, .parallel__row)[id]");
  return block ? (within(block, "tr[id]") ?? block).id : "";
}

function showPlace() {
  const line = readingLine(), {top, bottom} = document.querySelector("article").getBoundingClientRect();
  /** @param {string} selector */
  const last = selector => [...document.querySelectorAll(`article :is(${selector}):not(.parallel__side + * *)`)]
    .findLast(element => element.getBoundingClientRect().top <= line);
  const words = [...last("h2[id]")?.childNodes ?? []].filter(node => !node.classList?.contains("headerlink"));
  const page = document.querySelector(".place__page"), number = last(".page-mark")?.dataset.page;
  document.querySelector(".place__section").textContent = words.map(node => node.textContent).join("");
  page.textContent = number ? page.dataset.label.replace("{}", number) : "";
  const read = -top / Math.max(bottom - top - innerHeight, 1);
  document.querySelector(".md-header").style.setProperty("--read", Math.min(Math.max(read, 0), 1));
}

function readingLine() {
  return document.querySelector(".md-header").getBoundingClientRect().bottom + 40;
}
