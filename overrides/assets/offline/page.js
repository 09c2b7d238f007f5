/*
 * Keeps the publication in the browser if the reader asks for it, in the list of editions, and removes it again. At the foot
 * of a page without a network it says which version the reader has. The words and the version come with what is kept.
 */
"use strict";
{
  const {serviceWorker} = navigator, root = siteRoot(), about = new URL("offline.json", root);
  const row = document.querySelector(".editions__kept"), foot = document.querySelector(".colophon");
  const note = document.createElement("p");
  note.className = "colophon__copy";
  foot?.append(note);
  let working = false, failure = "", /** @type {OfflineWords} */ words;

  // A worker for the whole host may have this publication in its charge, too.
  const registered = async () => {
    const found = await serviceWorker.getRegistration(root);
    return found?.scope === root.href ? found : undefined;
  };
  // The first there is of the version that is served.
  const keptAbout = async () => (await registered())?.active && caches.match(about, {ignoreSearch: true});

  async function show() {
    const kept = await keptAbout().catch(() => undefined);
    if (kept || !words) words = (await (kept ?? await fetch(about)).json())[document.documentElement.lang];
    const now = navigator.onLine ? "" : words.now;
    note.textContent = kept && now ? `${now} ${words.kept}` : "";
    if (!row) return;
    const button = row.querySelector("button"), [size, status] = row.querySelectorAll("[data-kept-size], [role=status]");
    button.textContent = kept ? words.remove : words.keep;
    button.disabled = working;
    button.onclick = () => change(kept ? remove : keep);
    size.textContent = kept ? "" : words.size;
    // QuotaExceededError, or in Firefox NS_ERROR_FILE_NO_DEVICE_SPACE.
    const why = /Quota|SPACE/.test(failure) ? words.full : failure === TypeError.name ? words.failed : failure && words.refused;
    const said = [why, now, ...kept ? [words.kept, words.hint] : []];
    status.textContent = working ? words.working : said.filter(Boolean).join("\n");
    row.hidden = false;
  }
  const showOrNot = () => show().catch(() => {});

  /** @param {() => Promise<unknown>} how */
  async function change(how) {
    [working, failure] = [true, ""];
    await show();
    await how().catch(error => { failure = error.name; });
    // Of what is not there as a whole, nothing shall be.
    if (failure) await remove().catch(() => {});
    working = false;
    await show();
  }
  async function keep() {
    const {installing, active} = await serviceWorker.register(new URL("offline.js", root), {updateViaCache: "none"});
    await new Promise(resolve => {
      if (installing) installing.onstatechange = () => {
        if (!/activated|redundant/.test(installing.state)) return;
        if (installing.state === "redundant") failure ||= TypeError.name;
        installing.onstatechange = null;
        resolve(null);
      };
      else {
        // One that has not gone yet fetches all again.
        heard = resolve;
        active?.postMessage("keep");
      }
    });
    // Or the browser may remove it when it is short of room.
    navigator.storage.persist?.();
  }
  async function remove() {
    await (await registered())?.unregister();
    await caches.delete(root.href);
  }

  // What stood in the way of keeping this version or the next, as a worker says it; "" if nothing did.
  /** @type {(failure: string | null) => void} */
  let heard = () => {};
  serviceWorker.onmessage = ({data}) => {
    failure = data;
    heard(data);
    showOrNot();
  };
  // A page that has just been opened makes way for the next version.
  serviceWorker.oncontrollerchange = () => location.reload();
  registered().then(found => found?.waiting?.postMessage("switch"), () => {});
  for (const moment of ["online", "offline", "pageshow"]) addEventListener(moment, showOrNot);
  showOrNot();
}
