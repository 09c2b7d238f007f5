/*
 * A passage in the other language, shown beneath it: on a phone, side by side is two screens. All of a chapter's are loaded
 * at the first request, as a script, since a page that is opened as a file may load nothing else. Without this script the
 * side-by-side page has them.
 */
"use strict";
{
  const said = document.querySelector(".page-links")?.dataset;
  const beside = document.querySelector("a.side-by-side");
  /** @type {Promise<Record<string, string>>} */
  let loaded;

  /** @type {CounterpartButton} */
  window.counterpartButton = (id, block) => {
    if (!said?.counterpart || !beside || block.matches("tr")) return null;
    const button = document.createElement("button"), box = document.createElement("div");
    box.className = "counterpart";
    box.lang = said.lang;
    button.textContent = said.counterpart;
    button.setAttribute("aria-expanded", "false");
    button.onclick = async () => {
      const shown = !box.isConnected;
      button.setAttribute("aria-expanded", `${shown}`);
      if (!shown) return box.remove();
      // Where the block can hold one, or else after it.
      if (block.matches("li")) block.append(box); else block.after(box);
      if (!box.innerHTML) box.innerHTML = (await load())[id] ?? `<p lang="${document.documentElement.lang}">${said.missing}</p>`;
    };
    return button;
  };

  function load() {
    return loaded ??= new Promise((resolve, reject) => {
      const to = said.lang === "en" ? "zh.js" : "en.js";
      window.counterparts = resolve;
      loadScript(beside.href.replace(/[?#].*/, "").replace(/\/$/, "/index.html").replace(/html$/, to)).catch(reject);
    });
  }
}
