/*
 * Keeps the reader's place on the way to the other language, and to both side by side: a paragraph, heading or table has
 * the same id there. The link is given that id when it is pressed, before the browser follows it in its own way: a new
 * tab, a file, a sub-path are all the same. Without this script the link leads to the top of the page.
 */
"use strict";
for (const moment of ["pointerdown", "click"]) {
  addEventListener(moment, event => {
    const link = event.target.closest?.("a[data-keeps-place]");
    if (link) link.hash = place();
  }, true);
}

// The id of the first block whose foot is below the line where reading begins; none at the top of the page.
function place() {
  const line = document.querySelector(".md-header").getBoundingClientRect().bottom + 40;
  const blocks = [...document.querySelectorAll("article :is(p, li, h2, h3, figure, blockquote, .parallel__row)[id]")];
  const passed = block => block.getBoundingClientRect().bottom <= line;
  return scrollY > 0 && blocks.some(passed) ? blocks.find(block => !passed(block))?.id ?? blocks.at(-1).id : "";
}
