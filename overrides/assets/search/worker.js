/*
 * The search worker. Each message gets one answer, in order: it is set up, finds what a query asks for, and tells more of
 * the passages of a page in that result. It searches by scanning: the whole text is one string, so that any part of it is
 * found. A page that is opened as a file may start no worker; there this script runs in the page, which calls `answer`.
 *
 * The text comes in two scripts: each has the pages in one language, and of those in the other the passages that hold its
 * letters too. A reader's own is enough for most queries; the other is fetched for a term that may stand without them.
 */
"use strict";
// A result has this many passages of each of this many pages; the page asks for the others.
const SHOWN = 2, PAGES = 10;
// The pieces of a passage that are shown, and the characters on each side of a match.
const PIECES = 2;
const SIDE = {zh: 24, en: 60};

const LETTERS = {zh: /\p{sc=Han}/u, en: /[a-z]/};
/** @type {Partial<Record<Language, IndexPage[]>>} */
const indexes = {};
let /** @type {SetUp} */ settings, /** @type {Spellings} */ spellings, /** @type {Matcher} */ matcher;
let /** @type {Prepared} */ text, /** @type {Int32Array} */ ends, /** @type {Found} */ result;
let /** @type {Language} */ reader, /** @type {Language} */ other;
/** @type {Passage[]} */
let passages = [];
function searchIndex(/** @type {Language} */ language, /** @type {IndexPage[]} */ pages) { indexes[language] = pages; }
function searchSpellings(/** @type {Spellings} */ data) { spellings = data; }

/** @type {Answer} */
function answer({type, data}) {
  switch (type) {
    case "set-up": return setUp(data);
    case "find": return search(data);
    case "more": return more(data);
  }
}
if (typeof importScripts === "function") {
  importScripts("matching.js", "../../search/spellings.js");
  addEventListener("message", event => postMessage(answer(event.data)));
}

// A page that has a matcher, and the index of both languages, gives them.
/** @param {SetUp} data */
function setUp(data) {
  settings = data;
  reader = settings.language;
  other = reader === "zh" ? "en" : "zh";
  matcher = settings.matcher ?? Matching.makeMatcher(spellings);
  spellings = /** @type {any} */ (null);
  if (!indexes[reader]) importScripts(`../../search/${reader}.js`);
  join();
  return null;
}

// Fetch what is missing of the other language, if a term may be found there; returns whether all that may be is there.
/** @param {Term[]} terms */
function complete(terms) {
  if (indexes[other] || terms.flat().every(form => LETTERS[reader].test(form.words))) return true;
  try { importScripts(`../../search/${other}.js`); } catch { return false; }
  join();
  return true;
}

// Join all passages, and prepare them as one text. `section` is the number of the heading above a passage, and `offset` the
// position of its words in the text.
function join() {
  passages = [];
  add(reader, indexes[reader] ?? []);
  add(other, indexes[other] ?? indexes[reader] ?? []);
  text = matcher.prepare(passages.map(passage => passage.words).join("\n"));
  ends = new Int32Array(passages.length);
  for (let number = 0, from = 0; number < passages.length; number++, from = ends[number - 1] + 1) {
    const end = text.text.indexOf("\n", from);
    ends[number] = end < 0 ? text.text.length : end;
  }
}
/** @param {Language} wanted @param {IndexPage[]} index */
function add(wanted, index) {
  const last = passages.at(-1);
  let offset = last ? last.offset + last.words.length + 1 : 0;
  /** @type {string[]} */
  const known = [];
  for (const [address, language, list] of index) {
    /** @type {Page} */
    const page = {address: settings.file ? address.replace(/(^|\/)$/, "$1index.html") : address, language, title: null};
    let section = passages.length;
    for (const [id, entry, level = 0] of list) {
      const words = typeof entry === "number" ? known[entry] : entry;
      if (words === entry) known.push(words);
      if (language !== wanted) continue;
      if (level) section = passages.length;
      const passage = {page, id, level, words, section, offset, number: passages.length};
      if (level === 1) page.title = passage;
      passages.push(passage);
      offset += words.length + 1;
    }
  }
}

// The number of the passage at a position of the folded text.
/** @param {number} place */
function passageAt(place) {
  let low = 0, high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < place) low = middle + 1; else high = middle;
  }
  return low;
}
// In Chinese any part of a text is found; in English words are, from their beginning.
const anywhere = (/** @type {number} */ place) => passages[passageAt(place)].page.language !== "en";

// Which passages contain a term.
/** @param {Term} term */
function containing(term) {
  const held = new Uint8Array(passages.length);
  for (const form of term) {
    for (let from = 0, hit; (hit = matcher.seek(text, form, from, Infinity, anywhere));) {
      const number = passageAt(hit[0]);
      held[number] = 1;
      from = ends[number] + 1;
    }
  }
  return held;
}

// The passages that contain all terms, or the exact phrase; if only a section as a whole contains them, its passage with
// the most.
/** @type {FindHits} */
function findHits(terms, exact) {
  const held = terms.map(containing);
  /** @type {Hit[]} */
  const hits = [];
  let section = -1, together = 0;
  /** @type {Hit | null} */
  let best = null;
  const close = () => {
    if (best && together === terms.length) hits.push({...best, scattered: true});
  };
  const seen = new Uint8Array(terms.length);
  for (const passage of passages) {
    if (passage.section !== section) {
      close();
      [section, together, best] = [passage.section, 0, null];
      seen.fill(0);
    }
    let here = 0;
    for (let term = 0; term < held.length; term++) {
      if (!held[term][passage.number]) continue;
      here++;
      if (!seen[term]) together++;
      seen[term] = 1;
    }
    if (here === terms.length || exact?.[passage.number]) {
      hits.push({passage, here, rank: 0});
      together = -1;
    } else if (here && here > (best?.here ?? 0)) best = {passage, here, rank: 0};
  }
  close();
  return hits;
}

// The pages on which something is found, the best first, and how much is found in all.
/** @type {(query: string) => Result} */
function search(query) {
  const parsed = matcher.parse(query);
  if (!parsed.terms.length) return {pages: [], found: 0, partial: false};
  const first = parsed.phrase ?? parsed.whole;
  let {terms} = parsed;
  let partial = !complete(terms);
  let exact = first && containing(first), hits = findHits(terms, exact);
  if (!hits.length && parsed.apart) {
    partial = !complete(terms = parsed.apart);
    exact = first && containing(first);
    hits = findHits(terms, exact);
  }
  for (const hit of hits) hit.rank = rank(hit, exact);
  // Half a character, which some input methods type for a moment, cannot be in an address.
  const typed = encodeURIComponent(query.trim().replace(/\p{Cs}/gu, ""));
  result = {pages: group(hits), terms: parsed.phrase ? [parsed.phrase, ...terms] : terms, typed};
  return {pages: result.pages.map(item), found: hits.length, partial};
}

// The reader's language before the other; titles before headings before text; words together before words apart; a word or
// number by itself before one that is part of another.
/** @type {Rank} */
function rank({passage, scattered}, exact) {
  const place = passage.level === 1 ? 2 : passage.level ? 1 : 0;
  return (passage.page.language === reader ? 100 : 0) + (scattered ? 0 : 10) + (exact?.[passage.number] ? 5 : 0) + place;
}

// The pages with their hits, the best first; a hit in the title counts for the page itself.
/** @param {Hit[]} hits */
function group(hits) {
  /** @type {Map<Page, PageHits>} */
  const byPage = new Map();
  for (const hit of hits) {
    const {page} = hit.passage;
    const found = byPage.get(page) ?? {page, titled: null, list: [], best: 0};
    byPage.set(page, found);
    found.best = Math.max(found.best, hit.rank);
    if (hit.passage === page.title) found.titled = hit; else found.list.push(hit);
  }
  const pages = [...byPage.values()].sort((a, b) => b.best - a.best || b.list.length - a.list.length);
  for (const {list} of pages) list.sort((a, b) => b.rank - a.rank || a.passage.number - b.passage.number);
  return pages;
}

// A page with its first passages, and the number of those left out.
/** @type {(hits: PageHits, at: number) => FoundPage} */
function item({page, titled, list}, at) {
  const {terms, typed} = result;
  const passages = list.slice(0, at < PAGES ? SHOWN : 0).map(toItem);
  const left = list.length - passages.length;
  return {href: link(page, "", typed), title: title(page, titled, terms), titled: !!titled, passages, left};
}

// Passages of page `at`, `count` of them from `from` on.
/** @param {More} request */
function more({at, from, count}) {
  return result.pages[at].list.slice(from, from + count).map(toItem);
}

/** @type {(hit: Hit) => FoundPassage} */
function toItem({passage}) {
  const {terms, typed} = result;
  return {
    href: link(passage.page, passage.id, typed),
    heading: passage.level ? mark(passage, terms) : heading(passage),
    text: passage.level ? "" : teaser(passage, terms),
  };
}
/** @type {Link} */
const link = (page, id, typed) => `${page.address}?h=${typed}${id && `#${id}`}`;

const LANG = {zh: "zh-Hant-TW", en: "en"};

/** @type {Title} */
function title(page, hit, terms) {
  const words = hit ? mark(hit.passage, terms) : inLanguage(page, toHtml(page.title?.words ?? page.address, page));
  const {language} = page;
  return language === reader ? words : `<span class="search__language" lang="${LANG[language]}">${settings.other}</span> ${words}`;
}

// The heading of a passage's section, unless that is the page's title.
/** @param {Passage} passage */
function heading({page, section}) {
  const over = passages[section];
  return over.level > 1 ? inLanguage(page, toHtml(over.words, page)) : "";
}

/** @param {Page} page @param {string} words */
function inLanguage({language}, words) {
  return language === reader ? words : `<span lang="${LANG[language]}">${words}</span>`;
}

// The matches of the terms in a passage, as positions in its own words.
/** @type {PlacesIn} */
function placesIn({number, offset}, terms) {
  const from = number ? ends[number - 1] + 1 : 0;
  return [...matcher.places(text, terms, from, ends[number], anywhere)].map(([start, end]) => [start - offset, end - offset]);
}

/** @type {Mark} */
function mark(passage, terms) {
  return inLanguage(passage.page, marked(passage, placesIn(passage, terms), 0, passage.words.length));
}

/** @type {MarkPart} */
function marked({words, page}, places, from, to) {
  let html = "";
  for (const [start, end] of places) {
    if (start < from || end > to) continue;
    html += `${toHtml(words.slice(from, start), page)}<mark>${toHtml(words.slice(start, end), page)}</mark>`;
    from = end;
  }
  return html + toHtml(words.slice(from, to), page);
}

// The words around the first matches.
/** @type {Mark} */
function teaser(passage, terms) {
  const {words, page} = passage;
  const places = placesIn(passage, terms);
  const side = SIDE[page.language];
  /** @type {number[][]} */
  const windows = [];
  for (const [start, end] of places) {
    const last = windows.at(-1);
    if (last && start - side <= last[1]) last[1] = Math.min(words.length, end + side);
    else if (windows.length < PIECES) windows.push([Math.max(0, start - side), Math.min(words.length, end + side)]);
    else break;
  }
  const pieces = windows.map(([from, to]) => {
    // Latin words stay whole.
    while (from > 0 && /[\p{sc=Latin}\d]/u.test(words[from - 1]) && /[\p{sc=Latin}\d]/u.test(words[from])) from--;
    while (to < words.length && /[\p{sc=Latin}\d]/u.test(words[to - 1]) && /[\p{sc=Latin}\d]/u.test(words[to])) to++;
    return marked(passage, places, from, to).trim();
  });
  const [first, last] = [windows[0][0] > 0 ? "…" : "", windows[windows.length - 1][1] < words.length ? "…" : ""];
  return inLanguage(page, `${first}${pieces.join(" … ")}${last}`.replace(/\t/g, " · "));
}

// Chinese within English is set and read aloud as Chinese.
const CHINESE = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef]+/gu;

/** @param {string} words @param {Page} page */
function toHtml(words, {language}) {
  const html = words.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
  return language === "en" ? html.replace(CHINESE, `<span lang="${LANG.zh}">$&</span>`) : html;
}
