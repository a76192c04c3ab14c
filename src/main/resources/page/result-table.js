// Results as tables. Elements are shown as they were sent, digit by digit.
import { h } from "./dom.js";
import { count, shape } from "./numbers.js";
import { indexText } from "./arrays.js";

const ROWS = 500;

/** Scalars as a list, arrays as columns beside each other. */
export function resultTables(arrays) {
  const scalars = arrays.filter((each) => each.shape.length === 0);
  const columns = arrays.filter((each) => each.shape.length > 0);
  return h(
    "div",
    { class: "stack" },
    scalars.length > 0 ? scroll("Results", scalarTable(scalars)) : null,
    groups(columns).map((group) => scroll(group.map((each) => each.name).join(", "), columnTable(group))),
  );
}

/** Columns of one shape, which share their rows. */
function groups(columns) {
  const byShape = new Map();
  for (const each of columns) {
    const key = each.shape.join();
    byShape.set(key, [...(byShape.get(key) ?? []), each]);
  }
  return [...byShape.values()];
}

function scroll(label, table) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

function scalarTable(scalars) {
  const rows = scalars.map((each) =>
    h("tr", {}, h("td", { class: "mono" }, each.name), h("td", { class: "soft" }, each.dtype), h("td", { class: "number" }, each.note ? h("span", { class: "soft" }, each.note) : text(each.elements[0]))),
  );
  const head = h("tr", {}, h("th", { scope: "col" }, "name"), h("th", { scope: "col" }, "dtype"), h("th", { scope: "col", class: "number" }, "value"));
  return h("table", {}, h("thead", {}, head), h("tbody", {}, rows));
}

function columnTable(group) {
  const of = group[0].shape;
  const sent = Math.max(...group.map((each) => each.elements.length));
  const length = Math.min(sent, ROWS);
  const head = group.map((each) => h("th", { scope: "col", class: "number" }, `${each.name} `, h("span", { class: "soft" }, each.dtype)));
  const rows = Array.from({ length }, (_, row) =>
    h("tr", {}, h("th", { scope: "row", class: "number" }, indexText(row, of)), group.map((each) => h("td", { class: "number" }, text(each.elements[row])))),
  );
  const all = of.reduce((product, each) => product * each, 1);
  const rest = all > length ? h("caption", { class: "soft" }, `the first ${count(length)} of ${count(all)} elements, ${shape(of)}`) : null;
  return h("table", {}, rest, h("thead", {}, h("tr", {}, h("th", { scope: "col", class: "number" }, "index"), head)), h("tbody", {}, rows));
}

function text(element) {
  return element === undefined ? "" : String(element);
}
