// The answer to a request: its arrays in the view a person chose, summaries, phases, and items that failed.
import { h, fill, choice, panel, select } from "./dom.js";
import { namedArrays } from "./arrays.js";
import { resultTables } from "./result-table.js";
import { lines, histogram } from "./charts.js";
import { heatMap } from "./heat-map.js";
import { phases } from "./phases.js";
import { problemView } from "./problem-view.js";
import { facts } from "./plan-panel.js";
import { count, milliseconds, shape } from "./numbers.js";

const CHARTED = new Set(["bool", "int32", "int64", "float32", "float64", "float16", "int8", "int16", "uint8", "uint16", "uint32", "uint64"]);
const JSON_SHOWN = 20_000;

export class ResultPanel {
  #panel;
  #choice = h("div");
  #view = "table";
  #of = 0;
  #answer = null;
  #elapsed = 0;

  constructor() {
    this.state = h("span", { class: "soft" });
    this.#panel = panel("Result", { end: [this.state, this.#choice] });
    this.element = this.#panel.element;
    this.empty();
  }

  /** The view in which arrays are shown: table, line, histogram, heat or json. */
  get view() {
    return this.#view;
  }

  set view(name) {
    this.#view = name;
    if (this.#answer) this.#draw();
  }

  empty() {
    this.#answer = null;
    fill(this.#choice);
    fill(this.#panel.content, h("p", { class: "empty" }, "Run the request to see its result."));
  }

  busy(text) {
    this.state.textContent = text;
    this.#panel.content.classList.toggle("busy", text !== "");
    this.#panel.element.setAttribute("aria-busy", String(text !== ""));
  }

  refuse(problem) {
    this.#answer = null;
    fill(this.#choice);
    fill(this.#panel.content, problemView(problem));
  }

  show(answer, elapsed) {
    this.#answer = answer;
    this.#elapsed = elapsed;
    this.#draw();
  }

  #draw() {
    const arrays = namedArrays(this.#answer);
    const charted = arrays.filter((each) => CHARTED.has(each.dtype) && each.shape.length > 0 && each.elements.length > 1);
    const views = [["table", "Table"], ...(charted.length > 0 ? [["line", "Line"], ["histogram", "Histogram"], ["heat", "Heat map"]] : []), ["json", "JSON"]];
    const view = views.some(([name]) => name === this.#view) ? this.#view : "table";
    fill(this.#choice, choice("View", views, view, (chosen) => (this.view = chosen)));
    const { execution, timings } = this.#answer;
    fill(
      this.#panel.content,
      facts([
        ...(execution ? [["executor", `${execution.strategy} × ${execution.parallelism}`]] : []),
        ...(this.#answer.matched !== undefined ? [["matched", `${count(this.#answer.matched)} of ${count(this.#answer.total)}`]] : []),
        ...(timings ? [["in the service", milliseconds(timings.total)]] : []),
        ["in the page", milliseconds(this.#elapsed)],
        ...(execution?.cached ? [["computed", "before, and kept"]] : []),
        ...(execution?.mode ? [["mode", execution.mode]] : []),
        ...(execution?.iterations ? [["iterations", count(execution.iterations)]] : []),
      ]),
      timings ? phases(timings, this.#elapsed) : null,
      this.#failures(),
      arrays.filter((each) => each.summary).map(summary),
      this.#body(view, arrays, charted),
    );
  }

  #body(view, arrays, charted) {
    if (view === "json") {
      const text = JSON.stringify(this.#answer, null, 1);
      return h("pre", { class: "snippet", tabindex: "0", role: "region", "aria-label": "The answer" }, text.slice(0, JSON_SHOWN), text.length > JSON_SHOWN ? "\n…" : "");
    }
    if (arrays.length === 0) return h("p", { class: "empty" }, "The answer has no arrays.");
    if (view === "table") return resultTables(arrays);
    const one = charted[Math.min(this.#of, charted.length - 1)];
    const partial = charted.some((each) => each.elements.length < each.shape.reduce((a, b) => a * b, 1));
    const note = partial ? h("p", { class: "soft" }, `Of the first ${count(one.elements.length)} elements: choose “all values” for the whole array.`) : null;
    if (view === "line") return [note, lines(charted)];
    const chooser =
      charted.length > 1
        ? select("Result", charted.map((each, index) => [String(index), each.name]), String(charted.indexOf(one)), (index) => {
            this.#of = Number(index);
            this.#draw();
          })
        : null;
    return [chooser, note, view === "heat" ? heatMap(one) : histogram(one)];
  }

  #failures() {
    const { failed, failures } = this.#answer;
    if (!failed) return null;
    const rows = failures.slice(0, 100).map(({ index, detail, position }) =>
      h("tr", {}, h("td", { class: "number" }, `[${index.join(", ")}]`), h("td", {}, detail), h("td", { class: "number" }, position?.line ?? "")),
    );
    const head = h("tr", {}, h("th", { scope: "col", class: "number" }, "item"), h("th", { scope: "col" }, "failure"), h("th", { scope: "col", class: "number" }, "line"));
    return h(
      "div",
      { class: "stack" },
      h("h3", {}, `${count(failed)} items failed`),
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Items that failed" }, h("table", {}, h("thead", {}, head), h("tbody", {}, rows))),
    );
  }
}

/** What the service says of all elements: bools have a number of trues, numbers all but that. */
function summary({ name, dtype, shape: of, summary: { count: all, trueCount, nanCount, min, max, mean } }) {
  return facts(
    [
      [name, `${dtype} [${shape(of)}]`],
      ["elements", count(all)],
      ["true", trueCount === undefined ? undefined : count(trueCount)],
      ["NaN", nanCount === undefined ? undefined : count(nanCount)],
      ["min", min],
      ["max", max],
      ["mean", mean],
    ]
      .filter(([, value]) => value !== undefined)
      .map(([fact, value]) => [fact, String(value)]),
  );
}
