// Lines and histograms, drawn by uPlot, in the page's colours. uPlot is no module: index.html loads it.
import { h } from "./dom.js";
import { asDouble, short } from "./numbers.js";

const HEIGHT = 260;
const SERIES = ["--series", "--series-2", "--phase-7", "--phase-5", "--phase-4", "--phase-3"];
const { uPlot } = globalThis;
const MOST_BINS = 120;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Lines of arrays over the positions of their elements. */
export function lines(arrays) {
  const shown = arrays.slice(0, SERIES.length);
  const length = Math.max(...shown.map((each) => each.elements.length));
  const positions = Float64Array.from({ length }, (_, index) => index);
  const data = [positions, ...shown.map((each) => finite(each.elements, length))];
  const series = (index) => ({ label: shown[index].name, stroke: colour(SERIES[index]), width: 1.25, points: { show: length <= 100, size: 4 } });
  return chart("Line chart", data, () => ({ series: shown.map((_, index) => series(index)) }));
}

/** Curves over positions, both on logarithmic axes: `{name, values}` each, with null where there is none. */
export function curves(label, positions, shown) {
  return chart(label, [positions, ...shown.map((each) => each.values)], () => ({
    series: shown.map(({ name }, index) => ({ label: name, stroke: colour(SERIES[index % SERIES.length]), width: 1.5, spanGaps: true, points: { show: true, size: 6 } })),
    isLogarithmic: true,
  }));
}

/** How often values occur, in equal bins; elements that are not finite are left out. */
export function histogram(array) {
  const values = array.elements.map(asDouble).filter(Number.isFinite);
  const { edges, counts, width } = bins(values);
  return chart(`Histogram of ${array.name}`, [edges, counts], () => ({
    series: [{ label: "elements", stroke: colour("--series"), fill: `${colour("--series")}55`, width: 1, points: { show: false }, paths: uPlot.paths.bars({ size: [1, Infinity], align: 1, gap: 0 }) }],
    range: values.length > 0 ? [edges[0], edges.at(-1) + width] : undefined,
  }));
}

/** Bins by the rule of Freedman and Diaconis (1981), at most [MOST_BINS]. */
export function bins(values) {
  if (values.length === 0) return { edges: [0], counts: [0], width: 1 };
  const sorted = Float64Array.from(values).sort();
  const [least, greatest] = [sorted[0], sorted.at(-1)];
  const quartiles = sorted[Math.floor(sorted.length * 0.75)] - sorted[Math.floor(sorted.length * 0.25)];
  const ideal = (2 * quartiles) / Math.cbrt(sorted.length);
  const wanted = ideal > 0 ? Math.ceil((greatest - least) / ideal) : Math.ceil(Math.sqrt(sorted.length));
  const number = greatest === least ? 1 : Math.max(5, Math.min(MOST_BINS, wanted));
  const width = (greatest - least) / number || 1;
  const counts = new Array(number).fill(0);
  for (const value of sorted) counts[Math.min(number - 1, Math.floor((value - least) / width))] += 1;
  return { edges: counts.map((_, index) => least + index * width), counts, width };
}

function finite(elements, length) {
  return Array.from({ length }, (_, index) => {
    const value = index < elements.length ? asDouble(elements[index] === true ? 1 : elements[index] === false ? 0 : elements[index]) : null;
    return Number.isFinite(value) ? value : null;
  });
}

/** A chart that follows the width of its place and the page's colours. */
function chart(label, data, describe) {
  const host = h("div", { class: "chart", role: "img", "aria-label": label });
  let drawn = null;
  const draw = () => {
    drawn?.destroy();
    const { series, range, isLogarithmic } = describe();
    drawn = new uPlot(options(host.clientWidth, series, range, isLogarithmic), data, host);
  };
  // The host has a width once it is on the page.
  new ResizeObserver(() => {
    if (host.clientWidth === 0) return;
    if (drawn === null) draw();
    else if (drawn.width !== host.clientWidth) drawn.setSize({ width: host.clientWidth, height: HEIGHT });
  }).observe(host);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => host.isConnected && draw());
  return host;
}

function options(width, series, range, isLogarithmic = false) {
  const axis = { stroke: colour("--ink-soft"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 }, font: "11px system-ui" };
  return {
    width: Math.max(width, 200),
    height: HEIGHT,
    pxAlign: false,
    cursor: { drag: { x: true, y: false } },
    scales: isLogarithmic ? { x: { time: false, distr: 3 }, y: { distr: 3 } } : { x: { time: false, range: range && (() => range) } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : short(tick))) },
      { ...axis, size: 62, values: (_, ticks) => ticks.map((tick) => (tick === null ? "" : short(tick))) },
    ],
    series: [{ label: "at", value: (_, value) => short(value) }, ...series.map((each) => ({ value: (_, value) => short(value), ...each }))],
  };
}
