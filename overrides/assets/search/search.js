/*
 * Search, as a page sees it. The theme's search box asks a worker; this hands it one that is fetched only when a reader
 * goes to the box, and that works in a page opened as a file, where no worker may start. Loaded before the theme's script.
 *
 * On a page that a result has led to (`?h=`), what was sought is marked.
 */
"use strict";
(() => {
  const SETUP = 0, QUERY = 2, RESULT = 3, MORE = 4;
  const config = JSON.parse(document.getElementById("__config").textContent);
  const script = new URL(config.search, location);
  const site = new URL(config.base, location);
  const language = document.documentElement.lang === "en" ? "en" : "zh";
  const field = document.querySelector("[data-md-component=search-query]");
  const status = document.querySelector(".search-status");

  function load(url) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`not loaded: ${url}`));
      document.head.append(element);
    });
  }

  // What takes a message and hands each answer to `receive`.
  async function start(receive) {
    if (location.protocol !== "file:") {
      const worker = new Worker(script);
      await new Promise((resolve, reject) => {
        worker.onerror = reject;
        worker.onmessage = ({data}) => { resolve(); receive(data); };
        worker.postMessage({type: SETUP, data: {language, file: false}});
      });
      return message => worker.postMessage(message);
    }
    await load(new URL("matching.js", script));
    await load(script);
    await load(new URL("search/spellings.js", site));
    await load(new URL("search/index.js", site));
    const ask = message => receive(answer(message));
    ask({type: SETUP, data: {language, file: true}});
    return ask;
  }

  class LazyWorker extends EventTarget {
    #started;
    #waiting = null;
    #busy = false;
    #asked = [];

    constructor() {
      super();
      field.addEventListener("focus", () => this.#start(), {once: true});
      if (document.activeElement === field) this.#start();
    }
    #start() {
      status.textContent = status.dataset.loading;
      this.#started = start(message => this.#receive(message));
      this.#started.then(() => { if (!field.value) status.textContent = status.dataset.initial; }, () => {
        status.textContent = status.dataset.failed;
      });
    }
    // Of what is typed while an answer is on its way, only the last is asked.
    async postMessage(message) {
      if (message.type !== QUERY) return;
      if (this.#busy) { this.#waiting = message; return; }
      this.#busy = true;
      (await this.#started)(message);
    }
    // So many passages of the page at `at` behind the first `from`; none when another result is on its way.
    async more(at, from, count) {
      if (this.#busy) return [];
      const ask = await this.#started;
      return new Promise(resolve => {
        this.#asked.push(resolve);
        ask({type: MORE, data: {at, from, count}});
      });
    }
    #receive(message) {
      if (message.type === MORE) return this.#asked.shift()(message.data);
      if (message.type === RESULT) tell(message.data);
      this.dispatchEvent(new MessageEvent("message", {data: message}));
      if (message.type !== RESULT) return;
      const next = this.#waiting;
      this.#busy = false;
      this.#waiting = null;
      if (next) this.postMessage(next);
    }
  }

  // Say what was found, or what to do where nothing was; unfold the rest of each page as the theme prints it.
  let result = {more: []};
  function tell(told) {
    result = told;
    const {initial, none, one, some} = status.dataset;
    const text = !field.value.trim() ? initial : !told.found ? none : told.found === 1 ? one : some;
    const words = {query: field.value.trim(), found: told.found, pages: told.items.length};
    status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }

  // The theme prints the first pages of a result at once, the next ones as the reader scrolls; what it has printed is filled
  // here, a page at a time; what is left of a page unfolds, and is printed a few passages a frame, that nobody waits for it.
  const SHOWN = 2, UNFOLDED = 10;
  const frame = () => new Promise(requestAnimationFrame);
  function fillEntries(list, worker) {
    let filled = Promise.resolve(), unfolded = Promise.resolve();
    new MutationObserver(changes => {
      for (const entry of changes.flatMap(change => [...change.addedNodes])) {
        const at = [...list.children].indexOf(entry), left = result.more[at];
        if (!left) continue;
        const own = filled = filled.then(() => fill(entry, worker, at, left));
        unfolded = unfolded.then(() => own).then(unfold => unfold?.());
      }
    }).observe(list, {childList: true});
  }
  async function fill(entry, worker, at, left) {
    let shown = entry.childElementCount - 1;
    if (!entry.isConnected) return;
    if (!shown) {
      const found = await worker.more(at, 0, SHOWN);
      entry.append(...found.map(passage));
      shown = found.length;
      left -= shown;
      await frame();
    }
    if (shown && left) return unfolding(entry, worker, at, shown, left);
  }
  // Put what unfolds into an entry, and return what fills it.
  function unfolding(entry, worker, at, shown, count) {
    const details = document.createElement("details");
    const name = `search.result.more.${count === 1 ? "one" : "other"}`;
    details.className = "md-search-result__more";
    details.innerHTML = '<summary tabindex="-1"><div></div></summary>';
    details.querySelector("div").textContent = config.translations[name].replace("#", count);
    entry.append(details);
    return async () => {
      for (let told = 0; told < count && details.isConnected;) {
        const found = await worker.more(at, shown + told, UNFOLDED);
        if (!found.length || !details.isConnected) return;
        details.append(...found.map(passage));
        told += found.length;
        await frame();
      }
    };
  }
  function passage({location, title, text}) {
    const link = document.createElement("a");
    link.className = "md-search-result__link";
    link.href = new URL(location, site);
    link.tabIndex = -1;
    link.innerHTML = `<article class="md-search-result__article md-typeset"><h2>${title}</h2>${text}</article>`;
    return link;
  }

  if (field) {
    const Native = window.Worker;
    window.Worker = class {
      constructor() {
        window.Worker = Native;
        const worker = new LazyWorker();
        fillEntries(document.querySelector(".md-search-result__list"), worker);
        return worker;
      }
    };
    field.form.addEventListener("submit", event => event.preventDefault());
    // The theme listens to keys alone: what is pasted, spoken or chosen from an input method would not be looked for.
    field.addEventListener("input", () => field.dispatchEvent(new KeyboardEvent("keyup")));
    // Enter and the arrows that choose a word in an input method choose no result.
    addEventListener("keydown", event => { if (event.isComposing) event.stopImmediatePropagation(); }, true);
  }

  // What filters or marks text as the search does.
  let matcher;
  window.loadMatcher = () => matcher ??= (async () => {
    const received = new Promise(resolve => { window.searchSpellings = resolve; });
    await load(new URL("matching.js", script));
    await load(new URL("search/spellings.js", site));
    return Matching.makeMatcher(await received);
  })();

  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, td, th, caption, dt, dd, pre, figcaption";
  const LEFT_OUT = "[aria-hidden=true], [data-search-exclude], [hidden], nav, svg, script, style, " +
    ".footnote-ref, .footnote-backref, .headerlink, .paragraph-link";

  async function markSought(query) {
    const {prepare, parse, places} = await loadMatcher();
    const article = document.querySelector("article");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT,
      node => node.parentElement.closest(LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const blocks = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const block = node.parentElement.closest(BLOCKS);
      if (article.contains(block)) blocks.set(block, [...blocks.get(block) ?? [], node]);
    }
    const asked = parse(query);
    for (const terms of [asked.terms, asked.apart].filter(Boolean)) {
      if (asked.phrase) terms.push(asked.phrase);
      const ranges = [...blocks.values()].flatMap(nodes => {
        const text = prepare(nodes.map(node => node.data).join("").replace(/\s/g, " "));
        return [...places(text, terms, 0, Infinity, () => language !== "en")].flatMap(([from, to]) => parts(nodes, from, to));
      });
      // From behind, or what is in front would move.
      for (const [node, from, to] of ranges.reverse()) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        range.surroundContents(document.createElement("mark"));
      }
      if (ranges.length) return;
    }
  }

  // The parts of text nodes that lie between two places of their joined text.
  function parts(nodes, from, to) {
    const found = [];
    let begin = 0;
    for (const node of nodes) {
      const start = Math.max(from - begin, 0), end = Math.min(to - begin, node.length);
      if (start < end) found.push([node, start, end]);
      begin += node.length;
    }
    return found;
  }

  const sought = new URLSearchParams(location.search).get("h");
  if (sought && document.querySelector("article")) markSought(sought);
})();
