// Options and output of a request: which executor, how integers overflow, how much of a result comes back.
import { h, labelled, select } from "./dom.js";
import { strategies } from "./api.js";

const SAMPLE = 1000;

export class RunOptions {
  #state = { strategy: "auto", overflow: "error", values: "auto" };
  #strategy;
  #overflow;
  #values;

  constructor(onchange) {
    const field = (name, values) =>
      select(name, values, this.#state[name], (chosen) => {
        this.#state[name] = chosen;
        onchange();
      });
    this.#strategy = field("strategy", ["auto"]);
    this.#overflow = field("overflow", ["error", "wrap"]);
    this.#values = field("values", ["auto", ["all", "all values"], ["summary", "summary"], ["none", "type and shape"]]);
    this.element = h("div", { class: "row" }, labelled("executor", this.#strategy), labelled("overflow", this.#overflow), labelled("answer", this.#values));
    strategies().then(({ strategies: known }) => {
      for (const { name, available, reason } of known) {
        this.#strategy.append(h("option", { value: name, disabled: !available, title: reason || undefined }, name));
      }
      this.#strategy.value = this.#state.strategy;
    }, () => {});
  }

  get state() {
    return { ...this.#state };
  }

  set state(state) {
    Object.assign(this.#state, state);
    this.#strategy.value = this.#state.strategy;
    this.#overflow.value = this.#state.overflow;
    this.#values.value = this.#state.values;
  }

  /** The fields `options` and `output` of a request. Integers come as texts, because a page's numbers are doubles. */
  json(options = {}) {
    const { strategy, overflow, values } = this.#state;
    const chosen = { strategy: strategy === "auto" ? undefined : strategy, overflow: overflow === "error" ? undefined : overflow, ...options };
    return {
      options: Object.values(chosen).some((each) => each !== undefined) ? chosen : undefined,
      output: { values, sample: values === "auto" || values === "summary" ? SAMPLE : undefined, int64As: "string" },
    };
  }
}
