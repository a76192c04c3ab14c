// The request of another tab on every executor, at sizes of one's choice.
import { h, fill, button, choice, labelled, panel, select, announce } from "./dom.js";
import { send } from "./request.js";
import { typedNumber } from "./json.js";
import { SnippetPanel } from "./snippet-panel.js";
import { facts } from "./plan-panel.js";
import { problemView } from "./problem-view.js";
import { curves } from "./charts.js";
import { bytes, count, milliseconds } from "./numbers.js";

const MOST = [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

export class BenchmarkTab {
  id = "benchmark";
  title = "Benchmark";
  #of = "expression";
  #most = 1_000_000;
  #pages;
  #running = null;

  open(root, _, pages) {
    this.#pages = pages;
    this.of = choice("What is compared", [["expression", "Expression"], ["functions", "Functions"]], this.#of, (id) => {
      this.#of = id;
      this.shown();
    });
    this.most = select("Largest size", MOST.map((each) => [String(each), count(each)]), String(this.#most), (chosen) => {
      this.#most = Number(chosen);
      this.shown();
    });
    this.repetitions = h("input", { class: "mono", inputmode: "numeric", placeholder: "15", oninput: () => this.shown() });
    this.runButton = button("Run", () => this.#toggle(), { class: "button first" });
    this.body = h("div", { class: "stack" });
    this.snippets = new SnippetPanel();
    const what = panel(
      "Benchmark",
      { end: [this.runButton] },
      h("p", {}, "Runs the request of another tab on every executor, at sizes from 1,000, and compares times and bits."),
      h("div", { class: "row" }, h("span", { class: "soft" }, "the request in"), this.of, labelled("up to", this.most), labelled("repetitions", this.repetitions)),
      this.body,
    );
    this.result = panel("Times", {}, h("p", { class: "empty" }, "Run the benchmark to see the times."));
    root.append(h("div", { class: "work" }, h("div", { class: "column" }, what.element, this.snippets.element), h("div", { class: "column" }, this.result.element)));
  }

  /** Shows what would be compared, as it is typed in its tab now. */
  shown() {
    fill(this.body);
    try {
      this.snippets.show(this.#request());
    } catch (refused) {
      this.snippets.show(null);
      fill(this.body, h("p", { class: "notice" }, refused.message));
    }
  }

  #request() {
    const request = this.#pages.request(this.#of);
    if (!request) throw new Error("There is no request in that tab yet.");
    if (request.files.length > 0) throw new Error("A benchmark makes its inputs: store the file as a dataset, or take a generator.");
    const { output, options, ...body } = request.body;
    const kept = options && { ...options, strategy: undefined };
    const sizes = [1000, ...MOST.filter((each) => each <= this.#most)];
    const repetitions = this.repetitions.value.trim() === "" ? undefined : typedNumber(this.repetitions.value);
    return { operation: "benchmarks", body: { sizes, repetitions, [request.operation]: { ...body, options: kept } }, files: [] };
  }

  async #toggle() {
    if (this.#running) {
      this.#running.abort();
      return;
    }
    this.#running = new AbortController();
    this.runButton.textContent = "Stop";
    this.result.content.classList.add("busy");
    try {
      const { answer } = await send(this.#request(), this.#running.signal);
      fill(this.result.content, answer.comparisons.map(comparison), environment(answer.environment));
      announce("The times have arrived");
    } catch (failure) {
      if (failure.name !== "AbortError") fill(this.result.content, problemView(failure.content ?? { title: "The benchmark cannot be run", detail: failure.message }));
    } finally {
      this.#running = null;
      this.runButton.textContent = "Run";
      this.result.content.classList.remove("busy");
    }
  }
}

function comparison({ name, rows, winners, crossovers, skipped }) {
  const sizes = [...new Set(rows.map((each) => each.size))].sort((a, b) => a - b);
  const strategies = [...new Set(rows.map((each) => each.strategy))];
  const found = (strategy, size) => rows.find((each) => each.strategy === strategy && each.size === size);
  const series = strategies.map((strategy) => ({ name: strategy, values: sizes.map((size) => found(strategy, size)?.medianMs ?? null) }));
  const winner = (size) => winners.find((each) => each.size === size)?.strategy;
  const head = h("tr", {}, h("th", { scope: "col" }, "executor"), sizes.map((size) => h("th", { scope: "col", class: "number" }, count(size))));
  const cells = (strategy) =>
    sizes.map((size) => {
      const row = found(strategy, size);
      const text = milliseconds(row?.medianMs);
      const title = row && `${milliseconds(row.lowerQuartileMs)} to ${milliseconds(row.upperQuartileMs)}, ${row.runs} runs, speed-up ${row.speedUp}`;
      return h("td", { class: "number", title }, winner(size) === strategy ? h("strong", {}, text) : text);
    });
  const differs = rows.some((each) => !each.sameBits);
  return h(
    "div",
    { class: "stack" },
    h("h3", {}, `${name}: median times over the number of elements, in milliseconds`),
    curves(`Times of ${name}`, sizes, series),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Times" }, h("table", {}, h("thead", {}, head), h("tbody", {}, strategies.map((each) => h("tr", {}, h("td", { class: "mono" }, each), cells(each)))))),
    h("p", {}, differs ? "Not all results have the same bits." : "All results have the same bits."),
    crossovers.length > 0 ? [h("h3", {}, "Where another executor becomes the fastest"), list(crossovers)] : null,
    skipped.length > 0 ? [h("h3", {}, "Not measured"), list(skipped)] : null,
  );
}

function list(parts) {
  return h("ul", { class: "parts" }, parts.map((part) => h("li", {}, texts(part))));
}

/** The fields of a part of the answer, one after another. */
function texts(part) {
  return Object.entries(part).map(([name, value]) => `${name} ${typeof value === "number" ? count(value) : value}`).join(" · ");
}

function environment({ processor, cores, javaVersion, memoryBytesPerSecond }) {
  return facts([["processor", processor], ["cores", String(cores)], ["Java", javaVersion], ["memory", `${bytes(memoryBytesPerSecond)}/s`]]);
}
