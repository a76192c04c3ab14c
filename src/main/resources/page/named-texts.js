// Expressions with names, as many as wanted: reductions, or selected columns.
import { h, fill, button } from "./dom.js";
import { Editor } from "./editor.js";

export class NamedTexts {
  #rows = [];
  #list = h("div", { class: "stack" });
  #properties;

  /**
   * @param {string} field the request's field, such as `reductions`
   * @param {string} what what one of them is, such as `reduction`
   */
  constructor({ field, what, names, oninput }) {
    this.#properties = { field, what, names, oninput };
    this.element = h("div", { class: "stack", role: "group", "aria-label": `${what}s` }, this.#list, h("div", {}, button(`Add a ${what}`, () => this.#add(), { class: "button small" })));
  }

  /** Pairs of name and text. */
  get state() {
    return this.#rows.map(({ name, editor }) => [name.value, editor.value]);
  }

  set state(pairs) {
    this.#rows = pairs.map(([name, text]) => this.#row(name, text));
    this.#show();
  }

  json() {
    return Object.fromEntries(this.state);
  }

  texts() {
    return this.#rows.map(({ editor }) => editor.value);
  }

  /** The editors by the pointers at which the service names them. */
  fields() {
    const { field } = this.#properties;
    return this.#rows.map(({ name, editor }) => [`/${field}/${name.value.replaceAll("~", "~0").replaceAll("/", "~1")}`, editor]);
  }

  #add() {
    const taken = new Set(this.#rows.map(({ name }) => name.value));
    const name = Array.from({ length: taken.size + 1 }, (_, index) => `r${index + 1}`).find((each) => !taken.has(each));
    this.#rows.push(this.#row(name, ""));
    this.#show();
    this.#rows.at(-1).editor.focus();
    this.#properties.oninput();
  }

  #row(nameText, text) {
    const { what, names, oninput } = this.#properties;
    const name = h("input", { class: "mono", size: "9", "aria-label": `Name of the ${what}`, value: nameText, oninput });
    const editor = new Editor({ label: `Text of the ${what}`, value: text, names, oninput });
    const row = { name, editor };
    const remove = button("×", () => {
      this.#rows = this.#rows.filter((other) => other !== row);
      this.#show();
      oninput();
    }, { class: "button bare", "aria-label": `Remove the ${what} ${nameText}` });
    row.element = h("div", { class: "named-text" }, name, editor.element, remove);
    return row;
  }

  #show() {
    fill(this.#list, this.#rows.map(({ element }) => element));
  }
}
