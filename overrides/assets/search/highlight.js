// Highlights the query of the result from which a page is opened (`?h=`), block by block, as the search finds it.
"use strict";
{
  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, caption, dt, dd, pre, figcaption";
  const LEFT_OUT = "[aria-hidden=true], [data-search-exclude], [hidden], nav, svg, script, style, " +
    ".footnote-ref, .footnote-backref, .headerlink, .paragraph-link";
  const english = document.documentElement.lang === "en";

  /** @param {string} query */
  async function highlight(query) {
    const {prepare, parse, places} = await loadMatcher();
    const article = document.querySelector("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT,
      node => node.parentElement?.closest(LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    /** @type {Map<any, Text[]>} */
    const blocks = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = node.parentElement?.closest(BLOCKS) ?? null;
      if (article.contains(block)) blocks.set(block, [...blocks.get(block) ?? [], /** @type {Text} */ (node)]);
    }
    const {terms: together, apart, phrase} = parse(query);
    for (const terms of apart ? [together, apart] : [together]) {
      if (phrase) terms.push(phrase);
      const ranges = [...blocks.values()].flatMap(nodes => {
        const text = prepare(nodes.map(node => node.data).join("").replace(/\s/g, " "));
        return [...places(text, terms, 0, Infinity, () => !english)].flatMap(([from, to]) => parts(nodes, from, to));
      });
      // From the end, because a change moves the text after it.
      for (const [node, from, to] of ranges.reverse()) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        range.surroundContents(document.createElement("mark"));
      }
      if (ranges.length) return;
    }
  }

  // The parts of text nodes between two positions of their joined text.
  /** @type {(nodes: Text[], from: number, to: number) => [Text, number, number][]} */
  function parts(nodes, from, to) {
    /** @type {[Text, number, number][]} */
    const found = [];
    let begin = 0;
    for (const node of nodes) {
      const start = Math.max(from - begin, 0), end = Math.min(to - begin, node.length);
      if (start < end) found.push([node, start, end]);
      begin += node.length;
    }
    return found;
  }

  if (document.querySelector("article")) highlight(new URLSearchParams(location.search).get("h") ?? "");
}
