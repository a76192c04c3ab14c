// The words of the language, from the service's own catalogue.
import { functions } from "./api.js";

/** What is known before the catalogue has arrived: nothing. */
let entries = [];
const listeners = new Set();

/** The functions and constants: `{name, signature, meaning, kind}` each. */
export function words() {
  return entries;
}

/** Calls `listener` when the catalogue has arrived, at once where it has. */
export function whenKnown(listener) {
  listeners.add(listener);
  if (entries.length > 0) listener();
}

export function isWord(name) {
  return entries.some((each) => each.name === name);
}

export async function load() {
  const catalogue = await functions();
  entries = [
    ...catalogue.functions.map(({ name, signature, meaning, kind }) => ({ name, signature, meaning, kind })),
    ...catalogue.constants.map(({ name, value, meaning }) => ({ name, signature: `${name} = ${value}`, meaning, kind: "constant" })),
  ].sort((a, b) => a.name.localeCompare(b.name));
  listeners.forEach((listener) => listener());
}
