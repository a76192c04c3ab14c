// A small line of the latest values, from zero.
import { h } from "./dom.js";

const KEPT = 90;

export class Sparkline {
  #values = [];

  constructor() {
    this.element = h("canvas", { "aria-hidden": "true" });
  }

  add(value) {
    this.#values.push(value);
    if (this.#values.length > KEPT) this.#values.shift();
    this.#draw();
  }

  #draw() {
    const scale = devicePixelRatio;
    const [width, height] = [this.element.clientWidth * scale, this.element.clientHeight * scale];
    Object.assign(this.element, { width, height });
    const most = Math.max(...this.#values) || 1;
    const context = this.element.getContext("2d");
    const step = width / (KEPT - 1);
    const y = (value) => height - scale - (value / most) * (height - 3 * scale);
    context.strokeStyle = getComputedStyle(this.element).color;
    context.lineWidth = 1.25 * scale;
    context.beginPath();
    this.#values.forEach((value, index) => context.lineTo(width - (this.#values.length - 1 - index) * step, y(value)));
    context.stroke();
  }
}
