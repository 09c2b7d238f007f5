/*
 * Opens the search: by its button, by the focus of its field, by the key "/", which a reader can turn off, and where the
 * address has a query (`?q=`). What searches is fetched then, and no sooner. A page that is opened from a result (`?h=`) has
 * the query highlighted. Without this script the form leads to the page of the search, which says what else to do.
 */
"use strict";
{
  const box = document.getElementById("__find"), field = box.querySelector("input");
  const status = box.querySelector(".search__status");
  // Where there is none, the search is the page itself, and always open.
  const button = document.querySelector("button.search-button");
  const set = button ? openOver(button, box, () => field) : () => {};
  const parameters = new URLSearchParams(location.search), query = parameters.get("q");
  const worker = new URL(box.dataset.worker, location.href);

  // Loads a script once, by its address as the worker sees it.
  /** @type {Record<string, Promise<any>>} */
  const loaded = {};
  window.loadScript = name => loaded[name] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name, worker).href;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`not loaded: ${name}`));
    document.head.append(script);
  });
  // Filters or highlights text as the search does.
  /** @type {Promise<Matcher>} */
  let matcher;
  window.loadMatcher = () => matcher ??= (async () => {
    const received = new Promise(resolve => { window.searchSpellings = resolve; });
    await loadScript("matching.js");
    await loadScript("../../search/spellings.js");
    return Matching.makeMatcher(await received);
  })();

  const start = () => {
    set(true);
    // A copy of the site may lack what is fetched on demand.
    loadScript("search.js").catch(() => { status.textContent = status.dataset.failed; });
  };
  for (const moment of ["focus", "input"]) field.addEventListener(moment, start);
  // On a small screen the open search covers its button.
  button?.addEventListener("focus", () => set(false));
  // An input method's own Enter does not submit.
  field.form.addEventListener("submit", event => {
    event.preventDefault();
    loadScript("search.js").then(() => openFound());
  });
  addEventListener("keydown", event => {
    const typing = /** @type {Element} */ (event.target).closest?.("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (readingSettings().keys === "off") return;
    event.preventDefault();
    set(true);
    field.focus();
  });
  if (query) field.value = query;
  if (query || document.activeElement === field) start();
  if (parameters.get("h")) loadScript("highlight.js");
}
