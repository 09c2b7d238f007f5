/*
 * A passage's link, when pressed, opens a bar: copy the link, and what the foot of the page offers (page_links.html), here
 * for the passage.
 */
"use strict";
{
  const foot = document.querySelector(".page-links");
  let bar = document.createElement("span");
  /** @type {HTMLAnchorElement} */
  let link;

  addEventListener("click", event => {
    const pressed = /** @type {Element} */ (event.target).closest?.("a:is(.paragraph-link, .headerlink)");
    if (!bar.contains(event.target)) bar.remove();
    if (!foot || !pressed || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link = pressed;
    location.hash = link.hash;
    open();
  });
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !bar.isConnected) return;
    bar.remove();
    link.focus();
  });

  function open() {
    const block = link.closest("tr, li, p, h2, h3");
    const mark = [...document.querySelectorAll(".page-mark")].findLast(mark =>
      mark === block.firstChild || mark.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING);
    bar = document.createElement("span");
    bar.className = "passage-bar";
    bar.role = "group";
    bar.ariaLabel = link.ariaLabel || link.title;
    bar.ariaLive = "polite";
    const copy = document.createElement("button");
    copy.textContent = foot.dataset.copy;
    copy.onclick = async () => {
      const page = document.querySelector("link[rel=canonical]") ?? location;
      await navigator.clipboard.writeText(page.href.split("#")[0] + link.hash);
      copy.textContent = foot.dataset.copied;
    };
    bar.append(copy);
    for (const offered of foot.querySelectorAll("[data-passage]")) {
      const item = /** @type {PassageLink} */ (offered.cloneNode());
      item.textContent = item.dataset.passage;
      // Side by side, the English has other ids.
      item.hash = document.querySelector(".parallel") ? link.hash.replace("#en-", "#") : link.hash;
      // A letter, which ends with the address of the page.
      if (item.search) item.href = offered.href
        + encodeURIComponent([item.hash, mark?.title, block.textContent.trim().slice(0, 60)].join("\r\n"));
      bar.append(item);
    }
    (link.matches(".headerlink") ? block : link).after(bar);
    copy.focus();
  }
}
