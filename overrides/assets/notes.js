/*
 * Sets each note in the margin beside its reference, where the page is wide enough; elsewhere, and without this
 * script, the notes stay at the end. They are the same elements in the same order: only their position changes.
 */
"use strict";
{
  const GAP = 12;
  const article = document.querySelector("article:not(.parallel)");
  const notes = [...article?.querySelectorAll(".footnote > ol > li") ?? []];
  const reference = (/** @type {Element} */ note) => document.getElementById(note.id.replace("fn:", "fnref:"));
  // The author's and the editor's stand in lists of their own.
  notes.sort((a, b) => reference(a).compareDocumentPosition(reference(b)) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);

  const layOut = () => {
    if (getComputedStyle(notes[0]).position !== "absolute") return;
    const start = article.getBoundingClientRect().top;
    const box = (/** @type {Element} */ element) => {
      const {top, bottom} = element.getBoundingClientRect();
      return {top: top - start, bottom: bottom - start};
    };
    const quotes = [...article.querySelectorAll(".pull-quote")].map(box);
    let foot = 0;
    for (const note of notes) {
      const height = note.offsetHeight;
      let top = Math.max(box(reference(note)).top, foot);
      for (const quote of quotes) {
        // Above a pull-quote that it would overlap if there is room, or else below it.
        const above = quote.top - GAP - height;
        if (top < quote.bottom + GAP && top > above) top = above >= foot && top < quote.top ? above : quote.bottom + GAP;
      }
      note.style.setProperty("--beside", `${top}px`);
      foot = top + height + GAP;
    }
    article.style.setProperty("--notes-foot", `${foot}px`);
  };

  if (notes.length) {
    article.classList.add("notes-beside");
    new ResizeObserver(layOut).observe(article);
    document.fonts.ready.then(layOut);
  }
}
