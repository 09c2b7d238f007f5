/*
 * Filters and sorts a data table by the form above it. The figure follows, and so does the address, so that a view can be
 * shared. Without this script the table is complete and the form is hidden. A long table shows a limited number of rows at
 * first, and is searched a few milliseconds at a time, so that typing never waits.
 */
"use strict";
document.querySelectorAll("form.data-filter").forEach(form => {
  // Rows shown until a reader asks for more, rows laid out at a time, and milliseconds of search at a time.
  const AT_ONCE = 50, STEP = 5, SLICE = 5;
  const name = form.dataset.table;
  const grid = document.querySelector(`#table-${CSS.escape(name)} table`);
  const status = form.querySelector("output");
  const years = [...form.querySelectorAll("[name=from], [name=to]")];
  const controls = [...form.elements].filter(control => control.name);
  const marks = new Map([...document.querySelectorAll(`#figure-${CSS.escape(name)} .figure__mark`)]
    .map(mark => [mark.getAttribute("href").slice(1), mark]));
  const heads = [...grid.tHead.rows[0].cells];
  const rows = [...grid.tBodies].flatMap(body => {
    const year = body.querySelector("th");
    return [...body.rows].map(line => ({line, year, mark: marks.get(line.id), text: null}));
  });
  const more = Object.assign(document.createElement("button"), {type: "button", className: "data-filter__more"});
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  let order = rows, found = rows, shown = [...rows], limit = AT_ONCE, sort = 0, latest = 0, typing = 0;

  form.hidden = false;
  grid.closest(".data-table__scroll").after(more);
  heads.forEach((head, place) => {
    const button = Object.assign(document.createElement("button"), {type: "button"});
    button.title = say(form.dataset.sort, head.textContent);
    button.append(...head.childNodes);
    head.append(button);
    // As printed, ascending, descending, and as printed again.
    button.addEventListener("click", () => {
      const column = place + 1;
      arrange(sort === column ? -column : sort === -column ? 0 : column);
      apply();
    });
  });
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(apply, 120);
  });
  form.addEventListener("reset", () => {
    arrange(0);
    clearTimeout(typing);
    typing = setTimeout(apply);
  });
  more.addEventListener("click", () => {
    limit += AT_ONCE;
    show();
  });
  addEventListener("hashchange", reveal);
  restore();
  apply().then(reveal);

  // Filters all rows; a later call replaces this one.
  async function apply() {
    const run = ++latest;
    const typed = form.elements.text.value.trim();
    // Spellings are fetched at the first word typed.
    /** @type {Matcher["alike"]} */
    let alike = text => text;
    try {
      if (typed) ({alike} = await loadMatcher());
    } catch {
      // A copy of the site may lack what is fetched on demand. Nothing is claimed then that was not looked for.
      found = order;
      status.textContent = form.dataset.failed;
      return show();
    }
    if (run !== latest) return;
    const words = typed ? typed.split(/\s+/).map(alike) : [];
    const span = years.map(control => +control.value).sort((a, b) => a - b);
    const wanted = controls.filter(control => control.tagName === "SELECT" && !years.includes(control) && control.value);
    const text = (/** @type {Row} */ row) => row.text ??= alike(`${row.year?.textContent ?? ""} ${row.line.textContent}`);
    /** @param {Row} row */
    const fits = row => (!years.length || (span[0] <= +row.year.textContent && +row.year.textContent <= span[1]))
      && wanted.every(control => row.line.getAttribute(`data-${control.name}`) === control.value)
      && words.every(word => text(row).includes(word));
    const fitting = [];
    let end = performance.now() + SLICE;
    for (const row of order) {
      if (performance.now() > end) {
        await pause();
        if (run !== latest) return;
        end = performance.now() + SLICE;
      }
      const fit = fits(row);
      if (fit) fitting.push(row);
      row.mark?.classList.toggle("figure__mark--off", !fit);
    }
    found = fitting;
    limit = AT_ONCE;
    const message = found.length ? say(form.dataset.shown, found.length, rows.length) : form.dataset.none;
    if (status.textContent !== message) status.textContent = message;
    remember();
    if (rows.length > AT_ONCE) await pause();
    if (run === latest) await show();
  }

  // Shows the rows found; neighbours of one year share its cell. Rows that are shown already stay.
  async function show() {
    const run = ++latest;
    const next = found.slice(0, limit);
    more.hidden = found.length <= limit;
    more.textContent = say(form.dataset.more, Math.min(AT_ONCE, found.length - limit));
    if (shown.some((row, place) => row !== next[place])) {
      shown.forEach(row => row.line.querySelector("th")?.remove());
      [...grid.tBodies].forEach(body => body.remove());
      shown = [];
    }
    for (let place = shown.length; place < next.length; place++) {
      const row = next[place];
      if (!place || row.year !== next[place - 1].year) {
        grid.append(document.createElement("tbody"));
        if (row.year) row.line.prepend(row.year.cloneNode(true));
      }
      const body = /** @type {HTMLTableSectionElement} */ ([...grid.tBodies].at(-1));
      body.append(row.line);
      shown.push(row);
      if (row.year) body.rows[0].cells[0].rowSpan = body.rows.length;
      if (place % STEP === STEP - 1) {
        await pause();
        if (run !== latest) return;
      }
    }
  }

  function pause() {
    return new Promise(resolve => setTimeout(resolve));
  }

  // Sorts by a column, counted from 1, negative for descending; 0 is the printed order.
  /** @param {number} by */
  function arrange(by) {
    const column = Math.abs(by) - 1, cell = column - (years.length ? 1 : 0);
    const compare = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
    const key = (/** @type {Row} */ row) => (cell < 0 ? row.year : row.line.querySelectorAll("td")[cell]).textContent;
    const keyed = by ? rows.map(row => ({row, key: key(row)})).sort((a, b) => Math.sign(by) * compare(a.key, b.key)) : [];
    order = by ? keyed.map(({row}) => row) : rows;
    sort = by;
    heads.forEach((head, place) => place === column
      ? head.setAttribute("aria-sort", by > 0 ? "ascending" : "descending") : head.removeAttribute("aria-sort"));
  }

  // The address holds what differs from the initial form: ?exchanges.from=2001&exchanges.sort=-1
  function remember() {
    const query = new URLSearchParams(location.search);
    /** @param {string} key @param {string | 0} value */
    const keep = (key, value) => value ? query.set(`${name}.${key}`, value) : query.delete(`${name}.${key}`);
    controls.forEach(control => keep(control.name, control.value === preset(control) ? "" : control.value));
    keep("sort", sort && String(sort));
    const search = String(query) && `?${query}`;
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
    // The other language shows the same view, and opens no search.
    query.delete("q");
    const view = String(query) && `?${query}`;
    document.querySelectorAll("a[data-keeps-place]").forEach(link => {
      if (link.search !== view) link.search = view;
    });
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = query.get(`${name}.${control.name}`);
      const known = control.tagName !== "SELECT" || [...control.options].some(option => option.value === value);
      if (value !== null && known) control.value = value;
    }
    const by = Number(query.get(`${name}.sort`));
    if (Number.isInteger(by) && Math.abs(by) <= heads.length) arrange(by);
  }

  /** @param {Control} control */
  function preset(control) {
    const options = [...control.options ?? []];
    return options.length ? options.find(option => option.defaultSelected)?.value : control.defaultValue;
  }

  // A row that the address names is shown, even where the filter would hide it.
  async function reveal() {
    const row = rows.find(row => row.line.id && `#${row.line.id}` === location.hash);
    if (!row || shown.includes(row)) return;
    if (!found.includes(row)) {
      form.reset();
      clearTimeout(typing);
      await apply();
    }
    limit = Math.max(limit, found.indexOf(row) + 1);
    await show();
    location.replace(location.hash);
  }

  /** @type {(words: string, ...values: (string | number)[]) => string} */
  function say(words, ...values) {
    const written = values.map(value => typeof value === "number" ? numbers.format(value) : value);
    return written.reduce((text, value) => text.replace("{}", value), words);
  }
});
