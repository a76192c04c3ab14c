// What a request would do, while it is typed: types, cost, the decision and its candidates.
import { h, fill, panel } from "./dom.js";
import { bytes, count, milliseconds, shape } from "./numbers.js";
import { problemView } from "./problem-view.js";

export class PlanPanel {
  #panel;
  #measured = new Map();
  #explanation = null;

  constructor({ end = [] } = {}) {
    this.state = h("span", { class: "soft" });
    this.#panel = panel("Plan", { end: [this.state, ...end] }, h("p", { class: "empty" }, "Type an expression: its types, cost and plan appear here."));
    this.element = this.#panel.element;
  }

  /** The executors that can run what was explained last. */
  get executors() {
    return (this.#explanation?.decision.candidates ?? []).filter((each) => !each.rejected).map((each) => each.executor);
  }

  show(explanation, note = "") {
    this.#explanation = explanation;
    this.#measured.clear();
    this.state.textContent = note;
    this.#draw();
  }

  refuse(problem) {
    this.#explanation = null;
    this.state.textContent = "";
    fill(this.#panel.content, problemView(problem));
  }

  /** Shows what an executor took beside what was predicted. */
  measured(executor, ms) {
    this.#measured.set(executor, ms);
    if (this.#explanation) this.#draw();
  }

  #draw() {
    const { results, cost, decision, program, canonical, overflow, functions } = this.#explanation;
    const opened = [...this.#panel.content.querySelectorAll("details[open]")].map((each) => each.dataset.of);
    fill(
      this.#panel.content,
      facts([
        ...Object.entries(results ?? {}).map(([name, { dtype, shape: of }]) => [name, `${dtype} [${shape(of)}]`]),
        ["operations", count(cost.operationCount)],
        ["peak memory", bytes(cost.peakBytes)],
        ["integer overflow", overflow],
      ]),
      h("p", {}, decision.reason),
      this.#candidates(decision),
      functions?.length > 0 ? folded("types", "Types of names", functions.map(signature).join("\n"), opened) : null,
      canonical ? folded("canonical", "Canonical text", Object.entries(canonical).map(([at, text]) => `${at}\n  ${text}`).join("\n"), opened) : null,
      folded("program", "Program", program, opened),
    );
  }

  #candidates({ executor, candidates }) {
    const most = Math.max(...candidates.map((each) => Math.max(each.predictedMs ?? 0, this.#measured.get(each.executor) ?? 0)), 1e-6);
    const rows = candidates.flatMap((each) => {
      const note = each.rejected ?? each.pending;
      const measured = this.#measured.get(each.executor);
      const row = h(
        "tr",
        { class: [each.executor === executor && "chosen", note && "has-note"].filter(Boolean).join(" ") || undefined },
        h("td", {}, each.executor),
        h("td", { class: "number" }, each.parallelism ?? ""),
        h("td", { class: "number" }, milliseconds(each.predictedMs)),
        h("td", { class: "number" }, milliseconds(measured)),
        h("td", { class: "gauge" }, gauge(each.predictedMs, measured, most)),
      );
      return note ? [row, h("tr", {}, h("td", { class: "note", colspan: "5" }, note))] : [row];
    });
    return h(
      "div",
      { class: "wide" },
      h(
        "table",
        { class: "candidates" },
        h("caption", { class: "unseen" }, "Executors, what they were predicted to take and what they took"),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "executor"),
            h("th", { scope: "col", class: "number" }, "threads"),
            h("th", { scope: "col", class: "number" }, h("span", { class: "key predicted" }), "predicted"),
            h("th", { scope: "col", class: "number" }, h("span", { class: "key measured" }), "measured"),
            h("td", {}),
          ),
        ),
        h("tbody", {}, rows),
      ),
    );
  }
}

function gauge(predicted, measured, most) {
  const line = h("div", { class: "gauge-line", "aria-hidden": "true" });
  for (const [value, name] of [[predicted, "predicted"], [measured, "measured"]]) {
    if (value === undefined) continue;
    const bar = h("i", { class: `${name} fades` });
    bar.style.width = `${(100 * value) / most}%`;
    line.append(bar);
  }
  return line;
}

export function facts(pairs) {
  return h("dl", { class: "facts" }, pairs.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function signature({ name, parameters, results, names }) {
  const types = Object.entries(names).map(([each, type]) => `  ${each}: ${type}`);
  return [`${name}(${parameters.join(", ")}) → ${results.join(", ")}`, ...types].join("\n");
}

function folded(of, title, text, opened) {
  return h("details", { "data-of": of, open: opened.includes(of) }, h("summary", {}, title), h("pre", { tabindex: "0", "aria-label": title }, text));
}
