/*
 * Serves the publication as a reader has kept it. `hooks/editions/web_app.py` puts it at the root of the site, since a
 * worker has only what stands below it in its charge, and ends it with the files of this version: when one of them changes,
 * the browser finds another worker.
 *
 * No page is mixed of two versions: a worker serves its own alone, is ready when it has all of it, and takes over when no
 * page of the former is open, or the only one has just been opened and is loaded again (page.js).
 */
"use strict";
/** @param {Record<string, string>} files each name below the site, with the SHA-256 of its bytes in base64 */
function serveKept(files) {
  const {scope} = registration;
  // Named by its bytes, too: two versions stand side by side, and what both have is fetched once.
  const entry = (/** @type {string} */ name) => new URL(`${encodeURI(name)}?${files[name]}`, scope).href;
  const entries = new Map(Object.keys(files).map(name => [entry(name), name]));
  const has = (/** @type {string} */ name) => entries.has(entry(name));
  const pages = async () => (await clients.matchAll({includeUncontrolled: true})).filter(({url}) => url.startsWith(scope));

  // Fetches what is missing; what an attempt has got is not fetched again by the next.
  async function keep() {
    const cache = await caches.open(scope);
    const there = new Set((await cache.keys()).map(({url}) => url));
    const missing = [...entries].filter(([url]) => !there.has(url));
    const fetchNext = async () => {
      for (let next; (next = missing.pop());) {
        const [url, name] = next, address = new URL(encodeURI(name.replace(/(^|\/)index\.html$/, "$1")), scope);
        // The bytes say whether it is the right file, whatever the status; one that was led on to serves no page as it is.
        const {body, headers} = await fetch(address, {cache: "no-cache", integrity: `sha256-${files[name]}`});
        await cache.put(url, new Response(body, {headers}));
      }
    };
    await Promise.all(Array.from({length: 6}, fetchNext)).finally(() => { missing.length = 0; });
  }
  async function keepAndTell() {
    let failure = "";
    const kept = keep();
    await kept.catch(error => { failure = error.name; });
    for (const page of await pages()) page.postMessage(failure);
    return kept;
  }
  async function removeOthers() {
    const cache = await caches.open(scope);
    for (const request of await cache.keys()) if (!entries.has(request.url)) await cache.delete(request);
  }
  async function takeOver() {
    if ((await pages()).length < 2) await skipWaiting();
  }

  // The name of the file at an address; "" outside the site.
  /** @param {string} address */
  function fileAt(address) {
    const {origin, pathname} = new URL(address), {pathname: root} = new URL(scope);
    if (!(origin + pathname).startsWith(scope)) return "";
    return decodeURI(pathname.slice(root.length)).replace(/(^|\/)$/, "$1index.html");
  }
  // What the browser has lost comes from the network.
  /** @param {string} name @param {Request} request */
  const kept = async (name, request) => await (await caches.open(scope)).match(entry(name)) ?? fetch(request);

  addEventListener("install", (/** @type {ExtendableEvent} */ event) => event.waitUntil(keepAndTell()));
  addEventListener("activate", (/** @type {ExtendableEvent} */ event) => event.waitUntil(removeOthers()));
  addEventListener("message", (/** @type {ExtendableEvent} */ event) => {
    event.waitUntil(event.data === "keep" ? keepAndTell() : takeOver());
  });
  addEventListener("fetch", (/** @type {ExtendableEvent} */ event) => {
    const {request} = event, {method, mode, referrer} = request, name = fileAt(request.url), page = mode === "navigate";
    // A page that is not kept is of another version, and so is what it asks for.
    const other = !page && referrer && !has(fileAt(referrer));
    if (method !== "GET") return;
    if (has(name) && !other) event.respondWith(kept(name, request));
    else if (page && has(`${name}/index.html`)) event.respondWith(Response.redirect(request.url.replace(/(?=[?#]|$)/, "/")));
    // A file that is not kept, such as a book, is left to the browser, which says itself that there is no network.
    else if (has(name) || (page && /(^|\/)[^.]*$|\.html$/.test(name))) {
      event.respondWith(fetch(request).catch(() => kept(has(name) ? name : "404.html", request)));
    }
  });
}
