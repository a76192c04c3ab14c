// The service. All addresses are relative to the page, so that it works below any path of a proxy.
import { readExactly } from "./json.js";

/** A failure that the service told (RFC 9457), or one of the way to it. */
export class Problem extends Error {
  constructor(content) {
    super(content.detail ?? content.title);
    this.content = content;
  }
}

export const ROOT = new URL(".", document.baseURI);

export function address(path) {
  return new URL(path, ROOT).href;
}

/** Sends a request and reads an answer in JSON. Throws a [Problem]. */
export async function call(path, { method = "GET", body, headers = {}, signal } = {}) {
  return JSON.parse(await text(path, { method, body, headers: { accept: "application/json", ...headers }, signal }));
}

/** Sends a request and reads an answer of text. Throws a [Problem]. */
export async function text(path, { method = "GET", body, headers = {}, signal } = {}) {
  let answer;
  try {
    answer = await fetch(address(path), { method, body, headers, signal });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw unreachable();
  }
  const content = await answer.text();
  if (!answer.ok) throw problemOf(answer.status, content);
  return content;
}

export function unreachable() {
  return new Problem({ title: "The service cannot be reached", detail: "It may have stopped, or the connection is lost." });
}

/** What an answer that is no success says. */
export function problemOf(status, content) {
  try {
    return new Problem(JSON.parse(content));
  } catch {
    return new Problem({ title: `The answer has status ${status}`, detail: content.slice(0, 500), status });
  }
}

const known = new Map();

/** A document in which the service describes itself, read once, with the digits of its integers. */
export function described(path) {
  if (!known.has(path)) {
    const read = text(path, { headers: { accept: "application/json" } }).then(readExactly);
    known.set(path, read);
    read.catch(() => known.delete(path));
  }
  return known.get(path);
}

export const functions = () => described("v1/functions");
export const limits = () => described("v1/limits");

/** The strategies as they are now. */
export const strategies = () => call("v1/strategies");

/** The advice that the catalogue has for a kind of problem, or nothing. */
export async function advice(type) {
  try {
    const slug = new URL(type, ROOT).pathname.split("/").pop();
    const { problems } = await described("v1/problems");
    return problems.find((each) => each.type.endsWith(`/${slug}`))?.advice;
  } catch {
    return undefined;
  }
}
