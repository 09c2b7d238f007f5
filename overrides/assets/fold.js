/* What a reader types and what a text has, made alike: the one place where variants are folded. */
"use strict";
function fold(text) {
  return text.normalize("NFKC").toLowerCase();
}
