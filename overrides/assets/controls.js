/*
 * The reading settings: a choice is stored and applied at once, and on every page before it is painted (settings.js). The
 * block that is being read stays where it is while the text around it changes.
 */
"use strict";
{
  const controls = document.getElementById("reading-controls");
  const settings = readingSettings();
  openOver(document.querySelector(".reading-button"), controls, () => controls);

  const show = () => {
    Object.assign(settings, readingSettings());
    for (const [name, value] of Object.entries(settings)) {
      const choice = controls.querySelector(`[name="${name}"][value="${value}"]`);
      if (choice) choice.checked = true;
    }
  };

  controls.addEventListener("change", event => {
    const block = document.getElementById(place());
    const top = block?.getBoundingClientRect().top;
    settings[event.target.name] = event.target.value;
    setReading(settings);
    if (block) scrollBy({top: block.getBoundingClientRect().top - top, behavior: "instant"});
  });

  // A page that the browser restores from its cache, and one in another tab.
  for (const moment of ["pageshow", "storage"]) addEventListener(moment, () => { show(); applyReading(settings); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => applyReading(settings));
  show();
}
