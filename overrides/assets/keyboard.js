/*
 * What opens over the text, the contents and the search box, for a reader with a keyboard or a screen reader: each has a
 * button that says whether it is open; the focus goes in with it, Escape gives it back, and what the focus leaves shuts.
 * The theme keeps the state of both in a checkbox of its own, and would shut the search at the first Tab.
 */
"use strict";
{
  const find = selector => document.querySelector(selector);

  function opens(toggle, button, box, close, first) {
    if (!button || !box) return;
    // Where a button is not shown, what it opens always is, and nothing is to be given back.
    const shown = () => button.checkVisibility();
    const set = (open, back) => {
      if (toggle.checked !== open) toggle.click();
      if (open) first().focus();
      else if (back && shown()) button.focus();
      else if (back) document.activeElement.blur();
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
  opens(find("#__drawer"), find("button.drawer-button"), contents, find(".drawer-close"),
    () => contents.querySelector("[aria-current]") ?? contents.querySelector("a"));

  // The theme's letters turn pages and open the search, where none who speaks to the machine meant it (WCAG 2.1.4). One is
  // kept, which a reader can turn off.
  addEventListener("keydown", event => {
    const kept = event.key === "/" && readingSettings().keys !== "off";
    if (event.key.length === 1 && !kept) event.stopImmediatePropagation();
  }, true);

  const field = find("[data-md-component=search-query]");
  opens(find("#__search"), find(".search-button"), find("#__find"), find(".search-close"), () => field);
}
