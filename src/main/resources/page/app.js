// The page: its tabs, and the link that holds what they show. A tab is a class with `id`, `title`, `open(root,
// onchange)`, and, as it wants, `state`, `shown()` and `hidden()`. To add one, write it and list it in TABS.
import { h, debounced } from "./dom.js";
import { text } from "./api.js";
import { load } from "./catalogue.js";
import { readLink, writeLink } from "./link.js";
import { ExpressionTab } from "./expression-tab.js";
import { FunctionsTab } from "./functions-tab.js";
import { BenchmarkTab } from "./benchmark-tab.js";
import { DatasetsTab } from "./datasets-tab.js";
import { ServiceTab } from "./service-tab.js";

const TABS = [new ExpressionTab(), new FunctionsTab(), new BenchmarkTab(), new DatasetsTab(), new ServiceTab()];
const HEALTH_MS = 15_000;

const list = document.querySelector("[role=tablist]");
const main = document.querySelector("main");
const parts = new Map();
let current = null;

const saved = debounced(() => writeLink(current.id, current.state), 200);

function build() {
  for (const tab of TABS) {
    const button = h(
      "button",
      { type: "button", role: "tab", id: `tab-${tab.id}`, "aria-controls": `part-${tab.id}`, "aria-selected": "false", tabindex: "-1", onclick: () => show(tab) },
      tab.title,
    );
    const part = h("div", { role: "tabpanel", id: `part-${tab.id}`, "aria-labelledby": button.id, hidden: true });
    list.append(button);
    main.append(part);
    parts.set(tab, { button, part, isOpen: false });
  }
  list.addEventListener("keydown", move);
}

/** Left, Right, Home and End move between tabs, as in any list of tabs. */
function move(event) {
  const at = TABS.indexOf(current);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: TABS.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  show(TABS[(to + TABS.length) % TABS.length]);
  parts.get(current).button.focus();
}

/** Builds a tab when it is wanted first. */
function open(tab) {
  const entry = parts.get(tab);
  if (entry.isOpen) return;
  entry.isOpen = true;
  tab.open(entry.part, () => tab === current && saved(), pages);
}

function show(tab, state = null) {
  if (current && current !== tab) {
    mark(current, false);
    current.hidden?.();
  }
  const before = current;
  current = tab;
  open(tab);
  if (state !== null) restore(tab, state);
  mark(tab, true);
  if (before !== tab) tab.shown?.();
  document.title = `${tab.title} · Parallax`;
  writeLink(tab.id, tab.state);
}

/** What a tab may ask of the page: that another tab is shown, and what is typed there. */
const pages = {
  show: (id) => {
    const tab = TABS.find((each) => each.id === id);
    show(tab);
    return tab;
  },
  request: (id) => {
    const tab = TABS.find((each) => each.id === id);
    open(tab);
    return tab.request;
  },
};

/** A link may have been written by hand: one that fits nothing leaves the tab as it opens. */
function restore(tab, state) {
  const opened = tab.state;
  try {
    tab.state = state;
  } catch {
    tab.state = opened;
  }
}

function mark(tab, isShown) {
  const { button, part } = parts.get(tab);
  button.setAttribute("aria-selected", String(isShown));
  button.tabIndex = isShown ? 0 : -1;
  part.hidden = !isShown;
}

function follow() {
  const { id, state } = readLink();
  show(TABS.find((tab) => tab.id === id) ?? TABS[0], state);
}

/** Whether the service is ready, beside the links. */
async function health() {
  const status = document.querySelector(".status");
  let isReady = false;
  try {
    await text("actuator/health/readiness");
    isReady = true;
  } catch {
    // Shown below.
  }
  status.className = `status ${isReady ? "good" : "wrong"}`;
  const says = isReady ? "ready" : "not ready";
  if (status.textContent !== says) status.textContent = says;
  if (!document.hidden) setTimeout(health, HEALTH_MS);
}

build();
follow();
addEventListener("hashchange", follow);
load().catch(() => {});
health();
document.addEventListener("visibilitychange", () => document.hidden || health());
document.documentElement.dataset.ready = "true";
