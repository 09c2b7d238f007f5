/* What can be measured of a page only from within it. Every function returns what is at fault, in words. */
"use strict";
window.accessibility = (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const MINIMUM = 24;
  // Text that is the book's own, and has to be the easiest to read.
  const BODY = "article";

  const all = selector => [...document.querySelectorAll(selector)];
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const shown = element => element.checkVisibility({opacityProperty: true, visibilityProperty: true});
  // Words for screen readers alone are cut to a point.
  const unseen = element => element.closest(".unseen") !== null || style(element).clipPath === "inset(50%)";
  const words = text => text.replace(/\s+/g, " ").trim().slice(0, 40);
  const name = element => {
    const said = element.getAttribute("aria-label") ?? element.textContent;
    return `<${element.localName} class="${[...element.classList].filter(name => name !== "focus-visible").join(" ")}"> “${words(said)}”`;
  };

  // Colours ---------------------------------------------------------------------------------------------------------
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const known = new Map();

  // Red, green, blue of 0–255 and alpha of 0–1, whatever the notation.
  function rgba(colour) {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
      known.set(colour, [red, green, blue, alpha / 255]);
    }
    return known.get(colour);
  }
  const over = ([...front], back) => {
    const alpha = front.pop();
    return [...front.map((part, place) => part * alpha + back[place] * (1 - alpha)), 1];
  };
  function background(element) {
    const layers = [];
    for (let owner = element; owner; owner = owner.parentElement) {
      const colour = rgba(style(owner).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((back, front) => over(front, back), rgba("Canvas"));
  }
  function opacity(element) {
    let found = 1;
    for (let owner = element; owner; owner = owner.parentElement) found *= style(owner).opacity;
    return found;
  }
  // WCAG 2.2, “relative luminance” and “contrast ratio”.
  const luminance = colour => [.2126, .7152, .0722].reduce((sum, weight, place) => {
    const part = colour[place] / 255;
    return sum + weight * (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
  }, 0);
  function ratio(colour, element) {
    const back = background(element), [red, green, blue, alpha] = rgba(colour);
    const front = over([red, green, blue, alpha * opacity(element)], back);
    const [dark, light] = [luminance(front), luminance(back)].sort((a, b) => a - b);
    return (light + .05) / (dark + .05);
  }

  // Every text in sight: its element, its colour and itself; a field's hint and the stylesheet's own words are texts too.
  function* texts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const owner = node.parentElement;
      if (node.data.trim() && !owner.closest("script, style, noscript")) yield [owner, style(owner).color, node.data, node];
    }
    for (const element of all("body *")) {
      for (const pseudo of ["::before", "::after"]) {
        const {content, color, display} = style(element, pseudo);
        const text = /^"(.*?)"/.exec(content)?.[1].trim();
        if (text && display !== "none") yield [element, color, text];
      }
    }
    for (const field of all("input[placeholder]")) {
      yield field.value ? [field, style(field).color, field.value]
        : [field, style(field, "::placeholder").color, field.placeholder];
    }
    for (const sign of all("svg")) yield [sign, style(sign).fill, ""];
  }

  function contrast() {
    const faults = [];
    let least = Infinity;
    for (const [element, colour, text] of texts()) {
      if (!shown(element) || unseen(element)) continue;
      const found = ratio(colour, element);
      // WCAG 2.2: 1.4.6 for the book's own words, 1.4.3 for all others, 1.4.11 for signs.
      const asked = !text ? 3 : element.closest(BODY) ? 7 : 4.5;
      if (text) least = Math.min(least, found);
      if (found < asked) faults.push(`${found.toFixed(2)} for ${asked}: ${name(element)} ${words(text)}`);
    }
    return {faults, least};
  }

  // Targets ---------------------------------------------------------------------------------------------------------
  // WCAG 2.2, 2.5.8: a target in a sentence is free, and one with so much room that no circle of 24 meets another's, and one
  // that has its equal on the page: the dots of a figure lead to the rows of the table under it.
  function targets() {
    const found = all(CONTROLS).filter(element =>
      element.checkVisibility({visibilityProperty: true}) && !unseen(element) && element.getBoundingClientRect().width);
    const boxes = new Map(found.map(element => [element, element.getBoundingClientRect()]));
    const small = found.filter(element => Math.min(boxes.get(element).width, boxes.get(element).height) < MINIMUM - .01);
    const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
    const crowded = element => {
      const [x, y] = middle(boxes.get(element));
      return found.some(other => {
        if (other === element || other.contains(element) || element.contains(other)) return false;
        const box = boxes.get(other), [otherX, otherY] = middle(box);
        const gap = Math.hypot(x - Math.max(box.left, Math.min(x, box.right)), y - Math.max(box.top, Math.min(y, box.bottom)));
        return gap < MINIMUM / 2 || (small.includes(other) && Math.hypot(x - otherX, y - otherY) < MINIMUM);
      });
    };
    return small.filter(element => !inSentence(element) && !element.closest(".data-figure") && crowded(element))
      .map(element => `${boxes.get(element).width.toFixed(1)}×${boxes.get(element).height.toFixed(1)}: ${name(element)}`);
  }
  function inSentence(element) {
    const block = element.closest("p, li, td, th, caption, h1, h2, h3, dd");
    if (!block || !style(element).display.startsWith("inline")) return false;
    const links = [...block.querySelectorAll(CONTROLS)].map(link => link.textContent).join("");
    return block.textContent.replace(/\s/g, "").length > links.replace(/\s/g, "").length;
  }

  // Room ------------------------------------------------------------------------------------------------------------
  function overflow() {
    const page = document.scrollingElement;
    const faults = page.scrollWidth > innerWidth ? [`the page is ${page.scrollWidth} wide`] : [];
    const scrolls = element => {
      for (let owner = element; owner; owner = owner.parentElement) {
        if (owner.matches("[role=region]") && /auto|scroll/.test(style(owner).overflowX)) return true;
      }
      return false;
    };
    const range = document.createRange();
    for (const [element, , text, node] of texts()) {
      if (!text || !shown(element) || unseen(element) || scrolls(element)) continue;
      if (node) range.selectNode(node);
      const box = (node ? range : element).getBoundingClientRect(), cut = style(element).textOverflow === "ellipsis";
      if (box.width && !cut && (box.right > innerWidth + 1 || box.left < -1)) faults.push(`cut off: ${name(element)}`);
    }
    return faults;
  }

  // Focus -----------------------------------------------------------------------------------------------------------
  // Where the focus is; what is wrong with how it shows; and whether it stands behind where it was before.
  let last = null;
  function focus() {
    const element = document.activeElement;
    if (!element || element === document.body) {
      last = null;
      return null;
    }
    const faults = [], said = name(element);
    const ring = [element, ...element.labels ?? [], element.parentElement, element.nextElementSibling].filter(Boolean).find(owner => {
      const {outlineStyle, outlineWidth} = style(owner);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (!ring) faults.push("has no outline");
    else if (ratio(style(ring).outlineColor, ring.parentElement) < 3) faults.push("has a faint outline");
    const seen = element.matches("input[type=radio]") ? element.closest("label") : element;
    if (!shown(seen)) faults.push("is not to be seen");
    const box = seen.getBoundingClientRect(), header = document.querySelector(".head");
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
      faults.push("is out of the window");
    } else {
      const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
      const points = [.1, .5, .9].map(part => document.elementFromPoint(x, Math.min(Math.max(box.top + box.height * part, 0), innerHeight - 1)));
      const free = points.filter(point => point && (seen.contains(point) || point.contains(seen)));
      if (free.length < points.length && header !== seen && !header.contains(seen) && box.height < innerHeight / 2) {
        faults.push(`is covered: ${points.map(point => point && name(point))}`);
      } else if (!free.length) faults.push("is covered");
    }
    const behind = !last || last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
    last = element;
    return {said, faults: faults.map(fault => `${said} ${fault}`), behind: Boolean(behind)};
  }
  // All that the keyboard has to reach.
  const stops = () => all(CONTROLS).filter(element =>
    element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true})).map(name);

  // Motion ----------------------------------------------------------------------------------------------------------
  function motion() {
    const seconds = list => Math.max(...list.split(",").map(parseFloat));
    const moves = ({animationName, animationDuration, transitionDuration, transitionDelay, scrollBehavior}) =>
      (animationName !== "none" && seconds(animationDuration) > .01) || seconds(transitionDuration) > .01 ||
      seconds(transitionDelay) > .01 || scrollBehavior === "smooth";
    return all("*").filter(element => [null, "::before", "::after", "::placeholder"].some(part => moves(style(element, part)))).map(name);
  }

  // Forced colours --------------------------------------------------------------------------------------------------
  // Signs that are cut out of a background vanish with it, and so do the controls that have none but them.
  function forced() {
    const masked = (element, part) => style(element, part).maskImage !== "none";
    return all(CONTROLS).filter(element => shown(element) && !unseen(element)).filter(element => {
      const parts = [element, ...element.querySelectorAll("*")];
      const drawn = parts.some(part => part.localName === "svg" && shown(part));
      const said = parts.some(part => !unseen(part) && [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim())) ||
        parts.some(part => ["::before", "::after"].some(pseudo => /^".+"/.test(style(part, pseudo).content) && !masked(part, pseudo)));
      return !drawn && !said && !element.matches("input, [role=region], .paragraph-link");
    }).map(name);
  }

  return {contrast, targets, overflow, focus, stops, motion, forced};
})();
