// A passage's link opens a bar: copy the link, and what page_links.html offers.
"use strict";
{
  const foot = document.querySelector(".page-links");
  let bar = document.createElement("span"), link = document.createElement("a");

  addEventListener("click", event => {
    const pressed = /** @type {Element} */ (event.target).closest?.("a:is(.paragraph-link, .headerlink)");
    if (!bar.contains(event.target)) bar.remove();
    if (!foot || !pressed || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    link = pressed;
    location.hash = link.hash;
    const block = link.closest("tr, li, p, h2, h3");
    const mark = [...document.querySelectorAll(".page-mark")].findLast(mark =>
      mark === block.firstChild || mark.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING);
    const copy = document.createElement("button");
    copy.textContent = foot.dataset.copy;
    copy.disabled = !navigator.clipboard;
    copy.onclick = async () => {
      const page = document.querySelector("link[rel=canonical]") ?? location;
      await navigator.clipboard.writeText(page.href.split("#")[0] + link.hash);
      copy.textContent = foot.dataset.copied;
    };
    bar = document.createElement("span");
    bar.className = "passage-bar";
    bar.role = "group";
    bar.ariaLabel = link.ariaLabel || link.title;
    bar.ariaLive = "polite";
    bar.append(copy, ...[...foot.querySelectorAll("[data-passage]")].map(offered => {
      const item = /** @type {PassageLink} */ (offered.cloneNode());
      item.textContent = item.dataset.passage;
      // The English side's ids differ.
      item.hash = document.querySelector(".parallel") ? link.hash.replace("#en-", "#") : link.hash;
      // A letter ends with the page's address.
      if (item.search) item.href = offered.href
        + encodeURIComponent([item.hash, mark?.title, block.textContent.trim().slice(0, 60)].join("\r\n"));
      return item;
    }));
    (link.matches(".headerlink") ? block : link).after(bar);
    copy.focus();
  });
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !bar.isConnected) return;
    bar.remove();
    link.focus();
  });
}
