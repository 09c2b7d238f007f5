/*
 * Searches while a reader types. find.js fetches this at the first use; it starts the worker, or in a page that is opened as
 * a file, where no worker may start, does the worker's part itself. The address has the query (`?q=`), and the entry of the
 * browser's history what is unfolded and how far the list is scrolled, so that Back restores all of it.
 */
"use strict";
{
  const box = document.getElementById("__find"), output = box.querySelector(".search__output");
  const field = box.querySelector("input"), status = box.querySelector(".search__status");
  const list = box.querySelector(".search__list"), share = box.querySelector("a[data-search-page]");
  const script = new URL(box.dataset.worker, location.href);
  const site = siteRoot().href;
  // The page of the search has no button to open it, and scrolls as a whole.
  const isPage = !document.querySelector("button.search-button");
  const scroller = isPage ? /** @type {Element} */ (document.scrollingElement) : output;
  /** @type {((answer: any) => void)[]} */
  const asked = [];
  let busy = false, opening = false, saving = 0, followed = "";
  /** @type {Result | null} */
  let result = null;
  /** @type {Kept | null} */
  let kept = history.state?.search ?? null;

  // Starts the search; returns what takes a message. Each has one answer, in order.
  /** @type {() => Promise<Send>} */
  async function start() {
    const settings = {language: document.documentElement.lang === "en" ? "en" : "zh", other: box.dataset.other};
    /** @type {(answer: any) => void} */
    const receive = answer => asked.shift()?.(answer);
    if (location.protocol !== "file:") {
      const worker = new Worker(script);
      await new Promise((resolve, reject) => {
        worker.onerror = reject;
        worker.onmessage = resolve;
        worker.postMessage({type: "set-up", data: {...settings, file: false}});
      });
      worker.onmessage = ({data}) => receive(data);
      return message => worker.postMessage(message);
    }
    const matcher = await loadMatcher();
    await loadScript("worker.js");
    for (const language of ["zh", "en"]) await loadScript(`../../search/${language}.js`);
    answer({type: "set-up", data: {.../** @type {any} */ (settings), file: true, matcher}});
    // Each answer in a task of its own, as from a worker.
    const {port1, port2} = new MessageChannel();
    port1.onmessage = ({data}) => receive(answer(data));
    return message => port2.postMessage(message);
  }
  status.textContent = status.dataset.loading;
  const started = Promise.all([start(), loadScript("list.js")]).then(([send]) => send);
  started.then(() => { if (!field.value) status.textContent = status.dataset.initial; }, () => {
    status.textContent = status.dataset.failed;
  });
  /** @type {Ask} */
  async function ask(message) {
    const send = await started;
    return new Promise(resolve => {
      asked.push(resolve);
      send(message);
    });
  }

  // Of the queries that are typed during a search, only the last is asked for.
  async function search() {
    opening = false;
    followed = "";
    remember();
    if (busy) return;
    busy = true;
    for (let query; query !== field.value;) {
      query = field.value;
      result = null;
      const found = await ask({type: "find", data: query});
      report(query.trim(), found);
      if (query === field.value) show(query.trim(), found);
    }
    busy = false;
    if (opening) open();
  }

  // Says what was found, or what to do if nothing was.
  /** @type {(query: string, result: Result) => void} */
  function report(query, {found, pages, partial}) {
    const {initial, none, one, some} = status.dataset;
    const text = !query ? initial : !found ? none : found === 1 ? one : some;
    /** @type {Record<string, any>} */
    const words = {query, found, pages: pages.length};
    status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => words[name]) + (partial ? ` ${status.dataset.partial}` : "");
  }

  /** @type {(query: string, found: Result) => void} */
  function show(query, found) {
    const isCurrent = () => result === found;
    if (kept?.query !== query) kept = null;
    result = found;
    list.replaceChildren();
    list.hidden = !found.found;
    if (share) {
      share.hidden = list.hidden;
      share.search = new URLSearchParams({q: query}).toString();
    }
    printFound(list, found.pages, {
      site,
      isCurrent,
      more: async data => isCurrent() ? ask({type: "more", data}) : [],
      kept,
      restored() {
        if (kept) scroller.scrollTop = kept.scroll;
        [...list.querySelectorAll("a")].find(link => link.href === kept?.link)?.focus({preventScroll: true});
        kept = null;
      },
    });
  }

  // Keeps the query in the address while it is in sight, beside whatever else the address has.
  function remember() {
    const url = new URL(location.href), {searchParams} = url, query = field.value.trim();
    const shown = isPage || box.classList.contains("open") ? query : "";
    if (shown) searchParams.set("q", shown); else searchParams.delete("q");
    // The same search in the other language.
    if (isPage) for (const link of document.querySelectorAll("a[data-keeps-place]")) link.search = url.search;
    if (shown !== (new URLSearchParams(location.search).get("q") ?? "")) replace(kept, url.href);
  }
  /** @type {(search: Kept | null, url?: string) => void} */
  function replace(search, url) {
    // Browsers limit how often this may be done.
    try { history.replaceState({...history.state, search}, "", url); } catch { /* The next time will do. */ }
  }
  function keep(link = followed) {
    followed = link;
    // What is being restored is not there yet.
    if (kept || !result) return;
    const pages = [...list.children], query = field.value.trim();
    const open = pages.flatMap((page, at) => page.querySelector("details[open]") ? [at] : []);
    replace({query, pages: pages.length, open, scroll: scroller.scrollTop, link});
  }
  function keepSoon() {
    clearTimeout(saving);
    saving = setTimeout(() => keep(), 150);
  }

  // Opens the first page if it is called so, or else the first passage; find.js calls this.
  window.openFound = () => { if (busy) opening = true; else open(); };
  function open() {
    const [page] = result?.pages ?? [];
    if (!page) return;
    const {href} = new URL((page.titled ? page : page.passages[0]).href, site);
    keep(href);
    location.assign(href);
  }

  // Where the search does not start, the status says so.
  const searchOrNot = () => search().catch(() => {});
  field.addEventListener("input", searchOrNot);
  field.form.addEventListener("reset", () => {
    field.focus();
    setTimeout(searchOrNot);
  });
  box.addEventListener("keydown", event => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [field, ...list.querySelectorAll("a, summary")].filter(stop => stop.getClientRects().length);
    event.preventDefault();
    stops[stops.indexOf(/** @type {HTMLInputElement} */ (document.activeElement)) + step]?.focus();
  });
  list.addEventListener("click", event => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (link) keep(link.href);
  });
  list.addEventListener("toggle", keepSoon, true);
  (isPage ? window : output).addEventListener("scroll", keepSoon);
  new MutationObserver(remember).observe(box, {attributeFilter: ["class"]});
  if (field.value) searchOrNot();
}
