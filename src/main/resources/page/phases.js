// Where the time of a request went, as one bar.
import { h } from "./dom.js";
import { milliseconds } from "./numbers.js";

const PHASES = ["decode", "plan", "generate", "queue", "compile", "compute", "encode"];

/**
 * @param {object} timings of the answer, in milliseconds
 * @param {number} elapsed milliseconds that the page waited
 */
export function phases(timings, elapsed) {
  const parts = PHASES.filter((name) => timings[name] !== undefined).map((name) => [name, timings[name]]);
  // What is left is the way there and back, and the browser's reading of the answer.
  parts.push(["network", Math.max(0, elapsed - timings.total)]);
  const sum = parts.reduce((before, [, ms]) => before + ms, 0) || 1;
  const bar = h(
    "div",
    { class: "phases", role: "img", "aria-label": `Phases: ${parts.map(([name, ms]) => `${name} ${milliseconds(ms)}`).join(", ")}` },
    parts.map(([name, ms]) => {
      const part = h("i", { class: name, title: `${name} ${milliseconds(ms)}` });
      part.style.flexGrow = String(ms / sum);
      return part;
    }),
  );
  const key = parts.map(([name, ms]) => h("li", {}, h("span", { class: `key ${name}` }), `${name} `, h("b", {}, milliseconds(ms))));
  return h("div", { class: "stack" }, bar, h("ul", { class: "phase-key" }, key));
}
