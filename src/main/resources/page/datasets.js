// The datasets of the service: list, preview, upload, delete.
import { address, call, text, problemOf, unreachable } from "./api.js";
import { readExactly } from "./json.js";

/** The newest datasets. */
export async function datasets(limit = 100) {
  return (await call(`v1/datasets?limit=${limit}`)).datasets;
}

/** The first rows of the columns, in the form of an answer with results. Scalars are all there is of their columns. */
export async function firstRows({ id, columns }, limit) {
  const isWhole = columns.some(({ shape }) => shape.length === 0);
  const content = await text(`v1/datasets/${encodeURIComponent(id)}/data${isWhole ? "" : `?limit=${limit}`}`, { headers: { accept: "application/json" } });
  return { results: readExactly(content).columns };
}

export function remove(id) {
  return text(`v1/datasets/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/**
 * Uploads a file, and tells how far it is: `fetch` cannot.
 *
 * @param {(share: number) => void} onprogress from 0 to 1
 * @returns the dataset; rejects with a Problem
 */
export function upload(file, type, column, onprogress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = column ? `?column=${encodeURIComponent(column)}` : "";
    request.open("POST", address(`v1/datasets${query}`));
    request.setRequestHeader("content-type", type);
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve(JSON.parse(request.responseText)) : reject(problemOf(request.status, request.responseText)));
    request.onerror = () => reject(unreachable());
    request.send(file);
  });
}
