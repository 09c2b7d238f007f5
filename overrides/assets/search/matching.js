/*
 * Finds a reader's query in a text. Shared by the search worker, by the page that highlights the query, and by whatever
 * else filters text as the search does. No DOM: it runs in a page, a worker and Node alike.
 *
 * A text is folded first: case, accents, width and kinds of quotes and dashes no longer differ; spaces beside Han, and
 * hyphens, dots and apostrophes within a word, are left out, as is a space beside a sign such as % or §. The position of
 * every folded character in the text is kept.
 */
"use strict";
(scope => {
  const [OTHER, HAN, LETTER, DIGIT, SPACE, NOTHING, SIGN, HYPHEN, DOT, APOSTROPHE, COMMA] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  /** @type {Record<string, string>} */
  const SAME = {
    "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"', "‘": "'", "’": "'", "ʼ": "'", "‐": "-", "‑": "-",
    "‒": "-", "–": "-", "−": "-", "―": "—", "⋯": "…", "‧": "·", "・": "·", "•": "·", "〜": "~", "～": "~",
  };
  /** @type {Record<string, number>} */
  const MARKS = {"-": HYPHEN, ".": DOT, "'": APOSTROPHE, ",": COMMA};
  // What says something of the number or word beside it. Of those that stand by themselves in a query, some follow what they
  // belong to, and others may be left out where nothing is found.
  const SIGNS = "%‰‱°§¶#@&+±×÷=*$¥€£₩", FOLLOW = "%‰‱°", SPARE = "&+=*×";
  const kinds = new Uint8Array(65536);
  const codes = new Uint16Array(65536);

  // Look up, once for each character, what it folds to and its kind.
  /** @param {number} code */
  function learn(code) {
    const char = String.fromCharCode(code);
    const bare = char.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
    const folded = SAME[char] ?? SAME[bare] ?? bare;
    codes[code] = folded.length === 1 ? folded.charCodeAt(0) : code;
    const plain = String.fromCharCode(codes[code]);
    kinds[code] =
      /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\p{sc=Hangul}\uD800-\uDFFF]/u.test(char) ? HAN
      : /\p{Nd}/u.test(plain) ? DIGIT
      : /\p{L}/u.test(plain) ? LETTER
      : /[^\S\t\n]/u.test(plain) ? SPACE
      : /[\p{M}\p{Cf}]/u.test(char) ? NOTHING
      : SIGNS.includes(plain) ? SIGN
      // Chinese punctuation counts as Han: a space beside it means nothing. Ｆ－１６ is F-16.
      : /[\u3000-\u303f\uff00-\uffef]/u.test(char) && !/[－．]/.test(char) ? HAN
      : MARKS[plain] ?? OTHER;
    return kinds[code];
  }
  /** @param {string} text @param {number} at */
  function kindAt(text, at) {
    const code = text.charCodeAt(at);
    return Number.isNaN(code) ? 0 : kinds[code] || learn(code);
  }
  const isWord = (/** @type {number} */ kind) => kind === LETTER || kind === DIGIT;
  const closesUp = (/** @type {number} */ kind) => kind === HAN || kind === SIGN;

  // Whether a hyphen, dot, apostrophe or comma is one that people may leave out.
  /** @type {(text: string, at: number, kind: number) => boolean} */
  function isOptional(text, at, kind) {
    let before = kindAt(text, at - 1);
    const after = kindAt(text, at + 1);
    switch (kind) {
      case HYPHEN:
        // U.S.-made is US-made.
        if (before === DOT && isOptional(text, at - 1, DOT)) before = LETTER;
        return isWord(before) && isWord(after) && (before === LETTER || after === LETTER);
      case DOT: return before === LETTER && (after === LETTER || kindAt(text, at - 2) !== LETTER);
      case APOSTROPHE: return before === LETTER && after === LETTER;
      case COMMA: return before === DIGIT && after === DIGIT;
    }
    return false;
  }

  // Fold a text: the codes of its folded characters, the position of each in the text, and whether a word begins there: one
  // of letters or of digits, or a part of a compound (1; 2 where it is no decimal).
  /** @param {string} text */
  function fold(text) {
    const units = new Uint16Array(text.length);
    const places = new Int32Array(text.length + 1), starts = new Uint8Array(text.length + 1);
    let length = 0, last = 0, begins = true;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      const kind = kinds[code] || learn(code);
      if (kind === NOTHING) continue;
      if (kind === SPACE) {
        begins = true;
        while (kindAt(text, at + 1) === SPACE || kindAt(text, at + 1) === NOTHING) at++;
        if (closesUp(last) || closesUp(kindAt(text, at + 1))) continue;
      } else if (kind >= HYPHEN && isOptional(text, at, kind)) {
        begins ||= kind !== APOSTROPHE && kind !== COMMA;
        continue;
      }
      const decimal = kind === DIGIT && last === DOT && kindAt(text, at - 2) === DIGIT;
      starts[length] = isWord(kind) && (begins || kind !== last) ? decimal ? 1 : 2 : 0;
      begins = kind === SPACE;
      places[length] = at;
      units[length++] = kind === SPACE ? 32 : codes[code];
      last = kind;
    }
    places[length] = text.length;
    return {units: units.subarray(0, length), places, starts};
  }
  /** @param {Uint16Array} units */
  function decode(units) {
    let text = "";
    for (let at = 0; at < units.length; at += 8192) {
      text += String.fromCharCode.apply(null, /** @type {any} */ (units.subarray(at, at + 8192)));
    }
    return text;
  }
  const foldedText = (/** @type {string} */ text) => decode(fold(text).units);

  // A word, and its stems without the regular endings of English.
  /** @param {string} word */
  function stems(word) {
    const found = new Set([word]);
    if (!/^[a-z]{4,}$/.test(word)) return found;
    const add = (/** @type {string} */ stem) => { if (/[aeiouy]/.test(stem) && stem.length > 2) found.add(stem); };
    const addVerb = (/** @type {string} */ stem) => {
      add(stem);
      add(stem + "e");
      if (/([^aeiouls])\1$/.test(stem)) add(stem.slice(0, -1));
    };
    // Crises and analyses, from crisis and analysis.
    if (/[iy]ses$/.test(word)) add(word.slice(0, -2) + "is");
    if (/ie[sd]$/.test(word)) add(word.slice(0, -3) + "y");
    else if (/(s|x|z|ch|sh)es$/.test(word)) { add(word.slice(0, -2)); add(word.slice(0, -1)); }
    else if (/[^sui]s$/.test(word)) add(word.slice(0, -1));
    else if (/ed$/.test(word)) addVerb(word.slice(0, -2));
    else if (/ing$/.test(word)) addVerb(word.slice(0, -3));
    return found;
  }

  const isSign = (/** @type {string} */ token) => kindAt(token, 0) === SIGN && token.length === 1;

  // A query without the punctuation at its ends, unless it is only punctuation.
  /** @param {string} text */
  function bare(text) {
    const isLeftOut = (/** @type {string} */ char) => /[\s\p{P}]/u.test(char) && !/[/／]/.test(char) && kindAt(char, 0) !== SIGN;
    let from = 0, to = text.length;
    while (from < to && isLeftOut(text[from])) from++;
    while (from < to && isLeftOut(text[to - 1])) to--;
    return text.slice(from, to) || text.trim();
  }

  // Spellings come from `search/spellings.js`: {variants: {typed: printed characters}, synonyms: [[word, …], …]}.
  /** @param {Spellings} spellings */
  function makeMatcher(spellings) {
    const variants = new Map(Object.entries(spellings.variants));
    // One character stands for all that are typed for one another, so that one scan finds every candidate.
    const one = new Uint16Array(65536).map((_, code) => code);
    /** @type {(code: number) => number} */
    const root = code => one[code] === code ? code : root(one[code]);
    for (const [typed, printed] of variants) {
      if (typed.length === 1) for (const char of printed) one[root(typed.charCodeAt(0))] = root(char.charCodeAt(0));
    }
    one.forEach((_, code) => { one[code] = root(code); });
    const unify = (/** @type {Uint16Array} */ units) => decode(units.map(code => one[code]));
    const unified = (/** @type {string} */ text) => unify(fold(text).units);
    const synonyms = spellings.synonyms.map(group => group.map(foldedText));

    // Prepare a text for the search.
    /** @param {string} text */
    function prepare(text) {
      const {units, places, starts} = fold(text);
      return {printed: text, text: decode(units), unified: unify(units), places, starts};
    }

    // Whether each typed character is the printed one, or a variant of it.
    /** @param {string} typed @param {string} printed @param {number} from */
    function matches(typed, printed, from) {
      for (let at = 0; at < typed.length; at++) {
        if (typed[at] !== printed[from + at] && !variants.get(typed[at])?.includes(printed[from + at])) return false;
      }
      return true;
    }

    // The words, and the same with a synonym in place of each word that has one.
    /** @param {string} words */
    function alternatives(words) {
      const found = new Set([words]);
      for (const group of synonyms) {
        for (const known of [...found].slice(0, 8)) {
          for (const word of group) {
            const at = placeOf(word, known);
            if (at >= 0) for (const other of group) found.add(known.slice(0, at) + other + known.slice(at + word.length));
          }
        }
      }
      return [...found];
    }
    /** @param {string} word @param {string} words */
    function placeOf(word, words) {
      const at = unified(words).indexOf(unified(word));
      const cut = /^[a-z]/.test(word) && /[a-z]/.test((words[at - 1] ?? "") + (words[at + word.length] ?? ""));
      return at >= 0 && !cut && matches(words.slice(at, at + word.length), word, 0) ? at : -1;
    }

    // A term of the query, as a list of its forms.
    /** @param {string} raw @param {boolean} quoted */
    function makeTerm(raw, quoted) {
      // U.S. is a whole word, never the beginning of one.
      const initials = /^(\p{L}\.)+\p{L}?$/u.test(bare(raw)) && /\p{L}\.\p{L}/u.test(raw);
      return alternatives(foldedText(bare(raw))).map(words => {
        const han = [...words].some(char => kindAt(char, 0) === HAN);
        /** @type {Set<string>} */
        const endings = han || quoted || initials ? new Set() : stems(words);
        // What all forms of a word begin with: `polic` for policy and policies, `sal` for sale and sales.
        const stem = [...endings].reduce((least, next) => next.length < least.length ? next : least, words);
        const pattern = han ? unified(words) : endings.size ? stem.replace(/([a-z]{2})[ye]$|([a-z]s)is$/, "$1$2") : words;
        return {words, han, initials, endings, begins: initials ? 1 : 0, pattern};
      });
    }

    // A query: `terms`, all of which must be found; `apart`, the same with adjoining Han and Latin as two terms and without
    // signs that may be left out; `phrase`, all words as one term, which may be found instead; `whole`, a single term that
    // begins a word, and no decimal: what has it comes first. Double quotes make one term of several words.
    /** @param {string} query */
    function parse(query) {
      /** @type {string[]} */
      const quoted = [];
      const open = query.normalize("NFC").replace(/\s+/g, " ").replace(/["“”„]([^"“”„]*)["“”]/g, (_, phrase) => {
        quoted.push(phrase);
        return " ";
      });
      // An accent alone, or what is invisible, is not searched for.
      const searchable = (/** @type {string} */ word) => foldedText(bare(word));
      const typed = open.split(" ").filter(searchable), tokens = withSigns(typed);
      // Where nothing is found such a sign is left out, unless it says what a number is: "7 %" is not every 7.
      const counts = (/** @type {string} */ token, /** @type {number} */ at) => !SPARE.includes(foldedText(token))
        && /\p{Nd}/u.test((typed[at - 1] ?? "") + (typed[at + 1] ?? ""));
      const bared = withSigns(typed.filter((token, at) => !isSign(token) || counts(token, at)));
      /** @type {string[]} */
      const joined = [];
      for (const token of tokens) {
        const last = joined.at(-1) ?? "";
        const touch = last && (kindAt(last, last.length - 1) === HAN) !== (kindAt(token, 0) === HAN);
        if (touch) joined[joined.length - 1] += token; else joined.push(token);
      }
      const phrases = quoted.filter(searchable).map(phrase => makeTerm(phrase, true));
      const terms = (/** @type {string[]} */ list) => {
        const words = dropPunctuation([...new Set(list)]).map(token => makeTerm(token, false));
        // Each of several terms must begin a word, or "ty S" would find "types" here and "sales" there.
        if (phrases.length + words.length > 1) for (const form of words.flat()) form.begins ||= 1;
        return [...phrases, ...words];
      };
      const together = terms(joined), apart = terms(bared);
      const [[first], another] = [together[0] ?? [], together[1]];
      return {
        terms: together,
        apart: apart.length && joined.join(" ") !== bared.join(" ") ? apart : null,
        whole: first && !another && !first.han ? together[0].map(form => ({...form, begins: 2})) : null,
        phrase: phrases.length + joined.length > 1 ? makeTerm(query.replace(/["“”„\s]+/g, " "), true) : null,
      };
    }
    // A sign that stands by itself belongs to the word before it or after it: "3 %" is 3%, and "§ 5" is §5.
    /** @param {string[]} tokens */
    function withSigns(tokens) {
      /** @type {string[]} */
      const found = [];
      let before = "";
      tokens.forEach((token, at) => {
        if (!isSign(token)) {
          found.push(before + token);
          before = "";
        } else if (found.length && !before && (FOLLOW.includes(foldedText(token)) || at === tokens.length - 1)) {
          found[found.length - 1] += token;
        } else before += token;
      });
      return before ? [...found, before] : found;
    }
    // Punctuation alone is no term, unless there is nothing else.
    /** @param {string[]} tokens */
    function dropPunctuation(tokens) {
      const words = tokens.filter(token => /[^\p{P}]/u.test(bare(token)));
      return words.length ? words : tokens.slice(0, 1);
    }

    // How many folded characters of a prepared text match a form at a position. `anywhere`: within a word, too.
    /** @param {Prepared} text @param {Form} form @param {number} at @param {boolean} anywhere */
    function lengthAt(text, {words, han, initials, endings, begins: must}, at, anywhere) {
      if (han) return matches(words, text.text, at) ? words.length : 0;
      const begins = text.starts[at] >= (must || 1) || !isWord(kindAt(words, 0));
      const end = at + words.length;
      if ((begins || anywhere && !must) && text.text.startsWith(words, at)) {
        return !initials || text.starts[end] || !isWord(kindAt(text.text, end)) ? words.length : 0;
      }
      if (!begins || !endings.size) return 0;
      let last = at + 1;
      while (isWord(kindAt(text.text, last)) && !text.starts[last]) last++;
      for (const stem of stems(text.text.slice(at, last))) if (endings.has(stem)) return last - at;
      return 0;
    }

    // The first match of a form in a prepared text, from `from` on and before `to`: [position, length], or null.
    // `anywhere` says of a position whether Latin letters may match there within a word, too.
    /** @type {Matcher["seek"]} */
    function seek(text, form, from, to, anywhere) {
      // Cut off (at no cost), so that what a passage lacks is not searched for in all that follow.
      const source = (form.han ? text.unified : text.text).slice(0, to);
      for (let at = source.indexOf(form.pattern, from); at >= 0; at = source.indexOf(form.pattern, at + 1)) {
        const length = lengthAt(text, form, at, anywhere(at));
        if (length) return [at, length];
      }
      return null;
    }

    // The matches of several terms between two positions, as [from, to] in the text itself, in order; none overlap.
    /** @type {Matcher["places"]} */
    function* places(text, terms, from, to, anywhere) {
      /** @type {[number, number, Form][]} */
      const found = [];
      for (const form of terms.flat()) {
        for (let hit = seek(text, form, from, to, anywhere); hit; hit = seek(text, form, hit[0] + hit[1], to, anywhere)) {
          found.push([...hit, form]);
        }
      }
      let end = -1;
      for (const [at, length, {initials}] of found.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
        if (at < end) continue;
        end = at + length;
        const last = text.places[end - 1] + 1;
        yield [text.places[at], initials && text.printed[last] === "." ? last + 1 : last];
      }
    }

    return {prepare, parse, seek, places, alike: unified};
  }

  scope.Matching = {makeMatcher};
})(typeof self === "undefined" ? globalThis : self);
