// Expressions over inputs: evaluate, reduce, filter.
import { h, fill, button, choice, labelled, panel, select, option } from "./dom.js";
import { Editor } from "./editor.js";
import { Inputs } from "./inputs.js";
import { NamedTexts } from "./named-texts.js";
import { RunOptions } from "./run-options.js";
import { Workbench } from "./workbench.js";
import { freeNames } from "./tokens.js";
import { whenKnown, words } from "./catalogue.js";
import { EXPRESSIONS } from "./examples.js";

const RETURNS = ["values", "indices", "mask", "count"];

export class ExpressionTab {
  id = "expression";
  title = "Expression";
  #operation = "evaluate";
  #returns = "values";
  #changed;

  constructor() {
    const oninput = () => this.#oninput();
    const names = () => this.inputs.names();
    this.inputs = new Inputs(oninput);
    this.options = new RunOptions(oninput);
    const editor = (label, placeholder) => new Editor({ label, placeholder, names, oninput });
    this.expression = editor("Expression", "an expression over the inputs");
    this.predicate = editor("Predicate", "which elements are kept");
    this.where = editor("Where", "all elements");
    this.reductions = new NamedTexts({ field: "reductions", what: "reduction", names, oninput });
    this.select = new NamedTexts({ field: "select", what: "column", names, oninput });
    this.bench = new Workbench({ compose: (isExplained) => this.#request(isExplained), fields: () => this.#fields(), inputs: this.inputs });
  }

  /** Builds the tab. `onchange` is called when the state that a link holds has changed. */
  open(root, onchange) {
    this.#changed = onchange;
    this.operations = h("div");
    this.texts = h("div", { class: "stack" });
    this.missing = h("div", { class: "row", "aria-live": "polite" });
    const examples = h("select", { "aria-label": "Examples", onchange: () => this.#take(examples.selectedIndex - 1, examples) }, option("", "Examples"), EXPRESSIONS.map((each) => option(each.title)));
    const request = panel("Request", { label: "Request", end: [examples, this.bench.runButton] }, this.operations, this.texts, this.missing, this.inputs.element, this.options.element);
    const { plan, result, snippets } = this.bench;
    root.append(
      h("div", { class: "work" }, h("div", { class: "column" }, request.element, snippets.element), h("div", { class: "column" }, plan.element, result.element)),
    );
    this.bench.listen(root);
    whenKnown(() => this.#showMissing());
    this.state = EXPRESSIONS[0].state;
  }

  /** What a link to this tab holds. */
  get state() {
    return {
      operation: this.#operation,
      expression: this.expression.value,
      reductions: this.reductions.state,
      where: this.where.value,
      predicate: this.predicate.value,
      select: this.select.state,
      returns: this.#returns,
      ...this.options.state,
      ...this.inputs.state,
    };
  }

  set state(state) {
    const { operation, expression = "", reductions = [], where = "", predicate = "", select: columns = [], returns = "values" } = state;
    this.#operation = operation;
    this.#returns = returns;
    this.expression.value = expression;
    this.reductions.state = reductions;
    this.where.value = where;
    this.predicate.value = predicate;
    this.select.state = columns;
    const { strategy = "auto", overflow = "error", values = "auto", size = 1_000_000, inputs = [] } = state;
    this.options.state = { strategy, overflow, values };
    this.inputs.state = { size, inputs };
    this.bench.result.empty();
    this.#show();
    this.#showMissing();
    this.bench.changed();
  }

  /** Uses a column of a dataset in an expression. */
  use(dataset, column) {
    const name = this.inputs.addDataset(dataset, column);
    this.#operation = "evaluate";
    this.expression.value = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) ? name : `\`${name}\``;
    this.#show();
    this.#oninput();
    this.expression.focus();
  }

  /** The request as it is typed, or null. Throws an Error where it cannot be written. */
  get request() {
    return this.#request(false);
  }

  #oninput() {
    this.#showMissing();
    for (const each of [this.expression, this.predicate, this.where]) each.paint();
    this.bench.changed();
    this.#changed?.();
  }

  #take(index, examples) {
    if (index < 0) return;
    this.state = EXPRESSIONS[index].state;
    examples.selectedIndex = 0;
    this.#changed();
  }

  #show() {
    fill(
      this.operations,
      choice("Operation", [["evaluate", "Evaluate"], ["reduce", "Reduce"], ["filter", "Filter"]], this.#operation, (chosen) => {
        this.#operation = chosen;
        this.#show();
        this.#oninput();
      }),
    );
    if (this.#operation === "evaluate") fill(this.texts, this.expression.element);
    if (this.#operation === "reduce") fill(this.texts, this.reductions.element, h("h3", {}, "where"), this.where.element);
    if (this.#operation === "filter") {
      const returns = select("Returned", RETURNS, this.#returns, (chosen) => {
        this.#returns = chosen;
        this.#oninput();
      });
      fill(this.texts, this.predicate.element, h("div", { class: "row" }, h("h3", {}, "selected columns"), labelled("return", returns)), this.select.element);
    }
  }

  #texts() {
    const texts = {
      evaluate: () => [this.expression.value],
      reduce: () => [...this.reductions.texts(), this.where.value],
      filter: () => [this.predicate.value, ...this.select.texts()],
    };
    return texts[this.#operation]();
  }

  /** Offers to add the names that are used and are no inputs. */
  #showMissing() {
    if (!this.missing || words().length === 0) return;
    const known = this.inputs.names();
    const missing = new Set(this.#texts().flatMap((text) => [...freeNames(text)]).filter((name) => !known.has(name)));
    fill(
      this.missing,
      [...missing].slice(0, 6).map((name) => button(`Add the input ${name}`, () => this.inputs.addNamed(name), { class: "button small" })),
    );
    this.missing.hidden = missing.size === 0;
  }

  #fields() {
    const fields = {
      evaluate: () => [["/expression", this.expression]],
      reduce: () => [...this.reductions.fields(), ["/where", this.where]],
      filter: () => [["/predicate", this.predicate], ...this.select.fields()],
    };
    return fields[this.#operation]();
  }

  /** The request as it is typed, or null while there is no text. */
  #request(isExplained) {
    if (this.#texts()[0] === undefined || this.#texts()[0].trim() === "") return null;
    const { inputs, files } = isExplained ? this.inputs.explained() : this.inputs.request();
    const texts = {
      evaluate: () => ({ expression: this.expression.value }),
      reduce: () => ({ reductions: this.reductions.json(), where: this.where.value.trim() || undefined }),
      filter: () => ({
        predicate: this.predicate.value,
        select: this.select.state.length > 0 ? this.select.json() : undefined,
        return: this.#returns === "values" ? undefined : this.#returns,
      }),
    };
    const body = { ...texts[this.#operation](), inputs: Object.keys(inputs).length > 0 ? inputs : undefined, ...this.options.json() };
    return { operation: this.#operation, body, files };
  }
}
