// An array as an image: rows downwards, colours from the least to the greatest value.
import { h, fill, labelled } from "./dom.js";
import { asDouble, short, count } from "./numbers.js";

/** Nine colours of Matplotlib's map viridis (CC0), between which is interpolated. */
const COLOURS = [
  [68, 1, 84], [71, 44, 122], [59, 81, 139], [44, 113, 142], [33, 144, 141], [39, 173, 129], [92, 200, 99], [170, 220, 50], [253, 231, 37],
];
const MOST_SIDE = 4096;

/** An array of two dimensions, or of one that is cut into rows of a width that a person sets. */
export function heatMap(array) {
  const isMatrix = array.shape.length >= 2 && array.isWhole;
  let width = isMatrix ? array.shape.at(-1) : Math.max(1, Math.round(Math.sqrt(array.elements.length)));
  const canvas = h("canvas", { class: "heat", role: "img" });
  const scale = h("canvas", { width: "180", height: "1", "aria-hidden": "true" });
  const [low, high] = [h("span"), h("span")];
  const field = h("input", {
    class: "mono", inputmode: "numeric", value: String(width), readonly: isMatrix ? "" : undefined,
    onchange: () => {
      width = Math.max(1, Math.min(MOST_SIDE, Math.round(Number(field.value)) || width));
      field.value = String(width);
      draw();
    },
  });

  function draw() {
    const values = array.elements.map((each) => (each === true ? 1 : each === false ? 0 : asDouble(each)));
    const rows = Math.min(MOST_SIDE, Math.ceil(values.length / width));
    let [least, greatest] = [Infinity, -Infinity];
    for (const value of values) {
      if (Number.isFinite(value)) {
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
    }
    canvas.width = width;
    canvas.height = Math.max(1, rows);
    canvas.setAttribute("aria-label", `Heat map of ${array.name}: ${count(rows)} rows of ${count(width)}, from ${short(least)} to ${short(greatest)}`);
    paint(canvas, (offset) => (values[offset] - least) / (greatest - least || 1));
    paint(scale, (offset) => offset / 179);
    fill(low, short(least));
    fill(high, short(greatest));
  }
  draw();
  return h("div", { class: "stack" }, h("div", { class: "row" }, labelled("columns", field), h("div", { class: "scale" }, low, scale, high)), canvas);
}

function paint(canvas, position) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  for (let offset = 0; offset < canvas.width * canvas.height; offset += 1) {
    const at = position(offset);
    if (Number.isNaN(at)) continue;
    const place = Math.min(Math.max(at, 0), 1) * (COLOURS.length - 1);
    const below = Math.min(Math.floor(place), COLOURS.length - 2);
    for (let channel = 0; channel < 3; channel += 1) {
      image.data[4 * offset + channel] = COLOURS[below][channel] + (place - below) * (COLOURS[below + 1][channel] - COLOURS[below][channel]);
    }
    image.data[4 * offset + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}
