// The kinds of inputs that the service generates, and their JSON.
import { Raw, typedNumber } from "./json.js";

/** Parameters are texts as they are typed; an empty one is left out of the request. */
const RANDOM = {
  uniform: { low: "0", high: "1", seed: "" },
  normal: { mean: "0", std: "1", seed: "" },
  integers: { low: "0", high: "100", seed: "" },
  exponential: { scale: "1", seed: "" },
  lognormal: { mean: "0", sigma: "1", seed: "" },
  gamma: { k: "2", scale: "1", seed: "" },
  beta: { a: "2", b: "5", seed: "" },
  poisson: { lam: "4", seed: "" },
  binomial: { n: "10", p: "0.5", seed: "" },
  bernoulli: { p: "0.5", seed: "" },
  permutation: { seed: "" },
};

export const GENERATORS = {
  ...Object.fromEntries(Object.entries(RANDOM).map(([name, parameters]) => [name, { group: "random", parameters }])),
  range: { group: "sequence", parameters: { start: "0", step: "1" } },
  linspace: { group: "sequence", parameters: { start: "0", stop: "1" } },
  constant: { group: "sequence", parameters: { value: "1" } },
};

/** The JSON of a generated input of `size` elements. */
export function generated(kind, parameters, size) {
  const numbers = {};
  for (const [name, typed] of Object.entries(parameters)) {
    if (typed.trim() !== "") numbers[name] = typedNumber(typed);
  }
  if (kind === "range") return { range: { start: numbers.start, stop: stop(parameters, size), step: numbers.step } };
  if (kind === "linspace") return { linspace: { ...numbers, count: size } };
  if (kind === "constant") return { constant: { ...numbers, shape: [size] } };
  return { random: { distribution: kind, shape: [size], ...numbers } };
}

/** Where a range of `size` elements ends: exactly, where start and step are integers. */
function stop({ start, step }, size) {
  const [from, by] = [start.trim() || "0", step.trim() || "1"];
  if (/^-?\d+$/.test(from) && /^-?\d+$/.test(by)) return new Raw(String(BigInt(from) + BigInt(by) * BigInt(size)));
  // Half a step before the end, so that no rounding adds an element.
  return Number(from) + Number(by) * (size - 0.5);
}
