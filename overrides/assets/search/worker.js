/*
 * The search worker. It speaks the four messages of the theme's own (0 set up, 1 ready, 2 query, 3 result) and one more,
 * for the passages of a page that its result has not told. It finds by scanning: the whole text is one string, so that
 * whatever stands in it is found. A page that is opened as a file may start no worker; there this script runs in the page,
 * and `answer` is called.
 */
"use strict";
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3, MORE = 4;
// A result tells so many passages of each of so many pages; for others it is asked.
const SHOWN = 2, PAGES = 10;
// So many pieces of a passage are shown, with so many characters on each side of what was sought.
const PIECES = 2;
const SIDE = {zh: 24, en: 60};

let pages, spellings, matcher, text, ends, reader, result;
const passages = [];
function searchIndex(data) { pages = data; }
function searchSpellings(data) { spellings = data; }

function answer({type, data}) {
  switch (type) {
    case SETUP:
      reader = data.language;
      if (!matcher) setUp(data.file);
      return {type: READY};
    case QUERY:
      return {type: RESULT, data: search(data)};
    case MORE:
      return {type: MORE, data: more(data)};
  }
}
if (typeof importScripts === "function") {
  importScripts("matching.js", "../../search/spellings.js", "../../search/index.js");
  addEventListener("message", event => postMessage(answer(event.data)));
}

// Lay all passages end to end, and prepare them as one text. `section` is the number of the heading above a passage, and
// `offset` where its words begin in the text.
function setUp(file) {
  const known = [];
  let offset = 0;
  for (const [address, language, list] of pages) {
    const page = {address: file ? address.replace(/(^|\/)$/, "$1index.html") : address, language, title: null};
    let section = passages.length;
    for (const [id, told, level = 0] of list) {
      const words = typeof told === "number" ? known[told] : told;
      if (words === told) known.push(told);
      if (level) section = passages.length;
      const passage = {page, id, level, words, section, offset, number: passages.length};
      if (level === 1) page.title = passage;
      passages.push(passage);
      offset += words.length + 1;
    }
  }
  matcher = Matching.makeMatcher(spellings);
  text = matcher.prepare(passages.map(passage => passage.words).join("\n"));
  ends = new Int32Array(passages.length);
  for (let number = 0, from = 0; number < passages.length; number++, from = ends[number - 1] + 1) {
    const end = text.text.indexOf("\n", from);
    ends[number] = end < 0 ? text.text.length : end;
  }
  pages = spellings = null;
}

// The number of the passage in which a folded place stands.
function passageAt(place) {
  let low = 0, high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < place) low = middle + 1; else high = middle;
  }
  return low;
}
// In Chinese any piece of a text is found; in English words are, from their beginning.
const anywhere = place => passages[passageAt(place)].page.language !== "en";

// Which passages hold a term.
function holding(term) {
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

// The passages that hold all terms, or the exact phrase; of a section that holds the terms only together, the one that holds
// most of them.
function found(terms, exact) {
  const held = terms.map(holding);
  const hits = [];
  let section = -1, together = 0, best = null;
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
      hits.push({passage, here});
      together = -1;
    } else if (here && here > (best?.here ?? 0)) best = {passage, here};
  }
  close();
  return hits;
}

// A result has the form that the theme knows: an item a page, and in it the page itself and its first passages; and the number
// of those that are not told, as `more`.
function search(query) {
  const asked = matcher.parse(query);
  if (!asked.terms.length) return {items: [], more: [], found: 0};
  const exact = asked.phrase && holding(asked.phrase);
  let {terms} = asked, hits = found(terms, exact);
  if (!hits.length && asked.apart) hits = found(terms = asked.apart, exact);
  for (const hit of hits) hit.rank = rank(hit, exact);
  // Half a character, as some input methods type it for a moment, is no part of an address.
  const sought = encodeURIComponent(query.trim().replace(/\p{Cs}/gu, ""));
  result = {pages: group(hits), terms: asked.phrase ? [asked.phrase, ...terms] : terms, sought};
  const items = result.pages.map(item);
  return {items, more: result.pages.map(({list}, at) => list.length - items[at].length + 1), found: hits.length};
}

// The reader's language before the other; titles before headings before text; the words together before apart.
function rank({passage, scattered}, exact) {
  const place = passage.level === 1 ? 2 : passage.level ? 1 : 0;
  return (passage.page.language === reader ? 100 : 0) + (scattered ? 0 : 10) + (exact?.[passage.number] ? 5 : 0) + place;
}

// The pages with their hits, the best first; a hit of its title is the page's own.
function group(hits) {
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

// Enter opens what has the highest score: the first passage, unless the page is called what was sought.
function item({page, titled, list}, at) {
  const {terms, sought} = result;
  const own = {location: link(page, "", sought), title: title(page, titled, terms), text: "", score: titled ? 2 : 0, terms: {}};
  return [own, ...list.slice(0, at < PAGES ? SHOWN : 0).map(told)];
}

// So many passages of the page at `at` behind the first `from`.
function more({at, from, count}) {
  return result.pages[at].list.slice(from, from + count).map(told);
}

function told({passage}) {
  const {terms, sought} = result;
  return {
    location: link(passage.page, passage.id, sought),
    title: passage.level ? mark(passage, terms) : heading(passage),
    text: passage.level ? "" : teaser(passage, terms),
    score: 1,
    terms: {},
  };
}
const link = (page, id, sought) => `${page.address}?h=${sought}${id && `#${id}`}`;

const LANG = {zh: "zh-Hant-TW", en: "en"};
const NAMES = {zh: "中文", en: "English"};

function title(page, hit, terms) {
  const words = hit ? mark(hit.passage, terms) : inLanguage(page, escape(page.title?.words ?? page.address, page));
  const {language} = page;
  return language === reader ? words : `<span class="search-language" lang="${LANG[language]}">${NAMES[language]}</span> ${words}`;
}

// What stands over a passage: the heading of its section, unless that is the page's title.
function heading({page, section}) {
  const over = passages[section];
  return over.level > 1 ? inLanguage(page, escape(over.words, page)) : "";
}

function inLanguage({language}, words) {
  return language === reader ? words : `<span lang="${LANG[language]}">${words}</span>`;
}

// The places of a passage at which the terms stand, in its own words.
function placesIn({number, offset}, terms) {
  const from = number ? ends[number - 1] + 1 : 0;
  return [...matcher.places(text, terms, from, ends[number], anywhere)].map(([start, end]) => [start - offset, end - offset]);
}

function mark(passage, terms) {
  return inLanguage(passage.page, marked(passage, placesIn(passage, terms), 0, passage.words.length));
}

function marked({words, page}, places, from, to) {
  let html = "";
  for (const [start, end] of places) {
    if (start < from || end > to) continue;
    html += `${escape(words.slice(from, start), page)}<mark>${escape(words.slice(start, end), page)}</mark>`;
    from = end;
  }
  return html + escape(words.slice(from, to), page);
}

// The words around the first places, and around others further on.
function teaser(passage, terms) {
  const {words, page} = passage;
  const places = placesIn(passage, terms);
  const side = SIDE[page.language];
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
  const [first, last] = [windows[0][0] > 0 ? "…" : "", windows.at(-1)[1] < words.length ? "…" : ""];
  return `<p>${inLanguage(page, `${first}${pieces.join(" … ")}${last}`.replace(/\t/g, " · "))}</p>`;
}

// Chinese within English is set and read aloud as Chinese.
const CHINESE = /[\p{sc=Han}\u3000-\u303f\uff00-\uffef]+/gu;

function escape(words, {language}) {
  const html = words.replace(/[&<>"]/g, char => `&#${char.charCodeAt(0)};`);
  return language === "en" ? html.replace(CHINESE, `<span lang="${LANG.zh}">$&</span>`) : html;
}
