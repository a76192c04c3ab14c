// Results of an answer as named arrays, whose elements stay as they were sent.

/**
 * @typedef {object} NamedArray
 * @property {string} name
 * @property {string} dtype
 * @property {number[]} shape
 * @property {unknown[]} elements in row-major order; the first ones only, where `isWhole` is false
 * @property {boolean} isWhole
 * @property {object|undefined} summary
 * @property {string|undefined} note why a result has no value
 */

/** @returns {NamedArray[]} */
export function namedArrays(answer) {
  if (answer.result) return [named("result", answer.result)];
  if (Array.isArray(answer.results)) return answer.results.map((each, index) => named(`result${index}`, each));
  return Object.entries(answer.results ?? {}).map(([name, each]) => named(name, each));
}

function named(name, { dtype, shape, values, sample, summary, note, dataset }) {
  const sent = values ?? sample;
  const isScalar = shape.length === 0;
  const elements = sent === undefined || sent === null ? [] : isScalar ? [sent] : flat(sent, shape.length);
  return { name, dtype, shape, elements, isWhole: values !== undefined, summary, note, dataset };
}

/** Nested lists as one. A sample is no nested list. */
function flat(values, rank) {
  let level = values;
  for (let depth = 1; depth < rank && Array.isArray(level[0]); depth += 1) level = level.flat();
  return level;
}

/** The index of an element in its array, such as `[2, 7]`. */
export function indexText(offset, shape) {
  const index = [];
  let rest = offset;
  for (const length of shape.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index.length === 1 ? String(index[0]) : `[${index.join(", ")}]`;
}
