// Functions of one's own: a text in a subset of Python, one of which runs for every item of the inputs.
import { h, button, fill, labelled, panel, select, option } from "./dom.js";
import { Editor } from "./editor.js";
import { Inputs } from "./inputs.js";
import { RunOptions } from "./run-options.js";
import { Workbench } from "./workbench.js";
import { typedNumber } from "./json.js";
import { FUNCTIONS } from "./examples.js";

const DEFINITION = /^def\s+([\p{L}_][\p{L}\p{N}_]*)\s*\(([^)]*)\)/gmu;

export class FunctionsTab {
  id = "functions";
  title = "Functions";
  #call = "";
  #onError = "fail";
  #changed;

  constructor() {
    const oninput = () => this.#oninput();
    this.inputs = new Inputs(oninput);
    this.options = new RunOptions(oninput);
    this.text = new Editor({ label: "Functions", language: "python", tall: true, names: () => this.inputs.names(), oninput });
    this.iterations = h("input", { class: "mono", inputmode: "numeric", placeholder: "auto", oninput });
    this.bench = new Workbench({
      compose: (isExplained) => this.#request(isExplained),
      fields: () => [["/functions", this.text]],
      inputs: this.inputs,
    });
  }

  open(root, onchange) {
    this.#changed = onchange;
    this.calls = select("Function that is called", [["", "the last"]], "", (name) => {
      this.#call = name;
      this.#oninput();
    });
    this.errors = select("Items that fail", [["fail", "refuse the request"], ["collect", "are collected"]], this.#onError, (chosen) => {
      this.#onError = chosen;
      this.#oninput();
    });
    this.missing = h("div", { class: "row", "aria-live": "polite" });
    const examples = h("select", { "aria-label": "Examples", onchange: () => this.#take(examples) }, option("", "Examples"), FUNCTIONS.map((each) => option(each.title)));
    const request = panel(
      "Functions",
      { end: [examples, this.bench.runButton] },
      this.text.element,
      h("div", { class: "row" }, labelled("call", this.calls), labelled("items that fail", this.errors), labelled("iterations at most", this.iterations)),
      this.missing,
      this.inputs.element,
      this.options.element,
    );
    const { plan, result, snippets } = this.bench;
    root.append(h("div", { class: "work" }, h("div", { class: "column" }, request.element, snippets.element), h("div", { class: "column" }, plan.element, result.element)));
    this.bench.listen(root);
    this.state = FUNCTIONS[0].state;
    result.view = FUNCTIONS[0].view ?? "table";
  }

  get state() {
    return { text: this.text.value, call: this.#call, onError: this.#onError, maxIterations: this.iterations.value, ...this.options.state, ...this.inputs.state };
  }

  set state(state) {
    const { text = "", call = "", onError = "fail", maxIterations = "", strategy = "auto", overflow = "error", values = "auto", size = 1000, inputs = [] } = state;
    this.text.value = text;
    this.#call = call;
    this.#onError = onError;
    this.errors.value = onError;
    this.iterations.value = maxIterations;
    this.options.state = { strategy, overflow, values };
    this.inputs.state = { size, inputs };
    this.bench.result.empty();
    this.#showDefinitions();
    this.bench.changed();
  }

  /** The request as it is typed, or null. Throws an Error where it cannot be written. */
  get request() {
    return this.#request(false);
  }

  #take(examples) {
    const example = FUNCTIONS[examples.selectedIndex - 1];
    if (!example) return;
    this.state = example.state;
    this.bench.result.view = example.view ?? "table";
    examples.selectedIndex = 0;
    this.#changed();
  }

  #oninput() {
    this.#showDefinitions();
    this.bench.changed();
    this.#changed?.();
  }

  /** The names and parameters of the definitions, as far as they can be told from their first lines. */
  #definitions() {
    return [...this.text.value.matchAll(DEFINITION)].map(([, name, parameters]) => ({
      name,
      parameters: parameters.split(",").filter((each) => !each.includes("=")).map((each) => each.split(":")[0].trim()).filter((each) => each !== ""),
    }));
  }

  /** Lists what can be called, and offers inputs for the parameters of what is. */
  #showDefinitions() {
    const found = this.#definitions();
    fill(this.calls, option("", "the last"), found.map(({ name }) => option(name)));
    this.calls.value = found.some(({ name }) => name === this.#call) ? this.#call : "";
    const called = found.find(({ name }) => name === this.calls.value) ?? found.at(-1);
    const known = this.inputs.names();
    const missing = (called?.parameters ?? []).filter((name) => !known.has(name));
    fill(this.missing, missing.map((name) => button(`Add the input ${name}`, () => this.inputs.addNamed(name), { class: "button small" })));
    this.missing.hidden = missing.length === 0;
  }

  #request(isExplained) {
    if (this.text.value.trim() === "") return null;
    const { inputs, files } = isExplained ? this.inputs.explained() : this.inputs.request();
    const maxIterations = this.iterations.value.trim() === "" ? undefined : typedNumber(this.iterations.value);
    const body = {
      functions: this.text.value,
      call: this.calls.value || undefined,
      inputs: Object.keys(inputs).length > 0 ? inputs : undefined,
      ...this.options.json({ maxIterations, onError: this.#onError === "collect" ? "collect" : undefined }),
    };
    return { operation: "map", body, files };
  }
}
