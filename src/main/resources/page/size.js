// The size of generated inputs: a slider in logarithmic steps from 10 to 1e8, and the number itself.
import { h, freshId } from "./dom.js";
import { count } from "./numbers.js";

const LEAST = 1;
const MOST = 8;

export class SizeField {
  #value = 1_000_000;
  #slider;
  #field;

  constructor(onchange) {
    const id = freshId("size");
    this.#slider = h("input", {
      type: "range", id, min: LEAST, max: MOST, step: 0.1,
      oninput: () => {
        this.#set(rounded(10 ** Number(this.#slider.value)));
        onchange();
      },
    });
    this.#field = h("input", {
      "aria-label": "Elements of each generated input, exactly", inputmode: "numeric",
      onchange: () => {
        const typed = Math.round(Number(this.#field.value.replaceAll(/[,_\s]/g, "")));
        this.#set(Number.isSafeInteger(typed) && typed >= 0 ? typed : this.#value);
        onchange();
      },
    });
    this.element = h("div", { class: "size" }, h("label", { for: id }, "Elements"), this.#slider, this.#field);
    this.#set(this.#value);
  }

  get value() {
    return this.#value;
  }

  set value(elements) {
    this.#set(elements);
  }

  #set(elements) {
    this.#value = elements;
    this.#slider.value = Math.log10(Math.max(elements, 1));
    this.#slider.setAttribute("aria-valuetext", `${count(elements)} elements`);
    this.#field.value = count(elements);
  }
}

/** Two digits and zeros. */
function rounded(value) {
  return Number(value.toPrecision(value < 100 ? 1 : 2));
}
