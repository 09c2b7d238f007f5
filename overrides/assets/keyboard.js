/*
 * The contents and the search box open over the text. For a reader with a keyboard or a screen reader, each has a button
 * that says whether it is open; opening moves the focus in, Escape moves it back, and each closes when the focus leaves.
 * The theme keeps the state of both in a checkbox of its own, and would close the search at the first Tab.
 */
"use strict";
{
  /** @type {(selector: string) => any} */
  const find = selector => document.querySelector(selector);

  /** @type {(toggle: HTMLInputElement, button: HTMLElement, box: HTMLElement, close: HTMLElement, first: () => HTMLElement) => void} */
  function setUp(toggle, button, box, close, first) {
    if (!button || !box) return;
    // Where the button is hidden, its box is always open, and the focus has nothing to go back to.
    const shown = () => button.checkVisibility();
    const set = (/** @type {boolean} */ open, back = false) => {
      if (toggle.checked !== open) toggle.click();
      if (open) first().focus();
      else if (back && shown()) button.focus();
      else if (back) /** @type {HTMLElement} */ (document.activeElement).blur();
    };
    toggle.addEventListener("change", () => button.setAttribute("aria-expanded", toggle.checked));
    button.addEventListener("click", () => set(!toggle.checked, true));
    close.addEventListener("click", () => set(false, true));
    box.addEventListener("focusout", event => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) set(false);
    });
    addEventListener("keydown", event => {
      if (!toggle.checked || event.isComposing) return;
      if (event.key === "Escape") set(false, true);
      if (event.key === "Escape" || event.key === "Tab") event.stopImmediatePropagation();
    }, true);
  }

  const contents = find("#__nav");
  setUp(find("#__drawer"), find("button.drawer-button"), contents, find(".drawer-close"),
    () => contents.querySelector("[aria-current]") ?? contents.querySelector("a"));

  // The theme's single-key shortcuts turn pages and open the search, which speech input can trigger by accident (WCAG
  // 2.1.4). One is kept, which a reader can turn off.
  addEventListener("keydown", event => {
    const kept = event.key === "/" && readingSettings().keys !== "off";
    if (event.key.length === 1 && !kept) event.stopImmediatePropagation();
  }, true);
}
