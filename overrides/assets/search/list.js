/*
 * Prints what has been found, page by page, with the first passages of each; the others unfold. One link is printed in a
 * frame, and more where frames are fast, so that a slow machine, too, takes the next key at once. After the first pages
 * others follow as the reader scrolls to them. What the reader comes back to is there again: pages, and what was unfolded.
 */
"use strict";
/** @type {PrintFound} */
async function printFound(list, pages, {site, isCurrent, more, kept, restored}) {
  const PAGES = 10, SHOWN = 2, UNFOLDED = 10, FAST = 20;
  // Resolves after a frame: within it, the page would be laid out twice.
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  const shown = Math.max(PAGES, kept?.pages ?? 0);
  const pace = makePace();
  /** @type {Promise<void>[]} */
  const opened = [];
  let unfolded = Promise.resolve();
  for (let [at, {href, title, passages, left}] of pages.entries()) {
    if (at >= PAGES) {
      if (at === shown) await come();
      if (at >= shown && isCurrent()) await whenVisible(/** @type {Element} */ (list.lastElementChild));
      passages = await more({at, from: 0, count: SHOWN});
      left -= passages.length;
    }
    if (!isCurrent()) return;
    const entry = make("li", "search__page"), inside = makeList();
    list.append(entry);
    await print(entry, link(href, "search__title", title));
    if (passages.length) entry.append(inside);
    for (const passage of passages) await print(inside, item(passage));
    if (!left) continue;
    const details = /** @type {HTMLDetailsElement} */ (make("details", "search__more"));
    const summary = details.appendChild(document.createElement("summary"));
    summary.textContent = list.dataset[left === 1 ? "moreOne" : "more"].replace("{}", `${left}`);
    details.open = !!kept?.open.includes(at);
    entry.append(details);
    const fill = () => unfold(details, at, passages.length, left);
    if (details.open) opened.push(fill()); else unfolded = unfolded.then(fill);
  }
  if (pages.length <= shown) await come();

  async function come() {
    await Promise.all(opened);
    if (isCurrent()) restored();
  }
  /** @param {Element} parent @param {Element} child */
  async function print(parent, child) {
    parent.append(child);
    // Forces the layout here, not in the frame that takes the next key.
    child.getBoundingClientRect();
    await pace();
  }
  /** @type {(details: Element, at: number, from: number, left: number) => Promise<void>} */
  async function unfold(details, at, from, left) {
    const inside = details.appendChild(makeList());
    for (const end = from + left; from < end; from += UNFOLDED) {
      await frame();
      const passages = await more({at, from, count: UNFOLDED});
      if (!passages.length) return;
      inside.append(...passages.map(item));
    }
  }
  function makePace() {
    let count = 1, left = 1, begun = performance.now();
    return async () => {
      if (--left) return;
      await frame();
      count = performance.now() - begun < FAST ? count + 1 : 1;
      [left, begun] = [count, performance.now()];
    };
  }
  /** @param {Element} element */
  function whenVisible(element) {
    return new Promise(resolve => {
      const observer = new IntersectionObserver(entries => {
        if (!entries[entries.length - 1].isIntersecting) return;
        observer.disconnect();
        resolve(null);
      });
      observer.observe(element);
    });
  }

  /** @param {string} tag @param {string} name */
  function make(tag, name) {
    return Object.assign(document.createElement(tag), {className: name});
  }
  // A list without signs is none to Safari unless it says so.
  function makeList() {
    const inside = make("ul", "search__passages");
    inside.setAttribute("role", "list");
    return inside;
  }
  // What the worker tells is HTML.
  /** @type {(href: string, name: string, html: string) => HTMLElement} */
  function link(href, name, html) {
    return Object.assign(document.createElement("a"), {href: site + href, className: name, innerHTML: html});
  }
  /** @param {FoundPassage} passage */
  function item({href, heading, text}) {
    const element = document.createElement("li");
    const parts = [heading && `<b>${heading}</b>`, text && `<span>${text}</span>`];
    element.append(link(href, "search__passage", parts.join("")));
    return element;
  }
}
