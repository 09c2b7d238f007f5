/*
 * Fetches what keeps the publication in the browser (offline/page.js): where that is offered, and on a page that comes from
 * what was kept. Whoever only passes by loads nothing of it.
 */
"use strict";
if (navigator.serviceWorker && (navigator.serviceWorker.controller || document.querySelector(".editions__kept"))) {
  loadScript("../offline/page.js");
}
