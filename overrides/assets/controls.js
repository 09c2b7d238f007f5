/*
 * The reading settings: a choice is stored and applied at once, and on every page before it is painted (`applyReading` in
 * base.html). The block that is being read stays where it is while the text around it changes.
 */
"use strict";
{
  const controls = document.getElementById("reading-controls");

  const show = () => {
    for (const [name, value] of Object.entries(readingSettings())) {
      const choice = controls.querySelector(`[name="${name}"][value="${value}"]`);
      if (choice) choice.checked = true;
    }
  };

  controls.addEventListener("change", event => {
    const block = document.getElementById(place());
    const top = block?.getBoundingClientRect().top;
    __md_set("__reading", {...readingSettings(), [event.target.name]: event.target.value});
    applyReading();
    if (block) scrollBy({top: block.getBoundingClientRect().top - top, behavior: "instant"});
  });

  // A page that the browser restores from its cache, and one in another tab.
  for (const moment of ["pageshow", "storage"]) addEventListener(moment, () => { applyReading(); show(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", applyReading);
  show();
}
