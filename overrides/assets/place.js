/*
 * Keeps the reader's place when the language changes, or both are shown side by side: a paragraph, heading or row has the
 * same id there. The id is added to the link when it is pressed, before the browser follows it, so that a new tab, a local
 * file and a sub-path all work. Without this script the link leads to the top of the page. The running head shows the place:
 * the section, the printed page, and how much has been read. So do the margins of printed paper: the book, the chapter, its
 * address.
 */
"use strict";
for (const moment of ["pointerdown", "click"]) {
  addEventListener(moment, event => {
    const link = /** @type {Element} */ (event.target).closest?.("a[data-keeps-place]");
    if (link) link.hash = place();
  }, true);
}
{
  let waiting = false, last = 0;
  const follow = () => {
    if (!waiting) requestAnimationFrame(() => { waiting = false; showPlace(last); last = scrollY; });
    waiting = true;
  };
  for (const moment of ["scroll", "resize", "load"]) addEventListener(moment, follow, {passive: true});
  for (const [name, text] of Object.entries(document.body.dataset)) {
    document.documentElement.style.setProperty(`--${name}`, JSON.stringify(text));
  }
  const top = document.querySelector(".top");
  top.addEventListener("click", () => {
    scrollTo({top: 0});
    document.getElementById("content").focus({preventScroll: true});
  });
  // It lies on what the keyboard goes back to: whoever uses one has the Home key.
  addEventListener("focusin", event => {
    if (/** @type {Element} */ (event.target).matches(".main :focus-visible")) top.hidden = true;
  });
}

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

/** @param {number} before where the page was scrolled to */
function showPlace(before) {
  const line = readingLine(), article = document.querySelector("article"), {top, bottom} = article.getBoundingClientRect();
  /** @param {string} selector */
  const last = selector => [...document.querySelectorAll(`article :is(${selector}):not(.parallel__side + * *)`)]
    .reverse().find(element => element.getBoundingClientRect().top <= line);
  const head = document.querySelector(".head"), title = article.querySelector("h1");
  head.classList.toggle("head--within", Boolean(title && title.getBoundingClientRect().bottom < head.offsetHeight));
  const heading = last("h2[id]");
  const words = [...heading?.childNodes ?? []].filter(node => !node.classList?.contains("headerlink"));
  const page = document.querySelector(".place__page"), number = last(".page-mark")?.dataset.page;
  document.querySelector(".place__section").textContent = words.map(node => node.textContent).join("");
  page.textContent = number ? page.dataset.label.replace("{}", number) : "";
  for (const link of document.querySelector(".nav__parts")?.querySelectorAll("a") ?? []) {
    if (heading && link.hash === `#${encodeURIComponent(heading.id)}`) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
  const read = -top / Math.max(bottom - top - innerHeight, 1);
  head.style.setProperty("--read", Math.min(Math.max(read, 0), 1));
  const back = document.querySelector(".top");
  if (scrollY !== before) back.hidden = scrollY > before || scrollY < innerHeight || !!document.querySelector(".main :focus-visible");
}

function readingLine() {
  return document.querySelector(".head").getBoundingClientRect().bottom + 40;
}
