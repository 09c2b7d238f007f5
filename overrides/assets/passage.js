/*
 * A passage's link opens a bar: the passage in the other language, its link to copy, and what page_links.html offers. On a
 * phone the other language is shown at once. Without this script the link leads to the passage, and its address is in it.
 */
"use strict";
{
  const foot = document.querySelector(".page-links");
  const phone = matchMedia("(max-width: 44.984375em)");
  let bar = document.createElement("span"), link = document.createElement("a");
  /** @type {HTMLButtonElement | null} */
  let counterpart = null;

  addEventListener("click", event => {
    const target = /** @type {Element} */ (event.target), pressed = target.closest?.("a:is(.paragraph-link, .headerlink)");
    if (!foot || !pressed || event.ctrlKey || event.metaKey) {
      if (!bar.contains(target) && !target.closest?.(".counterpart")) close();
      return;
    }
    event.preventDefault();
    const again = pressed === link && bar.isConnected;
    close();
    if (again) return;
    link = pressed;
    history.replaceState(history.state, "", link.hash);
    const block = link.closest("tr, li, p, h2, h3, h4");
    const id = decodeURIComponent(link.hash.slice(1));
    bar = document.createElement("span");
    bar.className = "passage-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", link.getAttribute("aria-label") || link.title);
    bar.setAttribute("aria-live", "polite");
    counterpart = counterpartButton(id, block);
    bar.append(...counterpart ? [counterpart] : [], copyButton(), ...offers(block));
    (link.matches(".headerlink") ? block : link).after(bar);
    if (phone.matches) counterpart?.click();
    bar.querySelector("button").focus({preventScroll: true});
  });
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !bar.isConnected) return;
    close();
    link.focus();
  });

  function close() {
    if (counterpart?.getAttribute("aria-expanded") === "true") counterpart.click();
    bar.remove();
  }

  function copyButton() {
    const copy = document.createElement("button");
    copy.textContent = foot.dataset.copy;
    copy.disabled = !navigator.clipboard;
    copy.onclick = async () => {
      const page = document.querySelector("link[rel=canonical]") ?? location;
      await navigator.clipboard.writeText(page.href.split("#")[0] + link.hash);
      copy.textContent = foot.dataset.copied;
    };
    return copy;
  }

  /** @param {HTMLElement} block */
  function offers(block) {
    const mark = [...document.querySelectorAll(".page-mark")].reverse().find(mark =>
      mark === block.firstChild || mark.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING);
    const begins = block.textContent.trim().slice(0, 60);
    return [...foot.querySelectorAll("[data-passage]")].map(offered => {
      const item = /** @type {PassageLink} */ (offered.cloneNode());
      item.textContent = item.dataset.passage;
      // The English side's ids differ.
      item.hash = document.querySelector(".parallel") ? link.hash.replace("#en-", "#") : link.hash;
      // A letter ends with the page's address.
      if (item.search) item.href = offered.href + encodeURIComponent([item.hash, mark?.title, begins].join("\r\n"));
      return item;
    });
  }
}
