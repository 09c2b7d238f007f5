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
    receive(answer({type: SETUP, data: {language, file: true}}));
    // Each answer in a task of its own, as a worker's.
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => receive(answer(data));
    return message => port2.postMessage(message);
  }

  class LazyWorker extends EventTarget {
    #started;
    #waiting = null;
    #busy = false;
    #asked = [];
    // The latest, until the next is asked for.
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
    // Of what is typed while an answer is on its way, only the last is asked.
    async postMessage(message) {
      if (message.type !== QUERY) return;
      if (this.#busy) { this.#waiting = message; return; }
      this.#busy = true;
      this.result = null;
      (await this.#started)(message);
    }
    // So many passages of a result's page at `at` behind the first `from`; none when it is no more the latest.
    async more(result, at, from, count) {
      const ask = await this.#started;
      if (result !== this.result) return [];
      return new Promise(resolve => {
        this.#asked.push(resolve);
        ask({type: MORE, data: {at, from, count}});
      });
    }
    #receive(message) {
      if (message.type === MORE) return this.#asked.shift()(message.data);
      // Of a result the theme learns only that there is one, and empties its list: it would print all at once.
      const told = message.type === RESULT ? {type: RESULT, data: {items: []}} : message;
      this.dispatchEvent(new MessageEvent("message", {data: told}));
      if (message.type !== RESULT) return;
      const next = this.#waiting;
      this.#busy = false;
      this.#waiting = null;
      this.result = message.data;
      tell(this.result);
      if (next) this.postMessage(next); else print(this, this.result);
    }
  }

  // Say what was found, or what to do where nothing was.
  function tell({found, items}) {
    const {initial, none, one, some} = status.dataset;
    const text = !field.value.trim() ? initial : !found ? none : found === 1 ? one : some;
    const words = {query: field.value.trim(), found, pages: items.length};
    status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]);
  }

  // Print a result into the theme's list, a page after the other, with its first passages; what is left of a page unfolds.
  // A link is printed in a frame, and more where frames are fast: so a slow machine, too, takes the next key at once. Behind
  // the first pages others follow as the reader comes to them.
  const PAGES = 10, SHOWN = 2, UNFOLDED = 10, FAST = 20;
  // Goes on behind a frame: within it, the page would be laid out twice.
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
  const inSight = element => new Promise(resolve => {
    const observer = new IntersectionObserver(entries => {
      if (!entries.at(-1).isIntersecting) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(element);
  });
  async function print(worker, result) {
    const list = document.querySelector(".md-search-result__list");
    const pace = makePace();
    let unfolded = Promise.resolve();
    for (let [at, [own, ...passages]] of result.items.entries()) {
      const count = passages.length + result.more[at];
      if (at >= PAGES && worker.result === result) {
        await inSight(list.lastElementChild);
        passages = await worker.more(result, at, 0, SHOWN);
      }
      if (worker.result !== result) return;
      const entry = document.createElement("li");
      entry.className = "md-search-result__item";
      list.append(entry);
      for (const element of [link(own, "h1"), ...passages.map(passage => link(passage, "h2"))]) {
        entry.append(element);
        // Has it laid out here, and not in the frame that takes the next key.
        element.getBoundingClientRect();
        await pace();
      }
      const left = count - passages.length;
      if (!left) continue;
      const details = document.createElement("details");
      const name = `search.result.more.${left === 1 ? "one" : "other"}`;
      details.className = "md-search-result__more";
      details.innerHTML = '<summary><div></div></summary>';
      details.querySelector("div").textContent = config.translations[name].replace("#", left);
      entry.append(details);
      unfolded = unfolded.then(() => unfold(details, worker, result, at, passages.length, count));
    }
  }
  async function unfold(details, worker, result, at, from, count) {
    for (; from < count; from += UNFOLDED) {
      await frame();
      const passages = await worker.more(result, at, from, UNFOLDED);
      if (!passages.length) return;
      details.append(...passages.map(passage => link(passage, "h2")));
    }
  }

  // A page or a passage, as the theme prints them. Enter opens what has the highest score.
  function link({location, title, text, score}, heading) {
    const element = document.createElement("a");
    element.className = "md-search-result__link";
    element.href = new URL(location, site);
    element.innerHTML = `<article class="md-search-result__article md-typeset" data-md-score="${score}"><${heading}>${title}</${heading}>${text}</article>`;
    return element;
  }

  if (field) {
    const Native = window.Worker;
    window.Worker = class {
      constructor() {
        window.Worker = Native;
        return new LazyWorker();
      }
    };
    field.form.addEventListener("submit", event => event.preventDefault());
    // The theme listens to keys alone: what is pasted, spoken or chosen from an input method would not be looked for. What is
    // typed shows first.
    field.addEventListener("input", () => setTimeout(() => field.dispatchEvent(new KeyboardEvent("keyup"))));
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
