// A text area that shows its text coloured, and underlines errors at their places.
import { h, fill, freshId, insert } from "./dom.js";
import { tokens, tokenEnd } from "./tokens.js";
import { Completion } from "./completion.js";
import { whenKnown } from "./catalogue.js";

const INDENT = "    ";

export class Editor {
  #copy;
  #area;
  #language;
  #marks = [];
  #names = () => new Set();

  /**
   * @param {object} properties
   * @param {string} properties.label what readers of the screen are told
   * @param {"expression"|"python"} properties.language
   * @param {() => Set<string>} properties.names names of inputs, which are coloured and completed
   * @param {(text: string) => void} properties.oninput
   */
  constructor({ label, language = "expression", value = "", placeholder, names, oninput, tall = false }) {
    this.#language = language;
    this.#names = names;
    const hint = freshId("hint");
    this.#copy = h("pre", { class: "copy", "aria-hidden": "true" });
    this.#area = h("textarea", {
      "aria-label": label,
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      placeholder,
      rows: "1",
      value,
      oninput: () => {
        this.#marks = [];
        this.paint();
        oninput(this.value);
      },
    });
    this.element = h("div", { class: `editor${tall ? " tall" : ""}${language === "python" ? " numbered" : ""}` }, this.#copy, this.#area);
    if (language === "python") {
      this.#area.setAttribute("aria-describedby", hint);
      this.element.append(h("span", { id: hint, class: "unseen" }, "Tab indents; Escape, then Tab leaves the text."));
      this.#indents();
    } else {
      this.completion = new Completion(this.#area, this.#copy, this.element, names);
    }
    this.paint();
    whenKnown(() => this.paint());
  }

  get value() {
    return this.#area.value;
  }

  set value(text) {
    this.#area.value = text;
    this.#marks = [];
    this.paint();
  }

  focus() {
    this.#area.focus();
  }

  /** Underlines the tokens at these offsets (UTF-16 units from the beginning of the text). */
  mark(offsets) {
    const text = this.value;
    this.#marks = offsets.map((offset) => ({ start: offset, end: Math.max(tokenEnd(text, offset), offset + 1) }));
    this.#area.setAttribute("aria-invalid", String(offsets.length > 0));
    this.element.classList.toggle("wrong", offsets.length > 0);
    this.paint();
  }

  paint() {
    const text = this.value;
    const coloured = tokens(text, this.#language, this.#names());
    const lines = [[]];
    let begin = 0;
    for (const piece of pieces(text, coloured, this.#marks)) {
      const classes = [piece.kind && `t-${piece.kind}`, piece.wrong && "t-wrong"].filter(Boolean).join(" ");
      piece.text.split("\n").forEach((part, index) => {
        if (index > 0) lines.push([]);
        if (part !== "") lines.at(-1).push(classes ? h("span", { class: classes }, part) : part);
      });
      begin += piece.text.length;
    }
    if (this.#marks.some((mark) => mark.end > begin)) lines.at(-1).push(h("span", { class: "t-wrong" }, "\u00a0"));
    if (this.#language === "python") {
      fill(this.#copy, lines.map((line) => h("span", { class: "line" }, line)));
    } else {
      fill(this.#copy, lines.flatMap((line, index) => (index > 0 ? ["\n", ...line] : line)), "\u200b");
    }
  }

  /** Tab indents, Shift+Tab takes back, Enter keeps the indentation; Escape lets the next Tab leave. */
  #indents() {
    let leaves = false;
    this.#area.addEventListener("blur", () => (leaves = false));
    this.#area.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        leaves = true;
        return;
      }
      if (event.key === "Tab" && !leaves) {
        event.preventDefault();
        if (event.shiftKey) this.#outdent();
        else insert(this.#area, INDENT);
      } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        const line = this.value.slice(0, this.#area.selectionStart).split("\n").at(-1);
        insert(this.#area, `\n${/^\s*/.exec(line)[0]}${/:\s*$/.test(line) ? INDENT : ""}`);
      }
      if (event.key !== "Shift" && event.key !== "Tab") leaves = false;
    });
  }

  #outdent() {
    const area = this.#area;
    const begin = this.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const blanks = /^ {1,4}/.exec(this.value.slice(begin));
    if (!blanks) return;
    const caret = Math.max(begin, area.selectionStart - blanks[0].length);
    area.setSelectionRange(begin, begin + blanks[0].length);
    insert(area, "");
    area.setSelectionRange(caret, caret);
  }
}

/** The text cut where a colour or an underline begins or ends. */
function pieces(text, coloured, marks) {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of [...coloured, ...marks]) {
    cuts.add(Math.min(start, text.length));
    cuts.add(Math.min(end, text.length));
  }
  const places = [...cuts].sort((a, b) => a - b);
  let next = 0;
  return places.slice(1).map((end, index) => {
    const start = places[index];
    while (next < coloured.length && coloured[next].end <= start) next += 1;
    const colour = coloured[next];
    return {
      text: text.slice(start, end),
      kind: colour && colour.start <= start ? colour.kind : null,
      wrong: marks.some((mark) => mark.start <= start && end <= mark.end),
    };
  });
}
