// A request as a value: where it goes, its JSON, and the files that come with it as parts of a form.
import { call } from "./api.js";
import { writeLines } from "./json.js";

/** The service reads parts without a type as JSON, so the request needs none. */
export const REQUEST_PART = "request";

/**
 * @typedef {object} Request
 * @property {string} operation evaluate, reduce, filter or map
 * @property {object} body what is sent as JSON
 * @property {{part: string, file: File, type: string}[]} files
 */

export function path({ operation }) {
  return `v1/${operation}`;
}

/** The text of the JSON, exactly as it is sent. */
export function bodyText({ body }) {
  return writeLines(body);
}

/** Sends a request. Resolves to the answer and the milliseconds it took, or rejects with a Problem. */
export async function send(request, signal) {
  const begin = performance.now();
  const answer = await call(path(request), { method: "POST", ...message(bodyText(request), request.files), signal });
  return { answer, elapsed: performance.now() - begin };
}

/** The milliseconds that computing takes. It is not answered from the store of recent results. */
export async function measure(request) {
  const { body, headers } = message(bodyText(request), request.files);
  const { timings } = await call(path(request), { method: "POST", body, headers: { ...headers, "cache-control": "no-cache" } });
  return timings.compute;
}

/** Asks what a request would do. */
export function explain({ operation, body, files }, signal) {
  const text = writeLines({ [operation]: body }, 3);
  return call("v1/explain", { method: "POST", ...message(text, files), signal });
}

/** A JSON body, or a form where there are files. */
function message(text, files) {
  if (files.length === 0) return { body: text, headers: { "content-type": "application/json" } };
  const form = new FormData();
  form.append(REQUEST_PART, text);
  for (const { part, file, type } of files) form.append(part, file.slice(0, file.size, type), file.name);
  return { body: form };
}
