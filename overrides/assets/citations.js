/*
 * On the pages that say how to cite: buttons that copy a citation, and a passage's records for reference managers. Without
 * this script everything is there to be selected, but for the records of single passages.
 */
"use strict";
{
  const said = document.querySelector("[data-copy-label]").dataset;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.querySelector("article").append(status);

  for (const text of document.querySelectorAll("[data-copy]")) {
    const button = copying(said.copyLabel, text.dataset.copy, () => text.textContent);
    if (text.matches("pre")) text.before(button);
    else text.after(" ", button);
  }

  // Passages of one printed page differ by their ids alone.
  const records = JSON.parse(document.getElementById("__records")?.textContent || "{}");
  for (const details of document.querySelectorAll(".passages > li > details")) details.hidden = false;
  addEventListener("toggle", event => {
    const details = /** @type {Element} */ (event.target), passage = details.closest(".passages > li");
    if (!passage || details.querySelector(".citation__records")) return;
    const buttons = document.createElement("p");
    buttons.className = "citation__records";
    for (const [format, record] of Object.entries(records[passage.dataset.pages])) {
      buttons.append(copying(format, format, () => record.replaceAll(said.place, passage.id)), " ");
    }
    details.append(buttons);
  }, true);

  /** @param {string} label @param {string} what @param {() => string | null} text */
  function copying(label, what, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "citation__copy";
    button.textContent = label;
    if (label !== what) button.setAttribute("aria-label", [label, what].join(" "));
    button.onclick = async () => {
      const copied = text()?.trim() ?? "";
      await navigator.clipboard.writeText(copied);
      status.textContent = said.copied.replace("{}", what);
      button.classList.add("citation__copy--done");
    };
    return button;
  }
}
