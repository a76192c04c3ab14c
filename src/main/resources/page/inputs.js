// The list of inputs of a request: generators with one size for all, pasted numbers, files, columns of datasets.
import { h, fill, button, labelled, select, freshId } from "./dom.js";
import { GENERATORS, generated } from "./generators.js";
import { pastedNumbers, typedNumber } from "./json.js";
import { described, nameOf, ACCEPTED } from "./files.js";
import { shape } from "./numbers.js";
import { SizeField } from "./size.js";
import { DatasetChoice } from "./dataset-choice.js";

const KINDS = [
  ...Object.keys(GENERATORS).map((kind) => [kind, kind]),
  ["scalar", "one number"],
  ["numbers", "numbers…"],
  ["dataset", "dataset…"],
];
const DTYPES = [["", "dtype"], "float64", "float32", "int64", "int32"];

export class Inputs {
  #onchange;
  #list = h("div", { class: "inputs" });
  #size;
  #rows = [];
  #note = h("p", { class: "soft", hidden: true });

  /** @param {() => void} onchange called when anything has changed */
  constructor(onchange) {
    this.#onchange = onchange;
    this.#size = new SizeField(onchange);
    const chooser = h("input", { type: "file", accept: ACCEPTED, multiple: true, hidden: true, onchange: () => this.add(chooser.files) });
    this.drop = h(
      "div",
      { class: "drop" },
      button("Choose a file", () => chooser.click(), { class: "button small" }),
      h("span", {}, "or drop a CSV, .npy, Arrow or Parquet file here"),
      chooser,
    );
    this.#acceptsDrops();
    this.element = h(
      "div",
      { class: "stack", role: "group", "aria-label": "Inputs" },
      this.#list,
      h("div", { class: "row" }, button("Add an input", () => this.addNamed(this.#freeName()), { class: "button small" }), this.#note),
      this.#size.element,
      this.drop,
    );
  }

  /** What a link can hold: everything but files. */
  get state() {
    return {
      size: this.#size.value,
      inputs: this.#rows.filter((row) => row.kind !== "file").map(({ name, kind, dtype, parameters }) => ({ name, kind, dtype, parameters })),
    };
  }

  set state({ size, inputs }) {
    this.#size.value = size;
    this.#rows = inputs.map(row);
    this.#show();
  }

  /** Names that expressions may use: columns of files included. */
  names() {
    return new Set(this.#rows.flatMap((each) => (each.kind === "file" && each.columns.length > 1 ? each.columns : [each.name])));
  }

  /** The inputs as `{inputs, files}`: JSON by name, and parts of a form. */
  request() {
    return this.#collected((each) => ({ part: each.name, file: each.file, type: each.type }));
  }

  /** The same for an explanation: large files are replaced by a stand-in. */
  explained() {
    return this.#collected((each) => ({ part: each.name, type: each.type, ...each.standIn }));
  }

  /** Whether explanations are of a part of the data only. */
  get isPartial() {
    return this.#rows.some((each) => each.standIn?.partial);
  }

  #collected(part) {
    const inputs = {};
    const files = [];
    for (const each of this.#rows) {
      if (each.kind === "file") {
        const sent = part(each);
        if (sent.input) inputs[each.name] = sent.input;
        else files.push(sent);
      } else {
        inputs[each.name] = json(each, this.#size.value);
      }
    }
    return { inputs, files };
  }

  /** Shows the types that an explanation found. */
  showTypes(types) {
    for (const each of this.#rows) {
      const found = types[each.name] ?? types[each.columns?.[0]];
      each.typeText.textContent = found ? `${found.dtype} [${shape(found.shape)}]` : "";
    }
  }

  /** Marks the input at a pointer such as `/inputs/x/3`. Tells whether there is one. */
  mark(pointer) {
    let isFound = false;
    for (const each of this.#rows) {
      const at = `/inputs/${each.name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const wrong = pointer === at || pointer?.startsWith(`${at}/`);
      each.nameField?.setAttribute("aria-invalid", String(Boolean(wrong)));
      isFound ||= wrong;
    }
    return isFound;
  }

  /** Adds an input of a name, of a kind like the last one's. */
  addNamed(name) {
    this.#rows.push(row({ name, kind: "uniform" }));
    this.#changed();
  }

  /** Adds a column of a dataset. */
  addDataset(dataset, column) {
    const taken = this.names();
    const name = taken.has(column) ? `${column}_${taken.size}` : column;
    this.#rows.push(row({ name, kind: "dataset", parameters: { dataset, column } }));
    this.#changed();
    return name;
  }

  /** Adds files as inputs. */
  async add(files) {
    this.#note.hidden = true;
    for (const file of files) {
      try {
        const found = await described(file);
        const name = found.columns.length === 1 ? nameOf({ name: found.columns[0] }) : nameOf(file);
        this.#rows = this.#rows.filter((each) => each.name !== name && !found.columns.includes(each.name));
        this.#rows.push(row({ name, kind: "file", ...found }));
      } catch (refused) {
        this.#note.textContent = refused.message;
        this.#note.hidden = false;
      }
    }
    this.#changed();
  }

  #acceptsDrops() {
    const over = (event) => {
      event.preventDefault();
      this.drop.classList.add("over");
    };
    const out = () => this.drop.classList.remove("over");
    this.drop.addEventListener("dragover", over);
    this.drop.addEventListener("dragleave", out);
    this.drop.addEventListener("drop", (event) => {
      event.preventDefault();
      out();
      this.add(event.dataTransfer.files);
    });
  }

  #freeName() {
    const taken = this.names();
    return [..."xyabcdefghijkmnpqrstuvwz"].find((name) => !taken.has(name)) ?? `x${taken.size}`;
  }

  #changed() {
    this.#show();
    this.#onchange();
  }

  #show() {
    fill(this.#list, this.#rows.map((each) => this.#rowElement(each)));
    this.#list.hidden = this.#rows.length === 0;
    this.#size.element.hidden = !this.#rows.some((each) => each.kind in GENERATORS);
  }

  #rowElement(each) {
    const nameField = h("input", {
      class: "name",
      "aria-label": "Name of the input",
      value: each.name,
      readonly: each.columns?.length > 1 ? "" : undefined,
      oninput: () => {
        each.name = nameField.value;
        this.#onchange();
      },
    });
    each.nameField = nameField;
    const kind =
      each.kind === "file"
        ? h("span", { class: "soft" }, "file")
        : select(`Kind of ${each.name}`, KINDS, each.kind, (chosen) => {
            Object.assign(each, row({ name: each.name, kind: chosen }));
            this.#changed();
          });
    const remove = button("×", () => {
      this.#rows = this.#rows.filter((other) => other !== each);
      this.#changed();
    }, { class: "button bare", "aria-label": `Remove ${each.name}` });
    return h("div", { class: "input" }, nameField, kind, h("div", { class: "parameters" }, this.#parameters(each), each.typeText), remove);
  }

  #parameters(each) {
    const changed = (name) => (value) => {
      each.parameters[name] = value;
      this.#onchange();
    };
    if (each.kind === "file") {
      return [h("span", { class: "mono" }, each.file.name), each.columns.length > 1 ? h("span", { class: "soft" }, each.columns.join(", ")) : null];
    }
    if (each.kind === "numbers") {
      const area = h("textarea", {
        class: "mono", rows: "2", spellcheck: "false", "aria-label": `Numbers of ${each.name}`, value: each.parameters.text,
        placeholder: "1, 2.5, 3  or  [[1, 2], [3, 4]]",
        oninput: () => changed("text")(area.value),
      });
      return [area];
    }
    if (each.kind === "dataset") return [new DatasetChoice(each.parameters, () => this.#onchange()).element];
    const fields = Object.entries(each.parameters).map(([name, value]) => {
      const field = h("input", { class: "mono", value, inputmode: "decimal", placeholder: name === "seed" ? "auto" : "", oninput: () => changed(name)(field.value) });
      return labelled(name, field);
    });
    if (!(each.kind in GENERATORS) || each.kind === "bernoulli") return fields;
    return [...fields, select(`dtype of ${each.name}`, DTYPES, each.dtype, (dtype) => {
      each.dtype = dtype;
      this.#onchange();
    })];
  }
}

/** A row with everything it needs, of what is known about it. */
function row({ name, kind, dtype = "", parameters = {}, ...rest }) {
  const defaults = GENERATORS[kind]?.parameters ?? { numbers: { text: "1, 2, 3" }, scalar: { value: "2.5" }, dataset: { dataset: "", column: "" } }[kind] ?? {};
  return { name, kind, dtype, parameters: { ...defaults, ...parameters }, typeText: h("span", { class: "type", id: freshId("type") }), ...rest };
}

function json({ kind, dtype, parameters }, size) {
  if (kind === "numbers") return pastedNumbers(parameters.text);
  if (kind === "scalar") return typedNumber(parameters.value);
  if (kind === "dataset") return { dataset: parameters.dataset, column: parameters.column };
  return { ...generated(kind, parameters, size), dtype: dtype || undefined };
}
