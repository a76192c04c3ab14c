// What the tabs that compute have in common: explain while typing, run, measure, and show all of it.
import { button, debounced, announce } from "./dom.js";
import { Problem } from "./api.js";
import { explain, measure, send } from "./request.js";
import { PlanPanel } from "./plan-panel.js";
import { ResultPanel } from "./result-panel.js";
import { SnippetPanel } from "./snippet-panel.js";
import { places } from "./problem-view.js";

const TYPING_PAUSE_MS = 250;

export class Workbench {
  #compose;
  #fields;
  #inputs;
  #measure;
  #running = null;
  #explaining = null;

  /**
   * @param {object} of
   * @param {(isExplained: boolean) => import("./request.js").Request|null} of.compose the request as it is typed, or
   *   null where there is nothing to ask yet; throws an Error where it cannot be written
   * @param {() => [string, import("./editor.js").Editor][]} of.fields editors by pointers
   * @param {import("./inputs.js").Inputs} of.inputs
   */
  constructor({ compose, fields, inputs }) {
    this.#compose = compose;
    this.#fields = fields;
    this.#inputs = inputs;
    this.runButton = button("Run", () => this.#toggle(), { class: "button first", "aria-keyshortcuts": "Control+Enter", title: "Control+Enter" });
    this.#measure = button("Measure each", () => this.#measureEach(), { class: "button small", title: "Runs the request once on every executor" });
    this.plan = new PlanPanel({ end: [this.#measure] });
    this.result = new ResultPanel();
    this.snippets = new SnippetPanel();
    this.changed = debounced(() => this.explain(), TYPING_PAUSE_MS);
  }

  /** Runs when Control+Enter is pressed within an element. */
  listen(element) {
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        if (!this.#running) this.#toggle();
      }
    });
  }

  async explain() {
    this.#explaining?.abort();
    this.#explaining = new AbortController();
    try {
      const request = this.#compose(true);
      this.snippets.show(this.#compose(false));
      if (!request) return;
      const explanation = await explain(request, this.#explaining.signal);
      this.#mark([]);
      this.#inputs.showTypes(explanation.inputs ?? {});
      this.plan.show(explanation, this.#inputs.isPartial ? "of the first lines of the file" : "");
    } catch (failure) {
      if (failure.name === "AbortError") return;
      this.#mark(places(content(failure)));
      this.plan.refuse(content(failure));
    }
  }

  async #toggle() {
    if (this.#running) {
      this.#running.abort();
      return;
    }
    let request;
    try {
      request = this.#compose(false);
      if (!request) return;
    } catch (failure) {
      this.result.refuse(content(failure));
      return;
    }
    this.#running = new AbortController();
    this.runButton.textContent = "Stop";
    this.result.busy("running…");
    try {
      const { answer, elapsed } = await send(request, this.#running.signal);
      this.snippets.show(request);
      this.result.show(answer, elapsed);
      if (answer.execution && !answer.execution.cached) this.plan.measured(answer.execution.strategy, answer.timings.compute);
      announce("The result has arrived");
    } catch (failure) {
      if (failure.name !== "AbortError") {
        this.#mark(places(content(failure)));
        this.result.refuse(content(failure));
      }
    } finally {
      this.#running = null;
      this.runButton.textContent = "Run";
      this.result.busy("");
    }
  }

  /** Runs the request once on every executor that can, and keeps nothing of the results but the times. */
  async #measureEach() {
    this.#measure.disabled = true;
    try {
      const request = this.#compose(false);
      for (const executor of this.plan.executors) {
        this.plan.state.textContent = `measuring ${executor}…`;
        const body = { ...request.body, options: { ...request.body.options, strategy: executor }, output: { values: "none" } };
        this.plan.measured(executor, await measure({ ...request, body }));
      }
      this.plan.state.textContent = "";
    } catch (failure) {
      this.plan.state.textContent = content(failure).detail ?? "";
    } finally {
      this.#measure.disabled = false;
    }
  }

  #mark(found) {
    for (const [pointer, editor] of this.#fields()) {
      editor.mark(found.filter((each) => each.pointer === pointer).map((each) => each.offset).filter((each) => each !== undefined));
    }
    this.#inputs.mark(found[0]?.pointer);
  }
}

/** A failure as a problem's JSON, also one of the page's own. */
function content(failure) {
  if (failure instanceof Problem) return failure.content;
  if (failure instanceof SyntaxError) return { title: "An input cannot be read", detail: failure.message };
  return { title: "The page failed", detail: String(failure) };
}
