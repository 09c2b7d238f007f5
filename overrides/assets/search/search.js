/*
 * Search in the page. The theme's search box asks a worker; this gives it one that is fetched only when the box gets the
 * focus, and that works in a page opened as a file, where no worker may start. Loaded before the theme's script.
 *
 * A page that is opened from a result (`?h=`) has the query highlighted.
 */
"use strict";
(() => {
  const SETUP = 0, QUERY = 2, RESULT = 3, MORE = 4;
  /** @type {SearchConfig} */
  const config = JSON.parse(document.getElementById("__config").textContent);
  const script = new URL(config.search, location.href);
  const site = new URL(config.base, location.href);
  const language = document.documentElement.lang === "en" ? "en" : "zh";
  const field = document.querySelector("[data-md-component=search-query]");
  const status = document.querySelector(".search-status");

  /** @param {URL} url */
  function load(url) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = url.href;
      element.onload = resolve;
      element.onerror = () => reject(new Error(`not loaded: ${url}`));
      document.head.append(element);
    });
  }

  // Start the search; return what takes a message. Each answer goes to `receive`.
  /** @type {(receive: Receive) => Promise<Send>} */
  async function start(receive) {
    if (location.protocol !== "file:") {
      const worker = new Worker(script);
      await new Promise((resolve, reject) => {
        worker.onerror = reject;
        worker.onmessage = ({data}) => { resolve(null); receive(data); };
        worker.postMessage({type: SETUP, data: {language, file: false}});
      });
      return message => worker.postMessage(message);
    }
    await load(new URL("matching.js", script));
    await load(script);
    await load(new URL("search/spellings.js", site));
    await load(new URL("search/index.js", site));
    receive(answer({type: SETUP, data: {language, file: true}}));
    // Each answer in a task of its own, as from a worker.
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => receive(answer(data));
    return message => port2.postMessage(message);
  }

  class LazyWorker extends EventTarget {
    /** @type {any} */
    #started;
    /** @type {Message | null} */
    #waiting = null;
    #busy = false;
    /** @type {((passages: Item[]) => void)[]} */
    #requests = [];
    // The latest, until the next query.
    /** @type {Result | null} */
    result = null;

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
    // Of the queries that are typed during a search, only the last is sent.
    /** @param {Message} message */
    async postMessage(message) {
      if (message.type !== QUERY) return;
      if (this.#busy) { this.#waiting = message; return; }
      this.#busy = true;
      this.result = null;
      (await this.#started)(message);
    }
    // Passages of page `at` of a result, `count` of them from `from` on; none when a newer query has been sent.
    /** @type {MorePassages} */
    async more(result, at, from, count) {
      /** @type {Send} */
      const ask = await this.#started;
      if (result !== this.result) return [];
      return new Promise(resolve => {
        this.#requests.push(resolve);
        ask({type: MORE, data: {at, from, count}});
      });
    }
    /** @type {Receive} */
    #receive(message) {
      if (message.type === MORE) return this.#requests.shift()?.(message.data);
      // The theme gets an empty result, and empties its list: it would print all at once.
      const empty = message.type === RESULT ? {type: RESULT, data: {items: []}} : message;
      this.dispatchEvent(new MessageEvent("message", {data: empty}));
      if (message.type !== RESULT) return;
      const next = this.#waiting;
      this.#busy = false;
      this.#waiting = null;
      this.result = message.data;
      report(message.data);
      if (next) this.postMessage(next); else print(this, message.data);
    }
  }

  // Say what was found, or what to do if nothing was.
  /** @param {Result} result */
  function report({found, items}) {
    const {initial, none, one, some} = status.dataset;
    const text = !field.value.trim() ? initial : !found ? none : found === 1 ? one : some;
    /** @type {Record<string, any>} */
    const words = {query: field.value.trim(), found, pages: items.length};
    status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }

  // Print a result into the theme's list, page by page, with the first passages of each; the others unfold. One link is
  // printed in a frame, and more where frames are fast, so that a slow machine, too, takes the next key at once. After the
  // first pages, others follow as the reader scrolls to them.
  const PAGES = 10, SHOWN = 2, UNFOLDED = 10, FAST = 20;
  // Resolves after a frame: within it, the page would be laid out twice.
  const frame = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
  function makePace() {
    let count = 1, left = 1, begun = performance.now();
    return async () => {
      if (--left) return;
      await frame();
      count = performance.now() - begun < FAST ? count + 1 : 1;
      [left, begun] = [count, performance.now()];
    };
  }
  const whenVisible = (/** @type {Element} */ element) => new Promise(resolve => {
    const observer = new IntersectionObserver(entries => {
      if (!entries.at(-1)?.isIntersecting) return;
      observer.disconnect();
      resolve(null);
    });
    observer.observe(element);
  });
  /** @param {LazyWorker} worker @param {Result} result */
  async function print(worker, result) {
    const list = document.querySelector(".md-search-result__list");
    const pace = makePace();
    let unfolded = Promise.resolve();
    for (let [at, [own, ...passages]] of result.items.entries()) {
      const count = passages.length + result.more[at];
      if (at >= PAGES && worker.result === result) {
        await whenVisible(/** @type {Element} */ (list.lastElementChild));
        passages = await worker.more(result, at, 0, SHOWN);
      }
      if (worker.result !== result) return;
      const entry = document.createElement("li");
      entry.className = "md-search-result__item";
      list.append(entry);
      for (const element of [link(own, "h1"), ...passages.map(passage => link(passage, "h2"))]) {
        entry.append(element);
        // Forces the layout here, not in the frame that takes the next key.
        element.getBoundingClientRect();
        await pace();
      }
      const left = count - passages.length;
      if (!left) continue;
      const details = document.createElement("details");
      const name = `search.result.more.${left === 1 ? "one" : "other"}`;
      details.className = "md-search-result__more";
      details.innerHTML = '<summary><div></div></summary>';
      details.querySelector("div").textContent = config.translations[name].replace("#", String(left));
      entry.append(details);
      unfolded = unfolded.then(() => unfold(details, worker, result, at, passages.length, count));
    }
  }
  /** @type {Unfold} */
  async function unfold(details, worker, result, at, from, count) {
    for (; from < count; from += UNFOLDED) {
      await frame();
      const passages = await worker.more(result, at, from, UNFOLDED);
      if (!passages.length) return;
      details.append(...passages.map(passage => link(passage, "h2")));
    }
  }

  // A page or a passage, as the theme prints them. Enter opens what has the highest score.
  /** @param {Item} item @param {string} heading */
  function link({location, title, text, score}, heading) {
    const element = document.createElement("a");
    element.className = "md-search-result__link";
    element.href = new URL(location, site).href;
    element.innerHTML = `<article class="md-search-result__article md-typeset" data-md-score="${score}"><${heading}>${title}</${heading}>${text}</article>`;
    return element;
  }

  if (field) {
    const Native = window.Worker;
    /** @type {any} */ (window).Worker = class {
      constructor() {
        window.Worker = Native;
        return new LazyWorker();
      }
    };
    field.form.addEventListener("submit", event => event.preventDefault());
    // The theme listens to keys only, so it would not search for text that is pasted, dictated or chosen from an input method.
    // The text shows first.
    field.addEventListener("input", () => setTimeout(() => field.dispatchEvent(new KeyboardEvent("keyup"))));
    // Enter and arrows that choose a word in an input method choose no result.
    addEventListener("keydown", event => { if (event.isComposing) event.stopImmediatePropagation(); }, true);
  }

  // Filters or highlights text as the search does.
  /** @type {Promise<Matcher>} */
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
        return [...places(text, terms, 0, Infinity, () => language !== "en")].flatMap(([from, to]) => parts(nodes, from, to));
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

  const query = new URLSearchParams(location.search).get("h");
  if (query && document.querySelector("article")) highlight(query);
})();
