// JSON as it is sent. Numbers are written with the digits a person typed: an int64 never passes through a double.

/** A piece of JSON that is written as it is. */
export class Raw {
  constructor(text) {
    this.text = text;
  }
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/;

/** A typed number as JSON, or the text as a string, which the service then refuses with its reason. */
export function typedNumber(text) {
  const plain = normalNumber(text.trim());
  return NUMBER.test(plain) ? new Raw(plain) : text.trim();
}

/** The integer or decimal that is meant by `+1`, `.5`, `1.`, `007` or `1_000`, spelled as JSON does. */
export function normalNumber(text) {
  const match = /^([-+]?)(\d[\d_]*)?(?:(\.)(\d*))?([eE][-+]?\d+)?$/.exec(text);
  if (!match || (match[2] === undefined && !match[4])) return text;
  const sign = match[1] === "-" ? "-" : "";
  const whole = (match[2] ?? "0").replaceAll("_", "").replace(/^0+(?=\d)/, "");
  const fraction = match[3] ? `.${match[4] || "0"}` : "";
  return sign + whole + fraction + (match[5] ?? "");
}

const SPECIAL = new Map([
  ["nan", '"NaN"'],
  ["inf", '"Infinity"'],
  ["infinity", '"Infinity"'],
  ["+inf", '"Infinity"'],
  ["-inf", '"-Infinity"'],
  ["-infinity", '"-Infinity"'],
  ["true", "true"],
  ["false", "false"],
  ["null", "null"],
]);

/**
 * Pasted numbers as a JSON array: JSON itself, or numbers between commas, semicolons, blanks and line ends.
 *
 * @throws {SyntaxError} which names the first piece that is no number
 */
export function pastedNumbers(text) {
  const trimmed = text.trim();
  if (trimmed.startsWith("[")) {
    JSON.parse(trimmed);
    return new Raw(trimmed.replace(/\s+/g, " "));
  }
  if (trimmed === "") return new Raw("[]");
  const pieces = trimmed.split(/[\s,;]+/).filter((piece) => piece !== "");
  return new Raw(`[${pieces.map(element).join(",")}]`);
}

function element(piece) {
  const special = SPECIAL.get(piece.toLowerCase());
  if (special) return special;
  const number = normalNumber(piece);
  if (!NUMBER.test(number)) throw new SyntaxError(`“${piece.slice(0, 40)}” is not a number`);
  return number;
}

/** JSON of objects, lists, texts, numbers, booleans and [Raw], on one line. */
export function write(value) {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(write).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    return `{${Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => `${JSON.stringify(name)}: ${write(each)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value);
}

/** The same JSON with the first two levels of fields on lines of their own. */
export function writeLines(value, levels = 2, indent = "") {
  const isObject = value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof Raw);
  if (!isObject || levels === 0) return write(value);
  const fields = Object.entries(value).filter(([, each]) => each !== undefined);
  if (fields.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = fields.map(([name, each]) => `${inner}${JSON.stringify(name)}: ${writeLines(each, levels - 1, inner)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

/**
 * Reads JSON. Integers that a double does not hold come as texts with their digits, where the browser tells what
 * was written (all since 2025).
 */
export function readExactly(text) {
  return JSON.parse(text, (_, value, context) => {
    const isLarge = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
    return isLarge && /^-?\d+$/.test(context?.source ?? "") ? context.source : value;
  });
}
