/*
 * Says above the text what has changed since this browser last showed the page, and marks it. A number for the words of
 * each block is kept in the browser and goes nowhere; what was kept the last time stays the measure until the tab is
 * closed. A page in another language than its own has been translated by the browser: its words are not ours.
 */
"use strict";
// The page is painted first; one that is in no hurry to be idle compares after two seconds.
if ("requestIdleCallback" in window) requestIdleCallback(compare, {timeout: 2000}); else setTimeout(compare);
function compare() {
  try {
    const article = document.querySelector("article"), line = document.querySelector(".since-visit"), close = line.lastChild;
    /** @type {Element[]} */
    const changed = [];
    const key = location.pathname, kept = sessionStorage[key], last = kept || localStorage[key] || " ";
    let now = Date.now() + " ";
    for (const block of article.querySelectorAll("[id]:not(.data-table, div, span, sup, .footnote *)")) {
      const copy = /** @type {Element} */ (block.cloneNode(true)), link = document.createElement("a");
      // The lists inside have blocks of their own; notes, links to itself and what is said of the translation are not its words.
      copy.querySelectorAll("ul, ol, a[class]").forEach(part => part.remove());
      const words = copy.textContent.trim();
      let sum = 0;
      for (const sign of words.replace(/\s/g, "")) sum = sum * 31 + sign.charCodeAt(0) | 0;
      const state = ` ${block.id} ${sum} `;
      now += state;
      if (last === " " || last.includes(state)) continue;
      changed.push(block);
      link.href = `#${block.id}`;
      link.append(words.length > 24 ? words.slice(0, 24) + "…" : words);
      close.before(link, " ");
    }
    if (line.lang.startsWith(document.documentElement.lang)) {
      if (!kept) localStorage[key] = now;
      sessionStorage[key] = last;
      if (changed[0]) {
        const date = new Date(parseInt(last)).toLocaleDateString(line.lang, {dateStyle: "long"});
        const said = line.dataset[changed[1] ? "many" : "one"], mark = () => changed.forEach(block => block.classList.toggle("since"));
        line.prepend(said.replace("{date}", date).replace("{count}", `${changed.length}`), " ");
        line.hidden = false;
        article.prepend(line);
        mark();
        close.onclick = () => {
          sessionStorage[key] = " ";
          line.remove();
          mark();
          article.focus();
        };
      }
    }
  } catch {
    // Nothing may be kept, or there is nothing to say it in.
  }
}
