/**
 * The table of all jobs: sorted, filtered, searched, and drawn as it is scrolled to.
 *
 * Rows are arrays in the order of the columns. A column has a key, a label, and a kind: `text`,
 * `words` (few different ones, to choose from), `time` in milliseconds, or `money` in thousandths.
 */
class JobTable {
  static rowHeight = 41;
  static mostPrinted = 2000;

  constructor({ columns, rows, folder, batch }) {
    Object.assign(this, { columns, rows, folder, batch });
    this.place = Object.fromEntries(columns.map((column, index) => [column.key, index]));
    this.order = rows.map((_, index) => index);
    this.shown = this.order;
    this.sorting = { column: -1, rises: true };
    this.filters = new Map();
    this.searched = null;
    this.box = document.getElementById("jobs-scroll");
    this.table = document.getElementById("jobs-table");
    const isNarrow = matchMedia("(max-width: 40rem)").matches;
    const first = isNarrow ? ["id", "text", "state"] : columns.map((column) => column.key);
    const unasked = ["title", "reason", "output", "place", "input"]
      .filter((key) => isNarrow || !this.hasMany(key));
    this.visible = new Set(first.filter((key) => !unasked.includes(key)));
    document.getElementById("jobs").hidden = false;
    this.makeFilters();
    this.makeColumnChoice();
    this.listen();
    this.makeHeading();
    this.choose();
  }

  /** Whether a column tells rows apart. */
  hasMany(key) {
    const at = this.place[key];
    const first = this.rows[0]?.[at];
    if (key === "output" || key === "place") return false;
    return this.rows.some((row) => row[at] !== first);
  }

  text(row, index) {
    const value = row[index];
    if (value === null || value === undefined) return "";
    switch (this.columns[index].kind) {
      case "time": return clock(value);
      case "money": return yuan(value);
      default: return String(value);
    }
  }

  // Choosing

  makeFilters() {
    const place = document.getElementById("jobs-filters");
    this.columns.forEach((column, index) => {
      if (column.kind !== "words" && !column.isOwn) return;
      const values = this.distinct(index, 200);
      if (values !== null && values.length < 2) return;
      const input = values === null
        ? make("input", { type: "text", autocomplete: "off", "data-column": column.key })
        : make("select", { "data-column": column.key }, make("option", { value: "" }, "all"),
          ...values.map((value) => make("option", { value: `=${value}` }, value === "" ? "(none)" : value)));
      input.addEventListener("input", settled(() => {
        if (input.value === "") this.filters.delete(index);
        else this.filters.set(index, this.filter(index, input.value, values !== null));
        this.choose();
      }));
      place.append(make("label", {}, column.label, input));
    });
  }

  /** Whether a row is shown; a value to choose from stands behind a `=`, so that it can be empty. */
  filter(index, value, isExact) {
    if (isExact) return (row) => this.text(row, index) === value.slice(1);
    const part = value.toLowerCase();
    return (row) => this.text(row, index).toLowerCase().includes(part);
  }

  /** The different texts of a column in order; null where they are more than some. */
  distinct(index, limit) {
    const found = new Set();
    for (const row of this.rows) {
      found.add(this.text(row, index));
      if (found.size > limit) return null;
    }
    return [...found].sort(JobTable.compareTexts);
  }

  static collator = new Intl.Collator(undefined, { numeric: true });
  static compareTexts(left, right) { return JobTable.collator.compare(left, right); }

  /** Chooses and sorts anew. */
  choose() {
    const words = document.getElementById("jobs-search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const filters = [...this.filters.values()];
    const searched = words.length > 0 ? this.searchedTexts() : null;
    this.shown = this.order.filter((number) =>
      filters.every((fits) => fits(this.rows[number]))
      && (searched === null || words.every((word) => searched[number].includes(word))));
    this.count();
    this.box.scrollTop = 0;
    this.drawRows();
  }

  /** What is searched in, made at the first search. */
  searchedTexts() {
    const places = this.columns.map((_, index) => index).filter((index) =>
      this.columns[index].isOwn || ["id", "title", "text"].includes(this.columns[index].key));
    this.searched ??= this.rows.map((row) =>
      places.map((index) => row[index] ?? "").join("\n").toLowerCase());
    return this.searched;
  }

  sort(index) {
    const rises = this.sorting.column === index ? !this.sorting.rises : true;
    this.sorting = { column: index, rises };
    const isNumber = ["time", "money", "number"].includes(this.columns[index].kind);
    const compare = isNumber
      ? (left, right) => left - right
      : (left, right) => JobTable.collator.compare(left, right);
    const values = this.rows.map((row) => row[index]);
    const sign = rises ? 1 : -1;
    this.order = this.rows.map((_, number) => number).sort((left, right) => {
      const a = values[left] ?? null, b = values[right] ?? null;
      // What has no value stands last, whichever way the rest goes.
      if (a === null || b === null) return (a === null) - (b === null) || left - right;
      return sign * compare(a, b) || left - right;
    });
    this.makeHeading();
    this.choose();
  }

  count() {
    const audio = this.place.audio_ms, cost = this.place.cost;
    let milliseconds = 0, thousandths = 0;
    for (const number of this.shown) {
      milliseconds += this.rows[number][audio] ?? 0;
      thousandths += this.rows[number][cost] ?? 0;
    }
    document.getElementById("jobs-count").textContent =
      `${this.shown.length} of ${this.rows.length} jobs; ${clock(milliseconds)} of audio; `
      + `at most ${yuan(thousandths)} CNY`;
  }

  // Drawing

  makeColumnChoice() {
    const place = document.querySelector("#jobs-columns div");
    for (const column of this.columns) {
      const box = make("input", { type: "checkbox", value: column.key });
      box.checked = this.visible.has(column.key);
      box.addEventListener("change", () => {
        if (box.checked) this.visible.add(column.key); else this.visible.delete(column.key);
        this.makeHeading();
        this.drawRows();
      });
      place.append(make("label", { class: "check" }, box, column.label));
    }
  }

  get visibleColumns() {
    return this.columns.map((column, index) => ({ ...column, index }))
      .filter((column) => this.visible.has(column.key));
  }

  makeHeading() {
    const row = make("tr", {}, make("th", { scope: "col" }, make("button", { type: "button", disabled: "" }, "Play")));
    for (const column of this.visibleColumns) {
      const isSorted = this.sorting.column === column.index;
      const arrow = isSorted ? (this.sorting.rises ? " ▲" : " ▼") : "";
      const button = make("button", { type: "button" }, column.label,
        make("span", { "aria-hidden": "true", class: "arrow" }, arrow));
      button.addEventListener("click", () => {
        this.sort(column.index);
        this.table.querySelector(`th[data-column="${CSS.escape(column.key)}"] button`).focus();
      });
      const heading = make("th", { scope: "col", "data-column": column.key }, button);
      if (isSorted) heading.setAttribute("aria-sort", this.sorting.rises ? "ascending" : "descending");
      if (this.isNumber(column)) heading.className = "number";
      row.append(heading);
    }
    this.table.tHead.replaceChildren(row);
    this.table.setAttribute("aria-colcount", row.cells.length);
  }

  isNumber(column) { return ["time", "money", "number"].includes(column.kind); }

  /** Draws the rows that are in sight and some beside them; all of the first ones for paper. */
  drawRows(forPaper = false) {
    const height = JobTable.rowHeight, total = this.shown.length;
    const first = forPaper ? 0 : Math.max(0, Math.floor(this.box.scrollTop / height) - 10);
    const count = forPaper ? JobTable.mostPrinted : Math.ceil(this.box.clientHeight / height) + 20;
    const last = Math.min(total, first + count);
    const columns = this.visibleColumns;
    const lines = this.shown.slice(first, last).map((number, index) =>
      this.line(this.rows[number], columns, first + index));
    const body = this.table.tBodies[0];
    const focused = body.contains(document.activeElement)
      ? document.activeElement.closest("tr")?.getAttribute("aria-rowindex") : null;
    const isName = document.activeElement?.classList.contains("name");
    body.replaceChildren(
      this.spacer(first * height, columns), ...lines,
      this.spacer(forPaper ? 0 : (total - last) * height, columns));
    this.table.setAttribute("aria-rowcount", total + 1);
    if (focused !== null) {
      body.querySelector(`tr[aria-rowindex="${focused}"] button${isName ? ".name" : ""}`)
        ?.focus({ preventScroll: true });
    }
  }

  spacer(height, columns) {
    const cell = make("td", { colspan: columns.length + 1 });
    cell.style.height = `${height}px`;
    const row = make("tr", { class: "spacer", "aria-hidden": "true" }, cell);
    row.hidden = height === 0;
    return row;
  }

  line(row, columns, position) {
    const line = make("tr", { "aria-rowindex": position + 2 });
    const cell = make("td");
    const name = this.name(row);
    if (row[this.place.state] === "done") {
      const button = make("button", { type: "button", class: "cell", "aria-label": `Play ${name}` }, "▶");
      button.addEventListener("click", () => player.play(this.address(row), name));
      cell.append(button);
    }
    line.append(cell);
    columns.forEach((column, index) => line.append(this.cell(row, column, index === 0)));
    return line;
  }

  cell(row, column, isFirst) {
    const text = this.text(row, column.index);
    const cell = make("td", { dir: "auto" });
    if (isFirst) {
      const button = make("button", { type: "button", class: "name" }, text || this.name(row));
      button.addEventListener("click", () => this.open(row));
      cell.append(button);
    } else if (column.kind === "words") {
      cell.append(make("span", column.key === "state" ? { class: `state ${text}` } : {}, text));
    } else {
      cell.append(text);
    }
    if (this.isNumber(column)) cell.className = "number";
    else if (column.key === "text") cell.className = "long";
    if (text.length > 30) cell.title = text.slice(0, 500);
    return cell;
  }

  name(row) { return row[this.place.id] || row[this.place.output]; }

  /** A path's parts are encoded, so that no name is taken for anything else. */
  address(row) {
    const path = row[this.place.output].split("/").map(encodeURIComponent).join("/");
    return this.folder + path;
  }

  /** Everything of one job. */
  open(row) {
    const dialog = document.getElementById("job");
    document.getElementById("job-title").textContent = this.name(row);
    const list = make("dl");
    this.columns.forEach((column, index) => {
      const text = this.text(row, index);
      if (text !== "") list.append(make("dt", {}, column.label), make("dd", { dir: "auto" }, text));
    });
    const body = [list];
    if (row[this.place.state] === "done") {
      body.unshift(make("audio", {
        controls: "", preload: "none", src: this.address(row), "aria-label": this.name(row) }));
    }
    dialog.querySelector(".body").replaceChildren(...body);
    dialog.showModal();
  }

  // What goes out

  csv() {
    const columns = this.columns.map((column, index) => ({ ...column, index }))
      .filter((column) => this.visible.has(column.key));
    const field = (text) => /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    const value = (row, column) => {
      const value = row[column.index];
      if (value === null || value === undefined) return "";
      return column.kind === "money" ? yuan(value) : String(value);
    };
    const lines = this.shown.map((number) =>
      columns.map((column) => field(value(this.rows[number], column))).join(","));
    return [columns.map((column) => field(column.isOwn ? column.label : column.key)).join(","), ...lines].join("\n") + "\n";
  }

  listen() {
    document.getElementById("jobs-search").addEventListener("input", settled(() => this.choose()));
    const form = document.querySelector("#jobs form");
    const dialog = document.getElementById("job");
    dialog.querySelector(".close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.querySelector("audio")?.pause());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => {
      this.filters.clear();
      for (const box of document.querySelectorAll("#jobs-columns input")) {
        box.checked = this.visible.has(box.value);
      }
      this.choose();
    }));
    document.getElementById("jobs-csv").addEventListener("click", () => {
      const link = make("a", { download: `${this.batch}.csv` });
      link.href = URL.createObjectURL(new Blob([this.csv()], { type: "text/csv" }));
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    });
    let isAsked = false;
    this.box.addEventListener("scroll", () => {
      if (isAsked) return;
      isAsked = true;
      requestAnimationFrame(() => { isAsked = false; this.drawRows(); });
    });
    new ResizeObserver(() => this.drawRows()).observe(this.box);
    addEventListener("beforeprint", () => {
      this.drawRows(true);
      document.getElementById("jobs-print").textContent = this.shown.length > JobTable.mostPrinted
        ? `The first ${JobTable.mostPrinted} of ${this.shown.length}.` : "";
    });
    addEventListener("afterprint", () => {
      document.getElementById("jobs-print").textContent = "";
      this.drawRows();
    });
  }
}
