/*
 * What every page runs: this file with those that `hooks/assets.py` names. Here is what they share.
 *
 * What opens over the page: the contents, the search box, the reading settings. Each has a button that says whether it is
 * open. Opening moves the focus in, Escape moves it back, and it closes when the focus or a press goes elsewhere. Without
 * this script the buttons are not shown.
 */
"use strict";
/** @type {OpenOver} */
function openOver(button, panel, first) {
  const isOpen = () => panel.classList.contains("open");
  const set = (/** @type {boolean} */ open, back = false) => {
    panel.classList.toggle("open", open);
    button.setAttribute("aria-expanded", `${open}`);
    if (open) first().focus();
    // Where the button is hidden, its panel is always in sight, and the focus has nothing to go back to.
    else if (back && button.getClientRects().length) button.focus();
    else if (back) /** @type {HTMLElement} */ (document.activeElement).blur();
  };
  const leave = (/** @type {any} */ target) => {
    if (isOpen() && target && !panel.contains(target) && !button.contains(target)) set(false);
  };
  button.addEventListener("click", () => set(!isOpen(), true));
  panel.addEventListener("click", event => {
    const pressed = /** @type {Element} */ (event.target).closest("[data-close], a[href^='#']");
    // A link within the page leads out of the panel, and takes the focus with it.
    if (pressed && isOpen()) set(false, pressed.matches("[data-close]"));
  });
  panel.addEventListener("focusout", event => leave(event.relatedTarget));
  addEventListener("pointerdown", event => leave(event.target));
  addEventListener("keydown", event => {
    if (event.key === "Escape" && !event.isComposing && isOpen()) set(false, true);
  });
  return set;
}
