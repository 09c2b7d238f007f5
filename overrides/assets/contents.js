/*
 * The contents open as a drawer where they do not stand beside the text. Without this script they stand at the cover, where
 * the button leads.
 */
"use strict";
{
  const button = document.querySelector("button.drawer-button"), contents = document.getElementById("__nav");
  if (button && contents) {
    openOver(button, contents.parentElement, () => contents.querySelector("[aria-current]") ?? contents.querySelector("a"));
  }
}
