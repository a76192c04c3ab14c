// Numbers for people. What the service sends as elements is never formatted: it is shown as it was sent.

const GROUPED = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** A count with its thousands apart: a number, or the digits of one that no double holds. */
export function count(value) {
  return GROUPED.format(typeof value === "string" ? BigInt(value) : value);
}

export function milliseconds(value) {
  if (value === undefined || value === null) return "–";
  if (value >= 10_000) return `${(value / 1000).toPrecision(3)} s`;
  if (value >= 100) return `${value.toFixed(0)} ms`;
  if (value >= 1) return `${value.toPrecision(3)} ms`;
  return value === 0 ? "0 ms" : `${(value * 1000).toPrecision(value * 1000 < 1 ? 1 : 3)} µs`;
}

export function bytes(value) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let scaled = value;
  let unit = 0;
  while (scaled >= 1000 && unit < units.length - 1) {
    scaled /= 1000;
    unit += 1;
  }
  return `${unit === 0 || scaled >= 100 ? scaled.toFixed(0) : scaled.toPrecision(3)} ${units[unit]}`;
}

export function shape(dimensions) {
  return dimensions.length === 0 ? "scalar" : dimensions.map(count).join(" × ");
}

/** Fewer digits of a double, for axes and legends. */
export function short(value) {
  if (value === null || value === undefined) return "–";
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return count(value);
  const size = Math.abs(value);
  return size !== 0 && (size >= 1e6 || size < 1e-3) ? value.toExponential(3) : String(Number(value.toPrecision(5)));
}

/** The number an element stands for, in charts: texts such as "NaN" and digits of an int64 included. */
export function asDouble(element) {
  return element === null ? NaN : Number(element);
}
