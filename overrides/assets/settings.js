/*
 * The reading settings, applied before anything is painted, or a reader in the dark is dazzled first and the text moves
 * under the eye. The head of each page loads this; all other scripts wait for the page. Without it a page has the colours
 * of the system and the usual size.
 */
"use strict";
function readingSettings() {
  try { return JSON.parse(localStorage[settingsKey()]) ?? {}; } catch { return {}; }
}

/** @param {Settings} settings */
function setReading(settings) {
  try { localStorage[settingsKey()] = JSON.stringify(settings); } catch { /* Kept for this page alone. */ }
  applyReading(settings);
}

function applyReading(settings = readingSettings()) {
  const {size, measure, colour} = settings, root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.size = size || "normal";
  root.dataset.measure = measure || "normal";
  root.dataset.colour = colour && colour !== "system" ? colour : system;
}

function settingsKey() {
  return siteRoot().pathname + ".__reading";
}

function siteRoot() {
  return new URL(document.documentElement.dataset.root ?? ".", location.href);
}

// A browser that is older than what the scripts are written in has the page as it is without them.
if ("at" in Array.prototype) {
  document.documentElement.classList.replace("no-js", "js");
  applyReading();
}
