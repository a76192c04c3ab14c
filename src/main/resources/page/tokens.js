// Colours of texts: where words, numbers and comments begin and end. What a text means only the service says.
import { isWord } from "./catalogue.js";

const KEYWORDS = {
  expression: new Set(["and", "or", "not", "in", "if", "else", "True", "False", "true", "false", "None"]),
  python: new Set(
    ("and or not in if elif else for while def return break continue pass import from as True False None " +
      "lambda global try except class with range len int float bool").split(" "),
  ),
};
const TOKEN = /(#[^\n]*)|(`[^`\n]*`?)|((?:\d[\d_]*)?\.?\d[\d_]*\.?(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|([\s\S])/gu;

/**
 * The coloured stretches of a text in order, as `{start, end, kind}`.
 *
 * @param {"expression"|"python"} language
 * @param {Set<string>} inputs names that are inputs
 */
export function tokens(text, language, inputs) {
  const found = [];
  for (const match of text.matchAll(TOKEN)) {
    const kind = kindOf(match, language, inputs);
    const start = match.index;
    if (kind) found.push({ start, end: start + match[0].length, kind });
  }
  return found;
}

function kindOf([, comment, quoted, number, name], language, inputs) {
  if (comment !== undefined) return language === "python" ? "comment" : null;
  if (quoted !== undefined) return "input";
  if (number !== undefined) return "number";
  if (name === undefined) return null;
  if (inputs.has(name)) return "input";
  if (KEYWORDS[language].has(name)) return "keyword";
  return isWord(name) ? "function" : null;
}

/** The names in an expression that are no words of the language: the inputs it needs. */
export function freeNames(text) {
  const names = new Set();
  for (const match of text.matchAll(TOKEN)) {
    const [, , quoted, , name] = match;
    if (quoted !== undefined && quoted.length > 2) names.add(quoted.slice(1, -1));
    const isKeyword = name !== undefined && text.slice(match.index + name.length).match(/^\s*=(?!=)/);
    if (name !== undefined && !isKeyword && !KEYWORDS.expression.has(name) && !isWord(name)) names.add(name);
  }
  return names;
}

/** Where the token ends that begins at an offset: what is underlined when an error has this offset. */
export function tokenEnd(text, offset) {
  TOKEN.lastIndex = offset;
  const match = TOKEN.exec(text);
  TOKEN.lastIndex = 0;
  return match && match.index === offset ? offset + match[0].length : Math.min(offset + 1, text.length);
}
