// Metrics in Prometheus' text format: `name{labels} value` a line.

/** The metrics by name, each with its `labels` and `value`s. */
export function parse(exposition) {
  const byName = new Map();
  for (const line of exposition.split("\n")) {
    const match = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (!match) continue;
    const [, name, labels = "", number] = match;
    if (!byName.has(name)) byName.set(name, []);
    byName.get(name).push({ labels, value: Number(number) });
  }
  return byName;
}

/** The sum of a metric over all labels, or those that contain a text; NaN where there is none. */
export function sum({ metrics }, name, label = "") {
  const found = (metrics.get(name) ?? []).filter(({ labels }) => labels.includes(label));
  return found.length === 0 ? NaN : found.reduce((before, each) => before + each.value, 0);
}

export const value = (now, name) => sum(now, name);

/** How fast a counter grows, a second; NaN at the first look. */
export function rate(now, before, name) {
  return before === null ? NaN : (1000 * (sum(now, name) - sum(before, name))) / (now.time - before.time);
}
