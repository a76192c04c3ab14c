// Completes the word before the caret: functions and constants with their meaning, and names of inputs.
import { h, fill, freshId, announce, insert } from "./dom.js";
import { whenKnown, words } from "./catalogue.js";

const SHOWN = 40;

export class Completion {
  #area;
  #copy;
  #names;
  #list;
  #items = [];
  #chosen = 0;

  constructor(area, copy, holder, names) {
    this.#area = area;
    this.#copy = copy;
    this.#names = names;
    this.#list = h("ul", { class: "completions", role: "listbox", id: freshId("completions"), "aria-label": "Completions", hidden: true });
    holder.append(this.#list);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("input", () => this.#open());
    area.addEventListener("blur", () => this.close());
    area.addEventListener("keydown", (event) => this.#key(event));
    area.addEventListener("click", () => this.close());
    whenKnown(() => document.activeElement === area && this.#open());
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  close() {
    this.#list.hidden = true;
    this.#area.removeAttribute("aria-activedescendant");
    this.#area.removeAttribute("aria-controls");
  }

  #word() {
    const before = this.#area.value.slice(0, this.#area.selectionStart);
    return /[\p{L}_][\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? "";
  }

  #open() {
    const begin = this.#word();
    const candidates = begin === "" ? [] : this.#candidates(begin);
    if (candidates.length === 0 || (candidates.length === 1 && candidates[0].name === begin)) {
      this.close();
      return;
    }
    this.#items = candidates.slice(0, SHOWN);
    this.#chosen = 0;
    fill(this.#list, this.#items.map((item, index) => this.#entry(item, index)));
    this.#list.hidden = false;
    this.#area.setAttribute("aria-controls", this.#list.id);
    this.#place(begin.length);
    this.#choose(0);
    announce(`${candidates.length} completions; ${this.#items[0].signature}`);
  }

  #candidates(begin) {
    const lower = begin.toLowerCase();
    const inputs = [...this.#names()]
      .filter((name) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
      .map((name) => ({ name, signature: name, meaning: "an input", kind: "input" }));
    return [...inputs, ...words()]
      .filter(({ name }) => name.toLowerCase().startsWith(lower))
      .sort((a, b) => (b.name === begin) - (a.name === begin));
  }

  #entry(item, index) {
    return h(
      "li",
      {
        role: "option",
        id: `${this.#list.id}-${index}`,
        onmousedown: (event) => {
          event.preventDefault();
          this.#take(index);
        },
      },
      h("span", { class: "signature" }, item.signature),
      h("span", { class: "meaning" }, item.meaning),
    );
  }

  /** Puts the list below the beginning of the word, within the editor. */
  #place(wordLength) {
    const range = placeOf(this.#copy, this.#area.selectionStart - wordLength);
    const holder = this.#copy.getBoundingClientRect();
    const width = this.#list.offsetWidth;
    const left = Math.max(0, Math.min(range.left - holder.left, holder.width - width));
    this.#list.style.left = `${left}px`;
    this.#list.style.top = `${range.bottom - holder.top + 4}px`;
  }

  #choose(index) {
    this.#list.children[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = (index + this.#items.length) % this.#items.length;
    const entry = this.#list.children[this.#chosen];
    entry.setAttribute("aria-selected", "true");
    entry.scrollIntoView({ block: "nearest" });
    this.#area.setAttribute("aria-activedescendant", entry.id);
  }

  #key(event) {
    if (!this.isOpen || event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) this.#choose(this.#chosen + steps[event.key]);
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") this.#take(this.#chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take(index) {
    const { name, kind } = this.#items[index];
    const caret = this.#area.selectionStart;
    const calls = kind !== "constant" && kind !== "input";
    const isCalled = this.#area.value.slice(caret).startsWith("(");
    this.#area.setSelectionRange(caret - this.#word().length, caret);
    insert(this.#area, name + (calls && !isCalled ? "()" : ""));
    if (calls) {
      const inside = this.#area.selectionStart + (isCalled ? 1 : -1);
      this.#area.setSelectionRange(inside, inside);
    }
    this.close();
  }
}

/** The rectangle of the character at an offset of the coloured copy. */
function placeOf(copy, offset) {
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  let passed = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (passed + node.length > offset) {
      const range = document.createRange();
      range.setStart(node, offset - passed);
      range.setEnd(node, offset - passed + 1);
      return range.getBoundingClientRect();
    }
    passed += node.length;
  }
  return copy.getBoundingClientRect();
}
