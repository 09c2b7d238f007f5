/*
 * Leads on from the old address of a page to the new one, and to the place there that the reader asked for.
 */
"use strict";
const onward = document.querySelector("a");
if (!onward.hash) onward.hash = location.hash;
location.replace(onward.href);
