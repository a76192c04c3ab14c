// The service as it is now: requests, queue, memory, workers, kernels, executors and limits.
import { h, fill, panel } from "./dom.js";
import { text, strategies, limits } from "./api.js";
import { parse, sum, value, rate } from "./metrics.js";
import { Sparkline } from "./sparkline.js";
import { bytes, count, milliseconds, short } from "./numbers.js";

const POLL_MS = 2000;

/** Each tile has a figure of the newest metrics and those before, a note, and what its line follows. */
const TILES = [
  {
    title: "Requests a second",
    figure: (now, before) => rate(now, before, "http_server_requests_seconds_count"),
    format: (each) => each.toFixed(each < 10 ? 1 : 0),
    note: (now) => `${count(sum(now, "http_server_requests_seconds_count"))} since the start`,
  },
  {
    title: "In work",
    figure: (now) => value(now, "parallax_requests_running"),
    format: count,
    note: (now) => `${count(value(now, "parallax_requests_computing"))} of ${count(value(now, "parallax_requests_places"))} places compute`,
  },
  {
    title: "Waiting",
    figure: (now) => value(now, "parallax_requests_waiting"),
    format: count,
    note: (now) => `${count(value(now, "parallax_requests_receiving"))} arrive, ${count(value(now, "parallax_requests_answering"))} are answered`,
  },
  {
    title: "Memory of arrays",
    figure: (now) => value(now, "parallax_memory_in_use_bytes"),
    format: bytes,
    note: (now) => `of ${bytes(value(now, "parallax_memory_limit_bytes"))}`,
  },
  {
    title: "Heap",
    figure: (now) => sum(now, "jvm_memory_used_bytes", 'area="heap"'),
    format: bytes,
    note: (now) => `of ${bytes(sum(now, "jvm_memory_max_bytes", 'area="heap"'))}`,
  },
  {
    title: "Processor",
    figure: (now) => 100 * value(now, "process_cpu_usage"),
    format: (percent) => `${percent.toFixed(0)} %`,
    note: (now) => `load ${short(value(now, "system_load_average_1m"))} on ${count(value(now, "system_cpu_count"))} cores`,
  },
  {
    title: "Worker processes",
    figure: (now) => value(now, "parallax_workers_alive_processes"),
    format: count,
    note: (now) => `${count(value(now, "parallax_workers_busy_processes"))} busy, ${count(value(now, "parallax_workers_lost_total"))} lost`,
  },
  {
    title: "Native kernels",
    figure: (now) => value(now, "parallax_kernels_live"),
    format: count,
    note: (now) => `${count(value(now, "parallax_kernels_compiled_total"))} compiled, ${count(sum(now, "parallax_kernels_refused_total"))} refused`,
  },
];

export class ServiceTab {
  id = "service";
  title = "Service";
  #isShown = false;
  #timer = 0;
  #before = null;
  #tiles = [];

  open(root) {
    this.#tiles = TILES.map((of) => tile(of));
    this.note = h("p", { class: "notice", hidden: true });
    this.strategies = panel("Executors", {}, h("p", { class: "empty" }, "reading…"));
    const filter = h("input", { type: "search", placeholder: "filter", "aria-label": "Filter the limits", oninput: () => this.#showLimits(filter.value) });
    this.limits = panel("Limits", { end: [filter] }, h("p", { class: "empty" }, "reading…"));
    root.append(
      h(
        "div",
        { class: "stack spaced" },
        this.note,
        h("div", { class: "tiles" }, this.#tiles.map(({ element }) => element)),
        h("div", { class: "work" }, h("div", { class: "column" }, this.strategies.element), h("div", { class: "column" }, this.limits.element)),
      ),
    );
    document.addEventListener("visibilitychange", () => this.#resume());
    limits().then(({ limits: all }) => {
      this.all = all;
      this.#showLimits("");
    }, () => {});
  }

  shown() {
    this.#isShown = true;
    this.#resume();
  }

  hidden() {
    this.#isShown = false;
    this.#resume();
  }

  /** Polls while the tab is seen, and not else. */
  #resume() {
    clearTimeout(this.#timer);
    if (this.#isShown && !document.hidden) this.#poll();
  }

  async #poll() {
    try {
      const [exposition, executors] = await Promise.all([text("actuator/prometheus"), strategies()]);
      const now = { time: performance.now(), metrics: parse(exposition) };
      for (const each of this.#tiles) each.show(now, this.#before);
      this.#before = now;
      this.#showStrategies(executors.strategies);
      this.note.hidden = true;
    } catch (failure) {
      this.note.textContent = `No live numbers: ${failure.message}`;
      this.note.hidden = false;
    }
    clearTimeout(this.#timer);
    if (this.#isShown && !document.hidden) this.#timer = setTimeout(() => this.#poll(), POLL_MS);
  }

  #showStrategies(all) {
    const rows = all.map(({ name, description, available, reason, maximumParallelism }) =>
      h(
        "tr",
        {},
        h("td", { class: "mono" }, name),
        h("td", {}, available ? description : h("span", {}, description, h("br"), h("span", { class: "soft" }, reason))),
        h("td", { class: "number" }, maximumParallelism),
        h("td", {}, available ? "available" : "not available"),
      ),
    );
    const head = h("tr", {}, h("th", { scope: "col" }, "executor"), h("th", { scope: "col" }, "what runs"), h("th", { scope: "col", class: "number" }, "threads"), h("th", { scope: "col" }, "state"));
    fill(this.strategies.content, h("div", { class: "wide" }, h("table", {}, h("thead", {}, head), h("tbody", {}, rows))));
  }

  #showLimits(wanted) {
    const shown = (this.all ?? []).filter(({ name, bounds }) => `${name} ${bounds}`.toLowerCase().includes(wanted.toLowerCase()));
    const rows = shown.map(({ name, value: bound, unit, bounds }) => h("tr", {}, h("td", { class: "mono" }, name), h("td", { class: "number" }, amount(bound, unit)), h("td", {}, bounds)));
    const head = h("tr", {}, h("th", { scope: "col" }, "limit"), h("th", { scope: "col", class: "number" }, "at most"), h("th", { scope: "col" }, "bounds"));
    fill(this.limits.content, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Limits" }, h("table", {}, h("thead", {}, head), h("tbody", {}, rows))));
  }
}

function tile({ title, figure, format, note }) {
  const shown = h("div", { class: "figure" }, "–");
  const below = h("p", {}, "\u00a0");
  const line = new Sparkline();
  return {
    element: h("section", { class: "tile", "aria-label": title }, h("h3", {}, title), shown, line.element, below),
    show(now, before) {
      const found = figure(now, before);
      if (!Number.isFinite(found)) return;
      shown.textContent = format(found);
      below.textContent = note(now);
      line.add(found);
    },
  };
}

function amount(bound, unit) {
  if (unit === "bytes") return bytes(bound);
  if (unit === "ms") return milliseconds(bound);
  return `${count(bound)} ${unit}`;
}
