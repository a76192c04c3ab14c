// Datasets: what is stored, its first rows, uploads, and the way into an expression.
import { h, fill, button, panel, announce } from "./dom.js";
import { datasets, firstRows, remove, upload } from "./datasets.js";
import { described, nameOf, ACCEPTED } from "./files.js";
import { namedArrays } from "./arrays.js";
import { resultTables } from "./result-table.js";
import { problemView } from "./problem-view.js";
import { bytes, count, shape } from "./numbers.js";

const ROWS = 20;

export class DatasetsTab {
  id = "datasets";
  title = "Datasets";
  #pages;
  #chosen = null;

  open(root, _, pages) {
    this.#pages = pages;
    const chooser = h("input", { type: "file", accept: ACCEPTED, multiple: true, hidden: true, onchange: () => this.#upload(chooser.files) });
    this.uploads = h("div", { class: "stack" });
    const drop = h("div", { class: "drop" }, button("Choose a file", () => chooser.click(), { class: "button small" }), h("span", {}, "or drop a CSV, .npy, Arrow or Parquet file here to store it"), chooser);
    this.#acceptsDrops(drop);
    this.list = panel("Stored", { end: [button("Refresh", () => this.shown(), { class: "button small" })] }, drop, this.uploads, h("div"));
    this.preview = panel("Preview", {}, h("p", { class: "empty" }, "Choose a dataset to see its first rows."));
    root.append(h("div", { class: "work" }, h("div", { class: "column" }, this.list.element), h("div", { class: "column" }, this.preview.element)));
  }

  async shown() {
    const place = this.list.content.lastElementChild;
    try {
      this.#list(place, await datasets());
    } catch (failure) {
      fill(place, problemView(failure.content ?? { title: "The list cannot be shown", detail: String(failure) }));
    }
  }

  #list(place, found) {
    if (found.length === 0) {
      fill(place, h("p", { class: "empty" }, "Nothing is stored yet."));
      return;
    }
    const rows = found.map((each) =>
      h(
        "tr",
        { "aria-current": each.id === this.#chosen ? "true" : undefined },
        h("td", {}, button(each.id.slice(0, 11), () => this.#preview(each), { class: "button link mono", title: each.id, "aria-label": `Preview ${each.id}` })),
        h("td", {}, each.columns.map(({ name }) => name).join(", ")),
        h("td", { class: "number" }, count(each.rows)),
        h("td", { class: "number" }, bytes(each.bytes)),
        h("td", { class: "soft" }, time(each.expiresAt)),
        h("td", {}, this.#deletion(each)),
      ),
    );
    const head = ["dataset", "columns", "rows", "size", "kept until", "delete"].map((name, index) =>
      h("th", { scope: "col", class: index === 2 || index === 3 ? "number" : undefined }, name === "delete" ? h("span", { class: "unseen" }, name) : name),
    );
    fill(place, h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Datasets" }, h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows))));
  }

  /** A button that asks once more before it deletes. */
  #deletion({ id }) {
    const cell = h("span", { class: "row" });
    const ask = button("Delete", () => {
      const sure = button("Delete it", async () => {
        try {
          await remove(id);
          if (this.#chosen === id) this.#clear();
          announce("The dataset is deleted");
          await this.shown();
        } catch (failure) {
          fill(cell, h("span", { class: "soft" }, failure.message));
        }
      }, { class: "button small" });
      fill(cell, sure, button("Keep", () => fill(cell, ask), { class: "button small" }));
      sure.focus();
    }, { class: "button bare", "aria-label": `Delete ${id}` });
    fill(cell, ask);
    return cell;
  }

  #clear() {
    this.#chosen = null;
    fill(this.preview.content, h("p", { class: "empty" }, "Choose a dataset to see its first rows."));
  }

  async #preview(dataset) {
    this.#chosen = dataset.id;
    const columns = dataset.columns.map(({ name, dtype, shape: of }) =>
      h(
        "tr",
        {},
        h("td", { class: "mono" }, name),
        h("td", { class: "mono" }, `${dtype} [${shape(of)}]`),
        h("td", {}, button("Use in an expression", () => this.#pages.show("expression").use(dataset.id, name), { class: "button small", "aria-label": `Use ${name} in an expression` })),
      ),
    );
    const rows = h("div", {}, h("p", { class: "empty" }, "reading…"));
    fill(
      this.preview.content,
      h("p", { class: "mono" }, dataset.id),
      h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "column"), h("th", { scope: "col" }, "type"), h("td", {}))), h("tbody", {}, columns)),
      h("h3", {}, "First rows"),
      rows,
    );
    try {
      fill(rows, resultTables(namedArrays(await firstRows(dataset, ROWS))));
    } catch (failure) {
      fill(rows, problemView(failure.content ?? { title: "The rows cannot be shown", detail: String(failure) }));
    }
  }

  #acceptsDrops(drop) {
    drop.addEventListener("dragover", (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      this.#upload(event.dataTransfer.files);
    });
  }

  async #upload(files) {
    for (const file of files) {
      const bar = h("progress", { max: "1", value: 0, "aria-label": `Upload of ${file.name}` });
      const line = h("div", { class: "stack" }, h("span", {}, `${file.name}, ${bytes(file.size)}`), bar);
      this.uploads.append(line);
      try {
        const { type, isTable } = await described(file);
        const dataset = await upload(file, type, isTable ? "" : nameOf(file), (share) => (bar.value = share));
        line.remove();
        announce(`${file.name} is stored`);
        await this.shown();
        await this.#preview(dataset);
      } catch (failure) {
        fill(line, problemView(failure.content ?? { title: `${file.name} cannot be stored`, detail: failure.message }), button("Close", () => line.remove(), { class: "button small" }));
      }
    }
  }
}

function time(instant) {
  return new Date(instant).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
}
