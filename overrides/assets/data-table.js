/*
 * Filters and sorts a data table by the form before it, in step with its figure and with the address, so that a view can
 * be shared. Without this script the table is complete and the form is hidden. Of a long table so many rows are shown at
 * once, and its rows are looked through a few milliseconds at a time: typing never waits.
 */
"use strict";
document.querySelectorAll("form.data-filter").forEach(form => {
  // Rows that are shown before a reader asks for more, rows that are laid out at a time, and milliseconds of search.
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
  let order = rows, found = rows, shown = [...rows], limit = AT_ONCE, sort = 0, latest = 0, typing;

  form.hidden = false;
  grid.closest(".data-table__scroll").after(more);
  heads.forEach((head, place) => {
    const button = Object.assign(document.createElement("button"), {type: "button"});
    button.title = say(form.dataset.sort, head.textContent);
    button.append(...head.childNodes);
    head.append(button);
    // As printed, rising, falling, and as printed again.
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

  // Looks through all rows; a later call takes the place of this one.
  async function apply() {
    const run = ++latest;
    const typed = form.elements.text.value.trim();
    // Spellings are fetched by the first who types.
    const {alike} = typed ? await loadMatcher() : {};
    if (run !== latest) return;
    const words = typed ? typed.split(/\s+/).map(alike) : [];
    const span = years.map(control => +control.value).sort((a, b) => a - b);
    const wanted = controls.filter(control => control.tagName === "SELECT" && !years.includes(control) && control.value);
    const text = row => row.text ??= alike(`${row.year?.textContent ?? ""} ${row.line.textContent}`);
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
    const told = found.length ? say(form.dataset.shown, found.length, rows.length) : form.dataset.none;
    if (status.textContent !== told) status.textContent = told;
    remember();
    if (rows.length > AT_ONCE) await pause();
    if (run === latest) await show();
  }

  // Prints the rows found, those of one year that stand together under one year. What is there already stays.
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
      const body = [...grid.tBodies].at(-1);
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

  // Sorts by a column, counted from 1 and below 0 to fall; 0 is the order of print.
  function arrange(by) {
    const column = Math.abs(by) - 1, cell = column - (years.length ? 1 : 0);
    const compare = new Intl.Collator(document.documentElement.lang, {numeric: true}).compare;
    const key = row => (cell < 0 ? row.year : row.line.querySelectorAll("td")[cell]).textContent;
    const keyed = by ? rows.map(row => [key(row), row]).sort((a, b) => Math.sign(by) * compare(a[0], b[0])) : [];
    order = by ? keyed.map(pair => pair[1]) : rows;
    sort = by;
    heads.forEach((head, place) => place === column
      ? head.setAttribute("aria-sort", by > 0 ? "ascending" : "descending") : head.removeAttribute("aria-sort"));
  }

  // The address holds what differs from the form as it comes: ?exchanges.from=2001&exchanges.sort=-1
  function remember() {
    const query = new URLSearchParams(location.search);
    const keep = (key, value) => value ? query.set(`${name}.${key}`, value) : query.delete(`${name}.${key}`);
    controls.forEach(control => keep(control.name, control.value === preset(control) ? "" : control.value));
    keep("sort", sort && String(sort));
    const search = String(query) && `?${query}`;
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
    // The other language shows the same view.
    document.querySelectorAll("a[data-keeps-place]").forEach(link => {
      if (link.search !== search) link.search = search;
    });
  }

  function restore() {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      const value = query.get(`${name}.${control.name}`);
      const known = control.tagName !== "SELECT" || [...control.options].some(option => option.value === value);
      if (value !== null && known) control.value = value;
    }
    const by = +query.get(`${name}.sort`);
    if (Number.isInteger(by) && Math.abs(by) <= heads.length) arrange(by);
  }

  function preset(control) {
    const options = [...control.options ?? []];
    return options.length ? options.find(option => option.defaultSelected).value : control.defaultValue;
  }

  // A row that an address names is shown, whatever the filter says.
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

  function say(words, ...values) {
    const written = value => typeof value === "number" ? numbers.format(value) : value;
    return values.reduce((text, value) => text.replace("{}", written(value)), words);
  }
});
